"""Schools: entry classes from registrations beside the municipal class number, and the claim to all-day care."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from sozialraum.model.periods import in_order
from sozialraum.model.status import MARKED, Status
from sozialraum.model.tables import records
from sozialraum.model.whole_places import whole_missing
from sozialraum.presentation.planning.figures import Figure, decimals_of, known, net, reach, why_text
from sozialraum.presentation.planning.grid import Cell, Grid, Head, Line, Section, Tone
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import number
from sozialraum.presentation.words.numbers import period as period_label

COUNTED = ("places_needed", "places_claim_hours", "places_shorter", "places_hours_unknown")


def classes_section(context: Context) -> Section | None:
    """Entry classes of each school; None where no registrations are told."""
    words, plan = context.words, context.published.planning
    if plan.classes.empty:
        return None
    years = in_order(list(plan.classes["year"]))
    at = {(str(row["facility_id"]), str(row["year"])): row for row in records(plan.classes)}
    heads = [Head(period_label(year, words), "", _is_ahead(plan.classes, year)) for year in years]
    size = {
        year: min(1, decimals_of(known(row["per_class"]) for (_, when), row in at.items() if when == year))
        for year in years
    }
    lines = [
        _school_line(context, school, tuple(_classes(context, at.get((school, one)), size[one]) for one in years))
        for school in _schools(context, {key[0] for key in at})
    ]
    totals = {str(row["year"]): row for row in records(plan.class_totals)}
    if totals:
        cells = tuple(_total(context, totals.get(year)) for year in years)
        lines.append(Line(words("planning.schools.all"), cells, "city"))
    grid = Grid(words("planning.schools.caption"), words("planning.schools.school"), heads, lines)
    return Section(
        "eingangsklassen", words("planning.schools.title"), [words("planning.schools.intro")], grids=[grid]
    )


def _is_ahead(table: pd.DataFrame, year: str) -> bool:
    """Whether any number of that year is a forecast."""
    return bool((table.loc[table["year"] == year, "status"] == Status.FORECAST).any())


def _schools(context: Context, schools: set[str]) -> list[str]:
    names = context.published.facilities["name"]
    return sorted(schools, key=lambda one: (str(names.get(one, one)), one))


def _school_line(context: Context, school: str, cells: tuple[Cell, ...]) -> Line:
    table = context.published.facilities
    area = context.names.get(str(table["area_id"].get(school, "")), "")
    return Line(str(table["name"].get(school, "")) or school, cells, note=area)


def _classes(context: Context, row: dict[str, Any] | None, decimals: int) -> Cell:
    words = context.words
    children, classes = (None, None) if row is None else (known(row["children"]), known(row["classes"]))
    if row is None or children is None or classes is None:
        return _none(context, row)
    lines = [words("planning.schools.children", count=number(children, 0, words))]
    per_class = known(row["per_class"])
    if per_class is not None:
        lines.append(words("planning.schools.per_class", count=number(per_class, decimals, words)))
    if row["band"] in {"above", "below"}:
        lines.append(words(f"planning.schools.band_{row['band']}"))
    lines += _marks(context, str(row["status"]))
    return Cell(_class_words(context, classes), tuple(lines))


def _class_words(context: Context, classes: float) -> str:
    key = "planning.schools.class" if classes == 1 else "planning.schools.classes"
    return context.words(key, count=number(classes, 0, context.words))


def _marks(context: Context, status: str) -> list[str]:
    return [context.words(f"status.{status}")] if status in MARKED else []


def _none(context: Context, row: dict[str, Any] | None) -> Cell:
    words = context.words
    status = str(Status.MISSING) if row is None or row["status"] == Status.NORMAL else str(row["status"])
    reason = "" if row is None else str(row["reason"])
    why = why_text(reason, words)
    return Cell(words(f"status.{status}"), (why,) if why else ())


def _total(context: Context, row: dict[str, Any] | None) -> Cell:
    words = context.words
    classes = None if row is None else known(row["classes"])
    if row is None or classes is None:
        return _none(context, row)
    most, above = known(row["richtzahl"]), known(row["above"])
    lines = [words("planning.schools.children", count=number(known(row["children"]) or 0.0, 0, words))]
    if most is not None:
        lines.append(words("planning.schools.richtzahl", count=number(most, 0, words)))
        key = "planning.schools.above" if above else "planning.schools.kept"
        lines.append(words(key, count=number(above or 0.0, 0, words)))
    tone: Tone = "missing" if above else "none"
    return Cell(_class_words(context, classes), (*lines, *_marks(context, str(row["status"]))), tone)


def ganztag_section(context: Context) -> Section | None:
    """The claim to all-day care at each school, from its first year on."""
    words, table = context.words, context.published.planning.ganztag
    years = [year for year in in_order(list(table["year"])) if _claimed(context, year)]
    if not years:
        return None
    at = {(str(row["facility_id"]), str(row["year"])): row for row in records(table)}
    schools = _schools(context, {key[0] for key in at})
    heads = [Head(period_label(year, words), _classes_of(context, year), _is_ahead(table, year)) for year in years]
    digits = {year: _digits(row for (_, when), row in at.items() if when == year) for year in years}
    lines = [
        _school_line(context, school, tuple(_ganztag(context, at.get((school, one)), digits[one]) for one in years))
        for school in schools
    ]
    names = context.published.facilities["name"]
    planned = not set(context.published.planning.planned["facility_id"]).isdisjoint(schools)
    as_is = f" {words('planning.ganztag.as_is')}" if planned else ""
    sentences = [words("planning.ganztag.intro") + as_is]
    for year in years:
        short = [
            words(
                "planning.ganztag.short",
                school=str(names.get(school, school)),
                count=number(whole_missing(gone), 0, words),
            )
            for school in schools
            if (gone := known(at.get((school, year), {}).get("places_missing")))
        ]
        unknown = sum(known(at.get((school, year), {}).get("places_missing")) is None for school in schools)
        told = [
            words("planning.ganztag.too_few", schools=", ".join(short)) if short else words("planning.ganztag.enough")
        ]
        told += (
            [words("planning.ganztag.unknown_one" if unknown == 1 else "planning.ganztag.unknown", count=unknown)]
            if unknown
            else []
        )
        if unknown < len(schools) or short:
            sentences.append(words("planning.ganztag.year", year=period_label(year, words), told=" ".join(told)))
    grid = Grid(words("planning.ganztag.caption"), words("planning.schools.school"), heads, lines)
    return Section("ganztag", words("planning.ganztag.title"), sentences, grids=[grid])


def _claimed(context: Context, year: str) -> bool:
    table = context.published.planning.ganztag
    entitled = table.loc[table["year"] == year, "entitled"]
    return bool((entitled.isna() | (entitled > 0)).any())


def _classes_of(context: Context, year: str) -> str:
    """Which classes have a claim in that year."""
    rule = context.project.planning.rules.ganztag
    if rule is None:
        return ""
    held = [one for one in rule.claims if one.year <= year]
    classes = held[-1].classes if held else []
    return context.words("planning.ganztag.classes", classes=", ".join(map(str, classes))) if classes else ""


def _digits(rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Column -> decimals with which it is written in one year, at every school."""
    told = list(rows)
    return {name: decimals_of(known(row[name]) for row in told) for name in COUNTED}


def _ganztag(context: Context, row: dict[str, Any] | None, digits: Mapping[str, int]) -> Cell:
    words = context.words
    if row is None:
        return _none(context, None)
    needed, enough = known(row["places_needed"]), known(row["places_claim_hours"])
    entitled, shorter = known(row["entitled"]), known(row["places_shorter"])

    def written(name: str, value: float) -> str:
        return number(value, digits[name], words)

    lines = []
    if needed is not None and enough is not None:
        of = {"places": written("places_claim_hours", enough), "needed": written("places_needed", needed)}
        lines.append(words("page.planning.of", **of))
    if entitled is not None:
        lines.append(words("planning.ganztag.entitled", count=number(entitled, 0, words)))
    if shorter:
        lines.append(words("planning.ganztag.shorter", count=written("places_shorter", shorter)))
    if unsaid := known(row["places_hours_unknown"]):
        lines.append(words("planning.ganztag.hours_unknown", count=written("places_hours_unknown", unsaid)))
    status = str(row["status"])
    missing = Figure(known(row["places_missing"]), known(row["lower"]), known(row["upper"]), status, "")
    spare = Figure(known(row["places_spare"]), None, None, status, "")
    if missing.value is None:
        told = _none(context, row)
        if missing.lower is not None and missing.upper is not None and status != Status.WITHHELD:
            worst, best = whole_missing(missing.upper), whole_missing(missing.lower)
            none = words("planning.measures.none_missing")
            lines.insert(0, reach(worst, best, words) if worst else none)
        return Cell(told.text, (*told.lines, *lines))
    cell = net(missing, spare, words)
    marks = [words(f"status.{status}")] if status in MARKED else []
    return Cell(cell.text, (*lines, *marks), cell.tone)

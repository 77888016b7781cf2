"""Planned measures: what is to change when, at what cost, decided by whom, and what each does by itself."""

from collections.abc import Iterable
from typing import Any

from sozialraum.model.periods import in_order
from sozialraum.model.tables import BASE_LEVEL, CITY, records
from sozialraum.model.whole_places import whole_missing
from sozialraum.presentation.planning.figures import decimals_of, known
from sozialraum.presentation.planning.grid import Cell, Grid, Head, Line, Section
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import day, number
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.tenses import tense

SIGNED_ZERO = 1e-9


def measures_section(context: Context) -> Section | None:
    """None where nothing is planned."""
    words, planned = context.words, context.published.planning.planned
    if planned.empty:
        return None
    by_measure: dict[str, list[dict[str, Any]]] = {}
    for row in records(planned):
        by_measure.setdefault(str(row["measure"]), []).append(row)
    heads = [
        Head(words("planning.measures.facility"), words=True),
        Head(words("planning.measures.change"), words=True),
        Head(words("planning.measures.from")),
        Head(words("planning.measures.status"), words=True),
        Head(words("planning.measures.cost")),
        Head(words("planning.measures.who"), words=True),
        Head(words("planning.measures.drucksache"), words=True),
    ]
    digits = decimals_of(known(row["places"]) for rows in by_measure.values() for row in rows)
    lines = [_line(context, measure, rows, digits) for measure, rows in by_measure.items()]
    notes = tuple(context.text(file.note) for file in context.project.planned_measures if file.note)
    caption = words("planning.measures.caption")
    told = Grid(caption, words("planning.measures.measure"), heads, lines, note=notes)
    rule = context.project.planning.measures
    states = ", ".join(words(f"planning.state.{one}") for one in rule.counted)
    sentences = [words("planning.measures.intro", states=states)]
    grids = [told, *_effects(context, {measure: rows[0] for measure, rows in by_measure.items()})]
    return Section("massnahmen", words("planning.measures.title"), sentences, grids=grids)


def _line(context: Context, measure: str, rows: list[dict[str, Any]], digits: int) -> Line:
    words = context.words
    table = context.published.facilities
    first = rows[0]
    facility = str(first["facility_id"])
    name = str(table["name"].get(facility, "")) or facility
    area = context.names.get(str(table["area_id"].get(facility, "")), "")
    counts = measure in context.published.planning.counted
    state = words(f"planning.state.{first['status']}")
    return Line(
        _label(first, measure),
        (
            Cell(name, (area,) if area else ()),
            _several(_change(context, row, digits) for row in rows),
            _several(day(str(row["from_day"]), words) for row in rows),
            Cell(state, () if counts else (words("planning.measures.not_counted"),)),
            _several(_cost(context, row) for row in rows),
            _several(str(row["who"]) for row in rows),
            _several(str(row["drucksache"]) for row in rows),
        ),
        note=measure if str(first["label"]) else "",
    )


def _label(row: dict[str, Any], measure: str) -> str:
    return str(row["label"]) or measure


def _several(texts: Iterable[str]) -> Cell:
    """Each different text once, one below the other."""
    first, *others = [*dict.fromkeys(text for text in texts if text)] or ["–"]
    return Cell(first, tuple(others))


def _change(context: Context, row: dict[str, Any], digits: int) -> str:
    words = context.words
    places = known(row["places"])
    count = words("status.O") if places is None else number(places, digits, words, signed=True)
    return words(
        "planning.measures.places", count=count, of=_meant(context, str(row["offer"]), str(row["target_group"]))
    )


def _meant(context: Context, offer: str, group: str) -> str:
    """The coverages whose balance is changed; else whom the places are for."""
    of = [one for one in context.project.coverage if offer in one.offers and group in one.target_groups]
    groups = {one.id: context.text(one.label) for one in context.project.target_groups}
    return ", ".join(context.text(one.short) for one in of) or groups.get(group, group)


def _cost(context: Context, row: dict[str, Any]) -> str:
    cost = known(row["cost_eur"])
    return "" if cost is None else f"{number(cost, 0, context.words)}\u202f€"


def _effects(context: Context, first: dict[str, dict[str, Any]]) -> list[Grid]:
    """What is missing before and after, by area and year, of each measure by itself; below it the whole city."""
    words, plan = context.words, context.published.planning
    levels = context.published.areas["level"]
    shown = plan.effects[(plan.effects["area_id"] == CITY) | (plan.effects["area_id"].map(levels) == BASE_LEVEL)]
    at = {
        (str(row["measure"]), str(row["coverage"]), str(row["area_id"]), str(row["year"])): row
        for row in records(shown)
    }
    changing = {key for key, row in at.items() if _changes(row)}
    years = in_order([key[3] for key in changing])
    told = [
        (measure, coverage, area)
        for measure in first
        for coverage in context.project.coverage
        for touched in [{key[2] for key in changing if key[:2] == (measure, coverage.id)}]
        for area in sorted(touched - {CITY}) or sorted(touched)
    ]
    written = {
        year: _written(row for one, of, area in told if (row := at.get((one, of.id, area, year)))) for year in years
    }
    lines = []
    for measure, coverage, area in told:
        name = words("level.city") if area == CITY else context.names[area]
        sides = [[at.get((measure, coverage.id, one, year)) for one in (area, CITY)] for year in years]
        cells = tuple(
            _effect(context, own, city, written[year]) for (own, city), year in zip(sides, years, strict=True)
        )
        note = words("planning.measures.where", area=name, coverage=context.text(coverage.short))
        lines.append(Line(_label(first[measure], measure), cells, note=note))
    if not lines:
        return []
    heads = [
        Head(period_label(year, words), words("status.F") if ahead else "", ahead)
        for year in years
        for ahead in [tense(year, plan.today) == "ahead"]
    ]
    caption = words("planning.measures.effects")
    notes = (words("planning.measures.effects_note"), words("page.profile.unrounded"))
    return [Grid(caption, words("planning.measures.measure"), heads, lines, note=notes)]


def _changes(row: dict[str, Any]) -> bool:
    change = known(row["places"])
    return change is None or abs(change) > SIGNED_ZERO


def _written(rows: Iterable[dict[str, Any]]) -> tuple[int, int]:
    """Decimals of a year's column: of the places that come or go, and of what is missing."""
    changing = [row for row in rows if _changes(row)]
    change, *ends = (
        decimals_of(known(row[name]) for row in changing) for name in ("places", "missing_before", "missing_after")
    )
    return change, max(ends)


def _effect(
    context: Context, row: dict[str, Any] | None, city: dict[str, Any] | None, written: tuple[int, int]
) -> Cell:
    words = context.words
    if row is None or not _changes(row):
        return Cell("–")
    change, before, after = (known(row[name]) for name in ("places", "missing_before", "missing_after"))
    count = None if change is None else number(change, written[0], words, signed=True)
    told = words("status.O") if count is None else words("planning.measures.by", count=count)
    if before is None or after is None:
        return Cell(words("status.O"), (told,))
    ends = {"before": number(before, written[1], words), "after": number(after, written[1], words)}
    exact = words("planning.measures.exact", told=told, **ends)
    lines = [told if _is_whole(before) and _is_whole(after) else exact]
    if city is not None and city is not row:
        lines.append(words("planning.measures.in_city", told=_before_after(context, city)))
    return Cell(_before_after(context, row), tuple(lines), "missing" if after > SIGNED_ZERO else "even")


def _is_whole(value: float) -> bool:
    return abs(value - round(value)) < SIGNED_ZERO


def _before_after(context: Context, row: dict[str, Any]) -> str:
    """ "fehlen 42 → 31" in whole places, "nichts fehlt" where none does."""
    words = context.words
    before, after = known(row["missing_before"]), known(row["missing_after"])
    if before is None or after is None:
        return words("status.O")
    ends = [number(whole_missing(one), 0, words) for one in (before, after)]
    if whole_missing(before) == 0 and whole_missing(after) == 0:
        return words("planning.measures.none_missing")
    return words("planning.measures.before_after", before=ends[0], after=ends[1])

"""Schools: entry classes from registrations, and the claim to all-day care beside the places."""

import pandas as pd

from sozialraum.model.status import Status
from sozialraum.model.tables import records
from sozialraum.model.whole_places import whole_missing, whole_spare
from sozialraum.presentation.annex.names import area_of, house_name
from sozialraum.presentation.annex.offers import today_first
from sozialraum.presentation.annex.sheet import Block, Cell, Column, Row, Sheet
from sozialraum.presentation.annex.values import counted, number, word
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import period

KEYS = 2


def school_sheets(context: Context) -> list[Sheet]:
    """Entry classes and Ganztag, each where there is something to say."""
    return [*_classes(context), *_ganztag(context)]


def _classes(context: Context) -> list[Sheet]:
    words, planning = context.words, context.published.planning
    rule = context.project.planning.rules.entry_classes
    rows = []
    for year in today_first(context, planning.classes["year"]):
        of_year = planning.classes[planning.classes["year"] == year]
        for at, row in enumerate(_by_name(context, of_year)):
            status = str(row["status"])
            cells = (
                period(year, words),
                house_name(context, row["facility_id"]),
                area_of(context, row["facility_id"]),
                counted(status, words),
                number(row["children"], status, words),
                number(row["classes"], status, words),
                number(row["per_class"], status, words, 1),
                words(f"annex.band_{row['band']}") if row["band"] else "",
                None,
                None,
                words(f"why.{row['reason']}") if row["reason"] else "",
            )
            rows.append(Row(cells, begins=at == 0))
        totals = planning.class_totals
        rows += [_total(context, row) for row in records(totals[totals["year"] == year])]
    if not rows:
        return []
    columns = (
        Column(words("annex.year_school"), 11),
        Column(words("annex.school"), 34),
        Column(words("annex.area"), 24),
        Column(words("annex.told"), 11),
        Column(words("annex.registered"), 13, "whole"),
        Column(words("annex.entry_classes"), 12, "whole"),
        Column(words("annex.per_class"), 12, "tenths"),
        Column(words("annex.band"), 20),
        Column(words("annex.richtzahl"), 18, "whole"),
        Column(words("annex.above_richtzahl"), 12, "whole"),
        Column(words("annex.remark"), 34),
    )
    lead = [context.text(context.project.city.notice), words("annex.classes_lead")]
    if rule:
        lead.append(
            words("annex.classes_band", low=rule.band[0], high=rule.band[1], source=context.text(rule.source))
        )
    return [_sheet(context, "classes", lead, columns, rows)]


def _total(context: Context, row: dict[str, object]) -> Row:
    words, status = context.words, str(row["status"])
    cells = (
        period(str(row["year"]), words),
        words("annex.all_schools"),
        context.project.city.name,
        counted(status, words),
        number(row["children"], status, words),
        number(row["classes"], status, words),
        None,
        "",
        number(row["richtzahl"], status, words),
        number(row["above"], status, words),
        words(f"why.{row['reason']}") if row["reason"] else "",
    )
    return Row(cells, strong=True)


def _ganztag(context: Context) -> list[Sheet]:
    words, table = context.words, context.published.planning.ganztag
    rows = []
    for year in today_first(context, table["year"]):
        for at, row in enumerate(_by_name(context, table[table["year"] == year])):
            status = str(row["status"])
            best, worst = _reach(row)
            cells = (
                period(year, words),
                house_name(context, row["facility_id"]),
                area_of(context, row["facility_id"]),
                counted(status, words),
                *(number(row[one], status, words) for one in ("children", "entitled")),
                number(row["places_needed"], status, words, 1),
                *(number(row[one], status, words) for one in _PLACES),
                _net(row["places_missing"], row["places_spare"], status, context),
                best,
                worst,
                words(f"why.{row['reason']}") if row["reason"] else "",
            )
            rows.append(Row(cells, begins=at == 0))
    if not rows:
        return []
    columns = (
        Column(words("annex.year_school"), 11),
        Column(words("annex.school"), 34),
        Column(words("annex.area"), 24),
        Column(words("annex.told"), 11),
        Column(words("annex.pupils"), 9, "whole"),
        Column(words("annex.entitled"), 10, "whole"),
        Column(words("annex.needed"), 10, "tenths"),
        Column(words("annex.eight_hours"), 12, "whole"),
        Column(words("annex.shorter"), 10, "whole"),
        Column(words("annex.hours_unknown"), 12, "whole"),
        Column(words("annex.balance"), 10, "balance"),
        Column(words("annex.best"), 11, "balance"),
        Column(words("annex.worst"), 12, "balance"),
        Column(words("annex.remark"), 30),
    )
    lead = [context.text(context.project.city.notice), words("annex.ganztag_lead"), words("annex.ganztag_bounds")]
    rule = context.project.planning.rules.ganztag
    if rule:
        lead.append(words("annex.sources_only", sources=context.text(rule.source)))
    return [_sheet(context, "ganztag", lead, columns, rows)]


_PLACES = ("places_claim_hours", "places_shorter", "places_hours_unknown")


def _net(missing: object, spare: object, status: str, context: Context) -> Cell:
    if pd.isna(missing) or pd.isna(spare):  # type: ignore[call-overload]  # a cell is one value
        return word(status, context.words)
    gone = whole_missing(float(str(missing)))
    return -gone if gone else whole_spare(float(str(spare)))


def _reach(row: dict[str, object]) -> tuple[Cell, Cell]:
    """(at best, at worst) so many are missing; nothing where that is known, or withheld."""
    low, high = row["lower"], row["upper"]
    if row["status"] == Status.WITHHELD or pd.isna(low) or pd.isna(high):  # type: ignore[call-overload]  # as above
        return None, None
    return -whole_missing(float(str(low))), -whole_missing(float(str(high)))


def _by_name(context: Context, rows: pd.DataFrame) -> list[dict[str, object]]:
    return sorted(records(rows), key=lambda row: (house_name(context, row["facility_id"]), row["facility_id"]))


def _sheet(context: Context, key: str, lead: list[str], columns: tuple[Column, ...], rows: list[Row]) -> Sheet:
    return Sheet(
        name=context.words(f"annex.{key}"),
        title=context.words(f"annex.{key}_title", city=context.project.city.name),
        lead=tuple(line for line in lead if line),
        blocks=(Block(columns, tuple(rows)),),
        keys=KEYS,
    )

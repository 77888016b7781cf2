"""Planned measures, and what each of them does to the balance."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from sozialraum.model.measures import MISSING
from sozialraum.model.periods import in_order
from sozialraum.model.status import Status
from sozialraum.model.tables import records
from sozialraum.model.whole_places import whole_missing
from sozialraum.presentation.annex.names import area_name, area_of, house_name
from sozialraum.presentation.annex.sheet import Block, Cell, Column, Row, Sheet
from sozialraum.presentation.annex.values import number, word
from sozialraum.presentation.planning.areas import places_in_order
from sozialraum.presentation.planning.figures import Figures
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import period
from sozialraum.presentation.words.texts import Texts

UNKNOWN = str(Status.MISSING)


def planned_sheets(context: Context, of: Mapping[str, Figures]) -> list[Sheet]:
    """The measures, and on a second sheet their effects; none where nothing is planned."""
    if context.published.planning.planned.empty:
        return []
    return [_measures(context), *_effects(context, of)]


def _measures(context: Context) -> Sheet:
    words, planning = context.words, context.published.planning
    offers = {one.id: context.text(one.label) for one in context.project.offers}
    groups = {one.id: context.text(one.label) for one in context.project.target_groups}
    told = set(planning.planned.loc[planning.planned["cost_eur"].notna(), "measure"])  # once for all its rows
    rows = [
        Row(
            (
                str(row["measure"]),
                str(row["label"]),
                house_name(context, row["facility_id"]),
                area_of(context, row["facility_id"]),
                offers.get(str(row["offer"]), ""),
                groups.get(str(row["target_group"]), ""),
                number(row["places"], UNKNOWN, words),
                _day(str(row["from_day"])),
                words(f"annex.planned_{row['status']}"),
                words("annex.yes" if row["measure"] in planning.counted else "annex.no"),
                None
                if pd.isna(row["cost_eur"]) and row["measure"] in told
                else number(row["cost_eur"], UNKNOWN, words),
                str(row["who"]),
                str(row["drucksache"]),
            )
        )
        for row in records(planning.planned.sort_values(["from_day", "measure", "offer", "target_group"]))
    ]
    columns = (
        Column(words("annex.number"), 8),
        Column(words("annex.measure"), 32),
        Column(words("annex.house"), 28),
        Column(words("annex.area"), 22),
        Column(words("annex.offer"), 16),
        Column(words("annex.target_group"), 18),
        Column(words("annex.places_change"), 9, "balance"),
        Column(words("annex.from_day"), 12, "day"),
        Column(words("annex.state"), 14),
        Column(words("annex.counts"), 9),
        Column(words("annex.cost"), 13, "whole"),
        Column(words("annex.who"), 22),
        Column(words("annex.drucksache"), 14),
    )
    sources = context.sources(sorted(set(planning.planned["source_id"])))
    lead = (
        context.text(context.project.city.notice),
        words("annex.planned_lead"),
        words("annex.sources_only", sources=sources),
    )
    return Sheet(
        name=words("annex.planned"),
        title=words("annex.planned_title", city=context.project.city.name),
        lead=tuple(line for line in lead if line),
        blocks=(Block(columns, tuple(rows)),),
        keys=2,
    )


def _effects(context: Context, figures: Mapping[str, Figures]) -> list[Sheet]:
    words, planning = context.words, context.published.planning
    labels = {str(row["measure"]): str(row["label"]) for row in records(planning.planned)}
    offers = {one.id: context.text(one.short) for one in context.project.coverage}
    order = {place.area_id: at for at, place in enumerate(places_in_order(context))}
    years = {year: at for at, year in enumerate(in_order(list(planning.effects["year"])))}
    changed = planning.effects[planning.effects["places"] != 0]
    rows = [
        Row(
            (
                str(row["measure"]),
                labels.get(str(row["measure"]), ""),
                offers.get(str(row["coverage"]), ""),
                period(str(row["year"]), words),
                area_name(context, row["area_id"]),
                number(row["places"], UNKNOWN, words, 1),
                *(_missing(row, one, figures[str(row["coverage"])], words) for one in ("before", "after")),
            )
        )
        for row in sorted(
            records(changed),
            key=lambda row: (row["measure"], row["coverage"], years[row["year"]], order.get(row["area_id"], -1)),
        )
    ]
    if not rows:
        return []
    columns = (
        Column(words("annex.number"), 8),
        Column(words("annex.measure"), 36),
        Column(words("annex.offer"), 22),
        Column(words("annex.year"), 10),
        Column(words("annex.area"), 30),
        Column(words("annex.places_change"), 12, "balance"),
        Column(words("annex.missing_before"), 14, "whole"),
        Column(words("annex.missing_after"), 14, "whole"),
    )
    lead = (context.text(context.project.city.notice), words("annex.effects_lead"))
    return [
        Sheet(
            name=words("annex.effects"),
            title=words("annex.effects_title", city=context.project.city.name),
            lead=tuple(line for line in lead if line),
            blocks=(Block(columns, tuple(rows)),),
            keys=2,
        )
    ]


def _missing(row: Mapping[str, object], when: str, figures: Figures, words: Texts) -> Cell:
    """Whole places; the balance of the area says whether an unknown number is withheld."""
    value = row[f"missing_{when}"]
    if pd.isna(value):  # type: ignore[call-overload]  # a cell is one value
        return word(figures.at(str(row["area_id"]), MISSING, str(row["year"])).status, words)
    return whole_missing(float(str(value)))


def _day(text: str) -> Cell:
    return date.fromisoformat(text) if text else ""

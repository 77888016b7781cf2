"""Where the children live who have the places, and how many wait for one."""

from collections.abc import Iterable, Mapping

from sozialraum.model.measures import (
    BETREUUNG,
    BY_RESIDENCE,
    ELSEWHERE,
    FROM_OUTSIDE,
    FROM_OUTSIDE_PCT,
    INANSPRUCHNAHME,
    MISSING_BY_RESIDENCE,
    PLACES,
    SPARE_BY_RESIDENCE,
    WAITING,
)
from sozialraum.model.periods import in_order
from sozialraum.model.rules import Coverage
from sozialraum.model.tables import CITY
from sozialraum.presentation.annex.sheet import Block, Column, Row, Sheet
from sozialraum.presentation.annex.values import balance, places, tenths, whole
from sozialraum.presentation.planning.areas import kept, places_in_order
from sozialraum.presentation.planning.figures import Figures
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import day, period

KEYS = 3
TOLD = (BY_RESIDENCE, FROM_OUTSIDE, WAITING)


def residence_sheets(context: Context, of: Mapping[str, Figures]) -> list[Sheet]:
    """One sheet, or none where nothing tells the homes of the children or who waits."""
    words = context.words
    rows = [row for coverage in context.project.coverage for row in _rows(context, coverage, of[coverage.id])]
    if not rows:
        return []
    columns = (
        Column(words("annex.offer"), 22),
        Column(words("annex.year"), 9),
        Column(words("annex.area"), 26),
        Column(words("annex.places"), 9, "whole"),
        Column(words("annex.by_residence"), 11, "whole"),
        Column(words("annex.balance_by_residence"), 11, "balance"),
        Column(words("annex.from_outside"), 12, "whole"),
        Column(words("annex.from_outside_pct"), 11, "tenths"),
        Column(words("annex.elsewhere"), 12, "whole"),
        Column(words("annex.betreuungsquote"), 12, "tenths"),
        Column(words("annex.inanspruchnahme"), 14, "tenths"),
        Column(words("annex.waiting"), 12, "whole"),
    )
    notice = context.text(context.project.city.notice)
    lead = (notice, words("annex.residence_lead"), words("annex.waiting_lead"), *_applications(context))
    return [
        Sheet(
            name=words("annex.residence"),
            title=words("annex.residence_title", city=context.project.city.name),
            lead=tuple(line for line in lead if line),
            blocks=(Block(columns, tuple(rows)),),
            keys=KEYS,
        )
    ]


def _rows(context: Context, coverage: Coverage, figures: Figures) -> Iterable[Row]:
    words = context.words
    years = in_order([year for measure, year, _ in figures.told if measure in TOLD])
    for year in reversed(years):
        for at, place in enumerate(kept(places_in_order(context), set(figures.areas))):
            area = place.area_id
            ways = (PLACES, places), (BY_RESIDENCE, places)
            net = balance(
                figures.at(area, MISSING_BY_RESIDENCE, year), figures.at(area, SPARE_BY_RESIDENCE, year), words
            )
            more = (
                (FROM_OUTSIDE, whole),
                (FROM_OUTSIDE_PCT, tenths),
                (ELSEWHERE, whole),
                (BETREUUNG, tenths),
                (INANSPRUCHNAHME, tenths),
                (WAITING, whole),
            )
            cells = [
                context.text(coverage.short),
                period(year, words),
                context.project.city.name if area == CITY else place.name,
                *(way(figures.at(area, one, year), words) if figures.tells(one, year) else None for one, way in ways),
                net if figures.tells(MISSING_BY_RESIDENCE, year) else None,
                *(way(figures.at(area, one, year), words) if figures.tells(one, year) else None for one, way in more),
            ]
            yield Row(tuple(cells), strong=place.kind != "area", begins=at == 0)


def _applications(context: Context) -> Iterable[str]:
    """When the applications of each year were counted, and whether each child is in them once."""
    table = context.published.planning.applications
    named = {one.id: context.text(one.short) for one in context.project.coverage}
    told = table[["coverage", "period", "counted_on", "deduplicated", "source_id"]].drop_duplicates()
    for row in sorted(told.itertuples(index=False)):
        yield context.words(
            "annex.applications",
            offer=named.get(str(row.coverage), ""),
            year=period(str(row.period), context.words),
            day=day(str(row.counted_on), context.words),
            once=context.words("annex.once" if row.deduplicated else "annex.perhaps_twice"),
            source=context.source(str(row.source_id)),
        )

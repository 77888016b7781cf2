"""A sheet for each question of reach: every area with the ways of its people and, where asked, their places."""

from collections.abc import Iterator
from dataclasses import dataclass

from sozialraum.model.reach import (
    DEPENDS_PCT,
    OVER,
    OVER_PCT,
    PEOPLE,
    PLACES_DEPENDS_PCT,
    PLACES_PER_PERSON,
    SURE_OVER,
    SURE_UNDER,
    UNCLEAR,
    UNREACHABLE,
    WAY_MEAN,
    WAY_MEDIAN,
    WAY_P90,
    WITHIN,
    WITHIN_PCT,
)
from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.tables import CITY
from sozialraum.presentation.annex.sheet import Block, Cell, Column, Kind, Row, Sheet
from sozialraum.presentation.annex.values import number
from sozialraum.presentation.planning.areas import kept, places_in_order
from sozialraum.presentation.reach.basis import basis_text
from sozialraum.presentation.reach.figures import Figures, figures
from sozialraum.presentation.reach.reach_words import limit_of, speed_text, way_word
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import number as written

DECIMALS: dict[Kind, int] = {"whole": 0, "tenths": 1, "hundredths": 2, "thousandths": 3}


@dataclass(frozen=True)
class _Measure:
    """A measure and its column."""

    id: str
    column: Column


def question_sheet(context: Context, question: ReachQuestion) -> Sheet:
    """The sheet of one question; larger areas and the city stand below their parts."""
    words, told = context.words, figures(context, question)
    ids = {measure for _, measure in told.rows}
    shown = [one for one in _measures(context, question, ids) if one.id in ids]
    rows = [
        Row(
            (
                context.project.city.name if place.area_id == CITY else place.name,
                *(_cell(context, told, place.area_id, one) for one in shown),
            ),
            strong=place.kind != "area",
        )
        for place in kept(places_in_order(context), {area for area, _ in told.rows})
    ]
    return Sheet(
        name=context.text(question.short),
        title=f"{context.project.city.name}: {context.text(question.label)}",
        lead=tuple(line for line in _lead(context, question) if line),
        blocks=(Block((Column(words("annex.area"), 30), *(one.column for one in shown)), tuple(rows)),),
        notes=tuple(_notes(context, question, ids)),
        keys=1,
    )


def _lead(context: Context, question: ReachQuestion) -> Iterator[str]:
    words = context.words
    yield context.text(context.project.city.notice)
    yield words("reach_annex.question_lead", way=way_word(context), speed=speed_text(context))
    yield basis_text(context, question)


def _measures(context: Context, question: ReachQuestion, ids: set[str]) -> Iterator[_Measure]:
    words = context.words

    def column(id_: str, name: str, kind: Kind, band: str = "", **fields: object) -> _Measure:
        heading = words(f"reach_annex.{name}", **fields)
        return _Measure(id_, Column(heading, 12, kind, words(f"reach_annex.{band}") if band else ""))

    yield _Measure(PEOPLE, Column(context.text(question.people_label), 14, "whole"))
    yield column(WAY_MEAN, "mean", "whole", "way")
    yield column(WAY_MEDIAN, "median", "whole", "way")
    yield column(WAY_P90, "p90", "whole", "way")
    metres_told = sorted(float(id_.removeprefix(WITHIN)) for id_ in ids if id_.startswith(WITHIN))
    steps = [(f"{metres:g}", written(metres, 0, words)) for metres in metres_told]
    for id_, metres in steps:
        yield column(f"{WITHIN}{id_}", "up_to", "whole", "within", metres=metres)
    for id_, metres in steps:
        yield column(f"{WITHIN_PCT}{id_}", "up_to", "tenths", "within_pct", metres=metres)
    yield column(OVER, "count", "whole", "over")
    yield column(OVER_PCT, "share", "tenths", "over")
    yield column(SURE_OVER, "sure_over", "whole", "by_straight")
    yield column(SURE_UNDER, "sure_under", "whole", "by_straight")
    yield column(UNCLEAR, "unclear", "whole", "by_straight")
    yield column(UNREACHABLE, "unreachable", "whole")
    yield column(DEPENDS_PCT, "depends", "tenths")
    yield column(PLACES_PER_PERSON, "value", "hundredths", "places")
    yield column(PLACES_DEPENDS_PCT, "depends", "tenths", "places")


def _cell(context: Context, told: Figures, area_id: str, measure: _Measure) -> Cell:
    return number(
        told.value(area_id, measure.id),
        told.status(area_id, measure.id),
        context.words,
        DECIMALS[measure.column.kind],
    )


def _notes(context: Context, question: ReachQuestion, ids: set[str]) -> Iterator[str]:
    words, limit = context.words, limit_of(context, question)
    yield words("reach_annex.explained_ways")
    if limit is not None and ids & {OVER, SURE_OVER, UNCLEAR}:
        yield words("reach_annex.explained_limit", limit=context.text(limit.label))
    if DEPENDS_PCT in ids:
        yield words("reach_annex.explained_edge")
    if PLACES_PER_PERSON in ids:
        yield words("reach_annex.explained_places")

"""The first sheet: the balance of every offer with a target, today and in the years ahead, on one look."""

from collections.abc import Mapping

from sozialraum.model.measures import ENTITLED, MISSING, SPARE
from sozialraum.model.planned import WITH_MEASURES
from sozialraum.model.rules import Coverage
from sozialraum.model.tables import BESTAND, CITY
from sozialraum.presentation.annex.offers import years_told
from sozialraum.presentation.annex.sheet import Block, Cell, Column, Row, Sheet
from sozialraum.presentation.annex.values import balance
from sozialraum.presentation.planning.areas import kept, places_in_order
from sozialraum.presentation.planning.figures import Figures
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import period
from sozialraum.presentation.words.target_words import has_target
from sozialraum.presentation.words.tenses import tense

KEYS = 2


def overview_sheets(context: Context, of: Mapping[str, Figures]) -> list[Sheet]:
    """One sheet, or none where no offer has a target."""
    words, today = context.words, context.published.planning.today
    found = [(one, of[one.id]) for one in context.project.coverage if has_target(context, one)]
    years = list(
        dict.fromkeys(
            year for _, figures in found for year in years_told(context, figures) if tense(year, today) != "past"
        )
    )
    if not years:
        return []
    planned = [year for year in years if any(figures.tells(MISSING, year, WITH_MEASURES) for _, figures in found)]
    columns = (
        Column(words("annex.offer"), 24),
        Column(words("annex.area"), 30),
        *(Column(_year(context, year), 11, "balance", words("annex.stock")) for year in years),
        *(Column(_year(context, year), 11, "balance", words("annex.with_measures")) for year in planned),
    )
    rows = [
        Row(
            (
                context.text(coverage.short),
                context.project.city.name if place.area_id == CITY else place.name,
                *(_net(context, figures, place.area_id, year, BESTAND) for year in years),
                *(_net(context, figures, place.area_id, year, WITH_MEASURES) for year in planned),
            ),
            strong=place.kind != "area",
            begins=at == 0,
        )
        for coverage, figures in found
        for at, place in enumerate(kept(places_in_order(context), set(figures.areas)))
    ]
    notice = context.text(context.project.city.notice)
    lead = (notice, words("annex.overview_lead"))
    return [
        Sheet(
            name=words("annex.overview"),
            title=words("annex.overview_title", city=context.project.city.name),
            lead=tuple(line for line in lead if line),
            blocks=(Block(columns, tuple(rows)),),
            notes=(words("annex.explained"), words("annex.explained_parts"), *_of_claims(context, found)),
            keys=KEYS,
        )
    ]


def _of_claims(context: Context, found: list[tuple[Coverage, Figures]]) -> list[str]:
    """That the need of some offers is that of children with a claim alone."""
    named = [context.text(one.short) for one, figures in found if any(told[0] == ENTITLED for told in figures.told)]
    return [context.words("annex.explained_claims", offers=", ".join(named))] if named else []


def _year(context: Context, year: str) -> str:
    """The heading of a year says itself that it is a forecast."""
    label = period(year, context.words)
    if tense(year, context.published.planning.today) != "ahead":
        return label
    return context.words("annex.ahead", year=label)


def _net(context: Context, figures: Figures, area: str, year: str, scenario: str) -> Cell:
    if not figures.tells(MISSING, year, scenario):
        return None
    missing, spare = (figures.at(area, one, year, scenario) for one in (MISSING, SPARE))
    return balance(missing, spare, context.words)

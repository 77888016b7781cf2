"""Children of a group of ages known only together: counted, and the years ahead with their variants."""

from sozialraum.model.forecast import Band, Forecast
from sozialraum.model.status import Status
from sozialraum.model.tables import CITY
from sozialraum.presentation.annex.sheet import Block, Cell, Column, Row, Sheet
from sozialraum.presentation.annex.values import whole
from sozialraum.presentation.planning.areas import kept, places_in_order
from sozialraum.presentation.planning.bands import BandFigures, band_figures, band_method
from sozialraum.presentation.planning.figures import Figure
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import period


def band_sheets(context: Context) -> list[Sheet]:
    """A sheet for each band of [forecast] of which anything is worked out."""
    rule = context.project.forecast
    told = [(band, band_figures(context, band)) for band in (rule.bands if rule else ())]
    return [_sheet(context, band, rule, figures) for band, figures in told if rule and figures.ahead]


def _sheet(context: Context, band: Band, rule: Forecast, figures: BandFigures) -> Sheet:
    words = context.words
    columns = [Column(words("annex.area"), 30)]
    columns += [Column(period(day, words), 12, "whole", words("annex.counted")) for day in figures.counted]
    for day in figures.ahead:
        label = words("annex.ahead", year=period(day, words))
        columns += [
            Column(words("annex.children"), 12, "whole", label),
            Column(words("annex.lower"), 12, "whole", label),
            Column(words("annex.upper"), 12, "whole", label),
        ]
    rows = [
        Row(
            (
                context.project.city.name if place.area_id == CITY else place.name,
                *(whole(figures.at(place.area_id, day), words) for day in figures.counted),
                *(cell for day in figures.ahead for cell in _ahead(context, figures.at(place.area_id, day))),
            ),
            strong=place.kind != "area",
        )
        for place in kept(places_in_order(context), {area for area, _ in figures.of})
    ]
    label = context.text(context.project.indicator(band.indicator).label)
    notice = context.text(context.project.city.notice)
    lead = (notice, words("planning.bands.intro"), " ".join(band_method(context, band, rule)))
    return Sheet(
        name=context.text(context.project.indicator(band.indicator).short) or label,
        title=f"{context.project.city.name}: {words('planning.bands.title', children=label)}",
        lead=tuple(line for line in lead if line),
        blocks=(Block(tuple(columns), tuple(rows)),),
        notes=(words("planning.bands.city_note"),),
        keys=1,
    )


def _ahead(context: Context, figure: Figure) -> tuple[Cell, Cell, Cell]:
    """The number and its variants; no variants beside a word."""
    if figure.value is None or figure.status == Status.WITHHELD:
        return whole(figure, context.words), None, None
    sides = [None if one is None else round(one) for one in (figure.lower, figure.upper)]
    return whole(figure, context.words), sides[0], sides[1]

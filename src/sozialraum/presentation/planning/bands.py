"""Children of ages known only together: counted, worked out for the years ahead, and how far that was off."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from sozialraum.model.forecast import Band, Forecast
from sozialraum.model.periods import in_order, last_day
from sozialraum.model.tables import BASE_LEVEL, records
from sozialraum.presentation.planning.areas import Place, kept
from sozialraum.presentation.planning.back_test import back_test_grids
from sozialraum.presentation.planning.children import rates_in_words, variants_in_words
from sozialraum.presentation.planning.figures import NOTHING, Figure, amount, known
from sozialraum.presentation.planning.grid import Cell, Column, Grid, Head, Line, Section
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import number, span
from sozialraum.presentation.words.numbers import period as period_label

PAST = 3  # dates counted that are shown before those ahead


@dataclass(frozen=True)
class BandFigures:
    """Children of a band: (area, date) -> figure, and the dates counted and ahead, in order."""

    of: dict[tuple[str, str], Figure]
    counted: tuple[str, ...]
    ahead: tuple[str, ...]

    def at(self, area: str, day: str) -> Figure:
        """The figure; an unknown one where there is none."""
        return self.of.get((area, day), NOTHING)


def band_figures(context: Context, band: Band) -> BandFigures:
    """The last counts of a band on the same day of the year, and what is worked out from them."""
    published = context.published
    rows = published.planning.bands[published.planning.bands["indicator_id"] == band.indicator]
    ahead = tuple(in_order(list(rows["as_of"])))
    told = published.indicators
    told = told[(told["indicator_id"] == band.indicator) & (told["group"] == "") & ~told["list_only"]]
    own = told[told["area_id"].isin(context.areas) & told["value"].notna()]
    ends = {period: last_day(period).isoformat() for period in in_order(list(own["period"]))}
    days = [period for period, end in ends.items() if ahead and end[4:] == ahead[0][4:] and end < ahead[0]]
    of = {
        (str(row["area_id"]), str(row["period"])): Figure(
            known(row["value"]), None, None, str(row["status"]), str(row["reason"])
        )
        for row in records(told[told["period"].isin(days[-PAST:])])
    }
    of |= {
        (str(row["area_id"]), str(row["as_of"])): Figure(
            known(row["value"]), known(row["lower"]), known(row["upper"]), str(row["status"]), str(row["reason"])
        )
        for row in records(rows)
    }
    return BandFigures(of, tuple(days[-PAST:]), ahead)


def band_sections(context: Context, rows: list[Place], pages: dict[str, str]) -> Iterable[Section]:
    """A section for each band of [forecast] of which anything is worked out."""
    words, rule = context.words, context.project.forecast
    for at, band in enumerate(rule.bands if rule else (), start=1):
        figures = band_figures(context, band)
        if rule is None or not figures.ahead:
            continue
        label = context.text(context.project.indicator(band.indicator).label)
        test = context.published.planning.bands_test
        own = test[test["group"] == band.indicator]
        told = (band_method(context, band, rule), _looking_back(context, own))
        said = [words("planning.bands.intro"), *(" ".join(sentences) for sentences in told)]
        yield Section(
            f"altersgruppe-{at}",
            words("planning.bands.title", children=label),
            [one for one in said if one],
            grids=[_children(context, figures, rows, pages), *back_test_grids(context, own, {band.indicator: label})],
        )


def _looking_back(context: Context, test: pd.DataFrame) -> Iterable[str]:
    """The errors in the areas, beside those of "as last time", for the nearest and the farthest year ahead."""
    words = context.words
    rows = test[(test["level"] == BASE_LEVEL) & test["error_pct"].notna() & test["naive_error_pct"].notna()]
    told = sorted(records(rows), key=lambda row: int(row["horizon"]))
    for row in told[:1] + told[1:][-1:]:
        years = int(row["horizon"])
        yield words(
            "planning.bands.back_one" if years == 1 else "planning.bands.back",
            years=years,
            error=number(row["error_pct"], 1, words),
            naive=number(row["naive_error_pct"], 1, words),
        )


def band_method(context: Context, band: Band, rule: Forecast) -> Iterable[str]:
    """How the years ahead of a band were worked out."""
    words = context.words
    births = "mean_3_years" if rule.births == "projection" else rule.births
    yield words("planning.bands.method", years=band.years, rate_years=rule.rate_years)
    yield words(f"planning.children.births.{births}")
    if band.births_since:
        yield words("planning.bands.births_since", year=band.births_since)
    yield from rates_in_words(context, rule)
    yield variants_in_words(context, rule)
    if rule.note:
        yield context.text(rule.note)


def _children(context: Context, figures: BandFigures, rows: list[Place], pages: dict[str, str]) -> Grid:
    words = context.words
    days = [*figures.counted, *figures.ahead]
    heads = [
        Head(
            period_label(day, words),
            words("status.F") if day in figures.ahead else words("planning.bands.counted"),
            day in figures.ahead,
        )
        for day in days
    ]
    lines = [
        Line(
            place.name,
            tuple(_cell(context, figures, place.area_id, day) for day in days),
            place.kind,
            place.level,
            pages.get(place.area_id),
            context.areas.index(place.area_id) if place.kind == "area" else None,
        )
        for place in kept(rows, {area for area, _ in figures.of})
    ]
    columns = [_column(context, figures, day) for day in days]
    corner = context.text(context.project.areas.label)
    note = (words("planning.children.variants"), words("planning.bands.city_note"))
    return Grid(words("planning.bands.caption"), corner, heads, lines, columns, note)


def _cell(context: Context, figures: BandFigures, area: str, day: str) -> Cell:
    figure = figures.at(area, day)
    cell = amount(figure, context.words)
    if day not in figures.ahead or figure.value is None or figure.lower is None or figure.upper is None:
        return cell
    return Cell(cell.text, (span(figure.lower, figure.upper, 0, context.words), *cell.lines))


def _column(context: Context, figures: BandFigures, day: str) -> Column:
    own = [figures.at(area, day) for area in context.areas]
    letters = "".join(one.status if one.value is None else "A" for one in own)
    return Column("sum", tuple(one.value for one in own), statuses=letters if letters.strip("A") else "")

"""Children of every Kita-Jahr in the whole city, how those ahead were worked out, and how far that was off before."""

from collections.abc import Iterable

import pandas as pd

from sozialraum.model.forecast import Forecast
from sozialraum.model.periods import in_order
from sozialraum.model.tables import CITY, records
from sozialraum.presentation.planning.back_test import back_test_grids, summary
from sozialraum.presentation.planning.figures import Figure, amount, known
from sozialraum.presentation.planning.grid import Cell, Grid, Head, Line, Section
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import day, number, span
from sozialraum.presentation.words.numbers import period as period_label

PAST = 3  # years counted that are shown before those ahead


def children_section(context: Context) -> Section | None:
    """None where no register tells children by cohort."""
    years, words = context.published.planning.years, context.words
    rows = years.children[(years.children["area_id"] == CITY) & years.children["value"].notna()]
    if rows.empty:
        return None
    counted = [year for year in in_order(list(rows["year"])) if year not in years.ahead]
    shown = [*counted[-PAST:], *years.ahead]
    grids = [_children(context, rows, shown)]
    grids += back_test_grids(context, years.back_test, _labels(context))
    forecast = context.project.forecast
    sentences = [words("planning.children.intro")]
    if forecast and years.ahead:
        sentences += [*_method(context, forecast), *summary(context, years.back_test)]
    return Section("kinder", words("planning.children.title"), sentences, grids=grids)


def _children(context: Context, rows: pd.DataFrame, shown: list[str]) -> Grid:
    words, years = context.words, context.published.planning.years
    of = {
        (str(row["group"]), str(row["year"])): Figure(
            known(row["value"]), known(row["lower"]), known(row["upper"]), str(row["status"]), ""
        )
        for row in records(rows)
    }
    heads = [
        Head(
            period_label(year, words),
            words("status.F") if year in years.ahead else _as_of(context, year),
            year in years.ahead,
        )
        for year in shown
    ]
    lines = [
        Line(label, tuple(_cell(of.get((group, year)), year in years.ahead, context) for year in shown))
        for group, label in _labels(context).items()
        if any((group, year) in of for year in shown)
    ]
    note = (words("planning.children.variants"),) if years.ahead else ()
    remarks = [
        f"{context.text(group.short) or context.text(group.label)}: {context.text(group.note)}"
        for group in (context.project.cohorts.groups if context.project.cohorts else ())
        if group.note and any((group.id, year) in of for year in shown)
    ]
    caption = words("planning.children.caption")
    return Grid(caption, words("planning.children.group"), heads, lines, note=(*note, *remarks))


def _as_of(context: Context, year: str) -> str:
    counted_on = context.published.planning.years.counted_on.get(year)
    return context.words("planning.children.as_of", day=day(counted_on, context.words)) if counted_on else ""


def _cell(figure: Figure | None, ahead: bool, context: Context) -> Cell:
    words = context.words
    if figure is None:
        return Cell(words("status.O"))
    cell = amount(figure, words)
    if not ahead or figure.lower is None or figure.upper is None:
        return cell
    return Cell(cell.text, (span(figure.lower, figure.upper, 0, words), *cell.lines))


def _labels(context: Context) -> dict[str, str]:
    cohorts = context.project.cohorts
    return {group.id: context.text(group.label) for group in cohorts.groups} if cohorts else {}


def _method(context: Context, rule: Forecast) -> Iterable[str]:
    """How the years ahead were worked out, as the project says it."""
    words = context.words
    yield words("planning.children.method", years=rule.rate_years)
    yield words(f"planning.children.births.{rule.births}")
    yield from rates_in_words(context, rule)
    types = {one.id: one for one in rule.dwelling_types}
    for home in context.project.new_housing:
        kind = types[home.type]
        yield words(
            "planning.children.housing",
            area=context.names.get(home.area, home.area),
            count=number(home.dwellings, 0, words),
            type=context.text(kind.label),
            year=home.year,
            label=context.text(home.label) or words("planning.children.housing_plain"),
            source=context.text(home.source) or words("planning.children.housing_plain"),
            rates=context.text(kind.source),
        )
    if context.project.city_projection:
        yield words("planning.children.projection")
    yield variants_in_words(context, rule)
    if rule.note:
        yield context.text(rule.note)


def rates_in_words(context: Context, rule: Forecast) -> Iterable[str]:
    """How far an area's own rates are trusted."""
    words = context.words
    yield words(f"planning.children.shrinkage.{rule.shrinkage.method}", k=number(rule.shrinkage.k, 0, words))
    for one in rule.city_rates:
        name = context.names.get(one.area, one.area)
        yield words("planning.children.city_rates", area=name, because=context.text(one.because))


def variants_in_words(context: Context, rule: Forecast) -> str:
    """Where lower and upper variant come from."""
    words = context.words
    return words(f"planning.children.rule.{rule.variants.rule}", share=number(rule.variants.share_pct, 0, words))

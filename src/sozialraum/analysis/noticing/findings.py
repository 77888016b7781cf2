"""What stands out: strengths and burdens of each area and of the city, each found by a rule."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from sozialraum.analysis.noticing.choice import each_once
from sozialraum.analysis.noticing.group_gaps import group_gap_findings
from sozialraum.analysis.noticing.lage_and_places import index_findings, places_findings, too_small
from sozialraum.analysis.noticing.moving import moving_findings, series_findings, spread_findings
from sozialraum.analysis.noticing.rates import beside_known_city, firm_rates, runs, telling
from sozialraum.analysis.noticing.standing import standing_findings
from sozialraum.analysis.noticing.trends import (
    base_pairs,
    changes_between,
    crossings,
    row_pairs,
    series,
    spreads,
)
from sozialraum.model.findings import Finding
from sozialraum.model.project import Project
from sozialraum.model.tables import CITY


@dataclass(frozen=True)
class Differences:
    """The tables of a situation that findings rest on; of `measures` the index and what there is of places."""

    measures: pd.DataFrame
    intervals: pd.DataFrame
    group_gaps: pd.DataFrame


def findings(
    project: Project, indicators: pd.DataFrame, situation: Differences, areas: list[str]
) -> tuple[Finding, ...]:
    """All findings of the city and its areas; analysis.noticing.choice chooses among them.

    Args:
        project: the rules, the definitions and the bounds of coverage.
        indicators: table `indicators`, without figures that are only listed.
        situation: the tables that differences, gaps and places are read from.
        areas: the Sozialräume.

    Returns:
        In order of area, indicator and rule. Only of counted and provisional figures, and of differences between
        rates only beyond the usual fluctuation; nothing where that is not known.

    Source: docs/methods.md#auffaelliges
    """
    found = [*_of_rates(project, indicators, situation, areas), *_of_measures(project, situation.measures, areas)]
    return tuple(sorted(each_once(found), key=lambda one: (one.area_id, one.indicator_id, one.rule)))


def _of_rates(
    project: Project, indicators: pd.DataFrame, situation: Differences, areas: list[str]
) -> Iterator[Finding]:
    rules, level = project.findings, project.uncertainty.confidence_pct
    wanted = telling(project.indicators)
    rates = firm_rates(indicators, wanted, areas)
    own = rates[rates["area_id"] != CITY]
    comparable = runs(own, wanted)
    newest = {id_: run[-1] for id_, run in comparable.items()}
    since_base = base_pairs(runs(own, wanted, rules.since))
    in_a_row = row_pairs(comparable, rules.worsening_dates)
    beside = beside_known_city(situation.intervals, rates)
    crossed = crossings(rates, beside, in_a_row)
    yield from standing_findings(rates, beside, crossed, wanted, newest, rules.min_deviations)
    gaps = situation.group_gaps
    gaps = gaps[gaps["dimension"].isin(rules.group_gaps) & gaps["area_id"].isin(areas)]
    yield from group_gap_findings(gaps, indicators, wanted, newest, rules.min_deviations)
    changes = changes_between(rates, wanted, since_base, level)
    yield from moving_findings(rates, changes, wanted)
    changes = changes_between(rates, wanted, in_a_row, level)
    moved = series(rates, comparable, rules.worsening_dates)
    yield from series_findings(rates, changes, moved, wanted, rules.worsening_dates)
    yield from spread_findings(spreads(rates, since_base), rules.spread_pct)


def _of_measures(project: Project, measures: pd.DataFrame, areas: list[str]) -> Iterator[Finding]:
    if project.lage_index:
        yield from index_findings(measures, len(project.lage_index.cuts) + 1)
    areas = [area for area in areas if area not in too_small(measures)]
    for coverage in project.coverage:
        bounds = (100.0, 100.0)
        if project.gaps and coverage.id in project.gaps.coverage:
            bounds = project.gaps.bounds_pct
        yield from places_findings(measures, coverage, bounds, areas)

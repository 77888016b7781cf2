"""Everything about the soziale Lage, in the order in which one thing needs another.

An edition is given tables in which small counts are already gone: what follows from published figures alone tells
no more than these do.
"""

from collections.abc import Mapping

import pandas as pd

from sozialraum.analysis.change import changes
from sozialraum.analysis.gaps import gap_measures
from sozialraum.analysis.lage.dynamics import dynamics_measures
from sozialraum.analysis.lage.index import index_measures
from sozialraum.analysis.lage.rank_stability import rank_measures
from sozialraum.analysis.noticing.findings import Differences, findings
from sozialraum.analysis.noticing.relations import relations
from sozialraum.analysis.noticing.similar import similar_areas
from sozialraum.analysis.uncertainty.comparison import interval_table
from sozialraum.analysis.uncertainty.groups import group_gaps
from sozialraum.analysis.uncertainty.pooling import pooled_measures
from sozialraum.analysis.uncertainty.smoothing import smoothed_measures
from sozialraum.model.findings import Finding
from sozialraum.model.lage import parts_at
from sozialraum.model.periods import in_order
from sozialraum.model.project import Project
from sozialraum.model.situation import Situation
from sozialraum.model.tables import CITY, MEASURES, frame


def situation(
    project: Project, indicators: pd.DataFrame, members: Mapping[str, list[str]], supply: pd.DataFrame
) -> Situation:
    """The soziale Lage of a city.

    Args:
        project: what is put together, and how.
        indicators: table `indicators`, larger areas and city included.
        members: larger area (the city too) -> its Sozialräume.
        supply: table `measures` of places and facilities.
    """
    areas = members[CITY]
    own = indicators[~indicators["list_only"]]
    level = project.uncertainty.confidence_pct
    measures = pd.concat(
        [
            supply,
            _lage(project, own, areas),
            smoothed_measures(own, project.indicators, project.uncertainty.smoothed, areas),
            pooled_measures(own, project.indicators, project.uncertainty.pooled, level),
        ],
        ignore_index=True,
    ).astype(MEASURES)
    if project.gaps and project.lage_index:
        fields = gap_measures(project.gaps, project.lage_index.cuts, measures)
        measures = pd.concat([measures, fields], ignore_index=True).astype(MEASURES)
    intervals = interval_table(own, project.indicators, level)
    differences = group_gaps(own, project.indicators, project.breakdowns, level)
    return Situation(
        measures=measures,
        changes=changes(own, project.indicators, level),
        intervals=intervals,
        group_gaps=differences,
        relations=relations(own, project.indicators, areas),
        similar=similar_areas(own, _chosen(project, own), areas, project.profile.similar_count),
        findings=findings(project, own, Differences(measures, intervals, differences), areas),
    )


def standing_out(
    project: Project, indicators: pd.DataFrame, members: Mapping[str, list[str]], supply: pd.DataFrame
) -> tuple[Finding, ...]:
    """The findings of the situation of the same tables, without working out what they do not rest on, such as ranks.

    Args:
        project, indicators, members, supply: as of `situation`.
    """
    areas = members[CITY]
    own = indicators[~indicators["list_only"]]
    level = project.uncertainty.confidence_pct
    found = Differences(
        measures=pd.concat([supply, _index(project, own, areas)], ignore_index=True).astype(MEASURES),
        intervals=interval_table(own, project.indicators, level),
        group_gaps=group_gaps(own, project.indicators, project.breakdowns, level),
    )
    return findings(project, own, found, areas)


def _index(project: Project, indicators: pd.DataFrame, areas: list[str]) -> pd.DataFrame:
    if project.lage_index is None:
        return frame(MEASURES)
    definitions = {indicator.id: indicator for indicator in project.indicators}
    return index_measures(project.lage_index, indicators, definitions, areas)


def _lage(project: Project, indicators: pd.DataFrame, areas: list[str]) -> pd.DataFrame:
    index, status = project.lage_index, _index(project, indicators, areas)
    if index is None:
        return status
    definitions = {indicator.id: indicator for indicator in project.indicators}
    ranks = rank_measures(index, indicators, definitions, status)
    dynamics = dynamics_measures(index, indicators, definitions, status, project.uncertainty.confidence_pct)
    return pd.concat([status, ranks, dynamics], ignore_index=True).astype(MEASURES)


def _chosen(project: Project, indicators: pd.DataFrame) -> list[str]:
    """The indicators by which areas are like each other: the project's choice, else the newest set of the index."""
    if project.profile.similar_by or project.lage_index is None:
        return project.profile.similar_by
    dates = in_order(list(indicators["period"].unique()))
    return [
        part.indicator for part in (parts_at(project.lage_index, dates[-1]) if dates else project.lage_index.parts)
    ]

"""Settings of the soziale Lage that come to nothing with the data that are there."""

from collections.abc import Iterable, Sequence

import pandas as pd

from sozialraum.analysis.uncertainty.pooling import pooled_measures
from sozialraum.analysis.uncertainty.smoothing import smoothed_measures
from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.lage import LageIndex, all_parts, parts_at, version_at
from sozialraum.model.lage_dates import compared_since, dates_known
from sozialraum.model.measures import POOLED, SMOOTHED
from sozialraum.model.periods import crosses, in_order, last_day
from sozialraum.model.project import Project

PROJECT_FILE = "projekt.toml"


def without_effect(project: Project, indicators: pd.DataFrame, areas: list[str]) -> list[Problem]:
    """One warning for each date, set, smoothed or pooled indicator, or dynamics that the data leave without any row.

    Args:
        project: what is asked for.
        indicators: table `indicators`, nothing withheld by a rule.
        areas: the Sozialräume.
    """
    own = indicators[~indicators["list_only"]]
    known = {id_: in_order(list(dates)) for id_, dates in dates_known(own, areas).items()}
    problems = [*_since(project, known), *_steadied(project, own, known, areas), *_views(project, known)]
    index = project.lage_index
    dates = in_order(list({date for id_ in all_parts(index) for date in known.get(id_, [])})) if index else []
    if index is not None and dates:
        problems += [*_dates(index, dates), *_versions(index, dates, known), *_dynamics(project, index, dates, known)]
    return problems


def _told(code: Code, column: str, value: str, known: Sequence[str]) -> Problem:
    fields = {"known": ", ".join(known) or "–"}
    return Problem(code, PROJECT_FILE, column=column, value=value, fields=fields, severity=Severity.WARNING)


def _since(project: Project, known: dict[str, list[str]]) -> list[Problem]:
    since, dates = project.findings.since, in_order(list({date for own in known.values() for date in own}))
    if since is None or not dates or last_day(dates[-1]).year >= since:
        return []
    return [_told(Code.DATE_WITHOUT_VALUES, "findings.since", str(since), dates)]


def _views(project: Project, known: dict[str, list[str]]) -> Iterable[Problem]:
    """Dates of the walk-through at which the indicator it shows has no value; other figures have other dates."""
    for view in project.views:
        dates = known.get(view.figure)
        if view.period is not None and dates and view.period not in dates:
            yield _told(Code.DATE_WITHOUT_VALUES, f"views.{view.id}.period", view.period, dates)


def _steadied(
    project: Project, indicators: pd.DataFrame, known: dict[str, list[str]], areas: list[str]
) -> Iterable[Problem]:
    """Smoothed rates need numerators and denominators, pooled ones also enough years in a row."""
    wishes = project.uncertainty
    smoothed = smoothed_measures(indicators, project.indicators, wishes.smoothed, areas)
    pooled = pooled_measures(indicators, project.indicators, wishes.pooled, wishes.confidence_pct)
    made = {*_with_value(smoothed), *_with_value(pooled)}
    for id_ in wishes.smoothed:
        if f"{SMOOTHED}{id_}" not in made:
            yield _told(Code.SMOOTHED_EMPTY, "uncertainty.smoothed", id_, known.get(id_, []))
    for one in wishes.pooled:
        if f"{POOLED}{one.indicator}" not in made:
            yield _told(Code.POOLED_EMPTY, "uncertainty.pooled", one.indicator, known.get(one.indicator, []))


def _with_value(measures: pd.DataFrame) -> set[str]:
    return set(measures.loc[measures["value"].notna(), "measure_id"])


def _dates(index: LageIndex, dates: list[str]) -> list[Problem]:
    """Dates the project names at which no indicator of the index has a value."""
    named = [("lage_index.periods", index.periods)]
    named += [(f"lage_index.excluded ({one.area})", one.periods) for one in index.excluded]
    if index.dynamics:
        named += [("lage_index.dynamics.pairs", [*index.dynamics.pairs, *index.dynamics.pairs.values()])]
    return [
        _told(Code.DATE_WITHOUT_VALUES, where, period, dates)
        for where, periods in named
        for period in dict.fromkeys(periods)
        if period not in dates
    ]


def _versions(index: LageIndex, dates: list[str], known: dict[str, list[str]]) -> list[Problem]:
    """Sets of indicators that hold at no date at which all of them are known."""
    held = {
        version.since
        for period in dates
        if (version := version_at(index, period))
        and all(period in known.get(part.indicator, []) for part in version.parts)
    }
    return [
        _told(Code.VERSION_NEVER_HOLDS, "lage_index.versions", one.since, dates)
        for one in index.versions
        if one.since not in held
    ]


def _dynamics(project: Project, index: LageIndex, dates: list[str], known: dict[str, list[str]]) -> list[Problem]:
    """A dynamics that has no two dates to compare, or only such as lie on both sides of a series break."""
    if index.dynamics is None or index.dynamics.parts:
        return []
    for period in index.periods or dates:
        since = compared_since(index, period, known)
        breaks = [project.indicator(part.indicator).reihenbruch for part in parts_at(index, period)]
        if since and not any(crosses(own, since, period) for own in breaks):
            return []
    return [_told(Code.NOTHING_COMPARED, "lage_index.dynamics", "", dates)]

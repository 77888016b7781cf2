"""What may leave analysis, and for whom. Only maker of Published."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import pandas as pd

from sozialraum.analysis.access.edition.edition import public_reach
from sozialraum.analysis.everything import places_and_houses
from sozialraum.analysis.homes import homes_of, public_intake, public_problem
from sozialraum.analysis.noticing.choice import chosen
from sozialraum.analysis.planning.edition.edition import public_planning
from sozialraum.analysis.quality import quality
from sozialraum.analysis.situation import situation
from sozialraum.analysis.suppression import (
    blanked,
    public_facility_values,
    public_measures,
    public_offers,
    withheld_indicators,
)
from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.findings import Finding, Noticed, Release
from sozialraum.model.inputs import Results
from sozialraum.model.periods import first_day, kind_of, last_day
from sozialraum.model.planning import Planning
from sozialraum.model.project import Project
from sozialraum.model.published import Audience, Published
from sozialraum.model.quality import Quality
from sozialraum.model.rules import DisclosureRule
from sozialraum.model.situation import Situation
from sozialraum.model.status import Status
from sozialraum.model.tables import MEASURES

NUMBERS = ["value", "numerator", "denominator"]


def publish(results: Results, project: Project, audience: Audience) -> Published:
    """What that audience may see of the results.

    Args:
        results: everything worked out, unsuppressed.
        project: its rule for the audience and the definitions.
        audience: for whom.

    Returns:
        Published; withheld values are NA with status Q, and so is all that was worked out from them.

    Source: docs/methods.md#geheimhaltung
    """
    rule: DisclosureRule = getattr(project.disclosure, str(audience))
    definitions = {indicator.id: indicator for indicator in project.indicators}
    sources = {id_: source.disclosure for id_, source in project.sources.items()}
    indicators, plan, told = _shown(results, project, audience)
    ways = public_reach(results, project, public_offers(results.offers, sources, rule), told.measures, rule)
    shown = results.facilities["mappable"]
    homes = homes_of(project, results.facilities)
    hidden_ids = set(results.facilities.index[~shown])
    facilities = results.facilities[shown]
    own_values = _without(results.inputs.facility_values, hidden_ids)
    facility_values = public_facility_values(own_values, definitions, sources, rule)
    newest = _newest(results)
    found = quality(
        project,
        results.inputs.areas,
        results.inputs.members,
        facilities,
        indicators,
        facility_values,
        tuple(public_intake(one, homes) for one in results.inputs.intakes),
        newest,
    )
    return Published(
        audience=audience,
        rule=rule,
        areas=results.inputs.areas,
        members=results.inputs.members,
        outline=results.inputs.outline,
        facilities=facilities,
        merkmale=_without(results.inputs.merkmale, hidden_ids),
        offers=public_offers(_without(results.offers, hidden_ids), sources, rule),
        indicators=indicators,
        facility_values=facility_values,
        planning=plan,
        reach=ways,
        measures=pd.concat([told.measures, ways.measures], ignore_index=True).astype(MEASURES),
        changes=told.changes,
        intervals=told.intervals,
        group_gaps=told.group_gaps,
        relations=told.relations,
        similar=told.similar,
        findings=chosen(
            (one for one in told.findings if is_released(one, project.findings.release)),
            project.findings.most,
            {indicator.id: indicator.handlungsfeld for indicator in project.indicators},
        ),
        problems=tuple(public_problem(problem, homes) for problem in _once_a_column(results.problems)),
        newest=newest,
        quality=found,
    )


def noticed(results: Results, project: Project, audience: Audience) -> tuple[Noticed, ...]:
    """What stands out, for the office that decides what of it that audience may read; never for a page.

    Returns:
        In order of area, indicator and rule. What follows from what the audience may see is told with the numbers it
        would read; the rest is not publishable.
    """
    public = {_key(one): one for one in _shown(results, project, audience)[2].findings}
    every = {_key(one): one for one in results.situation.findings} | public
    return tuple(
        Noticed(every[key], is_released(every[key], project.findings.release), key in public) for key in sorted(every)
    )


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.area_id, finding.indicator_id, finding.rule


def _shown(results: Results, project: Project, audience: Audience) -> tuple[pd.DataFrame, Planning, Situation]:
    """The table of indicators without what is withheld, and all that follows from what is left."""
    rule: DisclosureRule = getattr(project.disclosure, str(audience))
    definitions = {indicator.id: indicator for indicator in project.indicators}
    sources = {id_: source.disclosure for id_, source in project.sources.items()}
    hidden = withheld_indicators(results.indicators, definitions, sources, rule)
    indicators = blanked(results.indicators, hidden, NUMBERS)
    offers = public_offers(results.offers, sources, rule)
    plan = public_planning(results, project, indicators, offers, rule)
    plan = replace(plan, measures=public_measures(plan.measures, project, rule))
    every = places_and_houses(project, results.facilities, offers, results.members, plan)
    supply = public_measures(every, project, rule)
    return indicators, plan, situation(project, indicators, results.members, supply)


def is_released(finding: Finding, releases: Iterable[Release]) -> bool:
    """Whether the project lets this sentence into a public edition."""
    return any(
        one.rule == finding.rule
        and one.indicator in (None, finding.indicator_id)
        and one.area in (None, finding.area_id)
        for one in releases
    )


def of_the_office(results: Results, project: Project) -> Quality:
    """The same overview and findings for the office that holds the data, nothing withheld; never for a page."""
    inputs = results.inputs
    return quality(
        project,
        inputs.areas,
        inputs.members,
        results.facilities,
        results.indicators,
        inputs.facility_values,
        inputs.intakes,
        _newest(results),
    )


def _without(table: pd.DataFrame, facility_ids: set[str]) -> pd.DataFrame:
    return table[~table["facility_id"].isin(facility_ids)]


def _once_a_column(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Without further texts that count people and were read in spite of a mark: how many differ tells of them."""
    met = set()
    for problem in problems:
        place = (problem.file, problem.column)
        if problem.code == Code.NUMBER_READ_AS and problem.about_persons:
            if place in met:
                continue
            met.add(place)
        yield problem


def _newest(results: Results) -> date | None:
    """The newest day the figures speak of; a Kita-Jahr or Schuljahr counts from its first day, it may still run."""
    counted = results.indicators[
        results.indicators["value"].notna() & (results.indicators["status"] != str(Status.FORECAST))
    ]
    days = (
        first_day(period) if kind_of(period) == "school_year" else last_day(period)
        for period in counted["period"].unique()
    )
    return max(days, default=None)

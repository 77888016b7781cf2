"""What may leave analysis, and for whom. Only maker of Published."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd

from sozialraum.analysis.access.edition.edition import public_reach
from sozialraum.analysis.audit.audit import audit
from sozialraum.analysis.audit.refusal import refuse_unprotected, refuse_unsafe, without_traceback
from sozialraum.analysis.everything import places_and_houses
from sozialraum.analysis.homes import homes_of, public_intake, public_problem
from sozialraum.analysis.ledger.edition import Withheld, withheld_of
from sozialraum.analysis.ledger.indicators import told_as_multiples, withheld_rows
from sozialraum.analysis.ledger.reach import reach_binding, withheld_people
from sozialraum.analysis.ledger.rounding import rounded
from sozialraum.analysis.ledger.setting import setting_of
from sozialraum.analysis.noticing.choice import chosen
from sozialraum.analysis.planning.edition.edition import public_planning
from sozialraum.analysis.planning.edition.houses import public_facility_values, public_offers
from sozialraum.analysis.quality import quality
from sozialraum.analysis.situation import situation, standing_out
from sozialraum.analysis.suppression import (
    blanked,
    one_reason,
    public_measures,
)
from sozialraum.analysis.withheld import Shown, of_public
from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.disclosure_rules import USUAL_CLASS, AudienceRule, DisclosureRule
from sozialraum.model.earlier import Earlier
from sozialraum.model.findings import Finding, Noticed, Release
from sozialraum.model.inputs import Results
from sozialraum.model.periods import first_day, kind_of, last_day
from sozialraum.model.planning import Planning
from sozialraum.model.project import Project
from sozialraum.model.published import Audience, Published
from sozialraum.model.quality import Quality
from sozialraum.model.status import Status
from sozialraum.model.tables import MEASURES, frame
from sozialraum.model.withheld import WITHHELD

Steps = Callable[[str, int, int], None]  # which work (withhold, audit), how much of it is done, of how much
NUMBERS = ["value", "numerator", "denominator"]


def publish(
    results: Results,
    project: Project,
    audience: Audience,
    earlier: Earlier | None = None,
    public: Published | None = None,
    progress: Steps | None = None,
) -> Published:
    """What that audience may see of the results.

    Args:
        results: everything worked out, unsuppressed.
        project: its rule for the audience and the definitions.
        audience: for whom.
        earlier: what an earlier public edition has told, so that everybody knows it.
        public: for an internal edition the public one, of which it tells what is withheld and why.
        progress: told now and then how far the work is.

    Returns:
        Published; withheld values are NA with status Q, and so is all that was worked out from them.

    Raises:
        InputError: the edition would give away what it withholds, or its numbers cannot be protected.

    Source: docs/methods.md#geheimhaltung
    """
    rule: DisclosureRule = getattr(project.disclosure, str(audience))
    protected = _protected(results, project, audience, earlier, progress)
    indicators, plan, supply = _shown(results, project, audience, earlier)
    told = situation(project, indicators, results.members, supply)
    if protected.unsafe:
        multiples = told_as_multiples(results.indicators, setting_of(results, project, audience))
        refuse_unprotected(protected.unsafe - multiples, project, _names(results))
    withheld = protected.cells
    bound = reach_binding(project, audience)
    ways = public_reach(
        results,
        project,
        public_offers(results.offers, withheld),
        told.measures,
        bound.rule,
        {one.id: withheld_people(withheld, results, one.id) for one in project.reach.questions},
    )
    shown = results.facilities["mappable"]
    homes = homes_of(project, results.facilities)
    hidden_ids = set(results.facilities.index[~shown])
    facilities = results.facilities[shown]
    own_values = _without(results.inputs.facility_values, hidden_ids)
    facility_values = public_facility_values(own_values, withheld)
    offers = public_offers(_without(results.offers, hidden_ids), withheld)
    newest, inside = _newest(results), audience is Audience.INTERN
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
    if not inside:
        told = replace(told, measures=one_reason(told.measures))
        plan = replace(plan, measures=one_reason(plan.measures))
        ways = replace(ways, measures=one_reason(ways.measures))
    edition = Published(
        audience=audience,
        rule=rule,
        areas=results.inputs.areas,
        members=results.inputs.members,
        outline=results.inputs.outline,
        base=results.inputs.base,
        facilities=facilities,
        merkmale=_without(results.inputs.merkmale, hidden_ids),
        offers=offers,
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
            (one for one in told.findings if inside or is_released(one, project.findings.release)),
            project.findings.most,
            {indicator.id: indicator.handlungsfeld for indicator in project.indicators},
        ),
        problems=tuple(public_problem(problem, homes) for problem in _once_a_column(results.problems)),
        newest=newest,
        quality=found,
        withheld=frame(WITHHELD)
        if public is None
        else of_public(
            results,
            project,
            public,
            earlier,
            Shown(indicators, facility_values, offers, plan, told.measures),
        ),
    )
    with without_traceback(project, audience):
        audited = audit(edition, results, project, earlier, progress and partial(progress, "audit"))
    refuse_unsafe(audited, project, _names(results))
    return edition


def _protected(
    results: Results, project: Project, audience: Audience, earlier: Earlier | None, progress: Steps | None = None
) -> Withheld:
    with without_traceback(project, audience):
        return withheld_of(results, project, audience, earlier, progress and partial(progress, "withhold"))


def _names(results: Results) -> dict[str, str]:
    return {str(id_): str(name) for id_, name in results.inputs.areas["name"].items()}


def noticed(
    results: Results, project: Project, audience: Audience, earlier: Earlier | None = None
) -> tuple[Noticed, ...]:
    """What stands out, for the office that decides what of it that audience may read; never for a page.

    Returns:
        In order of area, indicator and rule. What follows from what the audience may see is told with the numbers it
        would read; the rest is not publishable.
    """
    indicators, _, supply = _shown(results, project, audience, earlier)
    public = {_key(one): one for one in standing_out(project, indicators, results.members, supply)}
    own = standing_out(project, results.indicators, results.members, results.supply)
    every = {_key(one): one for one in own} | public
    return tuple(
        Noticed(every[key], is_released(every[key], project.findings.release), key in public) for key in sorted(every)
    )


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.area_id, finding.indicator_id, finding.rule


def _shown(
    results: Results, project: Project, audience: Audience, earlier: Earlier | None
) -> tuple[pd.DataFrame, Planning, pd.DataFrame]:
    """The table of indicators without what is withheld, and the planning and the supply that follow from it."""
    rules: AudienceRule = getattr(project.disclosure, str(audience))
    rule = rules.of(USUAL_CLASS)  # children and who takes places
    withheld = _protected(results, project, audience, earlier)
    setting = setting_of(results, project, audience)
    hidden = withheld_rows(results.indicators, setting, withheld.cells, withheld.unsafe)
    indicators = blanked(rounded(results.indicators, setting), hidden, NUMBERS)
    offers = public_offers(results.offers, withheld.cells)
    plan = public_planning(results, project, audience, indicators, offers, withheld.cells)
    plan = replace(plan, measures=public_measures(plan.measures, project, rule))
    every = places_and_houses(project, results.facilities, offers, results.members, plan)
    return indicators, plan, public_measures(every, project, rule)


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

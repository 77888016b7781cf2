"""Planning worked out again from tables in which withheld numbers of persons are gone."""

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from sozialraum.analysis.ledger.people import binding
from sozialraum.analysis.ledger.residence import withheld_use
from sozialraum.analysis.ledger.waiting import withheld_applications, withheld_waiting
from sozialraum.analysis.planning.edition.ahead import areas_with_few, withheld_ahead
from sozialraum.analysis.planning.edition.cells import cells_of
from sozialraum.analysis.planning.edition.children import public_years
from sozialraum.analysis.planning.edition.persons import public_inputs, public_planned
from sozialraum.analysis.planning.edition.pools import pooled_years
from sozialraum.analysis.planning.edition.told import told_children
from sozialraum.analysis.planning.sides import city_of
from sozialraum.analysis.planning.together import planning
from sozialraum.analysis.suppression import FOLLOWS, blanked
from sozialraum.model.inputs import Results
from sozialraum.model.planning import ChildrenOfYears, Planning
from sozialraum.model.project import Project
from sozialraum.model.published import Audience

NUMBERS = ["value", "lower", "upper", "base"]


def public_planning(
    results: Results,
    project: Project,
    audience: Audience,
    indicators: pd.DataFrame,
    offers: pd.DataFrame,
    withheld: Collection[str],
) -> Planning:
    """The planning of an edition.

    Args:
        results: everything worked out, unsuppressed.
        project: as for the planning of the office.
        audience: of which edition.
        indicators: table `indicators` of the edition.
        offers: table `offers` of all facilities, withheld numbers of taken places gone.
        withheld: keys of the cells of the ledger that the edition withholds.

    Returns:
        Planning; what follows from a withheld number has no value, no limits, status Q and reason "parts_withheld".
        Facilities that are never mapped are counted and not named.

    Source: docs/methods.md#geheimhaltung
    """
    facilities = results.facilities
    hidden_ids = frozenset(str(id_) for id_ in facilities.index[~facilities["mappable"]])
    inputs = public_inputs(results.inputs, hidden_ids, withheld)
    years = _years(results, project, audience, withheld)
    listed = indicators["list_only"]
    found = planning(project, inputs, years, facilities, offers, indicators[~listed], results.members)
    claims = {group.id: group.claim for group in (project.cohorts.groups if project.cohorts else ())}
    claim_is_care = {one.id for one in project.coverage if all(claims.get(group, False) for group in one.cohorts)}
    gone = withheld_use(found.measures, withheld, claim_is_care, city_of(results.members))
    gone |= withheld_waiting(found.measures, inputs.applications, withheld)
    return replace(
        found,
        measures=blanked(found.measures, gone, NUMBERS).assign(reason=found.measures["reason"].mask(gone, FOLLOWS)),
        applications=blanked(found.applications, withheld_applications(found.applications, withheld), ["children"]),
        planned=public_planned(found.planned, hidden_ids),
    )


def _years(results: Results, project: Project, audience: Audience, withheld: Collection[str]) -> ChildrenOfYears:
    """Children of the edition; those of a register that its source has published stay as they are."""
    bound = binding(project, audience, [one.source for one in project.registers])
    if bound.known or project.cohorts is None or results.years.children.empty:
        return results.years
    cells, members = cells_of(project.cohorts, project.coverage), results.members
    asked = {*project.planning.centre_children, *(id_ for one in project.coverage for id_ in one.cohorts)}
    look_back = project.forecast.rate_years if project.forecast else 0
    told = told_children(results.years, cells, members)
    births = results.inputs.births
    few = areas_with_few(results.years, told, births, withheld, look_back, bound.rule.min_count)
    pooled = pooled_years(results.years, project, results.inputs, members, few)
    told = told_children(pooled.years, cells, members, pooled.together)
    later = withheld_ahead(told, pooled.years.ahead, pooled.together, pooled.few, bound)
    return public_years(
        pooled.years, cells, project.cohorts, asked, members, frozenset({*withheld, *later}), pooled.together
    )

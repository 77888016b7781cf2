"""Planning worked out again from tables in which small numbers of persons are gone."""

from dataclasses import replace

import pandas as pd

from sozialraum.analysis.planning.edition.cells import cells_of
from sozialraum.analysis.planning.edition.children import areas_with_few, public_years
from sozialraum.analysis.planning.edition.persons import public_inputs, public_planned, without_few
from sozialraum.analysis.planning.edition.pools import pooled_years
from sozialraum.analysis.planning.edition.residence import few_by_residence
from sozialraum.analysis.planning.together import planning
from sozialraum.analysis.suppression import blanked, published_by_source
from sozialraum.model.inputs import Results
from sozialraum.model.planning import ChildrenOfYears, Planning
from sozialraum.model.project import Project
from sozialraum.model.rules import DisclosureRule
from sozialraum.model.tables import CITY

NUMBERS = ["value", "lower", "upper", "base"]


def public_planning(
    results: Results, project: Project, indicators: pd.DataFrame, offers: pd.DataFrame, rule: DisclosureRule
) -> Planning:
    """The planning of an edition.

    Args:
        results: everything worked out, unsuppressed.
        project: as for the planning of the office.
        indicators: table `indicators` of the edition.
        offers: table `offers` of all facilities, small numbers of taken places gone.
        rule: of the audience.

    Returns:
        Planning; what follows from a withheld number has no value, no limits, status Q and reason "parts_withheld".
        Facilities that are never mapped are counted and not named.

    Source: docs/methods.md#geheimhaltung
    """
    sources = {id_: source.disclosure for id_, source in project.sources.items()}
    facilities = results.facilities
    hidden_ids = frozenset(str(id_) for id_ in facilities.index[~facilities["mappable"]])
    inputs = public_inputs(results.inputs, hidden_ids, sources, rule)
    years = _years(results, project, rule)
    listed = indicators["list_only"]
    found = planning(project, inputs, years, facilities, offers, indicators[~listed], results.members)
    use = inputs.use[~published_by_source(inputs.use["source_id"], sources)]
    few = few_by_residence(found.measures, use, project.coverage, facilities, results.members, rule.min_count)
    return replace(
        found,
        measures=blanked(found.measures, few, NUMBERS).assign(
            reason=found.measures["reason"].mask(few, "parts_withheld")
        ),
        applications=without_few(found.applications, sources, rule),
        planned=public_planned(found.planned, hidden_ids),
    )


def _years(results: Results, project: Project, rule: DisclosureRule) -> ChildrenOfYears:
    """Children of the edition; those of a register that its source has published stay as they are."""
    if all(project.sources[one.source].disclosure == "as_published" for one in project.registers):
        return results.years
    if project.cohorts is None or results.years.children.empty:
        return results.years
    cells = cells_of(project.cohorts, project.coverage)
    asked = {*project.planning.centre_children, *(id_ for one in project.coverage for id_ in one.cohorts)}
    base = results.members[CITY]
    look_back = project.forecast.rate_years if project.forecast else 0
    few = areas_with_few(results.years, cells, base, rule.min_count, look_back)
    years = pooled_years(results.years, project, results.inputs, results.members, few)
    return public_years(years, cells, project.cohorts, asked, results.members, rule.min_count, few)

"""Everything of planning in the order in which one thing needs another: targets, balance, measures, schools."""

from collections.abc import Iterable, Mapping

import geopandas as gpd
import pandas as pd

from sozialraum.analysis.access.nearest_houses import nearest_of_all
from sozialraum.analysis.coverage import children_period
from sozialraum.analysis.planning.applications import application_measures
from sozialraum.analysis.planning.balance import Supply, balance_of, breakdown_measures, house_rows, of_year
from sozialraum.analysis.planning.bands import bands_ahead
from sozialraum.analysis.planning.centres import centres
from sozialraum.analysis.planning.ganztag import claim_supply, of_claim
from sozialraum.analysis.planning.needs import children_of_indicator, demand
from sozialraum.analysis.planning.planned_measures import balance_changed, counted_measures, effects_of
from sozialraum.analysis.planning.residence import residence_measures, use_measures, use_of
from sozialraum.analysis.planning.schools import class_groups, entry_classes_of, ganztag_of_schools
from sozialraum.analysis.planning.supplies import supply_of, years_told
from sozialraum.model.cohorts import ages_of
from sozialraum.model.inputs import Inputs
from sozialraum.model.periods import first_day, in_order
from sozialraum.model.planning import ChildrenOfYears, Planning
from sozialraum.model.planning_tables import EFFECTS, GANZTAG, TARGETS
from sozialraum.model.project import Project
from sozialraum.model.rules import Coverage
from sozialraum.model.tables import CHILDREN, MEASURES, frame, typed
from sozialraum.model.targets import all_targets, target_rows


def planning(
    project: Project,
    inputs: Inputs,
    years: ChildrenOfYears,
    facilities: gpd.GeoDataFrame,
    offers: pd.DataFrame,
    indicators: pd.DataFrame,
    members: Mapping[str, list[str]],
) -> Planning:
    """The planning of a city.

    Args:
        project: offers, targets, rules.
        inputs: who uses which place, who waits, what is planned, who goes to which school.
        years: children of every Kita-Jahr.
        facilities: table `facilities` with `area_id`.
        offers: table `offers`.
        indicators: table `indicators`, larger areas and city included.
        members: area of any level -> its Sozialräume.
    """
    targets = frame(TARGETS, target_rows(all_targets(project.coverage, project.targets), project.language))
    ages = ages_of(project.cohorts)
    planned = counted_measures(inputs.planned, project.planning.measures)
    claim, groups = project.planning.rules.ganztag, class_groups(project.cohorts)
    measures, changed, ganztag = [frame(MEASURES)], [frame(EFFECTS)], frame(GANZTAG)
    for coverage in project.coverage:
        supply = supply_of(project, coverage, facilities, offers)
        known = years_told(coverage, offers)
        entitled: dict[str, Supply] = {}
        if claim and coverage.id == project.planning.ganztag:
            every = in_order([*known, *years.ahead])
            entitled = {year: one for year in every if (one := claim_supply(supply, claim, groups, year))}
            args = (inputs.pupils, inputs.registrations, targets, members, max(years.ahead, default=""))
            ganztag = ganztag_of_schools(project, supply, *args)
        usual = [year for year in _wanted(coverage, known, years) if year not in entitled]
        heads = _heads(coverage, usual, years, indicators)
        asked = [(supply, heads, usual), *((one, years.children, [year]) for year, one in entitled.items())]
        for one, children, wanted in asked:
            rows, done = _balance(one, inputs, planned, children, targets, ages, members, wanted, known)
            measures.append(rows if one is supply else of_claim(rows))
            changed.append(done)
        measures += [
            breakdown_measures(supply, members, known),
            *_by_residence(project, coverage, supply, inputs.use, heads, targets, ages, members, known),
        ]
    measures.append(application_measures(inputs.applications, members))
    classes, totals = entry_classes_of(inputs.registrations, project.planning.rules)
    of_centres, found = centres(project, inputs.merkmale, facilities, years, members)
    told = [years_told(one, offers) for one in project.coverage]
    base = sorted({area for parts in members.values() for area in parts})
    bands = bands_ahead(project.forecast, indicators, base)
    return Planning(
        years=years,
        today=in_order([one[-1] for one in told if one])[-1] if any(told) else "",
        targets=targets,
        measures=typed(pd.concat([*measures, of_centres], ignore_index=True), MEASURES),
        planned=inputs.planned,
        counted=frozenset(planned["measure"]),
        effects=typed(pd.concat(changed, ignore_index=True), EFFECTS),
        applications=inputs.applications,
        classes=classes,
        class_totals=totals,
        ganztag=ganztag,
        networks=found,
        nearest=nearest_of_all(project, inputs, years, facilities),
        bands=bands.ahead,
        bands_test=bands.back_test,
    )


def _balance(
    supply: Supply,
    inputs: Inputs,
    planned: pd.DataFrame,
    children: pd.DataFrame,
    targets: pd.DataFrame,
    ages: Mapping[str, frozenset[int]],
    members: Mapping[str, list[str]],
    wanted: list[str],
    known: list[str],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables `measures` of both scenarios and EFFECTS; measures change the years from that of the last places on."""
    rows, done = [frame(MEASURES)], [frame(EFFECTS)]
    for year in wanted:
        sides = of_year(supply, children, targets, ages, members, year)
        rows.append(balance_of(supply, sides, members, year))
        if not inputs.planned.empty and (not known or first_day(year) >= first_day(known[-1])):
            rows.append(balance_changed(supply, planned, sides, members, year))
            done.append(effects_of(supply, inputs.planned, sides, members, year))
    return pd.concat(rows, ignore_index=True), pd.concat(done, ignore_index=True)


def _wanted(coverage: Coverage, known: list[str], years: ChildrenOfYears) -> list[str]:
    """The dates of the places, and the years ahead of a coverage whose children are told by cohorts."""
    return in_order([*known, *(years.ahead if coverage.cohorts else ())])


def _heads(
    coverage: Coverage, wanted: Iterable[str], years: ChildrenOfYears, indicators: pd.DataFrame
) -> pd.DataFrame:
    if coverage.cohorts:
        return years.children
    own = indicators[(indicators["indicator_id"] == coverage.children) & (indicators["group"] == "")]
    dates = list(own["period"])
    found = [
        children_of_indicator(coverage, indicators, children_period(coverage, year, dates), year) for year in wanted
    ]
    return typed(pd.concat([frame(CHILDREN), *found], ignore_index=True), CHILDREN)


def _by_residence(
    project: Project,
    coverage: Coverage,
    supply: Supply,
    use: pd.DataFrame,
    heads: pd.DataFrame,
    targets: pd.DataFrame,
    ages: Mapping[str, frozenset[int]],
    members: Mapping[str, list[str]],
    known: list[str],
) -> Iterable[pd.DataFrame]:
    claims = {group.id: group.claim for group in (project.cohorts.groups if project.cohorts else ())}
    for year in known:
        own = use_of(coverage, use, year)
        if not own.empty:
            needs = demand(coverage, heads, targets, ages, members, year)
            yield residence_measures(coverage, house_rows(supply, year), own, needs, members, year)
            yield use_measures(coverage, own, heads, claims, needs, members, year)

"""All that follows from a city's inputs, in the order in which one thing needs another."""

from collections.abc import Mapping
from functools import partial

import geopandas as gpd
import pandas as pd

from sozialraum.analysis.access.living import with_people_spread
from sozialraum.analysis.access.telling import reach_problems
from sozialraum.analysis.access.together import reach_of_cells
from sozialraum.analysis.all_places import all_places
from sozialraum.analysis.facility_counts import facility_counts
from sozialraum.analysis.lage.without_index import without_index
from sozialraum.analysis.placement import placed
from sozialraum.analysis.placement_problems import placement_problems
from sozialraum.analysis.planning.odd_projection import odd_projection
from sozialraum.analysis.planning.together import planning
from sozialraum.analysis.planning.years import children_of_years
from sozialraum.analysis.rates import computed, with_larger_areas
from sozialraum.analysis.situation import situation
from sozialraum.analysis.unchecked_rates import unchecked_rates
from sozialraum.analysis.unpaired import unpaired_coverages
from sozialraum.analysis.without_effect import without_effect
from sozialraum.model.inputs import Inputs, Results
from sozialraum.model.planning import Planning
from sozialraum.model.project import Project
from sozialraum.model.tables import BASE_LEVEL, CITY, CITY_LEVEL, INDICATORS, JOINT_LEVEL, MEASURES


def analyse(project: Project, inputs: Inputs) -> Results:
    """Placement, rates, changes, coverage, Lage and gaps of one city; unsuppressed.

    Args:
        project: what the project file says.
        inputs: what the city's files say.

    Returns:
        Results, which only analysis.disclosure.publish turns into something that may be shown.
    """
    inputs = with_people_spread(project, inputs)
    members = base_members(inputs.areas)
    by_position = frozenset(type_.id for type_ in project.facility_types if type_.assign_by == "position")
    schematic = project.areas.schematic is not None
    facilities = placed(inputs.facilities, inputs.areas, by_position, schematic)
    indicators = _indicators(project, inputs, members)
    years = children_of_years(
        project.cohorts,
        project.forecast,
        project.new_housing,
        inputs.register,
        inputs.births,
        inputs.city_projection,
        members,
    )
    own = indicators[~indicators["list_only"]]
    of_reach = partial(reach_of_cells, project, inputs, years, facilities, members)
    reach = of_reach(inputs.offers)
    return Results(
        inputs=inputs,
        facilities=facilities,
        offers=inputs.offers,
        indicators=indicators,
        years=years,
        members=members,
        reach=reach,
        problems=(
            *inputs.problems,
            *placement_problems(facilities, inputs.areas, inputs.offers, project),
            *unchecked_rates(inputs.indicators, project),
            *unpaired_coverages(inputs.offers, indicators, project),
            *odd_projection(years.factors, project.quality.jump_pct),
            *without_index(project, indicators, members[CITY]),
            *without_effect(project, indicators, members[CITY]),
            *reach_problems(project, facilities, reach),
        ),
        of_planning=partial(planning, project, inputs, years, facilities, inputs.offers, own, members),
        of_supply=partial(places_and_houses, project, facilities, inputs.offers, members),
        of_situation=partial(situation, project, indicators, members),
        of_reach=of_reach,
    )


def base_members(areas: gpd.GeoDataFrame) -> dict[str, list[str]]:
    """Every area that is a Sozialraum or made of them -> its Sozialräume, in order of id; no joint areas."""
    children: dict[str, list[str]] = {}
    for area_id, parent in zip(areas.index, areas["part_of"], strict=True):
        if parent:
            children.setdefault(str(parent), []).append(str(area_id))
    base = sorted(str(area_id) for area_id in areas.index[areas["level"] == BASE_LEVEL])

    def below(area_id: str) -> list[str]:
        found = [area_id] if area_id in set(base) else []
        for child in children.get(area_id, []):
            found += below(child)
        return sorted(found)

    larger = areas.index[~areas["level"].isin([BASE_LEVEL, CITY_LEVEL, JOINT_LEVEL])]
    return {CITY: base} | {str(id_): below(str(id_)) for id_ in sorted(larger)} | {id_: [id_] for id_ in base}


def _indicators(project: Project, inputs: Inputs, members: dict[str, list[str]]) -> pd.DataFrame:
    joint = {str(id_): sorted(rows["area_id"]) for id_, rows in inputs.members.groupby("joint_id")}
    larger = {area: parts for area, parts in members.items() if parts != [area]}
    counts = [indicator for indicator in project.indicators if indicator.kind == "count"]
    others = [indicator for indicator in project.indicators if indicator.kind != "count"]
    listed = inputs.indicators["list_only"]  # told with their source, never reckoned with
    table = with_larger_areas(inputs.indicators[~listed], larger, joint, counts)
    table = with_larger_areas(computed(table, project.indicators), larger, joint, others)
    return pd.concat([table, inputs.indicators[listed]], ignore_index=True).astype(INDICATORS)


def places_and_houses(
    project: Project,
    facilities: gpd.GeoDataFrame,
    offers: pd.DataFrame,
    members: Mapping[str, list[str]],
    plan: Planning,
) -> pd.DataFrame:
    """Table `measures`: how many facilities there are, the balance of their places, and places of all kinds."""
    as_of = {type_.id: type_.as_of.isoformat() for type_ in project.facility_types}
    tables = [facility_counts(facilities, members, as_of), plan.measures]
    types_of = {offer.id: offer.facility_types for offer in project.offers}
    for coverage in project.coverage:
        if coverage.also_shown:
            beside = frozenset(
                type_ for offer in (*coverage.offers, *coverage.also_shown) for type_ in types_of[offer]
            )
            tables.append(all_places(coverage, beside, facilities, offers, members))
    return pd.concat(tables, ignore_index=True).astype(MEASURES)

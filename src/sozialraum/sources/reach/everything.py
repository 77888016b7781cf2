"""All files about ways in one go: where people live, and what lies beyond the border."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.intake import Intake
from sozialraum.model.population import Population
from sozialraum.model.tables import BASE_LEVEL
from sozialraum.sources.areas.boundaries import Boundaries
from sozialraum.sources.population.compared import areas_without_group, population_compared
from sozialraum.sources.population.homes_land import areas_without_homes, read_homes_land
from sozialraum.sources.population.in_areas import Ground
from sozialraum.sources.population.population import read_population
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.reach.beyond import Beyond, read_beyond
from sozialraum.sources.reach.same_place import at_one_place


@dataclass(frozen=True)
class ReachInputs:
    """The part of Inputs that ways need beside the other tables."""

    population: Population
    homes_land: gpd.GeoSeries
    beyond: Beyond


def read_reach(
    folder: ProjectFolder,
    boundaries: Boundaries | None,
    facilities: gpd.GeoDataFrame,
    houses: gpd.GeoSeries,
    indicators: pd.DataFrame,
    register: pd.DataFrame,
) -> tuple[ReachInputs, list[Intake], list[Problem]]:
    """The tables, the account of each file, and every Problem.

    Args:
        boundaries: None where they could not be read: nothing is compared with them.
        facilities: table `facilities`.
        houses: points of the register of addresses.
        indicators: table `indicators`, whose counts people by place are compared with.
        register: table `register`, too.
    """
    ground, base = None, list[str]()
    if boundaries is not None:
        areas = boundaries.areas[boundaries.areas["level"] == BASE_LEVEL]
        ground, base = Ground(areas.geometry, boundaries.outline), sorted(map(str, areas.index))
    population, intakes, problems = read_population(folder, ground)
    if not any(one.is_error for one in problems):  # sums of half a file would only distract
        problems += population_compared(population, folder.project.population, base, indicators, register)
        problems += areas_without_group(population, folder.project, base, indicators)
    homes_land, accounts, found = read_homes_land(folder)
    intakes, problems = intakes + accounts, problems + found
    spread = folder.project.spread
    if ground is not None and not any(one.is_error for one in found):
        homes = houses if spread is not None and spread.over == "houses" else homes_land
        problems += areas_without_homes(spread, ground.areas, homes, indicators)
    listed = {
        str(id_): f"{file}:{row}"
        for id_, file, row in zip(facilities.index, facilities["file"], facilities["row"], strict=True)
    }
    beyond, accounts, found = read_beyond(folder, listed, ground.outline if ground else None)
    intakes, problems = intakes + accounts, problems + found
    mapped = {type_.id for type_ in folder.project.facility_types if type_.position == "exact"}
    types = mapped & {type_ for question in folder.project.reach.questions for type_ in question.facility_types}
    problems += at_one_place(facilities, beyond.facilities, types)
    return ReachInputs(population, homes_land, beyond), intakes, problems

"""All that was read of one city, and all that follows from it: tables handed from room to room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from sozialraum.errors import Problem
from sozialraum.model.forecast import BIRTHS, CITY_PROJECTION
from sozialraum.model.intake import Intake
from sozialraum.model.network import Network
from sozialraum.model.planning import ChildrenOfYears, Planning
from sozialraum.model.planning_tables import APPLICATIONS, PLANNED, PUPILS, REGISTRATIONS, USE
from sozialraum.model.population import Population
from sozialraum.model.reach import BEYOND_PLACES, CellReach, no_facilities_beyond
from sozialraum.model.situation import Situation
from sozialraum.model.tables import CONTRIBUTIONS, REGISTER, frame


@dataclass(frozen=True)
class Inputs:
    """What a city's files say. Columns as in model.tables; geometry in the metric CRS of the city."""

    areas: gpd.GeoDataFrame
    members: pd.DataFrame
    outline: BaseGeometry
    facilities: gpd.GeoDataFrame
    merkmale: pd.DataFrame
    offers: pd.DataFrame
    indicators: pd.DataFrame
    facility_values: pd.DataFrame
    intakes: tuple[Intake, ...]
    problems: tuple[Problem, ...]
    contributions: pd.DataFrame = field(default_factory=lambda: frame(CONTRIBUTIONS))
    houses: gpd.GeoSeries = field(default_factory=gpd.GeoSeries)  # points of the register of addresses
    register: pd.DataFrame = field(default_factory=lambda: frame(REGISTER))
    births: pd.DataFrame = field(default_factory=lambda: frame(BIRTHS))
    city_projection: pd.DataFrame = field(default_factory=lambda: frame(CITY_PROJECTION))
    use: pd.DataFrame = field(default_factory=lambda: frame(USE))
    applications: pd.DataFrame = field(default_factory=lambda: frame(APPLICATIONS))
    planned: pd.DataFrame = field(default_factory=lambda: frame(PLANNED))
    registrations: pd.DataFrame = field(default_factory=lambda: frame(REGISTRATIONS))
    pupils: pd.DataFrame = field(default_factory=lambda: frame(PUPILS))
    network: Network | None = None  # ways for walking
    population: Population = field(default_factory=Population)
    homes_land: gpd.GeoSeries = field(default_factory=gpd.GeoSeries)  # polygons of [spread], of land or of buildings
    beyond: gpd.GeoDataFrame = field(default_factory=no_facilities_beyond)
    beyond_places: pd.DataFrame = field(default_factory=lambda: frame(BEYOND_PLACES))
    base: gpd.GeoDataFrame | None = None  # base_id, name, geometry: of [[base_lines]], in and around the city


@dataclass(frozen=True)
class Results:
    """What follows from Inputs; unsuppressed, so it never reaches presentation."""

    inputs: Inputs
    facilities: gpd.GeoDataFrame  # with area_id and placement
    offers: pd.DataFrame
    indicators: pd.DataFrame  # with rows of the city and the larger areas
    years: ChildrenOfYears  # children of every Kita-Jahr, counted and ahead
    members: Mapping[str, list[str]]  # area -> its Sozialräume
    reach: CellReach  # how far the people of every cell live from facilities; an edition tells of merged cells
    problems: tuple[Problem, ...]
    # an edition works out its own of these, so those of the office are made when asked for
    of_planning: Callable[[], Planning]
    of_supply: Callable[[Planning], pd.DataFrame]
    of_situation: Callable[[pd.DataFrame], Situation]
    of_reach: Callable[[pd.DataFrame], CellReach]
    # what each edition withholds, so that it is not worked out twice; empty for any other Results
    kept: list[Any] = field(default_factory=list, init=False, repr=False, compare=False)

    @cached_property
    def planning(self) -> Planning:
        """The planning from unsuppressed tables."""
        return self.of_planning()

    @cached_property
    def supply(self) -> pd.DataFrame:
        """Measures of places and facilities, those of planning included."""
        return self.of_supply(self.planning)

    @cached_property
    def situation(self) -> Situation:
        """The soziale Lage from unsuppressed tables."""
        return self.of_situation(self.supply)

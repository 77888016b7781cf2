"""All that was read of one city, and all that follows from it: tables handed from room to room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from sozialraum.errors import Problem
from sozialraum.model.intake import Intake
from sozialraum.model.situation import Situation


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


@dataclass(frozen=True)
class Results:
    """What follows from Inputs; unsuppressed, so it never reaches presentation."""

    inputs: Inputs
    facilities: gpd.GeoDataFrame  # with area_id and placement
    offers: pd.DataFrame
    indicators: pd.DataFrame  # with rows of the city and the larger areas
    supply: pd.DataFrame  # measures of places and facilities
    members: Mapping[str, list[str]]  # area -> its Sozialräume
    of_situation: Callable[[], Situation]  # an edition works out its own, so this one is made when asked for
    problems: tuple[Problem, ...]

    @cached_property
    def situation(self) -> Situation:
        """The soziale Lage from unsuppressed tables."""
        return self.of_situation()

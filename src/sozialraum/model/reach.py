"""Reach worked out: how far, how many within, places per child, and whether it is fairly distributed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd

from sozialraum.model.population import Basis, Grid
from sozialraum.model.tables import FLAG, MEASURES, NUMBER, TEXT, frame

# ids of measures (target_group is the id of the question, period the day of the population)
WAY_MEAN, WAY_MEDIAN, WAY_P90 = "way_mean_m", "way_median_m", "way_p90_m"
PEOPLE = "reach_people"  # of whom something is known
WITHIN = "people_within:"  # followed by metres: people with at most that way
WITHIN_PCT = "people_within_pct:"
OVER, OVER_PCT = "people_over", "people_over_pct"  # strictly above the limit of the question
SURE_OVER, SURE_UNDER, UNCLEAR = "people_surely_over", "people_surely_under", "people_unclear"  # from straight lines
UNREACHABLE = "people_unreachable"
PLACES_PER_PERSON = "places_per_person"  # population-weighted over the cells
DEPENDS_PCT, PLACES_DEPENDS_PCT = "way_depends_pct", "places_depends_pct"  # on what lies outside and is not known

# one place where people live and one question; never shown
CELL_REACH = {
    "question": TEXT,
    "cell_id": TEXT,
    "area_id": TEXT,  # "" outside every Sozialraum
    "column": "int64",
    "row": "int64",
    "people": NUMBER,  # of the groups of the question
    "everybody": NUMBER,  # of the largest group: residents of any age, where the project names them
    "distance_m": "float64",  # inf: no facility can be reached
    "straight_m": "float64",
    "facility_id": TEXT,  # the nearest
    "depends": FLAG,  # something nearer may lie outside the border
    "places": "float64",  # places per person; NaN where the question asks for none, or those in reach are not known
    "places_depends": FLAG,
    "fewest_around": "float64",  # weighted people around that facility in reach which has fewest; inf: none is
}

# what a page may show: the same squares for every question, smaller ones on top of larger ones
BLOCKS = {
    "question": TEXT,
    "column": "int64",  # of its first cell
    "row": "int64",
    "span": "int64",  # cells along an edge
    "step": "int64",  # class of the way: 0 up to the first step ... len(steps) beyond the last; -1 unreachable
    "places_class": "int64",  # class of the places per person, -1: none, not known, or too few share them
    "facility_id": TEXT,  # that is nearest to most of its places
    "depends": FLAG,
    "places_depends": FLAG,
}

# who lives within the steps around one facility; in an edition rounded
AROUND = {
    "question": TEXT,
    "facility_id": TEXT,
    "step_m": NUMBER,
    "people": NUMBER,
    "status": TEXT,
}

# facilities that nobody of the question reaches
UNREACHED = {
    "question": TEXT,
    "facility_id": TEXT,
    "reason": TEXT,  # nobody_in_reach | no_way_near | no_position | places_unknown: they count for nobody
}

# the facilities of each question, those listed as lying beyond the border too
REACH_HOUSES = {
    "question": TEXT,
    "facility_id": TEXT,
    "area_id": TEXT,  # "" beyond, or where it is not known
    "beyond": FLAG,
    "places": "float64",  # of the question; NaN where they are not known or not asked for
}

FAIRNESS = {
    "question": TEXT,
    "measure_id": TEXT,  # gini | concentration | fgt0 | fgt1 | fgt2 | dissimilarity | best_to_worst | disparity
    "value": NUMBER,
    "lower": NUMBER,
    "upper": NUMBER,
    "status": TEXT,
    "reason": TEXT,
}

# the same places by the other ways of weighing competition
VARIANTS = {
    "question": TEXT,
    "area_id": TEXT,
    "method": TEXT,  # 2sfca | e2sfca | e2sfca_gaussian | m2sfca | 3sfca | bfca
    "value": NUMBER,
    "status": TEXT,
    "reason": TEXT,
}

# facilities outside the city; index facility_id; a GeoDataFrame in the city's CRS
BEYOND = {"facility_type": TEXT, "name": TEXT, "source_id": TEXT, "file": TEXT, "row": "int64"}
BEYOND_PLACES = {"facility_id": TEXT, "coverage": TEXT, "places": NUMBER, "status": TEXT}

REACH_AREA = ("question", "facility_id", "step_m", "geometry")


def no_reach_areas() -> gpd.GeoDataFrame:
    """An empty table of reach areas: polygons in the city's CRS by question, facility and step."""
    return gpd.GeoDataFrame({"question": [], "facility_id": [], "step_m": []}, geometry=[])


def no_facilities_beyond() -> gpd.GeoDataFrame:
    """An empty table of facilities outside the city."""
    return gpd.GeoDataFrame(frame(BEYOND).assign(geometry=[]), geometry="geometry")


@dataclass(frozen=True)
class Rings:
    """Which places lie around which facilities of a question, one entry for each pair within its last step.

    Args:
        cell: (p,) number of the row among the question's rows of CELL_REACH.
        facility: (p,) number of the facility.
        ring: (p,) number of the first step in which the place lies.
        facility_ids: of the facilities.
    """

    cell: np.ndarray
    facility: np.ndarray
    ring: np.ndarray
    facility_ids: tuple[str, ...]


@dataclass(frozen=True)
class CellReach:
    """Reach from unsuppressed tables, which only analysis.disclosure.publish turns into something that may be shown.

    Args:
        way: network | detour | straight; "" where nothing was asked.
        cells: table CELL_REACH.
        houses: table REACH_HOUSES.
        rings: question -> who lives around its facilities, for what AROUND tells.
        variants: table VARIANTS per Sozialraum, larger areas and city.
    """

    way: str = ""
    cells: pd.DataFrame = field(default_factory=lambda: frame(CELL_REACH))
    houses: pd.DataFrame = field(default_factory=lambda: frame(REACH_HOUSES))
    around: pd.DataFrame = field(default_factory=lambda: frame(AROUND))
    rings: Mapping[str, Rings] = field(default_factory=dict)
    unreached: pd.DataFrame = field(default_factory=lambda: frame(UNREACHED))
    variants: pd.DataFrame = field(default_factory=lambda: frame(VARIANTS))


@dataclass(frozen=True)
class Reach:
    """What an edition tells of reach.

    Args:
        way: network | detour | straight: how ways were measured; "" where nothing was asked.
        measures: rows of the table `measures`.
        left_out: residents in no block, rounded; 0 where there is nothing to tell.
        areas: reach areas of the facilities, each step containing the smaller ones.
        beyond: facilities outside the city, of which pages tell name and place.
    """

    way: str = ""
    basis: Basis = "counted"
    as_of: str = ""
    grid: Grid = field(default_factory=Grid)
    blocks: pd.DataFrame = field(default_factory=lambda: frame(BLOCKS))
    left_out: int = 0
    measures: pd.DataFrame = field(default_factory=lambda: frame(MEASURES))
    around: pd.DataFrame = field(default_factory=lambda: frame(AROUND))
    unreached: pd.DataFrame = field(default_factory=lambda: frame(UNREACHED))
    fairness: pd.DataFrame = field(default_factory=lambda: frame(FAIRNESS))
    variants: pd.DataFrame = field(default_factory=lambda: frame(VARIANTS))
    areas: gpd.GeoDataFrame = field(default_factory=no_reach_areas)
    beyond: gpd.GeoDataFrame = field(default_factory=no_facilities_beyond)

"""In which Sozialraum the people of a cell or an address live."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sozialraum.model.tables import BASE_LEVEL


def area_of(points: np.ndarray, areas: gpd.GeoDataFrame) -> np.ndarray:
    """The Sozialraum of each point, the first by id on a border or where two overlap; "" outside every one.

    Args:
        points: (n, 2) in metres.
        areas: table `areas`.

    Source: docs/methods.md#zuordnung-punkte
    """
    base = areas[areas["level"] == BASE_LEVEL].sort_index()
    found = np.full(len(points), len(base))
    tree = shapely.STRtree(base.geometry.to_numpy())
    point, area = tree.query(shapely.points(points), predicate="intersects")
    np.minimum.at(found, point, area)
    ids = np.array([*base.index.astype(str), ""], dtype=object)
    return np.asarray(ids[found])


def people_of(people: pd.DataFrame, groups: list[str]) -> pd.Series:
    """People of some groups together; NA where one of them is not known, or no file tells of it.

    Args:
        people: a Float64 column for each group.
        groups: groups that share nobody.
    """
    if not set(groups) <= set(people.columns):
        return pd.Series(pd.NA, index=people.index, dtype="Float64")
    return people[groups].sum(axis=1, skipna=False).astype("Float64")


def largest_group(people: pd.DataFrame) -> str:
    """The group that stands for all residents: the one with the most people; of two the first by name.

    Args:
        people: a Float64 column for each group, at least one.
    """
    return str(people[sorted(people.columns)].sum().astype(float).idxmax())

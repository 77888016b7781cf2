"""In which Sozialraum people live, and what is odd about where they do."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from sozialraum.errors import Problem, Severity
from sozialraum.model.area_checks import few
from sozialraum.model.codes import Code


@dataclass(frozen=True)
class Ground:
    """The Sozialräume by id, with their polygons, and the outline of the city."""

    areas: gpd.GeoSeries
    outline: BaseGeometry


def areas_at(points: np.ndarray, areas: gpd.GeoSeries) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """The area of each point, "" for none; whether it lies inside several; which areas those are.

    Args:
        points: (n, 2) in the coordinate system of the areas.
        areas: polygons by area_id. A point on a border belongs to the first one by id.
    """
    ordered = gpd.GeoSeries(areas.sort_index())
    tree, shapes = shapely.STRtree(np.array(shapely.points(points), dtype=object)), ordered.to_numpy()
    number, which = tree.query(shapes, predicate="intersects")
    first = np.full(len(points), len(ordered))
    np.minimum.at(first, which, number)
    owners = np.append(ordered.index.to_numpy(dtype=object), "")[first]
    touched = np.bincount(which, minlength=len(points)) > 1
    pairs = np.flatnonzero(touched[which])
    inside = pairs[shapely.contains_xy(shapes[number[pairs]], points[which[pairs]])]
    several = np.bincount(which[inside], minlength=len(points)) > 1
    named = sorted({str(ordered.index[place]) for place in number[inside[several[which[inside]]]]})
    return owners, several, named


def located(rows: pd.DataFrame, ground: Ground | None) -> tuple[pd.Series, pd.Series, list[Problem]]:
    """The Sozialraum of each row, "" for none; why it cannot be used, "" where it can; what is odd.

    Args:
        rows: x, y, cell_m (0 for an address), beyond, inhabited, file and row.
        ground: None where the areas could not be read: nothing is compared.
    """
    none = pd.Series("", index=rows.index, dtype="str")
    if ground is None or rows.empty:
        return none, none, []
    points = rows[["x", "y"]].to_numpy(np.float64)
    owners, several, named = areas_at(points, ground.areas)
    beyond = rows["beyond"].to_numpy(dtype=bool)
    areas = none.mask(~beyond, pd.Series(owners, index=rows.index, dtype="str"))
    inner = _well_inside(points, rows["cell_m"].to_numpy(), ground.outline) & beyond
    problems = []
    lived_in = rows["inhabited"].to_numpy(dtype=bool)
    outside = (owners == "") & ~beyond & lived_in
    doubled = several & ~beyond
    for file, part in rows.groupby("file", sort=True):
        own = (rows["file"] == file).to_numpy()
        total, lost = int((own & ~beyond & lived_in).sum()), int((own & outside).sum())
        if total and lost == total:
            problems.append(Problem(Code.POPULATION_ELSEWHERE, str(file), fields={"count": str(total)}))
        elif lost:
            problems.append(_told(Code.CELLS_OUTSIDE, part, outside[own], {"total": str(total)}))
        if (own & doubled).any():
            problems.append(_told(Code.CELLS_IN_TWO_AREAS, part, doubled[own], {"areas": few(named)}))
        if (own & inner).any():
            problems.append(_told(Code.PEOPLE_BEYOND_INSIDE, part, inner[own], {}))
    return areas, none.mask(inner, str(Code.PEOPLE_BEYOND_INSIDE)), problems


def _well_inside(points: np.ndarray, cell_m: np.ndarray, outline: BaseGeometry) -> np.ndarray:
    """For each point whether it lies in the city, and farther from its border than its cell is wide."""
    shapely.prepare(outline)
    inside = shapely.contains_xy(outline, points)
    border = shapely.boundary(outline)
    inside[inside] = shapely.distance(shapely.points(points[inside]), border) > cell_m[inside]
    return np.asarray(inside, dtype=np.bool_)


def _told(code: Code, rows: pd.DataFrame, which: np.ndarray, fields: dict[str, str]) -> Problem:
    first = int(rows["line"][which].min())
    fields = {"count": str(int(which.sum())), **fields}
    return Problem(code, str(rows["file"].iloc[0]), first, fields=fields, severity=Severity.WARNING)

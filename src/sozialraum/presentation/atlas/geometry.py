"""What the page carries of the borders: simplified together, so that shared borders stay shared, and rounded."""

from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from sozialraum.model.tables import BASE_LEVEL

WGS84 = "EPSG:4326"
PER_DEGREE = 100_000  # about 1 m in latitude
TOLERANCE_M = 5.0
Rings = list[list[list[int]]]


def page_borders(areas: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Borders of the Sozialräume for the page, in WGS 84.

    Args:
        areas: table `areas` in metres.

    Returns:
        index area_id (Sozialräume in order of id). Simplified as one coverage (5 m; less where it would make an
        area vanish), so neighbours keep one common border.
    """
    base = areas[areas["level"] == BASE_LEVEL].sort_index()
    shapes = base.geometry.to_numpy()
    for tolerance in (TOLERANCE_M, TOLERANCE_M / 5, 0.0):
        simple = shapely.coverage_simplify(shapes, tolerance) if tolerance else shapes
        if not any(shape.is_empty for shape in simple):
            break
    return gpd.GeoSeries(simple, index=base.index, crs=areas.crs).to_crs(WGS84)


def outline(borders: gpd.GeoSeries, given: gpd.GeoSeries | None) -> Rings:
    """Outline of the city: the given one (one shape, in metres), else the union of its simplified Sozialräume."""
    if given is not None:
        return rings(given.simplify(TOLERANCE_M).to_crs(WGS84).iloc[0])
    return rings(shapely.union_all(borders.to_numpy()))


def rings(shape: BaseGeometry) -> Rings:
    """Polygons -> rings -> [x, y, dx, dy, ...] in 1e-5 degrees, not closed; none that rounds to a line."""
    polygons = shape.geoms if isinstance(shape, MultiPolygon) else [shape] if isinstance(shape, Polygon) else []
    found = []
    for polygon in polygons:
        coded = [_deltas(np.asarray(ring.coords)[:, :2]) for ring in (polygon.exterior, *polygon.interiors)]
        if coded[0]:
            found.append([ring for ring in coded if ring])
    return found


def label_points(borders: gpd.GeoSeries) -> dict[str, list[float]]:
    """A point [lat, lon] well inside each area: the centre of the largest circle in its largest part."""
    points = {}
    for area_id, shape in zip(borders.index, borders.to_numpy(), strict=True):
        largest = max(shape.geoms, key=lambda part: part.area) if isinstance(shape, MultiPolygon) else shape
        # it comes as a line from its centre to the border
        middle = shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=0.0005), 0)
        points[str(area_id)] = lat_lon(middle.x, middle.y)
    return points


def neighbours(areas: gpd.GeoDataFrame) -> dict[str, list[str]]:
    """Sozialräume that share a border or a corner, in order of id."""
    base = areas[areas["level"] == BASE_LEVEL].sort_index()
    tree = shapely.STRtree(base.geometry.to_numpy())
    left, right = tree.query(base.geometry.to_numpy(), predicate="dwithin", distance=1.0)
    found: dict[str, list[str]] = {str(area_id): [] for area_id in base.index}
    for a, b in sorted(zip(left.tolist(), right.tolist(), strict=True)):
        if a != b:
            found[str(base.index[a])].append(str(base.index[b]))
    return found


def touching(shapes: gpd.GeoSeries) -> dict[str, list[str]]:
    """Areas of a coverage that share a border or a corner, in their order."""
    tree = shapely.STRtree(shapes.to_numpy())
    left, right = tree.query(shapes.to_numpy(), predicate="intersects")
    found: dict[str, list[str]] = {str(area_id): [] for area_id in shapes.index}
    for a, b in sorted(zip(left.tolist(), right.tolist(), strict=True)):
        if a != b:
            found[str(shapes.index[a])].append(str(shapes.index[b]))
    return found


def positions(facilities: gpd.GeoDataFrame) -> dict[str, list[float]]:
    """[lat, lon] of every facility that has a position."""
    located = facilities[facilities.geometry.notna()]
    points = located.geometry.to_crs(WGS84).get_coordinates()
    return {str(id_): lat_lon(x, y) for id_, x, y in zip(points.index, points["x"], points["y"], strict=True)}


def lat_lon(lon: float, lat: float) -> list[float]:
    """[lat, lon] rounded to about 1 m."""
    return [round(float(lat), 5), round(float(lon), 5)]


def bounds(borders: gpd.GeoSeries) -> list[list[Any]]:
    """[[south, west], [north, east]], outward rounded."""
    west, south, east, north = borders.total_bounds
    return [lat_lon(west, south), lat_lon(east, north)]


def _deltas(coordinates: np.ndarray) -> list[int]:
    points = np.rint(coordinates[:-1] * PER_DEGREE).astype(np.int64)
    keep = np.concatenate([[True], np.any(points[1:] != points[:-1], axis=1)])
    points = points[keep]
    if len(points) < 3:
        return []
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    return [int(number) for number in steps.ravel()]

"""Schematic areas where no boundaries are at hand: drawn around the positions of facilities, and said to be so."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

AROUND_M = 1_500.0  # how far the outermost area reaches beyond its facilities
CONCAVE = 0.3  # between the hull (1) and an outline that follows the points (0)
TIDY_M = 25.0  # corners that matter less are left out


def schematic_areas(points: gpd.GeoSeries, names: pd.Series) -> gpd.GeoDataFrame:
    """Areas that hold the facilities of one name: the Voronoi cells of these, clipped to a hull around all.

    Args:
        points: in a metric coordinate system; None where a facility has no position.
        names: what each facility states as its area, "" for nothing; same index.

    Returns:
        Columns `name` and geometry, in the order of the names, in the coordinate system of the points. Areas do
        not overlap. Empty where no facility has both.
    """
    given = ~shapely.is_missing(points.to_numpy()) & (names != "").to_numpy()
    shapes, called = points.to_numpy()[given], names.to_numpy(dtype=object)[given]
    if not len(shapes):
        return gpd.GeoDataFrame({"name": []}, geometry=[], crs=points.crs)
    xy = np.column_stack([shapely.get_x(shapes), shapely.get_y(shapes)])
    # of several names at one place the one most facilities there bear, else the first
    places = pd.DataFrame({"x": xy[:, 0], "y": xy[:, 1], "name": called})
    counts = places.groupby(["x", "y", "name"], sort=True).size().rename("count").reset_index()
    ranked = counts.sort_values(["x", "y", "count", "name"], ascending=[True, True, False, True], kind="stable")
    sites = ranked.drop_duplicates(["x", "y"])
    dots = shapely.points(sites["x"].to_numpy(), sites["y"].to_numpy())
    hull = _outline(dots)
    cells = _cells(dots, hull)
    frame = gpd.GeoDataFrame({"name": sites["name"].to_numpy()}, geometry=cells, crs=points.crs)
    merged = [
        (name, shapely.normalize(shapely.union_all(group.geometry.to_numpy())))
        for name, group in frame.groupby("name", sort=True)
    ]
    simple = shapely.coverage_simplify(np.array([shape for _, shape in merged], dtype=object), TIDY_M)
    return gpd.GeoDataFrame({"name": [name for name, _ in merged]}, geometry=simple, crs=points.crs)


def _outline(dots: Any) -> Any:
    every = shapely.multipoints(dots)
    hull = shapely.concave_hull(every, ratio=CONCAVE) if len(dots) > 3 else shapely.convex_hull(every)
    return shapely.simplify(shapely.buffer(hull, AROUND_M), TIDY_M)


def _cells(dots: Any, hull: Any) -> np.ndarray:
    """The part of the hull nearest to each dot, in the order of the dots."""
    if len(dots) == 1:
        return np.array([hull], dtype=object)
    diagram = shapely.voronoi_polygons(shapely.multipoints(dots), extend_to=hull, ordered=True)
    return np.asarray(shapely.intersection(shapely.get_parts(diagram), hull), dtype=object)

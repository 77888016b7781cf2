"""Lines and land to find one's way, packed like the borders; and the background that is fetched on request."""

from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sozialraum.presentation.atlas.geometry import PER_DEGREE, WGS84, lat_lon, rings
from sozialraum.presentation.views.context import Context

STEPS = 4_000  # lines are simplified to this part of what is drawn, at least 5 m
LEAST_M = 5.0
BESIDE = 0.1  # of the longer side: how far out the name of a neighbour may stand
NEAR_M = 1_500.0  # what an area's page shows around the area


def base_data(context: Context, area_id: str | None = None) -> dict[str, Any]:
    """What the map shows beneath and above the areas; nothing where the project names nothing.

    Args:
        area_id: whose page it is; None for the whole city.

    Returns:
        {"base": [{id, label, kind, shown, lines: [[x, y, dx, dy, ...]], rings: as borders, names: [[name, at]]}]}:
        entries of one label and kind together, in the order of the project.
    """
    table = context.published.base
    if table is None or table.empty:
        return {}
    if area_id is not None:
        west, south, east, north = context.published.areas.geometry[area_id].bounds
        box = shapely.box(west - NEAR_M, south - NEAR_M, east + NEAR_M, north + NEAR_M)
        table = table.assign(geometry=shapely.intersection(table.geometry.to_numpy(), box))
        table = table[~table.geometry.is_empty]
    beside = _beside(context, area_id)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for spec in context.project.base_lines:
        rows = table[table["base_id"] == spec.id]
        if rows.empty:
            continue
        label = context.text(spec.label)
        one = found.setdefault(
            (label, spec.kind),
            {
                "id": spec.id,
                "label": label,
                "kind": spec.kind,
                "shown": spec.shown,
                "lines": [],
                "rings": [],
                "names": [],
            },
        )
        for name, shape, degrees in zip(rows["name"], rows.geometry, _in_degrees(rows), strict=True):
            one["lines"] += _lines(degrees)
            one["rings"] += [ring for part in shapely.get_parts(degrees) for ring in rings(part)]
            if name and spec.kind == "neighbour":
                one["names"].append([name, _middle(_close(shape, beside), table.crs)])
    return {"base": list(found.values())} if found else {}


def base_sources(context: Context) -> set[str]:
    """Ids of the sources of what is drawn."""
    table = context.published.base
    drawn = set() if table is None else set(table["base_id"])
    return {spec.source for spec in context.project.base_lines if spec.id in drawn} if drawn else set()


def background_data(context: Context) -> dict[str, Any]:
    """Where tiles would be fetched, for the button that asks first; nothing where the project names no service."""
    spec = context.project.background
    if spec is None:
        return {}
    told = {"url": spec.url, "host": spec.host, "credit": context.text(spec.attribution), "most": spec.max_zoom}
    return {"background": told}


def image_sources(context: Context) -> tuple[str, ...]:
    """Whom the page's policy lets the page ask for pictures: the service the project names, else nobody."""
    spec = context.project.background
    return () if spec is None else (f"https://{spec.host}",)


def _in_degrees(rows: gpd.GeoDataFrame) -> np.ndarray:
    west, south, east, north = rows.total_bounds
    tolerance = max(LEAST_M, max(east - west, north - south) / STEPS)
    return rows.geometry.simplify(tolerance).to_crs(WGS84).to_numpy()


def _lines(shape: BaseGeometry) -> list[list[int]]:
    parts = shapely.get_parts(shape)
    joined = shapely.line_merge(shapely.MultiLineString([part for part in parts if part.geom_type == "LineString"]))
    return [line for part in shapely.get_parts(joined) if (line := _steps(shapely.get_coordinates(part)))]


def _steps(coordinates: np.ndarray) -> list[int]:
    points = np.rint(coordinates * PER_DEGREE).astype(np.int64)
    points = points[np.concatenate([[True], np.any(points[1:] != points[:-1], axis=1)])]
    if len(points) < 2:
        return []
    return [int(number) for number in np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)).ravel()]


def _beside(context: Context, area_id: str | None) -> BaseGeometry:
    """The ground close to what the page shows: a name far out would not be seen."""
    shape = context.published.outline if area_id is None else context.published.areas.geometry[area_id]
    west, south, east, north = shape.bounds
    return shapely.buffer(shape, BESIDE * max(east - west, north - south))


def _middle(shape: BaseGeometry, crs: Any) -> list[float]:
    """A point well inside, where the name stands."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    point = gpd.GeoSeries([shapely.point_on_surface(largest)], crs=crs).to_crs(WGS84).iloc[0]
    return lat_lon(shapely.get_x(point), shapely.get_y(point))


def _close(shape: BaseGeometry, beside: BaseGeometry) -> BaseGeometry:
    close = shapely.intersection(shape, beside)
    return shape if close.is_empty else close

"""Reach areas of facilities as a page carries them."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from sozialraum.model.tables import records
from sozialraum.presentation.atlas.geometry import WGS84
from sozialraum.presentation.reach.coded import coded

PER_DEGREE = 5_000_000  # divided by the step: about a fiftieth of it
TOLERANCE = 0.03  # of the step: an outline of 2 km may be coarser than one of 500 m
CLOSED, MOST_CLOSED_M = 0.1, 75.0  # gaps between ways, of the step and at most: what lies there is reached, too
NARROW, MOST_NARROW_M = 0.06, 60.0  # half the width of single ways through open land: they are left out
SMALLEST = 0.02  # of the circle of that step: smaller parts and holes are not drawn


def outlines(areas: gpd.GeoDataFrame, positions: dict[str, list[float]]) -> dict[str, dict[float, str]]:
    """facility -> step -> its outline: polygons parted by "|", rings by " ", differences of latitude and longitude
    in units of the step / 5,000,000 degrees; every ring begins with the difference from the position of the facility.

    Args:
        areas: columns facility_id, step_m, geometry, in metres.
        positions: [lat, lon] by facility; areas of others are left out.
    """
    known = areas[areas["facility_id"].isin(list(positions))]
    if known.empty:
        return {}
    simple = gpd.GeoSeries(
        [_simple(shape, float(step)) for shape, step in zip(known.geometry, known["step_m"], strict=True)],
        crs=known.crs,
    ).to_crs(WGS84)
    found: dict[str, dict[float, str]] = {}
    for row, shape in zip(records(pd.DataFrame(known[["facility_id", "step_m"]])), simple, strict=True):
        id_ = str(row["facility_id"])
        found.setdefault(id_, {})[float(row["step_m"])] = _coded(
            shape, positions[id_], PER_DEGREE / float(row["step_m"])
        )
    return found


def _simple(shape: BaseGeometry, step: float) -> BaseGeometry:
    least, width = SMALLEST * np.pi * step**2, min(CLOSED * step, MOST_CLOSED_M)
    shape = shape.buffer(width, quad_segs=2).buffer(-width, quad_segs=2)
    narrow = min(NARROW * step, MOST_NARROW_M)
    broad = shape.buffer(-narrow, quad_segs=2).buffer(narrow, quad_segs=2)
    shape = shape if broad.is_empty else broad
    parts = [part for part in _polygons(shape) if part.area >= least] or _polygons(shape)[:1]
    kept = [(part.exterior, [hole for hole in part.interiors if Polygon(hole).area >= least]) for part in parts]
    return shapely.simplify(MultiPolygon(kept), TOLERANCE * step)


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    found = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and not part.is_empty]
    return sorted(found, key=lambda part: -part.area)


def _coded(shape: BaseGeometry, at: list[float], unit: float) -> str:
    start = np.floor(np.asarray(at) * unit + 0.5).astype(np.int64)
    rings = [[_ring(ring, start, unit) for ring in (part.exterior, *part.interiors)] for part in _polygons(shape)]
    return "|".join(" ".join(ring for ring in part if ring) for part in rings if part[0])


def _ring(ring: Any, start: np.ndarray, unit: float) -> str:
    points = np.floor(np.asarray(ring.coords)[:-1, 1::-1] * unit + 0.5).astype(np.int64)
    points = points[np.concatenate([[True], np.any(points[1:] != points[:-1], axis=1)])]
    return coded(np.diff(points, axis=0, prepend=start[None]).ravel().tolist()) if len(points) >= 3 else ""

"""Esri JSON, as ArcGIS servers hand it out: attributes beside geometry, rings in one list, numbered systems."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pyproj
import shapely
from shapely.errors import GEOSException

from sozialraum.sources.vectors.crs import named_crs, numbered_crs
from sozialraum.sources.vectors.features import (
    FEWEST,
    FIRST_ROW,
    Features,
    Line,
    Parts,
    drawn,
    line,
    malformed,
    point,
    shown,
)

DATE = "esriFieldTypeDate"
START = datetime(1970, 1, 1, tzinfo=UTC)


def esri_features(name: str, document: Mapping[str, Any], max_vertices: int) -> Features:
    """The features of an Esri JSON document; dates are written ISO.

    Raises:
        InputError: curves, too many vertices, geometry that is none.
    """
    every = document["features"]
    parts, faults = [], []
    for row, feature in enumerate(every, start=FIRST_ROW):
        try:
            parts.append(_geometry(feature.get("geometry")))
        except (TypeError, ValueError, AttributeError, KeyError, IndexError, OverflowError, GEOSException):
            faults.append((row, _kind(feature)))
    if faults:
        raise malformed(name, faults)
    shapes, problems = drawn(name, parts, max_vertices)
    dates = _dates(document.get("fields"))
    attributes = [
        {key: _date(value) if key in dates else value for key, value in _attributes(feature).items()}
        for feature in every
    ]
    crs, unknown = _crs(document)
    return Features(attributes, shapes, crs, unknown, problems=problems)


def _attributes(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    attributes = feature.get("attributes")
    return attributes if isinstance(attributes, dict) else {}


def _crs(document: Mapping[str, Any]) -> tuple[pyproj.CRS | None, str]:
    """The system of the document, else that of its first geometry, or what stands there instead."""
    geometries = (feature.get("geometry") for feature in document["features"])
    inner = (one.get("spatialReference") for one in geometries if isinstance(one, dict))
    reference = document.get("spatialReference") or next((one for one in inner if one), None)
    if not isinstance(reference, dict):
        return None, ""
    numbers = [reference.get("latestWkid"), reference.get("wkid")]
    texts = [reference.get("wkt"), reference.get("wkt2")]
    systems = [numbered_crs(number) for number in numbers if isinstance(number, int)]
    systems += [named_crs(text) for text in texts if isinstance(text, str)]
    crs = next((one for one in systems if one is not None), None)
    stands = next((value for value in (*numbers, *texts) if value), "")
    return crs, "" if crs else shown(stands)


def _dates(fields: Any) -> frozenset[str]:
    described = fields if isinstance(fields, list) else []
    return frozenset(str(one.get("name")) for one in described if isinstance(one, dict) and one.get("type") == DATE)


def _date(value: Any) -> Any:
    """Milliseconds since 1970 as a day, with the time where it is not midnight."""
    if not isinstance(value, int) or isinstance(value, bool):
        return value
    try:
        moment = START + timedelta(milliseconds=value)
    except OverflowError:
        return value
    return moment.replace(tzinfo=None)


def _geometry(geometry: Any) -> Parts | None:
    if not geometry:
        return None
    if "x" in geometry:
        if geometry["x"] in (None, "NaN"):
            return None
        return Parts(points=(point((geometry["x"], geometry["y"])),))
    if "points" in geometry:
        return Parts(points=tuple(point(one) for one in geometry["points"]))
    if "paths" in geometry:
        return Parts(lines=tuple(line(path) for path in geometry["paths"]))
    if "rings" in geometry:
        return Parts(areas=_areas([line(ring) for ring in geometry["rings"]]))
    raise ValueError(sorted(geometry))


def _areas(rings: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Outer rings run clockwise, holes against it; each hole goes with the smallest outer ring around it."""
    drawable = [ring for ring in rings if len(ring) >= FEWEST]
    if len(drawable) < 2 or not all(np.isfinite(ring).all() for ring in drawable):
        return tuple((ring,) for ring in drawable)
    outer = [ring for ring in drawable if _signed(ring) <= 0] or drawable
    holes = [ring for ring in drawable if _signed(ring) > 0 and outer is not drawable]
    around = [shapely.Polygon(ring) for ring in outer]
    groups = [[ring] for ring in outer]
    for hole in holes:
        corners = shapely.MultiPoint(hole)
        fitting = [(shape.area, place) for place, shape in enumerate(around) if shape.intersects(corners)]
        if fitting:
            groups[min(fitting)[1]].append(hole)
        else:
            groups.append([hole])
    return tuple(tuple(group) for group in groups)


def _signed(ring: Line) -> float:
    """Twice the area, negative where the ring runs clockwise."""
    with np.errstate(all="ignore"):  # of coordinates beyond all measure, which are told once the file is placed
        x, y = (ring - ring[0]).T  # near the origin, so that large coordinates do not swallow small areas
        return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


def _kind(feature: Any) -> str:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    return ", ".join(sorted(geometry)) if isinstance(geometry, dict) else str(geometry)

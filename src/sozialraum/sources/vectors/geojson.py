"""GeoJSON: collections, single features, bare geometry, with or without the `crs` member."""

from collections.abc import Mapping
from typing import Any

import pyproj

from sozialraum.model.codes import Code
from sozialraum.sources.paths import refused
from sozialraum.sources.vectors.crs import named_crs
from sozialraum.sources.vectors.features import (
    FIRST_ROW,
    Features,
    Parts,
    drawn,
    line,
    malformed,
    point,
    shown,
    together,
)

COLLECTIONS = frozenset({"FeatureCollection", "Feature"})
GEOMETRIES = frozenset(
    {
        "Point",
        "MultiPoint",
        "LineString",
        "MultiLineString",
        "Polygon",
        "MultiPolygon",
        "GeometryCollection",
    }
)
GEOJSON = COLLECTIONS | GEOMETRIES
LON_LAT = "OGC:CRS84"
ID = "id"


def geojson_features(name: str, document: Mapping[str, Any], max_vertices: int) -> Features:
    """The features of a GeoJSON document; a bare geometry is one feature without attributes.

    Raises:
        InputError: no list of features, too many vertices, geometry that is none.
    """
    every = _every(document)
    if not isinstance(every, list):
        raise refused(Code.VECTOR_UNREADABLE, name)
    parts, faults = [], []
    for row, feature in enumerate(every, start=FIRST_ROW):
        try:
            parts.append(_geometry(feature.get("geometry")))
        except (TypeError, ValueError, AttributeError, KeyError, IndexError, OverflowError):
            faults.append((row, _kind(feature)))
    if faults:
        raise malformed(name, faults)
    shapes, problems = drawn(name, parts, max_vertices)
    crs, unknown = _crs(document)
    return Features(_attributes(every), shapes, crs, unknown, pyproj.CRS(LON_LAT), problems=problems)


def _every(document: Mapping[str, Any]) -> Any:
    if document["type"] == "FeatureCollection":
        return document.get("features")
    return [document if document["type"] == "Feature" else {"geometry": document}]


def _crs(document: Mapping[str, Any]) -> tuple[pyproj.CRS | None, str]:
    """The system of the `crs` member, which offices go on writing, or what stands there instead."""
    member = document.get("crs")
    if not member:
        return None, ""
    properties = member.get("properties") if isinstance(member, dict) else None
    text = properties.get("name", properties.get("code")) if isinstance(properties, dict) else None
    crs = named_crs(f"EPSG:{text}" if isinstance(text, int) else text) if isinstance(text, int | str) else None
    return crs, "" if crs else shown(text or member)


def _attributes(every: list[Any]) -> list[dict[str, Any]]:
    """The properties; a feature's own `id` is one more, where none has that name."""
    tables = [dict(one) if isinstance(one := feature.get("properties"), dict) else {} for feature in every]
    if any(ID in feature for feature in every) and not any(ID in table for table in tables):
        return [{ID: feature.get(ID), **table} for feature, table in zip(every, tables, strict=True)]
    return tables


def _geometry(geometry: Any) -> Parts | None:
    if not geometry:
        return None
    kind = geometry["type"]
    if kind == "GeometryCollection":
        return together(parts for one in geometry["geometries"] or () if (parts := _geometry(one)) is not None)
    where = geometry["coordinates"] or ()
    match kind:
        case "Point":
            return Parts(points=(point(where),)) if where and where[0] is not None else None
        case "MultiPoint":
            return Parts(points=tuple(point(one) for one in where))
        case "LineString":
            return Parts(lines=(line(where),))
        case "MultiLineString":
            return Parts(lines=tuple(line(one) for one in where))
        case "Polygon":
            return Parts(areas=(_rings(where),))
        case "MultiPolygon":
            return Parts(areas=tuple(_rings(rings) for rings in where))
    raise ValueError(kind)


def _rings(rings: Any) -> tuple[Any, ...]:
    return tuple(line(ring) for ring in rings)


def _kind(feature: Any) -> str:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    return str(geometry.get("type") if isinstance(geometry, dict) else geometry)

"""Overpass JSON, the answer of an OpenStreetMap query: nodes, ways and relations with their tags."""

from collections.abc import Mapping
from typing import Any

import pyproj

from sozialraum.model.intake import Aside
from sozialraum.sources.vectors.features import FIRST_ROW, Features, Line, Parts, drawn, line, malformed, point
from sozialraum.sources.vectors.geojson import LON_LAT

KEY = "@id"  # as the query pages name it
FEWEST_CLOSED = 4


def overpass_features(name: str, document: Mapping[str, Any], max_vertices: int) -> Features:
    """Every element that bears a tag, as a point, line or area; a relation where the answer has its centre.

    Elements without tags only draw others and are put aside.

    Raises:
        InputError: too many vertices, positions that are none.
    """
    every = document["elements"]
    attributes, parts, faults, aside = [], [], [], {}
    nodes: dict[Any, tuple[Any, Any]] = {}
    for row, element in enumerate(every, start=FIRST_ROW):
        try:
            if element["type"] == "node":
                nodes[element["id"]] = (element["lon"], element["lat"])
        except (TypeError, KeyError):
            faults.append((row, str(element)))
    for row, element in enumerate(every if not faults else (), start=FIRST_ROW):
        tags = element.get("tags")
        try:
            parts.append(_geometry(element, nodes))
        except (TypeError, ValueError, AttributeError, KeyError, IndexError, OverflowError):
            faults.append((row, f"{element.get('type')}/{element.get('id')}"))
        if not tags or not isinstance(tags, dict):
            aside[row] = str(Aside.NOT_ASKED_FOR)
            tags = {}
        attributes.append({KEY: f"{element['type']}/{element.get('id')}", **tags})
    if faults:
        raise malformed(name, faults)
    shapes, problems = drawn(name, parts, max_vertices)
    problems = tuple(problem for problem in problems if problem.row not in aside)
    crs = pyproj.CRS(LON_LAT)
    return Features(attributes, shapes, crs, problems=problems, aside=aside)


def _geometry(element: Mapping[str, Any], nodes: Mapping[Any, tuple[Any, Any]]) -> Parts | None:
    if element["type"] == "node":
        return Parts(points=(point(nodes[element["id"]]),))
    corners = _corners(element, nodes)
    if len(corners) >= FEWEST_CLOSED and (corners[0] == corners[-1]).all():
        return Parts(areas=((corners,),))
    if len(corners) > 1:
        return Parts(lines=(corners,))
    centre = element.get("center")
    return Parts(points=(point((centre["lon"], centre["lat"])),)) if centre else None


def _corners(element: Mapping[str, Any], nodes: Mapping[Any, tuple[Any, Any]]) -> Line:
    """The corners of a way, from its own geometry or from its nodes; none of a relation."""
    geometry = element.get("geometry")
    if element["type"] != "way":
        return line([])
    if geometry:
        return line([(one["lon"], one["lat"]) for one in geometry if one])
    return line([nodes[id_] for id_ in element.get("nodes") or () if id_ in nodes])

"""Geometry of GML (2 and 3) and KML -> Parts; arcs become short straight lines."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element  # the type only: every file is read by defusedxml

import numpy as np

from sozialraum.sources.vectors.features import Line, Parts, line, point, together

AREAS = frozenset({"Polygon", "PolygonPatch", "Rectangle", "Triangle"})
CURVES = frozenset({"Curve", "CompositeCurve", "OrientableCurve", "Ring", "LineString", "LinearRing"})
SEVERAL = frozenset(
    {
        "Surface",
        "PolyhedralSurface",
        "TriangulatedSurface",
        "CompositeSurface",
        "OrientableSurface",
        "MultiSurface",
        "MultiPolygon",
        "MultiPoint",
        "MultiCurve",
        "MultiLineString",
        "MultiGeometry",
    }
)
SHAPES = AREAS | CURVES | SEVERAL | {"Point"}
WRAPPERS = frozenset(
    {
        "patches",
        "polygonPatches",
        "trianglePatches",
        "surfaceMember",
        "surfaceMembers",
        "polygonMember",
        "baseSurface",
        "pointMember",
        "pointMembers",
        "curveMember",
        "curveMembers",
        "lineStringMember",
        "baseCurve",
        "segments",
        "geometryMember",
        "geometryMembers",
    }
)
NOTES = frozenset({"metaDataProperty", "description", "name", "identifier", "descriptionReference", "boundedBy"})
SETTINGS = frozenset({"extrude", "tessellate", "altitudeMode"})  # of KML: how a globe would draw it
OUTER, INNER = frozenset({"exterior", "outerBoundaryIs"}), frozenset({"interior", "innerBoundaryIs"})
STEP_DEG = 2.0  # of an arc


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def geometry(element: Element, dimension: int = 2) -> Parts:
    """The parts of a geometry element.

    Args:
        dimension: numbers of a position, where the element does not say so.

    Raises:
        ValueError, IndexError: a kind of geometry that is not read, or no numbers where some should be.
    """
    name = local(element)
    dimension = int(element.get("srsDimension", dimension))
    if name == "Point":
        corners = _line(element, dimension)
        return Parts(points=(point(corners[0]),)) if len(corners) else Parts()
    if name in AREAS:
        return Parts(areas=(tuple(_rings(element, dimension)),))
    if name in CURVES:
        return Parts(lines=(_line(element, dimension),))
    if name in SEVERAL or name in WRAPPERS:
        return together(geometry(child, dimension) for child in element if local(child) not in NOTES | SETTINGS)
    raise ValueError(name)


def _rings(area: Element, dimension: int) -> Iterator[Line]:
    """The outer ring, then the holes."""
    for wanted in (OUTER, INNER):
        for boundary in area:
            if local(boundary) in wanted:
                for ring in boundary:
                    yield _line(ring, int(ring.get("srsDimension", dimension)))


def _line(element: Element, dimension: int) -> Line:
    """The corners of a curve of any kind, one after the other."""
    name = local(element)
    dimension = int(element.get("srsDimension", dimension))
    if name in {"Arc", "ArcString"}:
        return _arcs(_positions(element, dimension))
    if name == "Circle":
        first, second, third = _positions(element, dimension)[:3]
        return np.vstack([_arcs(np.array([first, second, third])), _arcs(np.array([third, first, first]))])
    if name in {"LineString", "LineStringSegment", "LinearRing", "Point"}:
        return _positions(element, dimension)
    if name in CURVES or name in WRAPPERS:
        pieces = [_line(child, dimension) for child in element if local(child) not in NOTES]
        joined = _joined([piece for piece in pieces if len(piece)])
        return joined[::-1] if element.get("orientation") == "-" else joined
    raise ValueError(name)


def _joined(pieces: list[Line]) -> Line:
    """Pieces of a curve as one; a piece drawn the other way round is turned."""
    if not pieces:
        return line([])
    whole = [pieces[0]]
    for piece in pieces[1:]:
        end = whole[-1][-1]
        if np.array_equal(piece[-1], end) and not np.array_equal(piece[0], end):
            piece = piece[::-1]
        whole.append(piece[1:] if np.array_equal(piece[0], end) else piece)
    return np.vstack(whole)


def _positions(element: Element, dimension: int) -> Line:
    found: list[Any] = []
    for child in element:
        name, text = local(child), child.text or ""
        if name in {"pos", "posList"}:
            numbers = text.split()
            width = len(numbers) if name == "pos" else _width(child, numbers, dimension)
            found += [numbers[start : start + width] for start in range(0, len(numbers), width or 1)]
        elif name == "coordinates":
            between, after = child.get("cs", ","), child.get("ts", " ")
            tuples = text.split(after) if after.strip() else text.split()
            found += [one.split(between) for one in tuples if one.strip()]
        elif name == "coord":
            found.append([(part.text or "") for part in child])
        elif name in {"pointProperty", "pointRep"}:
            found += [list(corner) for point in child for corner in _positions(point, dimension)]
        elif name not in NOTES | SETTINGS:
            raise ValueError(name)
    return line(found)


def _width(element: Element, numbers: list[str], dimension: int) -> int:
    """Numbers per position: as stated, else three where two cannot be."""
    width = int(element.get("srsDimension", dimension))
    if len(numbers) % width and len(numbers) % 3 == 0:
        return 3
    if len(numbers) % width:
        raise ValueError("posList")
    return width


def _arcs(corners: Line) -> Line:
    """A chain of arcs, each through three corners, as straight lines."""
    if len(corners) < 3 or len(corners) % 2 == 0:
        raise ValueError("Arc")
    with np.errstate(all="ignore"):  # coordinates that are no numbers are told once the file is placed
        pieces = [_arc(*corners[start : start + 3])[1:] for start in range(0, len(corners) - 2, 2)]
    return np.vstack([corners[:1], *pieces])


def _arc(first: Line, second: Line, third: Line) -> Line:
    one, two = second - first, third - first
    cross = 2 * (one[0] * two[1] - one[1] * two[0])
    if cross == 0:
        return np.vstack([first, second, third])
    lengths = np.array([one @ one, two @ two])
    centre = np.array([two[1] * lengths[0] - one[1] * lengths[1], one[0] * lengths[1] - two[0] * lengths[0]]) / cross
    start, middle, end = (np.arctan2(*(corner - first - centre)[::-1]) for corner in (first, second, third))
    turn = np.sign(cross)
    whole = 2 * np.pi
    parts = [turn * ((turn * (after - before)) % whole) for before, after in pairwise((start, middle, end))]
    angles = [start]
    for part in parts:
        steps = max(1, int(np.ceil(abs(part) / np.radians(STEP_DEG))))
        angles += list(angles[-1] + part * np.arange(1, steps + 1) / steps)
    radius = np.hypot(*centre)
    drawn: Line = first + centre + radius * np.column_stack([np.cos(angles), np.sin(angles)])
    drawn[0], drawn[-1] = first, third  # sign for sign, so that the next piece joins
    return drawn

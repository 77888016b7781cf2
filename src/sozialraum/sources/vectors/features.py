"""Features of a file as its reader hands them over: attributes, and geometry in the file's own coordinates."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyproj
import shapely
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.sources.paths import refused

FIRST_ROW = 2  # the first feature, as if the names of the attributes stood in row 1
FEWEST = 3  # different corners of a ring
LONGEST = 60  # signs of a value that are quoted

Line = npt.NDArray[np.float64]  # n x 2
Point = tuple[float, float]
Position = Sequence[Any]


@dataclass(frozen=True)
class Parts:
    """A geometry taken apart, whatever it was nested in.

    Args:
        points: positions.
        lines: each n x 2.
        areas: each the outer ring and the holes; a ring may be open.
    """

    points: tuple[Point, ...] = ()
    lines: tuple[Line, ...] = ()
    areas: tuple[tuple[Line, ...], ...] = ()


@dataclass(frozen=True)
class Features:
    """What a file of features says, before anything is known about where it lies.

    Args:
        attributes: of each feature, as values of the file.
        shapes: of each feature, None where it has no geometry.
        crs: the system that the file names.
        unknown: what the file names instead, where it means no known system.
        assumed: the system that holds for such a file where nobody names one.
        layer: which of several kinds of features was taken, "" where there is only one.
        problems: what is odd.
        aside: rows that are no features -> why.
    """

    attributes: Sequence[Mapping[str, Any]]
    shapes: npt.NDArray[np.object_]
    crs: pyproj.CRS | None = None
    unknown: str = ""
    assumed: pyproj.CRS | None = None
    layer: str = ""
    problems: tuple[Problem, ...] = ()
    aside: Mapping[int, str] = field(default_factory=dict)


def drawn(
    name: str, every: Iterable[Parts | None], max_vertices: int
) -> tuple[npt.NDArray[np.object_], tuple[Problem, ...]]:
    """The geometry of each feature, and a warning for each one with a ring that does not close.

    Raises:
        InputError: more vertices than allowed, coordinates that draw nothing.
    """
    shapes: list[BaseGeometry | None] = []
    problems, faults, count = [], [], 0
    for row, parts in enumerate(every, start=FIRST_ROW):
        count += 0 if parts is None else vertices(parts)
        if count > max_vertices:
            raise too_many(name, max_vertices)
        if parts is not None and any(_is_open(ring) for rings in parts.areas for ring in rings):
            problems.append(Problem(Code.RING_OPEN, name, row, severity=Severity.WARNING))
        try:
            shapes.append(None if parts is None else _shape(parts))
        except (GEOSException, ValueError) as error:
            faults.append((row, str(error)))
    if faults:
        raise malformed(name, faults)
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found, tuple(problems)


def point(position: Position) -> Point:
    """A position as two numbers; heights and measures are dropped.

    Raises:
        ValueError, TypeError, IndexError: it is no pair of numbers.
    """
    return float(position[0]), float(position[1])


def line(positions: Iterable[Position]) -> Line:
    """Positions as n x 2.

    Raises:
        ValueError, TypeError, IndexError: a position is no pair of numbers.
    """
    corners = np.array([point(position) for position in positions], dtype=np.float64)
    return corners.reshape(-1, 2)


def together(every: Iterable[Parts]) -> Parts:
    """The parts of several geometries as those of one."""
    parts = list(every)
    return Parts(
        tuple(point for one in parts for point in one.points),
        tuple(corners for one in parts for corners in one.lines),
        tuple(rings for one in parts for rings in one.areas),
    )


def vertices(parts: Parts) -> int:
    """How many positions there are."""
    areas = sum(len(ring) for rings in parts.areas for ring in rings)
    return len(parts.points) + sum(len(corners) for corners in parts.lines) + areas


def shown(value: object) -> str:
    """What stood in a file, short enough for a sentence."""
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def too_many(name: str, max_vertices: int) -> InputError:
    return refused(Code.TOO_MANY_VERTICES, name, limit=str(max_vertices))


def malformed(name: str, rows: Iterable[tuple[int, str]]) -> InputError:
    """An InputError with a Problem per feature whose geometry cannot be understood: (row, what stood there)."""
    return InputError([Problem(Code.GEOMETRY_UNREADABLE, name, row, value=shown(value)) for row, value in rows])


def _is_open(ring: Line) -> bool:
    return len(ring) >= FEWEST and not np.array_equal(ring[0], ring[-1], equal_nan=True)


def _shape(parts: Parts) -> BaseGeometry | None:
    points = [shapely.Point(corner) for corner in parts.points if all(map(math.isfinite, corner))]
    lines = [_line(corners) for corners in parts.lines if len(corners) > 1]
    areas = [area for rings in parts.areas if (area := _area(rings)) is not None]
    shapes: list[BaseGeometry] = [*points, *lines, *areas]
    if len(shapes) < 2:
        return shapes[0] if shapes else None
    if len(shapes) == len(points):
        return shapely.MultiPoint(points)
    if len(shapes) == len(lines):
        return shapely.MultiLineString(lines)
    return shapely.MultiPolygon(areas) if len(shapes) == len(areas) else shapely.GeometryCollection(shapes)


def _line(corners: Line) -> shapely.LineString:
    with np.errstate(invalid="ignore"):
        return shapely.LineString(corners)


def _area(rings: tuple[Line, ...]) -> shapely.Polygon | None:
    """A polygon; a ring of fewer than three corners encloses nothing."""
    if not rings or len(rings[0]) < FEWEST:
        return None
    with np.errstate(invalid="ignore"):  # coordinates that are no numbers are told once the file is placed
        return shapely.Polygon(rings[0], [ring for ring in rings[1:] if len(ring) >= FEWEST])

"""What every reader of a network hands over: straight pieces of ways, not joined yet."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.intake import Intake
from sozialraum.sources.tables.table import EMPTY

ENTRY = "network"
ONE_BY_ONE = 5  # more unknown nodes have one reason
SAMPLE = 1_000  # points that tell where a file lies


class Around(NamedTuple):
    """The part of the world whose ways are asked for: metres in the city's coordinate system."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, points: np.ndarray) -> np.ndarray:
        """For each of (n, 2) points whether it lies there."""
        x, y = points[:, 0], points[:, 1]
        inside: np.ndarray = (x >= self.west) & (x <= self.east) & (y >= self.south) & (y <= self.north)
        return inside


@dataclass(frozen=True)
class Pieces:
    """Straight pieces of ways.

    Args:
        points: (n, 2) float64, metres in the city's coordinate system, in an order that does not depend on rows.
        edges: (m, 2) int64, numbers of points.
        stated_m: (m,) float64, the length that a table states; NaN where nothing does.
        by_place: whether points at one place are one node; else their ids say so.
        sample: (k, 2) some points of the file, those far from the city, too.
        crs: the coordinate system as it was read, "" where the kind of file fixes it.
    """

    points: np.ndarray
    edges: np.ndarray
    stated_m: np.ndarray
    by_place: bool
    intakes: list[Intake]
    problems: list[Problem] = field(default_factory=list)
    sample: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))
    crs: str = ""


def some(points: np.ndarray) -> np.ndarray:
    """Points taken evenly from all, those left out that are no numbers."""
    finite = points[np.isfinite(points).all(axis=1)]
    taken: np.ndarray = finite[:: max(1, len(finite) // SAMPLE)]
    return taken


def unknown_nodes(name: str, named: Iterable[tuple[int, str]]) -> list[Problem]:
    """One Problem for each node that is not there: the first edge that names it and how many do; one for many.

    Args:
        named: (row of the edge, id of the node).
    """
    rows: dict[str, list[int]] = {}
    for row, node in named:
        rows.setdefault(node, []).append(row)
    if len(rows) > ONE_BY_ONE:
        node, of = min(rows.items(), key=lambda one: (min(one[1]), one[0]))
        fields = {"count": str(len(rows))}
        return [Problem(Code.NODES_UNKNOWN, name, min(of), value=node or EMPTY, fields=fields)]
    return [
        Problem(Code.NODE_UNKNOWN, name, min(of), value=node or EMPTY, fields={"count": str(len(of))})
        for node, of in sorted(rows.items())
    ]

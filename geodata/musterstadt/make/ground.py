"""The lie of the land: junctions and the lines between them, drawn by hand and made natural.

Kilometres from the south-west corner. Each border is drawn once and used by both its areas, so the tiling has
neither gaps nor overlaps by construction.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from dice import Dice, Floats
from writing import metres

ORIGIN = (345_000.0, 5_995_000.0)  # open sea, so that no invented figure falls on a real place
Point = tuple[float, float]
Line = list[Point]

JUNCTIONS: dict[str, Point] = {
    "west": (0.35, 6.35),
    "river_a": (2.95, 5.95),
    "river_b": (3.55, 5.62),
    "four": (4.95, 5.3),
    "river_e": (6.55, 5.02),
    "river_f": (7.05, 4.93),
    "river_g": (8.75, 5.02),
    "river_h": (9.1, 4.95),
    "east": (11.9, 4.2),
    "north_w": (0.75, 7.55),
    "j": (3.25, 7.4),
    "l": (4.25, 7.5),
    "north_m": (4.5, 9.7),
    "n": (5.1, 6.85),
    "o": (6.2, 7.05),
    "p": (6.75, 6.75),
    "north_q": (6.6, 9.85),
    "s": (8.8, 7.0),
    "north_t": (9.15, 9.6),
    "u": (3.75, 3.45),
    "v": (5.45, 3.75),
    "x": (7.05, 3.45),
    "y": (8.9, 3.05),
    "south_z": (10.75, 2.3),
    "south_a": (3.6, 0.75),
}
RIVER: list[str | Point] = [
    "west",
    (1.0, 6.0),
    (1.7, 6.22),
    (2.4, 5.85),
    "river_a",
    "river_b",
    (4.2, 5.6),
    "four",
    (5.7, 5.32),
    "river_e",
    "river_f",
    (7.8, 5.2),
    "river_g",
    "river_h",
    (9.9, 4.62),
    (10.7, 4.78),
    "east",
]
RAILWAY: list[str | Point] = [
    (4.72, 10.1),
    "north_m",
    (4.3, 8.6),
    "l",
    (4.75, 7.2),
    "n",
    (5.2, 6.2),
    "four",
    (5.05, 4.6),
    "v",
    (5.95, 2.9),
    (6.3, 2.0),
    (6.55, 1.0),
    (6.75, -0.1),
]
# (from, to, left area, right area, points on the way); "" is outside
BORDERS: list[tuple[str, str, str, str, Line]] = [
    ("west", "north_w", "", "sr07", [(0.25, 6.95)]),
    ("north_w", "north_m", "", "sr10", [(0.45, 8.3), (1.0, 9.2), (2.1, 9.75), (3.4, 9.55)]),
    ("north_m", "north_q", "", "sr03", [(5.5, 9.85)]),
    ("north_q", "north_t", "", "sr06", [(7.8, 10.0)]),
    ("north_t", "east", "", "sr08", [(10.3, 9.2), (11.4, 8.3), (11.75, 6.8), (12.1, 5.4)]),
    ("east", "south_z", "", "sr09", [(11.8, 3.3), (11.35, 2.55)]),
    ("south_z", "south_a", "", "sr14", [(10.0, 1.3), (8.9, 0.7), (7.3, 0.45), (5.4, 0.3)]),
    ("south_a", "west", "", "sr11", [(2.4, 1.2), (1.2, 1.9), (0.75, 3.3), (0.4, 4.6), (0.15, 5.5)]),
    ("north_w", "j", "sr10", "sr07", [(1.6, 7.75), (2.5, 7.45)]),
    ("j", "l", "sr10", "sr12", [(3.75, 7.6)]),
    ("river_a", "j", "sr07", "sr12", [(3.0, 6.7)]),
    ("n", "o", "sr03", "sr01", [(5.65, 7.1)]),
    ("o", "p", "sr06", "sr01", []),
    ("o", "north_q", "sr03", "sr06", [(6.45, 7.9), (6.3, 8.8)]),
    ("p", "s", "sr06", "sr13", [(7.6, 6.95)]),
    ("p", "river_e", "sr13", "sr01", [(6.75, 5.9)]),
    ("s", "north_t", "sr06", "sr08", [(9.1, 7.9), (8.95, 8.8)]),
    ("s", "river_g", "sr08", "sr13", [(9.0, 6.1)]),
    ("river_b", "u", "sr05", "sr11", [(3.35, 4.7)]),
    ("u", "v", "sr05", "sr14", [(4.6, 3.35)]),
    ("u", "south_a", "sr14", "sr11", [(3.5, 2.4), (3.85, 1.5)]),
    ("v", "x", "sr02", "sr14", [(6.2, 3.7)]),
    ("river_f", "x", "sr04", "sr02", [(7.15, 4.2)]),
    ("x", "y", "sr04", "sr14", [(8.0, 3.15)]),
    ("river_h", "y", "sr09", "sr04", [(8.95, 4.0)]),
    ("y", "south_z", "sr09", "sr14", [(9.8, 2.75)]),
]
# stretches of river and railway that are borders: (line, from, to, left area, right area)
ALONG = [
    ("river", "west", "river_a", "sr07", "sr11"),
    ("river", "river_a", "river_b", "sr12", "sr11"),
    ("river", "river_b", "four", "sr12", "sr05"),
    ("river", "four", "river_e", "sr01", "sr02"),
    ("river", "river_e", "river_f", "sr13", "sr02"),
    ("river", "river_f", "river_g", "sr13", "sr04"),
    ("river", "river_g", "river_h", "sr08", "sr04"),
    ("river", "river_h", "east", "sr08", "sr09"),
    ("railway", "north_m", "l", "sr03", "sr10"),
    ("railway", "l", "n", "sr03", "sr12"),
    ("railway", "n", "four", "sr01", "sr12"),
    ("railway", "four", "v", "sr02", "sr05"),
]
LAKE: Line = [(1.25, 2.75), (1.55, 2.45), (2.0, 2.4), (2.2, 2.7), (2.05, 3.15), (1.75, 3.45), (1.35, 3.3)]
# main roads: (name, points); where they meet river or railway they cross it by bridge or underpass
ROADS: list[tuple[str, Line]] = [
    (
        "Große Querachse",
        [(0.9, 4.6), (2.2, 4.5), (3.9, 4.7), (5.05, 4.5), (6.2, 4.5), (7.6, 4.2), (9.6, 4.0), (11.0, 3.7)],
    ),
    ("Marktachse", [(7.6, 8.9), (7.2, 7.6), (6.9, 6.4), (6.1, 5.9), (6.05, 5.2), (6.2, 4.5), (6.8, 3.0), (7.4, 1.7)]),
    ("Nordbogen", [(1.5, 8.4), (3.0, 8.3), (4.3, 8.25), (5.3, 8.2), (7.4, 8.1), (9.4, 7.6), (10.4, 7.1)]),
    ("Westbogen", [(1.8, 7.0), (3.6, 6.7), (5.1, 6.25), (6.1, 5.9)]),
    ("Flachsdamm", [(1.8, 7.0), (1.95, 6.1), (2.2, 4.5)]),
    ("Ostdamm", [(7.9, 6.6), (8.0, 5.1), (7.8, 4.15)]),
    ("Rothenwischer Bogen", [(6.9, 6.4), (7.9, 6.2), (9.6, 6.3), (10.4, 6.4), (10.45, 4.7), (10.4, 3.85)]),
    ("Südbogen", [(2.2, 4.5), (2.8, 2.7), (4.8, 2.2), (6.3, 2.1), (7.2, 1.9), (8.8, 1.6)]),
    ("Lüttkensteig", [(5.3, 8.2), (5.6, 7.4), (5.9, 6.6), (6.1, 5.9)]),
    ("Wischdamm", [(10.4, 7.1), (10.4, 6.4)]),
]


@dataclass(frozen=True)
class Border:
    """A stretch between two junctions, in metres."""

    line: Line
    left: str
    right: str


def borders() -> list[Border]:
    """Every border once, hand-drawn ones made wiggly, the others along river and railway."""
    courses = {"river": river(), "railway": railway()}
    found = []
    for start, end, left, right, way in BORDERS:
        points = [JUNCTIONS[start], *way, JUNCTIONS[end]]
        found.append(Border(_in_metres(_wiggly(points, f"border {start} {end}")), left, right))
    for course, start, end, left, right in ALONG:
        line = courses[course]
        first, last = (line.index(_metre_point(JUNCTIONS[name])) for name in (start, end))
        found.append(Border(line[min(first, last) : max(first, last) + 1], left, right))
    return found


def rings() -> dict[str, Line]:
    """The closed ring of each area, counter-clockwise, from its borders."""
    return {id_: _chain([border for border in borders() if id_ in (border.left, border.right)]) for id_ in _ids()}


def outline() -> Line:
    """The closed ring of the city."""
    return _chain([border for border in borders() if "" in (border.left, border.right)])


def river() -> Line:
    return _in_metres(_smooth(RIVER))


def railway() -> Line:
    return _in_metres(_smooth(RAILWAY))


def lake() -> Line:
    ring = _in_metres(_smooth([LAKE[-1], *LAKE, LAKE[0], LAKE[1]])[8:-8])
    return [*ring[: len(LAKE) * 8], ring[0]]


def roads() -> list[tuple[str, Line]]:
    return [(name, _in_metres(_smooth(list(points)))) for name, points in ROADS]


def _ids() -> list[str]:
    return sorted({border[3] for border in BORDERS} | {border[2] for border in BORDERS} - {""})


def _chain(pieces: list[Border]) -> Line:
    ring, rest = list(pieces[0].line), list(pieces[1:])
    while rest:
        for number, piece in enumerate(rest):
            if ring[-1] in (piece.line[0], piece.line[-1]):
                step = piece.line if piece.line[0] == ring[-1] else piece.line[::-1]
                ring += step[1:]
                del rest[number]
                break
        else:
            raise ValueError(f"open ring at {ring[-1]}")
    if ring[0] != ring[-1]:
        raise ValueError("ring does not close")
    twice = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in itertools.pairwise(ring))
    return ring if twice > 0 else ring[::-1]


def _smooth(points: Sequence[str | Point]) -> Line:
    """A Catmull-Rom curve through the points, eight steps between two of them."""
    known = [JUNCTIONS[point] if isinstance(point, str) else point for point in points]
    ends = [known[0], *known, known[-1]]
    line: Line = []
    for p0, p1, p2, p3 in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(8):
            t = step / 8
            line.append((_catmull(p0[0], p1[0], p2[0], p3[0], t), _catmull(p0[1], p1[1], p2[1], p3[1], t)))
    return [*line, known[-1]]


def _catmull(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def _wiggly(points: Line, topic: str) -> Line:
    """The smoothed line with its midpoints moved aside, less at each finer step."""
    dice = Dice(topic)
    line: list[Floats] = [np.array(point) for point in _smooth(points)[::4]]
    for strength in (0.13, 0.11, 0.09):
        finer = [line[0]]
        for start, end in itertools.pairwise(line):
            along = end - start
            aside = np.array([-along[1], along[0]]) * strength * max(-1.6, min(1.6, float(dice.bell(1)[0])))
            finer += [(start + end) / 2 + aside, end]
        line = finer
    return [(float(point[0]), float(point[1])) for point in line]


def _metre_point(point: Point) -> Point:
    return metres(ORIGIN[0] + 1000 * point[0]), metres(ORIGIN[1] + 1000 * point[1])


def _in_metres(points: Line) -> Line:
    return [_metre_point(point) for point in points]

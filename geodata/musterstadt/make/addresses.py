"""The address register: invented streets, houses where people live and a few where they work."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from areas import AREAS, PLZ
from cells import cells, polygons
from dice import Dice, spread
from names import NAMES
from streets import Edge, network
from writing import metres

PER_HOUSE = {
    "sr01": 10,
    "sr02": 13,
    "sr03": 38,
    "sr04": 7,
    "sr05": 12,
    "sr06": 5.2,
    "sr07": 7,
    "sr08": 4.6,
    "sr09": 5,
    "sr10": 4.5,
    "sr11": 5.1,
    "sr12": 11,
    "sr13": 8,
    "sr14": 4.4,
}


@dataclass(frozen=True)
class Address:
    """A house with its number; `area` is the index of the Sozialraum it stands in."""

    street: str
    number: int
    suffix: str
    plz: str
    x: float
    y: float
    area: int
    people: int

    @property
    def text(self) -> str:
        return f"{self.street} {self.number}{self.suffix}"


@cache
def addresses() -> tuple[Address, ...]:
    """All addresses by street, number and suffix."""
    places = _houses()
    streets = network().nodes
    names = _names()
    dice = Dice("house numbers")
    found: list[Address] = []
    by_side: dict[tuple[str, int], list[tuple[float, float, float, int]]] = {}
    for edge, share, side, people in places:
        name = edge.name or names[edge.run or 0]
        start, end = streets[edge.a], streets[edge.b]
        along = (end - start) / max(1.0, float(np.hypot(*(end - start))))
        spot = start + (end - start) * share + np.array([-along[1], along[0]]) * side * (9 + 5 * dice.one())
        order = edge.a * 0.0 + _position(edge) + share
        by_side.setdefault((name, side), []).append((order, float(spot[0]), float(spot[1]), people))
    for (name, side), houses in sorted(by_side.items()):
        number, suffix = (1 if side > 0 else 2), ""
        for count, (_, x, y, people) in enumerate(sorted(houses)):
            if count and dice.one() < 0.05 and suffix != "c":
                suffix = chr(ord(suffix) + 1) if suffix else "a"
            elif count:
                number, suffix = number + 2, ""
            area = _area_at(x, y)
            if area is not None:
                plz = PLZ[AREAS[area].bezirk]
                found.append(Address(name, number, suffix, plz, metres(x), metres(y), area, people))
    return tuple(sorted(found, key=lambda each: (each.street, each.number, each.suffix)))


def in_area(id_: str) -> list[Address]:
    return [each for each in addresses() if AREAS[each.area].id == id_]


def _houses() -> list[tuple[Edge, float, int, int]]:
    """Houses of each cell along the halves of its streets that are near its node."""
    dice = Dice("houses")
    ways: dict[int, list[tuple[Edge, bool]]] = {}
    for edge in network().edges:
        if edge.run is not None or edge.kind == "Hauptstraße":
            ways.setdefault(edge.a, []).append((edge, True))
            ways.setdefault(edge.b, []).append((edge, False))
    wanted = _houses_per_cell()
    found: list[tuple[Edge, float, int, int]] = []
    for cell, number in enumerate(wanted):
        mine = ways.get(cell) or []
        if not mine:
            continue
        people = spread(int(cells().people[cell].sum()), np.full(number, 1.0), dice.one())
        for house in range(number):
            edge, from_start = mine[house % len(mine)]
            layer = house // len(mine)
            near = min(0.48, (0.06 + 0.42 * ((layer // 2) + dice.one(0.2, 0.8)) / (number / len(mine) / 2 + 1)))
            found.append((edge, near if from_start else 1 - near, 1 if layer % 2 else -1, int(people[house])))
    return found


def _houses_per_cell() -> list[int]:
    people = cells().people.sum(axis=1)
    per_house = np.array([PER_HOUSE[AREAS[area].id] for area in cells().area])
    return [max(1, int(number)) for number in np.floor(people / per_house + 0.5)]


def _position(edge: Edge) -> float:
    """Where an edge lies in its street: streets run north or east, main roads by their points."""
    if edge.kind == "Hauptstraße":
        return float(edge.a)
    start, end = network().nodes[edge.a], network().nodes[edge.b]
    axis = 0 if abs(end[0] - start[0]) > abs(end[1] - start[1]) else 1
    return float(start[axis]) * 10


def _names() -> dict[int, str]:
    """A name for each run; each name once in the city."""
    runs = sorted({edge.run for edge in network().edges if edge.run is not None})
    combined = [stem + ending for stem in NAMES["streets"]["stems"] for ending in NAMES["streets"]["endings"]]
    order = np.argsort(Dice("street names").uniform(len(combined)), kind="stable")
    assert len(runs) <= len(combined), f"{len(runs)} streets, {len(combined)} names"
    return {run: combined[int(order[number])] for number, run in enumerate(runs)}


def _area_at(x: float, y: float) -> int | None:
    point = shapely.Point(x, y)
    return next((number for number, polygon in enumerate(polygons()) if polygon.contains(point)), None)

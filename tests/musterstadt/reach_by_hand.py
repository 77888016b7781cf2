"""Ways of the invented city worked out from its files with a CSV reader, Dijkstra and a heap: no program, no tables.

A cell's people stand in its middle. From there and from a house the nearest point of a way is walked to first, and
that way counts. Rules are written out here once more on purpose.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from musterstadt.city_files import areas
from musterstadt.planning_by_hand import rows
from shapely.geometry import Point

Row = dict[str, str]
Spot = tuple[float, float]
OPEN = {"in Betrieb", "provisorisch"}
BOX = 100.0  # metres; no cell and no house lies farther from a way, so its own box and the eight around are enough
DAY = "2025-03-15"  # the lists were drawn up
YEAR = "2024/25"
WEIGHTS = ((500.0, 1.0), (1000.0, 0.68), (2000.0, 0.22))


@dataclass(frozen=True)
class OnWay:
    """The nearest point of the ways: on which edge, which part of its length from its first end, how far away."""

    edge: int
    share: float
    away: float


def number(text: str) -> float:
    return float(text.replace(",", "."))


# ---- ways ----


@cache
def nodes() -> dict[str, Spot]:
    return {
        row["KNOTEN"]: (number(row["RECHTSWERT"]), number(row["HOCHWERT"])) for row in rows("network/wege_knoten.csv")
    }


@cache
def edges() -> tuple[tuple[str, str, float], ...]:
    """Ends and length: what the table says, never less than the straight line."""
    found = []
    for row in rows("network/wege_kanten.csv"):
        a, b = row["VON"], row["NACH"]
        found.append((a, b, max(number(row["LAENGE_M"]), math.dist(nodes()[a], nodes()[b]))))
    return tuple(found)


@cache
def ways_from() -> dict[str, list[tuple[str, float]]]:
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for a, b, length in edges():
        found[a].append((b, length))
        found[b].append((a, length))
    return found


@cache
def boxes() -> dict[tuple[int, int], list[int]]:
    """Edges by the boxes their frame touches."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for edge, (a, b, _) in enumerate(edges()):
        (x1, x2), (y1, y2) = (sorted(values) for values in zip(nodes()[a], nodes()[b], strict=True))
        for column in range(int(x1 // BOX), int(x2 // BOX) + 1):
            for row in range(int(y1 // BOX), int(y2 // BOX) + 1):
                found[column, row].append(edge)
    return found


@cache
def on_way(spot: Spot) -> OnWay:
    column, row = int(spot[0] // BOX), int(spot[1] // BOX)
    near = {
        edge for dx in (-1, 0, 1) for dy in (-1, 0, 1) for edge in boxes().get((column + dx, row + dy), ())
    }  # fmt: skip
    best = min((_foot(spot, edge) for edge in sorted(near)), key=lambda one: one.away)
    assert best.away < BOX, spot
    return best


def _foot(spot: Spot, edge: int) -> OnWay:
    (ax, ay), (bx, by) = (nodes()[end] for end in edges()[edge][:2])
    dx, dy = bx - ax, by - ay
    share = ((spot[0] - ax) * dx + (spot[1] - ay) * dy) / (dx * dx + dy * dy)
    share = min(1.0, max(0.0, share))
    return OnWay(edge, share, math.dist(spot, (ax + share * dx, ay + share * dy)))


def walks_from(house: Spot) -> dict[str, float]:
    """Metres from a house to every node."""
    start = on_way(house)
    a, b, length = edges()[start.edge]
    reached = {a: start.away + start.share * length, b: start.away + (1 - start.share) * length}
    done: dict[str, float] = {}
    heap = [(metres, node) for node, metres in reached.items()]
    heapq.heapify(heap)
    while heap:
        metres, node = heapq.heappop(heap)
        if node in done:
            continue
        done[node] = metres
        for other, length in ways_from()[node]:
            if other not in done and metres + length < reached.get(other, math.inf):
                reached[other] = metres + length
                heapq.heappush(heap, (metres + length, other))
    return done


@cache
def walks(house: Spot) -> tuple[float, ...]:
    """Metres on foot from every cell to a house."""
    to_node, goal = walks_from(house), on_way(house)
    found = []
    for cell in cells():
        start = on_way(cell.middle)
        a, b, length = edges()[start.edge]
        way = min(to_node[a] + start.share * length, to_node[b] + (1 - start.share) * length)
        if start.edge == goal.edge:
            way = min(way, abs(start.share - goal.share) * length + goal.away)
        found.append(start.away + way)
    return tuple(found)


# ---- people ----


@dataclass(frozen=True)
class Cell:
    id: str
    middle: Spot
    area: str
    people: dict[str, int]


@cache
def cells() -> tuple[Cell, ...]:
    found = []
    for row in rows("population/raster_100m.csv"):
        middle = (number(row["x_mp_100m"]), number(row["y_mp_100m"]))
        area = next(name for name, shape in sorted(areas().items()) if shape.intersects(Point(middle)))
        people = {name: int(count) for name, count in list(row.items())[3:]}
        found.append(Cell(row["GITTER_ID_100m"], middle, area, people))
    return tuple(found)


# ---- houses ----


def bearing(merkmal: str) -> set[str]:
    """Houses that bear a Merkmal on the day."""
    return {
        row["EINRICHTUNG"]
        for row in rows("facilities/merkmale.csv")
        if row["MERKMAL"] == merkmal and row["AB"] <= DAY and (not row["BIS"] or row["BIS"] >= DAY)
    }


@cache
def houses(name: str) -> dict[str, Spot]:
    """Houses of a list that run on the day and have a position."""
    return {
        row["NR"]: (number(row["RECHTSWERT"]), number(row["HOCHWERT"]))
        for row in rows(f"facilities/{name}.csv")
        if row["BETRIEBSSTATUS"] in OPEN and row["AB"] <= DAY and row["RECHTSWERT"]
    }


@cache
def community_schools() -> dict[str, Spot]:
    """Primary schools of no denomination."""
    return {id_: spot for id_, spot in houses("grundschulen").items() if id_ not in bearing("katholisch")}


def nearest(targets: Iterable[Spot]) -> list[float]:
    """Of each cell the way to the nearest house."""
    return [min(ways) for ways in zip(*(walks(spot) for spot in targets), strict=True)]


def over(targets: Iterable[Spot], metres: float, group: str) -> dict[str, int]:
    """People of each Sozialraum whose way is longer; not those whose way is as long."""
    found: dict[str, int] = defaultdict(int)
    for cell, way in zip(cells(), nearest(targets), strict=True):
        found[cell.area] += cell.people[group] * (way > metres)
    return dict(found)


def places(target: str) -> dict[str, int]:
    """House -> licensed places of the last Kita-Jahr told, in Kitas that run and have a position."""
    found: dict[str, int] = defaultdict(int)
    for row in rows("facilities/plaetze.csv"):
        key = (row["ANGEBOT"], row["ART"], row["ZIELGRUPPE"], row["JAHR"])
        if key == ("Kita", "Betriebserlaubnis", target, YEAR) and row["EINRICHTUNG"] in houses("kitas"):
            found[row["EINRICHTUNG"]] += int(row["PLAETZE"])
    return dict(found)


def weight(metres: float) -> float:
    return next((each for limit, each in WEIGHTS if metres <= limit), 0.0)


def places_per_child(target: str, group: str) -> list[float]:
    """E2SFCA: each house shares its places among the children around, each cell adds up what it gets."""
    got = [0.0] * len(cells())
    for id_, there in places(target).items():
        weights = [weight(metres) for metres in walks(houses("kitas")[id_])]
        children = sum(cell.people[group] * each for cell, each in zip(cells(), weights, strict=True))
        for at, each in enumerate(weights):
            got[at] += there * each / children if children else 0.0
    return got

"""A street network to walk on: one node for each inhabited cell, main roads, few bridges and underpasses."""

import itertools
from dataclasses import dataclass
from functools import cache

import ground
import numpy as np
import shapely
from cells import SIZE, barriers, cells
from dice import Dice, Floats
from writing import metres

STEP = 120.0  # between two points of a main road
RIVER, RAILWAY = "Brücke", "Unterführung"


@dataclass(frozen=True)
class Edge:
    """A way between two nodes; `run` numbers the street it belongs to, None on paths without a name."""

    a: int
    b: int
    kind: str
    name: str | None = None
    run: int | None = None


@dataclass(frozen=True)
class Network:
    """Nodes in metres and edges; node i < number of cells belongs to cell i."""

    nodes: Floats
    edges: tuple[Edge, ...]

    def length(self, edge: Edge) -> float:
        return float(np.hypot(*(self.nodes[edge.a] - self.nodes[edge.b])))


@cache
def network() -> Network:
    nodes, roads = _nodes()
    edges = [*_streets(nodes), *roads]
    edges += _onto_roads(nodes, roads)
    edges += _links(nodes, edges)
    return Network(nodes, tuple(edges))


def _nodes() -> tuple[Floats, list[Edge]]:
    dice = Dice("nodes")
    moved = cells().centre + (dice.uniform(len(cells().corner), 2) - 0.5) * 44
    points = [(metres(x), metres(y)) for x, y in moved]
    known: dict[ground.Point, int] = {}
    roads: list[Edge] = []
    for name, line in ground.roads():
        way = shapely.LineString(line)
        steps = max(2, round(way.length / STEP))
        numbers = []
        for step in range(steps + 1):
            spot = way.interpolate(step / steps, normalized=True)
            point = (metres(spot.x), metres(spot.y))
            if point not in known:
                known[point] = len(points)
                points.append(point)
            numbers.append(known[point])
        for a, b in itertools.pairwise(numbers):
            roads.append(Edge(a, b, _kind(points[a], points[b]), name))
    return np.array(points), roads


def _kind(a: ground.Point, b: ground.Point) -> str:
    way = shapely.LineString([a, b])
    if way.intersects(shapely.LineString(ground.river())):
        return RIVER
    return RAILWAY if way.intersects(shapely.LineString(ground.railway())) else "Hauptstraße"


def _streets(nodes: Floats) -> list[Edge]:
    """Streets along rows and columns of cells, some missing, and a few footpaths across."""
    dice = Dice("streets")
    at = {(int(x), int(y)): number for number, (x, y) in enumerate(cells().corner)}
    edges: list[Edge] = []
    run = 0
    for dx, dy in ((SIZE, 0), (0, SIZE)):
        previous: tuple[int, int] | None = None
        long = 0
        for x, y in sorted(at, key=lambda corner: (corner[1], corner[0]) if dx else corner):
            a, b = at[(x, y)], at.get((x + dx, y + dy))
            if b is None or dice.one() < 0.2 or _crosses(nodes, a, b):
                continue
            same_street = previous == (x, y) and long < 9 and cells().area[a] == cells().area[b]
            run, long = (run, long + 1) if same_street else (run + 1, 1)
            edges.append(Edge(a, b, "Wohnstraße", run=run))
            previous = (x + dx, y + dy)
    for x, y in sorted(at):
        b = at.get((x + SIZE, y + SIZE))
        if b is not None and dice.one() < 0.09 and not _crosses(nodes, at[(x, y)], b):
            edges.append(Edge(at[(x, y)], b, "Fußweg"))
    return edges


def _onto_roads(nodes: Floats, roads: list[Edge]) -> list[Edge]:
    """Short ways from a cell to a point of a main road near by."""
    on_road = np.array(sorted({node for road in roads for node in (road.a, road.b)}))
    edges: list[Edge] = []
    for number in range(len(cells().corner)):
        distance = np.hypot(*(nodes[on_road] - nodes[number]).T)
        nearest = int(on_road[int(np.argmin(np.round(distance, 3)))])
        if distance.min() < 85 and not _crosses(nodes, number, nearest):
            edges.append(Edge(number, nearest, "Wohnstraße"))
    return edges


def _links(nodes: Floats, edges: list[Edge]) -> list[Edge]:
    """The shortest further ways that make the network one piece without another crossing."""
    parent = list(range(len(nodes)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for edge in edges:
        parent[root(edge.a)] = root(edge.b)
    run = max(edge.run or 0 for edge in edges)
    links: list[Edge] = []
    tree = shapely.STRtree([shapely.Point(x, y) for x, y in nodes])
    for reach in (150.0, 300.0, 600.0, 1200.0):
        a, b = tree.query(shapely.points(nodes), predicate="dwithin", distance=reach)
        a, b = a[a < b], b[a < b]
        distance = np.round(np.hypot(*(nodes[a] - nodes[b]).T), 3)
        for each in np.lexsort((b, a, distance)):
            one, other = int(a[each]), int(b[each])
            if root(one) != root(other) and not _crosses(nodes, one, other):
                parent[root(one)] = root(other)
                run += 1
                links.append(Edge(one, other, "Wohnstraße" if distance[each] < 150 else "Wirtschaftsweg", run=run))
    pieces = {root(node) for node in range(len(nodes))}
    assert len(pieces) == 1, f"network falls into {len(pieces)} pieces"
    return links


def _crosses(nodes: Floats, a: int, b: int) -> bool:
    return bool(shapely.intersects(_prepared(), shapely.linestrings([nodes[a], nodes[b]])))


@cache
def _prepared() -> shapely.Geometry:
    both = shapely.union_all([barriers(), shapely.Polygon(ground.lake())])
    shapely.prepare(both)
    return both

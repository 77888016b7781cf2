"""Networks of ways for tests: drawn ones, random ones, and networkx as the judge."""

from collections.abc import Iterable
from itertools import pairwise

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from sozialraum.analysis.access.snapping import Snapped
from sozialraum.model.network import Network


def network(nodes: Iterable[tuple[float, float]], edges: Iterable[tuple[int, int]], longer: float = 1.0) -> Network:
    """A network; every way `longer` times the straight line."""
    at = np.array(list(nodes), dtype=np.float64).reshape(-1, 2)
    ends = np.array(list(edges), dtype=np.int64).reshape(-1, 2)
    straight = np.sqrt(((at[ends[:, 0]] - at[ends[:, 1]]) ** 2).sum(axis=1))
    return Network(at, ends, straight * longer, "osm")


def at(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points, dtype=np.float64).reshape(-1, 2)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Streets between points of a small lattice: parts apart, ways side by side, longer ones, at times none."""
    nodes = draw(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=9, unique=True))
    ends = st.tuples(st.integers(0, len(nodes) - 1), st.integers(0, len(nodes) - 1)).filter(lambda e: e[0] != e[1])
    edges = draw(st.lists(ends, max_size=12))
    plain = network([(100.0 * x, 100.0 * y) for x, y in nodes], edges)
    longer = np.array([draw(st.sampled_from([1.0, 1.0, 1.5])) for _ in edges])
    return Network(plain.nodes, plain.edges, plain.length_m * longer, "")


COORDINATE = st.one_of(st.integers(0, 10).map(lambda n: 50.0 * n), st.floats(-50, 550))


def points(most: int) -> st.SearchStrategy[np.ndarray]:
    return st.lists(st.tuples(COORDINATE, COORDINATE), max_size=most).map(lambda rows: at(*rows))


def judged(ways: Network, origins: Snapped, targets: Snapped) -> np.ndarray:
    """Walking distance (n, m) by networkx: every origin and target a node of its own, edges cut at both."""
    graph = nx.MultiGraph()
    graph.add_nodes_from(range(len(ways.nodes)))
    stops: dict[int, list[tuple[float, str]]] = {at: [] for at in range(len(ways.edges))}
    for kind, given in (("o", origins), ("t", targets)):
        for number, (edge, share, snap) in enumerate(zip(given.edge, given.share, given.snap_m, strict=True)):
            graph.add_node(f"{kind}{number}")
            if edge >= 0:
                graph.add_edge(f"{kind}{number}", f"way {kind}{number}", weight=float(snap))
                stops[int(edge)].append((float(share), f"way {kind}{number}"))
    for number, (start, end) in enumerate(ways.edges.tolist()):
        course = [(0.0, start), *sorted(stops[number]), (1.0, end)]
        for (since, one), (until, other) in pairwise(course):
            graph.add_edge(one, other, weight=(until - since) * float(ways.length_m[number]))
    found = np.full((len(origins.edge), len(targets.edge)), np.inf)
    for target in range(len(targets.edge)):
        metres = nx.single_source_dijkstra_path_length(graph, f"t{target}")
        for origin in range(len(origins.edge)):
            found[origin, target] = metres.get(f"o{origin}", np.inf)
    return found

"""Pieces of ways joined to a network: nothing gets lost, nothing falls apart, the order decides nothing."""

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import table

from sozialraum.model.network import Network
from sozialraum.sources.network.joining import joined, parts_of
from sozialraum.sources.network.pieces import Pieces

COUNT = 8


def pieces(
    points: list[tuple[float, float]], edges: list[tuple[int, int]], stated: list[float], by_place: bool
) -> Pieces:
    return Pieces(
        np.array(points, dtype=np.float64).reshape(-1, 2),
        np.array(edges, dtype=np.int64).reshape(-1, 2),
        np.array(stated, dtype=np.float64),
        by_place,
        [],
    )


def test_joining_by_hand() -> None:
    # 1 lies a millimetre beside 0 on the other side of a rounded centimetre; 4 lies on 3, by its id another node
    points = [(0.0049, 0.0), (0.0051, 0.0), (30.0, 40.0), (100.0, 0.0), (100.0, 0.0), (200.0, 0.0)]
    rows = table("""
        | row | from | to | stated | kept                    |
        |-----|------|----|--------|-------------------------|
        |   0 |    0 |  2 |     60 |                         |
        |   1 |    2 |  1 |        | 49.997                  |
        |   2 |    0 |  1 |        |                         |
        |   3 |    2 |  3 |     10 | 80.623                  |
        |   4 |    3 |  4 |        |                         |
        |   5 |    4 |  5 |    120 | 120.0                   |
        |   6 |    5 |  5 |      7 |                         |
    """)
    edges = list(zip(rows["from"], rows["to"], strict=True))
    network = joined(pieces(points, edges, rows["stated"].tolist(), by_place=True), "geo")
    assert network.nodes.tolist() == [[0.0049, 0.0], [30.0, 40.0], [100.0, 0.0], [200.0, 0.0]]
    assert network.edges.tolist() == [[0, 1], [1, 2], [2, 3]]
    assert np.round(network.length_m, 3).tolist() == rows["kept"].dropna().tolist()


def test_levels_at_one_place_stay_apart_and_a_stair_between_them_has_its_length() -> None:
    points = [(0.0, 0.0), (50.0, 0.0), (50.0, 0.0), (50.0, 80.0)]
    apart = joined(pieces(points, [(0, 1), (2, 3)], [np.nan, np.nan], by_place=False), "geo")
    assert len(set(parts_of(apart).tolist())) == 2
    stair = joined(pieces(points, [(0, 1), (2, 3), (1, 2)], [np.nan, np.nan, 12.0], by_place=False), "geo")
    assert len(set(parts_of(stair).tolist())) == 1
    assert sorted(stair.length_m.tolist()) == [12.0, 50.0, 80.0]


places = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda place: (place[0] * 10.0, place[1] * 10.0))
ends = st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1))
lengths = st.one_of(st.just(float("nan")), st.floats(0, 100))


@settings(max_examples=30, deadline=None)
@given(
    points=st.lists(places, min_size=COUNT, max_size=COUNT),
    edges=st.lists(st.tuples(ends, lengths), max_size=12),
    by_place=st.booleans(),
    order=st.randoms(use_true_random=False),
)
def test_every_way_stays_and_the_order_of_rows_decides_nothing(
    points: list[tuple[float, float]],
    edges: list[tuple[tuple[int, int], float]],
    by_place: bool,
    order: "np.random.Generator",
) -> None:
    def network_of(rows: list[tuple[tuple[int, int], float]]) -> Network:
        return joined(pieces(points, [one for one, _ in rows], [metres for _, metres in rows], by_place), "geo")

    network = network_of(edges)
    mixed = [((end, start), metres) for (start, end), metres in edges]
    order.shuffle(mixed)
    again = network_of(mixed)
    assert np.array_equal(network.nodes, again.nodes)
    assert np.array_equal(network.edges, again.edges)
    assert np.array_equal(network.length_m, again.length_m)
    straight = np.linalg.norm(network.nodes[network.edges[:, 0]] - network.nodes[network.edges[:, 1]], axis=1)
    assert (network.length_m >= straight).all()
    assert (network.length_m > 0).all()
    assert len({(start, end) for start, end in network.edges.tolist()}) == len(network.edges)
    # between any two points the way is as short as in a graph that keeps every piece
    graph: nx.Graph = nx.Graph()
    for (start, end), metres in edges:
        direct = float(np.hypot(*np.subtract(points[start], points[end])))
        least = min(np.fmax(direct, metres), graph.get_edge_data(start, end, {"weight": np.inf})["weight"])
        graph.add_edge(start, end, weight=least)
    if by_place:
        for one in list(graph):
            for other in list(graph):
                if points[one] == points[other]:
                    graph.add_edge(one, other, weight=0.0)
    made: nx.Graph = nx.Graph()
    made.add_weighted_edges_from(
        (start, end, metres)
        for (start, end), metres in zip(network.edges.tolist(), network.length_m.tolist(), strict=True)
    )
    assert _ways(made, network.nodes.tolist()) == _ways(graph, points)


def _ways(graph: nx.Graph, points: list[tuple[float, float]]) -> set[tuple[object, ...]]:
    """(place, place, metres) of every pair of nodes at different places that a way joins."""
    found = dict(nx.all_pairs_dijkstra_path_length(graph))
    return {
        (tuple(points[one]), tuple(points[other]), round(metres, 6))
        for one, others in found.items()
        for other, metres in others.items()
        if metres > 0
    }

"""Ways without their bends: drawn chains first, then that distances are those of every piece of a way by itself."""

import numpy as np
import pytest
from analysis.access.ways import at, network, networks, points
from hypothesis import given, settings

from sozialraum.analysis.access import walking
from sozialraum.analysis.access.snapping import on_edges, snapped
from sozialraum.analysis.access.street_chains import Chains, chains, placed
from sozialraum.analysis.access.walking import walking_nearest, walking_pairs
from sozialraum.model.network import Network

# 1 - 2 - 3 - 4 - 5   4 is a crossing; 6 - 7 - 8 a ring by itself. The first node of all is never a bend.
#             |
#             9
STREET = network(
    [(9, 9), (0, 0), (10, 0), (30, 0), (60, 0), (100, 0), (0, 50), (10, 50), (10, 60), (60, -5)],
    [(1, 2), (3, 2), (3, 4), (4, 5), (6, 7), (7, 8), (6, 8), (4, 9)],
)


def whole(network: Network) -> Chains:
    return chains(network, keep_bends=True)


def test_bends_by_hand() -> None:
    """1-2-3-4 is one chain of 60 m; its second edge is drawn the other way round, against the walk."""
    found = chains(STREET)
    ends = {tuple(sorted(pair)): metres for pair, metres in zip(found.ends.tolist(), found.length_m, strict=True)}
    assert ends[(1, 4)] == 60
    assert ends[(4, 5)] == 40
    assert ends[(4, 9)] == 5
    assert len(ends) == 6  # the ring keeps all its edges
    stand = placed(STREET, found, snapped(STREET, at((5, 0), (15, 1), (10, 0), (60, 0), (80, 0))))
    assert stand.chain.tolist()[:4] == [stand.chain[0]] * 4
    assert stand.chain[4] != stand.chain[0]
    from_one = stand.at_m[:4] if found.ends[stand.chain[0], 0] == 1 else 60 - stand.at_m[:4]
    assert from_one.tolist() == [5, 15, 10, 60]
    assert stand.snap_m.tolist() == [0, 1, 0, 0, 0]


def test_with_bends_kept_every_edge_is_a_chain() -> None:
    found = whole(STREET)
    assert found.ends.tolist() == STREET.edges.tolist()
    assert found.length_m.tolist() == STREET.length_m.tolist()


def test_a_long_way_without_a_crossing_is_divided() -> None:
    """A thousand bends: every 64th node is kept, so the walk takes that many steps and not a thousand."""
    way = network([(float(x), 0.0) for x in range(1001)], [(x, x + 1) for x in range(1000)])
    found = chains(way)
    assert len(found.length_m) == 16
    assert found.length_m.sum() == 1000
    assert walking_nearest(way, at((3, 2)), at((990, -1))).distance_m[0, 0] == 987 + 3


@pytest.mark.parametrize(("origin", "metres"), [((2, 50), 2), ((10, 54), 14), ((10, 58), 2 + 200**0.5), ((0, 50), 0)])
def test_a_ring_is_walked_the_shorter_way_round(origin: tuple[float, float], metres: float) -> None:
    """From 6 eastward 10 m to 7, northward 10 m to 8, and back across."""
    assert walking_nearest(STREET, at(origin), at((0, 50))).distance_m[0, 0] == pytest.approx(metres)


@settings(deadline=None, max_examples=60)
@given(networks())
def test_every_edge_is_in_one_chain_and_no_metre_is_lost(ways: Network) -> None:
    found = chains(ways)
    assert found.length_m.sum() == pytest.approx(ways.length_m.sum())
    assert ((found.of_half.reshape(-1, 2) >= 0).sum(axis=1) == 1).all()
    metres = np.bincount(found.of_half[found.of_half >= 0], np.repeat(ways.length_m, 2)[found.of_half >= 0])
    assert np.allclose(metres, found.length_m)


def test_distances_are_those_of_every_piece_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A crooked town with rings, dead ends, parts apart, houses at nodes, on ways and beside them."""
    dice = np.random.default_rng(8)
    corners = 60.0 * np.array([(x, y) for x in range(25) for y in range(25)]) + dice.uniform(-9, 9, (625, 2))
    number = np.arange(625).reshape(25, 25)
    streets = np.concatenate(
        [
            np.column_stack([a.ravel(), b.ravel()])
            for a, b in ((number[1:], number[:-1]), (number.T[1:], number.T[:-1]))
        ]
    )
    ways = network(corners, streets[dice.random(len(streets)) < 0.55].tolist())
    stand = dice.integers(0, len(ways.edges), 150)
    houses = np.concatenate(
        [
            dice.uniform(0, 1500, (250, 2)),
            corners[dice.integers(0, 625, 150)],
            on_edges(ways, stand, dice.random(150)),
        ]
    )
    targets = houses[dice.permutation(len(houses))[:60]]
    found = [walking_nearest(ways, houses, targets, k) for k in (1, 4)]
    pairs = walking_pairs(ways, houses, targets, 400.0)
    assert len(chains(ways).length_m) < 0.8 * len(whole(ways).length_m)
    monkeypatch.setattr(walking, "chains", whole)
    for k, near in zip((1, 4), found, strict=True):
        plain = walking_nearest(ways, houses, targets, k)
        assert np.allclose(near.distance_m, plain.distance_m, rtol=1e-12, atol=1e-9)
        assert (near.target == plain.target).all()
    plain_pairs = walking_pairs(ways, houses, targets, 400.0)
    assert (pairs.origin == plain_pairs.origin).all()
    assert (pairs.target == plain_pairs.target).all()


@settings(deadline=None, max_examples=40)
@given(networks(), points(6), points(5))
def test_bends_decide_nothing(ways: Network, origins: np.ndarray, targets: np.ndarray) -> None:
    """Each way cut in four by three bends: distances stay."""
    start, end = ways.nodes[ways.edges[:, 0]], ways.nodes[ways.edges[:, 1]]
    first = len(ways.nodes) + 3 * np.arange(len(ways.edges))
    bends = (start[:, None] + np.array([0.25, 0.5, 0.75])[:, None] * (end - start)[:, None]).reshape(-1, 2)
    course = np.column_stack([ways.edges[:, 0], first, first + 1, first + 2, ways.edges[:, 1]])
    edges = np.stack([course[:, :-1], course[:, 1:]], axis=2).reshape(-1, 2)
    bent = Network(np.concatenate([ways.nodes, bends]), edges, np.repeat(ways.length_m / 4, 4), "")
    one, other = snapped(ways, origins), snapped(bent, origins)
    on_one_way = np.flatnonzero(one.edge == np.where(other.edge >= 0, other.edge // 4, -1))
    to = np.flatnonzero(snapped(ways, targets).edge == snapped(bent, targets).edge // 4)
    plain = walking_nearest(ways, origins[on_one_way], targets[to]).distance_m
    assert np.allclose(walking_nearest(bent, origins[on_one_way], targets[to]).distance_m, plain, atol=1e-6)

"""Distances on foot: a drawn town with a railway first, then random networks beside networkx."""

import numpy as np
import pytest
from analysis.access.ways import at, judged, network, networks, points
from hypothesis import given, settings
from hypothesis import strategies as st

from sozialraum.analysis.access.snapping import on_edges, snapped
from sozialraum.analysis.access.straight import nearest, pairs_within
from sozialraum.analysis.access.walking import components, walking_nearest, walking_pairs
from sozialraum.model.network import Network

# y=200  6 - 7 - 8
#        |  =====    railway: one bridge, between 3 and 6
# y=100  3 - 4 - 5
#        |   |   |
# y=0    0 - 1 - 2
TOWN = network(
    [(x, y) for y in (0, 100, 200) for x in (0, 100, 200)],
    [(0, 1), (1, 2), (3, 4), (4, 5), (6, 7), (7, 8), (0, 3), (1, 4), (2, 5), (3, 6)],
)
KITA = (200.0, 100.0)
NONE = at()


def metres(ways: Network, origin: tuple[float, float], target: tuple[float, float]) -> float:
    return float(walking_nearest(ways, at(origin), at(target)).distance_m[0, 0])


def test_the_child_on_the_wrong_side_of_the_railway() -> None:
    """Node 8 lies 100 m from the Kita, straight; on foot 8-7-6 is 200, the bridge 100, 3-4-5 another 200."""
    assert nearest(at((200, 200)), at(KITA)).distance_m.tolist() == [[100]]
    assert metres(TOWN, (200, 200), KITA) == 500
    assert metres(TOWN, (200, 0), KITA) == 100


def test_the_way_to_the_street_counts_on_both_sides() -> None:
    """30 m to the street 4-5 at 150, 50 m along it, and the Kita stands 10 m off its end."""
    found = walking_nearest(TOWN, at((150, 130)), at((210, 100)))
    assert found.distance_m[0, 0] == pytest.approx(30 + 50 + 10)
    assert found.origin_snap_m.tolist() == [30]
    assert found.target_snap_m.tolist() == [10]


def test_two_points_on_one_edge_are_joined_along_it() -> None:
    assert metres(TOWN, (20, 0), (80, 0)) == pytest.approx(60)
    assert metres(TOWN, (80, 0), (20, 0)) == pytest.approx(60)
    assert metres(TOWN, (50, 0), (50, 0)) == 0


def test_two_houses_at_one_edge_walk_to_it_and_back() -> None:
    """At one place 20 m off the street: the same house is 40 m away, for nobody knows the way across the garden."""
    assert metres(TOWN, (50, -20), (50, -20)) == pytest.approx(40)


def test_a_stated_length_is_walked_in_proportion() -> None:
    """A way that winds: 300 m between nodes 100 m apart."""
    assert metres(network([(0, 0), (100, 0)], [(0, 1)], longer=3.0), (25, 0), (75, 0)) == pytest.approx(150)


def test_of_targets_as_far_the_lowest_number() -> None:
    """From 4: 5 and 3 and 1 are 100 m each. Two at one place are one place; order of targets decides."""
    assert walking_nearest(TOWN, at((100, 100)), at((200, 100), (0, 100), (100, 0))).target.tolist() == [[0]]
    twins = walking_nearest(TOWN, at((0, 0), (170, 0)), at((150, 5), (150, 5), (20, 0)), k=2)
    assert twins.target.tolist() == [[2, 0], [0, 1]]
    corners = walking_nearest(TOWN, at((100, 0), (50, 100)), at((200, 100), (0, 0)))
    assert corners.target.tolist() == [[1], [0]]  # (50, 100) lies 150 m from both


def test_k_nearest_by_hand() -> None:
    targets = at((200, 100), (0, 200), (200, 200))
    found = walking_nearest(TOWN, at((100, 100)), targets, k=4)
    assert found.distance_m.tolist() == [[100, 200, 400, np.inf]]
    assert found.target.tolist() == [[0, 1, 2, -1]]
    near = walking_nearest(TOWN, at((100, 100)), targets, k=4, max_m=200)
    assert near.target.tolist() == [[0, 1, -1, -1]]


def test_pairs_by_hand() -> None:
    """200 m exactly is within 200 m."""
    found = walking_pairs(TOWN, at((100, 100), (200, 200)), at((200, 100), (0, 200), (200, 200)), 200.0)
    assert found.origin.tolist() == [0, 0, 1, 1]
    assert found.target.tolist() == [0, 1, 1, 2]
    assert found.distance_m.tolist() == [100, 200, 200, 0]


def test_parts_that_are_not_joined_are_out_of_reach() -> None:
    """Two streets 1 m apart that do not touch; most metres first."""
    ways = network([(0, 0), (100, 0), (101, 0), (400, 0)], [(0, 1), (2, 3)])
    assert components(ways).tolist() == [1, 1, 0, 0]
    for k in (1, 2):
        found = walking_nearest(ways, at((101, 0), (400, 0)), at((100, 0)), k=k)
        assert np.isinf(found.distance_m).all()
        assert (found.target == -1).all()
    assert len(walking_pairs(ways, at((0, 0)), at((100, 0), (200, 0)), 1e9).origin) == 1


def test_too_far_from_every_way() -> None:
    """Snap of exactly the limit counts; a little more does not, for origins and for targets."""
    origins, targets = at((0, -50), (100, -50.1)), at((200, -51), (200, -50))
    found = walking_nearest(TOWN, origins, targets, max_snap_m=50)
    assert found.distance_m.tolist() == [[300], [np.inf]]
    assert found.target.tolist() == [[1], [-1]]
    assert found.origin_snap_m.tolist() == [50, np.inf]
    assert found.target_snap_m.tolist() == [np.inf, 50]
    pairs = walking_pairs(TOWN, origins, targets, np.inf, max_snap_m=50)
    assert (pairs.origin.tolist(), pairs.target.tolist()) == ([0], [1])


@pytest.mark.parametrize("k", [1, 2])
def test_nobody_nowhere_and_no_ways(k: int) -> None:
    assert walking_nearest(TOWN, NONE, at(KITA), k).distance_m.shape == (0, k)
    assert np.isinf(walking_nearest(TOWN, at(KITA), NONE, k).distance_m).all()
    for empty in (network([], []), network([(0, 0)], [])):
        found = walking_nearest(empty, at(KITA), at(KITA), k)
        assert np.isinf(found.distance_m).all()
        assert np.isinf(found.origin_snap_m).all()
        assert len(walking_pairs(empty, at(KITA), at(KITA), 100.0).origin) == 0
    assert len(components(network([], []))) == 0


def test_ways_side_by_side_and_of_no_length() -> None:
    """Two ways between the same nodes: the shorter is taken. A way of 0 m joins; a loop harms nobody."""
    ways = network([(0, 0), (100, 0), (100, 0), (200, 0)], [(0, 1), (0, 1), (1, 2), (2, 3), (3, 3)])
    ways.length_m[:2] = 150, 100
    for found in (
        walking_nearest(ways, at((200, 0)), at((0, 0))),
        walking_nearest(ways, at((200, 0)), at((0, 0)), 2),
    ):
        assert found.distance_m[0, 0] == 200


def test_what_is_no_point_is_refused() -> None:
    for origins, targets in ((at((np.nan, 0)), at(KITA)), (at(KITA), at((0, np.inf)))):
        with pytest.raises(ValueError, match="finite"):
            walking_nearest(TOWN, origins, targets)
        with pytest.raises(ValueError, match="finite"):
            walking_pairs(TOWN, origins, targets, 1.0)
    with pytest.raises(ValueError, match="k must"):
        walking_nearest(TOWN, at(KITA), at(KITA), k=0)


def test_snapping_by_hand() -> None:
    """At a crossing, and in the middle between two streets, the edge of the lowest number."""
    found = snapped(TOWN, at((100, 0), (150, 50), (130, 4), (-3, -4)))
    assert found.edge.tolist() == [0, 1, 1, 0]
    assert found.share.tolist() == [1, 0.5, 0.3, 0]
    assert found.snap_m.tolist() == [0, 50, 4, 5]


@settings(deadline=None, max_examples=60)
@given(networks(), points(6))
def test_snapping_is_that_of_brute_force(ways: Network, where: np.ndarray) -> None:
    found = snapped(ways, where)
    for number, point in enumerate(where):
        away = []
        for start, end in ways.nodes[ways.edges]:
            share = np.clip((point - start) @ (end - start) / ((end - start) @ (end - start)), 0, 1)
            away.append(np.hypot(*(point - start - share * (end - start))))
        assert found.snap_m[number] == pytest.approx(min(away, default=np.inf), abs=1e-9)
        assert found.edge[number] == -1 or away[found.edge[number]] == pytest.approx(min(away), abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(
    networks(), points(6), points(6), st.integers(1, 3), st.sampled_from([np.inf, 400.0, 150.0]), st.floats(5, 300)
)
def test_all_distances_are_those_of_networkx(
    ways: Network, origins: np.ndarray, targets: np.ndarray, k: int, max_m: float, max_snap_m: float
) -> None:
    expected = judged(ways, snapped(ways, origins, max_snap_m), snapped(ways, targets, max_snap_m))
    pairs = walking_pairs(ways, origins, targets, max_m, max_snap_m)
    found = np.full(expected.shape, np.inf)
    found[pairs.origin, pairs.target] = pairs.distance_m
    within = expected <= max_m
    on_the_edge = np.isclose(expected, max_m, rtol=1e-9)
    assert (np.isclose(found, expected, rtol=1e-9, atol=1e-9) | ~within | on_the_edge).all()
    assert (np.isinf(found) | within | on_the_edge).all()
    near = walking_nearest(ways, origins, targets, k, max_m, max_snap_m)
    found.sort(axis=1)
    first = np.pad(found, ((0, 0), (0, k)), constant_values=np.inf)[:, :k]
    if not on_the_edge.any():
        assert np.allclose(near.distance_m, first, rtol=1e-9, atol=1e-9)
    there = near.target >= 0
    assert (there == np.isfinite(near.distance_m)).all()
    named = expected[np.nonzero(there)[0], near.target[there]]
    assert np.allclose(named, near.distance_m[there], rtol=1e-9, atol=1e-9)


@settings(deadline=None, max_examples=40)
@given(networks(), points(6), points(6))
def test_straight_is_never_longer_than_on_foot(ways: Network, origins: np.ndarray, targets: np.ndarray) -> None:
    on_foot = walking_pairs(ways, origins, targets, np.inf)
    straight = pairs_within(origins, targets, 1e6).distance_m[on_foot.origin * len(targets) + on_foot.target]
    assert (straight <= on_foot.distance_m * (1 + 1e-9) + 1e-9).all()


@settings(deadline=None, max_examples=30)
@given(networks(), points(6), st.floats(0, 1), st.floats(0, 1))
def test_walking_along_a_street_changes_the_distance_by_no_more_than_the_way_walked(
    ways: Network, targets: np.ndarray, here: float, there: float
) -> None:
    """So whoever walks x metres of a shortest way is x metres nearer, and nobody who moves nearer is farther off."""
    every = np.arange(len(ways.edges))
    before, after = (on_edges(ways, every, np.full(len(every), share)) for share in (here, there))
    away = [walking_nearest(ways, where, targets).distance_m[:, 0] for where in (before, after)]
    start, end = snapped(ways, before), snapped(ways, after)
    same = start.edge == end.edge  # where streets cross, another edge may be as near
    walked = (np.abs(start.share - end.share) * ways.length_m[start.edge])[same] + 1e-6
    assert (away[0][same] <= away[1][same] + walked).all()
    assert (away[1][same] <= away[0][same] + walked).all()


@settings(deadline=None, max_examples=30)
@given(networks(), points(6), points(4), points(4))
def test_one_target_more_never_raises_a_distance(
    ways: Network, origins: np.ndarray, targets: np.ndarray, more: np.ndarray
) -> None:
    before = walking_nearest(ways, origins, targets).distance_m
    after = walking_nearest(ways, origins, np.concatenate([targets, more])).distance_m
    assert (after <= before * (1 + 1e-12)).all()


def test_tiles_change_nothing() -> None:
    """A town of many tiles: pairs and k nearest are those of one search over the whole."""
    dice = np.random.default_rng(3)
    side = 18
    where = np.array([(x, y) for x in range(side) for y in range(side)]) * 100 + dice.uniform(-30, 30, (side**2, 2))
    number = np.arange(side**2).reshape(side, side)
    edges = [
        *zip(number[:-1].flat, number[1:].flat, strict=True),
        *zip(number[:, :-1].flat, number[:, 1:].flat, strict=True),
    ]
    ways = network(where, [edge for edge in edges if dice.random() < 0.8])
    origins, targets = dice.uniform(0, 1700, (120, 2)), dice.uniform(0, 1700, (25, 2))
    everything = walking_pairs(ways, origins, targets, np.inf)
    near = everything.distance_m <= 350
    found = walking_pairs(ways, origins, targets, 350.0)
    assert (found.origin == everything.origin[near]).all()
    assert (found.target == everything.target[near]).all()
    assert np.allclose(found.distance_m, everything.distance_m[near], rtol=1e-12)
    one, four = walking_nearest(ways, origins, targets), walking_nearest(ways, origins, targets, k=4)
    assert np.allclose(one.distance_m[:, 0], four.distance_m[:, 0])
    assert (one.target[:, 0] == four.target[:, 0]).all()
    for origin in range(len(origins)):
        sorted_m = np.sort(everything.distance_m[everything.origin == origin])[:4]
        assert np.allclose(four.distance_m[origin, : len(sorted_m)], sorted_m)

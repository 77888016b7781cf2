"""Reach areas: drawn streets first, then that each step holds the ones before and every point told to be in reach."""

from itertools import pairwise

import numpy as np
import pytest
import shapely
from analysis.access.ways import at, network, networks, points
from hypothesis import given, settings

from sozialraum.analysis.access.reach_areas import straight_areas, walking_areas
from sozialraum.analysis.access.snapping import on_edges
from sozialraum.analysis.access.walking import walking_pairs
from sozialraum.model.network import Network

STREET = network([(0, 0), (1000, 0)], [(0, 1)])


def test_circles_by_hand() -> None:
    (small, large), _ = straight_areas(at((0, 0), (5, 5)), [100, 200])
    assert small.bounds == pytest.approx((-100, -100, 100, 100))
    assert large.area == pytest.approx(np.pi * 200**2, rel=0.01)
    assert large.contains(small)


def test_a_street_is_cut_at_the_very_metre() -> None:
    """A Kita 20 m off the middle of a street: of 100 m, 80 are left on each side; the drawing adds its width."""
    ((near, far),) = walking_areas(STREET, at((500, 20)), [100, 300], width_m=10)
    assert near.bounds == pytest.approx((410, -10, 590, 30), abs=0.5)
    assert far.bounds == pytest.approx((210, -10, 790, 30), abs=0.5)


def test_who_stands_too_far_off_does_not_reach_the_street() -> None:
    """50 m to the street, a step of 30: only the beginning of the way to it."""
    ((shape,),) = walking_areas(STREET, at((500, 50)), [30], width_m=5)
    assert shape.bounds == pytest.approx((495, 15, 505, 55), abs=0.5)
    ((none,),) = walking_areas(STREET, at((500, 50)), [30], max_snap_m=49)
    assert none.is_empty


def test_an_edge_entered_from_both_ends_and_not_walked_through() -> None:
    """A long way round: from either end 50 m are walked, the middle stays out."""
    loop = Network(at((0, 0), (100, 0)), np.array([[0, 1], [0, 1]]), np.array([100.0, 300.0]), "")
    ((shape,),) = walking_areas(loop, at((0, 0)), [150], width_m=5)
    assert shape.contains(shapely.Point(50, 0))
    square = network([(0, 0), (200, 0), (200, 200), (0, 200)], [(0, 1), (1, 2), (2, 3), (3, 0)])
    ((shape,),) = walking_areas(square, at((0, 0)), [350], width_m=5)
    assert [shape.contains(shapely.Point(where)) for where in ((200, 140), (200, 160), (160, 200), (140, 200))] == [
        True, False, False, True,
    ]  # fmt: skip


def test_small_blocks_are_filled_and_large_ones_are_not() -> None:
    """With a width of 40 m a block of 200 m has 120 m left inside, which is filled; one of 400 m has 320."""
    for side, filled in ((200, True), (400, False)):
        block = network([(0, 0), (side, 0), (side, side), (0, side)], [(0, 1), (1, 2), (2, 3), (3, 0)])
        ((shape,),) = walking_areas(block, at((0, 0)), [4 * side])
        assert shape.contains(shapely.Point(side / 2, side / 2)) == filled


@pytest.mark.parametrize("wrong", [[], [0], [100, 100], [200, 100], [np.inf]])
def test_steps_that_do_not_rise_are_refused(wrong: list[float]) -> None:
    with pytest.raises(ValueError, match="steps"):
        straight_areas(at((0, 0)), wrong)
    with pytest.raises(ValueError, match="steps"):
        walking_areas(STREET, at((0, 0)), wrong)


def test_no_targets_and_no_ways() -> None:
    assert walking_areas(STREET, at(), [100]) == straight_areas(at(), [100]) == []
    ((shape,),) = walking_areas(network([], []), at((0, 0)), [100])
    assert shape.is_empty


@settings(deadline=None, max_examples=15)
@given(networks(), points(2))
def test_steps_are_nested_and_hold_every_place_in_reach(ways: Network, targets: np.ndarray) -> None:
    steps = [120.0, 300.0, 301.0]
    found = walking_areas(ways, targets, steps)
    share = np.tile([0.0, 0.3, 0.9], len(ways.edges))
    places = on_edges(ways, np.repeat(np.arange(len(ways.edges)), 3), share)
    for number, shapes in enumerate(found):
        for small, large in pairwise(shapes):
            assert small.difference(large).area < 1e-6
        for step, shape in zip(steps, shapes, strict=True):
            pairs = walking_pairs(ways, places, targets[[number]], step)
            assert shapely.contains_xy(shape, places[pairs.origin]).all()

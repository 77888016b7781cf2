"""Straight distances: worked by hand first, then beside brute force."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sozialraum.analysis.access import nearest_of_many, straight
from sozialraum.analysis.access.straight import Nearest, nearest, pairs_within

LATTICE = st.integers(0, 6).map(float)


def points(most: int) -> st.SearchStrategy[np.ndarray]:
    """Points on a small lattice, so that many are at one place or equally far."""
    return st.integers(0, most).flatmap(lambda n: arrays(np.float64, (n, 2), elements=LATTICE))


def brute(origins: np.ndarray, targets: np.ndarray, k: int) -> Nearest:
    away = np.sqrt(((origins[:, None] - targets[None]) ** 2).sum(axis=2))
    order = np.argsort(away, axis=1, kind="stable")[:, :k]
    short = k - order.shape[1]
    return Nearest(
        np.pad(np.take_along_axis(away, order, axis=1), ((0, 0), (0, short)), constant_values=np.inf),
        np.pad(order, ((0, 0), (0, short)), constant_values=-1),
    )


def test_nearest_by_hand() -> None:
    """Child a: 3 m east and 4 m north of k0, so 5 m. Child b stands in k1. Child c is 10 m from both: the first."""
    targets = np.array([[0.0, 0.0], [20.0, 0.0]])
    found = nearest(np.array([[3.0, 4.0], [20.0, 0.0], [10.0, 0.0]]), targets)
    assert found.distance_m.tolist() == [[5], [0], [10]]
    assert found.target.tolist() == [[0], [1], [0]]
    more = nearest(np.array([[3.0, 4.0]]), targets, k=3)
    assert more.distance_m[0].tolist() == [5, pytest.approx((17**2 + 4**2) ** 0.5), np.inf]
    assert more.target.tolist() == [[0, 1, -1]]


def test_of_targets_at_one_place_the_lowest_number_wins() -> None:
    targets = np.array([[9.0, 9.0], *[[1.0, 1.0]] * 40])
    found = nearest(np.array([[0.0, 0.0], [1.0, 1.0]]), targets, k=3)
    assert found.target.tolist() == [[1, 2, 3], [1, 2, 3]]


def test_no_targets_and_no_origins() -> None:
    none, one = np.empty((0, 2)), np.zeros((1, 2))
    assert nearest(one, none).distance_m.tolist() == [[np.inf]]
    assert nearest(one, none).target.tolist() == [[-1]]
    assert nearest(none, one, k=2).distance_m.shape == (0, 2)
    assert len(pairs_within(one, none, 10.0).origin) == len(pairs_within(none, one, 10.0).origin) == 0


def test_pairs_by_hand() -> None:
    """500 m counts, 500.1 does not, and so does 0."""
    origins = np.array([[0.0, 0.0], [300.0, 400.0]])
    found = pairs_within(origins, np.array([[0.0, 0.0], [500.1, 0.0], [300.0, 400.0]]), 500.0)
    assert list(zip(found.origin, found.target, found.distance_m.round(6), strict=True)) == [
        (0, 0, 0), (0, 2, 500), (1, 0, 500), (1, 1, 447.258326), (1, 2, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", [np.array([[np.nan, 0]]), np.array([[np.inf, 0]]), np.zeros((2, 3)), np.zeros(2)])
def test_what_is_no_point_is_refused(wrong: np.ndarray) -> None:
    right = np.zeros((1, 2))
    for origins, targets in ((wrong, right), (right, wrong)):
        with pytest.raises(ValueError, match=r"points|coordinates"):
            nearest(origins, targets)
        with pytest.raises(ValueError, match=r"points|coordinates"):
            pairs_within(origins, targets, 1.0)
    with pytest.raises(ValueError, match="k must"):
        nearest(right, right, k=0)


@settings(deadline=None, max_examples=60)
@given(points(12), points(15), st.integers(1, 5))
def test_k_nearest_are_those_of_brute_force(origins: np.ndarray, targets: np.ndarray, k: int) -> None:
    found, expected = nearest(origins, targets, k), brute(origins, targets, k)
    assert (found.distance_m == expected.distance_m).all()
    assert (found.target == expected.target).all()


@settings(deadline=None, max_examples=60)
@given(points(12), points(15), st.floats(0, 9))
def test_pairs_are_those_of_brute_force(origins: np.ndarray, targets: np.ndarray, max_m: float) -> None:
    found = pairs_within(origins, targets, max_m)
    away = np.sqrt(((origins[:, None] - targets[None]) ** 2).sum(axis=2))
    expected = np.nonzero(away <= max_m)
    assert (found.origin == expected[0]).all()
    assert (found.target == expected[1]).all()
    assert (found.distance_m == away[expected]).all()


@settings(deadline=None, max_examples=40)
@given(points(8).filter(len), points(8).filter(len), st.floats(0, 1))
def test_a_target_moved_nearer_never_raises_a_distance(
    origins: np.ndarray, targets: np.ndarray, share: float
) -> None:
    before = nearest(origins, targets).distance_m[0, 0]
    moved = targets.copy()
    moved[0] += share * (origins[0] - moved[0])
    assert nearest(origins, moved).distance_m[0, 0] <= before * (1 + 1e-9)


def test_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = np.random.default_rng(1)
    origins, targets = dice.uniform(0, 100, (50, 2)), dice.uniform(0, 100, (9, 2))
    whole, pairs = nearest(origins, targets, 2), pairs_within(origins, targets, 30.0)
    told: list[tuple[int, int]] = []
    monkeypatch.setattr("sozialraum.analysis.access.straight.AT_ONCE", 7)
    assert (nearest(origins, targets, 2, lambda done, of: told.append((done, of))).target == whole.target).all()
    assert (pairs_within(origins, targets, 30.0).distance_m == pairs.distance_m).all()
    assert told[0] == (7, 50)
    assert told[-1] == (50, 50)


@settings(deadline=None, max_examples=40)
@given(points(12).filter(len), points(15), st.integers(0, 2**32 - 1), st.sampled_from([0.02, 0.7, 3.0]))
def test_for_many_origins_the_answer_is_the_same(
    lattice: np.ndarray, targets: np.ndarray, seed: int, width: float
) -> None:
    """Origins on the lattice are as near to several targets; tiles narrow and wide, with few candidates and many."""
    origins = np.concatenate([lattice, np.random.default_rng(seed).uniform(-2, 9, (30, 2))])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(straight, "MANY", 1)
        patch.setattr(straight, "ASKED", 3)
        patch.setattr(nearest_of_many, "ASKED", 3)
        patch.setattr(nearest_of_many, "WIDTH", width)
        patch.setattr(nearest_of_many, "CROWD", 0)
        patch.setattr(nearest_of_many, "AT_ONCE", 11)
        found = nearest(origins, targets)
    expected = brute(origins, targets, 1)
    assert (found.distance_m == expected.distance_m).all()
    assert (found.target == expected.target).all()


def test_many_origins_far_apart_need_no_tiles() -> None:
    dice = np.random.default_rng(2)
    origins, targets = dice.uniform(0, 1e6, (straight.MANY, 2)), dice.uniform(0, 1e6, (5_000, 2))
    found = nearest(origins, targets)
    assert (found.target[:50] == brute(origins[:50], targets, 1).target).all()
    assert (nearest(origins, origins[:5_000]).distance_m[:5_000] == 0).all()

"""Counts of the same people by two marks, by hand: five places of one area and what follows from two told counts."""

import numpy as np

from sozialraum.analysis.access.areas import belonging
from sozialraum.analysis.access.edition.beside import Beside, Told, told_beside
from sozialraum.analysis.access.edition.units import in_units, units

FIVE = 5.0
PEOPLE = np.array([20.0, 3.0, 30.0, 0.0, 9.0])
LIVED = np.array([True, True, True, False, True])
HERE = belonging(np.array(["a"] * 5, dtype=object), {"a": ["a"]})


def mark(*places: int) -> np.ndarray:
    return np.isin(np.arange(5), places)[:, None]


def beside(new: np.ndarray, told: np.ndarray, hidden: bool = False) -> Beside:
    return told_beside(new, [Told(told, np.array([[hidden]]))], PEOPLE, LIVED, HERE, FIVE)


def test_a_count_within_a_told_one_is_not_told_if_few_are_between() -> None:
    """23 within 1 km of any school, 20 of a non-denominational one: 3 have only the other. Of 53 and 23: 30."""
    assert beside(mark(0), mark(0, 1)).gone.item()
    assert beside(mark(0, 1), mark(0)).gone.item()
    assert not beside(mark(0), mark(0, 1), hidden=True).gone.item()
    assert not beside(mark(0, 1), mark(0, 1, 2)).gone.item()


def test_nor_one_that_overlaps_a_told_one_if_together_they_are_all() -> None:
    """23 and 42 of 62: in both are 3. Without the last place in either, nobody can say."""
    assert beside(mark(1, 2, 4), mark(0, 1)).gone.item()
    assert not beside(mark(1, 2), mark(0, 1)).gone.item()


def test_the_same_count_is_known_or_withheld_whatever_it_is_called() -> None:
    """Also where they differ in a place without residents only, and where one counts all others."""
    for new in (mark(0, 1), mark(0, 1, 3), mark(2, 4)):
        assert beside(new, mark(0, 1)).known.item()
        assert beside(new, mark(0, 1), hidden=True).gone.item()
    assert not beside(mark(0, 2), mark(0, 1)).known.item()


def test_how_far_a_withheld_count_may_be_off() -> None:
    """20 within 53 told: up to 33 more, down to nobody. Beside 30 told of others: up to 62 - 50 = 12 more."""
    assert beside(mark(0), mark(0, 1, 2)).room.item() == 33
    assert beside(mark(0), mark(2)).room.item() == 12
    assert np.isinf(beside(mark(0, 1), mark(1, 2)).room.item())


def test_units_are_round_and_large_enough() -> None:
    assert units(0.01, np.array([0.0, 0.011, 0.03, 0.2, 0.21, np.nan]))[:5].tolist() == [0.01, 0.02, 0.05, 0.2, 0.5]
    assert in_units(np.array([0.125, 0.374]), np.array([0.01, 0.05])).tolist() == [0.13, 0.35]

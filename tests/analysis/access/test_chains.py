"""Which counts of people within rising distances an edition tells, and that the rest follows from none of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sozialraum.analysis.access.edition.beside import alone
from sozialraum.analysis.access.edition.chains import Sum, sums_of_areas, withheld, withheld_of_groups

FIVE = 5.0
MEMBERS = {"city": ["a", "b", "c", "d"], "west": ["a", "b"], "a": ["a"], "b": ["b"], "c": ["c"], "d": ["d"]}
LEVELS = {"city": "city", "west": "bezirk"} | dict.fromkeys("abcd", "sozialraum")


def steps(counts: list[list[float]], first: tuple[int, ...] = ()) -> list[list[bool]]:
    table = np.array(counts, dtype=float)
    return withheld(table, [], FIVE, alone(np.zeros(table.shape, dtype=bool)), first).tolist()


def test_steps_of_one_area_by_hand() -> None:
    """As docs/methods.md#erreichbarkeit-geheimhaltung has it. b: 3 is small, 20 leaves 2; c: 9 is 3 more than 6."""
    assert steps([[10, 20, 30, 30], [3, 20, 20, 22], [0, 6, 9, 14], [0, 0, 4, 4]]) == [
        [False, False, False, False],
        [True, True, True, False],
        [False, False, True, False],
        [True, True, True, True],
    ]


def test_a_column_that_matters_more_is_told_first() -> None:
    """6 and 9 cannot both be told; with the third column first it is 9, unless what is left is small."""
    assert steps([[0, 6, 9, 14]], (2,)) == [[False, True, False, False]]
    assert steps([[0, 6, 11, 14]], (2,)) == [[False, False, True, False]]


def test_all_sums_that_larger_areas_tell() -> None:
    """The city, the west, and the city without the west."""
    assert {(one.totals, one.parts) for one in sums_of_areas(MEMBERS, LEVELS)} == {
        ((0,), (2, 3, 4, 5)), ((1,), (2, 3)), ((0, 1), (4, 5)),
    }  # fmt: skip


def test_a_small_count_takes_the_smallest_safe_one_of_its_sum_along() -> None:
    """a has 3 within; b (30 of 90) is the smallest in the west with room on both sides, so c and d stay."""
    counts = np.array([[103, 300], [33, 100], [3, 10], [30, 90], [20, 90], [50, 110]], dtype=float)
    hidden = withheld(counts, sums_of_areas(MEMBERS, LEVELS), FIVE, alone(np.zeros(counts.shape, dtype=bool)))
    assert hidden[:, 0].tolist() == [False, False, True, True, False, False]
    assert not hidden[:, 1].any()


def test_without_a_safe_one_the_sum_itself_is_withheld() -> None:
    """Nobody in b is within, so it hides nothing: the west is withheld, and with it the city without the west."""
    counts = np.array([[73, 300], [3, 100], [3, 10], [0, 90], [20, 90], [50, 110]], dtype=float)
    hidden = withheld(counts, sums_of_areas(MEMBERS, LEVELS), FIVE, alone(np.zeros(counts.shape, dtype=bool)))
    assert hidden[:, 0].tolist() == [False, True, True, False, True, False]


def test_an_area_with_few_people_takes_a_whole_row_along() -> None:
    counts = np.array([[104, 304], [33, 103], [1, 3], [32, 100], [21, 90], [50, 111]], dtype=float)
    hidden = withheld(counts, sums_of_areas(MEMBERS, LEVELS), FIVE, alone(np.zeros(counts.shape, dtype=bool)))
    assert hidden.tolist() == [[False, False], [False, False], [True, True], [True, True], *[[False, False]] * 2]


def test_two_groups_together_tell_neither_of_them() -> None:
    """9 children are not told where 4 of them are under three: 9 less 5 from three on would tell the 4."""
    older, younger = np.array([[5.0, 5.0]]), np.array([[0.0, 4.0]])
    each = {"older": older, "younger": younger}
    none = dict.fromkeys(each, alone(np.zeros(older.shape, dtype=bool)))
    assert withheld_of_groups(older + younger, each, none, [], FIVE)[0].tolist() == [[True, True]]
    assert withheld_of_groups(older, {"older": older}, {"older": none["older"]}, [], FIVE)[0].tolist() == [
        [False] * 2
    ]


COUNTS = st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=4, max_size=4)


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(COUNTS)
def test_no_small_number_is_the_difference_of_told_ones(drawn: list[list[int]]) -> None:
    """Neither in an area, nor what a sum leaves over for the withheld ones: these are two at least, and not alone
    small together."""
    parts = np.cumsum(np.array(drawn, dtype=float), axis=1)
    counts = np.vstack([parts.sum(axis=0), parts[:2].sum(axis=0), parts])
    sums = sums_of_areas(MEMBERS, LEVELS)
    hidden = withheld(counts, sums, FIVE, alone(np.zeros(counts.shape, dtype=bool)))
    for row, gone in zip(counts, hidden, strict=True):
        told = [0.0, *row[~gone]]
        assert all(step == 0 or step >= FIVE for step in np.diff(told))
    for one in sums:
        _guards(counts, hidden, one)


def _guards(counts: np.ndarray, hidden: np.ndarray, one: Sum) -> None:
    for column in range(counts.shape[1]):
        gone = [part for part in one.parts if hidden[part, column]]
        if not any(hidden[total, column] for total in one.totals) and gone:
            assert len(gone) > 1
            assert counts[gone, column].sum() >= FIVE

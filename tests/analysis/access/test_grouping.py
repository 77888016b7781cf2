"""Sorting into groups by counting."""

import numpy as np

from sozialraum.analysis.access.grouping import grouped


def test_groups_by_hand() -> None:
    """Group 1 has the things 0 and 3, group 2 none, group 3 the thing 1; within a group the lower number first."""
    order, first = grouped(np.array([1, 3, 0, 1]), 4)
    assert order.tolist() == [2, 0, 3, 1]
    assert first.tolist() == [0, 1, 3, 3, 4]


def test_nothing_to_group() -> None:
    order, first = grouped(np.empty(0, dtype=np.int64), 2)
    assert order.tolist() == []
    assert first.tolist() == [0, 0, 0]

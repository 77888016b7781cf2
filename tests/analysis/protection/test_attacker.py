"""The smallest and largest value somebody can work out, by hand and beside whole numbers tried one by one."""

import numpy as np
from analysis.protection.systems import drawn, tables
from analysis.protection.witness import possible
from hypothesis import given, settings

from sozialraum.analysis.protection.attacker import values_left, values_possible
from sozialraum.analysis.protection.system import State, System

PAIR = """
    | cell | value | state  | least |
    |------|-------|--------|-------|
    | a    |     3 | hidden |     1 |
    | b    |     7 | hidden |     1 |
    | c    |     5 | open   |     1 |
    | t    |    15 | open   |     1 |
    """


def test_two_withheld_cells_share_what_the_total_leaves() -> None:
    pair = drawn(PAIR, "t = a + b + c")
    assert values_left(pair, pair.state == State.HIDDEN, [0, 1]) == {0: (1, 9), 1: (1, 9)}


def test_a_cell_that_is_worked_out_has_one_value() -> None:
    pair = drawn(PAIR, "t = a + b + c")
    only = np.array([True, False, False, False])
    assert values_left(pair, only, [0]) == {0: (3, 3)}


def test_a_cell_without_a_limit_has_none() -> None:
    pair = drawn(PAIR, "t = a + b + c")
    assert values_left(pair, np.array([True, False, False, True]), [0, 3]) == {0: (1, np.inf), 3: (13, np.inf)}


def test_where_halves_would_fit_whole_numbers_are_asked_for() -> None:
    """2a + b = 7 with b from 1 to 2: a may be 2.5 to 3 in a linear program, and is 3."""
    uneven = drawn(
        """
        | cell | value | state  | least | most |
        |------|-------|--------|-------|------|
        | a    |     3 | hidden |     0 |      |
        | b    |     1 | never  |     1 |    2 |
        | t    |     7 | known  |       |      |
        | u    |     3 | never  |       |      |
        """,
        "t = a + u + b",
        "a <= u",
        "u <= a",
    )
    assert values_left(uneven, uneven.state == State.HIDDEN, [0]) == {0: (3, 3)}


def test_how_many_values_lie_between() -> None:
    assert values_possible(1, 4, True) == 4
    assert values_possible(0.5, 3.5, True) == 3
    assert values_possible(0.5, 3.5, False) == 4
    assert values_possible(0, np.inf, True) == np.inf


@settings(max_examples=5, deadline=None)
@given(system=tables(areas=3, groups=2))
def test_as_many_values_as_can_be_counted_one_by_one(system: System) -> None:
    withheld = (system.state == State.HIDDEN) | (system.state == State.OPEN)
    for cell, (low, high) in values_left(system, withheld, np.flatnonzero(withheld)[:3]).items():
        assert possible(system, withheld, cell, 4) == min(values_possible(low, high, True), 4)

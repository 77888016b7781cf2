"""Known answers by hand, and what holds for every table."""

import dataclasses

import numpy as np
import pytest
from analysis.protection.systems import drawn, named, tables
from analysis.protection.witness import greedy, least_loss, short_of_needs, worked_out
from hypothesis import given, settings
from hypothesis import strategies as st

from sozialraum.analysis.protection.optimum import Work
from sozialraum.analysis.protection.protect import protected
from sozialraum.analysis.protection.system import State, System

TOTAL = "t = a + b + c"


def withheld(system: System) -> list[str]:
    return named(system, protected(system).withheld)


def test_a_single_hidden_cell_in_a_row_gets_the_cheapest_partner() -> None:
    row = drawn(
        """
        | cell | value | state  | most | least | weight |
        |------|-------|--------|------|-------|--------|
        | a    |     3 | hidden |    4 |     1 |        |
        | b    |    20 | open   |      |       |      2 |
        | c    |    30 | open   |      |       |      1 |
        | t    |    53 | open   |      |       |      9 |
        """,
        TOTAL,
    )
    answer = protected(row)
    assert named(row, answer.withheld) == ["a", "c"]
    assert (answer.loss, answer.bound, answer.exact.all(), answer.unsafe) == (1, 1, True, ())


def test_two_fours_below_a_published_eight_are_widened() -> None:
    row = drawn(
        """
        | cell | value | state  | most | least | weight |
        |------|-------|--------|------|-------|--------|
        | a    |     4 | hidden |    4 |     1 |        |
        | b    |     4 | hidden |    4 |     1 |        |
        | c    |    30 | open   |      |       |        |
        | t    |    38 | open   |      |       |      9 |
        """,
        TOTAL,
    )
    assert withheld(row) == ["a", "b", "c"]


def test_two_fours_that_nothing_can_widen_are_named_unsafe() -> None:
    row = drawn(
        """
        | cell | value | state  | most | least |
        |------|-------|--------|------|-------|
        | a    |     4 | hidden |    4 |     1 |
        | b    |     4 | hidden |    4 |     1 |
        | t    |     8 | known  |      |       |
        """,
        "t = a + b",
    )
    answer = protected(row)
    assert answer.unsafe == (0, 1)
    assert named(row, answer.withheld) == ["a", "b"]


def test_one_and_five_below_a_published_six_stand() -> None:
    row = drawn(
        """
        | cell | value | state  | most | least |
        |------|-------|--------|------|-------|
        | a    |     1 | hidden |    4 |     1 |
        | b    |     5 | hidden |      |     1 |
        | c    |    30 | open   |      |       |
        | t    |    36 | open   |      |       |
        """,
        TOTAL,
    )
    assert withheld(row) == ["a", "b"]


def test_zeros_that_are_known_protect_nobody() -> None:
    row = drawn(
        """
        | cell | value | state  | most | least | weight |
        |------|-------|--------|------|-------|--------|
        | a    |     3 | hidden |    4 |     1 |        |
        | b    |     0 | known  |      |       |      1 |
        | c    |    30 | open   |      |       |      5 |
        | t    |    33 | open   |      |       |      9 |
        """,
        TOTAL,
    )
    assert withheld(row) == ["a", "c"]


def test_a_published_change_between_two_dates_gives_no_value_away() -> None:
    row = drawn(
        """
        | cell | value | state  | most | least | weight |
        |------|-------|--------|------|-------|--------|
        | new  |    30 | open   |      |       |      3 |
        | old  |     3 | hidden |    4 |     1 |        |
        | step |    27 | open   |      |  -inf |      1 |
        """,
        "new = old + step",
    )
    assert withheld(row) == ["old", "step"]


def test_a_larger_area_beside_all_but_one_of_its_parts() -> None:
    nested = drawn(
        """
        | cell | value | state  | most | least | weight |
        |------|-------|--------|------|-------|--------|
        | a    |     3 | hidden |    4 |     1 |        |
        | b    |    20 | open   |      |       |      1 |
        | c    |    30 | open   |      |       |      1 |
        | d    |    40 | open   |      |       |      1 |
        | ab   |    23 | open   |      |       |      4 |
        | cd   |    70 | open   |      |       |      4 |
        | city |    93 | known  |      |       |      9 |
        """,
        "ab = a + b",
        "cd = c + d",
        "city = ab + cd",
    )
    assert withheld(nested) == ["a", "b"]


def test_a_base_beside_a_hidden_count_and_its_rest() -> None:
    share = drawn(
        """
        | cell  | value | state  | most | least | weight | needs |
        |-------|-------|--------|------|-------|--------|-------|
        | base1 |    60 | open   |      |       |      5 |       |
        | base2 |    70 | open   |      |       |      6 |       |
        | bases |   130 | known  |      |       |        |       |
        | num1  |    58 | open   |      |       |      2 |       |
        | num2  |    30 | open   |      |       |      2 |       |
        | nums  |    88 | known  |      |       |        |       |
        | rest1 |     2 | never  |    4 |     1 |        |     3 |
        | rest2 |    40 | never  |      |       |        |       |
        """,
        "base1 = num1 + rest1",
        "base2 = num2 + rest2",
        "bases = base1 + base2",
        "nums = num1 + num2",
    )
    assert withheld(share) == ["num1", "num2"]


def test_a_rank_that_pins_a_value() -> None:
    """b is ranked below a and above c, which are almost equal: withheld alone it is worked out."""
    ranked = drawn(
        """
        | cell | value | state  | most | least | weight |
        |------|-------|--------|------|-------|--------|
        | a    |     4 | known  |      |       |        |
        | b    |     4 | hidden |      |     1 |        |
        | c    |     3 | open   |      |       |      2 |
        """,
        "b <= a",
        "c <= b",
    )
    assert withheld(ranked) == ["b", "c"]


def test_of_equal_losses_the_earlier_key_is_taken() -> None:
    names = [f"b{at:02d}" for at in range(12)]
    cells = "\n".join(f"| {name} | 20 | open | | |" for name in names)
    row = drawn(
        f"""
        | cell | value | state  | most | least |
        |------|-------|--------|------|-------|
        | a    |     3 | hidden |    4 |     1 |
        {cells}
        | t    |   243 | known  |      |       |
        """,
        f"t = a + {' + '.join(names)}",
    )
    assert withheld(row) == ["a", "b00"]


def test_a_partner_that_is_a_secret_itself_once_withheld_is_not_taken() -> None:
    """x could protect a, but has itself too few values: with the total of its own row known it would be told."""
    rows = drawn(
        """
        | cell | value | state  | most | least | weight | needs |
        |------|-------|--------|------|-------|--------|-------|
        | a    |     3 | hidden |    4 |     1 |        |       |
        | b    |    20 | open   |      |       |      5 |       |
        | x    |     6 | open   |    7 |     6 |      1 |     3 |
        | t    |    29 | known  |      |       |        |       |
        """,
        "t = a + b + x",
    )
    assert withheld(rows) == ["a", "b"]


def test_a_system_that_is_not_true_is_refused() -> None:
    row = drawn(
        """
        | cell | value | state  |
        |------|-------|--------|
        | a    |     3 | hidden |
        | b    |    20 | open   |
        | t    |    24 | open   |
        """,
        "t = a + b",
    )
    with pytest.raises(ValueError, match="relation does not hold"):
        protected(row)


def test_nothing_secret_nothing_withheld() -> None:
    row = drawn(
        """
        | cell | value | state |
        |------|-------|-------|
        | a    |     3 | open  |
        | t    |     3 | open  |
        """,
        "t = a",
    )
    answer = protected(row)
    assert not answer.withheld.any()
    assert answer.exact.all()


def test_a_little_up_and_a_little_down_are_cheaper_than_another_cell() -> None:
    """a2 and b1 have no way of two steps among what is unknown with the city alone, but one up and one down."""
    cells = drawn(
        """
        | cell  | value | state  | most | least |
        |-------|-------|--------|------|-------|
        | a0    |     2 | hidden |    4 |     1 |
        | a1    |     2 | hidden |    4 |     1 |
        | b0    |     2 | hidden |    4 |     1 |
        | b2    |     2 | hidden |    4 |     1 |
        | c0    |     5 | open   |      |     1 |
        | c1    |     5 | open   |      |     1 |
        | city0 |     9 | open   |      |     1 |
        | city1 |     7 | open   |      |     1 |
        | city2 |     2 | hidden |    4 |     1 |
        """,
        "a0 = a1",
        "b0 = b2",
        "c0 = c1",
        "city0 = a0 + b0 + c0",
        "city1 = a1 + c1",
        "city2 = b2",
        "city0 = city1 + city2",
    )
    answer = protected(cells)
    assert (answer.loss, answer.bound, bool(answer.exact.all())) == (1, 1, True)


@settings(max_examples=5, deadline=None)
@given(system=tables(areas=3, groups=2))
def test_nothing_can_be_worked_out_of_tiny_tables(system: System) -> None:
    answer = protected(system)
    assert worked_out(system, answer.withheld, answer.unsafe) == []
    assert answer.bound <= answer.loss
    if not short_of_needs(system, system.state != State.KNOWN):
        assert answer.loss == pytest.approx(answer.bound)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(system=tables(areas=5, groups=3))
def test_nothing_can_be_worked_out_of_larger_ones(system: System) -> None:
    answer = protected(system)
    assert worked_out(system, answer.withheld, answer.unsafe) == []
    assert not (answer.withheld & (system.state == State.KNOWN)).any()
    rivals, loss = greedy(system)
    if answer.exact.all() and not answer.unsafe:
        assert worked_out(system, rivals) == []
        assert answer.loss <= loss


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(system=tables(areas=3, groups=2))
def test_where_it_says_so_the_loss_is_the_smallest_of_all_subsets(system: System) -> None:
    answer, least = protected(system), least_loss(system)
    assert answer.bound <= least
    if answer.exact.all():
        assert answer.loss == least
    if not short_of_needs(system, system.state != State.KNOWN):  # else one reading is not all that is asked for
        assert answer.exact.all()


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(system=tables(areas=5, groups=3), seed=st.integers(0, 9))
def test_the_order_of_relations_never_matters(system: System, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(system.low))
    other = dataclasses.replace(
        system, relations=system.relations[order], low=system.low[order], high=system.high[order]
    )
    assert (protected(system).withheld == protected(other).withheld).all()


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(system=tables(areas=5, groups=3))
def test_without_any_search_flows_are_safe_too(system: System) -> None:
    best, answer = protected(system), protected(system, work=Work(component=0))
    assert worked_out(system, answer.withheld, answer.unsafe) == []
    assert answer.bound <= best.loss
    if best.exact.all():
        assert best.loss <= answer.loss

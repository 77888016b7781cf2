"""A flow is another possible table: drawn by hand, kept as a proof, dropped when a cell it moves is told."""

from dataclasses import replace

import numpy as np
import pytest
from analysis.protection.systems import drawn, named

from sozialraum.analysis.protection.components import Core, core_of
from sozialraum.analysis.protection.flows import grown
from sozialraum.analysis.protection.giving_back import given_back
from sozialraum.analysis.protection.limits import narrow
from sozialraum.analysis.protection.proofs import Proofs, fits
from sozialraum.analysis.protection.protect import protected
from sozialraum.analysis.protection.surroundings import Around
from sozialraum.analysis.protection.system import System

ROW = """
    | cell | value | state  | most | least | weight |
    |------|-------|--------|------|-------|--------|
    | a    |     3 | hidden |    4 |     1 |        |
    | b    |    20 | open   |      |       |      2 |
    | c    |    30 | open   |      |       |      1 |
    | t    |    53 | known  |      |       |        |
    """
TWO_ONES = """
    | cell | value | state  | most | least |
    |------|-------|--------|------|-------|
    | a    |     1 | hidden |    3 |     1 |
    | b    |     1 | hidden |    3 |     1 |
    | t    |     2 | hidden |    3 |     1 |
    """


def row() -> tuple[System, Core]:
    system = drawn(ROW, "t = a + b + c")
    return system, core_of(system)


def chosen(core: Core, *places: int) -> np.ndarray:
    return np.isin(np.arange(len(core.cells)), places)


def test_a_flow_fits_where_what_one_cell_gains_another_loses() -> None:
    core = row()[1]
    assert fits(core, np.array([0, 2]), np.array([-2.0, 2.0]))
    assert not fits(core, np.array([0, 2]), np.array([-2.0, 1.0]))  # the total would change
    assert not fits(core, np.array([0, 2]), np.array([2.0, -2.0]))  # a would be 5, above its limit
    assert not fits(core, np.array([0, 2]), np.array([-0.5, 0.5]))  # half a person


def test_a_secret_takes_the_flow_with_the_cheapest_partner() -> None:
    core = row()[1]
    proofs, exempt = Proofs(core), set[int]()
    found = grown(core, chosen(core), exempt, proofs, Around(core))
    assert (np.flatnonzero(found).tolist(), exempt) == ([2], set())
    assert proofs.wide(core.width).all()
    assert (proofs.low[0], proofs.high[2]) == (-2, 2)


def test_what_is_withheld_already_costs_nothing_more() -> None:
    core = row()[1]
    found = grown(core, chosen(core, 1), set(), Proofs(core), Around(core))
    assert np.flatnonzero(found).tolist() == [1]


def test_a_dropped_proof_shows_nothing_any_more_and_the_others_stay() -> None:
    core = row()[1]
    proofs = Proofs(core)
    first = proofs.add(core, np.array([0, 1]), np.array([-2.0, 2.0]))
    second = proofs.add(core, np.array([0, 2]), np.array([-1.0, 1.0]))
    assert (proofs.moving([0]), proofs.moving([1]), proofs.moving([2])) == ([first, second], [first], [second])
    gone = proofs.drop([first])
    assert [cells.tolist() for cells, _ in gone] == [[0, 1]]
    assert (proofs.low.tolist(), proofs.high.tolist()) == ([-1, 0, 0], [0, 0, 1])
    assert proofs.moving([1]) == []


def test_a_proof_that_breaks_a_relation_is_refused() -> None:
    core = row()[1]
    with pytest.raises(ValueError, match="breaks a relation"):
        Proofs(core).add(core, np.array([0, 2]), np.array([-2.0, 1.0]))


def test_a_flow_brings_its_mirror_image_where_that_shows_more_and_fits() -> None:
    """-2 shows three values of a. -1 shows two: +1 fits as well, and then -1 to 1 are three."""
    core = row()[1]
    enough, short = Proofs(core), Proofs(core)
    assert len(enough.add_with_likes(core, np.array([0, 2]), np.array([-2.0, 2.0]))) == 1
    assert len(short.add_with_likes(core, np.array([0, 2]), np.array([-1.0, 1.0]))) == 2
    assert (short.low[0], short.high[0]) == (-1, 1)
    assert short.wide(core.width)[0]


def test_a_copy_of_proofs_goes_its_own_way() -> None:
    core = row()[1]
    proofs = Proofs(core)
    proofs.add(core, np.array([0, 1]), np.array([-1.0, 1.0]))
    other = proofs.copy(core)
    other.add(core, np.array([0, 2]), np.array([-2.0, 2.0]))
    assert (proofs.low[0], other.low[0]) == (-1, -2)
    assert (len(proofs.moving([0])), len(other.moving([0]))) == (1, 2)


def test_what_nobody_needs_is_given_back_dearest_first() -> None:
    core = row()[1]
    both = chosen(core, 1, 2)
    proofs = Proofs(core)
    proofs.add(core, np.array([0, 1]), np.array([-2.0, 2.0]))
    assert np.flatnonzero(given_back(core, both, set(), proofs, 500)).tolist() == [2]
    assert proofs.wide(core.width)[0]
    assert proofs.moving([1]) == []


def test_what_is_needed_is_kept_with_its_proof() -> None:
    core = row()[1]
    proofs = Proofs(core)
    proofs.add(core, np.array([0, 2]), np.array([-2.0, 2.0]))
    assert np.flatnonzero(given_back(core, chosen(core, 2), set(), proofs, 500)).tolist() == [2]
    assert proofs.wide(core.width)[0]


def test_a_secret_with_too_few_values_of_its_own_is_given_up_at_once() -> None:
    core = replace(row()[1], width=np.array([4.0, 0, 0]))
    exempt = set[int]()
    assert narrow(core).tolist() == [True, False, False]
    assert not grown(core, chosen(core), exempt, Proofs(core), Around(core)).any()
    assert exempt == {0}


def test_a_little_up_and_a_little_down_are_enough_together() -> None:
    """a may be 9 to 11: neither way alone leaves three values."""
    between = drawn(
        """
        | cell | value | state  | least | most | needs |
        |------|-------|--------|-------|------|-------|
        | a    |    10 | hidden |       |      |     3 |
        | b    |     5 | never  |     4 |    6 |       |
        | t    |    15 | known  |       |      |       |
        | u    |     0 | known  |       |      |       |
        """,
        "t = a + b",
    )
    assert protected(between).unsafe == ()


def test_a_total_of_two_ones_is_content_with_two_values_under_a_right_guess() -> None:
    """Who guesses that few are few finds 2 or 3 in all, 1 or 2 in each part; for all others three and more."""
    ones = drawn(TWO_ONES, "t = a + b")
    answer = protected(ones)
    assert answer.unsafe == ()
    assert named(ones, answer.withheld) == ["a", "b", "t"]


def test_both_readings_are_asked_for() -> None:
    """The same limits known for certain, not only guessed: two values are all anybody has."""
    ones = drawn(TWO_ONES, "t = a + b")
    certain = replace(ones, guess=np.zeros(3, dtype=bool))
    assert protected(certain).unsafe == (0, 1, 2)


def test_two_fours_below_a_known_eight_stay_unsafe_in_both_readings() -> None:
    fours = drawn(
        """
        | cell | value | state  | most | least |
        |------|-------|--------|------|-------|
        | a    |     4 | hidden |    4 |     1 |
        | b    |     4 | hidden |    4 |     1 |
        | t    |     8 | known  |      |       |
        """,
        "t = a + b",
    )
    assert protected(fours).unsafe == (0, 1)

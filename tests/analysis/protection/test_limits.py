"""How far cells can move at all, worked out from their relations before any program is asked."""

from dataclasses import replace

import numpy as np
from analysis.protection.systems import drawn

from sozialraum.analysis.protection.components import core_of
from sozialraum.analysis.protection.limits import narrow, tightened

TWO = """
    | cell | value | state  | most | least |
    |------|-------|--------|------|-------|
    | a    |     1 | hidden |    4 |     1 |
    | b    |     2 | hidden |    4 |     1 |
    | c    |     6 | open   |      |     1 |
    | t    |     3 | known  |      |       |
    | u    |     9 | open   |      |     1 |
    """


def test_parts_of_a_known_total_cannot_be_more_than_the_others_leave() -> None:
    """a + b = 3 with 1 at least each: a is 1 or 2, so is b, and neither has three values; c and u stay free."""
    core = core_of(drawn(TWO, "t = a + b", "u = a + b + c"))
    found = tightened(core)
    assert found.down[:2].tolist() == [0, 1]
    assert found.up[:2].tolist() == [1, 0]
    assert narrow(found).tolist() == [True, True, False, False]
    assert (found.up[2:] == core.up[2:]).all()


def test_what_follows_from_what_follows_is_found_too() -> None:
    """v = u and u = t known: neither moves."""
    core = core_of(
        drawn(
            """
            | cell | value | state  | least |
            |------|-------|--------|-------|
            | a    |     3 | hidden |     1 |
            | b    |     7 | open   |     1 |
            | t    |    10 | open   |     1 |
            | u    |    10 | open   |     1 |
            | v    |    10 | known  |       |
            """,
            "t = a + b",
            "u = t",
            "v = u",
        )
    )
    found = tightened(core)
    assert (found.up[2:].tolist(), found.down[2:].tolist()) == ([0, 0], [0, 0])
    assert (found.up[0], found.down[0], found.up[1], found.down[1]) == (6, 2, 2, 6)


def test_inequalities_limit_one_side_only() -> None:
    core = core_of(
        drawn(
            """
            | cell | value | state  | least |
            |------|-------|--------|-------|
            | a    |     4 | known  |       |
            | b    |     3 | hidden |     0 |
            | c    |     1 | hidden |     0 |
            """,
            "b <= a",
            "c <= b",
        )
    )
    found = tightened(core)
    assert (found.up.tolist(), found.down.tolist()) == ([1, 3], [3, 1])


def test_a_cell_that_is_never_withheld_holds_no_other() -> None:
    """x would be too narrow once withheld, so it is told: it neither moves nor loses its own limits."""
    core = core_of(
        drawn(
            """
            | cell | value | state  | most | least | needs |
            |------|-------|--------|------|-------|-------|
            | a    |     3 | hidden |    4 |     1 |       |
            | x    |     6 | open   |    7 |     6 |     3 |
            | t    |     9 | known  |      |       |       |
            """,
            "t = a + x",
        )
    )
    found = tightened(core)
    assert (found.up.tolist(), found.down.tolist()) == ([0, 1], [0, 0])
    assert np.array_equal(tightened(replace(core, width=np.zeros(2))).up, [0, 1])

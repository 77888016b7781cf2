"""Which cells may move near a secret: the same alone and with others."""

import numpy as np
from analysis.protection.systems import drawn, tables
from hypothesis import given, settings

from sozialraum.analysis.protection.components import core_of
from sozialraum.analysis.protection.surroundings import SIZES, Around
from sozialraum.analysis.protection.system import System


def test_cells_alone_in_an_equation_are_not_near() -> None:
    """t and u are open, but v is known: t cannot move, so u cannot; both are no help to a."""
    chain = drawn(
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
    core = core_of(chain)
    near, rows = Around(core).of(0, 0)
    assert [chain.keys[at] for at in core.cells[near]] == ["a", "b"]
    assert all(0 in core.matrix[int(row)].indices or 1 in core.matrix[int(row)].indices for row in rows)


@settings(max_examples=5, deadline=None)
@given(system=tables(areas=5, groups=3))
def test_many_at_once_are_found_as_one_by_one(system: System) -> None:
    core = core_of(system)
    every = list(range(len(core.cells)))
    together = Around(core, (3, *SIZES))
    for which in (0, 1):
        if every:
            together.search(every, which)
        for cell in every:
            alone, rows = Around(core, (3, *SIZES)).of(cell, which)
            assert np.array_equal(together.of(cell, which)[0], alone)
            assert np.array_equal(together.of(cell, which)[1], rows)
            assert cell in alone

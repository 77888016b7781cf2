"""The solver against all whole numbers there are, and tables protected in a way known to be safe."""

from itertools import product
from random import Random

import numpy as np
import pandas as pd
from analysis.audit.riddles import found, indicator, rules
from hypothesis import given, settings
from hypothesis import strategies as st

from sozialraum.analysis.audit.possible import possible
from sozialraum.analysis.audit.riddle import CELLS, LIMITS, LINKS, Riddle
from sozialraum.model.tables import frame

MOST = 4.0
FACTORS = st.sampled_from([-1.0, 0.0, 0.0, 1.0, 2.0])
SYSTEMS = st.integers(2, 4).flatmap(
    lambda size: st.tuples(
        st.lists(st.integers(0, int(MOST)), min_size=size, max_size=size),
        st.lists(st.lists(FACTORS, min_size=size, max_size=size), min_size=1, max_size=3),
    )
)


def made(truth: list[int], sums: list[list[float]], needs: float = 3.0) -> Riddle:
    """Numbers from 0 to 4, and sums of them that are told."""
    names = [f"n{at}" for at in range(len(truth))]
    cells = frame(
        CELLS,
        [
            {
                "cell": name,
                "truth": float(one),
                "whole": True,
                "least": 0.0,
                "most": MOST,
                "needs": needs,
                "bound": True,
            }
            for name, one in zip(names, truth, strict=True)
        ],
    )
    links = [
        {"relation": f"r{at}", "cell": name, "factor": factor}
        for at, row in enumerate(sums)
        for name, factor in zip(names, row, strict=True)
        if factor
    ]
    added = [float(np.dot(row, truth)) for row in sums]
    limits = [{"relation": f"r{at}", "low": one, "high": one} for at, one in enumerate(added)]
    return Riddle(cells, frame(LINKS, links), frame(LIMITS, limits))


@settings(max_examples=25, deadline=None)
@given(SYSTEMS, st.integers(2, int(MOST) + 1))
def test_values_are_those_of_all_whole_numbers_that_fit(
    system: tuple[list[int], list[list[float]]], needs: int
) -> None:
    truth, sums = system
    every = np.array(list(product(range(int(MOST) + 1), repeat=len(truth))))
    fits = every[(every @ np.array(sums).T == np.array(sums) @ np.array(truth)).all(axis=1)]
    values = [np.unique(fits[:, at]) for at in range(len(truth))]
    found = possible(made(truth, sums, needs))
    assert [few < needs for few in found["values"]] == [len(one) < needs for one in values]
    assert all(low in own and high in own for low, high, own in zip(found["low"], found["high"], values, strict=True))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=4, max_size=4), st.randoms())
def test_a_table_without_its_sums_tells_nothing(counts: list[list[int]], dice: Random) -> None:
    """Four areas by three ages: whoever sees neither totals nor the city learns nothing, in whatever order."""
    rows = [
        f"|{area}|children|{count}{'?' if 0 < count < 5 else ''}|age=g{at}|"
        for area, own in zip("abcd", counts, strict=True)
        for at, count in enumerate(own)
    ]
    dice.shuffle(rows)
    text = "|area|indicator|value|group|\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
    assert found(text, rules(indicator("children"))) == []


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(1, 30), min_size=4, max_size=4))
def test_a_line_is_safe_where_two_large_ones_are_withheld_with_the_small(counts: list[int]) -> None:
    """What is small has room up to 4 as long as two large ones take up what it leaves."""
    large = [at for at, count in enumerate(counts) if count >= 10][:2]
    few = [count for count in counts if count < 5]
    hidden = [count < 5 or bool(few and at in large) for at, count in enumerate(counts)]
    rows = [
        f"|{area}|children|{count}{'?' if gone else ''}|"
        for area, count, gone in zip("abcd", counts, hidden, strict=True)
    ]
    text = "|area|indicator|value|\n|---|---|---|\n" + "\n".join(rows) + f"\n|city|children|{sum(counts)}|\n"
    if len(large) == 2 or not few:
        assert found(text, rules(indicator("children"))) == []
    if len(few) == 1 and not large:
        assert found(text, rules(indicator("children"))) != []


def test_the_order_of_rows_changes_nothing() -> None:
    one = made([1, 2, 3], [[1.0, 1.0, 1.0], [1.0, 2.0, 0.0]])
    turned = Riddle(one.cells.iloc[::-1].reset_index(drop=True), one.links.iloc[::-1], one.limits.iloc[::-1])
    pd.testing.assert_frame_equal(possible(one).sort_index(), possible(turned).sort_index())

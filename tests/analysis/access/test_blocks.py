"""Squares of the map, drawn by hand: where residents live, whoever they are, and the classes of their ways."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from analysis.access.reach_city import published_city, question
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from sozialraum.analysis.access.edition.blocks import blocks
from sozialraum.analysis.access.edition.footprint import footprint
from sozialraum.model.reach import CELL_REACH
from sozialraum.model.tables import typed

LEAST = 5
ASKED = question(places={"coverage": "kita", "weights": [[400, 1]], "bounds": [0.5, 1]})


def cells(*rows: tuple[int, int, float, float], facility: str = "s1", fewest: float = np.inf) -> pd.DataFrame:
    """Column, row, residents and metres of cells of 400 m, in each of which one child of the question lives."""
    table = pd.DataFrame(rows, columns=["column", "row", "everybody", "distance_m"])
    usual = {"question": "schule", "cell_id": "x", "area_id": "nord", "facility_id": facility, "places": 0.5}
    flags = {"depends": False, "places_depends": False, "straight_m": table["distance_m"]}
    return typed(table.assign(people=1.0, fewest_around=fewest, **usual, **flags), CELL_REACH)


def drawn(table: pd.DataFrame, least: float = LEAST, base: float = 0) -> pd.DataFrame:
    return blocks(ASKED, table, footprint(table, 400, least), base)


def told(found: pd.DataFrame) -> list[tuple[int, int, int, int]]:
    return [tuple(row) for row in found[["column", "row", "span", "step"]].to_numpy().tolist()]


def test_a_cell_of_enough_residents_is_drawn_and_the_rest_gathered_beneath_it() -> None:
    """In the south-west quarter 3 + 4 residents are left beside a cell of 5: the quarter is drawn for the two, of
    (100 + 600) / 2 = 350 m. In the north-east 1 and 2 are too few, and in the whole square, too."""
    table = cells((0, 0, 5, 500), (1, 0, 3, 100), (1, 1, 4, 600), (2, 2, 1, 100), (3, 3, 2, 100))
    assert told(drawn(table)) == [(0, 0, 2, 1), (0, 0, 1, 2)]
    more = pd.concat([table, cells((2, 0, 2, 150))])
    assert told(drawn(more)) == [(0, 0, 4, 0), (0, 0, 2, 1), (0, 0, 1, 2)], "1 + 2 + 2 are enough, 133 m away"


def test_how_many_children_live_in_a_cell_changes_nothing() -> None:
    table = cells((0, 0, 5, 100), (3, 0, 9, 300), (0, 3, 4, 300), (1, 3, 4, 300))
    children = [0, 4, 4, 0]
    pd.testing.assert_frame_equal(drawn(table), drawn(table.assign(people=pd.array(children, dtype="Float64"))))


def test_who_of_the_few_are_more_is_not_to_be_seen_from_their_mean() -> None:
    """By residents the mean would be 200 m or more for 1 + 4 and less for 4 + 1."""
    few, many = cells((0, 0, 1, 100), (1, 1, 4, 220)), cells((0, 0, 4, 100), (1, 1, 1, 220))
    assert told(drawn(few)) == told(drawn(many)) == [(0, 0, 2, 0)]


def test_two_left_are_not_gathered_for_both_would_have_to_be_somebody() -> None:
    """Two cells of the quarter are drawn: 3 + 4 in the others would tell that neither is empty. They wait."""
    table = cells((0, 0, 5, 100), (1, 0, 6, 100), (0, 1, 3, 100), (1, 1, 4, 300))
    assert told(drawn(table)) == [(0, 0, 4, 0), (0, 0, 1, 0), (1, 0, 1, 0)]


def test_of_too_few_nothing_is_told() -> None:
    assert drawn(cells((0, 0, 4, 100), (3, 3, 0, 100))).empty
    assert drawn(cells((0, 0, 0, 100))).empty
    assert drawn(cells((0, 0, np.nan, 100))).empty


def test_a_place_of_which_nothing_is_known_has_no_say() -> None:
    table = cells((0, 0, 3, 100), (1, 0, 3, 100), (1, 1, np.nan, 9000))
    assert told(drawn(table)) == [(0, 0, 2, 0)]


def test_whoever_may_see_everything_sees_every_cell() -> None:
    table = cells((0, 0, 1, 100), (1, 0, 0, 100), (3, 3, 1, 300))
    assert told(drawn(table, 1)) == [(0, 0, 1, 0), (3, 3, 1, 1)]


def test_most_places_decide_on_the_facility_and_on_what_cannot_be_reached() -> None:
    table = pd.concat(
        [cells((0, 0, 3, np.inf), (0, 1, 1, np.inf), facility=""), cells((1, 0, 4, 100), facility="s2")]
    )
    found = drawn(table)
    assert told(found) == [(0, 0, 2, -1)]
    assert found["facility_id"].tolist() == [""]


def test_places_are_told_only_where_enough_children_share_every_facility() -> None:
    table = cells((0, 0, 5, 100), fewest=20)
    assert drawn(table, base=20)["places_class"].tolist() == [1]
    assert drawn(table.assign(fewest_around=19.9), base=20)["places_class"].tolist() == [-1]
    gathered = pd.concat([cells((0, 0, 3, 100), fewest=20), cells((1, 0, 3, 100), fewest=3)])
    assert drawn(gathered, base=20)["places_class"].tolist() == [-1], "one of two is enough to hide both"


def test_how_many_are_not_drawn_is_told_in_tens_and_only_where_no_square_must_have_some() -> None:
    """Nine squares of 1,600 m with a drawn cell and 4 residents left in each: 36, of which nobody knows where."""
    rows = [(4 * x + at, 4 * y, count, 100.0) for x in range(3) for y in range(3) for at, count in ((0, 9), (1, 4))]
    assert footprint(cells(*rows), 400, LEAST).left_out == 0, "36 could only be 4 in each"
    few = [row if at % 4 else (*row[:2], 9, 100.0) for at, row in enumerate(rows)]
    sparse = [row for at, row in enumerate(few) if at % 2 == 0 or at < 8]
    assert footprint(cells(*sparse), 400, LEAST).left_out == 20
    assert footprint(cells(*sparse[:2]), 400, LEAST).left_out == 0


CELLS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from([0, 1, 2, 3, 4, 9]), st.just(100)),
    min_size=4, max_size=16, unique_by=lambda one: one[:2],
)  # fmt: skip


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@given(CELLS, st.sampled_from([2, 3, 5]))
def test_nobody_can_tell_more_of_a_cell_than_that_it_is_small(drawn_cells: list, least: int) -> None:
    """From which squares are drawn: of every cell that is not, anything from 0 to the largest small count is left."""
    table = cells(*drawn_cells)
    rows, limits = _known(footprint(table, 400, least).squares, least)
    alone = {(row, column) for row, column, span in _keys(footprint(table, 400, least).squares) if span == 1}
    bounds = [(least, None) if (at // 4, at % 4) in alone else (0, least - 1) for at in range(16)]
    for at, (low, high) in enumerate(bounds):
        if low:
            continue
        aim = np.eye(16)[at]
        assert linprog(aim, rows, limits, bounds=bounds).fun == pytest.approx(0)
        assert -linprog(-aim, rows, limits, bounds=bounds).fun == pytest.approx(high)


def _keys(squares: pd.DataFrame) -> list[tuple[int, int, int]]:
    return [tuple(one) for one in squares[["row", "column", "span"]].to_numpy().tolist()]


def _known(squares: pd.DataFrame, least: int) -> tuple[np.ndarray, np.ndarray]:
    """What everybody who knows the rule can say of a square of 4 x 4 cells: rows of inequalities."""
    shown = set(_keys(squares))
    left = {(y, x) for y in range(4) for x in range(4) if (y, x, 1) not in shown}
    units = {(y, x): int((y, x) in left) for y in range(4) for x in range(4)}
    rows, limits = [np.zeros(16)], [0.0]
    for span in (2, 4):
        above = {}
        for y in range(0, 4, span):
            for x in range(0, 4, span):
                half = span // 2
                count = sum(units[y + i, x + j] for i in (0, half) for j in (0, half))
                inside = {(a, b) for a, b in left if y <= a < y + span and x <= b < x + span}
                some = np.array([(at // 4, at % 4) in inside for at in range(16)], dtype=float)
                if (y, x, span) in shown:
                    assert count >= 3
                    rows, limits, left, count = [*rows, -some], [*limits, -least], left - inside, 0
                elif count >= 3:
                    rows, limits, count = [*rows, some], [*limits, least - 1], 1
                above[y, x] = count
        units = above
    return np.array(rows), np.array(limits)


ALL = 'people = { u3 = "U3", alle = "ALLE" }'


@pytest.mark.slow
def test_all_residents_draw_what_children_alone_do_not(tmp_path: Path) -> None:
    """10, 20, 8, 5 and 6 children are at least 5; where only they are known, 20 are needed as for any mean."""
    rule = {"min_base = 0\n": "min_base = 20\n"}
    blocks = published_city(tmp_path / "alle", settings=rule)[1].reach.blocks
    assert blocks["span"].eq(1).sum() == 6, "the place of which the children are not known has residents, too"
    children = published_city(tmp_path / "kinder", settings=rule | {ALL: 'people = { u3 = "U3" }'})[1].reach.blocks
    assert children["span"].tolist() == [1], "the cell of 20; 10 and 8 in a square of 1,600 m are 18"

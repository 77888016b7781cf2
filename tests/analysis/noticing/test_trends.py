"""How rates move, by drawn tables whose answers were worked out by hand."""

import pandas as pd
import pytest
from analysis.noticing.drawn import WANTED, intervals, rates
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from rows import indicator

from sozialraum.analysis.noticing.rates import runs
from sozialraum.analysis.noticing.trends import (
    base_pairs,
    changes_between,
    crossings,
    deviations,
    row_pairs,
    series,
    spreads,
)
from sozialraum.model.tables import records

FOUR_YEARS = rates("""
    | area_id | period     | value | status |
    |---------|------------|-------|--------|
    | nord    | 2020-12-31 |    10 | A      |
    | nord    | 2021-12-31 |    11 | A      |
    | nord    | 2022-12-31 |    12 | A      |
    | nord    | 2023-12-31 |    14 | A      |
    | mitte   | 2020-12-31 |    14 | A      |
    | mitte   | 2021-12-31 |    12 | A      |
    | mitte   | 2022-12-31 |    11 | A      |
    | mitte   | 2023-12-31 |    10 | A      |
    | hafen   | 2020-12-31 |    10 | A      |
    | hafen   | 2021-12-31 |    11 | A      |
    | hafen   | 2022-12-31 |    11 | A      |
    | hafen   | 2023-12-31 |    12 | A      |
    | heide   | 2020-12-31 |    10 | A      |
    | heide   | 2022-12-31 |    12 | A      |
    | heide   | 2023-12-31 |    14 | A      |
    | au      | 2020-12-31 |    10 | A      |
    | au      | 2021-12-31 |       | Q      |
    | au      | 2022-12-31 |    12 | A      |
    | au      | 2023-12-31 |    14 | A      |
""")


def moved(table: pd.DataFrame) -> set[tuple[str, int]]:
    return {(row["area_id"], row["direction"]) for row in records(table)}


def test_three_steps_the_same_way_are_a_series() -> None:
    """Nord rose three times, Mitte fell; Hafen stood still once, Heide has a gap, Au is withheld in 2021."""
    found = series(FOUR_YEARS, runs(FOUR_YEARS, WANTED), 3)
    assert moved(found) == {("nord", 1), ("mitte", -1)}
    assert set(zip(found["since"], found["period"], strict=True)) == {("2020-12-31", "2023-12-31")}


def test_two_steps_need_the_last_three_dates_only() -> None:
    found = series(FOUR_YEARS, runs(FOUR_YEARS, WANTED), 2)
    assert moved(found) == {("nord", 1), ("mitte", -1)}
    later = FOUR_YEARS[FOUR_YEARS["period"] > "2021"]
    assert moved(series(later, runs(later, WANTED), 2)) == {("nord", 1), ("mitte", -1)}


def test_no_series_across_a_break_nor_with_too_few_dates() -> None:
    broken = {"x": indicator(reihenbruch=("2021-06-01",))}
    assert series(FOUR_YEARS, runs(FOUR_YEARS, broken), 3).empty
    assert moved(series(FOUR_YEARS, runs(FOUR_YEARS, broken), 2)) == {("nord", 1), ("mitte", -1)}
    assert series(FOUR_YEARS, runs(FOUR_YEARS, WANTED), 4).empty


def test_a_step_of_binary_fractions_is_none() -> None:
    """0.1 + 0.2 is larger than 0.3 by a bit of a computer, not of a city."""
    rows = rates("| area_id | period | value |\n| nord | 2021 | 0.3 |\n| nord | 2022 | 0.2 |\n| nord | 2023 | 0.4 |")
    rows.loc[rows["period"] == "2022", "value"] = 0.1 + 0.2
    assert series(rows, runs(rows, WANTED), 2).empty


def test_pairs_of_dates() -> None:
    dates = {"x": ["2020", "2021", "2022", "2023"], "alone": ["2023"]}
    assert base_pairs(dates) == {"x": ("2020", "2023")}
    assert row_pairs(dates, 2) == {"x": ("2021", "2023")}
    assert row_pairs(dates, 4) == {}


def test_changes_between_two_dates_leave_out_what_lies_between() -> None:
    found = changes_between(FOUR_YEARS, WANTED, {"x": ("2020-12-31", "2023-12-31")}, 95.0)
    change = {row["area_id"]: row["change"] for row in records(found)}
    assert change == {"nord": 4, "mitte": -4, "hafen": 2, "heide": 4, "au": 4}
    assert set(found["since"]) == {"2020-12-31"}
    assert changes_between(FOUR_YEARS, WANTED, {}, 95.0).empty


BESIDE = intervals("""
    | area_id | period     | rest | beside_rest |
    |---------|------------|------|-------------|
    | nord    | 2020-12-31 |   12 | similar     |
    | nord    | 2023-12-31 |   11 | more        |
    | mitte   | 2020-12-31 |   12 | more        |
    | mitte   | 2023-12-31 |   12 | less        |
    | hafen   | 2020-12-31 |    9 | more        |
    | hafen   | 2023-12-31 |   10 | more        |
    | heide   | 2020-12-31 |   12 | similar     |
    | heide   | 2023-12-31 |   11 | similar     |
    | au      | 2023-12-31 |   11 | more        |
""")


def test_crossing_is_to_have_been_on_the_other_side() -> None:
    """Nord 10 < 12, now surely above; Mitte 14 > 12, now surely below. Hafen was above before, Heide is not sure, and
    of Au nobody knows where it stood."""
    found = crossings(FOUR_YEARS, BESIDE, {"x": ("2020-12-31", "2023-12-31")})
    assert {(row["area_id"], row["beside_rest"], row["earlier"]) for row in records(found)} == {
        ("nord", "more", 10),
        ("mitte", "less", 14),
    }
    assert crossings(FOUR_YEARS, BESIDE.assign(group="sex=f"), {"x": ("2020-12-31", "2023-12-31")}).empty


APART = rates("""
    | area_id | period     | value | numerator | denominator |
    |---------|------------|-------|-----------|-------------|
    | a       | 2020-12-31 |    10 |        10 |         100 |
    | b       | 2020-12-31 |    12 |        12 |         100 |
    | c       | 2020-12-31 |    14 |        14 |         100 |
    | d       | 2020-12-31 |    16 |        16 |         100 |
    | e       | 2020-12-31 |    18 |        18 |         100 |
    | f       | 2020-12-31 |    90 |           |             |
    | city    | 2020-12-31 |    15 |        70 |         500 |
    | a       | 2023-12-31 |     6 |         6 |         100 |
    | b       | 2023-12-31 |    10 |        10 |         100 |
    | c       | 2023-12-31 |    14 |        14 |         100 |
    | d       | 2023-12-31 |    18 |        18 |         100 |
    | e       | 2023-12-31 |    22 |        22 |         100 |
    | f       | 2023-12-31 |    10 |           |             |
""")


def test_spread_is_the_distance_of_the_quartiles_over_areas_counted_at_both_dates() -> None:
    """12 to 16 are 4 points, then 10 to 18 are 8; deviations 2 x root 2 and twice that; f has no counts."""
    found = records(spreads(APART, {"x": ("2020-12-31", "2023-12-31")}))
    assert len(found) == 1
    assert (found[0]["areas"], found[0]["earlier"], found[0]["now"]) == (5, 4, 8)
    assert found[0]["earlier_deviation"] == pytest.approx(2 * 2**0.5)
    assert found[0]["deviation"] == pytest.approx(4 * 2**0.5)


def test_four_areas_have_no_spread_to_speak_of() -> None:
    four = APART[APART["area_id"] != "e"]
    assert spreads(four, {"x": ("2020-12-31", "2023-12-31")}).empty


def test_the_city_is_no_area() -> None:
    rows = rates("| area_id | value |\n| a | 10 |\n| b | 14 |\n| city | 90 |\n| c | |")
    assert deviations(rows, ["indicator_id"], "value") == {("x",): 2.0}


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(len(FOUR_YEARS))))
def test_the_order_of_rows_never_matters(order: list[int]) -> None:
    mixed = FOUR_YEARS.iloc[order].reset_index(drop=True)
    assert_frame_equal(series(mixed, runs(mixed, WANTED), 3), series(FOUR_YEARS, runs(FOUR_YEARS, WANTED), 3))

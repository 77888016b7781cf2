"""Rates drawn towards the city's, after Marshall."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal
from rows import column, indicator, indicators
from tables import table

from sozialraum.analysis.uncertainty.smoothing import smoothed, smoothed_measures
from sozialraum.model.tables import MEASURES


@st.composite
def cities(draw: st.DrawFn) -> pd.DataFrame:
    bases = draw(st.lists(st.integers(1, 3000), min_size=1, max_size=9))
    counts = [draw(st.integers(0, base)) for base in bases]
    return pd.DataFrame({"count": counts, "base": bases}, dtype="Float64")


def test_the_fewer_people_the_nearer_to_the_city_by_hand() -> None:
    """m = 100/400 = 0.25; s² = (40 x 0.0625 + 200 x 0.0025) / 400 = 0.0075; A = 0.0075 - 0.25 / 133.33 = 0.005625.
    Heide: 0.25 + 0.005625 / (0.005625 + 0.25 / 40) x 0.25 = 0.368421, nord 0.25 - 0.818182 x 0.05 = 0.209091."""
    rows = table("""
        | area_id | count | base | rate     |
        |---------|-------|------|----------|
        | heide   |    20 |   40 | 0.368421 |
        | mitte   |    40 |  160 | 0.25     |
        | nord    |    40 |  200 | 0.209091 |
        | wald    |     0 |    0 |          |
        | berg    |       |   50 |          |
        | tal     |     7 |      |          |
    """).astype("Float64")
    result = smoothed(rows["count"], rows["base"])
    assert_series_equal(result, rows["rate"], atol=1e-6, rtol=0, check_names=False)


def test_areas_that_differ_by_chance_alone_get_the_rate_of_all() -> None:
    """10, 12 and 11 of 100 each: s² = 0.000067 is less than m / 100 = 0.0011, so A = 0."""
    counts, bases = pd.Series([10, 12, 11], dtype="Float64"), pd.Series([100, 100, 100], dtype="Float64")
    assert list(smoothed(counts, bases)) == pytest.approx([0.11] * 3)


@pytest.mark.parametrize("counts", [[0, 0, 0], [7], [], [5, 10, 15]])
def test_where_all_are_alike_nothing_moves(counts: list[int]) -> None:
    bases = pd.Series([10 * (at + 1) for at in range(len(counts))], dtype="Float64")
    counted = pd.Series(counts, dtype="Float64")
    assert list(smoothed(counted, bases)) == pytest.approx(list(counted / bases))


@settings(deadline=None)
@given(city=cities())
def test_a_smoothed_rate_lies_between_its_own_and_that_of_all(city: pd.DataFrame) -> None:
    own, together = city["count"] / city["base"], city["count"].sum() / city["base"].sum()
    result = smoothed(city["count"], city["base"])
    reach = pd.concat([own, pd.Series(together, index=own.index)], axis=1)
    assert (result >= reach.min(axis=1) - 1e-12).all()
    assert (result <= reach.max(axis=1) + 1e-12).all()


@settings(deadline=None)
@given(city=cities(), base=st.integers(1, 500), times=st.integers(2, 10), count=st.integers(0, 500))
def test_of_two_areas_of_the_same_rate_the_smaller_moves_further(
    city: pd.DataFrame, base: int, times: int, count: int
) -> None:
    assume(count <= base)
    two = pd.DataFrame({"count": [count, times * count], "base": [base, times * base]}, dtype="Float64")
    both = pd.concat([two, city], ignore_index=True)
    result = smoothed(both["count"], both["base"])
    together = both["count"].sum() / both["base"].sum()
    assert abs(result[0] - together) <= abs(result[1] - together) + 1e-12


@settings(deadline=None)
@given(city=cities())
def test_areas_without_people_move_no_other(city: pd.DataFrame) -> None:
    empty = pd.concat([city, pd.DataFrame({"count": [0, pd.NA], "base": [0, 9]}, dtype="Float64")], ignore_index=True)
    assert_series_equal(smoothed(empty["count"], empty["base"]).iloc[:-2], smoothed(city["count"], city["base"]))


CITY = indicators("""
    | area_id | value | numerator | denominator | status |
    |---------|-------|-----------|-------------|--------|
    | heide   |    50 |        20 |          40 | E      |
    | mitte   |    25 |        40 |         160 | A      |
    | nord    |    20 |        40 |         200 | A      |
    | wald    |       |           |           0 | M      |
    | berg    |       |           |             | Q      |
    | tal     |    33 |           |             | A      |
    | see     |       |           |             | O      |
    | bezirk  |    26 |        26 |         100 | A      |
    | city    |    25 |       100 |         400 | A      |
""")
AREAS = ["heide", "mitte", "nord", "wald", "berg", "tal", "see"]


def test_sozialraeume_are_smoothed_in_the_unit_of_the_indicator() -> None:
    result = smoothed_measures(CITY, [indicator()], ["x"], AREAS)
    assert set(result["measure_id"]) == {"smoothed:x"}
    assert column(result) == pytest.approx(
        {"heide": 36.8421, "mitte": 25, "nord": 20.9091} | dict.fromkeys(("wald", "berg", "tal", "see")), abs=1e-4
    )
    assert column(result, value="base") == {"heide": 40, "mitte": 160, "nord": 200} | dict.fromkeys(
        ("wald", "berg", "tal", "see")
    )
    assert column(result, value="status") == {
        "heide": "E",
        "mitte": "A",
        "nord": "A",
        "wald": "M",
        "berg": "Q",
        "tal": "O",
        "see": "O",
    }
    assert column(result, value="reason") == {
        "heide": "",
        "mitte": "",
        "nord": "",
        "wald": "",
        "berg": "parts_withheld",
        "tal": "parts_missing",
        "see": "parts_missing",
    }


def test_each_date_is_smoothed_for_itself_and_groups_are_not() -> None:
    later = CITY.assign(period="2024-12-31", numerator=CITY["denominator"] / 4, value=25.0)
    rows = pd.concat([CITY, later, CITY.assign(group="sex=f")], ignore_index=True)
    result = smoothed_measures(rows, [indicator()], ["x"], AREAS)
    assert len(result) == 2 * len(AREAS)
    assert column(result[result["period"] == "2023-12-31"])["heide"] == pytest.approx(36.8421, abs=1e-4)
    assert column(result[result["period"] == "2024-12-31"])["heide"] == pytest.approx(25)


def test_nothing_is_smoothed_that_nobody_asked_for_or_that_is_no_rate() -> None:
    for rows, definition, wanted in ((CITY, indicator(), []), (CITY, indicator(kind="mean"), ["x"])):
        result = smoothed_measures(rows, [definition], wanted, AREAS)
        assert result.empty
        assert list(result.columns) == list(MEASURES)
    assert smoothed_measures(CITY.iloc[:0], [indicator()], ["x"], AREAS).empty


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(order=st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(order: Any) -> None:
    mixed = CITY.iloc[order.sample(range(len(CITY)), len(CITY))]
    assert_frame_equal(
        smoothed_measures(mixed, [indicator()], ["x"], AREAS), smoothed_measures(CITY, [indicator()], ["x"], AREAS)
    )

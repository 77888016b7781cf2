"""Several years of a rate together."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from rows import column, indicator, indicators, of
from statsmodels.stats.proportion import proportion_confint

from sozialraum.analysis.uncertainty.pooling import pooled_measures
from sozialraum.model.indicators import Indicator
from sozialraum.model.tables import MEASURES
from sozialraum.model.uncertainty import Pooled

VALUES = indicators("""
    | area_id | period | value | numerator | denominator | status |
    |---------|--------|-------|-----------|-------------|--------|
    | nord    | 2021   |   7.5 |         3 |          40 | A      |
    | nord    | 2022   |  10.0 |         5 |          50 | E      |
    | nord    | 2023   |  13.3 |         4 |          30 | A      |
    | nord    | 2024   |  20.0 |         4 |          20 | A      |
    | mitte   | 2021   |   5.0 |         2 |          40 | A      |
    | mitte   | 2022   |       |           |             | Q      |
    | mitte   | 2023   |   5.0 |         2 |          40 | A      |
    | mitte   | 2024   |   5.0 |         2 |          40 | A      |
    | hafen   | 2021   |   5.0 |         2 |          40 | A      |
    | hafen   | 2022   |       |           |           0 | M      |
    | hafen   | 2023   |   7.5 |         3 |          40 | A      |
    | heide   | 2021   |       |           |           0 | M      |
    | heide   | 2022   |       |           |           0 | M      |
    | heide   | 2023   |       |           |           0 | M      |
    | heide   | 2024   |       |           |           0 | M      |
""")
THREE = [Pooled(indicator="x", years=3)]


def yearly(**more: Any) -> Indicator:
    return indicator(**{"zeitbezug": "jahr", **more})


def test_three_years_are_sums_over_sums() -> None:
    """(3 + 5 + 4) / (40 + 50 + 30) = 10 %, not the mean of 7.5, 10 and 13.3; a year without anybody adds nothing."""
    result = pooled_measures(VALUES, [yearly()], THREE, 95)
    assert set(result["measure_id"]) == {"pooled:x"}
    assert set(result["period"]) == {"2021..2023", "2022..2024"}
    early = of(result, period="2021..2023")
    assert column(early) == pytest.approx({"hafen": 6.25, "heide": None, "mitte": None, "nord": 10})
    assert column(early, value="base") == {"hafen": 80, "heide": None, "mitte": None, "nord": 120}
    assert column(early, value="status") == {"hafen": "A", "heide": "M", "mitte": "Q", "nord": "E"}
    assert column(early, value="reason") == {"hafen": "", "heide": "", "mitte": "parts_withheld", "nord": ""}
    lower, upper = proportion_confint(12, 120, method="wilson")
    assert column(early, value="lower")["nord"] == pytest.approx(100 * lower)
    assert column(early, value="upper")["nord"] == pytest.approx(100 * upper)
    late = of(result, period="2022..2024")
    assert column(late) == pytest.approx({"hafen": None, "heide": None, "mitte": None, "nord": 13})
    assert column(late, value="reason")["hafen"] == "parts_missing"
    assert column(late, value="status")["hafen"] == "O"


def test_no_span_reaches_across_a_break_or_a_gap() -> None:
    broken = pooled_measures(VALUES, [yearly(reihenbruch=("2022-01-01",))], THREE, 95)
    assert column(of(broken, period="2021..2023"), value="reason")["nord"] == "series_break"
    assert column(of(broken, period="2021..2023"))["nord"] is None
    assert column(of(broken, period="2022..2024"))["nord"] == pytest.approx(13)
    without = pooled_measures(VALUES[VALUES["period"] != "2022"], [yearly()], THREE, 95)
    assert without.empty
    assert list(without.columns) == list(MEASURES)


def test_school_years_are_pooled_from_the_first_to_the_last() -> None:
    rows = VALUES[VALUES["area_id"] == "nord"].assign(period=["2021/22", "2022/23", "2023/24", "2024"])
    result = pooled_measures(rows, [yearly(zeitbezug="schuljahr")], THREE, 95)
    assert column(result, "period") == pytest.approx({"2021..2024": 10})


@pytest.mark.parametrize("more", [{"zeitbezug": "stichtag"}, {"zeitbezug": "mehrjahresmittel"}, {"counts": "things"}])
def test_what_meets_the_same_people_again_or_is_no_rate_is_not_pooled(more: dict[str, str]) -> None:
    assert pooled_measures(VALUES, [yearly(**more)], THREE, 95).empty


def test_groups_and_other_indicators_are_not_pooled() -> None:
    assert pooled_measures(VALUES.assign(group="sex=f"), [yearly()], THREE, 95).empty
    assert pooled_measures(VALUES, [yearly()], [], 95).empty
    assert pooled_measures(VALUES.iloc[:0], [yearly()], THREE, 95).empty


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(order=st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(order: Any) -> None:
    mixed = VALUES.iloc[order.sample(range(len(VALUES)), len(VALUES))]
    assert_frame_equal(pooled_measures(mixed, [yearly()], THREE, 95), pooled_measures(VALUES, [yearly()], THREE, 95))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(years=st.lists(st.tuples(st.integers(0, 50), st.integers(50, 300)), min_size=3, max_size=3))
def test_a_pooled_rate_lies_between_the_lowest_and_the_highest_and_sways_less(years: list[tuple[int, int]]) -> None:
    rows = "\n".join(
        f"| nord | {2021 + at} | {100 * above / below} | {above} | {below} |"
        for at, (above, below) in enumerate(years)
    )
    table = indicators(f"| area_id | period | value | numerator | denominator |\n{rows}")
    result = pooled_measures(table, [yearly()], THREE, 95)
    value, lower, upper = (float(result[name].iloc[0]) for name in ("value", "lower", "upper"))
    assert float(table["value"].min()) - 1e-9 <= value <= float(table["value"].max()) + 1e-9
    assert lower <= value <= upper

"""The roll-forward against what came, by hand and on real series."""

import numpy as np
import pandas as pd
import pytest
from analysis.planning.drawn import DRAWN, of_arrays, register, series, settings
from tables import table

from sozialraum.analysis.planning.backtest import back_test
from sozialraum.analysis.planning.rolling import births_so_far, rolled
from sozialraum.analysis.planning.series import Series, completed_years
from sozialraum.analysis.planning.spread import bounds, starts, usual_errors, variants
from sozialraum.analysis.planning.survival import empirical_k, grown, steps, survival
from sozialraum.model.forecast import BACK_TEST, Shrinkage

ONE_STEP = {"rate_years": 1}


def row(found: pd.DataFrame, group: str, horizon: int = 1, level: str = "sozialraum") -> "pd.Series[float]":
    return found.query("group == @group and horizon == @horizon and level == @level").iloc[0]


def test_errors_by_hand_where_the_area_decides() -> None:
    """Started at the end of 2023 with k = 0: nord 60 x 1.1 = 66, mitte 100 x 0.8 = 80 turn 1, and that is what came.
    As many as last time: |44 - 66| + |80 - 80| = 22 of 146 one-year-olds, 15.0685 %, all of it too few."""
    found = back_test(series(register(table(DRAWN))), settings(shrinkage={"k": 0}, **ONE_STEP), {"1": (1, 1)})
    one = row(found, "1")
    assert (one["starts"], one["pairs"], one["error_pct"]) == (1, 3, pytest.approx(0))
    assert one["naive_error_pct"] == pytest.approx(15.0685, abs=1e-4)
    assert one["naive_bias_pct"] == pytest.approx(-15.0685, abs=1e-4)
    assert not one["naive_better"]


def test_errors_by_hand_where_the_city_has_a_say() -> None:
    """k = 100: city 124 / 140 = 0.885714. nord weighs 40 / 140: 0.946939 x 60 = 56.8163, 9.1837 too few; mitte
    100 / 200: 0.842857 x 100 = 84.2857, 4.2857 too many. Areas 13.4694 of 146 = 9.2256 %, city and bias -4.8980 of
    146 = -3.3548 %."""
    found = back_test(series(register(table(DRAWN))), settings(**ONE_STEP), {"1": (1, 1), "all": (0, 3)})
    one, whole = row(found, "1"), row(found, "1", level="city")
    assert (one["error_pct"], one["bias_pct"]) == pytest.approx((9.2256, -3.3548), abs=1e-4)
    assert (whole["error_pct"], whole["bias_pct"]) == pytest.approx((3.3548, -3.3548), abs=1e-4)


def test_where_last_time_was_nearer_the_table_says_so() -> None:
    """Births of 90, 60 and 60: the mean expects 75, last time 60."""
    counts = np.array([[[90], [60], [60]]])
    found = back_test(of_arrays(counts), settings(to_age=0, **ONE_STEP), {"0": (0, 0)})
    assert row(found, "0")["error_pct"] == pytest.approx(25)
    assert row(found, "0")["naive_error_pct"] == 0
    assert row(found, "0")["naive_better"]


def test_too_short_a_series_has_no_back_test() -> None:
    found = back_test(series(register(table(DRAWN))), settings(), {"1": (1, 1)})
    assert found.empty
    assert list(found.columns) == list(BACK_TEST)


def test_an_unknown_count_is_left_out_on_both_sides() -> None:
    rows = register(table(DRAWN))
    rows.loc[(rows["area_id"] == "nord") & (rows["as_of"] == "2024-12-31"), "count"] = pd.NA
    found = back_test(series(rows), settings(**ONE_STEP), {"1": (1, 1)})
    assert row(found, "1")["pairs"] == 2
    assert row(found, "1", level="city")["pairs"] == 0
    assert pd.isna(row(found, "1", level="city")["error_pct"])


def test_a_group_of_ages_passes_on_its_share_by_hand() -> None:
    """18 years together: 1800 - 1800 / 18 + 90 births = 1790; 895 found would be a rate of 0.5. Two bands of 3 and 2
    years with 30 and 10: 30 - 10 + 12 = 32 and 10 - 5 + 10 = 15."""
    assert grown(np.array([1800.0]), np.array(90.0), (18,)).tolist() == [1790]
    assert grown(np.array([30.0, 10.0]), np.array(12.0), (3, 2)).tolist() == [32, 15]
    one = of_arrays(np.array([[[1800], [895]]]), births=[[100, 90]], widths=(18,))
    assert survival(one, 3, Shrinkage(k=0)).rate.tolist() == [[0.5]]
    with pytest.raises(ValueError, match="births must be given"):
        births_so_far(of_arrays(np.array([[[1800], [895]]]), widths=(18,)), "last_year")


def test_empirical_k_by_hand() -> None:
    """Two areas of 100 in two years, rates 1.2, 1.0 and 0.8, 1.0. Within: 4 x 100 x 0.1² / 2 = 2. Between:
    (2 x 200 x 0.1² - 1 x 2) / (400 - 80000 / 400) = 2 / 200 = 0.01. k = 2 / 0.01 = 200."""
    found = np.array([[[120.0], [100.0]], [[80.0], [100.0]]])
    assert empirical_k(np.full_like(found, 100.0), found) == pytest.approx(200)


def test_areas_that_differ_no_more_than_their_years_get_the_rate_of_the_city() -> None:
    found = np.array([[[120.0], [80.0]], [[80.0], [120.0]]])
    assert empirical_k(np.full_like(found, 100.0), found) == float("inf")
    alike = of_arrays(np.array([[[100, 0], [100, 120], [100, 80]], [[100, 0], [100, 80], [100, 120]]]))
    assert survival(alike, 3, Shrinkage(method="empirical")).rate[:, 1].tolist() == [1, 1]


def test_an_area_driven_by_new_homes_takes_the_rates_of_the_others_and_has_no_part_in_them() -> None:
    """mitte alone makes the city: 80 / 100 = 0.8 for nord too, whatever k."""
    one = series(register(table(DRAWN)))
    rates = survival(one, 3, Shrinkage(k=0), {"nord"})
    assert rates.rate[:, 1].tolist() == [0.8, 0.8, 0.8]
    assert rates.weight[one.areas.index("nord")].tolist() == [0, 0, 0, 0]


def test_only_stichtage_a_year_apart_make_a_rate() -> None:
    gap = of_arrays(np.array([[[10, 10], [10, 20], [10, 30]]]))
    gap = Series(gap.areas, ("2011-12-31", "2012-12-31", "2017-12-31"), gap.widths, gap.counts, None, gap.withheld)
    assert steps(gap, 3)[0].shape[1] == 0
    assert steps(gap, 6)[0].tolist() == [[[10, 10]]]
    assert survival(gap, 3, Shrinkage()).rate.tolist() == [[1, 1]]


def test_bounds_by_hand() -> None:
    """Nord 100 unborn and 3 x 100 born: errors 2 and 1 in roots give 2 / 10 = 20 % of the unborn, 1 / sqrt(300) of a
    block of three ages, 5.7735 %."""
    values = np.array([[[100.0, 100.0, 100.0, 100.0]]])
    low, high = bounds(values, np.array([[1.0], [2.0]]), (1, 1, 1, 1))
    assert low[0, 0] == pytest.approx([80, 94.2265, 94.2265, 94.2265], abs=1e-4)
    assert high[0, 0] == pytest.approx([120, 105.7735, 105.7735, 105.7735], abs=1e-4)


def test_small_areas_have_a_lower_bound_of_none_not_less() -> None:
    low, _ = bounds(np.array([[[1.0, 1.0, 1.0, 1.0]]]), np.array([[1.0], [2.0]]), (1, 1, 1, 1))
    assert low[0, 0, 0] == 0


def test_births_are_those_of_three_years_not_four_and_of_the_known_ones() -> None:
    """90 four years ago is no part of (30 + 60 + 60) / 3 = 50; with the middle year unknown (30 + 60) / 2 = 45."""
    one = of_arrays(np.array([[[0]] * 4, [[0]] * 4]), births=[[90, 30, 60, 60], [90, 30, np.nan, 60]])
    assert births_so_far(one, "mean_3_years").tolist() == [50, 45]
    assert births_so_far(one, "last_year").tolist() == [60, 60]


@pytest.mark.parametrize(
    ("month", "day", "age"),
    [
        ("2023-12", "2024-12-31", 1),
        ("2024-01", "2024-12-31", 0),
        ("2024-12", "2024-12-31", 0),
        ("2023-11", "2024-11-01", 0),
        ("2023-10", "2024-11-01", 1),
        ("2024-11", "2024-11-01", 0),
    ],
)
def test_a_month_of_birth_has_the_age_of_nearly_all_its_children(month: str, day: str, age: int) -> None:
    assert completed_years(month, day) == age


def test_errors_grow_on_beyond_what_could_be_tried() -> None:
    """121 came where 100 were expected, 2.1 roots of 100 more; in two years twice that."""
    counts = np.array([[[100], [100], [100], [121]]])
    chosen = settings(to_age=0, births="last_year", rate_years=1)
    tried = [one for one in starts(of_arrays(counts), chosen, 1) if one.day == "2023-12-31"]
    assert usual_errors(tried, (1,), 2, 80)[1].tolist() == pytest.approx([2.1, 4.2])


def test_the_weakest_and_the_strongest_year_by_hand() -> None:
    """Births 80, 100 and 120: 0.8 and 1.2 of their mean. From 0 to 1: 72 of 80, then 110 of 100, together 182 / 180 =
    1.0111; weakest 0.9, strongest 1.1. 120 children under one: 108, 121.3333 and 132."""
    one = of_arrays(np.array([[[80, 50], [100, 72], [120, 110]]]))
    chosen = settings(variants={"rule": "past_years"}, shrinkage={"k": 0}, to_age=1)
    rates, births = survival(one, 3, chosen.shrinkage), births_so_far(one, "mean_3_years")[:, None]
    value = rolled(one, rates.rate, births)
    low, high = variants(one, chosen, value, rates, births, None)
    assert [side[0, 0].tolist() for side in (low, value, high)] == [
        pytest.approx([80, 108]),
        pytest.approx([100, 121.3333], abs=1e-4),
        pytest.approx([120, 132]),
    ]

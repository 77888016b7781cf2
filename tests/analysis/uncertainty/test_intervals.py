"""Intervals of shares and rates: worked values, what holds for all of them, and other people's programs."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import binom, chi2, poisson
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from tables import table

from sozialraum.analysis.uncertainty.intervals import byar, proportion_difference, rate_difference, wilson

LEVELS = st.sampled_from([80.0, 90.0, 95.0, 99.0, 99.9])


@st.composite
def shares(draw: st.DrawFn) -> tuple[int, int]:
    """(people of whom it holds, all people)."""
    base = draw(st.integers(1, 50_000))
    return draw(st.integers(0, base)), base


def numbers(*values: float | None) -> pd.Series:
    return pd.Series(values, dtype="Float64")


def pair(limits: pd.DataFrame) -> tuple[float, float]:
    return float(limits["lower"].iloc[0]), float(limits["upper"].iloc[0])


def of_share(count: float, base: float, level: float = 95) -> tuple[float, float]:
    return pair(wilson(numbers(count), numbers(base), level))


def of_events(count: float, base: float = 1, level: float = 95) -> tuple[float, float]:
    return pair(byar(numbers(count), numbers(base), level))


def shares_apart(one: tuple[float, float], other: tuple[float, float], level: float = 95) -> tuple[float, float]:
    return pair(proportion_difference(*(numbers(number) for number in (*one, *other)), level))


def rates_apart(one: tuple[float, float], other: tuple[float, float], level: float = 95) -> tuple[float, float]:
    return pair(rate_difference(*(numbers(number) for number in (*one, *other)), level))


def test_wilson_by_hand() -> None:
    """z² = 3.841459. 65 of 100: (130 + 3.841459 ∓ 1.959964 √(3.841459 + 260 x 0.35)) ÷ (2 x 103.841459)."""
    rows = table("""
        | area   | count | base | lower    | upper    |
        |--------|-------|------|----------|----------|
        | nord   |    65 |  100 | 0.552544 | 0.736358 |
        | mitte  |     0 |   10 | 0        | 0.277533 |
        | hafen  |    10 |   10 | 0.722467 | 1        |
        | heide  |     0 |    0 |          |          |
        | wald   |       |   50 |          |          |
        | berg   |     5 |      |          |          |
        | tal    |    12 |   10 |          |          |
        | see    |    -1 |   10 |          |          |
    """).astype("Float64")
    result = wilson(rows["count"], rows["base"], 95)
    pd.testing.assert_frame_equal(result, rows[["lower", "upper"]], atol=1e-6, rtol=0)


def test_byar_by_hand() -> None:
    """10 events: 10 x (1 - 1/90 - 1.959964 / (3 √10))³; 0 events, exact: -ln 0.025 = 3.688879 above."""
    rows = table("""
        | area   | count | base | lower    | upper     |
        |--------|-------|------|----------|-----------|
        | nord   |    10 |    1 | 4.787450 | 18.391459 |
        | mitte  |     0 |    1 | 0        |  3.688879 |
        | hafen  |    10 |  100 | 0.047874 |  0.183915 |
        | heide  |     3 |    0 |          |           |
        | wald   |       |   50 |          |           |
        | berg   |     5 |      |          |           |
        | tal    |    -2 |   50 |          |           |
        | see    |     1 |    1 | 0.025318 |  5.571643 |
    """).astype("Float64")
    result = byar(rows["count"], rows["base"], 95)
    pd.testing.assert_frame_equal(result, rows[["lower", "upper"]], atol=1e-6, rtol=0)


def test_difference_of_two_shares_by_hand() -> None:
    """56 of 70 is 0.8 (0.691786 to 0.877075), 48 of 80 is 0.6 (0.490450 to 0.700379); apart by 0.2:
    0.2 - √(0.108214² + 0.100379²) = 0.0524 and 0.2 + √(0.077075² + 0.109550²) = 0.3339."""
    assert shares_apart((56, 70), (48, 80)) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_difference_of_two_rates_by_hand() -> None:
    """10 a year (4.787450 to 18.391459) and none (0 to 3.688879): 10 - √(5.212550² + 3.688879²) = 3.614195."""
    assert rates_apart((10, 1), (0, 1)) == pytest.approx((3.614195, 18.391459), abs=1e-6)


def test_counts_and_bases_belong_together() -> None:
    with pytest.raises(ValueError, match="one index"):
        wilson(pd.Series([1.0], index=["nord"]), pd.Series([2.0], index=["mitte"]), 95)


def test_an_empty_table_has_no_limits() -> None:
    none = numbers()
    for limits in (
        wilson(none, none, 95),
        byar(none, none, 95),
        proportion_difference(none, none, none, none, 95),
        rate_difference(none, none, none, none, 95),
    ):
        assert limits.empty
        assert list(limits) == ["lower", "upper"]


@settings(deadline=None)
@given(share=shares(), level=LEVELS)
def test_a_share_lies_within_its_interval_and_the_interval_within_nobody_and_everybody(
    share: tuple[int, int], level: float
) -> None:
    lower, upper = of_share(*share, level)
    assert 0 <= lower <= share[0] / share[1] <= upper <= 1
    assert lower < upper


@settings(deadline=None)
@given(count=st.just(0.0) | st.floats(0.001, 1e6), base=st.floats(0.5, 1e6), level=LEVELS)
def test_a_rate_lies_within_its_interval(count: float, base: float, level: float) -> None:
    lower, upper = of_events(count, base, level)
    assert 0 <= lower <= count / base <= upper
    assert lower < upper


@settings(deadline=None)
@given(share=shares(), times=st.integers(2, 20), level=LEVELS)
def test_the_more_people_the_narrower(share: tuple[int, int], times: int, level: float) -> None:
    few, many = of_share(*share, level), of_share(times * share[0], times * share[1], level)
    assert many[1] - many[0] < few[1] - few[0]
    fewer, more = of_events(*share, level), of_events(times * share[0], times * share[1], level)
    assert more[1] - more[0] < fewer[1] - fewer[0]


@settings(deadline=None)
@given(share=shares())
def test_the_surer_the_wider(share: tuple[int, int]) -> None:
    for limits in (of_share, of_events):
        near, far = limits(*share, 80), limits(*share, 99)
        assert far[0] <= near[0]
        assert near[1] <= far[1]


@settings(deadline=None)
@given(share=shares(), level=LEVELS)
def test_those_in_and_those_not_in_sway_alike(share: tuple[int, int], level: float) -> None:
    count, base = share
    lower, upper = of_share(count, base, level)
    assert of_share(base - count, base, level) == pytest.approx((1 - upper, 1 - lower), abs=1e-12)


@pytest.mark.parametrize("level", [80, 95, 99.9])
def test_more_events_have_a_higher_interval_also_where_the_formula_changes(level: float) -> None:
    counts = np.arange(0, 40)
    limits = byar(pd.Series(counts), pd.Series(1, index=range(40)), level)
    assert limits["lower"].is_monotonic_increasing
    assert limits["upper"].is_monotonic_increasing
    assert limits["upper"].is_unique


@pytest.mark.slow
@settings(deadline=None)
@given(one=shares(), other=shares(), level=LEVELS)
def test_a_difference_lies_within_its_interval_and_changes_sign_with_the_order(
    one: tuple[int, int], other: tuple[int, int], level: float
) -> None:
    difference = one[0] / one[1] - other[0] / other[1]
    for apart in (shares_apart, rates_apart):
        lower, upper = apart(one, other, level)
        assert lower <= difference <= upper
        assert apart(other, one, level) == pytest.approx((-upper, -lower), abs=1e-12)
    assert -1 <= shares_apart(one, other, level)[0] <= shares_apart(one, other, level)[1] <= 1


@settings(deadline=None)
@given(share=shares(), level=LEVELS)
def test_wilson_is_that_of_statsmodels(share: tuple[int, int], level: float) -> None:
    count, base = share
    expected = proportion_confint(count, base, alpha=1 - level / 100, method="wilson")
    assert of_share(count, base, level) == pytest.approx(expected, abs=1e-9)


@pytest.mark.slow
@settings(deadline=None)
@given(one=shares(), other=shares(), level=LEVELS)
def test_differences_of_shares_are_those_of_statsmodels(
    one: tuple[int, int], other: tuple[int, int], level: float
) -> None:
    # statsmodels clips no limit at nobody and everybody, which matters where all or none are counted
    assume(0 < one[0] < one[1])
    assume(0 < other[0] < other[1])
    expected = confint_proportions_2indep(
        *one, *other, method="newcomb", compare="diff", alpha=1 - level / 100, correction=False
    )
    assert shares_apart(one, other, level) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("count", range(10))
@pytest.mark.parametrize("level", [80, 95, 99.9])
def test_few_events_have_the_exact_limits(count: int, level: float) -> None:
    """As quantiles of chi-square, and as what they mean: at the limit so few or so many are just that unlikely."""
    lower, upper = of_events(count, level=level)
    outside = (1 - level / 100) / 2
    assert upper == pytest.approx(chi2.ppf(1 - outside, 2 * count + 2) / 2)
    assert poisson.cdf(count, upper) == pytest.approx(outside)
    if count:
        assert lower == pytest.approx(chi2.ppf(outside, 2 * count) / 2)
        assert poisson.sf(count - 1, lower) == pytest.approx(outside)
    else:
        assert lower == 0


@given(count=st.integers(10, 5_000))
def test_byar_comes_near_to_the_exact_limits(count: int) -> None:
    exact = (chi2.ppf(0.025, 2 * count) / 2, chi2.ppf(0.975, 2 * count + 2) / 2)
    assert of_events(count) == pytest.approx(exact, rel=0.002)


@pytest.mark.parametrize("base", [10, 20, 50, 200])
def test_wilson_holds_its_level_on_the_average_where_the_exact_one_is_too_wide(base: int) -> None:
    """Why shares have no other interval for small counts: over all true shares Wilson covers 95 %, the exact 97 %."""
    counts = np.arange(base + 1)
    own = wilson(pd.Series(counts), pd.Series(base, index=counts), 95)
    exact = proportion_confint(counts, base, alpha=0.05, method="beta")
    true = np.linspace(0.001, 0.999, 999)
    likely = binom.pmf(counts[:, None], base, true[None, :])

    def covered(lower: np.ndarray, upper: np.ndarray) -> float:
        inside = (lower[:, None] <= true) & (true <= upper[:, None])
        return float((likely * inside).sum(axis=0).mean())

    ours = covered(own["lower"].to_numpy(float), own["upper"].to_numpy(float))
    assert ours == pytest.approx(0.95, abs=0.005)
    assert covered(*(np.nan_to_num(limit) for limit in exact)) > ours + 0.007

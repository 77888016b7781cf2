"""Change between two dates: points for shares, percent for counts, nothing across a break."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from rows import column, indicator, indicators, of
from statsmodels.stats.proportion import confint_proportions_2indep

from sozialraum.analysis.change import changes

VALUES = indicators("""
    | area_id | period     | value | status |
    |---------|------------|-------|--------|
    | nord    | 2021-12-31 |    20 | A      |
    | nord    | 2022-12-31 |    25 | A      |
    | nord    | 2023-12-31 |    24 | E      |
    | mitte   | 2021-12-31 |     0 | A      |
    | mitte   | 2022-12-31 |     5 | P      |
    | mitte   | 2023-12-31 |       | Q      |
    | hafen   | 2022-12-31 |    10 | A      |
    | hafen   | 2023-12-31 |     8 | A      |
""")


def test_a_share_changes_by_points() -> None:
    """25 - 20 = 5 points; 24 - 20 = 4; 5 - 0 = 5; without a first value or a second one nothing."""
    result = changes(VALUES, [indicator()], 95)
    assert set(result["since"]) == {"2021-12-31"}
    assert column(of(result, period="2022-12-31"), value="change") == {"hafen": None, "mitte": 5, "nord": 5}
    assert column(of(result, period="2023-12-31"), value="change") == {"hafen": None, "mitte": None, "nord": 4}
    assert column(of(result, period="2022-12-31"), value="reason") == {"hafen": "no_value", "mitte": "", "nord": ""}
    assert column(of(result, period="2022-12-31"), value="status") == {"hafen": "O", "mitte": "P", "nord": "A"}
    assert column(of(result, period="2023-12-31"), value="status") == {"hafen": "O", "mitte": "Q", "nord": "E"}


def test_a_value_that_is_withheld_withholds_its_change() -> None:
    result = of(changes(VALUES, [indicator()], 95), period="2023-12-31")
    assert column(result, value="reason") == {"hafen": "no_value", "mitte": "parts_withheld", "nord": ""}


COUNTED = indicators("""
    | area_id | period | value | numerator | denominator |
    |---------|--------|-------|-----------|-------------|
    | nord    | 2018   |    15 |        30 |         200 |
    | nord    | 2023   |    30 |        60 |         200 |
    | mitte   | 2018   |    20 |        40 |         200 |
    | mitte   | 2023   |    24 |        48 |         200 |
    | hafen   | 2018   |    25 |        50 |         200 |
    | hafen   | 2023   |    10 |        20 |         200 |
    | heide   | 2018   |    25 |           |             |
    | heide   | 2023   |    30 |           |             |
    | city    | 2018   |    20 |       200 |        1000 |
    | city    | 2023   |    22 |       220 |        1000 |
""")


def test_a_change_of_people_has_an_interval_and_stands_beside_that_of_the_city() -> None:
    """Nord: 15 points (6.84 to 22.94), the city 2; mitte 4 (-4.1 to 12.1); hafen -15 (-22.3 to -7.6)."""
    result = changes(COUNTED, [indicator()], 95)
    lower, upper = confint_proportions_2indep(60, 200, 30, 200, method="newcomb", compare="diff", correction=False)
    assert column(result, value="lower")["nord"] == pytest.approx(100 * lower)
    assert column(result, value="upper")["nord"] == pytest.approx(100 * upper)
    assert column(result, value="beside_city") == {
        "nord": "more",
        "mitte": "similar",
        "hafen": "less",
        "heide": "",
        "city": "",
    }
    assert column(result, value="lower")["heide"] is None
    assert column(result, value="lower")["city"] is not None


def test_a_rate_of_events_has_an_interval_of_its_own_kind() -> None:
    """10 and 0 events of 1,000: 10 - 6.385805 = 3.614195 for 1,000."""
    rows = indicators("""
        | area_id | period | value | numerator | denominator |
        |---------|--------|-------|-----------|-------------|
        | nord    | 2018   |     0 |         0 |        1000 |
        | nord    | 2023   |    10 |        10 |        1000 |
    """)
    result = changes(rows, [indicator(kind="rate", per=1000)], 95)
    assert column(result, value="lower") == pytest.approx({"nord": 3.614195})


def test_counts_means_and_things_have_no_interval_of_change() -> None:
    for more in ({"kind": "count"}, {"kind": "mean"}, {"counts": "things"}):
        result = changes(COUNTED, [indicator(**more)], 95)
        assert not result.empty
        assert result[["lower", "upper"]].isna().all(axis=None)
        assert set(result["beside_city"]) == {""}


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(
    then=st.tuples(st.integers(0, 300), st.integers(1, 300)),
    now=st.tuples(st.integers(0, 300), st.integers(1, 300)),
    times=st.lists(st.integers(1, 40), min_size=1, max_size=5),
    level=st.sampled_from([80.0, 95.0, 99.9]),
)
def test_an_area_that_moves_as_the_city_does_is_similar(
    then: tuple[int, int], now: tuple[int, int], times: list[int], level: float
) -> None:
    drawn = "\n".join(
        f"| {area} | {year} | {100 * many * above / (many * (above + others))} | {many * above} |"
        f" {many * (above + others)} |"
        for area, many in [*((f"a{at}", many) for at, many in enumerate(times)), ("city", sum(times))]
        for year, (above, others) in (("2018", then), ("2023", now))
    )
    rows = indicators(f"| area_id | period | value | numerator | denominator |\n{drawn}")
    result = changes(rows, [indicator()], level)
    assert set(result[result["area_id"] != "city"]["beside_city"]) == {"similar"}
    assert ((result["lower"] <= result["change"]) & (result["change"] <= result["upper"])).all()


def test_a_count_changes_by_percent_of_the_earlier_one() -> None:
    """100 x (25 - 20) / 20 = 25 %; 100 x (24 - 20) / 20 = 20 %; from zero there is no percentage."""
    result = changes(VALUES, [indicator(kind="count")], 95)
    assert column(of(result, period="2022-12-31"), value="change") == {"hafen": None, "mitte": None, "nord": 25}
    assert column(of(result, period="2023-12-31"), value="change")["nord"] == 20


def test_no_change_across_a_break() -> None:
    """The series means something else from 1 June 2022 on: 2023 is compared with 2022, and 2022 with nothing."""
    result = changes(VALUES, [indicator(reihenbruch=("2022-06-01",))], 95)
    assert set(zip(result["since"], result["period"], strict=True)) == {("2022-12-31", "2023-12-31")}
    assert column(result, value="change") == {"hafen": -2, "mitte": None, "nord": -1}


def test_only_like_dates_are_compared() -> None:
    rows = indicators("""
        | area_id | period  | value |
        |---------|---------|-------|
        | nord    | 2021    |    10 |
        | nord    | 2022-Q1 |    40 |
        | nord    | 2022    |    12 |
        | nord    | 2022-Q4 |    41 |
    """)
    result = changes(rows, [indicator()], 95)
    assert set(zip(result["since"], result["period"], result["change"], strict=True)) == {
        ("2021", "2022", 2.0),
        ("2022-Q1", "2022-Q4", 1.0),
    }


def test_groups_listed_figures_and_steps_have_no_change() -> None:
    groups = VALUES.assign(group="sex=f")
    assert changes(groups, [indicator()], 95).empty
    assert changes(VALUES.assign(list_only=True), [indicator()], 95).empty
    assert changes(VALUES, [indicator(kind="ordinal")], 95).empty
    assert changes(VALUES, [indicator("other")], 95).empty


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(order=st.permutations(range(8)))
def test_the_order_of_rows_never_matters(order: list[int]) -> None:
    assert_frame_equal(changes(VALUES.iloc[order], [indicator()], 95), changes(VALUES, [indicator()], 95))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(shift=st.integers(-50, 50))
def test_a_share_that_moves_as_all_others_do_changes_alike(shift: int) -> None:
    rows = indicators("| area_id | value |\n| nord | 20 |\n| mitte | 31 |\n| hafen | 47 |", period="2022")
    later = rows.assign(period="2023", value=rows["value"] + shift)
    result = changes(pd.concat([rows, later], ignore_index=True), [indicator()], 95)
    assert set(result["change"]) == {float(shift)}

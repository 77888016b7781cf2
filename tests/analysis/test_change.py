"""Change between two dates: points for shares, percent for counts, nothing across a break."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from rows import column, indicator, indicators, of

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
    result = changes(VALUES, [indicator()])
    assert set(result["since"]) == {"2021-12-31"}
    assert column(of(result, period="2022-12-31"), value="change") == {"hafen": None, "mitte": 5, "nord": 5}
    assert column(of(result, period="2023-12-31"), value="change") == {"hafen": None, "mitte": None, "nord": 4}
    assert column(of(result, period="2022-12-31"), value="reason") == {"hafen": "no_value", "mitte": "", "nord": ""}
    assert column(of(result, period="2022-12-31"), value="status") == {"hafen": "O", "mitte": "P", "nord": "A"}
    assert column(of(result, period="2023-12-31"), value="status") == {"hafen": "O", "mitte": "O", "nord": "E"}


def test_a_count_changes_by_percent_of_the_earlier_one() -> None:
    """100 x (25 - 20) / 20 = 25 %; 100 x (24 - 20) / 20 = 20 %; from zero there is no percentage."""
    result = changes(VALUES, [indicator(kind="count")])
    assert column(of(result, period="2022-12-31"), value="change") == {"hafen": None, "mitte": None, "nord": 25}
    assert column(of(result, period="2023-12-31"), value="change")["nord"] == 20


def test_no_change_across_a_break() -> None:
    """The series means something else from 1 June 2022 on: 2023 is compared with 2022, and 2022 with nothing."""
    result = changes(VALUES, [indicator(reihenbruch=("2022-06-01",))])
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
    result = changes(rows, [indicator()])
    assert set(zip(result["since"], result["period"], result["change"], strict=True)) == {
        ("2021", "2022", 2.0),
        ("2022-Q1", "2022-Q4", 1.0),
    }


def test_groups_listed_figures_and_steps_have_no_change() -> None:
    groups = VALUES.assign(group="sex=f")
    assert changes(groups, [indicator()]).empty
    assert changes(VALUES.assign(list_only=True), [indicator()]).empty
    assert changes(VALUES, [indicator(kind="ordinal")]).empty
    assert changes(VALUES, [indicator("other")]).empty


@settings(max_examples=30, deadline=None)
@given(order=st.permutations(range(8)))
def test_the_order_of_rows_never_matters(order: list[int]) -> None:
    assert_frame_equal(changes(VALUES.iloc[order], [indicator()]), changes(VALUES, [indicator()]))


@settings(max_examples=40, deadline=None)
@given(shift=st.integers(-50, 50))
def test_a_share_that_moves_as_all_others_do_changes_alike(shift: int) -> None:
    rows = indicators("| area_id | value |\n| nord | 20 |\n| mitte | 31 |\n| hafen | 47 |", period="2022")
    later = rows.assign(period="2023", value=rows["value"] + shift)
    result = changes(pd.concat([rows, later], ignore_index=True), [indicator()])
    assert set(result["change"]) == {float(shift)}

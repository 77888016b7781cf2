"""Shares from counts, and the values of larger areas: pooled, never a mean of rates."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from rows import column, indicator, indicators, of

from sozialraum.analysis.rates import computed, with_larger_areas
from sozialraum.model.tables import INDICATORS, frame

SHARE = indicator("share", computed_from={"numerator": "above", "denominator": "below"})
CITY = {"city": ["nord", "mitte", "hafen"]}


def test_computed_by_hand() -> None:
    """100 x 30 / 120 = 25; nobody to be counted: not applicable; a side unknown: unknown; the weaker status holds"""
    counts = indicators("""
        | area_id | indicator_id | value | status |
        |---------|--------------|-------|--------|
        | nord    | above        |    30 | A      |
        | mitte   | above        |     0 | A      |
        | hafen   | above        |     0 | A      |
        | heide   | above        |       | O      |
        | wald    | above        |     4 | E      |
        | berg    | above        |       | Q      |
        | tal     | above        |     7 | P      |
        | see     | above        |     1 | A      |
        | nord    | below        |   120 | A      |
        | mitte   | below        |    60 | A      |
        | hafen   | below        |     0 | A      |
        | heide   | below        |    50 | A      |
        | wald    | below        |     8 | P      |
        | berg    | below        |    90 | A      |
        | tal     | below        |       | M      |
    """)
    expected = indicators("""
        | area_id | value | numerator | denominator | status | reason        |
        |---------|-------|-----------|-------------|--------|---------------|
        | nord    |    25 |        30 |         120 | A      |               |
        | mitte   |     0 |         0 |          60 | A      |               |
        | hafen   |       |         0 |           0 | M      |               |
        | heide   |       |           |          50 | O      | parts_missing |
        | wald    |    50 |         4 |           8 | E      |               |
        | berg    |       |           |          90 | Q      | parts_missing |
        | tal     |       |         7 |             | M      | parts_missing |
    """)
    result = of(computed(counts, [SHARE]), indicator_id="share")
    for name in ("value", "numerator", "denominator", "status", "reason"):
        assert column(result, value=name) == column(expected, value=name), name
    assert set(result["basis"]) == {"computed"}


def test_a_given_value_is_not_computed_again() -> None:
    rows = indicators("""
        | area_id | indicator_id | value |
        |---------|--------------|-------|
        | nord    | above        |    30 |
        | nord    | below        |   120 |
        | nord    | share        |    26 |
    """)
    result = of(computed(rows, [SHARE]), indicator_id="share")
    assert column(result) == {"nord": 26}
    assert column(result, value="basis") == {"nord": "given"}


def test_rates_are_computed_per_date_and_group() -> None:
    rows = indicators("""
        | area_id | indicator_id | period     | group | value |
        |---------|--------------|------------|-------|-------|
        | nord    | above        | 2022-12-31 |       |    10 |
        | nord    | above        | 2023-12-31 | sex=f |     3 |
        | nord    | below        | 2023-12-31 | sex=f |     6 |
        | nord    | below        | 2023-12-31 |       |    20 |
    """)
    result = of(computed(rows, [SHARE]), indicator_id="share")
    assert column(result, "group") == {"sex=f": 50}


@pytest.mark.parametrize(
    ("drawn", "value", "status", "reason"),
    [
        # (10 + 40 + 30) / (100 + 50 + 250) = 80 / 400 = 20 %; the mean of 10, 80 and 12 would have been 34
        ("nord|10|10|100|A mitte|80|40|50|A hafen|12|30|250|A", 20, "A", ""),
        # the estimated part makes the city's value an estimated one
        ("nord|10|10|100|A mitte|80|40|50|E hafen|12|30|250|P", 20, "E", ""),
        # nobody lives in hafen: it adds nothing and hinders nothing
        ("nord|10|10|100|A mitte|80|40|50|A hafen|||0|M", 100 * 50 / 150, "A", ""),
        ("nord|10||||A mitte|80||||A hafen|12||||A", None, "O", "only_rates"),
        ("nord|10|10|100|A mitte|80|40|50|A hafen|12||||A", None, "O", "parts_missing"),
        ("nord|10|10|100|A mitte|80|40|50|A hafen||||O", None, "O", "parts_missing"),
        ("nord|10|10|100|A mitte|80|40|50|A hafen||||Q", None, "O", "parts_withheld"),
        ("nord|10|10|100|A mitte|80|40|50|A", None, "O", "parts_missing"),
        ("nord|||0|M mitte|||0|M hafen||||M", None, "M", ""),
        ("nord|0|0|100|A mitte|0|0|50|A hafen|0|0|250|A", 0, "A", ""),
    ],
)
def test_the_city_is_pooled(drawn: str, value: float | None, status: str, reason: str) -> None:
    """Sum of the numerators over sum of the denominators, or no value and the reason."""
    rows = frame(
        INDICATORS,
        [
            {
                "area_id": area,
                "indicator_id": "x",
                "period": "2023",
                "value": float(rate) if rate else None,
                "numerator": float(above) if above else None,
                "denominator": float(below) if below else None,
                "status": rest[-1],
            }
            for area, rate, above, below, *rest in (row.split("|") for row in drawn.split())
        ],
    )
    result = of(with_larger_areas(rows, CITY, {}, [indicator()]), area_id="city")
    assert column(result)["city"] == pytest.approx(value) if value is not None else column(result) == {"city": None}
    assert column(result, value="status") == {"city": status}
    assert column(result, value="reason") == {"city": reason}


def test_counts_are_summed() -> None:
    """1,200 + 900 + 0 = 2,100; a zero is a value, not applicable adds nothing, all not applicable is not zero."""
    rows = indicators("""
        | area_id | period | value | status |
        |---------|--------|-------|--------|
        | nord    | 2021   |  1200 | A      |
        | mitte   | 2021   |   900 | A      |
        | hafen   | 2021   |     0 | A      |
        | nord    | 2022   |  1200 | A      |
        | mitte   | 2022   |   900 | E      |
        | hafen   | 2022   |       | M      |
        | nord    | 2023   |  1200 | A      |
        | mitte   | 2023   |       | O      |
        | hafen   | 2023   |     5 | A      |
        | nord    | 2024   |       | M      |
        | mitte   | 2024   |       | M      |
        | hafen   | 2024   |       | M      |
    """)
    city = of(with_larger_areas(rows, CITY, {}, [indicator(kind="count")]), area_id="city")
    assert column(city, "period") == {"2021": 2100, "2022": 2100, "2023": None, "2024": None}
    assert column(city, "period", "status") == {"2021": "A", "2022": "E", "2023": "O", "2024": "M"}
    assert column(city, "period", "reason") == {"2021": "", "2022": "", "2023": "parts_missing", "2024": ""}


@pytest.mark.parametrize(
    ("kind", "more", "reason"),
    [
        ("ordinal", {}, "ordinal"),
        ("index", {}, "ordinal"),
        ("count", {"additive": False}, "not_additive"),
    ],
)
def test_what_cannot_be_summed_has_no_city_value(kind: str, more: dict[str, Any], reason: str) -> None:
    rows = indicators("| area_id | value |\n| nord | 4 |\n| mitte | 5 |\n| hafen | 6 |")
    city = of(with_larger_areas(rows, CITY, {}, [indicator(kind=kind, **more)]), area_id="city")
    assert column(city) == {"city": None}
    assert column(city, value="reason") == {"city": reason}


def test_a_given_city_value_stays() -> None:
    """The statistics office may count people whom no Sozialraum has: 75 is shown, not 40 + 30 + 3."""
    rows = indicators("| area_id | value |\n| nord | 40 |\n| mitte | 30 |\n| hafen | 3 |\n| city | 75 |")
    city = of(with_larger_areas(rows, CITY, {}, [indicator(kind="count")]), area_id="city")
    assert column(city) == {"city": 75}
    assert column(city, value="basis") == {"city": "given"}


def test_a_joint_value_is_used_whole_and_never_split() -> None:
    """Nord and Mitte together have 70: the city has 70 + 5, the district of Nord and Hafen has nothing."""
    rows = indicators("| area_id | value |\n| nord_mitte | 70 |\n| hafen | 5 |")
    larger = {**CITY, "west": ["nord", "hafen"]}
    result = with_larger_areas(rows, larger, {"nord_mitte": ["mitte", "nord"]}, [indicator(kind="count")])
    assert column(result) == {"nord_mitte": 70, "hafen": 5, "city": 75, "west": None}


def test_own_values_come_before_a_joint_one() -> None:
    rows = indicators("| area_id | value |\n| nord_mitte | 70 |\n| nord | 40 |\n| mitte | 31 |\n| hafen | 5 |")
    result = with_larger_areas(rows, CITY, {"nord_mitte": ["mitte", "nord"]}, [indicator(kind="count")])
    assert column(result)["city"] == 76


def test_a_joint_value_stands_for_members_without_one() -> None:
    rows = indicators(
        "| area_id | value | status |\n| nord_mitte | 70 | |\n| nord | | O |\n| mitte | | O |\n| hafen | 5 | |"
    )
    result = with_larger_areas(rows, CITY, {"nord_mitte": ["mitte", "nord"]}, [indicator(kind="count")])
    assert column(result)["city"] == 75


parts = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=3, max_size=3).map(
    lambda pairs: [(min(pair), max(pair)) for pair in pairs]
)


def pooled(pairs: list[tuple[int, int]], order: list[int] | None = None) -> pd.DataFrame:
    rows = indicators(
        "| area_id | value | numerator | denominator |\n"
        + "\n".join(
            f"| {area} | {100 * above / below} | {above} | {below} |"
            for area, (above, below) in zip(CITY["city"], pairs, strict=True)
        )
    )
    return with_larger_areas(rows.iloc[order or list(range(len(rows)))], CITY, {}, [indicator()])


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(pairs=parts)
def test_the_city_lies_between_its_parts_and_is_their_mean_only_with_equal_denominators(
    pairs: list[tuple[int, int]],
) -> None:
    value = column(pooled(pairs))["city"]
    rates = [100 * above / below for above, below in pairs]
    assert min(rates) - 1e-9 <= value <= max(rates) + 1e-9
    if len({below for _, below in pairs}) == 1:
        assert value == pytest.approx(sum(rates) / 3)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.integers(1, 400).flatmap(lambda below: st.tuples(st.just(below), st.tuples(*[st.integers(0, below)] * 3))))
def test_equal_denominators_give_the_mean(numbers: tuple[int, tuple[int, int, int]]) -> None:
    below, above = numbers
    value = column(pooled([(one, below) for one in above]))["city"]
    assert value == pytest.approx(sum(100 * one / below for one in above) / 3)


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(pairs=parts, order=st.permutations(range(3)))
def test_the_order_of_rows_never_matters(pairs: list[tuple[int, int]], order: list[int]) -> None:
    assert_frame_equal(pooled(pairs, order), pooled(pairs))

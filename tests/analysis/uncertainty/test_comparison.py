"""Intervals of a city's figures, and how its areas stand beside the rest of it."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from rows import column, indicator, indicators, of
from statsmodels.stats.proportion import confint_proportions_2indep

from sozialraum.analysis.rates import with_larger_areas
from sozialraum.analysis.uncertainty.comparison import interval_table
from sozialraum.model.tables import INTERVALS

CITY = indicators("""
    | area_id | value | numerator | denominator | status |
    |---------|-------|-----------|-------------|--------|
    | nord    |    30 |        60 |         200 | A      |
    | mitte   |    15 |        60 |         400 | A      |
    | hafen   |    10 |        40 |         400 | A      |
    | heide   |       |           |           0 | M      |
    | west    |  16.7 |       100 |         600 | A      |
    | city    |    16 |       160 |        1000 | A      |
""")
AREAS = ("nord", "mitte", "hafen", "heide")


def drawn(counts: list[tuple[int, int]], per: float = 100) -> pd.DataFrame:
    """Areas a0, a1 ... with these people, and the city."""
    rows = "\n".join(
        f"| a{at} | {per * above / below if below else ''} | {above} | {below} | {'A' if below else 'M'} |"
        for at, (above, below) in enumerate(counts)
    )
    table = indicators(f"| area_id | value | numerator | denominator | status |\n{rows}")
    members = {"city": [f"a{at}" for at in range(len(counts))]}
    return with_larger_areas(table, members, {}, [indicator(per=per)])


def test_each_area_stands_beside_the_city_without_it() -> None:
    """Without nord 100 of 800 = 12.5, without mitte 100 of 600, without hafen 120 of 600 = 20. Nord lies 17.5 above
    (11.1 to 24.5), mitte 1.7 below (-6.2 to 3.1), hafen 10 below (-14.3 to -5.5)."""
    result = interval_table(CITY, [indicator()], 95)
    assert column(result, value="rest") == pytest.approx(
        {"nord": 12.5, "mitte": 100 / 6, "hafen": 20, "heide": None, "west": 15, "city": None}
    )
    assert column(result, value="beside_rest") == {
        "nord": "more",
        "mitte": "similar",
        "hafen": "less",
        "heide": "",
        "west": "similar",
        "city": "",
    }
    assert column(result, value="lower")["city"] == pytest.approx(13.859, abs=1e-3)
    assert column(result, value="upper")["city"] == pytest.approx(18.402, abs=1e-3)
    assert column(result, value="lower")["heide"] is None
    assert column(result, value="reason") == dict.fromkeys((*AREAS, "west", "city"), "") | {"heide": "no_value"}
    assert column(result, value="method") == dict.fromkeys((*AREAS, "west", "city"), "wilson") | {"heide": ""}


def test_two_intervals_may_overlap_although_the_areas_differ() -> None:
    """Why looking at two whiskers is not the rule: 30 % (22.2 to 39.1) and 20 % (16.7 to 23.7) share a stretch."""
    result = of(interval_table(drawn([(33, 110), (100, 500)]), [indicator()], 95), group="")
    assert column(result, value="lower")["a0"] < column(result, value="upper")["a1"]
    assert column(result, value="beside_rest") == {"a0": "more", "a1": "less", "city": ""}


def test_a_rate_of_events_has_exact_limits_below_ten() -> None:
    """12 of 1,000 by Byar: 6.19 to 20.96; 3 of 1,000 exactly: 0.6187 to 8.7673; more events than people are real."""
    rows = indicators("""
        | area_id | value | numerator | denominator |
        |---------|-------|-----------|-------------|
        | nord    |    12 |        12 |        1000 |
        | mitte   |     3 |         3 |        1000 |
        | hafen   |  1500 |       150 |         100 |
    """)
    result = interval_table(rows, [indicator(kind="rate", per=1000)], 95)
    assert column(result, value="method") == {"hafen": "byar", "mitte": "exact", "nord": "byar"}
    assert column(result, value="lower") == pytest.approx(
        {"hafen": 1269.54, "mitte": 0.6187, "nord": 6.1936}, abs=0.01
    )
    assert column(result, value="upper") == pytest.approx(
        {"hafen": 1760.19, "mitte": 8.7673, "nord": 20.9632}, abs=0.01
    )
    assert set(result["beside_rest"]) == {""}


def test_groups_stand_beside_the_same_group_of_the_city() -> None:
    rows = pd.concat([CITY, CITY.assign(group="sex=f")[CITY["area_id"] != "city"]], ignore_index=True)
    result = of(interval_table(rows, [indicator()], 95), group="sex=f")
    assert column(result, value="rest")["nord"] is None
    assert column(result, value="lower")["nord"] is not None
    both = pd.concat([CITY, CITY.assign(group="sex=f")], ignore_index=True)
    groups = interval_table(both, [indicator()], 95)
    assert_frame_equal(
        of(groups, group="sex=f").drop(columns="group").reset_index(drop=True),
        of(groups, group="").drop(columns="group").reset_index(drop=True),
    )


def test_only_rates_of_people_have_intervals() -> None:
    for more in ({"counts": "things"}, {"denominator_counts": "things"}):
        result = interval_table(CITY, [indicator(**more)], 95)
        assert set(result["reason"]) == {"things"}
        assert result[["lower", "upper", "rest"]].isna().all(axis=None)
        assert set(result["beside_rest"]) == {""}
    for kind in ("mean", "count", "ordinal", "index"):
        assert interval_table(CITY, [indicator(kind=kind)], 95).empty


def test_a_city_that_has_fewer_people_than_its_area_is_no_comparison() -> None:
    rows = indicators("""
        | area_id | value | numerator | denominator |
        |---------|-------|-----------|-------------|
        | nord    |    10 |        20 |         200 |
        | mitte   |    90 |        90 |         100 |
        | city    |    10 |        15 |         150 |
    """)
    result = interval_table(rows, [indicator()], 95)
    assert set(result["beside_rest"]) == {""}
    assert result["rest"].isna().all()


def test_a_value_with_few_digits_still_lies_between_its_limits() -> None:
    """20,400 of 100,000 lie between 20.15 and 20.65 %; whoever prints 20 shall not see a whisker beside the dot."""
    rows = indicators("| area_id | value | numerator | denominator |\n| nord | 20 | 20400 | 100000 |")
    result = interval_table(rows, [indicator()], 95)
    assert column(result, value="lower") == {"nord": 20}


def test_an_empty_table_has_no_intervals() -> None:
    result = interval_table(CITY.iloc[:0], [indicator()], 95)
    assert list(result.columns) == list(INTERVALS)
    assert result.empty


@st.composite
def cities(draw: st.DrawFn) -> list[tuple[int, int]]:
    bases = draw(st.lists(st.integers(0, 3000), min_size=2, max_size=8))
    return [(draw(st.integers(0, base)), base) for base in bases]


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(counts=cities(), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(counts: list[tuple[int, int]], order: Any) -> None:
    rows = drawn(counts)
    mixed = rows.iloc[order.sample(range(len(rows)), len(rows))]
    assert_frame_equal(interval_table(mixed, [indicator()], 95), interval_table(rows, [indicator()], 95))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(counts=cities())
def test_every_value_lies_between_its_limits_and_the_rest_is_what_is_left(counts: list[tuple[int, int]]) -> None:
    rows = drawn(counts)
    result = rows.merge(interval_table(rows, [indicator()], 95), on=["area_id", "indicator_id", "period", "group"])
    known = result[result["lower"].notna()]
    assert ((known["lower"] <= known["value"]) & (known["value"] <= known["upper"])).all()
    assert ((known["lower"] >= 0) & (known["upper"] <= 100)).all()
    with_rest = known[known["rest"].notna()]
    city = rows[rows["area_id"] == "city"].iloc[0]
    rest_people = city["denominator"] - with_rest["denominator"]
    together = with_rest["numerator"] + with_rest["rest"] * rest_people / 100
    assert [float(one) for one in together] == pytest.approx([float(city["numerator"])] * len(with_rest))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(counts=cities())
def test_what_is_said_is_what_statsmodels_would_say(counts: list[tuple[int, int]]) -> None:
    said = column(interval_table(drawn(counts), [indicator()], 95), value="beside_rest")
    above, below = (sum(side) for side in zip(*counts, strict=True))
    for at, (count, base) in enumerate(counts):
        if 0 < count < base and 0 < above - count < below - base:
            lower, upper = confint_proportions_2indep(
                count, base, above - count, below - base, method="newcomb", compare="diff", correction=False
            )
            assert said[f"a{at}"] == ("more" if lower > 0 else "less" if upper < 0 else "similar")


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(count=st.integers(0, 60), rest=st.integers(0, 40), times=st.lists(st.integers(1, 30), min_size=2, max_size=6))
def test_areas_that_are_all_alike_are_similar(count: int, rest: int, times: list[int]) -> None:
    rows = drawn([(count * many, (count + rest) * many) for many in times])
    said = of(interval_table(rows, [indicator()], 95), reason="")
    assert set(said["beside_rest"]) <= {"similar", ""}


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(counts=cities())
def test_turning_the_question_round_turns_the_answer(counts: list[tuple[int, int]]) -> None:
    """Where more are poor than elsewhere, fewer are not poor."""
    said = column(interval_table(drawn(counts), [indicator()], 95), value="beside_rest")
    turned = column(
        interval_table(drawn([(base - count, base) for count, base in counts]), [indicator()], 95),
        value="beside_rest",
    )
    other = {"more": "less", "less": "more", "similar": "similar", "": ""}
    assert turned == {area: other[word] for area, word in said.items()}

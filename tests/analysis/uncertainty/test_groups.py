"""How far the groups of an area lie apart."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import SEX
from pandas.testing import assert_frame_equal
from rows import column, indicator, indicators, of
from statsmodels.stats.proportion import confint_proportions_2indep

from sozialraum.analysis.uncertainty.groups import group_gaps
from sozialraum.model.indicators import Breakdown
from sozialraum.model.tables import GROUP_GAPS

AGE = Breakdown(
    id="age",
    label={"de": "Alter"},
    parts=[{"id": id_, "label": {"de": id_}} for id_ in ("u6", "u18", "o18")],
    exhaustive=True,
)
BY_SEX = indicators("""
    | area_id | group | value | numerator | denominator | status |
    |---------|-------|-------|-----------|-------------|--------|
    | nord    |       |  26.7 |        32 |         120 | A      |
    | nord    | sex=f |    30 |        12 |          40 | A      |
    | nord    | sex=m |    25 |        20 |          80 | A      |
    | mitte   | sex=f |    30 |           |             | A      |
    | mitte   | sex=m |    35 |           |             | A      |
    | hafen   | sex=f |       |           |             | Q      |
    | hafen   | sex=m |    35 |           |             | A      |
    | heide   |       |    30 |        30 |         100 | A      |
    | heide   | sex=f |    30 |        24 |          80 | A      |
    | heide   | sex=m |    30 |        24 |          80 | A      |
    | city    | sex=f |    28 |        28 |         100 | A      |
    | city    | sex=m |    30 |        60 |         200 | A      |
""")
BY_AGE = indicators("""
    | area_id | group   | value | numerator | denominator |
    |---------|---------|-------|-----------|-------------|
    | nord    |         |  17.5 |        35 |         200 |
    | nord    | age=u6  |    20 |        10 |          50 |
    | nord    | age=u18 |    40 |        20 |          50 |
    | nord    | age=o18 |     5 |         5 |         100 |
    | mitte   |         |    50 |           |             |
    | mitte   | age=u6  |    20 |        10 |          50 |
""")


def test_two_groups_are_compared_with_each_other() -> None:
    """Nord: 12/40 - 20/80 = 5 points; mitte -5, without people no interval; in heide the groups overlap."""
    result = group_gaps(BY_SEX, [indicator()], [SEX], 95)
    assert set(zip(result["dimension"], result["group"], result["other"], strict=True)) == {("sex", "f", "m")}
    assert column(result, value="difference") == pytest.approx({"nord": 5, "mitte": -5, "city": -2})
    assert column(result, value="city_difference") == pytest.approx({"nord": -2, "mitte": -2, "city": None})
    lower, upper = confint_proportions_2indep(12, 40, 20, 80, method="newcomb", compare="diff", correction=False)
    assert column(result, value="lower")["nord"] == pytest.approx(100 * lower)
    assert column(result, value="upper")["nord"] == pytest.approx(100 * upper)
    assert column(result, value="lower")["mitte"] is None


def test_of_three_groups_each_is_compared_with_all_others() -> None:
    """20 - 25/150 = 3.33, 40 - 15/150 = 30, 5 - 30/100 = -25; in mitte nobody knows who the others are."""
    result = group_gaps(BY_AGE, [indicator()], [AGE, SEX], 95)
    assert set(result["area_id"]) == {"nord"}
    assert set(result["other"]) == {""}
    assert column(result, "group", "difference") == pytest.approx({"u6": 10 / 3, "u18": 30, "o18": -25})
    assert result["city_difference"].isna().all()
    lower, upper = confint_proportions_2indep(20, 50, 15, 150, method="newcomb", compare="diff", correction=False)
    gap = of(result, group="u18")
    assert (float(gap["lower"].iloc[0]), float(gap["upper"].iloc[0])) == pytest.approx((100 * lower, 100 * upper))


def test_other_dimensions_crossed_groups_and_other_kinds_have_no_gap() -> None:
    crossed = BY_SEX.assign(group=BY_SEX["group"].map(lambda group: f"age=u6;{group}" if group else ""))
    assert group_gaps(crossed, [indicator()], [SEX], 95).empty
    assert group_gaps(BY_SEX, [indicator()], [AGE], 95).empty
    assert group_gaps(BY_SEX, [indicator()], [], 95).empty
    for other in (indicator(kind="mean"), indicator(counts="things"), indicator("y")):
        assert group_gaps(BY_SEX, [other], [SEX], 95).empty
    result = group_gaps(BY_SEX.iloc[:0], [indicator()], [SEX, AGE], 95)
    assert list(result.columns) == list(GROUP_GAPS)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(order=st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(order: Any) -> None:
    both = pd.concat([BY_SEX, BY_AGE.assign(period="2022-12-31")], ignore_index=True)
    mixed = both.iloc[order.sample(range(len(both)), len(both))]
    expected = group_gaps(both, [indicator()], [SEX, AGE], 95)
    assert_frame_equal(group_gaps(mixed, [indicator()], [AGE, SEX], 95), expected)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(women=st.integers(1, 400), men=st.integers(1, 400), shares=st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_a_gap_lies_within_its_interval_and_changes_sign_with_the_order(
    women: int, men: int, shares: tuple[float, float]
) -> None:
    counts = {"f": (round(women * shares[0]), women), "m": (round(men * shares[1]), men)}
    rows = "\n".join(
        f"| nord | sex={part} | {100 * above / below} | {above} | {below} |"
        for part, (above, below) in counts.items()
    )
    table = indicators(f"| area_id | group | value | numerator | denominator |\n{rows}")
    gap = group_gaps(table, [indicator()], [SEX], 95).iloc[0]
    turned = group_gaps(table, [indicator()], [SEX.model_copy(update={"parts": SEX.parts[::-1]})], 95).iloc[0]
    assert gap["lower"] <= gap["difference"] <= gap["upper"]
    assert turned["difference"] == -gap["difference"]
    assert (turned["lower"], turned["upper"]) == pytest.approx((-gap["upper"], -gap["lower"]), abs=1e-9)

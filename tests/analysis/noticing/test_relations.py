"""Rank correlation of every two rates, against drawn tables and an independent computation."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from rows import indicator, indicators
from scipy.stats import spearmanr

from sozialraum.analysis.noticing.relations import relations
from sozialraum.model.tables import records

AREAS = ["a", "b", "c", "d", "e", "f"]
SHARES = [indicator("one"), indicator("two"), indicator("three", kind="rate"), indicator("people", kind="count")]


def values(id_: str, numbers: list[float | None], period: str = "2023-12-31", **more: object) -> pd.DataFrame:
    rows = "".join(f"| {area} | {'' if x is None else x} |\n" for area, x in zip(AREAS, numbers, strict=False))
    return indicators(f"| area_id | value |\n{rows}", indicator_id=id_, period=period, **more)


def related(*tables: pd.DataFrame) -> list[dict[str, object]]:
    return records(relations(pd.concat(tables, ignore_index=True), SHARES, AREAS))


def test_by_hand() -> None:
    """Ranks 1 2 3 4 5 beside 2 1 4 3 5: differences -1 1 -1 1 0, so 1 - 6 x 4 / (5 x 24) = 0.8; f has one value."""
    found = related(values("one", [10, 20, 30, 40, 50, 60]), values("two", [2, 1, 4, 3, 5, None]))
    assert len(found) == 1
    assert found[0]["rank_correlation"] == pytest.approx(0.8)
    assert (found[0]["areas"], found[0]["reason"]) == (5, "")
    assert (found[0]["indicator_id"], found[0]["other_id"]) == ("one", "two")


def test_ties_share_the_mean_of_their_ranks() -> None:
    """Ranks 1.5 1.5 3 4 5 beside 1 2 3 4 5: 9.5 / root (9.5 x 10)."""
    found = related(values("one", [7, 7, 8, 9, 10]), values("two", [1, 2, 3, 4, 5]))
    assert found[0]["rank_correlation"] == pytest.approx(9.5 / 95**0.5)


def test_few_areas_and_no_spread_have_no_correlation() -> None:
    few = related(values("one", [1, 2, 3, 4, None]), values("two", [1, 2, 3, 4, 5]))
    assert (few[0]["areas"], few[0]["reason"], pd.isna(few[0]["rank_correlation"])) == (4, "few_areas", True)
    flat = related(values("one", [0.3, 0.1 + 0.2, 0.3, 0.3, 0.3]), values("two", [1, 2, 3, 4, 5]))
    assert (flat[0]["reason"], pd.isna(flat[0]["rank_correlation"])) == ("no_spread", True)


def test_the_newest_common_date_else_each_newest_one() -> None:
    """Two has 2022 and 2023, one 2022 only: both in 2022. Three speaks of another kind of year."""
    found = related(
        values("one", [1, 2, 3, 4, 5], "2022-12-31"),
        values("two", [5, 4, 3, 2, 1], "2022-12-31"),
        values("two", [1, 2, 3, 4, 5], "2023-12-31"),
        values("three", [1, 2, 3, 4, 5], "2023/24"),
    )
    dates = {(row["indicator_id"], row["other_id"]): (row["period"], row["other_period"]) for row in found}
    assert dates == {
        ("one", "two"): ("2022-12-31", "2022-12-31"),
        ("one", "three"): ("2022-12-31", "2023/24"),
        ("two", "three"): ("2023-12-31", "2023/24"),
    }
    assert found[0]["rank_correlation"] == pytest.approx(-1)


def test_counts_groups_forecasts_and_other_levels_are_left_out() -> None:
    one = values("one", [1, 2, 3, 4, 5])
    assert related(one, values("people", [1, 2, 3, 4, 5])) == []
    assert related(one, values("two", [1, 2, 3, 4, 5], group="sex=f")) == []
    assert related(one, values("two", [1, 2, 3, 4, 5], status="F")) == []
    assert related(one, values("two", [1, 2, 3, 4, 5], list_only=True)) == []
    city = values("two", [1, 2, 3, 4, 5]).assign(area_id="city")
    assert relations(pd.concat([one, city.head(1)]), SHARES, AREAS).empty


NUMBERS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=6, max_size=6)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(pairs=NUMBERS, order=st.permutations(range(12)))
def test_as_scipy_has_it_whatever_the_order_of_rows(pairs: list[tuple[int, int]], order: list[int]) -> None:
    one, two = [float(x) for x, _ in pairs], [float(y) for _, y in pairs]
    table = pd.concat([values("one", list(one)), values("two", list(two))], ignore_index=True)
    result = relations(table, SHARES, AREAS)
    assert_frame_equal(relations(table.iloc[order], SHARES, AREAS), result)
    correlation = result["rank_correlation"].iloc[0]
    if len(set(one)) == 1 or len(set(two)) == 1:
        assert pd.isna(correlation)
    else:
        assert correlation == pytest.approx(spearmanr(one, two).statistic)
        assert -1 <= correlation <= 1

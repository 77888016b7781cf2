"""How much a rank depends on the recipe: variants of an index, and what they do to the order of the areas."""

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from rows import column, indicator, indicators, lage_index, of
from tables import table

from sozialraum.analysis.lage.index import index_measures
from sozialraum.analysis.lage.rank_stability import is_robust, rank_measures
from sozialraum.analysis.lage.variants import Recipe, variant_ranks
from sozialraum.model.lage import LageIndex, RankStability

STILL = RankStability(variants=100, weights_pct=0)
FEW = RankStability(variants=100)
AREAS = ["hafen", "heide", "mitte", "nord"]
VALUES = table("""
    | area_id | poor | alone |
    |---------|------|-------|
    | hafen   |   30 |    25 |
    | heide   |   10 |    20 |
    | mitte   |   20 |     5 |
    | nord    |    5 |     5 |
""")
DEFINITIONS = {name: indicator(name) for name in ("poor", "alone")} | {
    "tall": indicator("tall", polaritaet="weniger_belastung"),
    "residents": indicator("residents", kind="count"),
}


def recipe(values: pd.DataFrame, **more: Any) -> Recipe:
    names = [str(name) for name in values]
    usual = {"weights": dict.fromkeys(names, 1.0), "windows": {}, "groups": dict.fromkeys(names, "")}
    return Recipe(**{**usual, "group_weights": {"": 1.0}, **more})


def rows_of(values: pd.DataFrame) -> pd.DataFrame:
    """Table `indicators` of areas x indicators."""
    cells = values.rename_axis("area_id").reset_index().melt("area_id").to_numpy()
    drawn = "\n".join(f"| {area} | {name} | {'' if pd.isna(value) else value} |" for area, name, value in cells)
    return indicators(f"| area_id | indicator_id | value |\n{drawn}")


def measured(index: LageIndex, values: pd.DataFrame = VALUES, rows: pd.DataFrame | None = None) -> pd.DataFrame:
    rows = rows_of(values) if rows is None else rows
    status = index_measures(index, rows, DEFINITIONS, sorted(values.index))
    return rank_measures(index, rows, DEFINITIONS, status)


def still(*names: str, **more: Any) -> LageIndex:
    return lage_index(*(names or ("poor", "alone")), rank_stability=STILL, **more)


def test_variants_by_hand() -> None:
    """Weights as they are: a third of the variants has both indicators (order hafen, heide, mitte, nord in all five
    ways of making comparable), a third poor alone (hafen, mitte, heide, nord), a third the other alone (hafen,
    heide, then mitte and nord tied on the third place, which they share)."""
    expected = table("""
        | area_id | lower | median | upper | top_three |
        |---------|-------|--------|-------|-----------|
        | hafen   |     1 |      1 |     1 |  100      |
        | heide   |     2 |      2 |     3 |  100      |
        | mitte   |     2 |      3 |     3 |   83.3333 |
        | nord    |     3 |      4 |     4 |   16.6667 |
    """)
    result = variant_ranks(VALUES.astype(float), recipe(VALUES), STILL)
    assert_frame_equal(result, expected.astype(float), check_exact=False, atol=1e-3)


def test_the_measures_of_a_date() -> None:
    found = measured(still())
    rank = of(found, measure_id="lage_rank")
    assert column(rank) == {"hafen": 1, "heide": 2, "mitte": 3, "nord": 4}
    assert column(rank, value="lower") == {"hafen": 1, "heide": 2, "mitte": 2, "nord": 3}
    assert column(rank, value="upper") == {"hafen": 1, "heide": 3, "mitte": 3, "nord": 4}
    assert column(of(found, measure_id="lage_rank_median")) == {"hafen": 1, "heide": 2, "mitte": 3, "nord": 4}
    assert of(found, measure_id="lage_top_three_pct")["value"].sum() == pytest.approx(300)
    assert column(of(found, measure_id="lage_rank_robust")) == dict.fromkeys(AREAS, 1)
    assert set(found["base"]) == {4}
    assert set(found["reason"]) == {""}
    assert found.loc[found["measure_id"] != "lage_rank", ["lower", "upper"]].isna().all(axis=None)


def test_less_of_it_can_be_more_strained() -> None:
    turned = VALUES.assign(tall=100 - VALUES["alone"]).drop(columns="alone")
    assert_frame_equal(measured(still("poor", "tall"), turned), measured(still()))


def test_equal_areas_share_the_best_rank() -> None:
    values = VALUES.astype(float)
    values.loc["wald"] = values.loc["hafen"]
    found = measured(still(), values)
    assert column(of(found, measure_id="lage_rank")) == {"hafen": 1, "heide": 3, "mitte": 4, "nord": 5, "wald": 1}
    assert column(of(found, measure_id="lage_top_three_pct"))["hafen"] == 100


@pytest.mark.parametrize(
    ("reason", "rule", "extra"),
    [
        ("below_min_residents", {"min_residents": 50}, {"residents": 10.0}),
        ("excluded", {"excluded": [{"area": "wald", "because": {"de": "Ausreißer"}}]}, {"residents": 900.0}),
        ("parts_missing", {}, {"alone": None}),
    ],
)
def test_areas_without_index_have_no_rank_and_change_none(
    reason: str, rule: dict[str, Any], extra: dict[str, float | None]
) -> None:
    values = VALUES.assign(residents=900.0)
    values.loc["wald"] = pd.Series({"poor": 99.0, "alone": 99.0, **extra})
    found = measured(still(**rule), values)
    wald = of(found, area_id="wald")
    assert wald["value"].isna().all()
    assert set(wald["reason"]) == {reason}
    assert set(wald["status"]) == {"O"}
    others = found[found["area_id"] != "wald"].reset_index(drop=True)
    assert_frame_equal(others, measured(still()))


def test_nobody_can_be_compared() -> None:
    found = measured(still(min_residents=50), VALUES.assign(residents=10.0))
    assert len(found) == 16
    assert found["value"].isna().all()


def test_an_estimated_value_makes_an_estimated_rank() -> None:
    rows = rows_of(VALUES)
    rows["status"] = rows["status"].mask((rows["area_id"] == "nord") & (rows["indicator_id"] == "poor"), "E")
    found = measured(still(), rows=rows)
    assert column(of(found, measure_id="lage_rank"), value="status") == {
        "hafen": "A", "heide": "A", "mitte": "A", "nord": "E",
    }  # fmt: skip


def test_what_is_missing_counts_for_nothing() -> None:
    """Nord knows poor alone. In the variants without poor it would have nothing, so there are none of these: with
    both, or poor alone, nord is the least strained."""
    values = VALUES.assign(alone=VALUES["alone"].where(VALUES.index != "nord"))
    found = measured(still(missing="rescale", min_share_pct=50), values)
    assert column(of(found, measure_id="lage_rank"), value="lower")["nord"] == 4
    assert of(found, measure_id="lage_top_three_pct")["value"].sum() == pytest.approx(300)


@pytest.mark.parametrize("step", ["percentile", "exponential"])
def test_a_handlungsfeld_unknown_somewhere_is_ranked_without_a_warning(step: str) -> None:
    """Hafen and Nord know nothing of the second group: they stand where the first one puts them."""
    unknown = VALUES.astype(float).assign(alone=[np.nan, 20.0, 5.0, np.nan])
    groups = recipe(unknown, groups={"poor": "a", "alone": "b"}, group_weights={"a": 1.0, "b": 1.0}, group_step=step)
    ranks = variant_ranks(unknown, groups, STILL)
    assert ranks["median"].loc["hafen"] == 1
    assert ranks["top_three"].sum() == pytest.approx(300)


@pytest.mark.parametrize(
    ("ranks", "pct", "expected"),
    [(1, 0, [True, False, False, True]), (2, 0, [True, True, False, True]), (0, 75, [True, True, True, True])],
)
def test_robust_is_a_range_of_few_ranks(ranks: float, pct: float, expected: list[bool]) -> None:
    """Ranges 1 to 1, 1 to 3, and 2 to 3 with the own rank 5 outside of it; three quarters of four areas are three."""
    lower, upper, own = (pd.Series(values) for values in ([1.0, 1, 2, 4], [1.0, 3, 3, 4], [1.0, 2, 5, 4]))
    rule = RankStability(robust_ranks=ranks, robust_pct=pct)
    assert is_robust(own, lower, upper, rule).tolist() == expected


def test_a_fixed_window_is_turned_with_the_indicator() -> None:
    """A window so wide that the indicator says next to nothing: min-max alone follows poor."""
    values = VALUES.astype(float)
    narrow = variant_ranks(values, recipe(values, windows={"alone": (0.0, 1.0)}), STILL)
    wide = variant_ranks(values, recipe(values, windows={"alone": (0.0, 10_000.0)}), STILL)
    assert wide.loc["mitte", "top_three"] >= narrow.loc["mitte", "top_three"]
    turned = VALUES.assign(tall=-VALUES["alone"]).drop(columns="alone")
    index = still(parts=[{"indicator": "poor"}, {"indicator": "tall", "window": (-10_000, 0)}])
    found = column(of(measured(index, turned), measure_id="lage_top_three_pct"))
    assert found == pytest.approx(wide["top_three"].to_dict())


@pytest.mark.slow
@pytest.mark.parametrize("step", ["none", "z", "percentile", "exponential"])
@pytest.mark.parametrize("way", ["z", "robust_z", "percentile", "exponential"])
def test_without_variation_a_variant_is_the_index_itself(step: str, way: Any) -> None:
    """Six areas, three indicators in two Handlungsfelder: the index of the project is among its variants."""
    dice = np.random.default_rng(3)
    names = ("a", "b", "c")
    values = pd.DataFrame(dice.normal(size=(6, 3)), index=[f"g{at}" for at in range(6)], columns=list(names))
    definitions = {name: indicator(name, handlungsfeld="x" if name == "a" else "y") for name in names}
    index = lage_index(
        *names,
        normalisation=way,
        by_handlungsfeld=True,
        field_normalisation=step,
        field_weights=[{"handlungsfeld": "x", "weight": 2}],
        rank_stability=STILL,
    )
    rows = rows_of(values)
    status = index_measures(index, rows, definitions, list(values.index))
    found = rank_measures(index, rows, definitions, status)
    ranks = of(found, measure_id="lage_rank")
    top = of(found, measure_id="lage_top_three_pct").set_index("area_id")["value"]
    inside = (ranks["value"] <= 3).to_numpy()
    assert (top[inside] >= 100 / 20 - 1e-9).all()  # one of 5 x 4 recipes is the project's own
    assert top.sum() == pytest.approx(300)


def test_every_indicator_is_left_out_as_often_as_none() -> None:
    """Forty indicators: at least five ways x (all + each one left out) = 205 variants, though 100 were asked for."""
    values = pd.DataFrame(
        np.eye(40), index=[f"g{at:02d}" for at in range(40)], columns=[f"i{at}" for at in range(40)]
    )
    result = variant_ranks(values, recipe(values), STILL)
    shares = result["top_three"] * 205 / 100
    assert shares.sum() == pytest.approx(3 * 205)
    assert np.allclose(shares, shares.iloc[0])


def test_free_weights_vary_more() -> None:
    dice = np.random.default_rng(5)
    values = pd.DataFrame(dice.normal(size=(12, 4)), index=[f"g{at:02d}" for at in range(12)], columns=list("abcd"))
    near = variant_ranks(values, recipe(values), RankStability())
    free = variant_ranks(values, recipe(values), RankStability(free_weights=True))
    assert (free["upper"] - free["lower"]).sum() > (near["upper"] - near["lower"]).sum()
    assert free["top_three"].sum() == pytest.approx(300)


def test_the_same_seed_gives_the_same_and_another_one_hardly_anything_else() -> None:
    dice = np.random.default_rng(7)
    values = pd.DataFrame(dice.normal(size=(10, 5)), index=[f"g{at}" for at in range(10)], columns=list("abcde"))
    one, same, other = (variant_ranks(values, recipe(values), RankStability(seed=seed)) for seed in (1, 1, 2))
    assert_frame_equal(one, same)
    assert not one.equals(other)
    assert (one["top_three"] - other["top_three"]).abs().max() < 5
    assert (one[["lower", "median", "upper"]] - other[["lower", "median", "upper"]]).abs().max(axis=None) <= 1


def test_two_areas_share_what_there_is() -> None:
    result = variant_ranks(VALUES.loc[["hafen", "nord"]].astype(float), recipe(VALUES), STILL)
    assert result["top_three"].sum() == pytest.approx(200)


# ---- properties

CELLS = st.integers(0, 12)
TABLES = st.integers(3, 9).flatmap(
    lambda count: st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=count, max_size=count)
)


def frame_of(cells: list[tuple[int, int, int]]) -> pd.DataFrame:
    return pd.DataFrame(cells, columns=list("abc"), index=[f"g{at}" for at in range(len(cells))]).astype(float)


@pytest.mark.slow
@given(cells=TABLES, free=st.booleans(), step=st.sampled_from(["none", "z", "percentile", "exponential"]))
@settings(deadline=None, max_examples=40)
def test_shares_of_the_top_three_sum_to_three(cells: list[tuple[int, int, int]], free: bool, step: str) -> None:
    values = frame_of(cells)
    fields = recipe(values, groups={"a": "x", "b": "y", "c": "y"}, group_weights={"x": 1, "y": 2}, group_step=step)
    result = variant_ranks(values, fields, RankStability(variants=100, free_weights=free))
    assert result["top_three"].sum() == pytest.approx(300)
    assert result["top_three"].between(0, 100 + 1e-9).all()
    assert (result["lower"] <= result["median"]).all()
    assert (result["median"] <= result["upper"]).all()
    assert result[["lower", "upper"]].isin(range(1, len(values) + 1)).all(axis=None)


@given(cells=TABLES, at=st.integers(0, 8))
@settings(deadline=None, max_examples=30)
def test_identical_areas_get_identical_results(cells: list[tuple[int, int, int]], at: int) -> None:
    values = frame_of([*cells, cells[at % len(cells)]])
    result = variant_ranks(values, recipe(values), FEW)
    twins = result.iloc[[at % len(cells), -1]]
    assert twins.iloc[0].tolist() == twins.iloc[1].tolist()


@pytest.mark.slow
@given(cells=TABLES, data=st.data())
@settings(deadline=None, max_examples=30)
def test_order_of_areas_and_indicators_does_not_matter(
    cells: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    values = frame_of(cells)
    rows, columns = data.draw(st.permutations(list(values.index))), data.draw(st.permutations(list(values)))
    mixed = values.loc[rows, columns]
    result = variant_ranks(mixed, recipe(mixed), FEW)
    assert result.index.tolist() == rows
    assert_frame_equal(result.loc[values.index], variant_ranks(values, recipe(values), FEW), check_exact=True)


@pytest.mark.slow
@given(cells=TABLES, step=st.sampled_from(["none", "z", "percentile", "exponential"]), free=st.booleans())
@settings(deadline=None, max_examples=40)
def test_who_is_ahead_in_everything_is_first_in_every_variant(
    cells: list[tuple[int, int, int]], step: str, free: bool
) -> None:
    values = frame_of([*cells, (13, 13, 13)])
    fields = recipe(values, groups={"a": "x", "b": "y", "c": "y"}, group_weights={"x": 1, "y": 2}, group_step=step)
    first = variant_ranks(values, fields, RankStability(variants=100, free_weights=free)).iloc[-1]
    assert first.tolist() == [1, 1, 1, pytest.approx(100)]


@pytest.mark.slow
@given(cells=TABLES, shift=st.floats(-50, 50), scale=st.floats(0.01, 100))
@settings(deadline=None, max_examples=30)
def test_another_unit_of_an_indicator_changes_no_rank(
    cells: list[tuple[int, int, int]], shift: float, scale: float
) -> None:
    values = frame_of(cells)
    other = values.assign(a=values["a"] * scale + shift)
    result, same = (variant_ranks(one, recipe(one), FEW) for one in (values, other))
    assert (result["top_three"] - same["top_three"]).abs().max() < 1e-6
    assert_frame_equal(result, same, check_exact=False)


def test_each_of_few_indicators_decides_something() -> None:
    """Every pair of indicators has variants of its own: an area ahead in one alone is not always behind."""
    values = pd.DataFrame(np.eye(3), index=["a", "b", "c"], columns=["i", "j", "k"])
    result = variant_ranks(values, recipe(values), FEW)
    for one, other in combinations(result.index, 2):
        assert result.loc[one, "lower"] == result.loc[other, "lower"] == 1

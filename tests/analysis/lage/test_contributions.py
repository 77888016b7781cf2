"""Handlungsfelder first, then the whole; and what each of them and each indicator adds."""

from itertools import permutations
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal
from rows import column, indicator, indicators, lage_index, of

from sozialraum.analysis.lage import contributions as module
from sozialraum.analysis.lage.aggregation import aggregate, shares
from sozialraum.analysis.lage.contributions import contributions
from sozialraum.analysis.lage.index import index_measures
from sozialraum.analysis.lage.normalisation import exponential, percentile_ranks
from sozialraum.model.lage import LageIndex

FIELDS = {"a": "work", "b": "work", "c": "health"}
AREAS = ["east", "north", "south", "west"]
SCORES = pd.DataFrame(
    {"a": [1.0, 0.0, -1.0, 0.0], "b": [0.5, 0.5, 0.0, -1.0], "c": [0.0, 2.0, -1.0, -1.0]},
    index=pd.Index(AREAS, name="area_id"),
)


def rule(**more: Any) -> LageIndex:
    return lage_index("a", "b", "c", **{"by_handlungsfeld": True, "standardise_again": False, **more})


def made(index: LageIndex, scores: pd.DataFrame = SCORES) -> tuple[pd.Series, module.Contributions]:
    whole = aggregate(index, index.parts, FIELDS, scores)
    return whole.index, contributions(index, FIELDS, scores, whole)


def test_handlungsfelder_count_alike_however_many_indicators_they_have() -> None:
    """East: work (1 + 0.5) / 2 = 0.75, health 0; together 0.375. Without Handlungsfelder (1 + 0.5 + 0) / 3 = 0.5."""
    assert made(rule())[0]["east"] == pytest.approx(0.375)
    assert made(rule(by_handlungsfeld=False))[0]["east"] == pytest.approx(0.5)
    assert shares(rule(), rule().parts, FIELDS).to_dict() == {"a": 0.25, "b": 0.25, "c": 0.5}


def test_handlungsfelder_count_by_their_weight() -> None:
    """Work three times as much: (3 x 0.75 + 0) / 4."""
    heavy = rule(field_weights=[{"handlungsfeld": "work", "weight": 3}])
    index, added = made(heavy)
    assert index["east"] == pytest.approx(0.5625)
    assert added.fields.loc["east"].to_dict() == pytest.approx({"work": 0.5625, "health": 0})
    assert added.parts.loc["east"].to_dict() == pytest.approx({"a": 0.375, "b": 0.1875, "c": 0})
    assert shares(heavy, heavy.parts, FIELDS).to_dict() == {"a": 0.375, "b": 0.375, "c": 0.25}


def test_what_is_unknown_goes_to_its_handlungsfeld_first() -> None:
    """East without a: work is b alone, 0.5, and still half of the whole. Without a and b health is the whole."""
    gone = SCORES.copy()
    gone.loc["east", "a"] = None
    assert made(rule(), gone)[0]["east"] == pytest.approx(0.25)
    gone.loc["east", "b"] = None
    index, added = made(rule(), gone)
    assert index["east"] == 0
    assert added.fields.loc["east"].isna().to_dict() == {"work": True, "health": False}


def test_parts_are_measured_from_the_average_area_where_the_index_is() -> None:
    """Scores from 0 to 1 (a fixed window): nobody is below 0, yet who is below the average has parts below 0."""
    scores = (SCORES + 2) / 5
    plain, again = made(rule(), scores), made(rule(standardise_again=True), scores)
    assert (plain[1].parts >= 0).to_numpy().all()
    assert (plain[1].centring == 0).all()
    assert (again[1].parts.mean().abs() < 1e-12).all()
    assert (again[1].centring == 0).all()


def test_ranks_of_handlungsfelder_are_shared_by_shapley_values_by_hand() -> None:
    """Work: means 0.75, 0.25, -0.5, -0.5; ranks 1, 2/3, 0, 0. The average area has 0, which in the place of east is
    above two, 2/3. East with a alone: 1/2 is above all three others, 1. With b alone: 1/4 is level with north, 2/3.
    So in the order a, b: a adds 1/3, b 0; in the order b, a: b adds 0, a 1/3. Half of that: work is half of all."""
    index, added = made(rule(field_normalisation="percentile"))
    assert added.parts.loc["east", ["a", "b"]].tolist() == pytest.approx([1 / 6, 0])
    assert added.fields.loc["east", "work"] == pytest.approx(1 / 6)
    assert index["east"] == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)


@pytest.mark.parametrize("how", ["percentile", "exponential"])
def test_shapley_values_are_the_mean_over_all_orders(how: str) -> None:
    """Independent of the way it is worked out: every order in which three indicators can come in, one by one."""
    scores = SCORES.assign(b=[0.3, -0.2, 0.9, 0.1])
    fields = dict.fromkeys(FIELDS, "one")
    index = rule(field_normalisation=how)
    transform = percentile_ranks if how == "percentile" else exponential
    whole = aggregate(index, index.parts, fields, scores)
    shown = contributions(index, fields, scores, whole).parts
    mean = scores.mean()
    for area in AREAS:

        def worth(known: frozenset[str], area: str = area) -> float:
            table = scores.copy()
            table.loc[area] = [scores.loc[area, name] if name in known else mean[name] for name in "abc"]
            return float(transform(table.sum(axis=1) / 3)[area])

        for name in "abc":
            added = [
                worth(frozenset(order[: order.index(name) + 1])) - worth(frozenset(order[: order.index(name)]))
                for order in permutations("abc")
            ]
            assert shown.loc[area, name] == pytest.approx(sum(added) / 6)


def test_of_too_many_indicators_only_the_handlungsfeld_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    index = rule(field_normalisation="percentile")
    exact = made(index)[1]
    monkeypatch.setattr(module, "SHAPLEY_MOST", 1)
    short = made(index)[1]
    assert short.no_exact == {"a", "b"}
    assert short.parts[["a", "b"]].isna().to_numpy().all()
    assert_frame_equal(short.fields, exact.fields)
    assert_series_equal(short.centring, exact.centring)


def test_measures_say_where_no_parts_exist_and_what_a_handlungsfeld_is_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SHAPLEY_MOST", 1)
    definitions = {name: indicator(name, handlungsfeld=field) for name, field in FIELDS.items()}
    drawn = "\n".join(f"| {area} | {name} | {SCORES.loc[area, name]} |" for area in AREAS for name in "abc")
    values = indicators(f"| area_id | indicator_id | value |\n{drawn}")
    rows = index_measures(rule(field_normalisation="exponential"), values, definitions, AREAS)
    none = of(rows, measure_id="lage_part:a")
    assert none[["status", "reason"]].drop_duplicates().to_numpy().tolist() == [["M", "no_exact_parts"]]
    assert none["value"].isna().all()
    assert of(rows, measure_id="lage_field_part:work")["value"].notna().all()
    health = column(of(rows, measure_id="lage_field:health"))
    deviation = SCORES["c"].std(ddof=0)
    assert health == pytest.approx((SCORES["c"] / deviation).to_dict())
    ids = set(index_measures(rule(by_handlungsfeld=False), values, definitions, AREAS)["measure_id"])
    assert {id_ for id_ in ids if id_.startswith("lage_field:")} == {"lage_field:work"}


tables = st.lists(st.tuples(*[st.one_of(st.none(), st.integers(-40, 40))] * 3), min_size=3, max_size=9).map(
    lambda cells: pd.DataFrame(cells, columns=["a", "b", "c"], dtype=float)
)
rules = st.builds(
    rule,
    by_handlungsfeld=st.just(True),
    field_normalisation=st.sampled_from(["none", "z", "percentile", "exponential"]),
    standardise_again=st.booleans(),
    ddof=st.sampled_from([0, 1]),
    field_weights=st.sampled_from([[], [{"handlungsfeld": "work", "weight": 2.5}]]),
    zero=st.sampled_from(["areas", "city"]),
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(scores=tables, index=rules)
def test_parts_and_centring_are_the_index(scores: pd.DataFrame, index: LageIndex) -> None:
    whole, added = made(index, scores)
    known = whole.notna()
    assert known.tolist() == scores.notna().any(axis=1).tolist()
    for parts in (added.parts, added.fields):
        assert (parts.sum(axis=1) + added.centring - whole)[known].abs().max() == pytest.approx(0, abs=1e-9) or (
            not known.any()
        )
    assert_series_equal(added.parts[["a", "b"]].sum(axis=1, min_count=1), added.fields["work"], check_names=False)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(scores=tables, index=rules, data=st.data())
def test_equal_areas_stay_exactly_equal_and_order_does_not_matter(
    scores: pd.DataFrame, index: LageIndex, data: st.DataObject
) -> None:
    twice = pd.concat([scores, scores], ignore_index=True)
    whole = made(index, twice)[0]
    half = len(scores)
    assert whole[:half].fillna(-99).tolist() == whole[half:].fillna(-99).tolist()
    shuffled = scores.loc[data.draw(st.permutations(list(scores.index)))]
    assert_series_equal(made(index, shuffled)[0].sort_index(), made(index, scores)[0], atol=1e-9, rtol=1e-9)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(scores=tables, index=rules, more=st.integers(1, 30), name=st.sampled_from("abc"))
def test_more_strain_in_one_area_never_lowers_its_index_where_nothing_is_recentred(
    scores: pd.DataFrame, index: LageIndex, more: int, name: str
) -> None:
    """Scores from fixed windows, without a second standardisation; ranks of Handlungsfelder included."""
    if index.field_normalisation == "z":
        index = index.model_copy(update={"field_normalisation": "none"})
    fixed = index.model_copy(update={"standardise_again": False})
    raised = scores.copy()
    raised.loc[0, name] += more
    before, after = made(fixed, scores)[0][0], made(fixed, raised)[0][0]
    assert pd.isna(before) or after >= before - 1e-9


@settings(max_examples=40, deadline=None)
@given(scores=tables)
def test_standardised_again_means_mean_0_and_deviation_1(scores: pd.DataFrame) -> None:
    whole = made(rule(standardise_again=True), scores)[0].dropna()
    if len(whole) > 1 and (whole != 0).any():
        assert whole.mean() == pytest.approx(0, abs=1e-9)
        assert whole.std(ddof=0) == pytest.approx(1)

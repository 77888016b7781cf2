"""How the soziale Lage changes: the index of the changes, its interval, and what counts as stable."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from rows import column, indicator, indicators, lage_index, of
from tables import table

from sozialraum.analysis.lage.dynamics import dynamics_class, dynamics_measures
from sozialraum.analysis.lage.index import index_measures
from sozialraum.model.lage import Dynamics, LageIndex
from sozialraum.model.tables import INDICATORS, frame

AREAS = ["hafen", "heide", "mitte", "nord"]
DEFINITIONS = {name: indicator(name) for name in ("poor", "alone")} | {
    "tall": indicator("tall", polaritaet="weniger_belastung"),
    "residents": indicator("residents", kind="count"),
    "poorer": indicator("poorer", kind="mean"),
    "lonelier": indicator("lonelier", kind="mean"),
    "young": indicator("young", computed_from={"numerator": "residents", "denominator": "residents"}),
}
THEN, NOW = "2021-12-31", "2023-12-31"
DRAWN = """
    | area_id | poor then | poor now | alone then | alone now |
    |---------|-----------|----------|------------|-----------|
    | hafen   |        20 |       26 |         30 |        32 |
    | heide   |        10 |       12 |         20 |        22 |
    | mitte   |        12 |       12 |         22 |        20 |
    | nord    |         9 |        5 |          9 |         7 |
    | city    |        10 |       13 |         20 |        21 |
"""
VALUES = pd.concat(
    [
        frame(
            INDICATORS,
            [
                {"area_id": area, "indicator_id": name, "period": period, "value": float(value), "status": "A"}
                for area, value in table(DRAWN)[f"{name} {when}"].items()
            ],
        )
        for name in ("poor", "alone")
        for when, period in (("then", THEN), ("now", NOW))
    ],
    ignore_index=True,
)


def rule(*names: str, dynamics: dict[str, Any] | None = None, **more: Any) -> LageIndex:
    return lage_index(*(names or ("poor", "alone")), dynamics=dynamics or {}, **more)


def measured(
    values: pd.DataFrame = VALUES, index: LageIndex | None = None, confidence_pct: float = 95
) -> pd.DataFrame:
    index = index or rule()
    status = index_measures(index, values, DEFINITIONS, AREAS)
    return dynamics_measures(index, values, DEFINITIONS, status, confidence_pct)


def scores(values: pd.DataFrame = VALUES, index: LageIndex | None = None, period: str = NOW) -> dict[str, Any]:
    return column(of(measured(values, index), measure_id="lage_dynamics", period=period))


def classes(values: pd.DataFrame = VALUES, index: LageIndex | None = None, period: str = NOW) -> dict[str, Any]:
    return column(of(measured(values, index), measure_id="lage_dynamics_class", period=period))


def test_dynamics_by_hand() -> None:
    """Changes 6, 2, 0, -4 (mean 1, deviation root 13 = 3.606) and 2, 2, -2, -2 (mean 0, deviation 2). The sums of the
    scores 2.387, 1.277, -1.277, -2.387 have the deviation 1.914. The city's 3 and 1: (0.555 + 0.5) / 1.914."""
    assert scores() == pytest.approx({"hafen": 1.247, "heide": 0.667, "mitte": -0.667, "nord": -1.247}, abs=5e-4)
    assert classes() == {"hafen": 2, "heide": 1, "mitte": 1, "nord": 0}
    rows = measured()
    city = of(rows, measure_id="lage_dynamics_city", period=NOW)
    assert column(city) == pytest.approx({"city": 0.551}, abs=5e-4)
    assert set(of(rows, period=NOW)["base"]) == {4}
    assert set(of(rows, period=NOW)["reason"]) == {""}
    assert of(rows, measure_id="lage_dynamics")[["lower", "upper"]].isna().all(axis=None)


def test_without_second_standardisation_the_mean_of_the_scores() -> None:
    index = rule(dynamics={"standardise_again": False})
    assert scores(index=index)["hafen"] == pytest.approx((5 / 13**0.5 + 1) / 2)


def test_the_city_as_zero_point_is_not_centred_away() -> None:
    """Poor 6 - 3 in 3.606, alone 2 - 1 in 2; mean 0.666; the deviation of the means is 0.957."""
    found = measured(index=rule(dynamics={"zero": "city"}))
    assert column(of(found, measure_id="lage_dynamics_city", period=NOW)) == {"city": 0}
    hafen = column(of(found, measure_id="lage_dynamics", period=NOW))["hafen"]
    assert hafen == pytest.approx((3 / 13**0.5 + 0.5) / 2 / 0.95710, abs=1e-4)


def test_robust_scores_by_hand() -> None:
    """Poor: median 1, median deviation 3: (6 - 1) / (1.4826 x 3). Alone: median 0, median deviation 2."""
    index = rule(dynamics={"normalisation": "robust_z", "standardise_again": False})
    assert scores(index=index)["hafen"] == pytest.approx((5 / 3 + 2 / 2) / 1.4826 / 2)


def test_robust_scores_do_not_exist_where_most_areas_change_alike() -> None:
    values = VALUES.assign(
        value=VALUES["value"].where((VALUES["indicator_id"] == "alone") | (VALUES["period"] == THEN), 21.0)
    )
    values.loc[(values["indicator_id"] == "poor") & (values["area_id"] != "hafen"), "value"] = 7.0
    found = measured(values, rule(dynamics={"normalisation": "robust_z"}))
    assert set(of(found, measure_id="lage_dynamics", period=NOW)["reason"]) == {"no_spread"}
    assert measured(values)["value"].notna().any()


def test_less_of_it_can_be_worse() -> None:
    values = VALUES.assign(indicator_id=VALUES["indicator_id"].replace("alone", "tall"))
    turned = values.assign(value=values["value"].where(values["indicator_id"] != "tall", 100 - values["value"]))
    assert scores(turned, rule("poor", "tall")) == pytest.approx(scores())


def test_weights_are_those_of_the_index() -> None:
    """Poor counts threefold: (3 x 5 / 3.606 + 1) over the deviation of such sums."""
    weighted = rule(parts=[{"indicator": "poor", "weight": 3}, {"indicator": "alone"}])
    sums = np.array([3 * 5 / 13**0.5 + 1, 3 / 13**0.5 + 1, -3 / 13**0.5 - 1, -3 * 5 / 13**0.5 - 1])
    assert list(scores(index=weighted).values()) == pytest.approx(list(sums / sums.std()))
    by_field = rule(
        by_handlungsfeld=True, field_weights=[{"handlungsfeld": "a", "weight": 3}, {"handlungsfeld": "b"}]
    )
    definitions = {
        **DEFINITIONS,
        "poor": indicator("poor", handlungsfeld="a"),
        "alone": indicator("alone", handlungsfeld="b"),
    }
    status = index_measures(by_field, VALUES, definitions, AREAS)
    found = dynamics_measures(by_field, VALUES, definitions, status, 95)
    assert column(of(found, measure_id="lage_dynamics", period=NOW)) == pytest.approx(scores(index=weighted))


def test_without_a_rule_there_is_no_dynamics() -> None:
    index = lage_index("poor", "alone")
    status = index_measures(index, VALUES, DEFINITIONS, AREAS)
    assert dynamics_measures(index, VALUES, DEFINITIONS, status, 95).empty


def test_the_first_date_has_nothing_to_compare_with() -> None:
    found = of(measured(), period=THEN)
    assert set(of(found, measure_id="lage_dynamics")["reason"]) == {"no_earlier_date"}
    assert set(of(found, measure_id="lage_dynamics")["status"]) == {"O"}
    assert found["value"].isna().all()
    assert column(of(found, measure_id="lage_dynamics_city"), value="reason") == {"city": "no_earlier_date"}


@pytest.mark.parametrize(("day", "reason"), [("2022-01-01", "series_break"), ("2021-12-31", ""), ("2024-01-01", "")])
def test_never_across_a_series_break(day: str, reason: str) -> None:
    broken = {**DEFINITIONS, "alone": indicator("alone", reihenbruch=(day,))}
    index = rule()
    found = dynamics_measures(index, VALUES, broken, index_measures(index, VALUES, broken, AREAS), 95)
    assert set(of(found, measure_id="lage_dynamics_class", period=NOW)["reason"]) == {reason}
    assert of(found, measure_id="lage_dynamics", period=NOW)["value"].isna().all() == bool(reason)


@pytest.mark.slow
def test_the_earlier_date_is_the_one_that_is_named() -> None:
    older = of(VALUES, period=THEN).assign(period="2015-12-31", value=10.0)
    both = pd.concat([VALUES, older], ignore_index=True)
    assert scores(both) == scores()
    named = rule(dynamics={"pairs": {NOW: "2015-12-31"}})
    assert scores(both, named)["hafen"] != pytest.approx(scores()["hafen"])
    assert scores(both, rule(dynamics={"years": 8})) == scores(both, named)


def test_only_areas_with_a_class_take_part() -> None:
    """Heide has too few people: it is left out of mean and deviation, with the reason of the index."""
    people = indicators("| area_id | value |\n| hafen | 900 |\n| heide | 8 |\n| mitte | 500 |\n| nord | 500 |")
    people = people.assign(indicator_id="residents", period=NOW)
    then = people.assign(period=THEN, value=900.0)
    found = measured(pd.concat([VALUES, people, then], ignore_index=True), rule(min_residents=50))
    for measure in ("lage_dynamics", "lage_dynamics_class", "lage_type"):
        rows = of(found, measure_id=measure, period=NOW)
        assert column(rows)["heide"] is None
        assert column(rows, value="reason")["heide"] == "below_min_residents"
    assert set(of(found, period=NOW)["base"]) == {3}


def test_an_area_excluded_at_the_earlier_date_has_no_change_since_then() -> None:
    """What the project calls no sound value is none to start from either; changes 6, 2, 0 and 2, 2, -2 are left."""
    left_out = [{"area": "nord", "because": {"de": "im Bau"}, "periods": [THEN]}]
    found = measured(index=rule(excluded=left_out))
    assert column(of(found, measure_id="lage_dynamics", period=NOW))["nord"] is None
    for measure in ("lage_dynamics", "lage_dynamics_class", "lage_type"):
        assert column(of(found, measure_id=measure, period=NOW), value="reason")["nord"] == "excluded_before"
    assert set(of(found, measure_id="lage_dynamics", period=NOW)["base"]) == {3}
    named = rule(excluded=[{"area": "nord", "because": {"de": "im Bau"}, "periods": ["2015-12-31"]}])
    assert scores(index=named) == scores()


@pytest.mark.parametrize(("status", "reason", "shown"), [("O", "parts_missing", "O"), ("Q", "parts_withheld", "Q")])
def test_an_unknown_earlier_value_leaves_an_area_without_dynamics(status: str, reason: str, shown: str) -> None:
    gone = (VALUES["area_id"] == "mitte") & (VALUES["indicator_id"] == "poor") & (VALUES["period"] == THEN)
    values = VALUES.assign(value=VALUES["value"].mask(gone), status=VALUES["status"].mask(gone, status))
    found = of(measured(values), measure_id="lage_dynamics", period=NOW)
    assert column(found)["mitte"] is None
    assert column(found, value="reason")["mitte"] == reason
    assert column(found, value="status")["mitte"] == shown
    assert set(found["base"]) == {3}


def test_what_is_missing_gives_its_weight_to_the_rest_where_the_project_says_so() -> None:
    gone = (VALUES["area_id"] == "mitte") & (VALUES["indicator_id"] == "poor") & (VALUES["period"] == THEN)
    values = VALUES.assign(value=VALUES["value"].mask(gone))
    found = of(measured(values, rule(missing="rescale", min_share_pct=50)), measure_id="lage_dynamics", period=NOW)
    assert column(found)["mitte"] < 0
    assert column(found, value="status")["mitte"] == "E"


@pytest.mark.parametrize(("status", "reason", "shown"), [("O", "city_unknown", "O"), ("Q", "parts_withheld", "Q")])
@pytest.mark.parametrize("zero", ["areas", "city"])
def test_without_the_city_there_is_no_comparison_with_it(zero: str, status: str, reason: str, shown: str) -> None:
    gone = (VALUES["area_id"] == "city") & (VALUES["indicator_id"] == "poor")
    values = VALUES.assign(value=VALUES["value"].mask(gone), status=VALUES["status"].mask(gone, status))
    found = of(measured(values, rule(dynamics={"zero": zero})), period=NOW)
    city = of(found, measure_id="lage_dynamics_city")
    assert (column(city, value="reason"), column(city, value="status")) == ({"city": reason}, {"city": shown})
    areas = of(found, measure_id="lage_dynamics")
    assert set(areas["reason"]) == ({reason} if zero == "city" else {""})
    assert set(areas["status"]) == ({shown} if zero == "city" else {"A"})


def test_two_areas_are_too_few() -> None:
    gone = VALUES["area_id"].isin(["mitte", "nord"]) & (VALUES["period"] == THEN)
    found = of(measured(VALUES[~gone]), measure_id="lage_dynamics", period=NOW)
    assert column(found, value="reason") == {
        "hafen": "set_too_small", "heide": "set_too_small", "mitte": "parts_missing", "nord": "parts_missing",
    }  # fmt: skip


def test_estimated_values_make_estimated_dynamics() -> None:
    one = (VALUES["area_id"] == "nord") & (VALUES["period"] == THEN)
    found = measured(VALUES.assign(status=VALUES["status"].mask(one, "E")))
    for measure in ("lage_dynamics", "lage_dynamics_class", "lage_type"):
        assert column(of(found, measure_id=measure, period=NOW), value="status")["nord"] == "E"
        assert column(of(found, measure_id=measure, period=NOW), value="status")["hafen"] == "A"


def test_the_type_is_class_and_course() -> None:
    """Hafen is the most strained and became worse: 3 x 2 + 2."""
    found = measured()
    assert column(of(found, measure_id="lage_type", period=NOW)) == {"hafen": 8, "heide": 4, "mitte": 4, "nord": 0}


def test_indicators_that_are_changes_themselves() -> None:
    changes = [
        indicators(
            f"| area_id | value |\n| hafen | {a} |\n| heide | {b} |\n| mitte | {c} |\n| nord | {d} |\n| city | {e} |",
            indicator_id=id_,
        )
        for id_, a, b, c, d, e in (("poorer", 6, 2, 0, -4, 3), ("lonelier", 2, 2, -2, -2, 1))
    ]
    alone = of(VALUES, period=NOW)
    index = rule(dynamics={"parts": [{"indicator": "poorer"}, {"indicator": "lonelier"}]})
    found = measured(pd.concat([alone, *changes], ignore_index=True), index)
    assert column(of(found, measure_id="lage_dynamics")) == pytest.approx(scores())
    assert column(of(found, measure_id="lage_dynamics_city")) == pytest.approx({"city": 0.551}, abs=5e-4)


def test_a_class_is_decided_before_rounding_and_its_ends_are_stable() -> None:
    drawn = pd.DataFrame({"value": [-1.0000001, -1.0, 0.0, 1.0, 1.0000001, None]}, dtype=float)
    result = dynamics_class(drawn.assign(lower=np.nan, upper=np.nan), float("nan"), Dynamics())
    assert result.tolist()[:5] == [0, 1, 1, 1, 2]
    assert result.isna().tolist() == [False] * 5 + [True]


def test_an_interval_that_includes_the_city_is_stable() -> None:
    rows = pd.DataFrame({"value": [2.0, 2.0, -2.0, 0.5], "lower": [1.1, 1.3, -3, 0.4], "upper": [3.0, 3, -1, 0.6]})
    assert dynamics_class(rows, 1.2, Dynamics()).tolist() == [1, 2, 0, 1]
    assert dynamics_class(rows, 1.2, Dynamics(stable_within_interval=False)).tolist() == [2, 2, 0, 1]
    assert dynamics_class(rows, 2.0, Dynamics(stable_within_interval=False)).tolist() == [1, 1, 0, 1]


def test_a_part_may_be_computed_from_counts() -> None:
    values = VALUES.assign(indicator_id=VALUES["indicator_id"].replace("alone", "young"))
    assert scores(values, rule("poor", "young")) == scores()


# ---- with the people behind the rates

PEOPLE = st.integers(1, 40)


def counted(shares: dict[str, list[tuple[int, int]]], base: int = 200) -> pd.DataFrame:
    """Per indicator and area of AREAS (people before, people now); the city is the sum."""
    rows: list[dict[str, object]] = []
    for id_, people in shares.items():
        for at, period in enumerate((THEN, NOW)):
            each = {area: (pair[at], base) for area, pair in zip(AREAS, people, strict=True)}
            each["city"] = (sum(pair[at] for pair in people), base * len(AREAS))
            rows += [
                {
                    "area_id": area, "indicator_id": id_, "period": period, "basis": "given", "status": "A",
                    "numerator": above, "denominator": below, "value": 100 * above / below,
                }
                for area, (above, below) in each.items()
            ]  # fmt: skip
    return frame(INDICATORS, rows)


def test_small_changes_of_few_people_are_stable_and_the_same_of_many_are_not() -> None:
    few = {"poor": [(20, 25), (20, 20), (20, 20), (20, 15)], "alone": [(20, 24), (20, 20), (20, 20), (20, 16)]}
    many = {name: [(100 * then, 100 * now) for then, now in pairs] for name, pairs in few.items()}
    assert classes(counted(few)) == {"hafen": 1, "heide": 1, "mitte": 1, "nord": 1}
    assert classes(counted(many, 20_000)) == {"hafen": 2, "heide": 1, "mitte": 1, "nord": 0}
    off = rule(dynamics={"stable_within_interval": False})
    assert classes(counted(few), off) == {"hafen": 2, "heide": 1, "mitte": 1, "nord": 0}


def test_no_interval_where_the_people_behind_one_part_are_unknown() -> None:
    values = counted({"poor": [(20, 32), (20, 20), (20, 20), (20, 12)]})
    both = pd.concat([values, of(VALUES, indicator_id="alone")], ignore_index=True)
    found = of(measured(both), measure_id="lage_dynamics", period=NOW)
    assert found["value"].notna().all()
    assert found[["lower", "upper"]].isna().all(axis=None)


@pytest.mark.slow
@given(
    poor=st.lists(st.tuples(PEOPLE, PEOPLE), min_size=4, max_size=4),
    alone=st.lists(st.tuples(PEOPLE, PEOPLE), min_size=4, max_size=4),
)
@settings(deadline=None, max_examples=8)
def test_intervals_include_the_score_and_shrink_with_people(
    poor: list[tuple[int, int]], alone: list[tuple[int, int]]
) -> None:
    found = of(measured(counted({"poor": poor, "alone": alone})), measure_id="lage_dynamics", period=NOW)
    tenfold = [[(10 * then, 10 * now) for then, now in pairs] for pairs in (poor, alone)]
    more = measured(counted({"poor": tenfold[0], "alone": tenfold[1]}, 2_000))
    more = of(more, measure_id="lage_dynamics", period=NOW)
    assert ((found["lower"] <= found["value"]) & (found["value"] <= found["upper"])).all()
    assert np.allclose(found["value"].astype(float), more["value"].astype(float))
    spread = (found["upper"] - found["lower"]) - (more["upper"] - more["lower"]).to_numpy()
    assert (spread >= -1e-9).all()
    lower = measured(counted({"poor": poor, "alone": alone}), confidence_pct=80)
    lower = of(lower, measure_id="lage_dynamics", period=NOW)
    assert (lower["lower"].to_numpy() >= found["lower"].to_numpy() - 1e-12).all()


# ---- properties

POINTS = st.integers(-500, 500).map(lambda tenths: tenths / 10)
MOVES = st.lists(st.tuples(POINTS, POINTS), min_size=5, max_size=5)


def moved(moves: list[tuple[float, float]], shift: float = 0.0, scale: float = 1.0) -> pd.DataFrame:
    """VALUES with these changes of AREAS and then the city; `shift` is added to every later value of poor."""
    rows: list[dict[str, object]] = []
    for at, id_ in enumerate(("poor", "alone")):
        for step, (area, move) in enumerate(zip([*AREAS, "city"], moves, strict=True)):
            before = 50.0 + step
            after = before + move[at] + (shift if id_ == "poor" else 0.0)
            base: dict[str, object] = {"area_id": area, "indicator_id": id_, "basis": "given", "status": "A"}
            rows += [
                {**base, "period": THEN, "value": scale * before},
                {**base, "period": NOW, "value": scale * after},
            ]
    return frame(INDICATORS, rows)


@pytest.mark.slow
@given(moves=MOVES, zero=st.sampled_from(["areas", "city"]), again=st.booleans())
@settings(deadline=None, max_examples=12)
def test_an_area_that_moves_exactly_as_the_city_is_stable(
    moves: list[tuple[float, float]], zero: str, again: bool
) -> None:
    moves = [moves[-1], *moves[1:]]
    index = rule(dynamics={"zero": zero, "standardise_again": again, "stable_within_interval": False})
    assert classes(moved(moves), index)["hafen"] == 1


@pytest.mark.slow
@given(moves=MOVES, shift=POINTS, scale=st.sampled_from([0.01, 0.1, 10.0]))
@settings(deadline=None, max_examples=12)
def test_neither_the_same_points_for_all_nor_another_unit_change_anything(
    moves: list[tuple[float, float]], shift: float, scale: float
) -> None:
    plain = measured(moved(moves))
    for other in (measured(moved(moves, shift)), measured(moved(moves, scale=scale))):
        wanted = ["lage_dynamics", "lage_dynamics_class", "lage_dynamics_city"]
        for measure in wanted:
            ours, theirs = (of(rows, measure_id=measure, period=NOW)["value"] for rows in (plain, other))
            assert np.allclose(ours.astype(float), theirs.astype(float), atol=1e-6), measure


def test_areas_that_all_move_alike_are_stable_in_spite_of_binary_numbers() -> None:
    """0.1 + 0.2 is not 0.3: what is left of such sums is no change."""
    values = moved([(0.1, 0.0)] * 5)
    noise = np.linspace(-1e-14, 1e-14, len(values))
    found = measured(values.assign(value=values["value"].astype(float) + noise))
    assert set(of(found, measure_id="lage_dynamics", period=NOW)["value"]) == {0.0}
    assert set(of(found, measure_id="lage_dynamics_class", period=NOW)["value"]) == {1.0}


@pytest.mark.slow
@given(moves=MOVES, order=st.permutations(range(20)))
@settings(deadline=None, max_examples=6)
def test_order_does_not_matter(moves: list[tuple[float, float]], order: list[int]) -> None:
    assume(len(moved(moves)) == len(order))
    assert_frame_equal(measured(moved(moves)), measured(moved(moves).iloc[order].reset_index(drop=True)))

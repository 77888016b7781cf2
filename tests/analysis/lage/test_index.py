"""Soziale Lage: oriented, standardised indicators and the index made of them."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from rows import column, indicator, indicators, lage_index, of

from sozialraum.analysis.lage.index import classes, index_measures
from sozialraum.model.lage import LageIndex

AREAS = ["hafen", "heide", "mitte", "nord"]
DEFINITIONS = {name: indicator(name) for name in ("poor", "alone")} | {
    "tall": indicator("tall", polaritaet="weniger_belastung"),
    "plain": indicator("plain", polaritaet="keine"),
    "late": indicator("late"),
    "residents": indicator("residents", kind="count"),
}
VALUES = indicators("""
    | area_id | indicator_id | value | status |
    |---------|--------------|-------|--------|
    | hafen   | poor         |    30 | A      |
    | heide   | poor         |    10 | A      |
    | mitte   | poor         |    10 | A      |
    | nord    | poor         |    10 | E      |
    | hafen   | alone        |    25 | A      |
    | heide   | alone        |     5 | A      |
    | mitte   | alone        |     5 | A      |
    | nord    | alone        |     5 | A      |
    | hafen   | residents    |   900 | A      |
    | heide   | residents    |    80 | A      |
    | mitte   | residents    |   500 | A      |
    | nord    | residents    |   300 | A      |
    | city    | poor         |    99 | A      |
""")

SPREAD = indicators("""
    | area_id | indicator_id | value |
    |---------|--------------|-------|
    | hafen   | poor         |    30 |
    | heide   | poor         |    12 |
    | mitte   | poor         |    18 |
    | nord    | poor         |     0 |
    | hafen   | alone        |    10 |
    | heide   | alone        |    40 |
    | mitte   | alone        |    20 |
    | nord    | alone        |    10 |
""")


def measured(values: pd.DataFrame = VALUES, rule: LageIndex | None = None) -> pd.DataFrame:
    return index_measures(rule or lage_index("poor", "alone"), values, DEFINITIONS, AREAS)


def test_index_by_hand() -> None:
    """Both indicators say the same: three alike and one above. z = (30 - 15) / 8.66 = 1.7321 and -0.5774; the sum is
    twice that, its deviation 2, so each indicator adds half of it: 0.8660 and -0.2887."""
    rows = measured()
    assert column(of(rows, measure_id="lage_index")) == pytest.approx(
        {"hafen": 3**0.5, "heide": -(3**-0.5), "mitte": -(3**-0.5), "nord": -(3**-0.5)}
    )
    assert column(of(rows, measure_id="lage_part:poor"))["hafen"] == pytest.approx(3**0.5 / 2)
    assert column(of(rows, measure_id="lage_class")) == {"hafen": 2, "heide": 0, "mitte": 0, "nord": 0}
    assert column(of(rows, measure_id="lage_index"), value="status") == {
        "hafen": "A", "heide": "A", "mitte": "A", "nord": "E",
    }  # fmt: skip
    assert set(rows["base"]) == {4}


def test_less_can_be_more_strained() -> None:
    """An indicator of which less means strain enters with its sign turned."""
    values = VALUES.assign(indicator_id=VALUES["indicator_id"].replace("alone", "tall"))
    turned = values.assign(value=values["value"].where(values["indicator_id"] != "tall", -values["value"]))
    result = column(of(measured(turned, lage_index("poor", "tall")), measure_id="lage_index"))
    assert result == pytest.approx(column(of(measured(), measure_id="lage_index")))


def test_weights_count_by_their_ratio() -> None:
    one, other = (
        measured(
            SPREAD, lage_index(parts=[{"indicator": "poor", "weight": w}, {"indicator": "alone", "weight": 3 * w}])
        )
        for w in (1, 2)
    )
    assert_frame_equal(one, other)


def test_a_class_begins_above_its_cut() -> None:
    """Exactly on a cut is still the lower class."""
    exact = column(of(measured(), measure_id="lage_index"))["hafen"]
    on_cut = measured(rule=lage_index("poor", "alone", cuts=(-0.7, exact)))
    assert column(of(on_cut, measure_id="lage_class")) == {"hafen": 1, "heide": 1, "mitte": 1, "nord": 1}


@pytest.mark.parametrize("value", [0.0, 0.1, 12.3, 1e6 / 3])
def test_where_all_areas_are_alike_nobody_is_strained(value: float) -> None:
    alike = VALUES.assign(value=value)
    rows = measured(alike)
    assert set(of(rows, measure_id="lage_index")["value"]) == {0.0}
    assert set(of(rows, measure_id="lage_class")["value"]) == {1.0}


def test_indicators_that_cancel_out_leave_no_index() -> None:
    """What the one adds the other takes away: rounding of binary numbers must not become an index."""
    drawn = zip(AREAS, (0.1, 0.2, 0.7, 0.4), strict=True)
    rows = [f"| {area} | poor | {value} |\n| {area} | tall | {3 * value} |" for area, value in drawn]
    values = indicators("\n".join(["| area_id | indicator_id | value |", *rows]))
    index = of(measured(values, lage_index("poor", "tall")), measure_id="lage_index")
    assert (index["value"] == 0).all()


def test_small_areas_are_left_out_and_never_low() -> None:
    """Heide has 80 residents: no class, and the others are compared without it (15 - 10 = 5; mean of three)."""
    rows = measured(rule=lage_index("poor", "alone", min_residents=100))
    index = of(rows, measure_id="lage_index")
    assert column(index)["heide"] is None
    assert column(of(rows, measure_id="lage_class"))["heide"] is None
    assert column(index, value="reason")["heide"] == "below_min_residents"
    assert column(index, value="status")["heide"] == "O"
    assert column(index)["hafen"] == pytest.approx(2**0.5)
    assert set(rows["base"]) == {3}


@pytest.mark.parametrize(("indicator_id", "reason"), [("poor", "parts_missing"), ("residents", "residents_unknown")])
def test_what_is_unknown_leaves_an_area_without_class(indicator_id: str, reason: str) -> None:
    gone = VALUES[(VALUES["area_id"] != "mitte") | (VALUES["indicator_id"] != indicator_id)]
    rows = measured(gone, lage_index("poor", "alone", min_residents=50))
    assert column(of(rows, measure_id="lage_class"))["mitte"] is None
    assert column(of(rows, measure_id="lage_class"), value="reason")["mitte"] == reason


def test_nobody_can_be_compared() -> None:
    rows = measured(rule=lage_index("poor", "alone", min_residents=5000))
    assert of(rows, measure_id="lage_index")["value"].isna().all()
    assert of(rows, measure_id="lage_class")["value"].isna().all()


def test_only_dates_that_all_indicators_know() -> None:
    earlier = of(VALUES, indicator_id="poor").assign(period="2022-12-31")
    both = pd.concat([VALUES, earlier], ignore_index=True)
    assert set(measured(both)["period"]) == {"2023-12-31"}
    named = lage_index("poor", "alone", periods=["2022-12-31"])
    assert set(of(measured(both, named), measure_id="lage_class")["reason"]) == {"parts_missing"}


def test_without_a_smallest_population_no_residents_are_needed() -> None:
    rates = VALUES[VALUES["indicator_id"] != "residents"]
    without = measured(rates, lage_index("poor", "alone", residents=None))
    assert column(of(without, measure_id="lage_index")) == column(of(measured(), measure_id="lage_index"))


def test_two_areas_are_no_comparison() -> None:
    rows = of(measured(rule=lage_index("poor", "alone", min_residents=400)), measure_id="lage_index")
    assert column(rows, value="reason") == {
        "hafen": "set_too_small",
        "heide": "below_min_residents",
        "mitte": "set_too_small",
        "nord": "below_min_residents",
    }
    assert rows["value"].isna().all()


def test_an_area_left_out_by_name_is_without_class_at_its_dates_only() -> None:
    earlier = VALUES.assign(period="2022-12-31")
    out = [{"area": "hafen", "because": {"de": "Ausreißer (erfunden)"}, "periods": ["2023-12-31"]}]
    rows = of(
        measured(pd.concat([VALUES, earlier], ignore_index=True), lage_index("poor", "alone", excluded=out)),
        measure_id="lage_index",
        area_id="hafen",
    )
    assert column(rows, "period", "reason") == {"2022-12-31": "", "2023-12-31": "excluded"}
    assert column(rows, "period")["2023-12-31"] is None
    everywhere = lage_index("poor", "alone", excluded=[{"area": "hafen", "because": {"de": "x"}}])
    assert set(of(measured(earlier, everywhere), area_id="hafen")["reason"]) == {"excluded"}


def test_a_part_that_is_withheld_withholds_the_index() -> None:
    """Never computed from what is left, and told apart from what nobody knows."""
    hidden = VALUES.copy()
    at = (hidden["area_id"] == "mitte") & (hidden["indicator_id"] == "poor")
    hidden.loc[at, ["value", "status"]] = [pd.NA, "Q"]
    for rule in (lage_index("poor", "alone"), lage_index("poor", "alone", missing="rescale", min_share_pct=50)):
        rows = of(measured(hidden, rule), area_id="mitte")
        assert rows["value"].isna().all()
        assert set(rows["reason"]) == {"parts_withheld"}
        assert set(rows["status"]) == {"Q"}


def test_a_missing_part_is_left_out_and_the_rest_stretched_where_the_project_says_so() -> None:
    """Mitte has no "poor": its index is that of "alone" with all the weight, an estimate; half the weight is enough,
    60 % would not be. z of alone in mitte: mean 20, deviation sqrt(150) = 12.247, so (20 - 20) / 12.247 = 0."""
    gone = SPREAD[(SPREAD["area_id"] != "mitte") | (SPREAD["indicator_id"] != "poor")]
    rule = lage_index("poor", "alone", missing="rescale", min_share_pct=50, standardise_again=False)
    rows = measured(gone, rule)
    index = of(rows, measure_id="lage_index")
    assert column(index)["mitte"] == pytest.approx(0)
    assert column(index, value="status") == {"hafen": "A", "heide": "A", "mitte": "E", "nord": "A"}
    assert column(index, value="reason")["mitte"] == ""
    part = of(rows, measure_id="lage_part:poor", area_id="mitte")
    assert part[["status", "reason"]].to_numpy().tolist() == [["O", "parts_missing"]]
    hafen = 0.5 * (30 - 14) / 152**0.5 + 0.5 * (10 - 20) / 150**0.5  # poor among 30, 12 and 0
    assert column(index)["hafen"] == pytest.approx(hafen)
    strict = lage_index("poor", "alone", missing="rescale", min_share_pct=60)
    assert column(of(measured(gone, strict), measure_id="lage_index"), value="reason")["mitte"] == "parts_missing"


def test_the_set_of_indicators_is_that_of_the_date() -> None:
    earlier = VALUES.assign(period="2020-12-31")
    third = of(VALUES, indicator_id="poor").assign(indicator_id="late")
    later = pd.concat([VALUES, third], ignore_index=True).assign(period="2022-12-31")
    version = {
        "since": "2022-01-01",
        "because": {"de": "Neue Kennzahl (erfunden)"},
        "parts": [{"indicator": "poor"}, {"indicator": "late"}],
    }
    rows = measured(pd.concat([earlier, later], ignore_index=True), lage_index("poor", "alone", versions=[version]))
    parts = {
        period: {id_ for id_ in each["measure_id"] if id_.startswith("lage_part:")}
        for period, each in rows.groupby("period")
    }
    assert parts == {
        "2020-12-31": {"lage_part:poor", "lage_part:alone"},
        "2022-12-31": {"lage_part:poor", "lage_part:late"},
    }


def test_any_number_of_cuts() -> None:
    values = pd.Series([-2.0, -1, -0.5, 1, 1.2, 1.5, 7, None])
    assert classes(values, [-1, 1, 1.5]).fillna(-1).tolist() == [0, 0, 1, 1, 2, 2, 3, -1]
    assert classes(pd.Series([0.1 + 0.2]), [0.3]).tolist() == [0]  # not above but for binary rounding
    assert classes(pd.Series([0.3000001]), [0.3]).tolist() == [1]  # never rounded before


def test_the_city_as_zero_point() -> None:
    """Poor in the city 12, alone 40; deviations sqrt(117) and sqrt(150). An area like the city has 0, as it has."""
    city = indicators("| area_id | indicator_id | value |\n| city | poor | 12 |\n| city | alone | 40 |")
    rule = lage_index("poor", "alone", zero="city")
    rows = measured(pd.concat([SPREAD, city], ignore_index=True), rule)
    assert column(of(rows, measure_id="lage_index"))["heide"] == 0
    assert set(of(rows, measure_id="lage_centring")["value"]) == {0}
    hafen = of(rows, area_id="hafen")
    deviations = (117**0.5, 150**0.5)
    sums = [(p - 12) / deviations[0] + (a - 40) / deviations[1] for p, a in ((30, 10), (12, 40), (18, 20), (0, 10))]
    spread = pd.Series(sums).std(ddof=0)
    assert column(hafen, "measure_id")["lage_index"] == pytest.approx(sums[0] / spread)
    assert column(hafen, "measure_id")["lage_part:poor"] == pytest.approx(18 / deviations[0] / spread)


@pytest.mark.parametrize(("status", "reason"), [("O", "city_unknown"), ("Q", "parts_withheld")])
def test_without_a_value_of_the_city_nothing_is_measured_from_it(status: str, reason: str) -> None:
    city = indicators(
        f"| area_id | indicator_id | value | status |\n| city | poor | | {status} |\n| city | alone | 4 | A |"
    )
    rows = measured(pd.concat([SPREAD, city], ignore_index=True), lage_index("poor", "alone", zero="city"))
    assert rows["value"].isna().all()
    assert set(rows["reason"]) == {reason}
    assert set(rows["status"]) == {status}


def test_robust_z_without_spread_gives_no_index() -> None:
    """Three of four areas share one value: the median deviation is 0."""
    rows = measured(rule=lage_index("poor", "alone", normalisation="robust_z"))
    assert set(rows["reason"]) == {"no_spread"}
    assert rows["value"].isna().all()


def test_an_indicator_without_polarity_is_refused() -> None:
    with pytest.raises(ValueError, match="polarity"):
        measured(rule=lage_index("poor", "plain"))


def city_of(values: list[int | None]) -> pd.DataFrame:
    drawn = [
        f"| {area} | poor | {'' if value is None else value} |" for area, value in zip(AREAS, values, strict=True)
    ]
    fixed = [f"| {area} | alone | {value} |" for area, value in zip(AREAS, (5, 9, 14, 2), strict=True)]
    return indicators("\n".join(["| area_id | indicator_id | value |", *drawn, *fixed]))


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(values=st.lists(st.one_of(st.none(), st.integers(0, 60)), min_size=4, max_size=4))
def test_the_parts_are_the_index_and_who_is_left_out_has_no_class(values: list[int | None]) -> None:
    rows = measured(city_of(values), lage_index("poor", "alone", periods=["2023-12-31"]))
    index, found = (column(of(rows, measure_id=name)) for name in ("lage_index", "lage_class"))
    parts = [column(of(rows, measure_id=f"lage_{name}")) for name in ("part:poor", "part:alone", "centring")]
    enough = sum(value is not None for value in values) >= 3
    for area, value in zip(AREAS, values, strict=True):
        if value is None or not enough:
            assert index[area] is found[area] is None
        else:
            assert index[area] == pytest.approx(sum(part[area] for part in parts), abs=1e-9)
            assert found[area] == sum(index[area] > cut + 1e-9 for cut in (-0.5, 0.5))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(13)))
def test_the_order_of_rows_never_matters(order: list[int]) -> None:
    assert_frame_equal(measured(VALUES.iloc[order]), measured())

"""The balance of places: needed, missing, spare; by area, Planungsbezirk and city."""

from typing import Any

import pandas as pd
import pytest
from analysis.planning.given import AGES, MEMBERS, YEAR, balance, by_age, children, supply, targets
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import column, coverage, indicators, of

from sozialraum.analysis.planning.balance import Supply, breakdown_measures
from sozialraum.analysis.planning.needs import children_of_indicator, targets_by_area
from sozialraum.model.planning_tables import TARGETS
from sozialraum.model.tables import frame
from sozialraum.model.targets import all_targets, target_rows
from sozialraum.model.whole_places import whole_missing, whole_spare

HOUSES = """
    | facility_id | area_id |
    |-------------|---------|
    | k1          | nord    |
    | k2          | mitte   |
    | k3          | hafen   |
    | k4          |         |
"""
PLACES = """
    | facility_id | places |
    |-------------|--------|
    | k1          |     10 |
    | k2          |     60 |
    | k3          |     18 |
    | k4          |      4 |
"""
CHILDREN = """
    | area_id | age_0 | age_1 | age_2 |
    |---------|-------|-------|-------|
    | nord    |    30 |    31 |    33 |
    | mitte   |    40 |    40 |    40 |
    | hafen   |    12 |    10 |     8 |
"""
TARGET = """
    | group | age | year    | area_id | target_pct |
    |-------|-----|---------|---------|------------|
    |       |   0 |         |         |          2 |
    |       |   1 |         |         |         50 |
    |       |   2 |         |         |         80 |
    |       |   2 | 2026/27 |         |         90 |
    |       |   1 |         | hafen   |         60 |
"""


def result(
    houses: str = HOUSES,
    places: str = PLACES,
    heads: pd.DataFrame | None = None,
    wanted: pd.DataFrame | None = None,
    year: str = YEAR,
    **rule: object,
) -> pd.DataFrame:
    return balance(
        supply(houses, places, **rule),  # type: ignore[arg-type]  # keys of the coverage
        by_age(CHILDREN, year=year) if heads is None else heads,
        targets(TARGET) if wanted is None else wanted,
        years=[year],
    )


def measure(rows: pd.DataFrame, id_: str) -> dict[str, Any]:
    return column(of(rows, measure_id=id_))


def test_balance_by_hand() -> None:
    """Nord: 30 x 2 % + 31 x 50 % + 33 x 80 % = 0.6 + 15.5 + 26.4 = 42.5; 10 places: 32.5 missing.

    Mitte: 0.8 + 20 + 32 = 52.8; 60: 7.2 spare. Hafen: 0.24 + 10 x 60 % + 6.4 = 12.64; 18: 5.36 spare.
    West: 95.3 needed, 70 places: 25.3 missing, though one by one 32.5 are. City: 107.94 needed; 92 places with the
    house of no area: 15.94 missing.
    """
    rows = result()
    expected = {
        "children": {"city": 244, "ost": 30, "west": 214, "hafen": 30, "mitte": 120, "nord": 94},
        "places": {"city": 92, "ost": 18, "west": 70, "hafen": 18, "mitte": 60, "nord": 10},
        "places_needed": {
            "city": 107.94, "ost": 12.64, "west": 95.3, "hafen": 12.64, "mitte": 52.8, "nord": 42.5,
        },
        "places_missing": {"city": 15.94, "ost": 0, "west": 25.3, "hafen": 0, "mitte": 0, "nord": 32.5},
        "places_spare": {"city": 0, "ost": 5.36, "west": 0, "hafen": 5.36, "mitte": 7.2, "nord": 0},
        "places_missing_in_parts": {"city": 32.5, "ost": 0, "west": 32.5},
    }  # fmt: skip
    for id_, values in expected.items():
        assert measure(rows, id_) == pytest.approx(values), id_
    assert measure(rows, "versorgungsquote_pct")["mitte"] == 50
    assert measure(rows, "coverage_of_need_pct")["nord"] == pytest.approx(100 * 10 / 42.5)
    assert set(rows["status"]) == {"A"}
    assert set(rows["scenario"]) == {"bestand"}


def test_the_target_of_a_year_holds_in_that_year() -> None:
    """Hafen 2026/27: 0.24 + 6 + 8 x 90 % = 13.44."""
    rows = result(year="2026/27")
    assert measure(rows, "places_needed")["hafen"] == pytest.approx(13.44)


def test_the_published_case_of_bottrop() -> None:
    """800 U3 places, 2,491 children, 35 %: 871.85 needed, 71.85 missing, 72 whole. Ü3: 2,629 for 2,678: 49."""
    for places, heads, target, missing, whole in ((800, 2491, 35, 71.85, 72), (2629, 2678, 100, 49, 49)):
        rows = balance(
            supply(
                "| facility_id | area_id |\n| k | nord |",
                f"| facility_id | places |\n| k | {places} |",
                cohorts=["u3"],
            ),
            children(f"| area_id | group | value |\n| nord | u3 | {heads} |"),
            targets(f"| group | target_pct |\n| u3 | {target} |"),
            AGES,
            {"city": ["nord"], "nord": ["nord"]},
            [YEAR],
        )
        value = of(rows, measure_id="places_missing", area_id="city")["value"].iloc[0]
        assert value == pytest.approx(missing)
        assert whole_missing(value) == whole


def test_the_quota_of_an_old_project_gives_the_same_need() -> None:
    """No cohorts: the children of the indicator of the coverage, one target for all; 35 % of 2,491 = 871.85."""
    old = coverage(target_quota_pct=35)
    one = supply("| facility_id | area_id |\n| k | nord |", "| facility_id | places |\n| k | 800 |")
    heads = children_of_indicator(
        old, indicators("| area_id | value |\n| nord | 2491 |", indicator_id="children_u3"), "2023-12-31", YEAR
    )
    wanted = frame(TARGETS, target_rows(all_targets([old], []), "de"))
    rows = balance(Supply(old, one.expected, one.facilities, one.offers, {}), heads, wanted, {})
    assert column(of(rows, measure_id="places_needed"))["nord"] == 871.85
    assert column(of(rows, measure_id="places_missing"))["nord"] == pytest.approx(71.85)


def test_an_unknown_house_leaves_its_areas_unknown_within_limits() -> None:
    """k1 says nothing; the largest Kita has 60: Nord 0 to 60 places, 0 to 42.5 missing; City 82 to 142."""
    rows = result(places=PLACES.replace("k1          |     10", "k1          |       "))
    nord = of(rows, area_id="nord").set_index("measure_id")
    assert nord["value"].isna()[["places", "places_missing", "places_spare", "versorgungsquote_pct"]].all()
    assert nord.loc["places", ["lower", "upper", "reason"]].tolist() == [0, 60, "places_unknown"]
    assert nord.loc["places_missing", ["lower", "upper"]].astype(float).tolist() == pytest.approx([0, 42.5])
    assert nord.loc["places_needed", "value"] == 42.5
    city = of(rows, area_id="city").set_index("measure_id")
    assert city.loc["places", ["lower", "upper"]].tolist() == [82, 142]
    assert city.loc["facilities_without_places", "value"] == 1
    assert column(of(rows, measure_id="places"))["mitte"] == 60


def test_unknown_children_leave_the_need_unknown() -> None:
    heads = by_age(CHILDREN.replace("|    10 |", "|       |"))
    rows = result(heads=heads)
    assert measure(rows, "places_needed")["hafen"] is None
    assert measure(rows, "places_needed")["city"] is None
    assert measure(rows, "places_needed")["west"] == pytest.approx(95.3)
    assert of(rows, measure_id="places_needed", area_id="hafen")["reason"].item() == "children_unknown"
    assert measure(rows, "places")["hafen"] == 18


def test_a_city_known_as_a_whole_claims_nothing_of_its_areas() -> None:
    heads = by_age("| area_id | age_0 | age_1 | age_2 |\n| city | 82 | 81 | 81 |")
    wanted = targets("| age | target_pct |\n| 0 | 2 |\n| 1 | 50 |\n| 2 | 80 |")
    rows = result(heads=heads, wanted=wanted)
    assert measure(rows, "places_needed") == pytest.approx(
        {"city": 1.64 + 40.5 + 64.8, "ost": None, "west": None, "hafen": None, "mitte": None, "nord": None}
    )
    differing = result(heads=heads)
    assert measure(differing, "places_needed")["city"] is None


def test_children_of_no_area_need_places_in_the_city() -> None:
    heads = pd.concat([by_age(CHILDREN), by_age("| area_id | age_0 | age_1 | age_2 |\n| | 0 | 2 | 0 |")])
    rows = result(heads=heads)
    assert measure(rows, "places_needed")["city"] == pytest.approx(108.94)
    assert measure(rows, "children")["city"] == 246


def test_an_age_without_a_target_leaves_the_need_unknown() -> None:
    rows = result(wanted=targets("| age | target_pct |\n| 1 | 50 |"))
    assert measure(rows, "places_needed")["nord"] is None
    assert of(rows, measure_id="places_needed", area_id="nord")["reason"].item() == "no_target"
    assert measure(rows, "places")["nord"] == 10


def test_without_any_target_nothing_is_missing_or_spare() -> None:
    rows = result(wanted=targets("| age | target_pct |"))
    assert not {"places_needed", "places_missing", "places_spare"} & set(rows["measure_id"])


def test_the_variants_of_a_forecast_become_limits_of_what_is_missing() -> None:
    """Nord: 20 of age 1 (15 to 25) at 50 % = 10 (7.5 to 12.5), 10 places: 0 missing (0 to 2.5)."""
    heads = children(
        "| area_id | group | value | lower | upper | status |\n| nord | age_1 | 20 | 15 | 25 | F |"
        "\n| mitte | age_1 | 0 | | | A |\n| hafen | age_1 | 0 | | | A |"
    )
    rows = result(heads=heads, wanted=targets("| age | target_pct |\n| 1 | 50 |"), cohorts=["age_1"])
    one = of(rows, measure_id="places_missing", area_id="nord").iloc[0]
    assert [one["value"], one["lower"], one["upper"], one["status"]] == [0, 0, 2.5, "F"]
    quota = of(rows, measure_id="versorgungsquote_pct", area_id="nord").iloc[0]
    assert quota["value"] == 50
    assert pd.isna(quota["lower"])


def test_no_children_no_quota() -> None:
    rows = result(heads=by_age(CHILDREN.replace("12 |    10 |     8", " 0 |     0 |     0")))
    quota = of(rows, measure_id="versorgungsquote_pct", area_id="hafen").iloc[0]
    assert [pd.isna(quota["value"]), quota["status"], quota["reason"]] == [True, "M", "no_children"]
    assert measure(rows, "places_spare")["hafen"] == 18


def test_a_kind_nobody_told_gives_no_places_and_no_zero() -> None:
    rows = result(kind="kibiz_meldung")
    assert of(rows, measure_id="places")["value"].isna().all()
    assert set(of(rows, measure_id="places")["reason"]) == {"no_places_date"}
    assert measure(rows, "places_needed")["nord"] == 42.5


def test_two_neighbours_together() -> None:
    """Nord lacks 32.5, Hafen has 5.36 to spare: together 27.14 are missing."""
    pair = {**MEMBERS, "pair": ["hafen", "nord"]}
    rows = balance(supply(HOUSES, PLACES), by_age(CHILDREN), targets(TARGET), members=pair)
    assert measure(rows, "places_missing")["pair"] == pytest.approx(27.14)


@pytest.mark.parametrize(
    ("missing", "whole"), [(0, 0), (1e-12, 0), (0.01, 1), (1, 1), (71.85, 72), (49.00000000001, 49), (49.001, 50)]
)
def test_missing_places_are_rounded_up(missing: float, whole: int) -> None:
    assert whole_missing(missing) == whole


@pytest.mark.parametrize(("spare", "whole"), [(0, 0), (0.99, 0), (0.9999999999, 1), (7.2, 7), (8, 8)])
def test_spare_places_are_rounded_down(spare: float, whole: int) -> None:
    assert whole_spare(spare) == whole


def test_targets_of_a_larger_area_hold_in_its_parts() -> None:
    rows = targets("""
        | group | year    | area_id | target_pct |
        |-------|---------|---------|------------|
        | u3    |         |         |         40 |
        | u3    | 2025/26 |         |         45 |
        | u3    |         | west    |         50 |
        | u3    |         | mitte   |         60 |
    """)
    found = targets_by_area(rows, "kita_u3", ["age_1", "age_4"], AGES, MEMBERS, YEAR)
    assert found["age_1"] == {"": 45, "hafen": 45, "mitte": 60, "nord": 50}
    assert all(pd.isna(one) for one in found["age_4"].values())


def test_the_target_of_a_sozialraum_goes_before_that_of_a_planungsbezirk_of_it_alone() -> None:
    rows = targets("""
        | group | year    | area_id | target_pct |
        |-------|---------|---------|------------|
        | u3    | 2025/26 | ost     |         45 |
        | u3    |         | hafen   |         50 |
    """)
    assert targets_by_area(rows, "kita_u3", ["age_1"], AGES, MEMBERS, YEAR)["age_1"]["hafen"] == 50


def test_a_year_in_which_no_house_is_open_has_no_places_instead_of_unknown_ones() -> None:
    """The only Kita opens in August 2026 and told its places for 2025/26 already."""
    opens = "| facility_id | area_id | opens_on |\n| k1 | nord | 2026-08-01 |"
    places = "| facility_id | places |\n| k1 | 20 |"
    assert measure(result(opens, places), "places") == dict.fromkeys(MEMBERS, 0)
    assert measure(result(opens, places), "places_missing")["nord"] == 42.5
    assert measure(result(opens, places, year="2026/27"), "places")["nord"] == 20
    assert set(measure(result(opens, places, year="2024/25"), "places").values()) == {None}


def test_places_by_hours_and_group_form_add_up() -> None:
    one = supply(
        HOUSES,
        """
        | facility_id | weekly_hours | group_form | places |
        |-------------|--------------|------------|--------|
        | k1          |           35 | III        |     25 |
        | k1          |           45 | III        |     20 |
        | k2          |              | II         |     10 |
        """,
    )
    rows = breakdown_measures(one, MEMBERS, [YEAR])
    west = column(of(rows, area_id="west"), "measure_id")
    assert west == {
        "places_hours:": 10, "places_hours:35": 25, "places_hours:45": 20,
        "places_form:II": 10, "places_form:III": 45,
    }  # fmt: skip


AREAS = ("hafen", "mitte", "nord")
COUNTS = st.lists(st.integers(0, 200), min_size=9, max_size=9)
HOUSES_DRAWN = st.lists(st.tuples(st.sampled_from([*AREAS, ""]), st.integers(0, 120)), min_size=1, max_size=8)
QUOTAS = st.tuples(*[st.integers(0, 1200).map(lambda tenths: tenths / 10) for _ in range(3)])


def of_drawn(houses: list[tuple[str, int]], counts: list[int], quotas: tuple[float, ...]) -> pd.DataFrame:
    lines = [f"| k{at} | {area} |" for at, (area, _) in enumerate(houses)]
    places = [f"| k{at} | {number} |" for at, (_, number) in enumerate(houses)]
    heads = [
        f"| {area} | {' | '.join(str(one) for one in counts[3 * at : 3 * at + 3])} |" for at, area in enumerate(AREAS)
    ]
    return result(
        houses="| facility_id | area_id |\n" + "\n".join(lines),
        places="| facility_id | places |\n" + "\n".join(places),
        heads=by_age("| area_id | age_0 | age_1 | age_2 |\n" + "\n".join(heads)),
        wanted=targets("| age | target_pct |\n" + "\n".join(f"| {at} | {one} |" for at, one in enumerate(quotas))),
    )


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(houses=HOUSES_DRAWN, counts=COUNTS, quotas=QUOTAS)
def test_places_and_needs_are_conserved_over_areas_and_planungsbezirke(
    houses: list[tuple[str, int]], counts: list[int], quotas: tuple[float, ...]
) -> None:
    rows = of_drawn(houses, counts, quotas)
    nowhere = sum(number for area, number in houses if area == "")
    for id_, beside in (("places", nowhere), ("children", 0), ("places_needed", 0)):
        values = measure(rows, id_)
        assert values["city"] == pytest.approx(sum(values[area] for area in AREAS) + beside)
        assert values["city"] == pytest.approx(values["west"] + values["ost"] + beside)
    assert measure(rows, "places")["city"] == sum(number for _, number in houses)
    missing, spare = measure(rows, "places_missing"), measure(rows, "places_spare")
    for area in MEMBERS:
        assert min(missing[area], spare[area]) == 0  # type: ignore[type-var]  # both are numbers
        assert missing[area] - spare[area] == pytest.approx(
            measure(rows, "places_needed")[area] - measure(rows, "places")[area]
        )
    assert measure(rows, "places_missing_in_parts")["city"] >= missing["city"] - 1e-6 - nowhere


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(houses=HOUSES_DRAWN, counts=COUNTS, quotas=QUOTAS, more=st.integers(0, 60))
def test_more_places_never_raise_what_is_missing(
    houses: list[tuple[str, int]], counts: list[int], quotas: tuple[float, ...], more: int
) -> None:
    before = measure(of_drawn(houses, counts, quotas), "places_missing")
    area, number = houses[0]
    after = measure(of_drawn([(area, number + more), *houses[1:]], counts, quotas), "places_missing")
    assert all(after[one] <= before[one] + 1e-9 for one in MEMBERS)


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(counts=COUNTS, quotas=QUOTAS)
def test_the_order_of_rows_changes_nothing(counts: list[int], quotas: tuple[float, ...]) -> None:
    one = supply(HOUSES, PLACES)
    heads = by_age(
        "| area_id | age_0 | age_1 | age_2 |\n"
        + "\n".join(
            f"| {area} | {counts[at]} | {counts[at + 3]} | {counts[at + 6]} |" for at, area in enumerate(AREAS)
        )
    )
    wanted = targets("| age | target_pct |\n" + "\n".join(f"| {at} | {quota} |" for at, quota in enumerate(quotas)))
    back = Supply(one.coverage, one.expected, one.facilities.iloc[::-1], one.offers.iloc[::-1], one.counts_for)
    first = balance(one, heads, wanted)
    second = balance(back, heads.iloc[::-1], wanted.iloc[::-1])
    pd.testing.assert_frame_equal(first, second)

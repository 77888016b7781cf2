"""Places beside the children they are for."""

import numpy as np
import pandas as pd
import pytest
from analysis.planning.given import balance
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from rows import column, coverage, facilities, indicators, of, offers
from tables import table

from sozialraum.analysis.coverage import (
    children_period,
    counted,
    places_missing,
    places_needed,
    quota,
)
from sozialraum.analysis.planning.balance import Supply
from sozialraum.analysis.planning.needs import children_of_indicator
from sozialraum.analysis.planning.sides import floats
from sozialraum.model.planning_tables import TARGETS
from sozialraum.model.rules import Coverage
from sozialraum.model.tables import frame
from sozialraum.model.targets import all_targets, target_rows

YEAR = "2023/24"
MEMBERS = {"city": ["hafen", "heide", "mitte", "nord"], "west": ["hafen", "nord"]} | {
    area: [area] for area in ("hafen", "heide", "mitte", "nord")
}
KITAS = frozenset({"kita"})
CHILDREN = indicators(
    """
    | area_id | value |
    |---------|-------|
    | nord    |    40 |
    | mitte   |    30 |
    | hafen   |    20 |
    | heide   |     0 |
    | west    |    60 |
    | city    |    90 |
    """,
    indicator_id="children_u3",
)
HOUSES = facilities("""
    | facility_id | area_id |
    |-------------|---------|
    | k1          | nord    |
    | k2          | nord    |
    | k3          | mitte   |
    | k4          | hafen   |
    | k5          |         |
""")
PLACES = offers("""
    | facility_id | places | status |
    |-------------|--------|--------|
    | k1          |     10 | A      |
    | k2          |      8 | A      |
    | k3          |     18 | A      |
    | k4          |      0 | A      |
    | k5          |      6 | A      |
""")


def result(
    houses: pd.DataFrame = HOUSES,
    places: pd.DataFrame = PLACES,
    children: pd.DataFrame = CHILDREN,
    rule: Coverage | None = None,
) -> pd.DataFrame:
    """The balance of 2023/24 of a city that knows its children by an indicator."""
    rule = rule or coverage()
    when = children_period(rule, YEAR, list(children["period"]))
    heads = children_of_indicator(rule, children, when, YEAR)
    targets = frame(TARGETS, target_rows(all_targets([rule], []), "de"))
    return balance(Supply(rule, KITAS, houses, places, {}), heads, targets, {}, MEMBERS, [YEAR])


def test_quota_by_hand() -> None:
    """100 x 30 / 120 = 25; 100 x 90 / 60 = 150 is real; nobody to be served, or a side unknown: no quota."""
    rows = table("""
        | area_id | places | children | quota |
        |---------|--------|----------|-------|
        | nord    |     30 |      120 |    25 |
        | mitte   |     90 |       60 |   150 |
        | wald    |      0 |       50 |     0 |
        | hafen   |     10 |        0 |       |
        | heide   |        |       50 |       |
        | berg    |     10 |          |       |
    """)
    np.testing.assert_array_equal(quota(floats(rows["places"]), floats(rows["children"])), floats(rows["quota"]))


def test_quota_refuses_areas_that_do_not_match() -> None:
    with pytest.raises(ValueError, match="of the same areas"):
        quota(np.array([1.0]), np.array([1.0, 2.0]))


def test_the_figures_of_bottrop() -> None:
    """U3: 100 x 800 / 2,491 = 32.12 %, 35 % of 2,491 = 871.85, 71.85 missing; Ü3: 2,629 of 2,678: 49 missing."""
    places, children = np.array([800.0, 2629.0]), np.array([2491.0, 2678.0])
    assert quota(places, children).round(2).tolist() == [32.12, 98.17]
    needed = places_needed(children, np.array([35.0, 100.0]))
    assert needed.tolist() == [871.85, 2678]
    assert places_missing(needed, places).round(9).tolist() == [71.85, 49]


def test_the_worked_example_with_more_places_than_needed() -> None:
    """200 x 35 % = 70 needed; 80 places cover 100 x 80 / 70 = 114.29 % of them; none is missing."""
    children, places = np.array([200.0]), np.array([80.0])
    needed = places_needed(children, 35)
    assert needed.tolist() == [70]
    assert quota(places, needed).round(4).tolist() == [114.2857]
    assert places_missing(needed, places).tolist() == [0]


def test_enough_is_enough() -> None:
    """35.2 % of 375 are 132 places to the place: with 132 none is missing, not a billionth of one."""
    needed = places_needed(np.array([375.0]), 35.2)
    assert needed.tolist() == [132]
    assert quota(np.array([132.0]), needed).tolist() == [100]


def test_coverage_by_hand() -> None:
    """Nord: 10 + 8 = 18 for 40; Hafen's one Kita says zero; the house without an area counts in the city alone."""
    rows = result()
    assert column(of(rows, measure_id="places")) == {
        "city": 42, "west": 18, "hafen": 0, "heide": 0, "mitte": 18, "nord": 18,
    }  # fmt: skip
    quotas = of(rows, measure_id="versorgungsquote_pct")
    assert column(quotas) == {
        "city": pytest.approx(100 * 42 / 90), "west": 30, "hafen": 0, "heide": None, "mitte": 60, "nord": 45,
    }  # fmt: skip
    assert column(quotas, value="status") == dict.fromkeys(("city", "west", "hafen", "mitte", "nord"), "A") | {
        "heide": "M"
    }
    assert column(quotas, value="reason")["heide"] == "no_children"
    assert column(of(rows, measure_id="places_needed")) == {
        "city": 45, "west": 30, "hafen": 10, "heide": 0, "mitte": 15, "nord": 20,
    }  # fmt: skip
    assert column(of(rows, measure_id="places_missing")) == {
        "city": 3, "west": 12, "hafen": 10, "heide": 0, "mitte": 0, "nord": 2,
    }  # fmt: skip
    assert column(of(rows, measure_id="coverage_of_need_pct")) == {
        "city": pytest.approx(100 * 42 / 45), "west": 60, "hafen": 0, "heide": None, "mitte": 120, "nord": 90,
    }  # fmt: skip
    assert set(rows["period"]) == {"2023/24"}
    assert set(rows["target_group"]) == {"kita_u3"}


def test_the_city_is_not_the_sum_of_what_its_areas_miss() -> None:
    """Areas miss 2 + 10 = 12 places, the city only 45 - 42 = 3: Mitte has more than it needs."""
    missing = column(of(result(), measure_id="places_missing"))
    assert sum(missing[area] for area in ("nord", "mitte", "hafen", "heide")) == 12
    assert missing["city"] == 3


def test_a_silent_facility_makes_the_number_unknown_and_gives_a_lower_bound() -> None:
    """k2 says nothing: Nord has 10 places or more, at least 100 x 10 / 40 = 25 %; so have West and the city."""
    rows = result(places=PLACES[PLACES["facility_id"] != "k2"])
    quotas = of(rows, measure_id="versorgungsquote_pct")
    assert column(quotas)["nord"] is None
    assert column(quotas)["west"] is None
    assert column(quotas)["city"] is None
    assert column(quotas)["mitte"] == 60
    assert column(quotas, value="lower")["nord"] == 25
    assert column(quotas, value="lower")["mitte"] is None
    assert column(quotas, value="reason")["nord"] == "places_unknown"
    assert column(quotas, value="status")["nord"] == "O"
    assert column(of(rows, measure_id="facilities_without_places")) == {
        "city": 1, "west": 1, "hafen": 0, "heide": 0, "mitte": 0, "nord": 1,
    }  # fmt: skip
    assert column(of(rows, measure_id="places_missing"))["nord"] is None


def test_a_number_that_is_not_known_is_no_zero() -> None:
    unknown = PLACES.assign(places=PLACES["places"].where(PLACES["facility_id"] != "k4"))
    assert column(of(result(places=unknown), measure_id="places"))["hafen"] is None


def test_a_facility_that_speaks_of_other_ages_only_has_none_of_these_places() -> None:
    others = PLACES.assign(target_group=PLACES["target_group"].where(PLACES["facility_id"] != "k2", "ue3"))
    rows = result(places=others)
    assert column(of(rows, measure_id="places"))["nord"] == 10
    assert column(of(rows, measure_id="facilities_without_places"))["nord"] == 0


@pytest.mark.parametrize("change", [{"offer": "ogs"}, {"kind": "belegt"}])
def test_other_offers_and_kinds_of_places_never_enter(change: dict[str, str]) -> None:
    more = pd.concat([PLACES, PLACES.assign(**change)], ignore_index=True)
    assert_frame_equal(result(places=more), result())


def test_estimated_places_make_an_estimated_quota_and_nothing_else() -> None:
    estimated = PLACES.assign(status=PLACES["status"].where(PLACES["facility_id"] != "k3", "E"))
    rows = result(places=estimated)
    marked = {measure: set(of(part, status="E")["area_id"]) for measure, part in rows.groupby("measure_id")}
    every = {"mitte", "city"}
    assert marked == {
        "places": every,
        "facilities_without_places": set(),
        "children": set(),
        "versorgungsquote_pct": every,
        "places_needed": set(),
        "places_missing": every,
        "places_missing_in_parts": {"city"},
        "places_spare": every,
        "coverage_of_need_pct": every,
    }


@pytest.mark.parametrize(("status", "shown"), [("O", "O"), ("L", "L"), ("M", "M"), ("Q", "Q")])
def test_children_that_are_not_known_make_no_quota(status: str, shown: str) -> None:
    unknown = CHILDREN.assign(
        value=CHILDREN["value"].where(CHILDREN["area_id"] != "nord"),
        status=CHILDREN["status"].where(CHILDREN["area_id"] != "nord", status),
    )
    quotas = of(result(children=unknown), measure_id="versorgungsquote_pct")
    assert column(quotas)["nord"] is None
    assert column(quotas, value="status")["nord"] == shown
    reason = "parts_withheld" if status == "Q" else "children_unknown"
    assert column(quotas, value="reason")["nord"] == reason


def test_without_children_of_that_year_the_reason_is_said() -> None:
    quotas = of(result(children=CHILDREN.assign(period="2019-12-31")), measure_id="versorgungsquote_pct")
    assert set(quotas["reason"]) == {"no_children_date"}
    assert quotas["value"].isna().all()


def test_without_a_target_nothing_is_needed_and_nothing_missing() -> None:
    rule = coverage(target_quota_pct=None, target_source=None, measure="plaetze_je_100")
    assert set(result(rule=rule)["measure_id"]) == {
        "places",
        "facilities_without_places",
        "children",
        "places_per_100",
    }


def test_counted_by_hand() -> None:
    """A place counts from the day its house opens until the day it closes; planned houses have none yet."""
    houses = facilities("""
        | facility_id | betriebsstatus | opens_on   | closes_on  |
        |-------------|----------------|------------|------------|
        | plain       | in_betrieb     |            |            |
        | provisional | provisorisch   |            |            |
        | planned     | geplant        | 2025-08-01 |            |
        | built       | im_bau         |            |            |
        | closed      | geschlossen    |            |            |
        | closed_late | geschlossen    |            | 2024-02-29 |
        | closed_soon | geschlossen    |            | 2023-07-31 |
        | opens_late  | in_betrieb     | 2024-02-01 |            |
        | opens_after | in_betrieb     | 2024-08-01 |            |
        | closes_then | in_betrieb     |            | 2023       |
    """)
    states = ["in_betrieb", "provisorisch"]
    assert {id_ for id_, counts in counted(houses, "2023/24", states).items() if counts} == {
        "plain",
        "provisional",
        "closed_late",
        "opens_late",
        "closes_then",
    }
    assert {id_ for id_, counts in counted(houses, "2022/23", states).items() if counts} == {
        "plain",
        "provisional",
        "closed_late",
        "closed_soon",
        "closes_then",
    }


def test_a_closed_facility_is_no_silent_one() -> None:
    closed = HOUSES.assign(betriebsstatus=HOUSES["betriebsstatus"].where(HOUSES.index != "k2", "geschlossen"))
    rows = result(houses=closed, places=PLACES[PLACES["facility_id"] != "k2"])
    assert column(of(rows, measure_id="places"))["nord"] == 10


@pytest.mark.parametrize(
    ("pairs", "period", "known", "expected"),
    [
        ({}, "2023/24", ["2022-12-31", "2023-11-01", "2023-12-31", "2024-12-31"], "2023-12-31"),
        ({}, "2023/24", ["2022-12-31"], None),
        ({}, "2023-12-31", ["2023-12-31"], "2023-12-31"),
        ({}, "2023/24", ["2023-08-01"], "2023-08-01"),
        ({}, "2023/24", ["2024-07-31", "2023-12-31"], "2024-07-31"),
        ({"2023/24": "2022-12-31"}, "2023/24", ["2022-12-31", "2023-12-31"], "2022-12-31"),
        ({"2023/24": "2022-12-31"}, "2024/25", ["2024-12-31"], None),
    ],
)
def test_which_children_belong_to_which_places(
    pairs: dict[str, str], period: str, known: list[str], expected: str | None
) -> None:
    assert children_period(coverage(pairs=pairs), period, known) == expected


@settings(max_examples=40, deadline=None)
@given(places=st.integers(0, 1000), children=st.integers(1, 1000), factor=st.integers(1, 50))
def test_twice_the_places_for_twice_the_children_is_the_same_quota(places: int, children: int, factor: int) -> None:
    plain = quota(np.array([float(places)]), np.array([float(children)]))
    scaled = quota(np.array([float(places * factor)]), np.array([float(children * factor)]))
    np.testing.assert_allclose(plain, scaled)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(here=st.integers(0, 10))
def test_splitting_a_facility_changes_no_quota(here: int) -> None:
    split = pd.concat([HOUSES, HOUSES.loc[["k1"]].rename(index={"k1": "k1b"})])
    places = PLACES.assign(places=PLACES["places"].where(PLACES["facility_id"] != "k1", here))
    more = offers(f"| facility_id | places |\n| k1b | {10 - here} |")
    assert_frame_equal(result(houses=split, places=pd.concat([places, more], ignore_index=True)), result())


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(houses=st.permutations(range(5)), places=st.permutations(range(5)), children=st.permutations(range(6)))
def test_the_order_of_rows_never_matters(houses: list[int], places: list[int], children: list[int]) -> None:
    mixed = result(HOUSES.iloc[houses], PLACES.iloc[places], CHILDREN.iloc[children])
    assert_frame_equal(mixed, result())


@settings(max_examples=40, deadline=None)
@given(children=st.integers(0, 3000), tenths=st.integers(1, 1300), extra=st.integers(0, 40))
def test_enough_places_leave_none_missing(children: int, tenths: int, extra: int) -> None:
    needed = places_needed(np.array([float(children)]), tenths / 10)
    enough = np.array([float(-(-children * tenths // 1000) + extra)])
    assert places_missing(needed, enough).tolist() == [0]

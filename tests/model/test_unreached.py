"""What planning says about houses and years that no balance looks at is told, not passed over."""

import pandas as pd
from analysis.planning.given import planned
from rows import coverage, facilities, offers

from sozialraum.analysis.planning.odd_projection import odd_projection
from sozialraum.model.codes import Code
from sozialraum.model.establishments import Offer
from sozialraum.model.forecast import CITY_FACTORS, NewHousing
from sozialraum.model.targets import Target
from sozialraum.model.unreached import (
    beyond_the_years_ahead,
    counted_twice,
    houses_without_offer,
    places_far_ahead,
    targets_out_of_reach,
    years_without_balance,
)

AHEAD = ["2024/25", "2025/26", "2026/27"]


def test_a_measure_gives_no_house_an_offer_of_another_kind() -> None:
    houses = facilities("""
        | facility_id | area_id | facility_type |
        |-------------|---------|---------------|
        | k1          | nord    | kita          |
        | s1          | nord    | grundschule   |
    """)
    rows = planned("""
        | measure | facility_id | places | from_day   |
        |---------|-------------|--------|------------|
        | m1      | k1          |     10 | 2026-02-01 |
        | m2      | s1          |     10 | 2026-02-01 |
    """)
    found = houses_without_offer(rows, houses, [Offer(id="kita", label={"de": "Kita"}, facility_types=["kita"])])
    assert [(one.code, one.row, one.value, one.is_error) for one in found] == [(Code.OFFER_UNFIT, 3, "s1", True)]
    assert found[0].fields == {"offer": "kita", "type": "grundschule", "known": "kita"}


def test_a_measure_of_the_past_may_be_in_the_places_already() -> None:
    rows = planned("""
        | measure | facility_id | places | from_day   |
        |---------|-------------|--------|------------|
        | m1      | k1          |     10 | 2020-02-01 |
        | m2      | k1          |     10 | 2024-08-01 |
        | m3      | k1          |     10 | 2024-09-01 |
        | m4      | neu         |     10 | 2020-02-01 |
    """)
    stock = offers("""
        | facility_id | period  | places |
        |-------------|---------|--------|
        | k1          | 2023/24 |     50 |
        | k1          | 2024/25 |     60 |
    """)
    found = counted_twice(rows, stock, [coverage()])
    assert [(one.row, one.value, one.is_error) for one in found] == [(2, "m1", False), (3, "m2", False)]
    assert {one.fields["period"] for one in found} == {"2024/25"}
    assert counted_twice(rows, stock[:0], [coverage()]) == counted_twice(rows[:0], stock, [coverage()]) == []


def test_children_of_a_year_without_places_are_told() -> None:
    named = {"use": {"2023/24", "2023-11-01", "2025/26"}, "applications": {"2025", "2031/32"}}
    found = years_without_balance(named, ["2023/24", "2023-11-01"], AHEAD, "p")
    assert [(one.column, one.value) for one in found] == [("applications", "2025"), ("applications", "2031/32")]
    assert years_without_balance(named, [], [], "p") == []


def test_a_target_of_a_far_year_or_of_less_than_one_per_cent_is_told() -> None:
    def target(pct: float, year: str | None = None) -> Target:
        return Target(coverage="u3", target_pct=pct, year=year, source={"de": "x"})

    every = [
        target(60),
        target(0),
        target(0.6),
        target(1),
        target(40, "2026/27"),
        target(40, "2029/30"),
        target(40, "2031/32"),
    ]
    found = targets_out_of_reach(every, ["2023/24"], AHEAD, 3, "p")
    assert [(one.code, one.column) for one in found] == [
        (Code.TARGET_AS_SHARE, "targets[3].target_pct"),
        (Code.TARGET_AS_SHARE, "targets[4].target_pct"),
        (Code.YEAR_BEYOND, "targets[7].year"),
    ]
    assert found[0].fields["likely"] == "60"


def test_dwellings_and_official_figures_of_other_years_are_told() -> None:
    housing = [NewHousing(area="nord", year=year, dwellings=9, type="haus") for year in (2025, 2027, 2028)]

    def told(*years: int) -> list[tuple[str | None, str | None]]:
        found = beyond_the_years_ahead(housing, pd.DataFrame({"year": years}), range(2025, 2028), "p")
        return [(one.column, one.value) for one in found]

    assert told(2020, 2026, 2040) == [("new_housing[3].year", "2028")]
    assert told(2019, 2020) == [("new_housing[3].year", "2028"), ("city_projection", "2019–2020")]


def test_places_of_a_far_year_would_move_today() -> None:
    found = places_far_ahead(["2025/26", "2027/28", "2035/36"], "2025-12-31", 3, "p")
    assert [(one.code, one.value, one.is_error) for one in found] == [(Code.PLACES_FAR_AHEAD, "2035/36", False)]


def test_an_official_projection_of_another_unit_is_told_and_not_quoted_in_public() -> None:
    row = {"as_of": "2026-12-31", "from_age": 0, "to_age": 2}
    factors = pd.DataFrame(
        [
            {**row, "official": 50_000, "worked_out": 500.4, "factor": 99.9},
            {**row, "official": 520, "worked_out": 500, "factor": 1.04},
            {**row, "official": 520, "worked_out": 0, "factor": None},
        ]
    ).astype(CITY_FACTORS)
    (found,) = odd_projection(factors, 50)
    assert (found.code, found.about_persons, found.is_error) == (Code.PROJECTION_FAR, True, False)
    assert found.fields == {"ages": "0–2", "official": "50000", "worked_out": "500"}

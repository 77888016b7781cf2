"""Planned measures: which count, what they change, in which year."""

import pandas as pd
import pytest
from analysis.planning.given import YEAR, balance, balance_with, by_age, effects, planned, supply, targets
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import column, of

from sozialraum.analysis.planning.planned_measures import counted_measures, places_change
from sozialraum.model.planned import PlannedRule, PlannedStatus

HOUSES = """
    | facility_id | area_id | betriebsstatus | opens_on   |
    |-------------|---------|----------------|------------|
    | k1          | nord    | in_betrieb     |            |
    | k2          | mitte   | in_betrieb     |            |
    | k3          | hafen   | in_betrieb     |            |
    | neu         | nord    | geplant        | 2026-02-01 |
    | anbau       |         | geplant        |            |
"""
PLACES = "| facility_id | places |\n| k1 | 10 |\n| k2 | 60 |\n| k3 | 18 |"
CHILDREN = """
    | area_id | age_0 | age_1 | age_2 |
    |---------|-------|-------|-------|
    | nord    |     0 |    40 |    40 |
    | mitte   |     0 |    50 |    50 |
    | hafen   |     0 |    10 |    10 |
"""
TARGETS = "| group | target_pct |\n| u3 | 50 |"
DRAWN = """
    | measure | facility_id | target_group | places | from_day   | status      |
    |---------|-------------|--------------|--------|------------|-------------|
    | m1      | neu         | u3           |     24 | 2026-02-01 | im_bau      |
    | m1      | neu         | ue3          |     50 | 2026-02-01 | im_bau      |
    | m2      | k2          | u3           |     -6 | 2026-08-01 | beschlossen |
    | m3      | k3          | u3           |     10 | 2025-08-01 | idee        |
    | m4      | anbau       | u3           |      5 | 2026-08-01 | geplant     |
"""
ALL = planned(DRAWN)
YEARS = [YEAR, "2026/27"]


def heads() -> pd.DataFrame:
    return pd.concat([by_age(CHILDREN), by_age(CHILDREN, year="2026/27")], ignore_index=True)


def with_measures(table: pd.DataFrame, **rule: object) -> pd.DataFrame:
    one = supply(HOUSES, PLACES, **rule)  # type: ignore[arg-type]  # keys of the coverage
    return balance_with(one, table, heads(), targets(TARGETS), YEARS)


def test_an_idea_never_counts_unless_it_is_chosen() -> None:
    assert set(counted_measures(ALL, PlannedRule())["measure"]) == {"m1", "m2", "m4"}
    assert set(counted_measures(ALL, PlannedRule(chosen=["m3"]))["measure"]) == {"m1", "m2", "m3", "m4"}
    only_built = PlannedRule(counted=[PlannedStatus.IM_BAU], chosen=["m3"], left_out=["m1"])
    assert set(counted_measures(ALL, only_built)["measure"]) == {"m3"}


@pytest.mark.slow
def test_the_kita_that_opens_in_february_by_hand() -> None:
    """24 places from 1 February: 12 for 2025/26 by months, 24 at its end; 2026/27: 24, Mitte 6 less, 5 of no area.

    Nord needs 40 and has 10: 30 missing before, 18 (6) after in 2025/26, 6 in 2026/27. Mitte: 50 needed, 60 - 6.
    """
    counted = counted_measures(ALL, PlannedRule())
    for openings, first in (("from_day", 18), ("year_end", 6), ("any_day", 6)):
        rows = with_measures(counted, openings=openings)
        missing = of(rows, measure_id="places_missing", area_id="nord").set_index("period")["value"]
        assert missing.to_dict() == {YEAR: first, "2026/27": 6}
    places = column(of(rows, measure_id="places", period="2026/27"))
    assert places == {"city": 111, "ost": 18, "west": 88, "hafen": 18, "mitte": 54, "nord": 34}
    assert column(of(rows, measure_id="places", period="2026/27"), value="status")["nord"] == "F"
    assert column(of(rows, measure_id="places", period=YEAR), value="status")["mitte"] == "A"
    assert set(rows["scenario"]) == {"mit_massnahmen"}


def test_what_each_measure_does_alone() -> None:
    rows = effects(supply(HOUSES, PLACES, openings="from_day"), ALL, heads(), targets(TARGETS), YEARS)
    nord = of(rows, measure="m1", area_id="nord")[["places", "missing_before", "missing_after"]]
    assert nord.to_numpy().tolist() == [[12, 30, 18], [24, 30, 6]]
    assert list(of(rows, measure="m1", year=YEAR)["area_id"]) == ["city", "west", "nord"]
    assert list(of(rows, measure="m4", year=YEAR)["area_id"]) == ["city"]
    city = of(rows, measure="m2", area_id="city", year="2026/27")[["places", "missing_before", "missing_after"]]
    assert city.to_numpy().tolist() == [[-6, 12, 18]]


def test_places_unknown_stay_unknown_with_measures() -> None:
    silent = supply(HOUSES, PLACES.replace("| k1 | 10 |", "| k1 | |"))
    rows = balance_with(silent, counted_measures(ALL, PlannedRule()), heads(), targets(TARGETS), ["2026/27"])
    nord = of(rows, area_id="nord", measure_id="places").iloc[0]
    assert [pd.isna(nord["value"]), nord["lower"], nord["upper"]] == [True, 24, 84]


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["k1", "k2", "k3", "neu", "anbau"]),
        st.integers(-60, 60),
        st.sampled_from(["2025-08-01", "2026-02-01", "2026-05-17", "2026-08-01", "2027-08-01"]),
    ),
    min_size=1,
    max_size=5,
)


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(changes=CHANGES, openings=st.sampled_from(["any_day", "year_end", "from_day"]))
def test_a_measure_and_its_reverse_change_nothing(changes: list[tuple[str, int, str]], openings: str) -> None:
    both = [
        f"| m{at}{sign} | {house} | {sign}{abs(number)} | {day} |"
        for at, (house, number, day) in enumerate(changes)
        for sign in ("+", "-")
    ]
    table = planned("| measure | facility_id | places | from_day |\n" + "\n".join(both))
    one = supply(HOUSES, PLACES, openings=openings)
    assert set(places_change(table, one, YEAR).values()) <= {0}
    before = balance(one, heads(), targets(TARGETS))
    after = balance_with(one, table, heads(), targets(TARGETS))
    kept = before[before["measure_id"] != "facilities_without_places"].drop(columns="scenario")
    pd.testing.assert_frame_equal(kept.reset_index(drop=True), after.drop(columns="scenario"))


@settings(max_examples=8, deadline=None)
@given(changes=CHANGES)
def test_measures_are_conserved_over_areas(changes: list[tuple[str, int, str]]) -> None:
    drawn = "\n".join(f"| m{at} | {house} | {number} | {day} |" for at, (house, number, day) in enumerate(changes))
    table = planned("| measure | facility_id | places | from_day |\n" + drawn)
    one = supply(HOUSES, PLACES)
    change = places_change(table, one, "2027/28")
    assert sum(change.values()) == pytest.approx(sum(number for _, number, _ in changes))

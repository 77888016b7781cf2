"""Planned measures and certificates that contradict the facilities, the places or themselves."""

import pandas as pd
import pytest
from analysis.planning.given import planned
from rows import coverage, facilities, long, offers

from sozialraum.model.codes import Code
from sozialraum.model.planned_checks import overlapping_validity, places_today, planned_problems, unknown_measures
from sozialraum.model.tables import MERKMALE

HOUSES = """
    | facility_id | area_id | betriebsstatus | opens_on   |
    |-------------|---------|----------------|------------|
    | k1          | nord    | in_betrieb     |            |
    | k2          | mitte   | in_betrieb     |            |
    | neu         | nord    | geplant        | 2026-02-01 |
    | offen       | nord    | in_betrieb     | 2026-02-01 |
"""
U3 = coverage(cohorts=["age_0"], target_quota_pct=None, target_source=None)
PLACES = {("k1", "kita", "u3"): 10.0, ("k2", "kita", "u3"): 60.0}


def test_bad_measures_are_told_with_row_and_remedy() -> None:
    bad = planned("""
        | measure | facility_id | places | from_day   |
        |---------|-------------|--------|------------|
        | m1      | k11         |     10 | 2026-02-01 |
        | m2      | k1          |      5 | 2026-02-01 |
        | m2      | k1          |      5 | 2026-02-01 |
        | m3      | k2          |    -61 | 2026-02-01 |
        | m4      | offen       |     10 | 2026-02-01 |
    """)
    found = planned_problems(bad, facilities(HOUSES), PLACES, [U3])
    assert [(one.code, one.row, one.value) for one in found] == [
        (Code.MEASURE_FACILITY_UNKNOWN, 2, "k11"),
        (Code.MEASURE_TWICE, 4, "m2"),
        (Code.MEASURE_BELOW_ZERO, 5, "m3"),
        (Code.MEASURE_COUNTED, 6, "m4"),
    ]
    assert found[0].fields["nearest"] == "k1"
    assert [one.is_error for one in found] == [True, True, True, False]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([-10], []),
        ([-11], ["m0"]),
        ([5, -15], []),
        ([5, -16], ["m1"]),
        ([-10, -1], ["m1"]),
        ([-11, 11, -11], ["m0", "m2"]),
    ],
)
def test_no_more_places_go_than_there_are_on_that_day(changes: list[int], told: list[str]) -> None:
    rows = "".join(f"| m{at} | k1 | {change} | 202{6 + at}-08-01 |\n" for at, change in enumerate(changes))
    drawn = planned(f"| measure | facility_id | places | from_day |\n{rows}")
    found = planned_problems(drawn, facilities(HOUSES), PLACES, [U3])
    assert [one.value for one in found] == told


def test_places_of_another_offer_do_not_make_up_for_those_that_go() -> None:
    drawn = planned(
        "| measure | facility_id | places | from_day |\n| m1 | k1 | -5 | 2026-08-01 |", target_group="ue3"
    )
    both = PLACES | {("k1", "kita", "ue3"): 4.0}
    assert [one.fields["places"] for one in planned_problems(drawn, facilities(HOUSES), both, [U3])] == ["4"]


def test_places_today_are_those_of_the_newest_date_and_of_the_kind_that_counts() -> None:
    told = offers("""
        | facility_id | offer | target_group | period  | kind              | group_form | places |
        |-------------|-------|--------------|---------|-------------------|------------|--------|
        | k1          | kita  | u3           | 2024/25 | betriebserlaubnis | I          |     30 |
        | k1          | kita  | u3           | 2025/26 | betriebserlaubnis | I          |      6 |
        | k1          | kita  | u3           | 2025/26 | betriebserlaubnis | II         |     10 |
        | k1          | kita  | u3           | 2025/26 | belegt            | I          |      5 |
        | k1          | kita  | ue3          | 2025/26 | betriebserlaubnis | III        |     25 |
        | k2          | kita  | u3           | 2025/26 | betriebserlaubnis |            |        |
    """)
    assert places_today(told, [U3]) == {("k1", "kita", "u3"): 16}


def test_a_measure_that_is_chosen_must_be_in_a_file() -> None:
    drawn = planned("| measure | facility_id | places | from_day |\n| m12 | k1 | 5 | 2026-08-01 |")
    (problem,) = unknown_measures(["m12", "m21", "m21"], drawn, "projekt.toml")
    assert (problem.code, problem.value, problem.fields["nearest"]) == (Code.MEASURE_UNKNOWN, "m21", "m12")


def certificates(drawn: str) -> pd.DataFrame:
    rows = long(drawn, MERKMALE, merkmal="fz")
    return rows.assign(file="merkmale.csv", row=range(2, len(rows) + 2))


def test_a_certificate_that_holds_twice_on_one_day_is_told_at_the_later_row() -> None:
    found = overlapping_validity(
        certificates("""
            | facility_id | from       | to         | verbund |
            |-------------|------------|------------|---------|
            | k1          | 2004-08-01 | 2008-07-31 |         |
            | k1          | 2008-08-01 |            |         |
            | k2          | 2020-07-31 |            |         |
            | k2          | 2010-08-01 | 2020-07-31 |         |
            | k3          | 2012       | 2019       |         |
            | k3          | 2020       |            | mitte   |
            | k4          |            |            |         |
            | k4          | 2020       |            | mitte   |
        """)
    )
    assert [(one.code, one.row, one.fields["name"], one.value) for one in found] == [
        (Code.VALIDITY_OVERLAPS, 4, "k2", "2020-07-31 –"),
        (Code.VALIDITY_OVERLAPS, 9, "k4", "2020 –"),
    ]
    assert (found[0].fields["other"], found[0].fields["where"]) == ("2010-08-01 – 2020-07-31", "merkmale.csv:5")
    assert not any(one.is_error for one in found)

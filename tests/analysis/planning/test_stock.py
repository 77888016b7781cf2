"""Places of a Kita-Jahr: openings, unknown numbers, what is carried on."""

import pytest
from analysis.planning.given import KITA_FOR_U3, YEAR, supply
from rows import facilities, offers
from tables import text_table

from sozialraum.analysis.planning.balance import house_rows
from sozialraum.analysis.planning.stock import relevant, share_of_year
from sozialraum.model.tables import records

OPEN = "in_betrieb"


def test_share_of_the_year_by_hand() -> None:
    """2025/26 has twelve months; open from February: Feb to July = 6; from 15 February: March to July = 5.

    Closed on 31 January: August to January = 6. Open on 1 August or before: 12.
    """
    drawn = text_table("""
        | facility_id | opens_on   | closes_on  | status      | any_day | year_end | twelfths |
        |-------------|------------|------------|-------------|---------|----------|----------|
        | always      |            |            | in_betrieb  |       1 |        1 |       12 |
        | february    | 2026-02-01 |            | in_betrieb  |       1 |        1 |        6 |
        | mid_feb     | 2026-02-15 |            | in_betrieb  |       1 |        1 |        5 |
        | last_day    | 2026-07-31 |            | in_betrieb  |       1 |        1 |        0 |
        | next_year   | 2026-08-01 |            | in_betrieb  |       0 |        0 |        0 |
        | first_day   | 2025-08-01 |            | in_betrieb  |       1 |        1 |       12 |
        | ended       |            | 2026-01-31 | geschlossen |       1 |        0 |        6 |
        | to_the_end  |            | 2026-07-31 | geschlossen |       1 |        1 |       12 |
        | ended_long  |            | 2025-07-31 | geschlossen |       0 |        0 |        0 |
        | planned     | 2026-02-01 |            | geplant     |       0 |        0 |        0 |
        | half_year   | 2025-10-01 | 2026-03-31 | geschlossen |       1 |        0 |        6 |
    """)
    lines = [
        f"| {row['facility_id']} | {row['opens_on']} | {row['closes_on']} | {row['status']} |"
        for row in records(drawn)
    ]
    houses = facilities("| facility_id | opens_on | closes_on | betriebsstatus |\n" + "\n".join(lines))
    states = ["in_betrieb", "provisorisch"]
    for openings in ("any_day", "year_end"):
        assert share_of_year(houses, YEAR, openings, states).astype(int).astype(str).tolist() == list(drawn[openings])  # type: ignore[arg-type]  # both are Openings
    parts = 12 * share_of_year(houses, YEAR, "from_day", states)
    assert parts.round(9).astype(int).astype(str).tolist() == list(drawn["twelfths"])


HOUSES = """
    | facility_id | area_id | facility_type   | opens_on   |
    |-------------|---------|-----------------|------------|
    | k1          | nord    | kita            |            |
    | k2          | nord    | kita            | 2026-02-01 |
    | k3          | mitte   | kita            |            |
    | t1          | mitte   | tagespflege     |            |
"""
PLACES = """
    | facility_id | offer | target_group | kind              | places |
    |-------------|-------|--------------|-------------------|--------|
    | k1          | kita  | u3           | betriebserlaubnis |     10 |
    | k1          | kita  | ue3          | betriebserlaubnis |     40 |
    | k2          | kita  | u3           | betriebserlaubnis |     20 |
    | k3          | kita  | u3           | kibiz_meldung     |     14 |
    | t1          | ktp   | u3           | betriebserlaubnis |      5 |
    | t1          | ktp   | ue3          | betriebserlaubnis |      2 |
"""


@pytest.mark.parametrize(("openings", "k2"), [("any_day", 20.0), ("year_end", 20.0), ("from_day", 10.0)])
def test_a_house_that_opens_in_february(openings: str, k2: float) -> None:
    houses = house_rows(supply(HOUSES, PLACES, openings=openings), YEAR).set_index("facility_id")
    assert houses.loc["k2", "places"] * houses.loc["k2", "share"] == k2


def test_what_is_unknown_stays_unknown_and_says_how_many_it_could_be() -> None:
    """k3 said nothing by permit, but 14 in its KiBiz report: 14 at most."""
    houses = house_rows(supply(HOUSES, PLACES), YEAR).set_index("facility_id")
    assert houses["places"].isna().to_dict() == {"k1": False, "k2": False, "k3": True}
    assert houses.loc["k3", "most"] == 14
    assert houses.loc["k3", "status"] == "O"


def test_an_unknown_house_that_never_said_anything_is_at_most_as_large_as_the_largest_of_its_type() -> None:
    rows = [line for line in PLACES.splitlines() if "kibiz" not in line]
    houses = house_rows(supply(HOUSES, "\n".join(rows)), YEAR).set_index("facility_id")
    assert houses.loc["k3", "most"] == 20


@pytest.mark.parametrize(("groups", "expected"), [(["u3"], 5.0), (["ue3"], None), (["u3", "ue3"], 5.0)])
def test_tagespflege_counts_for_u3_alone(groups: list[str], expected: float | None) -> None:
    houses = house_rows(
        supply(HOUSES, PLACES, frozenset({"kita"}), offers=["kita", "ktp"], target_groups=groups), YEAR
    ).set_index("facility_id")
    assert houses["places"].get("t1") == expected


def test_tagespflege_counts_for_all_where_the_project_says_so() -> None:
    one = supply(HOUSES, PLACES, offers=["kita", "ktp"], target_groups=["u3", "ue3"])
    rows = relevant(one.coverage, one.offers, {})
    assert rows[rows["offer"] == "ktp"]["places"].sum() == 7
    assert relevant(one.coverage, one.offers, KITA_FOR_U3).query("offer == 'ktp'")["places"].sum() == 5


def test_a_year_without_places_of_its_own_carries_the_last_ones_on_as_forecast() -> None:
    houses = house_rows(supply(HOUSES, PLACES), "2028/29").set_index("facility_id")
    assert houses.loc["k1", ["places", "share", "status"]].tolist() == [10, 1, "F"]
    assert house_rows(supply(HOUSES, PLACES), "2024/25").empty


@pytest.mark.parametrize("period", ["2025-11-01", "2025"])
def test_places_of_a_date_within_the_year_are_not_carried(period: str) -> None:
    one = supply(HOUSES, PLACES)
    dated = offers("| facility_id | places |\n| k1 | 11 |", period=period)
    houses = house_rows(type(one)(one.coverage, one.expected, one.facilities, dated, {}), YEAR)
    assert houses.set_index("facility_id").loc["k1", ["places", "status"]].tolist() == [11, "A"]

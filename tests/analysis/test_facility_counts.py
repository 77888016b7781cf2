"""How many facilities stand where."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from rows import column, facilities, of

from sozialraum.analysis.facility_counts import facility_counts

MEMBERS = {"city": ["mitte", "nord"], "west": ["nord"], "nord": ["nord"], "mitte": ["mitte"]}
AS_OF = {"kita": "2023-08-01", "schule": "2023-10-15"}
HOUSES = facilities("""
    | facility_id | facility_type | area_id | betriebsstatus |
    |-------------|---------------|---------|----------------|
    | k1          | kita          | nord    | in_betrieb     |
    | k2          | kita          | nord    | provisorisch   |
    | k3          | kita          | nord    | geplant        |
    | k4          | kita          | mitte   | geschlossen    |
    | k5          | kita          |         | in_betrieb     |
    | s1          | schule        | mitte   | in_betrieb     |
""")


def test_counts_by_hand() -> None:
    """Nord: one and one provisional, the planned one not yet; the Kita without an area is one of the city's three."""
    rows = facility_counts(HOUSES, MEMBERS, AS_OF)
    assert column(of(rows, target_group="kita")) == {"city": 3, "west": 2, "nord": 2, "mitte": 0}
    assert column(of(rows, target_group="schule")) == {"city": 1, "west": 0, "nord": 0, "mitte": 1}
    assert set(of(rows, target_group="schule")["period"]) == {"2023-10-15"}
    assert set(rows["status"]) == {"A"}


def test_a_city_without_facilities_has_none() -> None:
    assert set(facility_counts(HOUSES.iloc[:0], MEMBERS, AS_OF)["value"]) == {0.0}


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(6)))
def test_the_order_of_rows_never_matters(order: list[int]) -> None:
    mixed: pd.DataFrame = facility_counts(HOUSES.iloc[order], MEMBERS, AS_OF)
    assert_frame_equal(mixed, facility_counts(HOUSES, MEMBERS, AS_OF))

"""The nearest school of a Schulart and denomination, from houses, never from the middle of an area."""

from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import facilities, long
from shapely import Point

from sozialraum.analysis.access.nearest_houses import nearest_schools
from sozialraum.analysis.access.ways import Ways
from sozialraum.model.network import Network
from sozialraum.model.planning_settings import NearestRule
from sozialraum.model.tables import MERKMALE

DAY = date(2024, 12, 31)
STRAIGHT = Ways("straight")
SCHOOLS = facilities(
    """
    | facility_id | area_id | facility_type | x    | y | betriebsstatus |
    |-------------|---------|---------------|------|---|----------------|
    | g1          | nord    | grundschule   |    0 | 0 | in_betrieb     |
    | g2          | nord    | grundschule   | 1000 | 0 | in_betrieb     |
    | kath        | mitte   | grundschule   | 2000 | 0 | in_betrieb     |
    | zu          | mitte   | grundschule   |  100 | 0 | geschlossen    |
    | dort        | mitte   | grundschule   |      |   | in_betrieb     |
    | gym         | nord    | gymnasium     |   10 | 0 | in_betrieb     |
"""
)
CERTIFIED = long(
    "| facility_id | from | to |\n| kath | | |\n| g1 | 2000-08-01 | 2010-07-31 |", MERKMALE, merkmal="rk"
)
ORIGIN = SCHOOLS.geometry["g1"]


def houses(*rows: tuple[str, float]) -> gpd.GeoDataFrame:
    """Houses on a line, metres east of g1."""
    points = [Point(ORIGIN.x + east, ORIGIN.y) for _, east in rows]
    return gpd.GeoDataFrame({"area_id": [area for area, _ in rows]}, geometry=points, crs=SCHOOLS.crs)


def rule(**more: object) -> NearestRule:
    usual = {"id": "gs", "label": {"de": "Grundschule"}, "facility_types": ["grundschule"]}
    return NearestRule.model_validate(usual | more)


HOUSES = houses(("nord", 100), ("nord", 400), ("nord", 500), ("nord", 700), ("mitte", 1800), ("", 2500))


def found(choice: NearestRule, at: gpd.GeoDataFrame = HOUSES) -> pd.DataFrame:
    return nearest_schools(choice, at, SCHOOLS, CERTIFIED, DAY, STRAIGHT).set_index(["area_id", "facility_id"])


def test_by_hand() -> None:
    """Nord: 100 and 400 m to g1; 500 m to both, so to the first by id; 700 is 300 from g2. Closed schools, ones of
    unknown position and other kinds do not count."""
    rows = found(rule())
    assert rows.loc[("nord", "g1"), ["houses", "share_pct", "mean_m", "farthest_m"]].tolist() == [
        3, 75, pytest.approx(1000 / 3), 500,
    ]  # fmt: skip
    assert rows.loc[("nord", "g2"), ["houses", "share_pct"]].tolist() == [1, 25]
    assert rows.loc[("mitte", "kath"), ["houses", "mean_m"]].tolist() == [1, pytest.approx(200)]
    assert set(rows.index.get_level_values(0)) == {"nord", "mitte"}


def test_of_one_denomination() -> None:
    """The certificate of g1 has run out: everybody's nearest is kath."""
    rows = found(rule(merkmal="rk"))
    assert set(rows.index.get_level_values(1)) == {"kath"}
    assert rows.loc[("nord", "kath"), "farthest_m"] == 1900


def test_without_those_of_a_denomination() -> None:
    rows = found(rule(without=["rk"]))
    assert rows.loc[("mitte", "g2"), "mean_m"] == pytest.approx(800)


def test_no_school_of_the_kind_and_no_house_give_no_rows() -> None:
    assert nearest_schools(rule(facility_types=["hauptschule"]), HOUSES, SCHOOLS, CERTIFIED, DAY, STRAIGHT).empty
    assert nearest_schools(rule(), HOUSES[:0], SCHOOLS, CERTIFIED, DAY, STRAIGHT).empty


def test_on_foot_around_the_railway_and_not_at_all() -> None:
    """One street runs from g1 to 300 m east of it; the other ends at g2 and begins 100 m beyond its neighbour, where
    nothing joins them. A house 310 m east lies nearer to the first street: 310 m of way to g1 although g2 is nearer
    by air to that at 700. Off both streets nothing can be reached."""
    x, y = ORIGIN.x, ORIGIN.y
    nodes = np.array([[x, y], [x + 300, y], [x + 600, y], [x + 1000, y]])
    streets = Network(nodes, np.array([[0, 1], [2, 3]]), np.array([300.0, 400.0]), "osm")
    at = houses(("nord", 310), ("nord", 700), ("mitte", 2000))
    rows = nearest_schools(rule(without=["rk"]), at, SCHOOLS, CERTIFIED, DAY, Ways("network", 1.0, streets, 250.0))
    told = {(row.area_id, row.facility_id): (row.houses, row.share_pct, row.mean_m) for row in rows.itertuples()}
    assert told[("nord", "g1")] == (1, 50, pytest.approx(310))
    assert told[("nord", "g2")] == (1, 50, pytest.approx(300))
    assert told[("mitte", "")][:2] == (1, 100)
    assert pd.isna(told[("mitte", "")][2])
    assert set(rows["way"]) == {"network"}


@pytest.mark.slow
@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["nord", "mitte"]), st.floats(-3000, 3000)), min_size=1, max_size=40))
def test_every_house_is_counted_once_at_its_nearest(drawn: list[tuple[str, float]]) -> None:
    rows = nearest_schools(rule(), houses(*drawn), SCHOOLS, CERTIFIED, DAY, STRAIGHT)
    assert rows["houses"].sum() == len(drawn)
    assert rows.groupby("area_id")["share_pct"].sum().tolist() == pytest.approx([100] * rows["area_id"].nunique())
    best = [min(abs(east - at) for at in (0, 1000, 2000)) for _, east in drawn]
    assert np.isclose((rows["houses"] * rows["mean_m"]).sum(), sum(best), atol=1e-3)

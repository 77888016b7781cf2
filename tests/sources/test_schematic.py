"""Areas drawn around facilities: everybody lies in their own, and none lies over another."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from hypothesis import given, settings
from hypothesis.strategies import integers, lists, sampled_from, tuples

from sozialraum.sources.drafts.schematic import TIDY_M, schematic_areas

CRS = "EPSG:25832"
PLACES = lists(
    tuples(integers(0, 40), integers(0, 40), sampled_from(["a", "b", "c"])),
    min_size=1,
    max_size=25,
    unique_by=lambda p: p[:2],
)


def drawn(places: list[tuple[int, int, str]]) -> tuple[gpd.GeoSeries, pd.Series]:
    points = [shapely.Point(500_000 + 250 * x, 5_700_000 + 250 * y) for x, y, _ in places]
    return gpd.GeoSeries(points, crs=CRS), pd.Series([name for *_, name in places])


@settings(deadline=None, max_examples=40)
@given(PLACES)
def test_each_facility_lies_in_or_at_its_own_area(places: list[tuple[int, int, str]]) -> None:
    points, names = drawn(places)
    areas = schematic_areas(points, names).set_index("name").geometry
    for point, name in zip(points, names, strict=True):
        assert areas[name].distance(point) <= TIDY_M * 4


@settings(deadline=None, max_examples=40)
@given(PLACES)
def test_no_area_lies_over_another(places: list[tuple[int, int, str]]) -> None:
    shapes = schematic_areas(*drawn(places)).geometry
    whole = shapely.area(shapely.union_all(shapes.to_numpy()))
    assert np.isclose(shapes.area.sum(), whole, rtol=1e-6)
    assert shapes.is_valid.all()


def test_the_order_of_the_facilities_changes_nothing() -> None:
    places = [(0, 0, "b"), (10, 0, "a"), (0, 10, "b"), (10, 10, "a")]
    one, other = schematic_areas(*drawn(places)), schematic_areas(*drawn(places[::-1]))
    assert one["name"].tolist() == other["name"].tolist() == ["a", "b"]
    assert one.geometry.to_wkb().tolist() == other.geometry.to_wkb().tolist()


def test_facilities_without_position_or_area_count_for_nothing() -> None:
    points, names = drawn([(0, 0, "a"), (10, 0, "b"), (20, 0, "a")])
    points[1], names[2] = None, ""
    assert schematic_areas(points, names)["name"].tolist() == ["a"]
    assert schematic_areas(points[1:2], names[1:2]).empty

"""Borders on the page: simplified together, coded in steps, within a metre of what they were."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon

from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.atlas.geometry import (
    PER_DEGREE,
    bounds,
    label_points,
    neighbours,
    outline,
    page_borders,
    positions,
    rings,
)

CRS = "EPSG:25832"


def wiggly(cells: int, seed: int) -> gpd.GeoDataFrame:
    """A grid of areas whose common borders have many corners, some of them too small to be seen."""
    random = np.random.default_rng(seed)
    steps = 60
    line = np.linspace(0, 1, steps + 1)
    verticals = [500_000 + 1000 * at + random.normal(0, 1, steps + 1) for at in range(cells + 1)]
    shapes, ids = [], []
    for at in range(cells):
        left, right = (np.column_stack([verticals[at + side], 5_700_000 + 1000 * line]) for side in (0, 1))
        shapes.append(Polygon(np.concatenate([left, right[::-1]])))
        ids.append(f"a{at}")
    return areas(dict(zip(ids, shapes, strict=True)))


def areas(shapes: dict[str, Polygon | MultiPolygon]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"level": "sozialraum"}, geometry=list(shapes.values()), crs=CRS, index=pd.Index(list(shapes), name="area_id")
    )


def decoded(coded: list[int]) -> np.ndarray:
    """The corners that a page draws: steps added up, in degrees."""
    return np.cumsum(np.array(coded).reshape(-1, 2), axis=0) / PER_DEGREE


@settings(max_examples=10, deadline=None)
@given(cells=st.integers(2, 4), seed=st.integers(0, 1000))
def test_common_borders_stay_common(cells: int, seed: int) -> None:
    """No gap and no overlap after simplification, and fewer corners."""
    city = wiggly(cells, seed)
    simple = page_borders(city)
    assert shapely.coverage_is_valid(simple.to_numpy())
    assert list(simple.index) == list(city.index)
    assert simple.count_coordinates().sum() < city.geometry.count_coordinates().sum()
    assert simple.to_crs(CRS).area.sum() == pytest.approx(city.area.sum(), rel=0.01)


def test_a_tiny_area_does_not_vanish() -> None:
    """A court of 3 m beside a whole quarter: simplified by less, so that it stays."""
    court = Polygon([(0, 0), (3, 0), (3, 3), (0, 3)])
    quarter = Polygon([(3, 0), (900, 0), (900, 900), (3, 900), (3, 3)])
    simple = page_borders(areas({"court": court, "quarter": quarter}).set_crs(CRS, allow_override=True))
    assert not simple.is_empty.any()


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1000))
def test_steps_lead_back_to_the_borders(seed: int) -> None:
    random = np.random.default_rng(seed)
    angles = np.sort(random.uniform(0, 2 * np.pi, 12))
    shape = Polygon(np.column_stack([7 + 0.01 * np.cos(angles), 51.6 + 0.01 * np.sin(angles)]))
    if not shape.is_valid or len(set(np.round(angles, 3))) < 12:
        return
    ((coded,),) = rings(shape)
    there = decoded(coded)
    near = np.abs(there[:, None, :] - np.asarray(shape.exterior.coords)[None, :, :]).max(axis=2).min(axis=1)
    assert near.max() <= 0.5 / PER_DEGREE + 1e-12


def test_rings_by_hand() -> None:
    """x and y in hundred-thousandths of a degree, then the steps; the last corner is the first and left out."""
    square = Polygon([(7, 51), (7.001, 51), (7.001, 51.001), (7, 51.001)])
    assert rings(square) == [[[700000, 5100000, 100, 0, 0, 100, -100, 0]]]


def test_holes_and_parts_are_kept_and_specks_left_out() -> None:
    ground = Polygon(
        [(7, 51), (7.01, 51), (7.01, 51.01), (7, 51.01)], [[(7.002, 51.002), (7.004, 51.002), (7.004, 51.004)]]
    )
    speck = Polygon([(8, 51), (8.000001, 51), (8.000001, 51.000001)])
    coded = rings(MultiPolygon([ground, speck]))
    assert [len(part) for part in coded] == [2]
    assert rings(shapely.Point(7, 51)) == []


def test_a_hole_that_is_another_area_stays_open() -> None:
    hole = [(300, 300), (700, 300), (700, 700), (300, 700)]
    city = areas({"around": Polygon([(0, 0), (1000, 0), (1000, 1000), (0, 1000)], [hole]), "inside": Polygon(hole)})
    simple = page_borders(city)
    assert shapely.coverage_is_valid(simple.to_numpy())
    assert [len(part) for part in rings(simple["around"])] == [2]


def test_labels_stand_inside(pages: CityPages) -> None:
    for area_id, (lat, lon) in label_points(pages.borders).items():
        assert pages.borders[area_id].contains(shapely.Point(lon, lat))


def test_a_label_stands_in_the_largest_part() -> None:
    small, large = Polygon([(7, 51), (7.001, 51), (7.001, 51.001)]), shapely.box(7.1, 51.1, 7.2, 51.2)
    series = gpd.GeoSeries([MultiPolygon([small, large])], index=["a"], crs="EPSG:4326")
    lat, lon = label_points(series)["a"]
    assert large.contains(shapely.Point(lon, lat))


def test_the_four_squares_are_all_neighbours(pages: CityPages) -> None:
    """They meet at one corner, and a corner is enough."""
    found = neighbours(pages.context.published.areas)
    assert found == {
        area: [other for other in found if other != area] for area in ("hafen", "heide", "mitte", "nord")
    }


def test_positions_are_rounded_to_a_metre(pages: CityPages) -> None:
    points = positions(pages.context.published.facilities)
    assert set(points) == {"k1", "k2", "k3", "k5", "k6", "s1"}  # k4 has no coordinates
    assert all(round(value, 5) == value for point in points.values() for value in point)
    south, west = bounds(pages.borders)[0]
    assert south < points["k1"][0]
    assert west < points["k1"][1]


def test_the_outline_is_the_given_one_or_the_union(pages: CityPages) -> None:
    assert len(outline(pages.borders, None)) == 1
    given = gpd.GeoSeries([shapely.box(500_000, 5_700_000, 501_000, 5_701_000)], crs=CRS)
    ((own,),) = outline(pages.borders, given)
    assert decoded(own)[:, 0].min() == pytest.approx(9.0, abs=1e-4)

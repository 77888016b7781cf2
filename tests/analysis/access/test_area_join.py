"""Points in areas: drawn borders and corners first, then random overlapping areas beside geopandas."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from sozialraum.analysis.access import area_join, tiles
from sozialraum.analysis.access.area_join import areas_of


def shapes(*areas: shapely.Geometry | None) -> np.ndarray:
    found = np.empty(len(areas), dtype=object)
    found[:] = areas
    return found


def pairs(points: list[tuple[float, float]], *areas: shapely.Geometry | None) -> list[tuple[int, int]]:
    point, area = areas_of(np.array(points, dtype=float).reshape(-1, 2), shapes(*areas))
    return list(zip(point.tolist(), area.tolist(), strict=True))


def judged(points: np.ndarray, areas: np.ndarray) -> list[tuple[int, int]]:
    """By geopandas."""
    left = gpd.GeoDataFrame(geometry=gpd.points_from_xy(points[:, 0], points[:, 1]))
    joined = left.sjoin(gpd.GeoDataFrame(geometry=gpd.GeoSeries(areas)), predicate="within")
    return sorted(zip(joined.index.tolist(), joined["index_right"].tolist(), strict=True))


@pytest.fixture(params=["tree", "tiles"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few points go through a tree, many through tiles: the answer is one."""
    monkeypatch.setattr(area_join, "FEW", 0 if request.param == "tiles" else 10**9)


@pytest.mark.usefixtures("either_way")
def test_by_hand() -> None:
    """Nord 0 to 1000, Mitte 1000 to 2000 with a lake in it, and a quarter that reaches over both."""
    nord, quarter = shapely.box(0, 0, 1000, 1000), shapely.box(800, 100, 1200, 200)
    mitte = shapely.box(1000, 0, 2000, 1000).difference(shapely.box(1400, 400, 1600, 600))
    points = [(500, 500), (1500, 500), (900, 150), (1100, 150), (3000, 0), (1999, 999)]
    assert pairs(points, nord, mitte, quarter) == [(0, 0), (2, 0), (2, 2), (3, 1), (3, 2), (5, 1)]


@pytest.mark.usefixtures("either_way")
def test_borders_and_corners_are_not_within() -> None:
    """As shapely's within says: neither on a side, nor in a corner, nor on the shore of a hole."""
    left, right = shapely.box(0, 0, 100, 100), shapely.box(100, 0, 200, 100)
    assert pairs([(100, 50), (0, 0), (100, 100), (50, 100)], left, right) == []
    less, more = np.nextafter(100.0, 0), np.nextafter(100.0, 200)
    assert pairs([(less, 50), (more, 50), (50, less), (50, more)], left, right) == [(0, 0), (1, 1), (2, 0)]
    ring = left.difference(shapely.box(25, 25, 75, 75))
    assert pairs([(25, 50), (np.nextafter(25.0, 0), 50), (50, 50)], ring) == [(1, 0)]


@pytest.mark.usefixtures("either_way")
def test_parts_missing_and_empty_areas() -> None:
    two = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 9, 9)])
    assert pairs([(0.5, 0.5), (7, 7), (3, 3)], None, two, shapely.Polygon()) == [(0, 1), (1, 1)]
    assert pairs([(0, 0)], None) == []
    assert pairs([(0, 0)]) == []
    assert pairs([], two) == []


def test_what_is_no_point_or_no_area_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        pairs([(np.nan, 0)], shapely.box(0, 0, 1, 1))
    with pytest.raises(ValueError, match="polygons"):
        pairs([(0, 0)], shapely.Point(0, 0))


@st.composite
def areas(draw: st.DrawFn) -> shapely.Geometry:
    """A triangle, an area with a hole or one of two parts, with corners on a lattice that points share."""
    corner = st.tuples(st.integers(0, 12), st.integers(0, 12))
    hull = shapely.MultiPoint(draw(st.lists(corner, min_size=3, max_size=6))).convex_hull
    other = shapely.MultiPoint(draw(st.lists(corner, min_size=3, max_size=4))).convex_hull
    found = draw(st.sampled_from([shapely.union, shapely.difference, shapely.symmetric_difference]))(hull, other)
    kept = [part for part in shapely.get_parts(found) if part.geom_type == "Polygon"]
    return shapely.union_all(kept) if kept else shapely.box(0, 0, 3, 3)


@settings(deadline=None, max_examples=15)
@given(st.lists(areas(), min_size=1, max_size=5), st.integers(0, 2**32 - 1), st.sampled_from([0.001, 0.05, 5.0]))
def test_random_overlapping_areas_as_geopandas_has_them(
    drawn: list[shapely.Geometry], seed: int, fine: float
) -> None:
    dice = np.random.default_rng(seed)
    lattice, anywhere = dice.integers(0, 25, (80, 2)) / 2, dice.uniform(-1, 13, (40, 2))
    rings = shapely.get_rings(shapely.get_parts(shapes(*drawn)))
    on_sides = shapely.line_interpolate_point(rings, dice.random(len(rings)), normalized=True)
    points = np.concatenate([lattice, anywhere, shapely.get_coordinates([*on_sides, *drawn])])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(area_join, "FEW", 0)
        patch.setattr(area_join, "TILES", fine)
        patch.setattr(area_join, "AT_ONCE", 50)
        patch.setattr(tiles, "AT_ONCE", 60)
        point, area = areas_of(points, shapes(*drawn))
    assert list(zip(point.tolist(), area.tolist(), strict=True)) == judged(points, shapes(*drawn))


def test_steps_are_told() -> None:
    told: list[tuple[int, int]] = []
    areas_of(np.zeros((100, 2)) + 0.5, shapes(shapely.box(0, 0, 1, 1)), lambda done, of: told.append((done, of)))
    assert told == [(1, 1)]

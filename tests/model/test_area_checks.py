"""Ground that several areas cover or none, and areas that are only the sum of others; metres, worked out by hand."""

from itertools import pairwise

import geopandas as gpd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from sozialraum.errors import Problem
from sozialraum.model.area_checks import totals, uneven_ground
from sozialraum.model.codes import Code

Told = list[tuple[str, str | None, str, str]]


def areas(**shapes: object) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=list(shapes.values()), index=list(shapes), crs="EPSG:25832")


def told(problems: list[Problem]) -> Told:
    assert not any(problem.is_error for problem in problems)
    return [
        (one.code, one.value, one.fields.get("other", one.fields.get("where", "")), one.fields["square_metres"])
        for one in problems
    ]


def test_areas_that_share_ground_are_told_with_both_ids_and_the_size() -> None:
    found = uneven_ground(areas(b=box(0, 0, 100, 100), a=box(90, 0, 200, 100), c=box(200, 0, 300, 100)), "a.shp")
    assert told(found) == [(Code.AREAS_OVERLAP, "a", "b", "1000")]


def test_shared_borders_are_no_overlap() -> None:
    assert not uneven_ground(areas(a=box(0, 0, 1000, 1000), b=box(1000, 0, 2000, 1000)), "a.shp")
    assert not uneven_ground(areas(a=box(0, 0, 10, 10)), "a.shp")


def test_narrow_pieces_are_one_line_with_their_sum_and_the_limit() -> None:
    """b reaches 0.9 m into a over 1000 m: 900 m², below one in a thousand of 1 km²; a hole of 100 m² beside it."""
    ring = Polygon(box(2000, 0, 3000, 1000).exterior, [box(2400, 400, 2410, 410).exterior])
    found = uneven_ground(areas(a=box(0, 0, 1000.9, 1000), b=box(1000, 0, 2000, 1000), c=ring), "a.shp")
    (line,) = found
    assert (line.code, line.fields) == (
        Code.AREA_SLIVERS,
        {"count": "2", "square_metres": "1000", "share": "1 ‰"},
    )


def test_a_hole_among_areas_is_a_gap_with_its_neighbours() -> None:
    """Four areas around a square of 20 m x 20 m that belongs to none."""
    around = areas(
        south=box(0, 0, 60, 20), north=box(0, 40, 60, 60), west=box(0, 20, 20, 40), east=box(40, 20, 60, 40)
    )
    assert told(uneven_ground(around, "a.shp")) == [(Code.AREAS_GAP, None, "east, north, south, …", "400")]


def test_islands_that_touch_no_other_area_are_no_fault() -> None:
    assert not uneven_ground(areas(a=box(0, 0, 10, 10), b=box(500, 0, 510, 10)), "a.shp")


def test_what_of_the_outline_no_area_covers_is_told_apart_from_gaps() -> None:
    around = areas(
        south=box(0, 0, 60, 20), north=box(0, 40, 60, 60), west=box(0, 20, 20, 40), east=box(40, 20, 60, 40)
    )
    found = uneven_ground(around, "a.shp", box(0, 0, 100, 60))
    assert told(found) == [
        (Code.AREAS_GAP, None, "east, north, south, …", "400"),
        (Code.OUTLINE_UNCOVERED, None, "east, north, south", "2400"),
    ]
    enclave = Polygon(box(0, 0, 60, 60).exterior, [box(20, 20, 40, 40).exterior])
    assert not uneven_ground(around, "a.shp", enclave)
    alone = uneven_ground(areas(a=box(0, 0, 10, 10)), "a.shp", box(0, 0, 10, 10).union(box(50, 0, 60, 10)))
    assert told(alone) == [(Code.OUTLINE_UNCOVERED, None, "–", "100")]


def test_the_whole_city_among_its_parts_is_found() -> None:
    parts = {"a": box(0, 0, 50, 100), "b": box(50, 0, 100, 50), "c": box(50, 50, 100, 100)}
    assert totals(areas(**parts, XX=box(0, 0, 100, 100))) == {"XX": ("a", "b", "c")}
    assert totals(areas(**parts, east=box(50, 0, 100, 100), XX=box(0, 0, 100.5, 100))) == {
        "XX": ("a", "b", "c", "east"),
        "east": ("b", "c"),
    }


@pytest.mark.parametrize(
    "shapes",
    [
        {"a": box(0, 0, 50, 100), "b": box(50, 0, 100, 100)},
        {
            "ring": box(0, 0, 100, 100),
            "x": box(10, 10, 20, 20),
            "y": box(30, 30, 40, 40),
        },  # holes that are not cut out
        {"a": box(0, 0, 100, 100), "same": box(0, 0, 100, 100)},
        {"a": box(0, 0, 100, 100), "nearly": box(0, 0, 99, 100), "again": box(0, 0, 98, 100)},
    ],
)
def test_areas_in_or_over_another_one_are_no_sum(shapes: dict[str, object]) -> None:
    assert totals(areas(**shapes)) == {}


cuts = st.lists(st.integers(1, 99), min_size=0, max_size=4, unique=True).map(lambda cut: [0, *sorted(cut), 100])


def grid(east: list[int], north: list[int]) -> dict[str, Polygon]:
    return {f"{x0}/{y0}": box(x0, y0, x1, y1) for x0, x1 in pairwise(east) for y0, y1 in pairwise(north)}


@given(cuts, cuts)
def test_a_city_cut_into_rectangles_has_neither_gaps_nor_overlaps_nor_sums(east: list[int], north: list[int]) -> None:
    city = areas(**grid(east, north))
    assert not uneven_ground(city, "a.shp")
    assert not uneven_ground(city, "a.shp", box(0, 0, 100, 100))
    assert not totals(city)


@given(st.integers(1, 99), st.integers(-30, 30))
def test_moving_one_border_gives_just_that_many_square_metres(cut: int, metres: int) -> None:
    """Two areas of a city 100 m high; the border of the one moves, the other stays."""
    west, east = box(0, 0, max(cut + metres, 0.5), 100), box(cut, 0, 100, 100)
    found = told(uneven_ground(areas(west=west, east=east), "a.shp", box(0, 0, 100, 100)))
    moved = min(max(cut + metres, 0.5), 100) - cut
    if moved == 0:
        assert found == []
    elif moved > 0:
        assert found == [(Code.AREAS_OVERLAP, "east", "west", f"{100 * moved:.0f}")]
    else:
        assert found == [(Code.OUTLINE_UNCOVERED, None, "east, west", f"{-100 * moved:.0f}")]

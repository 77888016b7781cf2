"""Totals spread over where people live: by hand, then promises."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate

from sozialraum.analysis.access.spread import AREA, NOBODY, PLACES, UNKNOWN, Spread, shared_out, spread

NO_PLACES = np.array([], dtype=object)
NORD, SUED = shapely.box(0, 100, 200, 200), shapely.box(0, 0, 200, 100)


def areas(*shapes: shapely.Geometry) -> np.ndarray:
    return np.array(shapes, dtype=object)


def rows(found: Spread) -> list[tuple[float, float, float, int]]:
    return [
        (*point, people, area)
        for point, people, area in zip(
            found.points.tolist(), found.people.tolist(), found.area_number.tolist(), strict=True
        )
    ]


def test_over_the_area_itself() -> None:
    """Two cells of 100 m, half of the 30 people each."""
    found = spread(np.array([30.0]), areas(NORD), NO_PLACES, 100)
    assert rows(found) == [(50, 150, 15, 0), (150, 150, 15, 0)]
    assert found.over.tolist() == [AREA]


def test_over_residential_land_across_a_border() -> None:
    """Land of 60 m × 100 m, 20 m of it in Nord, 80 m in Süd; the 0 of a third area and the unknown have no points."""
    land = areas(shapely.box(100, 20, 160, 120))
    found = spread(np.array([7.0, 30, 0, np.nan]), areas(NORD, SUED, NORD, SUED), land, 100)
    assert rows(found) == [(130, 110, 7, 0), (130, 60, 30, 1)]
    assert found.over.tolist() == [PLACES, PLACES, NOBODY, UNKNOWN]


def test_pieces_get_people_by_their_size() -> None:
    """Houses of 100 and 300 m² in two cells, one drawn twice: 10 and 30 of 40 people."""
    houses = areas(shapely.box(10, 110, 20, 120), shapely.box(110, 110, 140, 120), shapely.box(110, 110, 140, 120))
    found = spread(np.array([40.0]), areas(NORD), houses, 100)
    assert rows(found) == [(15, 115, 10, 0), (125, 115, 30, 0)]


def test_over_doors_and_an_area_without_any() -> None:
    doors = areas(shapely.Point(10, 110), shapely.Point(10, 190), shapely.Point(900, 900))
    found = spread(np.array([3.0, 1]), areas(NORD, SUED), doors, 200)
    assert rows(found) == [(10, 110, 1.5, 0), (10, 190, 1.5, 0), (100, 50, 1, 1)]
    assert found.over.tolist() == [PLACES, AREA]


def test_a_door_on_the_border_belongs_to_both() -> None:
    """Each area has its own people; none of them is left without a place."""
    found = spread(np.array([3.0, 1]), areas(NORD, SUED), areas(shapely.Point(10, 100)), 200)
    assert rows(found) == [(10, 100, 3, 0), (10, 100, 1, 1)]


def test_a_point_stands_in_its_piece() -> None:
    """The middle of a horseshoe lies beside it."""
    shoe = shapely.box(0, 100, 100, 200).difference(shapely.box(10, 110, 90, 200))
    found = spread(np.array([5.0]), areas(NORD), areas(shoe), 100)
    assert shapely.intersects(shapely.Point(found.points[0]), shoe)


def test_thirds_of_people_add_up_exactly() -> None:
    assert shared_out(1, np.ones(3)).tolist() == [342 / 1024, 341 / 1024, 341 / 1024]
    assert shared_out(0.1, np.array([1.0, 3])).sum() == pytest.approx(0.1, abs=1e-15)


def test_nothing_at_all_and_nonsense() -> None:
    assert len(spread(np.empty(0), areas(), NO_PLACES, 100).points) == 0
    one = np.ones(1)
    both = areas(shapely.Point(1, 1), NORD)
    for totals, shapes, places, cell in (
        (-one, areas(NORD), NO_PLACES, 100),
        (one * np.inf, areas(NORD), NO_PLACES, 100),
        (one, areas(NORD, SUED), NO_PLACES, 100),
        (one, areas(shapely.Polygon()), NO_PLACES, 100),
        (one, areas(NORD), both, 100),
        (one, areas(NORD), NO_PLACES, 0),
    ):
        with pytest.raises(ValueError, match=r"must|one total"):
            spread(totals, shapes, places, cell)


@given(
    totals=st.lists(st.integers(0, 5_000), min_size=2, max_size=2), cell=st.integers(15, 300), turn=st.integers(0, 90)
)
@settings(max_examples=25)
def test_totals_are_kept_exactly_and_everyone_lives_inside(totals: list[int], cell: int, turn: int) -> None:
    shapes = areas(*(rotate(shape, turn, origin=(0, 0)) for shape in (NORD, SUED)))
    land = areas(rotate(shapely.box(20, 60, 170, 130), turn, origin=(0, 0)))
    found = spread(np.array(totals, dtype=float), shapes, land, cell)
    for at, total in enumerate(totals):
        here = found.area_number == at
        assert found.people[here].sum() == found.people[here][::-1].sum() == total
        assert shapely.dwithin(shapely.points(found.points[here]), shapes[at], 1e-6).all()
        assert shapely.dwithin(shapely.points(found.points[here]), land[0], 1e-6).all()

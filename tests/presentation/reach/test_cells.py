"""Cells on the page: what is told of a block, and that it is drawn where it lies."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from presentation.reach.decoding import decoded, squares_of, values_of
from presentation.reach.drawn import reach_tables, with_reach
from pyproj import Transformer
from shapely.geometry import LineString, Point, Polygon
from tables import table

from sozialraum.model.population import Grid
from sozialraum.model.reach import BLOCKS
from sozialraum.model.tables import frame
from sozialraum.presentation.page.elements import json_for_html
from sozialraum.presentation.reach.blocks import in_page_order, runs, squares_json
from sozialraum.presentation.reach.coded import ALPHABET, BASE, coded
from sozialraum.presentation.reach.data import drawn_around, page_box, reach_data
from sozialraum.presentation.reach.lattice import lattice, lattice_json
from sozialraum.presentation.reach.outlines import outlines
from sozialraum.presentation.views.context import Context


def told_of(
    context: Context, houses: list[str], at: dict[str, list[float]], near: Polygon | None = None
) -> dict | None:
    """What the page of these houses is told."""
    return reach_data(context, houses, drawn_around(context, at), near)


def test_small_numbers_take_one_sign_and_large_ones_a_few() -> None:
    assert coded([0, 1, -1, 21, -21]) == "021gf"
    assert [len(coded([number])) for number in (21, 22, -22, 900, 39_000)] == [1, 2, 2, 2, 3]


@settings(max_examples=50)
@given(numbers=st.lists(st.integers(-(10**9), 10**9), max_size=20))
def test_every_number_comes_back(numbers: list[int]) -> None:
    assert decoded(coded(numbers)) == numbers


def test_the_alphabet_is_written_in_a_page_as_it_is() -> None:
    assert len(set(ALPHABET)) == 2 * BASE
    assert json_for_html(ALPHABET) == f'"{ALPHABET}"'
    assert not set(ALPHABET) & set("~| `'")


@pytest.mark.parametrize(
    ("crs", "column", "row", "cell_m"),
    [("EPSG:25832", 2800, 52300, 100.0), ("EPSG:25832", 7600, 60500, 100.0), ("EPSG:3035", 40310, 26840, 100.0),
     ("EPSG:3035", 45000, 32000, 100.0), ("EPSG:25832", 400, 5700, 1000.0)],
)  # fmt: skip
def test_cells_are_drawn_less_than_half_a_metre_from_where_they_lie(
    crs: str, column: int, row: int, cell_m: float
) -> None:
    blocks = frame(
        BLOCKS, [{"column": column, "row": row, "span": 1}, {"column": column + 90, "row": row + 75, "span": 2}]
    )
    grid = Grid(crs, cell_m)
    told = lattice_json(lattice(grid, blocks))
    points = _control_points(told)
    x, y = np.meshgrid(np.linspace(0, 92, 60), np.linspace(0, 77, 60))
    to_degrees = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    lon, lat = to_degrees.transform((column + x) * cell_m, (row + y) * cell_m)
    drawn = _between(points, x / told["step"], y / told["step"])
    metres = np.hypot((drawn[..., 0] - lat) * 111_300, (drawn[..., 1] - lon) * 111_300 * np.cos(np.radians(lat)))
    assert metres.max() < 0.5


def _control_points(told: dict) -> np.ndarray:
    steps = np.array(decoded(told["at"])).reshape(-1, told["columns"], 2)
    steps[:, 0] = np.cumsum(steps[:, 0], axis=0)
    return np.cumsum(steps, axis=1) / 1e6


def _between(points: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    column = np.clip(np.floor(x).astype(int), 0, points.shape[1] - 2)
    row = np.clip(np.floor(y).astype(int), 0, points.shape[0] - 2)
    right, up = (x - column)[..., None], (y - row)[..., None]
    low = points[row, column] * (1 - right) + points[row, column + 1] * right
    high = points[row + 1, column] * (1 - right) + points[row + 1, column + 1] * right
    return np.asarray(low * (1 - up) + high * up)


def test_squares_and_classes_are_told_by_hand(context: Context) -> None:
    told = reach_data(with_reach(context), ["s1"], {})
    assert told is not None
    assert squares_of(told) == [(2, 10, 2), (4, 10, 2), (0, 0, 1), (1, 0, 1)], "the largest first"
    school = told["questions"]["schule"]["cells"]
    assert values_of(school["step"], 5) == [1, 4, 0, 3], "the last of the classes cannot get there"
    assert [school["houses"][at] for at in values_of(school["nearest"], 3)] == [2, -1, 0, 0], "x1, none, s1, s1"
    assert values_of(school["dep"], 2) == [1, 0, 0, 0]
    assert "places" not in school


def test_places_have_classes_of_their_own(context: Context) -> None:
    told = reach_data(with_reach(context), ["k1"], {})
    assert told is not None
    cells = told["questions"]["kita"]["cells"]
    assert (values_of(cells["step"], 3), values_of(cells["places"], 4)) == ([0, 1, 1, 1], [0, 2, 3, 2])
    assert (values_of(cells["dep"], 2), values_of(cells["places_dep"], 2)) == ([0, 0, 1, 0], [1, 0, 1, 0])


@settings(max_examples=50)
@given(st.lists(st.integers(0, 6), max_size=90))
def test_runs_come_back(values: list[int]) -> None:
    assert values_of(runs(values, 7), 7) == values


@settings(max_examples=30)
@given(st.sets(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=30), st.integers(0, 3))
def test_no_square_is_lost_or_moved(cells: set[tuple[int, int]], spans: int) -> None:
    rows = [{"column": 8 * x, "row": 8 * y, "span": 2 ** ((x + y) % (spans + 1))} for x, y in sorted(cells)]
    origin = lattice(Grid("EPSG:25832", 100.0), frame(BLOCKS, rows))
    blocks = in_page_order(frame(BLOCKS, rows), origin)
    told = {"squares": squares_json(blocks, origin), "lattice": lattice_json(origin)}
    wanted = list(zip(blocks["column"] - origin.column, blocks["row"] - origin.row, blocks["span"], strict=True))
    assert squares_of(told) == wanted


def test_an_outline_comes_back_within_its_rounding() -> None:
    reach = reach_tables()
    told = outlines(reach.areas, {"s1": [51.45165, 9.0036]})
    assert sorted(told["s1"]) == [500.0, 1000.0, 2000.0]
    start = np.floor(np.array([51.45165, 9.0036]) * 5_000 + 0.5)
    points = (np.cumsum(np.array(decoded(told["s1"][1000.0])).reshape(-1, 2), axis=0) + start) / 5_000
    east, north = Transformer.from_crs("EPSG:4326", "EPSG:25832").transform(points[:, 0], points[:, 1])
    shape = Polygon(np.column_stack([east, north]))
    assert shape.symmetric_difference(Point(500_250, 5_700_250).buffer(1000)).area / shape.area < 0.03
    assert len(told["s1"][1000.0]) < 80


def test_an_area_page_tells_only_of_the_cells_in_and_near_it(context: Context) -> None:
    box = page_box((500_000, 5_700_000, 500_100, 5_700_100), 50)
    told = told_of(with_reach(context), [], {}, box)
    assert told is not None
    assert squares_of(told) == [(0, 0, 1), (1, 0, 1)]
    assert values_of(told["questions"]["kita"]["cells"]["places"], 4) == [3, 2]
    assert "figures" not in told["questions"]["schule"]


def test_the_page_tells_classes_and_no_number_of_people_in_a_cell(context: Context) -> None:
    told = told_of(with_reach(context), ["s1"], {"s1": [51.45165, 9.0036]})
    assert told is not None
    school = told["questions"]["schule"]
    assert set(school["cells"]) == {"step", "houses", "nearest", "dep"}
    assert school["around"] == [[0, "Q", 40, 120]]
    assert [(one["type"], one["name"]) for one in told["more"]] == [
        ("Kindertagesstätte", "Kita Sonnenschein"),
        ("Grundschule", "Schule Nachbarort"),
    ]


def test_figures_are_lists_by_area_with_the_city_last(context: Context) -> None:
    told = told_of(with_reach(context), [], {})
    assert told is not None
    figures = told["questions"]["schule"]["figures"]  # hafen, heide, mitte, nord, city
    drawn = table("""
        | area_id | near | over | median |
        |---------|------|------|--------|
        | hafen   |   40 |   10 |        |
        | heide   |      |      |        |
        | mitte   |      |      |        |
        | nord    |   50 |    0 |   1000 |
        | city    |   45 |   20 |   1100 |
    """)
    assert figures["pct"][1] == [40, "M", "Q", 50, 45]
    assert figures["over"] == [10, "O", "Q", 0, 20]
    numbers = [one if isinstance(one, int) else None for one in figures["median"]]
    assert numbers == [None if pd.isna(one) else one for one in drawn["median"]]
    assert "sure" not in figures, "nothing is told of straight lines where ways are walked"


def test_straight_lines_have_circles_and_no_outlines(context: Context) -> None:
    told = told_of(with_reach(context, "detour"), ["s1"], {"s1": [51.4, 9.0]})
    assert told is not None
    assert told["factor"] == 1.3
    assert "outlines" not in told
    network = told_of(with_reach(context), ["s1"], {"s1": [51.4, 9.0]})
    assert network is not None
    assert network["factor"] is None
    assert list(network["outlines"]["0"]) == ["500", "1000", "2000"], "once, whichever question asks"


def test_lines_are_drawn_up_to_what_is_near_and_up_to_the_limit(context: Context) -> None:
    told = told_of(with_reach(context), ["s1"], {"s1": [51.4, 9.0]})
    assert told is not None
    school, kita = told["questions"]["schule"], told["questions"]["kita"]
    assert (school["steps"][: school["drawn"]], kita["steps"][: kita["drawn"]]) == ([500, 1000, 2000], [500])


def test_a_single_way_through_open_land_is_left_out_of_an_outline() -> None:
    reach = reach_tables()
    village = Point(500_250, 5_700_250).buffer(400)
    alone = LineString([(500_250, 5_700_250), (501_200, 5_700_250)]).buffer(40)
    areas = reach.areas[reach.areas["step_m"] == 1000].iloc[:1].copy()
    at = {str(areas["facility_id"].iloc[0]): [51.45165, 9.0036]}

    def furthest_east(shape: Polygon) -> float:
        (told,) = outlines(areas.set_geometry([shape], crs=areas.crs), at).values()
        start = np.floor(np.array([51.45165, 9.0036]) * 5_000 + 0.5)
        points = (np.cumsum(np.array(decoded(told[1000.0])).reshape(-1, 2), axis=0) + start) / 5_000
        return float(Transformer.from_crs("EPSG:4326", "EPSG:25832").transform(points[:, 0], points[:, 1])[0].max())

    assert furthest_east(village.union(alone)) < 500_750
    assert furthest_east(alone) > 501_150, "where nothing else is reached, it is drawn"


def test_a_city_that_asks_nothing_tells_nothing(context: Context) -> None:
    assert told_of(context, [], {}) is None


def test_everything_goes_through_json(context: Context) -> None:
    told = told_of(with_reach(context), ["s1"], {"s1": [51.4, 9.0]})
    assert json.loads(json_for_html(told)) == told

"""GeoJSON in all the shapes it comes in, and what is no GeoJSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from cities import SOUTH, WEST, feature, geojson, quarters, square
from hypothesis import given
from hypothesis import strategies as st
from sources.vector_files import CORNERS, at, codes, degrees, m2, read_file, read_text, refusal

from sozialraum.model.codes import Code
from sozialraum.sources.vectors.features import Parts, drawn
from sozialraum.sources.vectors.geojson import LON_LAT, geojson_features
from sozialraum.sources.vectors.vector import polygons

NAME = "a.geojson"
RING = [list(corner) for corner in CORNERS]
SQUARE = {"type": "Polygon", "coordinates": [RING]}
POINT = {"type": "Point", "coordinates": [WEST + 250, SOUTH + 250]}
LINE = {"type": "LineString", "coordinates": RING[:2]}
NUMBERED = {"type": "name", "properties": {"name": "EPSG:25832"}}


def of(geometry: Any, **properties: Any) -> str:
    return geojson([feature({"KEY": "a", **properties}, geometry)])


@pytest.mark.parametrize("crs", [NUMBERED, {"type": "EPSG", "properties": {"code": 25832}}])
@pytest.mark.parametrize(
    "document",
    [
        SQUARE,
        {"type": "Feature", "properties": {}, "geometry": SQUARE},
        {"type": "GeometryCollection", "geometries": [SQUARE]},
        {"type": "Feature", "properties": None, "geometry": {"type": "GeometryCollection", "geometries": [SQUARE]}},
        {"type": "MultiPolygon", "coordinates": [[RING]]},
    ],
)
def test_a_single_area_is_an_area_however_it_is_wrapped(
    document: dict[str, Any], crs: dict[str, Any], tmp_path: Path
) -> None:
    table, problems = read_text(tmp_path, NAME, json.dumps({**document, "crs": crs}))
    assert (m2(table), problems, table.cells.index.tolist()) == ([1_000_000], [], [2])


def test_a_bare_collection_of_degrees_as_duisburg_has_them(tmp_path: Path) -> None:
    document = {
        "type": "GeometryCollection",
        "geometries": [{"type": "MultiPolygon", "coordinates": [[degrees(CORNERS)]]}],
    }
    table, problems = read_text(tmp_path, "101_a.json", json.dumps(document))
    assert (m2(table), problems, table.headings) == ([1_000_000], [], ())


def test_of_a_collection_the_areas_are_taken(tmp_path: Path) -> None:
    mixed = {
        "type": "GeometryCollection",
        "geometries": [POINT, LINE, SQUARE, {**SQUARE, "coordinates": square(2, 0)}],
    }
    table, _ = read_text(tmp_path, NAME, of(mixed))
    assert table.geometry is not None
    areas, _ = polygons(table.geometry)
    assert [round(shape.area) for shape in areas] == [2_000_000]


@pytest.mark.parametrize("further", [[0], [0, 0], [12.5, -9999]])
def test_heights_and_measures_are_dropped(further: list[float], tmp_path: Path) -> None:
    high = {"type": "Polygon", "coordinates": [[[*corner, *further] for corner in RING]]}
    table, problems = read_text(tmp_path, NAME, of(high))
    assert table.geometry is not None
    assert (m2(table), table.geometry.has_z.any(), problems) == ([1_000_000], False, [])


@pytest.mark.parametrize(
    "nothing",
    [
        None,
        {},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [RING[:2]]},
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": [None, None]},
        {"type": "Point", "coordinates": None},
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "GeometryCollection", "geometries": []},
    ],
)
def test_nothing_drawn_is_no_geometry_and_no_fault(nothing: Any, tmp_path: Path) -> None:
    content = geojson([feature({"KEY": "a"}, SQUARE), feature({"KEY": "b"}, nothing)])
    table, problems = read_text(tmp_path, NAME, content)
    assert (m2(table), problems) == ([1_000_000, None], [])


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        ({"type": "Polygon", "coordinates": [1, 2]}, "Polygon"),
        ({"type": "Polygon", "coordinates": [[["a", "b"], [1, 2], [3, 4]]]}, "Polygon"),
        ({"type": "Point", "coordinates": [5]}, "Point"),
        ({"type": "Circle", "coordinates": [1, 2]}, "Circle"),
        ({"coordinates": [1, 2]}, "None"),
        ("POINT (1 2)", "POINT (1 2)"),
        ([1, 2], "[1, 2]"),
    ],
)
def test_geometry_that_is_none_is_told_with_its_row(odd: Any, told: str, tmp_path: Path) -> None:
    collection = json.dumps(
        {"type": "FeatureCollection", "crs": NUMBERED, "features": [*quarters(), {"properties": {}, "geometry": odd}]}
    )
    problem = refusal(tmp_path, NAME, collection)
    assert (problem.code, problem.row, problem.value) == (Code.GEOMETRY_UNREADABLE, 6, told)


def test_a_ring_that_does_not_close_is_closed_and_told(tmp_path: Path) -> None:
    open_ring = {"type": "Polygon", "coordinates": [RING[:4]]}
    table, problems = read_text(tmp_path, NAME, geojson([feature({}, SQUARE), feature({}, open_ring)]))
    assert m2(table) == [1_000_000, 1_000_000]
    assert [(one.code, one.row, one.is_error) for one in problems] == [(Code.RING_OPEN, 3, False)]


def test_corners_that_stand_twice_change_nothing(tmp_path: Path) -> None:
    doubled = {"type": "Polygon", "coordinates": [[corner for corner in RING for _ in range(2)]]}
    table, problems = read_text(tmp_path, NAME, of(doubled))
    assert (m2(table), problems) == ([1_000_000], [])


def test_a_hole_is_a_hole(tmp_path: Path) -> None:
    hole = [[x, y] for x, y in square(0, 0, side=100)[0]]
    table, _ = read_text(tmp_path, NAME, of({"type": "Polygon", "coordinates": [RING, hole[::-1]]}))
    assert m2(table) == [990_000]


def test_features_may_have_different_attributes(tmp_path: Path) -> None:
    content = geojson(
        [feature({"a": 1, "b": " x "}, POINT), feature({"b": None, "c": "01"}, POINT), feature({}, POINT)]
    )
    table, _ = read_text(tmp_path, NAME, content)
    assert table.headings == ("a", "b", "c")
    assert table.cells.to_numpy().tolist() == [["1", "x", ""], ["", "", "01"], ["", "", ""]]
    assert table.plain == {"a"}


def test_the_id_of_a_feature_is_a_column_where_none_has_that_name(tmp_path: Path) -> None:
    one = {**feature({"n": "x"}, POINT), "id": "APP_ORTSTEILE_35658"}
    table, _ = read_text(tmp_path, NAME, geojson([one, feature({"n": "y"}, POINT)]))
    assert table.column("id").tolist() == ["APP_ORTSTEILE_35658", ""]
    table, _ = read_text(tmp_path, NAME, geojson([{**feature({"id": "7"}, POINT), "id": "fid-1"}]))
    assert table.column("id").tolist() == ["7"]


def test_an_unknown_crs_member_is_refused_unless_the_project_states_one(tmp_path: Path) -> None:
    content = of(POINT).replace("urn:ogc:def:crs:EPSG::25832", "Gemeindenetz")
    problem = refusal(tmp_path, NAME, content)
    assert (problem.code, problem.value) == (Code.FILE_CRS_UNKNOWN, "Gemeindenetz")
    assert at(read_text(tmp_path, NAME, content, crs="EPSG:25832")[0]) == [(250, 250)]


def test_encodings_of_offices_are_understood(tmp_path: Path) -> None:
    text = geojson([feature({"NAME": "Süd"}, POINT)])
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        (tmp_path / NAME).write_bytes(text.encode(encoding))
        assert read_file(tmp_path, NAME)[0].column("NAME").tolist() == ["Süd"]


@pytest.mark.parametrize(
    ("content", "code", "value"),
    [
        ('{"type": "Topology", "objects": {}, "arcs": []}', Code.CONTENT_KIND, "Topology"),
        ('{"type": "wfs", "url": "http://127.0.0.1/"}', Code.CONTENT_KIND, "wfs"),
        ('{"stac_version": "1.0.0", "features": 3}', Code.CONTENT_KIND, "–"),
        ('{"a": [1]}', Code.CONTENT_KIND, "–"),
        ('{"type": "FeatureCollection"}', Code.VECTOR_UNREADABLE, None),
        ('{"type": "FeatureCollection", "features": []}', Code.NO_ROWS, None),
        ('{"type": "FeatureCollection", "features": [', Code.VECTOR_UNREADABLE, None),
        ('{"a": ' * 100_000, Code.VECTOR_UNREADABLE, None),
        ('{"type":"Feature","geometry":null}\n{"type":"Feature","geometry":null}\n', Code.JSON_LINES, None),
    ],
)
def test_other_json_is_refused_by_what_it_is(content: str, code: Code, value: str | None, tmp_path: Path) -> None:
    problem = refusal(tmp_path, NAME, content)
    assert (problem.code, problem.value) == (code, value)


def test_deep_collections_are_refused_and_do_not_break_the_program(tmp_path: Path) -> None:
    deep = '{"type": "GeometryCollection", "geometries": [' * 450 + "]}" * 450
    assert refusal(tmp_path, NAME, deep).code == Code.VECTOR_UNREADABLE


def test_too_many_vertices_are_refused_with_the_limit(tmp_path: Path) -> None:
    content = geojson(quarters())
    assert m2(read_text(tmp_path, NAME, content, max_vertices=20)[0]) == [1_000_000] * 4
    for limit in (19, 3):  # counted, and seen before anything is parsed
        problem = refusal(tmp_path, NAME, content, max_vertices=limit)
        assert (problem.code, problem.fields["limit"]) == (Code.TOO_MANY_VERTICES, str(limit))


@given(st.permutations(range(4)))
def test_the_order_of_features_decides_nothing(order: list[int]) -> None:
    every = [{**one, "id": str(place)} for place, one in enumerate(quarters())]
    shuffled = geojson_features("a", {"type": "FeatureCollection", "features": [every[place] for place in order]}, 99)
    straight = geojson_features("a", {"type": "FeatureCollection", "features": every}, 99)
    for place, attributes in zip(order, shuffled.attributes, strict=True):
        assert straight.attributes[place] == attributes
    assert [shape.wkb for shape in shuffled.shapes] == [straight.shapes[place].wkb for place in order]
    assert straight.assumed == LON_LAT


def test_nothing_is_drawn_of_nothing() -> None:
    shapes, problems = drawn("a", [None, Parts()], 3)
    assert (list(shapes), problems) == ([None, None], ())


def test_a_warning_has_the_row_of_its_feature(tmp_path: Path) -> None:
    bad = {"type": "Polygon", "coordinates": [RING[:4]]}
    _, problems = read_text(tmp_path, NAME, geojson([*quarters(), feature({}, bad)]))
    assert (codes(problems), problems[0].row) == ([Code.RING_OPEN], 6)

"""Esri JSON and Overpass JSON, each as a server hands it out."""

import json
from pathlib import Path
from typing import Any

import pytest
from cities import SOUTH, WEST
from sources.vector_files import CORNERS, at, codes, degrees, m2, read_text, refusal

from sozialraum.model.codes import Code
from sozialraum.model.intake import Aside

NAME = "a.json"
UTM = {"wkid": 102_329, "latestWkid": 25_832}
CLOCKWISE = [list(corner) for corner in reversed(CORNERS)]


def esri(*features: Any, **more: Any) -> str:
    return json.dumps({"displayFieldName": "NAME", "spatialReference": UTM, **more, "features": features})


def clockwise(east: float, north: float, side: float) -> list[list[float]]:
    """A square, metres from the south-west corner of the city."""
    x, y = WEST + east, SOUTH + north
    return [[x, y], [x, y + side], [x + side, y + side], [x + side, y], [x, y]]


def test_points_with_attributes_beside_them_as_koeln_has_them(tmp_path: Path) -> None:
    lon, lat = degrees([(WEST + 250, SOUTH + 250)])[0]
    content = esri(
        {"attributes": {"NUMMER": 7, "NAME": "Schule Süd", "TRAEGER": None}, "geometry": {"x": lon, "y": lat}},
        {"attributes": {"NUMMER": 8, "NAME": "Ohne Ort"}},
        {"attributes": {"NUMMER": 9}, "geometry": {"x": "NaN", "y": "NaN"}},
        spatialReference={"wkid": 4326},
        geometryType="esriGeometryPoint",
    )
    table, problems = read_text(tmp_path, NAME, content)
    assert not problems
    assert at(table) == [(250, 250), None, None]
    assert table.cells.to_numpy().tolist() == [["7", "Schule Süd", ""], ["8", "Ohne Ort", ""], ["9", "", ""]]


@pytest.mark.parametrize(
    ("reference", "shift"),
    [
        (UTM, 0),
        ({"wkid": 25_832}, 0),
        ({"wkid": 102_329}, 32_000_000),
        ({"wkid": 4647}, 32_000_000),
        ({"wkid": 999_999, "latestWkid": 4647}, 32_000_000),
    ],
)
def test_a_system_is_known_by_either_of_its_numbers(reference: dict[str, int], shift: int, tmp_path: Path) -> None:
    place = {"x": WEST + 250 + shift, "y": SOUTH + 250}
    table, problems = read_text(
        tmp_path, NAME, esri({"attributes": {}, "geometry": place}, spatialReference=reference)
    )
    assert (at(table), problems) == ([(250, 250)], [])
    inner = esri({"attributes": {}, "geometry": {**place, "spatialReference": reference}}, spatialReference=None)
    assert at(read_text(tmp_path, NAME, inner)[0]) == [(250, 250)]


def test_an_unknown_number_is_refused(tmp_path: Path) -> None:
    content = esri({"attributes": {}, "geometry": {"x": 1, "y": 2}}, spatialReference={"wkid": 999_999})
    problem = refusal(tmp_path, NAME, content)
    assert (problem.code, problem.value) == (Code.FILE_CRS_UNKNOWN, "999999")
    silent = esri({"attributes": {}, "geometry": {"x": WEST, "y": SOUTH}}, spatialReference=None)
    problem = refusal(tmp_path, NAME, silent)
    assert problem.code == Code.CRS_MISSING
    assert "EPSG:25832" in problem.fields["fits"]


def test_rings_of_one_list_are_areas_and_holes(tmp_path: Path) -> None:
    far, hole, island = clockwise(5000, 0, 1000), clockwise(100, 100, 100)[::-1], clockwise(120, 120, 10)
    content = esri(
        {"attributes": {"N": "one"}, "geometry": {"rings": [CLOCKWISE]}},
        {"attributes": {"N": "two and a hole"}, "geometry": {"rings": [far, hole, CLOCKWISE]}},
        {"attributes": {"N": "turned"}, "geometry": {"rings": [CLOCKWISE[::-1]]}},
        {"attributes": {"N": "island in the hole"}, "geometry": {"rings": [CLOCKWISE, hole, island]}},
        {"attributes": {"N": "empty"}, "geometry": {"rings": []}},
    )
    table, problems = read_text(tmp_path, NAME, content)
    assert m2(table) == [1_000_000, 1_990_000, 1_000_000, 990_100, None]
    assert not problems


def test_dates_are_written_as_dates(tmp_path: Path) -> None:
    fields = [{"name": "SEIT", "type": "esriFieldTypeDate"}, {"name": "NR", "type": "esriFieldTypeInteger"}]
    rows = [{"attributes": {"SEIT": moment, "NR": 5}} for moment in (1_325_376_000_000, 1_325_379_600_000, None)]
    table, _ = read_text(tmp_path, NAME, esri(*rows, fields=fields))
    assert table.column("SEIT").tolist() == ["2012-01-01", "2012-01-01T01:00:00", ""]
    assert table.column("NR").tolist() == ["5", "5", "5"]


def test_curves_are_refused_with_their_row(tmp_path: Path) -> None:
    content = esri({"attributes": {}, "geometry": {"curveRings": [[[0, 0], {"c": [[3, 3], [1, 4]]}]]}})
    problem = refusal(tmp_path, NAME, content)
    assert (problem.code, problem.row, problem.value) == (Code.GEOMETRY_UNREADABLE, 2, "curveRings")


def overpass(*elements: dict[str, Any]) -> str:
    return json.dumps({"version": 0.6, "generator": "Overpass API", "elements": elements})


def test_elements_of_a_query_become_points_and_areas(tmp_path: Path) -> None:
    """As Leipzig's list of day-care centres: nodes, ways by their nodes, by `center` or by `geometry`."""
    corners = degrees(CORNERS)
    nodes = [{"type": "node", "id": n, "lon": lon, "lat": lat} for n, (lon, lat) in enumerate(corners[:4])]
    lon, lat = degrees([(WEST + 250, SOUTH + 250)])[0]
    kita = {"amenity": "kindergarten"}
    geometry = [{"lon": lon, "lat": lat} for lon, lat in corners]
    content = overpass(
        {"type": "node", "id": 10, "lon": lon, "lat": lat, "tags": {**kita, "name": "Kita Süd"}},
        {"type": "way", "id": 10, "nodes": [0, 1, 2, 3, 0], "tags": kita},
        {"type": "way", "id": 11, "geometry": geometry, "tags": kita},
        {"type": "way", "id": 12, "center": {"lon": lon, "lat": lat}, "nodes": [98, 99], "tags": kita},
        {"type": "relation", "id": 13, "members": [], "tags": kita},
        *nodes,
    )
    table, problems = read_text(tmp_path, NAME, content)
    assert not problems
    assert table.column("@id").tolist() == ["node/10", "way/10", "way/11", "way/12", "relation/13"]
    assert table.column("name").tolist() == ["Kita Süd", "", "", "", ""]
    assert at(table) == [(250, 250), (500, 500), (500, 500), (250, 250), None]
    assert m2(table) == [0, 1_000_000, 1_000_000, 0, None]
    assert table.aside == dict.fromkeys(range(7, 11), Aside.NOT_ASKED_FOR)


@pytest.mark.parametrize(
    "odd",
    [
        {"type": "node", "id": 1, "lon": "x", "lat": 51},
        {"type": "node", "id": 1},
        {"id": 1},
        {"type": "way", "id": 1, "geometry": [{"lon": 9}]},
        {"type": "way", "id": 1, "nodes": [[]]},
    ],
)
def test_odd_elements_are_refused_with_their_row(odd: dict[str, Any], tmp_path: Path) -> None:
    problem = refusal(tmp_path, NAME, overpass(odd))
    assert (problem.code, problem.row) == (Code.GEOMETRY_UNREADABLE, 2)


def test_no_elements_are_no_rows(tmp_path: Path) -> None:
    assert refusal(tmp_path, NAME, overpass()).code == Code.NO_ROWS
    assert codes([refusal(tmp_path, NAME, esri())]) == [Code.NO_ROWS]

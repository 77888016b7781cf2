"""A network as lines, as a graph and as tables: the same ways give the same network."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import networkx as nx
import numpy as np
import pyproj
import pytest
import shapely
from cities import CRS, SOUTH, WEST, write_city
from sources.network.ways import (
    EDGE_COLUMNS,
    EDGES,
    NODE_FILE,
    NODES,
    RING,
    RING_LINE,
    geojson,
    in_degrees,
    osm,
    ring,
    with_network,
    with_tables,
)

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.intake import Intake
from sozialraum.model.network import Network
from sozialraum.sources.areas.boundaries import Boundaries, read_boundaries
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.network.checks import far_problem
from sozialraum.sources.network.everything import read_network
from sozialraum.sources.network.pieces import Around, Pieces
from sozialraum.sources.project import read_project

Read = tuple[Network | None, dict[str, Intake], dict[Code, Problem]]


@cache
def drawn_city() -> Boundaries:
    """The areas of the city, which no network changes."""
    with TemporaryDirectory() as folder:
        return read_boundaries(read_project(write_city(Path(folder))))[0]


def read(project: Path) -> Read:
    folder, boundaries = read_project(project), drawn_city()
    network, intakes, problems = read_network(folder, boundaries.areas, boundaries.outline)
    assert all(one.rows == one.used + sum(one.listed.values()) for one in intakes)
    return network, {one.entry: one for one in intakes}, {Code(problem.code): problem for problem in problems}


def is_ring(network: Network | None, within_m: float = 1e-6) -> bool:
    assert network is not None
    corners = np.array([(WEST + x, SOUTH + y) for x, y in RING.values()])
    apart = np.linalg.norm(network.nodes[:, None] - corners, axis=2)
    number = apart.argmin(axis=1)
    return (
        sorted(number.tolist()) == [0, 1, 2, 3]
        and bool((apart.min(axis=1) <= within_m).all())
        and {frozenset(pair) for pair in number[network.edges].tolist()}
        == {frozenset(pair) for pair in ((0, 1), (1, 2), (2, 3), (3, 0))}
        and np.allclose(network.length_m, 1800, rtol=0, atol=2 * within_m)
        and network.source_id == "geo"
    )


def graphml(drawn: bool) -> str:
    """The ring in degrees as programs for street networks write it: each way twice, once for each direction."""
    graph: nx.MultiDiGraph = nx.MultiDiGraph(crs="epsg:4326", created_with="test")
    for id_, (lon, lat) in zip(RING, in_degrees(list(RING.values())), strict=True):
        graph.add_node(id_, x=str(lon), y=str(lat))
    for one, other in ((1, 2), (2, 3), (3, 4), (4, 1)):
        line = shapely.LineString(in_degrees([RING[one], RING[other]]))
        for start, end in ((one, other), (other, one)):
            shape = {"geometry": str(line)} if drawn else {}
            graph.add_edge(start, end, osmid="7", length="1800", **shape)
    return "\n".join(nx.generate_graphml(graph))


@pytest.mark.parametrize("drawn", [True, False])
def test_a_graph_is_a_network_whether_its_edges_are_drawn_or_not(tmp_path: Path, drawn: bool) -> None:
    network, intakes, problems = read(with_network(tmp_path, "wege.graphml", graphml(drawn)))
    assert is_ring(network, 0.01)
    assert (intakes["network"].rows, intakes["network"].used) == (8, 8)
    assert problems == {}


def test_a_graph_that_is_none_or_names_other_nodes_is_refused(tmp_path: Path) -> None:
    damaged = graphml(drawn=False).replace('target="4"', 'target="44"')
    _, intakes, problems = read(with_network(tmp_path / "a", "wege.graphml", damaged))
    assert set(problems) == {Code.NODE_UNKNOWN}
    assert (problems[Code.NODE_UNKNOWN].value, problems[Code.NODE_UNKNOWN].fields["count"]) == ("44", "2")
    assert intakes["network"].rows == 0
    entities = graphml(drawn=False).replace("<graphml", '<!DOCTYPE g [<!ENTITY a "b">]><graphml', 1)
    assert set(read(with_network(tmp_path / "b", "wege.graphml", entities))[2]) == {Code.XML_DEFINITIONS}
    assert set(read(with_network(tmp_path / "c", "wege.graphml", "<kml></kml>"))[2]) == {Code.CONTENT_KIND}
    broken = graphml(drawn=True).replace("LINESTRING (", "LINESTRING (x ", 1)
    assert set(read(with_network(tmp_path / "d", "wege.graphml", broken))[2]) == {Code.GEOMETRY_UNREADABLE}


@pytest.mark.parametrize("kind", ["gpkg", "shp", "geojson", "degrees"])
def test_lines_are_a_network_in_any_coordinate_system(tmp_path: Path, kind: str) -> None:
    text = geojson(RING_LINE, "EPSG:4326" if kind == "degrees" else CRS)
    if kind in {"geojson", "degrees"}:
        project = with_network(tmp_path, "wege.geojson", text)
    else:
        lines = gpd.read_file(text)
        project = with_network(tmp_path, f"wege.{kind}", "")
        lines.to_file(tmp_path / "network" / f"wege.{kind}")
    network, intakes, problems = read(project)
    assert is_ring(network, 0.01 if kind == "degrees" else 1e-6)
    assert problems == {}
    assert intakes["network"].used == 1


def test_lines_are_joined_at_their_vertices_and_not_where_they_cross(tmp_path: Path) -> None:
    cross = [[(100, 1000), (1900, 1000)], [(1000, 100), (1000, 1900)]]
    _, _, problems = read(with_network(tmp_path / "a", "wege.geojson", geojson(cross)))
    assert problems[Code.NETWORK_IN_PARTS].fields == {"count": "2", "metres": "1800", "share": "50"}
    met = [[(100, 1000), (1000, 1000.004), (1900, 1000)], [(1000, 100), (1000, 1000), (1000, 1900)]]
    network, _, problems = read(with_network(tmp_path / "b", "wege.geojson", geojson(met)))
    assert problems == {}
    assert network is not None
    assert len(network.edges) == 4


def test_a_table_of_edges_is_a_network_and_each_row_has_its_place(tmp_path: Path) -> None:
    network, intakes, problems = read(with_tables(tmp_path / "a"))
    assert is_ring(network)
    assert problems == {}
    further = f"{EDGES}4;1;2500\n3;3;20\n1;3;5000\n3;1;3000,5\n5;6;50\n"
    nodes = (
        f"{NODES}5;{WEST + 90_000};{SOUTH}\n6;{WEST + 90_050};{SOUTH}\n7;{WEST};{SOUTH}\n8;;\n"
        f"1;{WEST + 100};{SOUTH + 100}\n"
    )
    network, intakes, problems = read(with_tables(tmp_path / "b", nodes, further))
    assert problems == {}
    assert network is not None
    assert network.length_m.tolist() == [1800, 1800, 3000.5, 1800, 1800]
    account = intakes["network"]
    assert (account.used, dict(account.listed)) == (
        5,
        {"drawn_twice": 2, "far_away": 1, "heading": 1, "leads_nowhere": 1},
    )
    assert dict(intakes["network.nodes"].listed) == {"drawn_twice": 1, "heading": 1, "without_way": 4}


def test_the_order_of_the_rows_decides_nothing(tmp_path: Path) -> None:
    def reversed_rows(text: str) -> str:
        head, *rows = text.splitlines()
        return "\n".join([head, *reversed(rows)]) + "\n"

    assert is_ring(read(with_tables(tmp_path, reversed_rows(NODES), reversed_rows(EDGES)))[0])


def test_lengths_are_kept_where_they_can_be_true(tmp_path: Path) -> None:
    edges = "VON;NACH;LAENGE\n1;2;1799,8\n2;3;1700\n3;4;2200\n4;1;\n"
    network, _, problems = read(with_tables(tmp_path / "a", edges=edges))
    assert network is not None
    assert dict(zip(map(tuple, network.edges.tolist()), network.length_m.tolist(), strict=True)) == {
        (0, 1): 1800,  # 4-1, nothing stated
        (0, 2): 1800,  # 1-2, rounded by 20 cm, which is not told
        (1, 3): 2200,  # 3-4, longer than straight
        (2, 3): 1800,  # 2-3, cannot be
    }
    told = problems[Code.EDGE_LENGTH_SHORT]
    assert (told.row, told.value, dict(told.fields)) == (3, "1700", {"count": "2", "straight": "1800"})
    for factor, name in ((100, "centimetres"), (0.001, "kilometres")):
        wrong = "VON;NACH;LAENGE\n" + "".join(f"{i};{i % 4 + 1};{1800 * factor:g}\n" for i in range(1, 5))
        found = read(with_tables(tmp_path / name, edges=wrong.replace(".", ",")))[2]
        assert set(found) == {Code.EDGE_LENGTH_UNFIT}
        assert found[Code.EDGE_LENGTH_UNFIT].fields["count"] == "4"
    without = EDGE_COLUMNS.replace(', length_m = "LAENGE"', "")
    assert is_ring(read(with_tables(tmp_path / "d", edges=edges, settings=without + NODE_FILE))[0])


def test_lengths_and_pieces_that_can_hardly_be_are_told_and_counted(tmp_path: Path) -> None:
    long = EDGES.replace("3;4;1800", "3;4;180000")
    network, _, problems = read(with_tables(tmp_path / "a", edges=long))
    assert network is not None
    assert network.length_m.max() == 180_000
    (problem,) = problems.values()
    assert (problem.code, problem.row, problem.value) == (Code.EDGE_LENGTH_LONG, 4, "180000")
    assert dict(problem.fields) == {"count": "1", "straight": "1800"}
    # a digit too many in one vertex: 3-4 and 4-1 lead 18 km north
    strayed = [[RING[1], RING[2], RING[3], (100, 19_000), RING[1]]]
    _, _, problems = read(with_network(tmp_path / "b", "wege.geojson", geojson(strayed)))
    assert (problems[Code.EDGE_LENGTH_LONG].row, problems[Code.EDGE_LENGTH_LONG].fields["count"]) == (2, "2")


def test_a_few_centimetres_between_nodes_are_not_told_as_none(tmp_path: Path) -> None:
    nodes = f"{NODES}5;{WEST + 100};{SOUTH + 99}.4\n"
    _, _, problems = read(with_tables(tmp_path, nodes.replace(".", ","), f"{EDGES}1;5;-1\n"))
    assert problems[Code.EDGE_LENGTH_UNFIT].fields["straight"] == "0.6"


def test_a_length_left_empty_is_told_as_empty(tmp_path: Path) -> None:
    _, _, problems = read(with_tables(tmp_path, edges=EDGES.replace("3;4;1800", "3;4;")))
    assert problems[Code.EDGE_LENGTH_SHORT].value == '""'


def test_places_of_a_graph_that_are_no_numbers_are_told_by_their_nodes(tmp_path: Path) -> None:
    lon = str(in_degrees([RING[4]])[0][0])
    for wrong in ("nan", "inf"):
        _, _, problems = read(with_network(tmp_path / wrong, "wege.graphml", graphml(False).replace(lon, wrong)))
        assert problems[Code.NODE_UNKNOWN].value == "4"


def test_many_unknown_nodes_have_one_reason(tmp_path: Path) -> None:
    """Ids written as decimals: 1.0 to 11.0, none of which is a node."""
    edges = "VON;NACH;LAENGE\n" + "".join(f"{i}.0;{i + 1}.0;10\n" for i in range(1, 11))
    _, _, problems = read(with_tables(tmp_path, edges=edges))
    (problem,) = problems.values()
    assert (problem.code, problem.row, problem.value) == (Code.NODES_UNKNOWN, 2, "1.0")
    assert problem.fields["count"] == "11"


def test_a_kind_of_file_that_is_no_network_is_refused_with_those_that_are(tmp_path: Path) -> None:
    _, _, problems = read(with_network(tmp_path, "wege.xyz", "1 2 3"))
    assert {".osm.pbf", ".osm.gz", ".graphml", ".gpkg"} <= set(
        problems[Code.FILE_KIND].fields["expected"].split(", ")
    )


def test_a_length_that_is_no_number_is_refused(tmp_path: Path) -> None:
    _, _, problems = read(with_tables(tmp_path, edges=EDGES.replace("3;4;1800", "3;4;weit")))
    assert (problems[Code.NOT_A_NUMBER].row, problems[Code.NOT_A_NUMBER].value) == (4, "weit")


def test_only_the_rows_that_are_asked_for_are_ways(tmp_path: Path) -> None:
    edges = (
        "VON;NACH;LAENGE;ART\n" + "".join(f"{row};Weg\n" for row in EDGES.splitlines()[1:]) + "1;3;3000;Autobahn\n"
    )
    settings = f'unless = {{ ART = "Autobahn" }}\n{EDGE_COLUMNS}{NODE_FILE}'
    network, intakes, _ = read(with_tables(tmp_path, edges=edges, settings=settings))
    assert is_ring(network)
    assert intakes["network"].listed["not_asked_for"] == 1


def test_a_network_read_in_the_wrong_zone_is_told_with_the_right_one(tmp_path: Path) -> None:
    wrong = NODE_FILE.replace("25832", "25833")
    network, _, problems = read(with_tables(tmp_path, settings=EDGE_COLUMNS + wrong))
    assert network is None
    assert set(problems) == {Code.CRS_IMPLAUSIBLE}
    assert "EPSG:25832" in problems[Code.CRS_IMPLAUSIBLE].fields["fits"]


def test_a_network_that_could_lie_there_but_is_far_from_the_city_is_told_with_the_right_system() -> None:
    # farther west the wrong zone leads to a place in Germany, so that only the city tells
    east, north = 400_000.0, 5_700_000.0
    city = pyproj.CRS(CRS)
    moved = pyproj.Transformer.from_crs("EPSG:25833", city, always_xy=True).transform(east, north)
    read_there = Pieces(
        np.empty((0, 2)), np.empty((0, 2)), np.empty(0), True, [], [], np.array([moved]), "EPSG:25833"
    )
    told = far_problem("wege.gpkg", read_there, Around(east - 1e4, north - 1e4, east + 1e4, north + 1e4), city)
    assert (told.code, told.value) == (Code.NETWORK_ELSEWHERE, "EPSG:25833")
    assert told.fields["fits"] == "EPSG:25832"
    assert 400 < int(told.fields["km"]) < 430


def test_an_extract_of_another_town_is_told_with_the_distance(tmp_path: Path) -> None:
    far = osm({1: (300_000, 0), 2: (300_500, 0)}, {7: ([1, 2], "highway=path")})
    network, intakes, problems = read(with_network(tmp_path, "wege.osm", far))
    assert network is None
    assert intakes["network"].listed == {"far_away": 1}
    assert problems[Code.NETWORK_ELSEWHERE].fields == {"km": "299", "fits": "–"}


def test_areas_without_any_way_are_named(tmp_path: Path) -> None:
    _, _, problems = read(with_tables(tmp_path, edges="VON;NACH;LAENGE\n1;2;1800\n"))
    assert problems[Code.NETWORK_LEAVES_OUT].fields == {"count": "2", "known": "Mitte, Nord"}


def test_a_city_without_network_has_none_and_one_with_a_network_hands_it_on(tmp_path: Path) -> None:
    inputs = read_inputs(read_project(with_network(tmp_path / "a", "wege.osm", ring())))
    assert is_ring(inputs.network, 0.02)
    assert [one.entry for one in inputs.intakes if one.entry.startswith("network")] == ["network"]
    bare = with_network(tmp_path / "b", "wege.osm", ring())
    bare.write_text(bare.read_text().replace('[network]\nfile = "network/wege.osm"\nsource = "geo"\n', ""))
    assert read(bare)[0] is None


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        (f'{EDGE_COLUMNS}crs = "EPSG:25832"\n{NODE_FILE}', "network.crs"),
        (f'{EDGE_COLUMNS}{NODE_FILE}\n[network.ways.closed]\nfoot = ["no"]\n', "network.ways"),
    ],
)
def test_a_setting_that_such_a_file_does_not_heed_is_told(tmp_path: Path, settings: str, place: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_project(with_tables(tmp_path, settings=settings))
    assert [(one.code, one.column) for one in refusal.value.problems] == [(Code.SETTING_WITHOUT_EFFECT, place)]

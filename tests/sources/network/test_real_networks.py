"""Real extracts of OpenStreetMap beside a count that shares no code with the reader."""

import gzip
from pathlib import Path

import networkx as nx
import osmium
import pyproj
import pytest
from defusedxml.ElementTree import fromstring

from sozialraum.model.network import Network
from sozialraum.model.network_file import NetworkFile
from sozialraum.sources.files import CityFiles
from sozialraum.sources.network.joining import joined, parts_of
from sozialraum.sources.network.osm import read_osm

EXTRACTS = Path("../shared/data/osm")
ON_FOOT = {
    "footway",
    "pedestrian",
    "path",
    "steps",
    "living_street",
    "residential",
    "unclassified",
    "service",
    "road",
}
ON_FOOT |= {"track", "platform"}
ON_FOOT |= {f"{kind}{link}" for kind in ("primary", "secondary", "tertiary") for link in ("", "_link")}
YES = {"yes", "designated", "official", "permissive", "destination", "customers"}
NO = {"no", "private", "use_sidepath"}


def network(folder: Path, file: str) -> tuple[Network, int]:
    pieces = read_osm(NetworkFile(file=file, source="osm"), CityFiles((folder,), pyproj.CRS("EPSG:25832")), None)
    return joined(pieces, "osm"), pieces.intakes[0].used


def counted(text: bytes) -> tuple[int, int, int, int, float]:
    """Ways, nodes, edges, parts and kilometres, way by way."""
    root = fromstring(text)
    to_city = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:25832", always_xy=True)
    places = {node.get("id"): (float(node.get("lon")), float(node.get("lat"))) for node in root.iter("node")}
    graph: nx.Graph = nx.Graph()
    ways = 0
    for way in root.iter("way"):
        tags = {tag.get("k"): tag.get("v") for tag in way.iter("tag")}
        foot = tags.get("foot")
        walked = tags.get("highway") in ON_FOOT or "platform" in {tags.get("railway"), tags.get("public_transport")}
        walked = walked or (tags.get("highway") in {"cycleway", "bridleway", "trunk"} and foot in YES)
        closed = foot in NO or (tags.get("access") in {"no", "private"} and foot not in YES)
        if not walked or closed or tags.get("motorroad") == "yes":
            continue
        ways += 1
        nx.add_path(graph, [node.get("ref") for node in way.iter("nd")])
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    points = {node: to_city.transform(*places[node]) for node in graph}
    metres = sum(
        ((points[one][0] - points[other][0]) ** 2 + (points[one][1] - points[other][1]) ** 2) ** 0.5
        for one, other in graph.edges
    )
    return ways, len(graph), graph.number_of_edges(), nx.number_connected_components(graph), metres / 1000


@pytest.mark.parametrize(
    ("file", "ways", "nodes", "edges", "parts"),
    [
        ("krautsand.osm.gz", 10, 159, 155, 4),
        ("bautzen.osm", 26, 187, 189, 2),
        ("Laufamholzstrasse.osm.xml", 45, 250, 261, 1),
        ("berlin-siegessaeule.osm.gz", 116, 883, 931, 4),
    ],
)
def test_an_extract_has_the_ways_that_are_counted_by_hand(
    file: str, ways: int, nodes: int, edges: int, parts: int
) -> None:
    content = (EXTRACTS / file).read_bytes()
    *by_hand, kilometres = counted(gzip.decompress(content) if file.endswith(".gz") else content)
    found, used = network(EXTRACTS, file)
    assert by_hand == [ways, nodes, edges, parts]
    assert [used, len(found.nodes), len(found.edges), len(set(parts_of(found).tolist()))] == by_hand
    assert found.length_m.sum() / 1000 == pytest.approx(kilometres, rel=1e-12)


def test_the_binary_form_of_an_extract_gives_the_same_network(tmp_path: Path) -> None:
    with osmium.SimpleWriter(str(tmp_path / "krautsand.osm.pbf")) as writer:
        for entity in osmium.FileProcessor(str(EXTRACTS / "krautsand.osm.gz")):
            writer.add(entity)
    packed, _ = network(tmp_path, "krautsand.osm.pbf")
    plain, _ = network(EXTRACTS, "krautsand.osm.gz")
    assert (packed.nodes == plain.nodes).all()
    assert (packed.edges == plain.edges).all()


@pytest.mark.slow
def test_a_town_and_a_country_are_read_whole() -> None:
    town, ways = network(EXTRACTS, "north-bayreuth.osm.gz")
    assert (ways, len(town.nodes), len(town.edges)) == (1877, 13_115, 13_832)
    country, ways = network(EXTRACTS, "andorra.osm.pbf")
    assert (ways, len(country.nodes), len(country.edges)) == (1504, 37_464, 37_794)

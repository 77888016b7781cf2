"""Walking networks written for tests, in every kind of file; places in metres from the corner of the city.

The city is that of tests/cities.py: four squares of 1 km, north up, its corner at (WEST, SOUTH).
"""

import gzip
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import cities
import geopandas as gpd
import pyproj
import shapely
from cities import CRS, SOUTH, WEST, write_city

from sozialraum.model.codes import Code

Break = Callable[[Path], Path]
Place = tuple[float, float]
Way = tuple[Sequence[int], str]  # nodes, and "key=value key=value"

TOML = "projekt.toml"
# a ring through all four squares, 1800 m along each side
RING: dict[int, Place] = {1: (100, 100), 2: (1900, 100), 3: (1900, 1900), 4: (100, 1900)}
NODES = "ID;X;Y\n" + "".join(f"{id_};{WEST + x:.0f};{SOUTH + y:.0f}\n" for id_, (x, y) in RING.items())
EDGES = "VON;NACH;LAENGE\n1;2;1800\n2;3;1800\n3;4;1800\n4;1;1800\n"
EDGE_COLUMNS = 'columns = { from_node = "VON", to_node = "NACH", length_m = "LAENGE" }\n'
NODE_FILE = """
[network.nodes]
file = "network/nodes.csv"
columns = { node = "ID", x = "X", y = "Y" }
crs = "EPSG:25832"
"""


def with_network(
    folder: Path, file: str, content: str | bytes, settings: str = "", add: Mapping[str, str | bytes] | None = None
) -> Path:
    """The city with a network in a file."""
    section = f'[network]\nfile = "network/{file}"\nsource = "geo"\n{settings}\n'
    return write_city(
        folder,
        replace={TOML: {"[disclosure.": f"{section}[disclosure."}},
        add={f"network/{file}": content, **(add or {})},
    )


def with_tables(
    folder: Path, nodes: str = NODES, edges: str = EDGES, settings: str = EDGE_COLUMNS + NODE_FILE
) -> Path:
    """The city with a network of two tables."""
    return with_network(folder, "edges.csv", edges, settings, {"network/nodes.csv": nodes})


def in_degrees(places: Sequence[Place]) -> list[Place]:
    to_degrees = pyproj.Transformer.from_crs(CRS, "EPSG:4326", always_xy=True)
    return [to_degrees.transform(WEST + x, SOUTH + y) for x, y in places]


def osm(nodes: Mapping[int, Place], ways: Mapping[int, Way], relations: str = "") -> str:
    """An extract of OpenStreetMap as XML."""
    placed = zip(nodes, in_degrees(list(nodes.values())), strict=True)
    lines = [f'<node id="{id_}" version="1" lat="{lat:.7f}" lon="{lon:.7f}"/>' for id_, (lon, lat) in placed]
    for id_, (refs, tags) in ways.items():
        nds = "".join(f'<nd ref="{ref}"/>' for ref in refs)
        pairs = [tag.split("=") for tag in tags.split()]
        said = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in pairs)
        lines.append(f'<way id="{id_}" version="1">{nds}{said}</way>')
    return '<?xml version="1.0"?>\n<osm version="0.6">\n' + "\n".join(lines) + f"\n{relations}</osm>\n"


def ring(tags: str = "highway=residential") -> str:
    return osm(RING, {7: ([1, 2, 3, 4, 1], tags)})


def geojson(lines: Sequence[Sequence[Place]], crs: str = CRS) -> str:
    """Lines as GeoJSON with a coordinate system."""
    shapes = [shapely.LineString([(WEST + x, SOUTH + y) for x, y in line]) for line in lines]
    frame = gpd.GeoDataFrame({"art": ["Weg"] * len(shapes)}, geometry=shapes, crs=CRS).to_crs(crs)
    return str(frame.to_json(to_wgs84=False, drop_id=True, show_bbox=False))


RING_LINE: list[list[Place]] = [[RING[1], RING[2], RING[3], RING[4], RING[1]]]


def _osm(content: str | bytes, file: str = "wege.osm") -> Break:
    return lambda folder: with_network(folder, file, content)


def _tables(**texts: str) -> Break:
    return lambda folder: with_tables(folder, **texts)


SMALL = osm({1: (800, 800), 2: (1200, 1200), 3: (800, 1200), 4: (1200, 800)}, {7: ([1, 2, 3, 4], "highway=path")})
BROKEN_NETWORKS: Mapping[Code, Break] = {
    Code.NETWORK_NEEDS_NODES: _tables(settings=EDGE_COLUMNS),
    Code.OSM_UNREADABLE: _osm(gzip.compress(ring().encode())[:-20], "wege.osm.gz"),
    Code.NETWORK_EMPTY: _osm(ring("building=yes")),
    Code.NETWORK_NOT_LINES: lambda folder: with_network(folder, "wege.geojson", cities.geojson(cities.quarters())),
    Code.NETWORK_ELSEWHERE: _tables(nodes=NODES.replace(";57", ";55")),
    Code.NETWORK_NOT_COVERING: _osm(SMALL),
    Code.NETWORK_LEAVES_OUT: _tables(edges="VON;NACH;LAENGE\n1;2;1800\n"),
    Code.NETWORK_IN_PARTS: _tables(edges="VON;NACH;LAENGE\n1;2;1800\n3;4;1800\n"),
    Code.WAY_ONE_WAY: _osm(ring("highway=footway oneway:foot=yes")),
    Code.NODE_UNKNOWN: _tables(edges=f"{EDGES}4;9;10\n"),
    Code.NODE_REPEATED: _tables(nodes=f"{NODES}4;{WEST};{SOUTH}\n"),
    Code.EDGE_LENGTH_UNFIT: _tables(edges=EDGES.replace("3;4;1800", "3;4;-1800")),
    Code.EDGE_LENGTH_SHORT: _tables(edges=EDGES.replace("3;4;1800", "3;4;900")),
    Code.EDGE_LENGTH_LONG: _tables(edges=EDGES.replace("3;4;1800", "3;4;180000")),
    Code.NODES_UNKNOWN: _tables(edges="VON;NACH;LAENGE\n" + "".join(f"{i}.0;{i + 1}.0;10\n" for i in range(1, 12))),
    Code.WAY_CUT: _osm(osm(RING, {7: ([1, 2, 3, 4, 99], "highway=path")})),
}

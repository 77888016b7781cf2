"""Addresses of Essen and streets of Bayreuth, beside geopandas and networkx."""

import re
from functools import cache
from pathlib import Path

import geopandas as gpd
import networkx as nx
import numpy as np
import pyproj
import pytest
import shapely

from sozialraum.analysis.access import area_join
from sozialraum.analysis.access.area_join import areas_of
from sozialraum.analysis.access.reach_areas import walking_areas
from sozialraum.analysis.access.straight import nearest
from sozialraum.analysis.access.walking import components, walking_nearest, walking_pairs
from sozialraum.model.network import Network
from sozialraum.model.network_file import NetworkFile
from sozialraum.sources.files import CityFiles
from sozialraum.sources.network.joining import joined
from sozialraum.sources.network.osm import read_osm

DATA = Path("../shared/data")
POSITION = re.compile(r"<gml:pos>(\S+) (\S+)</gml:pos>")  # northing, easting with the zone in front


@cache
def essen() -> np.ndarray:
    text = (DATA / "essen_addresses" / "hauskoordinaten_014.gml").read_text(encoding="utf-8")
    north_east = np.array(POSITION.findall(text), dtype=np.float64)
    return np.ascontiguousarray(north_east[:, ::-1] - (32_000_000, 0))


@cache
def bayreuth() -> Network:
    files = CityFiles((DATA / "osm",), pyproj.CRS("EPSG:25832"))
    return joined(read_osm(NetworkFile(file="north-bayreuth.osm.gz", source="osm"), files, None), "osm")


def test_addresses_of_essen_in_areas_that_overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells around every fiftieth address, which touch, and circles, which overlap; some addresses are corners."""
    homes = essen()
    assert len(homes) == 1000
    centres = shapely.MultiPoint(homes[::50])
    cells = shapely.get_parts(shapely.voronoi_polygons(centres))
    shapes = np.concatenate([cells, shapely.buffer(shapely.points(homes[::100]), 400)])
    shapes = np.append(shapes, shapely.Polygon(homes[[3, 300, 900]]))
    monkeypatch.setattr(area_join, "FEW", 0)
    point, area = areas_of(homes, shapes)
    left = gpd.GeoDataFrame(geometry=gpd.points_from_xy(*homes.T))
    joined_ = left.sjoin(gpd.GeoDataFrame(geometry=shapes), predicate="within")
    expected = sorted(zip(joined_.index, joined_["index_right"], strict=True))
    assert list(zip(point, area, strict=True)) == expected
    assert len(point) > len(homes)


def test_nearest_addresses_of_essen() -> None:
    homes, others = essen()[::2], essen()[1::2]
    found = nearest(homes, others)
    frames = [gpd.GeoDataFrame(geometry=gpd.points_from_xy(*points.T)) for points in (homes, others)]
    expected = frames[0].sjoin_nearest(frames[1], distance_col="m")
    assert np.allclose(found.distance_m[:, 0], expected["m"].groupby(level=0).first(), rtol=1e-12)
    assert (found.target[:, 0] == expected["index_right"].groupby(level=0).min()).all()


@pytest.mark.slow
def test_ways_of_bayreuth_beside_networkx() -> None:
    ways = bayreuth()
    dice = np.random.default_rng(4)
    origins, targets = (dice.choice(len(ways.nodes), count, replace=False) for count in (300, 12))
    graph: nx.Graph = nx.Graph()
    graph.add_weighted_edges_from(zip(*ways.edges.T.tolist(), ways.length_m.tolist(), strict=True))
    expected = np.full((len(origins), len(targets)), np.inf)
    for column, target in enumerate(targets.tolist()):
        metres = nx.single_source_dijkstra_path_length(graph, target)
        expected[:, column] = [metres.get(origin, np.inf) for origin in origins.tolist()]
    pairs = walking_pairs(ways, ways.nodes[origins], ways.nodes[targets], np.inf)
    found = np.full(expected.shape, np.inf)
    found[pairs.origin, pairs.target] = pairs.distance_m
    assert np.allclose(found, expected, rtol=1e-9)
    three = walking_nearest(ways, ways.nodes[origins], ways.nodes[targets], k=3)
    assert np.allclose(three.distance_m, np.sort(expected, axis=1)[:, :3], rtol=1e-9)
    largest = components(ways) == 0
    assert largest.mean() > 0.8
    (areas,) = walking_areas(ways, ways.nodes[largest][:1], [300, 900])
    assert areas[0].difference(areas[1]).area < 1e-6
    assert 0 < areas[0].area < np.pi * 340**2

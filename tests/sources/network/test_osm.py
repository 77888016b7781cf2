"""Which ways of OpenStreetMap are walked, where they are joined, and what becomes of the others."""

import gzip
import re
from pathlib import Path

import osmium
import pyproj
import pytest
from cities import SOUTH, WEST
from sources.network.ways import Place, Way, osm, ring
from tables import text_table

from sozialraum.errors import InputError
from sozialraum.model.codes import Code
from sozialraum.model.files import Limits
from sozialraum.model.intake import Aside
from sozialraum.model.network_file import NetworkFile, OwnWayTags
from sozialraum.sources.files import CityFiles
from sozialraum.sources.network.joining import joined, parts_of
from sozialraum.sources.network.osm import read_osm, way_tags, why_not_walked
from sozialraum.sources.network.pieces import Around, Pieces

FILE = NetworkFile(file="wege.osm", source="geo")
# a street with a bridge across it: both have a point at the crossing, but not the same one
CROSSING: dict[int, Place] = {1: (0, 50), 2: (50, 50), 3: (100, 50), 4: (50, 0), 5: (50, 100), 6: (50, 50)}
STREET: Way = ([1, 2, 3], "highway=residential")
BRIDGE: Way = ([4, 6, 5], "highway=path")
JUNCTION: Way = ([4, 2, 5], "highway=path")


def pieces(
    folder: Path,
    content: str | bytes,
    file: str = "wege.osm",
    around: Around | None = None,
    limits: Limits | None = None,
) -> Pieces:
    (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    files = CityFiles((folder,), pyproj.CRS("EPSG:25832"), limits or Limits())
    return read_osm(FILE.model_copy(update={"file": file}), files, around)


def code_of(folder: Path, content: str | bytes, file: str = "wege.osm", limits: Limits | None = None) -> Code:
    with pytest.raises(InputError) as refusal:
        pieces(folder, content, file, limits=limits)
    assert len(refusal.value.problems) == 1
    return Code(refusal.value.problems[0].code)


def test_which_ways_are_walked_by_hand() -> None:
    drawn = text_table("""
        | tags                                         | why not        |
        |----------------------------------------------|----------------|
        | highway=residential                          |                |
        | highway=steps                                |                |
        | highway=path bridge=yes layer=1              |                |
        | highway=pedestrian area=yes                  |                |
        | highway=platform                             |                |
        | railway=platform                             |                |
        | highway=track access=agricultural            |                |
        | highway=service access=private               | closed_on_foot |
        | highway=service access=private foot=yes      |                |
        | highway=primary access=no                    | closed_on_foot |
        | highway=primary foot=no                      | closed_on_foot |
        | highway=primary motorroad=yes                | closed_on_foot |
        | highway=secondary foot=use_sidepath          | closed_on_foot |
        | highway=footway foot=private access=yes      | closed_on_foot |
        | highway=cycleway                             | not_on_foot    |
        | highway=cycleway foot=designated             |                |
        | highway=cycleway access=yes                  | not_on_foot    |
        | highway=trunk                                | not_on_foot    |
        | highway=motorway                             | not_on_foot    |
        | highway=motorway_link foot=yes               | not_on_foot    |
        | highway=construction                         | not_on_foot    |
        | railway=rail                                 | not_on_foot    |
        | waterway=river                               | no_way         |
        | building=yes foot=yes                        | no_way         |
        |                                              | no_way         |
    """)
    rules = way_tags(FILE)
    for tags, reason in drawn.itertuples(index=False):
        assert why_not_walked(dict(tag.split("=") for tag in tags.split()), rules) == reason, tags


def test_a_project_replaces_single_rules() -> None:
    own = OwnWayTags(walkable={"highway": ["cycleway"]})
    rules = way_tags(FILE.model_copy(update={"ways": own}))
    assert why_not_walked({"highway": "cycleway"}, rules) == ""
    assert why_not_walked({"highway": "cycleway", "foot": "no"}, rules) == Aside.CLOSED_ON_FOOT
    assert why_not_walked({"highway": "residential"}, rules) == Aside.NOT_ON_FOOT


@pytest.mark.parametrize(("crossing", "parts", "edges"), [(BRIDGE, 2, 4), (JUNCTION, 1, 4)])
def test_ways_are_joined_where_they_share_a_point_and_not_below_a_bridge(
    tmp_path: Path, crossing: Way, parts: int, edges: int
) -> None:
    network = joined(pieces(tmp_path, osm(CROSSING, {7: STREET, 8: crossing})), "geo")
    assert len(set(parts_of(network).tolist())) == parts
    assert len(network.edges) == edges
    assert network.length_m == pytest.approx([50, 50, 50, 50], abs=0.02)
    assert network.nodes[0] == pytest.approx([WEST, SOUTH + 50], abs=0.01)


def test_of_an_area_the_outline_is_walked_that_of_a_relation_too(tmp_path: Path) -> None:
    square = ([1, 2, 5, 1], "highway=pedestrian area=yes")
    alone = joined(pieces(tmp_path, osm(CROSSING, {7: square})), "geo")
    assert len(alone.edges) == 3
    for tags, edges in (("pedestrian", 3), ("motorway", 0)):
        relation = (
            '<relation id="1" version="1"><member type="way" ref="7" role="outer"/>'
            f'<tag k="type" v="multipolygon"/><tag k="highway" v="{tags}"/></relation>\n'
        )
        found = pieces(tmp_path, osm(CROSSING, {7: ([1, 2, 5, 1], ""), 8: ([3, 4], "")}, relation))
        assert len(joined(found, "geo").edges) == edges
        assert found.intakes[0].used == (1 if edges else 0)


def test_every_way_has_its_place_in_the_account(tmp_path: Path) -> None:
    ways: dict[int, Way] = {
        11: STREET,
        12: ([4, 5], "building=yes"),
        13: ([4, 5], "highway=motorway"),
        14: ([4, 5], "highway=footway foot=no"),
        15: ([4], "highway=footway"),
        16: ([98, 99], "highway=footway"),
        17: ([4, 99, 5, 6], "highway=footway oneway:foot=yes"),
        18: ([30, 31], "highway=footway"),
    }
    nodes = {**CROSSING, 30: (9000.0, 0.0), 31: (9100.0, 0.0)}
    found = pieces(tmp_path, osm(nodes, ways), around=Around(WEST - 100, SOUTH - 100, WEST + 2000, SOUTH + 2000))
    account = found.intakes[0]
    assert account.listed == {
        "SR-619": 1,
        "closed_on_foot": 1,
        "far_away": 1,
        "leads_nowhere": 1,
        "no_way": 1,
        "not_on_foot": 1,
    }
    assert (account.rows, account.used, account.used_at) == (8, 2, ((1, 1), (7, 7)))
    assert account.listed_at["no_way"] == ((2, 2),)
    told = {problem.code: (problem.value, problem.fields["count"]) for problem in found.problems}
    assert told == {Code.WAY_CUT: ("16", "2"), Code.WAY_ONE_WAY: ("17", "1")}
    # the way with a gap is no way across it
    assert len(joined(found, "geo").edges) == 3


def test_a_way_through_the_region_with_both_ends_outside_is_kept(tmp_path: Path) -> None:
    nodes: dict[int, Place] = {1: (-5000, 500), 2: (9000, 500)}
    around = Around(WEST, SOUTH, WEST + 2000, SOUTH + 2000)
    found = pieces(tmp_path, osm(nodes, {7: ([1, 2], "highway=path")}), around=around)
    assert found.intakes[0].used == 1


def test_the_three_forms_of_an_extract_give_the_same_network(tmp_path: Path) -> None:
    plain = joined(pieces(tmp_path, ring()), "geo")
    packed = joined(pieces(tmp_path, gzip.compress(ring().encode()), "wege.osm.gz"), "geo")
    with osmium.SimpleWriter(str(tmp_path / "wege.osm.pbf")) as writer:
        for entity in osmium.FileProcessor(str(tmp_path / "wege.osm")):
            writer.add(entity)
    binary = (tmp_path / "wege.osm.pbf").read_bytes()
    assert plain.length_m == pytest.approx([1800] * 4, abs=0.05)
    for other in (packed, joined(pieces(tmp_path, binary, "wege.osm.pbf"), "geo")):
        assert (other.nodes == plain.nodes).all()
        assert (other.edges == plain.edges).all()


def test_nodes_may_stand_behind_the_ways(tmp_path: Path) -> None:
    whole = ring()
    nodes = re.findall(r"<node.*\n", whole)
    behind = whole.replace("".join(nodes), "").replace("</osm>", f"{''.join(nodes)}</osm>")
    assert behind.index("<way") < behind.index("<node")
    found = pieces(tmp_path, behind)
    assert found.problems == []
    assert joined(found, "geo").length_m == pytest.approx([1800] * 4, abs=0.05)


def test_what_is_no_extract_is_refused_with_its_reason(tmp_path: Path) -> None:
    whole = ring()
    entities = whole.replace("<osm", '<!DOCTYPE osm [<!ENTITY a "b">]>\n<osm', 1)
    pbf = Path("../shared/data/osm/andorra.osm.pbf").read_bytes()
    assert code_of(tmp_path, entities) == Code.XML_DEFINITIONS
    assert code_of(tmp_path, whole[: len(whole) // 2]) == Code.OSM_UNREADABLE
    assert code_of(tmp_path, "<html></html>") == Code.OSM_UNREADABLE
    assert code_of(tmp_path, "Wege") == Code.CONTENT_DIFFERS
    assert code_of(tmp_path, whole, "wege.osm.gz") == Code.CONTENT_DIFFERS
    assert code_of(tmp_path, gzip.compress(whole.encode())[:-20], "wege.osm.gz") == Code.OSM_UNREADABLE
    assert code_of(tmp_path, pbf[: len(pbf) // 2], "wege.osm.pbf") == Code.OSM_UNREADABLE
    assert code_of(tmp_path, whole, "wege.osm.pbf") == Code.CONTENT_DIFFERS
    assert code_of(tmp_path, whole, "wege.osc") == Code.FILE_KIND


def test_an_extract_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    blanks = gzip.compress(b"<osm>" + b" " * 3_000_000)
    assert code_of(tmp_path, blanks, "wege.osm.gz") == Code.ARCHIVE_RATIO
    assert code_of(tmp_path, blanks, "wege.osm.gz", Limits(max_unpacked_mb=1)) == Code.ARCHIVE_TOO_LARGE
    assert code_of(tmp_path, ring(), limits=Limits(max_vertices=4)) == Code.TOO_MANY_VERTICES

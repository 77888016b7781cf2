"""Whatever a file of features has become: it is read, or the reason is told; nothing else comes out."""

import json
import os
import tempfile
from pathlib import Path

import pytest
from cities import SOUTH, WEST, feature, geojson, quarters, square
from hypothesis import given, settings
from hypothesis import strategies as st
from sources.vector_files import CITY

from sozialraum.errors import InputError
from sozialraum.model.files import Dialect
from sozialraum.presentation.words.texts import problem_text, texts
from sozialraum.sources.files import CityFiles
from sozialraum.sources.reading import read_whole
from sozialraum.sources.vectors.crs import astray
from sozialraum.sources.vectors.vector import polygons

EXAMPLES = int(os.environ.get("SOZIALRAUM_FUZZ_EXAMPLES", "40"))
RING = " ".join(f"{x} {y}" for x, y in square(0, 0)[0])
GML = (
    '<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" '
    'xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:app="http://www.deegree.org/app"><wfs:member>'
    '<app:teil gml:id="a1"><app:name>Süd</app:name><app:geom><gml:Polygon srsName="urn:ogc:def:crs:EPSG::25832" '
    f'srsDimension="2"><gml:exterior><gml:LinearRing><gml:posList>{RING}</gml:posList></gml:LinearRing>'
    "</gml:exterior></gml:Polygon></app:geom></app:teil></wfs:member></wfs:FeatureCollection>"
)
KML = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>a</name><Polygon><outerBoundaryIs><LinearRing>'
    "<coordinates>9,51,0 9.1,51,0 9.1,51.1,0 9,51,0</coordinates></LinearRing></outerBoundaryIs></Polygon>"
    "</Placemark></kml>"
)
ESRI = {
    "spatialReference": {"wkid": 102_329, "latestWkid": 25_832},
    "fields": [{"name": "SEIT", "type": "esriFieldTypeDate"}],
    "features": [{"attributes": {"N": "a", "SEIT": 1_325_376_000_000}, "geometry": {"rings": square(0, 0)}}],
}
OVERPASS = {
    "elements": [
        {"type": "node", "id": 1, "lon": 9.0, "lat": 51.4, "tags": {"name": "a"}},
        {"type": "way", "id": 2, "nodes": [1, 1], "center": {"lon": 9.0, "lat": 51.4}, "tags": {"name": "b"}},
    ]
}
MIXED = {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [WEST, SOUTH, 1, 2]}]}
FILES = {
    "a.geojson": geojson([*quarters(), feature({"KEY": 1.5}, MIXED)]),
    "b.json": json.dumps(ESRI),
    "c.json": json.dumps(OVERPASS),
    "d.gml": GML,
    "e.kml": KML,
}
WORDS = [
    "null", "NaN", "-Infinity", "1e999", "[]", "{}", '"x"', "-1", "[[[]]]", "0", '"NaN"', "true", "9" * 400, "<a/>",
    "<!DOCTYPE a>", "&b;", "\x00", "\ufeff", '"EPSG:0"', "urn:ogc:def:crs:EPSG::3857", "]", "}", "</gml:pos>",
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, name: str) -> bytes:
    """A file of which pieces are replaced, doubled, left out or turned into other bytes."""
    content = FILES[name].encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from([0, 1, 1, 2, 5, 20, 80])))
        kinds = st.one_of(st.sampled_from([word.encode() for word in WORDS]), st.binary(max_size=3), st.just(b""))
        put = draw(st.one_of(kinds, st.just(content[start:end] * 2)))
        content = content[:start] + put + content[end:]
    return content


@pytest.mark.parametrize("name", FILES)
def test_damage_is_told_or_does_no_harm(name: str) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize="SOZIALRAUM_FUZZ" not in os.environ)
    @given(damaged(name))
    def tried(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / name).write_bytes(content)
            try:
                table, problems = read_whole(name, None, Dialect(), CityFiles((Path(folder),), CITY))
            except InputError as error:
                problems = list(error.problems)
                assert any(problem.is_error for problem in problems)
            else:
                assert table.geometry is None or len(table.geometry) == len(table)
                if table.geometry is not None:
                    polygons(table.geometry.where(~astray(table.geometry, CITY)))
            assert [path.name for path in Path(folder).iterdir()] == [name]
            assert all(problem_text(problem, texts("de")) for problem in problems)

    tried()


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_read_before_they_are_damaged(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    table, _ = read_whole(name, None, Dialect(), CityFiles((tmp_path,), CITY))
    assert table.geometry is not None
    assert table.geometry.notna().all()

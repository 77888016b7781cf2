"""GML and KML: what web services and survey offices hand out, and what no XML may do here."""

import math
from pathlib import Path

import pytest
from cities import SOUTH, WEST
from shapely.geometry import MultiPolygon, Polygon
from sources.vector_files import CORNERS, at, codes, degrees, guessed, m2, read_text, refusal

from sozialraum.model.codes import Code
from sozialraum.model.intake import Aspect

NAME = "a.gml"
UTM = "urn:ogc:def:crs:EPSG::25832"
Pairs = list[tuple[float, float]]


def gml(*features: str, envelope: str = "", namespace: str = "http://www.opengis.net/gml/3.2") -> str:
    members = "".join(f"<wfs:member>{one}</wfs:member>" for one in features)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" '
        f'xmlns:gml="{namespace}" xmlns:app="http://www.deegree.org/app" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"{envelope}{members}</wfs:FeatureCollection>"
    )


def kita(geometry: str, attributes: str = "<app:name>Kita Süd</app:name>", kind: str = "kita") -> str:
    return f'<app:{kind} gml:id="K1">{attributes}<app:geom>{geometry}</app:geom></app:{kind}>'


def point(pos: str, srs: str = UTM) -> str:
    return f'<gml:Point srsName="{srs}"><gml:pos>{pos}</gml:pos></gml:Point>'


def listed(pairs: Pairs) -> str:
    return " ".join(f"{x!r} {y!r}" for x, y in pairs)


def ring(pairs: Pairs) -> str:
    return f"<gml:LinearRing><gml:posList>{listed(pairs)}</gml:posList></gml:LinearRing>"


HERE = f"{WEST + 250} {SOUTH + 250}"
LON, LAT = degrees([(WEST + 250, SOUTH + 250)])[0]
OUTER = f"<gml:exterior>{ring(CORNERS)}</gml:exterior>"
HOLE = f"<gml:interior>{ring([(x / 10 + 450_200, y / 10 + 5_130_200) for x, y in CORNERS])}</gml:interior>"
LINES = "".join(
    f"<gml:curveMember><gml:Curve><gml:segments><gml:LineStringSegment><gml:posList>{listed(pair)}</gml:posList>"
    "</gml:LineStringSegment></gml:segments></gml:Curve></gml:curveMember>"
    for pair in (CORNERS[:3], CORNERS[2:4][::-1], CORNERS[3:])
)


@pytest.mark.parametrize(
    ("pos", "srs", "problems"),
    [
        (HERE, UTM, []),
        (HERE, "EPSG:25832", []),
        (HERE, "urn:adv:crs:ETRS89_UTM32", []),
        (HERE, "http://www.opengis.net/gml/srs/epsg.xml#25832", []),
        (f"{WEST + 250} {SOUTH + 250} 71.5", UTM, []),
        (f"{LAT!r} {LON!r}", "urn:ogc:def:crs:EPSG::4326", []),  # north first, as that name promises
        (f"{LON!r} {LAT!r}", "EPSG:4326", []),
        (f"{LAT!r} {LON!r}", "EPSG:4326", [Code.AXES_SWAPPED]),
        (f"{SOUTH + 250} {WEST + 250 + 32_000_000}", "urn:ogc:def:crs:EPSG::102329", [Code.AXES_SWAPPED]),
        (f"{SOUTH + 250} {WEST + 250 + 32_000_000}", "urn:ogc:def:crs:EPSG::5652", []),
    ],
)
def test_points_of_every_system_lie_where_they_should(
    pos: str, srs: str, problems: list[Code], tmp_path: Path
) -> None:
    table, found = read_text(tmp_path, NAME, gml(kita(point(pos, srs))))
    assert at(table) == [(250, 250)]
    assert codes(found) == problems
    assert (guessed(table, Aspect.AXES) is not None) == bool(problems)


@pytest.mark.parametrize(
    ("shape", "square_metres"),
    [
        (f"<gml:Polygon>{OUTER}</gml:Polygon>", 1_000_000),
        (f"<gml:Polygon>{HOLE}{OUTER}</gml:Polygon>", 990_000),
        (
            f"<gml:Surface><gml:patches><gml:PolygonPatch>{OUTER}</gml:PolygonPatch></gml:patches></gml:Surface>",
            1_000_000,
        ),
        (
            f"<gml:MultiSurface><gml:surfaceMember><gml:Polygon>{OUTER}</gml:Polygon></gml:surfaceMember></gml:MultiSurface>",
            1_000_000,
        ),
        (f"<gml:Polygon><gml:exterior><gml:Ring>{LINES}</gml:Ring></gml:exterior></gml:Polygon>", 1_000_000),
        (
            "<gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>"
            + " ".join(f"{x},{y}" for x, y in CORNERS)
            + "</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon>",
            1_000_000,
        ),
        (
            "<gml:Polygon><gml:exterior><gml:LinearRing>"
            + "".join(f"<gml:pos>{x} {y}</gml:pos>" for x, y in CORNERS)
            + "</gml:LinearRing></gml:exterior></gml:Polygon>",
            1_000_000,
        ),
        (
            '<gml:Polygon srsDimension="3"><gml:exterior><gml:LinearRing><gml:posList>'
            + " ".join(f"{x} {y} 12.5" for x, y in CORNERS)
            + "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>",
            1_000_000,
        ),
    ],
)
def test_areas_of_every_make(shape: str, square_metres: int, tmp_path: Path) -> None:
    named = shape.replace(">", f' srsName="{UTM}">', 1)
    table, problems = read_text(tmp_path, NAME, gml(kita(named)))
    assert (m2(table), problems) == ([square_metres], [])
    assert table.geometry is not None
    assert isinstance(table.geometry.iloc[0], Polygon | MultiPolygon)


def test_an_arc_is_drawn_nearly_as_round_as_it_is(tmp_path: Path) -> None:
    corners = [
        (WEST, SOUTH),
        (WEST + 100, SOUTH + 100),
        (WEST + 200, SOUTH),
        (WEST + 100, SOUTH - 100),
        (WEST, SOUTH),
    ]
    string = f"<gml:ArcString><gml:posList>{listed(corners)}</gml:posList></gml:ArcString>"
    curve = f"<gml:curveMember><gml:Curve><gml:segments>{string}</gml:segments></gml:Curve></gml:curveMember>"
    shape = f'<gml:Polygon srsName="{UTM}"><gml:exterior><gml:Ring>{curve}</gml:Ring></gml:exterior></gml:Polygon>'
    table, problems = read_text(tmp_path, NAME, gml(kita(shape)))
    assert not problems
    assert table.geometry is not None
    assert abs(table.geometry.area.iloc[0] / (math.pi * 100**2) - 1) < 0.001


def test_the_system_may_stand_on_the_envelope_only(tmp_path: Path) -> None:
    lower = "<gml:lowerCorner>1 2</gml:lowerCorner>"
    envelope = f'<gml:boundedBy><gml:Envelope srsName="{UTM}">{lower}</gml:Envelope></gml:boundedBy>'
    bare = point(HERE).replace(f' srsName="{UTM}"', "")
    assert at(read_text(tmp_path, NAME, gml(kita(bare), envelope=envelope))[0]) == [(250, 250)]
    assert refusal(tmp_path, NAME, gml(kita(bare))).code == Code.CRS_MISSING
    assert at(read_text(tmp_path, NAME, gml(kita(bare)), crs="EPSG:25832")[0]) == [(250, 250)]


def test_attributes_keep_their_names_nested_and_repeated_ones_too(tmp_path: Path) -> None:
    attributes = (
        "<app:Leistungsname>Krippe</app:Leistungsname><app:Leistungsname>Elementar</app:Leistungsname>"
        "<app:adresse><app:Strasse>Am Deich</app:Strasse><app:Hausnr> 3a </app:Hausnr></app:adresse><app:leer/>"
    )
    table, _ = read_text(tmp_path, NAME, gml(kita(point(HERE), attributes), kita(point(HERE))))
    assert table.headings == ("gml_id", "Leistungsname", "adresse.Strasse", "adresse.Hausnr", "leer", "name")
    assert table.cells.loc[2].tolist() == ["K1", '["Krippe", "Elementar"]', "Am Deich", "3a", "", ""]
    assert table.cells.loc[3].tolist() == ["K1", "", "", "", "", "Kita Süd"]


def test_one_of_several_kinds_of_features_is_chosen_by_name(tmp_path: Path) -> None:
    content = gml(kita(point(HERE)), kita(point(HERE), kind="schule"))
    problem = refusal(tmp_path, NAME, content)
    assert (problem.code, problem.fields["known"]) == (Code.LAYER_NOT_FOUND, "kita, schule")
    table, _ = read_text(tmp_path, NAME, content, layer="schule")
    assert (len(table), table.layer) == (1, "schule")
    assert refusal(tmp_path, NAME, content, layer="heim").code == Code.LAYER_NOT_FOUND


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (
            '<!DOCTYPE a [<!ENTITY b "x">]>' + gml(kita(point(HERE)).replace("Kita Süd", "&b;"))[38:],
            Code.XML_DEFINITIONS,
        ),
        ('<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', Code.XML_DEFINITIONS),
        ('<OGRVRTDataSource><OGRVRTLayer name="a"/></OGRVRTDataSource>', Code.CONTENT_KIND),
        ('<ows:ExceptionReport xmlns:ows="o"><ows:Exception/></ows:ExceptionReport>', Code.CONTENT_KIND),
        (gml(), Code.NO_ROWS),
        (gml(kita(point(HERE)))[:-30], Code.VECTOR_UNREADABLE),
        ("<a>&b;</a>", Code.VECTOR_UNREADABLE),
        (gml(kita(point("1 zwei"))), Code.GEOMETRY_UNREADABLE),
        (gml(kita(point("5"))), Code.GEOMETRY_UNREADABLE),
        (gml(kita("<gml:MultiSurface><gml:Solid/></gml:MultiSurface>")), Code.GEOMETRY_UNREADABLE),
        (gml(kita(point(HERE, "urn:ogc:def:crs:EPSG::999999"))), Code.FILE_CRS_UNKNOWN),
        (gml(kita(point(HERE)), kita(point(HERE, "EPSG:25833"))), Code.CRS_SEVERAL),
        (gml(kita("<gml:MultiSurface>" * 900 + "</gml:MultiSurface>" * 900)), Code.GEOMETRY_UNREADABLE),
    ],
)
def test_other_xml_is_refused_by_what_it_is(content: str, code: Code, tmp_path: Path) -> None:
    problem = refusal(tmp_path, NAME, content)
    assert problem.code == code
    assert [path.name for path in tmp_path.iterdir()] == [NAME]  # nothing is written beside it


def test_features_without_geometry_are_a_table(tmp_path: Path) -> None:
    table, problems = read_text(
        tmp_path, NAME, gml("<app:kita><app:name>Süd</app:name></app:kita>"), crs="EPSG:25832"
    )
    assert (table.column("name").tolist(), m2(table), problems) == (["Süd"], [None], [])


def test_too_many_vertices_are_refused_while_reading(tmp_path: Path) -> None:
    content = gml(*(kita(point(HERE)) for _ in range(5)))
    assert len(read_text(tmp_path, NAME, content, max_vertices=5)[0]) == 5
    assert refusal(tmp_path, NAME, content, max_vertices=4).code == Code.TOO_MANY_VERTICES


def test_older_gml_with_features_in_one_list(tmp_path: Path) -> None:
    content = gml(kita(point(HERE)), namespace="http://www.opengis.net/gml")
    content = content.replace("<wfs:member>", "<gml:featureMembers>").replace(
        "</wfs:member>", "</gml:featureMembers>"
    )
    assert at(read_text(tmp_path, NAME, content)[0]) == [(250, 250)]


def kml(*placemarks: str) -> str:
    marks = "".join(f"<Placemark>{one}</Placemark>" for one in placemarks)
    return f'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>{marks}</Folder></Document></kml>'


def test_placemarks_with_their_data(tmp_path: Path) -> None:
    corners = " ".join(f"{lon!r},{lat!r},0" for lon, lat in degrees(CORNERS))
    content = kml(
        f"<name>Kita</name><ExtendedData><Data name='NR'><value>01</value></Data></ExtendedData>"
        f"<Point><coordinates> {LON!r},{LAT!r},12 </coordinates></Point>",
        "<name>Nord</name><ExtendedData><SchemaData><SimpleData name='NR'>02</SimpleData></SchemaData></ExtendedData>"
        f"<MultiGeometry><Polygon><extrude>1</extrude><outerBoundaryIs><LinearRing><coordinates>{corners}</coordinates>"
        "</LinearRing></outerBoundaryIs></Polygon></MultiGeometry>",
        "<name>ohne</name>",
    )
    table, problems = read_text(tmp_path, "a.kml", content)
    assert not problems
    assert table.cells.to_numpy().tolist() == [["Kita", "01"], ["Nord", "02"], ["ohne", ""]]
    assert (at(table), m2(table)) == ([(250, 250), (500, 500), None], [0, 1_000_000, None])
    assert refusal(tmp_path, "a.kml", "<gpx/>").code == Code.CONTENT_KIND
    assert refusal(tmp_path, "a.kml", kml()).code == Code.NO_ROWS
    assert (
        refusal(tmp_path, "a.kml", kml("<Point><coordinates>x</coordinates></Point>")).code
        == Code.GEOMETRY_UNREADABLE
    )

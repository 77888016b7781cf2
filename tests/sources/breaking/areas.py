"""One broken city for every code of a problem with its areas."""

import json
from pathlib import Path

from cities import DISTRICTS, SOUTH, WEST, feature, geojson, quarters, square, write_city
from sources.breaking.breaks import (
    AREAS,
    AREAS_LINE,
    TOML,
    Break,
    frame,
    replaced,
    toml,
    with_file,
    with_rows,
    with_toml,
)

from sozialraum.model.codes import Code

BEZIRKE = "boundaries/bezirke.csv"


def corrections(*entries: tuple[str, str]) -> Break:
    """Areas of these names get these keys."""
    said = "".join(
        f'[[areas.corrections]]\nwhere = {{ NAME = "{name}" }}\narea_id = "{key}"\n\n' for name, key in entries
    )
    return toml("[[planungsbezirke]]", f"{said}[[planungsbezirke]]")


def area_feature(geometry: dict[str, object] | None, key: str = "neu") -> str:
    return geojson([*quarters(), feature({"KEY": key, "NAME": "Neu"}, geometry)])


def shifted(east: int, north: int) -> str:
    shape = {"type": "Polygon", "coordinates": square(east, north)}
    return geojson([feature({"KEY": "hafen", "NAME": "Hafen"}, shape)])


def several_systems() -> str:
    return "".join(MEMBER.format(key=srs, srs=srs) for srs in ("EPSG:25832", "EPSG:25833"))


def _shapefile_without_prj(folder: Path) -> Path:
    project = write_city(folder, replace={TOML: {AREAS_LINE: 'file = "boundaries/stadtteile.shp"'}})
    frame().to_file(folder / "boundaries/stadtteile.shp")
    (folder / "boundaries/stadtteile.prj").unlink()
    return project


LATITUDE_FIRST = {"type": "Polygon", "coordinates": [[[51.4, 9.0], [51.41, 9.0], [51.41, 9.01], [51.4, 9.0]]]}
BOW_TIE = [[[WEST, SOUTH - 10], [WEST + 10, SOUTH], [WEST + 10, SOUTH - 10], [WEST, SOUTH], [WEST, SOUTH - 10]]]
SHIFTED_EAST = {"type": "Polygon", "coordinates": [[[WEST + 900, SOUTH], [WEST + 1900, SOUTH],
    [WEST + 1900, SOUTH + 900], [WEST + 900, SOUTH + 900], [WEST + 900, SOUTH]]]}  # fmt: skip
OPEN_RING = {"type": "Polygon", "coordinates": [square(3, 3)[0][:4]]}
RING_OF_GAPS = [
    square(0, 0)[0],
    [[WEST + 400, SOUTH + 400], [WEST + 500, SOUTH + 400], [WEST + 500, SOUTH + 500], [WEST + 400, SOUTH + 400]],
]
NARROW = [[[WEST + 2000, SOUTH], [WEST + 3000, SOUTH], [WEST + 3000, SOUTH + 900], [WEST + 1999.9, SOUTH + 900],
    [WEST + 2000, SOUTH]]]  # fmt: skip
OUTLINE = {
    "boundaries/umriss.geojson": geojson([feature({}, {"type": "Polygon", "coordinates": square(0, 0, 2500)})])
}
GML = (
    '<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2">'
    "{members}</wfs:FeatureCollection>"
)
MEMBER = (
    '<wfs:member><a><KEY>{key}</KEY><gml:Point srsName="{srs}"><gml:pos>500000 5700000</gml:pos></gml:Point></a>'
    "</wfs:member>"
)
SPIKE = [[[WEST + 2000, SOUTH], [WEST + 3000, SOUTH], [1e15, SOUTH + 500], [WEST + 2000, SOUTH]]]
MERCATOR = [[[779_000, 6_620_000], [780_000, 6_620_000], [780_000, 6_621_000], [779_000, 6_620_000]]]
FAR = {"type": "Polygon", "coordinates": square(3, 3)}


BROKEN_AREAS: dict[Code, Break] = {
    Code.AREA_KEY_EMPTY: with_file(AREAS, area_feature(FAR, key="")),
    Code.AREA_ID_REPEATED: with_file(AREAS, area_feature(FAR, key="hafen")),
    Code.CORRECTION_UNMET: corrections(("Haven", "hafen")),
    Code.CORRECTIONS_CLASH: corrections(("Hafen", "hafen"), ("Hafen", "kai")),
    Code.AREA_ID_TAKEN: replaced(BEZIRKE, old=";ost;", new=";nord;"),
    Code.AREA_NAME_REPEATED: with_file(AREAS, geojson(quarters()).replace('"NAME": "Nord"', '"NAME": "Mitte"')),
    Code.AREA_UNKNOWN: toml('members = ["nord", "mitte"]', 'members = ["nord", "mite"]'),
    Code.AREA_IN_NO_LARGER: replaced(BEZIRKE, old="heide;ost;Bezirk Ost\n", new=""),
    Code.AREA_IN_TWO_LARGER: with_rows(BEZIRKE, DISTRICTS, "heide;west;Bezirk West"),
    Code.LARGER_NAMED_TWICE: replaced(BEZIRKE, old="heide;ost;Bezirk Ost", new="heide;ost;Bezirk Osten"),
    Code.KEY_AMBIGUOUS: toml('keys = ["Gesamtstadt"]', 'keys = ["Gesamtstadt", "Nord"]'),
    Code.GEOMETRY_EMPTY: with_file(AREAS, area_feature(None)),
    Code.GEOMETRY_NOT_AREA: with_file(AREAS, area_feature({"type": "Point", "coordinates": [WEST + 5, SOUTH + 5]})),
    Code.GEOMETRY_REPAIRED: with_file(AREAS, area_feature({"type": "Polygon", "coordinates": BOW_TIE})),
    Code.AREA_DISSOLVED: with_file(AREAS, geojson([*quarters(), feature({"KEY": "hafen", "NAME": "Hafen"}, FAR)])),
    Code.AREAS_OVERLAP: with_file(AREAS, area_feature(SHIFTED_EAST)),
    Code.CRS_MISSING: _shapefile_without_prj,
    Code.AXES_SWAPPED: with_file(
        AREAS,
        geojson([feature({"KEY": "hafen", "NAME": "Hafen"}, LATITUDE_FIRST)], crs=None),
    ),
    Code.CRS_IMPLAUSIBLE: with_file(AREAS, shifted(5000, 9000)),
    Code.CRS_CONTRADICTION: toml(
        'columns = { area_id = "KEY", name = "NAME" }',
        'columns = { area_id = "KEY", name = "NAME" }\ncrs = "EPSG:32632"',
    ),
    Code.NO_GEOMETRY: toml(AREAS_LINE, 'file = "boundaries/bezirke.csv"'),
    Code.LARGER_AREA_UNKNOWN: with_rows(BEZIRKE, DISTRICTS, "haide;ost;Bezirk Ost"),
    Code.CRS_DOUBTFUL: with_file(
        AREAS,
        geojson(
            [feature({"KEY": "hafen", "NAME": "Hafen"}, {"type": "Polygon", "coordinates": MERCATOR})],
            crs="EPSG:25832",
        ),
    ),
    Code.ZONE_IN_EASTING: with_file(AREAS, geojson(quarters()).replace("[50", "[3250")),
    Code.RING_OPEN: with_file(AREAS, area_feature(OPEN_RING)),
    Code.GEOMETRY_UNREADABLE: with_file(AREAS, area_feature({"type": "Circle", "coordinates": [1, 2]})),
    Code.AREA_SLIVERS: with_file(AREAS, area_feature({"type": "Polygon", "coordinates": NARROW})),
    Code.AREA_IS_SUM: with_file(AREAS, area_feature({"type": "Polygon", "coordinates": square(0, 0, 2000)})),
    Code.TOO_MANY_VERTICES: toml("[disclosure.", "[limits]\nmax_vertices = 19\n\n[disclosure."),
    Code.CONTENT_KIND: with_file(AREAS, '{"type": "Topology"}'),
    Code.JSON_LINES: with_file(AREAS, "\n".join(json.dumps(one) for one in quarters())),
    Code.CRS_SEVERAL: with_toml(
        AREAS_LINE, 'file = "boundaries/a.gml"', {"boundaries/a.gml": GML.replace("{members}", several_systems())}
    ),
    Code.XML_DEFINITIONS: with_toml(
        AREAS_LINE, 'file = "boundaries/a.gml"', {"boundaries/a.gml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
    ),
    Code.FILE_CRS_UNKNOWN: with_file(AREAS, geojson(quarters(), crs="EPSG:999999")),
    Code.AREAS_GAP: with_file(
        AREAS,
        geojson([*quarters()[1:], feature({"KEY": "hafen"}, {"type": "Polygon", "coordinates": RING_OF_GAPS})]),
    ),
    Code.OUTLINE_UNCOVERED: with_toml(
        AREAS_LINE, f'{AREAS_LINE}\noutline_file = "boundaries/umriss.geojson"', OUTLINE
    ),
    Code.GEOMETRY_ASTRAY: with_file(AREAS, area_feature({"type": "Polygon", "coordinates": SPIKE})),
}

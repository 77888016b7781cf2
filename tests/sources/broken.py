"""One broken Musterstadt for every code of a problem that reading can find."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import geopandas as gpd
from cities import (
    CRS,
    DISTRICTS,
    KITAS,
    POPULATION,
    PROJECT,
    SOUTH,
    WEST,
    feature,
    geojson,
    quarters,
    square,
    write_city,
)

from sozialraum.model.codes import Code

Break = Callable[[Path], Path]

TOML = "projekt.toml"
AREAS = "boundaries/stadtteile.geojson"
BEZIRKE = "boundaries/bezirke.csv"
POP = "indicators/bevoelkerung.csv"
RATES = "indicators/anteile.csv"
KITA = "facilities/kitas.csv"
PLACES = "facilities/plaetze.csv"


def replaced(file: str, **texts: str) -> Break:
    return lambda folder: write_city(folder, replace={file: {texts["old"]: texts["new"]}})


def toml(old: str, new: str) -> Break:
    return replaced(TOML, old=old, new=new)


def with_file(name: str, content: str | bytes) -> Break:
    return lambda folder: write_city(folder, add={name: content})


def with_toml(old: str, new: str, add: Mapping[str, str | bytes]) -> Break:
    return lambda folder: write_city(folder, replace={TOML: {old: new}}, add=add)


def with_rows(name: str, content: str, *rows: str) -> Break:
    return with_file(name, content + "".join(f"{row}\n" for row in rows))


def archive(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def damaged(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _linked_outside(folder: Path) -> Path:
    inside = folder / "city"
    project = write_city(inside, without=[POP])
    (folder / "elsewhere.csv").write_text(POPULATION)
    (inside / POP).symlink_to(folder / "elsewhere.csv")
    return project


def _folder_for_file(folder: Path) -> Path:
    project = write_city(folder, without=[POP])
    (folder / POP).mkdir()
    return project


def area_feature(geometry: dict[str, object] | None, key: str = "neu") -> str:
    return geojson([*quarters(), feature({"KEY": key, "NAME": "Neu"}, geometry)])


def shifted(east: int, north: int) -> str:
    shape = {"type": "Polygon", "coordinates": square(east, north)}
    return geojson([feature({"KEY": "hafen", "NAME": "Hafen"}, shape)])


def frame() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame.from_features(quarters(), crs=CRS)


def _two_layers(folder: Path) -> Path:
    project = write_city(folder, replace={TOML: {AREAS_LINE: 'file = "boundaries/stadtteile.gpkg"'}})
    for layer in ("stadtteile", "bezirke"):
        frame().to_file(folder / "boundaries/stadtteile.gpkg", layer=layer)
    return project


def _shapefile_without_prj(folder: Path) -> Path:
    project = write_city(folder, replace={TOML: {AREAS_LINE: 'file = "boundaries/stadtteile.shp"'}})
    frame().to_file(folder / "boundaries/stadtteile.shp")
    (folder / "boundaries/stadtteile.prj").unlink()
    return project


LATITUDE_FIRST = {"type": "Polygon", "coordinates": [[[51.4, 9.0], [51.41, 9.0], [51.41, 9.01], [51.4, 9.0]]]}
BOW_TIE = [[[WEST, SOUTH - 10], [WEST + 10, SOUTH], [WEST + 10, SOUTH - 10], [WEST, SOUTH], [WEST, SOUTH - 10]]]
SHIFTED_EAST = {"type": "Polygon", "coordinates": [[[WEST + 900, SOUTH], [WEST + 1900, SOUTH],
    [WEST + 1900, SOUTH + 900], [WEST + 900, SOUTH + 900], [WEST + 900, SOUTH]]]}  # fmt: skip
SPIKE = [[[WEST + 2000, SOUTH], [WEST + 3000, SOUTH], [1e15, SOUTH + 500], [WEST + 2000, SOUTH]]]
FAR = {"type": "Polygon", "coordinates": square(3, 3)}

TYPE_KITA = 'file = "facilities/kitas.csv"'
AREAS_LINE = 'file = "boundaries/stadtteile.geojson"'
POP_LINE = 'file = "indicators/bevoelkerung.csv"'
LAGE_INDEX = PROJECT[PROJECT.index("[lage_index]") : PROJECT.index("[gaps]")]
TARGET = PROJECT[PROJECT.index("target_quota_pct") : PROJECT.index("[lage_index]")]
OTHER = '[[other_geographies]]\nname = "Stadtteile 2010"\nfile = "boundaries/alt.csv"\ncolumn = "KEY"\n\n'

BROKEN: dict[Code, Break] = {
    # project file
    Code.PROJECT_NOT_FOUND: lambda folder: write_city(folder, without=[TOML]),
    Code.TOML_SYNTAX: toml("schema = 1", "schema = ="),
    Code.SCHEMA_MISSING: toml("schema = 1\n", ""),
    Code.SCHEMA_NEWER: toml("schema = 1", "schema = 99"),
    Code.SCHEMA_UNKNOWN: toml("schema = 1", "schema = 0"),
    Code.UNKNOWN_KEY: toml("min_count = 5", "min_count = 5\nmincount = 3"),
    Code.KEY_MISSING: toml("min_count = 5\n", ""),
    Code.WRONG_TYPE: toml("min_count = 5", 'min_count = "viele"'),
    Code.WRONG_PATTERN: toml('ags = "05999999"', 'ags = "5999999"'),
    Code.NOT_A_CHOICE: toml('kind = "ordinal"', 'kind = "ordinel"'),
    Code.OUT_OF_BOUNDS: toml("min_count = 5", "min_count = 0"),
    Code.WRONG_LENGTH: toml('members = ["nord", "mitte"]', 'members = ["nord"]'),
    Code.NOT_A_DATE: toml("boundaries_as_of = 2023-12-31", 'boundaries_as_of = "Ende 2023"'),
    Code.PATH_OUTSIDE_PROJECT: toml(POP_LINE, 'file = "../bevoelkerung.csv"'),
    Code.ONE_KEY_NEEDED: toml('columns = { facility_id = "SCHULE", ', "columns = { "),
    Code.INDICATOR_NEEDED: toml('indicator = "schulsozialindex"\n', ""),
    Code.PERIOD_NEEDED: toml('period = "SCHULJAHR", value', "value"),
    Code.VALUE_NEEDED: toml(', value = "STUFE"', ""),
    Code.SCHEMATIC_NEEDS_BOTH: toml('geography = "Stadt', 'schematic = { de = "Skizze" }\ngeography = "Stadt'),
    Code.X_AND_Y: toml('x = "RECHTS", ', ""),
    Code.PLACES_MEANING_NEEDED: toml('kind = "betriebserlaubnis"\nsource', "source"),
    Code.COMPUTED_NEEDS_RATIO: toml(
        'kind = "ordinal"', 'computed_from = { numerator = "residents", denominator = "residents" }\nkind = "ordinal"'
    ),
    Code.NOT_RISING: toml("cuts = [-0.5, 0.5]", "cuts = [0.5, -0.5]"),
    Code.TARGET_NEEDS_SOURCE: toml("target_quota_pct = 50\n", ""),
    Code.LARGER_NEEDED: toml('part_of = "BEZIRK", name', "name"),
    Code.WIDE_HAS_ITS_VALUES: toml(POP_LINE, f'{POP_LINE}\nwide = [{{ column = "2024" }}]'),
    Code.LAYOUT_OR_COLUMNS: toml("[disclosure.", '[addresses]\nfile = "a.csv"\nsource = "amt"\n\n[disclosure.'),
    Code.WRONG_SETTING: toml(TYPE_KITA, f'{TYPE_KITA}\ndialect = {{ separator = "||" }}'),
    Code.NOT_DECLARED: toml('children = "children_u3"', 'children = "childen_u3"'),
    Code.ID_REPEATED: toml('id = "grundschule"', 'id = "kita"'),
    Code.NOT_IN_CATALOGUE: toml('id = "single_parents"', 'id = "single_parents"\nuse = "gibt_es_nicht"'),
    Code.UNKNOWN_CRS: toml('crs = "EPSG:25832"\nlanguages', 'crs = "EPSG:999999"\nlanguages'),
    Code.CRS_NOT_METRIC: toml('crs = "EPSG:25832"\nlanguages', 'crs = "EPSG:4326"\nlanguages'),
    Code.LEVEL_TAKEN: toml('level = "planungsbezirk"', 'level = "sozialraum"'),
    Code.INDEX_WITHOUT_POLARITY: toml(
        'polaritaet = "mehr_belastung"\nrolle = "lage"', 'polaritaet = "keine"\nrolle = "lage"'
    ),
    Code.INDEX_OF_NO_RATE: toml('{ indicator = "single_parents" }', '{ indicator = "schulsozialindex" }'),
    Code.INDEX_OTHER_ROLE: toml('rolle = "lage"', 'rolle = "kontext"'),
    Code.GAPS_WITHOUT_INDEX: lambda folder: write_city(folder, replace={TOML: {LAGE_INDEX: ""}}),
    Code.GAPS_WITHOUT_TARGET: lambda folder: write_city(folder, replace={TOML: {TARGET: ""}}),
    Code.NOT_A_COUNT: toml('children = "children_u3"', 'children = "sgb2_u18"'),
    # files and tables
    Code.FILE_NOT_FOUND: lambda folder: write_city(folder, without=[POP]),
    Code.NOT_A_FILE: _folder_for_file,
    Code.FILE_EMPTY: with_file(POP, ""),
    Code.FILE_OUTSIDE: _linked_outside,
    Code.FILE_KIND: toml(POP_LINE, 'file = "indicators/bevoelkerung.vrt"'),
    Code.FILE_TOO_LARGE: write_city,
    Code.NOT_TEXT: with_file(POP, b"PK\x03\x04\x00\x00\x00\x00"),
    Code.CONTENT_DIFFERS: with_file(AREAS, "<OGRVRTDataSource></OGRVRTDataSource>"),
    Code.ARCHIVE_UNSAFE: with_toml(
        POP_LINE, 'file = "indicators/p.zip"', {"indicators/p.zip": archive(**{"..__p.csv": POPULATION.encode()})}
    ),
    Code.ARCHIVE_TOO_LARGE: with_toml(
        POP_LINE, 'file = "indicators/p.zip"', {"indicators/p.zip": archive(**{"p.csv": POPULATION.encode()})}
    ),
    Code.ARCHIVE_UNREADABLE: with_toml(
        POP_LINE,
        'file = "indicators/p.zip"',
        {"indicators/p.zip": damaged(archive(**{"p.csv": POPULATION.encode()}))},
    ),
    Code.ARCHIVE_CHOICE: with_toml(
        POP_LINE, 'file = "indicators/p.zip"', {"indicators/p.zip": archive(**{"a.csv": b"a", "b.csv": b"b"})}
    ),
    Code.LAYER_NOT_FOUND: _two_layers,
    Code.VECTOR_UNREADABLE: with_file(AREAS, '{"type": "Feature'),
    Code.ENCODING: with_toml(
        'dialect = { decimal = "," }',
        'dialect = { decimal = ",", encoding = "utf-8" }',
        {POP: POPULATION.encode("cp1252")},
    ),
    Code.QUOTES: with_rows(POP, POPULATION, 'nord;"offen;31.12.2022;;1'),
    Code.ROW_TOO_LONG: with_rows(POP, POPULATION, "nord;Einwohner;31.12.2022;;1;2"),
    Code.ROW_TOO_SHORT: with_rows(POP, POPULATION, "nord;Einwohner;31.12.2022"),
    Code.COLUMN_NOT_FOUND: toml('value = "WERT"', 'value = "WERTE"'),
    Code.COLUMN_REPEATED: replaced(POP, old="SEX;WERT", new="SEX;WERT;WERT"),
    Code.NO_ROWS: toml(POP_LINE, f'{POP_LINE}\nwhere = {{ KENNZAHL = "nichts" }}'),
    Code.MOJIBAKE: replaced(KITA, old="Kita Kaimauer", new="Kita KÃ¤imauer"),
    Code.FURTHER: with_rows(
        POP,
        POPULATION,
        PROJECT,
        *(f"x{n};Einwohner;2022;;1" for n in range(30)),
        *(f"nord;Einwohner;{year};;x{year}" for year in range(1900, 2010)),
    ),
    # areas
    Code.AREA_KEY_EMPTY: with_file(AREAS, area_feature(FAR, key="")),
    Code.AREA_ID_REPEATED: with_file(AREAS, area_feature(FAR, key="hafen")),
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
    Code.GEOMETRY_ASTRAY: with_file(AREAS, area_feature({"type": "Polygon", "coordinates": SPIKE})),
    # facilities and places
    Code.FACILITY_ID_EMPTY: with_rows(KITA, KITAS, ";Kita Namenlos;Stadt;;;nord;offen;"),
    Code.FACILITY_ID_REPEATED: with_rows(KITA, KITAS, "k1;Kita Zwei;Stadt;;;nord;offen;"),
    Code.FACILITY_TWICE: with_rows(KITA, KITAS, "k9;Kita Sonnenschein;Stadt;500300;5701500;nord;offen;"),
    Code.FACILITY_UNKNOWN: with_file(PLACES, "NR;GRUPPE;KITAJAHR;PLAETZE;STUNDEN\nk11;U3;2023/24;10;45\n"),
    Code.COORDINATE_UNREADABLE: replaced(KITA, old="500300;", new="etwa 500300;"),
    Code.COORDINATE_INCOMPLETE: replaced(KITA, old="500300;5701500", new="500300;"),
    Code.COORDINATE_IMPLAUSIBLE: replaced(KITA, old="500300;5701500", new="500300;57015"),
    Code.FACILITY_CRS_MISSING: toml('crs = "EPSG:25832"\nbetriebsstatus_names', "betriebsstatus_names"),
    Code.STATED_AREA_UNKNOWN: replaced(KITA, old=";;;hafen;", new=";;;haven;"),
    Code.STATUS_UNKNOWN: replaced(KITA, old="geplant", new="geplannt"),
    Code.DATE_UNREADABLE: replaced(KITA, old="01.08.2010", new="Sommer 2010"),
    Code.DATES_REVERSED: lambda folder: write_city(
        folder,
        replace={
            TOML: {'gueltig_ab = "AB"': 'gueltig_ab = "AB", gueltig_bis = "BIS"'},
            KITA: {"STATUS;AB": "STATUS;AB;BIS", "01.08.2010": "01.08.2010;31.07.2009"},
        },
    ),
    Code.TEXT_NOT_MAPPED: replaced(PLACES, old="k1;U3;", new="k1;U-3;"),
    Code.PLACES_NEGATIVE: replaced(PLACES, old=";10;45", new=";-10;45"),
    Code.PLACES_REPEATED: replaced(PLACES, old="k5;U3", new="k1;U3"),
    Code.MERKMAL_REPEATED: replaced("facilities/familienzentren.csv", old="k2;2019", new="k1;01.08.2012"),
    # values
    Code.NOT_A_NUMBER: replaced(POP, old=";40", new=";vierzig"),
    Code.DECIMAL_AMBIGUOUS: toml('dialect = { decimal = "," }\n', ""),
    Code.DECIMAL_MIXED: replaced(RATES, old=";27;120;", new=";27.5;120;"),
    Code.PERIOD_UNKNOWN: replaced(POP, old="31.12.2022", new="32.12.2022"),
    Code.INDICATOR_UNKNOWN: with_rows(POP, POPULATION, "nord;Hunde;31.12.2023;;7"),
    Code.PART_UNKNOWN: replaced(POP, old="weiblich", new="Frauen"),
    Code.VALUE_STATUS_UNKNOWN: replaced(RATES, old="100;E", new="100;Z"),
    Code.STATUS_CONTRADICTS_VALUE: replaced(RATES, old="100;E", new="100;Q"),
    Code.STATUS_WITHOUT_VALUE: replaced(RATES, old="Mitte;SGB II;2022;;;;", new="Mitte;SGB II;2022;;;;A"),
    Code.COUNT_NEGATIVE: replaced(POP, old=";40", new=";-40"),
    Code.SHARE_OUT_OF_BOUNDS: replaced(RATES, old="22,5;27;120", new="122,5;;"),
    Code.NUMERATOR_ABOVE_DENOMINATOR: replaced(RATES, old=";10;200;", new=";200;10;"),
    Code.DENOMINATOR_NEGATIVE: replaced(RATES, old="22,5;27;120", new="22,5;;-120"),
    Code.VALUES_DIFFER: with_rows(POP, POPULATION, "nord;Kinder u3;31.12.2023;insgesamt;41"),
    Code.VALUE_REPEATED: with_rows(POP, POPULATION, "nord;Kinder u3;31.12.2023;insgesamt;40"),
    Code.VALUE_AREA_UNKNOWN: with_rows(POP, POPULATION, "haven;Kinder u3;31.12.2023;insgesamt;4"),
    Code.OTHER_GEOGRAPHY: lambda folder: write_city(
        folder,
        replace={TOML: {"[disclosure.oeffentlich]": f"{OTHER}[disclosure.oeffentlich]"}},
        add={
            "boundaries/alt.csv": "KEY\nalt1\nalt2\nalt3\nalt4\n",
            POP: "KEY;KENNZAHL;STICHTAG;SEX;WERT\n"
            + "".join(f"alt{n};Einwohner;31.12.2023;;{n}00\n" for n in (1, 2, 3, 4)),
        },
    ),
    Code.MOST_KEYS_UNKNOWN: with_file(
        POP,
        "KEY;KENNZAHL;STICHTAG;SEX;WERT\n" + "".join(f"{n};Einwohner;31.12.2023;;{n}00\n" for n in (1, 2, 3)),
    ),
    Code.SOURCE_UNKNOWN: lambda folder: write_city(
        folder,
        replace={
            TOML: {'period = "STICHTAG"': 'source = "QUELLE", period = "STICHTAG"'},
            POP: {"SEX;WERT": "SEX;WERT;QUELLE", "insgesamt;40": "insgesamt;40;Zeitung"},
        },
    ),
    Code.SOURCE_MISSING: toml('zeitbezug = "schuljahr"\nsource = "jugendamt"', 'zeitbezug = "schuljahr"'),
    Code.GROUP_UNREADABLE: lambda folder: write_city(
        folder,
        replace={
            TOML: {'dimensions = { sex = "SEX" }': 'group = "SEX"', "dimension_values = {": "# dimension_values = {"},
            POP: {"insgesamt": "", "weiblich": "weiblich", "männlich": "sex=m"},
        },
    ),
    Code.FLAG_UNREADABLE: toml(
        'columns = { facility_id = "SCHULE"', 'columns = { list_only = "STUFE", facility_id = "SCHULE"'
    ),
    Code.VALUE_CONTRADICTS_PARTS: replaced(RATES, old="25,0;30;120", new="26,0;30;120"),
    Code.VALUE_AREA_AMBIGUOUS: with_file(AREAS, geojson(quarters()).replace('"NAME": "Nord"', '"NAME": "Mitte"')),
    Code.AREA_KEY_ROW_EMPTY: with_rows(POP, POPULATION, ";Kinder u3;31.12.2023;insgesamt;99"),
}
# found only by what follows from the tables, so nothing that reading could say
OF_ANALYSIS = {
    Code.RATE_UNCHECKED,
    Code.FACILITY_OUTSIDE,
    Code.FACILITY_CONFLICT,
    Code.FACILITY_ON_BORDER,
    Code.FACILITY_NO_AREA,
    Code.PLACES_MISSING,
}
# warnings let the city be built
WARNINGS = {
    Code.ROW_TOO_SHORT,
    Code.MOJIBAKE,
    Code.AREA_NAME_REPEATED,
    Code.GEOMETRY_REPAIRED,
    Code.AREA_DISSOLVED,
    Code.AREAS_OVERLAP,
    Code.CRS_CONTRADICTION,
    Code.FACILITY_TWICE,
    Code.COORDINATE_IMPLAUSIBLE,
    Code.MERKMAL_REPEATED,
    Code.INDICATOR_UNKNOWN,
    Code.STATUS_WITHOUT_VALUE,
    Code.VALUE_REPEATED,
    Code.VALUE_CONTRADICTS_PARTS,
}
LIMITS = {
    Code.FILE_TOO_LARGE: ("sozialraum.sources.paths.MAX_BYTES", 60),
    Code.ARCHIVE_TOO_LARGE: ("sozialraum.sources.archives.MAX_UNPACKED", 60),
}

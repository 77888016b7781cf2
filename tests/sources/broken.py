"""One broken Musterstadt for every code of a problem that reading can find."""

import io
import json
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

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
from openpyxl import Workbook, load_workbook
from sources.disclosed import BROKEN_RULES
from sources.network.ways import BROKEN_NETWORKS
from sources.people.peopled import BROKEN_PEOPLE, WARNINGS_OF_PEOPLE
from sources.planned import (
    APPLICATIONS,
    BIRTHS,
    MEASURES,
    OF_GROUPS,
    PROJECTION,
    PUPILS,
    REGISTRATIONS,
    SECTIONS,
    USE,
    in_groups,
    rows,
    write_planned,
)
from sources.workbooks import encrypted, ods, with_part, xlsx
from workbooks import ROWS, write_workbook

from sozialraum.model.codes import Code

Break = Callable[[Path], Path]

TOML = "projekt.toml"
AREAS = "boundaries/stadtteile.geojson"
BEZIRKE = "boundaries/bezirke.csv"
POP = "indicators/bevoelkerung.csv"
RATES = "indicators/anteile.csv"
KITA = "facilities/kitas.csv"
PLACES = "facilities/plaetze.csv"
FAR_RIVER = geojson(
    [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "LineString", "coordinates": [[WEST + 50_000, SOUTH], [WEST + 51_000, SOUTH]]},
        }
    ]
)


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


def numbered(*keys: str) -> Break:
    """Quarters whose keys are digits, and values under the keys given."""
    areas = geojson(quarters())
    for place, name in enumerate(("nord", "mitte", "hafen", "heide"), start=11):
        areas = areas.replace(f'"KEY": "{name}"', f'"KEY": "050000{place}"')
    rows = "".join(f"{key};Einwohner;31.12.2023;;900\n" for key in keys)
    return lambda folder: write_city(folder, add={AREAS: areas, POP: f"KEY;KENNZAHL;STICHTAG;SEX;WERT\n{rows}"})


def corrections(*entries: tuple[str, str]) -> Break:
    """Areas of these names get these keys."""
    said = "".join(
        f'[[areas.corrections]]\nwhere = {{ NAME = "{name}" }}\narea_id = "{key}"\n\n' for name, key in entries
    )
    return toml("[[planungsbezirke]]", f"{said}[[planungsbezirke]]")


def archive(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


NOTE = """[[planner_notes]]
area = "{area}"
text = {{ de = "Neue Wohnungen seit 2022 (erfunden)" }}
signed = "Sozialplanung"
on = 2024-05-02

"""
RELEASE = """[[findings.release]]
rule = "above_city"
{says}

"""


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


PEOPLE: list[list[object]] = [
    ["KEY", "KENNZAHL", "STICHTAG", "SEX", "WERT"],
    ["nord", "Einwohner", "31.12.2023", None, 120],
    ["hafen", "Einwohner", "31.12.2023", None, 80.5],
]
PARTS: list[object] = ["TEIL", 0.25, 0.5]
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"


def people(path: Path) -> Path:
    return xlsx(path, {"T": PEOPLE})


def _workbook(write: Callable[[Path], object], ending: str = ".xlsx") -> Break:
    """The file of people as a workbook."""

    def write_in(folder: Path) -> Path:
        project = write_city(folder, replace={TOML: {POP_LINE: f'file = "indicators/p{ending}"'}}, without=[POP])
        write(folder / f"indicators/p{ending}")
        return project

    return write_in


def tight(size: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("p.csv", bytes(size))
    return packed.getvalue()


def area_feature(geometry: dict[str, object] | None, key: str = "neu") -> str:
    return geojson([*quarters(), feature({"KEY": key, "NAME": "Neu"}, geometry)])


def shifted(east: int, north: int) -> str:
    shape = {"type": "Polygon", "coordinates": square(east, north)}
    return geojson([feature({"KEY": "hafen", "NAME": "Hafen"}, shape)])


def several_systems() -> str:
    return "".join(MEMBER.format(key=srs, srs=srs) for srs in ("EPSG:25832", "EPSG:25833"))


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


def with_wide(header: str, wide: str) -> Break:
    entry = f"""[[values]]
file = "breit.csv"
columns = {{ area_id = "KEY" }}
indicator = "residents"
wide = [{wide}]

[[facility_types]]
id = "kita\""""
    row = "nord" + ";7" * header.count(";")
    return with_toml('[[facility_types]]\nid = "kita"', entry, {"breit.csv": f"{header}\n{row}\n"})


TYPE_KITA = 'file = "facilities/kitas.csv"'
AREAS_LINE = 'file = "boundaries/stadtteile.geojson"'
POP_LINE = 'file = "indicators/bevoelkerung.csv"'
LIMITED = "[disclosure.oeffentlich]"
LAGE_INDEX = PROJECT[PROJECT.index("[lage_index]") : PROJECT.index("[gaps]")]
TARGET = PROJECT[PROJECT.index("target_quota_pct") : PROJECT.index("[lage_index]")]
CUTS = "cuts = [-0.5, 0.5]"
OTHER = '[[other_geographies]]\nname = "Stadtteile 2010"\nfile = "boundaries/alt.csv"\ncolumn = "KEY"\n\n'


HOUSES = """STR;NR;PLZ;X;Y
Lange Str.;1;10001;500300;5701500
Lange Str.;3;10002;500320;5701500
Hof;1;10001;500300;5701500
Hof;1;10001;502300;5701500
"""
OF_HOUSES = 'columns = { street = "STR", house_number = "NR", postcode = "PLZ", x = "X", y = "Y" }'
BUILDING = "N;1;A;05;NW;9;B;99;K;999;M;;;1;Weg;1;;32;500300;5701500;2024\n"


def with_register(
    register: str = HOUSES, how: str = f'{OF_HOUSES}\ncrs = "{CRS}"', address: str = "Lange Str. 1", kita: str = "k4"
) -> Break:
    """A register of addresses, and Kitas with an address; k4 has no coordinates."""
    entry = f'[addresses]\nfile = "adressen.csv"\nsource = "jugendamt"\n{how}\n\n[disclosure.'
    first = "[disclosure.oeffentlich]"
    name = {"k4": "Kita Kaimauer;", "k5": "Kita Irrtum;"}[kita]
    return lambda folder: write_city(
        folder,
        replace={
            TOML: {first: entry + first.removeprefix("[disclosure."), 'traeger = "TRAEGER"': 'address = "TRAEGER"'},
            KITA: {f"{kita};{name}Stadt": f"{kita};{name}{address}"},
        },
        add={"adressen.csv": register},
    )


def with_second_list(second: str, columns: str = ', x = "X", y = "Y"') -> Break:
    """Another list of the Kitas whose positions are compared."""
    check = f'file = "zweite.csv"\ncolumns = {{ facility_id = "ID"{columns} }}\ncrs = "{CRS}"\n\n'
    following = '[[facility_types]]\nid = "grundschule"'
    return lambda folder: write_city(
        folder,
        replace={TOML: {following: f"[[facility_types.position_checks]]\n{check}{following}"}},
        add={"zweite.csv": second},
    )


def filled_workbook(**entries: Any) -> Break:
    return lambda folder: write_workbook(folder, **entries)


UNUSED_TYPE = ("Hort", "Horte", "01.08.2023", "Jugendamt")


def _two_workbooks(folder: Path) -> Path:
    write_workbook(folder)
    shutil.copyfile(folder / "projekt.xlsx", folder / "kopie.xlsx")
    (folder / "projekt.xlsx").rename(folder / "daten.xlsx")
    return folder


def _changed(folder: Path, change: Callable[[Workbook], object]) -> Path:
    write_workbook(folder)
    book = load_workbook(folder / "projekt.xlsx")
    change(book)
    book.save(folder / "projekt.xlsx")
    return folder


def _without_sheet(folder: Path) -> Path:
    return _changed(folder, lambda book: book.remove(book["Stadt"]))


def _with_sheet(folder: Path) -> Path:
    return _changed(folder, lambda book: book.create_sheet("Notizen").append(["Anrufen", "Montag"]))


REGISTER = "population/kinder.csv"
REGISTER_ENTRY = """
[[registers]]
file = "population/kinder.csv"
columns = { area_id = "KEY", as_of = "STICHTAG", birth_month = "MONAT", age = "ALTER", sex = "SEX", count = "ANZAHL" }
sex_names = { w = "f", m = "m" }
source = "melderegister"
"""
REGISTER_HEAD = "KEY;STICHTAG;MONAT;ALTER;SEX;ANZAHL\nmitte;31.12.2023;2021-03;;w;3\n"
TARGETS = '[[target_groups]]\nid = "u3"'


def register(row: str) -> Break:
    """A register with one good row and this one."""
    return with_toml(TARGETS, f"{REGISTER_ENTRY}\n{TARGETS}", {REGISTER: f"{REGISTER_HEAD}{row}\n"})


def cohorts(more: str) -> Break:
    return toml(TARGETS, f"[cohorts]\n{more}\n\n{TARGETS}")


def planned(file: str, row: str) -> Break:
    """The city with its planning, and one more row of a file."""
    return lambda folder: write_planned(folder, add=rows(file, row))


def planning(old: str, new: str) -> Break:
    """The city with its planning, and another text in its sections."""
    return lambda folder: write_planned(folder, {"sections": {old: new}})


OFFICIAL = {
    "years_ahead = 3": 'years_ahead = 3\nbirths = "projection"',
    '"GEBURTEN" }': '"GEBURTEN" }\nprojected = true',
}
BORN = "KEY;JAHR;GEBURTEN\n"


def official_births(*told: str) -> Break:
    """The city with its planning, and an official projection of births with these rows alone."""
    births = BORN + "".join(f"{row}\n" for row in told)
    return lambda folder: write_planned(folder, {"sections": OFFICIAL}, {BIRTHS: births})


OF_PUPILS = SECTIONS[SECTIONS.index("[[pupils]]") :]
FORM = """[planning.rules.group_forms]
source = { de = "Anlage (erfunden)" }
as_of = 2024-08-01
[[planning.rules.group_forms.forms]]
id = "i"
names = ["I"]
sizes = [{ weekly_hours = [25, 35], children = 20 }, { weekly_hours = [35], children = 10 }]

[planning.measures]"""


BROKEN: dict[Code, Break] = {
    # planning: what its files and settings say
    Code.CELL_EMPTY: planned(MEASURES, "m4;Neu;k6;;5;01.08.2026;geplant;"),
    Code.MEASURE_WITHOUT_PLACES: planned(MEASURES, "m4;Neu;k6;U3;;01.08.2026;geplant;"),
    Code.COUNT_REPEATED: planned(USE, "k1;nord;6;2023/24;eins"),
    Code.COUNTS_DIFFER: planned(APPLICATIONS, "Nord;5;15.03.2024"),
    Code.CLASS_UNREADABLE: planned(PUPILS, "s1;1a;20"),
    Code.SCHOOL_YEAR_NEEDED: planned(REGISTRATIONS, "s1;51;2027;15.11.2026"),
    Code.RULES_PRESET_UNKNOWN: planning('preset = "nrw"\nganztag', 'preset = "nrv"\nganztag'),
    Code.DAY_NEEDED: planned(MEASURES, "m4;Neu;k6;U3;5;2026;geplant;"),
    Code.PLACES_CHANGE_UNFIT: planned(MEASURES, "m4;Neu;k6;U3;4,5;01.08.2026;geplant;"),
    Code.COST_UNFIT: planned(MEASURES, "m4;Neu;k6;U3;5;01.08.2026;geplant;-7"),
    Code.MEASURE_FACILITY_UNKNOWN: planned(MEASURES, "m4;Neu;k66;U3;5;01.08.2026;geplant;"),
    Code.MEASURE_TWICE: planned(MEASURES, "m3;Neu;k2;U3;-12;01.08.2026;beschlossen;"),
    Code.MEASURE_BELOW_ZERO: planned(MEASURES, "m4;Neu;k1;U3;-17;01.08.2026;geplant;"),
    Code.MEASURE_COUNTED: planned(MEASURES, "m4;Neu;k1;U3;5;01.08.2010;geplant;"),
    Code.OFFER_UNFIT: planned(MEASURES, "m4;Neu;s1;U3;5;01.08.2026;geplant;"),
    Code.NOT_A_SCHOOL: lambda folder: write_planned(
        folder,
        {"sections": {'ganztag = "kita_u3"\n': "", OF_PUPILS: ""}},
        rows(REGISTRATIONS, "k1;51;2026/27;15.11.2026"),
    ),
    Code.PERIOD_WITHOUT_PLACES: planning('period = "2024/25"\ndeduplicated', 'period = "2024"\ndeduplicated'),
    Code.YEAR_BEYOND: planning("year = 2025", "year = 2045"),
    Code.PLACES_FAR_AHEAD: lambda folder: write_planned(folder, {PLACES: {"2023/24": "2033/34"}}),
    Code.TARGET_AS_SHARE: planning("target_pct = 60", "target_pct = 0.6"),
    Code.MEASURE_BEFORE_PLACES: planned(MEASURES, "m4;Neu;k1;U3;5;01.08.2020;geplant;"),
    Code.KITA_YEAR_NEEDED: planning("age = 1\n", 'age = 1\nyear = "2026"\n'),
    Code.MEASURE_UNKNOWN: planning('chosen = ["m2"]', 'chosen = ["m22"]'),
    Code.VALIDITY_OVERLAPS: replaced("facilities/familienzentren.csv", old="k2;2019", new="k1;01.08.2014"),
    Code.HOME_UNKNOWN: planned(USE, "k1;nrd;1;2023/24;"),
    Code.GROUP_OR_AGE: planning("age = 1\n", 'age = 1\ngroup = "alter_1"\n'),
    Code.TARGET_OF_NOBODY: planning("age = 1\n", ""),
    Code.RESERVE_ABOVE_TARGET: planning("reserve_pct = 5", "reserve_pct = 95"),
    Code.TARGET_TWICE: planning("age = 1\n", "age = 2\n"),
    Code.TARGET_HIGH: planning("target_pct = 90", "target_pct = 111"),
    Code.TARGET_UNUSED: planning("age = 1\n", "age = 7\n"),
    Code.TARGET_FINER: lambda folder: write_planned(folder, ages='"u3"'),
    Code.COHORTS_OVERLAP: planning('"u3", "ue3_jahrgaenge"', '"u3", "alter_2"'),
    Code.GROUPS_UNFIT: lambda folder: write_planned(
        folder, OF_GROUPS, in_groups("m2;Gruppe;k1;U3;;01.08.2025;geplant;1;I;45")
    ),
    Code.GROUPS_NEED_FORM: planning('cost_eur = "EUR"', 'groups = "EUR"'),
    Code.HOURS_TWICE: planning("[planning.measures]", FORM),
    Code.HOUSING_IN_REGISTER: planning("year = 2025", "year = 2024"),
    Code.BIRTHS_FILE_NEEDED: planning("years_ahead = 3", 'years_ahead = 3\nbirths = "projection"'),
    Code.BIRTHS_INCOMPLETE: official_births("Gesamtstadt;2025;30", "Gesamtstadt;2026;31", "nord;2027;9"),
    Code.BIRTHS_NOT_THE_CITY: lambda folder: write_planned(
        folder, add={BIRTHS: f"{BORN}nord;2023;12\nmitte;2023;10\nhafen;2023;3\nheide;2023;0\nGesamtstadt;2023;30\n"}
    ),
    Code.BIRTHS_NOT_BY_AREA: lambda folder: write_planned(folder, add={BIRTHS: f"{BORN}Gesamtstadt;2023;30\n"}),
    Code.PROJECTION_TWICE: planned(BIRTHS, "nord;2023;13"),
    Code.PROJECTION_AGES: planned(PROJECTION, "2025;5;6;90"),
    # the register of residents, and which of its birth months make a group
    Code.COHORT_WINDOW: cohorts('preset = "nrw"\ngroups = [{ id = "x", label = { de = "x" }, kind = "kita" }]'),
    Code.CUT_OFF_INSIDE_MONTH: cohorts('preset = "nrw"\nschool_cut_off = "09-15"'),
    Code.COHORTS_PRESET_UNKNOWN: cohorts('preset = "nrv"'),
    Code.REGISTER_AGE_NEEDED: with_toml(
        TARGETS,
        f"{REGISTER_ENTRY}\n{TARGETS}".replace('birth_month = "MONAT", age = "ALTER", ', ""),
        {REGISTER: REGISTER_HEAD},
    ),
    Code.REGISTER_BORN_LATER: register("nord;31.12.2023;2024-01;;w;4"),
    Code.REGISTER_WITHOUT_AGE: register("nord;31.12.2023;;;w;4"),
    Code.REGISTER_AGE_TWICE: register("nord;31.12.2023;2021-03;2;w;4"),
    Code.REGISTER_AGE_UNREADABLE: register("nord;31.12.2023;;drei;w;4"),
    Code.REGISTER_MONTH_UNREADABLE: register("nord;31.12.2023;März;;w;4"),
    Code.REGISTER_NO_DAY: register("nord;2023;2021-03;;w;4"),
    Code.REGISTER_COUNT_UNFIT: register("nord;31.12.2023;2021-03;;w;-4"),
    Code.REGISTER_REPEATED: register("mitte;31.12.2023;2021-03;;w;3"),
    Code.REGISTER_DIFFERS: register("mitte;31.12.2023;2021-03;;w;4"),
    Code.REGISTER_LARGER_AREA: register("west;31.12.2023;2021-03;;w;4"),
    Code.REGISTER_SEX_UNKNOWN: register("nord;31.12.2023;2021-03;;d;4"),
    Code.QUESTION_IN_VALUE: toml('"Musterstadt, Statistikstelle"', '"FRAGE: Wer gibt sie heraus?"'),
    Code.QUESTION_STOPS: toml("boundaries_as_of = 2023-12-31", 'boundaries_as_of = "FRAGE: Von wann?"'),
    Code.QUESTIONS_IN_COMMENTS: toml("as_of = 2023-12-31\n", "as_of = 2023-12-31 # FRAGE: Wann?\n"),
    # project file
    Code.PROJECT_NOT_FOUND: lambda folder: write_city(folder, without=[TOML]),
    Code.SEVERAL_WORKBOOKS: _two_workbooks,
    Code.SHEET_MISSING: _without_sheet,
    Code.SHEET_HEADING_MISSING: filled_workbook(cells={("values", "C4"): "Datum"}),
    Code.ENTRY_MISSING: filled_workbook(city={"name": None}),
    Code.NOT_ON_SHEET: filled_workbook(cells={("values", "B5"): "Einwohnr"}),
    Code.NOT_IN_LIST: filled_workbook(cells={("facilities", "L5"): "zu"}),
    Code.NAMES_COLLIDE: filled_workbook(cells={("facilities", "A6"): "k1"}),
    Code.ENTRY_UNREADABLE: filled_workbook(city={"min_count": "fünf"}),
    Code.TYPE_UNUSED: filled_workbook(rows={"facility_types": [*ROWS["facility_types"], UNUSED_TYPE]}),
    Code.SHEET_UNKNOWN: _with_sheet,
    Code.SHEET_HEADING_UNKNOWN: filled_workbook(
        cells={("values", "I4"): "Bemerkung", ("values", "I5"): "Melderegister"}
    ),
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
    Code.PALETTE_ALIKE: toml(
        'kind = "share"', 'palette = ["#d7191c", "#fdae61", "#ffffbf", "#a6d96a", "#1a9641"]\nkind = "share"'
    ),
    Code.PALETTE_RED: toml('kind = "share"', 'palette = ["#fee5d9", "#fb6a4a", "#a50f15"]\nkind = "share"'),
    Code.BACKGROUND_UNFIT: toml(
        "[disclosure",
        '[background]\nurl = "http://karten.example/{z}/{x}/{y}.png"\nattribution = { de = "Karten" }\n\n[disclosure',
    ),
    Code.BASE_NOT_NEAR: with_toml(
        "[disclosure",
        '[[base_lines]]\nid = "fluss"\nlabel = { de = "Fluss" }\nkind = "water"\nfile = "boundaries/fluss.geojson"\n'
        'source = "geo"\n\n[disclosure',
        {"boundaries/fluss.geojson": FAR_RIVER},
    ),
    Code.NOT_RISING: toml("cuts = [-0.5, 0.5]", "cuts = [0.5, -0.5]"),
    Code.NO_CANONICAL_PERIOD: toml("cuts = [-0.5, 0.5]", 'cuts = [-0.5, 0.5]\nperiods = ["Ende 2023"]'),
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
    Code.SMOOTHED_NO_RATE: toml("[profile]", '[uncertainty]\nsmoothed = ["residents"]\n\n[profile]'),
    Code.POOLED_STOCK: toml("[profile]", '[[uncertainty.pooled]]\nindicator = "sgb2_u18"\n\n[profile]'),
    Code.SIMILAR_BY_STEPS: toml("[profile]\n", '[profile]\nsimilar_by = ["schulsozialindex"]\n'),
    Code.NOT_A_COUNT: toml('children = "children_u3"', 'children = "sgb2_u18"'),
    Code.CLASS_LABELS_COUNT: toml(CUTS, f'{CUTS}\nclass_labels = [{{ de = "wenig" }}, {{ de = "viel" }}]'),
    Code.NEEDS_BY_HANDLUNGSFELD: toml(CUTS, f'{CUTS}\nfield_normalisation = "percentile"'),
    Code.ZERO_NEEDS_Z: toml(CUTS, f'{CUTS}\nnormalisation = "percentile"\nzero = "city"'),
    Code.RESCALE_AND_SHARE: toml(CUTS, f'{CUTS}\nmissing = "rescale"'),
    Code.RESIDENTS_NEEDED: toml('residents = "residents"\nmin_res', "min_res"),
    Code.WINDOW_MISSING: toml(CUTS, f'{CUTS}\nnormalisation = "min_max"'),
    Code.FIELD_WEIGHT_UNUSED: toml(
        CUTS, f'{CUTS}\nby_handlungsfeld = true\nfield_weights = [{{ handlungsfeld = "bevoelkerung", weight = 2 }}]'
    ),
    Code.NAMED_TWICE: toml('{ indicator = "single_parents" }', '{ indicator = "sgb2_u18" }'),
    Code.GAPS_NEED_CUTS: toml(CUTS, "cuts = [-0.5, 0.5, 1.5]"),
    Code.NAMED_AREA_UNKNOWN: toml("[profile]", NOTE.format(area="hafem") + "[profile]"),
    Code.RELEASE_TELLS_NOTHING: toml("[profile]", RELEASE.format(says='indicator = "residents"') + "[profile]"),
    Code.SETTING_WITHOUT_EFFECT: toml(CUTS, f"{CUTS}\nrank_stability = {{ free_weights = true, weights_pct = 20 }}"),
    Code.RELEASE_AREA_UNFIT: toml("[profile]", RELEASE.format(says='area = "city"') + "[profile]"),
    Code.PATTERN_UNMET: toml(POP_LINE, 'file = "indicators/einwohner_*.csv"'),
    Code.PATTERN_FORM: toml(POP_LINE, 'file = "ind*/bevoelkerung.csv"'),
    Code.PATTERN_NOT_HERE: toml('file = "boundaries/bezirke.csv"', 'file = "boundaries/bezirke*.csv"'),
    # files and tables
    Code.FILE_NOT_FOUND: lambda folder: write_city(folder, without=[POP]),
    Code.NOT_A_FILE: _folder_for_file,
    Code.FILE_EMPTY: with_file(POP, ""),
    Code.FILE_OUTSIDE: _linked_outside,
    Code.FILE_KIND: toml(POP_LINE, 'file = "indicators/bevoelkerung.vrt"'),
    Code.FILE_TOO_LARGE: with_toml(
        LIMITED, f"[limits]\nmax_mb = 1\n\n{LIMITED}", {POP: POPULATION + 1_000_000 * "\n"}
    ),
    Code.NOT_TEXT: with_file(POP, b"PK\x03\x04\x00\x00\x00\x00"),
    Code.CONTENT_DIFFERS: with_file(AREAS, "<OGRVRTDataSource></OGRVRTDataSource>"),
    Code.ARCHIVE_UNSAFE: with_toml(
        POP_LINE, 'file = "indicators/p.zip"', {"indicators/p.zip": archive(**{"..__p.csv": POPULATION.encode()})}
    ),
    Code.ARCHIVE_TOO_LARGE: lambda folder: write_city(
        folder,
        replace={
            TOML: {POP_LINE: 'file = "indicators/p.zip"', LIMITED: f"[limits]\nmax_unpacked_mb = 1\n\n{LIMITED}"}
        },
        add={"indicators/p.zip": archive(**{"p.csv": bytes(1_000_001)})},
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
    Code.CONDITION_UNMET: toml(POP_LINE, f'{POP_LINE}\nwhere = {{ KENNZAHL = "nichts" }}'),
    Code.NO_ROWS: toml(POP_LINE, f'{POP_LINE}\nwhere = {{ KEY = "nord" }}\nunless = {{ KEY = "nord" }}'),
    Code.LOCK_FILE: toml(POP_LINE, 'file = "indicators/~$bevoelkerung.xlsx"'),
    Code.WORKBOOK_LOCKED: _workbook(encrypted),
    Code.WORKBOOK_UNREADABLE: _workbook(lambda path: path.write_bytes(damaged(people(path).read_bytes()))),
    Code.SHEET_CHOICE: _workbook(lambda path: xlsx(path, {"2022": PEOPLE, "2023": PEOPLE})),
    Code.TABLE_TOO_LARGE: toml(LIMITED, f"[limits]\nmax_rows = 1\n\n{LIMITED}"),
    Code.ARCHIVE_RATIO: with_toml(POP_LINE, 'file = "indicators/p.zip"', {"indicators/p.zip": tight(2_000_000)}),
    Code.FORMULA_WITHOUT_VALUE: _workbook(lambda path: with_part(people(path), SHEET, "<v>120</v>", "<f>60+60</f>")),
    Code.RANGE_EMPTY: toml('dialect = { decimal = "," }\n', 'dialect = { decimal = ",", range = "AA1:AB9" }\n'),
    Code.FURTHER_TABLES: _workbook(lambda path: xlsx(path, {"T": [*PEOPLE, [], ["Weitere"], *PEOPLE]})),
    Code.SECTIONS_FOUND: _workbook(lambda path: xlsx(path, {"T": [PEOPLE[0], [None, "Mitte"], *PEOPLE[1:]]})),
    Code.HIDDEN_CELLS: _workbook(
        lambda path: with_part(
            people(path), SHEET, "<sheetData>", '<cols><col min="5" max="5" hidden="1"/></cols><sheetData>'
        )
    ),
    Code.SHEET_HIDDEN: _workbook(lambda path: with_part(people(path), BOOK, 'state="visible"', 'state="hidden"')),
    Code.NUMBER_AS_TEXT: _workbook(lambda path: xlsx(path, {"T": [*PEOPLE, ["mitte", *PEOPLE[1][1:4], "1.234"]]})),
    Code.PERCENT_UNSEEN: _workbook(
        lambda path: ods(path, {"T": [[*row, part] for row, part in zip(PEOPLE, PARTS, strict=True)]}), ".ods"
    ),
    Code.ERRORS_UNSEEN: _workbook(
        lambda path: with_part(
            ods(path, {"T": PEOPLE}), "content.xml", '"120"', '"120" xmlns:calcext="urn:x" calcext:value-type="error"'
        ),
        ".ods",
    ),
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
    Code.ADDRESS_WITHOUT_NUMBER: with_register(f"{HOUSES}Lange Str.;;10001;500300;5701500\n"),
    Code.ADDRESS_WITHOUT_STREET: with_register(f"{HOUSES}### unbekannt;1;10001;500300;5701500\n"),
    Code.ADDRESS_ARTIFICIAL: with_register(BUILDING + BUILDING.replace(";A;", ";C;"), 'layout = "gebref"'),
    Code.ADDRESS_WITHOUT_POSITION: with_register(f"{HOUSES}Lange Str.;5;10001;;\n"),
    Code.REGISTER_LAYOUT: with_register(HOUSES, 'layout = "gebref"'),
    Code.REGISTER_WITHOUT_POSITIONS: with_register(how='columns = { street = "STR", house_number = "NR" }'),
    Code.REGISTER_OF_ANOTHER_CITY: with_register(BUILDING.replace(";999;", ";998;"), 'layout = "gebref"'),
    Code.STREET_UNKNOWN: with_register(address="Kurze Str. 1"),
    Code.HOUSE_NUMBER_MISSING: with_register(address="Lange Str."),
    Code.HOUSE_NUMBER_UNKNOWN: with_register(address="Lange Str. 99"),
    Code.ADDRESS_AMBIGUOUS: with_register(address="Hof 1"),
    Code.ADDRESS_ELSEWHERE: with_register(address='"Lange Str. 1, 99999 Anderswo"'),
    Code.ADDRESS_NEAR: with_register(address="Lange Str. 1a"),
    Code.POSTCODE_DIFFERS: with_register(address='"Lange Str. 1, 10002 Musterstadt"'),
    Code.POSITION_CONTRADICTS_ADDRESS: with_register(kita="k5"),
    Code.POSITIONS_DIFFER: with_second_list("ID;X;Y\nk1;500300;5702500\n"),
    Code.NOT_IN_OTHER_LIST: with_second_list("ID;X;Y\nk1;500300;5701500\n"),
    Code.ONLY_IN_OTHER_LIST: with_second_list("ID;X;Y\nk1;500300;5701500\nk99;500300;5701500\n"),
    Code.WITHOUT_POSITION_TO_COMPARE: with_second_list("ID;X;Y\nk1;500300;5701500\nk2;;\n"),
    Code.OTHER_LIST_REPEATS: with_second_list("ID;X;Y\nk1;500300;5701500\nk1;500300;5701500\n"),
    Code.POSITION_CHECK_EMPTY: with_second_list("ID\nk1\n", columns=""),
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
    Code.NUMBER_READ_AS: replaced(POP, old=";40", new=";40 ¹"),
    Code.PERIOD_AMBIGUOUS: replaced(POP, old="31.12.2022", new="31.12.22"),
    Code.PERIOD_HALF_YEAR: replaced(POP, old="31.12.2022", new="2. Hj. 2022"),
    Code.PERIOD_UNFIT: replaced(POP, old="31.12.2022", new="Schuljahr 2022/23"),
    Code.PRESET_UNKNOWN: toml(POP_LINE, f'{POP_LINE}\npreset = "amtlich"'),
    Code.WIDE_FORM_UNFOUND: with_wide("KEY;EW 2021", '{ column = "Einwohner {period}" }'),
    Code.WIDE_FITS_TWO: with_wide("KEY;EW 2021", '{ column = "EW {period}" }, { column = "EW {period} " }'),
    Code.WIDE_SAME: with_wide(
        "KEY;EW;EW neu", '{ column = "EW", period = "2021" }, { column = "EW neu", period = "2021" }'
    ),
    Code.WIDE_LEFT_OUT: with_wide("KEY;EW 2021;EW 2O22", '{ column = "EW {period}" }'),
    Code.SPELLING_AMBIGUOUS: lambda folder: write_city(
        folder,
        add={
            AREAS: geojson(quarters())
            .replace('"NAME": "Hafen"', '"NAME": "Neu-Nord"')
            .replace('"NAME": "Heide"', '"NAME": "Neu/Nord"'),
            RATES: "STADTTEIL;KENNZAHL;JAHR;QUOTE;ZAEHLER;NENNER;STATUS\nNeu Nord;SGB II;2023;25,0;30;120;\n",
        },
    ),
    Code.LOOKS_LIKE_TOTAL: with_rows(POP, POPULATION, "Insgesamt;Kinder u3;31.12.2023;insgesamt;73"),
    Code.KEY_ROUNDED: numbered("5,0E+06", "05000012"),
    Code.KEY_GROUPED: numbered("5.000.011", "05000012"),
    Code.SPELLINGS_TAKEN: replaced(RATES, old="Hafen;SGB II;2023", new="HAFEN;SGB II;2023"),
    Code.ZEROS_RESTORED: numbered("5000011", "5000012"),
    Code.DECIMALS_DROPPED: numbered("5000011.0", "5000012.0"),
    Code.CONDITION_ZEROS: with_toml(
        POP_LINE,
        f'{POP_LINE}\nwhere = {{ AGS = "05999999" }}',
        {POP: "AGS;KEY;KENNZAHL;STICHTAG;SEX;WERT\n5999999;nord;Einwohner;31.12.2023;;5\n"},
    ),
    **BROKEN_NETWORKS,
    **BROKEN_RULES,
    **BROKEN_PEOPLE,
}
# found only by what follows from the tables, so nothing that reading could say
OF_ANALYSIS = {
    Code.SUM_DIFFERS,
    Code.PARTS_DIFFER,
    Code.JUMP,
    Code.LIST_STALE,
    Code.ROWS_UNACCOUNTED,
    Code.NOTHING_PAIRED,
    Code.INDEX_CITY_UNKNOWN,
    Code.INDEX_NO_SPREAD,
    Code.INDEX_TOO_FEW,
    Code.INDEX_NO_DATE,
    Code.DATE_WITHOUT_VALUES,
    Code.VERSION_NEVER_HOLDS,
    Code.SMOOTHED_EMPTY,
    Code.POOLED_EMPTY,
    Code.NOTHING_COMPARED,
    Code.RATE_UNCHECKED,
    Code.PROJECTION_FAR,
    Code.FACILITY_OUTSIDE,
    Code.FACILITY_CONFLICT,
    Code.FACILITY_ON_BORDER,
    Code.FACILITY_NO_AREA,
    Code.PLACES_MISSING,
    Code.REACH_NO_PEOPLE,
    Code.REACH_NOBODY,
    Code.REACH_NO_FACILITY,
    Code.REACH_ALL_OUTSIDE,
    Code.NOBODY_IN_REACH,
    Code.NO_WAY_NEAR,
    Code.PEOPLE_UNREACHABLE,
    Code.INTERN_WITHOUT_RULE,
    Code.TOLD_EARLIER,
    Code.PREVIOUS_UNFIT,
    Code.EDITION_TELLS,
    Code.EDITION_UNPROTECTABLE,
    Code.EDITION_RESTS_ON_WITHHELD,
    Code.EDITION_WITHOUT_PROTECTION,
    Code.EDITION_BROKE_OFF,
}
# warnings let the city be built
WARNINGS = {
    Code.BASE_NOT_NEAR,
    *WARNINGS_OF_PEOPLE,
    Code.NETWORK_NOT_COVERING,
    Code.NETWORK_LEAVES_OUT,
    Code.NETWORK_IN_PARTS,
    Code.WAY_ONE_WAY,
    Code.EDGE_LENGTH_SHORT,
    Code.EDGE_LENGTH_LONG,
    Code.WAY_CUT,
    Code.MEASURE_WITHOUT_PLACES,
    Code.MEASURE_COUNTED,
    Code.COUNT_REPEATED,
    Code.VALIDITY_OVERLAPS,
    Code.TARGET_HIGH,
    Code.TARGET_UNUSED,
    Code.HOUSING_IN_REGISTER,
    Code.PERIOD_WITHOUT_PLACES,
    Code.YEAR_BEYOND,
    Code.PLACES_FAR_AHEAD,
    Code.TARGET_AS_SHARE,
    Code.MEASURE_BEFORE_PLACES,
    Code.REGISTER_LARGER_AREA,
    Code.REGISTER_REPEATED,
    Code.QUESTION_IN_VALUE,
    Code.QUESTIONS_IN_COMMENTS,
    Code.TYPE_UNUSED,
    Code.SHEET_UNKNOWN,
    Code.SHEET_HEADING_UNKNOWN,
    Code.SPELLINGS_TAKEN,
    Code.ZEROS_RESTORED,
    Code.DECIMALS_DROPPED,
    Code.CONDITION_ZEROS,
    Code.ROW_TOO_SHORT,
    Code.MOJIBAKE,
    Code.FURTHER_TABLES,
    Code.SECTIONS_FOUND,
    Code.HIDDEN_CELLS,
    Code.SHEET_HIDDEN,
    Code.NUMBER_AS_TEXT,
    Code.PERCENT_UNSEEN,
    Code.ERRORS_UNSEEN,
    Code.AREA_NAME_REPEATED,
    Code.GEOMETRY_REPAIRED,
    Code.AREA_DISSOLVED,
    Code.AREAS_OVERLAP,
    Code.AREAS_GAP,
    Code.AREA_SLIVERS,
    Code.OUTLINE_UNCOVERED,
    Code.RING_OPEN,
    Code.AXES_SWAPPED,
    Code.CRS_DOUBTFUL,
    Code.ZONE_IN_EASTING,
    Code.CRS_CONTRADICTION,
    Code.FACILITY_TWICE,
    Code.COORDINATE_IMPLAUSIBLE,
    Code.MERKMAL_REPEATED,
    Code.ADDRESS_WITHOUT_NUMBER,
    Code.ADDRESS_WITHOUT_STREET,
    Code.ADDRESS_ARTIFICIAL,
    Code.ADDRESS_WITHOUT_POSITION,
    Code.STREET_UNKNOWN,
    Code.HOUSE_NUMBER_MISSING,
    Code.HOUSE_NUMBER_UNKNOWN,
    Code.ADDRESS_AMBIGUOUS,
    Code.ADDRESS_ELSEWHERE,
    Code.ADDRESS_NEAR,
    Code.POSTCODE_DIFFERS,
    Code.POSITION_CONTRADICTS_ADDRESS,
    Code.POSITIONS_DIFFER,
    Code.NOT_IN_OTHER_LIST,
    Code.ONLY_IN_OTHER_LIST,
    Code.WITHOUT_POSITION_TO_COMPARE,
    Code.OTHER_LIST_REPEATS,
    Code.INDICATOR_UNKNOWN,
    Code.STATUS_WITHOUT_VALUE,
    Code.VALUE_REPEATED,
    Code.VALUE_CONTRADICTS_PARTS,
    Code.NUMBER_READ_AS,
    Code.PERIOD_UNFIT,
    Code.WIDE_LEFT_OUT,
}

"""The drawn Musterstadt with cells of people, questions about ways, and what lies beyond its border.

Cells of 100 m by their south-west corner, metres from the corner of the city (tests/cities.py).
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from cities import SOUTH, WEST, geojson, quarters, write_city

from sozialraum.model.codes import Code

Break = Callable[[Path], Path]

TOML, CELLS, BEYOND, KITAS = "projekt.toml", "people/zellen.csv", "facilities/nachbarn.csv", "facilities/kitas.csv"
HEAD = "GITTER_ID_100m;x_mp_100m;y_mp_100m;U3;AELTER;ZEICHEN\n"
POPULATION = """[[population]]
file = "people/zellen.csv"
columns = { cell_id = "GITTER_ID_100m", x = "x_mp_100m", y = "y_mp_100m" }
people = { u3 = "U3", everybody = ["U3", "AELTER"] }
as_of = 2023-12-31
source = "melderegister"

"""
REACH = """[reach]

[[reach.questions]]
id = "kita_u3"
label = { de = "Weg zur nächsten Kita", en = "Way to the nearest day-care centre" }
short = { de = "Kita", en = "Day care" }
facility_types = ["kita"]
people = ["u3"]
people_label = { de = "Kinder unter 3", en = "Children under 3" }
steps_m = [500, 1000]

[reach.questions.places]
coverage = "kita_u3"
weights = [[500, 1], [1000, 0.5]]
bounds = [0.5, 1]

[[reach.beyond]]
file = "facilities/nachbarn.csv"
facility_type = "kita"
columns = { facility_id = "NR", name = "NAME", x = "RECHTS", y = "HOCH", places = { kita_u3 = "U3" } }
crs = "EPSG:25832"
covers_m = 800
as_of = 2023-08-01
source = "jugendamt"

"""
SPREAD = """[spread]
people = { u3 = "children_u3" }
over = "polygons"
file = "people/wohnbau.geojson"
source = "geo"

"""
REGISTER = """[[registers]]
file = "people/register.csv"
columns = { area_id = "KEY", age = "ALTER", count = "KINDER" }
as_of = "2023-12-31"
source = "melderegister"

"""
NEIGHBOURS = (
    f"NR;NAME;RECHTS;HOCH;U3\nn1;Kita Nachbar;{WEST + 2300};{SOUTH + 300};12\nn2;Kita Fern;{WEST - 400};{SOUTH};.\n"
)


def cell_id(east: int, north: int, crs: int = 25832, edge: int = 100) -> str:
    return f"CRS{crs}RES{edge}mN{SOUTH + north}E{WEST + east}"


def cell(east: int, north: int, *numbers: object, flag: str = "") -> str:
    """A row of the file of cells."""
    middle = f"{WEST + east + 50};{SOUTH + north + 50}"
    return f"{cell_id(east, north)};{middle};{';'.join(map(str, numbers))};{flag}\n"


# hafen, nord, nord, mitte
PEOPLE = (
    HEAD + cell(200, 200, 3, 397) + cell(400, 1400, 30, 800) + cell(500, 1400, 10, 360) + cell(1400, 1400, 30, 870)
)


def write_peopled(
    folder: Path,
    cells: str = PEOPLE,
    replace: Mapping[str, str] | None = None,
    sections: str = POPULATION + REACH,
    files: Mapping[str, str] | None = None,
    city: Mapping[str, Mapping[str, str]] | None = None,
) -> Path:
    """The city in a folder; returns the path of its projekt.toml.

    Args:
        replace: old text -> new text in the sections; the old text must occur.
        sections: of projekt.toml about people and ways.
        files: further files.
        city: texts replaced in the files of the city, as in cities.write_city.
    """
    for old, new in (replace or {}).items():
        assert old in sections, old
        sections = sections.replace(old, new)
    changes = {name: dict(texts) for name, texts in (city or {}).items()}
    changes.setdefault(TOML, {})["[lage_index]"] = f"{sections}[lage_index]"
    return write_city(folder, replace=changes, add={CELLS: cells, BEYOND: NEIGHBOURS, **(files or {})})


def _cells(rows: str) -> Break:
    return lambda folder: write_peopled(folder, PEOPLE + rows)


def _toml(old: str, new: str) -> Break:
    return lambda folder: write_peopled(folder, replace={old: new})


def _file(name: str, content: str) -> Break:
    return lambda folder: write_peopled(folder, files={name: content})


def _second(section: str, content: str) -> Break:
    """A second file of people."""
    return lambda folder: write_peopled(
        folder, sections=POPULATION + section + REACH, files={"people/mehr.csv": content}
    )


SECOND = POPULATION.replace("zellen", "mehr")
OTHER_GROUP = SECOND.replace('{ u3 = "U3", everybody = ["U3", "AELTER"] }', '{ pupils = "U3" }')
ADDRESSES = SECOND.replace('cell_id = "GITTER_ID_100m", ', "").replace("as_of", 'crs = "EPSG:25832"\nas_of')
# the corner of hafen inside the city, pulled 200 m into heide
HAFEN = f"[{WEST + 1000}, {SOUTH}], [{WEST + 1000}, {SOUTH + 1000}], [{WEST}, {SOUTH + 1000}]"
WIDER = HAFEN.replace(", [", f", [{WEST + 1200}, {SOUTH + 900}], [", 1)

BROKEN_PEOPLE: Mapping[Code, Break] = {
    Code.CELL_OR_POSITION_NEEDED: _toml(
        'columns = { cell_id = "GITTER_ID_100m", x = "x_mp_100m", y = "y_mp_100m" }', "columns = {}"
    ),
    Code.POLYGONS_NEED_A_FILE: _toml(
        "[reach]\n", '[spread]\npeople = { u3 = "children_u3" }\nover = "polygons"\n\n[reach]\n'
    ),
    Code.SPREAD_NEEDS_HOUSES: lambda folder: write_peopled(
        folder, sections='[spread]\npeople = { u3 = "children_u3" }\nover = "houses"\n\n'
    ),
    Code.CELL_ID_UNREADABLE: _cells(f"CRS25832RES100mN57E5;{WEST};{SOUTH};1;1;\n"),
    Code.CELL_CRS_DIFFERS: _toml(', x = "x_mp_100m", y = "y_mp_100m" }', ' }\ncrs = "EPSG:25833"'),
    Code.CELL_SIZES_DIFFER: _cells(f"{cell_id(0, 0, edge=1000)};{WEST + 500};{SOUTH + 500};5;5;\n"),
    Code.GRIDS_DIFFER: _second(SECOND, f"{HEAD}{cell_id(0, 0, edge=1000)};{WEST + 500};{SOUTH + 500};0;0;\n"),
    Code.CELL_POSITION_DIFFERS: _cells(cell(600, 200, 0, 1).replace(f"{WEST + 650}", f"{WEST + 750}")),
    Code.PEOPLE_UNFIT: _cells(cell(600, 200, -2, 1)),
    Code.PEOPLE_WITHOUT_POSITION: _second(ADDRESSES, f"{HEAD};;;1;1;\n"),
    Code.CELLS_SUMMED: _cells(cell(200, 200, 1, 0)),
    Code.CELLS_OUTSIDE: _cells(cell(2400, 200, 0, 7)),
    Code.CELLS_IN_TWO_AREAS: lambda folder: write_peopled(
        folder, PEOPLE + cell(1000, 200, 0, 1), city={"boundaries/stadtteile.geojson": {HAFEN: WIDER}}
    ),
    Code.POPULATION_ELSEWHERE: lambda folder: write_peopled(
        folder, PEOPLE.replace("E500", "E509").replace("E501", "E509"), {', x = "x_mp_100m", y = "y_mp_100m"': ""}
    ),
    Code.PEOPLE_BEYOND_INSIDE: _second(SECOND + "beyond = true\n", HEAD + cell(700, 700, 5, 5)),
    Code.POPULATION_DAYS_DIFFER: _second(SECOND.replace("2023-12-31", "2022-12-31"), HEAD + cell(600, 600, 0, 0)),
    Code.AREA_WITHOUT_PEOPLE: lambda folder: write_peopled(
        folder, sections=POPULATION + REGISTER + REACH, files={"people/register.csv": "KEY;ALTER;KINDER\nheide;2;1\n"}
    ),
    Code.PEOPLE_DIFFER: lambda folder: write_peopled(
        folder,
        PEOPLE + cell(800, 1400, 5, 0),
        {"as_of = 2023-12-31": 'compared_with = { u3 = "children_u3" }\nas_of = 2023-12-31'},
    ),
    Code.AREAS_WITHOUT_HOMES: lambda folder: write_peopled(
        folder, sections=SPREAD, files={"people/wohnbau.geojson": geojson(quarters()[:2])}
    ),
    Code.WEIGHT_UNFIT: _toml("[500, 1]", "[500, 1.5]"),
    Code.REACH_NEEDS_PEOPLE: lambda folder: write_peopled(folder, sections=REACH),
    Code.REACH_NEEDS_NETWORK: _toml("[reach]\n", '[reach]\nway = "network"\n'),
    Code.WAY_RULE_MISSING: _toml("steps_m = [500, 1000]", "steps_m = [500, 1000]\nbenchmark = true"),
    Code.BEYOND_INSIDE: _file(BEYOND, f"{NEIGHBOURS}n3;Kita Innen;{WEST + 700};{SOUTH + 700};5\n"),
    Code.BEYOND_WITHOUT_POSITION: _file(BEYOND, f"{NEIGHBOURS}n3;Kita Irgendwo;;;5\n"),
    Code.AREAS_WITHOUT_GROUP: lambda folder: write_peopled(
        folder, HEAD + cell(400, 1400, 30, 800) + cell(1400, 1400, 30, 870)
    ),
    Code.PLACES_NOT_NAMED: _second(OTHER_GROUP, HEAD + cell(200, 200, 3, 0)),
    Code.METRES_EXPECTED: _toml("covers_m = 800", "covers_m = 0.8"),
    Code.BOUNDS_NOT_PER_CHILD: _toml("bounds = [0.5, 1]", "bounds = [30, 50]"),
    Code.PLACES_OF_OTHER_TYPES: lambda folder: write_peopled(
        folder, replace={'facility_types = ["kita"]\npeople': 'facility_types = ["grundschule"]\npeople'}
    ),
    Code.BEYOND_FAR: _file(BEYOND, f"{NEIGHBOURS}n3;Kita Weit;{WEST + 300};{SOUTH + 50_000};5\n"),
    Code.FACILITIES_SAME_PLACE: _file(BEYOND, f"{NEIGHBOURS}n3;Kita Zwilling;{WEST + 2300};{SOUTH + 300};5\n"),
}
WARNINGS_OF_PEOPLE = {
    Code.CELL_POSITION_DIFFERS,
    Code.PEOPLE_WITHOUT_POSITION,
    Code.CELLS_SUMMED,
    Code.CELLS_OUTSIDE,
    Code.CELLS_IN_TWO_AREAS,
    Code.PEOPLE_BEYOND_INSIDE,
    Code.POPULATION_DAYS_DIFFER,
    Code.AREA_WITHOUT_PEOPLE,
    Code.PEOPLE_DIFFER,
    Code.AREAS_WITHOUT_HOMES,
    Code.BEYOND_INSIDE,
    Code.BEYOND_WITHOUT_POSITION,
    Code.FACILITIES_SAME_PLACE,
    Code.AREAS_WITHOUT_GROUP,
    Code.PLACES_NOT_NAMED,
    Code.BEYOND_FAR,
}

"""Ways in which a city's files get damaged, each drawn by Hypothesis so that it shrinks to the smallest fault."""

import copy
import json
import re
from collections.abc import Callable
from typing import Any

from cities import city_files
from hypothesis import strategies as st

Files = dict[str, str | bytes]
Draw = Callable[[st.SearchStrategy[Any]], Any]

USUAL: dict[str, str] = {name: text for name, text in city_files().items() if isinstance(text, str)}
TABLES = sorted(name for name in USUAL if name.endswith(".csv"))
MAPS = sorted(name for name in USUAL if name.endswith(".geojson"))
PROJECT_FILE = "projekt.toml"

ODD_CELLS = (
    "", " ", "0", "-0", "-1", "1e308", "1e400", "-1e400", "nan", "NaN", "inf", "-inf", "99999999999999999999", "0,0",
    "1.234.567,89", "1,2,3", "1e-320", "0x1F", "½", "١٢", "−5", "1 000", "1'000", "5%", "~5", "<5", "(5)", "5*",
    "x", ".", "-", "–", "/", "k.A.", "=1+1", "+1", "@SUM(A1)", "{{ 7*7 }}", "<script>", "\x00", "\x1b[31m", "\ufeff",
    "\u202e", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), '"', '""', "'", "\\", "\t", "a\rb",
    "2023", "2023/24", "2018-2020", "2020-2018", "31.02.2023", "31.12.0000", "1.1.9999", "31.12.10000", "2023-12-31",
    "2023-Q4", "nord", "mitte", "Nord/Mitte", "Gesamtstadt", "city", "Hafen", "NORD", "nörd", "ß" * 300, "weiblich",
    "Einwohner", "SGB II", "U3", "A", "E", "P", "F", "U", "Q", "O", "M", "L", "offen", "geplant", "k1", "s1",
)  # fmt: skip
ODD_TOML = (
    '""', '" "', "0", "-1", "1", "1e400", "nan", "inf", "-inf", "true", "false", "[]", "{}", "[[]]", '[""]', "[0]",
    "[nan, nan]", "9" * 30, "2023-02-30", "0001-01-01", "9999-12-31", "1979-05-27T07:32:00Z", "07:32:00",
    '"../x"', '"/etc/passwd"', '"C:\\\\x"', '"."', '"con"', '"a/b"', '"\\u0000"', '"\\u202E"', '"{{ 7*7 }}"',
    '"</script>"', '"EPSG:4326"', '"EPSG:0"', '"EPSG:31466"', '"EPSG:3857"', '"utf-7"', '"utf-16"', '"idna"', '"ß"',
    '{ de = "" }', '{ xx = "x" }', '{ de = 1 }', '"city"', '"sozialraum"', '"joint"', '"2023"', '"31.12.2023"',
)  # fmt: skip
ODD_JSON: tuple[Any, ...] = (
    None, True, 0, -0.0, 1e308, -1e308, 5e-324, 10**30, float("nan"), float("inf"), "", "x", "NaN", "500300", [], {},
    [[]], [None], [0], [0, 0], [0, 0, 0], [0, 0, 0, 0, 0], "Point", "Polygon", "MultiPolygon", "LineString",
    "GeometryCollection", "Feature", "FeatureCollection", "urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "nord",
    500_000, 5_700_000, 500_000.5, 7.0, 51.5, {"type": "Point", "coordinates": [500_300, 5_701_500]},
    {"type": "Polygon", "coordinates": []}, {"type": "MultiPolygon", "coordinates": [[]]},
    {"type": "GeometryCollection", "geometries": []},
)  # fmt: skip
FEW = st.sampled_from((1, 1, 1, 2, 3))  # damages at once: after several, hardly anything can be read
TOML_VALUE = re.compile(r'(?<== )("[^"\n]*"|\d{4}-\d\d-\d\d|-?[\d.]+|true|false|\[[^\[\]{}\n]*\]|\{[^{}\n]*\})')


@st.composite
def flipped_bytes(draw: Draw) -> Files:
    """One to four bytes of one file replaced, put in or taken out, or the file cut off."""
    name = draw(st.sampled_from(sorted(USUAL)))
    content = bytearray(USUAL[name].encode())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content) - 1))
        kind = draw(st.sampled_from(("replace", "insert", "remove", "cut")))
        if kind == "cut":
            del content[at + 1 :]
        elif kind == "remove" and len(content) > 1:
            del content[at]
        elif kind == "insert":
            content.insert(at, draw(st.integers(0, 255)))
        else:
            content[at] = draw(st.integers(0, 255))
    return {name: bytes(content)}


@st.composite
def moved_lines(draw: Draw) -> Files:
    """Lines of one file left out, doubled, exchanged, or taken from another file."""
    name = draw(st.sampled_from(sorted({*TABLES, PROJECT_FILE})))
    lines = USUAL[name].splitlines()
    for _ in range(draw(FEW)):
        at, to = (draw(st.integers(0, max(len(lines) - 1, 0))) for _ in range(2))
        kind = draw(st.sampled_from(("drop", "double", "exchange", "foreign")))
        if not lines or kind == "foreign":
            lines.insert(at, draw(st.sampled_from(USUAL[draw(st.sampled_from(sorted(USUAL)))].splitlines())))
        elif kind == "drop":
            del lines[at]
        elif kind == "double":
            lines.insert(to, lines[at])
        else:
            lines[at], lines[to] = lines[to], lines[at]
    return {name: "\n".join(lines) + "\n"}


@st.composite
def odd_cells(draw: Draw) -> Files:
    """Cells of one or two tables replaced by odd texts or by those of other cells."""
    files: Files = {}
    for name in draw(st.lists(st.sampled_from(TABLES), min_size=1, max_size=2, unique=True)):
        rows = [line.split(";") for line in USUAL[name].splitlines()]
        for _ in range(draw(FEW)):
            row = rows[draw(st.integers(0 if draw(st.integers(0, 9)) == 0 else 1, len(rows) - 1))]
            at = draw(st.integers(0, len(row) - 1))
            column = sorted({other[at] for other in rows[1:]})
            odd = st.sampled_from(column) | st.sampled_from(ODD_CELLS) | st.integers(0, 10**6).map(str)
            row[at] = draw(odd | st.text(max_size=6))
        files[name] = "\n".join(";".join(row) for row in rows).encode("utf-8", "surrogatepass") + b"\n"
    return files


@st.composite
def odd_project(draw: Draw) -> Files:
    """Values of the project file replaced by odd ones or by other values of the same file."""
    text = USUAL[PROJECT_FILE]
    own = sorted(set(TOML_VALUE.findall(text)))
    for _ in range(draw(FEW)):
        places = list(TOML_VALUE.finditer(text))
        match = places[draw(st.integers(0, len(places) - 1))]
        alike = [value for value in own if _looks(value) == _looks(match[0])]
        text_ = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=4).map(json.dumps)
        odd = st.sampled_from(ODD_TOML) | st.integers(-9, 10**6).map(str) | text_
        value = draw(st.sampled_from(alike) if draw(st.integers(0, 3)) else odd)
        text = text[: match.start()] + value + text[match.end() :]
    return {PROJECT_FILE: text}


@st.composite
def odd_geometry(draw: Draw) -> Files:
    """Coordinates, properties and whole branches of a GeoJSON file replaced or left out."""
    name = draw(st.sampled_from(MAPS))
    data = json.loads(USUAL[name])
    for _ in range(draw(FEW)):
        places = list(_places(data))
        if not places:
            break
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        if draw(st.integers(0, 4)) == 0:
            del holder[key]
        else:
            number = st.floats(width=32) | st.integers(499_000, 503_000) | st.integers(5_699_000, 5_703_000)
            holder[key] = copy.deepcopy(draw(st.sampled_from(ODD_JSON) | number))
    return {name: json.dumps(data)}


def _looks(value: str) -> str:
    """What kind of TOML value it is, and for texts whether it is an id, a file or a sentence."""
    if not value.startswith('"'):
        return value[0] if value[0] in "[{tf" else "0"
    return "file" if "/" in value else "id" if re.fullmatch(r'"[a-z0-9_]+"', value) else "text"


def _places(data: Any) -> list[tuple[Any, Any]]:
    """(holder, key) of everything below, outer ones first."""
    keys: list[Any] = (
        list(data) if isinstance(data, dict) else list(range(len(data))) if isinstance(data, list) else []
    )
    found = [(data, key) for key in keys]
    for key in keys:
        found += _places(data[key])
    return found

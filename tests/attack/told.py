"""What a stranger reads in the files of an edition: figures with area, what, period and group, and where they stand.

Nothing of the program is imported. Figures come from the tables in data/, from the data blocks of the pages, from
tables on pages and in workbooks and GeoPackages, and from sentences.
"""

import csv
import io
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from attack.html_tree import Node, elements, text_of, tree_of
from defusedxml import ElementTree
from packing import page_data

WITHHELD, NUMBER, OTHER = "Q", "number", ""
BLOCK = re.compile(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', re.DOTALL)
STYLE = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
SMALL_PRINT = "sozialraum-soft"
SPEAKING = {"p", "li", "h2", "h3", "figcaption", "dd", "title"}
SCRIPT = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
WRITTEN = re.compile(r"[−-]?\d+(?:[.\u202f\u00a0 ]\d{3})*(?:,\d+)?")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True)
class Area:
    """A row of areas.csv."""

    id: str
    name: str
    level: str
    part_of: str


@dataclass(frozen=True)
class Figure:
    """One number, or the word that there is none."""

    area: str
    what: str  # table | indicator or measure | group | column
    period: str
    state: str  # WITHHELD, NUMBER or OTHER
    value: float | None
    places: int  # digits behind the decimal mark, as written
    where: str


# ---- tables in data/ ----

# how the tables are keyed: columns of the area (or facility), of what is counted, of the period, and of the numbers
KEYED: dict[str, tuple[str, tuple[str, ...], str, tuple[str, ...]]] = {
    "indicators": ("area_id", ("indicator_id", "group"), "period", ("value", "numerator", "denominator")),
    "measures": ("area_id", ("measure_id", "target_group", "group", "scenario"), "period", ("value", "base")),
    "children": ("area_id", ("group",), "year", ("value",)),
    "applications": ("area_id", ("coverage", "counted_on"), "period", ("children",)),
    "offers": (
        "facility_id", ("offer", "target_group", "kind", "weekly_hours", "group_form", "inclusion"), "period",
        ("places",),
    ),
    "facility_values": ("facility_id", ("indicator_id",), "period", ("value",)),
    "classes": ("facility_id", (), "year", ("children",)),
    "ganztag": ("facility_id", (), "year", ("children", "entitled")),
}  # fmt: skip


@lru_cache(maxsize=256)
def rows_of(content: bytes) -> tuple[dict[str, str], ...]:
    """A CSV as it stands, every cell a text."""
    return tuple(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def areas_of(files: Mapping[str, bytes]) -> dict[str, Area]:
    return {
        row["area_id"]: Area(row["area_id"], row["name"], row["level"], row["part_of"])
        for row in rows_of(files["data/areas.csv"])
    }


def figures(files: Mapping[str, bytes]) -> list[Figure]:
    """Every figure of the open tables."""
    found = []
    for table in KEYED:
        if f"data/{table}.csv" in files:
            found += _table_figures(table, files[f"data/{table}.csv"])
    return found


@lru_cache(maxsize=64)
def _table_figures(table: str, content: bytes) -> tuple[Figure, ...]:
    area, names, period, columns = KEYED[table]
    found = []
    for at, row in enumerate(rows_of(content)):
        for column in columns:
            what = "|".join([table, *(row[name] for name in names), column])
            text = row[column]
            state = NUMBER if text else WITHHELD if row["status"] == WITHHELD else OTHER
            found.append(
                Figure(
                    row[area], what, row[period], state, float(text) if text else None,
                    len(text.partition(".")[2]), f"data/{table}.csv:{at + 2}",
                )
            )  # fmt: skip
    return tuple(found)


# ---- data blocks of the pages ----


@lru_cache(maxsize=64)
def blocks_of(content: bytes) -> tuple[Any, ...]:
    """The data of a page's blocks as its scripts have it."""
    return tuple(page_data(match[1]) for match in BLOCK.finditer(content.decode()))


def page_figures(files: Mapping[str, bytes]) -> list[Figure]:
    """Every figure of the layers, of the groups and of the index in the pages' data blocks."""
    found = []
    for name, content in files.items():
        if name.endswith(".html"):
            found += _page_figures(name, content)
    return found


@lru_cache(maxsize=64)
def _page_figures(name: str, content: bytes) -> tuple[Figure, ...]:
    found = []
    for data in blocks_of(content):
        if not isinstance(data, dict) or "areas" not in data:
            continue
        ids = [area["id"] for area in data["areas"]]
        for layer in data.get("layers", []):
            found += _layer(name, layer, ids)
            if "planned" in layer:
                found += _layer(name, {**layer["planned"], "id": f"{layer['id']} planned"}, ids)
        for split in data.get("groups_of", []):
            for at, group in enumerate(split.get("groups", [])):
                what = f"groups|{split['layer']}|{split['dimension']}|{group['label']}|{at}"
                letters = group.get("s") or ""
                for index, value in enumerate(group.get("v") or []):
                    letter = letters[index] if index < len(letters) else ""
                    found.append(_paged(ids[index], what, split["period"], value, letter, f"{name} groups"))
    return tuple(found)


def _layer(name: str, layer: Mapping[str, Any], ids: list[str]) -> Iterator[Figure]:
    periods = [period["id"] for period in layer.get("periods", [])]
    for at, period in enumerate(periods):
        letters = (layer.get("s") or [])[at] if at < len(layer.get("s") or []) else ""
        row = (layer.get("v") or [])[at] if at < len(layer.get("v") or []) else []
        change = (layer.get("change") or [])[at] if at < len(layer.get("change") or []) else None
        for index, value in enumerate(row):
            letter = letters[index] if index < len(letters) else "A"
            where = f"{name} layer {layer['id']}"
            yield _paged(ids[index], f"layer|{layer['id']}", period, value, letter, where)
            if change and index < len(change.get("v") or []):
                moved = change["v"][index]
                yield _paged(ids[index], f"change|{layer['id']}|{periods[change['from']]}", period, moved, "", where)
        city = (layer.get("city") or [])[at] if at < len(layer.get("city") or []) else None
        if isinstance(city, dict):
            yield _paged("city", f"layer|{layer['id']}", period, city.get("v"), city.get("s") or "", f"{name} city")


def _paged(area: str, what: str, period: str, value: Any, letter: str, where: str) -> Figure:
    known = isinstance(value, int | float) and not isinstance(value, bool)
    state = NUMBER if known else WITHHELD if letter == WITHHELD else OTHER
    places = len(repr(value).partition(".")[2]) if isinstance(value, float) else 0
    return Figure(area, what, period, state, float(value) if known else None, places, where)


# ---- tables on pages, in workbooks and in GeoPackages: cells by their headings ----


@dataclass(frozen=True)
class Written:
    """A cell of a table: the same headings in every area make a column."""

    source: str
    headings: tuple[str, ...]
    area: str
    text: str


def written(files: Mapping[str, bytes]) -> list[Written]:
    """Every cell of every table that is not a CSV, with the area it speaks of."""
    areas = areas_of(files)
    names = {area.name: area.id for area in areas.values()}
    names |= {area.id: area.id for area in areas.values()}
    keys = tuple(sorted(names.items()))
    found: list[Written] = []
    for name, content in files.items():
        if name.endswith(".html"):
            found += _html_cells(name, content, keys)
        elif name.endswith(".xlsx"):
            found += _xlsx_cells(name, content, keys)
        elif name.endswith(".gpkg"):
            found += _gpkg_cells(name, content, keys)
    return found


@lru_cache(maxsize=64)
def _html_cells(name: str, content: bytes, names: tuple[tuple[str, str], ...]) -> tuple[Written, ...]:
    ids, page = dict(names), page_of(content)
    own, heading, found = _own(page, ids), "", []
    for at, one in enumerate(elements(page)):
        if one.tag in {"h2", "h3", "summary"}:
            heading = text_of(one)
        if one.tag == "table":
            label = next((text_of(caption) for caption in elements(one, "caption")), "") or heading or str(at)
            rows = [
                [text_of(cell, without=SMALL_PRINT) for cell in row.children if isinstance(cell, Node)]
                for row in elements(one, "tr")
            ]
            found += _cells(name, label, rows, ids, own)
        if "sozialraum-tile" in one.attributes.get("class", "").split() and own:
            texts = [text_of(line) for line in one.children if isinstance(line, Node) and line.tag == "p"]
            if len(texts) > 1:
                found.append(Written("tile", ("tile", texts[0]), own, texts[1]))
    return tuple(found)


@lru_cache(maxsize=64)
def page_of(content: bytes) -> Node:
    return tree_of(SCRIPT.sub("", content.decode()))


def _own(page: Node, ids: Mapping[str, str]) -> str:
    """The area a page is about, by its heading; "" where it is about none."""
    title = " ".join(text_of(one) for one in elements(page, "h1"))
    return next((ids[part] for part in (title, title.partition(":")[0].strip()) if part in ids), "")


def _cells(name: str, label: str, rows: list[list[str]], ids: Mapping[str, str], own: str) -> Iterator[Written]:
    """Cells of a table of rows; the area is named in the row, or is that of the page."""
    head: list[str] = []
    group, area = "", own
    for row in rows:
        numbers = [cell for cell in row if WRITTEN.fullmatch(cell)]
        named = [ids[cell] for cell in row[:3] if cell in ids]
        if not named and len([cell for cell in row if cell]) == 1:
            group = next(cell for cell in row if cell)
            area = ids.get(group, own)
            continue
        if not named and not numbers and len(row) > 1 and not any("gesperrt" in cell for cell in row[1:]):
            head = row
            continue
        said = named[0] if named else area
        if not said:
            continue
        source = "page" if own else name
        for at, cell in enumerate(row):
            if cell and cell not in ids and (at > 0 or named):
                column = head[at] if at < len(head) else str(at)
                title = "" if named else row[0]
                yield Written(source, (label, group if not named else "", title, column, str(at)), said, cell)


@lru_cache(maxsize=16)
def _xlsx_cells(name: str, content: bytes, names: tuple[tuple[str, str], ...]) -> tuple[Written, ...]:
    """Cells of a workbook, read from its own XML."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared: list[str] = []
        if "xl/sharedStrings.xml" in book.namelist():
            tree = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
            shared = ["".join(text.text or "" for text in one.iter(f"{SHEET}t")) for one in tree]
        for sheet in sorted(one for one in book.namelist() if one.startswith("xl/worksheets/sheet")):
            rows = []
            for row in ElementTree.fromstring(book.read(sheet)).iter(f"{SHEET}row"):
                cells: dict[int, str] = {}
                for cell in row.iter(f"{SHEET}c"):
                    cells[_column(cell.get("r") or "A")] = _xlsx_text(cell, shared)
                rows.append([cells.get(at, "") for at in range(max(cells, default=-1) + 1)])
            found += _cells(name, sheet.rsplit("/", 1)[-1], rows, dict(names), "")
    return tuple(found)


def _column(reference: str) -> int:
    index = 0
    for letter in re.match(r"[A-Z]+", reference)[0]:  # type: ignore[index]  # a cell always bears its column
        index = 26 * index + ord(letter) - 64
    return index - 1


def _xlsx_text(cell: Any, shared: list[str]) -> str:
    value = cell.findtext(f"{SHEET}v")
    if cell.get("t") == "s" and value is not None:
        return shared[int(value)].strip()
    if cell.get("t") == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{SHEET}t")).strip()
    if value is not None and cell.get("t") in (None, "n"):
        number = float(value)
        return f"{number:.10f}".rstrip("0").rstrip(".").replace(".", ",")
    return value or ""


@lru_cache(maxsize=16)
def _gpkg_cells(name: str, content: bytes, names: tuple[tuple[str, str], ...]) -> tuple[Written, ...]:
    """Cells of a GeoPackage, which is a database of SQLite."""
    ids, found = dict(names), []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edition.gpkg"
        path.write_bytes(content)
        with sqlite3.connect(path) as base:
            tables = [row[0] for row in base.execute("SELECT table_name FROM gpkg_contents")]
            for table in tables:
                cursor = base.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # a name from the file's own list
                head = [one[0] for one in cursor.description]
                for row in cursor:
                    said = next((ids[one] for one in row if isinstance(one, str) and one in ids), "")
                    for column, cell in zip(head, row, strict=True):
                        if said and isinstance(cell, str | int | float) and cell not in ids:
                            text = cell if isinstance(cell, str) else f"{cell:.10f}".rstrip("0").rstrip(".")
                            found.append(Written(name, (table, column), said, text.replace(".", ",")))
    return tuple(found)


def number_written(text: str) -> tuple[float, int] | None:
    """A German number that leads a text, and its digits behind the mark; None where the text begins otherwise."""
    match = WRITTEN.match(text)
    if not match or (match.end() < len(text) and text[match.end()] in ".:/–-"):
        return None
    plain = re.sub(r"[.\u202f\u00a0 ]", "", match[0]).replace("−", "-").replace(",", ".")
    return float(plain), len(plain.partition(".")[2])


# ---- sentences ----


@dataclass(frozen=True)
class Sentence:
    """A sentence about an area, or about the city, and where it stood."""

    area: str
    text: str
    where: str
    layer: str = ""
    period: str = ""


def sentences(files: Mapping[str, bytes]) -> list[Sentence]:
    """Findings in data blocks, texts of pages about one area, and labels that tooltips and readers speak."""
    names = {area.name: area.id for area in areas_of(files).values()}
    keys = tuple(sorted(names.items()))
    return [
        one for name, content in files.items() if name.endswith(".html") for one in _sentences(name, content, keys)
    ]


@lru_cache(maxsize=64)
def _sentences(name: str, content: bytes, names: tuple[tuple[str, str], ...]) -> tuple[Sentence, ...]:
    ids, found = dict(names), []
    for data in blocks_of(content):
        told = data.get("findings") if isinstance(data, dict) else None
        if told:
            places = [area["id"] for area in data["areas"]]
            lists = [("city", told.get("city") or [])]
            lists += [(places[int(at)], each) for at, each in (told.get("areas") or {}).items()]
            for area, each in lists:
                found += [
                    Sentence(area, one["text"], f"{name} finding", one.get("layer") or "", one.get("period") or "")
                    for one in each
                ]
    page = tree_of(STYLE.sub("", content.decode()))
    own = _own(page, ids)
    for one in elements(page):
        if one.tag in SPEAKING:
            found.append(Sentence(own, text_of(one), name))
        for label in ("aria-label", "title"):
            if label in one.attributes:
                found.append(Sentence(own, one.attributes[label], f"{name} aria-label"))
    return tuple(one for one in found if one.text)


def words_of(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """All text of all files, unpacked, by name."""
    for name, content in files.items():
        if content.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for inner in archive.namelist():
                    yield f"{name} > {inner}", archive.read(inner).decode("utf-8", "replace")
        elif name.endswith(".html"):
            yield name, SCRIPT.sub(" ", content.decode())
            for data in blocks_of(content):
                yield f"{name} > data", json.dumps(data, ensure_ascii=False)
        else:
            yield name, content.decode("utf-8", "replace")

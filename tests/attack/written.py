"""Cells of tables on pages, in workbooks and in GeoPackages, by their headings and the area they speak of."""

import io
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
from attack.told import SCRIPT, areas_of
from defusedxml import ElementTree

SMALL_PRINT = "sr-soft"
WRITTEN = re.compile(r"[−-]?\d+(?:[.\u202f\u00a0 ]\d{3})*(?:,\d+)?")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


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
    own, heading, found = area_of_page(page, ids), "", []
    for at, one in enumerate(elements(page)):
        if one.tag in {"h2", "h3", "summary"}:
            heading = text_of(one)
        if one.tag == "table":
            label = next((text_of(caption) for caption in elements(one, "caption")), "") or heading or str(at)
            rows = [_of_row(row) for row in elements(one, "tr")]
            found += _cells(name, label, rows, ids, own)
        if "sr-tile" in one.attributes.get("class", "").split() and own:
            texts = [text_of(line) for line in one.children if isinstance(line, Node) and line.tag == "p"]
            if len(texts) > 1:
                found.append(Written("tile", ("tile", texts[0]), own, texts[1]))
    return tuple(found)


def _of_row(row: Node) -> list[str]:
    """The text of each column; a figure that spans columns stands in all of them, a heading in its first."""
    texts: list[str] = []
    for cell in row.children:
        if isinstance(cell, Node):
            text, span = text_of(cell, without=SMALL_PRINT), int(cell.attributes.get("colspan") or 1)
            texts += [text, *[text if cell.tag == "td" else ""] * (span - 1)]
    return texts


@lru_cache(maxsize=64)
def page_of(content: bytes) -> Node:
    return tree_of(SCRIPT.sub("", content.decode()))


def area_of_page(page: Node, ids: Mapping[str, str]) -> str:
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

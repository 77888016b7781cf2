"""Workbooks of offices (.xlsx, .xlsm, .xls, .ods): one sheet as a Grid of texts, as a person reads them.

A number whose format is a percentage is read in per cent (0.123 shown as 12,3 % is "12.3"), one whose format
writes leading zeros keeps them ("05562012"), a date is ISO. Macros, links and formulas never run; a formula
counts with the result that the file holds.
"""

import json
import math
import re
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.worksheet._reader import WorkSheetParser

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.files import Limits
from sozialraum.sources.paths import NONE_NEAR, listed, refused
from sozialraum.sources.tables.grid import Box, Grid, Row, box_of
from sozialraum.sources.tables.table import clean

NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULA = re.compile(rb"<f[\s/>]")  # of a cell; the rules of lists have <formula1>
ZEROS = re.compile(r"0{2,}")
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
DECLARATION = re.compile(b"<\0?!\0?(?:D\0?O\0?C\0?T|E\0?N\0?T\0?I)")
# records of an .xls whose value is an error: of a cell, and of a formula
OLD_ERRORS = re.compile(
    rb"\x05\x02\x08\x00.{6}[\x00\x07\x0f\x17\x1d\x24\x2a]\x01|\x06\x00..[^\xff].{5}\x02.[\x00\x07\x0f\x17\x1d\x24\x2a].{3}\xff\xff",
    re.DOTALL,
)
SECONDS = 300  # that reading an old workbook may take
WIDTH = 100  # cells a row may have on average, before a sheet is refused as too large


def read_sheet(name: str, path: Path, layer: str | None, limits: Limits) -> tuple[str, Grid, list[Problem]]:
    """The sheet of that name, or the only one that holds a table: its name, its cells, and what is odd.

    Args:
        name: as written in projekt.toml, for the Problems.
        layer: name of the sheet, blanks around it do not count.

    Raises:
        InputError: not readable, protected by a password, too large, no such sheet, or several.
    """
    read = _calamine if path.suffix.lower() in {".xls", ".ods"} else _openpyxl
    with _faults_told(name, path, limits):
        return read(name, path, layer, limits)


def read_sheets(name: str, path: Path, limits: Limits, wanted: Callable[[str], bool]) -> dict[str, Grid]:
    """Every sheet of an .xlsx or .xlsm in its order, hidden ones too; those that are not wanted stay empty.

    Raises:
        InputError: as `read_sheet`.
    """
    with _faults_told(name, path, limits):
        _check_declarations(name, path)
        with _book(path) as book:
            sheets: dict[str, Any] = {sheet.title: sheet for sheet in book.worksheets}
            return {
                title: _xlsx_grid(name, path, sheet, limits) if wanted(title) else Grid(())
                for title, sheet in sheets.items()
            }


@contextmanager
def _faults_told(name: str, path: Path, limits: Limits) -> Iterator[None]:
    """Whatever a library raises for a workbook, as one sentence."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts of a workbook that are not read here
            yield
    except InputError:
        raise
    except DefusedXmlException:
        raise refused(Code.CONTENT_DIFFERS, name, value=path.suffix) from None
    except MemoryError:
        raise refused(Code.TABLE_TOO_LARGE, name, limit=str(limits.max_rows)) from None
    except Exception as error:  # what the libraries raise for a damaged file is without end
        raise refused(Code.WORKBOOK_UNREADABLE, name) from error


def cell_text(value: Any, number_format: str = "General") -> str:
    """A cell as a person reads it, without signs between thousands and with a decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number_text(value, number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return clean(str(value))


def _number_text(value: float, number_format: str) -> str:
    if not math.isfinite(value):
        return str(value)
    plain = LITERAL.sub("", number_format.split(";")[0])
    if "%" in plain:
        return _decimal_text(Decimal(repr(value)) * 100)
    whole = isinstance(value, int) or value.is_integer()
    if whole and ZEROS.fullmatch(plain):
        return ("-" if value < 0 else "") + str(abs(int(value))).zfill(len(plain))
    return str(int(value)) if whole and abs(value) < 2**63 else _decimal_text(Decimal(repr(value)))


def _decimal_text(number: Decimal) -> str:
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _is_real(value: Any, text: str) -> bool:
    """Whether it is a number and stayed one; leading zeros make it a key."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and not (len(text) > 1 and text.startswith("0") and text[1] != ".")


def _chosen(name: str, layer: str | None, known: list[str], holding: Iterator[str]) -> str:
    """The sheet that is meant.

    Args:
        known: all sheets.
        holding: those that hold a table; looked at only if the project names none.
    """
    if layer is not None:
        wanted = [sheet for sheet in known if sheet == layer] or [s for s in known if clean(s) == clean(layer)]
        wanted = wanted or [sheet for sheet in known if clean(sheet).casefold() == clean(layer).casefold()]
        if len(wanted) == 1:
            return wanted[0]
        raise refused(Code.SHEET_CHOICE, name, value=layer, known=listed([clean(one) for one in known], limit=40))
    if len(known) == 1:
        return known[0]
    found = list(holding)
    if len(found) == 1:
        return found[0]
    shown = listed([clean(one) for one in found or known], limit=40)
    raise refused(Code.SHEET_CHOICE, name, value=NONE_NEAR, known=shown)


def _holds_table(grid: Grid) -> bool:
    return sum(len(row.filled) > 1 for row in grid.rows) > 1


def _hidden_sheet(name: str, sheet: str) -> list[Problem]:
    return [Problem(Code.SHEET_HIDDEN, name, value=clean(sheet), severity=Severity.WARNING)]


# .xlsx and .xlsm


def _openpyxl(name: str, path: Path, layer: str | None, limits: Limits) -> tuple[str, Grid, list[Problem]]:
    _check_declarations(name, path)
    with _book(path) as book:
        sheets: dict[str, Any] = {sheet.title: sheet for sheet in book.worksheets}
        visible = [title for title, sheet in sheets.items() if sheet.sheet_state == "visible"]
        holding = (title for title in visible if _holds_table(_xlsx_grid(name, path, sheets[title], limits)))
        chosen = _chosen(name, layer, list(sheets), holding)
        grid = _xlsx_grid(name, path, sheets[chosen], limits)
        return chosen, grid, [] if chosen in visible else _hidden_sheet(name, chosen)


@contextmanager
def _book(path: Path) -> Iterator[Any]:
    with path.open("rb") as source:  # the library leaves a path open that turns out to be no workbook
        book = load_workbook(source, read_only=True, data_only=True, keep_links=False)
        try:
            yield book
        finally:
            book.close()


def _check_declarations(name: str, path: Path) -> None:
    """Refuse a workbook that declares entities: none needs them, and parsers differ in what they do with them."""
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            if part.lower().endswith((".xml", ".rels")) and DECLARATION.search(archive.read(part)):
                raise refused(Code.CONTENT_DIFFERS, name, value=path.suffix)


def _xlsx_grid(name: str, path: Path, sheet: Any, limits: Limits) -> Grid:
    book = sheet.parent
    with zipfile.ZipFile(path) as archive, archive.open(sheet._worksheet_path) as source:
        parser = WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        rows = _limited(name, _xlsx_rows(parser, book._cell_styles, book._number_formats), limits)
    merged = [box_of(str(one.ref)) for one in parser.merged_cells.mergeCell] if parser.merged_cells else []
    hidden = frozenset(int(row) for row, one in parser.row_dimensions.items() if _is_on(one.get("hidden")))
    places = frozenset(
        place
        for one in parser.column_dimensions.values()
        if _is_on(one.get("hidden"))
        for place in range(int(one["min"]) - 1, min(int(one["max"]), 16_384))
    )
    with zipfile.ZipFile(path) as archive:
        with archive.open(sheet._worksheet_path) as source:
            has_formula = any(FORMULA.search(line) for line in source)
        if has_formula:
            with archive.open(sheet._worksheet_path) as source:
                rows = _with_unsolved(rows, set(_unsolved(source)))
    return Grid(tuple(rows), tuple(merged), hidden, places)


def _is_on(value: str | None) -> bool:
    return value in {"1", "true"}


def _xlsx_rows(parser: Any, styles: Any, formats: Any) -> Iterator[Row]:
    known: dict[int, str] = {}
    for number, cells in parser.parse():
        texts: dict[int, str] = {}
        real = set()
        for cell in cells:
            value = cell["value"]
            if value is None:
                continue
            style = cell["style_id"]
            if style not in known:
                id_ = styles[style].numFmtId
                own = id_ - BUILTIN_FORMATS_MAX_SIZE
                known[style] = formats[own] if own >= 0 else BUILTIN_FORMATS.get(id_, "General")
            text = cell_text(value, known[style])
            if text:
                place = cell["column"] - 1
                texts[place] = text
                if _is_real(value, text):
                    real.add(place)
        if texts:
            yield Row(number, tuple(texts.get(n, "") for n in range(max(texts) + 1)), frozenset(real))


def _unsolved(source: IO[bytes]) -> Iterator[tuple[int, int]]:
    """(row, place) of formulas whose result the file does not hold; an empty text is a result."""
    for _, element in iterparse(source, forbid_dtd=True):
        if element.tag == f"{NAMESPACE}c":
            formula, value = element.find(f"{NAMESPACE}f"), element.find(f"{NAMESPACE}v")
            empty = value is None or not value.text
            if formula is not None and empty and element.get("t") != "str":
                box = box_of(element.get("r", ""))
                yield box.top, box.left
        elif element.tag == f"{NAMESPACE}row":
            element.clear()


def _with_unsolved(rows: list[Row], unsolved: set[tuple[int, int]]) -> list[Row]:
    """The rows with a sign of what is missing, so that they do not look empty there."""
    places: dict[int, set[int]] = {}
    for number, place in unsolved:
        places.setdefault(number, set()).add(place)
    by_number = {row.number: row for row in rows}
    for number, missing in places.items():
        row = by_number.get(number, Row(number, ()))
        width = max(len(row.cells), max(missing) + 1)
        cells = tuple("=" if place in missing else row.at(place) for place in range(width))
        by_number[number] = Row(number, cells, row.real, frozenset(missing))
    return [by_number[number] for number in sorted(by_number)]


def _limited(name: str, rows: Iterator[Row], limits: Limits) -> list[Row]:
    found = []
    cells = 0
    for row in rows:
        found.append(row)
        cells += len(row.cells)
        if len(found) > limits.max_rows or cells > WIDTH * limits.max_rows:
            raise refused(Code.TABLE_TOO_LARGE, name, limit=str(limits.max_rows))
    return found


# .xls and .ods


def _calamine(name: str, path: Path, layer: str | None, limits: Limits) -> tuple[str, Grid, list[Problem]]:
    if path.suffix.lower() == ".ods":
        _check_repeats(name, path, limits)
    command = [
        sys.executable,
        "-I",
        "-m",
        "sozialraum.sources.tables.old_workbooks",
        str(path),
        str(WIDTH * limits.max_rows),
    ]
    ran = subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
    answer = json.loads(ran.stdout)
    if answer.get("refused") == "locked":
        raise refused(Code.WORKBOOK_LOCKED, name)
    if answer.get("refused") == "large":
        raise refused(Code.TABLE_TOO_LARGE, name, limit=str(limits.max_rows))
    sheets = {sheet["name"]: sheet for sheet in answer["sheets"]}
    visible = [title for title, sheet in sheets.items() if sheet["visible"]]
    holding = (title for title in visible if _holds_table(_calamine_grid(name, sheets[title], limits)))
    chosen = _chosen(name, layer, list(sheets), holding)
    grid = _calamine_grid(name, sheets[chosen], limits)
    odd = [] if chosen in visible else _hidden_sheet(name, chosen)
    return chosen, grid, [*odd, *_error_cells(name, path)]


def _error_cells(name: str, path: Path) -> list[Problem]:
    """A warning if the workbook holds results such as #NV, which the library gives as empty cells."""
    if path.suffix.lower() == ".ods":
        with zipfile.ZipFile(path) as archive:
            count = archive.read("content.xml").count(b':value-type="error"')
    else:
        count = len(OLD_ERRORS.findall(path.read_bytes()))
    if not count:
        return []
    return [Problem(Code.ERRORS_UNSEEN, name, fields={"count": str(count)}, severity=Severity.WARNING)]


def _calamine_grid(name: str, sheet: Any, limits: Limits) -> Grid:
    rows = _limited(name, _calamine_rows(sheet["rows"]), limits)
    ranges = sheet["merged"] or []
    merged = tuple(Box(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges)
    return Grid(tuple(rows), merged, formats_known=False)


def _calamine_rows(values: list[list[Any]]) -> Iterator[Row]:
    for number, cells in enumerate(values, start=1):
        texts = [_dated(value["date"]) if isinstance(value, dict) else cell_text(value) for value in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            real = {place for place, text in enumerate(texts) if _is_real(cells[place], text)}
            yield Row(number, tuple(texts), frozenset(real))


def _dated(text: str) -> str:
    return text.removesuffix(" 00:00:00")


def _check_repeats(name: str, path: Path, limits: Limits) -> None:
    """Refuse a sheet that a few bytes blow up: cells may say how often they repeat."""
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as source:
        table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
        cells = row = 0
        for _, element in iterparse(source, forbid_dtd=True):
            if element.tag == f"{table}table-cell":
                if len(element) or element.attrib.keys() - {f"{table}number-columns-repeated", f"{table}style-name"}:
                    row += int(element.get(f"{table}number-columns-repeated", "1"))
                element.clear()
            elif element.tag == f"{table}table-row":
                cells += row * int(element.get(f"{table}number-rows-repeated", "1"))
                row = 0
                element.clear()
                if cells > WIDTH * limits.max_rows:
                    raise refused(Code.TABLE_TOO_LARGE, name, limit=str(limits.max_rows))

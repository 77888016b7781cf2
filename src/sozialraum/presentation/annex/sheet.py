"""Tables -> the sheets of a workbook: looks, frozen headings, paper. What a cell says is decided elsewhere."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from sozialraum.presentation.exports.spreadsheet import (
    AS_DATE,
    AS_TEXT,
    FRAME,
    GENERAL,
    NEEDED,
    OPTIONAL,
    PLAIN,
    file_bytes,
    printed,
    put_text,
)
from sozialraum.presentation.internal import Banner

Cell = str | int | float | date | None
Kind = Literal["text", "whole", "balance", "change", "tenths", "hundredths", "thousandths", "day"]

# separators are those of the reader's own program: 1.250,5 in a German one
NUMBER_FORMATS: dict[Kind, str] = {
    "text": AS_TEXT,
    "whole": "#,##0",
    "balance": '"+"#,##0;"−"#,##0;0',
    "change": '"+"#,##0.0;"−"#,##0.0;0',
    "tenths": "#,##0.0",
    "hundredths": "#,##0.00",
    "thousandths": "#,##0.000",
    "day": AS_DATE,
}
LONGEST_NAME = 31  # of a sheet
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
RESERVED = frozenset({"history"})
PAPER_CM, MARGIN_CM = 29.7, 1.0
SMALLEST, FULL = 40, 100  # percent
LINE_CM, HEIGHT_CM = 0.53, 17.5  # a row, and what is left of a sheet of paper for rows
LINE_POINTS = 15


@dataclass(frozen=True)
class Column:
    """A column: its heading, how wide (signs), what it holds, and the heading over several columns."""

    heading: str
    width: float
    kind: Kind = "text"
    band: str = ""


@dataclass(frozen=True)
class Row:
    """Cells in the order of the columns; a text in a column of numbers says why there is none."""

    cells: tuple[Cell, ...]
    strong: bool = False
    begins: bool = False  # a part that is not to be torn apart in print


@dataclass(frozen=True)
class Block:
    """One table, with a title of its own where a sheet has several."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""


@dataclass(frozen=True)
class Sheet:
    """A sheet: title, sentences above the tables, tables one below the other, sentences below them."""

    name: str
    title: str
    lead: tuple[str, ...]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    keys: int = 0  # columns that stay in sight beside the headings of a single table


def book_bytes(sheets: Sequence[Sheet], title: str, banner: Banner | None = None) -> bytes:
    """The sheets as an .xlsx file; the same sheets give the same bytes.

    Args:
        banner: the first line of every sheet, and on every sheet of paper; None in a public edition.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in _styles():
        book.add_named_style(style)
    for sheet, name in zip(sheets, sheet_names([sheet.name for sheet in sheets]), strict=True):
        _write(book.create_sheet(name), sheet, banner)
    book.properties.creator = "sozialraum"
    book.properties.title = banner.marked(title) if banner else title
    return file_bytes(book)


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names that a workbook takes: short, without forbidden signs, no two alike whatever the case."""
    taken, names = set(RESERVED), []
    for text in wanted:
        clean = " ".join(FORBIDDEN.sub(" ", text).split()).strip("' ")[:LONGEST_NAME].rstrip("' ") or "-"
        name, number = clean, 1
        while name.casefold() in taken:
            number += 1
            name = f"{clean[: LONGEST_NAME - len(str(number)) - 1]} {number}"
        taken.add(name.casefold())
        names.append(name)
    return names


def scale_of(widths: Iterable[float]) -> int:
    """At what size (percent) columns of these widths (signs) go onto one sheet of A4, landscape."""
    needed = sum(7 * width + 5 for width in widths) / 96 * 2.54  # Calibri 11: 7 dots a sign at 96 dots an inch
    return max(SMALLEST, min(FULL, int(FULL * 0.98 * (PAPER_CM - 2 * MARGIN_CM) / needed)))


def page_ends(rows: Sequence[Row], per_page: int) -> list[int]:
    """Indices of rows before which a new page begins, so that parts stay in one piece where they fit on a page."""
    starts = [at for at, row in enumerate(rows) if row.begins or at == 0]
    ends, used = [], 0
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        if used and used + end - start > per_page:
            ends.append(start)
            used = 0
        used += end - start
    return ends


def _write(page: Worksheet, sheet: Sheet, banner: Banner | None) -> None:
    widths = _widths(sheet.blocks)
    for at, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(at)].width = width
    at = 1
    if banner:
        at = _line(page, at, banner.marked(banner.sentence), "subhead", widths)
        header: Any = page.oddHeader
        header.center.text = banner.marked(banner.sentence).replace("&", "&&")
    page.cell(at, 1).style = "title"
    put_text(page.cell(at, 1), sheet.title)
    at += 1
    for text in sheet.lead:
        at = _line(page, at, text, "lead", widths)
    heads: tuple[int, int] | None = None
    scale = scale_of(widths)
    for block in sheet.blocks:
        if block.title:
            at = _line(page, at + 1, block.title, "subtitle", widths)
        first, last = _headings(page, at, block.columns)
        at = _rows(page, last + 1, block)
        if heads is None:
            heads = first, last
            if len(sheet.blocks) == 1 and block.rows:
                page.freeze_panes = page.cell(last + 1, sheet.keys + 1).coordinate
                page.auto_filter.ref = f"A{last}:{get_column_letter(len(block.columns))}{at - 1}"
            per_page = int(HEIGHT_CM * FULL / scale / LINE_CM) - (last - first + 1)
            for index in page_ends(block.rows, per_page):
                page.row_breaks.append(Break(id=last + index))
    at += 1
    for text in sheet.notes:
        at = _line(page, at, text, "lead", widths)
    single = heads if len(sheet.blocks) == 1 else None  # other tables have headings of their own
    printed(page, single[0] if single else None, single[1] if single else None, scale)
    page.page_margins.left = page.page_margins.right = MARGIN_CM / 2.54
    page.page_margins.top = page.page_margins.bottom = 1.5 / 2.54
    page.sheet_view.showGridLines = False


def _widths(blocks: Iterable[Block]) -> list[float]:
    widths: list[float] = []
    for block in blocks:
        for at, column in enumerate(block.columns):
            if at == len(widths):
                widths.append(column.width)
            widths[at] = max(widths[at], column.width)
    return widths


def _line(page: Worksheet, at: int, text: str, style: str, widths: Sequence[float]) -> int:
    page.merge_cells(start_row=at, end_row=at, start_column=1, end_column=max(len(widths), 1))
    cell = page.cell(at, 1)
    cell.style = style
    put_text(cell, text)
    page.row_dimensions[at].height = LINE_POINTS * max(1, math.ceil(len(text) / (sum(widths) * 1.05)))
    return at + 1


def _headings(page: Worksheet, at: int, columns: Sequence[Column]) -> tuple[int, int]:
    """Write them from row `at` on; their first and last row."""
    first = at
    if any(column.band for column in columns):
        for number, column in enumerate(columns, start=1):
            page.cell(at, number).style = "head"
            if column.band and (number == 1 or columns[number - 2].band != column.band):
                put_text(page.cell(at, number), column.band)
                last = number
                while last < len(columns) and columns[last].band == column.band:
                    last += 1
                if last > number:
                    page.merge_cells(start_row=at, end_row=at, start_column=number, end_column=last)
        at += 1
    lines = 1
    for number, column in enumerate(columns, start=1):
        cell = page.cell(at, number)
        cell.style = "subhead" if column.band else "head"
        put_text(cell, column.heading)
        lines = max(lines, _lines(column))
    page.row_dimensions[at].height = LINE_POINTS * lines + 3
    return first, at


def _lines(column: Column) -> int:
    """Into how many lines a heading breaks: words are not cut, and bold signs are a little wider."""
    lines, room = 1, column.width / 1.1
    left = room
    for word in column.heading.split():
        if len(word) + 1 > left and left < room:
            lines, left = lines + 1, room
        lines += int(len(word) / room)
        left -= len(word) + 1
    return lines


def _rows(page: Worksheet, at: int, block: Block) -> int:
    """Write them from row `at` on; the row after the last. A look comes first: it would undo the mark of a text."""
    for row in block.rows:
        look = "strong" if row.strong else "plain"
        for number, (value, column) in enumerate(zip(row.cells, block.columns, strict=True), start=1):
            cell = page.cell(at, number)
            if isinstance(value, str):
                cell.style = f"{look} text" if column.kind == "text" else f"{look} word"
                if value:
                    put_text(cell, value)
                continue
            cell.value = value
            cell.style = f"{look} {_kind(value, column.kind)}"
        at += 1
    return at


def _kind(value: Cell, kind: Kind) -> str:
    """The look of a number: below zero in a balance, or a fraction where whole numbers are usual."""
    if isinstance(value, float) and value != int(value):
        return {"whole": "tenths", "balance": "change"}.get(kind, kind)
    if kind == "balance" and isinstance(value, int | float) and value < 0:
        return "short"
    return kind


def _styles() -> Iterable[NamedStyle]:
    yield _style("title", Font(name="Calibri", size=15, bold=True, color=NEEDED))
    yield _style("lead", Font(name="Calibri", size=10), wrap=True)
    yield _style("subtitle", Font(name="Calibri", size=12, bold=True, color=NEEDED))
    yield _style("head", Font(name="Calibri", size=11, bold=True, color=PLAIN), fill=NEEDED, framed=True, wrap=True)
    subhead = Font(name="Calibri", size=11, bold=True, color=NEEDED)
    yield _style("subhead", subhead, fill=OPTIONAL, framed=True, wrap=True)
    for look, strong in (("plain", False), ("strong", True)):
        font = Font(name="Calibri", size=11, bold=strong)
        fill = "F2F2F2" if strong else None
        yield _style(f"{look} text", font, fill, framed=True, wrap=True, number_format=AS_TEXT)
        yield _style(
            f"{look} word", Font(name="Calibri", size=9, italic=True, bold=strong), fill, True, True, "right"
        )
        bold = Font(name="Calibri", size=11, bold=True)
        short = NUMBER_FORMATS["balance"]
        yield _style(f"{look} short", bold, "FBE8D8", True, align="right", number_format=short)
        for kind, code in NUMBER_FORMATS.items():
            if kind != "text":
                yield _style(f"{look} {kind}", font, fill, True, align="right", number_format=code)


def _style(
    name: str,
    font: Font,
    fill: str | None = None,
    framed: bool = False,
    wrap: bool = False,
    align: str | None = None,
    number_format: str = GENERAL,
) -> NamedStyle:
    style = NamedStyle(name=name, font=font, number_format=number_format)
    style.alignment = Alignment(wrap_text=wrap, vertical="top", horizontal=align)
    if fill:
        style.fill = PatternFill("solid", fgColor=fill)
    if framed:
        style.border = FRAME
    return style

"""Tables as offices export them: text files (encoding, separator, quotes, `sep=` lines) and sheets of workbooks.

Strict where guessing would change a value, lenient where a spreadsheet is. What the rows are is said in layout.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO
from itertools import islice
from pathlib import Path

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.files import Dialect, Limits
from sozialraum.model.intake import Aside, Aspect, Guess
from sozialraum.sources.paths import listed, refused
from sozialraum.sources.tables.assembling import table_of
from sozialraum.sources.tables.grid import Grid, Row
from sozialraum.sources.tables.layout import Plan, planned
from sozialraum.sources.tables.spreadsheet import read_sheet
from sozialraum.sources.tables.table import Table, clean

SEPARATORS = (";", "\t", ",", "|")
SAMPLE = 50  # records that decide the separator
SEP_LINE = re.compile(r'\A"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|\Z)')
# UTF-8 once read as a Western code page and saved again; and signs that were lost for good.
MOJIBAKE = re.compile("Ã[\u00a4\u00b6\u00bc\u0178\u0084\u0096\u009c\u201e\u2013\u0153]|ï¿½|\ufffd")
FIELD_LIMIT = 10_000_000


def read_csv(name: str, path: Path, dialect: Dialect, limits: Limits | None = None) -> tuple[Table, list[Problem]]:
    """The table in a text file, and what is odd about it.

    Args:
        name: as written in projekt.toml, for the Problems.
        dialect: what the project says; what it leaves out is recognised.
        limits: the usual ones where left out.

    Raises:
        InputError: not text, another encoding than stated, open quotes, cells beyond the headings, no rows, too
            many rows.
    """
    csv.field_size_limit(FIELD_LIMIT)  # of the whole process, so it is set before anything is taken apart
    text, encoding = recognised(name, path.read_bytes(), dialect.encoding)
    content, stated, first_row = _without_sep_line(text)
    separator = dialect.separator or stated or sniffed(content)
    limit = (limits or Limits()).max_rows
    grid, widths = _grid(name, content, separator, first_row, limit)
    if not grid.rows:
        raise refused(Code.FILE_EMPTY, name)
    plan = planned(grid, dialect)
    if plan is None:
        raise refused(Code.RANGE_EMPTY, name, value=dialect.range)
    problems = _width_problems(name, plan, widths) if dialect.range is None else []
    guesses = (
        Guess(Aspect.ENCODING, encoding, dialect.encoding is not None),
        Guess(Aspect.SEPARATOR, separator, dialect.separator is not None),
    )
    table, odd = table_of(name, "", grid, plan, dialect, guesses)
    if stated is not None:
        table = replace(table, aside={1: str(Aside.TITLE), **table.aside})
    return table, [*problems, *odd, *_mojibake_problems(name, text)]


def read_workbook(
    name: str, path: Path, layer: str | None, dialect: Dialect, limits: Limits
) -> tuple[Table, list[Problem]]:
    """The table on a sheet, and what is odd about it.

    Args:
        name: as written in projekt.toml, for the Problems.
        layer: name of the sheet; None for the only one that holds a table.
        dialect: what the project says; what it leaves out is recognised.

    Raises:
        InputError: not readable, protected, too large, no such sheet, several, nothing in the range, no rows, or a
            formula has no result.
    """
    sheet, grid, problems = read_sheet(name, path, layer, limits)
    if not grid.rows:
        raise refused(Code.NO_ROWS, name)
    plan = planned(grid, dialect, spread=True)
    if plan is None:
        raise refused(Code.RANGE_EMPTY, name, value=dialect.range)
    guesses = (Guess(Aspect.LAYER, clean(sheet), layer is not None),)
    table, odd = table_of(name, clean(sheet), grid, plan, dialect, guesses)
    words = "\n".join(dict.fromkeys(cell for column in table.cells for cell in table.cells[column]))
    return table, [*problems, *odd, *_mojibake_problems(name, words)]


def decoded(name: str, content: bytes, encoding: str | None) -> str:
    """The text of a file, see `recognised`."""
    return recognised(name, content, encoding)[0]


def recognised(name: str, content: bytes, encoding: str | None) -> tuple[str, str]:
    """(text of a file, its encoding): as stated, else UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252.

    Raises:
        InputError: not text at all, or not in the encoding the project states.
    """
    if encoding is None and content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    if encoding is None and b"\x00" in content:
        raise refused(Code.NOT_TEXT, name)
    for tried in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            text = content.decode(tried)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" in text:
            raise refused(Code.NOT_TEXT, name)
        return text.removeprefix("\ufeff"), tried
    raise refused(Code.ENCODING, name, value=encoding or "utf-8, cp1252")


def sniffed(text: str) -> str:
    """The separator that gives most records the same number of cells, titles and notes aside; else the comma."""
    best, found = (0.0, 1), ","
    for separator in SEPARATORS:
        # not strict: an open quote or an endless cell is told when the whole file is read, with its row
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
        try:
            records = [record for record in islice(reader, SAMPLE) if any(record)]
        except csv.Error:
            continue
        widths = Counter(len(record) for record in records if len(record) > 1)
        if widths:
            width = max(widths, key=lambda one: (widths[one], one))
            share = sum(count for one, count in widths.items() if abs(one - width) <= 1) / len(records)
            if (share, width) > best:
                best, found = (share, width), separator
    return found


def _without_sep_line(text: str) -> tuple[str, str | None, int]:
    match = SEP_LINE.match(text)
    return (text[match.end() :], match[1], 2) if match else (text, None, 1)


def _grid(name: str, text: str, separator: str, first_row: int, limit: int) -> tuple[Grid, dict[int, int]]:
    """Every record that is not blank, and how many cells each is written with."""
    if len(separator) != 1 or separator in '"\r\n':
        raise refused(Code.WRONG_SETTING, name, value=separator, detail="dialect.separator")
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, widths = [], {}
    row = first_row
    try:
        for record in reader:
            cells = tuple(map(clean, record))
            if any(cells):
                rows.append(Row(row, cells))
                widths[row] = len(record)
            if len(rows) > limit:
                raise refused(Code.TABLE_TOO_LARGE, name, limit=f"{limit}")
            row += 1
    except csv.Error:
        raise InputError([Problem(Code.QUOTES, name, row=row)]) from None
    return Grid(tuple(rows)), widths


def _width_problems(name: str, plan: Plan, widths: Mapping[int, int]) -> list[Problem]:
    width = plan.places[-1] + 1 if plan.places else 0
    too_long = [row for row in plan.body if any(row.cells[width:])]
    if too_long:
        first = too_long[0]
        value = listed([cell for cell in first.cells[width:] if cell])
        fields = {"count": str(len(too_long))}
        raise InputError([Problem(Code.ROW_TOO_LONG, name, first.number, value=value, fields=fields)])
    too_short = [row.number for row in plan.body if widths[row.number] < width - 1]
    if not too_short:
        return []
    fields = {"count": str(len(too_short))}
    return [Problem(Code.ROW_TOO_SHORT, name, too_short[0], fields=fields, severity=Severity.WARNING)]


def _mojibake_problems(name: str, text: str) -> list[Problem]:
    found = MOJIBAKE.findall(text)
    if not found:
        return []
    match = MOJIBAKE.search(text)
    start = max(match.start() - 10, 0) if match else 0
    value = clean(re.sub(r"\s+", " ", text[start : start + 24]))
    fields = {"count": str(len(found))}
    # what stands around the sign may be a number of people
    return [Problem(Code.MOJIBAKE, name, None, None, value, fields, Severity.WARNING, about_persons=True)]

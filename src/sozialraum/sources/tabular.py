"""CSV as offices export it: encoding, separator, quotes, `sep=` lines, trailing separators.

Strict where guessing would change a value, lenient where a spreadsheet is. XLSX and headers of several rows
have their place beside `read_csv`: another function that returns a Table.
"""

import codecs
import csv
import re
from io import StringIO
from itertools import islice
from pathlib import Path

import pandas as pd

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.files import Dialect
from sozialraum.sources.paths import listed, refused
from sozialraum.sources.table import Table, clean

SEPARATORS = (";", "\t", ",", "|")
SAMPLE = 50  # records that decide the separator
SEP_LINE = re.compile(r'\A"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|\Z)')
# UTF-8 once read as a Western code page and saved again; and signs that were lost for good.
MOJIBAKE = re.compile("Ã[\u00a4\u00b6\u00bc\u0178\u0084\u0096\u009c\u201e\u2013\u0153]|ï¿½|\ufffd")
FIELD_LIMIT = 10_000_000


def read_csv(name: str, path: Path, dialect: Dialect) -> tuple[Table, list[Problem]]:
    """The table in a text file, and what is odd about it.

    Args:
        name: as written in projekt.toml, for the Problems.
        dialect: what the project says; what it leaves out is recognised.

    Raises:
        InputError: not text, another encoding than stated, open quotes, cells beyond the headings, no rows.
    """
    text = decoded(name, path.read_bytes(), dialect.encoding)
    text, stated, first_row = _without_sep_line(text)
    separator = dialect.separator or stated or sniffed(text)
    records = _records(name, text, separator, first_row)
    if not records:
        raise refused(Code.FILE_EMPTY, name)
    (_, header), *body = records
    if not body:
        raise refused(Code.NO_ROWS, name)
    headings = [clean(heading) for heading in header]
    while headings and not headings[-1]:
        headings.pop()
    width = len(headings)
    problems = _width_problems(name, body, width)
    cells = [[clean(cell) for cell in record[:width]] + [""] * (width - len(record)) for _, record in body]
    first_of = {heading: place for place, heading in reversed(list(enumerate(headings)))}
    places = sorted(first_of.items(), key=lambda item: item[1])
    columns = {heading: [row[place] for row in cells] for heading, place in places}
    index = pd.Index([row for row, _ in body], dtype="int64", name="row")
    table = Table(name, tuple(headings), pd.DataFrame(columns, index=index, dtype="str"))
    return table, problems + _mojibake_problems(name, text)


def decoded(name: str, content: bytes, encoding: str | None) -> str:
    """The text of a file: as stated, else UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252.

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
        return text.removeprefix("\ufeff")
    raise refused(Code.ENCODING, name, value=encoding or "utf-8, cp1252")


def sniffed(text: str) -> str:
    """The separator that gives most records as many cells as the header has; the comma where none does."""
    best, found = (0.0, 1), ","
    for separator in SEPARATORS:
        # not strict: an open quote is told when the whole file is read, with its row
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
        records = [record for record in islice(reader, SAMPLE) if any(record)]
        width = len(records[0]) if records else 0
        if width > 1:
            share = sum(abs(len(record) - width) <= 1 for record in records) / len(records)
            if (share, width) > best:
                best, found = (share, width), separator
    return found


def _without_sep_line(text: str) -> tuple[str, str | None, int]:
    match = SEP_LINE.match(text)
    return (text[match.end() :], match[1], 2) if match else (text, None, 1)


def _records(name: str, text: str, separator: str, first_row: int) -> list[tuple[int, list[str]]]:
    """(row, cells) of every record that is not blank."""
    csv.field_size_limit(FIELD_LIMIT)
    if len(separator) != 1 or separator in '"\r\n':
        raise refused(Code.WRONG_SETTING, name, value=separator, detail="dialect.separator")
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    records = []
    row = first_row
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                records.append((row, record))
            row += 1
    except csv.Error:
        raise InputError([Problem(Code.QUOTES, name, row=row)]) from None
    return records


def _width_problems(name: str, body: list[tuple[int, list[str]]], width: int) -> list[Problem]:
    too_long = [(row, record) for row, record in body if any(cell.strip() for cell in record[width:])]
    if too_long:
        row, record = too_long[0]
        value = listed([cell for cell in record[width:] if cell.strip()])
        fields = {"count": str(len(too_long))}
        raise InputError([Problem(Code.ROW_TOO_LONG, name, row, value=value, fields=fields)])
    too_short = [row for row, record in body if len(record) < width - 1]
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
    return [Problem(Code.MOJIBAKE, name, value=value, fields=fields, severity=Severity.WARNING)]

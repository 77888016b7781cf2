"""Workbooks whose bytes are the same every time."""

import os
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

os.environ["OPENPYXL_LXML"] = "False"  # read when it is imported: where lxml is there too, it writes other bytes
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

LONG_AGO = datetime(2025, 1, 1)  # noqa: DTZ001  # workbooks know no time zones
CHANGED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


class Sheet:
    """A sheet, written from top to bottom."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[list[object]] = []
        self.merged: list[str] = []
        self.bold: set[int] = set()

    def title(self, text: str) -> None:
        self.rows.append([text])
        self.bold.add(len(self.rows))

    def note(self, text: str) -> None:
        self.rows.append([text])

    def blank(self) -> None:
        self.rows.append([])

    def row(self, cells: Sequence[object]) -> None:
        self.rows.append(list(cells))

    def more(self, cells: Sequence[object]) -> None:
        """Further cells of the last row."""
        self.rows[-1] += cells

    def headings(self, levels: Sequence[Sequence[object]], merged: Sequence[str]) -> None:
        for level in levels:
            self.rows.append(list(level))
            self.bold.add(len(self.rows))
        self.merged += merged

    def numbering(self) -> None:
        """The row 1 2 3 … below the headings."""
        width = max(len(row) for row in self.rows)
        self.rows.append([number + 1 for number in range(width)])


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """All sheets in one file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.created = "Musterstadt", LONG_AGO
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for number, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row, start=1):
                if cell is not None:
                    place = page.cell(number, column, cell)  # type: ignore[arg-type]  # text or number
                    place.alignment = Alignment(wrap_text=isinstance(cell, str) and "\n" in cell, vertical="top")
                    place.font = Font(bold=number in sheet.bold)
        for area in sheet.merged:
            page.merge_cells(area)
    raw = BytesIO()
    book.save(raw)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_without_clock(raw.getvalue()))


def _without_clock(content: bytes) -> bytes:
    """The same archive with fixed dates."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in sorted(old.namelist()):
            text = CHANGED.sub(rb"\g<1>2025-01-01T00:00:00Z\g<2>", old.read(name))
            entry = zipfile.ZipInfo(name, date_time=(2025, 1, 1, 0, 0, 0))
            entry.external_attr = 0o600 << 16
            new.writestr(entry, text, compress_type=zipfile.ZIP_STORED)
    return packed.getvalue()

"""Workbooks as offices save them, written cell by cell for tests."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

Cells = Mapping[str, Sequence[Sequence[Any]]]
SECTOR = 512
END, FAT_SECTOR, FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def xlsx(
    path: Path,
    sheets: Cells,
    merged: Mapping[str, Sequence[str]] | None = None,
    formats: Mapping[str, str] | None = None,
) -> Path:
    """Write a workbook; None is an empty cell.

    Args:
        formats: "A1" -> number format, on every sheet.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                if value is not None:
                    cell = sheet.cell(number, place)
                    cell.value = value
                    if isinstance(value, str):
                        cell.data_type = "s"  # also of a text that begins like a formula
        for area in (merged or {}).get(title, ()):
            sheet.merge_cells(area)
        for place, number_format in (formats or {}).items():
            sheet[place].number_format = number_format
    book.save(path)
    return path


def with_part(path: Path, part: str, old: str, new: str) -> Path:
    """The same workbook with a text of one of its parts replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def ods(path: Path, sheets: Cells, repeat: int = 1) -> Path:
    """Write an OpenDocument spreadsheet; every row is there `repeat` times."""
    tables = "".join(
        f'<table:table table:name="{escape(title)}">{"".join(_ods_row(row, repeat) for row in rows)}</table:table>'
        for title, rows in sheets.items()
    )
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content)
    return path


MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type='
    '"application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def _ods_row(row: Sequence[Any], repeat: int) -> str:
    cells = []
    for value in row:
        if value is None:
            cells.append("<table:table-cell/>")
        elif isinstance(value, str):
            cells.append(
                f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
            )
        else:
            cells.append(f'<table:table-cell office:value-type="float" office:value="{value!r}"/>')
    return f'<table:table-row table:number-rows-repeated="{repeat}">{"".join(cells)}</table:table-row>'


def xls(path: Path, sheets: Cells, merged: Sequence[tuple[int, int, int, int]] = ()) -> Path:
    """Write a workbook as Excel 97 did; "#NV" is an error value.

    Args:
        merged: (first row, last row, first column, last column), from 0.
    """
    opening = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    bodies = [_xls_sheet(rows, merged) for rows in sheets.values()]
    titles = [title.encode("latin-1") for title in sheets]
    start = len(_record(0x0809, opening)) + len(_record(0x000A)) + sum(4 + 8 + len(title) for title in titles)
    stream = _record(0x0809, opening)
    for title, body in zip(titles, bodies, strict=True):
        stream += _record(0x0085, struct.pack("<IBBBB", start, 0, 0, len(title), 0) + title)
        start += len(body)
    stream += _record(0x000A) + b"".join(bodies)
    path.write_bytes(_compound(stream))
    return path


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _xls_sheet(rows: Sequence[Sequence[Any]], merged: Sequence[tuple[int, int, int, int]]) -> bytes:
    width = max(len(row) for row in rows)
    stream = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    stream += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            head = struct.pack("<HHH", number, place, 0)
            if value == "#NV":
                stream += _record(0x0205, head + bytes([0x2A, 1]))
            elif isinstance(value, str):
                stream += _record(0x0204, head + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
            elif value is not None:
                stream += _record(0x0203, head + struct.pack("<d", value))
    if merged:
        stream += _record(
            0x00E5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<HHHH", *one) for one in merged)
        )
    return stream + _record(0x000A)


def _compound(stream: bytes, name: str = "Workbook") -> bytes:
    """One stream in the container of old Office files."""
    stream = stream.ljust(max(len(stream), 4096), b"\0")
    sectors = -(-len(stream) // SECTOR)
    table = [FAT_SECTOR, END, *range(3, 2 + sectors), END]
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    entries = _entry("Root Entry", 5, END, 0, child=1) + _entry(name, 2, 2, len(stream))
    entries = entries.ljust(SECTOR, b"\0")
    fat = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    return header + fat + entries + stream.ljust(sectors * SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text) + 2, kind, 1, FREE, FREE, child)
    return head + bytes(36) + struct.pack("<III", start, size, 0)


def encrypted(path: Path) -> Path:
    """What Excel leaves of a workbook with a password: an old container that holds the packed one."""
    path.write_bytes(_compound(bytes(100), "EncryptedPackage"))
    return path


def zipped(path: Path, members: Mapping[str, bytes]) -> Path:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=zipfile.ZIP_DEFLATED)
    path.write_bytes(content.getvalue())
    return path

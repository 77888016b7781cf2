"""Zip archives: every member is looked at before anything is unpacked, then one file is chosen."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO

from sozialraum.model.codes import Code
from sozialraum.model.files import Limits
from sozialraum.sources.paths import MEGABYTE, SIDECARS, TABLES, VECTORS, WORKBOOKS, check_content, listed, refused

MAX_MEMBERS = 1_000
RATIO_FROM = MEGABYTE  # smaller contents may be packed as tightly as they like
CHUNK = 1 << 20
READING_FAULTS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)
READABLE = TABLES | WORKBOOKS | VECTORS
LAYERED = WORKBOOKS | {".gpkg"}  # files in which `layer` names a part
ZIPPED = WORKBOOKS - {".xls"}  # archives themselves


@contextmanager
def opened(name: str, path: Path, layer: str | None, limits: Limits | None = None) -> Iterator[Path]:
    """The file itself, or, of an archive, the one table in it (or the one that `layer` names).

    Args:
        limits: the usual ones where left out.

    Raises:
        InputError: the archive is damaged, encrypted, unsafe, too large, or holds none or several tables.
    """
    limits = limits or Limits()
    if path.suffix.lower() != ".zip":
        _check_workbook(name, path, limits)
        yield path
        return
    with TemporaryDirectory(prefix="sozialraum-") as folder:
        chosen = _unpack(name, path, Path(folder), layer, limits)
        check_content(name, chosen)
        _check_workbook(name, chosen, limits)
        yield chosen


def _check_workbook(name: str, path: Path, limits: Limits) -> None:
    """Refuse a workbook that would not fit once unpacked, by what it says of itself and by what comes out."""
    if path.suffix.lower() not in ZIPPED:
        return
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(name, archive, limits)
            left = limits.max_unpacked_mb * MEGABYTE
            for entry in archive.infolist():
                with archive.open(entry) as packed:
                    left -= sum(len(chunk) for chunk in _chunks(name, packed, left, limits))
    except READING_FAULTS as error:
        raise refused(Code.WORKBOOK_UNREADABLE, name) from error


def _unpack(name: str, path: Path, folder: Path, layer: str | None, limits: Limits) -> Path:
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(name, archive, limits)
            members = _members(name, archive)
            chosen = _choose(name, members, layer)
            stem = _stem(chosen)
            left = limits.max_unpacked_mb * MEGABYTE
            for member in members:
                if _stem(member) == stem:
                    left = _extract(name, archive, member, folder, left, limits)
    except READING_FAULTS as error:
        raise refused(Code.ARCHIVE_UNREADABLE, name) from error
    return folder / PurePosixPath(chosen).name


def _check_sizes(name: str, archive: zipfile.ZipFile, limits: Limits) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_MEMBERS or unpacked > limits.max_unpacked_mb * MEGABYTE:
        raise refused(Code.ARCHIVE_TOO_LARGE, name, limit=f"{limits.max_unpacked_mb}")
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > RATIO_FROM and unpacked > limits.max_ratio * packed:
        raise refused(Code.ARCHIVE_RATIO, name, value=f"{unpacked // max(packed, 1)}", limit=f"{limits.max_ratio}")


def _members(name: str, archive: zipfile.ZipFile) -> list[str]:
    entries = archive.infolist()
    for entry in entries:
        parts = PurePosixPath(entry.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or ":" in entry.filename or "\\" in entry.filename:
            raise refused(Code.ARCHIVE_UNSAFE, name, value=entry.filename)
    known = READABLE | SIDECARS
    return sorted(
        entry.filename
        for entry in entries
        if not entry.filename.endswith("/")
        and not entry.filename.startswith("__MACOSX/")
        and PurePosixPath(entry.filename).suffix.lower() in known
    )


def _choose(name: str, members: list[str], layer: str | None) -> str:
    tables = [member for member in members if PurePosixPath(member).suffix.lower() in READABLE]
    named = [member for member in tables if layer in {PurePosixPath(member).stem, PurePosixPath(member).name}]
    if len(named) == 1:
        return named[0]
    # beside a table a text is a note about it
    said = [member for member in tables if not member.lower().endswith(".txt")] or tables
    if len(said) == 1 and (layer is None or PurePosixPath(said[0]).suffix.lower() in LAYERED):
        return said[0]
    raise refused(Code.ARCHIVE_CHOICE, name, known=listed(tables))


def _stem(member: str) -> str:
    return str(PurePosixPath(member).with_suffix(""))


def _extract(name: str, archive: zipfile.ZipFile, member: str, folder: Path, left: int, limits: Limits) -> int:
    """Write one member under its bare name and return how many bytes may follow."""
    with archive.open(member) as packed, (folder / PurePosixPath(member).name).open("wb") as unpacked:
        for chunk in _chunks(name, packed, left, limits):
            left -= unpacked.write(chunk)
    return left


def _chunks(name: str, packed: IO[bytes], left: int, limits: Limits) -> Iterator[bytes]:
    """The content bit by bit; real bytes are counted, since the archive's own figures may lie."""
    while chunk := packed.read(CHUNK):
        left -= len(chunk)
        if left < 0:
            raise refused(Code.ARCHIVE_TOO_LARGE, name, limit=f"{limits.max_unpacked_mb}")
        yield chunk

"""Zip archives: every member is looked at before anything is unpacked, then one file is chosen."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from sozialraum.model.codes import Code
from sozialraum.sources.paths import SIDECARS, TABLES, VECTORS, check_content, listed, refused

MAX_MEMBERS = 1_000
MAX_UNPACKED = 1_000_000_000
CHUNK = 1 << 20


@contextmanager
def opened(name: str, path: Path, layer: str | None) -> Iterator[Path]:
    """The file itself, or, of an archive, the one table in it (or the one that `layer` names).

    Raises:
        InputError: the archive is damaged, encrypted, unsafe, too large, or holds none or several tables.
    """
    if path.suffix.lower() != ".zip":
        yield path
        return
    with TemporaryDirectory(prefix="sozialraum-") as folder:
        chosen = _unpack(name, path, Path(folder), layer)
        check_content(name, chosen)
        yield chosen


def _unpack(name: str, path: Path, folder: Path, layer: str | None) -> Path:
    try:
        with zipfile.ZipFile(path) as archive:
            members = _members(name, archive)
            chosen = _choose(name, members, layer)
            stem = _stem(chosen)
            left = MAX_UNPACKED
            for member in members:
                if _stem(member) == stem:
                    left = _extract(name, archive, member, folder, left)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as error:
        raise refused(Code.ARCHIVE_UNREADABLE, name) from error
    return folder / PurePosixPath(chosen).name


def _members(name: str, archive: zipfile.ZipFile) -> list[str]:
    entries = archive.infolist()
    if len(entries) > MAX_MEMBERS:
        raise refused(Code.ARCHIVE_TOO_LARGE, name, limit=f"{MAX_UNPACKED // 1_000_000}")
    for entry in entries:
        parts = PurePosixPath(entry.filename.replace("\\", "/"))
        if parts.is_absolute() or ".." in parts.parts or ":" in entry.filename or "\\" in entry.filename:
            raise refused(Code.ARCHIVE_UNSAFE, name, value=entry.filename)
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise refused(Code.ARCHIVE_TOO_LARGE, name, limit=f"{MAX_UNPACKED // 1_000_000}")
    known = TABLES | VECTORS | SIDECARS
    return sorted(
        entry.filename
        for entry in entries
        if not entry.is_dir()
        and not entry.filename.startswith("__MACOSX/")
        and PurePosixPath(entry.filename).suffix.lower() in known
    )


def _choose(name: str, members: list[str], layer: str | None) -> str:
    tables = [member for member in members if PurePosixPath(member).suffix.lower() in TABLES | VECTORS]
    packed = [member for member in tables if member.lower().endswith(".gpkg")]
    if len(tables) == 1 and (packed or layer is None):
        return tables[0]
    wanted = [member for member in tables if layer in {PurePosixPath(member).stem, PurePosixPath(member).name}]
    if len(wanted) == 1:
        return wanted[0]
    raise refused(Code.ARCHIVE_CHOICE, name, known=listed(tables))


def _stem(member: str) -> str:
    return str(PurePosixPath(member).with_suffix(""))


def _extract(name: str, archive: zipfile.ZipFile, member: str, folder: Path, left: int) -> int:
    """Write one member under its bare name; count real bytes, since the archive's own figures may lie."""
    with archive.open(member) as packed, (folder / PurePosixPath(member).name).open("wb") as unpacked:
        while chunk := packed.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise refused(Code.ARCHIVE_TOO_LARGE, name, limit=f"{MAX_UNPACKED // 1_000_000}")
            unpacked.write(chunk)
    return left

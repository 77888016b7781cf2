"""Which files may be opened at all: inside the data folder, of a known kind, of a bearable size."""

import difflib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import STAR, Limits

TABLES = frozenset({".csv", ".txt", ".tsv"})
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
VECTORS = frozenset({".geojson", ".json", ".gpkg", ".shp", ".gml", ".kml"})
ARCHIVES = frozenset({".zip"})
ALLOWED = TABLES | WORKBOOKS | VECTORS | ARCHIVES
GZIP = b"\x1f\x8b"
PBF_HEADER = b"OSMHeader"  # kind of the first block of OpenStreetMap's binary form
SIDECARS = frozenset({".dbf", ".shx", ".prj", ".cpg"})  # what belongs to a .shp

MEGABYTE = 1_000_000
LOCK = "~$"  # begins the name of the file a spreadsheet keeps while a workbook is open
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
HEAD_BYTES = 4_096
NONE_NEAR = "–"


def find_file(
    name: str, folders: Sequence[Path], limits: Limits | None = None, endings: Collection[str] = ALLOWED
) -> Path:
    """The file of that name in the first of the folders that has it, after links are resolved.

    Args:
        name: as written in projekt.toml, relative, "/" between folders.
        folders: where the project's files may lie; nothing outside them is opened.
        limits: the usual ones where left out.
        endings: the kinds of file that are read there.

    Raises:
        InputError: it is not there, not a file, outside its folder, of an unknown kind, empty, too large, or
            only the mark that somebody has the workbook open; a pattern where one file is meant.
    """
    if STAR in name:
        raise refused(Code.PATTERN_NOT_HERE, name)
    if Path(name).name.startswith(LOCK):
        raise refused(Code.LOCK_FILE, name, value=Path(name).name.removeprefix(LOCK))
    if not _ends_with(name, endings):
        raise refused(Code.FILE_KIND, name, expected=listed(sorted(endings), limit=len(endings)))
    for folder in folders:
        path = folder / name
        if path.is_symlink() or path.exists():
            return _checked(name, path, folder, limits or Limits(), endings)
    raise refused(Code.FILE_NOT_FOUND, name, nearest=_near(name, folders, endings))


def refused(code: Code, file: str, value: str | None = None, column: str | None = None, **fields: str) -> InputError:
    """An InputError of one Problem."""
    return InputError([Problem(code, file, column=column, value=value, fields=fields)])


def nearest(text: str, known: Iterable[str], limit: int = 3) -> str:
    """The known texts most like this one, as one text; an en dash where none is like it."""
    choices = sorted(set(known))
    folded = {choice.casefold(): choice for choice in reversed(choices)}
    found = difflib.get_close_matches(text.casefold(), list(folded), n=limit, cutoff=0.5)
    return listed([folded[match] for match in found])


def listed(texts: Sequence[str], limit: int = 12) -> str:
    """Texts as one text, shortened; an en dash for none."""
    shown = ", ".join(texts[:limit]) + (", …" if len(texts) > limit else "")
    return shown or NONE_NEAR


def head(path: Path) -> bytes:
    """The first bytes of a file."""
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def check_content(name: str, path: Path) -> None:
    """Refuse a file whose first bytes do not fit its ending, before any library guesses what it might be.

    A library that recognises files by content may take an XML file named .geojson for a list of other files.

    Raises:
        InputError: the content is of another kind.
    """
    suffix, start = path.suffix.lower(), head(path)
    if suffix in WORKBOOKS and start.startswith(OLE) and ENCRYPTED in path.read_bytes():
        raise refused(Code.WORKBOOK_LOCKED, name)
    fits = {
        ".gpkg": start.startswith(b"SQLite format 3\x00"),
        ".shp": start.startswith(b"\x00\x00\x27\x0a"),
        ".zip": start.startswith((b"PK\x03\x04", b"PK\x05\x06")),
        ".xlsx": start.startswith(b"PK\x03\x04"),
        ".xlsm": start.startswith(b"PK\x03\x04"),
        ".ods": start.startswith(b"PK\x03\x04"),
        ".xls": start.startswith((OLE, b"\x09\x08", b"\x09\x04", b"\x09\x02")),
        ".geojson": _is_json(start),
        ".json": _is_json(start),
        ".gml": _is_xml(start),
        ".kml": _is_xml(start),
        ".osm": _is_xml(start),
        ".xml": _is_xml(start),
        ".graphml": _is_xml(start),
        ".gz": start.startswith(GZIP),
        ".pbf": PBF_HEADER in start[:64],
    }
    if not fits.get(suffix, True):
        raise refused(Code.CONTENT_DIFFERS, name, value=suffix)


def _is_json(start: bytes) -> bool:
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def _is_xml(start: bytes) -> bool:
    marks = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
    return start.startswith(marks[1:]) or start.removeprefix(marks[0]).lstrip().startswith(b"<")


def _ends_with(name: str, endings: Collection[str]) -> bool:
    return name.lower().endswith(tuple(endings))


def _checked(name: str, path: Path, folder: Path, limits: Limits, endings: Collection[str]) -> Path:
    root = folder.resolve()
    resolved = path.resolve()
    if not resolved.is_relative_to(root):
        raise refused(Code.FILE_OUTSIDE, name, value=Path(name).name)
    if not resolved.exists():
        raise refused(Code.FILE_NOT_FOUND, name, nearest=NONE_NEAR)
    if not resolved.is_file():
        raise refused(Code.NOT_A_FILE, name)
    if not _ends_with(resolved.name, endings):
        raise refused(Code.FILE_KIND, name, expected=listed(sorted(endings), limit=len(endings)))
    size = resolved.stat().st_size
    if size == 0:
        raise refused(Code.FILE_EMPTY, name)
    if size > limits.max_mb * MEGABYTE:
        raise refused(Code.FILE_TOO_LARGE, name, limit=f"{limits.max_mb}")
    if resolved.suffix.lower() == ".shp":
        _check_sidecars(name, resolved, root)
    check_content(name, resolved)
    return resolved


def _check_sidecars(name: str, shape: Path, root: Path) -> None:
    for sidecar in shape.parent.glob(f"{_literal(shape.stem)}.*"):
        if not sidecar.resolve().is_relative_to(root):
            raise refused(Code.FILE_OUTSIDE, name, value=sidecar.name)


def _literal(text: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in text)


def _near(name: str, folders: Sequence[Path], endings: Collection[str]) -> str:
    wanted = Path(name)
    there: list[str] = []
    for folder in folders:
        place = folder / wanted.parent
        if place.is_dir() and place.resolve().is_relative_to(folder.resolve()):
            files = [entry.name for entry in sorted(place.iterdir()) if _ends_with(entry.name, endings)]
            there += [file for file in files if not file.startswith(LOCK)]
    alike = nearest(wanted.name, there)
    return alike if alike != NONE_NEAR else listed(sorted(set(there)))

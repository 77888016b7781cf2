"""Writing a city's folder: beside the old one, then swapped in; only our own folders are ever replaced."""

import ctypes
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from sozialraum.model.published import Audience
from sozialraum.presentation.overview import CityEntry

MANIFEST = "manifest.json"
PROGRAM = "sozialraum"
IGNORE = ".gitignore"  # of a folder of internal editions: git is to leave all of it alone
EXCHANGE, AT_FDCWD = 2, -100
GENERATOR = '<meta name="generator" content="sozialraum">'


class MixedEditionsError(Exception):
    """An internal edition would stand in or below a folder of the public one, or the other way round."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(str(path))


class ForeignFolderError(Exception):
    """A folder or file stands where the output should go that this program did not make."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(str(path))


def internal_folder(out: Path) -> Path:
    """Where the internal edition goes: beside the folder of the public one, maps -> maps-intern."""
    beside = out if out.name not in {"", ".."} else out.resolve()
    return beside.with_name(f"{beside.name}-{Audience.INTERN}")


def write_city(
    out: Path,
    name: str,
    entry: CityEntry,
    files: Iterable[tuple[str, bytes]],
    written: Callable[[str], None],
    audience: Audience = Audience.OEFFENTLICH,
) -> Path:
    """Write all files of a city and put them in place of an earlier build in one step.

    Args:
        out: folder of all maps; made if it is not there.
        name: folder of the city in it.
        entry: what the list of cities shows of it; kept in the manifest.
        files: (path inside the city's folder, content).
        written: called with each path after it was written.
        audience: for whom the files are.

    Returns:
        The city's folder.

    Raises:
        ForeignFolderError: the folder is there and bears no manifest of this program.
        MixedEditionsError: an edition for others stands there.
        OSError: writing failed; what stood there before still does.
    """
    target, fresh = out / name, _fresh(out / name)
    refuse_foreign(out, [name], [])
    refuse_mixed(out, audience)
    out.mkdir(parents=True, exist_ok=True)
    if audience is Audience.INTERN and not (out / IGNORE).exists():
        (out / IGNORE).write_text("*\n", encoding="utf-8")
    _tidied(target)
    try:
        hashes = {}
        for path, content in files:
            file = fresh / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            hashes[path] = hashlib.sha256(content).hexdigest()
            written(path)
        of_whom = {} if audience is Audience.OEFFENTLICH else {"audience": str(audience)}
        manifest = {"program": PROGRAM, **of_whom, "city": asdict(entry), "files": dict(sorted(hashes.items()))}
        (fresh / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        _swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return target


def cities_in(out: Path) -> list[CityEntry]:
    """Every city that was built into this folder, by name."""
    entries = []
    for folder in sorted(out.iterdir()):  # not glob, which takes a folder it cannot read for an empty one
        content = None if folder.name.startswith(".") else _manifest(folder)
        if content is not None:
            entries.append(_entry(folder.name, content.get("city")))
    return sorted(entries, key=lambda entry: (entry.name, entry.href))


def _entry(folder: str, told: Any) -> CityEntry:
    """What a manifest tells of its city; another version may have told more or less."""
    known = {one.name for one in fields(CityEntry)}
    own = {key: value for key, value in told.items() if key in known} if isinstance(told, dict) else {}
    return CityEntry(**{"name": folder, "area_words": "", "count": 0} | own | {"href": f"{folder}/index.html"})


def write_overview(out: Path, pages: dict[str, str]) -> None:
    """Write the pages that stand beside the cities.

    Raises:
        ForeignFolderError: a page of that name is there that this program did not make.
    """
    refuse_foreign(out, [], pages)
    for name, text in pages.items():
        fresh = _fresh(out / name)
        try:
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(out / name)
        finally:
            fresh.unlink(missing_ok=True)


def refuse_foreign(out: Path, cities: Iterable[str], pages: Iterable[str]) -> None:
    """Refuse what stands in the way of these folders and pages and was not made by this program.

    Raises:
        ForeignFolderError: names it; nothing was touched.
    """
    for target in (out / name for name in cities):
        if target.is_symlink() or (target.exists() and _manifest(target) is None):
            raise ForeignFolderError(target)
        for beside in (_fresh(target), _old(target)):
            if beside.is_symlink() or beside.is_file():
                raise ForeignFolderError(beside)
    for target in (out / name for name in pages):
        if target.is_symlink() or (target.exists() and not _is_our_page(target)):
            raise ForeignFolderError(target)
        if _fresh(target).is_symlink() or _fresh(target).is_dir():
            raise ForeignFolderError(_fresh(target))


def refuse_mixed(out: Path, audience: Audience) -> None:
    """Refuse a folder that holds an edition for others, or that lies below one.

    Raises:
        MixedEditionsError: names the other edition; nothing was touched.
    """
    out = out.resolve()
    for folder in (out, *out.parents):
        for place in (folder, *_folders_in(folder)):
            if _audience_in(place) not in {None, audience}:
                raise MixedEditionsError(place)


def _audience_in(folder: Path) -> str | None:
    """For whom the edition in that folder is; None where there is none, or nobody may look."""
    try:
        content = _manifest(folder)
    except OSError:
        return None
    return None if content is None else str(content.get("audience", Audience.OEFFENTLICH))


def _folders_in(folder: Path) -> list[Path]:
    """Folders in it that are no half-written ones; none where it is not there or cannot be looked into."""
    try:
        return sorted(one for one in folder.iterdir() if not one.name.startswith(".") and one.is_dir())
    except OSError:
        return []


def _fresh(target: Path) -> Path:
    """Where the new files are written before they take the place of the old ones."""
    return target.with_name(f".{target.name}.neu")


def _old(target: Path) -> Path:
    """Where the old files are for a moment on systems that cannot exchange two folders in one step."""
    return target.with_name(f".{target.name}.alt")


def _tidied(target: Path) -> None:
    """What a killed build left behind: half of a new folder goes, old pages that were set aside come back."""
    shutil.rmtree(_fresh(target), ignore_errors=True)
    if not target.exists() and _manifest(_old(target)) is not None:
        _old(target).rename(target)
    shutil.rmtree(_old(target), ignore_errors=True)


def _is_our_page(file: Path) -> bool:
    return file.is_file() and GENERATOR in file.read_text(encoding="utf-8", errors="replace")


def _manifest(folder: Path) -> dict[str, Any] | None:
    """What our manifest in that folder says; None where there is none of ours."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, ValueError):
        return None
    return content if isinstance(content, dict) and content.get("program") == PROGRAM else None


def _swap(fresh: Path, target: Path) -> None:
    """Put `fresh` at `target`; what was there ends at `fresh`. In one step where the system can exchange names."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchanged(fresh, target):
        old = _old(target)
        target.rename(old)
        try:
            fresh.rename(target)
        except BaseException:
            old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), EXCHANGE) == 0)

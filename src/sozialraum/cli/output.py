"""Writing a city's folder: beside the old one, then swapped in; only our own folders are ever replaced."""

import ctypes
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sozialraum.presentation.overview import CityEntry

MANIFEST = "manifest.json"
PROGRAM = "sozialraum"
EXCHANGE, AT_FDCWD = 2, -100
GENERATOR = '<meta name="generator" content="sozialraum">'


class ForeignFolderError(Exception):
    """A folder or file stands where the output should go that this program did not make."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(str(path))


def write_city(
    out: Path, name: str, entry: CityEntry, files: Iterable[tuple[str, bytes]], written: Callable[[str], None]
) -> Path:
    """Write all files of a city and put them in place of an earlier build in one step.

    Args:
        out: folder of all maps; made if it is not there.
        name: folder of the city in it.
        entry: what the list of cities shows of it; kept in the manifest.
        files: (path inside the city's folder, content).
        written: called with each path after it was written.

    Returns:
        The city's folder.

    Raises:
        ForeignFolderError: the folder is there and bears no manifest of this program.
        OSError: writing failed; what stood there before still does.
    """
    target, fresh = out / name, out / f".{name}.neu"
    _refuse_foreign(target)
    out.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        hashes = {}
        for path, content in files:
            file = fresh / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            hashes[path] = hashlib.sha256(content).hexdigest()
            written(path)
        manifest = {"program": PROGRAM, "city": asdict(entry), "files": dict(sorted(hashes.items()))}
        (fresh / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        _swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return target


def cities_in(out: Path) -> list[CityEntry]:
    """Every city that was built into this folder, by name."""
    entries = []
    for manifest in sorted(out.glob(f"*/{MANIFEST}")):
        content = _manifest(manifest.parent)
        if content is not None:
            entries.append(CityEntry(**content["city"]))
    return sorted(entries, key=lambda entry: entry.name)


def write_overview(out: Path, pages: dict[str, str]) -> None:
    """Write the pages that stand beside the cities.

    Raises:
        ForeignFolderError: a page of that name is there that this program did not make.
    """
    for name in pages:
        file = out / name
        if file.exists() and GENERATOR not in file.read_text(encoding="utf-8", errors="replace"):
            raise ForeignFolderError(file)
    for name, text in pages.items():
        fresh = out / f".{name}.neu"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(out / name)


def _refuse_foreign(target: Path) -> None:
    if target.is_symlink() or (target.exists() and _manifest(target) is None):
        raise ForeignFolderError(target)


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) and content.get("program") == PROGRAM else None


def _swap(fresh: Path, target: Path) -> None:
    """Put `fresh` at `target`; what was there ends at `fresh`. In one step where the system can exchange names."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchanged(fresh, target):
        old = target.with_name(f".{target.name}.alt")
        shutil.rmtree(old, ignore_errors=True)
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

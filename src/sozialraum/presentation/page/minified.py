"""Scripts and styles as pages carry them: one short text a list, made by tools/minify.py when the package is built.

They are taken only if they were made of the very files that lie in assets/ now; a record of checksums says so. Else
pages carry the files themselves, without comments. Only the standard library, for the build reads this module too.
"""

import hashlib
import json
from importlib.resources.abc import Traversable

FOLDER = "minified"
RECORD = "record.json"


def lists(assets: Traversable) -> list[str]:
    """Names of the lists of scripts and styles, e.g. "scripts.txt"."""
    return sorted(one.name for one in assets.iterdir() if one.name.endswith(".txt"))


def files_of(assets: Traversable, name: str) -> list[str]:
    """The files that a list names, in order."""
    return _text(assets, name).split()


def target(name: str) -> str:
    """The file for a list: scripts.txt -> scripts.js, styles_intern.txt -> styles_intern.css."""
    return name.removesuffix(".txt") + (".js" if name.startswith("scripts") else ".css")


def fingerprint(assets: Traversable) -> str:
    """One SHA-256 of all lists and of every file on them."""
    named = [(name, file) for name in lists(assets) for file in (name, *files_of(assets, name))]
    digest = hashlib.sha256()
    for name, file in named:
        digest.update(f"\0{name}\0{file}\0{_text(assets, file)}".encode())
    return digest.hexdigest()


def checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def minified(assets: Traversable) -> dict[str, str]:
    """The short text of each list; empty where they were made of other files, or not at all."""
    folder = assets / FOLDER
    try:
        record = json.loads(_text(folder, RECORD))
        if record["sources"] != fingerprint(assets):
            return {}
        texts = {name: _text(folder, target(name)) for name in lists(assets)}
        fits = record["sha256"] == {target(name): checksum(text) for name, text in texts.items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return texts if fits else {}


def _text(folder: Traversable, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")

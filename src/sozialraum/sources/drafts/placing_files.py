"""Where each file of a new city goes, and under which keys its parts stand in projekt.toml."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sozialraum.model.draft import AreasDraft, FileDraft
from sozialraum.model.files import STAR
from sozialraum.sources.drafts.headings import plain
from sozialraum.sources.drafts.survey import Surveyed

FOLDERS = {
    "areas": "boundaries",
    "facilities": "facilities",
    "values": "indicators",
    "register": "addresses",
    "residents": "register",
}
LONGEST = 40  # letters of a key
Where = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True)
class Placing:
    """File -> its name in the project, file -> the files it is made of, and file -> the key of its source.

    All grow while files are placed.
    """

    names: dict[Path, str] = field(default_factory=dict)
    parts: dict[Path, Mapping[str, Path]] = field(default_factory=dict)
    sources: dict[Path, str] = field(default_factory=dict)


def file_draft(placing: Placing, table: Surveyed, role: str, where: Where | None = None) -> FileDraft:
    """The table as projekt.toml names it; its file is placed the first time it is asked for.

    Args:
        role: what the file serves, which decides its folder.
        where: the rows asked for.
    """
    path = table.path
    if path not in placing.names:
        folder = FOLDERS[role]
        if table.parts:  # alone in a folder of its own, so that the star means no other file
            folder = f"{folder}/{free(_called(path), {one.split('/')[1] for one in placing.names.values()})}"
            placing.parts[path] = table.parts
        name = f"{folder}/{path.name}"
        if name in placing.names.values():
            name = f"{FOLDERS[role]}/{path.parent.name}_{path.name}"
        while name in placing.names.values():
            name = name.replace("/", "/_", 1)
        placing.names[path] = name
        placing.sources[path] = free(_called(path), set(placing.sources.values()))
    rows = len(table.table)
    name, source = placing.names[path], placing.sources[path]
    return FileDraft(name, source, rows, table.headings, table.layer, dict(where or {}))


def copies(placing: Placing) -> dict[str, Path]:
    """File as the project names it -> where it lies now, each file of a pattern by itself; in order of the names."""
    found: dict[str, Path] = {}
    for path, name in placing.names.items():
        parts = placing.parts.get(path)
        found |= {name.replace(STAR, said): part for said, part in parts.items()} if parts else {name: path}
    return dict(sorted(found.items()))


def _called(path: Path) -> str:
    """A key for a file by its name; for files that have nothing in common by that of their folder."""
    return slug(path.stem) if plain(path.stem) else slug(path.parent.name)


def sources_of(placing: Placing, areas: AreasDraft) -> dict[str, str]:
    """Key of each source -> the file it stands for; drawn areas first."""
    found = {key: placing.names[path].rsplit("/", 1)[-1] for path, key in placing.sources.items()}
    if areas.table is not None and areas.table.source not in found:
        return {areas.table.source: areas.table.file, **found}
    return found


def shown(table: Surveyed) -> str:
    """A table as a person would name it."""
    return table.path.name if table.layer is None else f"{table.path.name} ({table.layer})"


def slug(text: str) -> str:
    """A key for projekt.toml: lower case letters, digits and underscores, a letter first."""
    words = plain(text).replace(" ", "_")[:LONGEST].strip("_")
    return words if words[:1].isalpha() else f"t_{words}".rstrip("_")


def free(wanted: str, taken: Collection[str]) -> str:
    """The key itself, or with the first number that makes it a new one."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}_{number}" in taken:
        number += 1
    return f"{wanted}_{number}"

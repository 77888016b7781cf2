"""Where each file of a new city goes, and under which keys its parts stand in projekt.toml."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sozialraum.model.draft import AreasDraft, FileDraft
from sozialraum.sources.headings import plain
from sozialraum.sources.survey import Surveyed

FOLDERS = {"areas": "boundaries", "facilities": "facilities", "values": "indicators", "register": "addresses"}
LONGEST = 40  # letters of a key
Where = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True)
class Placing:
    """File -> its name in the project, and file -> the key of its source; both grow while files are placed."""

    names: dict[Path, str] = field(default_factory=dict)
    sources: dict[Path, str] = field(default_factory=dict)


def file_draft(placing: Placing, table: Surveyed, role: str, where: Where | None = None) -> FileDraft:
    """The table as projekt.toml names it; its file is placed the first time it is asked for.

    Args:
        role: what the file serves, which decides its folder.
        where: the rows asked for.
    """
    path = table.path
    if path not in placing.names:
        name = f"{FOLDERS[role]}/{path.name}"
        if name in placing.names.values():
            name = f"{FOLDERS[role]}/{path.parent.name}_{path.name}"
        while name in placing.names.values():
            name = name.replace("/", "/_", 1)
        placing.names[path] = name
        placing.sources[path] = free(slug(path.stem), set(placing.sources.values()))
    rows = len(table.table)
    name, source = placing.names[path], placing.sources[path]
    return FileDraft(name, source, rows, table.headings, table.layer, dict(where or {}))


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

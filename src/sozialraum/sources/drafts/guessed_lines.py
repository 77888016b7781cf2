"""Which files show lines and land to find one's way by: water, railways, roads, neighbouring municipalities."""

from collections.abc import Sequence
from typing import Any

from sozialraum.model.draft import BaseLinesDraft, LeftOut
from sozialraum.sources.drafts.headings import kind_of_lines, with_role
from sozialraum.sources.drafts.placing_files import Placing, file_draft, free, shown
from sozialraum.sources.drafts.survey import Surveyed

MOST_KINDS = 30  # different texts of a column that may say what each line is
LAND = frozenset({"water", "neighbour"})  # what polygons may show without being areas of the city


def shows_land(table: Surveyed) -> bool:
    """Whether polygons are water or neighbours by the name of their file."""
    entry = kind_of_lines(_called(table))
    return table.shape == "areas" and entry is not None and entry["kind"] in LAND


def drafted_lines(tables: Sequence[Surveyed], placing: Placing) -> tuple[tuple[BaseLinesDraft, ...], list[LeftOut]]:
    """An entry of [[base_lines]] for each file or for each kind in it, and the files that do not say what they show.

    A file is known by its name, else by the first column whose texts name kinds of lines.
    """
    found: list[BaseLinesDraft] = []
    out: list[LeftOut] = []
    for table in tables:
        kinds = _kinds(table)
        if not kinds:
            out.append(LeftOut(shown(table), "lines"))
        for entry, where in kinds:
            names = with_role(table.headings, "area_name") if entry["kind"] == "neighbour" else []
            file = file_draft(placing, table, "areas", where)
            id_ = free(entry["id"], {one.id for one in found})
            found.append(BaseLinesDraft(file, id_, entry["kind"], entry["label"], names[0] if names else None))
    return tuple(found), out


def _kinds(table: Surveyed) -> list[tuple[dict[str, Any], dict[str, str | tuple[str, ...]]]]:
    """(entry of [[lines]], rows asked for) of each kind that the table shows."""
    whole = kind_of_lines(_called(table))
    if whole is not None:
        return [(dict(whole), {})]
    for heading in table.of_kind("text"):
        texts = sorted(table.values(heading)) if table.column(heading).different <= MOST_KINDS else []
        said = [(entry, text) for text in texts if (entry := kind_of_lines([text])) is not None]
        kinds = {entry["kind"]: entry for entry, _ in said}
        if kinds:
            of_kind = {kind: tuple(text for entry, text in said if entry["kind"] == kind) for kind in kinds}
            return [
                (dict(entry), {heading: of_kind[kind][0] if len(of_kind[kind]) == 1 else of_kind[kind]})
                for kind, entry in kinds.items()
            ]
    return []


def _called(table: Surveyed) -> list[str]:
    """By which names a table may say what it shows."""
    return [table.path.stem, table.layer or ""]

"""What a workbook says about the atlas beside its numbers: lines and tiles, the walk-through, remarks, releases."""

from collections.abc import Sequence
from typing import Any

from sozialraum.model.codes import Code
from sozialraum.model.measures import DYNAMICS, INDEX, RANK, TYPE
from sozialraum.sources.paths import listed
from sozialraum.sources.workbooks.book import Book, Known, field_of, mark, tell
from sozialraum.sources.workbooks.cells import choices, folded, id_of, parsed_entry, several
from sozialraum.sources.workbooks.rows import items, own_rows
from sozialraum.sources.workbooks.sheets import Filled, Line

OF_TARGET = ("quota", "bilanz", "places", "places_all", "lage_versorgung")  # the first where nothing is said
OF_INDEX = {"index": INDEX, "type": TYPE, "dynamics": DYNAMICS, "rank": RANK}
OF_VALUE = ("value",)


def atlas_parts(book: Book, known: Known, levels: Sequence[str]) -> dict[str, Any]:
    """Sections of the document about what the atlas shows and says.

    Args:
        levels: ids of the levels of larger areas.
    """
    released = _released(book, known)
    return {
        "joint_areas": [{"id": id_, **table} for id_, table in items(book, "joint_areas", known, "name")],
        "base_lines": _base_lines(book, known),
        "views": _views(book, known, levels),
        "planner_notes": _remarks(book, known),
        "findings": {"release": released} if released else {},
    }


def _base_lines(book: Book, known: Known) -> list[dict[str, Any]]:
    """Each row an entry; those of one label (a river and a lake are both water) get ids of their own."""
    sheet = book.sheets["base_lines"]
    found: dict[str, dict[str, Any]] = {}
    for row, (_, table) in zip(sheet.rows, items(book, "base_lines", known, "label"), strict=True):
        id_, number = id_of(row["label"]), 2
        while id_ in found:
            id_, number = f"{id_of(row['label'])}_{number}", number + 1
        if row["where_column"] and row["where_text"]:
            table["where"] = {row["where_column"]: several(row["where_text"], book.layout)}
        for one in sheet.sheet.fields:
            mark(book, sheet, row, one, f"base_lines.{id_}.{one.path or 'where'}")
        found[id_] = {"id": id_, **table}
    return list(found.values())


def _views(book: Book, known: Known, levels: Sequence[str]) -> list[dict[str, Any]]:
    sheet, figure = book.sheets["views"], field_of(book, "views", "figure")
    rows = dict(reversed(own_rows(book, "views", known)))
    found = []
    for at, (id_, table) in enumerate(items(book, "views", known, "title"), start=1):
        for path in (f"views.{id_}.figure", f"views[{at}].figure"):
            mark(book, sheet, rows[id_], figure, path)
        _check_settings(book, sheet, rows[id_])
        shown = {**_figure(book, sheet, rows[id_], known), **_level(book, sheet, rows[id_], levels)}
        said = {name: text for name, text in table.pop("settings", {}).items() if name in book.layout.settings}
        found.append({"id": id_, **table, **shown, **({"settings": said} if said else {})})
    return found


def _figure(book: Book, sheet: Filled, row: Line, known: Known) -> dict[str, str]:
    """Id of the figure that a row names; nothing where it names none, which is told."""
    named = known["figure"].get(folded(row["figure"]), "")
    targets, types = set(known["targets"].values()), set(known["facility_types"].values())
    possible: tuple[str, ...] = OF_VALUE
    if named == INDEX:
        possible = tuple(OF_INDEX)
    elif named in targets:
        possible = OF_TARGET
    part = field_of(book, "views", "part")
    wanted = choices(book.layout, part.of).get(folded(row["part"]), possible[0])
    if named and wanted not in possible:
        texts = book.layout.lists[part.of]
        expected = {"expected": listed([texts[one][book.language] for one in possible])}
        tell(book, Code.NOT_IN_LIST, sheet, row, part, row["part"], expected)
    if named == INDEX:
        return {"figure": OF_INDEX.get(wanted, INDEX)}
    if named in targets:
        return {"figure": f"{named}_{wanted}"}
    return {"figure": f"{named}_count" if named in types else named} if named else {}


def _level(book: Book, sheet: Filled, row: Line, levels: Sequence[str]) -> dict[str, str]:
    """The level of larger areas where the row asks for it; told where there is none."""
    one = field_of(book, "views", "larger")
    if not parsed_entry(one, row["larger"], book.layout):
        return {}
    if not levels:
        no = {"expected": book.layout.lists[one.of]["no"][book.language]}
        tell(book, Code.NOT_IN_LIST, sheet, row, one, row["larger"], no)
    for path in (f"views.{id_of(row['title'])}.level", f"views[{sheet.rows.index(row) + 1}].level"):
        mark(book, sheet, row, one, path)
    return {"level": levels[0]} if levels else {}


def _check_settings(book: Book, sheet: Filled, row: Line) -> None:
    """Names of settings that the address line does not know."""
    one, names = field_of(book, "views", "settings"), book.layout.settings
    for part in several(row["settings"], book.layout):
        name = part.partition("=")[0].strip()
        if "=" in part and name not in names:
            tell(book, Code.NOT_IN_LIST, sheet, row, one, name, {"expected": listed(names)})


def _remarks(book: Book, known: Known) -> list[dict[str, Any]]:
    sheet, area = book.sheets["planner_notes"], field_of(book, "planner_notes", "area")
    found = [table for _, table in items(book, "planner_notes", known, "area")]
    for row, table in zip(sheet.rows, found, strict=True):
        mark(book, sheet, row, area, f"planner_notes.{table.get('area')}")
    return found


def _released(book: Book, known: Known) -> list[dict[str, Any]]:
    sheet, about = book.sheets["release"], field_of(book, "release", "about")
    found = []
    for at, (row, (_, table)) in enumerate(zip(sheet.rows, items(book, "release", known, "rule"), strict=True), 1):
        named = known["figure"].get(folded(row["about"]))
        for one in sheet.sheet.fields:
            path = one.path or "indicator"
            mark(book, sheet, row, one, f"findings.release[{at}].{path}")
            mark(book, sheet, row, one, f"findings.release.{named if one is about else table.get(path)}")
        found.append({**table, "indicator": named} if named else table)
    return found

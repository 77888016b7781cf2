"""Rows of a workbook's sheets as parts of its document, and where their table stands for the readers of files."""

from collections.abc import Iterable, Mapping
from typing import Any

from sozialraum.model.codes import Code
from sozialraum.sources.workbooks.book import Book, Known, field_of, mark, put, said, tell
from sozialraum.sources.workbooks.cells import folded
from sozialraum.sources.workbooks.sheets import Filled, Line


def items(book: Book, name: str, known: Known, named: str) -> list[tuple[str, dict[str, Any]]]:
    """(id, table of the document) of every row of a sheet; "" for the id where nothing refers to its rows."""
    sheet = book.sheets[name]
    found = []
    for at, row in enumerate(sheet.rows, start=1):
        id_ = known.get(name, {}).get(folded(row[named]), "")
        table: dict[str, Any] = {}
        for one in sheet.sheet.fields:
            for path in (f"{name}.{id_}", f"{name}[{at}]"):
                mark(book, sheet, row, one, f"{path}.{one.path}" if one.path else path)
            put(table, one.path, said(book, one, row[one.id], known))
        if id_:
            mark(book, sheet, row, field_of(book, name, named), f"{name}.{id_}")
            book.names.setdefault(id_, row[named])
        found.append((id_, table))
    return [(id_, table) for id_, table in found if id_ or name not in known]


def own_rows(book: Book, name: str, known: Known) -> list[tuple[str, Line]]:
    """(id, row) of every row that has a name."""
    named = book.sheets[name].sheet.fields[0].id
    return [(known[name][folded(row[named])], row) for row in book.sheets[name].rows if row[named]]


def needed(book: Book, city: Line, asked: Iterable[str], known: Known) -> dict[str, Any]:
    """Entries that are needed once one of them is there."""
    entries: dict[str, Any] = {}
    for id_ in asked:
        one = field_of(book, "city", id_)
        entries[id_] = said(book, one, city[id_], known)
        if not city[id_]:
            tell(book, Code.ENTRY_MISSING, book.sheets["city"], city, one)
    return entries


def table_at(sheet: Filled) -> dict[str, Any]:
    """Where a table stands in the workbook, so that nothing about it is guessed."""
    return {"file": sheet.file, "layer": sheet.title, "dialect": {"range": sheet.cells, "header_rows": 1}}


def columns_of(sheet: Filled) -> dict[str, str]:
    """Columns of a table for its reader: those that it must have, and those that hold anything."""
    return {
        one.path.removeprefix("columns."): sheet.headings[one.id]
        for one in sheet.sheet.fields
        if one.path.startswith("columns.")
        and one.id in sheet.headings
        and (one.required or any(row[one.id] for row in sheet.rows))
    }


def named_texts(sheet: Filled, column: str, meanings: Mapping[str, str]) -> dict[str, str]:
    """Text as it stands in that column -> id."""
    texts = dict.fromkeys(row[column] for row in sheet.rows if row[column])
    return {text: meanings[folded(text)] for text in texts if folded(text) in meanings}

"""What is put together while a workbook is read: its document, where the parts stand, and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sozialraum.errors import SHEET, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.workbook import Field, Layout
from sozialraum.sources.workbooks.cells import folded, id_of, parsed_entry, several
from sozialraum.sources.workbooks.origin import Place
from sozialraum.sources.workbooks.sheets import Filled, Line, place_of

Known = Mapping[str, Mapping[str, str]]  # sheet or "sheet.column" -> text in small letters -> id
NOTHING: Mapping[str, str] = {}


@dataclass
class Book:
    """What is put together while a workbook is read."""

    file: str
    layout: Layout
    language: str
    sheets: Mapping[str, Filled]
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def tell(
    book: Book,
    code: Code,
    sheet: Filled,
    row: Line,
    one: Field,
    value: str | None = None,
    fields: Mapping[str, str] = NOTHING,
    severity: Severity = Severity.ERROR,
) -> None:
    """Note a Problem about one cell."""
    number, heading, _ = place_of(sheet, row, one.id)
    heading = heading or one.name[book.language]
    file = f"{book.file}{SHEET}{sheet.title}"
    book.problems.append(Problem(code, file, number or None, heading, value, fields, severity))


def mark(book: Book, sheet: Filled, row: Line, one: Field, path: str) -> None:
    """Note which cell a path of the document comes from."""
    if path:
        number, heading, letters = place_of(sheet, row, one.id)
        heading = heading or one.name[book.language]
        book.places[path] = Place(sheet.title, number, heading, f"{letters}{number}")


def field_of(book: Book, sheet: str, id_: str) -> Field:
    """A field of the layout.

    Raises:
        StopIteration: there is none.
    """
    return next(one for one in book.layout.sheet(sheet).fields if one.id == id_)


def put(table: dict[str, Any], path: str, value: Any) -> None:
    """Put a value at a path such as "disclosure.oeffentlich.rule"; None is left out."""
    if not path or value is None:
        return
    *above, last = path.split(".")
    for part in above:
        table = table.setdefault(part, {})
    table[last] = value


def said(book: Book, one: Field, text: str, known: Known) -> Any:
    """What the document says for an entry; None where it is empty or not understood."""
    if not text:
        return None
    if one.kind == "reference":
        return known[one.of].get(folded(text), id_of(text))
    if one.kind == "references":
        return [known[one.of].get(folded(part), id_of(part)) for part in several(text, book.layout)]
    if one.kind in {"area", "area_or_city"}:
        return known[one.kind].get(folded(text), text)
    if one.kind == "areas":
        return [known["area"].get(folded(part), part) for part in several(text, book.layout)]
    if one.kind == "figure":
        return known["figure"].get(folded(text))
    said = parsed_entry(one, text, book.layout)
    return {book.language: said} if one.language and said is not None else said

"""The sheets of a workbook as rows of text under the fields of its layout."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sozialraum.errors import SHEET, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.workbook import Field, Layout, Sheet
from sozialraum.sources.paths import listed, nearest
from sozialraum.sources.tables.grid import Grid, Row, letter
from sozialraum.sources.tables.table import clean
from sozialraum.sources.workbooks.cells import folded

SEARCHED = 30  # rows in which the headings are looked for
ENTRY = 1  # column of the entries of a form


@dataclass(frozen=True)
class Line:
    """One row of a table, or the whole of a form.

    Args:
        cells: field -> text, "" for an empty cell; a field whose column is not there is left out.
        numbers: field -> row, where the cells of a form stand in different rows.
    """

    number: int
    cells: Mapping[str, str]
    numbers: Mapping[str, int]

    def __getitem__(self, field: str) -> str:
        return self.cells.get(field, "")


@dataclass(frozen=True)
class Filled:
    """What stands on one sheet of a workbook.

    Args:
        title: name of the sheet as it stands in the workbook.
        headings: field -> heading (or entry of a form) as it stands there.
        columns: field -> letters of its column.
        cells: range of headings and rows, e.g. "A4:H20"; "" for a form.
        head: row of the headings, 0 for a form.
    """

    file: str
    sheet: Sheet
    title: str
    headings: Mapping[str, str]
    columns: Mapping[str, str]
    rows: tuple[Line, ...]
    cells: str = ""
    head: int = 0


def language_of(layout: Layout, titles: Iterable[str]) -> str:
    """The language in which most of the sheets are named; the first one of the layout where none is."""
    known = {folded(title) for title in titles}
    languages = list(layout.sheets[0].name)
    return max(languages, key=lambda one: sum(folded(sheet.name[one]) in known for sheet in layout.sheets))


def filled(file: str, layout: Layout, grids: Mapping[str, Grid]) -> tuple[dict[str, Filled], list[Problem]]:
    """Every sheet of the layout by its id, empty ones where the workbook has none, and what cannot be understood.

    Args:
        grids: title of each sheet -> its cells.
    """
    titles = {folded(title): title for title in grids}
    found: dict[str, Filled] = {}
    problems, used = [], set()
    for sheet in layout.sheets:
        title = next((titles[folded(name)] for name in sheet.name.values() if folded(name) in titles), None)
        if title is not None:
            used.add(title)
        if sheet.form == "prose":
            continue
        if title is None:
            if sheet.required:
                fields = {"sheet": sheet.name[language_of(layout, grids)], "known": listed(list(grids))}
                problems.append(Problem(Code.SHEET_MISSING, file, fields=fields))
            found[sheet.id] = Filled(file, sheet, "", {}, {}, ())
            continue
        read = _form if sheet.form == "entries" else _table
        found[sheet.id], told = read(file, sheet, title, grids[title], language_of(layout, grids))
        problems += told + _unsolved(f"{file}{SHEET}{title}", grids[title])
    problems += [
        Problem(Code.SHEET_UNKNOWN, file, value=title, severity=Severity.WARNING)
        for title, grid in grids.items()
        if title not in used and grid.rows
    ]
    return found, problems


def _form(file: str, sheet: Sheet, title: str, grid: Grid, language: str) -> tuple[Filled, list[Problem]]:
    known = _by_name(sheet.fields)
    heads = {folded(heads[0]) for heads in sheet.head.values()}
    cells, numbers, headings, problems = dict[str, str](), dict[str, int](), dict[str, str](), list[Problem]()
    below = False
    for row in grid.rows:
        name, entry = clean(row.at(0)), clean(row.at(ENTRY))
        field = known.get(folded(name))
        if field is not None and field.id in cells:
            fields = {"other": str(numbers[field.id])}
            told = f"{file}{SHEET}{title}"
            problems.append(Problem(Code.NAMES_COLLIDE, told, row.number, name, name, fields))
        elif field is not None:
            cells[field.id], numbers[field.id], headings[field.id] = entry, row.number, name
        elif below and entry:
            problems.append(_unknown(file, title, name or entry, row.number, sheet, language))
        below = below or folded(name) in heads or field is not None
    problems += [_no_heading(file, title, field, language) for field in sheet.fields if _lacks(field, cells)]
    letters = dict.fromkeys(headings, letter(ENTRY))
    rows = (Line(0, cells, numbers),) if sheet.required or any(cells.values()) else ()
    return Filled(file, sheet, title, headings, letters, rows), problems


def _table(file: str, sheet: Sheet, title: str, grid: Grid, language: str) -> tuple[Filled, list[Problem]]:
    known = _by_name(sheet.fields)
    first = [row for row in grid.rows if row.number <= SEARCHED]
    meant = [[known.get(folded(text)) for text in row.cells] for row in first]
    best = max(range(len(first)), key=lambda at: (len({one.id for one in meant[at] if one}), -at), default=None)
    head = Row(0, ()) if best is None else first[best]
    places: dict[str, int] = {}
    for place, field in enumerate([] if best is None else meant[best]):
        if field is not None:
            places.setdefault(field.id, place)
    problems = [_no_heading(file, title, field, language) for field in sheet.fields if _lacks(field, places)]
    if problems:
        return Filled(file, sheet, title, {}, {}, ()), problems
    body = [row for row in grid.rows if row.number > head.number]
    taken = set(places.values())
    for place in range(max((len(row.cells) for row in body), default=0)):
        texts = [row.at(place) for row in body if row.at(place)]
        if place not in taken and texts:
            heading = clean(head.at(place) or texts[0])
            problems.append(_unknown(file, title, heading, head.number, sheet, language))
    rows = []
    for row in body:
        cells = {field: clean(row.at(place)) for field, place in places.items()}
        if any(cells.values()):
            rows.append(Line(row.number, cells, {}))
    headings = {field: clean(head.at(place)) for field, place in places.items()}
    letters = {field: letter(place) for field, place in places.items()}
    last = rows[-1].number if rows else head.number
    cells_ = f"A{head.number}:{letter(max(places.values()))}{last}"
    return Filled(file, sheet, title, headings, letters, tuple(rows), cells_, head.number), problems


def _unsolved(file: str, grid: Grid) -> list[Problem]:
    """Formulas whose result the workbook does not hold."""
    cells = [(row.number, f"{letter(place)}{row.number}") for row in grid.rows for place in sorted(row.unsolved)]
    fields = {"count": str(len(cells))}
    return [Problem(Code.FORMULA_WITHOUT_VALUE, file, row, cell, fields=fields) for row, cell in cells[:1]]


def place_of(sheet: Filled, row: Line, field: str) -> tuple[int, str, str]:
    """(row, heading, letters of the column) of one cell."""
    return row.numbers.get(field, row.number), sheet.headings.get(field, ""), sheet.columns.get(field, "A")


def _by_name(fields: Iterable[Field]) -> dict[str, Field]:
    return {folded(name): field for field in fields for name in field.name.values()}


def _lacks(field: Field, there: Mapping[str, object]) -> bool:
    return field.required and field.id not in there


def _no_heading(file: str, title: str, field: Field, language: str) -> Problem:
    return Problem(Code.SHEET_HEADING_MISSING, f"{file}{SHEET}{title}", column=field.name[language])


def _unknown(file: str, title: str, text: str, row: int, sheet: Sheet, language: str) -> Problem:
    names = [field.name[language] for field in sheet.fields]
    fields = {"nearest": nearest(text, names)}
    told = f"{file}{SHEET}{title}"
    return Problem(Code.SHEET_HEADING_UNKNOWN, told, row, value=text, fields=fields, severity=Severity.WARNING)

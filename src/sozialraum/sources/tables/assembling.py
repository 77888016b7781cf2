"""From the cells of a sheet or text file and the plan of its layout to the Table the other readers know."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.files import Dialect
from sozialraum.model.intake import Aside, Aspect, Guess
from sozialraum.sources.paths import listed, refused
from sozialraum.sources.tables.captions import without_mark
from sozialraum.sources.tables.cell_kinds import is_number, is_word
from sozialraum.sources.tables.grid import Box, Grid, Row, letter, range_of
from sozialraum.sources.tables.layout import Plan
from sozialraum.sources.tables.table import Table, bracketed

NUMBERED = re.compile(r"\(?(\d{1,2})(?:\)|\s)|([¹²³⁴⁵⁶⁷⁸⁹])|(\*{1,3})\)?")
FIGURES = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
KEY_OR_DATE = re.compile(r"0\d|\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})$|\d{4}-\d\d-\d\d")
GROUP = 3  # digits between signs for thousands


def table_of(
    name: str, layer: str, grid: Grid, plan: Plan, dialect: Dialect, guesses: Iterable[Guess] = ()
) -> tuple[Table, list[Problem]]:
    """The rows of data under their headings, and what is odd about the sheet.

    Headings that are empty are named by their column, "[C]"; repeated ones can be asked for by it.

    Raises:
        InputError: no row of data is left, or a formula has no result.
    """
    if not plan.body or not plan.places:
        raise refused(Code.NO_ROWS, name)
    _check_solved(name, plan)
    letters = tuple(letter(place) for place in plan.places)
    bare = dialect.header_rows == 0
    headings = tuple(
        said or (sign if bare else bracketed(sign)) for said, sign in zip(plan.headings, letters, strict=True)
    )
    columns: dict[str, list[str]] = {}
    plain = set()
    problems = []
    marks = _marks(grid.rows, plan)
    for heading, sign, place in zip(headings, letters, plan.places, strict=True):
        own = bracketed(sign)
        texts = [row.at(place) for row in plan.body]
        kinds = [place in row.real for row in plan.body]
        if any(kinds):
            typed = [n for n, text in enumerate(texts) if not kinds[n] and _number_typed_as_text(text)]
            if typed:
                texts = [
                    _as_typed(text, dialect.decimal) if real else text
                    for text, real in zip(texts, kinds, strict=True)
                ]
                problems += _typed_problem(name, plan.body, texts, typed, heading)
            else:
                plain |= {heading, own}
        if marks:
            texts = [_unmarked(text, marks) for text in texts]
        columns[heading if heading not in columns else own] = texts
    if dialect.sections is not None:
        columns.setdefault(dialect.sections, [plan.sections.get(row.number, "") for row in plan.body])
        headings, letters = (*headings, dialect.sections), (*letters, "")
    index = pd.Index([row.number for row in plan.body], dtype="int64", name="row")
    cells = pd.DataFrame(columns, index=index, dtype="str")
    shape = (*guesses, *_guesses(plan, dialect, bool(layer)))
    table = Table(name, headings, cells, frozenset(plain), None, layer, shape, plan.aside, letters)
    return table, [*problems, *_warnings(name, grid, plan, dialect)]


def _check_solved(name: str, plan: Plan) -> None:
    missing = [(row.number, place) for row in plan.body for place in sorted(row.unsolved) if place in plan.places]
    if missing:
        row, place = missing[0]
        fields = {"count": str(len(missing))}
        raise InputError([Problem(Code.FORMULA_WITHOUT_VALUE, name, row, f"{letter(place)}{row}", fields=fields)])


def _guesses(plan: Plan, dialect: Dialect, sheet: bool) -> Iterable[Guess]:
    box = Box(plan.top, plan.places[0], plan.body[-1].number, plan.places[-1])
    if dialect.range is not None:
        yield Guess(Aspect.RANGE, dialect.range, stated=True)
    elif sheet or plan.others or Aside.TITLE in plan.aside.values():
        yield Guess(Aspect.RANGE, range_of(box))
    stated = dialect.header_rows is not None
    yield Guess(Aspect.HEADER_ROWS, str(dialect.header_rows if stated else plan.depth), stated)


# numbers among texts


def _number_typed_as_text(text: str) -> bool:
    """Whether a text beside real numbers is one that somebody typed; with a zero in front it is a key."""
    return is_number(text) and not KEY_OR_DATE.match(text)


def _as_typed(text: str, decimal: str | None) -> str:
    """A real number as it is written beside the typed ones: with a comma, unless the project says otherwise.

    Three decimals get a fourth, for "1,125" could as well be a thousand.
    """
    whole, point, rest = text.partition(".")
    if not point:
        return text
    return f"{whole}{decimal or ','}{rest}{'0' if len(rest) == GROUP else ''}"


def _typed_problem(
    name: str, body: Sequence[Row], texts: Sequence[str], typed: Sequence[int], heading: str
) -> list[Problem]:
    first = typed[0]
    if not any(re.search("[.,]", texts[n]) for n in typed):
        return []  # reads the same either way
    fields = {"count": str(len(typed))}
    number = body[first].number
    return [
        Problem(
            Code.NUMBER_AS_TEXT, name, number, heading, texts[first], fields, Severity.WARNING, about_persons=True
        )
    ]


# texts


def _marks(rows: Sequence[Row], plan: Plan) -> frozenset[str]:
    """The marks that notes below the table explain: "1", "2", "*"."""
    notes = [row for row in rows if plan.aside.get(row.number) == Aside.FOOTNOTE]
    found = [NUMBERED.match(row.cells[row.filled[0]] + " ") for row in notes]
    return frozenset((match[1] or match[2] or match[3]).translate(FIGURES) for match in found if match)


def _unmarked(text: str, marks: frozenset[str]) -> str:
    """A word without the mark of a note that stands below the table; a number keeps all its signs."""
    bare = without_mark(text)
    if bare == text or not is_word(bare):
        return text
    said = re.split(r"[\s,)]+", text[len(bare) :].translate(FIGURES).strip())
    return bare if all(mark in marks for mark in said if mark) else text


# what the user should know


def _warnings(name: str, grid: Grid, plan: Plan, dialect: Dialect) -> Iterable[Problem]:
    def warning(code: Code, row: int | None = None, value: str | None = None, **fields: str) -> Problem:
        return Problem(code, name, row, value=value, fields=fields, severity=Severity.WARNING)

    if plan.others:
        yield warning(Code.FURTHER_TABLES, known=listed([range_of(box) for box in plan.others]))
    if plan.section_rows and dialect.sections is None:
        first = plan.section_rows[0]
        text = first.cells[first.filled[0]]
        found = warning(Code.SECTIONS_FOUND, first.number, text, count=str(len(plan.section_rows)))
        yield replace(found, about_persons=True)  # a section may tell its sum
    rows = [row.number for row in plan.body if row.number in grid.hidden_rows]
    places = [letter(place) for place in plan.places if place in grid.hidden_places]
    if rows or places:
        yield warning(Code.HIDDEN_CELLS, rows=listed([str(row) for row in rows]), columns=listed(places))
    if not grid.formats_known:
        yield from (
            warning(Code.PERCENT_UNSEEN, value=letter(place))
            for place in plan.places
            if _between_0_and_1(plan.body, place)
        )


def _between_0_and_1(body: Sequence[Row], place: int) -> bool:
    numbers = [float(row.cells[place]) for row in body if place in row.real]
    return bool(numbers) and all(0 <= number <= 1 for number in numbers) and any(0 < number < 1 for number in numbers)

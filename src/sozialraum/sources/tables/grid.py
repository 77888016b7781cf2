"""The cells of one sheet or text file before anybody has said which of them are headings."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

NONE: frozenset[int] = frozenset()
CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)")
LETTERS = 26


@dataclass(frozen=True, slots=True)
class Row:
    """One row that has something in it.

    Args:
        number: as a spreadsheet counts it.
        cells: texts from column A on, not beyond the last one that is written.
        real: places (0 is column A) of cells that were numbers in the file and not text.
        unsolved: places of formulas whose result the file does not hold.
    """

    number: int
    cells: tuple[str, ...]
    real: frozenset[int] = NONE
    unsolved: frozenset[int] = NONE

    def at(self, place: int) -> str:
        """The text of a cell, "" beyond the row."""
        return self.cells[place] if place < len(self.cells) else ""

    @property
    def filled(self) -> list[int]:
        """Places of the cells that have something in them."""
        return [place for place, text in enumerate(self.cells) if text]

    @property
    def count(self) -> int:
        """How many cells have something in them."""
        return len(self.cells) - self.cells.count("")


@dataclass(frozen=True, slots=True)
class Box:
    """Merged cells; rows as a spreadsheet counts them, places from 0, all inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """All rows of a sheet with something in them, in their order.

    Args:
        merged: merged cells; the text stands in the upper left one.
        hidden_rows: numbers of rows nobody sees.
        hidden_places: columns nobody sees, from 0.
        formats_known: whether percentages and leading zeros that only the format shows are in the texts.
    """

    rows: tuple[Row, ...]
    merged: tuple[Box, ...] = ()
    hidden_rows: frozenset[int] = NONE
    hidden_places: frozenset[int] = NONE
    formats_known: bool = True


def letter(place: int) -> str:
    """The letters a spreadsheet writes above a column: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_of(letters: str) -> int:
    """The column of those letters, from 0."""
    place = 0
    for sign in letters:
        place = LETTERS * place + ord(sign) - ord("A") + 1
    return place - 1


def box_of(text: str) -> Box:
    """The cells a range such as "A37:K63" or "B2" means, corners in any order.

    Raises:
        ValueError: it is no range.
    """
    corners = [CELL.fullmatch(corner) for corner in text.replace("$", "").split(":")]
    found = [(int(match[2]), place_of(match[1])) for match in corners if match]
    if not found or len(found) != len(corners) or len(found) > 2:
        raise ValueError(f"{text!r} is no range of cells")
    rows, places = [row for row, _ in found], [place for _, place in found]
    return Box(min(rows), min(places), max(rows), max(places))


def range_of(box: Box) -> str:
    """The range as a spreadsheet writes it, "A37:K63"."""
    return f"{letter(box.left)}{box.top}:{letter(box.right)}{box.bottom}"


def cut(grid: Grid, box: Box) -> Grid:
    """The part inside the box; rows without anything there are left out, columns keep their places."""
    rows = []
    for row in grid.rows:
        if box.top <= row.number <= box.bottom:
            cells = ("",) * min(box.left, len(row.cells)) + row.cells[box.left : box.right + 1]
            if any(cells):
                inside = frozenset(range(box.left, box.right + 1))
                rows.append(replace(row, cells=cells, real=row.real & inside, unsolved=row.unsolved & inside))
    within = [one for one in grid.merged if box.top <= one.top <= box.bottom and box.left <= one.left <= box.right]
    return replace(grid, rows=tuple(rows), merged=tuple(within))


def between(rows: Sequence[Row], top: int, bottom: int) -> Sequence[Row]:
    """The rows whose numbers lie from top to bottom."""
    first = bisect_left(rows, top, key=lambda row: row.number)
    return rows[first : bisect_right(rows, bottom, key=lambda row: row.number)]

"""A mark that all numbers of a column bear is said once, in its heading."""

from dataclasses import replace

from sozialraum.model.status import MARKED
from sozialraum.presentation.planning.grid import Cell, Grid, Head, Section
from sozialraum.presentation.words.texts import Texts


def with_marks_in_heads(section: Section, words: Texts) -> Section:
    """The same section; a column of which every number is a forecast, or provisional, says so in its heading."""
    marks = {words(f"status.{status}") for status in MARKED}
    return replace(
        section,
        panes=[replace(pane, grids=[_lifted(grid, marks) for grid in pane.grids]) for pane in section.panes],
        grids=[_lifted(grid, marks) for grid in section.grids],
    )


def _lifted(grid: Grid, marks: set[str]) -> Grid:
    heads = list(grid.heads)
    lifted = {}
    for at, head in enumerate(heads):
        numbers = [line.cells[at] for line in grid.lines if any(sign.isdigit() for sign in line.cells[at].text)]
        ends = {cell.lines[-1] if cell.lines else "" for cell in numbers}
        mark = ends.pop() if len(ends) == 1 else ""
        if mark in marks:
            heads[at] = _marked(head, mark)
            lifted[at] = mark
    lines = [
        replace(line, cells=tuple(_without(cell, lifted.get(at)) for at, cell in enumerate(line.cells)))
        for line in grid.lines
    ]
    return replace(grid, heads=heads, lines=lines)


def _marked(head: Head, mark: str) -> Head:
    said = head.note.split(", ")
    return head if mark in said else replace(head, note=", ".join([mark, *(one for one in said if one)]))


def _without(cell: Cell, mark: str | None) -> Cell:
    return replace(cell, lines=cell.lines[:-1]) if mark and cell.lines[-1:] == (mark,) else cell

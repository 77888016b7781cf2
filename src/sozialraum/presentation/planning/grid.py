"""What the page on planning is made of: tables of formatted cells, and columns whose sums a script can work out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Tone = Literal["missing", "spare", "even", "none"]
Kind = Literal["area", "larger", "city", "plain"]
Way = Literal["sum", "net", "ratio", "none"]


@dataclass(frozen=True)
class Cell:
    """A cell: what is read first, and soft lines below it; the tone only repeats what the words say."""

    text: str
    lines: tuple[str, ...] = ()
    tone: Tone = "none"


@dataclass(frozen=True)
class Head:
    """A heading of a column; `note` says e.g. that a year is a forecast."""

    label: str
    note: str = ""
    ahead: bool = False
    words: bool = False  # a column of words is set to the left


@dataclass(frozen=True)
class Line:
    """A row: its name, and which area of the data block it is (None: cannot be ticked)."""

    name: str
    cells: tuple[Cell, ...]
    kind: Kind = "plain"
    note: str = ""
    href: str | None = None
    area: int | None = None


@dataclass(frozen=True)
class Column:
    """How a column of several areas is put together: a sum, the difference of two sums, or their ratio.

    Args:
        way: "sum" of `of`; "net": places `of` beside needed `by`; "ratio": 100 x `of` / `by`; "none": cannot be.
        of, by: one number for each Sozialraum in the order of the data block; None where it is unknown.
        statuses: a letter for each Sozialraum.
        decimals: of all that is written of `of`, and of `by`, in the cells of the column.
    """

    way: Way
    of: tuple[float | None, ...] = ()
    by: tuple[float | None, ...] = ()
    statuses: str = ""
    unit: str = ""
    decimals: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Grid:
    """A table; `columns` (one for each head, or none) lets ticked areas be put together.

    Args:
        note: sentences below it.
        folded: shown only when asked for.
    """

    caption: str
    corner: str
    heads: Sequence[Head]
    lines: Sequence[Line]
    columns: Sequence[Column] = ()
    note: tuple[str, ...] = ()
    folded: bool = False


@dataclass(frozen=True)
class Pane:
    """One way to look at a balance: a word for the switch, and its tables."""

    id: str
    title: str
    grids: Sequence[Grid]
    sentences: Sequence[str] = ()


@dataclass(frozen=True)
class Section:
    """A part of the page; `id` is its anchor. Panes exclude each other on screen, grids do not."""

    id: str
    title: str
    sentences: Sequence[str] = ()
    panes: Sequence[Pane] = ()
    grids: Sequence[Grid] = ()
    facts: Sequence[tuple[str, str]] = ()  # (term, text)

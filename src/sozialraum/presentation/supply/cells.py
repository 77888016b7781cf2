"""Cells of the tables of planning in words: whole places, bounds, marks of what is not counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sozialraum.model.status import MARKED, WITHOUT_VALUE, Status
from sozialraum.model.whole_places import EXACT, whole_missing, whole_spare
from sozialraum.presentation.quality.data_notes import shown_value
from sozialraum.presentation.words.numbers import half_away, number, span, with_unit
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.tenses import Tense, tense
from sozialraum.presentation.words.texts import Texts

TENTH = 0.1

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cell:
    """One cell of a table.

    Args:
        text: a formatted number, or words; "" where the table says nothing at all.
        soft: what stands below it in small letters: the unrounded number, or a share; "" for nothing.
        strong: to be set in bold letters, because places are missing.
        status: of the value.
        valued: a number stands here, so that its status is worth a mark.
    """

    text: str
    soft: str = ""
    strong: bool = False
    status: str = str(Status.NORMAL)
    valued: bool = False


NOTHING = Cell("")


@dataclass(frozen=True)
class Line:
    """A row of a table.

    Args:
        label: its heading.
        cells: one for each Kita-Jahr; none where the row is not to be shown.
        main: it carries the statement of the table.
        beside: counted in another way and shown beside the balance, so that it says nothing of how sure a year is.
    """

    label: str
    cells: tuple[Cell, ...]
    main: bool = False
    beside: bool = False


@dataclass(frozen=True)
class Column:
    """A Kita-Jahr as a heading: the year, and in words where it stands and what its numbers are."""

    label: str
    word: str
    status: str  # of all its numbers, where the word tells it
    tense: Tense
    first_ahead: bool


def plain(row: Row | None, decimals: int, unit: str, words: Texts) -> Cell:
    """A number of a table, or the word for why there is none."""
    if row is None:
        return NOTHING
    value, status = shown_value(row["value"]), str(row["status"])
    if value is None:
        return Cell(words(f"status.{status if status in WITHOUT_VALUE else Status.MISSING}"), status=status)
    return Cell(with_unit(value, decimals, unit, words), status=status, valued=True)


def balance(missing: Row | None, spare: Row | None, words: Texts) -> Cell:
    """Missing or spare places as whole places, the unrounded number below it."""
    if missing is None:
        return NOTHING
    value, status = shown_value(missing["value"]), str(missing["status"])
    if value is None:
        return plain(missing, 0, "", words)
    left = shown_value(spare["value"]) if spare is not None else None
    text = _places(value, left or 0.0, words)
    exact = value or left or 0.0
    return Cell(text, _unrounded(exact, words), strong=whole_missing(value) > 0, status=status, valued=True)


def balance_span(missing: Row | None, spare: Row | None, words: Texts) -> Cell:
    """Between which whole places the balance lies, the better end first; nothing where both ends are one."""
    if missing is None or str(missing["status"]) == Status.WITHHELD:
        return NOTHING
    fewest, most = shown_value(missing["lower"]), shown_value(missing["upper"])
    least, best = (None, None) if spare is None else (shown_value(spare["lower"]), shown_value(spare["upper"]))
    if fewest is None and most is None:
        return NOTHING
    if most is None:
        return Cell(words("supply.at_least", places=_places(fewest or 0.0, 0.0, words))) if fewest else NOTHING
    low, high = _places(fewest or 0.0, best or 0.0, words), _places(most, least or 0.0, words)
    if low == high:
        return NOTHING
    if whole_missing(fewest or 0.0) > 0:
        return Cell(words("supply.missing", places=span(whole_missing(fewest or 0.0), whole_missing(most), 0, words)))
    if whole_missing(most) == 0 and whole_spare(least or 0.0) > 0:
        return Cell(words("supply.spare", places=span(whole_spare(least or 0.0), whole_spare(best or 0.0), 0, words)))
    return Cell(words("supply.span", low=low, high=high))


def number_span(row: Row | None, words: Texts) -> Cell:
    """From the lower to the upper variant of a number of children; nothing where there is only one."""
    if row is None or str(row["status"]) == Status.WITHHELD:
        return NOTHING
    low, high = shown_value(row["lower"]), shown_value(row["upper"])
    if low is None or high is None or half_away(low, 0) == half_away(high, 0):
        return NOTHING
    return Cell(span(low, high, 0, words))


def columns(periods: Sequence[str], lines: Iterable[Line], today: str, words: Texts) -> list[Column]:
    """The headings: a year all of whose numbers are forecasts says so once, for all of its cells."""
    tenses = [tense(period, today) for period in periods]
    first = tenses.index("ahead") if "ahead" in tenses else -1
    forecast = str(Status.FORECAST)
    found = []
    told = [line for line in lines if not line.beside]
    for at, (period, when) in enumerate(zip(periods, tenses, strict=True)):
        only = {line.cells[at].status for line in told if line.cells[at].valued} == {forecast}
        stands = words(f"supply.tense_{when}") if "ahead" in tenses and when != "past" else ""
        word = words(f"status.{forecast}") if only else stands
        found.append(Column(period_label(period, words), word, forecast if only else "", when, at == first))
    return found


def marked(line: Line, heads: Sequence[Column], words: Texts) -> list[dict[str, Any]]:
    """The cells of a row as the template prints them; what the heading already says of all is not said again.

    Withheld years side by side are one cell, `span` columns wide: the word is said once and has room.
    """
    told: list[dict[str, Any]] = []
    for cell, head in zip(line.cells, heads, strict=True):
        hidden = is_withheld(cell)
        if hidden and told and told[-1]["withheld"] and not head.first_ahead:
            told[-1]["span"] += 1
            continue
        told.append(
            {
                "text": cell.text,
                "soft": cell.soft,
                "strong": cell.strong,
                "withheld": hidden,
                "span": 1,
                "ahead": head.tense == "ahead",
                "first_ahead": head.first_ahead,
                "mark": _mark(cell, head, words),
            }
        )
    return told


def is_withheld(cell: Cell) -> bool:
    """Whether the cell says that its number is not to be shown."""
    return cell.status == Status.WITHHELD and not cell.valued and bool(cell.text)


def printed(
    groups: Iterable[tuple[str, Sequence[Line]]],
    periods: Sequence[str],
    today: str,
    words: Texts,
    told_only: bool = False,
) -> dict[str, Any]:
    """A table as the template prints it: {columns, groups: [{label, rows: [{label, main, cells}]}]}.

    Args:
        groups: heading and rows; rows without any word and groups without rows are left out.
        periods: the columns, in order.
        today: see tenses.tense.
        words: the language.
        told_only: rows that are withheld throughout are left out, since a sentence above says so.
    """

    def says_something(cell: Cell) -> bool:
        return bool(cell.text) and not (told_only and is_withheld(cell))

    kept = [(label, [line for line in lines if any(map(says_something, line.cells))]) for label, lines in groups]
    kept = [(label, lines) for label, lines in kept if lines]
    heads = columns(periods, [line for _, lines in kept for line in lines], today, words)
    return {
        "columns": heads,
        "groups": [
            {
                "label": label,
                "rows": [
                    {"label": line.label, "main": line.main, "cells": marked(line, heads, words)} for line in lines
                ],
            }
            for label, lines in kept
        ],
    }


def _unrounded(places: float, words: Texts) -> str:
    """With as many digits as it takes to see that it is no whole number; "" for one that is."""
    if abs(places - round(places)) < EXACT:
        return ""
    return number(places, 1 if abs(places - round(places)) >= TENTH / 2 else 2, words)


def _mark(cell: Cell, head: Column, words: Texts) -> str:
    """What a number is, where the heading of its year does not say it already."""
    if not cell.valued or cell.status == (head.status or str(Status.NORMAL)):
        return ""
    if cell.status in MARKED:
        return words(f"status.{cell.status}")
    return words("supply.counted") if cell.status == Status.NORMAL else ""


def _places(missing: float, spare: float, words: Texts) -> str:
    if whole_missing(missing) > 0:
        return words("supply.missing", places=number(whole_missing(missing), 0, words))
    if whole_spare(spare) > 0:
        return words("supply.spare", places=number(whole_spare(spare), 0, words))
    return words("supply.even")

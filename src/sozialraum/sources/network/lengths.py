"""Lengths that a table of edges states, beside the straight distance of their nodes."""

import numpy as np
import pandas as pd

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.files import TableFile
from sozialraum.model.intake import Guess
from sozialraum.sources.tables.non_values import signs_of
from sozialraum.sources.tables.numbers import decimal_of, read_numbers
from sozialraum.sources.tables.table import EMPTY, Table

ROUNDED_M = 1.0  # a length shorter than straight by no more is rounded, and not told
LONG_TIMES, LONG_M = 10, 1_000.0  # so many times the straight distance and so much more is hardly a way
SHORT_M = 10.0
LONG_PIECE_M = 5_000.0  # a way this long without a bend is hardly one
METRES = (1 / 3, 3)  # so many times the straight distance are most ways of any town; else the unit is another one


def stated_lengths(
    spec: TableFile, table: Table, heading: str | None, straight: np.ndarray
) -> tuple[np.ndarray, tuple[Guess, ...], list[Problem]]:
    """The length of each edge as the table states it, NaN where the straight distance goes before it.

    Args:
        straight: metres between the nodes of each row.

    Returns:
        Lengths, how they were read, and a warning where some are missing or shorter than straight.

    Raises:
        InputError: a length is no number, negative, or most cannot be metres.
    """
    nothing = np.full(len(table), np.nan)
    if heading is None:
        return nothing, (), []
    signs = signs_of(spec, table)
    sign, guesses, _ = decimal_of(table, [heading], spec.dialect.decimal, signs)
    numbers, problems = read_numbers(table, [heading], sign or spec.dialect.decimal, signs)
    if not numbers or any(problem.is_error for problem in problems):
        raise InputError(problems)
    stated = numbers[0].values.to_numpy(dtype="float64", na_value=np.nan)
    texts = table.column(heading)
    below = stated < 0
    if below.any():
        raise InputError([_unfit(table, texts, straight, place, 1) for place in np.flatnonzero(below).tolist()])
    measured = (straight > ROUNDED_M) & (stated > 0)
    times = stated[measured] / straight[measured]
    if len(times) and not METRES[0] <= np.median(times) <= METRES[1]:
        raise InputError([_unfit(table, texts, straight, int(np.flatnonzero(measured)[0]), len(times))])
    short = ~(stated + ROUNDED_M >= straight)
    if short.any():
        place = int(np.flatnonzero(short)[0])
        fields = {"count": str(int(short.sum())), "straight": _metres(straight[place])}
        row = int(str(texts.index[place]))
        problems.append(
            Problem(
                Code.EDGE_LENGTH_SHORT,
                table.file,
                row,
                heading,
                texts.iloc[place] or EMPTY,
                fields,
                Severity.WARNING,
            )
        )
    return np.where(stated >= straight, stated, np.nan), guesses, problems


def long_problems(file: str, rows: np.ndarray, straight: np.ndarray, stated: np.ndarray) -> list[Problem]:
    """A warning where pieces are so long that a length or a place must be mistyped.

    Args:
        rows: row of each piece.
        straight: metres between its ends.
        stated: its length as a table states it, NaN without.
    """
    long = (stated > LONG_TIMES * straight + LONG_M) | (straight > LONG_PIECE_M)
    if not long.any():
        return []
    place = int(np.flatnonzero(long)[0])
    fields = {"count": str(int(long.sum())), "straight": _metres(straight[place])}
    metres = f"{np.fmax(straight[place], stated[place]):.0f}"
    return [
        Problem(
            Code.EDGE_LENGTH_LONG,
            file,
            int(rows[place]),
            value=metres,
            fields=fields,
            severity=Severity.WARNING,
        )
    ]


def _unfit(table: Table, texts: pd.Series, straight: np.ndarray, place: int, count: int) -> Problem:
    fields = {"straight": _metres(straight[place]), "count": str(count)}
    row = int(str(texts.index[place]))
    return Problem(Code.EDGE_LENGTH_UNFIT, table.file, row, str(texts.name), texts.iloc[place], fields)


def _metres(distance: float) -> str:
    """Whole metres; of short distances a tenth as well, so that 0.6 m is not 1 m or none."""
    return f"{distance:.0f}" if distance >= SHORT_M else f"{distance:.1f}".removesuffix(".0")

"""Numbers of children: whole, not below zero, or a sign that says why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import TableFile
from sozialraum.sources.accounting import with_guesses
from sozialraum.sources.tables.columns import statuses
from sozialraum.sources.tables.non_values import Signs, signs_of
from sozialraum.sources.tables.numbers import Numbers, decimal_of, read_numbers
from sozialraum.sources.tables.table import Table, marked

Refused = tuple["pd.Series[bool]", "str | pd.Series"]


@dataclass(frozen=True)
class Counts:
    """The numbers of one column.

    Args:
        table: the file, with how they were read.
        values: NA where there is none.
        status: of each of them.
        refused: (flag by row, the code for which it cannot be used): unreadable, or no count.
    """

    table: Table
    values: pd.Series
    status: pd.Series
    refused: tuple[Refused, ...]


def counts(
    spec: TableFile, table: Table, heading: str, status: str | None, usual: str, whole: bool = True
) -> tuple[Counts, list[Problem]]:
    """Numbers of children under a heading.

    Args:
        status: heading of the stated status, or None.
        usual: status of a number of which nothing is stated.
        whole: they were counted; else worked out by somebody, so that a fraction is no fault.

    Raises:
        InputError: the decimal sign is open, or a heading is missing.
    """
    table, (numbers,), problems = numbers_of(spec, table, [heading])
    odd = (numbers.values < 0).fillna(False).astype(bool)
    if whole:
        odd |= (numbers.values % 1 != 0).fillna(False).astype(bool)
    problems += [
        Problem(Code.REGISTER_COUNT_UNFIT, table.file, row, heading, told, about_persons=True)
        for row, told in marked(numbers.texts, odd)
    ]
    people = pd.Series(True, index=table.cells.index)
    worth, found = statuses(table, status, numbers.values, numbers.status, usual, people)
    refused = ((numbers.unreadable, str(Code.NOT_A_NUMBER)), (odd, str(Code.REGISTER_COUNT_UNFIT)))
    return Counts(table, numbers.values, worth, refused), problems + found


def numbers_of(
    spec: TableFile, table: Table, headings: Sequence[str | None], about_persons: bool = True
) -> tuple[Table, list[Numbers], list[Problem]]:
    """The numbers under several headings, read with one decimal sign; the table says which.

    Raises:
        InputError: the decimal sign is open, or a heading is missing.
    """
    signs: Signs = signs_of(spec, table)
    sign, guesses, problems = decimal_of(table, headings, spec.dialect.decimal, signs, about_persons)
    if sign is None:
        raise InputError(problems)
    numbers, found = read_numbers(table, headings, sign, signs, about_persons=about_persons)
    return with_guesses(table, guesses), numbers, problems + found

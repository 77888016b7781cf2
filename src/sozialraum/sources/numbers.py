"""Numbers as German offices and programs write them, and the signs that stand where no number is.

The rule for "." and ",": what `dialect.decimal` says. Without it the number columns of a file are read
together. "12,5", "1.234,5" and "1.234.567" can only be German, "12.5", "0.123" and "1,234.5" only the other
way; one such number decides for all. "1.234" alone could be both: where nothing else decides, that is a
Problem and not a guess. Blanks and apostrophes between groups of three digits, a minus set apart and a per
cent sign are understood.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import NonValue
from sozialraum.model.status import Status
from sozialraum.model.tables import NUMBER, TEXT
from sozialraum.sources.table import Table, marked

# Signs of German official statistics (Statistisches Bundesamt, explanation of signs in its tables), and what
# programs write for "nothing". "/" says that a value is too unreliable to be told: there is none, so it is
# missing.
PRESET: Mapping[str, NonValue] = {
    "-": "zero",
    "–": "zero",
    "−": "zero",
    "—": "zero",
    ".": "withheld",
    "•": "withheld",
    "*": "withheld",
    "/": "unreliable",
    "x": "not_applicable",
    "X": "not_applicable",
    "...": "not_collected",
    "…": "not_collected",
    "": "missing",
    "NULL": "missing",
    "null": "missing",
    "NA": "missing",
    "k. A.": "missing",
    "k.A.": "missing",
    "-9999": "missing",
}
STATUS_OF: Mapping[NonValue, Status] = {
    "zero": Status.NORMAL,
    "missing": Status.MISSING,
    "not_collected": Status.NOT_COLLECTED,
    "not_applicable": Status.NOT_APPLICABLE,
    "withheld": Status.WITHHELD,
    "unreliable": Status.MISSING,
}

WHOLE = re.compile(r"([+\-−–]?)\s*([0-9.,](?:[0-9.,eE+\-\s'’]*[0-9])?)\s*%?")
BLANKS = re.compile(r"[0-9]{1,3}(?:[\s'’][0-9]{3})+(?:[.,][0-9]+)?")
GROUP_SIGNS = re.compile(r"[\s'’]")
EXPONENT = re.compile(r"[0-9]*\.?[0-9]+[eE][+-]?[0-9]{1,3}")
READINGS = {
    sign: (
        re.compile(rf"[0-9]*(?:{re.escape(sign)}[0-9]+)?"),
        re.compile(rf"[1-9][0-9]{{0,2}}(?:{re.escape(other)}[0-9]{{3}})+(?:{re.escape(sign)}[0-9]+)?"),
    )
    for sign, other in ((",", "."), (".", ","))
}


@dataclass(frozen=True)
class Numbers:
    """What stood in a column of numbers.

    Args:
        values: the numbers, NA where a sign or nothing stood.
        status: "" beside a number, else what the sign means (SDMX code); a sign for zero counts as a number.
        texts: what stood there.
    """

    values: pd.Series
    status: pd.Series
    texts: pd.Series


def number(text: str, decimal: str) -> float | None:
    """The number a text says with that decimal sign, or None where it says none.

    Args:
        decimal: "," or "."; the other one separates thousands.
    """
    match = WHOLE.fullmatch(text.strip())
    if not match:
        return None
    sign, body = match.groups()
    if BLANKS.fullmatch(body):
        body = GROUP_SIGNS.sub("", body)
    simple, grouped = READINGS[decimal]
    if simple.fullmatch(body):
        plain = body.replace(decimal, ".")
    elif grouped.fullmatch(body):
        plain = body.replace("," if decimal == "." else ".", "").replace(decimal, ".")
    elif decimal == "." and EXPONENT.fullmatch(body):
        plain = body
    else:
        return None
    value = float(plain)
    if not math.isfinite(value):
        return None
    return -value if sign in {"-", "−", "–"} and value else value


def evidence(text: str) -> str:
    """What a text says about the decimal sign: "," or "."; "?" for either; "" for nothing."""
    comma, point = number(text, ","), number(text, ".")
    if comma == point:
        return ""
    if comma is None:
        return "."
    return "," if point is None else "?"


def read_numbers(
    table: Table,
    headings: Sequence[str | None],
    decimal: str | None,
    non_values: Mapping[str, NonValue],
    about_persons: bool = False,
) -> tuple[list[Numbers], list[Problem]]:
    """The numbers under each heading, read with one decimal sign, and what could not be read.

    Args:
        headings: None gives a column of nothing, with status "missing".
        decimal: as the project says, or None to recognise it.
        non_values: signs of this file and their meaning; they add to and overrule PRESET.

    Raises:
        InputError: the table has no such heading.
    """
    marks = {**PRESET, **non_values}
    columns = [table.optional(heading) for heading in headings]
    guessed = [
        column
        for heading, column in zip(headings, columns, strict=True)
        if heading is not None and heading not in table.plain
    ]
    sign, problems = (decimal, []) if decimal else _decimal(table.file, guessed, marks, about_persons)
    if sign is None:
        return [], problems
    found = []
    for heading, column in zip(headings, columns, strict=True):
        numbers, unreadable = _column(column, "." if heading in table.plain else sign, marks)
        found.append(numbers)
        problems += [
            Problem(Code.NOT_A_NUMBER, table.file, row, heading, text, about_persons=about_persons)
            for row, text in marked(column, unreadable)
        ]
    return found, problems


def _decimal(
    file: str, columns: Iterable[pd.Series], marks: Mapping[str, NonValue], about_persons: bool
) -> tuple[str | None, list[Problem]]:
    first: dict[str, tuple[int, str, str]] = {}
    for column in columns:
        for row, text in column.drop_duplicates().items():
            if text not in marks:
                first.setdefault(evidence(text), (int(str(row)), str(column.name), text))
    if "," in first and "." in first:
        row, heading, text = first["."]
        fields = {"other": f"{first[','][0]}"}
        return None, [Problem(Code.DECIMAL_MIXED, file, row, heading, text, fields, about_persons=about_persons)]
    if "?" in first and "," not in first and "." not in first:
        row, heading, text = first["?"]
        return None, [Problem(Code.DECIMAL_AMBIGUOUS, file, row, heading, text, about_persons=about_persons)]
    return "," if "," in first else ".", []


def _column(column: pd.Series, sign: str, marks: Mapping[str, NonValue]) -> tuple[Numbers, "pd.Series[bool]"]:
    different = column.unique().tolist()
    values: dict[str, float | None] = {}
    status: dict[str, str] = {}
    for text in different:
        mark = marks.get(text)
        if mark is None:
            values[text] = number(text, sign)
            status[text] = "" if values[text] is not None else "?"
        else:
            values[text] = 0.0 if mark == "zero" else None
            status[text] = "" if mark == "zero" else str(STATUS_OF[mark])
    texts = column.tolist()
    unreadable = pd.Series([status[text] == "?" for text in texts], index=column.index, dtype="bool")
    numbers = pd.Series([values[text] for text in texts], index=column.index, dtype=NUMBER)
    meanings = [str(Status.MISSING) if status[text] == "?" else status[text] for text in texts]
    return Numbers(numbers, pd.Series(meanings, index=column.index, dtype=TEXT), column), unreadable

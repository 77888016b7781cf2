"""Numbers as German offices and programs write them, and the signs that stand where no number is.

The rule for "." and ",": what `dialect.decimal` says. Without it the number columns of a file are read
together. "12,5", "1.234,5" and "1.234.567" can only be German, "12.5", "0.123" and "1,234.5" only the other
way; one such number decides for all. "1.234" alone could be both: where nothing else decides, that is a
Problem and not a guess. Blanks and apostrophes between groups of three digits, a minus set apart and a per
cent sign are understood.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.files import NonValue
from sozialraum.model.intake import Aspect, Guess
from sozialraum.model.status import Status
from sozialraum.model.tables import NUMBER, TEXT
from sozialraum.sources.tables.non_values import Signs, meanings
from sozialraum.sources.tables.table import Table, clean, marked

STATUS_OF: Mapping[NonValue, Status] = {
    "zero": Status.NORMAL,
    "missing": Status.MISSING,
    "not_collected": Status.NOT_COLLECTED,
    "not_applicable": Status.NOT_APPLICABLE,
    "withheld": Status.WITHHELD,
    "unreliable": Status.MISSING,
}

UNREADABLE = "?"
BLANK = " \u00a0\u2007\u2009\u202f"  # of one line: two lines of a cell are two numbers
WHOLE = re.compile(rf"([+\-−–]?)[{BLANK}]*([^%]*?)[{BLANK}]*%?")
READINGS = {
    sign: (
        re.compile(rf"[0-9]+(?:{re.escape(sign)}[0-9]+)?|{re.escape(sign)}[0-9]+"),
        re.compile(
            rf"[1-9][0-9]{{0,2}}(?P<group>[{re.escape(other)}{BLANK}'’])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*"
            rf"(?:{re.escape(sign)}[0-9]+)?"
        ),
        re.compile(rf"[0-9]*{re.escape(sign)}?[0-9]+[eE][+-]?[0-9]{{1,3}}"),
    )
    for sign, other in ((",", "."), (".", ","))
}
NOT_IN_A_NUMBER = re.compile(r"[^0-9.,eE+-]")
# a raised digit, or a small number with a bracket set apart; "121)" could be 121 or 12, so it is refused
FOOTNOTE = re.compile(rf"(.*[0-9%])(?:[{BLANK}]*[¹²³⁰⁴-⁹]+\)?|[{BLANK}]+[0-9]{{1,2}}\))")
MINUS_BEHIND = re.compile(r"([0-9.,].*[0-9])[-−]|([0-9])[-−]")  # as bookkeeping programs write
EXACT = 2**53  # beyond it a float is not the whole number that was written


@dataclass(frozen=True)
class Numbers:
    """What stood in a column of numbers.

    Args:
        values: the numbers, NA where a sign or nothing stood.
        status: "" beside a number, else what the sign means (SDMX code); a sign for zero counts as a number.
        texts: what stood there.
        unreadable: where it was neither a number nor a sign.
        noted: where a mark at the number was left out.
    """

    values: pd.Series
    status: pd.Series
    texts: pd.Series
    unreadable: "pd.Series[bool]"
    noted: "pd.Series[bool]"


def number(text: str, decimal: str) -> float | None:
    """The number a text says with that decimal sign, or None where it says none.

    Args:
        decimal: "," or "."; the other one separates thousands.
    """
    match = WHOLE.fullmatch(text.strip())
    if not match:
        return None
    sign, body = match.groups()
    simple, grouped, power = READINGS[decimal]
    if grouped.fullmatch(body):
        body = NOT_IN_A_NUMBER.sub("", body.replace("," if decimal == "." else ".", ""))
    elif not simple.fullmatch(body) and not power.fullmatch(body):
        return None
    value = float(body.replace(decimal, "."))
    if not math.isfinite(value) or (value > EXACT and body.isdigit()):
        return None
    return -value if sign in {"-", "−", "–"} and value else value


def noted_number(text: str, decimal: str) -> float | None:
    """The number of a text that has the mark of a footnote, or its minus behind; None for every other text."""
    text = text.strip()
    if match := FOOTNOTE.fullmatch(text):
        return number(match[1], decimal)
    if match := MINUS_BEHIND.fullmatch(text):
        value = number(match[1] or match[2], decimal)
        return value if value is None else -value
    return None


def evidence(text: str) -> str:
    """What a text says about the decimal sign: "," or "."; "?" for either; "" for nothing."""
    comma, point = _read(text, ",")[0], _read(text, ".")[0]
    if comma == point:
        return ""
    if comma is None:
        return "."
    return "," if point is None else "?"


def decimal_of(
    table: Table,
    headings: Sequence[str | None],
    stated: str | None,
    signs: Signs,
    about_persons: bool = False,
) -> tuple[str | None, tuple[Guess, ...], list[Problem]]:
    """The one decimal sign of all these columns: as stated, else as their numbers show it.

    Returns:
        The sign, "." where no number needs one, None where they contradict each other or leave it open; it as a
        guess, where it was stated or shown; what contradicts.

    Raises:
        InputError: the table has no such heading.
    """
    columns = [(heading, table.column(heading)) for heading in headings if heading is not None]
    if stated:
        return stated, (Guess(Aspect.DECIMAL, stated, stated=True),), []
    first: dict[str, tuple[int, str, str]] = {}
    for heading, column in columns:
        if table.is_plain(heading):
            continue
        known = {**meanings(signs, heading), **signs.numbers.get(clean(heading), {})}
        for row, text in column.drop_duplicates().items():
            if text not in known:
                first.setdefault(evidence(text), (int(str(row)), heading, text))
    found = [sign for sign in (",", ".") if sign in first]
    if len(found) == 2:
        row, heading, text = first["."]
        fields = {"other": f"{first[','][0]}"}
        return (
            None,
            (),
            [Problem(Code.DECIMAL_MIXED, table.file, row, heading, text, fields, about_persons=about_persons)],
        )
    if found:
        return found[0], (Guess(Aspect.DECIMAL, found[0]),), []
    if "?" in first:
        row, heading, text = first["?"]
        problem = Problem(Code.DECIMAL_AMBIGUOUS, table.file, row, heading, text, about_persons=about_persons)
        return None, (), [problem]
    return ".", (), []


def read_numbers(
    table: Table,
    headings: Sequence[str | None],
    decimal: str | None,
    signs: Signs,
    about_persons: bool = False,
) -> tuple[list[Numbers], list[Problem]]:
    """The numbers under each heading, read with one decimal sign, and what could not be read.

    Args:
        headings: None gives a column of nothing, with status "missing".
        decimal: as the project says, or None to recognise it.
        signs: what stands for a number or for none.

    Returns:
        Nothing but Problems where the decimal sign cannot be recognised.

    Raises:
        InputError: the table has no such heading.
    """
    sign, _, problems = decimal_of(table, headings, decimal, signs, about_persons)
    if sign is None:
        return [], problems
    found = []
    for heading in headings:
        texts = table.optional(heading)
        if heading is None:
            found.append(_column(texts, sign, {"": "missing"}, {}))
            continue
        own = "." if table.is_plain(heading) else sign
        numbers = _column(texts, own, meanings(signs, heading), signs.numbers.get(clean(heading), {}))
        found.append(numbers)
        problems += [
            Problem(Code.NOT_A_NUMBER, table.file, row, heading, text, about_persons=about_persons)
            for row, text in marked(texts, numbers.unreadable)
        ]
        problems += _noted(table.file, heading, texts[numbers.noted], own, about_persons)
    return found, problems


def _noted(file: str, heading: str, texts: pd.Series, sign: str, about_persons: bool) -> list[Problem]:
    """A warning per text that is a number with a mark at it."""
    problems = []
    for text, group in texts.groupby(texts, sort=False):
        fields = {"number": f"{noted_number(str(text), sign):g}", "count": str(len(group))}
        row = int(str(group.index[0]))
        problems.append(
            Problem(Code.NUMBER_READ_AS, file, row, heading, str(text), fields, Severity.WARNING, about_persons)
        )
    return problems


def _read(text: str, decimal: str) -> tuple[float | None, bool]:
    """The number of a text, and whether it has a mark that is left out."""
    value = number(text, decimal)
    if value is not None:
        return value, False
    value = noted_number(text, decimal)
    return value, value is not None


def _column(column: pd.Series, sign: str, marks: Mapping[str, NonValue], numbers: Mapping[str, float]) -> Numbers:
    of_numbers = {value: meaning for text, meaning in marks.items() if (value := number(text, sign)) is not None}
    read: dict[str, tuple[float | None, str, bool]] = {}
    for text in column.unique().tolist():
        noted = False
        value, mark = numbers.get(text), None
        if value is None:
            mark = marks.get(text)
        if value is None and mark is None:
            value, noted = _read(text, sign)
            mark = None if value is None or noted else of_numbers.get(value)
        if mark is not None:
            value = 0.0 if mark == "zero" else None
            read[text] = (value, "" if mark == "zero" else str(STATUS_OF[mark]), False)
        else:
            read[text] = (value, "" if value is not None else UNREADABLE, noted)
    cells = [read[text] for text in column.tolist()]
    unreadable = pd.Series([status == UNREADABLE for _, status, _ in cells], index=column.index, dtype="bool")
    status = pd.Series([status for _, status, _ in cells], index=column.index, dtype=TEXT)
    return Numbers(
        values=pd.Series([value for value, _, _ in cells], index=column.index, dtype=NUMBER),
        status=status.where(~unreadable, str(Status.MISSING)),
        texts=column,
        unreadable=unreadable,
        noted=pd.Series([noted for _, _, noted in cells], index=column.index, dtype="bool"),
    )

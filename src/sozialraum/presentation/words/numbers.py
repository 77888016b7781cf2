"""Numbers and dates as they are read: 4,2 % · 1.250 · k. A. · gesperrt."""

import re
from collections.abc import Sequence
from datetime import date

import pandas as pd

from sozialraum.model.status import Status
from sozialraum.presentation.words.texts import Texts

MARKS = {Status.ESTIMATED, Status.PROVISIONAL, Status.FORECAST, Status.UNRELIABLE}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FEWEST_OF_A_SPAN = 3
EXACT = 1e-9  # what is this near below a half is there but for its binary fraction


def half_away(value: float, decimals: int) -> float:
    """Rounded half away from zero: the one way in which tables and scripts round (see rounded in frame/text.js).

    Args:
        value: finite.
        decimals: digits behind the decimal sign.
    """
    steps = _steps(value, decimals)
    return (-steps if value < 0 else steps) / 10.0**decimals


def _steps(value: float, decimals: int) -> int:
    """How many steps of the last decimal it is to the rounded number, whichever its sign."""
    return int(abs(value) * 10**decimals + 0.5 + EXACT)


def number(value: float, decimals: int, words: Texts, signed: bool = False) -> str:
    """A number in the writing of the language: rounded half away from zero, thousands apart.

    Args:
        value: finite.
        decimals: digits behind the decimal sign.
        signed: "+" before a positive number, "±" before zero.
    """
    scaled = _steps(value, decimals)
    whole, rest = divmod(scaled, 10**decimals)
    text = f"{whole:,}".replace(",", words("number.thousands"))
    if decimals:
        text += words("number.decimal") + f"{rest:0{decimals}d}"
    if scaled == 0:
        return f"±{text}" if signed else text
    return (words("number.minus") if value < 0 else "+" if signed else "") + text


def exact_digits(bound: float, decimals: int) -> int:
    """Digits that show the bound of a class as it is: at most two more than the values themselves have."""
    exact = (digits for digits in range(decimals, decimals + 3) if abs(round(bound, digits) - bound) < 1e-9)
    return next(exact, decimals)


def with_unit(value: float, decimals: int, unit: str, words: Texts) -> str:
    """A number and its unit, kept together by a narrow no-break space."""
    return f"{number(value, decimals, words)}\u202f{unit}" if unit else number(value, decimals, words)


def difference_unit(kind: str, unit: str, words: Texts) -> str:
    """Unit of a difference of two values: points where they are told in percent, else their own unit.

    Args:
        kind: of the indicator.
        unit: of its values, in the language of `words`.
    """
    return words("change.unit_share") if kind == "share" or unit == "%" else words("change.unit_other", unit=unit)


def span(low: float, high: float, decimals: int, words: Texts) -> str:
    """From one number to another: 14,2 bis 18,1."""
    return words("number.range", low=number(low, decimals, words), high=number(high, decimals, words))


def shown(value: float | None, status: str, decimals: int, unit: str, words: Texts) -> str:
    """A value as a table shows it: the number with the mark of its status, or the word for why there is none."""
    if value is None or pd.isna(value):
        return words(f"status.{status}" if status != Status.NORMAL else "status.O")
    text = with_unit(float(value), decimals, unit, words)
    return f"{text} ({words(f'status.{status}')})" if status in MARKS else text


def day(value: date | str | None, words: Texts) -> str:
    """A date in the writing of the language; "" for None."""
    if not value:
        return ""
    when = date.fromisoformat(value) if isinstance(value, str) else value
    return words("number.date", day=f"{when.day:02d}", month=f"{when.month:02d}", year=when.year)


def period(text: str, words: Texts) -> str:
    """A canonical period as it is read: 31.12.2023 · 2024/25 · 1. Quartal 2010 · 2018 bis 2020."""
    if DAY.fullmatch(text):
        return day(text, words)
    if "-Q" in text:
        return words("number.quarter", year=text[:4], quarter=text[-1])
    if ".." in text:
        return words("number.span", start=text[:4], end=text[-4:])
    return text


def periods_told(chosen: Sequence[str], of_all: Sequence[str], words: Texts) -> str:
    """Some of the periods there are, three and more in a row as a span: 2018 bis 2022, 2024.

    Args:
        chosen: some of `of_all`, in their order.
        of_all: all there are, in order; a span leaves out none of them.
    """
    runs: list[list[str]] = []
    at = {one: place for place, one in enumerate(of_all)}
    for one in chosen:
        if runs and at[one] == at[runs[-1][-1]] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    told = []
    for run in runs:
        labels = [period(one, words) for one in run]
        joined = len(run) >= FEWEST_OF_A_SPAN and ".." not in run[0] + run[-1]
        told += [words("number.range", low=labels[0], high=labels[-1])] if joined else labels
    return ", ".join(told)

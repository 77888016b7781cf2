"""Dates of the figures: a Stichtag, a quarter, a year, a Kita-Jahr or Schuljahr, a span of years.

Canonical text: "2023-12-31", "2010-Q1", "2023", "2024/25", "2018..2020". No clock times.
"""

import calendar
import re
from datetime import date

STICHTAG = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
GERMAN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
YEAR = re.compile(r"(\d{4})")
YEAR_MONTH = re.compile(r"(\d{4})-?(\d{2})")
QUARTER = re.compile(r"(\d{4})-Q([1-4])")
SCHOOL_YEAR = re.compile(r"(\d{4})/(?:(\d{2})|(\d{4}))")
SPAN = re.compile(r"(\d{4})\s*(?:\.\.|-|–)\s*(\d{4})")
SCHOOL_YEAR_STARTS = (8, 1)  # a Kita-Jahr and a Schuljahr begin on 1 August: § 26 KiBiz, § 7 SchulG NRW


def parse_period(text: str, stichtag: str | None = None) -> str | None:
    """Canonical text of a period as offices write it, or None where it is none.

    Args:
        text: "31.12.2023", "2023-12-31", "2023-12" or "202312" (its last day), "2023", "2010-Q1",
            "2024/25", "2024/2025", "2018-2020".
        stichtag: "MM-DD" that turns a bare year into that day.
    """
    text = text.strip()
    if text.endswith(".0") and YEAR.fullmatch(text[:-2]):
        text = text[:-2]
    if match := STICHTAG.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := GERMAN_DATE.fullmatch(text):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    if QUARTER.fullmatch(text):
        return text
    if match := SCHOOL_YEAR.fullmatch(text):
        start, end = int(match[1]), int(match[2] or match[3][2:])
        return f"{start}/{end:02d}" if (start + 1) % 100 == end else None
    if match := SPAN.fullmatch(text):
        return f"{match[1]}..{match[2]}" if int(match[1]) < int(match[2]) else None
    if match := YEAR.fullmatch(text):
        return f"{text}-{stichtag}" if stichtag else text
    if match := YEAR_MONTH.fullmatch(text):
        year, month = int(match[1]), int(match[2])
        return _day(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None
    return None


def last_day(period: str) -> date:
    """The last day a period covers; periods are put in order by it.

    Raises:
        ValueError: not a canonical period.
    """
    if match := STICHTAG.fullmatch(period):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := QUARTER.fullmatch(period):
        month = 3 * int(match[2])
        return date(int(match[1]), month, calendar.monthrange(int(match[1]), month)[1])
    if match := SCHOOL_YEAR.fullmatch(period):
        return date(int(match[1]) + 1, SCHOOL_YEAR_STARTS[0] - 1, 31)
    if match := SPAN.fullmatch(period):
        return date(int(match[2]), 12, 31)
    if YEAR.fullmatch(period):
        return date(int(period), 12, 31)
    raise ValueError(f"not a canonical period: {period!r}")


def first_day(period: str) -> date:
    """The first day a period covers: for a Stichtag that day itself.

    Raises:
        ValueError: not a canonical period.
    """
    if match := QUARTER.fullmatch(period):
        return date(int(match[1]), 3 * int(match[2]) - 2, 1)
    if match := SCHOOL_YEAR.fullmatch(period):
        return date(int(match[1]), *SCHOOL_YEAR_STARTS)
    if match := SPAN.fullmatch(period):
        return date(int(match[1]), 1, 1)
    if YEAR.fullmatch(period):
        return date(int(period), 1, 1)
    return last_day(period)


def kind_of(period: str) -> str:
    """ "stichtag", "quarter", "school_year", "span" or "year": only like is compared with like.

    Raises:
        ValueError: not a canonical period.
    """
    for kind, pattern in (
        ("stichtag", STICHTAG),
        ("quarter", QUARTER),
        ("school_year", SCHOOL_YEAR),
        ("span", SPAN),
        ("year", YEAR),
    ):
        if pattern.fullmatch(period):
            return kind
    raise ValueError(f"not a canonical period: {period!r}")


def in_order(periods: "set[str] | list[str]") -> list[str]:
    """Each period once, oldest first."""
    return sorted(set(periods), key=lambda period: (last_day(period), period))


def last_not_after(period: str, known: "set[str] | list[str]") -> str | None:
    """The last of the known dates that does not end after the period; the first if all do, None if there is none."""
    dates = in_order(known)
    earlier = [day for day in dates if last_day(day) <= last_day(period)]
    return earlier[-1] if earlier else (dates[0] if dates else None)


def crosses(breaks: "tuple[str, ...]", earlier: str, later: str) -> bool:
    """Whether a series changes its meaning after `earlier` and not later than `later`.

    Args:
        breaks: the first days of the new meaning, "YYYY-MM-DD".
    """
    return any(last_day(earlier) < date.fromisoformat(day) <= last_day(later) for day in breaks)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None

"""Dates of the figures: a Stichtag, a quarter, a year, a Kita-Jahr or Schuljahr, a span of years.

Canonical text: "2023-12-31", "2010-Q1", "2023", "2024/25", "2018..2020". No clock times.
"""

import calendar
import re
from datetime import date

STICHTAG = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
YEAR = re.compile(r"([0-9]{4})")
QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
SCHOOL_YEAR = re.compile(r"([0-9]{4})/([0-9]{2})")
SPAN = re.compile(r"([0-9]{4})\.\.([0-9]{4})")
SCHOOL_YEAR_STARTS = (8, 1)  # a Kita-Jahr and a Schuljahr begin on 1 August: § 26 KiBiz, § 7 SchulG NRW

# as written
MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?$")  # what a spreadsheet adds to a day
FOOTNOTE = re.compile(r"(?<=[0-9])(?:\s*[¹²³⁰⁴-⁹]+[)⁾]?|\s+[0-9]{1,2}\)|\s*\*+)$")
GERMAN_DATE = re.compile(r"([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{4})")
OTHER_DATE = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})")
YEAR_MONTH = re.compile(r"([0-9]{4})-?([0-9]{2})")
MONTH_YEAR = re.compile(r"([0-9]{1,2})\s?[/.]\s?([0-9]{4})")
QUARTER_WRITTEN = re.compile(r"(?P<year>[0-9]{4})[ /-]?Q(?P<quarter>[1-4])|Q(?P<first>[1-4])[ /-]?(?P<last>[0-9]{4})")
SCHOOL_YEAR_WRITTEN = re.compile(r"([0-9]{4})\s?/\s?(?:([0-9]{2})|([0-9]{4}))")
SPAN_WRITTEN = re.compile(r"([0-9]{4})\s*(?:\.\.|-|–)\s*([0-9]{4})")
# what may mean several dates
SHORT_DATE = re.compile(r"([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{2})")
TWO_AND_TWO = re.compile(r"([0-9]{1,2})\s?/\s?([0-9]{2})")
YEAR_AND_TWO = re.compile(r"([0-9]{4})\s?[-–]\s?([0-9]{2})")
CENTURIES = (1900, 2000)
FIRST_YEAR, LAST_YEAR = 1800, 2199  # other four digits are keys or counts, not years


def parse_period(text: str, stichtag: str | None = None) -> str | None:
    """Canonical text of a period written in digits, or None where it is none or could be several.

    Args:
        text: "31.12.2023", "2023-12-31", "2023-12", "202312" or "12/2023" (its last day), "2023", "2010-Q1",
            "Q1 2010", "2024/25", "2024/2025", "2018-2020"; the mark of a footnote behind it is left out.
        stichtag: "MM-DD" that turns a bare year into that day.
    """
    period = _parsed(FOOTNOTE.sub("", MIDNIGHT.sub("", text.strip())), stichtag)
    if period is None or readings(text):
        return None
    return period if FIRST_YEAR <= int(period[:4]) <= LAST_YEAR else None


def readings(text: str) -> tuple[str, ...]:
    """The periods between which a text leaves open what it means; none where it is clear, or no period at all."""
    text = FOOTNOTE.sub("", text.strip())
    found: list[str | None] = []
    if match := SHORT_DATE.fullmatch(text):
        found = [_day(century + int(match[3]), int(match[2]), int(match[1])) for century in CENTURIES]
    elif match := TWO_AND_TWO.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        found = [_month(century + second, first) for century in CENTURIES]
        if len(match[1]) == 2:
            found += [_school_year(century + first, second) for century in CENTURIES]
    elif (match := YEAR_AND_TWO.fullmatch(text)) and not _month(int(match[1]), int(match[2])):
        year, end = int(match[1]), int(match[2])
        found = [_school_year(year, end), f"{year}..{year + 1}" if (year + 1) % 100 == end else None]
    elif (match := OTHER_DATE.fullmatch(text)) and match[1] != match[3]:
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        both = [_day(year, second, first), _day(year, first, second)]
        found = both if all(both) and first != second else []
    return tuple(sorted({period for period in found if period}))


def _parsed(text: str, stichtag: str | None) -> str | None:
    if text.endswith(".0") and YEAR.fullmatch(text[:-2]):
        text = text[:-2]
    if match := STICHTAG.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := GERMAN_DATE.fullmatch(text):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    if match := OTHER_DATE.fullmatch(text):
        return _day(int(match[4]), int(match[3]), int(match[1]))
    if match := QUARTER_WRITTEN.fullmatch(text):
        return f"{match['year'] or match['last']}-Q{match['quarter'] or match['first']}"
    if match := SCHOOL_YEAR_WRITTEN.fullmatch(text):
        if match[3] and int(match[3]) != int(match[1]) + 1:
            return None
        return _school_year(int(match[1]), int(match[2] or match[3][2:]))
    if match := SPAN_WRITTEN.fullmatch(text):
        return f"{match[1]}..{match[2]}" if int(match[1]) < int(match[2]) else None
    if match := YEAR.fullmatch(text):
        return _day(int(text), int(stichtag[:2]), int(stichtag[3:])) if stichtag and int(text) else text
    if match := YEAR_MONTH.fullmatch(text):
        return _month(int(match[1]), int(match[2]))
    if match := MONTH_YEAR.fullmatch(text):
        return _month(int(match[2]), int(match[1]))
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


def _school_year(start: int, end: int) -> str | None:
    return f"{start}/{end:02d}" if (start + 1) % 100 == end else None


def _month(year: int, month: int) -> str | None:
    """The last day of a month."""
    return _day(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 and year else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None

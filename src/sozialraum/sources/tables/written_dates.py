"""Dates of figures as offices write them, with words: text -> canonical period, or why it is none."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sozialraum.model.periods import CENTURIES, kind_of, parse_period, readings
from sozialraum.sources.tables.table import clean

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
YEAR = "[0-9]{4}"
# 2024-02-28, 28.2.2024, 28. Februar 2024, 28/2/2024
DAY_NAMED = re.compile(r"[0-9]-[0-9]{1,2}-[0-9]|[0-9]\.\s*(?:[0-9]{1,2}\.|[^\W\d])|[0-9]/[0-9]{1,2}/[0-9]")


@dataclass(frozen=True)
class Written:
    """What a text says about time.

    Args:
        period: canonical, "" for none.
        readings: the periods between which the text leaves it open; empty where it is clear or no date at all.
        half_year: it names half a year, which is no period here.
    """

    period: str = ""
    readings: tuple[str, ...] = ()
    half_year: bool = False


@dataclass(frozen=True)
class Words:
    """Patterns of texts with words in them, made from written_dates.toml."""

    months: dict[str, int]
    month: re.Pattern[str]
    day: re.Pattern[str]
    school_year: re.Pattern[str]
    year: re.Pattern[str]
    quarter: re.Pattern[str]
    half_year: re.Pattern[str]
    until: re.Pattern[str]


def written(text: str, stichtag: str | None = None) -> Written:
    """What a text says about time.

    Args:
        stichtag: "MM-DD" that turns a bare year into that day.
    """
    words = _words()
    text = re.sub(r"\s+", " ", clean(text)).casefold()
    if words.half_year.fullmatch(text):
        return Written(half_year=True)
    if match := words.quarter.fullmatch(text):
        return _digits(f"{match['year']}-Q{ROMAN.get(match['number'], match['number'])}")
    if match := words.day.match(text):
        inner = written(text[match.end() :], stichtag)
        if not inner.period or kind_of(inner.period) == "stichtag":
            return inner
        return Written()
    if match := words.school_year.match(text):
        return _school_year(text[match.end() :])
    if match := words.year.match(text):
        inner = written(text[match.end() :], stichtag)
        return inner if inner.period and kind_of(inner.period) in {"year", "span", "stichtag"} else Written()
    text = words.until.sub(" - ", text)
    if match := words.month.fullmatch(text):
        return _month(match, words.months[match["month"]])
    return _digits(text.upper(), stichtag)


def names_a_day(text: str) -> bool:
    """Whether a text that means a Stichtag says the day itself, and not only a month."""
    return bool(DAY_NAMED.search(text))


def _digits(text: str, stichtag: str | None = None) -> Written:
    return Written(parse_period(text, stichtag) or "", readings(text))


def _month(match: re.Match[str], month: int) -> Written:
    day = f"{match['day']}.{month}." if match["day"] else f"{month}/"
    if len(match["year"]) == len("2024"):
        return _digits(f"{day}{match['year']}{match['note'] or ''}")
    both = [parse_period(f"{day}{century // 100}{match['year']}") for century in CENTURIES]
    return Written(readings=tuple(period for period in both if period))


def _school_year(text: str) -> Written:
    """A year of schools, of which "2024-25" is one way of writing and "2024" none."""
    meant = [period for period in readings(text) if kind_of(period) == "school_year"]
    if len(meant) == 1:
        return Written(meant[0])
    period = parse_period(text)
    if period and kind_of(period) == "school_year":
        return Written(period)
    if period and kind_of(period) == "span" and int(period[-4:]) == int(period[:4]) + 1:
        return Written(f"{period[:4]}/{period[-2:]}")
    if period and kind_of(period) == "year":
        year = int(period)
        return Written(readings=tuple(f"{start}/{(start + 1) % 100:02d}" for start in (year - 1, year)))
    return Written(readings=tuple(meant))


@cache
def _words() -> Words:
    table = tomllib.loads(
        files("sozialraum.sources.tables").joinpath("written_dates.toml").read_text(encoding="utf-8")
    )
    months = {word: number for number, words in enumerate(table["months"], start=1) for word in words}
    half = rf"(?:[12]|i|ii)\.? ?(?:{_any(table['half_year'])})|(?:{_any(table['half_year'])})\.? ?(?:[12]|i|ii)"
    separated = r"\.?[ /-]{0,3}"
    return Words(
        months=months,
        month=re.compile(
            rf"(?:(?P<day>[0-9]{{1,2}})\. ?)?(?P<month>{_any(months)})\.?[ /-]?"
            rf"(?P<year>{YEAR}|[0-9]{{2}})(?P<note> ?[¹²³⁰⁴-⁹]+[)⁾]?| [0-9]{{1,2}}\)| ?\*+)?"
        ),
        day=_before(table["day"]),
        school_year=_before(table["school_year"]),
        year=_before(table["year"]),
        quarter=re.compile(
            rf"(?P<number>[1-4]|i{{1,3}}|iv)\.? ?(?:{_any(table['quarter'])}){separated}(?P<year>{YEAR})"
        ),
        half_year=re.compile(rf"(?:{half}){separated}{YEAR}|{YEAR}{separated}(?:{half})"),
        until=re.compile(rf" (?:{_any(table['until'])}) "),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _before(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_any(words)})[.:]? ?(?=[^\W_])")

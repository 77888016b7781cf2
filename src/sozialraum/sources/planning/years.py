"""Years of a file: a Schuljahr, or a calendar year."""

import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.checks import unmapped
from sozialraum.model.codes import Code
from sozialraum.model.periods import SCHOOL_YEAR, STICHTAG, YEAR, first_day
from sozialraum.sources.tables.columns import each, periods, same
from sozialraum.sources.tables.table import Table


def school_years(table: Table, fixed: str | None, heading: str | None) -> tuple[pd.Series, pd.Series, list[Problem]]:
    """The Schuljahr of each row, why it has none ("" where it has), and one Problem for each text that is none."""
    found, why, problems = periods(table, fixed, heading)
    vague = (found != "") & ~found.map(lambda period: bool(SCHOOL_YEAR.fullmatch(period))).astype(bool)
    texts = same(table, fixed or "") if heading is None else table.column(heading)
    problems += unmapped(texts, ~vague, Code.SCHOOL_YEAR_NEEDED, table.file, heading or "year", _like)
    return found, why.mask(vague, str(Code.SCHOOL_YEAR_NEEDED)), problems


def calendar_years(
    table: Table, fixed: int | None, heading: str | None
) -> tuple[pd.Series, pd.Series, list[Problem]]:
    """The calendar year of each row as text, why it has none, and one Problem for each text that is none."""
    stated = None if fixed is None else str(fixed)
    found, why, problems = periods(table, stated, heading)
    strange = (found != "") & ~found.map(_is_a_year).astype(bool)
    texts = same(table, stated or "") if heading is None else table.column(heading)
    problems += unmapped(texts, ~strange, Code.PERIOD_UNKNOWN, table.file, heading or "year", lambda one: one[:4])
    return each(found, lambda period: period[:4]), why.mask(strange, str(Code.PERIOD_UNKNOWN)), problems


def _is_a_year(period: str) -> bool:
    """A year, or its last day."""
    return bool(YEAR.fullmatch(period)) or bool(STICHTAG.fullmatch(period) and period.endswith("-12-31"))


def _like(text: str) -> str:
    """How the Schuljahr that begins in a year is written."""
    year = next((int(text[at : at + 4]) for at in range(len(text) - 3) if YEAR.fullmatch(text[at : at + 4])), None)
    return "2026/27" if year is None else f"{first_day(str(year)).year}/{(year + 1) % 100:02d}"

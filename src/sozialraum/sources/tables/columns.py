"""Columns that hold ids of the project, dates or flags: text of the file -> what the project means."""

from collections.abc import Callable, Collection, Mapping

import pandas as pd

from sozialraum.errors import Problem, Severity
from sozialraum.model.checks import unmapped
from sozialraum.model.codes import Code
from sozialraum.model.files import ColumnName
from sozialraum.model.periods import STICHTAG, YEAR, first_day, last_day
from sozialraum.model.status import WITHOUT_VALUE, Status
from sozialraum.model.tables import FLAG, TEXT
from sozialraum.sources.paths import NONE_NEAR, listed, nearest
from sozialraum.sources.tables.table import Table, clean, marked
from sozialraum.sources.tables.written_dates import Written, names_a_day, written

YES = frozenset({"1", "ja", "j", "true", "wahr", "x", "yes"})
NO = frozenset({"", "0", "nein", "n", "false", "falsch", "no"})
STATUSES = frozenset(str(status) for status in Status)
NO_VALUE = frozenset(str(status) for status in WITHOUT_VALUE)


def same(table: Table, text: str) -> pd.Series:
    """A column of one text."""
    return pd.Series(text, index=table.cells.index, dtype=TEXT)


def each(texts: pd.Series, meaning: Callable[[str], str]) -> pd.Series:
    """The meaning of each text, worked out once per different text; same index."""
    known = {text: meaning(text) for text in texts.unique().tolist()}
    return pd.Series([known[text] for text in texts.tolist()], index=texts.index, dtype=TEXT)


def among(known: Collection[str]) -> Callable[[str], str]:
    """What is nearest to a text among those known; all of them where nothing is like it."""

    named = sorted(filter(None, known))

    def near(text: str) -> str:
        alike = nearest(text, named)
        return alike if alike != NONE_NEAR else listed(named)

    return near


def mapped(
    table: Table,
    fixed: str | None,
    heading: str | None,
    names: Mapping[str, str],
    known: Collection[str],
    code: Code,
    severity: Severity = Severity.ERROR,
) -> tuple[pd.Series, list[Problem]]:
    """The id each row means: one for the file, or a column's text by `names`, or an id as it stands.

    Returns:
        Ids, "" where a text means none, and one Problem for each such text.
    """
    if heading is None:
        return same(table, fixed or ""), []
    meanings = {id_: id_ for id_ in known} | {clean(text): id_ for text, id_ in names.items()}
    texts = table.column(heading)
    ids = each(texts, lambda text: meanings.get(text, ""))
    return ids, unmapped(texts, ids != "", code, table.file, heading, among(meanings), severity)


def facility_keys(
    table: Table, heading: ColumnName, known: Collection[str] | None
) -> tuple[pd.Series, list[Problem]]:
    """The facility each row means, "" where there is none; None known: nothing is compared."""
    texts = table.column(heading)
    if known is None:
        return texts, []
    ids = each(texts, lambda text: text if text in known else "")
    return ids, unmapped(texts, ids != "", Code.FACILITY_UNKNOWN, table.file, str(texts.name), among(known))


def periods(
    table: Table, fixed: str | None, heading: str | None, stichtag: str | None = None, key: str = "period"
) -> tuple[pd.Series, pd.Series, list[Problem]]:
    """The canonical period of each row, "" where none is understood; why not; one Problem for each such text.

    Args:
        fixed: of the whole file, where there is no heading.
        key: of the project file, under which it stands there.
    """
    texts = same(table, fixed or "") if heading is None else table.column(heading)
    said = {text: written(text, stichtag) for text in texts.unique().tolist()}
    found = each(texts, lambda text: said[text].period)
    kind = each(texts, lambda text: "" if said[text].period else str(_why_no_period(said[text])))
    problems = []
    for code in (Code.PERIOD_UNKNOWN, Code.PERIOD_AMBIGUOUS, Code.PERIOD_HALF_YEAR):
        problems += unmapped(
            texts, kind != code, code, table.file, heading or key, lambda text: listed(said[text].readings)
        )
    return found, kind, problems


def _why_no_period(said: Written) -> Code:
    if said.half_year:
        return Code.PERIOD_HALF_YEAR
    return Code.PERIOD_AMBIGUOUS if said.readings else Code.PERIOD_UNKNOWN


def days(table: Table, heading: str | None, end: bool) -> tuple[pd.Series, list[Problem]]:
    """ISO dates or years, "" for none; a Kita-Jahr, quarter or month gives its first or, at the end, its last day."""
    texts = table.optional(heading)

    def day(text: str) -> str:
        period = written(text).period
        if not end and STICHTAG.fullmatch(period) and not names_a_day(text):
            return f"{period[:-2]}01"
        if not period or STICHTAG.fullmatch(period) or YEAR.fullmatch(period):
            return period or ("" if not text else "?")
        return (last_day(period) if end else first_day(period)).isoformat()

    found = each(texts, day)
    problems = [
        Problem(Code.DATE_UNREADABLE, table.file, row, heading, text) for row, text in marked(texts, found == "?")
    ]
    return found.replace("?", ""), problems


def reversed_days(table: Table, heading: str | None, start: pd.Series, end: pd.Series) -> list[Problem]:
    """One Problem per row that ends before it begins."""
    both = (start != "") & (end != "")
    wrong = [last < first for first, last in zip(each(start[both], _first), each(end[both], _last), strict=True)]
    flags = both.copy()
    flags[both] = pd.Series(wrong, index=start.index[both], dtype="bool")
    return [Problem(Code.DATES_REVERSED, table.file, row, heading, text) for row, text in marked(end, flags)]


def flags(table: Table, heading: str | None, default: bool) -> tuple[pd.Series, list[Problem]]:
    """Yes or no in each row."""
    if heading is None:
        return pd.Series(default, index=table.cells.index, dtype=FLAG), []
    texts = table.column(heading)
    folded = each(texts, str.casefold)
    unclear = ~folded.isin(YES | NO)
    problems = [Problem(Code.FLAG_UNREADABLE, table.file, row, heading, text) for row, text in marked(texts, unclear)]
    return folded.isin(YES) | default, problems


def statuses(
    table: Table,
    heading: str | None,
    values: pd.Series,
    without: pd.Series,
    default: str,
    about_persons: "pd.Series[bool]",
) -> tuple[pd.Series, list[Problem]]:
    """The status of each value, and where the stated one contradicts it.

    Args:
        values: numbers, NA for none.
        without: the status of the rows that have no value.
        default: the status of the rows that have one and say nothing.
        about_persons: rows whose value may count people.
    """
    stated = table.optional(heading)
    here = values.notna()
    unknown = (stated != "") & ~stated.isin(STATUSES)
    contradiction = here & stated.isin(NO_VALUE)
    absent = ~here & stated.isin(STATUSES - NO_VALUE)
    expected = {"expected": ", ".join(sorted(STATUSES))}
    problems = [
        Problem(Code.VALUE_STATUS_UNKNOWN, table.file, row, heading, text, expected)
        for row, text in marked(stated, unknown)
    ]
    for code, rows, severity in (
        (Code.STATUS_CONTRADICTS_VALUE, contradiction, Severity.ERROR),
        (Code.STATUS_WITHOUT_VALUE, absent, Severity.WARNING),
    ):
        problems += [
            Problem(
                code,
                table.file,
                row,
                heading,
                None if severity is Severity.WARNING else f"{values[row]:g}",
                {"status": text},
                severity,
                bool(about_persons[row]),
            )
            for row, text in marked(stated, rows)
        ]
    usable = stated.where(~unknown & ~absent, "")
    implied = pd.Series(default, index=values.index, dtype=TEXT).where(here, without)
    return usable.where(usable != "", implied).astype("str"), problems


def _first(text: str) -> str:
    return first_day(text).isoformat()


def _last(text: str) -> str:
    return last_day(text).isoformat()

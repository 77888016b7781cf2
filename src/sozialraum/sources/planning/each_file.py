"""All files of one section: each is read by itself, and what two rows say of the same thing is kept once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.checks import repeated
from sozialraum.model.codes import Code
from sozialraum.model.files import TableFile
from sozialraum.model.intake import Intake, KeyMatch
from sozialraum.model.tables import frame
from sozialraum.model.value_checks import text
from sozialraum.sources.accounting import OUTCOME, Account, failed, first_reason, settled
from sozialraum.sources.files import CityFiles
from sozialraum.sources.patterns import every_file
from sozialraum.sources.planning.counts import Refused
from sozialraum.sources.reading import read_table
from sozialraum.sources.tables.table import Table
from sozialraum.sources.values.indicators import WHERE_FROM

Spec = TypeVar("Spec", bound=TableFile)
Columns = Mapping[str, pd.Series]


@dataclass(frozen=True)
class Part:
    """What a reader makes of one file.

    Args:
        table: the file, with how its numbers were read.
        columns: those of the table that is made; same index.
        refused: (flag by row, the code for which it is left out), the first one counts.
        problems: every Problem of the file.
        match: how its areas were found.
    """

    table: Table
    columns: Columns
    refused: tuple[Refused, ...]
    problems: list[Problem]
    match: KeyMatch | None = None


Made = Callable[[Spec, Table], Part]


def read_each(
    section: str,
    specs: Iterable[Spec],
    made: Made[Spec],
    columns: Mapping[str, str],
    files: CityFiles,
) -> tuple[pd.DataFrame, list[Account], list[Problem]]:
    """The rows of all files of a section, with `file`, `row` and `entry`; accounts; every Problem.

    A file that cannot be read is told and does not hinder the others.

    Args:
        made: what becomes of the table of one file.
        columns: of the table that is made, each with its kind.
    """
    kinds = {**columns, **WHERE_FROM}
    parts = [frame(kinds)]
    entries = [(f"{section}[{number}]", spec) for number, spec in enumerate(specs, start=1)]
    every, accounts, problems = every_file(entries, files)
    for one in every:
        table = None
        try:
            table, found = read_table(one.spec, files, said=one.said)
            problems += found
            part = made(one.spec, table)
            problems += part.problems
            refused = first_reason(table.cells.index, *part.refused)
            accounts.append(Account(one.entry, table.file, part.table, refused, part.match))
            where = {"file": table.file, "row": table.cells.index, "entry": one.entry}
            rows = pd.DataFrame({**part.columns, **where}, index=table.cells.index)[refused == ""]
            parts.append(rows[list(kinds)].astype(kinds))
        except InputError as error:
            problems += error.problems
            accounts.append(failed(one.entry, one.spec.file, table, error))
    return pd.concat(parts, ignore_index=True), accounts, problems


def once(
    rows: pd.DataFrame, columns: Mapping[str, str], key: list[str], value: str, accounts: list[Account]
) -> tuple[pd.DataFrame, list[Intake], list[Problem]]:
    """One row for each key, in order; where each row went; a Problem for every row on what another one told.

    The same number twice is a warning, two numbers are an error.

    Args:
        rows: from read_each.
        value: the column of the number.
    """
    problems = []
    for first, other in repeated(rows, key):
        alike = _said(first, value) == _said(other, value)
        of = ", ".join(str(other[name]) for name in key if _is_told(other[name]))
        fields = {"of": of, "other": f"{first['file']}:{first['row']}"}
        code = Code.COUNT_REPEATED if alike else Code.COUNTS_DIFFER
        severity = Severity.WARNING if alike else Severity.ERROR
        told = text(other[value])
        problems.append(
            Problem(code, str(other["file"]), int(other["row"]), None, told, fields, severity, about_persons=True)
        )
    ordered = rows.sort_values([*key, "file", "row"], kind="stable")
    again = ordered.duplicated(key).to_numpy()
    outcome = ordered.assign(reason=np.where(again, str(Code.COUNT_REPEATED), ""))[list(OUTCOME)]
    kept = ordered.loc[~again, list(columns)].astype(dict(columns)).reset_index(drop=True)
    return kept, settled(accounts, outcome), problems


def _is_told(value: object) -> bool:
    """Whether a part of a key says something that a reader knows from the file; a flag is ours."""
    return not isinstance(value, bool | np.bool_) and not pd.isna(value) and str(value) != ""  # type: ignore[call-overload]  # a cell, whatever it holds


def _said(row: "pd.Series", value: str) -> tuple[str, str]:
    return text(row[value]), str(row.get("status", ""))

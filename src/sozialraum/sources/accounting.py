"""Where every row of a file went: into a table, or onto a list with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from sozialraum.errors import SHEET, InputError, Problem
from sozialraum.model.intake import Guess, Intake, KeyMatch, spans
from sozialraum.model.tables import TEXT
from sozialraum.sources.tables.table import Table

ENTRY = {"entry": "str"}
OUTCOME = ("entry", "row", "reason")


@dataclass(frozen=True)
class Account:
    """What a reader knows of one file, before rows of several files are compared.

    Args:
        entry: place in projekt.toml.
        file: as written in projekt.toml.
        table: as read, with the rows it put aside; None where it could not be read.
        refused: by row of the table: the code for which it, or one value of it, became no row of a table.
        match: how its areas were found.
    """

    entry: str
    file: str
    table: Table | None
    refused: pd.Series = field(default_factory=lambda: pd.Series(dtype=TEXT))
    match: KeyMatch | None = None


def failed(entry: str, file: str, table: Table | None, error: InputError) -> Account:
    """The account of a file of which nothing can be used.

    Args:
        table: what was read of it before the error, None for nothing.
    """
    first = next((problem for problem in error.problems if problem.is_error), error.problems[0])
    index = pd.Index([]) if table is None else table.cells.index
    return Account(entry, file, table, pd.Series(str(first.code), index=index, dtype=TEXT))


def with_guesses(table: Table, guesses: Iterable[Guess]) -> Table:
    """The same table with more of how it was read."""
    return replace(table, guesses=(*table.guesses, *guesses))


def first_reason(index: pd.Index, *reasons: "tuple[pd.Series[bool], str | pd.Series]") -> pd.Series:
    """For each row the first reason whose flag is set, "" for none.

    Args:
        reasons: (flag by row, a code for all or by row).
    """
    found = pd.Series("", index=index, dtype=TEXT)
    for flag, reason in reversed(reasons):
        found[flag] = reason if isinstance(reason, str) else reason[flag]
    return found


def told_of(texts: pd.Series, problems: Sequence[Problem]) -> pd.Series:
    """For each text the code of the Problem that quotes it, else that of the last error; same index."""
    errors = [problem for problem in problems if problem.is_error] or list(problems)
    usual = str(errors[-1].code) if errors else ""
    quoted = {problem.value: str(problem.code) for problem in problems if problem.row is not None}
    return pd.Series([quoted.get(text, usual) for text in texts.tolist()], index=texts.index, dtype=TEXT)


def settled(accounts: Iterable[Account], outcome: pd.DataFrame) -> list[Intake]:
    """The account of each file, once it is known which rows of it are in the tables.

    Args:
        outcome: entry, row and reason of every row that readers made; reason "" where it is in a table.
    """
    of_entry = {entry: rows.set_index("row")["reason"] for entry, rows in outcome.groupby("entry", sort=False)}
    found = []
    for account in accounts:
        if account.table is None:
            found.append(unread(account.entry, account.file))
            continue
        refused = account.refused[account.refused != ""]
        made = of_entry.get(account.entry, pd.Series(dtype=TEXT))
        reasons = pd.concat([part for part in (refused, made) if len(part)] or [refused])
        found.append(intake(account.entry, account.table, reasons, account.match))
    return found


def unread(entry: str, file: str) -> Intake:
    """The account of a file that could not be read."""
    return Intake(entry, file, "", (), 0, 0)


def intake(entry: str, table: Table, reasons: pd.Series, match: KeyMatch | None = None) -> Intake:
    """The account of one file.

    Args:
        entry: place in projekt.toml.
        table: as read, with the rows it put aside.
        reasons: for rows of the table why they became no row of the result (a code), "" where they did. A row
            that is asked about several times (wide files) is used if it was used once.
        match: how its areas were found.
    """
    asked = {int(str(row)): reason for row, reason in sorted(reasons.items(), key=lambda item: item[1] == "")}
    every = {**table.aside, **asked}
    rows_of: dict[str, list[int]] = {}
    for row, reason in every.items():
        rows_of.setdefault(str(reason), []).append(row)
    used = rows_of.pop("", [])
    listed = {reason: len(rows_of[reason]) for reason in sorted(rows_of)}
    listed_at = {reason: spans(rows_of[reason]) for reason in sorted(rows_of)}
    file = table.file.removesuffix(f"{SHEET}{table.layer}")
    return Intake(
        entry, file, table.layer, table.guesses, len(every), len(used), listed, match, spans(used), listed_at
    )

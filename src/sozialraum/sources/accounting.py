"""Where every row of a file went: into a table, or onto a list with a reason."""

from collections import Counter

import pandas as pd

from sozialraum.model.intake import Intake, KeyMatch
from sozialraum.sources.table import Table


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
    listed = Counter(reason for reason in every.values() if reason)
    used = sum(not reason for reason in every.values())
    counts = dict(sorted(listed.items()))
    return Intake(entry, table.file, table.layer, table.guesses, len(every), used, counts, match)

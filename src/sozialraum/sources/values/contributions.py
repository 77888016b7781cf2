"""The largest contributions to sums, where a file of values names them: what a rule on dominance is held against."""

import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import ValueFile
from sozialraum.model.tables import CONTRIBUTIONS, INDICATOR_KEY, frame, typed
from sozialraum.model.value_checks import text
from sozialraum.sources.tables.non_values import Signs
from sozialraum.sources.tables.numbers import read_numbers
from sozialraum.sources.tables.table import Table

COLUMNS = ["largest", "second_largest"]
OF_SUMS = "of_sums"  # whether the file of a row names contributions


def with_contributions(
    rows: pd.DataFrame, spec: ValueFile, table: Table, signs: Signs, decimal: str, about_persons: bool
) -> tuple[pd.DataFrame, list[Problem]]:
    """The rows with what their largest contributors add, and an error for each that cannot be.

    Args:
        rows: rows of areas, one for each of the table: indicator_id, value, file and row.
        spec: names no contributions or those of a sum.
    """
    if spec.columns.largest is None:
        return rows, []
    headings = [spec.columns.largest, spec.columns.second_largest]
    (largest, second), problems = read_numbers(table, headings, decimal, signs, about_persons)
    below_zero = (largest.values < 0).fillna(False) | (second.values < 0).fillna(False)
    above = (largest.values + second.values.fillna(0) > rows["value"]).fillna(False)
    wrong = below_zero | above | (second.values > largest.values).fillna(False)
    problems += [
        Problem(
            Code.CONTRIBUTION_ABOVE_SUM,
            table.file,
            int(row),
            spec.columns.largest,
            ", ".join(text(column.values[row]) for column in (largest, second)),
            {"indicator": str(rows["indicator_id"][row])},
            about_persons=about_persons,
        )
        for row in rows.index[wrong.astype(bool)]
    ]
    return rows.assign(largest=largest.values, second_largest=second.values, of_sums=True), problems


def contributions(rows: pd.DataFrame) -> pd.DataFrame:
    """Table CONTRIBUTIONS of the rows of all files; of several rows with one key the largest contribution."""
    if OF_SUMS not in rows:
        return frame(CONTRIBUTIONS)
    named = rows[rows[OF_SUMS].eq(True).fillna(False) & ~rows["list_only"].astype(bool)]
    ordered = named.sort_values([*INDICATOR_KEY, *COLUMNS], na_position="last", kind="stable")
    return typed(ordered.drop_duplicates(INDICATOR_KEY, keep="last").reset_index(drop=True), CONTRIBUTIONS)

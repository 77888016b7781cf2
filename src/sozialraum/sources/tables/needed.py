"""Columns without which nobody knows what a row is about: an empty cell is told as such."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import ColumnName
from sozialraum.model.tables import TEXT
from sozialraum.sources.tables.columns import mapped, same
from sozialraum.sources.tables.table import Table


def needed(
    table: Table, fixed: str | None, heading: str | None, names: Mapping[str, str], known: Collection[str]
) -> tuple[pd.Series, pd.Series, list[Problem]]:
    """The id each row means, why it means none ("" where it does), and one Problem for each text without a meaning.

    Args:
        fixed: the id of the whole file, where there is no heading.
        names: texts of the file -> ids.
        known: ids that may stand in the file as they are.
    """
    ids, problems = mapped(table, fixed, heading, names, known, Code.TEXT_NOT_MAPPED)
    if heading is None:
        return ids, same(table, ""), problems
    empty = (table.column(heading) == "") & (ids == "")
    told = [problem for problem in problems if problem.value]
    reasons = np.select([empty, ids == ""], [str(Code.CELL_EMPTY), str(Code.TEXT_NOT_MAPPED)], "")
    return ids, pd.Series(reasons, index=ids.index, dtype=TEXT), told + empty_cells(table, heading, empty)


def filled(table: Table, heading: ColumnName) -> tuple[pd.Series, pd.Series, list[Problem]]:
    """The texts under a heading, why one of them says nothing, and a Problem where some are empty."""
    texts = table.column(heading)
    empty = texts == ""
    reasons = same(table, "").mask(empty, str(Code.CELL_EMPTY))
    return texts, reasons, empty_cells(table, str(texts.name), empty)


def empty_cells(table: Table, heading: str, empty: "pd.Series[bool]") -> list[Problem]:
    """One Problem for all empty cells of a column."""
    if not empty.any():
        return []
    fields = {"count": str(int(empty.sum()))}
    return [Problem(Code.CELL_EMPTY, table.file, int(str(empty.index[empty][0])), heading, fields=fields)]

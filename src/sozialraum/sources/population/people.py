"""How many people of each group a row of a file counts, and what the number is worth."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.population import PopulationFile
from sozialraum.model.status import RANK, STATUS_OF, Status
from sozialraum.sources.planning.counts import Refused, numbers_of
from sozialraum.sources.tables.columns import mapped, same
from sozialraum.sources.tables.numbers import Numbers
from sozialraum.sources.tables.table import Table, marked

Group = tuple[pd.Series, pd.Series]  # numbers, NA for none; their statuses


def people_of(
    spec: PopulationFile, table: Table
) -> tuple[Table, Mapping[str, Group], tuple[Refused, ...], list[Problem]]:
    """The table with how it was read; people and their status by group; rows that cannot be used; every Problem.

    Raises:
        InputError: the decimal sign is open, or a heading is missing.
    """
    headings = {group: [said] if isinstance(said, str) else said for group, said in spec.people.items()}
    flat = [heading for several in headings.values() for heading in several]
    table, numbers, problems = numbers_of(spec, table, flat)
    by_heading = dict(zip(flat, numbers, strict=True))
    unreadable = pd.Series(False, index=table.cells.index)
    odd = unreadable.copy()
    for heading, one in by_heading.items():
        unfit = ((one.values < 0) | (one.values % 1 != 0)).fillna(False).astype(bool)
        problems += [
            Problem(Code.PEOPLE_UNFIT, table.file, row, heading, told, about_persons=True)
            for row, told in marked(one.texts, unfit)
        ]
        odd |= unfit
        unreadable |= one.unreadable
    worth, unexplained, found = _worth(spec, table)
    problems += found
    groups = {group: _added([by_heading[one] for one in several], worth) for group, several in headings.items()}
    refused: tuple[Refused, ...] = (
        (unreadable, str(Code.NOT_A_NUMBER)),
        (odd, str(Code.PEOPLE_UNFIT)),
        (unexplained, str(Code.TEXT_NOT_MAPPED)),
    )
    return table, groups, refused, problems


def _worth(spec: PopulationFile, table: Table) -> tuple[pd.Series, "pd.Series[bool]", list[Problem]]:
    """The status of the numbers of each row, where its flag is not explained, and one Problem for each such text."""
    if spec.columns.flag is None:
        return same(table, str(Status.NORMAL)), pd.Series(False, index=table.cells.index), []
    names = {"": str(Status.NORMAL), **spec.flag_names}
    found, problems = mapped(table, None, spec.columns.flag, names, [], Code.TEXT_NOT_MAPPED)
    return found, found == "", problems


def _added(several: list[Numbers], worth: pd.Series) -> Group:
    """The sum of several columns; unknown where one of them is."""
    values = sum((one.values for one in several[1:]), start=several[0].values)
    ranks = np.maximum.reduce([one.status.map({**RANK, "": 0}).to_numpy(np.int64) for one in several])
    status = pd.Series([str(STATUS_OF[int(rank)]) for rank in ranks], index=values.index, dtype="str")
    return values.astype("Float64"), status.where(values.isna(), worth)

"""The school each row means: a facility of the project whose classes are formed."""

import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.checks import unmapped
from sozialraum.model.codes import Code
from sozialraum.model.files import ColumnName
from sozialraum.sources.tables.columns import among, facility_keys, same
from sozialraum.sources.tables.table import Table
from sozialraum.sources.values.indicators import Known


def school_keys(table: Table, heading: ColumnName, known: Known) -> tuple[pd.Series, pd.Series, list[Problem]]:
    """The school of each row, why it has none ("" where it has), and one Problem for each text that is none."""
    texts = table.column(heading)
    ids, problems = facility_keys(table, heading, known.facilities)
    why = same(table, "").mask(ids == "", str(Code.FACILITY_UNKNOWN))
    if known.schools is None:
        return ids, why, problems
    strange = (ids != "") & ~ids.isin(known.schools)
    problems += unmapped(
        texts, ~strange, Code.NOT_A_SCHOOL, table.file, str(texts.name), among(sorted(known.schools))
    )
    return ids.mask(strange, ""), why.mask(strange, str(Code.NOT_A_SCHOOL)), problems

"""The Sozialraum of each row of a file that has one row for each area, birth month, year or the like."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sozialraum.errors import Problem, Severity
from sozialraum.model.checks import unmapped
from sozialraum.model.codes import Code
from sozialraum.model.files import ColumnName
from sozialraum.model.intake import KeyMatch
from sozialraum.model.tables import CITY
from sozialraum.sources.accounting import told_of
from sozialraum.sources.areas.geographies import unknown_areas
from sozialraum.sources.areas.names import By, key_match
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.tables.columns import among, each, same
from sozialraum.sources.tables.table import Table, clean
from sozialraum.sources.values.indicators import Known


@dataclass(frozen=True)
class AreaColumn:
    """Which column names the area, and what may stand there.

    Args:
        area_id: heading of its key, or None.
        area_name: heading of its name, or None; exactly one of both.
        names: texts of the file -> area_id, where the project explains them.
        city: a row may be about the whole city.
        blank: a row may name no area: then it is unknown where its people live.
    """

    area_id: ColumnName | None
    area_name: ColumnName | None
    names: Mapping[str, str] | None = None
    city: bool = False
    blank: bool = False


def areas_of_rows(
    column: AreaColumn, table: Table, folder: ProjectFolder, known: Known
) -> tuple[pd.Series, pd.Series, KeyMatch | None, list[Problem]]:
    """The area of each row, why it has none ("" where it may be used), how they were found, and every Problem.

    Rows of larger areas are left out with a warning: these are sums of their Sozialräume.
    """
    texts = table.optional(column.area_id or column.area_name)
    if known.keys is None:
        return texts, same(table, ""), None, []
    heading = str(texts.name)
    by: By = "id" if column.area_id is not None else "name"
    explained = {clean(text): area for text, area in (column.names or {}).items()}
    stated = each(texts, lambda text: explained.get(text, ""))
    areas = known.keys.resolved(texts, by).where(stated == "", stated)
    empty = (texts == "") & (areas == "")
    problems = []
    if empty.any() and not column.blank:
        first, fields = int(texts.index[empty][0]), {"count": str(int(empty.sum()))}
        problems.append(Problem(Code.AREA_KEY_ROW_EMPTY, table.file, first, heading, fields=fields))
    asked = ~empty & (stated == "")
    strange = unknown_areas(
        texts[asked], areas[asked], by, known.keys, known.base, known.others, folder.project, table.file, heading
    )
    used = sorted({*known.base, *({CITY} if column.city else ())})
    larger = (areas != "") & ~areas.isin(used)
    problems += unmapped(
        texts, ~larger, Code.REGISTER_LARGER_AREA, table.file, heading, among(known.base), Severity.WARNING
    )
    why = same(table, "").mask(areas == "", told_of(texts, strange))
    why = why.mask(empty, "" if column.blank else Code.AREA_KEY_ROW_EMPTY)
    return (
        areas,
        why.mask(larger, Code.REGISTER_LARGER_AREA),
        key_match(texts[asked], by, known.keys, known.base, heading),
        problems + strange,
    )

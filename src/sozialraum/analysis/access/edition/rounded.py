"""People around facilities in rounded numbers, and the other ways of weighing competition for enough people only."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sozialraum.analysis.access.areas import belonging, sums_of
from sozialraum.model.reach import AROUND, VARIANTS
from sozialraum.model.status import Status
from sozialraum.model.tables import typed

TO_AT_LEAST = 10.0  # people around a facility are told in tens, or more
DIGITS = 3
WITHHELD = str(Status.WITHHELD)


def public_around(around: pd.DataFrame, min_count: float, usual: Status) -> pd.DataFrame:
    """Table AROUND in tens of people, or in twice the smallest count that may be told where that is more.

    Args:
        around: table AROUND.
        min_count: from how many people on a count may be told.
        usual: status of what is told.

    Returns:
        0 where nobody lives; withheld (Q) where fewer than half of what is rounded to do.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    unit = max(TO_AT_LEAST, 2 * min_count)
    people = around["people"].astype(float)
    few = (people > 0) & (people < unit / 2)
    rounded = pd.Series(np.floor(people / unit + 0.5) * unit, dtype="Float64").mask(few.to_numpy())
    status = np.where(few, WITHHELD, str(usual))
    return typed(around.assign(people=rounded.to_numpy(), status=status), AROUND)


def public_variants(
    variants: pd.DataFrame, cells: pd.DataFrame, members: Mapping[str, list[str]], min_base: float
) -> pd.DataFrame:
    """Table VARIANTS rounded, without the areas in which too few people live.

    Args:
        variants: table VARIANTS.
        cells: table CELL_REACH, for the people.
        members: area of any level -> its Sozialräume.
        min_base: from how many people on a mean may be told.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    if variants.empty:
        return variants
    heads: dict[tuple[str, str], list[float]] = {}  # all people, and those whose places are known
    for question, own in cells.groupby("question", sort=False):
        people = own["people"].to_numpy(dtype=float, na_value=0.0)
        where = belonging(own["area_id"].to_numpy(), members)
        both = sums_of(people, where), sums_of(np.where(own["places"].isna(), 0.0, people), where)
        heads |= {(str(question), area): counts for area, *counts in zip(members, *both, strict=True)}
    base = np.array([heads[key] for key in zip(variants["question"], variants["area_id"], strict=True)])
    few = ((base > 0) & (base < min_base)).any(axis=1)
    table = variants.assign(value=variants["value"].astype(float).round(DIGITS).mask(few))
    table["status"] = np.where(few, WITHHELD, table["status"])
    table["reason"] = np.where(few, "parts_withheld", table["reason"])
    return typed(table, VARIANTS)

"""People around facilities in rounded numbers, and the other ways of weighing competition for enough people only."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sozialraum.analysis.access.aggregation import NEARLY
from sozialraum.analysis.access.areas import belonging, sums_of
from sozialraum.analysis.access.edition.counted import Rule
from sozialraum.analysis.access.edition.units import in_units, relative, too_rough, units
from sozialraum.model.disclosure_rules import DisclosureRule
from sozialraum.model.reach import AROUND, VARIANTS
from sozialraum.model.status import Status
from sozialraum.model.tables import typed

TO_AT_LEAST = 10.0  # people around a facility are told in tens, or more
FINEST = 0.001
WITHHELD = str(Status.WITHHELD)


def unit_around(rule: DisclosureRule) -> float:
    """In how many people those around a facility are told: tens, or twice the smallest count where that is more."""
    return 1.0 if rule.shows_everything else max(TO_AT_LEAST, 2.0 * rule.min_count)


def public_around(
    around: pd.DataFrame, cells: pd.DataFrame, min_count: float, unit: float, usual: Status
) -> pd.DataFrame:
    """Table AROUND in round numbers of people.

    Args:
        around: table AROUND.
        cells: table CELL_REACH, for all people of the city.
        min_count: from how many people on a count may be told.
        unit: from unit_around.
        usual: status of what is told.

    Returns:
        0 where nobody lives; withheld (Q) where fewer than half of what is rounded to do, and where the number of all
        people would tell that there are few others.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    people = around["people"].astype(float)
    few = (people > 0) & (people < unit / 2)
    told = (people / unit + 0.5).floordiv(1) * unit
    everybody = (
        around["question"].map(cells[cells["area_id"] != ""].groupby("question")["people"].sum()).astype(float)
    )
    others = everybody - people
    free = (told + unit / 2 - 1 >= everybody) & (everybody - told + unit / 2 >= min_count - 1)
    few |= (others > NEARLY) & (others < min_count) & ~free
    rounded = told.astype("Float64").mask(few)
    status = np.where(few, WITHHELD, str(usual))
    return typed(around.assign(people=rounded.to_numpy(), status=status), AROUND)


def public_variants(
    variants: pd.DataFrame, cells: pd.DataFrame, members: Mapping[str, list[str]], rule: Rule
) -> pd.DataFrame:
    """Table VARIANTS rounded, without the areas in which too few people live.

    Args:
        variants: table VARIANTS.
        cells: table CELL_REACH, for the people.
        members: area of any level -> its Sozialräume.
        rule: from how many people on a mean may be told, and how roughly.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    if variants.empty:
        return variants
    heads: dict[tuple[str, str], list[float]] = {}  # all people, those whose places are known, and what one changes
    for question, own in cells.groupby("question", sort=False):
        people = own["people"].to_numpy(dtype=float, na_value=0.0)
        where = belonging(own["area_id"].to_numpy(), members)
        both = sums_of(people, where), sums_of(np.where(own["places"].isna(), 0.0, people), where)
        one_more = relative(own, where)
        heads |= {(str(question), area): counts for area, *counts in zip(members, *both, one_more, strict=True)}
    found = np.array([heads[key] for key in zip(variants["question"], variants["area_id"], strict=True)])
    base, value = found[:, :2], variants["value"].to_numpy(dtype=float, na_value=np.nan)
    few = np.any((base > 0) & (base < rule.base), axis=1)
    unit = units(FINEST, (rule.count - 1) * found[:, 2] * np.nan_to_num(value))
    rough, few = in_units(value, unit), few | too_rough(value, unit)
    table = variants.assign(value=pd.Series(rough, index=variants.index).mask(few))
    table["status"] = np.where(few, WITHHELD, table["status"])
    table["reason"] = np.where(few, "parts_withheld", table["reason"])
    return typed(table, VARIANTS)

"""Soziale Lage (relative) beside Versorgung (absolute): where strained circumstances meet a shortage of places."""

from collections.abc import Sequence

import pandas as pd

from sozialraum.model.measures import FIELD, INDEX, OF_NEED
from sozialraum.model.periods import last_not_after
from sozialraum.model.rules import GapRule
from sozialraum.model.status import RANK, WITHOUT_VALUE, Status
from sozialraum.model.tables import MEASURES, frame


def shortage_class(of_need_pct: pd.Series, bounds_pct: tuple[float, float]) -> pd.Series:
    """0 for enough places, 1 for nearly enough, 2 for a shortage; NA stays NA.

    Args:
        of_need_pct: places per 100 needed places.
        bounds_pct: (lower, upper), e.g. (90, 100): below the lower 2, from the upper on 0, else 1. Absolute:
            nobody is short because somebody must be.

    Source: docs/methods.md#handlungsbedarf
    """
    lower, upper = bounds_pct
    return (of_need_pct < lower).astype("Float64") + (of_need_pct < upper).astype("Float64")


def gap_measures(rule: GapRule, index_cuts: Sequence[float], measures: pd.DataFrame) -> pd.DataFrame:
    """The field of the 3 x 3 table in which each Sozialraum stands, per offer, period and scenario.

    Args:
        rule: bounds and the coverages they hold for.
        index_cuts: bounds of the three classes of the Lage where the rule has none of its own.
        measures: table `measures` with the Lageindex and the coverage of need.

    Returns:
        Table `measures`, measure handlungsbedarf, target_group = id of the coverage, value 3 x shortage + Lage
        (0-8; 8 = high strain and a shortage). `base` is unused. The Lage is that of the last date not after the
        period of the places, or the first where all are later. NA with reason "lage_unknown" or that of the coverage.

    Source: docs/methods.md#handlungsbedarf
    """
    lower, upper = rule.lage_cuts or (index_cuts[0], index_cuts[1])
    lage = measures[measures["measure_id"] == INDEX]
    tables = [frame(MEASURES)]
    supply = measures[(measures["measure_id"] == OF_NEED) & measures["target_group"].isin(rule.coverage)]
    for key, rows in supply.groupby(["target_group", "period", "scenario"], sort=True):
        target_group, period, scenario = map(str, key)
        when = last_not_after(period, list(lage["period"]))
        index = lage[lage["period"] == when].set_index("area_id")
        rows = rows[rows["area_id"].isin(lage["area_id"])].set_index("area_id")
        if index.empty or rows.empty:
            continue
        strain = index["value"].reindex(rows.index)
        field = 3 * shortage_class(rows["value"], rule.bounds_pct) + (strain > lower).astype("Float64")
        field += (strain > upper).astype("Float64")
        rank = pd.concat([rows["status"].map(RANK), index["status"].reindex(rows.index).map(RANK)], axis=1)
        status = rank.max(axis=1).map({rank_: status_ for status_, rank_ in RANK.items()})
        reason = rows["reason"].mask(strain.isna(), "lage_unknown")
        table = pd.DataFrame(
            {
                "value": field,
                "status": status.mask(field.isna() & ~status.isin(WITHOUT_VALUE), str(Status.MISSING)),
                "reason": reason.where(field.isna(), ""),
            }
        ).reset_index()
        table[["lower", "upper", "base"]] = pd.NA
        table["measure_id"], table["group"], table["scenario"] = FIELD, "", scenario
        table["target_group"], table["period"] = target_group, period
        tables.append(table[list(MEASURES)])
    return pd.concat(tables, ignore_index=True).astype(MEASURES)

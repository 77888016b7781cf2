"""Rules on measures: the index where it is robust, places needed and places there."""

from collections.abc import Iterator

import pandas as pd

from sozialraum.analysis.noticing.rates import FIRM
from sozialraum.analysis.noticing.trends import deviations
from sozialraum.analysis.noticing.weighing import in_deviations
from sozialraum.model.findings import Finding
from sozialraum.model.measures import CHILDREN, CLASS, INDEX, MISSING, NEEDED, OF_NEED, PLACES, ROBUST
from sozialraum.model.periods import in_order
from sozialraum.model.rules import Coverage
from sozialraum.model.tables import BESTAND, CITY, records

DIGITS = 9  # beyond these a fraction of a place is one of binary numbers


def index_findings(measures: pd.DataFrame, classes: int) -> Iterator[Finding]:
    """Areas of the highest and the lowest class of the index whose rank hardly depends on the recipe.

    Args:
        measures: table `measures`.
        classes: how many the index has.

    Source: docs/methods.md#auffaelliges
    """
    rows = measures[measures["measure_id"].isin([INDEX, CLASS, ROBUST])]
    periods = in_order(list(rows.loc[rows["measure_id"] == INDEX, "period"]))
    if not periods:
        return
    at = rows[rows["period"] == periods[-1]]
    values = at.pivot(index="area_id", columns="measure_id", values="value").reindex(columns=[INDEX, CLASS, ROBUST])
    own = at[(at["measure_id"] == INDEX) & at["status"].isin(FIRM)]["area_id"]
    known = values.dropna().astype(float)
    known = known[known.index.isin(own)].sort_index()
    for row in records(known[(known[ROBUST] == 1) & known[CLASS].isin([0, classes - 1])].reset_index()):
        strained = row[CLASS] > 0
        yield Finding(
            area_id=row["area_id"],
            rule="strained_index" if strained else "relieved_index",
            weight="burden" if strained else "strength",
            indicator_id=INDEX,
            period=periods[-1],
            numbers={"value": row[INDEX], "class": row[CLASS]},
            strength=abs(row[INDEX]),
        )


def too_small(measures: pd.DataFrame) -> frozenset[str]:
    """The areas that have no index at its newest date because too few people live there.

    Source: docs/methods.md#auffaelliges
    """
    index = measures[measures["measure_id"] == INDEX]
    periods = in_order(list(index["period"]))
    few = index[(index["reason"] == "below_min_residents") & index["period"].isin(periods[-1:])]
    return frozenset(few["area_id"])


def places_findings(
    measures: pd.DataFrame, coverage: Coverage, bounds_pct: tuple[float, float], areas: list[str]
) -> Iterator[Finding]:
    """Areas, and the city, with too few places for those needed, and those with enough; at the newest date.

    Years ahead and what is only planned are no news of today.

    Args:
        measures: table `measures`.
        coverage: the offer; without a target nothing is needed.
        bounds_pct: places per 100 needed ones: too few below the first, if at least one whole place is missing;
            enough from the second on.
        areas: the Sozialräume to speak of.

    Source: docs/methods.md#auffaelliges
    """
    wanted = [PLACES, NEEDED, MISSING, OF_NEED]
    rows = measures[(measures["target_group"] == coverage.id) & measures["measure_id"].isin([*wanted, CHILDREN])]
    rows = rows[rows["scenario"] == BESTAND]
    rows = rows[rows["area_id"].isin([*areas, CITY]) & rows["status"].isin(FIRM) & rows["value"].notna()]
    periods = in_order(list(rows["period"]))
    if not periods:
        return
    at = rows[rows["period"] == periods[-1]]
    values = at.pivot(index="area_id", columns="measure_id", values="value").reindex(columns=[*wanted, CHILDREN])
    rows = values.dropna(subset=wanted).astype(float).sort_index().reset_index().assign(coverage=coverage.id)
    rows["beyond"] = rows[PLACES] - rows[NEEDED]
    spread = deviations(rows, ["coverage"], "beyond").get((coverage.id,))
    for row in records(rows):
        few = row[OF_NEED] < bounds_pct[0] and round(row[MISSING], DIGITS) >= 1
        if not few and row[OF_NEED] < bounds_pct[1]:
            continue
        yield Finding(
            area_id=row["area_id"],
            rule="places_missing" if few else "places_enough",
            weight="burden" if few else "strength",
            indicator_id=coverage.id,
            period=periods[-1],
            numbers={
                "places": row[PLACES],
                "needed": row[NEEDED],
                "missing": row[MISSING],
                "coverage": row[OF_NEED],
                "target": _target(coverage, row[NEEDED], row[CHILDREN]),
            },
            strength=in_deviations(row["beyond"], spread),
        )


def _target(coverage: Coverage, needed: float, children: float) -> float:
    """The one target of a coverage, else what the targets of its ages come to here."""
    if coverage.target_quota_pct is not None:
        return coverage.target_quota_pct
    return 100 * needed / children if children > 0 else 0.0

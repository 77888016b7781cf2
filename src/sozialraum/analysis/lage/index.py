"""Soziale Lage: oriented, standardised indicators and the index made of them, with its parts.

The index describes circumstances, not people and not the quality of facilities.
"""

from collections.abc import Mapping

import pandas as pd

from sozialraum.model.indicators import Indicator
from sozialraum.model.lage import LageIndex
from sozialraum.model.measures import CLASS, INDEX, PART
from sozialraum.model.periods import in_order
from sozialraum.model.status import RANK, Status
from sozialraum.model.tables import BESTAND, MEASURES, frame

ALIKE = 1e-9  # deviations below this share of the values are rounding of binary numbers, not differences
ORIENTATION = {"mehr_belastung": 1.0, "weniger_belastung": -1.0}


def standardised(values: pd.Series) -> pd.Series:
    """Deviation from the unweighted mean in standard deviations of the areas (ddof 0).

    Args:
        values: index area_id; NA is left out of mean and deviation.

    Returns:
        Same index, no unit; 0 for all where all areas are alike.

    Source: docs/methods.md#lageindex
    """
    deviation = values.std(ddof=0)
    centred = values - values.mean()
    return centred / deviation if deviation > ALIKE * values.abs().max() else centred * 0.0


def lage_parts(rates: pd.DataFrame, weights: Mapping[str, float], orientation: Mapping[str, float]) -> pd.DataFrame:
    """How much each indicator adds to the index of each area; the row sums are the index.

    Args:
        rates: index area_id, a column per indicator, complete (areas with gaps are left out before).
        weights: > 0, per indicator; only their ratio matters.
        orientation: +1 where more means more strained, -1 where less does.

    Returns:
        Same shape. The weighted sum of the standardised indicators is standardised once more (ddof 0), so
        each part is orientation x weight x standardised value, over the deviation of that sum.

    Source: docs/methods.md#lageindex
    """
    parts = pd.DataFrame(
        {name: standardised(rates[name].astype(float)) * weights[name] * orientation[name] for name in rates.columns}
    )
    deviation = parts.sum(axis=1).std(ddof=0)
    return parts / deviation if deviation > ALIKE * sum(weights[name] for name in rates.columns) else parts * 0.0


def index_measures(
    index: LageIndex, indicators: pd.DataFrame, definitions: Mapping[str, Indicator], areas: list[str]
) -> pd.DataFrame:
    """The index, its parts and its class, for every date at which all its indicators are known.

    Args:
        index: parts, weights, cuts, smallest population.
        indicators: table `indicators`.
        definitions: indicator id -> definition, for the orientation.
        areas: the Sozialräume that are compared.

    Returns:
        Table `measures`: lage_index (base = number of areas compared), lage_part:<indicator>, lage_class
        (0 low, 1 middle, 2 high strain; decided before any rounding). NA with reason "below_min_residents",
        "residents_unknown" or "parts_missing" where an area is left out; it is then "ohne Zuordnung", never low.

    Raises:
        ValueError: an indicator of the index has no polarity.

    Source: docs/methods.md#lageindex
    """
    names = [part.indicator for part in index.parts]
    orientation = {name: ORIENTATION.get(definitions[name].polaritaet, 0.0) for name in names}
    if not all(orientation.values()):
        raise ValueError("every indicator of the index needs a polarity")
    totals = indicators[(indicators["group"] == "") & indicators["area_id"].isin(areas) & ~indicators["list_only"]]
    base = pd.Index(sorted(areas), name="area_id")
    periods = _periods(index, totals, names)
    tables = [frame(MEASURES), *(_one_period(index, period, totals, orientation, base) for period in periods)]
    return pd.concat([frame(MEASURES), *tables], ignore_index=True).astype(MEASURES)


def _periods(index: LageIndex, totals: pd.DataFrame, names: list[str]) -> list[str]:
    if index.periods:
        return in_order(index.periods)
    with_value = totals[totals["value"].notna()]
    each = [set(with_value.loc[with_value["indicator_id"] == name, "period"]) for name in names]
    return in_order(set.intersection(*each))


def _one_period(
    index: LageIndex, period: str, totals: pd.DataFrame, orientation: Mapping[str, float], areas: pd.Index
) -> pd.DataFrame:
    names = list(orientation)
    rows = totals[totals["indicator_id"].isin(names) & (totals["period"] == period)]
    rates = rows.pivot(index="area_id", columns="indicator_id", values="value").reindex(index=areas, columns=names)
    ranks = rows.assign(rank=rows["status"].map(RANK)).groupby("area_id")["rank"].max().reindex(areas).fillna(0)
    residents = _residents(index, period, totals).reindex(areas)
    reason = pd.Series("", index=areas)
    reason = reason.mask(rates.isna().any(axis=1), "parts_missing")
    if index.min_residents:
        reason = reason.mask(residents.isna(), "residents_unknown")
        reason = reason.mask((residents < index.min_residents).fillna(False), "below_min_residents")
    valid = reason == ""
    weights = {part.indicator: part.weight for part in index.parts}
    parts = lage_parts(rates[valid], weights, orientation).reindex(areas)
    total = parts.sum(axis=1, skipna=False)
    class_ = (total > index.cuts[0]).astype("Float64") + (total > index.cuts[1]).astype("Float64")
    status = ranks.map({rank: status for status, rank in RANK.items()}).where(valid, str(Status.MISSING))
    columns = {INDEX: total, CLASS: class_.where(valid)} | {f"{PART}{name}": parts[name] for name in names}
    tables = [
        pd.DataFrame(
            {
                "value": values.astype("Float64"),
                "base": float(valid.sum()),
                "status": status,
                "reason": reason,
                "measure_id": measure,
            },
            index=areas,
        )
        for measure, values in columns.items()
    ]
    rows = pd.concat([table.reset_index() for table in tables], ignore_index=True)
    rows[["lower", "upper"]] = pd.NA
    rows = rows.assign(target_group="", period=period, group="", scenario=BESTAND)
    return rows[list(MEASURES)]


def _residents(index: LageIndex, period: str, totals: pd.DataFrame) -> pd.Series:
    rows = totals[(totals["indicator_id"] == index.residents) & (totals["period"] == period)]
    return rows.set_index("area_id")["value"]

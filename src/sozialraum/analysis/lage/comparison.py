"""Which areas an index compares at a date, by which rates, and why the others are left out."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sozialraum.analysis.lage.aggregation import shares
from sozialraum.model.lage import IndexPart, LageIndex, left_out, parts_at
from sozialraum.model.periods import in_order
from sozialraum.model.status import RANK, STATUS_OF, Status
from sozialraum.model.tables import CITY

FEWEST = 3  # areas: between two, an index says nothing but which is which


@dataclass(frozen=True)
class Comparison:
    """What is compared at one date.

    Args:
        period: the date.
        parts: the set of indicators that holds at it.
        areas: every area, in order of id.
        rates: index the areas compared, a column per indicator, floats; NaN where one is missing.
        city: indicator -> value of the city, NaN where there is none.
        statuses: index all areas, a column per indicator; "O" where there is no row.
        city_statuses: indicator -> status of the city's value.
        reason: index all areas; "" for those compared.
    """

    period: str
    parts: tuple[IndexPart, ...]
    areas: pd.Index
    rates: pd.DataFrame
    city: pd.Series
    statuses: pd.DataFrame
    city_statuses: pd.Series
    reason: pd.Series

    @property
    def status(self) -> pd.Series:
        """What an index of each area is worth: its weakest part; estimated at best where a part is missing."""
        known = self.rates.notna().reindex(self.areas, fill_value=False)
        ranks = self.statuses.map(RANK.__getitem__).where(known, 0).max(axis=1)
        estimated = RANK[str(Status.ESTIMATED)]
        ranks = ranks.where(known.all(axis=1), ranks.clip(lower=estimated))
        without = self.reason.map({"parts_withheld": str(Status.WITHHELD)}).fillna(str(Status.MISSING))
        return ranks.map(STATUS_OF).astype("str").where(self.reason == "", without)


def comparisons(
    index: LageIndex, indicators: pd.DataFrame, fields: Mapping[str, str], areas: list[str]
) -> list[Comparison]:
    """One for each date of the index, in order.

    Args:
        index: parts, versions, dates, missing rule, areas left out.
        indicators: table `indicators`; totals alone are used, listed values never.
        fields: indicator -> its Handlungsfeld.
        areas: the Sozialräume.
    """
    totals = indicators[(indicators["group"] == "") & ~indicators["list_only"]]
    totals = totals[totals["area_id"].isin([*areas, CITY])]
    base = pd.Index(sorted(areas), name="area_id")
    periods = in_order(index.periods) or _periods(index, totals[totals["area_id"] != CITY], fields)
    return [_compared(index, period, totals[totals["period"] == period], fields, base) for period in periods]


def _periods(index: LageIndex, totals: pd.DataFrame, fields: Mapping[str, str]) -> list[str]:
    """The dates at which enough parts are known somewhere: all, or the least share of the weight."""
    known = totals[totals["value"].notna()].groupby("period")["indicator_id"].agg(set)
    return in_order(
        [
            str(period)
            for period, ids in known.items()
            if _enough(index, shares(index, parts_at(index, str(period)), fields), ids)
        ]
    )


def _enough(index: LageIndex, share: pd.Series, known: set[str]) -> bool:
    held = share.index.isin(known)
    return bool(held.all() if index.missing == "no_index" else _share_suffices(index, share[held].sum()))


def _share_suffices(index: LageIndex, share: float) -> bool:
    return 100 * share >= index.min_share_pct - 1e-9


def _compared(
    index: LageIndex, period: str, rows: pd.DataFrame, fields: Mapping[str, str], areas: pd.Index
) -> Comparison:
    parts = tuple(parts_at(index, period))
    names = [part.indicator for part in parts]
    own = rows[rows["indicator_id"].isin(names)]
    values = own.pivot(index="area_id", columns="indicator_id", values="value").astype(float)
    values = values.reindex(index=[*areas, CITY], columns=names)
    own = own.assign(status=own["status"].mask(own["reason"] == "parts_withheld", str(Status.WITHHELD)))
    statuses = own.pivot(index="area_id", columns="indicator_id", values="status")
    statuses = statuses.reindex(index=[*areas, CITY], columns=names).astype(object).fillna(str(Status.MISSING))
    residents = rows[rows["indicator_id"] == index.residents].set_index("area_id")
    rates = values.loc[areas]
    reason = pd.Series("", index=areas)
    reason = reason.mask(~_has_enough(index, shares(index, parts, fields), rates), "parts_missing")
    reason = reason.mask((statuses.loc[areas] == str(Status.WITHHELD)).any(axis=1), "parts_withheld")
    if index.min_residents:
        people = residents["value"].reindex(areas)
        unknown = people.isna()
        withheld = residents["status"].reindex(areas) == str(Status.WITHHELD)
        reason = reason.mask(unknown, "residents_unknown").mask(unknown & withheld, "parts_withheld")
        reason = reason.mask((people < index.min_residents).fillna(False), "below_min_residents")
    reason = reason.mask(areas.isin(left_out(index, period)), "excluded")
    compared = rates[reason == ""]
    if len(compared) < FEWEST:
        reason = reason.mask(reason == "", "set_too_small")
        compared = compared.iloc[:0]
    return Comparison(
        period=period,
        parts=parts,
        areas=areas,
        rates=compared,
        city=values.T[CITY],
        statuses=statuses.loc[areas],
        city_statuses=statuses.T[CITY],
        reason=reason,
    )


def _has_enough(index: LageIndex, share: pd.Series, rates: pd.DataFrame) -> pd.Series:
    known = rates.notna()
    if index.missing == "no_index":
        return known.all(axis=1)
    return (known * share).sum(axis=1).map(lambda held: _share_suffices(index, held))

"""Change of an indicator between two dates, never across a date at which the series changes its meaning."""

from collections.abc import Iterable
from itertools import pairwise

import pandas as pd

from sozialraum.analysis.uncertainty.comparison import beside
from sozialraum.analysis.uncertainty.counts import with_counts
from sozialraum.analysis.uncertainty.intervals import limits_apart
from sozialraum.model.indicators import Indicator
from sozialraum.model.periods import crosses, in_order, kind_of
from sozialraum.model.status import RANK, STATUS_OF, Status
from sozialraum.model.tables import CHANGES, CITY, frame, typed

CHANGED_KINDS = frozenset({"count", "share", "rate", "mean"})


def changes(indicators: pd.DataFrame, definitions: Iterable[Indicator], confidence_pct: float) -> pd.DataFrame:
    """For each area, indicator and date the change since the first date of the same meaning.

    Args:
        indicators: table `indicators`; only totals (group "") that may be mapped are compared.
        definitions: `kind` decides the unit: percentage points (or the rate's own unit) for ratios,
            percent of the earlier count for counts; `reihenbruch` the dates a change never crosses.
        confidence_pct: of the intervals, two-sided, e.g. 95.

    Returns:
        Table `changes`. NA with reason "no_value" where one of the two values is unknown or, for a count,
        the earlier one is zero, "parts_withheld" where one is withheld; no row for the first date after a break.
        A quarter is compared with quarters, a year with years. `status` is the weaker one of the two values.
        `lower` and `upper` for shares and rates of people whose number is known at both dates, taken as
        independent of each other; `beside_city` is "similar" where the city's change lies between them.

    Source: docs/methods.md#veraenderung
    """
    known = {one.id: one for one in definitions if one.kind in CHANGED_KINDS}
    totals = indicators[
        (indicators["group"] == "") & ~indicators["list_only"] & indicators["indicator_id"].isin(known)
    ].reset_index(drop=True)
    pairs = [
        (id_, since, period)
        for id_, rows in totals.groupby("indicator_id", sort=True)
        for since, period in _comparable(in_order(list(rows["period"].unique())), known[str(id_)].reihenbruch)
    ]
    if not pairs:
        return frame(CHANGES)
    behind = with_counts(totals, known.values())[["above", "below", "per", "is_share"]]
    totals = totals[["area_id", "indicator_id", "period", "value", "status"]].join(behind)
    dated = pd.DataFrame(pairs, columns=["indicator_id", "since", "period"], dtype="str")
    now = dated.merge(totals, on=["indicator_id", "period"])
    earlier = {"value": "earlier", "status": "status_then", "above": "other_above", "below": "other_below"}
    then = totals.drop(columns=["per", "is_share"]).rename(columns={"period": "since"} | earlier)
    both = now.merge(then, on=["indicator_id", "since", "area_id"], how="left")
    counted = both["indicator_id"].map({id_: one.kind == "count" for id_, one in known.items()}).astype(bool)
    change = both["value"] - both["earlier"]
    both["change"] = change.mask(counted, 100 * change / both["earlier"].where(both["earlier"] > 0)).astype("Float64")
    rank = both[["status", "status_then"]].apply(lambda column: column.map(RANK)).max(axis=1)
    withheld = rank == RANK[str(Status.WITHHELD)]
    both["status"] = rank.map(STATUS_OF).where(both["change"].notna() | withheld, str(Status.MISSING))
    both["reason"] = both["change"].notna().map({True: "", False: "no_value"}).mask(withheld, "parts_withheld")
    both = _beside_the_city(both, confidence_pct)
    return typed(both.sort_values(["indicator_id", "period", "area_id"], ignore_index=True), CHANGES)


def _beside_the_city(both: pd.DataFrame, confidence_pct: float) -> pd.DataFrame:
    """With the limits of each change, and whether the city's change lies between them."""
    apart = limits_apart(both.assign(is_share=both["is_share"].fillna(False)), confidence_pct)
    both["lower"] = apart["lower"].clip(upper=both["change"])
    both["upper"] = apart["upper"].clip(lower=both["change"])
    dates = ["indicator_id", "since", "period"]
    city = both.loc[both["area_id"] == CITY, [*dates, "change"]]
    city_change = both[dates].merge(city, on=dates, how="left")["change"].where(both["area_id"] != CITY)
    both["beside_city"] = beside(both[["lower", "upper"]], city_change)
    return both


def _comparable(periods: list[str], breaks: tuple[str, ...]) -> list[tuple[str, str]]:
    kinds = sorted({kind_of(period) for period in periods})
    return [pair for kind in kinds for pair in _pairs([p for p in periods if kind_of(p) == kind], breaks)]


def _pairs(periods: list[str], breaks: tuple[str, ...]) -> list[tuple[str, str]]:
    """(first date of the same meaning, date) for every date but that first one."""
    pairs, since = [], periods[0] if periods else ""
    for before, period in pairwise(periods):
        if crosses(breaks, before, period):
            since = period
        else:
            pairs.append((since, period))
    return pairs

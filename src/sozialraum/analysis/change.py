"""Change of an indicator between two dates, never across a date at which the series changes its meaning."""

from collections.abc import Iterable
from itertools import pairwise

import pandas as pd

from sozialraum.model.indicators import Indicator
from sozialraum.model.periods import crosses, in_order, kind_of
from sozialraum.model.status import RANK, STATUS_OF, Status
from sozialraum.model.tables import CHANGES, frame

CHANGED_KINDS = frozenset({"count", "share", "rate", "mean"})


def changes(indicators: pd.DataFrame, definitions: Iterable[Indicator]) -> pd.DataFrame:
    """For each area, indicator and date the change since the first date of the same meaning.

    Args:
        indicators: table `indicators`; only totals (group "") that may be mapped are compared.
        definitions: `kind` decides the unit: percentage points (or the rate's own unit) for ratios,
            percent of the earlier count for counts; `reihenbruch` the dates a change never crosses.

    Returns:
        Table `changes`. NA with reason "no_value" where one of the two values is unknown or, for a count,
        the earlier one is zero; no row for the first date after a break. A quarter is compared with
        quarters, a year with years. `status` is the weaker one of the two values.

    Source: docs/methods.md#veraenderung
    """
    totals = indicators[(indicators["group"] == "") & ~indicators["list_only"]]
    tables = [frame(CHANGES)]
    for definition in definitions:
        own = totals[totals["indicator_id"] == definition.id]
        if definition.kind not in CHANGED_KINDS or own.empty:
            continue
        values = own.pivot(index="area_id", columns="period", values="value")
        ranks = own.assign(rank=own["status"].map(RANK)).pivot(index="area_id", columns="period", values="rank")
        for since, period in _comparable(in_order(list(values.columns)), definition.reihenbruch):
            rank = ranks[[since, period]].max(axis=1)
            change = values[period] - values[since]
            if definition.kind == "count":
                change = 100 * change / values[since].where(values[since] > 0)
            tables.append(_rows(change.astype("Float64"), rank, definition.id, period, since))
    return pd.concat(tables, ignore_index=True).astype(CHANGES)


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


def _rows(change: pd.Series, rank: pd.Series, indicator_id: str, period: str, since: str) -> pd.DataFrame:
    known = change.notna()
    return pd.DataFrame(
        {
            "area_id": change.index,
            "indicator_id": indicator_id,
            "period": period,
            "since": since,
            "change": change.to_numpy(),
            "status": rank.map(STATUS_OF).where(known, str(Status.MISSING)).to_numpy(),
            "reason": known.map({True: "", False: "no_value"}).to_numpy(),
        }
    )

"""How the indicators of an index changed between two dates, area by area and in the city."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from sozialraum.analysis.uncertainty.counts import with_counts
from sozialraum.analysis.uncertainty.intervals import limits_apart
from sozialraum.model.indicators import Indicator
from sozialraum.model.status import RANK, Status
from sozialraum.model.tables import CITY

BEHIND = ["above", "below", "per", "is_share"]


@dataclass(frozen=True)
class PartChanges:
    """Index the areas and the city, a column per indicator throughout; floats, NaN where unknown.

    Args:
        change: later minus earlier value, in the unit of the indicator.
        lower, upper: usual fluctuation of the change, where the people behind both values are known.
        levels: indicator -> magnitude of the values that were subtracted.
        ranks: of the weaker one of the two statuses.
    """

    change: pd.DataFrame
    lower: pd.DataFrame
    upper: pd.DataFrame
    levels: pd.Series
    ranks: pd.DataFrame


def counted_totals(indicators: pd.DataFrame, names: Iterable[str], definitions: Iterable[Indicator]) -> pd.DataFrame:
    """The totals of these indicators that may be reckoned with, with the people behind them where they are known."""
    rows = indicators[(indicators["group"] == "") & ~indicators["list_only"]]
    rows = rows[rows["indicator_id"].isin(list(names))].reset_index(drop=True)
    return rows.join(with_counts(rows, definitions)[BEHIND])


def part_changes(
    totals: pd.DataFrame, names: list[str], since: str | None, period: str, areas: list[str], confidence_pct: float
) -> PartChanges:
    """The change of each indicator from one date to a later one.

    Args:
        totals: as from `counted_totals`.
        names: the indicators.
        since: the earlier date; None where the indicators are changes themselves.
        period: the later date.
        areas: the Sozialräume.
        confidence_pct: of the intervals, two-sided. The people of both dates are taken as independent.

    Source: docs/methods.md#dynamik
    """
    grid = pd.MultiIndex.from_product([[*areas, CITY], names])
    now = _cells(totals, period, grid)
    then = now.assign(value=0.0, above=None) if since is None else _cells(totals, since, grid)
    change = (now["value"] - then["value"]).astype(float)
    apart = limits_apart(
        now.assign(other_above=then["above"], other_below=then["below"], is_share=now["is_share"].fillna(False)),
        confidence_pct,
    ).astype(float)
    levels = pd.concat([now["value"], then["value"]]).astype(float).abs().groupby(level=1).max().reindex(names)
    ranks = pd.concat([now["rank"], then["rank"]], axis=1).max(axis=1)
    wide = {
        "change": change,
        "lower": apart["lower"].clip(upper=change),
        "upper": apart["upper"].clip(lower=change),
        "ranks": ranks,
    }
    return PartChanges(
        **{name: values.unstack(sort=False).reindex(columns=names) for name, values in wide.items()},
        levels=levels.fillna(0.0),
    )


def _cells(totals: pd.DataFrame, period: str, grid: pd.MultiIndex) -> pd.DataFrame:
    rows = totals[totals["period"] == period].set_index(["area_id", "indicator_id"])
    cells = rows[["value", "status", *BEHIND]].reindex(grid)
    return cells.assign(rank=cells["status"].fillna(str(Status.MISSING)).map(RANK).astype(int))

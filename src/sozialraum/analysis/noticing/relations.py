"""Which indicators go together over the areas."""

from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sozialraum.analysis.noticing.rates import COUNTED
from sozialraum.model.indicators import Indicator
from sozialraum.model.periods import in_order
from sozialraum.model.situation import FEWEST_AREAS
from sozialraum.model.tables import RELATIONS, frame

DIGITS = 9  # values that differ beyond these are ties: the difference is one of binary fractions


def relations(indicators: pd.DataFrame, definitions: Iterable[Indicator], areas: list[str]) -> pd.DataFrame:
    """Rank correlation (Spearman, ties share the mean of their ranks) of every two rates over the Sozialräume.

    Args:
        indicators: table `indicators`; totals of rates, without forecasts and unreliable figures.
        definitions: only shares, rates and means are related, in this order.
        areas: the Sozialräume.

    Returns:
        Table `relations`, a row for every two indicators that have a value. `period` and `other_period` are their
        newest dates, or a date that both have where it is the newest of one of them. `areas` are those with both
        values; fewer than FEWEST_AREAS: NA with reason "few_areas"; one of them the same everywhere: "no_spread".

    Source: docs/methods.md#zusammenhaenge
    """
    ratios = [one.id for one in definitions if one.is_ratio]
    rows = indicators[
        (indicators["group"] == "")
        & ~indicators["list_only"]
        & indicators["indicator_id"].isin(ratios)
        & indicators["area_id"].isin(areas)
        & indicators["status"].isin(COUNTED)
        & indicators["value"].notna()
    ]
    values = rows.pivot(index="area_id", columns=["indicator_id", "period"], values="value").sort_index()
    columns: dict[str, dict[str, NDArray[np.float64]]] = {}
    for key, column in values.items():
        id_, period = (str(part) for part in key)  # type: ignore[attr-defined]  # two levels of columns
        columns.setdefault(id_, {})[period] = column.to_numpy(dtype=float, na_value=np.nan).round(DIGITS)
    dates = {id_: in_order(list(of_date)) for id_, of_date in columns.items()}
    found: list[dict[str, object]] = []
    for id_, other in combinations([one for one in ratios if one in columns], 2):
        period, other_period = _dates(dates[id_], dates[other])
        areas_, correlation, reason = _rank_correlation(columns[id_][period], columns[other][other_period])
        found.append(
            {
                "indicator_id": id_,
                "other_id": other,
                "period": period,
                "other_period": other_period,
                "areas": areas_,
                "rank_correlation": correlation,
                "reason": reason,
            }
        )
    return frame(RELATIONS, found)


def _dates(one: list[str], other: list[str]) -> tuple[str, str]:
    """The newest date of each, or the newest of one of them that the other has too."""
    common = [period for period in in_order([one[-1], other[-1]]) if period in one and period in other]
    return (common[-1], common[-1]) if common else (one[-1], other[-1])


def _rank_correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> tuple[int, float | None, str]:
    """Number of areas with both values, the correlation of their ranks or None, and why there is none."""
    both = ~(np.isnan(one) | np.isnan(other))
    count = int(both.sum())
    if count < FEWEST_AREAS:
        return count, None, "few_areas"
    ranks, others = (_ranks(values[both]) - (count + 1) / 2 for values in (one, other))
    scale = float(np.sqrt((ranks @ ranks) * (others @ others)))
    if scale == 0:
        return count, None, "no_spread"
    return count, float(np.clip(ranks @ others / scale, -1, 1)), ""


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks from 1; values that are the same share the mean of theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[place], dtype=np.float64)

"""Areas that are like each other in the chosen indicators."""

import numpy as np
import pandas as pd

from sozialraum.analysis.noticing.rates import COUNTED
from sozialraum.model.periods import in_order
from sozialraum.model.tables import SIMILAR, frame

FEWEST_ALIKE = 3  # of two areas each is the most like the other
ALIKE = 1e-9
DIGITS = 9  # distances that differ beyond these are the same


def similar_areas(indicators: pd.DataFrame, chosen: list[str], areas: list[str], count: int) -> pd.DataFrame:
    """For each area those most like it in the chosen indicators.

    Args:
        indicators: table `indicators`; totals, without forecasts and unreliable figures.
        chosen: the indicators, each counts alike.
        areas: the Sozialräume.
        count: how many are named.

    Returns:
        Table `similar` at the newest date at which every chosen indicator is known in at least FEWEST_ALIKE areas;
        empty where there is none. Areas with a gap are left out. `distance` is the mean over the indicators of the
        absolute difference in standard deviations (ddof 0) of these areas; an indicator that is the same in all of
        them adds nothing. The same distance: in order of id.

    Source: docs/methods.md#aehnliche
    """
    names = list(dict.fromkeys(chosen))
    rows = indicators[
        (indicators["group"] == "")
        & ~indicators["list_only"]
        & indicators["indicator_id"].isin(names)
        & indicators["area_id"].isin(areas)
        & indicators["status"].isin(COUNTED)
        & indicators["value"].notna()
    ]
    for period in reversed(in_order(list(rows["period"]))):
        at = rows[rows["period"] == period]
        table = at.pivot(index="area_id", columns="indicator_id", values="value").reindex(columns=names)
        complete = table.dropna().sort_index().astype(float)
        if len(complete) >= FEWEST_ALIKE:
            return _nearest(complete, period, count)
    return frame(SIMILAR)


def _nearest(values: pd.DataFrame, period: str, count: int) -> pd.DataFrame:
    numbers = values.to_numpy()
    deviation = numbers.std(axis=0)
    spread = np.where(deviation > ALIKE * np.abs(numbers).max(axis=0), deviation, np.inf)
    scaled = numbers / spread
    found: list[dict[str, object]] = []
    for row, area in enumerate(values.index):
        distances = np.abs(scaled - scaled[row]).mean(axis=1).round(DIGITS)
        order = np.argsort(distances, kind="stable")  # areas stand in order of id
        nearest = [place for place in order if place != row][:count]
        found += [
            {
                "area_id": str(area),
                "other_id": str(values.index[place]),
                "place": float(at),
                "distance": float(distances[place]),
                "period": period,
            }
            for at, place in enumerate(nearest, start=1)
        ]
    return frame(SIMILAR, found)

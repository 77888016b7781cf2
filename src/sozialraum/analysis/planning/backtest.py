"""The roll-forward tried on the past: what it would have said, what came, and what "as many as last time" said."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sozialraum.analysis.planning.series import Floats, Series, until
from sozialraum.analysis.planning.spread import Start, bounds, starts, usual_errors
from sozialraum.model.forecast import BACK_TEST, Forecast
from sozialraum.model.tables import BASE_LEVEL, CITY_LEVEL, frame

Groups = Mapping[str, tuple[int, int]]


def back_test(series: Series, settings: Forecast, groups: Groups) -> pd.DataFrame:
    """Errors by group of ages and years ahead, started from every day of the past that allows it.

    Args:
        series: of `series_of`; it needs two steps between Stichtage a year apart before a start and one after it.
        settings: births are carried on by their rule, never by a projection: those of the past are not known here.
        groups: id -> first and last band, both included; of single years the ages themselves.

    Returns:
        Table BACK_TEST, level "sozialraum" (errors of the areas, weighted by their children: sum of |forecast -
        count| over sum of counts) and "city" (errors of the areas' sum, in which too many here and too few there
        cancel out). The naive forecast is the count of the starting day. Pairs in which a side is unknown are left
        out of both; the city counts only where all areas are known. within_pct: of counts against bounds that were
        worked out from what was known on the starting day, NA where there were none.

    Source: docs/methods.md#rueckschau
    """
    tried = starts(series, settings, settings.years_ahead)
    limits = {(one.day, one.horizon): _limits(series, settings, one) for one in tried}
    rows = []
    for level in (BASE_LEVEL, CITY_LEVEL):
        for group, (first, last) in groups.items():
            for horizon in sorted({one.horizon for one in tried}):
                parts = [
                    [
                        _summed(side, first, last, level)
                        for side in (one.rolled, one.found, one.naive, *limits[one.day, one.horizon])
                    ]
                    for one in tried
                    if one.horizon == horizon
                ]
                rolled, found, naive, low, high = (np.concatenate(side) for side in zip(*parts, strict=True))
                rows.append(
                    {
                        "level": level,
                        "group": group,
                        "horizon": horizon,
                        "starts": len(parts),
                        **_errors(rolled, found, naive, low, high),
                    }
                )
    return frame(BACK_TEST, rows)


def _limits(series: Series, settings: Forecast, one: Start) -> tuple[Floats, Floats]:
    """Bounds of one start by what was known on its day; NaN under another rule than the back-test's."""
    nothing = np.full_like(one.rolled, np.nan)
    if settings.variants.rule != "back_test":
        return nothing, nothing
    known = until(series, one.day)
    earlier = starts(known, settings, one.horizon)
    errors = usual_errors(earlier, known.widths, one.horizon, settings.variants.share_pct)
    way = np.repeat(one.rolled[:, None], one.horizon, axis=1)
    low, high = bounds(way, errors, known.widths)
    return low[:, -1], high[:, -1]


def _summed(values: Floats, first: int, last: int, level: str) -> Floats:
    """Children of a group of ages: of each area, or of all as an array of one. NaN if a part is."""
    of_area: Floats = values[:, first : last + 1].sum(axis=1)
    return of_area if level == BASE_LEVEL else np.array([of_area.sum()])


def _errors(rolled: Floats, found: Floats, naive: Floats, low: Floats, high: Floats) -> dict[str, object]:
    known = ~np.isnan(rolled) & ~np.isnan(found) & ~np.isnan(naive)
    total = float(found[known].sum())
    bounded = known & ~np.isnan(low) & ~np.isnan(high)
    inside = bounded & (low <= found) & (found <= high)
    off, bias = rolled[known] - found[known], naive[known] - found[known]
    result: dict[str, object] = {"pairs": int(known.sum()), "naive_better": False}
    if total > 0:
        error, usual = float(np.abs(off).sum()), float(np.abs(bias).sum())
        result |= {
            "error_pct": 100 * error / total,
            "bias_pct": 100 * float(off.sum()) / total,
            "naive_error_pct": 100 * usual / total,
            "naive_bias_pct": 100 * float(bias.sum()) / total,
            "naive_better": usual < error - 1e-9 * total,  # not by the last digit of a sum
        }
    if bounded.any():
        result["within_pct"] = 100 * float(inside.sum()) / float(bounded.sum())
    return result

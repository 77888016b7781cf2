"""Places of an offer beside the children they are for: quota, needed places, places missing."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sozialraum.model.periods import first_day, in_order, last_day
from sozialraum.model.rules import Coverage

Floats = NDArray[np.float64]
PLACES_DIGITS = 9  # beyond these a difference is one of binary fractions, and no place is missing for it


def quota(places: Floats, children: Floats) -> Floats:
    """Places per 100 children they are meant for.

    Args:
        places: of each area, >= 0 or NaN.
        children: of the same areas in the same order.

    Returns:
        Percent. NaN where a side is unknown or there are no children. Above 100 is real: a Kita may serve
        neighbouring areas.

    Raises:
        ValueError: there are more areas on one side than on the other.

    Source: docs/methods.md#versorgungsquote
    """
    if places.shape != children.shape:
        raise ValueError("places and children must be of the same areas")
    return 100 * places / np.where(children > 0, children, np.nan)


def places_needed(children: Floats, target_quota_pct: float | Floats) -> Floats:
    """Children times target in places, a fraction where it is one; NaN stays NaN.

    Source: docs/methods.md#benoetigte-plaetze
    """
    return (children * target_quota_pct / 100).round(PLACES_DIGITS)


def places_missing(needed: Floats, places: Floats) -> Floats:
    """Places up to the target, never below 0, not rounded up; NaN stays NaN.

    Source: docs/methods.md#fehlende-plaetze
    """
    gap = needed - places
    return np.where(gap < 0, 0.0, gap)


def counted(facilities: pd.DataFrame, period: str, betriebsstatus: Iterable[str]) -> pd.Series:
    """Whether a facility's places count in that period.

    A facility counts if it bears one of the given states and is not known to open after or to have closed
    before the period; a closed one counts for periods before the day it closed.

    Args:
        facilities: table `facilities`.
        period: canonical period of the places.
        betriebsstatus: the states that count today.
    """
    start, end = first_day(period), last_day(period)
    open_then = [
        (not opens or first_day(opens) <= end) and (not closes or last_day(closes) >= start)
        for opens, closes in zip(facilities["opens_on"], facilities["closes_on"], strict=True)
    ]
    status, closes = facilities["betriebsstatus"], facilities["closes_on"] != ""
    bears = status.isin(list(betriebsstatus)) | (closes & (status == "geschlossen"))
    return bears & pd.Series(open_then, index=facilities.index, dtype=bool)


def children_period(coverage: Coverage, period: str, known: list[str]) -> str | None:
    """The date of the children that belongs to a date of the places: as the project pairs them, else the last
    one inside the same period, else None."""
    if coverage.pairs:
        return coverage.pairs.get(period)
    inside = [day for day in in_order(known) if first_day(period) <= last_day(day) <= last_day(period)]
    return inside[-1] if inside else None

"""Places of an offer beside the children they are for: quota, needed places, places missing."""

from collections.abc import Iterable

import pandas as pd

from sozialraum.model.periods import first_day, in_order, last_day
from sozialraum.model.rules import Coverage

PLACES_DIGITS = 9  # beyond these a difference is one of binary fractions, and no place is missing for it


def quota(places: pd.Series, children: pd.Series) -> pd.Series:
    """Places per 100 children they are meant for.

    Args:
        places: index area_id, >= 0 or NA.
        children: the children of the same area, same index.

    Returns:
        Percent, same index. NA where a side is unknown or there are no children. Above 100 is real:
        a Kita may serve neighbouring areas.

    Raises:
        ValueError: the series do not list the same areas in the same order.

    Source: docs/methods.md#versorgungsquote
    """
    if not places.index.equals(children.index):
        raise ValueError("places and children must share one area_id index")
    return 100 * places / children.where(children > 0)


def places_needed(children: pd.Series, target_quota_pct: float) -> pd.Series:
    """Children times target in places, a fraction where it is one; NA stays NA.

    Source: docs/methods.md#benoetigte-plaetze
    """
    return (children * target_quota_pct / 100).round(PLACES_DIGITS)


def places_missing(needed: pd.Series, places: pd.Series) -> pd.Series:
    """Places up to the target, never below 0, not rounded up; NA stays NA.

    Source: docs/methods.md#fehlende-plaetze
    """
    return (needed - places).clip(lower=0)


def counted(facilities: pd.DataFrame, period: str, betriebsstatus: Iterable[str]) -> pd.Series:
    """Whether a facility's places count in that period.

    A facility counts if it bears one of the given states and is not known to open after or to have closed
    before the period; a closed one counts for periods before the day it closed.

    Args:
        facilities: table `facilities`.
        period: canonical period of the places.
        betriebsstatus: the states that count today.
    """
    closes = facilities["closes_on"].map(lambda day: last_day(day) if day else None)
    opens = facilities["opens_on"].map(lambda day: first_day(day) if day else None)
    start, end = first_day(period), last_day(period)
    open_yet = opens.map(lambda day: day is None or day <= end).astype(bool)
    still_open = closes.map(lambda day: day is None or day >= start).astype(bool)
    status = facilities["betriebsstatus"]
    return open_yet & still_open & (status.isin(list(betriebsstatus)) | (closes.notna() & (status == "geschlossen")))


def children_period(coverage: Coverage, period: str, known: list[str]) -> str | None:
    """The date of the children that belongs to a date of the places: as the project pairs them, else the last
    one inside the same period, else None."""
    if coverage.pairs:
        return coverage.pairs.get(period)
    inside = [day for day in in_order(known) if first_day(period) <= last_day(day) <= last_day(period)]
    return inside[-1] if inside else None

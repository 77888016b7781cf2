"""With which earlier date the dynamics of a date compares."""

import calendar
from collections.abc import Collection, Mapping
from datetime import date

import pandas as pd

from sozialraum.model.lage import LageIndex, parts_at
from sozialraum.model.periods import in_order, kind_of, last_day

MONTHS = 12


def dates_known(indicators: pd.DataFrame, areas: Collection[str]) -> dict[str, set[str]]:
    """Indicator -> the dates at which the total of some Sozialraum has a value.

    Args:
        indicators: table `indicators`.
        areas: the Sozialräume.
    """
    totals = indicators[(indicators["group"] == "") & ~indicators["list_only"] & indicators["value"].notna()]
    totals = totals[totals["area_id"].isin(list(areas))]
    return {str(id_): set(dates) for id_, dates in totals.groupby("indicator_id")["period"].unique().items()}


def compared_since(index: LageIndex, period: str, known: Mapping[str, Collection[str]]) -> str | None:
    """The date with which the dynamics compares a date: the one the project names, else the last one that lies at
    least `years` before it and at which every indicator of the later date's set is known.

    Args:
        index: parts, versions and [lage_index.dynamics].
        period: the later date; a year is compared with a year, a Stichtag with a Stichtag.
        known: as from `dates_known`.

    Returns:
        None where there is no such date, and where the project's indicators are changes themselves.

    Source: docs/methods.md#dynamik
    """
    rule = index.dynamics
    if rule is None or rule.parts:
        return None
    if period in rule.pairs:
        return rule.pairs[period]
    common = set.intersection(*(set(known.get(part.indicator, ())) for part in parts_at(index, period)))
    latest = _months_before(last_day(period), round(MONTHS * rule.years))
    earlier = [one for one in common if kind_of(one) == kind_of(period) and last_day(one) <= latest]
    return in_order(earlier)[-1] if earlier else None


def _months_before(day: date, months: int) -> date:
    """The same day of an earlier month; the last day of a month stays the last one."""
    year, month = divmod(MONTHS * day.year + day.month - 1 - months, MONTHS)
    length = calendar.monthrange(year, month + 1)[1]
    at_end = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month + 1, length if at_end else min(day.day, length))

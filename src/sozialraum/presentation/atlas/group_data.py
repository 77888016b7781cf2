"""Rates and shares by age, sex, nationality as bars: every area's group beside the city's same group."""

from typing import Any

import pandas as pd

from sozialraum.model.indicators import Breakdown, Indicator
from sozialraum.model.periods import in_order
from sozialraum.model.status import Status, weakest
from sozialraum.model.tables import CITY
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.layer import numbers_of
from sozialraum.presentation.views.layer_json import rounded
from sozialraum.presentation.words.numbers import period as period_label

DIGITS_OF_SHARE = 1
Cells = dict[tuple[str, str], float]


def groups_data(context: Context) -> list[dict[str, Any]]:
    """One entry for each indicator and dimension at the newest date any area has a group of; crossed groups are not
    bars. For counts a value is the share of the area's total, which has no interval here."""
    table = context.published.indicators
    table = table[~table["list_only"] & table["area_id"].isin([*context.areas, CITY])]
    by_indicator = dict(tuple(table.groupby("indicator_id")))
    return [
        entry
        for indicator in context.project.indicators
        if indicator.id in by_indicator and (indicator.is_ratio or indicator.kind == "count")
        for breakdown in context.project.breakdowns
        if (entry := _entry(context, indicator, breakdown, by_indicator[indicator.id])) is not None
    ]


def _entry(context: Context, indicator: Indicator, breakdown: Breakdown, rows: pd.DataFrame) -> dict[str, Any] | None:
    parts = {f"{breakdown.id}={part.id}": context.text(part.label) for part in breakdown.parts}
    own = rows[rows["group"].isin(parts) & rows["area_id"].isin(context.areas) & rows["value"].notna()]
    if own.empty:
        return None
    period = in_order(list(own["period"]))[-1]
    rows = rows[rows["period"] == period]
    counted = indicator.kind == "count"
    shown = set(rows.loc[rows["area_id"].isin(context.areas), "group"])
    groups = [_group(context, indicator, rows, group, label) for group, label in parts.items() if group in shown]
    if not any(value is not None for group in groups for value in group["v"]):
        return None
    return {
        "layer": indicator.id,
        "label": context.text(indicator.short),
        "period": period,
        "period_label": period_label(period, context.words),
        "dimension": context.text(breakdown.label),
        "unit": "%" if counted else context.text(indicator.unit),
        "decimals": DIGITS_OF_SHARE if counted else indicator.decimals,
        "share": counted,
        "groups": groups,
    }


def _group(context: Context, indicator: Indicator, rows: pd.DataFrame, group: str, label: str) -> dict[str, Any]:
    period = str(rows["period"].iloc[0])
    part = rows[rows["group"] == group]
    values, statuses = numbers_of(part), dict(zip(part["area_id"], part["status"], strict=True))
    if indicator.kind == "count":
        whole = rows[rows["group"] == ""]
        totals = numbers_of(whole)
        statuses = _of_share(statuses, dict(zip(whole["area_id"], whole["status"], strict=True)), totals, period)
        values = {key: 100 * value / totals[key] for key, value in values.items() if totals.get(key)}
        digits = DIGITS_OF_SHARE
    else:
        digits = indicator.decimals
    known = {area: values.get((period, area)) for area in (*context.areas, CITY)}
    entry: dict[str, Any] = {
        "id": group,
        "label": label,
        "v": [rounded(known[area], digits + 1, digits) for area in context.areas],
        "s": "".join(_letter(statuses.get(area), known[area]) for area in context.areas),
        "city": rounded(known[CITY], digits + 1, digits),
    }
    of_city = _letter(statuses.get(CITY), known[CITY])
    if of_city not in {str(Status.NORMAL), str(Status.MISSING)}:
        entry["city_s"] = of_city
    if indicator.kind != "count":
        entry |= _interval(context, indicator, period, group, digits)
    return entry


def _interval(context: Context, indicator: Indicator, period: str, group: str, digits: int) -> dict[str, Any]:
    table = context.published.intervals
    rows = table[(table["indicator_id"] == indicator.id) & (table["period"] == period) & (table["group"] == group)]
    low, high = numbers_of(rows, "lower"), numbers_of(rows, "upper")
    if not low:
        return {}
    return {
        key: [rounded(ends.get((period, area)), digits + 1, digits) for area in context.areas]
        for key, ends in (("lo", low), ("hi", high))
    }


def _of_share(parts: dict[str, str], wholes: dict[str, str], totals: Cells, period: str) -> dict[str, str]:
    """Of two numbers the weaker one; where nobody lives at all a share means nothing."""
    none = str(Status.MISSING)
    return {
        area: str(Status.NOT_APPLICABLE)
        if totals.get((period, area)) == 0
        else weakest([status, wholes.get(area, none)])
        for area, status in parts.items()
    }


def _letter(status: str | None, value: float | None) -> str:
    """A letter that bears a value stands only beside one."""
    if status is None or (value is None and status not in {"O", "L", "M", "Q"}):
        return str(Status.MISSING)
    return str(status)

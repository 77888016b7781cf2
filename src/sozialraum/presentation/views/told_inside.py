"""On the pages of an internal edition: which values the public one withholds, why, and what can be worked out."""

from typing import Any

import pandas as pd

from sozialraum.model.tables import records
from sozialraum.presentation.internal import banner_of
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.layer import Layer
from sozialraum.presentation.words.numbers import number


def inside_json(context: Context, layer: Layer, areas: list[str]) -> dict[str, Any]:
    """{"inside": by date {number of the area: sentence}} of a layer; nothing in a public edition or without any."""
    if banner_of(context) is None:
        return {}
    rows = context.withheld_of.get(layer.id)
    if rows is None:
        return {}
    told = {(str(row["period"]), str(row["area_id"])): _sentence(context, row) for row in records(rows)}
    places = {
        period: {str(at): told[period, area] for at, area in enumerate(areas) if (period, area) in told}
        for period in layer.periods
    }
    return {"inside": [places[period] for period in layer.periods]} if any(places.values()) else {}


def inside_mark(context: Context) -> dict[str, str]:
    """{"inside": the short mark beside such a value}; nothing in a public edition."""
    return {} if banner_of(context) is None else {"inside": context.words("intern.short")}


def inside_sentence(context: Context, layer_id: str, period: str, area_id: str) -> str | None:
    """Why the public edition withholds the value that an internal one shows; None where it shows it too."""
    rows = None if banner_of(context) is None else context.withheld_of.get(layer_id)
    if rows is None:
        return None
    own = rows[(rows["period"] == period) & (rows["area_id"] == area_id)]
    return _sentence(context, records(own)[0]) if len(own) else None


def _sentence(context: Context, row: dict[str, Any]) -> str:
    words = context.words
    said = words(f"intern.told.{row['why']}")
    if pd.isna(row["smallest"]):
        return said
    ends = {"low": number(float(row["smallest"]), 0, words)}
    if pd.isna(row["largest"]):
        return f"{said}; {words('intern.range_open', **ends)}"
    return f"{said}; {words('intern.range', **ends, high=number(float(row['largest']), 0, words))}"

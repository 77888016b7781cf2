"""Planungsbezirke and other larger areas: their headline figures and supply, pooled, in one table per level."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sozialraum.model.measures import QUOTAS
from sozialraum.model.periods import in_order
from sozialraum.model.status import Status
from sozialraum.model.tables import BASE_LEVEL, CITY, records
from sozialraum.presentation.quality.data_notes import shown_value
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.layer import Layer
from sozialraum.presentation.views.supply_rows import rows_of
from sozialraum.presentation.words.numbers import MARKS, shown
from sozialraum.presentation.words.numbers import period as period_label

_Column = tuple[str, str, dict[str, str]]  # name, date and what its numbers are worth, area -> text


def larger_area_tables(context: Context, layers: Sequence[Layer]) -> list[dict[str, Any]]:
    """One table per level, from the smallest to the largest; the city is the last row of each.

    Columns are the headline figures of the project and the quota of each coverage, each at the newest date it has
    that is none of the years to come; quotas as they are without planned measures.

    Args:
        layers: of the Sozialräume, which say how a quota is called and which date is the newest.
    """
    table, levels = context.published.areas, context.project.planungsbezirke
    columns = [*_headline(context), *_quotas(context, layers)]
    return [
        {
            "label": context.text(level.label_plural),
            "columns": [{"label": label, "as_of": as_of} for label, as_of, _ in columns],
            "rows": [
                {"name": context.names[area_id], "cells": [cells.get(area_id, "") for _, _, cells in columns]}
                for area_id in [*sorted(map(str, table.index[table["level"] == level.level])), CITY]
            ],
        }
        for level in levels
        if columns
    ]


def _headline(context: Context) -> list[_Column]:
    """Each headline figure."""
    found = []
    table = context.published.indicators
    totals = table[(table["group"] == "") & ~table["list_only"]]
    for id_ in context.project.profile.headline:
        indicator = context.project.indicator(id_)
        rows = totals[totals["indicator_id"] == id_]
        periods = in_order(list(rows.loc[rows["value"].notna(), "period"]))
        if periods:
            unit = "" if indicator.kind == "count" else context.text(indicator.unit)
            at = rows[rows["period"] == periods[-1]]
            found.append(_column(context, context.text(indicator.short), at, indicator.decimals, unit))
    return found


def _quotas(context: Context, layers: Sequence[Layer]) -> list[_Column]:
    found = []
    by_id = {layer.id: layer for layer in layers}
    for coverage in context.project.coverage:
        layer = by_id.get(f"{coverage.id}_quota")
        if layer is not None and layer.newest:
            rows = rows_of(context, coverage, QUOTAS[coverage.measure])
            at = rows[rows["period"] == layer.newest]
            found.append(_column(context, layer.short, at, layer.decimals, layer.unit))
    return found


def _column(context: Context, name: str, rows: pd.DataFrame, decimals: int, unit: str) -> _Column:
    """Figures of one date; a mark that all of larger areas and the city bear is said once, behind the date."""
    words = context.words
    levels = context.published.areas["level"]
    own = [row for row in records(rows) if levels.get(row["area_id"]) != BASE_LEVEL]
    told = {str(row["status"]) for row in own if shown_value(row["value"]) is not None}
    mark = told.pop() if len(told) == 1 else ""
    lifted = mark if mark in MARKS else ""
    date = period_label(str(rows["period"].iloc[0]), words) if len(rows) else ""
    texts = {
        str(row["area_id"]): shown(
            shown_value(row["value"]),
            str(Status.NORMAL)
            if row["status"] == lifted and shown_value(row["value"]) is not None
            else row["status"],
            decimals,
            unit,
            words,
        )
        for row in own
    }
    return name, f"{date}, {words(f'status.{lifted}')}" if lifted else date, texts

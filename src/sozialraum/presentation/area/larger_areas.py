"""Planungsbezirke and other larger areas: their headline figures and supply, pooled, in one table per level."""

from typing import Any

import pandas as pd

from sozialraum.model.measures import QUOTAS
from sozialraum.model.periods import in_order
from sozialraum.model.tables import CITY, records
from sozialraum.presentation.quality.data_notes import shown_value
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.numbers import shown


def larger_area_tables(context: Context) -> list[dict[str, Any]]:
    """One table per level, from the smallest to the largest; the city is the last row of each.

    Columns are the headline figures of the project and the quota of each coverage, each at the newest date it has.
    """
    table, levels = context.published.areas, context.project.planungsbezirke
    columns = [*_headline(context), *_quotas(context)]
    return [
        {
            "label": context.text(level.label_plural),
            "columns": [
                {"label": label, "as_of": period_label(period, context.words)} for label, period, _ in columns
            ],
            "rows": [
                {"name": context.names[area_id], "cells": [cells.get(area_id, "") for _, _, cells in columns]}
                for area_id in [*sorted(map(str, table.index[table["level"] == level.level])), CITY]
            ],
        }
        for level in levels
        if columns
    ]


def _headline(context: Context) -> list[tuple[str, str, dict[str, str]]]:
    """(name, date, area -> text) of each headline figure."""
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
            found.append((context.text(indicator.short), periods[-1], _texts(context, at, indicator.decimals, unit)))
    return found


def _quotas(context: Context) -> list[tuple[str, str, dict[str, str]]]:
    found = []
    table = context.published.measures
    for coverage in context.project.coverage:
        rows = table[(table["measure_id"] == QUOTAS[coverage.measure]) & (table["target_group"] == coverage.id)]
        periods = in_order(list(rows["period"]))
        if periods:
            unit = context.words(f"coverage.unit_quota_{coverage.measure}")
            at = rows[rows["period"] == periods[-1]]
            found.append((context.text(coverage.short), periods[-1], _texts(context, at, 1, unit)))
    return found


def _texts(context: Context, rows: pd.DataFrame, decimals: int, unit: str) -> dict[str, str]:
    return {
        str(row["area_id"]): shown(shown_value(row["value"]), row["status"], decimals, unit, context.words)
        for row in records(rows)
    }

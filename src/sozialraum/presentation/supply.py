"""The block of one Sozialraum about supply: per offer children, places, needed and missing places."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from sozialraum.model.measures import ALL_PLACES, CHILDREN, MISSING, NEEDED, OF_NEED, PLACES, QUOTAS, UNKNOWN_HOUSES
from sozialraum.model.periods import in_order
from sozialraum.model.rules import Coverage
from sozialraum.model.tables import CITY, records
from sozialraum.presentation.data_notes import shown_value
from sozialraum.presentation.numbers import number, shown
from sozialraum.presentation.numbers import period as period_label
from sozialraum.presentation.page_data import CityPages
from sozialraum.presentation.views.coverage import children_dates

LINES = (PLACES, ALL_PLACES, CHILDREN, NEEDED, MISSING, OF_NEED, UNKNOWN_HOUSES)
COLUMNS = ("area_id", "measure_id", "period", "value", "status")
Cells = Mapping[tuple[str, str], Mapping[str, Any]]
DECIMALS = {NEEDED: 1, MISSING: 1, OF_NEED: 1}


def supply_tiles(pages: CityPages, area_id: str) -> list[dict[str, Any]]:
    """One tile per coverage with figures, each at the newest date of the places."""
    return [
        tile for coverage in pages.context.project.coverage if (tile := _tile(pages, coverage, area_id)) is not None
    ]


def _tile(pages: CityPages, coverage: Coverage, area_id: str) -> dict[str, Any] | None:
    context, words = pages.context, pages.context.words
    both = pd.concat([context.measures_of[area_id], context.measures_of[CITY]])
    own = records(both.loc[both["target_group"] == coverage.id, list(COLUMNS)])
    periods = in_order([row["period"] for row in own])
    if not periods:
        return None
    at = {(row["area_id"], row["measure_id"]): row for row in own if row["period"] == periods[-1]}
    quota = QUOTAS[coverage.measure]
    unit = words(f"coverage.unit_quota_{coverage.measure}")
    value, city = _text(pages, at, area_id, quota, 1, unit), _text(pages, at, CITY, quota, 1, unit)
    rows = [
        (words(f"supply.{measure}"), _text(pages, at, area_id, measure, DECIMALS.get(measure, 0), ""))
        for measure in LINES
        if (area_id, measure) in at and not _nothing_silent(at, area_id, measure)
    ]
    if coverage.target_quota_pct is not None:
        target = words(
            "coverage.target",
            value=number(coverage.target_quota_pct, 1, words),
            source=context.text(coverage.target_source),
        )
        rows.append((words("info.target"), target))
    if dates := children_dates(context, coverage):
        rows.append((words("info.dates"), dates))
    layer = next(layer for layer in pages.layers if layer.id == f"{coverage.id}_quota")
    return {
        "label": layer.label,
        "value": value,
        "city": city,
        "compare": None,
        "judgement": "none",
        "rows": rows,
        "formula": layer.formula,
        "as_of": period_label(periods[-1], words),
        "office": layer.office or None,
        "note": layer.sentences.get((periods[-1], area_id)),
    }


def _nothing_silent(at: Cells, area_id: str, measure: str) -> bool:
    return measure == UNKNOWN_HOUSES and shown_value(at[area_id, measure]["value"]) == 0


def _text(pages: CityPages, at: Cells, area_id: str, measure: str, decimals: int, unit: str) -> str:
    words = pages.context.words
    if (area_id, measure) not in at:
        return words("status.O")
    cell = at[area_id, measure]
    return shown(shown_value(cell["value"]), str(cell["status"]), decimals, unit, words)

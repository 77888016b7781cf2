"""What makes the index of each area, and on which ranks it could lie: the numbers behind bars and ranges."""

from typing import Any

import pandas as pd

from sozialraum.model.lage import all_parts
from sozialraum.model.measures import (
    CENTRING,
    FIELD_PART,
    INDEX,
    PART,
    RANK,
    RANK_MEDIAN,
    ROBUST,
    TOP_THREE,
)
from sozialraum.model.periods import in_order
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.lage_words import FEWEST_FOR_THREE
from sozialraum.presentation.views.layer import numbers_of
from sozialraum.presentation.views.layer_json import rounded
from sozialraum.presentation.words.numbers import half_away

DIGITS = 3
EXACT_DIGITS = 9  # of what is added up and rounded on the page, so that it reads there as on an area's own page
Cells = dict[tuple[str, str], float]


def lage_data(context: Context) -> dict[str, Any] | None:
    """Contributions and rank ranges of every area at every date of the index; None without an index."""
    table = context.published.measures
    rows = table[table["measure_id"] == INDEX]
    if context.project.lage_index is None or rows.empty:
        return None
    words, periods = context.words, in_order(list(rows["period"]))
    parts = _parts(context, table)
    centring = _cells(table, CENTRING)
    return {
        "layer": INDEX,
        "periods": periods,
        "parts": [part for part, _ in parts],
        "terms": [[_exact(context, cells, period) for _, cells in parts] for period in periods],
        "centring": [_exact(context, centring, period) for period in periods],
        "note": words(_note(parts, centring)),
        "ranks": [_ranks(context, table, period) for period in periods],
        "rank_note": words("lage_rank.note"),
    }


def _parts(context: Context, table: pd.DataFrame) -> list[tuple[dict[str, str], Cells]]:
    """(what a bar is, its values): an indicator each, or a whole Handlungsfeld where no exact parts of it exist."""
    index, project = context.project.lage_index, context.project
    labels = {field.id: context.text(field.label) for field in project.handlungsfelder}
    of_field: dict[str, list[tuple[dict[str, str], Cells]]] = {}
    for id_ in all_parts(index) if index else []:
        one, cells = project.indicator(id_), _cells(table, f"{PART}{id_}")
        field = labels[one.handlungsfeld]
        part = {"id": id_, "short": context.text(one.short), "label": context.text(one.label), "field": field}
        of_field.setdefault(one.handlungsfeld, []).append((part, cells))
    found = []
    for field_id, parts in of_field.items():
        known = [part for part in parts if part[1]]
        whole = _cells(table, f"{FIELD_PART}{field_id}")
        if known:
            found += known
        elif whole:
            label = labels[field_id]
            found.append(({"id": field_id, "short": label, "label": label, "field": label}, whole))
    return found


def _note(parts: list[tuple[dict[str, str], Cells]], centring: Cells) -> str:
    if not parts:
        return "lage.note_none"
    rest = any(half_away(value, DIGITS) for value in centring.values())
    return "lage.note_centring" if rest else "lage.note_exact"


def _ranks(context: Context, table: pd.DataFrame, period: str) -> dict[str, Any] | None:
    rank = _cells(table, RANK)
    ranked = sum(when == period for when, _ in rank)
    if not ranked:
        return None
    top = _cells(table, TOP_THREE) if ranked >= FEWEST_FOR_THREE else {}
    rows = table[table["measure_id"] == RANK]
    robust = _cells(table, ROBUST)
    return {
        "rank": _row(context, rank, period),
        "low": _row(context, numbers_of(rows, "lower"), period),
        "high": _row(context, numbers_of(rows, "upper"), period),
        "median": _row(context, _cells(table, RANK_MEDIAN), period),
        "top3": _row(context, top, period, 1),
        "robust": "".join(
            " " if (period, area) not in robust else str(int(robust[period, area])) for area in context.areas
        ),
    }


def _cells(table: pd.DataFrame, measure_id: str) -> Cells:
    return numbers_of(table[table["measure_id"] == measure_id])


def _exact(context: Context, cells: Cells, period: str) -> list[float | None]:
    found = [cells.get((period, area)) for area in context.areas]
    return [None if value is None else round(value, EXACT_DIGITS) for value in found]


def _row(context: Context, cells: Cells, period: str, digits: int = DIGITS) -> list[float | int | None]:
    return [rounded(cells.get((period, area)), digits) for area in context.areas]

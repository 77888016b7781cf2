"""The block "Soziale Lage" of an area's page: class in words, what the index is made of, and how firm the rank is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sozialraum.model.measures import (
    CENTRING,
    FIELD_PART,
    INDEX,
    PART,
    RANK,
    RANK_MEDIAN,
    TYPE,
)
from sozialraum.model.tables import records
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.quality.data_notes import shown_value
from sozialraum.presentation.views.layer import Layer
from sozialraum.presentation.words.numbers import number, with_unit
from sozialraum.presentation.words.numbers import period as period_label

WIDTH, EDGE = 200, 2  # of the drawings
FEWEST = 2  # areas that have ranks
DIGITS = 2  # of the index and its parts
Rows = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Bar:
    """A bar between the zero line and its value, in units of a drawing WIDTH wide."""

    start: int
    width: int
    zero: int
    worse: bool


def lage_block(pages: CityPages, area_id: str) -> dict[str, Any] | None:
    """What the template prints of the soziale Lage at the newest date of the index; None without an index."""
    layer = _layer(pages, INDEX)
    if layer is None:
        return None
    words = pages.context.words
    period = layer.newest_with_value(area_id) or ""
    unassigned = layer.sentences.get((period, area_id), words("lage.unassigned"))
    table = pages.context.measures_of[area_id]
    own = table[table["period"] == period]
    rows: Rows = {str(row["measure_id"]): row for row in records(own)}
    value = _value(rows, INDEX)
    at = layer.class_of.get((period, area_id))
    count = number(_cell(rows, INDEX, "base") or 0, 0, words)
    return {
        "as_of": period_label(period, words),
        "class": unassigned if at is None else layer.classes[at].label,
        "value": None
        if value is None
        else words("lage_block.value", value=number(value, DIGITS, words, signed=True), count=count),
        "scale": scale(layer, period, area_id, pages),
        "dynamics": None if at is None else _dynamics(pages, period, area_id),
        "parts": _contributions(pages, rows, area_id, period) if value is not None else None,
        "rank": _rank(pages, rows, period, area_id),
        "caption": layer.caption,
    }


def scale(layer: Layer, period: str, area_id: str, pages: CityPages) -> dict[str, Any] | None:
    """The areas on the scale of the index: one strip per class, a tick per area; None where the area has no place."""
    index = pages.context.project.lage_index
    known = {area: value for (when, area), value in layer.values.items() if when == period}
    if index is None or area_id not in known or len(index.cuts) + 1 != len(layer.classes):
        return None
    low, high = min(*known.values(), index.cuts[0]), max(*known.values(), index.cuts[-1])
    room = 0.04 * (high - low) or 1.0

    def place(at: float) -> int:
        return round(WIDTH * (at - low + room) / (high - low + 2 * room))

    ends = [0, *(place(cut) for cut in index.cuts), WIDTH]
    own = layer.class_of.get((period, area_id))
    return {
        "classes": [
            {"x": start, "width": end - start, "color": one.color, "label": one.label, "own": at == own}
            for at, (start, end, one) in enumerate(zip(ends[:-1], ends[1:], layer.classes, strict=True))
        ],
        "ticks": "".join(f"M{at} 6v6" for at in sorted({place(value) for value in known.values()})),
        "own": place(known[area_id]),
    }


def _contributions(pages: CityPages, rows: Rows, area_id: str, period: str) -> dict[str, Any]:
    """Bars by Handlungsfeld, the most straining first, and what makes them add up to the index."""
    project, words = pages.context.project, pages.context.words
    known = {id_.removeprefix(PART): _value(rows, id_) for id_ in rows if id_.startswith(PART)}
    parts = {id_: value for id_, value in known.items() if value is not None}
    if not parts:
        return {"fields": [], "centring": None, "sum": "", "note": words("lage.note_none")}
    centring, total = _value(rows, CENTRING) or 0.0, _value(rows, INDEX) or 0.0
    all_bars = [*parts.values(), centring]
    low, high = min(0.0, *all_bars), max(0.0, *all_bars)
    labels = {field.id: pages.context.text(field.label) for field in project.handlungsfelder}
    field_of = {id_: project.indicator(id_).handlungsfeld for id_ in parts}
    sums = {
        field: _sum(rows, field, [value for id_, value in parts.items() if field_of[id_] == field])
        for field in set(field_of.values())
    }
    fields = [
        {
            "label": labels[field],
            "value": number(sums[field], DIGITS, words, signed=True),
            "rows": [
                {
                    "label": pages.context.text(project.indicator(id_).label),
                    "figures": _figures(pages, id_, area_id, period),
                    "value": number(parts[id_], DIGITS, words, signed=True),
                    "bar": bar(parts[id_], low, high),
                }
                for id_ in sorted(parts, key=lambda one: (-parts[one], one))
                if field_of[id_] == field
            ],
        }
        for field in sorted(sums, key=lambda one: (-sums[one], one))
    ]
    shown = number(centring, DIGITS, words, signed=True)
    nothing = number(0, DIGITS, words, signed=True)
    return {
        "fields": fields,
        "centring": None if shown == nothing else {"value": shown, "bar": bar(centring, low, high)},
        "sum": number(total, DIGITS, words, signed=True),
        "note": words("lage.note_exact" if shown == nothing else "lage.note_centring"),
    }


def bar(value: float, low: float, high: float) -> Bar:
    """The bar of a value on the scale from `low` <= 0 to `high` >= 0; at least one unit wide."""
    step = (WIDTH - 2 * EDGE) / ((high - low) or 1.0)
    zero, at = round(EDGE - low * step), round(EDGE + (value - low) * step)
    return Bar(min(zero, at), max(abs(at - zero), 1), zero, value > 0)


def _rank(pages: CityPages, rows: Rows, period: str, area_id: str) -> dict[str, Any] | None:
    """The rank with its range, never without; right is more strained, as everywhere on the page."""
    layer, areas = _layer(pages, RANK), _cell(rows, INDEX, "base") or 0
    rank, low, high = _value(rows, RANK), _cell(rows, RANK, "lower"), _cell(rows, RANK, "upper")
    if layer is None or rank is None or low is None or high is None or areas < FEWEST:
        return None
    words, median = pages.context.words, _value(rows, RANK_MEDIAN)
    robust = layer.class_of.get((period, area_id))

    def place(at: float) -> int:
        return round(EDGE + (WIDTH - 2 * EDGE) * (areas - at) / (areas - 1))

    return {
        "text": layer.sentences.get((period, area_id), ""),
        "robust": None if robust is None else layer.classes[robust].label,
        "x": place(high),
        "width": max(place(low) - place(high), 1),
        "own": place(rank),
        "median": None if median is None else place(median),
        "last": words("lage_block.rank_last", rank=number(areas, 0, words)),
        "first": words("lage_block.rank_first"),
    }


def _dynamics(pages: CityPages, period: str, area_id: str) -> str | None:
    """Status and dynamics in words with the date compared, or why there is none; None without such a layer."""
    layer = _layer(pages, TYPE)
    if layer is None:
        return None
    at, said = layer.class_of.get((period, area_id)), layer.sentences.get((period, area_id), "")
    if at is not None and said:  # the class stands above it already
        return said
    return pages.context.words("lage_block.dynamics", what=layer.short, text=said) if said else None


def _figures(pages: CityPages, indicator_id: str, area_id: str, period: str) -> str | None:
    """Value of an indicator and of the city at the date of the index."""
    words = pages.context.words
    layer = _layer(pages, indicator_id)
    if layer is None or (period, area_id) not in layer.values:
        return None
    value, city = layer.values[(period, area_id)], layer.city.get(period)
    text = with_unit(value, layer.decimals, layer.unit, words)
    if city is None or city.value is None:
        return text
    return words("lage_block.figures", value=text, city=with_unit(city.value, layer.decimals, layer.unit, words))


def _sum(rows: Rows, field: str, parts: list[float]) -> float:
    stated = _value(rows, f"{FIELD_PART}{field}")
    return sum(parts) if stated is None else stated


def _layer(pages: CityPages, id_: str) -> Layer | None:
    return next((one for one in pages.layers if one.id == id_), None)


def _value(rows: Rows, id_: str) -> float | None:
    return _cell(rows, id_, "value")


def _cell(rows: Rows, id_: str, column: str) -> float | None:
    return shown_value(rows[id_][column]) if id_ in rows else None

"""One thing the map can show: its meaning in words, its values per date and area, its classes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from sozialraum.model.status import Status
from sozialraum.presentation.numbers import period as period_label
from sozialraum.presentation.texts import Texts


@dataclass(frozen=True)
class CityValue:
    """Value of the whole city at one date."""

    value: float | None
    status: str
    why: str = ""


@dataclass(frozen=True)
class Change:
    """Change to an earlier date, for each area and the city."""

    since: str
    values: Mapping[str, float]
    city: float | None


@dataclass(frozen=True)
class ClassEntry:
    """One box of the legend."""

    color: str
    label: str
    code: str | None = None


@dataclass(frozen=True)
class Layer:
    """What a choropleth, a map of symbols, the field of Lage and Versorgung or a mere list consists of.

    Args:
        values: (period, area_id) -> value; unrounded.
        statuses: (period, area_id) -> status letter; absent means missing.
        class_of: (period, area_id) -> number of the class.
        sentences: (period, area_id) -> what has to be said of this one value.
        kind: "choropleth", "bivariate" or "list".
        symbols: counts: circles by size instead of colour.
        only_city: no area has a figure of its own at any date, the city has.
    """

    id: str
    group: str
    kind: str
    label: str
    short: str
    unit: str
    decimals: int
    polarity: str
    polarity_word: str
    info: list[tuple[str, str]]
    periods: list[str]
    values: Mapping[tuple[str, str], float]
    statuses: Mapping[tuple[str, str], str]
    city: Mapping[str, CityValue]
    class_of: Mapping[tuple[str, str], int] = field(default_factory=dict)
    classes: list[ClassEntry] = field(default_factory=list)
    class_note: str = ""
    sentences: Mapping[tuple[str, str], str] = field(default_factory=dict)
    changes: Mapping[str, Change] = field(default_factory=dict)
    change_unit: str = ""
    symbols: bool = False
    caption: str | None = None
    why_list: str | None = None
    only_city: bool = False
    axes: Mapping[str, Any] | None = None
    breaks: tuple[str, ...] = ()
    source_ids: tuple[str, ...] = ()
    office: str = ""
    formula: str = ""

    def status(self, period: str, area_id: str) -> str:
        return self.statuses.get((period, area_id), str(Status.MISSING))

    def newest_with_value(self, area_id: str) -> str | None:
        """The last date for which this area has a value, else the last date of all."""
        dates = [period for period in self.periods if (period, area_id) in self.values]
        return dates[-1] if dates else (self.periods[-1] if self.periods else None)


def layer_json(layer: Layer, areas: list[str], words: Texts) -> dict[str, Any]:
    """The layer as the page's scripts read it; areas by their number in `areas`."""
    return {
        "id": layer.id,
        "group": layer.group,
        "kind": layer.kind,
        "label": layer.label,
        "short": layer.short,
        "unit": layer.unit,
        "unit_words": _unit_words(layer.unit, words),
        "decimals": layer.decimals,
        "why_list": layer.why_list,
        "polarity": layer.polarity,
        "polarity_word": layer.polarity_word,
        "info": [list(pair) for pair in layer.info],
        "caption": layer.caption,
        "periods": [
            {"id": period, "label": period_label(period, words), "break_before": period in layer.breaks}
            for period in layer.periods
        ],
        "classes": [{"color": one.color, "label": one.label, "code": one.code} for one in layer.classes],
        "class_note": layer.class_note,
        "axes": layer.axes,
        "symbols": layer.symbols,
        "v": [[_plain(layer.values.get((period, area))) for area in areas] for period in layer.periods],
        "c": [[layer.class_of.get((period, area), -1) for area in areas] for period in layer.periods],
        "s": ["".join(layer.status(period, area) for area in areas) for period in layer.periods],
        "w": [
            {
                str(number): layer.sentences[(period, area)]
                for number, area in enumerate(areas)
                if (period, area) in layer.sentences
            }
            for period in layer.periods
        ],
        "city": [_city(layer.city.get(period)) for period in layer.periods],
        "change": [_change(layer, period, areas) for period in layer.periods],
        "change_unit": layer.change_unit,
    }


def by_period_and_area(rows: pd.DataFrame, column: str) -> dict[tuple[str, str], Any]:
    """(period, area_id) -> the column's value; NA is left out."""
    known = rows[rows[column].notna()]
    return dict(zip(zip(known["period"], known["area_id"], strict=True), known[column], strict=True))


def numbers_of(rows: pd.DataFrame, column: str = "value") -> dict[tuple[str, str], float]:
    """(period, area_id) -> number; NA is left out."""
    return {key: float(value) for key, value in by_period_and_area(rows, column).items()}


def _unit_words(unit: str, words: Texts) -> str:
    """ "in %", but "je 100" stays as it is; "" without a unit."""
    if not unit or unit.startswith(words("number.per")):
        return unit
    return words("number.in_unit", unit=unit)


def _plain(value: float | None) -> float | int | None:
    if value is None:
        return None
    rounded = float(f"{value:.6g}") if abs(value) < 1e6 else value
    return int(rounded) if rounded == int(rounded) else rounded


def _city(value: CityValue | None) -> dict[str, Any]:
    if value is None:
        return {"v": None, "s": str(Status.MISSING), "w": None}
    return {"v": _plain(value.value), "s": value.status, "w": value.why or None}


def _change(layer: Layer, period: str, areas: list[str]) -> dict[str, Any] | None:
    change = layer.changes.get(period)
    if change is None or change.since not in layer.periods:
        return None
    return {
        "from": layer.periods.index(change.since),
        "v": [_plain(change.values.get(area)) for area in areas],
        "city": _plain(change.city),
    }

"""A layer as the scripts of a page read it: lists by date and area, as compact as they can be."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sozialraum.model.status import Status
from sozialraum.model.tables import CITY
from sozialraum.presentation.views.layer import CityValue, Layer, Scale, Shortfall
from sozialraum.presentation.words.numbers import half_away
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.texts import Texts

DATES_WITH_INTERVALS = 3
LONGEST_SIGN = 3  # letters of a unit that is a sign and not a word
DIGITS, MOST_DIGITS = 6, 17  # of a value, whether before or behind the point
LARGE = 1e6  # from here on a number is given as it is
PLACE_DIGITS = 1  # of sums of places that are shown beside whole ones
BESIDE = {"more": "+", "similar": "=", "less": "-"}


def layer_json(layer: Layer, areas: list[str], words: Texts) -> dict[str, Any]:
    """The layer as the page's scripts read it; areas by their number in `areas`."""
    return {
        "id": layer.id,
        "group": layer.group,
        "kind": layer.kind,
        "label": layer.label,
        "short": layer.short,
        "unit": layer.unit,
        "unit_words": layer.unit if layer.symbols else unit_words(layer.unit, words),
        "decimals": layer.decimals,
        "why_list": layer.why_list,
        "polarity": layer.polarity,
        "polarity_word": layer.polarity_word,
        "info": [list(pair) for pair in layer.info],
        "caption": layer.caption,
        "periods": [
            {"id": period, "label": _when(layer, period, words)}
            | ({"break_before": True} if period in layer.breaks else {})
            | ({"ahead": True} if period in layer.ahead else {})
            for period in layer.periods
        ],
        "classes": [
            {"color": one.color, "label": one.label} | ({"code": one.code} if one.code else {})
            for one in layer.classes
        ],
        "class_note": layer.class_note,
        "axes": layer.axes,
        "symbols": layer.symbols,
        **({"offer": layer.offer, "part": layer.part} if layer.offer else {}),
        **_cells(layer, layer.periods, areas, words),
        "change": [_change(layer, period, areas) for period in layer.periods],
        "change_unit": layer.change_unit,
        **({"steps": list(layer.shortfall.steps), **_whom(layer.shortfall, layer, areas)} if layer.shortfall else {}),
        **({"planned": _planned(layer, layer.planned, areas, words)} if layer.planned else {}),
        **({"cells": asdict(layer.cells)} if layer.cells else {}),
        **({"scale": _scale(layer.scale, layer)} if layer.scale else {}),
    }


def _scale(scale: Scale, layer: Layer) -> dict[str, Any]:
    """The bounds as they are; the last of them is only the largest value.

    `apart`: number of the date from which on other classes hold, and the bounds of the other side.
    """
    *bounds, largest = scale.classes.upper
    told: dict[str, Any] = {"by": scale.classes.method, "upper": [*bounds, compact(largest, layer.decimals)]}
    if scale.other:
        *others, most = scale.other.upper
        told["apart"] = [layer.periods.index(scale.since), *others, compact(most, layer.decimals)]
        told |= {"late": True} if scale.late else {}
    return (
        told | ({"start": scale.start} if scale.start else {}) | ({"fixed": list(scale.fixed)} if scale.fixed else {})
    )


def _cells(layer: Layer, periods: list[str], areas: list[str], words: Texts) -> dict[str, Any]:
    """Everything of a layer that is told by date and area; where a value is withheld, not that a part of it is."""
    unsaid = words("why.parts_withheld")

    def says(at: tuple[str, str]) -> bool:
        return at in layer.sentences and (layer.sentences[at] != unsaid or layer.status(*at) != Status.WITHHELD)

    told: dict[str, Any] = {
        "v": [[compact(layer.values.get((period, area)), layer.decimals) for area in areas] for period in periods],
        "c": [[layer.class_of.get((period, area), -1) for area in areas] for period in periods],
        "s": ["".join(layer.status(period, area) for area in areas) for period in periods],
        "w": [
            {
                str(number): layer.sentences[(period, area)]
                for number, area in enumerate(areas)
                if says((period, area))
            }
            for period in periods
        ],
        "city": [_city(layer.city.get(period), layer.decimals) for period in periods],
    }
    if layer.shortfall:
        one = layer.shortfall
        for key, numbers in (("gap", one.gap), ("gap_lo", one.lower), ("gap_hi", one.upper)):
            told[key] = [_unless_empty([numbers.get((period, area)) for area in areas]) for period in periods]
        for key, sums in (("need", one.needed), ("places", one.places)):
            told[key] = [
                _unless_empty([rounded(sums.get((period, area)), PLACE_DIGITS) for area in areas])
                for period in periods
            ]
        told["sums"] = [_of_city(one, period) for period in periods]
    return told


def _whom(one: Shortfall, layer: Layer, areas: list[str]) -> dict[str, Any]:
    """The children, and by date the numbers of the areas in which a part of the balance may not be shown."""
    kids = [
        _unless_empty([rounded(one.children.get((period, area)), PLACE_DIGITS) for area in areas])
        for period in layer.periods
    ]
    closed = {
        key: [_marked([(name, period, area) in one.withheld for area in areas]) for period in layer.periods]
        for key, name in (("kids", "children"), ("need", "needed"), ("places", "places"))
    }
    return {"kids": kids, "closed": closed}


def _marked(row: list[bool]) -> list[int]:
    """Numbers of the areas that are marked."""
    return [number for number, marked in enumerate(row) if marked]


def _of_city(one: Shortfall, period: str) -> list[Any] | None:
    """What is missing in the whole city, needed and there."""
    at = (period, CITY)
    sums = [rounded(numbers.get(at), PLACE_DIGITS) for numbers in (one.needed, one.places)]
    return _unless_empty([one.gap.get(at), *sums])


def _planned(layer: Layer, planned: Layer, areas: list[str], words: Texts) -> dict[str, Any]:
    """The dates that planned measures may change, from the first to the last of them: `from` says which is first."""
    dates = [period for period in layer.periods if period in planned.periods]
    return {"from": layer.periods.index(dates[0]), **_cells(planned, dates, areas, words)}


def _unless_empty(row: list[Any]) -> list[Any] | None:
    return row if any(one is not None for one in row) else None


def _when(layer: Layer, period: str, words: Texts) -> str:
    label = period_label(period, words)
    return words("coverage.ahead", period=label) if period in layer.ahead else label


def certainty_json(layer: Layer, areas: list[str]) -> dict[str, Any]:
    """How firm the values are, as the scripts read it; only the keys for which the layer has anything.

    Intervals are rounded once, to the digits that are shown, and are given for the newest dates only: the whiskers of
    older ones would make the page much larger.
    """
    said: dict[str, Any] = {}
    one = layer.certainty
    with_interval = {period for period, _ in one.lower}
    drawn = set([period for period in layer.periods if period in with_interval][-DATES_WITH_INTERVALS:])
    if drawn:
        for key, ends in (("lo", one.lower), ("hi", one.upper)):
            said[key] = [
                [rounded(ends.get((period, area)), layer.decimals) for area in areas] if period in drawn else None
                for period in layer.periods
            ]
    if one.beside:
        said["cmp"] = _letters(layer, areas, {key: BESIDE[word] for key, word in one.beside.items()})
    if one.firm:
        said["firm"] = _letters(layer, areas, {key: str(int(firm)) for key, firm in one.firm.items()})
        said["firm_note"] = one.note
    if layer.unassigned:
        said["unassigned"] = {
            "label": layer.unassigned,
            "why": [_reasons(layer, period, areas) for period in layer.periods],
        }
    return said


def _letters(layer: Layer, areas: list[str], letters: Mapping[tuple[str, str], str]) -> list[str]:
    """Per date one letter an area, a blank where there is nothing to say; "" for a date without any."""
    rows = ["".join(letters.get((period, area), " ") for area in areas) for period in layer.periods]
    return [row if row.strip() else "" for row in rows]


def _reasons(layer: Layer, period: str, areas: list[str]) -> list[list[Any]]:
    """[reason in words, number of areas], the most frequent first, of those that are not known."""
    without = [
        area
        for area in areas
        if (period, area) not in layer.class_of and layer.status(period, area) == str(Status.MISSING)
    ]
    prefix = f"{layer.unassigned}: "  # the entry of the legend says so already
    counts = Counter(layer.sentences.get((period, area), "").removeprefix(prefix) for area in without)
    return [[why, count] for why, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if why]


def rounded(value: float | None, digits: int, shown: int | None = None) -> float | int | None:
    """A number for a script, whole ones without a point; None stays None.

    Args:
        shown: digits with which the page writes it; as many as it is given with where None is said.
    """
    if value is None:
        return None
    seen = digits if shown is None else shown
    near = half_away(value, digits)
    if half_away(near, seen) != half_away(value, seen):  # rounded up to a half that it does not reach
        near = half_away(near - math.copysign(10**-digits, value), digits)
    return compact(near, seen)


def unit_words(unit: str, words: Texts) -> str:
    """ "in %", but "je 100" and words ("Prozentpunkte", "Jahre") stay as they are; "" without a unit."""
    if not unit or unit.startswith(words("number.per")) or (len(unit) > LONGEST_SIGN and unit[0].isalpha()):
        return unit
    return words("number.in_unit", unit=unit)


def compact(value: float | None, decimals: int) -> float | int | None:
    """With six digits, or as many more as it takes to be written with `decimals` as the number itself would be."""
    if value is None:
        return None
    seen = half_away(value, decimals)
    told = (float(f"{value:.{digits}g}") for digits in range(DIGITS, MOST_DIGITS)) if abs(value) < LARGE else iter(())
    near = next((one for one in told if half_away(one, decimals) == seen), value)
    return int(near) if near == int(near) else near


def _city(value: CityValue | None, decimals: int) -> dict[str, Any] | None:
    if value is None:
        return None
    return {"v": compact(value.value, decimals), "s": value.status} | ({"w": value.why} if value.why else {})


def _change(layer: Layer, period: str, areas: list[str]) -> dict[str, Any] | None:
    change = layer.changes.get(period)
    if change is None or change.since not in layer.periods:
        return None
    digits = layer.decimals or 1  # as changeDigits in data/values.js
    return {
        "from": layer.periods.index(change.since),
        "v": [compact(change.values.get(area), digits) for area in areas],
        "city": compact(change.city, digits),
    }

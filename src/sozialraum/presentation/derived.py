"""What a page's script works out from the values of a layer itself, and need not be told: unpack.js does it."""

from collections.abc import Sequence
from math import floor, isfinite
from typing import Any

LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"  # of the classes; "-" for none
Values = Sequence[float | None]


def lean(data: dict[str, Any]) -> dict[str, Any]:
    """The data block of a page with lean layers."""
    return {**data, "layers": [without_derived(layer) for layer in data["layers"]]} if "layers" in data else data


def without_derived(layer: dict[str, Any]) -> dict[str, Any]:
    """A layer of the data block without what its values tell.

    Class numbers become one letter an area; the city is a list of values with a text of letters; a change that is
    the difference of two values as they are written ("points"), or that in percent of the earlier one ("percent"),
    says so in "as" in place of its numbers.
    """
    lean = dict(layer)
    if "c" in layer and len(layer.get("classes", ())) <= len(LETTERS):
        lean["c"] = ["".join("-" if one < 0 else LETTERS[one] for one in row) for row in layer["c"]]
    if "city" in layer:
        lean["city"] = _columns(layer["city"])
    if "planned" in layer:
        lean["planned"] = without_derived(layer["planned"])
    if "change" in layer:
        lean["change"] = [change and _change(layer, period, change) for period, change in enumerate(layer["change"])]
    return lean


def _columns(city: Sequence[dict[str, Any] | None]) -> dict[str, Any]:
    """Of the city by date: values, letters of status (blank where nothing is said of it), reasons."""
    return {
        "v": [one and one["v"] for one in city],
        "s": "".join(one["s"] if one else " " for one in city),
        "w": {str(period): one["w"] for period, one in enumerate(city) if one and "w" in one},
    }


def _change(layer: dict[str, Any], period: int, change: dict[str, Any]) -> dict[str, Any]:
    since = change["from"]
    now, then = [*layer["v"][period], _of_city(layer, period)], [*layer["v"][since], _of_city(layer, since)]
    for way in ("points", "percent"):
        worked_out = [_moved(*ends, way) for ends in zip(now, then, strict=True)]
        if _shown(layer, worked_out) == _shown(layer, [*change["v"], change["city"]]):
            return {"from": since, "as": way}
    return change


def _of_city(layer: dict[str, Any], period: int) -> float | None:
    city: dict[str, float | None] | None = layer["city"][period]
    return None if city is None else city["v"]


def _moved(now: float | None, then: float | None, way: str) -> float | None:
    if now is None or then is None or (way == "percent" and then <= 0):
        return None
    return 100 * (now - then) / then if way == "percent" else now - then


def _shown(layer: dict[str, Any], changes: Values) -> list[float | None]:
    """As the page writes them: see differenceDigits in values.js and rounded in text.js."""
    digits = layer["decimals"] if layer["symbols"] else max(1, layer["decimals"])
    scaled = [None if one is None else abs(one) * 10**digits + 0.5 + 1e-9 for one in changes]
    whole = [floor(one) if one is not None and isfinite(one) else one for one in scaled]
    return [one and (one if change and change > 0 else -one) for one, change in zip(whole, changes, strict=True)]

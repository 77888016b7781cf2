"""What a page's script works out from the values of a layer itself, and need not be told: data/unpack.js does it."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from math import floor, isfinite
from typing import Any

from sozialraum.presentation.words.numbers import exact_digits, number
from sozialraum.presentation.words.texts import Texts

LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"  # of the classes; "-" for none
FIRM = str.maketrans("+-=", "110")
Values = Sequence[float | None]


def lean(data: dict[str, Any]) -> dict[str, Any]:
    """The data block of a page with lean layers and its texts by the first part of their keys."""
    if "layers" not in data:
        return data
    texts = data.get("texts", {})
    signs = {f"number.{key}": sign for key, sign in data.get("number", {}).items()}
    words = Texts(data.get("language", ""), {**texts, **signs})
    layers = [without_labels(without_derived(layer), words) for layer in data["layers"]]
    return {**data, "layers": layers, "texts": by_part(texts)}


def by_part(texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """{"map.home": ..., "map.names": ...} -> {"map": {"home": ..., "names": ...}}; "" for a key without a dot."""
    parts: dict[str, dict[str, str]] = {}
    for key, text in texts.items():
        part, _, rest = key.rpartition(".")
        parts.setdefault(part, {})[rest] = text
    return parts


def without_derived(layer: dict[str, Any]) -> dict[str, Any]:
    """A layer of the data block without what its values tell.

    Class numbers that follow from the bounds of the classes go, others become one letter an area; whether a value is
    firm goes where its place beside the rest of the city tells it. The city is a list of values with a text of
    letters; a change that is the difference of two values as they are written ("points"), or that in percent of the
    earlier one ("percent"), says so in "as" in place of its numbers. Reasons go each with the areas it is given for.
    """
    return _without_derived(layer, layer.get("scale"))


def without_labels(layer: dict[str, Any], words: Texts) -> dict[str, Any]:
    """The layer without labels of its classes, where the page makes the same ones from bounds and values."""
    if not layer.get("scale") or not layer.get("classes") or "classes.first" not in words.entries:
        return layer
    if [one["label"] for one in layer["classes"]] != _class_labels(layer, words):
        return layer
    return {**layer, "classes": [{key: one[key] for key in one if key != "label"} for one in layer["classes"]]}


def _class_labels(layer: dict[str, Any], words: Texts) -> list[str]:
    """As data/classes.js words them: from the lowest value to the first bound, and from each bound to the next."""
    upper, decimals = layer["scale"]["upper"], layer["decimals"]
    known = [one for row in layer["v"] for one in row if one is not None]
    digits = max([exact_digits(bound, decimals) for bound in upper[:-1]], default=decimals)
    ends = [number(one, digits, words) for one in [min(known, default=upper[0]), *upper]]
    keys = ["classes.first"] + ["classes.between"] * (len(upper) - 1)
    return [words(key, low=low, high=high) for key, low, high in zip(keys, ends, ends[1:], strict=False)]


def _without_derived(layer: dict[str, Any], scale: Mapping[str, Any] | None) -> dict[str, Any]:
    lean = dict(layer)
    if "c" in layer and layer["c"] == _classed(layer["v"], scale):
        del lean["c"]
    elif "c" in layer and len(layer.get("classes", ())) <= len(LETTERS):
        lean["c"] = ["".join("-" if one < 0 else LETTERS[one] for one in row) for row in layer["c"]]
    if "firm" in layer and layer["firm"] == [row.translate(FIRM) for row in layer.get("cmp", ())]:
        del lean["firm"]
    if "city" in layer:
        lean["city"] = _columns(layer["city"])
    if "w" in layer:
        lean["w"] = [_reasons(row) for row in layer["w"]]
    if "planned" in layer:
        lean["planned"] = _without_derived(layer["planned"], scale)
    if "change" in layer:
        lean["change"] = [change and _change(layer, period, change) for period, change in enumerate(layer["change"])]
    return lean


def _classed(rows: Sequence[Values], scale: Mapping[str, Any] | None) -> list[list[int]]:
    """Number of the class of each value; -1 for no value, and for all where the layer's classes have no bounds."""
    upper = scale["upper"] if scale else []
    last = len(upper) - 1
    return [[-1 if one is None else min(bisect_left(upper, one), last) for one in row] for row in rows]


def _reasons(row: dict[str, str]) -> list[Any]:
    """[reason, areas, reason, areas, ...]."""
    areas: dict[str, list[int]] = {}
    for area, reason in row.items():
        areas.setdefault(reason, []).append(int(area))
    return [part for pair in areas.items() for part in pair]


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
    """As the page writes them: see differenceDigits in data/values.js and rounded in frame/text.js."""
    digits = layer["decimals"] if layer["symbols"] else max(1, layer["decimals"])
    scaled = [None if one is None else abs(one) * 10**digits + 0.5 + 1e-9 for one in changes]
    whole = [floor(one) if one is not None and isfinite(one) else one for one in scaled]
    return [one and (one if change and change > 0 else -one) for one, change in zip(whole, changes, strict=True)]

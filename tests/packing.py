"""The data block of a page as its scripts have it before them: what unpack.js does, once more in Python."""

import json
from typing import Any

MARK = "~"


def page_data(text: str) -> Any:
    """The data of a block's text, packed or not."""
    data = unpacked(json.loads(text))
    if isinstance(data, dict) and isinstance(data.get("layers"), list):
        data["layers"] = [with_derived(layer) for layer in data["layers"]]
    return data


def unpacked(block: Any) -> Any:
    """The data behind {"shared", "data"}; anything else as it is."""
    if not isinstance(block, dict) or set(block) != {"shared", "data"}:
        return block
    shared = block["shared"]

    def pointed(value: Any) -> Any:
        if isinstance(value, str) and value.startswith(MARK) and value[1:2] != MARK and len(value) > 1:
            return pointed(shared[int(value[1:], 36)])
        return value

    def opened(value: Any) -> Any:
        value = pointed(value)
        if isinstance(value, str):
            return value[1:] if value.startswith(MARK) else value
        if isinstance(value, list):
            return [opened(one) for one in value]
        if isinstance(value, dict) and MARK in value:
            keys = value[MARK]
            rows = [zip(keys, pointed(row), strict=True) for row in value["rows"]]
            return [{key: opened(one) for key, one in row if one != MARK} for row in rows]
        if isinstance(value, dict):
            return {key[1:] if key.startswith(MARK) else key: opened(one) for key, one in value.items()}
        return value

    return opened(block["data"])


def with_derived(layer: Any) -> Any:
    """A layer with its class numbers and changes in full."""
    layer = dict(layer)
    whole = dict(layer)
    if "c" in layer:
        whole["c"] = [
            [-1 if one == "-" else int(one, 36) for one in row] if isinstance(row, str) else row for row in layer["c"]
        ]
    if isinstance(layer.get("city"), dict):
        city = layer["city"]
        whole["city"] = layer["city"] = [
            None
            if letter == " "
            else {"v": value, "s": letter} | ({"w": city["w"][str(at)]} if str(at) in city["w"] else {})
            for at, (value, letter) in enumerate(zip(city["v"], city["s"], strict=True))
        ]
    if "planned" in layer:
        whole["planned"] = with_derived(layer["planned"])
    if "change" in layer:
        whole["change"] = [
            _change(layer, period, change) if change and "as" in change else change
            for period, change in enumerate(layer["change"])
        ]
    return whole


def _change(layer: Any, period: int, change: Any) -> Any:
    since = change["from"]
    city = [(layer["city"][at] or {}).get("v") for at in (period, since)]

    def moved(now: float | None, then: float | None) -> float | None:
        if now is None or then is None or (change["as"] == "percent" and then <= 0):
            return None
        return 100 * (now - then) / then if change["as"] == "percent" else now - then

    own = zip(layer["v"][period], layer["v"][since], strict=True)
    return {"from": since, "v": [moved(*ends) for ends in own], "city": moved(*city)}

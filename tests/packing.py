"""The data block of a page as its scripts have it before them: what data/unpack.js does, once more in Python."""

import json
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

MARK = "~"
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$()*+,-./:;=>?@[]^_&' "


def page_data(text: str) -> Any:
    """The data of a block's text, packed or not."""
    data = unpacked(json.loads(text))
    if isinstance(data, dict) and isinstance(data.get("layers"), list):
        texts = data.get("texts", {})
        if all(isinstance(own, dict) for own in texts.values()):  # by the part of the key before its first point
            data["texts"] = {
                (f"{part}." if part else "") + key: text for part, own in texts.items() for key, text in own.items()
            }
        data["layers"] = [with_labels(with_derived(layer), data) for layer in data["layers"]]
    return data


def with_labels(layer: Any, data: Any) -> Any:
    """A layer whose classes all say from where to where they go; those of the block that are not told do not."""
    if all("label" in one for one in layer.get("classes", [])):
        return layer
    upper, texts, signs = layer["scale"]["upper"], data["texts"], data["number"]
    most = layer["decimals"] + 2
    fine = [f"{bound:.{most}f}".rstrip("0").partition(".")[2] for bound in upper[:-1]]
    exact = [len(one) for one, bound in zip(fine, upper, strict=False) if abs(round(bound, most) - bound) < 1e-9]
    digits = max([layer["decimals"], *exact])
    lowest = min(one for row in layer["v"] for one in row if one is not None)

    def written(value: float) -> str:
        near = Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        text = f"{abs(near):,}".translate({ord(","): signs["thousands"], ord("."): signs["decimal"]})
        return (signs["minus"] if near < 0 else "") + text

    ends = [written(one) for one in [lowest, *upper]]
    keys = ["classes.first"] + ["classes.between"] * (len(upper) - 1)
    labels = [
        texts[key].replace("{low}", low).replace("{high}", high)
        for key, low, high in zip(keys, ends, ends[1:], strict=False)
    ]
    classes = [{"label": label} | one for label, one in zip(labels, layer["classes"], strict=True)]
    return {**layer, "classes": classes}


def data_of(page: Any) -> Any:
    """The data block of a page that a browser shows."""
    return page_data(page.text_content("#sr-data"))


def layer_of(data: Any, id_: str) -> Any:
    """A layer of the data by its id."""
    return next(layer for layer in data["layers"] if layer["id"] == id_)


def larger_layers(data: Any) -> list[Any]:
    """Layers of the larger areas as find/levels.js makes them: what the block says, city and classes of the layer."""
    larger = (data.get("larger") or {"layers": {}})["layers"] if isinstance(data, dict) else {}
    layers = {layer["id"]: layer for layer in data["layers"]} if larger else {}
    return [
        with_derived({"city": layers[id_]["city"], **told}, layers[id_].get("scale")) for id_, told in larger.items()
    ]


def unpacked(block: Any) -> Any:
    """The data behind {"shared", "data"}; anything else as it is."""
    if not isinstance(block, dict) or set(block) - {"phrases"} != {"shared", "data"}:
        return block
    shared = block["shared"]
    signs, *said = block.get("phrases", [""])
    phrases = dict(zip(signs, said, strict=True))

    def spoken(text: str) -> str:
        return "".join(spoken(phrases[letter]) if letter in phrases else letter for letter in text)

    def pointed(value: Any) -> Any:
        if isinstance(value, str) and re.match("~[0-9a-z]", value):
            return pointed(shared[int(value[1:], 36)])
        return value

    def objects(keys: list[str], rows: Any) -> Any:
        keys = [key[1:] if key.startswith(MARK) else key for key in keys]
        pairs = [zip(keys, apart(pointed(row)), strict=True) for row in apart(rows)]
        return [{key: opened(one) for key, one in row if one != MARK} for row in pairs]

    def opened(value: Any) -> Any:
        value = pointed(value)
        if isinstance(value, str):
            if value.startswith(("~=", "~:")):
                return numbers(value)
            return value[1:] if value.startswith(MARK) else spoken(value)
        if isinstance(value, list):
            return [opened(one) for one in apart(value)]
        if isinstance(value, dict) and MARK in value:
            return objects(value[MARK], value["rows"])
        if isinstance(value, dict) and len(value) == 1 and re.match("~[^~]", key := next(iter(value))):
            single = key.startswith("~.")
            made = objects(
                shared[int(key.removeprefix("~.").removeprefix("~"), 36)], [value[key]] if single else value[key]
            )
            return made[0] if single else made
        if isinstance(value, dict):
            return {key[1:] if key.startswith(MARK) else key: opened(one) for key, one in value.items()}
        return value

    return opened(block["data"])


def apart(row: list[Any]) -> list[Any]:
    """A list whose pointers that follow each other stand one by one."""
    return [
        part
        for one in row
        for part in (
            [MARK + digits for digits in one[1:].split(MARK)]
            if isinstance(one, str) and re.match("~[0-9a-z]+~", one)
            else [one]
        )
    ]


def numbers(text: str) -> list[Any]:
    """What dense.py wrote: a row of numbers, or several."""
    at = 2

    def digits(count: int) -> int:
        nonlocal at
        total = 0
        for sign in text[at : at + count]:
            total = total * len(SIGNS) + SIGNS.index(sign)
        at += count
        return total

    form = digits(1)
    decimals, width = form // 8, form % 8 + 1
    twice = digits(digits(1))
    lowest = -(twice + 1) // 2 if twice % 2 else twice // 2
    columns = digits(digits(1)) if text.startswith("~:") else None

    def number() -> float | int | None:
        nonlocal at
        if text[at] == "~":
            at += 1
            return None
        if width == 8:
            rest, weight, digit = 0, 1, 38
            while digit >= 38:
                digit = digits(1)
                rest, weight = rest + digit % 38 * weight, weight * 38
            whole = -(rest + 1) // 2 if rest % 2 else rest // 2
        else:
            whole = digits(width) + lowest
        return whole / 10**decimals if whole % 10**decimals else whole // 10**decimals

    rows: list[Any] = []
    while at < len(text):
        if columns is None:
            rows.append(number())
        elif text[at] == "|":
            at += 1
            rows.append(None)
        else:
            rows.append([number() for _ in range(columns)])
    return rows


def with_derived(layer: Any, scale: Any = None) -> Any:
    """A layer with its class numbers and changes in full."""
    layer = dict(layer)
    whole = dict(layer)
    scale = layer.get("scale", scale)
    if "c" not in layer:
        upper = scale["upper"] if scale else None
        whole["c"] = [
            [-1 if one is None or upper is None else class_at(upper, one) for one in row] for row in layer["v"]
        ]
    if "cmp" in layer and layer.get("firm_note"):
        whole.setdefault("firm", [re.sub("[+-]", "1", row).replace("=", "0") for row in layer["cmp"]])
    if "c" in layer:
        whole["c"] = [
            [-1 if one == "-" else int(one, 36) for one in row] if isinstance(row, str) else row for row in layer["c"]
        ]
    if isinstance(layer.get("city"), dict):
        city = layer["city"]
        assert set(city) == {"v", "s", "w"}, city
        whole["city"] = layer["city"] = [
            None
            if letter == " "
            else {"v": value, "s": letter} | ({"w": city["w"][str(at)]} if str(at) in city["w"] else {})
            for at, (value, letter) in enumerate(zip(city["v"], city["s"], strict=True))
        ]
    if "w" in layer:
        whole["w"] = [
            row
            if isinstance(row, dict)
            else {str(area): reason for reason, areas in zip(row[::2], row[1::2], strict=True) for area in areas}
            for row in layer["w"]
        ]
    if "planned" in layer:
        whole["planned"] = with_derived(layer["planned"], scale)
    if "change" in layer:
        whole["change"] = [
            _change(layer, period, change) if change and "as" in change else change
            for period, change in enumerate(layer["change"])
        ]
    return whole


def class_at(upper: list[float], value: float) -> int:
    """The first class whose upper bound is not below the value; the last for what lies above all."""
    return next((number for number, bound in enumerate(upper) if value <= bound), len(upper) - 1)


def _change(layer: Any, period: int, change: Any) -> Any:
    assert set(change) == {"from", "as"}, change
    since = change["from"]
    city = [(layer["city"][at] or {}).get("v") for at in (period, since)]

    def moved(now: float | None, then: float | None) -> float | None:
        if now is None or then is None or (change["as"] == "percent" and then <= 0):
            return None
        return 100 * (now - then) / then if change["as"] == "percent" else now - then

    own = zip(layer["v"][period], layer["v"][since], strict=True)
    return {"from": since, "v": [moved(*ends) for ends in own], "city": moved(*city)}

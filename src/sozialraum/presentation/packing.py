"""The data block of a page without its repetitions: what occurs more than once is written once and pointed to.

The packed form is JSON like the data itself; the page's unpack.js takes it apart:

- {"shared": [...], "data": ...}: a text "~1a" anywhere stands for the entry of `shared` with that number (base 36);
- {"~": [keys], "rows": [[...], ...]} is a list of objects whose keys are named once; "~" in a row: no such key;
- a text or a key of the data that begins with "~" has one more "~" in front.
"""

import json
from typing import Any, NamedTuple

MARK = "~"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
NUMBERS = frozenset({int, float, bool, type(None)})  # of a list of these nothing can be shared but the whole
_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
POINTER = 6  # what a pointer takes with its quotes and comma, about


class _Piece(NamedTuple):
    """A text, list or object of the data; the pieces in it go by their names."""

    leaf: Any = None  # a value in which nothing can be shared
    keys: tuple[str, ...] | None = None  # of an object, or of all objects in a list
    parts: tuple[str, ...] | None = None


def packed(data: Any) -> dict[str, Any]:
    """The same data, every repeated text, list and object once; smaller by half and more.

    Raises:
        ValueError: a number is not finite.
    """
    pieces: dict[str, _Piece] = {MARK: _Piece(MARK)}
    whole = _name(data, pieces)
    uses = _uses(whole, pieces)
    order = sorted((name for name, count in uses.items() if _worth(name, count)), key=lambda name: -uses[name])
    pointers = {name: MARK + _base36(number) for number, name in enumerate(order)}
    return {
        "shared": [_written(pieces[name], pieces, pointers) for name in order],
        "data": pointers.get(whole) or _written(pieces[whole], pieces, pointers),
    }


def _name(value: Any, pieces: dict[str, _Piece]) -> str:
    """The value as JSON, which is its name: what is written alike is one piece."""
    if isinstance(value, dict):
        keys, parts = tuple(map(_marked, value)), tuple(_name(one, pieces) for one in value.values())
        name = "{" + ",".join(f"{_encoded(key)}:{part}" for key, part in zip(keys, parts, strict=True)) + "}"
        piece = _Piece(keys=keys, parts=parts)
    elif isinstance(value, list | tuple) and len(value) > 1 and all(isinstance(one, dict) and one for one in value):
        keys = tuple(dict.fromkeys(key for one in value for key in one))
        parts = tuple(
            _row([one.get(key, MARK) for key in keys], [key in one for key in keys], pieces) for one in value
        )
        name = f"{{{_encoded(MARK)}:{_encoded(keys)},{','.join(parts)}}}"
        piece = _Piece(keys=keys, parts=(MARK, *parts))
    elif isinstance(value, list | tuple) and not NUMBERS.issuperset(map(type, value)):
        return _row(value, [True] * len(value), pieces)
    else:
        name = _encoded(value)
        piece = _Piece(_marked(value) if isinstance(value, str) else value)
    pieces[name] = piece
    return name


def _row(values: list[Any] | tuple[Any, ...], there: list[bool], pieces: dict[str, _Piece]) -> str:
    parts = tuple(_name(one, pieces) if has else MARK for one, has in zip(values, there, strict=True))
    name = f"[{','.join(parts)}]"
    pieces[name] = _Piece(parts=parts)
    return name


def _uses(whole: str, pieces: dict[str, _Piece]) -> dict[str, int]:
    """How often a piece would be written; what is in a repeated one counts once. Only pieces that can be shared."""
    uses: dict[str, int] = {}
    waiting = [whole]
    while waiting:
        name = waiting.pop()
        piece = pieces[name]
        if piece.parts is None and not isinstance(piece.leaf, str | list | tuple):
            continue
        uses[name] = uses.get(name, 0) + 1
        if uses[name] == 1:
            waiting += [part for part in reversed(piece.parts or ()) if part != MARK]
    return uses


def _worth(name: str, count: int) -> bool:
    return (count - 1) * len(name) > count * POINTER


def _written(piece: _Piece, pieces: dict[str, _Piece], pointers: dict[str, str]) -> Any:
    if piece.parts is None:
        return piece.leaf
    parts = [pointers.get(part) or _written(pieces[part], pieces, pointers) for part in piece.parts]
    if piece.keys is None:
        return parts
    if piece.parts[:1] == (MARK,):
        return {MARK: list(piece.keys), "rows": parts[1:]}
    return dict(zip(piece.keys, parts, strict=True))


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits


def _marked(text: str) -> str:
    return MARK + text if text.startswith(MARK) else text

"""The data block of a page without its repetitions: what occurs more than once is written once and pointed to.

The packed form is JSON like the data itself; the page's data/unpack.js takes it apart:

- {"shared": [...], "data": ...}: a text "~1a" anywhere stands for the entry of `shared` with that number (base 36);
- "~1a~~2b" in a list is several entries of it: these pointers, and between them that a key is not there;
- {"~": [keys], "rows": [[...], ...]} is a list of objects whose keys are named once; "~" in a row: no such key;
- {"~1a": [[...], ...]} is such a list whose keys are that entry of `shared`, {"~.1a": [...]} one such object;
- a text that begins with "~=" or "~:" is a row of numbers or several, see dense.py;
- {"phrases": ["Āā", "soziale ", "Ālage"]} beside them: a letter stands for its phrase in every other text, see
  phrases.py;
- a text or a key of the data that begins with "~" has one more "~" in front.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from sozialraum.presentation.page.dense import dense_row, dense_rows
from sozialraum.presentation.page.phrases import shortened

MARK = "~"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
NUMBERS = frozenset({int, float, bool, type(None)})  # of a list of these nothing can be shared but the whole
_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
MANY = 40_000  # letters of texts from which on phrases are looked for: on the page of one area they would save little
POINTING = re.compile(f"{MARK}[0-9a-z]+")
POINTER = 6  # what a pointer takes with its quotes and comma, about


class _Keys(tuple[str, ...]):
    """Keys of objects, in which no sign stands for a phrase."""


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
    worth = {name: count for name, count in uses.items() if _worth(len(name), count)}
    keys = _repeated_keys(uses, worth, pieces)
    entries: list[tuple[int, str | _Keys]] = [*((count, name) for name, count in worth.items())]
    entries += [(count, one) for one, count in keys.items()]
    order = [entry for _, entry in sorted(entries, key=lambda one: -one[0])]
    pointers = _Pointers({}, {})
    for number, one in enumerate(order):
        if isinstance(one, str):
            pointers.pieces[one] = MARK + _base36(number)
        else:
            pointers.keys[one] = _base36(number)
    written = [_written(pieces[one], pieces, pointers) if isinstance(one, str) else one for one in order]
    return _with_phrases(written, pointers.pieces.get(whole) or _written(pieces[whole], pieces, pointers))


def _with_phrases(shared: list[Any], data: Any) -> dict[str, Any]:
    """The block with signs for phrases where there is much text."""
    texts = [*_texts(shared), *_texts(data)]
    if sum(map(len, texts)) < MANY:
        return {"shared": [list(one) if isinstance(one, _Keys) else one for one in shared], "data": data}
    short, phrases = shortened(texts)
    signs = ["".join(phrases), *phrases.values()]
    return {"phrases": signs, "shared": _replaced(shared, short), "data": _replaced(data, short)}


def _texts(value: Any) -> Iterator[str]:
    """Texts of the written form that are words, without keys."""
    if isinstance(value, str):
        if not value.startswith(MARK):
            yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key != MARK:
                yield from _texts(one)
    elif isinstance(value, list | tuple) and not isinstance(value, _Keys):
        for one in value:
            yield from _texts(one)


def _replaced(value: Any, short: dict[str, str]) -> Any:
    if isinstance(value, str):
        return short.get(value, value)
    if isinstance(value, dict):
        return {key: one if key == MARK else _replaced(one, short) for key, one in value.items()}
    if isinstance(value, _Keys):
        return list(value)
    return [_replaced(one, short) for one in value] if isinstance(value, list | tuple) else value


class _Pointers(NamedTuple):
    """What stands in `shared`: pieces by name with their pointers, keys of objects with their numbers."""

    pieces: dict[str, str]
    keys: dict[tuple[str, ...], str]


def _repeated_keys(uses: dict[str, int], worth: dict[str, int], pieces: dict[str, _Piece]) -> dict[_Keys, int]:
    """Keys of objects, and of lists of objects, that would be written often, with how often."""
    counts: dict[tuple[str, ...], int] = {}
    for name, count in uses.items():
        keys = pieces[name].keys
        if keys:
            counts[keys] = counts.get(keys, 0) + (1 if name in worth else count)
    return {_Keys(keys): count for keys, count in counts.items() if _worth(len(_encoded(keys)), count)}


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
        piece = _Piece(keys=tuple(map(_marked, keys)), parts=(MARK, *parts))
    elif isinstance(value, list | tuple) and not NUMBERS.issuperset(map(type, value)):
        return _rows_of_numbers(value, pieces) or _row(value, [True] * len(value), pieces)
    elif isinstance(value, list | tuple):
        text = dense_row(value)
        name = _encoded(value) if text is None else _dense(text)
        piece = _Piece(value if text is None else text)
    else:
        name = _encoded(value)
        piece = _Piece(_marked(value) if isinstance(value, str) else value)
    pieces[name] = piece
    return name


def _rows_of_numbers(value: list[Any] | tuple[Any, ...], pieces: dict[str, _Piece]) -> str | None:
    """Rows of one length as one text; None for anything else."""
    text = dense_rows(value)
    if text is None:
        return None
    name = _dense(text)
    pieces[name] = _Piece(text)
    return name


def _dense(text: str) -> str:
    """A name that no text of the data has."""
    return f"{MARK}{_encoded(text)}"


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


def _worth(length: int, count: int) -> bool:
    return (count - 1) * length > count * POINTER


def _written(piece: _Piece, pieces: dict[str, _Piece], pointers: _Pointers) -> Any:
    if piece.parts is None:
        return piece.leaf
    parts = [pointers.pieces.get(part) or _written(pieces[part], pieces, pointers) for part in piece.parts]
    if piece.keys is None:
        return _in_runs(parts)
    number = pointers.keys.get(piece.keys)
    if piece.parts[:1] == (MARK,):
        rows = _in_runs(parts[1:])
        return {MARK + number: rows} if number else {MARK: list(piece.keys), "rows": rows}
    return {f"{MARK}.{number}": _in_runs(parts)} if number else dict(zip(piece.keys, parts, strict=True))


def _in_runs(parts: list[Any]) -> list[Any]:
    """Pointers that follow each other in a list as one text."""
    runs: list[Any] = []
    begun = False
    for one in parts:
        pointer = isinstance(one, str) and POINTING.fullmatch(one) is not None
        if begun and (pointer or one == MARK):
            runs[-1] += one
        else:
            runs.append(one)
            begun = pointer
    return runs


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits


def _marked(text: str) -> str:
    return MARK + text if text.startswith(MARK) else text

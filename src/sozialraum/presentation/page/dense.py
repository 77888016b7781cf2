"""Rows of numbers as short text: every number of a row takes the same few signs, so neither commas nor points stand.

"~=" begins one row, "~:" several rows of one length. Then, in digits of base 76 (the highest first):

- one digit: 8 × decimals + signs a number takes - 1;
- the number that all are counted from, in steps of the last decimal: how many digits, then those of 2n, or of
  -2n - 1 for a negative n;
- of several rows: how many digits, then how many numbers a row has;
- the numbers; "~" is one that is not there (null), "|" a whole row that is not there.

Where numbers differ much in size, eight "signs a number takes" mean: as many as it needs. Then 2n (-2n - 1) stands in
digits of base 38, the lowest first, each that is followed by another 38 places further on; none is counted from.

Exact: a number is its steps divided by a power of ten, which is the very number its decimal digits are read as.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

MARK, ROW, ROWS, NOTHING, NO_ROW = "~", "~=", "~:", "~", "|"
# no digits (they would look like numbers), no double or back quote, backslash, "<", braces or "%"
SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$()*+,-./:;=>?@[]^_&' "
BASE = len(SIGNS)
WIDEST, MOST_DECIMALS = 7, 8
AS_NEEDED = WIDEST + 1
HALF = BASE // 2
EXACT = 2**52  # twice that a browser still counts exactly
SHORTEST = 4  # numbers of a row for which it is tried
Row = Sequence[float | None]


def dense_row(row: Sequence[Any]) -> str | None:
    """One row as text; None where it holds anything but numbers and null, or would not become shorter."""
    steps = _steps([row]) if len(row) >= SHORTEST else None
    return None if steps is None else _shorter(ROW + _head(*steps[1:]) + _body(steps), row)


def dense_rows(rows: Sequence[Any]) -> str | None:
    """Rows of one length, some of them null, as one text; None as for one row."""
    there = [row for row in rows if row is not None]
    if len(there) < 2 or not all(isinstance(row, list | tuple) for row in there):
        return None
    length = len(there[0])
    if length < SHORTEST or any(len(row) != length for row in there):
        return None
    steps = _steps(rows)
    return None if steps is None else _shorter(ROWS + _head(*steps[1:]) + _counted(length) + _body(steps), rows)


def _shorter(text: str, plain: Any) -> str | None:
    return text if len(text) + 2 < len(json.dumps(plain, separators=(",", ":"))) else None


_Steps = tuple[list[list[int | None] | None], int, int, int]


def _steps(rows: Sequence[Row | None]) -> _Steps | None:
    """(numbers in steps of the last decimal, decimals, signs a number, the smallest); None if that is not exact."""
    flat = [one for row in rows if row is not None for one in row if one is not None]
    if not flat or any(type(one) is not int and type(one) is not float for one in flat):
        return None
    decimals = max(_decimals(one) for one in flat)
    if decimals > MOST_DECIMALS:
        return None
    scale = 10**decimals
    whole = [None if row is None else [None if one is None else round(one * scale) for one in row] for row in rows]
    told = [one for row in whole if row is not None for one in row if one is not None]
    if any(abs(n) >= EXACT or n / scale != one or repr(one) == "-0.0" for n, one in zip(told, flat, strict=True)):
        return None
    lowest, highest = min(told), max(told)
    width = _width(highest - lowest)
    if width > WIDEST or sum(map(_needed, told)) < width * len(told):
        return whole, decimals, AS_NEEDED, 0
    return whole, decimals, width, 0 if lowest > 0 and _width(highest) == width else lowest


def _decimals(number: float) -> int:
    text = repr(number)
    if "e" in text or "n" in text:
        return MOST_DECIMALS + 1
    _, _, behind = text.partition(".")
    return 0 if behind == "0" else len(behind)


def _width(span: int) -> int:
    width = 1
    while span >= BASE**width:
        width += 1
    return width


def _needed(number: int) -> int:
    return len(_as_needed(number))


def _as_needed(number: int) -> str:
    rest, text = _unsigned(number), ""
    while rest >= HALF:
        rest, digit = divmod(rest, HALF)
        text += SIGNS[HALF + digit]
    return text + SIGNS[rest]


def _unsigned(number: int) -> int:
    return 2 * number if number >= 0 else -2 * number - 1


def _head(decimals: int, width: int, lowest: int) -> str:
    return _digits(8 * decimals + width - 1, 1) + _counted(_unsigned(lowest))


def _counted(number: int) -> str:
    width = _width(number) if number else 0
    return _digits(width, 1) + _digits(number, width)


def _digits(number: int, width: int) -> str:
    text = ""
    for _ in range(width):
        number, digit = divmod(number, BASE)
        text = SIGNS[digit] + text
    return text


def _body(steps: _Steps) -> str:
    rows, _, width, lowest = steps

    def one_of(number: int) -> str:
        return _as_needed(number) if width == AS_NEEDED else _digits(number - lowest, width)

    def written() -> Iterator[str]:
        for row in rows:
            if row is None:
                yield NO_ROW
            else:
                yield from (NOTHING if one is None else one_of(one) for one in row)

    return "".join(written())

"""What the page's data/coded.js and map/squares.js do, once more in Python."""

from typing import Any

from sozialraum.presentation.reach.coded import ALPHABET, BASE


def decoded(text: str) -> list[int]:
    """The numbers of a text."""
    numbers, rest, weight = [], 0, 1
    for sign in text:
        digit = ALPHABET.index(sign)
        rest, weight = rest + digit % BASE * weight, weight * BASE
        if digit < BASE:
            numbers.append(-(rest + 1) // 2 if rest % 2 else rest // 2)
            rest, weight = 0, 1
    return numbers


def squares_of(told: dict[str, Any]) -> list[tuple[int, int, int]]:
    """(column, row, span) of each square of a page, columns and rows from the first control point."""
    west, south = told["lattice"]["column"], told["lattice"]["row"]
    found = []
    for span, text in told["squares"]:
        across = (told["lattice"]["columns"] - 1) * told["lattice"]["step"] // span + 2
        numbers, place = decoded(text), 0
        for empty, filled in zip(numbers[::2], numbers[1::2], strict=True):
            for at in range(place + empty, place + empty + filled + 1):
                strip, column = divmod(at // 4, across)
                row = 4 * strip + at % 4
                found.append(((column + west // span) * span - west, (row + south // span) * span - south, span))
            place += empty + filled + 1
    return found


def values_of(text: str, kinds: int) -> list[int]:
    """Runs of equal values, value by value."""
    return [number % kinds for number in decoded(text) for _ in range(number // kinds + 1)]

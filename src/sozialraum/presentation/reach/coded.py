"""Whole numbers as short text: most coordinates and counts of cells take one character.

A number n becomes 2n, a negative one -2n - 1; that is written in digits of base 43, the lowest first; a digit that
is followed by another stands 43 places further on in the alphabet. The page's data/coded.js reads it.
"""

from collections.abc import Iterable

# no quotes, backslash, "<" or "&", which JSON, scripts or HTML would write longer; "~", "|", space have a meaning
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+,-./:;=>?@[]^_{}"
BASE = len(ALPHABET) // 2


def coded(numbers: Iterable[int]) -> str:
    """The numbers, one after the other, as text."""
    return "".join(_one(number) for number in numbers)


def _one(number: int) -> str:
    rest = 2 * number if number >= 0 else -2 * number - 1
    text = ""
    while rest >= BASE:
        rest, digit = divmod(rest, BASE)
        text += ALPHABET[BASE + digit]
    return text + ALPHABET[rest]

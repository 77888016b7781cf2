"""Keys made of digits that a spreadsheet took for numbers: zeros lost in front, decimals gained behind."""

import re
from collections.abc import Collection, Iterable

from sozialraum.model.intake import Rule

DIGITS = re.compile(r"[0-9]+")
WITH_DECIMALS = re.compile(r"([0-9]+)[.,]0{1,2}")
EXPONENT = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{1,3}")
GROUPED = re.compile(r"[0-9]{1,3}(?:[.,'’\s][0-9]{3})+")


def key_lengths(levels: Iterable[Collection[str]]) -> frozenset[int]:
    """The lengths of keys, of those levels on which every key is made of digits and all are of one length."""
    lengths = [{len(key) if DIGITS.fullmatch(key) else 0 for key in keys} for keys in levels]
    return frozenset(found.pop() for found in lengths if len(found) == 1 and 0 not in found)


def restored(texts: Collection[str], known: Collection[str], lengths: Collection[int]) -> dict[str, tuple[str, Rule]]:
    """The known keys behind texts of one column that a spreadsheet damaged, and what happened to each.

    A number has no zeros in front, so a text may have lost some if it starts with none and, filled up to a length
    that keys have, is one key and no other. One text of the column that is too short and cannot be filled up
    shows that the column holds something else: then nothing is restored.

    Args:
        texts: those of the column that are no key as they stand.
        known: keys of the project.
        lengths: from `key_lengths`.
    """
    longest = max(lengths, default=0)
    found: dict[str, tuple[str, Rule]] = {}
    for text in texts:
        digits = _whole(text)
        if not digits:
            continue
        rule = Rule.LEADING_ZERO if digits == text else Rule.DECIMALS
        filled = {digits.zfill(length) for length in lengths if length > len(digits)} if _is_number(digits) else set()
        meant = {digits} if digits in known else {key for key in filled if key in known}
        if len(meant) == 1:
            found[text] = (meant.pop(), rule)
        elif len(digits) < longest:
            return {}
    return found


def same_keys(texts: Iterable[str], wanted: Iterable[str]) -> dict[str, str]:
    """Which texts of a column mean a wanted key that lost its zeros or gained decimals -> that key.

    Only where the column proves it: the wanted key itself does not occur, no number of the column has a zero in
    front and, if the key has one, none is longer than the key.
    """
    different = set(texts)
    numbers = {text: _whole(text) for text in different if _whole(text)}
    kept_zeros = any(not _is_number(digits) for digits in numbers.values())
    longest = max(map(len, numbers.values()), default=0)
    meant = {
        key.lstrip("0") or "0": key
        for key in wanted
        if DIGITS.fullmatch(key) and key not in different and (_is_number(key) or longest <= len(key))
    }
    if kept_zeros:
        return {}
    return {text: meant[digits] for text, digits in numbers.items() if digits in meant}


def is_rounded(text: str) -> bool:
    """Whether a text is a number in exponent form, whose last digits are gone."""
    return EXPONENT.fullmatch(text) is not None


def is_grouped(text: str, known: Collection[str], lengths: Collection[int]) -> bool:
    """Whether a text is a known key that was shown with signs between its thousands."""
    if not GROUPED.fullmatch(text):
        return False
    digits = "".join(DIGITS.findall(text))
    return any(digits.zfill(length) in known for length in lengths if length >= len(digits))


def _is_number(digits: str) -> bool:
    return digits == (digits.lstrip("0") or "0")


def _whole(text: str) -> str:
    damaged = WITH_DECIMALS.fullmatch(text)
    digits = damaged[1] if damaged else text
    return digits if DIGITS.fullmatch(digits) else ""

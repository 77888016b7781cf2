"""Which known names are most like an unknown one: for naming candidates to a person, never for matching."""

import difflib
from collections.abc import Iterable, Mapping
from heapq import nsmallest

MOST_ALIKE, ALIKE = 3, 0.5  # candidates that are named, and how like the text they must be
LOOKED_AT = 20  # names with most pairs of signs in common, the only ones that are compared sign by sign


def sign_pairs(forms: Iterable[str]) -> dict[str, frozenset[str]]:
    """Each text -> every two signs that stand side by side in it, its ends included."""
    return {form: _pairs(form) for form in forms}


def most_alike(form: str, known: Mapping[str, frozenset[str]]) -> list[str]:
    """The known texts most like this one, the best first; none where nothing is like it.

    Args:
        known: from `sign_pairs`.
    """
    pairs = _pairs(form)
    likely = nsmallest(LOOKED_AT, known, key=lambda other: (-len(pairs & known[other]), other))
    return difflib.get_close_matches(form, likely, n=MOST_ALIKE, cutoff=ALIKE)


def _pairs(form: str) -> frozenset[str]:
    padded = f" {form} "
    return frozenset(padded[place : place + 2] for place in range(len(padded) - 1))

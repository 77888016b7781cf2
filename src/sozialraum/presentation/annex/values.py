"""Figures -> what stands in a cell: a number, rounded as it is read, or the word for why there is none."""

import pandas as pd

from sozialraum.model.status import MARKED, Status
from sozialraum.model.whole_places import whole_missing, whole_spare
from sozialraum.presentation.annex.sheet import Cell
from sozialraum.presentation.planning.figures import Figure
from sozialraum.presentation.words.numbers import half_away
from sozialraum.presentation.words.texts import Texts

EXACT = 1e-9  # a difference below this is one of binary fractions


def word(status: str, words: Texts) -> str:
    """Why there is no number."""
    told = status if status not in {Status.NORMAL, *MARKED} else Status.MISSING
    return words(f"status.{told}")


def counted(status: str, words: Texts) -> str:
    """What a number is worth."""
    return words("annex.counted") if status == Status.NORMAL else words(f"status.{status}")


def whole(figure: Figure, words: Texts) -> Cell:
    """Children: half a child is none."""
    return word(figure.status, words) if figure.value is None else _rounded(figure.value, 0)


def tenths(figure: Figure, words: Texts) -> Cell:
    """Rates, and places that are not rounded to whole ones yet."""
    return word(figure.status, words) if figure.value is None else _rounded(figure.value, 1)


def places(figure: Figure, words: Texts) -> Cell:
    """Places: whole ones where they are, else with one decimal (a house that is open for a part of the year)."""
    if figure.value is None:
        return word(figure.status, words)
    near = abs(figure.value - round(figure.value)) < EXACT
    return round(figure.value) if near else _rounded(figure.value, 1)


def balance(missing: Figure, spare: Figure, words: Texts) -> Cell:
    """Whole places: below zero so many are missing, above so many are spare.

    Source: docs/methods.md#ganze-plaetze
    """
    if missing.value is None or spare.value is None:
        return word(missing.status, words)
    return _net(missing.value, spare.value)


def reach(missing: Figure, spare: Figure) -> tuple[Cell, Cell]:
    """(at best, at worst) of the balance; nothing where no bounds are known or where the number is withheld.

    One side alone has bounds where the other stays 0 between them.
    """
    bounds = (missing.lower, missing.upper, spare.lower, spare.upper)
    if Status.WITHHELD in {missing.status, spare.status} or all(one is None for one in bounds):
        return None, None
    least, most = _bounds(missing)
    fewest, highest = _bounds(spare)
    return _side(least, highest), _side(most, fewest)


def number(value: object, status: str, words: Texts, decimals: int = 0) -> Cell:
    """A number of a table, as it is where it is whole."""
    if pd.isna(value):  # type: ignore[call-overload]  # a cell is one value
        return word(status, words)
    return _rounded(float(str(value)), decimals)


def _bounds(figure: Figure) -> tuple[float | None, float | None]:
    return (
        figure.value if figure.lower is None else figure.lower,
        figure.value if figure.upper is None else figure.upper,
    )


def _side(missing: float | None, spare: float | None) -> Cell:
    """Nothing where a side has no end: how many places there are at most may be unknown."""
    return None if missing is None or spare is None else _net(missing, spare)


def _net(missing: float, spare: float) -> int:
    gone = whole_missing(missing)
    return -gone if gone else whole_spare(spare)


def _rounded(value: float, decimals: int) -> int | float:
    """Half away from zero, as everywhere a number is shown."""
    near = half_away(value, decimals)
    return near if decimals else int(near)

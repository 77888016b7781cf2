"""Both passes on the files of an edition: what can be read, worked out or narrowed down that must not be."""

import math
from collections.abc import Mapping

from attack.known import Cell, Equation, Known
from attack.ranges import Range, ranges
from attack.truth import Secret

PLANNING = ("children|", "applications|", "offers|", "houses|")
RESIDENCE = ("places_by_residence", "places_from_outside", "children_elsewhere", "applications_without_place")
GUESSED = 2  # values that stay possible even for somebody who guesses rightly


def narrowed(
    known: Known,
    secrets: Mapping[Cell, Secret],
    few: int,
    needs: int,
) -> list[str]:
    """Each secret that is told, or of which too few values are possible, and each small number that follows exactly.

    Somebody who guesses rightly that few are few must be left with two values, everybody else with as many as are
    needed.

    Args:
        known: what an edition tells, and what a stranger finds to hold between it.
        secrets: the truth that must not be told.
        few: the smallest count that may be shown.
        needs: so many values must stay possible where the truth is not among the secrets.
    """
    equations = list(known.equations)
    rests = {cell for cell in secrets if cell[1].endswith("|rest")}
    for area, what, period in sorted(rests):
        stem = what.removesuffix("|rest")
        below, above = (area, f"{stem}|denominator", period), (area, f"{stem}|numerator", period)
        equations.append(Equation(((below, 1.0), (above, -1.0), ((area, what, period), -1.0)), because="rest"))
    told = [
        f"{cell[0]} {cell[1]} {cell[2]}: told"
        for cell in sorted(secrets)
        if cell in known.value and cell[1] not in known.negative
    ]
    low, guess = _beforehand(known, secrets)
    asked = {
        cell: secret.needs
        for cell, secret in secrets.items()
        if cell not in known.value and (cell in known.withheld or cell in rests)
    }
    others = [cell for cell in known.withheld if _of_children(cell[1])]
    asked |= {cell: needs for cell in others if cell not in asked and cell not in known.value}
    guessed = ranges(equations, known.value, low, guess, dict.fromkeys(asked, GUESSED), known.negative)
    found = ranges(equations, known.value, low, {}, asked, known.negative)
    close = {cell: one for cell, one in guessed.items() if one.values < GUESSED}
    found = {cell: one for cell, one in found.items() if one.values < asked[cell]} | close
    leaks = [cell for cell, one in found.items() if cell in secrets or 0 < one.low < few]
    return sorted(told + [_said(cell, found[cell]) for cell in leaks])


def _of_children(what: str) -> bool:
    parts = what.split("|")
    return what.startswith(PLANNING) or (parts[0] == "measures" and parts[1] in RESIDENCE and parts[-1] == "value")


def _beforehand(known: Known, secrets: Mapping[Cell, Secret]) -> tuple[dict[Cell, float], dict[Cell, float]]:
    """What is known of numbers withheld: not 0 where zeros are shown, and small ones may be guessed to be small."""
    low, high = {}, {}
    for cell in known.withheld:
        parts = cell[1].split("|")
        single = parts[0] != "indicators" or (parts[-1] == "value" and not _is_ratio(cell, known))
        if single and cell[1] not in known.negative and _counts_people(cell[1]):
            low[cell] = 1.0
    same = _told_elsewhere(known)
    for cell, secret in secrets.items():
        area, what, period = cell
        below = (area, f"{what.removesuffix('|numerator')}|denominator", period)
        base = known.value.get(below, same.get(below, 0.0))
        if what in known.negative:
            low[cell] = -secret.most if secret.most is not None else -math.inf
        elif what.endswith("|denominator") or (what.endswith("|numerator") and base >= secret.base):
            low[cell] = 1.0  # the row is not withheld for its base, so it is for a numerator that is not 0
        if secret.most is not None:
            high[cell] = secret.most
    return low, high


def _told_elsewhere(known: Known) -> dict[Cell, float]:
    """Cells that are not told, but are the same as one that is."""
    found = {}
    for equation in known.equations:
        if equation.because == "same":
            (one, _), (other, _) = equation.terms
            for gone, told in ((one, other), (other, one)):
                if gone not in known.value and told in known.value:
                    found[gone] = known.value[told]
    return found


def _counts_people(what: str) -> bool:
    return what.startswith("indicators|") or _of_children(what)


def _is_ratio(cell: Cell, known: Known) -> bool:
    stem = cell[1].rpartition("|")[0]
    return any(one in known.ratios for one in (stem, stem.rpartition("|")[0] + "|"))


def _said(cell: Cell, one: Range) -> str:
    return f"{cell[0]} {cell[1]} {cell[2]}: {one.low:g} to {one.high:g}"

"""Figures that are the same in every area are taken for the same children, whatever they are called."""

from collections.abc import Iterable, Mapping

import pandas as pd

from sozialraum.analysis.ledger.ledger import LINKS, SAME, Ledger, cell_key
from sozialraum.model.tables import frame

ENOUGH = 3  # so many different numbers are no accident
Column = tuple[str, ...]  # beginnings of cell keys whose sum is one figure of each area: see stems
BREAK = "\x1f"


def stems(cells: pd.DataFrame) -> dict[Column, dict[str, float]]:
    """Every figure of a ledger by itself: the beginning of its keys, which end with the area -> area -> value."""
    found: dict[Column, dict[str, float]] = {}
    known = cells[cells["value"].notna() & (cells["area_id"] != "")]
    for key, area, value in zip(known["cell"], known["area_id"], known["value"], strict=True):
        found.setdefault((key.rsplit(BREAK, 1)[0],), {})[str(area)] = float(value)
    return found


def added(columns: Mapping[Column, Mapping[str, float]], which: Iterable[Column]) -> dict[str, float]:
    """The sum of several figures for each area that has all of them."""
    wanted = [columns[one] for one in which]
    areas = set(wanted[0]).intersection(*wanted[1:])
    return {area: sum(one[area] for one in wanted) for area in sorted(areas)}


def same_figures(
    ours: Mapping[Column, Mapping[str, float]],
    others: Mapping[Column, Mapping[str, float]],
    areas: Iterable[str],
    stated: Iterable[tuple[Column, Column]] = (),
) -> Ledger:
    """Figures that are equal in every Sozialraum.

    Args:
        ours: figure, or several whose sum it is -> area -> value.
        others: likewise.
        areas: the Sozialräume.
        stated: pairs of which the project itself says that they count the same children; they need not differ much.

    Returns:
        No cells; for each area where both have the same value that they are one (table SAME), or, of sums, that
        there is no difference. A figure with fewer than three different numbers may be equal by accident, so it is
        taken for the same only where stated.
    """
    base = list(areas)
    of_numbers: dict[tuple[float, ...], list[Column]] = {}
    for column, values in others.items():
        if all(area in values for area in base):
            of_numbers.setdefault(tuple(values[area] for area in base), []).append(column)
    pairs = {
        (own, other)
        for own, values in ours.items()
        if all(area in values for area in base) and len({values[area] for area in base} - {0.0}) >= ENOUGH
        for other in of_numbers.get(tuple(values[area] for area in base), ())
    }
    for own, other in stated:
        mine, theirs = ours.get(own, {}), others.get(other, {})
        both = [area for area in base if area in mine and area in theirs]
        if both and all(mine[area] == theirs[area] for area in both):
            pairs.add((own, other))
    same: list[dict[str, object]] = []
    links: list[dict[str, object]] = []
    for own, other in sorted(pairs):
        for area in sorted(set(ours[own]) & set(others[other])):
            if own == other or ours[own][area] != others[other][area]:
                continue
            left, right = ([f"{one}{BREAK}{area}" for one in column] for column in (own, other))
            if len(left) == len(right) == 1:
                same.append({"cell": left[0], "other": right[0]})
                continue
            name = BREAK.join(("same", *own, "=", *other, area))
            links += [{"relation": name, "cell": cell, "factor": 1.0} for cell in left]
            links += [{"relation": name, "cell": cell, "factor": -1.0} for cell in right]
    return Ledger(links=frame(LINKS, links), same=frame(SAME, same))


def stem(what: str, period: str, group: str = "") -> str:
    """The beginning of the keys of a figure in every area."""
    return cell_key("", what, period, group).rsplit(BREAK, 1)[0]

"""Counts of people within one distance, a longer one, and so on: which of them an edition may tell.

They rise to all people of an area, so a difference of two is a count, too; and Sozialräume add up to larger areas.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from sozialraum.analysis.access.edition.beside import Beside


@dataclass(frozen=True)
class Sum:
    """Counts of some Sozialräume that follow from those of larger areas, if all of these are told.

    Args:
        totals: numbers of the larger areas.
        parts: numbers of the Sozialräume.
    """

    totals: tuple[int, ...]
    parts: tuple[int, ...]


def withheld_of_groups(
    together: np.ndarray,
    counts: Mapping[str, np.ndarray],
    beside: Mapping[str, Beside],
    sums: Sequence[Sum],
    min_count: float,
    first: Sequence[int] = (),
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Which counts of several groups together must not be told: those of which one group's must not, and their own.

    Another question may ask for one of the groups alone; what is told of both must not tell the rest.

    Args:
        together: as for `withheld`, of all groups.
        counts: of each group.
        beside: of each group, what other counts mean for it.
        sums: from sums_of_areas.
        min_count: from how many people on a count may be told.
        first: columns that are told rather than others.

    Returns:
        What is withheld of all together, and of each group.
    """
    each = {name: withheld(one, sums, min_count, beside[name], first) for name, one in counts.items()}
    of_all = Beside(
        np.logical_or.reduce([*each.values()]),
        np.logical_and.reduce([one.known for one in beside.values()]),
        np.maximum.reduce([one.room for one in beside.values()]),
    )
    return withheld(together, sums, min_count, of_all, first), each


def withheld(
    counts: np.ndarray, sums: Iterable[Sum], min_count: float, beside: Beside, first: Sequence[int] = ()
) -> np.ndarray:
    """Which counts must not be told (areas, columns).

    Args:
        counts: (areas, columns) of people, rising from left to right; the last column is all people of the area.
        sums: from sums_of_areas.
        min_count: from how many people on a count may be told.
        beside: what other counts mean for these.
        first: columns that are told rather than others where not all can be.

    Returns:
        True for a count that differs from the next told one on either side by a small number, and for others that
        keep these from being worked out: in every sum at least two are withheld, and one of them has room for
        min_count people more or less.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    order = [*first, *(column for column in range(counts.shape[1] - 1) if column not in first)]
    rows = zip(counts, beside.gone, strict=True)
    hidden = np.array([_small_steps(row, lost, order, min_count) for row, lost in rows]).reshape(counts.shape)
    waiting, todo = True, sorted(sums, key=lambda one: len(one.parts))  # what helps in a part helps in the whole
    while waiting:
        waiting = False
        for one in todo:
            for column in range(counts.shape[1]):
                waiting |= _guarded(counts, hidden, beside, one, column, min_count)
    return hidden


def sums_of_areas(members: Mapping[str, list[str]], levels: Mapping[str, str]) -> list[Sum]:
    """Every sum of Sozialräume that larger areas tell: by themselves, by the difference of two, by what is left over.

    Args:
        members: area of any level -> its Sozialräume; areas are numbered in this order.
        levels: area -> its level.
    """
    number = {area: at for at, area in enumerate(members)}
    inside = {area: frozenset(parts) for area, parts in members.items() if parts != [area]}
    found: dict[tuple[int, ...], frozenset[str]] = {(number[area],): parts for area, parts in inside.items()}
    for one, other in combinations(inside, 2):
        small, large = sorted((one, other), key=lambda area: len(inside[area]))
        if inside[small] < inside[large]:
            found[number[large], number[small]] = inside[large] - inside[small]
    whole = max(inside, key=lambda area: len(inside[area]), default=None)
    for level in sorted({levels[area] for area in inside if area != whole}):
        beside = [area for area in inside if levels[area] == level and area != whole]
        for left_out in ["", *beside]:
            others = [area for area in beside if area != left_out]
            if whole is None or sum(len(inside[area]) for area in others) != len(_joined(inside, others)):
                continue  # they overlap: no sum
            totals = (number[whole], *(number[area] for area in others))
            found[totals] = inside[whole] - _joined(inside, others)
    return [
        Sum(totals, tuple(sorted(number[part] for part in parts if part in number)))
        for totals, parts in found.items()
        if parts
    ]


def _joined(inside: Mapping[str, frozenset[str]], areas: list[str]) -> frozenset[str]:
    return frozenset().union(*(inside[area] for area in areas))


def _small(count: float, min_count: float) -> bool:
    return 0 < count < min_count


def _small_steps(row: np.ndarray, gone: np.ndarray, order: Sequence[int], min_count: float) -> np.ndarray:
    """Of one area: hidden where the step from or to the next told count is small."""
    hidden = np.ones(len(row), dtype=bool)
    hidden[-1] = gone[-1] or _small(row[-1], min_count)
    for column in order if not hidden[-1] else ():
        below, above = _steps(row, hidden, column)
        hidden[column] = gone[column] or _small(below, min_count) or _small(above, min_count)
    return hidden


def _guarded(counts: np.ndarray, hidden: np.ndarray, beside: Beside, one: Sum, column: int, min_count: float) -> bool:
    """Withhold one more count where a sum would tell a withheld one; whether that was needed."""
    unknown = hidden[:, column] & ~beside.known[:, column]
    gone = [part for part in one.parts if unknown[part]]
    rooms = {part: min(_room(counts, hidden, part, column), beside.room[part, column]) for part in one.parts}
    if unknown[list(one.totals)].any() or not gone:
        return False
    if len(gone) > 1 and any(rooms[part] >= min_count for part in gone):
        return False
    last = column == counts.shape[1] - 1
    # all people of an area follow from a count that is as large, so the whole row goes with them
    free = [part for part in one.parts if not hidden[part, column] and not beside.known[part, column]]
    wide = {part: counts[part, column] if last else rooms[part] for part in free}
    wide = {part: room for part, room in wide.items() if room >= min_count}
    if wide:
        part = min(wide, key=lambda at: (wide[at], at))
        hidden[part, slice(None) if last else column] = True
        return True
    helping = [total for total in one.totals if not beside.known[total, column]]
    hidden[helping[-1:] or one.totals[-1:], slice(None) if last else column] = True
    return bool(helping)


def _room(counts: np.ndarray, hidden: np.ndarray, area: int, column: int) -> float:
    """By how much a count may be wrong either way as far as the told ones on both sides of it tell."""
    return min(_steps(counts[area], hidden[area], column))


def _steps(row: np.ndarray, hidden: np.ndarray, column: int) -> tuple[float, float]:
    """From the last told count to this one, and from this one to the next."""
    before, after = row[:column][~hidden[:column]], row[column + 1 :][~hidden[column + 1 :]]
    here = float(row[column])
    return here - float(before.max(initial=0.0)), float(after.min(initial=np.inf)) - here

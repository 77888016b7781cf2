"""Two counts of the same people by different marks: what they tell together."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from sozialraum.analysis.access.aggregation import NEARLY
from sozialraum.analysis.access.areas import Belonging, sums_of


@dataclass(frozen=True)
class Told:
    """Counts of one group that an edition tells.

    Args:
        holds: (cells, columns) which places count in each.
        hidden: (areas, columns) what is withheld.
    """

    holds: np.ndarray
    hidden: np.ndarray


@dataclass(frozen=True)
class Beside:
    """What counts of a group told already mean for its new ones, all (areas, columns).

    Args:
        gone: new counts that would tell a small one together with a told one.
        known: new counts that follow from a told one, so that to withhold them hides nothing.
        room: by how much a new count may be wrong either way as far as told ones say.
    """

    gone: np.ndarray
    known: np.ndarray
    room: np.ndarray


def alone(gone: np.ndarray) -> Beside:
    """Where nothing else is told: what must not be told in any case, and no more."""
    return Beside(gone, np.zeros(gone.shape, dtype=bool), np.full(gone.shape, np.inf))


def told_beside(
    holds: np.ndarray,
    earlier: Iterable[Told],
    heads: np.ndarray,
    lived: np.ndarray,
    where: Belonging,
    min_count: float,
) -> Beside:
    """What counts of a group tell together with counts told already.

    Two marks (a school within 1 km, a non-denominational one within 1 km) part the people of an area in four: both,
    only one, only the other, neither. Where nobody can be in one of the four, because it has no inhabited place, two
    counts and the number of all people tell the other three.

    Args:
        holds: (cells, columns) which places count in each of the new counts.
        earlier: what is told of the same group.
        heads: (cells,) people of the group.
        lived: (cells,) places where anybody lives.
        where: which place lies in which area.
        min_count: from how many people on a count may be told.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    shape = (where.areas, holds.shape[1])
    gone, known, room = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool), np.full(shape, np.inf)
    weights = heads.astype(float), lived.astype(float)
    every = [sums_of(one, where) for one in weights]
    for told in earlier:
        for mark, hidden in zip(told.holds.T, told.hidden.T, strict=True):
            first = [sums_of(one * mark, where) for one in weights]
            for column, other in enumerate(holds.T):
                people, places = (
                    _in_four(whole, one, sums_of(weight * other, where), sums_of(weight * (mark & other), where))
                    for whole, one, weight in zip(every, first, weights, strict=True)
                )
                both, one, two, neither = places < 0.5
                same = (one & two) | (
                    both & neither
                )  # the same count, or of the others: withheld there, withheld here
                gone[:, column] |= hidden & same
                known[:, column] |= ~hidden & same
                small = (people > NEARLY) & (people < min_count)
                gone[:, column] |= ~hidden & (places < 0.5).any(axis=0) & small.any(axis=0)
                # nobody is only in the new one: it is at most the told one, what it lacks is who is only in that; ...
                ends = np.where([two, one, both, neither], people[[1, 2, 3, 0]], np.inf).min(axis=0)
                room[:, column] = np.where(hidden, room[:, column], np.minimum(room[:, column], ends))
    return Beside(gone, known & ~gone, room)


def _in_four(every: np.ndarray, one: np.ndarray, other: np.ndarray, both: np.ndarray) -> np.ndarray:
    """Counts of both, only one, only the other, neither (4, areas)."""
    return np.stack([both, one - both, other - both, every - one - other + both])

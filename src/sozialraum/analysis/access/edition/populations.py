"""Other populations of which all that is told is true, each for many small numbers at once."""

from itertools import pairwise

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, hstack, identity

from sozialraum.analysis.access.edition.ranges import NEARLY, Ranges, Told, rows_of, standing_for_all
from sozialraum.analysis.access.edition.solving import solved

SWAPPED = 48  # places that are compared with each other
PASSES = 2  # other populations sought for the same numbers


def moved_together(told: Told, ranges: Ranges, truth: np.ndarray, columns: np.ndarray) -> None:
    """Seek other populations in which as many secrets as possible are larger or smaller."""
    own = csr_matrix(ranges.matrix[:, columns])
    part, low, high = told_once(told, columns)
    swaps = swapped_places(part, low, high, truth[columns])
    if swaps.shape[1]:
        moved = own @ swaps
        np.minimum(ranges.least, moved.min(axis=1).toarray().ravel(), out=ranges.least)
        np.maximum(ranges.most, moved.max(axis=1).toarray().ravel(), out=ranges.most)
    mine = np.diff(own.indptr) > 0
    few = np.union1d(standing_for_all(told, truth, [columns]), columns[own[mine & ~ranges.free()].indices])
    raised(told, ranges, truth, few, np.flatnonzero(mine))


def raised(told: Told, ranges: Ranges, truth: np.ndarray, columns: np.ndarray, secrets: np.ndarray) -> None:
    """Seek other populations of these unknowns in which as many of the secrets as possible are larger or smaller."""
    part, low, high = told_once(told, columns)
    for _ in range(PASSES):
        open_ = secrets[~ranges.free()[secrets]]
        aims = ranges.matrix[:, columns][open_]
        for sign in (1.0, -1.0) if len(open_) else ():
            change = _moved(part, low, high, csr_matrix(sign * aims), truth[columns], ranges.needs - 1.0)
            if change is not None:
                ranges.seen(change, columns)
        if 2 * ranges.free()[open_].sum() < len(open_):
            return


def swapped_places(part: csr_matrix, low: np.ndarray, high: np.ndarray, truth: np.ndarray) -> csc_matrix:
    """Changes (unknowns, swaps) in which people of one place live in another instead, as many as can.

    Only places that all equations count alike, and of these such as lie side by side in what else is told.
    """
    rows = part.toarray()
    exact = high - low < NEARLY
    _, alike = np.unique(rows[exact], axis=1, return_inverse=True)
    loose, least, most = rows[~exact], low[~exact], high[~exact]
    order = np.lexsort([*loose[::-1], alike.reshape(-1)])
    ends = np.flatnonzero(np.diff(alike.reshape(-1)[order], prepend=-1, append=-1))
    tos: list[np.ndarray] = []
    froms: list[np.ndarray] = []
    rooms: list[np.ndarray] = []
    for start, end in pairwise(ends):
        for at in range(start, end, SWAPPED):
            places = order[at : min(at + SWAPPED, end)]
            change = (
                loose[:, places, None] - loose[:, None, places]
            )  # one person more in the first, less in the second
            with np.errstate(divide="ignore", invalid="ignore"):
                far = np.where(change > 0, most[:, None, None] / change, least[:, None, None] / change)
            far[change == 0] = np.inf
            room = np.minimum(far.min(axis=0, initial=np.inf), truth[places][None, :])
            to, out = np.nonzero(room > NEARLY)
            tos, froms, rooms = [*tos, places[to]], [*froms, places[out]], [*rooms, room[to, out]]
    count = sum(map(len, rooms))
    if not count:
        return csc_matrix((len(truth), 0))
    number = np.tile(np.arange(count), 2)
    values = np.concatenate([*rooms, *(-room for room in rooms)])
    return csc_matrix((values, (np.concatenate([*tos, *froms]), number)), shape=(len(truth), count))


def told_once(told: Told, columns: np.ndarray) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """What is told of some unknowns, with the narrower ends: what holds for an area may hold for larger ones, too."""
    part, rows = rows_of(told, columns)
    low, high = told.low[rows], told.high[rows]
    known: dict[bytes, int] = {}
    keys = [
        part.indices[a:b].tobytes() + part.data[a:b].tobytes()
        for a, b in zip(part.indptr[:-1], part.indptr[1:], strict=True)
    ]
    place = np.array([known.setdefault(key, len(known)) for key in keys], dtype=int)
    least, most = np.full(len(known), -np.inf), np.full(len(known), np.inf)
    np.maximum.at(least, place, low)
    np.minimum.at(most, place, high)
    _, first = np.unique(place, return_index=True)
    return part[first], least, most


def _moved(
    part: csr_matrix, low: np.ndarray, high: np.ndarray, aims: csr_matrix, truth: np.ndarray, far: float
) -> np.ndarray | None:
    """The change that raises the most sums, each up to `far`; None where none is found."""
    count, size = aims.shape
    cost = np.concatenate([np.zeros(size), -np.ones(count)])
    limits = (
        np.concatenate([-truth, np.full(count, -np.inf)]),
        np.concatenate([np.full(size, np.inf), np.full(count, far)]),
    )
    goals = hstack([-aims, identity(count)])
    free = csr_matrix((part.shape[0], count))
    found = solved(cost, csr_matrix(hstack([part, free])), low, high, csr_matrix(goals), np.zeros(count), limits)
    return None if found is None else found.change[:size]

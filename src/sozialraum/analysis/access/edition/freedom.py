"""Whether small numbers stay free beside all that is told, and what must not be told so that they do.

Somebody who knows all that is told can say of a number no more than the smallest and largest value it has in any
population of which all of that is true. So one other population of which it is true is a proof. Such populations
are sought in one part of the city at a time, the rest as it is; one for many numbers at once; and only for numbers of
which none is found, in all parts that are unsure. What then stands in the way is not told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csc_matrix, csr_matrix, hstack, identity, vstack

from sozialraum.analysis.access.edition.claims import Claim, Name
from sozialraum.analysis.access.edition.secrets import Secret

NEARLY = 1e-6
SWAPPED = 48  # places that are compared with each other
PASSES = 2  # other populations sought for many numbers at once
MOST_UNKNOWNS = 600  # at a time
MOST_OF_ALL = 4000  # before a count is not told
ALIKE = 2  # of the places elsewhere that all equations count alike so many stand for all
WIDE = 400  # numbers looked at in more than their own part; of all others only their own part is


@dataclass(frozen=True)
class _Told:
    """Claims as deviations from the truth: low <= matrix @ change <= high, and what each would be withheld as."""

    matrix: csc_matrix
    low: np.ndarray
    high: np.ndarray
    claims: Sequence[Claim]
    gone: np.ndarray


@dataclass
class _Ranges:
    """How far each secret is known to be able to change."""

    matrix: csr_matrix
    value: np.ndarray
    least: np.ndarray
    most: np.ndarray
    needs: int
    whole: bool

    def free(self) -> np.ndarray:
        low, high = self.value + self.least, self.value + self.most
        if self.whole:
            return np.asarray(np.floor(high + NEARLY) - np.ceil(low - NEARLY) + 1 >= self.needs)
        return np.asarray(high - low + 1 >= self.needs - NEARLY)

    def seen(self, change: np.ndarray, columns: np.ndarray) -> None:
        moved = self.matrix[:, columns] @ change
        np.minimum(self.least, moved, out=self.least)
        np.maximum(self.most, moved, out=self.most)


def must_go(
    claims: Sequence[Claim],
    secrets: Sequence[Secret],
    truth: np.ndarray,
    parts: Sequence[np.ndarray],
    unsure: np.ndarray,
    needs: int,
    whole: bool,
) -> frozenset[Name]:
    """Names of what must not be told so that every secret has `needs` possible values.

    Args:
        claims: all that is told or known.
        secrets: small numbers.
        truth: (unknowns,)
        parts: unknowns of each Sozialraum.
        unsure: numbers of the parts in which counts are withheld: people may be more there and fewer in another.
        needs: how many values.
        whole: whether people are whole numbers.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    if not secrets:
        return frozenset()
    told = _told(claims, truth)
    ranges = _ranges(secrets, len(truth), needs, whole)
    small = [piece for part in parts for piece in _pieces(part)]
    for columns in small:
        _many(told, ranges, truth, columns)
    part_of = np.zeros(len(truth), dtype=int)
    for number, columns in enumerate(small):
        part_of[columns] = number
    unsure_ones = [parts[one] for one in unsure]
    others = _standing_for_all(told, truth, unsure_ones)
    for number in _parts_of(ranges, part_of)[:WIDE]:
        _many(told, ranges, truth, _joined([small[number], others], MOST_UNKNOWNS))
    for turn, secret in enumerate(np.flatnonzero(~ranges.free())):
        of = secrets[int(secret)].columns
        own = [of, *(small[one] for one in np.unique(part_of[of]))]
        near = _joined([*own, others], MOST_UNKNOWNS)
        all_ = _joined([*own, *unsure_ones], MOST_OF_ALL)
        views = [near, all_] if turn < WIDE else [near]
        while views and not ranges.free()[secret]:
            claim = _in_the_way(told, ranges, truth, views[0], int(secret))
            if claim is not None and (not claim.is_count or len(views) == 1):
                told = _without(told, claim.name)
            else:
                views = views[1:]
    return frozenset(one.name for one, gone in zip(claims, told.gone, strict=True) if gone)


def _told(claims: Sequence[Claim], truth: np.ndarray) -> _Told:
    number = np.repeat(np.arange(len(claims)), [len(one.columns) for one in claims])
    columns = np.concatenate([one.columns for one in claims]) if claims else np.zeros(0, dtype=int)
    factors = np.concatenate([one.factors for one in claims]) if claims else np.zeros(0)
    matrix = csc_matrix((factors, (number, columns)), shape=(len(claims), len(truth)))
    now = matrix @ truth
    # the truth itself is always possible, even where it lies on an end by a rounding error
    low = np.minimum(np.array([one.low for one in claims]) - now, 0)
    high = np.maximum(np.array([one.high for one in claims]) - now, 0)
    return _Told(matrix, low, high, claims, np.zeros(len(claims), dtype=bool))


def _ranges(secrets: Sequence[Secret], unknowns: int, needs: int, whole: bool) -> _Ranges:
    number = np.repeat(np.arange(len(secrets)), [len(one.columns) for one in secrets])
    columns, factors = (np.concatenate(one) for one in zip(*((s.columns, s.factors) for s in secrets), strict=True))
    matrix = csr_matrix((factors, (number, columns)), shape=(len(secrets), unknowns))
    value, none = np.array([one.value for one in secrets]), np.zeros(len(secrets))
    return _Ranges(matrix, value, none, none.copy(), needs, whole)


def _pieces(part: np.ndarray) -> list[np.ndarray]:
    return [part[at : at + MOST_UNKNOWNS] for at in range(0, len(part), MOST_UNKNOWNS)]


def _parts_of(ranges: _Ranges, part_of: np.ndarray) -> np.ndarray:
    """Numbers of the parts in which secrets are not known to be free."""
    return np.unique(part_of[ranges.matrix[np.flatnonzero(~ranges.free())].indices])


def _joined(parts: Sequence[np.ndarray], most: int) -> np.ndarray:
    """The unknowns of some parts, the first ones where they are too many."""
    found = np.concatenate(parts)
    _, first = np.unique(found, return_index=True)
    return np.sort(found[np.sort(first)[:most]])


def _standing_for_all(told: _Told, truth: np.ndarray, parts: Sequence[np.ndarray]) -> np.ndarray:
    """Of some parts the unknowns with the most people among those that all equations count alike, the most first."""
    exact = csc_matrix(told.matrix[told.high - told.low < NEARLY])
    met: dict[bytes, int] = {}
    found = []
    columns = np.concatenate([*parts, np.zeros(0, dtype=int)]).astype(int)
    for column in columns[np.lexsort([columns, -truth[columns]])]:
        rows = slice(exact.indptr[column], exact.indptr[column + 1])
        key = exact.indices[rows].tobytes() + exact.data[rows].tobytes()
        met[key] = met.get(key, 0) + 1
        if met[key] <= ALIKE:
            found.append(column)
    return np.array(found, dtype=int)


def _rows(told: _Told, columns: np.ndarray) -> tuple[csr_matrix, np.ndarray]:
    """What is told of some unknowns, and the numbers of these claims."""
    part = csr_matrix(told.matrix[:, columns])
    rows = np.flatnonzero((np.diff(part.indptr) > 0) & ~told.gone)
    return part[rows], rows


def _many(told: _Told, ranges: _Ranges, truth: np.ndarray, columns: np.ndarray) -> None:
    """Seek other populations in which as many secrets as possible are larger or smaller."""
    own = csr_matrix(ranges.matrix[:, columns])
    part, low, high = _once(told, columns)
    swaps = _swaps(part, low, high, truth[columns])
    if swaps.shape[1]:
        moved = own @ swaps
        np.minimum(ranges.least, moved.min(axis=1).toarray().ravel(), out=ranges.least)
        np.maximum(ranges.most, moved.max(axis=1).toarray().ravel(), out=ranges.most)
    mine = np.diff(own.indptr) > 0
    few = np.union1d(_standing_for_all(told, truth, [columns]), columns[own[mine & ~ranges.free()].indices])
    part, low, high = _once(told, few)
    for _ in range(PASSES):
        open_ = np.flatnonzero(mine & ~ranges.free())
        aims = ranges.matrix[:, few][open_]
        for sign in (1.0, -1.0) if len(open_) else ():
            change = _moved(part, low, high, csr_matrix(sign * aims), truth[few], ranges.needs - 1.0)
            if change is not None:
                ranges.seen(change, few)
        if 2 * ranges.free()[open_].sum() < len(open_):
            return


def _swaps(part: csr_matrix, low: np.ndarray, high: np.ndarray, truth: np.ndarray) -> csc_matrix:
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


def _once(told: _Told, columns: np.ndarray) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """What is told of some unknowns, with the narrower ends: what holds for an area may hold for larger ones, too."""
    part, rows = _rows(told, columns)
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
    found = _solved(cost, csr_matrix(hstack([part, free])), low, high, csr_matrix(goals), np.zeros(count), limits)
    return None if found is None else found.change[:size]


def _in_the_way(told: _Told, ranges: _Ranges, truth: np.ndarray, columns: np.ndarray, secret: int) -> Claim | None:
    """Of what keeps a secret from changing farther what matters least; None where it is free or nothing does."""
    part, rows = _rows(told, columns)
    aim = ranges.matrix[secret, columns].toarray().ravel()
    limits = -truth[columns], np.full(len(columns), np.inf)
    named: set[int] = set()
    for sign in (1.0, -1.0):
        goal, far = csr_matrix(sign * aim), np.array([ranges.needs - 1.0])
        found = _solved(-sign * aim, part, told.low[rows], told.high[rows], goal, far, limits)
        if found is not None:
            ranges.seen(found.change, columns)
            named |= {int(one) for one in rows[found.binding]}
    if ranges.free()[secret]:
        return None
    told_ones = [told.claims[one] for one in named if told.claims[one].name != ("", "", "")]
    return min(told_ones, key=lambda one: (one.worth, one.name)) if told_ones else None


@dataclass(frozen=True)
class _Solved:
    change: np.ndarray
    binding: np.ndarray  # numbers of the inequalities without which more could be had


def _solved(
    cost: np.ndarray,
    part: csr_matrix,
    low: np.ndarray,
    high: np.ndarray,
    goals: csr_matrix,
    ends: np.ndarray,
    limits: tuple[np.ndarray, np.ndarray],
) -> _Solved | None:
    """The least cost with low <= part @ change <= high and goals @ change <= ends."""
    equal = low == high
    above, below = ~equal & np.isfinite(high), ~equal & np.isfinite(low)
    found = linprog(
        cost,
        A_ub=vstack([part[above], -part[below], goals]).toarray(),
        b_ub=np.concatenate([high[above], -low[below], ends]),
        A_eq=part[equal].toarray(),
        b_eq=high[equal],
        bounds=np.column_stack(limits).tolist(),
    )
    if found.status != 0:
        return None
    weight = np.zeros(len(low))
    sides = found.ineqlin.marginals
    weight[above] += np.abs(sides[: above.sum()])
    weight[below] += np.abs(sides[above.sum() : above.sum() + below.sum()])
    weight[equal] += np.abs(found.eqlin.marginals)
    return _Solved(np.asarray(found.x), np.flatnonzero(weight > NEARLY))


def _without(told: _Told, name: Name) -> _Told:
    gone = told.gone | np.array([one.name == name for one in told.claims])
    return replace(told, gone=gone)

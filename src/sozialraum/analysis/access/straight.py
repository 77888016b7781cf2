"""Distance as the crow flies: the nearest targets of each origin, and all pairs within a distance."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from sozialraum.analysis.access.nearest_of_many import ASKED, nearest_of_many

AT_ONCE = 500_000  # origins, so that Germany needs little memory
MANY = 10_000  # origins, from which tiles are quicker than asking the tree for each
Progress = Callable[[int, int], None]  # how much is done, of how much


@dataclass(frozen=True)
class Nearest:
    """The k nearest targets of n origins, nearest first; of two as near the lower number first."""

    distance_m: np.ndarray  # (n, k) float64; inf where there are fewer, or none can be reached
    target: np.ndarray  # (n, k) int64; -1 there


@dataclass(frozen=True)
class Pairs:
    """Origins and targets within a distance of each other, in order of origin, then target."""

    origin: np.ndarray  # (p,) int64
    target: np.ndarray  # (p,) int64
    distance_m: np.ndarray  # (p,) float64, metres


def nearest(origins: np.ndarray, targets: np.ndarray, k: int = 1, progress: Progress | None = None) -> Nearest:
    """The k nearest targets of each origin.

    Args:
        origins: points (n, 2) in metres.
        targets: points (m, 2) in metres.
        k: how many, at least 1.
        progress: told how many origins are done, of how many; of very many only those left at the end.

    Raises:
        ValueError: not points, coordinates that are no numbers, or k below 1.

    Source: docs/methods.md#luftlinie
    """
    origins, targets = checked(origins), checked(targets)
    if k < 1:
        raise ValueError("k must be at least 1")
    found = Nearest(np.full((len(origins), k), np.inf), np.full((len(origins), k), -1, dtype=np.int64))
    if not len(targets):
        return found
    tree = cKDTree(targets, balanced_tree=False, compact_nodes=False)
    most = min(k, tree.n)
    if k == 1 and len(origins) >= MANY and tree.n >= ASKED:
        found.distance_m[:, 0], found.target[:, 0], open_ = nearest_of_many(origins, tree)
        for rows in chunks(len(open_), AT_ONCE, progress):
            at = open_[rows]
            found.distance_m[at], found.target[at] = _k_nearest(tree, origins[at], 1, 2)
        return found
    for rows in chunks(len(origins), AT_ONCE, progress):
        away, which = _k_nearest(tree, origins[rows], most, min(most + 1, tree.n))
        found.distance_m[rows, :most], found.target[rows, :most] = away, which
    return found


def pairs_within(origins: np.ndarray, targets: np.ndarray, max_m: float, progress: Progress | None = None) -> Pairs:
    """All pairs at most `max_m` apart; zero is a distance.

    Args:
        origins: points (n, 2) in metres.
        targets: points (m, 2) in metres.
        max_m: metres; a pair exactly that far apart counts.
        progress: told how many origins are done, of how many.

    Raises:
        ValueError: not points, or coordinates that are no numbers.

    Source: docs/methods.md#luftlinie
    """
    origins, targets = checked(origins), checked(targets)
    pieces = [Pairs(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0))]
    tree = cKDTree(targets, balanced_tree=False)
    for rows in chunks(len(origins), AT_ONCE, progress):
        here = cKDTree(origins[rows], balanced_tree=False)
        # a little farther, so that rounding inside the tree loses no pair
        close = here.sparse_distance_matrix(tree, _a_little_more(max_m), output_type="ndarray")
        origin, target = close["i"] + rows.start, close["j"]
        away = apart(origins[origin], targets[target])
        within = away <= max_m
        origin, target, away = origin[within], target[within], away[within]
        order = np.argsort(origin * len(targets) + target)
        pieces.append(Pairs(origin[order], target[order], away[order]))
    return Pairs(
        np.concatenate([piece.origin for piece in pieces]),
        np.concatenate([piece.target for piece in pieces]),
        np.concatenate([piece.distance_m for piece in pieces]),
    )


def checked(points: np.ndarray) -> np.ndarray:
    """The points as float64 (n, 2), or ValueError."""
    points = np.asarray(points, dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != 2:
        raise ValueError("points must be an array of two columns")
    if not np.isfinite(points).all():
        raise ValueError("coordinates must be finite numbers")
    return points


def apart(points: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Straight distance of points, row by row."""
    east, north = points[..., 0] - others[..., 0], points[..., 1] - others[..., 1]
    return np.asarray(np.sqrt(east * east + north * north))


def chunks(rows: int, at_once: int, progress: Progress | None = None) -> Iterator[slice]:
    """Slices that make up all rows; progress is told after each."""
    for start in range(0, rows, at_once):
        stop = min(start + at_once, rows)
        yield slice(start, stop)
        if progress is not None:
            progress(stop, rows)


def _a_little_more(metres: float) -> float:
    return metres * (1 + 1e-9)


def _k_nearest(tree: cKDTree, origins: np.ndarray, k: int, asked: int) -> tuple[np.ndarray, np.ndarray]:
    """Distance and number (n, k) of the nearest; where the last asked for is no farther, lower numbers may follow."""
    away, which = (np.asarray(one) for one in tree.query(origins, k=np.arange(1, asked + 1)))
    tied = np.flatnonzero((away[:, 1:] == away[:, :-1]).any(axis=1))
    if len(tied):
        order = np.lexsort((which[tied], away[tied]))
        which[tied] = np.take_along_axis(which[tied], order, axis=1)
    cut = tied[away[tied, k - 1] == away[tied, -1]] if asked < tree.n else tied[:0]
    more = min(2 * asked, tree.n)
    for rows in chunks(len(cut), max(AT_ONCE // more, 1)):
        away[cut[rows], :k], which[cut[rows], :k] = _k_nearest(tree, origins[cut[rows]], k, more)
    return away[:, :k], which[:, :k]

"""Answers to the riddle of an edition: other numbers that fit all that is told, in whole people, and checked."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from sozialraum.analysis.audit.open_numbers import Flags, Floats, OpenNumbers, Places
from sozialraum.analysis.audit.riddle import NEARLY

NODES = 2000  # of a search in whole numbers
NEAR_WHOLE = 1e-5


@dataclass(frozen=True)
class Met:
    """Values that stood in some answer, as differences to the truth.

    Args:
        whole: (cells, 2 x width + 1) of people: whether the truth less `width` and so on up was met.
        least: (cells,) the smallest that was met, of all.
        most: (cells,) the largest.
    """

    whole: NDArray[np.bool_]
    least: Floats
    most: Floats

    @property
    def width(self) -> int:
        """How far from the truth values are counted, on either side."""
        return int(self.whole.shape[1]) // 2

    def values(self, cells: Places, whole: Flags) -> Floats:
        """How many values were met of each of these cells; of what is not people the width plus one."""
        return np.where(whole, self.whole[cells].sum(axis=1), self.most[cells] - self.least[cells] + 1)


def none_met(cells: int, width: int) -> Met:
    """Nothing but the truth."""
    whole = np.zeros((cells, 2 * width + 1), dtype=bool)
    whole[:, width] = True
    return Met(whole, np.zeros(cells), np.zeros(cells))


def answer(numbers: OpenNumbers, cost: Floats, in_whole: bool = False) -> Floats | None:
    """The answer with the least cost, as a difference to the truth; None where the search finds none.

    Args:
        numbers: what may move.
        cost: of each number.
        in_whole: in whole people; else fractions of people may be in it.
    """
    found = milp(
        cost,
        integrality=numbers.whole.astype(int) if in_whole else None,
        bounds=Bounds(numbers.least, numbers.most),
        constraints=LinearConstraint(numbers.matrix, numbers.low, numbers.high),
        options={"node_limit": NODES} if in_whole else {},
    )
    return None if found.x is None else np.asarray(found.x, dtype=float)


def note(met: Met, numbers: OpenNumbers, moved: Floats) -> None:
    """Enters all values that follow from an answer.

    An answer falls apart into pieces that share no sum; each is an answer of its own, and so is every whole fraction
    and multiple of it, forwards and backwards, that keeps all limits. Pieces with fractions of people are no answer.
    """
    step = np.where(numbers.whole, np.round(moved), moved)
    at = np.flatnonzero(np.abs(step) > NEARLY)
    if not len(at):
        return
    columns = csr_matrix(numbers.matrix[:, at])
    rows = np.flatnonzero(np.diff(columns.indptr))
    columns = csr_matrix(columns[rows])
    piece = _pieces(columns)
    of_row = piece[columns.indices[columns.indptr[:-1]]]
    count = int(piece.max()) + 1
    size = np.where(numbers.whole[at], np.abs(step[at]), 0).astype(np.int64)
    order = np.argsort(piece, kind="stable")
    starts = np.searchsorted(piece[order], np.arange(count))
    shared = np.gcd.reduceat(size[order], starts).astype(float)
    smallest = np.minimum.reduceat(np.abs(step[at])[order], starts)
    step[at] /= np.where(shared > 0, shared, smallest)[piece]
    sums = np.asarray(columns @ step[at])
    # a sum that must stay as it is does
    sums = np.where(np.abs(sums) <= NEARLY * np.asarray(abs(columns) @ np.abs(step[at])), 0.0, sums)
    most = np.full(count, float(met.width))
    least = np.full(count, -float(met.width))
    for which, size_, low, high in (
        (piece, step[at], numbers.least[at], numbers.most[at]),
        (of_row, sums, numbers.low[rows], numbers.high[rows]),
    ):
        some = size_ != 0
        up, down = size_[some] > 0, size_[some] < 0
        ahead = np.where(up, high[some], low[some]) / size_[some]
        back = np.where(down, high[some], low[some]) / size_[some]
        np.minimum.at(most, which[some], np.maximum(ahead, 0))
        np.maximum.at(least, which[some], np.minimum(back, 0))
    halves = numbers.whole[at] & (np.abs(moved[at] - np.round(moved[at])) > NEAR_WHOLE)
    broken = np.bincount(piece, halves, count) > 0
    most[broken] = least[broken] = 0.0
    most, least = np.floor(most + NEARLY), np.ceil(least - NEARLY)
    _enter(met, numbers, at, step[at], least[piece], most[piece])


def _enter(met: Met, numbers: OpenNumbers, at: Places, step: Floats, least: Floats, most: Floats) -> None:
    """Values that are so many steps from the truth."""
    cells, whole = numbers.cells[at], numbers.whole[at]
    ends = np.stack([least * step, most * step])
    np.minimum.at(met.least, cells, ends.min(axis=0))
    np.maximum.at(met.most, cells, ends.max(axis=0))
    own, step = cells[whole], np.round(step[whole]).astype(np.int64)
    first, last = least[whole], most[whole]
    for times in range(-met.width, met.width + 1):
        value = step * times
        inside = (first <= times) & (times <= last) & (np.abs(value) <= met.width)
        met.whole[own[inside], met.width + value[inside]] = True


def _pieces(columns: csr_matrix) -> Places:
    both = columns.tocoo()
    rows, size = columns.shape[0], sum(columns.shape)
    graph = csr_matrix((np.ones(len(both.data)), (both.row, rows + both.col)), shape=(size, size))
    label = connected_components(graph, directed=False)[1][rows:]
    return np.asarray(np.unique(label, return_inverse=True)[1], dtype=np.int64)

"""The numbers that are not told, as far as they hang together with a protected one."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from scipy.sparse.csgraph import connected_components

from sozialraum.analysis.audit.narrowed import narrowed
from sozialraum.analysis.audit.riddle import NEARLY, Riddle, standing

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class OpenNumbers:
    """How far numbers may lie from the truth: least <= number <= most, low <= matrix @ numbers <= high.

    All of it is told as a difference to the truth, so 0 is always an answer, and a number that is left out stays as
    it is.
    """

    cells: Places  # places in the riddle
    matrix: csr_matrix  # (sums, numbers)
    low: Floats
    high: Floats
    least: Floats
    most: Floats
    whole: Flags
    needs: Floats
    part: Places  # numbers with different marks share no sum

    def only(self, kept: Places) -> "OpenNumbers":
        """These numbers; all others stay at the truth."""
        matrix = self.matrix[:, kept] if len(kept) < len(self.cells) else self.matrix
        rows = np.flatnonzero(np.diff(matrix.indptr))
        return OpenNumbers(
            self.cells[kept],
            csr_matrix(matrix[rows]),
            self.low[rows],
            self.high[rows],
            self.least[kept],
            self.most[kept],
            self.whole[kept],
            self.needs[kept],
            self.part[kept],
        )


def open_numbers(riddle: Riddle) -> OpenNumbers:
    """All numbers in a sum, or a sum of sums, with a protected one, and these themselves.

    Args:
        riddle: numbers and sums.

    Returns:
        Limits are those that follow at once; a protected number that is told cannot move at all.

    Raises:
        ValueError: the truth itself is not possible, so the riddle is wrong.
    """
    cells = riddle.cells
    truth, told = standing(cells).to_numpy(dtype=float), cells["told"].notna().to_numpy()
    matrix, low, high = _sums(riddle, truth)
    least, most, needs = (cells[one].to_numpy(dtype=float, copy=True) for one in ("least", "most", "needs"))
    whole = cells["whole"].to_numpy(dtype=bool)
    open_ = np.flatnonzero(~told)
    _believe((low, high), np.zeros(len(low)), np.asarray(abs(matrix) @ np.abs(truth)))
    _believe((least[open_], most[open_]), truth[open_], np.abs(truth[open_]))
    low, high = np.minimum(low, 0.0), np.maximum(high, 0.0)
    least[told] = most[told] = truth[told]
    least, most = np.minimum(least, truth) - truth, np.maximum(most, truth) - truth
    inner = csr_matrix(matrix[:, open_])
    least[open_], most[open_] = narrowed(inner, (low, high), (least[open_], most[open_]), whole[open_])
    least, most = np.minimum(least, 0.0), np.maximum(most, 0.0)
    # in order of keys, so that no answer depends on the order of rows
    by_key = np.argsort(cells["cell"].to_numpy(dtype=object), kind="stable")
    moving = by_key[(~told & (most - least > NEARLY))[by_key]]
    matrix = csr_matrix(matrix[:, moving])
    matrix.eliminate_zeros()
    label = _marks(matrix)
    wanted = np.unique(label[needs[moving] > 0])
    fixed = np.setdiff1d(np.flatnonzero(needs > 0), moving)
    least[fixed] = most[fixed] = 0.0
    inside = np.flatnonzero(np.isin(label, wanted))
    rows = np.flatnonzero(np.diff(csr_matrix(matrix[:, inside]).indptr))
    matrix = csr_matrix(matrix[rows][:, inside])
    kept = np.concatenate([moving[inside], fixed])
    nowhere = csr_matrix((matrix.shape[0], len(fixed)))
    matrix = csr_matrix(hstack([matrix, nowhere]))
    part = np.concatenate([label[inside], -1 - np.arange(len(fixed))])
    return OpenNumbers(kept, matrix, low[rows], high[rows], least[kept], most[kept], whole[kept], needs[kept], part)


def _sums(riddle: Riddle, truth: Floats) -> tuple[csr_matrix, Floats, Floats]:
    """Each sum of which all numbers are known to the riddle, and how far it may lie from that of the truth."""
    place = pd.Index(riddle.cells["cell"])
    at = place.get_indexer(riddle.links["cell"])
    names, relations = pd.factorize(riddle.links["relation"], sort=True)
    good = np.bincount(names, at < 0, len(relations)) == 0
    kept = good[names]
    new = np.cumsum(good) - 1
    factors = riddle.links["factor"].to_numpy(dtype=float)
    matrix = csr_matrix((factors[kept], (new[names[kept]], at[kept])), shape=(int(good.sum()), len(place)))
    limits = riddle.limits.drop_duplicates("relation").set_index("relation")
    relations = pd.Index(relations)[good]
    stated = relations.isin(limits.index)
    limits = limits.reindex(relations)
    own = np.asarray(matrix @ truth)
    low = np.where(stated, limits["low"].to_numpy(dtype=float, na_value=-np.inf), 0.0) - own
    high = np.where(stated, limits["high"].to_numpy(dtype=float, na_value=np.inf), 0.0) - own
    near = NEARLY * (1 + np.asarray(abs(matrix) @ np.abs(truth)))
    equal = (np.abs(low) <= near) & (np.abs(high) <= near)
    return matrix, np.where(equal, 0.0, low), np.where(equal, 0.0, high)


def _marks(matrix: csr_matrix) -> Places:
    """For each number the group of those it hangs together with."""
    both = matrix.tocoo()
    rows, size = matrix.shape[0], sum(matrix.shape)
    graph = csr_matrix((np.ones(len(both.data)), (both.row, rows + both.col)), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1][rows:], dtype=np.int64)


def _believe(limits: tuple[Floats, Floats], numbers: Floats, size: Floats) -> None:
    near = 10 * NEARLY * (1 + size)
    if not ((numbers >= limits[0] - near) & (numbers <= limits[1] + near)).all():
        raise ValueError("the riddle of an edition does not hold for the truth")

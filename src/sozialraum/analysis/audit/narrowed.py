"""What follows at once: limits of each number from the limits of the others in the same sum, over and over."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from sozialraum.analysis.audit.riddle import NEARLY

ROUNDS = 40
Floats = NDArray[np.float64]


def narrowed(
    matrix: csr_matrix, sums: tuple[Floats, Floats], limits: tuple[Floats, Floats], whole: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Limits that hold for every answer, often far from the narrowest.

    Args:
        matrix: (sums, numbers), each sum between both of `sums`.
        sums: least and most of each sum.
        limits: least and most of each number beforehand.
        whole: numbers of people.
    """
    least, most = limits[0].copy(), limits[1].copy()
    entries = matrix.tocoo()
    row, at, factor = entries.row, entries.col, entries.data
    up = factor > 0
    low, high = (side[row] for side in sums)
    for _ in range(ROUNDS):
        small = factor * np.where(up, least[at], most[at])
        large = factor * np.where(up, most[at], least[at])
        others_small = _others(small, row, matrix.shape[0])
        others_large = _others(large, row, matrix.shape[0])
        top, bottom = (high - others_small) / factor, (low - others_large) / factor
        above, below = np.where(up, bottom, top), np.where(up, top, bottom)
        new_least, new_most = least.copy(), most.copy()
        np.maximum.at(new_least, at, np.where(np.isnan(above), -np.inf, above))
        np.minimum.at(new_most, at, np.where(np.isnan(below), np.inf, below))
        new_least = np.where(whole, np.ceil(new_least - NEARLY), new_least)
        new_most = np.where(whole, np.floor(new_most + NEARLY), new_most)
        moved = (new_least > least + NEARLY) | (new_most < most - NEARLY)
        least, most = np.maximum(least, new_least), np.minimum(most, new_most)
        if not moved.any():
            break
    return least, np.maximum(least, most)


def _others(parts: Floats, row: NDArray[np.int32], rows: int) -> Floats:
    """For each entry the sum of the other entries of its row; infinite where one of them is."""
    endless = ~np.isfinite(parts)
    sums = np.bincount(row, weights=np.where(endless, 0.0, parts), minlength=rows)
    counts = np.bincount(row, weights=endless, minlength=rows)
    own = np.where(endless, 0.0, parts)
    sign = np.where(counts[row] - endless > 0, np.nan, 0.0)
    found: Floats = np.asarray(sums[row] - own + sign, dtype=np.float64)
    return found

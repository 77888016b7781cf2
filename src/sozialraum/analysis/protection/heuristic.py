"""A safe choice where the search for the best has used up its work: one cell after another gets the cheapest flow.

A flow is what two possible tables differ by: one with more in the cell, one with less. What moves in it is withheld.
At the end what is not needed is given back, dearest first.
"""

from collections.abc import Callable

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack

from sozialraum.analysis.protection.attacker import spread
from sozialraum.analysis.protection.components import NEARLY, Core
from sozialraum.analysis.protection.solver import rows_of, smallest

NEAR = (300, 3_000)  # cells around a secret that are tried before all
FURTHER = 4  # whole numbers may need a wider range than their number says: so much more is tried


def finished(
    core: Core, chosen: np.ndarray, exempt: set[int], told: Callable[[int, int], None] | None = None
) -> np.ndarray:
    """(core,) A choice that holds `chosen` and is safe; cells that nothing protects are added to exempt."""
    chosen = chosen.copy()
    proven = np.zeros(len(core.cells), dtype=np.uint64)
    further = np.zeros(len(core.cells))
    while True:
        unknown = ~core.choice | chosen
        width = core.width.copy()
        width[list(exempt)] = 0
        secret = np.flatnonzero(unknown & (width > 0))
        marks = spread(core, unknown, secret[:0], width).mark
        wanted = secret[marks[secret] != proven[secret]]
        found = spread(core, unknown, wanted, width)
        short = wanted[found.high[wanted] - found.low[wanted] < width[wanted] - NEARLY]
        good = np.setdiff1d(wanted, short)
        proven[good] = marks[good]
        if told:
            told(len(secret) - len(short), len(secret))
        if not len(short):
            return chosen
        for cell in short:
            more = None
            if further[cell] <= FURTHER:
                more = partners(core, ~core.choice | chosen, int(cell), float(core.width[cell] + further[cell]))
            if more is None:
                exempt.add(int(cell))
                continue
            if not len(more):
                further[cell] += 1
            chosen[more] = True


def partners(core: Core, unknown: np.ndarray, cell: int, width: float) -> np.ndarray | None:
    """Which further cells to withhold so that the cell has this width; None where withholding all is not enough."""
    for size in (*NEAR, len(core.cells)):
        near = _around(core, cell, size)
        flow = _flow(core, unknown, near, cell, width)
        if flow is not None:
            return np.asarray(near[(flow > NEARLY) & ~unknown[near]])
        if len(near) < size:
            return None
    return None


def given_back(core: Core, chosen: np.ndarray, added: np.ndarray, exempt: set[int]) -> np.ndarray:
    """(core,) The choice without what it does not need of the cells added by the heuristic, dearest first."""
    chosen = chosen.copy()
    width = core.width.copy()
    width[list(exempt)] = 0
    order = np.lexsort((-np.arange(len(core.cells)), -core.weight))
    for cell in order[(chosen & added)[order]]:
        rest = np.zeros(len(core.cells), dtype=bool)
        rest[_block(core, ~core.choice | chosen, int(cell))] = True
        rest[cell] = False
        secret = np.flatnonzero(rest & (width > 0))
        found = spread(core, rest, secret, width)
        if (found.high[secret] - found.low[secret] >= width[secret] - NEARLY).all():
            chosen[cell] = False
    return chosen


def _block(core: Core, unknown: np.ndarray, cell: int) -> np.ndarray:
    """The unknown cells that hang together with this one."""
    block = np.array([cell])
    while True:
        rows = np.unique(core.columns[:, block].indices)
        wider = np.unique(core.matrix[rows].indices)
        wider = wider[unknown[wider]]
        if len(wider) <= len(block):
            return block
        block = wider


def _around(core: Core, cell: int, size: int) -> np.ndarray:
    """Cells near this one, step by step along the relations, until there are so many or no more."""
    near = np.array([cell])
    while len(near) < size:
        rows = np.unique(core.columns[:, near].indices)
        wider = np.unique(np.r_[near, core.matrix[rows].indices])
        if len(wider) == len(near):
            break
        near = wider
    return near


def _flow(core: Core, unknown: np.ndarray, near: np.ndarray, cell: int, width: float) -> np.ndarray | None:
    """(near,) How far each cell moves in the cheapest pair of tables in which the cell differs by this width."""
    part = core.columns[:, near].tocsr()
    rows = np.flatnonzero(np.diff(part.indptr))
    part = part[rows]
    low, high = core.low[rows], core.high[rows]
    count = len(near)
    own = (near == cell).astype(float)
    pair = hstack([part, -part])
    nothing = csr_matrix(pair.shape)
    apart = csr_matrix(np.r_[own, -own, -own, own])
    matrix = csr_matrix(vstack([hstack([pair, nothing]), hstack([nothing, pair]), apart]))
    cost = np.where(unknown[near], 0.0, core.weight[near] / width)
    limits = np.r_[core.up[near], core.down[near]]
    answer = smallest(
        np.tile(cost, 4),
        rows_of(matrix, np.r_[low, low, width], np.r_[high, high, np.inf]),
        np.zeros(4 * count),
        np.tile(limits, 2),
    )
    return None if answer is None else np.asarray(answer.x.reshape(4, count).sum(axis=0))

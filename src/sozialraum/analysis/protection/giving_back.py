"""What a choice withholds without need is told again, dearest first."""

from itertools import pairwise

import numpy as np

from sozialraum.analysis.protection.components import NEARLY, Core
from sozialraum.analysis.protection.flows import AT_REST, Look, wanted, whole_flow
from sozialraum.analysis.protection.proofs import Proofs

NEAR = 100  # unknown cells around a secret between which another flow is looked for


def given_back(core: Core, chosen: np.ndarray, exempt: set[int], proofs: Proofs, trials: int) -> np.ndarray:
    """(core,) The choice without what it does not need; so many cells are tried at most.

    Proofs that move a cell that is told again are replaced.
    """
    unknown = ~core.choice | chosen
    chosen = chosen.copy()
    at = np.flatnonzero(unknown)
    part = core.columns[:, at].tocsr()
    cells_of = [at[part.indices[first:end]].tolist() for first, end in pairwise(part.indptr)]
    order = np.lexsort((np.arange(len(core.cells)), -core.weight))
    for cell in order[chosen[order]][:trials].tolist():
        chosen[cell], unknown[cell] = False, False
        if _exposes(core, cell, unknown, cells_of, exempt):
            chosen[cell], unknown[cell] = True, True
            continue
        gone = proofs.drop(proofs.moving([cell]))
        touched = np.unique(np.concatenate([cells for cells, _ in gone])) if gone else np.zeros(0, dtype=int)
        found: list[int] = []
        secret = [one for one in touched.tolist() if unknown[one] and one not in exempt]
        if not all(_shown(core, one, unknown, cells_of, proofs, found) for one in secret):
            chosen[cell], unknown[cell] = True, True
            proofs.drop(found)
            for cells, far in gone:
                proofs.add(core, cells, far)
    return chosen


def _exposes(core: Core, cell: int, unknown: np.ndarray, cells_of: list[list[int]], exempt: set[int]) -> bool:
    """Whether a secret would be alone in an equation without this cell: then no program need be asked."""
    for row in core.columns.indices[core.columns.indptr[cell] : core.columns.indptr[cell + 1]].tolist():
        if core.low[row] == core.high[row]:
            left = [one for one in cells_of[row] if unknown[one]]
            if len(left) == 1 and core.width[left[0]] > 0 and left[0] not in exempt:
                return True
    return False


def _shown(
    core: Core, cell: int, unknown: np.ndarray, cells_of: list[list[int]], proofs: Proofs, found: list[int]
) -> bool:
    """Whether a secret is safe among what is unknown anyway; new proofs are kept, their numbers added to found."""
    for _ in range(2):  # up and down
        if proofs.high[cell] - proofs.low[cell] >= core.width[cell] - NEARLY:
            return True
        near = _near(core, cell, unknown, cells_of)
        flow = whole_flow(core, Look(cell, wanted(core, cell, False, proofs), near), np.full(len(near), AT_REST))
        if flow is None:
            return False
        found.extend(proofs.add_with_likes(core, *flow))
    return bool(proofs.high[cell] - proofs.low[cell] >= core.width[cell] - NEARLY)


def _near(core: Core, cell: int, unknown: np.ndarray, cells_of: list[list[int]]) -> np.ndarray:
    """Unknown cells that hang together with this one, until there are so many or no more."""
    near, edge, rows = {cell}, [cell], set[int]()
    start, of_columns = core.columns.indptr, core.columns.indices
    while edge and len(near) < NEAR:
        fresh = {row for one in edge for row in of_columns[start[one] : start[one + 1]].tolist()} - rows
        rows |= fresh
        edge = sorted({one for row in fresh for one in cells_of[row] if unknown[one]} - near)
        near.update(edge)
    return np.array(sorted(near))

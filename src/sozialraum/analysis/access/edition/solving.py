"""Linear programs over the people of some places."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, vstack

from sozialraum.analysis.access.edition.ranges import NEARLY


@dataclass(frozen=True)
class Solved:
    change: np.ndarray
    binding: np.ndarray  # numbers of the inequalities without which more could be had


def solved(
    cost: np.ndarray,
    part: csr_matrix,
    low: np.ndarray,
    high: np.ndarray,
    goals: csr_matrix,
    ends: np.ndarray,
    limits: tuple[np.ndarray, np.ndarray],
) -> Solved | None:
    """The least cost with low <= part @ change <= high and goals @ change <= ends."""
    equal = low == high
    above, below = ~equal & np.isfinite(high), ~equal & np.isfinite(low)
    found = linprog(
        cost,
        A_ub=vstack([part[above], -part[below], goals]),
        b_ub=np.concatenate([high[above], -low[below], ends]),
        A_eq=part[equal],
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
    return Solved(np.asarray(found.x), np.flatnonzero(weight > NEARLY))

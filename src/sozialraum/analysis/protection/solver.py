"""Linear programs over sparse rows with HiGHS, bounded by work and never by the clock."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csc_matrix, csr_matrix, vstack

SOLVED = 0


@dataclass(frozen=True)
class Rows:
    """Rows split as the solver wants them: equations first, then what must not exceed a number."""

    equal: csr_matrix
    equals: np.ndarray
    above: csr_matrix
    limit: np.ndarray
    of_equal: np.ndarray  # which row each equation is
    of_above: np.ndarray  # which row each inequality is
    sign: np.ndarray  # of each inequality: 1 for its upper, -1 for its lower limit
    count: int


@dataclass(frozen=True)
class Linear:
    """A solution and what each row is worth: the change of the objective by a unit more."""

    x: np.ndarray
    prices: np.ndarray


@dataclass(frozen=True)
class Whole:
    """The best whole-number solution found, and what none can go below."""

    x: np.ndarray
    bound: float
    proven: bool


def rows_of(matrix: csr_matrix, low: np.ndarray, high: np.ndarray) -> Rows:
    """The rows low <= matrix @ x <= high."""
    equal = np.flatnonzero(low == high)
    top, bottom = np.flatnonzero((low != high) & np.isfinite(high)), np.flatnonzero((low != high) & np.isfinite(low))
    return Rows(
        equal=matrix[equal],
        equals=low[equal],
        above=csr_matrix(vstack([matrix[top], -matrix[bottom]])) if len(top) + len(bottom) else matrix[top],
        limit=np.r_[high[top], -low[bottom]],
        of_equal=equal,
        of_above=np.r_[top, bottom],
        sign=np.r_[np.ones(len(top)), -np.ones(len(bottom))],
        count=matrix.shape[0],
    )


def smallest(cost: np.ndarray, rows: Rows, lower: np.ndarray, upper: np.ndarray) -> Linear | None:
    """The x between its limits with the least cost; None where there is none."""
    # the stubs know no sparse matrices here, which linprog takes
    sides: dict[str, Any] = {"bounds": np.column_stack([lower, upper])}
    if len(rows.limit):
        sides |= {"A_ub": rows.above, "b_ub": rows.limit}
    if len(rows.equals):
        sides |= {"A_eq": rows.equal, "b_eq": rows.equals}
    answer = linprog(cost, method="highs", options={"presolve": False}, **sides)
    if answer.status != SOLVED:
        return None
    prices = np.zeros(rows.count)
    if len(rows.equals):
        prices[rows.of_equal] = answer.eqlin.marginals
    if len(rows.limit):
        np.add.at(prices, rows.of_above, answer.ineqlin.marginals * rows.sign)
    return Linear(np.asarray(answer.x), prices)


def smallest_whole(
    cost: np.ndarray,
    matrix: csr_matrix | csc_matrix,
    low: np.ndarray,
    high: np.ndarray,
    lower: np.ndarray,
    upper: np.ndarray,
    whole: np.ndarray,
    nodes: int,
) -> Whole | None:
    """The x with the least cost of which some are whole numbers; None where none was found among so many nodes."""
    answer = milp(
        cost,
        integrality=whole.astype(int),
        bounds=Bounds(lower, upper),
        constraints=LinearConstraint(matrix, low, high) if matrix.shape[0] else None,
        options={"node_limit": nodes, "mip_rel_gap": 0.0},
    )
    if answer.x is None:
        return None
    x = np.where(whole, np.round(answer.x), answer.x)
    return Whole(x, float(answer.mip_dual_bound), answer.status == SOLVED)


def cheapest(
    cost: np.ndarray, matrix: csc_matrix, low: np.ndarray, high: np.ndarray, lower: np.ndarray, upper: np.ndarray
) -> np.ndarray | None:
    """The x between its limits with the least cost, without prices; None where there is none."""
    answer = milp(
        cost,
        bounds=Bounds(lower, upper),
        constraints=LinearConstraint(matrix, low, high) if matrix.shape[0] else None,
        options={"presolve": False},
    )
    return None if answer.status != SOLVED else np.asarray(answer.x)

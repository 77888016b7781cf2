"""Second pass, second half: how small and how large a withheld number can be; linear programs."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from attack.known import Cell, Equation
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

SLACK = 1e-6
ROUNDS = 50  # of narrowing by single equations
LARGEST_WHOLE = 400  # unknowns of a component up to which whole numbers are asked for
SHOTS = 8  # in which all ranges of a component are tried at once, before each is looked at by itself
NODES = 2_000  # of a search for whole numbers: bounded by work, never by time


@dataclass(frozen=True)
class Range:
    """What a withheld number can be."""

    low: float
    high: float

    @property
    def values(self) -> float:
        """How many whole numbers that are."""
        if math.isinf(self.low) or math.isinf(self.high):
            return math.inf
        return math.floor(self.high + SLACK) - math.ceil(self.low - SLACK) + 1


class ContradictionError(ValueError):
    """No numbers fit: an equation was believed that does not hold."""


def ranges(
    equations: Iterable[Equation],
    value: Mapping[Cell, float],
    low: Mapping[Cell, float],
    high: Mapping[Cell, float],
    asked: Mapping[Cell, int],
    negative: Iterable[str] = (),
) -> dict[Cell, Range]:
    """The range of each number asked for that stands in an equation.

    Args:
        equations: between cells told and not told.
        value: the cells that are told.
        low, high: what is known beforehand of those that are not; without an entry 0 and no limit.
        asked: cell -> how many values are enough; a range that is known to hold so many is not looked at further.
        negative: columns that may be below zero.

    Raises:
        ContradictionError: no numbers fit all equations.
    """
    rows, cells = _reduced(equations, value)
    below = set(negative)
    at = {cell: index for index, cell in enumerate(cells)}
    least = np.array([low.get(cell, -np.inf if cell[1] in below else 0.0) for cell in cells])
    most = np.array([high.get(cell, np.inf) for cell in cells])
    found: dict[Cell, Range] = {
        cell: Range(low.get(cell, -math.inf if cell[1] in below else 0.0), high.get(cell, math.inf))
        for cell in asked
        if cell not in at and cell not in value
    }
    if not rows:
        return found
    for members, own in _components(rows, len(cells)):
        wanted = [index for index in members if cells[index] in asked]
        if wanted:
            enough = {index: asked[cells[index]] for index in wanted}
            for index, one in _component(own, members, least, most, enough).items():
                found[cells[index]] = one
    return found


Row = tuple[np.ndarray, np.ndarray, float, float]  # columns, factors, low, high


def _reduced(equations: Iterable[Equation], value: Mapping[Cell, float]) -> tuple[list[Row], list[Cell]]:
    """The equations with what is told put in; none twice."""
    at: dict[Cell, int] = {}
    rows: dict[tuple[tuple[int, ...], tuple[float, ...]], tuple[float, float]] = {}
    for equation in equations:
        told = sum(factor * value[cell] for cell, factor in equation.terms if cell in value)
        terms: dict[int, float] = defaultdict(float)
        for cell, factor in equation.terms:
            if cell not in value:
                terms[at.setdefault(cell, len(at))] += factor
        left = sorted((index, factor) for index, factor in terms.items() if factor)
        if not left:
            continue
        key = (tuple(index for index, _ in left), tuple(factor for _, factor in left))
        low, high = rows.get(key, (-np.inf, np.inf))
        rows[key] = (max(low, equation.low - told), min(high, equation.high - told))
    return [(np.array(key[0]), np.array(key[1]), *ends) for key, ends in rows.items()], list(at)


def _components(rows: list[Row], size: int) -> Iterable[tuple[list[int], list[Row]]]:
    first = [row[0][0] for row in rows for _ in row[0]]
    others = [index for row in rows for index in row[0]]
    graph = csr_matrix((np.ones(len(first)), (first, others)), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    members: dict[int, list[int]] = defaultdict(list)
    own: dict[int, list[Row]] = defaultdict(list)
    for index, label in enumerate(labels):
        members[int(label)].append(index)
    for row in rows:
        own[int(labels[row[0][0]])].append(row)
    for label in sorted(own):
        yield members[label], own[label]


def _component(
    rows: list[Row], members: list[int], least: np.ndarray, most: np.ndarray, enough: Mapping[int, int]
) -> dict[int, Range]:
    low, high = least.copy(), most.copy()
    _narrow(rows, low, high)
    at = {index: position for position, index in enumerate(members)}
    matrix = csr_matrix(
        (
            np.concatenate([row[1] for row in rows]),
            (
                np.concatenate([np.full(len(row[0]), number) for number, row in enumerate(rows)]),
                np.concatenate([[at[index] for index in row[0]] for row in rows]),
            ),
        ),
        shape=(len(rows), len(members)),
    )
    bottom, top = np.array([row[2] for row in rows]), np.array([row[3] for row in rows])
    ends = Bounds(low[members], high[members])
    seen: dict[int, list[float]] = {index: [] for index in enough}
    found: dict[int, Range] = {}

    def witnessed(solution: np.ndarray) -> None:
        for index in seen:
            value = float(solution[at[index]])
            if abs(value - round(value)) < SLACK:
                seen[index] = sorted({*seen[index], round(value)})

    def wide(index: int) -> bool:
        apart = seen[index][-1] - seen[index][0] if len(seen[index]) > 1 else 0
        return apart + 1 >= enough[index] and len(members) > 1

    whole = len(members) <= LARGEST_WHOLE
    chance = np.random.default_rng(len(members))
    for _ in range(SHOTS):
        left = [index for index in enough if not wide(index) and high[index] - low[index] >= SLACK]
        if len(left) <= SHOTS:
            break
        goal = np.zeros(len(members))
        for index in left:  # up where there is a limit, or down
            goal[at[index]] = chance.choice([1.0, -1.0]) if np.isfinite(high[index]) else 1.0
        solution = _solved(goal, matrix, bottom, top, ends, whole=whole)
        if solution is not None:
            witnessed(solution)
    for index in sorted(enough, key=lambda one: (high[one] - low[one], one)):
        if high[index] - low[index] < SLACK:
            found[index] = Range(low[index], high[index])
            continue
        if wide(index):
            found[index] = Range(float(seen[index][0]), float(seen[index][-1]))
            continue
        two = []
        for sign in (1.0, -1.0):
            goal = np.zeros(len(members))
            goal[at[index]] = sign
            solution = _solved(goal, matrix, bottom, top, ends, whole=whole)
            if solution is None:
                two.append(low[index] if sign > 0 else high[index])
            else:
                witnessed(solution)
                two.append(float(solution[at[index]]))
            if wide(index):
                break
        found[index] = Range(*two) if len(two) > 1 else Range(float(seen[index][0]), float(seen[index][-1]))
    return found


def _solved(
    goal: np.ndarray, matrix: csr_matrix, bottom: np.ndarray, top: np.ndarray, ends: Bounds, *, whole: bool
) -> np.ndarray | None:
    """The numbers at which the goal is least; None where there is no limit to it."""
    if whole:
        answer = milp(
            goal, integrality=np.ones(len(goal)), bounds=ends, options={"node_limit": NODES},
            constraints=LinearConstraint(matrix, bottom - SLACK, top + SLACK),
        )  # fmt: skip
        if answer.status == 2:  # infeasible, as scipy numbers it
            raise ContradictionError
        if answer.status == 0:
            return answer.x
    both = np.isfinite(bottom) & np.isfinite(top)
    upper, lower = np.isfinite(top) & ~both, np.isfinite(bottom) & ~both
    equal = both & (np.abs(top - bottom) < SLACK)
    between = both & ~equal
    answer = linprog(
        goal,
        A_eq=matrix[equal] if equal.any() else None,
        b_eq=top[equal] if equal.any() else None,
        A_ub=_stacked(matrix, upper, lower, between),
        b_ub=np.concatenate([top[upper], -bottom[lower], top[between], -bottom[between]])
        if (upper | lower | between).any()
        else None,
        bounds=np.column_stack([ends.lb, ends.ub]),
        method="highs",
    )
    if answer.status == 2:  # infeasible
        raise ContradictionError
    return answer.x if answer.status == 0 else None


def _stacked(matrix: csr_matrix, upper: np.ndarray, lower: np.ndarray, between: np.ndarray) -> csr_matrix | None:
    from scipy.sparse import vstack

    pieces = [matrix[upper], -matrix[lower], matrix[between], -matrix[between]]
    pieces = [piece for piece in pieces if piece.shape[0]]
    return vstack(pieces).tocsr() if pieces else None


def _narrow(rows: list[Row], low: np.ndarray, high: np.ndarray) -> None:
    """Limits that follow from single equations, as far as they go."""
    for _ in range(ROUNDS):
        changed = False
        for columns, factors, bottom, top in rows:
            ends = np.where(factors > 0, factors * low[columns], factors * high[columns])
            others = np.where(factors > 0, factors * high[columns], factors * low[columns])
            for at, column in enumerate(columns):
                rest_low = ends.sum() - ends[at] if np.isfinite(ends).all() else _without(ends, at)
                rest_high = others.sum() - others[at] if np.isfinite(others).all() else _without(others, at)
                lo, hi = (bottom - rest_high) / factors[at], (top - rest_low) / factors[at]
                if factors[at] < 0:
                    lo, hi = hi, lo
                lo, hi = (
                    math.ceil(lo - SLACK) if np.isfinite(lo) else lo,
                    (math.floor(hi + SLACK) if np.isfinite(hi) else hi),
                )
                if lo > low[column] + SLACK:
                    low[column], changed = lo, True
                if hi < high[column] - SLACK:
                    high[column], changed = hi, True
                if low[column] > high[column] + SLACK:
                    raise ContradictionError
                ends[at] = factors[at] * (low[column] if factors[at] > 0 else high[column])
                others[at] = factors[at] * (high[column] if factors[at] > 0 else low[column])
        if not changed:
            return


def _without(ends: np.ndarray, at: int) -> float:
    rest = np.delete(ends, at)
    return float(rest.sum()) if len(rest) else 0.0

"""Second pass, second half: how small and how large a withheld number can be; linear programs.

Two tables that both fit, and in which as many numbers as possible differ by as much as is asked for, prove many of
them at once. Only what is left after some such pairs is looked at number by number.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from attack.known import Cell, Equation
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix, csr_matrix, diags, hstack, vstack
from scipy.sparse.csgraph import connected_components

SLACK = 1e-6
WHOLE = 1e-5  # so near to a whole number is one, for a solver that computes with fractions
ROUNDS = 50  # of narrowing by single equations
LARGEST_WHOLE = 400  # unknowns of a component up to which whole numbers are asked for
PAIRS = 8  # of tables with which many ranges are tried at once, before each is looked at by itself
TOGETHER = 1_500  # unknowns of components that are looked at in one program
NODES = 2_000  # of a search for whole numbers: bounded by work, never by time
INFEASIBLE = 2  # as scipy numbers it


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


@dataclass(frozen=True)
class Lines:
    """Relations between unknowns: bottom <= matrix @ numbers <= top, and the limits of each number."""

    matrix: csr_matrix  # (relations, unknowns)
    bottom: np.ndarray
    top: np.ndarray
    low: np.ndarray  # (unknowns,)
    high: np.ndarray


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
    below = set(negative)

    def least(cell: Cell) -> float:
        return low.get(cell, -math.inf if cell[1] in below else 0.0)

    matrix, bottom, top, cells = _reduced(equations, value)
    at = {cell: index for index, cell in enumerate(cells)}
    found = {
        cell: Range(least(cell), high.get(cell, math.inf)) for cell in asked if cell not in at and cell not in value
    }
    start = np.array([least(cell) for cell in cells]), np.array([high.get(cell, np.inf) for cell in cells])
    enough = {at[cell]: many for cell, many in asked.items() if cell in at}
    for lines, members, whole in _together(_narrowed(Lines(matrix, bottom, top, *start)), enough):
        own = {position: enough[index] for position, index in enumerate(members) if index in enough}
        for position, one in _found(lines, whole, own).items():
            found[cells[members[position]]] = one
    return found


def _reduced(
    equations: Iterable[Equation], value: Mapping[Cell, float]
) -> tuple[csr_matrix, np.ndarray, np.ndarray, list[Cell]]:
    """The equations with what is told put in; none twice."""
    at: dict[Cell, int] = {}
    rows: dict[tuple[tuple[int, float], ...], tuple[float, float]] = {}
    for equation in equations:
        told = 0.0
        terms: dict[int, float] = defaultdict(float)
        for cell, factor in equation.terms:
            if cell in value:
                told += factor * value[cell]
            else:
                terms[at.setdefault(cell, len(at))] += factor
        key = tuple(sorted((index, factor) for index, factor in terms.items() if factor))
        if key:
            low, high = rows.get(key, (-np.inf, np.inf))
            rows[key] = (max(low, equation.low - told), min(high, equation.high - told))
    entries = [(row, index, factor) for row, key in enumerate(rows) for index, factor in key]
    numbers, columns, factors = zip(*entries, strict=True) if entries else ((), (), ())
    matrix = csr_matrix((np.array(factors, dtype=float), (numbers, columns)), shape=(len(rows), len(at)))
    bottom, top = (np.array([ends[side] for ends in rows.values()], dtype=float) for side in (0, 1))
    return matrix, *_eased(matrix, bottom, top), list(at)


def _eased(matrix: csr_matrix, bottom: np.ndarray, top: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ends that are whole but for rounding made whole where counts are added up; the others with a little slack."""
    broken = np.zeros(matrix.shape[0], dtype=bool)
    broken[np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))[matrix.data != np.round(matrix.data)]] = True
    eased = []
    for ends, slack in ((bottom, -SLACK), (top, SLACK)):
        near = np.isclose(ends, np.round(ends), rtol=0, atol=SLACK) & ~broken
        eased.append(np.where(near, np.round(ends), ends + slack))
    return eased[0], eased[1]


def _narrowed(lines: Lines) -> Lines:
    """With the limits that follow from single equations, as far as they go; all unknowns are counts.

    Raises:
        ContradictionError: a number has no value left.
    """
    matrix, low, high = lines.matrix, lines.low.copy(), lines.high.copy()
    if not matrix.nnz:
        return lines
    of, columns, factors = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr)), matrix.indices, matrix.data
    up = factors > 0
    for _ in range(ROUNDS):
        before = low.copy(), high.copy()
        smallest = factors * np.where(up, low[columns], high[columns])
        largest = factors * np.where(up, high[columns], low[columns])
        over = (lines.bottom[of] - _others(of, largest, matrix.shape[0])) / factors
        under = (lines.top[of] - _others(of, smallest, matrix.shape[0])) / factors
        np.maximum.at(low, columns, np.ceil(np.where(up, over, under) - SLACK))
        np.minimum.at(high, columns, np.floor(np.where(up, under, over) + SLACK))
        if (low > high + SLACK).any():
            raise ContradictionError
        if (low == before[0]).all() and (high == before[1]).all():
            break
    return Lines(matrix, lines.bottom, lines.top, low, high)


def _others(of: np.ndarray, ends: np.ndarray, size: int) -> np.ndarray:
    """For each entry the sum of the other entries of its line; without a limit where one of them is."""
    open_ = ~np.isfinite(ends)
    sums = np.bincount(of, weights=np.where(open_, 0.0, ends), minlength=size)
    without = np.bincount(of, weights=open_, minlength=size)
    signs = np.bincount(of, weights=np.where(open_, np.sign(ends), 0.0), minlength=size)
    rest = sums[of] - np.where(open_, 0.0, ends)
    return np.where(without[of] - open_ > 0, np.where(signs[of] < 0, -np.inf, np.inf), rest)


def _together(lines: Lines, enough: Mapping[int, int]) -> Iterable[tuple[Lines, np.ndarray, np.ndarray]]:
    """Components with a number asked for, several at a time: the lines, their unknowns, the component of each.

    Components that are too large for whole numbers come alone.
    """
    matrix = lines.matrix
    if not matrix.shape[0]:
        return
    pattern = matrix.T @ matrix
    count, label = connected_components(pattern, directed=False)
    wanted = np.zeros(count, dtype=bool)
    wanted[label[list(enough)]] = True
    size = np.bincount(label, minlength=count)
    batch, full = np.full(count, -1), 0
    number = 0
    for one in np.flatnonzero(wanted):
        if full and full + size[one] > TOGETHER:
            number, full = number + 1, 0
        batch[one] = number
        full += size[one]
    row_label = label[matrix.indices[matrix.indptr[:-1]]]
    for each in range(number + 1 if wanted.any() else 0):
        members, rows = np.flatnonzero(batch[label] == each), np.flatnonzero(batch[row_label] == each)
        own = Lines(
            matrix[rows][:, members], lines.bottom[rows], lines.top[rows], lines.low[members], lines.high[members]
        )
        yield own, members, label[members]


def _found(lines: Lines, component: np.ndarray, enough: Mapping[int, int]) -> dict[int, Range]:
    """The range of each of these unknowns, by pairs of tables first."""
    size = dict(zip(*np.unique(component, return_counts=True), strict=True))
    seen: dict[int, list[float]] = {index: [] for index in enough}
    fixed = {index for index in enough if lines.high[index] - lines.low[index] < SLACK}
    found = {index: Range(float(lines.low[index]), float(lines.high[index])) for index in fixed}

    def witnessed(numbers: np.ndarray) -> None:
        near = np.abs(numbers - np.round(numbers)) < WHOLE
        halves = set(component[~near])
        for index, values in seen.items():
            one = component[index]
            if near[index] and (size[one] > LARGEST_WHOLE or one not in halves):
                value = float(np.round(numbers[index]))
                seen[index] = [min([value, *values]), max([value, *values])]

    def wide(index: int) -> bool:
        return bool(seen[index]) and seen[index][1] - seen[index][0] + 1 >= enough[index]

    dice = np.random.default_rng(len(component))
    for _ in range(PAIRS):
        left = [index for index in sorted(enough) if index not in fixed and not wide(index)]
        if len(left) < 2:
            break
        for numbers in _apart(
            lines, left, [enough[index] - 1 for index in left], dice.choice([-1.0, 1.0], len(left))
        ):
            witnessed(numbers)
    for index in sorted(set(enough) - fixed):
        if not wide(index):
            members = np.flatnonzero(component == component[index])
            found[index] = _range(_part(lines, members), int(np.searchsorted(members, index)))
        else:
            found[index] = Range(*seen[index])
    return found


def _part(lines: Lines, members: np.ndarray) -> Lines:
    own = lines.matrix[:, members]
    rows = np.flatnonzero(np.diff(own.indptr))
    return Lines(own[rows], lines.bottom[rows], lines.top[rows], lines.low[members], lines.high[members])


def _apart(lines: Lines, left: list[int], most: list[int], signs: np.ndarray) -> list[np.ndarray]:
    """Two tables that fit and lie apart in these numbers, in each by so much at most, in all as far as can be."""
    rows, size = lines.matrix.shape
    chosen = coo_matrix((signs, (np.arange(len(left)), left)), shape=(len(left), size))
    nothing = csr_matrix((rows, len(left)))
    matrix = vstack(
        [
            hstack([lines.matrix, csr_matrix((rows, size)), nothing]),
            hstack([csr_matrix((rows, size)), lines.matrix, nothing]),
            hstack([-chosen, chosen, -diags(np.ones(len(left)))]),
        ]
    )
    bounds = Bounds(
        np.concatenate([lines.low, lines.low, np.zeros(len(left))]), np.concatenate([lines.high, lines.high, most])
    )
    low = np.concatenate([lines.bottom, lines.bottom, np.zeros(len(left))])
    high = np.concatenate([lines.top, lines.top, np.full(len(left), np.inf)])
    goal = np.concatenate([np.zeros(2 * size), -np.ones(len(left))])
    answer = milp(goal, bounds=bounds, constraints=LinearConstraint(csr_matrix(matrix), low, high))
    if answer.status == INFEASIBLE:
        raise ContradictionError
    return [] if answer.x is None else [answer.x[:size], answer.x[size : 2 * size]]


def _range(lines: Lines, index: int) -> Range:
    """The smallest and the largest value of a number; in whole numbers where there are not too many of them."""
    size = lines.matrix.shape[1]
    two = []
    for sign, limit in ((1.0, lines.low[index]), (-1.0, lines.high[index])):
        goal = np.zeros(size)
        goal[index] = sign
        solution = _solved(goal, lines, whole=size <= LARGEST_WHOLE)
        two.append(float(limit if solution is None else solution[index]))
    return Range(*two)


def _solved(goal: np.ndarray, lines: Lines, *, whole: bool) -> np.ndarray | None:
    """The numbers at which the goal is least; None where there is no limit to it."""
    for kind in (1, 0) if whole else (0,):
        answer = milp(
            goal, integrality=np.full(len(goal), kind), bounds=Bounds(lines.low, lines.high),
            constraints=LinearConstraint(lines.matrix, lines.bottom, lines.top), options={"node_limit": NODES},
        )  # fmt: skip
        if answer.status == INFEASIBLE:
            raise ContradictionError
        if answer.status == 0:
            return answer.x
    return None

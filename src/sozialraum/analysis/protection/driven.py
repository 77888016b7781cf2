"""Cells of independent blocks driven up and down, one of every block at a time.

Every solution found is a witness for all cells in it. Where one is no whole number, whole numbers are asked for.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack

from sozialraum.analysis.protection.components import NEARLY, Core
from sozialraum.analysis.protection.solver import Rows, rows_of, smallest, smallest_whole

FEW = 4  # wanted cells of a block from which on all are driven at once first
TURNS = 1
NODES = 500  # of the search for whole numbers
SMALLER = 0.7  # of the cells still busy: then the program is made anew


@dataclass(frozen=True)
class Prices:
    """How a cell was worked out: what its largest and its smallest value owe to each row."""

    rows: np.ndarray  # (some,) rows of the core
    top: np.ndarray  # (some,)
    bottom: np.ndarray  # (some,)


def drive(
    core: Core,
    part: csr_matrix,
    free: np.ndarray,
    rows: np.ndarray,
    columns: np.ndarray,
    label: np.ndarray,
    asked: list[list[int]],
    enough: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    prices: dict[int, Prices],
    moved: dict[int, tuple[np.ndarray, np.ndarray]],
    alone: int | None,
) -> None:
    """Some blocks at once: in each step one cell of every block is driven up or down. Writes low to moved."""
    matrix = part[rows][:, columns]
    cells = free[columns]
    lower, upper = -core.down[cells], core.up[cells]
    where = {int(column): at for at, column in enumerate(columns)}
    todo = [[(where[cell], sign) for cell in one for sign in (1, -1)][::-1] for one in asked]
    block = np.unique(label[columns], return_inverse=True)[1]
    block_of_row = _row_blocks(matrix, block)
    program = _program(core, matrix, rows, cells, np.arange(len(cells)), np.arange(len(rows)))
    half: dict[int, np.ndarray] = {}
    solutions = [np.zeros(len(cells))]
    top, bottom = np.zeros(len(cells), dtype=int), np.zeros(len(cells), dtype=int)
    most = max(len(one) for one in asked)
    for signs in _mixed(cells, [where[column] for one in asked for column in one]) if most > FEW else []:
        x = _driven(program, signs, len(rows))[0]
        whole = core.whole[cells] & (x != np.round(x))
        good = ~np.isin(block, block[whole])
        above, below = good & (x > high[cells] + NEARLY), good & (x < low[cells] - NEARLY)
        top[above], bottom[below] = len(solutions), len(solutions)
        high[cells[above]], low[cells[below]] = x[above], x[below]
        solutions.append(x)
    driven = np.zeros(len(asked), dtype=int)
    while any(todo):
        now = []
        for number, queue in enumerate(todo):
            while queue:
                at, sign = queue.pop()
                cell = cells[at]
                if sign > 0 and alone is not None and driven[number] >= alone:
                    queue.clear()
                    break
                if high[cell] - low[cell] >= enough[cell] - NEARLY:
                    half.pop(at, None)
                    continue
                if np.isinf(enough[cell]) and (
                    (sign > 0 and high[cell] >= upper[at] - NEARLY) or (sign < 0 and low[cell] <= lower[at] + NEARLY)
                ):
                    continue
                now.append((at, sign))
                driven[number] += sign > 0
                break
        if not now:
            break
        signs = np.zeros(len(cells))
        for at, sign in now:
            signs[at] = sign
        busy = np.zeros(len(asked), dtype=bool)
        busy[[block[at] for at, _ in now]] = True
        if busy[block].sum() < SMALLER * len(program.within):
            still = np.flatnonzero(busy[block]), np.flatnonzero(busy[block_of_row])
            program = _program(core, matrix, rows, cells, *still)
        x, worth = _driven(program, signs, len(rows))
        broken = np.zeros(len(asked), dtype=bool)
        broken[block[core.whole[cells] & (x != np.round(x))]] = True
        good = ~broken[block]
        for at, sign in now:
            if broken[block[at]]:
                own = np.flatnonzero(block == block[at])
                own_rows = np.flatnonzero(block_of_row == block[at])
                witness = _whole_numbers(core, matrix, rows, cells, own, own_rows, at, sign)
                if witness is not None:
                    x[own] = witness
                    good[own] = True
        above, below = good & (x > high[cells] + NEARLY), good & (x < low[cells] - NEARLY)
        top[above], bottom[below] = len(solutions), len(solutions)
        high[cells[above]], low[cells[below]] = x[above], x[below]
        solutions.append(x)
        for at, sign in now:
            own_rows = np.flatnonzero(block_of_row == block[at])
            cell = cells[at]
            if sign > 0:
                half[at] = worth[own_rows]
            elif high[cell] - low[cell] < enough[cell] - NEARLY and at in half:
                prices[int(cell)] = Prices(rows[own_rows], half.pop(at), worth[own_rows])
    for one in asked:
        own = np.flatnonzero(block == block[where[one[0]]])
        for column in one:
            at = where[column]
            if high[cells[at]] - low[cells[at]] >= enough[cells[at]] - NEARLY:
                far = np.maximum(np.abs(solutions[top[at]][own]), np.abs(solutions[bottom[at]][own]))
                moved[int(cells[at])] = (cells[own[far > 0]], far[far > 0])


@dataclass(frozen=True)
class _Program:
    """Some of the cells and rows. What moves up and what moves down are two variables: what need not move rests."""

    rows: Rows
    up: np.ndarray
    down: np.ndarray
    whole: np.ndarray
    within: np.ndarray  # places of its cells among all of the chunk
    rows_within: np.ndarray


def _program(
    core: Core, matrix: csr_matrix, rows: np.ndarray, cells: np.ndarray, within: np.ndarray, rows_within: np.ndarray
) -> _Program:
    part, own, own_rows = matrix[rows_within][:, within], cells[within], rows[rows_within]
    split = rows_of(csr_matrix(hstack([part, -part])), core.low[own_rows], core.high[own_rows])
    return _Program(split, core.up[own], core.down[own], core.whole[own], within, rows_within)


def _driven(program: _Program, signs: np.ndarray, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """The cells when those with a sign are driven up (1) or down (-1), and what that owes to each row."""
    within, count = program.within, len(program.within)
    drive = signs[within]
    answer = smallest(np.r_[-drive, drive], program.rows, np.zeros(2 * count), np.r_[program.up, program.down])
    if answer is None:
        raise RuntimeError("the linear program of an attack has no solution")
    moves = answer.x[:count] - answer.x[count:]
    near = program.whole & (np.abs(moves - np.round(moves)) < NEARLY)
    x, worth = np.zeros(len(signs)), np.zeros(rows)
    x[within] = np.where(near, np.round(moves), moves)
    worth[program.rows_within] = -answer.prices
    return x, worth


def _mixed(cells: np.ndarray, wanted: list[int]) -> list[np.ndarray]:
    """Wanted cells driven all at once, some up and some down, and the other way round."""
    signs = np.zeros(len(cells))
    found = []
    for turn in range(TURNS):
        mixed = (cells[wanted].astype(np.uint64) + np.uint64(turn * 7919 + 1)) * np.uint64(0x9E3779B97F4A7C15)
        signs[wanted] = np.where((mixed >> np.uint64(40)) & np.uint64(1), 1.0, -1.0)
        found += [signs.copy(), -signs]
    return found


def _whole_numbers(
    core: Core,
    matrix: csr_matrix,
    rows: np.ndarray,
    cells: np.ndarray,
    own: np.ndarray,
    own_rows: np.ndarray,
    at: int,
    sign: int,
) -> np.ndarray | None:
    """The cells of one block with the wanted one as far up or down as whole numbers go; None where none was found."""
    mine = cells[own]
    answer = smallest_whole(
        np.where(own == at, -float(sign), 0.0),
        matrix[own_rows][:, own],
        core.low[rows[own_rows]],
        core.high[rows[own_rows]],
        -core.down[mine],
        core.up[mine],
        core.whole[mine],
        NODES,
    )
    return None if answer is None else answer.x


def _row_blocks(matrix: csr_matrix, block: np.ndarray) -> np.ndarray:
    """The block of each row: that of any of its cells; every row has one."""
    return block[matrix.indices[matrix.indptr[:-1]]] if matrix.shape[0] else np.zeros(0, dtype=int)

"""What somebody can work out who has everything that is published and knows the rules.

Independent blocks of unknown cells share one linear program, and every solution found is a witness for all cells in
it. Where a solution is no whole number, whole numbers are asked for.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix, hstack

from sozialraum.analysis.protection.components import FAR, NEARLY, TIMES, Core, component_of, core_of
from sozialraum.analysis.protection.solver import Rows, rows_of, smallest, smallest_whole
from sozialraum.analysis.protection.system import State, System

TOGETHER = 1_000  # cells in one linear program
FEW = 4  # wanted cells of a block from which on all are driven at once first
TURNS = 3
THREADS = 2
NODES = 500  # of the search for whole numbers


@dataclass(frozen=True)
class Prices:
    """How a cell was worked out: what its largest and its smallest value owe to each row."""

    rows: np.ndarray  # (some,) rows of the core
    top: np.ndarray  # (some,)
    bottom: np.ndarray  # (some,)


@dataclass(frozen=True)
class Spread:
    """How far cells can lie from the truth, for all somebody can work out."""

    low: np.ndarray  # (core,) 0 or less; only what was asked for means anything
    high: np.ndarray  # (core,)
    mark: np.ndarray  # (core,) the same number whenever the same unknown cells hang together, 0 for published cells
    prices: dict[int, Prices]  # cells that fall short of the width asked for
    moved: dict[int, tuple[np.ndarray, np.ndarray]]  # of cells that do not: which cells move in the proof, how far


def values_left(system: System, withheld: np.ndarray, which: Iterable[int]) -> dict[int, tuple[float, float]]:
    """The smallest and the largest value that is possible for each of these cells.

    Args:
        system: all cells and relations.
        withheld: (cells,) of OPEN and HIDDEN cells.
        which: places of cells that are withheld or never told.

    Source: docs/methods.md#sekundaersperrung
    """
    asked = [int(one) for one in which]
    unknown = withheld | (system.state == State.NEVER)
    core = core_of(_seen(system, unknown, asked))
    place = {int(cell): at for at, cell in enumerate(core.cells)}
    inside = np.array([place[cell] for cell in asked if cell in place], dtype=int)
    found = spread(core, np.ones(len(core.cells), dtype=bool), inside, np.full(len(core.cells), np.inf))
    left = {}
    for cell in asked:
        value = float(system.value[cell])
        if cell not in place:
            left[cell] = (value, value)
            continue
        far = max(FAR, TIMES * abs(value)) - NEARLY
        low, high = float(found.low[place[cell]]), float(found.high[place[cell]])
        left[cell] = (value + low if low > -far else -np.inf, value + high if high < far else np.inf)
    return left


def values_possible(low: float, high: float, whole: bool) -> float:
    """How many values lie between both: of whole numbers their count, else the width plus one."""
    if not np.isfinite(high - low):
        return np.inf
    return np.floor(high + NEARLY) - np.ceil(low - NEARLY) + 1 if whole else high - low + 1


def spread(
    core: Core, unknown: np.ndarray, wanted: np.ndarray, enough: np.ndarray, alone: int | None = None
) -> Spread:
    """How far the wanted cells can lie from the truth.

    Args:
        unknown: (core,) 1 for cells nobody is told, 0 for published ones. In between (while a choice is searched for)
            a cell moves so much less, and not further than any secret asks for; nothing need be whole then.
        wanted: places of unknown cells.
        enough: (core,) the search stops where largest minus smallest reaches this.
        alone: at most so many cells of a block are driven one by one, which is what takes long; of the others only
            what was seen on the way is known. None: all.
    """
    share = unknown.astype(float)
    free = np.flatnonzero(share > 0)
    if (share != np.round(share)).any():
        far = float(enough[wanted].max(initial=0))
        core = replace(
            core,
            down=share * np.minimum(core.down, far),
            up=share * np.minimum(core.up, far),
            whole=np.zeros(len(share), dtype=bool),
        )
    part = core.columns[:, free].tocsr()
    label_of_row, label = component_of(part)
    mark = np.zeros(len(unknown), dtype=np.uint64)
    mark[free] = _marks(free, label, share[free])
    low, high = np.zeros(len(unknown)), np.zeros(len(unknown))
    prices: dict[int, Prices] = {}
    moved: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    if not len(wanted):
        return Spread(low, high, mark, prices, moved)
    place = np.full(len(unknown), -1)
    place[free] = np.arange(len(free))
    asked: dict[int, list[int]] = {}
    for cell in wanted:
        asked.setdefault(int(label[place[cell]]), []).append(int(place[cell]))
    by_column, by_row = np.argsort(label, kind="stable"), np.argsort(label_of_row, kind="stable")
    column_from, row_from = label[by_column], label_of_row[by_row]
    chunks: list[list[int]] = [[]]
    size = 0
    for block in sorted(asked, key=lambda one: (-len(asked[one]), one)):
        if size >= TOGETHER:
            chunks.append([])
            size = 0
        chunks[-1].append(block)
        size += int(np.searchsorted(column_from, block, "right") - np.searchsorted(column_from, block, "left"))

    def attacked(chunk: list[int]) -> None:
        columns = np.concatenate([_stretch(by_column, column_from, one) for one in chunk])
        rows = np.concatenate([_stretch(by_row, row_from, one) for one in chunk])
        wishes = [asked[one] for one in chunk]
        _chunk(core, part, free, rows, columns, label, wishes, enough, low, high, prices, moved, alone)

    if len(chunks) == 1:
        attacked(chunks[0])
    else:  # no two chunks share a cell, and the solver lets others run meanwhile
        with ThreadPoolExecutor(max_workers=THREADS) as pool:
            list(pool.map(attacked, chunks))
    return Spread(low, high, mark, prices, moved)


def _chunk(
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
    split = rows_of(csr_matrix(hstack([matrix, -matrix])), core.low[rows], core.high[rows])
    lower, upper = -core.down[cells], core.up[cells]
    where = {int(column): at for at, column in enumerate(columns)}
    todo = [[(where[cell], sign) for cell in one for sign in (1, -1)][::-1] for one in asked]
    block = np.unique(label[columns], return_inverse=True)[1]
    block_of_row = _row_blocks(matrix, block)
    half: dict[int, np.ndarray] = {}
    solutions = [np.zeros(len(cells))]
    top, bottom = np.zeros(len(cells), dtype=int), np.zeros(len(cells), dtype=int)
    most = max(len(one) for one in asked)
    for signs in _mixed(cells, [where[column] for one in asked for column in one]) if most > FEW else []:
        x = _driven(core, split, cells, lower, upper, signs)[0]
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
        x, worth = _driven(core, split, cells, lower, upper, signs)
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


def _driven(
    core: Core, split: Rows, cells: np.ndarray, lower: np.ndarray, upper: np.ndarray, signs: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The cells when those with a sign are driven up (1) or down (-1), and what that owes to each row.

    What moves up and what moves down are two variables, so that what need not move rests at the truth.
    """
    answer = smallest(np.r_[-signs, signs], split, np.zeros(2 * len(cells)), np.r_[upper, -lower])
    if answer is None:
        raise RuntimeError("the linear program of an attack has no solution")
    x = answer.x[: len(cells)] - answer.x[len(cells) :]
    near = core.whole[cells] & (np.abs(x - np.round(x)) < NEARLY)
    return np.where(near, np.round(x), x), -answer.prices


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


def _seen(system: System, unknown: np.ndarray, asked: list[int]) -> System:
    """The system after publication: what is not unknown is known to all, and what is asked for is a secret."""
    state = np.where(unknown, int(State.HIDDEN), int(State.KNOWN))
    needs = np.zeros(len(unknown), dtype=int)
    needs[asked] = 1
    return System(**{**vars(system), "state": state, "needs": needs})


def _row_blocks(matrix: csr_matrix, block: np.ndarray) -> np.ndarray:
    """The block of each row: that of any of its cells; every row has one."""
    return block[matrix.indices[matrix.indptr[:-1]]] if matrix.shape[0] else np.zeros(0, dtype=int)


def _stretch(order: np.ndarray, labels: np.ndarray, block: int) -> np.ndarray:
    return order[np.searchsorted(labels, block, "left") : np.searchsorted(labels, block, "right")]


def _marks(cells: np.ndarray, label: np.ndarray, share: np.ndarray) -> np.ndarray:
    """A number for each block that depends on its cells alone."""
    mixed = (cells.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed += np.round(share * 1e6).astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    sums = np.zeros(int(label.max()) + 1 if len(label) else 0, dtype=np.uint64)
    np.add.at(sums, label, mixed)
    return np.asarray(sums[label])

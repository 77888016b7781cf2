"""What of a system matters for protection: cells that may differ from the truth, and the relations between them."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix, csc_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

from sozialraum.analysis.protection.nesting import nested
from sozialraum.analysis.protection.system import State, System

NEARLY = 1e-6
FAR = 1e4  # a cell without a limit may move this far, or ten times its value: more never decides about protection
TIMES = 10.0


@dataclass(frozen=True)
class Core:
    """Cells near a secret, as differences from the truth: low <= matrix @ d <= high, and 0 fulfils it.

    A published cell has d = 0, an unknown one -down <= d <= up. Rows are ordered by what they say.
    """

    cells: np.ndarray  # (core,) places in the system, rising
    matrix: csr_matrix  # (rows, core)
    columns: csc_matrix  # the same
    low: np.ndarray  # (rows,) <= 0
    high: np.ndarray  # (rows,) >= 0
    down: np.ndarray  # (core,)
    up: np.ndarray  # (core,)
    sure: np.ndarray  # (core,) how far up it may lie for all that is known and not only guessed
    width: np.ndarray  # (core,) largest minus smallest possible value must reach this; 0: no secret
    whole: np.ndarray  # (core,)
    choice: np.ndarray  # (core,) True: OPEN; the others are unknown whatever is chosen
    weight: np.ndarray  # (core,)
    component: np.ndarray  # (core,) number of the connected component

    @property
    def equal(self) -> np.ndarray:
        """(rows,) Whether a row is an equation."""
        return np.asarray((self.low == 0) & (self.high == 0))


def core_of(system: System) -> Core:
    """Cells that are or may become unknown, in components in which something unknown is a secret.

    Raises:
        ValueError: a value breaks a relation or lies outside its limits, so the system is not true.
    """
    low, high = _slack(system)
    down, up = room(system)
    loose = (system.state != State.KNOWN) & (down + up > 0)
    matrix = system.relations.tocsc()[:, np.flatnonzero(loose)].tocsr()
    at = np.flatnonzero(loose)
    always = system.state[at] != State.OPEN
    label = component_of(matrix)[1]
    secret = np.zeros(label.max() + 1 if len(label) else 0, dtype=bool)
    secret[label[always & (system.needs[at] > 0)]] = True
    kept = secret[label] if len(label) else np.zeros(0, dtype=bool)
    kept_at = np.flatnonzero(kept)
    kept_at, low, high = _slacks_gone(system, matrix.tocsc()[:, kept_at], at[kept_at], kept_at, low, high, down, up)
    cells = at[kept_at]
    matrix, low, high = _in_order(nested(matrix.tocsc()[:, kept_at].tocsr(), (low == 0) & (high == 0)), low, high)
    return Core(
        cells=cells,
        matrix=matrix,
        columns=matrix.tocsc(),
        low=low,
        high=high,
        down=down[cells],
        up=up[cells],
        sure=np.where(system.guess[cells], np.maximum(FAR, TIMES * np.abs(system.value[cells])), up[cells]),
        width=np.maximum(system.needs[cells] - 1, 0).astype(float),
        whole=system.whole[cells],
        choice=system.state[cells] == State.OPEN,
        weight=system.weight[cells],
        component=np.unique(label[kept_at], return_inverse=True)[1],
    )


def part_of(core: Core, which: np.ndarray) -> tuple[Core, np.ndarray]:
    """The same without the other cells, which stay as they are, and the places of its cells in the core.

    Args:
        which: (core,) True for cells that may move.
    """
    kept = np.flatnonzero(which)
    matrix = core.columns[:, kept].tocsr()
    rows = np.flatnonzero(np.diff(matrix.indptr))
    matrix = matrix[rows]
    own = {
        name: getattr(core, name)[kept]
        for name in ("cells", "down", "up", "sure", "width", "whole", "choice", "weight")
    }
    component = np.unique(core.component[kept], return_inverse=True)[1]
    return Core(
        matrix=matrix, columns=matrix.tocsc(), low=core.low[rows], high=core.high[rows], component=component, **own
    ), kept


def entries(indptr: np.ndarray, which: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places of the entries of these rows (or columns) of a sparse matrix, and how many each has."""
    count = indptr[which + 1] - indptr[which]
    start = indptr[which] - np.r_[0, np.cumsum(count)[:-1]] if len(which) else count
    return np.repeat(start, count) + np.arange(count.sum()), count


def room(system: System) -> tuple[np.ndarray, np.ndarray]:
    """How far each cell may lie below and above the truth for all anybody knows beforehand."""
    far = np.maximum(FAR, TIMES * np.abs(system.value))
    down, up = system.value - system.least, system.most - system.value
    if (down < -NEARLY).any() or (up < -NEARLY).any():
        wrong = system.keys[int(np.flatnonzero((down < -NEARLY) | (up < -NEARLY))[0])]
        raise ValueError(f"the value of a cell lies outside its limits: {wrong!r}")
    return np.clip(down, 0, far), np.clip(up, 0, far)


def component_of(matrix: csr_matrix) -> tuple[np.ndarray, np.ndarray]:
    """The number of the connected component of each row and each column."""
    rows, columns = matrix.shape
    entries = matrix.tocoo()
    graph = coo_matrix((np.ones(entries.nnz), (entries.row, entries.col + rows)), shape=(rows + columns,) * 2)
    label = connected_components(graph, directed=False)[1]
    return label[:rows], label[rows:]


def _slack(system: System) -> tuple[np.ndarray, np.ndarray]:
    """How far each relation is from its limits at the truth; a relation that is not true is our own mistake."""
    sums = system.relations @ system.value
    rounding = NEARLY + 1e-9 * (abs(system.relations) @ np.abs(system.value))
    low, high = system.low - sums, system.high - sums
    if (low > rounding).any() or (high < -rounding).any():
        row = int(np.flatnonzero((low > rounding) | (high < -rounding))[0])
        cells = [system.keys[int(one)] for one in system.relations[row].indices[:5]]
        raise ValueError(f"a relation does not hold for the true values: {cells!r}")
    return np.where(low > -rounding, 0.0, low), np.where(high < rounding, 0.0, high)


def _slacks_gone(
    system: System,
    matrix: csc_matrix,
    cells: np.ndarray,
    places: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    down: np.ndarray,
    up: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Without cells never told, nobody's secret and in one relation only: they widen that relation instead."""
    counted = np.diff(matrix.indptr)
    free = (system.state[cells] == State.NEVER) & (system.needs[cells] == 0) & (counted == 1)
    uneven = np.zeros(matrix.shape[0], dtype=bool)  # rows in which whole numbers need not leave a whole number
    entries = matrix.tocoo()
    uneven[entries.row[(np.abs(entries.data) != 1) | ~system.whole[cells[entries.col]]]] = True
    first = matrix.indptr[:-1][free]
    rows, factors = matrix.indices[first], matrix.data[first]
    good = ~uneven[rows] | ~system.whole[cells[free]]
    gone = np.flatnonzero(free)[good]
    rows, factors = rows[good], factors[good]
    below, above = factors * -down[cells[gone]], factors * up[cells[gone]]
    low, high = low.copy(), high.copy()
    np.subtract.at(low, rows, np.maximum(below, above))
    np.subtract.at(high, rows, np.minimum(below, above))
    return np.delete(places, gone), low, high


def _in_order(matrix: csr_matrix, low: np.ndarray, high: np.ndarray) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """Rows that say something, each once, scaled to a largest factor of 1, in an order that follows from them."""
    matrix.eliminate_zeros()
    matrix.sort_indices()
    counted = np.diff(matrix.indptr)
    some = np.flatnonzero((counted > 0) & (np.isfinite(low) | np.isfinite(high)))
    matrix, low, high = matrix[some], low[some], high[some]
    if not len(some):
        return matrix, low, high
    largest = np.maximum.reduceat(np.abs(matrix.data), matrix.indptr[:-1])
    matrix.data /= np.repeat(largest, np.diff(matrix.indptr))
    low, high = low / largest, high / largest
    place = np.arange(1, matrix.shape[1] + 1)
    marks = [np.round(matrix @ np.sqrt(place + at), 9) for at in (0.0, 0.37)]
    order = np.lexsort((high, low, marks[1], marks[0]))
    marked = np.column_stack([marks[0], marks[1], low, high])[order]
    new = np.r_[True, (marked[1:] != marked[:-1]).any(axis=1)]
    order = order[new]
    return matrix[order], low[order], high[order]

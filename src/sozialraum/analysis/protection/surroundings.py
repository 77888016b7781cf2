"""Which cells near a secret may move in a flow of it, found for many secrets at once."""

import numpy as np
from scipy.sparse import csr_matrix

from sozialraum.analysis.protection.components import Core, entries
from sozialraum.analysis.protection.limits import narrow

SIZES = (60, 300, 600, 1_000_000)  # cells around a secret between which a flow is looked for
NEARBY = (0, 1)  # places in SIZES: first among these
FURTHER = (1, 2, 3)  # then, where less is asked for, among those
ALL = (0, 1, 2, 3)
AT_ONCE = 15_000  # cells around secrets that are searched together


class Around:
    """Cells near each cell and their rows, found once for all readings of a core."""

    def __init__(self, core: Core, sizes: tuple[int, ...] = SIZES) -> None:
        self.sizes = sizes
        self._core = core
        self._barred = core.choice & narrow(core)  # withheld, they would be told too much of themselves
        marks = np.ones(core.matrix.nnz)
        self._rows = csr_matrix((marks, core.matrix.indices, core.matrix.indptr), shape=core.matrix.shape)
        columns = core.columns
        self._of_cells = csr_matrix((marks, columns.indices, columns.indptr), shape=core.matrix.shape[::-1])
        self._equal = core.equal
        self._found: dict[tuple[int, int], tuple[np.ndarray, np.ndarray]] = {}

    def knows(self, cell: int, which: int) -> bool:
        """Whether they are found already."""
        return (cell, which) in self._found

    def of(self, cell: int, which: int) -> tuple[np.ndarray, np.ndarray]:
        """Cells near this one along the relations, until there are so many or no more, and their rows."""
        if (cell, which) not in self._found:
            self.search([cell], which)
        return self._found[cell, which]

    def search(self, cells: list[int], which: int) -> None:
        """Finds the surroundings of the first of these cells, those not found yet, as many as go together."""
        wanted = [one for one in cells if (one, which) not in self._found][: max(AT_ONCE // self.sizes[which], 1)]
        if not wanted:
            return
        sources = np.array(wanted)
        near = self._peeled(self._reached(sources, self.sizes[which]), sources)
        near.sort_indices()
        for at, cell in enumerate(wanted):
            own = near.indices[near.indptr[at] : near.indptr[at + 1]]
            rows = np.unique(self._core.columns.indices[entries(self._core.columns.indptr, own)[0]])
            self._found[cell, which] = (own, rows)

    def _reached(self, sources: np.ndarray, size: int) -> csr_matrix:
        """(sources, core) Cells along the relations, step by step until a source has so many or gets no more."""
        near = _marks(np.arange(len(sources)), sources, (len(sources), len(self._barred)))
        counted = np.ones(len(sources), dtype=int)
        growing = np.arange(len(sources))
        while len(growing):
            further = near[growing] @ self._of_cells @ self._rows
            source = np.repeat(np.arange(len(growing)), np.diff(further.indptr))
            kept = ~self._barred[further.indices] | (further.indices == sources[growing[source]])
            further = _marks(source[kept], further.indices[kept], further.shape)
            more = np.diff(further.indptr)
            grew = more > counted[growing]
            near = _with_rows(near, growing, further)
            counted[growing] = np.maximum(more, counted[growing])
            growing = growing[grew & (more < size)]
        return near

    def _peeled(self, near: csr_matrix, sources: np.ndarray) -> csr_matrix:
        """Without cells that are alone in an equation, which cannot move; the sources stay."""
        changing = np.arange(len(sources))
        while len(changing):
            part = near[changing]
            counted = part @ self._of_cells
            counted.data = ((counted.data == 1) & self._equal[counted.indices]).astype(float)
            counted.eliminate_zeros()
            stuck = (counted @ self._rows).multiply(part).tocsr()
            stuck.data[:] = 1.0
            left = csr_matrix(part - stuck)
            left.eliminate_zeros()
            source = np.repeat(np.arange(len(changing)), np.diff(left.indptr))
            own = _marks(np.arange(len(changing)), sources[changing], left.shape)
            left = _marks(source, left.indices, left.shape).maximum(own).tocsr()
            shrunk = np.diff(left.indptr) < np.diff(part.indptr)
            near = _with_rows(near, changing, left)
            changing = changing[shrunk]
        return near


def _marks(rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int]) -> csr_matrix:
    """1 at these places; rows rise."""
    start = np.r_[0, np.cumsum(np.bincount(rows, minlength=shape[0]))]
    return csr_matrix((np.ones(len(columns)), columns, start), shape=shape)


def _with_rows(matrix: csr_matrix, which: np.ndarray, new: csr_matrix) -> csr_matrix:
    """The matrix with these rows instead of its own."""
    counted = np.diff(matrix.indptr)
    counted[which] = np.diff(new.indptr)
    start = np.r_[0, np.cumsum(counted)]
    columns = np.empty(start[-1], dtype=matrix.indices.dtype)
    others = np.setdiff1d(np.arange(matrix.shape[0]), which)
    columns[entries(start, others)[0]] = matrix.indices[entries(matrix.indptr, others)[0]]
    columns[entries(start, which)[0]] = new.indices
    return csr_matrix((np.ones(len(columns)), columns, start), shape=matrix.shape)

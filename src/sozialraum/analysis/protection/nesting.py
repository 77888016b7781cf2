"""Sums that lie in larger sums: a city of all its areas becomes a city of its larger areas, each of its own.

The equations say the same together; each says less by itself, so what hangs together closely is seen to.
"""

import numpy as np
from scipy.sparse import csr_matrix


def nested(matrix: csr_matrix, equal: np.ndarray) -> csr_matrix:
    """The relations with every equation shortened by smaller ones that lie in it, but for one cell, the total.

    Args:
        matrix: (relations, cells).
        equal: (relations,) which are equations with 0 on the other side; the others stay.
    """
    counted = np.diff(matrix.indptr)
    sums = np.flatnonzero(equal & (counted > 2))
    rows = {
        int(row): dict(
            zip(
                matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]].tolist(),
                matrix.data[matrix.indptr[row] : matrix.indptr[row + 1]].tolist(),
                strict=True,
            )
        )
        for row in sums
    }
    of_cell: dict[int, list[int]] = {}
    for row, cells in rows.items():
        for cell in cells:
            of_cell.setdefault(cell, []).append(row)
    within: dict[int, list[int]] = {}
    for row, cells in rows.items():
        two = list(cells)[:2]  # all cells but one lie in the larger sum, so one of any two does
        near = {other for cell in two for other in of_cell[cell] if len(rows[other]) > len(cells)}
        for other in near:
            within.setdefault(other, []).append(row)
    changed = {}
    for row, smaller in within.items():
        longer = dict(rows[row])
        for part in sorted(smaller, key=lambda one: (-len(rows[one]), sorted(rows[one]))):
            _shortened(longer, rows[part])
        changed[row] = longer
    return _with_rows(matrix, changed)


def _shortened(longer: dict[int, float], part: dict[int, float]) -> None:
    """Takes a multiple of the part from the longer sum if all its cells but one vanish; else leaves it."""
    common = [cell for cell in part if cell in longer]
    if len(common) < max(len(part) - 1, 2):
        return
    ratio = longer[common[0]] / part[common[0]]
    alike = [cell for cell in common if longer[cell] == ratio * part[cell]]
    if len(alike) < len(part) - 1:
        return
    for cell, factor in part.items():
        left = longer.get(cell, 0.0) - ratio * factor
        if left:
            longer[cell] = left
        else:
            longer.pop(cell, None)


def _with_rows(matrix: csr_matrix, changed: dict[int, dict[int, float]]) -> csr_matrix:
    if not changed:
        return matrix
    old = np.ones(matrix.shape[0], dtype=bool)
    old[list(changed)] = False
    entries = matrix.tocoo()
    kept = old[entries.row]
    counts = [len(cells) for cells in changed.values()]
    result = csr_matrix(
        (
            np.r_[entries.data[kept], [factor for cells in changed.values() for factor in cells.values()]],
            (
                np.r_[entries.row[kept], np.repeat(list(changed), counts)],
                np.r_[entries.col[kept], [cell for cells in changed.values() for cell in cells]],
            ),
        ),
        shape=matrix.shape,
    )
    result.sort_indices()
    return result

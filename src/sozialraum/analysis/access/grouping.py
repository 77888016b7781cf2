"""Things sorted into numbered groups by counting, many times quicker than by comparing."""

import numpy as np
from scipy.sparse import csc_array


def grouped(group: np.ndarray, groups: int) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of the things in order of group, then number, and where each group begins (groups + 1,).

    Args:
        group: (n,) of each thing, 0 to below `groups`.
        groups: how many there are.
    """
    # a column for each thing, with one entry in the row of its group; turned round, the rows are the groups in order
    columns = np.arange(len(group) + 1, dtype=np.int32)
    table = csc_array((np.zeros(len(group), dtype=np.int8), group.astype(np.int32), columns), (groups, len(group)))
    by_row = table.tocsr()
    return by_row.indices, by_row.indptr

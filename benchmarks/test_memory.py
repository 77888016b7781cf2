"""The gauge of memory sees what a way needs, also where this process holds freed memory that the way could fill."""

import numpy as np
import pytest

from benchmarks.memory import STATUS, megabytes

PIECES, PIECE = 96, 2**16  # of half a megabyte: freed ones stay with the process
NEEDED = PIECES * PIECE * 8 / 2**20
EXACT = 0.25  # a system of many processors counts the pages of a process to a few megabytes only


def pieces(count: int) -> list[np.ndarray]:
    return [np.ones(PIECE) for _ in range(count)]


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells the peak of a process")
def test_freed_memory_hides_nothing() -> None:
    largest = np.ones(2**20)
    del largest  # from now on the pieces come from the heap
    held = pieces(2 * PIECES)
    pinned = held[-1]
    del held
    assert pinned.sum() == PIECE
    seen = megabytes(lambda: pieces(PIECES))
    assert (1 - EXACT) * NEEDED < seen < (1 + EXACT) * NEEDED

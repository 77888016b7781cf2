"""Random numbers that never change: raw PCG64 bits only, one stream per topic.

NumPy keeps the bits of a bit generator stable for ever, its distributions not; so everything is made from the bits.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SEED = "Musterstadt 1"


class Dice:
    """Uniform numbers for one topic; another topic never shifts them."""

    def __init__(self, topic: str) -> None:
        digest = hashlib.sha256(f"{SEED}|{topic}".encode()).digest()
        self.bits = np.random.PCG64(int.from_bytes(digest[:16], "big"))

    def uniform(self, *shape: int) -> Floats:
        """Numbers from 0 up to, not including, 1."""
        raw = np.asarray(self.bits.random_raw(int(np.prod(shape, dtype=int))), dtype=np.uint64)
        return ((raw >> np.uint64(11)).astype(np.float64) * 2.0**-53).reshape(shape)

    def one(self, low: float = 0.0, high: float = 1.0) -> float:
        return low + (high - low) * float(self.uniform(1)[0])

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.one() * (high - low + 1))

    def bell(self, *shape: int) -> Floats:
        """About a standard normal: twelve uniform numbers less six."""
        sums: Floats = self.uniform(*shape, 12).sum(axis=-1) - 6.0
        return sums

    def pick(self, items: list[str]) -> str:
        return items[self.whole(0, len(items) - 1)]


def whole_by(expected: Floats, threshold: Floats) -> Ints:
    """Expected numbers as whole ones; the same threshold in every year keeps a series smooth."""
    return np.floor(np.maximum(expected, 0.0) + threshold).astype(np.int64)


def spread(total: int, weights: Floats, start: float) -> Ints:
    """`total` whole things over the weights, adding up exactly; `start` (0 to 1) moves the rounding."""
    if total == 0 or weights.sum() == 0:
        return np.zeros(len(weights), dtype=np.int64)
    edges = np.concatenate([[0.0], np.cumsum(weights)])
    steps = np.floor(edges / edges[-1] * total + start * 0.999999).astype(np.int64)
    steps[-1], steps[0] = total, 0
    parts: Ints = np.diff(steps)
    return parts


def apportion(total: int, weights: Floats) -> Ints:
    """`total` over the weights by largest remainders; the first wins a tie."""
    if total == 0 or weights.sum() == 0:
        return np.zeros(len(weights), dtype=np.int64)
    exact = weights / weights.sum() * total
    whole: Ints = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole

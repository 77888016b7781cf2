"""Classes of values for the map: natural or even breaks, fixed over all dates, never splitting equal values."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

NATURAL_LIMIT = 240  # distinct values up to which the exact search for natural breaks is quick
NEARLY = 0.02  # share of all values by which equal numbers of values may be missed for a rounder bound


@dataclass(frozen=True)
class Classes:
    """Upper bounds, each inclusive; the last class reaches up to the highest value.

    Args:
        upper: rising; one per class.
        lowest: smallest value.
        method: "natural", "quantile" or "fixed".
    """

    upper: tuple[float, ...]
    lowest: float
    method: str

    @property
    def note(self) -> str:
        """Key of the sentence on how the classes were made, in the locale section classes."""
        return f"note_{'one' if len(self.upper) == 1 and self.method != 'fixed' else self.method}"

    def of(self, value: float) -> int:
        """Number of the class of a value, from 0."""
        return min(bisect_left(self.upper, value), len(self.upper) - 1)


def fixed(breaks: Sequence[float], values: Sequence[float]) -> Classes:
    """Classes at the breaks that the project states; values above the last one make a class of their own."""
    top = max([*values, breaks[-1]])
    upper = tuple(breaks) if top <= breaks[-1] else (*breaks, top)
    return Classes(upper, min([*values, breaks[0]]), "fixed")


def classed(values: Sequence[float], count: int = 5, method: str = "natural") -> Classes | None:
    """At most `count` classes: natural breaks (least squared deviation within classes, exact) for up to 240
    different values, else equal numbers of values.

    Args:
        values: all values of all dates, so that classes stay the same over time.
        count: number of classes wanted; fewer where there are fewer different values.
        method: "natural", or "quantile" for equal numbers of values however few there are.

    Returns:
        None without values. Bounds are rounded as far as no value changes its class.
    """
    if not values:
        return None
    distinct, weights = np.unique(np.asarray(values, dtype=float), return_counts=True)
    count = min(count, len(distinct))
    natural = method == "natural" and len(distinct) <= NATURAL_LIMIT
    ends = _natural(distinct, weights, count) if natural else _quantile(distinct, weights, count)
    upper = [_rounded(distinct[end], distinct[end + 1]) for end in ends[:-1]] + [float(distinct[-1])]
    return Classes(tuple(upper), float(distinct[0]), "natural" if natural else "quantile")


def _natural(values: np.ndarray, weights: np.ndarray, count: int) -> list[int]:
    """Index of the last value of each class, by dynamic programming over all partitions (Fisher)."""
    n = len(values)
    values = values - values.mean()  # squares of large values would swallow the differences between them
    w = np.concatenate([[0], np.cumsum(weights)])
    s = np.concatenate([[0.0], np.cumsum(weights * values)])
    q = np.concatenate([[0.0], np.cumsum(weights * values**2)])

    def within(start: np.ndarray | int, end: int) -> np.ndarray:
        size = w[end] - w[start]
        return np.asarray(q[end] - q[start] - (s[end] - s[start]) ** 2 / size)

    best = np.array([0.0, *(float(within(0, end)) for end in range(1, n + 1))])
    cuts = []
    for k in range(2, count + 1):
        new, cut = np.full(n + 1, np.inf), np.zeros(n + 1, dtype=int)
        for end in range(k, n + 1):
            starts = np.arange(k - 1, end)
            costs = best[starts] + within(starts, end)
            at = int(np.argmin(costs))
            new[end], cut[end] = costs[at], starts[at]
        best = new
        cuts.append(cut)
    ends, end = [n - 1], n
    for cut in reversed(cuts):
        end = int(cut[end])
        ends.append(end - 1)
    return ends[::-1]


def _quantile(values: np.ndarray, weights: np.ndarray, count: int) -> list[int]:
    """Index of the last value of each class; of ends within `NEARLY` of the exact one that of the roundest bound."""
    share = np.cumsum(weights) / weights.sum()
    last = len(values) - 1
    ends = set()
    for k in range(1, count):
        exact = int(np.searchsorted(share, k / count))
        off = np.abs(share[:-1] - share[exact])
        near = [int(end) for end in np.flatnonzero(off < NEARLY - 1e-9)]
        digits = {end: max(_shortest(float(values[end]), float(values[end + 1]))[0], 0) for end in near}
        if exact < last:
            ends.add(min(near, key=lambda end: (digits[end], round(off[end], 9), end)))
    return [*sorted(ends), last]


def _rounded(below: float, above: float) -> float:
    """The shortest decimal number that is not smaller than `below` and smaller than `above`."""
    return _shortest(below, above)[1]


def _shortest(below: float, above: float) -> tuple[int, float]:
    """Decimals and value of that number."""
    for decimals in range(-6, 16):
        step = 10.0**-decimals
        candidate = round(np.ceil(below / step - 1e-12) * step, max(decimals, 0))
        if below <= candidate < above:
            return decimals, float(candidate)
    return 16, float(below)

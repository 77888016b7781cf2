"""How much a place counts at a distance: 1 at the door or nearby, less farther away, 0 beyond reach."""

import math
from collections.abc import Callable, Iterable

import numpy as np

# Distances in metres, any shape, never negative, inf where there is no way -> weights of that shape, 0 at inf.
Weight = Callable[[np.ndarray], np.ndarray]


def binary(reach_m: float) -> Weight:
    """1 up to and at `reach_m`, 0 beyond.

    Source: docs/methods.md#gewichte-nach-entfernung
    """
    return steps([(reach_m, 1.0)])


def steps(limits: Iterable[tuple[float, float]]) -> Weight:
    """One weight up to and at each limit, 0 beyond the last.

    Args:
        limits: (metres, weight) such as [(500, 1), (1000, 0.68)], in any order.

    Raises:
        ValueError: no step, one limit twice, a limit or weight that is negative or no finite number.

    Source: docs/methods.md#gewichte-nach-entfernung
    """
    inward = sorted(limits, reverse=True)
    if not inward or len({limit for limit, _ in inward}) < len(inward):
        raise ValueError("steps need limits, each once")
    for number in (number for step in inward for number in step):
        _checked(number, at_least_zero=True)

    def stepped(distance_m: np.ndarray) -> np.ndarray:
        weight = np.zeros(np.shape(distance_m))
        for limit, value in inward:
            np.copyto(weight, value, where=distance_m <= limit)
        return weight

    return stepped


def gaussian(sigma_m: float, max_m: float = math.inf) -> Weight:
    """exp(−d² / 2σ²): 1 at the door, 0.61 at σ; 0 beyond `max_m`.

    Source: docs/methods.md#gewichte-nach-entfernung
    """
    factor = -1.0 / (2.0 * _checked(sigma_m) ** 2)
    return _within(max_m, lambda distance_m: np.exp(np.square(distance_m) * factor))


def exponential(per_m: float, max_m: float = math.inf) -> Weight:
    """exp(−β d) with β = `per_m`; 0 beyond `max_m`.

    Source: docs/methods.md#gewichte-nach-entfernung
    """
    factor = -_checked(per_m)
    return _within(max_m, lambda distance_m: np.exp(distance_m * factor))


def power(alpha: float, min_m: float, max_m: float = math.inf) -> Weight:
    """max(d, `min_m`)^−α, so that zero distance has a weight; 0 beyond `max_m`.

    Source: docs/methods.md#gewichte-nach-entfernung
    """
    least, exponent = _checked(min_m), -_checked(alpha)
    return _within(max_m, lambda distance_m: np.maximum(distance_m, least) ** exponent)


def linear(reach_m: float) -> Weight:
    """1 − d / `reach_m`: 1 at the door, 0 at `reach_m` and beyond.

    Source: docs/methods.md#gewichte-nach-entfernung
    """
    reach = _checked(reach_m)
    return lambda distance_m: np.maximum(1.0 - distance_m / reach, 0.0)


def _within(max_m: float, weight: Weight) -> Weight:
    if math.isnan(max_m) or max_m < 0:
        raise ValueError("the farthest distance must not be negative")
    if math.isinf(max_m):
        return weight
    return lambda distance_m: np.where(distance_m <= max_m, weight(distance_m), 0.0)


def _checked(number: float, at_least_zero: bool = False) -> float:
    if not math.isfinite(number) or number < 0 or (number == 0 and not at_least_zero):
        raise ValueError(f"a distance or weight must be a finite positive number, not {number}")
    return float(number)

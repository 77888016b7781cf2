"""Weights by hand: at the door, at a limit, just beyond it, and where there is no way."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from sozialraum.analysis.access.weights import Weight, binary, exponential, gaussian, linear, power, steps

NOWHERE = math.inf


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        (binary(30), {0: 1, 30: 1, 30.001: 0, NOWHERE: 0}),
        (steps([(40, 0.68), (20, 1), (60, 0.22)]), {0: 1, 20: 1, 30: 0.68, 40: 0.68, 60: 0.22, 70: 0, NOWHERE: 0}),
        (gaussian(20), {0: 1, 20: 0.6065307, 40: 0.1353353, 60: 0.0111090, NOWHERE: 0}),
        (gaussian(20, max_m=40), {40: 0.1353353, 40.001: 0, NOWHERE: 0}),
        (exponential(0.01), {0: 1, 100: 0.3678794, NOWHERE: 0}),
        (exponential(0.01, max_m=50), {50: 0.6065307, 51: 0}),
        (power(2, min_m=10), {0: 0.01, 10: 0.01, 100: 0.0001, NOWHERE: 0}),
        (power(2, min_m=10, max_m=20), {20: 0.0025, 21: 0, NOWHERE: 0}),
        (linear(500), {0: 1, 250: 0.5, 500: 0, 600: 0, NOWHERE: 0}),
    ],
)
def test_weights_by_hand(weight: Weight, expected: dict[float, float]) -> None:
    found = weight(np.array(list(expected), dtype=float))
    assert found.tolist() == pytest.approx(list(expected.values()), abs=5e-8)


@pytest.mark.parametrize(
    "make",
    [
        lambda: binary(-1),
        lambda: binary(math.inf),
        lambda: steps([]),
        lambda: steps([(500, 1), (500, 0.5)]),
        lambda: steps([(500, -1)]),
        lambda: gaussian(0),
        lambda: gaussian(math.nan),
        lambda: gaussian(300, max_m=-1),
        lambda: exponential(-0.1),
        lambda: power(1, min_m=0),
        lambda: linear(0),
    ],
)
def test_no_weight_from_nonsense(make: Callable[[], Weight]) -> None:
    with pytest.raises(ValueError, match=r"must|need"):
        make()

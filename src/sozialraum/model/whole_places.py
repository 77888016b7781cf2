"""Places as whole things: the one rule for rounding them."""

import math

EXACT = 1e-9  # a difference below this is one of binary fractions


def whole_missing(places: float) -> int:
    """So many whole places must be made: rounded up, so that the target is met.

    Args:
        places: missing, >= 0, unrounded. Of a larger area its own difference, not the sum of rounded parts.

    Source: docs/methods.md#ganze-plaetze
    """
    return math.ceil(places - EXACT)


def whole_spare(places: float) -> int:
    """So many whole places are there beyond the target: rounded down.

    Source: docs/methods.md#ganze-plaetze
    """
    return math.floor(places + EXACT)

"""What a difference means: burden or strength, and how large it is beside the differences between the areas."""

from sozialraum.model.findings import Weight
from sozialraum.model.indicators import Indicator

ALIKE = 1e-9  # a spread below this is rounding of binary numbers


def weight_of(indicator: Indicator, more: bool) -> Weight:
    """Whether more, or less, of an indicator is a burden or a strength; its polarity decides."""
    return "burden" if more == (indicator.polaritaet == "mehr_belastung") else "strength"


def in_deviations(difference: float, deviation: float | None) -> float:
    """The size of a difference in standard deviations of the areas; 0 where the areas do not differ."""
    return abs(difference) / deviation if deviation is not None and deviation > ALIKE else 0.0

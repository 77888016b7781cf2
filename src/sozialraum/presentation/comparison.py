"""A value beside the city's, in numbers and in the words its polarity allows."""

from dataclasses import dataclass

from sozialraum.presentation.numbers import number
from sozialraum.presentation.texts import Texts
from sozialraum.presentation.views.layer import Layer


@dataclass(frozen=True)
class Comparison:
    """Difference to the city as text, what it means, and "worse", "better" or "none"."""

    difference: str | None = None
    words: str | None = None
    judgement: str = "none"


def compared(layer: Layer, value: float | None, city: float | None, words: Texts) -> Comparison:
    """How an area stands to the whole city; nothing for counts, since a part is always below the whole.

    Args:
        value, city: unrounded, or None.
    """
    if layer.symbols or value is None or city is None:
        return Comparison()
    difference = value - city
    digits = max(layer.decimals, 1)
    text = number(difference, digits, words, signed=True)
    if text == number(0, digits, words, signed=True):
        return Comparison(text, words("polarity.same"))
    if layer.polarity == "keine":
        return Comparison(text, words("polarity.above" if difference > 0 else "polarity.below"))
    worse = (difference > 0) == (layer.polarity == "mehr_belastung")
    return Comparison(text, words("polarity.worse" if worse else "polarity.better"), "worse" if worse else "better")

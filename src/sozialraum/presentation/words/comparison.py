"""A value beside the city's, in numbers and in the words its polarity allows."""

from dataclasses import dataclass

from sozialraum.presentation.views.layer import Layer
from sozialraum.presentation.words.numbers import number
from sozialraum.presentation.words.texts import Texts


@dataclass(frozen=True)
class Comparison:
    """Difference to the city as text, what it means, and "worse", "better" or "none"."""

    difference: str | None = None
    words: str | None = None
    judgement: str = "none"


def compared(
    layer: Layer, value: float | None, city: float | None, words: Texts, beside_rest: str = ""
) -> Comparison:
    """How an area stands to the whole city; nothing for counts, since a part is always below the whole.

    Args:
        value, city: unrounded, or None.
        beside_rest: "more", "similar" or "less" than the rest of the city, where the usual fluctuation is known;
            then the words speak of that, and what is similar is not judged.
    """
    if layer.symbols or value is None or city is None:
        return Comparison()
    difference = value - city
    digits = max(layer.decimals, 1)
    text = number(difference, digits, words, signed=True)
    if not beside_rest and text == number(0, digits, words, signed=True):
        return Comparison(text, words("polarity.same"))
    if beside_rest == "similar":
        return Comparison(text, words("rest.similar"))
    kind = "rest" if beside_rest else "polarity"
    more = beside_rest == "more" if beside_rest else difference > 0
    if layer.polarity == "keine":
        return Comparison(text, words(f"{kind}.{'above' if more else 'below'}"))
    judgement = "worse" if more == (layer.polarity == "mehr_belastung") else "better"
    return Comparison(text, words(f"{kind}.{judgement}"), judgement)

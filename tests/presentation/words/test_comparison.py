"""A value beside the city's: polarity decides the words, and nothing is judged that has none."""

from typing import Any

import pytest

from sozialraum.presentation.views.layer import Layer
from sozialraum.presentation.words.comparison import Comparison, compared
from sozialraum.presentation.words.texts import Texts


def layer(**more: Any) -> Layer:
    usual: dict[str, Any] = {
        "id": "x", "group": "g", "kind": "choropleth", "label": "x", "short": "x", "unit": "%", "decimals": 1,
        "polarity": "mehr_belastung", "polarity_word": "", "info": [], "periods": [], "values": {}, "statuses": {},
        "city": {},
    }  # fmt: skip
    return Layer(**{**usual, **more})


@pytest.mark.parametrize(
    ("polarity", "value", "difference", "words", "judgement"),
    [
        ("mehr_belastung", 18.4, "+4,2", "polarity.worse", "worse"),
        ("mehr_belastung", 10.0, "−4,2", "polarity.better", "better"),
        ("weniger_belastung", 18.4, "+4,2", "polarity.better", "better"),
        ("weniger_belastung", 10.0, "−4,2", "polarity.worse", "worse"),
        ("keine", 18.4, "+4,2", "polarity.above", "none"),
        ("keine", 10.0, "−4,2", "polarity.below", "none"),
        ("mehr_belastung", 14.24, "±0,0", "polarity.same", "none"),
        ("mehr_belastung", 14.16, "±0,0", "polarity.same", "none"),
    ],
)
def test_compared_by_hand(
    polarity: str, value: float, difference: str, words: str, judgement: str, german: Texts
) -> None:
    """The city has 14.2 %."""
    assert compared(layer(polarity=polarity), value, 14.2, german) == Comparison(difference, german(words), judgement)


def test_counts_and_unknown_values_are_not_compared(german: Texts) -> None:
    """A part is always below the whole."""
    assert compared(layer(symbols=True), 10, 100, german) == Comparison()
    assert compared(layer(), None, 100, german) == Comparison()
    assert compared(layer(), 10, None, german) == Comparison()


def test_a_difference_that_is_shown_as_zero_is_never_judged(german: Texts) -> None:
    for hundredths in range(-30, 31):
        one = compared(layer(), 50 + hundredths / 100, 50, german)
        assert (one.difference == "±0,0") == (one.judgement == "none")


@pytest.mark.parametrize(
    ("polarity", "beside", "words", "judgement"),
    [
        ("mehr_belastung", "more", "rest.worse", "worse"),
        ("mehr_belastung", "less", "rest.better", "better"),
        ("weniger_belastung", "more", "rest.better", "better"),
        ("weniger_belastung", "less", "rest.worse", "worse"),
        ("keine", "more", "rest.above", "none"),
        ("keine", "less", "rest.below", "none"),
        ("mehr_belastung", "similar", "rest.similar", "none"),
        ("keine", "similar", "rest.similar", "none"),
    ],
)
def test_where_the_usual_fluctuation_is_known_the_words_follow_it(
    polarity: str, beside: str, words: str, judgement: str, german: Texts
) -> None:
    """The city has 14.2 %; whatever the difference, what is similar is not judged."""
    one = compared(layer(polarity=polarity), 18.4, 14.2, german, beside)
    assert one == Comparison("+4,2", german(words), judgement)

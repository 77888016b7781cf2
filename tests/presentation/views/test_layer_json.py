"""Numbers for the scripts: shorter than they are, and never read differently from what a static table says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialraum.presentation.views.layer_json import compact, rounded
from sozialraum.presentation.words.numbers import number
from sozialraum.presentation.words.texts import texts

GERMAN = texts("de")


@pytest.mark.parametrize(
    ("value", "digits", "told"),
    [
        (158.45, 1, 158.5),  # a hair below the half as a binary fraction
        (65.05, 1, 65.1),
        (-158.45, 1, -158.5),
        (1042.85, 1, 1042.9),
        (2.5, 0, 3),
        (12, 1, 12),
    ],
)
def test_halves_are_rounded_as_in_the_tables(value: float, digits: int, told: float) -> None:
    assert rounded(value, digits) == told


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [
        (102.44988864142539, 1, 102.4499),  # six digits would make a half of it
        (12.345678901, 1, 12.3457),
        (-0.04999999, 1, -0.04999999),
        (1234567.25, 0, 1234567.25),
    ],
)
def test_a_value_has_six_digits_or_as_many_as_it_takes_to_read_alike(
    value: float, decimals: int, told: float
) -> None:
    assert compact(value, decimals) == pytest.approx(told, abs=1e-12)


def test_what_is_rounded_twice_reads_as_rounded_once() -> None:
    assert rounded(12.3496, 3, 1) == 12.349  # 12.350 would be read as 12,4
    assert rounded(12.3504, 3, 1) == 12.35
    assert rounded(None, 3, 1) is None


@given(value=st.floats(-1e6, 1e6), shown=st.integers(0, 2), more=st.integers(0, 2))
def test_a_number_reads_alike_on_the_page_and_in_a_table(value: float, shown: int, more: int) -> None:
    text = number(value, shown, GERMAN)
    for told in (compact(value, shown), rounded(value, shown + more, shown)):
        assert told is not None
        assert number(told, shown, GERMAN) == text

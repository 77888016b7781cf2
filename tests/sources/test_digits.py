"""Keys made of digits that a spreadsheet took for numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialraum.model.intake import Rule
from sozialraum.sources.tables.digits import is_grouped, is_rounded, key_lengths, restored, same_keys

LOR = {"01100101", "01100102", "10100101", "12214126"}
LENGTHS = frozenset({8})


def test_zeros_are_restored_where_the_whole_column_lost_them() -> None:
    assert restored(["1100101", "1100102"], LOR, LENGTHS) == {
        "1100101": ("01100101", Rule.LEADING_ZERO),
        "1100102": ("01100102", Rule.LEADING_ZERO),
    }


def test_one_short_text_that_is_no_key_shows_that_nothing_was_lost() -> None:
    assert restored(["1100101", "1011101"], LOR, LENGTHS) == {}
    assert restored(["1100101", "4711"], LOR, LENGTHS) == {}


def test_words_and_longer_texts_say_nothing_about_zeros() -> None:
    assert set(restored(["1100101", "Gesamt", "123456789", ""], LOR, LENGTHS)) == {"1100101"}


def test_decimals_of_a_float_are_no_part_of_a_key() -> None:
    assert restored(["562012.0", "5562012,00"], {"05562012", "562012"}, LENGTHS) == {
        "562012.0": ("562012", Rule.DECIMALS),
        "5562012,00": ("05562012", Rule.DECIMALS),
    }
    assert restored(["3.0"], {"3", "13"}, frozenset()) == {"3.0": ("3", Rule.DECIMALS)}
    assert restored(["3.5", "3.000", "x.0"], {"3"}, frozenset({1})) == {}


def test_a_text_that_still_has_a_zero_in_front_lost_none() -> None:
    assert restored(["01"], {"001"}, frozenset({3})) == {}
    assert restored(["0"], {"000"}, frozenset({3})) == {"0": ("000", Rule.LEADING_ZERO)}


def test_a_text_that_could_be_a_key_of_two_lengths_is_none() -> None:
    assert restored(["1"], {"01", "0001"}, frozenset({2, 4})) == {}


def test_lengths_are_those_of_levels_of_digits_only() -> None:
    assert key_lengths([["01", "02"], ["0101", "0102"], ["city"], ["1", "22"], []]) == {2, 4}


def test_a_condition_finds_a_key_that_lost_its_zero() -> None:
    assert same_keys(["5562012", "11000000"], ["05562012"]) == {"5562012": "05562012"}
    assert same_keys(["5562012.0"], ["05562012"]) == {"5562012.0": "05562012"}


@pytest.mark.parametrize(
    "texts",
    [
        ["5562012", "05562012"],  # the key itself is there
        ["5562012", "01001000"],  # zeros are there
        ["5562012", "055620121"],  # longer keys
        ["5562013"],
        ["Dorsten"],
    ],
)
def test_a_condition_finds_nothing_where_the_column_shows_no_loss(texts: list[str]) -> None:
    assert same_keys(texts, ["05562012"]) == {}


def test_rounded_and_grouped_numbers() -> None:
    assert [is_rounded(text) for text in ("5,56E+06", "1.1E7", "5562012", "1E", "E+06")] == [True, True] + [False] * 3
    assert is_grouped("1.100.101", LOR, LENGTHS)
    assert is_grouped("12 214 126", LOR, LENGTHS)
    assert not is_grouped("1.100.109", LOR, LENGTHS)


@given(
    st.sets(st.integers(0, 99999).map("{:05}".format), min_size=1),
    st.lists(st.integers(0, 99999).map(str), max_size=5),
)
def test_what_is_restored_is_the_number_that_stands_there(known: set[str], texts: list[str]) -> None:
    for text, (key, _) in restored(set(texts) - known, known, frozenset({5})).items():
        assert key in known
        assert int(key) == int(text)

"""Numbers and dates as people read them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialraum.presentation.words.numbers import day, half_away, number, period, periods_told, shown, with_unit
from sozialraum.presentation.words.texts import Texts, texts


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (0, 1, "0,0"),
        (4.25, 1, "4,3"),  # half away from zero, not to the even digit
        (4.35, 1, "4,4"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (1.005, 2, "1,01"),
        (0.05, 1, "0,1"),
        (0.049, 1, "0,0"),
        (-0.049, 1, "0,0"),  # no minus before a zero
        (-0.05, 1, "−0,1"),
        (1250, 0, "1.250"),
        (1234567.891, 2, "1.234.567,89"),
        (999.95, 1, "1.000,0"),
        (-1250, 0, "−1.250"),
        (99.99, 1, "100,0"),
        (871.85, 2, "871,85"),
    ],
)
def test_numbers_in_german(value: float, decimals: int, text: str, german: Texts) -> None:
    assert number(value, decimals, german) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),  # the same numbers as tests/js/text.test.js
    [
        (158.45, 1, "158,5"),
        (65.05, 1, "65,1"),
        (1042.85, 1, "1.042,9"),
        (-158.45, 1, "−158,5"),
        (158.4499, 1, "158,4"),
        (102.44988864142539, 1, "102,4"),
        (0.285, 2, "0,29"),
        (0.5, 0, "1"),
    ],
)
def test_halves_are_rounded_away_from_zero_where_a_binary_fraction_lies_below(
    value: float, decimals: int, text: str, german: Texts
) -> None:
    assert number(value, decimals, german) == text
    assert number(half_away(value, decimals), decimals, german) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1.25, "+1,3"), (-1.25, "−1,3"), (0, "±0,0"), (0.04, "±0,0"), (-0.04, "±0,0")]
)
def test_differences_bear_a_sign(value: float, text: str, german: Texts) -> None:
    assert number(value, 1, german, signed=True) == text


def test_numbers_in_english(english: Texts) -> None:
    assert number(-1234.55, 1, english) == "−1,234.6"


@given(value=st.floats(-1e9, 1e9), decimals=st.integers(0, 3))
def test_what_is_read_is_near_to_what_is(value: float, decimals: int) -> None:
    text = number(value, decimals, texts("de"))
    read = float(text.replace("−", "-").replace(".", "").replace(",", "."))
    assert abs(read - value) <= 0.5 * 10**-decimals + 1e-6


def test_a_unit_stays_with_its_number(german: Texts) -> None:
    assert with_unit(4.2, 1, "%", german) == "4,2\u202f%"
    assert with_unit(4, 0, "", german) == "4"


@pytest.mark.parametrize(
    ("value", "status", "text"),
    [
        (0, "A", "0,0\u202f%"),
        (4.2, "A", "4,2\u202f%"),
        (4.2, "E", "4,2\u202f% (geschätzt)"),
        (4.2, "P", "4,2\u202f% (vorläufig)"),
        (4.2, "F", "4,2\u202f% (Prognose)"),
        (4.2, "U", "4,2\u202f% (unsicher)"),
        (None, "A", "k. A."),
        (None, "O", "k. A."),
        (None, "L", "nicht erhoben"),
        (None, "M", "nicht anwendbar"),
        (None, "Q", "gesperrt (Datenschutz)"),
        (float("nan"), "O", "k. A."),
    ],
)
def test_five_different_things_stay_five(value: float | None, status: str, text: str, german: Texts) -> None:
    assert shown(value, status, 1, "%", german) == text


@pytest.mark.parametrize(
    ("canonical", "text"),
    [
        ("2023-12-31", "31.12.2023"),
        ("2023", "2023"),
        ("2024/25", "2024/25"),
        ("2010-Q1", "1. Quartal 2010"),
        ("2018..2020", "2018 bis 2020"),
    ],
)
def test_periods(canonical: str, text: str, german: Texts) -> None:
    assert period(canonical, german) == text


def test_days(german: Texts) -> None:
    assert day(date(2024, 2, 1), german) == day("2024-02-01", german) == "01.02.2024"
    assert day(None, german) == day("", german) == ""


@pytest.mark.parametrize(
    ("chosen", "text"),
    [
        (["2018", "2019", "2020", "2022"], "2018 bis 2020, 2022"),
        (["2018", "2019"], "2018, 2019"),
        (["2018", "2020", "2022"], "2018, 2020, 2022"),
        (["2018", "2019", "2020", "2022", "2023", "2024"], "2018 bis 2024"),  # of 2021 nothing is told at all
        ([], ""),
    ],
)
def test_periods_in_a_row_are_told_as_a_span(chosen: list[str], text: str, german: Texts) -> None:
    told = ["2018", "2019", "2020", "2022", "2023", "2024"]
    of_all = told if chosen == told else [str(year) for year in range(2018, 2025)]
    assert periods_told(chosen, of_all, german) == text


def test_spans_of_spans_are_told_one_by_one(german: Texts) -> None:
    years = ["2016..2018", "2017..2019", "2018..2020"]
    assert periods_told(years, years, german) == "2016 bis 2018, 2017 bis 2019, 2018 bis 2020"

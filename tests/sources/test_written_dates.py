"""Dates with words in them, as offices write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import text_table

from sozialraum.model.periods import parse_period, readings
from sozialraum.sources.tables.written_dates import Written, written

WRITTEN = text_table("""
    | text                     | period     | readings                |
    |--------------------------|------------|-------------------------|
    | 31.12.2024               | 2024-12-31 |                         |
    | Stand 31.12.2024         | 2024-12-31 |                         |
    | Stand: 31.12.2024        | 2024-12-31 |                         |
    | Stichtag 31. Dezember 2024 | 2024-12-31 |                       |
    | zum 1. März 2024         | 2024-03-01 |                         |
    | STAND  DEZ. 2024         | 2024-12-31 |                         |
    | Dezember 2024            | 2024-12-31 |                         |
    | Dez 2024 ¹               | 2024-12-31 |                         |
    | Februar 2023             | 2023-02-28 |                         |
    | 12/2024                  | 2024-12-31 |                         |
    | 2023 ¹                   | 2023       |                         |
    | Jahr 2023                | 2023       |                         |
    | Jahre 2018-2020          | 2018..2020 |                         |
    | 2018 bis 2020            | 2018..2020 |                         |
    | 2020-2024                | 2020..2024 |                         |
    | 2024/25                  | 2024/25    |                         |
    | 2024/2025                | 2024/25    |                         |
    | Schuljahr 2024/25        | 2024/25    |                         |
    | Schuljahr 2024-25        | 2024/25    |                         |
    | Schuljahr 2024-2025      | 2024/25    |                         |
    | SJ 2024/2025             | 2024/25    |                         |
    | Kita-Jahr 2024/25        | 2024/25    |                         |
    | Kindergartenjahr 2024/25 ¹ | 2024/25  |                         |
    | 1. Quartal 2024          | 2024-Q1    |                         |
    | IV. Quartal 2024         | 2024-Q4    |                         |
    | 2. Vj. 2024              | 2024-Q2    |                         |
    | Q1 2024                  | 2024-Q1    |                         |
    | q3/2024                  | 2024-Q3    |                         |
    | 31.12.24                 |            | 1924-12-31, 2024-12-31  |
    | Stand 31.12.24           |            | 1924-12-31, 2024-12-31  |
    | Dez. 24                  |            | 1924-12-31, 2024-12-31  |
    | Nov. 12                  |            | 1912-11-30, 2012-11-30  |
    | 2023-24                  |            | 2023..2024, 2023/24     |
    | 12/24                    |            | 1924-12-31, 2024-12-31  |
    | Schuljahr 2024           |            | 2023/24, 2024/25        |
    | Schuljahr 24/25          |            | 1924/25, 2024/25        |
    | Stand 2023               |            |                         |
    | Stand 2024/25            |            |                         |
    | Jahr 2024/25             |            |                         |
    | Schuljahr 31.12.2024     |            |                         |
    | 31. Dezember             |            |                         |
    | Dezember                 |            |                         |
    | 31. Brumaire 2024        |            |                         |
    | 32. Dezember 2024        |            |                         |
    | 5. Quartal 2024          |            |                         |
    | 2024 vorläufig           |            |                         |
    | Sommer 2024              |            |                         |
    | am                       |            |                         |
    |                          |            |                         |
""")


@pytest.mark.parametrize("row", WRITTEN.to_dict("records"), ids=lambda row: row["text"])
def test_dates_with_words(row: dict[str, str]) -> None:
    expected = tuple(filter(None, row["readings"].split(", ")))
    assert written(row["text"]) == Written(row["period"], expected)


@pytest.mark.parametrize(
    "text", ["2. Hj. 2024", "1. Halbjahr 2024", "II. Halbjahr 2024", "H1 2024", "2024-H2", "1. HJ 2024"]
)
def test_half_a_year_is_understood_and_not_taken_for_another_period(text: str) -> None:
    assert written(text) == Written(half_year=True)


def test_a_stichtag_of_the_file_completes_a_year_with_and_without_words() -> None:
    for text in ("2023", "Stand 2023", "Jahr 2023", "2023 ¹"):
        assert written(text, "12-31").period == "2023-12-31"
    assert written("2024/25", "12-31").period == "2024/25"


@given(st.text(max_size=20))
def test_any_text_is_a_period_or_several_or_none(text: str) -> None:
    said = written(text)
    assert not (said.period and said.readings)
    for period in (*said.readings, said.period):
        assert not period or parse_period(period) == period


@given(st.text(alphabet="0123456789./-Q .,:*¹)", max_size=12))
def test_what_is_clear_in_digits_is_clear_here_too(text: str) -> None:
    assert written(text).period == (parse_period(text) or "")
    assert written(text).readings == readings(text)

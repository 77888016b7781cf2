"""Dates of figures, as offices write them and in order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import text_table

from sozialraum.model.periods import crosses, first_day, in_order, last_day, parse_period, readings

WRITTEN = text_table("""
    | text       | period     | first      | last       |
    |------------|------------|------------|------------|
    | 31.12.2023 | 2023-12-31 | 2023-12-31 | 2023-12-31 |
    | 1.2.2023   | 2023-02-01 | 2023-02-01 | 2023-02-01 |
    | 2023-12-31 | 2023-12-31 | 2023-12-31 | 2023-12-31 |
    | 31. 12. 2023 | 2023-12-31 | 2023-12-31 | 2023-12-31 |
    | 31.12.2023 ¹ | 2023-12-31 | 2023-12-31 | 2023-12-31 |
    | 31/12/2023 | 2023-12-31 | 2023-12-31 | 2023-12-31 |
    | 31-12-2023 | 2023-12-31 | 2023-12-31 | 2023-12-31 |
    | 04/04/2023 | 2023-04-04 | 2023-04-04 | 2023-04-04 |
    | 2023-12-31 00:00:00 | 2023-12-31 | 2023-12-31 | 2023-12-31 |
    | 2023-12-31T00:00:00 | 2023-12-31 | 2023-12-31 | 2023-12-31 |
    | 12/2024    | 2024-12-31 | 2024-12-31 | 2024-12-31 |
    | 2.2024     | 2024-02-29 | 2024-02-29 | 2024-02-29 |
    | 202312     | 2023-12-31 | 2023-12-31 | 2023-12-31 |
    | 2024-02    | 2024-02-29 | 2024-02-29 | 2024-02-29 |
    | 2023       | 2023       | 2023-01-01 | 2023-12-31 |
    | 2023.0     | 2023       | 2023-01-01 | 2023-12-31 |
    | 2023 ¹     | 2023       | 2023-01-01 | 2023-12-31 |
    | 2023¹⁾     | 2023       | 2023-01-01 | 2023-12-31 |
    | 2023 1)    | 2023       | 2023-01-01 | 2023-12-31 |
    | 2023*      | 2023       | 2023-01-01 | 2023-12-31 |
    | 2010-Q1    | 2010-Q1    | 2010-01-01 | 2010-03-31 |
    | Q1 2010    | 2010-Q1    | 2010-01-01 | 2010-03-31 |
    | Q4/2010    | 2010-Q4    | 2010-10-01 | 2010-12-31 |
    | 2010 Q1    | 2010-Q1    | 2010-01-01 | 2010-03-31 |
    | 2024/25    | 2024/25    | 2024-08-01 | 2025-07-31 |
    | 2024/2025  | 2024/25    | 2024-08-01 | 2025-07-31 |
    | 2024 / 25  | 2024/25    | 2024-08-01 | 2025-07-31 |
    | 1999/00    | 1999/00    | 1999-08-01 | 2000-07-31 |
    | 2018-2020  | 2018..2020 | 2018-01-01 | 2020-12-31 |
    | 2018..2020 | 2018..2020 | 2018-01-01 | 2020-12-31 |
    | 32.12.2023 |            |            |            |
    | 2023-02-30 |            |            |            |
    | 202313     |            |            |            |
    | 2024/26    |            |            |            |
    | 2020-2018  |            |            |            |
    | Stand 2023 |            |            |            |
    | 2010-Q5    |            |            |            |
    | 2010-H1    |            |            |            |
    | 31.12.24   |            |            |            |
    | 12/24      |            |            |            |
    | 23/24      |            |            |            |
    | 2023-24    |            |            |            |
    | 03/04/2024 |            |            |            |
    | 13/2024    |            |            |            |
    | 2024/12    |            |            |            |
    | 31.12.2023 12:30 |      |            |            |
    | 2023-12-31 12:30:00 |   |            |            |
    | 2023 2024  |            |            |            |
    | 2023 121)  |            |            |            |
    | 20231      |            |            |            |
    | 0000       |            |            |            |
    | 4711       |            |            |            |
    | 0101-01-01 |            |            |            |
    | 24         |            |            |            |
    | 45291      |            |            |            |
""")


@pytest.mark.parametrize("row", WRITTEN.to_dict("records"), ids=lambda row: row["text"])
def test_periods_as_offices_write_them(row: dict[str, str]) -> None:
    period = parse_period(row["text"])
    assert (period or "") == row["period"]
    if period:
        assert first_day(period).isoformat() == row["first"]
        assert last_day(period).isoformat() == row["last"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31.12.24", ("1924-12-31", "2024-12-31")),
        ("12/24", ("1924-12-31", "2024-12-31")),
        ("23/24", ("1923/24", "2023/24")),
        ("11/12", ("1911/12", "1912-11-30", "2011/12", "2012-11-30")),
        ("2023-24", ("2023..2024", "2023/24")),
        ("03/04/2024", ("2024-03-04", "2024-04-03")),
        ("03-04-2024", ("2024-03-04", "2024-04-03")),
        ("2023", ()),
        ("04/04/2023", ()),
        ("32.12.24", ()),
        ("x", ()),
        ("", ()),
    ],
)
def test_what_can_mean_several_dates_is_refused_with_each_of_them(text: str, expected: tuple[str, ...]) -> None:
    assert readings(text) == expected
    assert not expected or parse_period(text) is None


def test_a_bare_year_may_mean_a_stichtag_and_nothing_else_changes() -> None:
    assert parse_period("2023", "12-31") == "2023-12-31"
    assert parse_period("2023/24", "12-31") == "2023/24"
    assert parse_period("30.06.2023", "12-31") == "2023-06-30"


def test_periods_are_put_in_order_by_their_last_day() -> None:
    assert in_order(["2024/25", "2023", "2024-12-31", "2018..2020", "2023"]) == [
        "2018..2020",
        "2023",
        "2024-12-31",
        "2024/25",
    ]


def test_a_change_across_a_break_is_known() -> None:
    breaks = ("2022-06-01",)
    assert crosses(breaks, "2021-12-31", "2022-12-31")
    assert not crosses(breaks, "2022-06-30", "2022-12-31")
    assert not crosses(breaks, "2020-12-31", "2021-12-31")


@pytest.mark.parametrize("text", ["", "x", "Q1 2023", "2020..2018x"])
def test_no_day_of_what_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match="not a canonical period"):
        last_day(text)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_reads_back_in_every_way_of_writing(day: date) -> None:
    for text in (day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.%Y}"):
        assert parse_period(text) == day.isoformat()
        assert first_day(day.isoformat()) == last_day(day.isoformat()) == day


@given(st.text(max_size=12))
def test_any_text_is_a_period_or_none_and_a_period_stays_what_it_is(text: str) -> None:
    period = parse_period(text)
    if period is not None:
        assert parse_period(period) == period
        assert first_day(period) <= last_day(period)
        assert readings(text) == ()
    for reading in readings(text):
        assert parse_period(reading) == reading

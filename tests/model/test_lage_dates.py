"""With which earlier date the dynamics of a date compares."""

from typing import Any

import pytest
from pydantic import ValidationError
from rows import indicators, lage_index

from sozialraum.model.lage import Dynamics
from sozialraum.model.lage_dates import compared_since, dates_known


def since(period: str, *dates: str, **dynamics: Any) -> str | None:
    index = lage_index("a", "b", dynamics=dynamics)
    return compared_since(index, period, {"a": set(dates), "b": {*dates, "1999-12-31"}})


@pytest.mark.parametrize(
    ("period", "years", "dates", "expected"),
    [
        ("2023-12-31", 2, ["2020-12-31", "2021-12-31", "2022-12-31"], "2021-12-31"),
        ("2023-12-31", 2.5, ["2020-12-31", "2021-12-31"], "2020-12-31"),
        ("2023-12-31", 2, ["2022-12-31", "2024-12-31"], None),
        ("2023-12-31", 2, ["2021", "2021-Q4"], None),
        ("2023", 1, ["2021", "2022", "2023"], "2022"),
        ("2023/24", 2, ["2021/22", "2022/23"], "2021/22"),
        ("2025-02-28", 1, ["2024-02-29"], "2024-02-29"),
        ("2024-02-29", 1, ["2023-02-28"], "2023-02-28"),
        ("2023-06-30", 0.25, ["2023-03-31", "2022-12-31"], "2023-03-31"),
        ("2023-06-15", 1, ["2022-06-16"], None),
    ],
)
def test_the_last_date_of_the_same_kind_that_lies_far_enough_back(
    period: str, years: float, dates: list[str], expected: str | None
) -> None:
    assert since(period, *dates, years=years) == expected


def test_every_indicator_must_be_known_then() -> None:
    """At the end of 1999 b alone is known."""
    assert since("2023-12-31", "2023-12-31") is None


def test_a_named_pair_goes_before_the_rule() -> None:
    pairs = {"2023-12-31": "2015-12-31"}
    assert since("2023-12-31", "2021-12-31", pairs=pairs) == "2015-12-31"
    assert since("2022-12-31", "2020-12-31", pairs=pairs) == "2020-12-31"


def test_changes_given_as_such_have_no_earlier_date() -> None:
    assert since("2023-12-31", "2021-12-31", parts=[{"indicator": "a"}]) is None
    assert compared_since(lage_index("a", "b"), "2023-12-31", {}) is None


@pytest.mark.parametrize("pairs", [{"2023": "2024"}, {"2023": "2023"}, {"2023": "2020-12-31"}, {"Ende 2023": "2020"}])
def test_a_pair_names_the_later_date_first_and_dates_of_one_kind(pairs: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="period_unfit"):
        Dynamics(pairs=pairs)


def test_a_date_is_known_where_some_area_has_a_value() -> None:
    table = indicators("""
        | area_id | indicator_id | period | group | value |
        |---------|--------------|--------|-------|-------|
        | nord    | a            | 2020   |       |     1 |
        | mitte   | a            | 2021   |       |       |
        | city    | a            | 2022   |       |     1 |
        | nord    | a            | 2023   | sex=f |     1 |
        | nord    | b            | 2021   |       |     1 |
    """)
    assert dates_known(table, ["nord", "mitte"]) == {"a": {"2020"}, "b": {"2021"}}

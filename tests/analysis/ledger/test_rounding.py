"""Counts shown as multiples: what is told of them, and where even that is too much."""

import pandas as pd
import pytest
from ledgers import hidden, members, setting, source
from rows import column, indicator, indicators
from rules import made_rule

from sozialraum.analysis.ledger.rounding import rounded, to_multiples, told_by_multiples

BY_FIVE = made_rule(rounding=5)
PEOPLE = indicator("people", kind="count")
SHARE = indicator("share")


def numbers(*values: float) -> pd.Series:
    return pd.Series(values, dtype=float)


def test_a_half_goes_up() -> None:
    assert to_multiples(numbers(0, 2, 3, 7, 8, -2, -3), numbers(*[5] * 7)).tolist() == [0, 0, 5, 5, 10, 0, -5]
    assert to_multiples(numbers(4, 5, 14, 15), numbers(*[10] * 4)).tolist() == [0, 10, 10, 20]


@pytest.mark.parametrize("base", [5, 10])
def test_what_a_multiple_tells_is_what_is_rounded_to_it(base: int) -> None:
    counts = numbers(*range(40))
    bases = numbers(*[base] * 40)
    shown = to_multiples(counts, bases)
    least, most = told_by_multiples(counts, bases, pd.Series([True] * 40))
    others = numbers(*range(-9, 60))
    of_others = to_multiples(others, numbers(*[base] * 69))
    for number in range(40):
        alike = others[of_others == shown[number]].tolist()
        assert (least[number], most[number]) == (min(alike), max(alike))


def test_counts_and_shares_as_multiples() -> None:
    rows = indicators("""
        | area_id | indicator_id | value | numerator | denominator | source_id |
        |---------|--------------|-------|-----------|-------------|-----------|
        | a       | people       |     3 |           |             | own       |
        | b       | people       |    12 |           |             | own       |
        | c       | people       |     3 |           |             | press     |
        | d       | share        |  22.5 |         9 |          40 | own       |
        | e       | share        |    50 |         1 |           2 | own       |
        | f       | share        |  22.5 |           |          40 | own       |
    """)
    sources = {"own": source(), "press": source(disclosure="as_published")}
    shown = rounded(rows, setting(PEOPLE, SHARE, rule=BY_FIVE, sources=sources))
    assert column(shown) == {"a": 5, "b": 10, "c": 3, "d": 25, "e": None, "f": 25}
    assert column(shown, value="numerator") == {"a": None, "b": None, "c": None, "d": 10, "e": 0, "f": 10}
    assert column(shown, value="denominator") == {"a": None, "b": None, "c": None, "d": 40, "e": 0, "f": 40}
    assert column(shown, value="status")["e"] == "M"


def test_nothing_is_withheld_that_is_shown_as_a_multiple() -> None:
    rows = indicators("| area_id | value |\n| a | 3 |\n| b | 40 |\n| city | 43 |", indicator_id="people")
    assert hidden(rows, setting(PEOPLE, rule=BY_FIVE, members=members(city="a b"))) == []


def test_multiples_that_leave_too_few_numbers_are_withheld() -> None:
    """7 + 7 = 14 are shown as 5 + 5 = 15: at most 7 each, at least 13 together leave 6 and 7."""
    rows = indicators("| area_id | value |\n| a | 7 |\n| b | 7 |\n| city | 14 |", indicator_id="people")
    of = setting(PEOPLE, rule=BY_FIVE, members=members(city="a b"))
    assert hidden(rows, of) == ["a", "b", "city"]


def test_a_base_too_small_for_a_share_hides_it_all_the_same() -> None:
    rows = indicators("| area_id | numerator | denominator |\n| a | 9 | 20 |", indicator_id="share")
    assert hidden(rows, setting(SHARE, rule=made_rule(rounding=5, min_base=30))) == ["a"]


def test_help_for_families_is_not_told_as_a_multiple_either() -> None:
    help_ = indicator("people", kind="count", schutzklasse="sozialdaten")
    rows = indicators("| area_id | value |\n| a | 80 |\n| city | 300 |", indicator_id="people")
    assert hidden(rows, setting(help_, rule=BY_FIVE, members=members(city="a b"))) == ["a"]

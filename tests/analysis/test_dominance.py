"""Sums that tell what one contributor adds: worked out by hand."""

import pandas as pd
import pytest
from rows import indicators, long
from tables import table

from sozialraum.analysis.dominance import dominated, dominated_rows, with_larger_areas
from sozialraum.model.disclosure_rules import Dominance
from sozialraum.model.tables import CONTRIBUTIONS

P_PERCENT = Dominance(p_percent=10)
TWO_HAVE_85 = Dominance(largest=2, k_percent=85)
ONE_HAS_HALF = Dominance(largest=1, k_percent=50)

# p-percent: 100 * (sum - largest - second) < 10 * largest
SUMS = """
    | sum          | sums | largest | second | p_percent | two_have_85 | one_has_half |
    |--------------|------|---------|--------|-----------|-------------|--------------|
    | rest of 10   |  160 |     100 |     50 |         0 |           1 |            1 |
    | rest of 9    |  159 |     100 |     50 |         1 |           1 |            1 |
    | one alone    |  100 |     100 |      0 |         1 |           1 |            1 |
    | many         |  400 |      40 |     30 |         0 |           0 |            0 |
    | exactly 85   |  200 |     100 |     70 |         0 |           1 |            1 |
    | below 85     |  201 |     100 |     70 |         0 |           0 |            0 |
    | nothing      |    0 |       0 |      0 |         0 |           0 |            0 |
    | no sum       |      |     100 |     70 |         0 |           0 |            0 |
    | second open  |  300 |     100 |        |         0 |           0 |            0 |
    | second large |  205 |     100 |        |         1 |           1 |            0 |
    | unknown      |  300 |         |        |         1 |           1 |            1 |
    | unknown of 0 |    0 |         |        |         0 |           0 |            0 |
"""


@pytest.mark.parametrize(
    ("rule", "answer"), [(P_PERCENT, "p_percent"), (TWO_HAVE_85, "two_have_85"), (ONE_HAS_HALF, "one_has_half")]
)
def test_dominated_by_hand(rule: Dominance, answer: str) -> None:
    rows = table(SUMS).astype("Float64")
    found = dominated(rows["sums"], rows["largest"], rows["second"], rule)
    assert found.to_dict() == rows[answer].astype(bool).to_dict()


def drawn(text: str) -> pd.DataFrame:
    return long(text, CONTRIBUTIONS, indicator_id="x", period="2023-12-31")


FILE = """
    | area_id | largest | second_largest |
    |---------|---------|----------------|
    | nord    |      60 |             30 |
    | mitte   |      50 |             10 |
    | hafen   |      20 |              5 |
"""
VALUES = """
    | area_id | value |
    |---------|-------|
    | city    |   300 |
    | west    |   200 |
    | nord    |   100 |
    | mitte   |   100 |
    | hafen   |   100 |
"""
MEMBERS = {"city": ["nord", "mitte", "hafen"], "west": ["nord", "mitte"]}


def largest(contributions: pd.DataFrame) -> dict[str, tuple[object, object]]:
    return {row.area_id: (row.largest, row.second_largest) for row in contributions.itertuples()}


def test_larger_areas_have_the_largest_of_their_parts() -> None:
    found = largest(with_larger_areas(drawn(FILE), indicators(VALUES), MEMBERS))
    assert found["city"] == (60, 50)
    assert found["west"] == (60, 50)
    assert found["hafen"] == (20, 5)


def test_what_a_file_says_of_a_larger_area_goes_before_that() -> None:
    own = drawn(FILE + "    | city | 90 | 60 |\n")
    assert largest(with_larger_areas(own, indicators(VALUES), MEMBERS))["city"] == (90, 60)


def test_a_part_without_contributions_leaves_the_larger_area_unknown_unless_it_is_nought() -> None:
    file = drawn(FILE.replace("    | hafen   |      20 |              5 |\n", ""))
    assert largest(with_larger_areas(file, indicators(VALUES), MEMBERS))["city"] == (pd.NA, pd.NA)
    nought = indicators(VALUES.replace("| hafen   |   100 |", "| hafen   |     0 |"))
    assert largest(with_larger_areas(file, nought, MEMBERS))["city"] == (60, 50)


def test_a_second_largest_nobody_knows_may_be_the_second_of_the_larger_area() -> None:
    file = drawn(FILE.replace("|      50 |             10 |", "|      50 |                |"))
    assert largest(with_larger_areas(file, indicators(VALUES), MEMBERS))["city"] == (60, 50)
    file = drawn(FILE.replace("|      60 |             30 |", "|      60 |                |"))
    assert largest(with_larger_areas(file, indicators(VALUES), MEMBERS))["city"] == (60, pd.NA)


def test_rows_are_withheld_by_the_rule_of_their_indicator_whatever_their_order() -> None:
    table = indicators(VALUES)
    rules = {"x": P_PERCENT, "y": ONE_HAS_HALF}
    hidden = dominated_rows(table, drawn(FILE), MEMBERS, rules)
    assert not hidden.any(), "nord: 100 - 60 - 30 is 10, and 10 percent of 60 is 6"
    hidden = dominated_rows(table, drawn(FILE), MEMBERS, {"x": Dominance(p_percent=20)})
    assert hidden.to_dict() == {0: False, 1: False, 2: True, 3: False, 4: False}
    turned = dominated_rows(table[::-1], drawn(FILE)[::-1], MEMBERS, {"x": Dominance(p_percent=20)})
    assert turned.to_dict() == hidden.to_dict()
    assert not dominated_rows(table, drawn(FILE), MEMBERS, {"y": ONE_HAS_HALF}).any()
    assert not dominated_rows(table.assign(indicator_id="y"), drawn(FILE), MEMBERS, rules).any()

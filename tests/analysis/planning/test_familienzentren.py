"""Familienzentren: certificates, networks, distance by both readings."""

from datetime import date

import pandas as pd
import pytest
from analysis.planning.given import MEMBERS
from analysis.planning.test_classes import RULES
from rows import column, facilities, long, of

from sozialraum.analysis.planning.familienzentren import centre_measures, networks, valid_on
from sozialraum.analysis.planning.sides import Side, figures, places_of, summed
from sozialraum.model.tables import MERKMALE

RULE = RULES.network
assert RULE is not None
HOUSES = facilities("""
    | facility_id | area_id | x    | y    |
    |-------------|---------|------|------|
    | a           | nord    |    0 |    0 |
    | b           | mitte   | 3000 |    0 |
    | c           | mitte   | 1500 | 2598.0762 |
    | d           | hafen   | 6000 |    0 |
    | e           | hafen   | 6000.1 |  0 |
    | f           | nord    |      |      |
    | g           | nord    |    0 |    0 |
""")


def certificates(drawn: str) -> pd.DataFrame:
    return long(drawn, MERKMALE, merkmal="fz")


ROWS = certificates("""
    | facility_id | from       | to         | verbund |
    |-------------|------------|------------|---------|
    | a           | 2010-08-01 |            | V1      |
    | b           | 2010-08-01 |            | V1      |
    | c           | 2010-08-01 | 2024-07-31 | V1      |
    | d           | 2004-08-01 | 2008-07-31 |         |
    | d           | 2008-08-01 |            |         |
    | e           | 2026-08-01 |            |         |
    | g           |            |            |         |
""")


def under_six(heads: pd.DataFrame) -> Side:
    return summed(figures(heads, places_of(MEMBERS)), MEMBERS, "children_unknown")


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2008, 7, 31), "dg"),
        (date(2010, 7, 31), "dg"),
        (date(2010, 8, 1), "abcdg"),
        (date(2024, 7, 31), "abcdg"),
        (date(2024, 8, 1), "abdg"),
        (date(2026, 8, 1), "abdeg"),
    ],
)
def test_a_certificate_holds_from_its_first_to_its_last_day(day: date, held: str) -> None:
    assert "".join(valid_on(ROWS, "fz", day)["facility_id"]) == held
    assert valid_on(ROWS, "anderes", day).empty


def test_a_network_is_one_familienzentrum_in_each_area_it_stands_in() -> None:
    """Nord: network V1 and g = 2; Mitte: V1 with two houses = 1; Hafen: d = 1. West and city: V1 only once.

    Children under six: 120 in Nord = 60 for each; 90 in Mitte; nobody in Hafen; city 210 : 3 = 70.
    """
    heads = pd.DataFrame(
        {"value": [120.0, 90.0, 0.0], "lower": pd.NA, "upper": pd.NA, "status": "A"},
        index=["nord", "mitte", "hafen"],
    )
    rows = centre_measures(
        valid_on(ROWS, "fz", date(2024, 1, 1)), HOUSES, under_six(heads), MEMBERS, "fz", date(2024, 1, 1)
    )
    assert column(of(rows, measure_id="familienzentren")) == {
        "city": 3, "ost": 1, "west": 2, "hafen": 1, "mitte": 1, "nord": 2,
    }  # fmt: skip
    assert column(of(rows, measure_id="familienzentrum_houses")) == {
        "city": 5, "ost": 1, "west": 4, "hafen": 1, "mitte": 2, "nord": 2,
    }  # fmt: skip
    assert column(of(rows, measure_id="children_per_familienzentrum")) == {
        "city": 70, "ost": 0, "west": 105, "hafen": 0, "mitte": 90, "nord": 60,
    }  # fmt: skip


def test_an_area_without_a_familienzentrum_has_no_ratio() -> None:
    heads = pd.DataFrame(
        {"value": [120.0, 90.0, 5.0], "lower": pd.NA, "upper": pd.NA, "status": "A"},
        index=["nord", "mitte", "hafen"],
    )
    rows = centre_measures(
        valid_on(ROWS, "fz", date(2003, 1, 1)), HOUSES, under_six(heads), MEMBERS, "fz", date(2003, 1, 1)
    )
    ratio = of(rows, measure_id="children_per_familienzentrum", area_id="hafen").iloc[0]
    assert [pd.isna(ratio["value"]), ratio["status"], ratio["reason"]] == [True, "M", "no_familienzentrum"]


@pytest.mark.parametrize(
    ("houses", "pairwise", "radius", "by_pairs", "by_circle"),
    [
        ("ab", 3000, 1500, "within", "within"),  # exactly three kilometres is within
        ("abc", 3000, 1732.0508, "within", "within"),  # equilateral: side by the square root of three
        ("ad", 6000, 3000, "above", "within"),  # the two readings differ
        ("ae", 6000.1, 3000.05, "above", "above"),
        ("abf", 3000, 1500, "unknown", "unknown"),
        ("adf", 6000, 3000, "above", "unknown"),
        ("ag", 0, 0, "within", "within"),
    ],
)
def test_how_far_a_network_reaches_by_both_readings(
    houses: str, pairwise: float, radius: float, by_pairs: str, by_circle: str
) -> None:
    drawn = "\n".join(f"| {house} | V |" for house in houses)
    found = networks(certificates(f"| facility_id | verbund |\n{drawn}"), HOUSES, RULE).iloc[0]
    assert [found["pairwise_m"], found["circle_m"]] == pytest.approx([pairwise, radius], abs=0.01)
    assert [found["by_pairs"], found["by_circle"]] == [by_pairs, by_circle]
    assert found["without_position"] == houses.count("f")


@pytest.mark.parametrize(("count", "number"), [(1, "within"), (5, "within"), (6, "above")])
def test_a_network_has_five_houses_at_most(count: int, number: str) -> None:
    drawn = "\n".join(f"| {house} | V |" for house in "abcdeg"[:count])
    assert networks(certificates(f"| facility_id | verbund |\n{drawn}"), HOUSES, RULE)["number"].item() == number


def test_single_houses_are_no_network() -> None:
    assert networks(valid_on(ROWS, "fz", date(2003, 1, 1)), HOUSES, RULE).empty

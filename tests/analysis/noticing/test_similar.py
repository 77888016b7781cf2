"""Which areas are most alike, in standard deviations."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from rows import indicators

from sozialraum.analysis.noticing.similar import similar_areas
from sozialraum.model.tables import records

AREAS = ["nord", "mitte", "hafen", "heide"]
DRAWN = """
    | area_id | indicator_id | value |
    |---------|--------------|-------|
    | nord    | one          |    10 |
    | mitte   | one          |    10 |
    | hafen   | one          |    20 |
    | heide   | one          |    20 |
    | nord    | two          |     0 |
    | mitte   | two          |     4 |
    | hafen   | two          |     0 |
    | heide   | two          |     4 |
"""
VALUES = indicators(DRAWN)


def nearest(table: pd.DataFrame) -> dict[str, list[tuple[str, float]]]:
    found: dict[str, list[tuple[str, float]]] = {}
    for row in records(table):
        found.setdefault(row["area_id"], []).append((row["other_id"], row["distance"]))
    return found


def test_by_hand() -> None:
    """Deviations 5 and 2: one step in either is 2 deviations, the mean of (0, 2) is 1, of (2, 2) is 2; ties by id."""
    result = similar_areas(VALUES, ["one", "two"], AREAS, 2)
    assert nearest(result) == {
        "hafen": [("heide", 1), ("nord", 1)],
        "heide": [("hafen", 1), ("mitte", 1)],
        "mitte": [("heide", 1), ("nord", 1)],
        "nord": [("hafen", 1), ("mitte", 1)],
    }
    assert set(result["place"]) == {1, 2}
    assert set(result["period"]) == {"2023-12-31"}
    third = similar_areas(VALUES, ["one", "two"], AREAS, 9)
    assert nearest(third)["nord"][2] == ("heide", 2)


def test_the_newest_date_at_which_all_is_known_and_areas_with_gaps_are_left_out() -> None:
    newer = VALUES[VALUES["indicator_id"] == "one"].assign(period="2024-12-31")
    gap = VALUES.assign(
        value=VALUES["value"].mask((VALUES["area_id"] == "heide") & (VALUES["indicator_id"] == "two"))
    )
    result = similar_areas(pd.concat([gap, newer], ignore_index=True), ["one", "two"], AREAS, 3)
    assert set(result["period"]) == {"2023-12-31"}
    assert set(result["area_id"]) == {"nord", "mitte", "hafen"}


def test_nothing_where_nothing_is_chosen_or_too_few_are_known() -> None:
    assert similar_areas(VALUES, [], AREAS, 3).empty
    assert similar_areas(VALUES, ["one", "three"], AREAS, 3).empty
    assert similar_areas(VALUES, ["one"], ["nord", "mitte"], 3).empty
    assert similar_areas(VALUES.assign(status="F"), ["one"], AREAS, 3).empty


def test_an_indicator_that_is_the_same_everywhere_adds_nothing() -> None:
    flat = VALUES.assign(value=VALUES["value"].mask(VALUES["indicator_id"] == "two", 7.0))
    assert nearest(similar_areas(flat, ["one", "two"], AREAS, 1))["nord"] == [("mitte", 0)]


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(8)), factor=st.sampled_from([0.1, 1.0, 1000.0]), shift=st.integers(-50, 50))
def test_neither_the_order_of_rows_nor_unit_or_zero_point_matter(order: list[int], factor: float, shift: int) -> None:
    expected = similar_areas(VALUES, ["one", "two"], AREAS, 3)
    other = VALUES.iloc[order].assign(value=lambda rows: rows["value"] * factor + shift)
    assert_frame_equal(similar_areas(other, ["two", "one"], AREAS, 3), expected)


def test_distances_are_the_same_both_ways() -> None:
    found = nearest(similar_areas(VALUES, ["one", "two"], AREAS, 9))
    for area, others in found.items():
        for other, distance in others:
            assert dict(found[other])[area] == pytest.approx(distance)

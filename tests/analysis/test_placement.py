"""Which Sozialraum a facility belongs to, and how that was found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import facilities, squares

from sozialraum.analysis.placement import placed

# nord | mitte | ost, each 1 km wide; borders at x = 1000 and x = 2000
AREAS = squares("nord", "mitte", "ost")
HAND = """
    | facility_id  | x      | y    | stated_area | area_id | placement |
    |--------------|--------|------|-------------|---------|-----------|
    | in           |    500 |  500 |             | nord    | inside    |
    | agrees       |   1500 |  500 | mitte       | mitte   | inside    |
    | on_border    |   1000 |  500 |             | mitte   | border    |
    | border_said  |   1000 |  500 | nord        | nord    | border    |
    | near_border  | 1000.4 |  500 | nord        | nord    | border    |
    | past_border  | 1000.6 |  500 | nord        | nord    | conflict  |
    | outer_edge   |  -0.4  |  500 |             | nord    | inside    |
    | outside      |  -900  |  500 |             |         | outside   |
    | outside_said |  -900  |  500 | nord        | nord    | outside   |
    | conflict     |   2500 |  500 | nord        | nord    | conflict  |
    | stated       |        |      | ost         | ost     | stated    |
    | unknown      |        |      |             |         | unknown   |
"""


def expected(drawn: str) -> dict[str, tuple[str, str]]:
    rows = facilities(drawn)
    return dict(zip(rows.index, zip(rows["area_id"], rows["placement"], strict=True), strict=True))


def result(
    drawn: str, by_position: frozenset[str] = frozenset(), schematic: bool = False
) -> dict[str, tuple[str, str]]:
    rows = placed(
        facilities(drawn).drop(columns=["area_id", "placement", "found_area"]), AREAS, by_position, schematic
    )
    return dict(zip(rows.index, zip(rows["area_id"], rows["placement"], strict=True), strict=True))


def test_placement_by_hand() -> None:
    """The stated Sozialraum wins; 0.5 m on either side of a border is the border; nobody is moved in silence."""
    assert result(HAND) == expected(HAND)


def test_a_type_may_go_by_position() -> None:
    """For a type assigned by position what is stated decides only on a border or without a position."""
    drawn = """
        | facility_id  | x      | y    | stated_area | area_id | placement |
        |--------------|--------|------|-------------|---------|-----------|
        | conflict     |   2500 |  500 | nord        | ost     | conflict  |
        | border_said  |   1000 |  500 | nord        | nord    | border    |
        | border_else  |   1000 |  500 | ost         | mitte   | conflict  |
        | outside_said |  -900  |  500 | nord        |         | outside   |
        | stated       |        |      | ost         | ost     | stated    |
    """
    assert result(drawn, by_position=frozenset({"kita"})) == expected(drawn)


def test_schematic_borders_raise_no_conflict() -> None:
    """Borders that are not official contradict nobody: what is stated holds."""
    drawn = """
        | facility_id  | x      | y    | stated_area | area_id | placement |
        |--------------|--------|------|-------------|---------|-----------|
        | conflict     |   2500 |  500 | nord        | nord    | inside    |
        | outside_said |  -900  |  500 | nord        | nord    | inside    |
        | silent       |   2500 |  500 |             | ost     | inside    |
    """
    assert result(drawn, schematic=True) == expected(drawn)
    assert result(drawn, by_position=frozenset({"kita"}), schematic=True) == expected(drawn)


def test_a_conflict_keeps_what_the_position_says() -> None:
    rows = placed(
        facilities("| facility_id | x | y | stated_area |\n| a | 2500 | 500 | nord |"), AREAS, frozenset(), False
    )
    assert rows["found_area"].to_dict() == {"a": "ost"}


def test_facilities_without_any_position() -> None:
    drawn = "| facility_id | x | y | stated_area |\n| a | | | nord |\n| b | | | |"
    assert result(drawn) == {"a": ("nord", "stated"), "b": ("", "unknown")}


def test_two_coordinate_systems_are_refused() -> None:
    one = facilities("| facility_id | x | y |\n| a | 1 | 1 |")
    with pytest.raises(ValueError, match="coordinate system"):
        placed(one.to_crs("EPSG:25833"), AREAS, frozenset(), False)


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(order=st.permutations(range(12)), areas=st.permutations(range(4)))
def test_the_order_of_rows_never_matters(order: list[int], areas: list[int]) -> None:
    rows = facilities(HAND).drop(columns=["area_id", "placement"])
    mixed = placed(rows.iloc[order], AREAS.iloc[areas], frozenset(), False)
    assert list(mixed.index) == list(rows.index[order])
    assert dict(zip(mixed.index, zip(mixed["area_id"], mixed["placement"], strict=True), strict=True)) == result(HAND)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(x=st.floats(1000.51, 1999.49), y=st.floats(0, 1000))
def test_moving_a_facility_inside_its_sozialraum_changes_nothing(x: float, y: float) -> None:
    drawn = "| facility_id | x | y | stated_area |\n| a | {x} | {y} | mitte |"
    assert result(drawn.format(x=x, y=y)) == result(drawn.format(x=1500, y=500))

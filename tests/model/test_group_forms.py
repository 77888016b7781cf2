"""Places of groups by form and weekly hours."""

import pytest
from analysis.planning.test_classes import RULES

from sozialraum.model.group_forms import GroupPlaces, change_of_groups, places_of_groups

FORMS = RULES.group_forms
assert FORMS is not None


@pytest.mark.parametrize(
    ("form", "hours", "groups", "inclusion", "expected"),
    [
        ("III", 25, 1, 0, GroupPlaces(25, 0, 0)),
        ("III", 35, 2, 0, GroupPlaces(50, 0, 0)),
        ("III", 45, 2, 0, GroupPlaces(40, 0, 0)),
        ("GF III", 45, 1, 2, GroupPlaces(18, 0, 0)),
        ("I", 35, 2, 0, GroupPlaces(40, 8, 12)),
        ("i", 45, 1, 1, GroupPlaces(19, 4, 6)),
        ("II", 45, 1.5, 0, GroupPlaces(15, 15, 15)),
        ("II", 45, 1, 2, GroupPlaces(8, 8, 8)),
        ("IV", 45, 1, 0, None),
        ("III", 40, 1, 0, None),
    ],
)
def test_group_forms_by_hand(
    form: str, hours: float, groups: float, inclusion: float, expected: GroupPlaces | None
) -> None:
    assert places_of_groups(form, hours, groups, inclusion, FORMS) == expected


@pytest.mark.parametrize(
    ("form", "hours", "groups", "under_three", "expected"),
    [
        ("III", 35, 1, False, 25),
        ("III", 45, -1, False, -20),
        ("III", 35, 1, True, 0),
        ("II", 45, 1, True, 10),
        ("II", 45, -2, False, 0),
        ("I", 45, 1, True, None),  # four to six of them are under three
        ("IV", 45, 1, False, None),
    ],
)
def test_a_change_in_groups_is_one_in_places(
    form: str, hours: float, groups: float, under_three: bool, expected: float | None
) -> None:
    assert change_of_groups(form, hours, groups, under_three, FORMS) == expected

"""Places of groups by form and weekly hours."""

import pytest
from analysis.planning.test_classes import RULES

from sozialraum.analysis.planning.group_forms import GroupPlaces, groups_of_children, places_of_groups

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


def test_a_group_of_mixed_hours() -> None:
    """15 children at 35 hours are 15/25, 8 at 45 are 8/20 of a group of form III: one group."""
    assert groups_of_children("III", {35: 15, 45: 8}, FORMS) == pytest.approx(1)
    assert groups_of_children("III", {35: 15, 40: 8}, FORMS) is None

"""Places that follow from groups of a form and their weekly hours."""

import math
from dataclasses import dataclass

from sozialraum.model.school_rules import FormSize, GroupForms


@dataclass(frozen=True)
class GroupPlaces:
    """Places of one kind of group: all of them, and how many of these may be for children under three."""

    places: float
    least_u3: float
    most_u3: float


def places_of_groups(
    form: str, weekly_hours: float, groups: float, inclusion_children: float, rule: GroupForms
) -> GroupPlaces | None:
    """Places of so many groups of one form with so many weekly hours.

    Args:
        form: as written in a file, or its id.
        weekly_hours: hours booked; every group has children of one booking here.
        groups: how many, halves allowed.
        inclusion_children: children with a disability in them; each makes the groups smaller.
        rule: the forms.

    Returns:
        None for a form or hours that the rule does not know. The share under three shrinks with the group only where
        the group would else be smaller than it.

    Source: docs/methods.md#gruppenformen
    """
    size = size_of(form, weekly_hours, rule)
    if size is None:
        return None
    places = max(0.0, groups * size.children - inclusion_children * rule.less_per_inclusion_child)
    return GroupPlaces(places, min(places, groups * size.u3[0]), min(places, groups * size.u3[1]))


def change_of_groups(
    form: str, weekly_hours: float, groups: float, under_three: bool, rule: GroupForms
) -> float | None:
    """Places for one of the two age groups that so many groups are; below zero for groups that go.

    Args:
        form: as written in a file, or its id.
        weekly_hours: hours booked.
        groups: how many more, or fewer.
        under_three: whether the places are those for children under three.
        rule: the forms.

    Returns:
        None for a form or hours that the rule does not know, and where it leaves the share under three open.

    Source: docs/methods.md#gruppenformen
    """
    found = places_of_groups(form, weekly_hours, abs(groups), 0, rule)
    if found is None or found.least_u3 != found.most_u3:
        return None
    return math.copysign(found.least_u3 if under_three else found.places - found.least_u3, groups)


def size_of(form: str, weekly_hours: float, rule: GroupForms) -> FormSize | None:
    """The size of a group, or None where the rule does not know it."""
    wanted = form.strip().casefold()
    for one in rule.forms:
        if wanted in {one.id, *(name.casefold() for name in one.names)}:
            return next((size for size in one.sizes if weekly_hours in size.weekly_hours), None)
    return None

"""Which of many findings are told: each thing once, fields taking turns, strengths and burdens side by side."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sozialraum.model.findings import Finding, Weight
from sozialraum.model.tables import CITY

# of one indicator and area the first of these that was found is told, of each row
INSTEAD = (
    ("overtook_city", "fell_below_city", "above_city", "below_city"),
    ("worsening_series", "improving_series", "rising", "falling"),
)
SIDE_BY_SIDE: tuple[Weight, ...] = ("burden", "strength")
DIGITS = 9  # beyond these a difference in strength is one of binary fractions


def each_once(findings: Iterable[Finding]) -> list[Finding]:
    """Without those that say of one indicator and area what another one says more exactly."""
    found = list(findings)
    there = {(one.area_id, one.indicator_id, one.rule) for one in found}
    better = {rule: row[:place] for row in INSTEAD for place, rule in enumerate(row)}
    return [
        one
        for one in found
        if not any((one.area_id, one.indicator_id, rule) in there for rule in better.get(one.rule, ()))
    ]


def chosen(findings: Iterable[Finding], most: int, fields: Mapping[str, str]) -> tuple[Finding, ...]:
    """At most so many for each area and the city, the most telling first; the city's first, then areas by id.

    Args:
        findings: in any order.
        most: of one area; at least 2.
        fields: indicator -> Handlungsfeld; what has none is a field of its own.

    Returns:
        Of each area one finding of every indicator and Handlungsfeld before a second one. Where there are burdens and
        strengths, each of them gets at least a third of the places, and at least one, as far as there are as many.

    Source: docs/methods.md#auffaelliges
    """
    by_area: dict[str, list[Finding]] = {}
    for one in findings:
        by_area.setdefault(one.area_id, []).append(one)
    order = sorted(by_area, key=lambda area: (area != CITY, area))
    return tuple(one for area in order for one in _of_area(by_area[area], most, fields))


def _of_area(found: list[Finding], most: int, fields: Mapping[str, str]) -> list[Finding]:
    kinds = Counter(one.weight for one in found)
    kept = {weight: min(max(1, most // 3), kinds[weight]) for weight in SIDE_BY_SIDE}
    left = sorted(found, key=lambda one: (-round(one.strength, DIGITS), one.rule, one.indicator_id, one.since))
    told: list[Finding] = []
    of_indicator, of_field, of_weight = Counter[str](), Counter[str](), Counter[str]()
    while left and len(told) < most:
        owed = {weight: max(0, places - of_weight[weight]) for weight, places in kept.items()}
        room = most - len(told)
        may = [one for one in left if owed.get(one.weight) or room > sum(owed.values())]
        next_ = min(may, key=lambda one: (of_indicator[one.indicator_id], of_field[_field(one, fields)]))
        left.remove(next_)
        told.append(next_)
        of_indicator[next_.indicator_id] += 1
        of_field[_field(next_, fields)] += 1
        of_weight[next_.weight] += 1
    return told


def _field(one: Finding, fields: Mapping[str, str]) -> str:
    return fields.get(one.indicator_id, one.indicator_id)

"""Which groups of children an edition shows: such that no difference of two of them is a single month of birth.

Ü3 by three cohorts beside Ü3 to school entry tells the children of one month. So the edition keeps groups that share
no month, the cells, and those that are exactly made of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sozialraum.model.cohorts import YEAR_TRIED, CohortGroup, Cohorts, window
from sozialraum.model.rules import Coverage


@dataclass(frozen=True)
class Cells:
    """Groups that share no month, in order of their months; and group -> the cells it is made of, cells included."""

    ids: tuple[str, ...]
    made_of: Mapping[str, tuple[str, ...]]


def cells_of(rules: Cohorts, coverages: Iterable[Coverage]) -> Cells:
    """The groups an edition shows.

    Args:
        rules: all groups.
        coverages: their groups and the classes are cells, the narrower ones before the wider.

    Returns:
        A group that overlaps a cell without being made of cells is in neither.

    Source: docs/methods.md#geheimhaltung
    """
    groups = {group.id: group for group in rules.groups}
    needed = list(dict.fromkeys(id_ for one in coverages for id_ in one.cohorts if id_ in groups))
    classes = [one.id for one in rules.groups if one.kind == "school" and one.from_class == one.to_class]
    months = {id_: _months(rules, group) for id_, group in groups.items()}
    taken: set[int] = set()
    cells: list[str] = []
    for id_ in sorted(dict.fromkeys([*needed, *classes]), key=lambda one: len(months[one])):
        if taken.isdisjoint(months[id_]):
            cells.append(id_)
            taken |= set(months[id_])
    cells.sort(key=lambda one: (months[one].start, one))
    made = {id_: _made_of(own, {one: months[one] for one in cells}) for id_, own in months.items()}
    return Cells(tuple(cells), {id_: parts for id_, parts in made.items() if parts})


def _made_of(months: range, cells: Mapping[str, range]) -> tuple[str, ...]:
    """The cells that are together exactly these months; none where there are no such cells."""
    inside = [one for one, own in cells.items() if own.start >= months.start and own.stop <= months.stop]
    return tuple(inside) if sum(len(cells[one]) for one in inside) == len(months) else ()


def _months(rules: Cohorts, group: CohortGroup) -> range:
    return window(rules, group, YEAR_TRIED)


def same_months(rules: Cohorts, cells: Cells, group: str, year: int, told: int) -> tuple[str, ...]:
    """The cells of the year `told` that are exactly the months of a group in another year."""
    groups = {one.id: one for one in rules.groups}
    of_told = {one: window(rules, groups[one], told) for one in cells.ids}
    return _made_of(window(rules, groups[group], year), of_told)

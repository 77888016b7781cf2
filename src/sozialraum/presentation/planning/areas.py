"""The rows of every table by area: each Sozialraum below its Planungsbezirk, each counted once, the city last."""

from collections.abc import Iterable
from dataclasses import dataclass

from sozialraum.model.tables import BASE_LEVEL, CITY, CITY_LEVEL, JOINT_LEVEL
from sozialraum.presentation.planning.grid import Kind
from sozialraum.presentation.views.context import Context


@dataclass(frozen=True)
class Place:
    """A row of a table by area; `level` names the level of a larger area."""

    area_id: str
    name: str
    kind: Kind
    level: str = ""


def places_in_order(context: Context) -> list[Place]:
    """Sozialräume in order of id, each followed by the larger area it closes; the city last."""
    table = context.published.areas
    labels = {one.level: context.text(one.label) for one in context.project.planungsbezirke}
    below: dict[str, list[str]] = {}
    shown = table[~table["level"].isin([CITY_LEVEL, JOINT_LEVEL])]
    for area_id, parent in sorted(zip(map(str, shown.index), map(str, shown["part_of"]), strict=True)):
        below.setdefault(parent if parent in shown.index else CITY, []).append(area_id)

    def walk(parent: str) -> Iterable[Place]:
        # Sozialräume of no larger area first: what follows a group would be read as part of it
        for area_id in sorted(below.get(parent, ()), key=lambda one: table["level"][one] != BASE_LEVEL):
            level = str(table["level"][area_id])
            if level == BASE_LEVEL:
                yield Place(area_id, context.names[area_id], "area")
            else:
                yield from walk(area_id)
                yield Place(area_id, context.names[area_id], "larger", labels.get(level, ""))

    return [*walk(CITY), Place(CITY, context.words("level.city"), "city")]


def kept(places: Iterable[Place], with_numbers: set[str]) -> list[Place]:
    """Those of which something is said."""
    return [one for one in places if one.area_id in with_numbers]

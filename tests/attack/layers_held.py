"""What the open tables tell of a number in a layer: of Sozialräume and larger areas, as it is and with measures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from attack.atlas import REACHED, Atlas, Numbers, finer, half
from attack.leaves import Path
from attack.open_tables import AS_IS, CITY, PLANNED, number, withheld
from attack.told import WITHHELD

SPREAD = "lage_rank"  # its layer shows how many ranks lie between the ends
ENDS = {"lo": "lower", "hi": "upper"}
BALANCE = {  # key of a balance -> the measures one of which it is, and how far it may be rounded
    "kids": (("children", "children_entitled"), 0.05),
    "need": (("places_needed",), 0.05),
    "places": (("places",), 0.05),
}
GAPS = {"gap": "value", "gap_lo": "lower", "gap_hi": "upper"}
SUMS = ("places_needed", "places")  # of the city, behind its gap
NO_CLASS = -1


@dataclass(frozen=True)
class Place:
    """Where in a layer a number stands: what is left of its path begins with the key."""

    layer: Mapping[str, Any]
    own: Mapping[str, Any]  # what the level or the scenario says of the layer
    areas: tuple[str, ...]
    scenario: str
    first: int  # period of the layer with which its rows begin
    rest: Path

    @property
    def key(self) -> str:
        return str(self.rest[0])

    @property
    def area(self) -> str:
        last = self.rest[-1]
        return self.areas[last] if isinstance(last, int) else CITY

    @property
    def period(self) -> str:
        return str(self.layer["periods"][self.first + int(self.rest[1])]["id"])


def place(atlas: Atlas, path: Path) -> Place:
    if path[0] == "layers":
        own, areas, rest = atlas.data["layers"][path[1]], atlas.areas, path[2:]
        layer = own
    else:
        own, areas, rest = atlas.data["larger"]["layers"][path[2]], atlas.larger, path[3:]
        layer = atlas.layers[str(path[2])]
    if rest[0] == "planned":
        return Place(layer, own["planned"], areas, PLANNED, own["planned"]["from"], rest[1:])
    return Place(layer, own, areas, AS_IS, 0, rest)


def of_value(atlas: Atlas, path: Path) -> Numbers:
    at = place(atlas, path)
    row = atlas.row(at.layer["id"], at.area, at.period, at.scenario)
    if at.layer["id"] == SPREAD:
        low, high = number(row, "lower"), number(row, "upper")
        return [None if low is None or high is None else high - low], 1e-9
    digits = at.layer["decimals"]
    return [number(row)], half(digits) if at.layer["id"].startswith(REACHED) else finer(digits)


def of_end(atlas: Atlas, path: Path) -> Numbers:
    """An end of an interval, which nothing has whose value is withheld."""
    at = place(atlas, path)
    id_, column = at.layer["id"], ENDS[at.key]
    row = atlas.row(id_, at.area, at.period, at.scenario)
    own = atlas.tables.intervals.get((at.area, id_, at.period, ""))
    return [] if withheld(row) else [number(own or row, column)], half(at.layer["decimals"])


def of_change(atlas: Atlas, path: Path) -> Numbers:
    """Value minus value, in percent of the earlier one where it counts; none where one or the change is withheld."""
    at = place(atlas, path)
    id_ = at.layer["id"]
    since = at.layer["periods"][at.own["change"][int(at.rest[1])]["from"]]["id"]
    now, then = (atlas.row(id_, at.area, period, at.scenario) for period in (at.period, since))
    after, before = number(now), number(then)
    told = atlas.tables.changes.get((at.area, id_, at.period, since))
    if withheld(told) or after is None or before is None:
        return [], 0.0
    moved = [after - before, number(told, "change")]
    counted = before and not (then or {}).get("denominator")
    return [*moved, 100 * (after - before) / before if counted else None], 2 * finer(at.layer["decimals"])


def of_class(atlas: Atlas, path: Path) -> Numbers:
    """A class is said of what is told only: of what is withheld it would be a span."""
    at = place(atlas, path)
    told = number(atlas.row(at.layer["id"], at.area, at.period, at.scenario))
    period, area = int(at.rest[1]), int(at.rest[2])
    closed = at.own["s"][period][area] == WITHHELD or told is None
    return [NO_CLASS, *([] if closed else range(len(at.layer.get("classes", []))))], 0.0


def of_balance(atlas: Atlas, path: Path) -> Numbers:
    at = place(atlas, path)
    names, within = BALANCE[at.key]
    rows = (atlas.of_target(at.layer["id"], one, at.area, at.period, at.scenario) for one in names)
    return [number(row) for row in rows], within


def of_gap(atlas: Atlas, path: Path) -> Numbers:
    at = place(atlas, path)
    return atlas.gap(at.layer["id"], at.area, at.period, at.scenario, GAPS[at.key]), 1.0


def of_sum(atlas: Atlas, path: Path) -> Numbers:
    """What is missing in the whole city, needed and there."""
    at = place(atlas, path)
    column = int(at.rest[2])
    if column == 0:
        return atlas.gap(at.layer["id"], CITY, at.period, at.scenario, "value"), 1.0
    return [number(atlas.of_target(at.layer["id"], SUMS[column - 1], CITY, at.period, at.scenario))], 0.05


def of_step(atlas: Atlas, path: Path) -> Numbers:
    """Sizes of the signs of gaps lie between the gaps that are shown."""
    at = place(atlas, path)
    rows = [*at.own["gap"], *(at.own.get("planned") or {"gap": []})["gap"]]
    shown = [abs(one) for row in rows for one in row if one is not None]
    value = at.own["steps"][int(at.rest[1])]
    return [value if min(shown) <= value <= max(shown) else None], 0.0


Rule = Callable[[Atlas, Path], Numbers]
LEVELS = ("layers[]", "larger.layers.*")
EVERYWHERE: dict[str, Rule] = {
    "v[][]": of_value,
    "city[].v": of_value,
    "c[][]": of_class,
    "need[][]": of_balance,
    "places[][]": of_balance,
    **{f"{key}[][]": of_gap for key in GAPS},
}
AS_IT_IS: dict[str, Rule] = {
    "lo[][]": of_end,
    "hi[][]": of_end,
    "change[].v[]": of_change,
    "change[].city": of_change,
    "kids[][]": of_balance,
    "steps[]": of_step,
}
LAYER_RULES: dict[str, Rule] = {
    **{f"{level}.{key}": rule for level in LEVELS for key, rule in (EVERYWHERE | AS_IT_IS).items()},
    **{f"{level}.planned.{key}": rule for level in LEVELS for key, rule in EVERYWHERE.items()},
    **{f"{level}.sums[][]": of_sum for level in ("layers[]", *(f"{one}.planned" for one in LEVELS))},
}

"""An atlas's data beside the tables of its edition: which row tells what a layer shows of an area and a date."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from attack.open_tables import CITY, OpenTables, Row, number
from packing import larger_layers

Numbers = tuple[list[float | None], float]  # any of which it may be, and how far it may be rounded
# what a layer of a target group shows, by the end of its id
OF_TARGET = {
    "_lage_versorgung": "coverage_of_need_pct",
    "_bilanz": "coverage_of_need_pct",
    "_quota": "versorgungsquote_pct",
}
MEASURE_OF = {"lage_type": "lage_index"}  # of two axes the one that a layer has numbers of
OF_CITY = {"lage_dynamics": "lage_dynamics_city"}  # where the city's row has its own name
STEADIED, REACHED = "smoothed:", "reach_"


@dataclass(frozen=True)
class Atlas:
    """The data, its layers by id, and ids of areas by their numbers."""

    data: Mapping[str, Any]
    tables: OpenTables
    layers: Mapping[str, Mapping[str, Any]]
    areas: tuple[str, ...]
    larger: tuple[str, ...]

    def row(self, layer: str, area: str, period: str, scenario: str) -> Row | None:
        """What the tables tell of a layer: an indicator, a measure, reach, or one of a target group."""
        tables = self.tables
        if found := tables.indicators.get((area, layer, period, "")):
            return found
        if layer.startswith(STEADIED) and area == CITY:  # the whole has people enough as it is
            return tables.indicators.get((CITY, layer.removeprefix(STEADIED), period, ""))
        if (named := MEASURE_OF.get(layer, layer)) in tables.names:
            measure = OF_CITY.get(named, named) if area == CITY else named
            return tables.measures.get((area, measure, "", period, scenario))
        if layer.startswith(REACHED):
            question = layer.removeprefix(REACHED)
            if question.endswith("_places"):
                return tables.newest.get((area, "places_per_person", question.removesuffix("_places")))
            near_by = self.data["reach"]["questions"][question]["near"]
            return tables.newest.get((area, f"people_within_pct:{near_by:g}", question))
        for end, measure in OF_TARGET.items():
            if layer.endswith(end):
                return tables.measures.get((area, measure, layer.removesuffix(end), period, scenario))
        return None

    def of_target(self, layer: str, measure: str, area: str, period: str, scenario: str) -> Row | None:
        """What the tables tell of a target group, whose id or layer is given."""
        target = next((layer.removesuffix(end) for end in OF_TARGET if layer.endswith(end)), layer)
        return self.tables.measures.get((area, measure, target, period, scenario))

    def gap(self, layer: str, area: str, period: str, scenario: str, column: str) -> list[float | None]:
        """Places that are missing; what is left over is a gap below zero."""
        short, spare = (
            self.of_target(layer, f"places_{one}", area, period, scenario) for one in ("missing", "spare")
        )
        missing, left = number(short, column), number(spare)
        return [missing, -left if left and not missing else None]


def atlas_of(data: Mapping[str, Any], tables: OpenTables) -> Atlas:
    """Layers of larger areas are written in full, as scripts have them."""
    larger = data.get("larger") or {"areas": [], "layers": {}}
    full = dict(zip(larger["layers"], larger_layers(data), strict=True))
    return Atlas(
        {**data, "larger": {**larger, "layers": full}},
        tables,
        {layer["id"]: layer for layer in data["layers"]},
        tuple(area["id"] for area in data["areas"]),
        tuple(area["id"] for area in larger["areas"]),
    )


def half(decimals: int) -> float:
    """How far a number with so many digits behind the mark is from the one it was rounded from."""
    return 0.5 * 10.0**-decimals + 1e-9


def finer(decimals: int) -> float:
    """The same with a digit more than is shown, where no number is rounded up to a half that it does not reach."""
    return 10.0 ** -(decimals + 1) + 1e-9

"""The block of data that a page's scripts read: geometry once, values, facilities, words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import geopandas as gpd

from sozialraum.model.establishments import FacilityType
from sozialraum.model.project import Project
from sozialraum.model.tables import CITY
from sozialraum.presentation.area.similar import similar_areas, similar_by, similar_note
from sozialraum.presentation.area.spine import Ground, ground
from sozialraum.presentation.atlas import geometry
from sozialraum.presentation.atlas.base_map import background_data, base_data
from sozialraum.presentation.atlas.definitions import definitions
from sozialraum.presentation.atlas.gap_board import gap_board, with_board
from sozialraum.presentation.atlas.levels import levels_data
from sozialraum.presentation.atlas.palettes import palettes
from sozialraum.presentation.atlas.tour import tour_data
from sozialraum.presentation.draft.lage_text import RESIDENTS
from sozialraum.presentation.lage.situation import situation_data
from sozialraum.presentation.page.asked import asked_texts
from sozialraum.presentation.reach.data import DrawnAround, drawn_around, page_box, reach_data
from sozialraum.presentation.slugs import unique_slugs
from sozialraum.presentation.supply.rows import PlanRows, plan_rows
from sozialraum.presentation.views import all_layers
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.layer import Layer
from sozialraum.presentation.views.layer_json import certainty_json, layer_json
from sozialraum.presentation.views.told_inside import inside_json, inside_mark
from sozialraum.presentation.words.facility_list import SIZES, House, held_merkmale, houses
from sozialraum.presentation.words.findings import Note, Told, findings_of, notes_of
from sozialraum.presentation.words.numbers import day

AREA_TEXTS = ("map.", "facilities.", "trend.", "status.", "mark.", "reach.")  # what scripts of an area's page say
OWN_GROUPS = ("lage_versorgung", "versorgung", "erreichbarkeit", "lage", "einrichtungen")
TOLD_APART = frozenset({"lage_versorgung", "versorgung", "erreichbarkeit", "lage"})  # on an area's page in blocks
TREND_KEYS = ("id", "kind", "unit", "decimals", "symbols", "periods", "v", "s", "city")
NEAR_M = 500.0  # how far outside a Sozialraum facilities and cells are still drawn on its page
FIRST_GROUPS = frozenset({"lage_versorgung", "versorgung"})


@dataclass(frozen=True)
class CityPages:
    """Everything the pages of one city have in common, worked out once."""

    context: Context

    @cached_property
    def layers(self) -> list[Layer]:
        return all_layers(self.context)

    @cached_property
    def borders(self) -> Any:
        return geometry.page_borders(self.context.published.areas)

    @cached_property
    def rings(self) -> dict[str, geometry.Rings]:
        return {str(area_id): geometry.rings(shape) for area_id, shape in self.borders.items()}

    @cached_property
    def outline(self) -> geometry.Rings:
        published = self.context.published
        if self.context.project.areas.outline_file is None:
            return geometry.outline(self.borders, None)
        return geometry.outline(self.borders, gpd.GeoSeries([published.outline], crs=published.areas.crs))

    @cached_property
    def labels(self) -> dict[str, list[float]]:
        return geometry.label_points(self.borders)

    @cached_property
    def neighbours(self) -> dict[str, list[str]]:
        return geometry.neighbours(self.context.published.areas)

    @cached_property
    def findings(self) -> dict[str, list[Told]]:
        return findings_of(self.context)

    @cached_property
    def notes(self) -> dict[str, list[Note]]:
        return notes_of(self.context)

    @cached_property
    def similar(self) -> dict[str, list[str]]:
        return similar_areas(self.context)

    @cached_property
    def similar_note(self) -> str:
        """In what, how and when areas are alike."""
        by = self.context.words("page.similar.by", by=", ".join(similar_by(self.context)))
        return f"{by} {similar_note(self.context)}"

    @cached_property
    def grounds(self) -> dict[tuple[str, str], Ground | None]:
        """(layer id, period) -> the scale on which the pages of all areas draw it."""
        areas = self.context.areas
        return {(one.id, period): ground(one, period, areas) for one in self.layers for period in one.periods}

    @cached_property
    def plan_rows(self) -> PlanRows:
        """Rows of planning by area and house."""
        return plan_rows(self.context)

    @cached_property
    def houses(self) -> list[House]:
        return houses(self.context)

    @cached_property
    def positions(self) -> dict[str, list[float]]:
        return geometry.positions(self.context.published.facilities)

    @cached_property
    def drawn_around(self) -> DrawnAround:
        """Outlines of what is reached around each facility."""
        return drawn_around(self.context, self.positions)

    @cached_property
    def slugs(self) -> dict[str, str]:
        return unique_slugs({area_id: self.context.names[area_id] for area_id in self.context.areas})

    @cached_property
    def groups(self) -> list[dict[str, str]]:
        words = self.context.words
        own = [{"id": id_, "label": words(f"groups.{id_}")} for id_ in OWN_GROUPS]
        fields = [
            {"id": field.id, "label": self.context.text(field.label)}
            for field in self.context.project.handlungsfelder
        ]
        used = {layer.group for layer in self.layers}
        return [group for group in own + fields if group["id"] in used]


def atlas_data(pages: CityPages) -> dict[str, Any]:
    """The data block of the atlas of the whole city."""
    context = pages.context
    board = gap_board(context)
    levels = levels_data(context, pages.layers, pages.borders)
    layers = [
        layer_json(layer, context.areas, context.words)
        | certainty_json(layer, context.areas)
        | inside_json(context, layer, context.areas)
        for layer in pages.layers
    ]
    return {
        **_common(pages, "atlas"),
        "texts": asked_texts(context.words.section("page"), "scripts.txt"),
        "sides": list(palettes()["abweichung"]),
        **inside_mark(context),
        "self": None,
        "areas": [_area(pages, area_id, True) for area_id in context.areas],
        "layers": with_board(layers, board),
        "start": _start(pages.layers, context.project.profile.headline),
        "headline": list(context.project.profile.headline),
        "people": RESIDENTS,
        "facilities": _facilities(pages, pages.houses, context.areas),
        **situation_data(context, pages.layers, pages.findings, pages.notes),
        "facility_sizes": list(SIZES),
        "merkmale": [{"id": one.id, "label": context.text(one.label)} for one in context.project.merkmale],
        **_reach(pages, pages.houses),
        **base_data(context),
        **background_data(context),
        "gap_board": board,
        "address_term": context.words("facility.address"),
        "borders": _title(context, context.project.areas.source),
        "type_sources": [_title(context, type_.source) for type_ in mapped_types(context.project)],
        "definitions": definitions(context, pages.layers, pages.groups),
        **tour_data(context, pages.layers, levels),
        **levels,
    }


def area_data(pages: CityPages, area_id: str, near: Sequence[House]) -> dict[str, Any]:
    """The data block of one Sozialraum: itself, its neighbours, and the facilities in and near it.

    Args:
        near: its own facilities and those just outside.
    """
    context = pages.context
    around = [area_id, *pages.neighbours[area_id], *(house.area_id for house in near if house.area_id)]
    areas = list(dict.fromkeys(around))
    reach = _reach(pages, near, area_id)
    scripts = ["scripts_sozialraum.txt", *(["scripts_cells.txt"] if reach else [])]
    words = asked_texts(context.words.section("page"), *scripts)
    return {
        **_common(pages, "sozialraum"),
        "self": 0,
        "texts": {key: text for key, text in words.items() if key.startswith(AREA_TEXTS)},
        "groups": [],
        "areas": [_area(pages, id_, True, set(areas)) for id_ in areas],
        "layers": [
            _trend(layer, area_id, context)
            for layer in pages.layers
            if layer.kind == "choropleth" and layer.group not in TOLD_APART and len(layer.periods) > 1
        ],
        "start": None,
        "facilities": _facilities(pages, near, areas),
        **reach,
        **base_data(context, area_id),
    }


def _reach(pages: CityPages, shown: Sequence[House], area_id: str | None = None) -> dict[str, Any]:
    """What is told of reach, on an area's page of what lies in and near it; nothing where nothing is told."""
    table = pages.context.published.areas
    box = None if area_id is None else page_box(table.geometry[area_id].bounds, NEAR_M)
    told = reach_data(pages.context, [house.id for house in shown], pages.drawn_around, box)
    return {"reach": told} if told else {}


def _common(pages: CityPages, page: str) -> dict[str, Any]:
    context, city = pages.context, pages.context.project.city
    words = context.words
    areas = context.project.areas
    return {
        "page": page,
        "language": words.language,
        "number": words.section("number"),
        "city": {
            "name": city.name,
            "slug": unique_slugs({CITY: city.name})[CITY],
            "notice": context.text(city.notice) or None,
            "schematic": context.text(areas.schematic) or None,
            "area_word": context.text(areas.label),
            "area_words": context.text(areas.label_plural),
        },
        "outline": pages.outline,
        "groups": pages.groups,
        "facility_types": [
            {
                "id": type_.id,
                "label": context.text(type_.label),
                "labels": context.text(type_.label_plural),
                "shape": type_.symbol.shape,
                "letter": type_.symbol.letter,
                "color": type_.symbol.color,
                "shown": type_.shown,
            }
            for type_ in mapped_types(context.project)
        ],
        "attribution": attribution(context),
    }


def _title(context: Context, source_id: str) -> str:
    """By which the page finds a source in its list of sources."""
    source = context.project.sources.get(source_id)
    return source.title if source else ""


def mapped_types(project: Project) -> list[FacilityType]:
    """Facility types whose single houses may be shown; the others are only counted."""
    return [type_ for type_ in project.facility_types if type_.position != "never_mapped"]


def attribution(context: Context) -> str:
    """Source and date of the borders."""
    areas = context.project.areas
    if areas.schematic_short is not None:
        return context.text(areas.schematic_short)
    source = context.project.sources[areas.source]
    return context.words(
        "attribution.borders", source=source.publisher, date=day(areas.boundaries_as_of, context.words)
    )


def _area(pages: CityPages, area_id: str, drawn: bool, known: set[str] | None = None) -> dict[str, Any]:
    context = pages.context
    table = context.published.areas
    order = context.areas if known is None else list(dict.fromkeys(known))
    numbers = {id_: number for number, id_ in enumerate(order)} if known is None else {}
    parents, parent = [], str(table["part_of"].get(area_id, ""))
    while parent and parent != CITY and parent in table.index:
        parents.append(context.names[parent])
        parent = str(table["part_of"].get(parent, ""))
    return {
        "id": area_id,
        "name": context.names[area_id],
        "page": f"{pages.slugs[area_id]}.html",
        "label": pages.labels[area_id],
        "rings": pages.rings[area_id] if drawn else None,
        "neighbours": [numbers[other] for other in pages.neighbours[area_id] if other in numbers],
        "part_of": parents,
    }


def _facilities(pages: CityPages, shown: Sequence[House], areas: list[str]) -> list[dict[str, Any]]:
    types = {type_.id: number for number, type_ in enumerate(mapped_types(pages.context.project))}
    held = held_merkmale(pages.context)
    numbers = {area_id: number for number, area_id in enumerate(areas)}
    return [
        {
            "id": house.id,
            "type": types[house.type_id],
            "name": house.name,
            "area": numbers.get(house.area_id),
            "at": pages.positions.get(house.id),
            "status": house.status,
            "status_label": house.status_label,
            "lines": [list(line) for line in house.lines],
            "size": house.size,
            "merkmale": held.get(house.id, []),
        }
        for house in shown
    ]


def _trend(layer: Layer, area_id: str, context: Context) -> dict[str, Any]:
    """A layer with the values of one area only, and nothing but what the lines in its tables are drawn from."""
    whole = layer_json(layer, [area_id], context.words)
    return {key: whole[key] for key in TREND_KEYS} | {"c": [[-1]] * len(layer.periods)}


def _start(layers: list[Layer], headline: list[str]) -> dict[str, Any]:
    """What the atlas opens with: the question of supply, else a headline figure, never a ranking."""
    drawn = [layer for layer in layers if layer.kind != "list" and layer.values]
    supply = [layer for layer in drawn if layer.group in FIRST_GROUPS and not layer.symbols]
    headlines = [layer for id_ in headline for layer in drawn if layer.id == id_]
    first = next(iter([*supply, *headlines, *drawn, *layers]), None)
    return {"layer": first.id if first else None}

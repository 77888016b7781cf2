"""The figures of larger areas for the atlas: the same layers, of Planungsbezirke in place of Sozialräume.

Only what the published tables tell of a level is shown, intervals and reach too: nothing is added up or averaged
here. Classes, colours and words are those of the layer of the Sozialräume, so that a colour means the same on both.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import geopandas as gpd
import shapely

from sozialraum.model.tables import CITY
from sozialraum.presentation.atlas import geometry
from sozialraum.presentation.page.derived import without_derived
from sozialraum.presentation.reach.data import figures_of_areas
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.coverage import coverage_layers
from sozialraum.presentation.views.indicators import indicator_layers
from sozialraum.presentation.views.layer import Layer
from sozialraum.presentation.views.layer_json import certainty_json, layer_json, rounded
from sozialraum.presentation.views.reach import reach_layers
from sozialraum.presentation.views.told_inside import inside_json

VIEWS = (coverage_layers, reach_layers, indicator_layers)  # an index compares Sozialräume: it has no larger areas
OF_AREAS = (  # of a layer: what is told by area
    *("v", "c", "s", "w", "change", "planned"),
    *("gap", "gap_lo", "gap_hi", "need", "places", "steps", "kids", "closed"),
)
CERTAINTY = ("lo", "hi", "cmp")  # whether a value is firm follows from how it stands beside the rest of the city


def levels_data(context: Context, layers: Sequence[Layer], borders: gpd.GeoSeries) -> dict[str, Any]:
    """{"levels": [...], "larger": {...}}; nothing for a city without larger areas, or without figures for them.

    Args:
        layers: of the Sozialräume.
        borders: of the Sozialräume as the page draws them.

    Returns:
        levels: from the smallest to the largest {id, area_word, area_words, count}, so many of `larger.areas` one
        after another. larger: areas as those of the page, without rings, each with the numbers
        of its Sozialräume in `members`: the page draws the line around these; layers: id -> what differs from the
        layer of the Sozialräume, all larger areas side by side; absent where there is nothing; reach: question ->
        figures as `figures_of_areas` makes them.
    """
    specs = context.project.planungsbezirke
    own = replace(context, levels=tuple(spec.level for spec in specs))
    made = {layer.id: layer for view in VIEWS for layer in view(own)} if own.areas else {}
    told = {
        layer.id: _figures(own, layer, made[layer.id])
        for layer in layers
        if layer.id in made and layer.kind == "choropleth" and _told(made[layer.id], layer, own.areas)
    }
    if not told:
        return {}
    levels = [
        {
            "id": spec.level,
            "area_word": context.text(spec.label),
            "area_words": context.text(spec.label_plural),
            "count": int((context.published.areas["level"] == spec.level).sum()),
        }
        for spec in specs
    ]
    reach = figures_of_areas(own)
    larger = {"areas": _areas(context, own.areas, borders), "layers": told} | ({"reach": reach} if reach else {})
    return {"levels": levels, "larger": larger}


def _told(own: Layer, layer: Layer, areas: Iterable[str]) -> bool:
    """Has the level a figure, or one that is withheld, in classes that the layer has?"""
    known = any((period, area) in own.statuses for period in layer.periods for area in areas)
    return known and (layer.scale is not None or own.classes == layer.classes)


def _figures(own: Context, layer: Layer, found: Layer) -> dict[str, Any]:
    """What the page says of the larger areas; by the dates of the layer of the Sozialräume."""
    shown = _classed(replace(found, periods=layer.periods, city=layer.city, scale=layer.scale), layer)
    if shown.planned is not None:
        shown = replace(shown, planned=_classed(shown.planned, layer))
    lean = without_derived(_short(layer_json(shown, own.areas, own.words), layer.decimals))
    told = {key: lean[key] for key in OF_AREAS if key in lean}
    firm = certainty_json(shown, own.areas)
    return told | {key: firm[key] for key in CERTAINTY if key in firm} | inside_json(own, shown, own.areas)


def _short(told: dict[str, Any], shown: int) -> dict[str, Any]:
    """Values with no more digits than these: two more than is seen, so that most changes follow from them."""
    short = {**told, "v": [[rounded(value, shown + 2, shown) for value in row] for row in told["v"]]}
    return short | ({"planned": _short(told["planned"], shown)} if "planned" in told else {})


def _classed(found: Layer, layer: Layer) -> Layer:
    """The layer in the classes of the Sozialräume."""
    if layer.scale is None:
        return found
    classes = layer.scale.classes
    return replace(found, class_of={at: classes.of(value) for at, value in found.values.items()})


def _areas(context: Context, areas: Sequence[str], borders: gpd.GeoSeries) -> list[dict[str, Any]]:
    part_of = {str(id_): str(parent) for id_, parent in context.published.areas["part_of"].items()}
    members: dict[str, list[int]] = defaultdict(list)
    for number, area_id in enumerate(context.areas):
        for parent in _above(area_id, part_of):
            members[parent].append(number)
    united = [shapely.union_all(borders.to_numpy()[members[area_id]]) for area_id in areas]
    shapes = gpd.GeoSeries(united, index=list(areas), crs=borders.crs)
    labels = geometry.label_points(shapes)
    touching = geometry.touching(shapes)
    numbers = {area_id: number for number, area_id in enumerate(areas)}
    return [
        {
            "id": area_id,
            "name": context.names[area_id],
            "page": None,
            "label": labels[area_id],
            "neighbours": [numbers[other] for other in touching[area_id]],
            "part_of": [context.names[parent] for parent in _above(area_id, part_of)],
            "members": members[area_id],
        }
        for area_id in areas
    ]


def _above(area_id: str, part_of: Mapping[str, str]) -> list[str]:
    """The areas above one, the city not among them."""
    found: list[str] = []
    parent = part_of.get(area_id, "")
    while parent and parent != CITY and parent in part_of and parent not in found:
        found.append(parent)
        parent = part_of[parent]
    return found

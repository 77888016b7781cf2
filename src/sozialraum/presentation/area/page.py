"""The page of one Sozialraum: maps/<city>/<slug>.html, complete without scripts."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlencode

import folium
import shapely

from sozialraum.model.status import Status
from sozialraum.model.tables import CITY
from sozialraum.presentation.area.spine import spine
from sozialraum.presentation.atlas import geometry
from sozialraum.presentation.atlas.base_map import base_sources
from sozialraum.presentation.atlas.data import NEAR_M, TOLD_APART, CityPages, area_data, mapped_types
from sozialraum.presentation.atlas.group_rows import breakdown_tables
from sozialraum.presentation.atlas.page import common_context
from sozialraum.presentation.internal import banner_of
from sozialraum.presentation.lage.block import lage_block
from sozialraum.presentation.page.elements import MAP_NAME, Page, leaflet, listed, page_map
from sozialraum.presentation.page.languages import language_links
from sozialraum.presentation.page.templating import filled
from sozialraum.presentation.quality.data_notes import (
    counted,
    fact_rows,
    general_notes,
    missing_rows,
    rule_fields,
    rules_in_use,
    source_rows,
)
from sozialraum.presentation.reach.block import reach_block
from sozialraum.presentation.supply.block import supply_block
from sozialraum.presentation.views.layer import Layer
from sozialraum.presentation.views.told_inside import inside_sentence
from sozialraum.presentation.words.comparison import compared
from sozialraum.presentation.words.facility_list import House
from sozialraum.presentation.words.numbers import number, periods_told, shown, span
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.texts import Texts

LAGE, LAGE_AND_SUPPLY = "lage", "lage_versorgung"  # groups of layers


def area_map(pages: CityPages, area_id: str, near: Sequence[House], version: str) -> folium.Map:
    """The page of one Sozialraum as a folium map whose figure is the whole page.

    Args:
        near: its own facilities and those just outside.
    """
    context = pages.context
    script, style = leaflet()
    data = area_data(pages, area_id, near)
    scripts = [script, *listed("scripts_sozialraum.txt"), *(listed("scripts_cells.txt") if "reach" in data else [])]
    page = Page(
        context.words.language,
        f"{context.names[area_id]} · {context.project.city.name}",
        [style, *listed("styles_sozialraum.txt")],
        scripts,
        banner_of(context),
    )
    map_ = page_map(geometry.bounds(pages.borders.loc[[area_id]]), page)
    page.data = context.tongues.told(data)
    page.tongues = context.tongues
    page.body = lambda map_html: filled(
        "sozialraum.html.j2", map_html=map_html, **area_context(pages, area_id, near, version)
    )
    page.start = f"sozialraum.area({MAP_NAME});"
    return map_


def area_context(pages: CityPages, area_id: str, near: Sequence[House], version: str) -> dict[str, Any]:
    """What the template of a Sozialraum prints beside the map."""
    context = pages.context
    own = [house for house in near if house.area_id == area_id]
    shown_layers = [layer for layer in pages.layers if layer.kind != "bivariate"]
    used = {id_ for layer in pages.layers for id_ in layer.source_ids}
    used |= {type_.source for type_ in context.project.facility_types} | {context.project.areas.source}
    used |= base_sources(context)
    return {
        **common_context(pages, version),
        "languages": language_links(context, f"{pages.slugs[area_id]}.html"),
        "area": {
            "name": context.names[area_id],
            "part_of": _larger(pages, area_id),
            "atlas_href": f"index.html#gebiet={quote(area_id, safe='')}",
        },
        "neighbours": [
            {"name": context.names[other], "page": f"{pages.slugs[other]}.html"}
            for other in pages.neighbours[area_id]
        ],
        "headline": _headline(pages, area_id),
        "lage": lage_block(pages, area_id),
        "findings": _findings(pages, area_id),
        "remarks": pages.notes.get(area_id, []),
        "similar": _similar(pages, area_id),
        "meaning": _meaning(pages),
        "situation": _situation(pages, area_id),
        "supply": supply_block(context, pages.plan_rows, area_id),
        "reach": reach_block(context, area_id),
        "groups": _groups(pages, area_id, shown_layers),
        "breakdowns": breakdown_tables(pages, area_id),
        "missing": missing_rows(context),
        "withheld": _withheld(pages, area_id, shown_layers),
        "facilities": _facilities(pages, area_id, own),
        "facts": fact_rows(context, area_id),
        "sources": source_rows(context, used),
        "notes": general_notes(context),
    }


def near_houses(pages: CityPages) -> dict[str, list[House]]:
    """For each Sozialraum its own facilities and those that stand at most 500 m outside, in the order of the list."""
    published = pages.context.published
    areas = published.areas.loc[pages.context.areas]
    located = published.facilities[published.facilities.geometry.notna()]
    tree = shapely.STRtree(areas.geometry.to_numpy())
    points, found = tree.query(located.geometry.to_numpy(), predicate="dwithin", distance=NEAR_M)
    near: dict[str, set[str]] = {area_id: set() for area_id in pages.context.areas}
    for point, area in zip(points.tolist(), found.tolist(), strict=True):
        near[str(areas.index[area])].add(str(located.index[point]))
    of_area: dict[str, list[House]] = {area_id: [] for area_id in pages.context.areas}
    by_facility: dict[str, list[str]] = {}
    for area_id, ids in near.items():
        for id_ in ids:
            by_facility.setdefault(id_, []).append(area_id)
    for house in pages.houses:
        wanted = set(by_facility.get(house.id, [])) | ({house.area_id} & set(of_area))
        for area_id in wanted:
            of_area[area_id].append(house)
    return of_area


def _larger(pages: CityPages, area_id: str) -> list[str]:
    table = pages.context.published.areas
    found, parent = [], str(table["part_of"].get(area_id, ""))
    while parent and parent != CITY and parent in table.index:
        found.append(pages.context.names[parent])
        parent = str(table["part_of"].get(parent, ""))
    return found


def _headline(pages: CityPages, area_id: str) -> list[dict[str, Any]]:
    layers = {layer.id: layer for layer in pages.layers}
    tiles = []
    for id_ in pages.context.project.profile.headline:
        if id_ not in layers:
            continue
        layer = layers[id_]
        row = _row(pages, layer, area_id)
        period = layer.newest_with_value(area_id) or ""
        tiles.append(
            {
                **row,
                "compare": _beside_city(pages, row) if not layer.symbols else None,
                "formula": layer.formula,
                "as_of": period_label(period, pages.context.words) if period else "",
                "office": layer.office or None,
            }
        )
    return tiles


def _findings(pages: CityPages, area_id: str) -> list[dict[str, Any]]:
    """What stands out, each sentence with the place on the page where its numbers are."""
    groups = {layer.id: layer.group for layer in pages.layers}
    found = []
    for one in pages.findings.get(area_id, []):
        group = groups.get(one.layer_id or "")
        at = f"wert-{one.layer_id}" if group not in TOLD_APART else "lage" if group == LAGE else "versorgung"
        found.append({"text": one.text, "weight": one.weight, "href": f"#{at}" if group else None})
    return found


def _similar(pages: CityPages, area_id: str) -> dict[str, Any] | None:
    others = pages.similar.get(area_id)
    if not others:
        return None
    links = [{"name": pages.context.names[other], "page": f"{pages.slugs[other]}.html"} for other in others]
    return {"areas": links, "note": pages.similar_note}


def _meaning(pages: CityPages) -> str | None:
    """What an interval means, where the page shows any."""
    if not any(layer.certainty.lower for layer in pages.layers):
        return None
    level = number(pages.context.project.uncertainty.confidence_pct, 0, pages.context.words)
    return pages.context.words("methods.uncertainty_text", level=level)


def _beside_city(pages: CityPages, row: dict[str, Any]) -> str | None:
    if row["city"] is None:
        return None
    city = pages.context.words("area.city", value=row["city"])
    return f"{city}, {row['compare']}" if row["compare"] else city


def _situation(pages: CityPages, area_id: str) -> dict[str, Any] | None:
    """Fields of Lage and Versorgung in words, the newest of each offer."""
    words = pages.context.words
    layers = [layer for layer in pages.layers if layer.group == LAGE_AND_SUPPLY]
    if not layers:
        return None
    sentences, code = [], None
    for layer in layers:
        period = layer.newest_with_value(area_id) or ""
        field = layer.class_of.get((period, area_id))
        head = f"{layer.short}: {layer.classes[field].label}." if field is not None else f"{layer.short}:"
        status = layer.status(period, area_id)
        reason = layer.sentences.get((period, area_id)) or (
            words(f"status.{status}") if status != Status.NORMAL else ""
        )
        sentences.append(f"{head} {reason}".strip())
        if len(layers) == 1 and field is not None:
            code = layer.classes[field].code
    return {
        "code": code,
        "title": words("groups.lage_versorgung"),
        "sentences": sentences,
        "caption": layers[0].caption,
    }


def _groups(pages: CityPages, area_id: str, layers: list[Layer]) -> list[dict[str, Any]]:
    """Tables by Handlungsfeld; what only the city is known for stands apart at the end."""
    found = []
    for group in pages.groups:
        if group["id"] not in TOLD_APART:
            own = [layer for layer in layers if layer.group == group["id"] and not layer.only_city]
            found.append({"label": group["label"], "rows": [_row(pages, layer, area_id) for layer in own]})
    rest = [_row(pages, layer, area_id) for layer in layers if layer.only_city]
    found.append({"label": pages.context.words("area.only_city"), "rows": rest})
    return [table for table in found if table["rows"]]


def _row(pages: CityPages, layer: Layer, area_id: str) -> dict[str, Any]:
    """One line of a table: value, city, difference, change, each at the newest date this area has."""
    words = pages.context.words
    period = layer.newest_with_value(area_id) or ""
    value, status = layer.values.get((period, area_id)), layer.status(period, area_id)
    city = layer.city.get(period)
    at = (period, area_id)
    beside = layer.certainty.beside.get(at, "")
    comparison = compared(layer, value, city.value if city else None, words, beside)
    lower, upper = layer.certainty.lower.get(at), layer.certainty.upper.get(at)
    change = layer.changes.get(period)
    moved = change.values.get(area_id) if change else None
    note = layer.sentences.get((period, area_id))
    return {
        "label": layer.label,
        "layer": layer.id,
        "value": shown(value, status, layer.decimals, layer.unit, words),
        "mark": None,
        "interval": None if lower is None or upper is None else span(lower, upper, layer.decimals, words),
        "spine": spine(layer, period, area_id, pages.grounds.get((layer.id, period))),
        "similar": beside == "similar",
        "city": shown(city.value, city.status, layer.decimals, layer.unit, words) if city else None,
        "difference": comparison.difference,
        "compare": comparison.words,
        "judgement": comparison.judgement,
        "as_of": period_label(period, words) if period else "",
        "older": _older(layer, period, area_id, words),
        "inside": None if value is None else inside_sentence(pages.context, layer.id, period, area_id),
        "atlas_href": f"index.html#{urlencode({'ind': layer.id, 'gebiet': area_id})}",
        "move": None if moved is None else _move(layer, moved, words),
        "trend_text": words(
            "area.change",
            since=period_label(change.since, words),
            change=f"{number(moved, layer.decimals or 1, words, signed=True)}\u202f{layer.change_unit}",
        )
        if change and moved is not None
        else None,
        "note": None
        if note == words("why.parts_withheld")  # the value itself says so
        else note or (city.why if city and city.value is None else None) or None,
    }


def _move(layer: Layer, moved: float, words: Texts) -> dict[str, Any]:
    """Direction of a change as an arrow, judged by what is shown of it: {arrow, words | None, judgement}."""
    digits = layer.decimals or 1
    told, nothing = number(abs(moved), digits, words), number(0, digits, words)
    if told == nothing:
        return {"arrow": "\u2192", "words": None, "judgement": "none"}
    rising = moved > 0
    arrow = "\u2197" if rising else "\u2198"
    if layer.polarity == "keine":
        return {"arrow": arrow, "words": None, "judgement": "none"}
    judgement = "worse" if rising == (layer.polarity == "mehr_belastung") else "better"
    return {"arrow": arrow, "words": words(f"page.compare.{judgement}"), "judgement": judgement}


def _older(layer: Layer, period: str, area_id: str, words: Texts) -> str | None:
    """That the number shown is not that of the newest date, and what stands there; None where it is."""
    newest = layer.newest or ""
    if newest == period or (period, area_id) not in layer.values:
        return None
    state = words(f"status.{layer.status(newest, area_id)}")
    return words("area.older", shown=period_label(period, words), newest=period_label(newest, words), state=state)


def _withheld(pages: CityPages, area_id: str, layers: list[Layer]) -> dict[str, Any] | None:
    """What may not be shown, each with its dates, and the rules; None where everything may."""
    words = pages.context.words
    rows = []
    for layer in layers:
        dates = [period for period in layer.periods if layer.status(period, area_id) == Status.WITHHELD]
        if dates:
            rows.append(f"{layer.label} ({periods_told(dates, layer.periods, words)})")
    if not rows:
        return None
    fields = [rule_fields(pages.context, rule) for _, rule in rules_in_use(pages.context)]
    rules = dict.fromkeys(words("area.rule", **one) for one in fields)
    why = (words("area.withheld", rules="; ".join(rules)), words("notes.disclosure_others"))
    return {"rows": rows, "why": " ".join(why)}


def _facilities(pages: CityPages, area_id: str, own: list[House]) -> list[dict[str, Any]]:
    context = pages.context
    found = []
    for type_ in context.project.facility_types:
        items = [
            {
                "name": house.name,
                "status": house.status_label,
                "lines": house.lines,
                "place": None if house.id in pages.positions else context.words("area.no_position"),
            }
            for house in own
            if house.type_id == type_.id
        ]
        count = len(items) if type_ in mapped_types(context.project) else counted(context, type_.id, area_id)
        if count:
            labels = {"label": context.text(type_.label), "labels": context.text(type_.label_plural)}
            note = None if items else context.words("area.only_counted")
            found.append({"type": type_.symbol.model_dump() | labels, "items": items, "count": count, "note": note})
    return found

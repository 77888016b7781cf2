"""The atlas of the whole city: maps/<city>/index.html."""

from typing import Any

import folium

from sozialraum.presentation.area.larger_areas import larger_area_tables
from sozialraum.presentation.atlas import geometry
from sozialraum.presentation.atlas.base_map import image_sources
from sozialraum.presentation.atlas.data import CityPages, atlas_data, attribution
from sozialraum.presentation.internal import banner_of
from sozialraum.presentation.page.elements import MAP_NAME, Page, leaflet, listed, page_map
from sozialraum.presentation.page.languages import language_links
from sozialraum.presentation.page.templating import filled
from sozialraum.presentation.planning.told import planning_href
from sozialraum.presentation.quality.data_notes import (
    fact_rows,
    general_notes,
    missing_rows,
    problem_rows,
    quality_notes,
    source_rows,
)
from sozialraum.presentation.words.numbers import day

OVERVIEW, NOTICES = "../index.html", "lizenzen.html"


def atlas_map(pages: CityPages, version: str) -> folium.Map:
    """The atlas as a folium map whose figure is the whole page."""
    context, city = pages.context, pages.context.project.city
    script, style = leaflet()
    title = context.text(city.title) or context.words("page.atlas.title") + f" {city.name}"
    page = Page(
        context.words.language,
        title,
        [style, *listed("styles.txt")],
        [script, *listed("scripts.txt")],
        banner_of(context),
    )
    map_ = page_map(geometry.bounds(pages.borders), page)
    page.data = context.tongues.told(atlas_data(pages))
    page.tongues = context.tongues
    page.images = image_sources(context)
    page.body = lambda map_html: filled("atlas.html.j2", map_html=map_html, **atlas_context(pages, version))
    page.start = f"sozialraum.atlas({MAP_NAME});"
    return map_


def atlas_context(pages: CityPages, version: str) -> dict[str, Any]:
    """What the template of the atlas prints beside the map."""
    context = pages.context
    return {
        **common_context(pages, version),
        "overview_href": context.up + OVERVIEW,
        "languages": language_links(context, "index.html"),
        "areas": [
            {"name": context.names[area_id], "page": f"{pages.slugs[area_id]}.html"}
            for area_id in sorted(context.areas, key=lambda id_: (context.names[id_], id_))
        ],
        "larger": larger_area_tables(context, pages.layers),
        "sources": source_rows(context),
        "missing": missing_rows(context),
        "problems": problem_rows(context.published.problems, context.words),
        "quality_notes": quality_notes(context),
        "facts": fact_rows(context),
        "notes": general_notes(context),
    }


def common_context(pages: CityPages, version: str) -> dict[str, Any]:
    """What every page prints: names, notice, foot."""
    context, city = pages.context, pages.context.project.city
    return {
        "texts": context.words.section("page"),
        "city": {
            "name": city.name,
            "notice": context.text(city.notice) or None,
            "schematic": context.text(context.project.areas.schematic) or None,
            "area_word": context.text(context.project.areas.label),
            "area_words": context.text(context.project.areas.label_plural),
        },
        "attribution": attribution(context),
        "stand": day(context.published.newest, context.words) or None,
        "version": version,
        "notices_href": NOTICES,
        "planning_href": planning_href(context),
    }

"""The page on planning: maps/<city>/planung.html, tables that are complete without scripts."""

from collections.abc import Iterable
from typing import Any

from sozialraum.model.periods import kind_of
from sozialraum.presentation.annex.book import ANNEX
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.atlas.page import common_context
from sozialraum.presentation.internal import banner_of, file_href
from sozialraum.presentation.page.elements import Page, listed
from sozialraum.presentation.page.languages import language_links
from sozialraum.presentation.page.templating import filled
from sozialraum.presentation.planning.areas import places_in_order
from sozialraum.presentation.planning.balance import balance_section
from sozialraum.presentation.planning.bands import band_sections
from sozialraum.presentation.planning.centres import centres_section
from sozialraum.presentation.planning.children import children_section
from sozialraum.presentation.planning.figures import figures_of
from sozialraum.presentation.planning.grid import Column, Grid, Section
from sozialraum.presentation.planning.marks import with_marks_in_heads
from sozialraum.presentation.planning.measures import measures_section
from sozialraum.presentation.planning.nearest import nearest_section
from sozialraum.presentation.planning.offer import offer_of
from sozialraum.presentation.planning.rules_in_force import rules_section
from sozialraum.presentation.planning.schools import classes_section, ganztag_section
from sozialraum.presentation.planning.told import PLANNING, planning_href
from sozialraum.presentation.quality.data_notes import source_rows
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.target_words import has_target

SCRIPT_TEXTS = ("planning.", "status.")
DIGITS = 6  # of a number that the script adds up


def planning_page(pages: CityPages, version: str) -> str | None:
    """The page as text; None for a city of which nothing of planning is known."""
    context = pages.context
    if planning_href(context) is None:
        return None
    own = sections(pages)
    words = context.words
    title = f"{words('planning.page.title')} · {context.project.city.name}"
    styles, scripts = listed("styles_planning.txt"), listed("scripts_planning.txt")
    page = Page(words.language, title, styles, scripts, banner_of(context))
    page.data = page_data(pages, own)
    page.tongues = context.tongues
    page.body = filled("planung.html.j2", **_page_context(pages, own, version))
    page.start = "sozialraum.planning();"
    return page.render()


def sections(pages: CityPages) -> list[Section]:
    """What is told, in order, the rules last."""
    context = pages.context
    rows = places_in_order(context)
    hrefs = {area_id: f"{pages.slugs[area_id]}.html" for area_id in context.areas}
    offers = [
        offer_of(context, one, figures_of(context.published.measures, one.id), rows, hrefs)
        for one in context.project.coverage
    ]
    found = [balance_section(offer, at) for at, offer in enumerate((one for one in offers if one), start=1)]
    others = [
        measures_section(context),
        ganztag_section(context),
        classes_section(context),
        nearest_section(context, rows, hrefs),
        centres_section(context, rows, hrefs),
        children_section(context),
        *band_sections(context, rows, hrefs),
    ]
    found += [one for one in others if one]
    return [with_marks_in_heads(one, context.words) for one in [*found, rules_section(context)]]


def page_data(pages: CityPages, own: Iterable[Section]) -> dict[str, Any]:
    """What the script needs to put ticked areas together: names, neighbours, and the columns of the tables."""
    context = pages.context
    order = {area_id: at for at, area_id in enumerate(context.areas)}
    texts = context.words.section("page")
    return {
        "language": context.words.language,
        "texts": {key: text for key, text in texts.items() if key.startswith(SCRIPT_TEXTS)},
        "number": context.words.section("number"),
        "areas": [
            {
                "id": area_id,
                "name": context.names[area_id],
                "neighbours": [order[one] for one in pages.neighbours[area_id] if one in order],
            }
            for area_id in context.areas
        ],
        "grids": {id_: [_column(one) for one in grid.columns] for id_, grid in numbered(own) if grid.columns},
        "layers": [],
    }


def numbered(own: Iterable[Section]) -> list[tuple[str, Grid]]:
    """(id, table) of every table, by which the script finds its columns."""
    found = []
    for section in own:
        grids = [*(grid for pane in section.panes for grid in pane.grids), *section.grids]
        found += [(f"{section.id}-{at}", grid) for at, grid in enumerate(grids, start=1)]
    return found


def _column(one: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"way": one.way}
    if one.of:
        told["of"] = _rounded(one.of)
    if one.by:
        told["by"] = _rounded(one.by)
    if one.statuses:
        told["s"] = one.statuses
    if any(one.decimals):
        told["d"] = one.decimals
    if one.unit:
        told["unit"] = one.unit
    return told


def _rounded(values: Iterable[float | None]) -> list[float | None]:
    rounded = [None if one is None else round(one, DIGITS) for one in values]
    return [int(one) if one is not None and one == int(one) else one for one in rounded]


def _page_context(pages: CityPages, own: list[Section], version: str) -> dict[str, Any]:
    context = pages.context
    ids = {id(grid): id_ for id_, grid in numbered(own)}
    words = context.words

    def grid(one: Grid) -> dict[str, Any]:
        return {"id": ids[id(one)], "ticked": bool(one.columns), **{key: getattr(one, key) for key in GRID_KEYS}}

    return {
        **common_context(pages, version),
        "own": words.section("planning.page"),
        "annex_href": file_href(context, ANNEX),
        "languages": language_links(context, PLANNING),
        "intro": words(
            "planning.page.intro"
            if any(has_target(context, one) for one in context.project.coverage)
            else "planning.page.intro_plain"
        ),
        "today": _today(context),
        "modes": list({pane.id: words(f"planning.mode.{pane.id}") for one in own for pane in one.panes}.items()),
        "sections": [
            {
                **{key: getattr(one, key) for key in ("id", "title", "sentences", "facts")},
                "panes": [
                    {
                        "id": pane.id,
                        "title": pane.title,
                        "sentences": pane.sentences,
                        "grids": [grid(part) for part in pane.grids],
                    }
                    for pane in one.panes
                ],
                "grids": [grid(part) for part in one.grids],
            }
            for one in own
        ],
        "sources": source_rows(context, _used(pages)),
    }


def _today(context: Context) -> str | None:
    """Of when the newest places are; only a Kita-Jahr is followed by others."""
    words, today = context.words, context.published.planning.today
    if not today:
        return None
    key = "today_is" if kind_of(today) == "school_year" else "newest"
    return words(f"planning.page.{key}", year=period_label(today, words))


GRID_KEYS = ("caption", "corner", "heads", "lines", "note", "folded")


def _used(pages: CityPages) -> set[str]:
    """Sources of the registers, places and everything else that planning rests on."""
    project = pages.context.project
    of_lists = [
        {one.source for one in project.registers},
        _of_bands(pages),
        _of_houses(pages),
        {one.source for one in project.places},
        {one.source for one in project.births},
        {one.source for one in project.city_projection},
        {one.source for one in project.use},
        {one.source for one in project.applications},
        {one.source for one in project.planned_measures},
        {one.source for one in project.registrations},
        {one.source for one in project.pupils},
        {one.source for one in project.merkmal_files},
    ]
    return set().union(*of_lists)


def _of_bands(pages: CityPages) -> set[str]:
    """Sources of the indicators that are carried on into the years ahead."""
    forecast, shown = pages.context.project.forecast, pages.context.published
    ids = {id_ for band in (forecast.bands if forecast else ()) for id_ in (band.indicator, band.births)}
    own = shown.indicators[shown.indicators["indicator_id"].isin(ids)] if not shown.planning.bands.empty else None
    return set() if own is None else set(own["source_id"]) - {""}


def _of_houses(pages: CityPages) -> set[str]:
    """Source of the register of addresses, where nearest schools are told."""
    addresses = pages.context.project.addresses
    return {addresses.source} if addresses and not pages.context.published.planning.nearest.empty else set()

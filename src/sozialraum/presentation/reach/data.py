"""The part of a page's data block that tells of reach: cells, reach areas, who lives around, figures by area."""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import Polygon

from sozialraum.model import reach as m
from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.status import WITHOUT_VALUE, Status
from sozialraum.model.tables import CITY, records
from sozialraum.presentation.annex.reach_book import REACH_ANNEX
from sozialraum.presentation.atlas import geometry
from sozialraum.presentation.atlas.palettes import palettes, ramp, spread
from sozialraum.presentation.internal import file_href
from sozialraum.presentation.reach.basis import basis_text, network_text
from sozialraum.presentation.reach.blocks import classes_json, in_page_order, squares_json
from sozialraum.presentation.reach.fair import fair_sentences
from sozialraum.presentation.reach.figures import Figures, asked, figures, own_blocks, within_pct
from sozialraum.presentation.reach.lattice import lattice, lattice_json
from sozialraum.presentation.reach.outlines import outlines
from sozialraum.presentation.reach.reach_words import (
    is_walked,
    limit_of,
    minutes_text,
    places_labels,
    speed_text,
    step_labels,
    step_minutes,
    way_word,
)
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import half_away

MEASURES = {
    "people": m.PEOPLE,
    "mean": m.WAY_MEAN,
    "median": m.WAY_MEDIAN,
    "p90": m.WAY_P90,
    "over": m.OVER,
    "over_pct": m.OVER_PCT,
    "sure": m.SURE_OVER,
    "unclear": m.UNCLEAR,
    "none": m.UNREACHABLE,
    "dep": m.DEPENDS_PCT,
    "places_dep": m.PLACES_DEPENDS_PCT,
}
DIGITS = 1
DrawnAround = Mapping[str, Mapping[float, str]]  # facility -> step -> outline
UNREACHABLE_COLOUR = "unerreichbar"


def reach_data(
    context: Context,
    houses: Sequence[str],
    drawn: DrawnAround,
    near: Polygon | None = None,
) -> dict[str, Any] | None:
    """What map/squares.js, map/cells.js and map/reach.js read; None where nothing is told of reach.

    Args:
        houses: the facilities of the page, in the order of its data block.
        drawn: from drawn_around.
        near: of an area's page: only cells within this box, in metres of the city's coordinate system; without the
            figures of the areas, which stand in the text of that page.
    """
    questions = asked(context)
    reach = context.published.reach
    if not questions:
        return None
    blocks = {question.id: _near(context, own_blocks(context, question), near) for question in questions}
    every = pd.concat(blocks.values())
    origin = lattice(reach.grid, every) if len(every) else None
    blocks = {id_: in_page_order(own, origin) for id_, own in blocks.items()}
    more = _others(context, every["facility_id"], set(houses))
    numbers = {id_: at for at, id_ in enumerate([*houses, *(one["id"] for one in more)])}
    return {
        "way": way_word(context),
        "speed": speed_text(context) if is_walked(context) else "",
        "network": network_text(context),
        "annex": file_href(context, REACH_ANNEX),
        "factor": {"network": None, "straight": 1.0}.get(reach.way, context.project.reach.detour),
        "lattice": lattice_json(origin) if origin else None,
        "squares": squares_json(blocks[questions[0].id], origin) if origin else [],
        "more": [{key: one[key] for key in ("type", "name", "at")} for one in more],
        **({"outlines": _outlines(drawn, numbers)} if reach.way == "network" else {}),
        "questions": {
            question.id: _question(context, question, blocks[question.id], numbers, near is None)
            for question in questions
        },
    }


def _question(
    context: Context,
    question: ReachQuestion,
    blocks: pd.DataFrame,
    numbers: Mapping[str, int],
    atlas: bool,
) -> dict[str, Any]:
    limit, ways = limit_of(context, question), way_classes(context, question)
    places = _places_classes(context, question)
    told: dict[str, Any] = {
        "label": context.words("reach.label", label=context.text(question.label), way=way_word(context)),
        "places_label": context.words("reach.places_label", short=context.text(question.short)),
        "short": context.text(question.short),
        "people": context.text(question.people_label),
        "basis": basis_text(context, question),
        "steps": [_plain(step) for step in question.steps_m],
        "drawn": len(drawn_steps(context, question)),
        "near": _plain(question.near_m),
        "minutes": [minutes_text(context, step) for step in question.steps_m] if is_walked(context) else [],
        "limit": {"label": context.text(limit.label), "m": _plain(limit.over_m)} if limit else None,
        "way": ways,
        "places": places,
        "cells": classes_json(blocks, len(ways), len(places or []), numbers) if len(blocks) else None,
        "around": _around(context, question, numbers),
    }
    if atlas:
        told["figures"] = _figures(context, question, [*context.areas, CITY])
        told["fair"] = fair_sentences(context, question)
    return told


def way_classes(context: Context, question: ReachQuestion) -> list[dict[str, str]]:
    """A class for each band, and one for those who cannot get there."""
    labels, minutes = step_labels(context, question.steps_m), step_minutes(context, question.steps_m)
    colours = spread(palettes()["versorgung"], len(labels))
    found = [
        {"color": colour, "label": label, "minutes": told}
        for colour, label, told in zip(colours, labels, minutes, strict=True)
    ]
    none = {"color": palettes()[UNREACHABLE_COLOUR][0], "label": context.words("reach.unreachable"), "minutes": ""}
    return [*found, none]


def _places_classes(context: Context, question: ReachQuestion) -> list[dict[str, str]] | None:
    if question.places is None:
        return None
    labels = places_labels(context, question.places.bounds)
    return [
        {"color": colour, "label": label} for colour, label in zip(ramp("angebot", len(labels)), labels, strict=True)
    ]


def _around(context: Context, question: ReachQuestion, numbers: Mapping[str, int]) -> list[list[Any]]:
    """[number of the facility, people within each step]: rounded by the edition, or the letter of why not."""
    table = context.published.reach.around
    found: dict[str, dict[float, Any]] = {}
    for row in records(table[table["question"] == question.id]):
        found.setdefault(str(row["facility_id"]), {})[float(row["step_m"])] = _cell(row["people"], str(row["status"]))
    return [
        [numbers[id_], *(told.get(step, "O") for step in question.steps_m)]
        for id_, told in sorted(found.items())
        if id_ in numbers
    ]


def drawn_steps(context: Context, question: ReachQuestion) -> list[float]:
    """The steps drawn around a facility: up to what counts as in reach, and up to the limit; more lines confuse."""
    limit = limit_of(context, question)
    widest = max(question.near_m, limit.over_m if limit else 0.0)
    return [step for step in question.steps_m if step <= widest]


def drawn_around(context: Context, positions: Mapping[str, list[float]]) -> DrawnAround:
    """Facility -> step -> outline of what is reached, for all pages of a city; the same whoever asks for it."""
    table = context.published.reach.areas
    wanted = [
        table[(table["question"] == question.id) & table["step_m"].isin(drawn_steps(context, question))]
        for question in asked(context)
    ]
    rows = pd.concat(wanted) if wanted else table
    return outlines(rows.drop_duplicates(["facility_id", "step_m"]), dict(positions))


def _outlines(drawn: DrawnAround, numbers: Mapping[str, int]) -> dict[str, dict[str, str]]:
    """Number of the facility -> step in metres -> its outline."""
    return {
        str(numbers[id_]): {str(_plain(step)): text for step, text in told.items()}
        for id_, told in sorted(drawn.items())
        if id_ in numbers
    }


def figures_of_areas(context: Context) -> dict[str, dict[str, Any]]:
    """Question -> figures by measure, of the areas of the context alone, in their order; nothing without any."""
    told = {question.id: _figures(context, question, context.areas) for question in asked(context)}
    return {id_: own for id_, own in told.items() if any(one != "O" for row in own["pct"] for one in row)}


def _figures(context: Context, question: ReachQuestion, rows: Sequence[str]) -> dict[str, Any]:
    """By measure a list with a number for each of these areas, or the letter of why there is none."""
    told = figures(context, question)
    lists = {key: [_figure(told, area, measure) for area in rows] for key, measure in MEASURES.items()}
    shares = [[_figure(told, area, within_pct(step)) for area in rows] for step in question.steps_m]
    return {"pct": shares, **{key: row for key, row in lists.items() if any(one != "O" for one in row)}}


def _figure(told: Figures, area: str, measure: str) -> float | int | str:
    row = told.row(area, measure)
    return "O" if row is None else _cell(row["value"], str(row["status"]))


def _cell(value: Any, status: str) -> float | int | str:
    """A number that may be told, else the letter of its status."""
    if status in WITHOUT_VALUE:
        return status
    if value is None or pd.isna(value):
        return str(Status.MISSING)
    return _plain(half_away(float(value), DIGITS))


def _near(context: Context, blocks: pd.DataFrame, near: Polygon | None) -> pd.DataFrame:
    if near is None or blocks.empty:
        return blocks
    grid = context.published.reach.grid
    box = gpd.GeoSeries([near], crs=context.published.areas.crs).to_crs(grid.crs).total_bounds / grid.cell_m
    last = blocks[["column", "row"]].add(blocks["span"], axis=0)
    meets = (
        (last["column"] > box[0]) & (last["row"] > box[1]) & (blocks["column"] < box[2]) & (blocks["row"] < box[3])
    )
    kept: pd.DataFrame = blocks[meets]
    return kept


def _others(context: Context, wanted: pd.Series, known: set[str]) -> list[dict[str, Any]]:
    """Nearest facilities that are not on the page's own list: outside the city, or far from the area."""
    published, labels = context.published, {one.id: context.text(one.label) for one in context.project.facility_types}
    others = sorted({str(id_) for id_ in wanted} - known - {""})
    tables = [published.facilities, published.reach.beyond]
    found = []
    for table in tables:
        rows = table[table.index.isin(others)]
        places = geometry.positions(rows) if len(rows) else {}
        found += [
            {
                "id": id_,
                "name": str(rows["name"].get(id_, "")),
                "type": labels.get(str(rows["facility_type"].get(id_, "")), ""),
                "at": places[id_],
            }
            for id_ in sorted(places)
        ]
    return found


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value


def page_box(bounds: Sequence[float], margin: float) -> Polygon:
    """The box of an area's page: its bounds and so many metres around."""
    west, south, east, north = bounds
    return Polygon.from_bounds(west - margin, south - margin, east + margin, north + margin)

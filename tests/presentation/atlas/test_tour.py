"""The stops of a walk-through as the page gets them: only what this edition shows, everything as text."""

import dataclasses

from sozialraum.model.tour import TourView
from sozialraum.model.tour_references import figures
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.atlas.levels import levels_data
from sozialraum.presentation.atlas.tour import tour_data
from sozialraum.presentation.views.context import Context

SAID = {"title": {"de": "Wo <b>fehlt</b> es?", "en": "Where?"}, "sentence": {"de": "Ein Satz.", "en": "A sentence."}}


def test_stops_tell_their_address(pages: CityPages) -> None:
    """A figure this edition lacks leaves its stop out; a date the figure lacks is left open; no stops, no entry."""
    stops = [
        TourView(
            id="a",
            figure="sgb2_u18",
            period="2023-12-31",
            area="nord",
            tab="tabelle",
            settings={"unsicher": "1"},
            **SAID,
        ),
        TourView(id="b", figure="sgb2_u18", period="1999-12-31", **SAID),
        TourView(id="c", figure="nowhere", **SAID),
    ]
    project = pages.context.project.model_copy(update={"views": stops})
    (first, second) = tour_data(dataclasses.replace(pages.context, project=project), pages.layers, {})["tour"]
    assert first == {
        "title": "Wo <b>fehlt</b> es?",
        "sentence": "Ein Satz.",
        "at": {"ind": "sgb2_u18", "jahr": "2023-12-31", "gebiet": "nord", "ansicht": "tabelle", "unsicher": "1"},
    }
    assert second["at"] == {"ind": "sgb2_u18"}
    assert tour_data(pages.context, pages.layers, {}) == {}


def test_a_stop_may_be_about_larger_areas(pages: CityPages) -> None:
    """Of what the level has no figure for, and of areas of another level, nothing is told."""
    level = {"level": "planungsbezirk", **SAID}
    stops = [
        TourView(id="a", figure="sgb2_u18", area="west", **level),
        TourView(id="b", figure="sgb2_u18", area="nord", **level),
        TourView(id="c", figure="kita_count", **level),
    ]
    project = pages.context.project.model_copy(update={"views": stops})
    context = dataclasses.replace(pages.context, project=project)
    larger = levels_data(context, pages.layers, pages.borders)
    west, other = tour_data(context, pages.layers, larger)["tour"]
    assert west["at"] == {"ind": "sgb2_u18", "ebene": "planungsbezirk", "gebiet": "west"}
    assert other["at"] == {"ind": "sgb2_u18", "ebene": "planungsbezirk"}
    assert tour_data(context, pages.layers, {}) == {}


def test_a_project_may_show_every_figure_of_its_atlas(pages: CityPages, context: Context) -> None:
    assert {layer.id for layer in pages.layers} <= set(figures(context.project))

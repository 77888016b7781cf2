"""What the numbers mean is told once on the page of the atlas: the same rows as beside the map."""

import json
from typing import Any

import pytest

from sozialraum.presentation.atlas.data import CityPages, atlas_data
from sozialraum.presentation.page.elements import json_for_html


@pytest.fixture(scope="module")
def data(pages: CityPages) -> dict[str, Any]:
    """The block as a script gets it."""
    read: dict[str, Any] = json.loads(json_for_html(atlas_data(pages)))
    return read


def test_every_number_of_the_map_is_defined_once_under_its_group(data: dict[str, Any]) -> None:
    labels = {group["id"]: group["label"] for group in data["groups"]}
    told = {(group["label"], one["label"]): one["rows"] for group in data["definitions"] for one in group["layers"]}
    assert len(told) == sum(len(group["layers"]) for group in data["definitions"])
    for layer in data["layers"]:
        assert told[(labels[layer["group"]], layer["label"])] == layer["info"]


def test_figures_of_single_houses_are_defined_although_no_map_shows_them(
    data: dict[str, Any], pages: CityPages
) -> None:
    context = pages.context
    of_houses = set(context.published.facility_values["indicator_id"])
    told = {one["label"] for group in data["definitions"] for one in group["layers"]}
    assert of_houses
    assert {context.text(one.label) for one in context.project.indicators if one.id in of_houses} <= told


def test_no_group_is_empty_and_each_row_is_a_term_and_its_words(data: dict[str, Any]) -> None:
    assert data["definitions"]
    for group in data["definitions"]:
        assert group["layers"]
        assert all(len(row) == 2 for one in group["layers"] for row in one["rows"])

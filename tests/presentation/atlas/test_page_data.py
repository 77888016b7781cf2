"""The block of data that the scripts read keeps its contract."""

import json
from typing import Any

import pytest

from sozialraum.presentation.area.page import near_houses
from sozialraum.presentation.atlas.data import CityPages, area_data, atlas_data
from sozialraum.presentation.page.elements import json_for_html

STATUSES = set("AEPFUOLMQ")
KEYS = {
    "page", "language", "texts", "number", "city", "self", "areas", "outline", "groups", "layers", "start",
    "facility_types", "facilities", "attribution",
}  # fmt: skip
LAYER_KEYS = {
    "id", "group", "kind", "label", "short", "unit", "decimals", "why_list", "polarity", "polarity_word", "info",
    "caption", "periods", "classes", "class_note", "axes", "symbols", "v", "c", "s", "w", "city", "change",
    "change_unit",
}  # fmt: skip

TREND_KEYS = {"id", "kind", "unit", "decimals", "symbols", "periods", "v", "c", "s", "city"}  # of a line in a table


@pytest.fixture(scope="module", params=["atlas", "nord", "heide"])
def data(request: pytest.FixtureRequest, pages: CityPages) -> dict[str, Any]:
    """The block as a script gets it: through JSON."""
    own = request.param != "atlas"
    made = area_data(pages, request.param, near_houses(pages)[request.param]) if own else atlas_data(pages)
    read: dict[str, Any] = json.loads(json_for_html(made))
    return read


def test_the_keys_are_those_of_the_contract(data: dict[str, Any]) -> None:
    assert set(data) >= KEYS
    for layer in data["layers"]:
        if data["page"] == "atlas":
            assert set(layer) >= LAYER_KEYS
        else:
            assert set(layer) == TREND_KEYS


def test_lists_have_one_entry_per_date_and_area(data: dict[str, Any]) -> None:
    areas = len(data["areas"]) if data["page"] == "atlas" else 1
    for layer in data["layers"]:
        dates = len(layer["periods"])
        listed = {"v", "s", "c", "w", "city", "change"} & set(layer)
        assert {dates} == {len(layer[key]) for key in listed}, layer["id"]
        for values, statuses in zip(layer["v"], layer["s"], strict=True):
            assert len(values) == len(statuses) == areas
            assert set(statuses) <= STATUSES


def test_a_value_has_a_status_that_bears_one_and_no_other(data: dict[str, Any]) -> None:
    for layer in data["layers"]:
        if layer["kind"] == "bivariate":
            continue
        for values, statuses in zip(layer["v"], layer["s"], strict=True):
            for value, status in zip(values, statuses, strict=True):
                assert (value is None) == (status in "OLMQ"), layer["id"]


def test_classes_exist_and_belong_to_values(data: dict[str, Any]) -> None:
    for layer in data["layers"]:
        for values, classes in zip(layer["v"], layer["c"], strict=True):
            for value, at in zip(values, classes, strict=True):
                assert -1 <= at < max(len(layer.get("classes", [])), 1)
                assert at == -1 or value is not None


def test_references_lead_somewhere(data: dict[str, Any]) -> None:
    groups = {group["id"] for group in data["groups"]}
    if data["page"] == "atlas":  # the page of one Sozialraum has no choice of layers, so it needs no groups
        assert {layer["group"] for layer in data["layers"]} == groups
    for house in data["facilities"]:
        assert 0 <= house["type"] < len(data["facility_types"])
        assert house["area"] is None or 0 <= house["area"] < len(data["areas"])
        assert house["size"] in (0, 1, 2)
    for area in data["areas"]:
        assert all(0 <= other < len(data["areas"]) for other in area["neighbours"])
        assert area["page"].endswith(".html")
    if data["page"] == "atlas":
        assert data["start"]["layer"] in {layer["id"] for layer in data["layers"]}
        assert data["self"] is None
    else:
        assert data["self"] == 0


def test_areas_are_drawn_by_whole_steps(data: dict[str, Any]) -> None:
    for area in data["areas"]:
        for part in area["rings"]:
            for ring in part:
                assert len(ring) >= 6
                assert len(ring) % 2 == 0
                assert all(isinstance(step, int) for step in ring)
        lat, lon = area["label"]
        assert 51 < lat < 52
        assert 8 < lon < 10


def test_the_withheld_three_children_are_nowhere(data: dict[str, Any]) -> None:
    for layer in data["layers"]:
        if layer["id"] == "children_u3":
            assert all(3 not in values for values in layer["v"])
            assert all(
                change is None or change["v"][0] is None or data["page"] != "atlas"
                for change in layer.get("change", [])
            )


def test_the_atlas_has_every_area_and_facility(pages: CityPages) -> None:
    made = atlas_data(pages)
    assert [area["id"] for area in made["areas"]] == ["hafen", "heide", "mitte", "nord"]
    assert [area["page"] for area in made["areas"]] == ["hafen.html", "heide.html", "mitte.html", "nord.html"]
    assert made["areas"][3]["part_of"] == ["Bezirk West"]
    assert {house["id"]: house["at"] is None for house in made["facilities"]} == {
        "k1": False, "k2": False, "k3": False, "k4": True, "k5": False, "k6": False, "s1": False,
    }  # fmt: skip
    assert made["city"]["notice"] == "Fiktive Stadt: alle Werte erfunden"

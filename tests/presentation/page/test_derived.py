"""The page is not told what its values say already; whatever they do not say is told."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packing import with_derived, with_labels

from sozialraum.presentation.atlas.data import CityPages, atlas_data
from sozialraum.presentation.page.derived import by_part, lean, without_derived


def layer(**given: Any) -> dict[str, Any]:
    return {
        "decimals": 1, "symbols": False, "classes": [{}] * 12, "v": [[10, None, 8.5], [12.5, 4, 8.5]],
        "c": [[0, -1, 0], [11, 2, 0]], "city": [{"v": 9, "s": "A"}, {"v": 10, "s": "A"}],
        "change": [None, {"from": 0, "v": [2.5, None, 0], "city": 1}],
    } | given  # fmt: skip


def test_a_difference_of_two_values_is_worked_out_by_the_page() -> None:
    lean = without_derived(layer())
    assert lean["change"] == [None, {"from": 0, "as": "points"}]
    assert lean["c"] == ["0-0", "b20"]
    assert lean["city"] == {"v": [9, 10], "s": "AA", "w": {}}
    assert with_derived(lean) == layer()


def test_a_change_in_percent_of_a_count_is_worked_out_too() -> None:
    change = {"from": 0, "v": [25, None, 0], "city": 11.1111}
    assert without_derived(layer(change=[None, change]))["change"][1] == {"from": 0, "as": "percent"}
    assert with_derived(without_derived(layer(change=[None, change])))["change"][1]["v"] == [25, None, 0]


@pytest.mark.parametrize(
    "change",
    [
        {"from": 0, "v": [2.6, None, 0], "city": 1},
        {"from": 0, "v": [None, None, 0], "city": 1},
        {"from": 0, "v": [2.5, None, 0], "city": None},
        {"from": 0, "v": [2.5, 0, 0], "city": 1},
    ],
)
def test_a_change_that_the_values_do_not_tell_is_told(change: dict[str, Any]) -> None:
    assert without_derived(layer(change=[None, change]))["change"][1] == change


def test_the_city_keeps_its_letters_and_reasons_by_date() -> None:
    city = [None, {"v": 10, "s": "E", "w": "geschätzt"}]
    given = layer(city=city, change=[None, None])
    assert without_derived(given)["city"] == {"v": [None, 10], "s": " E", "w": {"1": "geschätzt"}}
    assert with_derived(without_derived(given)) == given


def test_a_reason_stands_once_with_the_areas_it_is_given_for() -> None:
    given = layer(w=[{"0": "geschätzt", "1": "fehlt", "2": "geschätzt"}, {}])
    assert without_derived(given)["w"] == [["geschätzt", [0, 2], "fehlt", [1]], []]
    assert with_derived(without_derived(given)) == given


def test_a_city_without_a_value_has_no_change() -> None:
    given = layer(city=[None, {"v": 9, "s": "A"}], change=[None, {"from": 0, "v": [2.5, None, 0], "city": None}])
    assert with_derived(without_derived(given)) == given


numbers = st.none() | st.floats(-1e5, 1e5).map(lambda one: float(f"{one:.6g}"))


@given(data=st.data(), areas=st.integers(1, 4), decimals=st.integers(0, 3))
def test_every_layer_comes_back_as_it_is_shown(data: st.DataObject, areas: int, decimals: int) -> None:
    rows = st.lists(numbers, min_size=areas, max_size=areas)
    now, then = data.draw(rows), data.draw(rows)
    told = [None if a is None or b is None else float(f"{a - b:.6g}") for a, b in zip(now, then, strict=True)]
    moved = data.draw(st.just(told) | rows)
    plain = layer(
        decimals=decimals, v=[then, now], c=[[-1] * areas] * 2, change=[None, {"from": 0, "v": moved, "city": None}],
        city=[None, None],
    )  # fmt: skip
    back = with_derived(without_derived(plain))
    digits = max(1, decimals)
    assert [one is None for one in back["change"][1]["v"]] == [one is None for one in moved]
    for one, other in zip(back["change"][1]["v"], moved, strict=True):
        assert one is None or abs(one - other) <= 10.0**-digits
    assert {**back, "change": 0} == {**plain, "change": 0}


def test_the_layers_of_an_atlas_come_back(pages: CityPages) -> None:
    layers = json.loads(json.dumps(atlas_data(pages)["layers"]))
    for one in layers:
        back = with_derived(without_derived(one))
        assert {**back, "change": 0} == {**one, "change": 0}


def test_texts_are_told_by_the_first_part_of_their_keys() -> None:
    texts = {"map.home": "Stadt", "map.names": "Namen", "noscript": "x"}
    assert by_part(texts) == {"map": {"home": "Stadt", "names": "Namen"}, "": {"noscript": "x"}}


PAGE = {
    "language": "de",
    "number": {"thousands": ".", "decimal": ",", "minus": "−"},
    "texts": {"classes.first": "{low} bis {high}", "classes.between": "über {low} bis {high}"},
}


def classed(*labels: str, **given: Any) -> dict[str, Any]:
    classes = [{"color": "#000000", "label": label} for label in labels]
    own = {"scale": {"upper": [8.5, 10.25, 1000.0]}, "v": [[-2.04, None, 1000]], "change": [None]}
    return layer(classes=classes, **own | given)


def bare(one: dict[str, Any]) -> list[dict[str, Any]]:
    """The classes of the layer as the block has them."""
    (told,) = lean({**PAGE, "layers": [one]})["layers"]
    return list(told["classes"])


OWN = ("−2,04 bis 8,50", "über 8,50 bis 10,25", "über 10,25 bis 1.000,00")


def test_labels_that_bounds_and_values_tell_are_not_told() -> None:
    assert bare(classed(*OWN)) == [{"color": "#000000"}] * 3
    told = {**classed(*OWN), "classes": bare(classed(*OWN))}
    assert with_labels(told, PAGE)["classes"] == classed(*OWN)["classes"]


@pytest.mark.parametrize(
    "one",
    [
        classed("wenig", "etwas", "viel"),
        classed(*OWN, v=[[-3, None, 1000]]),
        classed(*OWN, scale=None),
        classed("0,0", *OWN[1:]),
    ],
)
def test_labels_that_they_do_not_tell_are_told(one: dict[str, Any]) -> None:
    assert bare(one) == one["classes"]


def test_the_classes_of_an_atlas_come_back(pages: CityPages) -> None:
    data = json.loads(json.dumps(atlas_data(pages)))
    told = lean(data)["layers"]
    without = [one for one in told if any("label" not in each for each in one.get("classes", []))]
    assert without, "no layer of the atlas has labels that its bounds tell"
    for whole, one in zip(data["layers"], told, strict=True):
        assert with_labels({**whole, "classes": one["classes"]}, data)["classes"] == whole["classes"]

"""The figures of larger areas on the atlas: those of the published tables, in the classes of the Sozialräume."""

import json
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.atlas.levels import levels_data
from sozialraum.presentation.views.context import Context


def told(pages: CityPages, context: Context | None = None) -> dict[str, Any]:
    own = pages if context is None else CityPages(context)
    return levels_data(own.context, own.layers, pages.borders)


def test_a_level_is_named_and_its_areas_say_what_they_are_made_of(pages: CityPages) -> None:
    """West is nord and hafen, east is mitte and heide; in order of id these are 3 and 0, 2 and 1."""
    data = told(pages)
    assert data["levels"] == [
        {"id": "planungsbezirk", "area_word": "Planungsbezirk", "area_words": "Planungsbezirke", "count": 2}
    ]
    east, west = data["larger"]["areas"]
    assert (east["name"], east["members"], east["neighbours"]) == ("Bezirk Ost", [1, 2], [1])
    assert (west["name"], west["members"], west["neighbours"]) == ("Bezirk West", [0, 3], [0])
    assert east["label"][1] > west["label"][1]


def test_counts_are_sums_and_shares_are_worked_out_of_sums(pages: CityPages) -> None:
    """West: 1,200 + 400 residents; 45 of 110 children, which is no mean of the two shares."""
    layers = told(pages)["larger"]["layers"]
    assert layers["residents"]["v"] == [[900, 1600]]
    assert layers["sgb2_u18"]["v"] == [[None, None], [5, 40.909]]
    assert layers["sgb2_u18"]["s"] == ["OO", "AE"]
    assert layers["kita_u3_bilanz"]["gap"] == [[3, 7]]


def test_intervals_are_those_of_the_people_counted_together(pages: CityPages) -> None:
    """Wilson of 90 in 220 and 10 in 200, e.g. (180 + z² ± z √(z² + 360 (1 - 90/220))) / (2 (220 + z²)), z = 1.96."""
    layer = told(pages)["larger"]["layers"]["sgb2_u18"]
    assert (layer["lo"], layer["hi"]) == ([None, [2.7, 34.6]], [None, [9, 47.5]])
    assert layer["cmp"] == ["", "-+"]  # each beside the other, which is the rest of the city
    assert "firm" not in layer  # the page works it out of `cmp`


def test_classes_are_those_of_the_sozialraeume(pages: CityPages) -> None:
    """The page finds them by the bounds of the layer; only where that would be another class are they written."""
    data = told(pages)["larger"]["layers"]
    layer = next(one for one in pages.layers if one.id == "sgb2_u18")
    assert "c" not in data["sgb2_u18"]
    assert layer.scale is not None
    assert layer.scale.classes.of(40.91) == len(layer.classes) - 1
    assert data["kita_u3_bilanz"]["c"] == ["00"]  # its classes have a meaning of their own


def test_what_has_no_figure_for_the_level_is_left_out(pages: CityPages) -> None:
    layers = told(pages)["larger"]["layers"]
    assert not {id_ for id_ in layers if id_.startswith("lage")}
    assert "kita_u3_lage_versorgung" not in layers


def test_a_withheld_sum_stays_withheld(pages: CityPages) -> None:
    context = pages.context
    table = context.published.indicators.copy()
    west = (table["area_id"] == "west") & (table["indicator_id"] == "residents")
    table.loc[west, "value"] = pd.NA
    table.loc[west, "status"] = "Q"
    layers = told(pages, replace(context, published=replace(context.published, indicators=table)))["larger"]["layers"]
    assert layers["residents"]["v"] == [[900, None]]
    assert layers["residents"]["s"] == ["AQ"]
    assert "1600" not in json.dumps(layers["residents"])


@pytest.mark.parametrize("given", [[], ["no figures"]])
def test_nothing_is_told_without_larger_areas_or_figures(pages: CityPages, given: list[str]) -> None:
    context = pages.context
    if given:
        published = context.published
        larger = ["west", "ost"]
        bare = replace(
            published,
            indicators=published.indicators[~published.indicators["area_id"].isin(larger)],
            measures=published.measures[~published.measures["area_id"].isin(larger)],
        )
        assert told(pages, replace(context, published=bare)) == {}
    else:
        project = context.project.model_copy(update={"planungsbezirke": []})
        assert told(pages, replace(context, project=project)) == {}

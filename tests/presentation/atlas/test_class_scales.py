"""Which classes a layer begins with as the project says, and what the page is told of them."""

from dataclasses import replace
from typing import Any

import pytest

from sozialraum.presentation.atlas.classes import classed
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.indicators import classes_for, indicator_layers
from sozialraum.presentation.views.layer import Layer
from sozialraum.presentation.views.layer_json import layer_json

SHARE = "sgb2_u18"
# also in tests/js/classes.test.js: what the page works out is what the build does
VALUES = [3.1, 4.7, 5.2, 8.8, 9.4, 9.9, 14.3, 14.9, 21.5, 22.4, 30.8]


def the_share(context: Context, **keys: Any) -> Layer:
    """The layer of a share whose indicator has these keys; its values at all dates are 5, 22.5, 25 and 60."""
    project = context.project
    indicators = [one.model_copy(update=keys) if one.id == SHARE else one for one in project.indicators]
    changed = replace(context, project=project.model_copy(update={"indicators": indicators}))
    return next(layer for layer in indicator_layers(changed) if layer.id == SHARE)


def told(context: Context, layer: Layer) -> Any:
    return layer_json(layer, context.areas, context.words).get("scale")


@pytest.mark.parametrize(
    ("method", "expected"),
    [("natural", (6, 10, 20, 30, 30.8)), ("quantile", (6, 9.4, 14.3, 22, 30.8))],
)
def test_classes_of_a_method_by_hand(method: str, expected: tuple[float, ...]) -> None:
    classes = classed(VALUES, 5, method)
    assert classes is not None
    assert classes.upper == expected
    assert classes.method == method


def test_without_a_word_from_the_project_the_breaks_are_natural(context: Context) -> None:
    layer = the_share(context)
    assert layer.scale is not None
    assert told(context, layer) == {"by": "natural", "upper": list(layer.scale.classes.upper)}


def test_the_project_chooses_equal_numbers(context: Context) -> None:
    layer = the_share(context, classes="quantile")
    assert told(context, layer)["by"] == "quantile"
    assert "gleich vielen" in layer.class_note


def test_the_project_chooses_the_distance_to_the_city(context: Context) -> None:
    scale = told(context, the_share(context, classes="deviation"))
    assert (scale["by"], scale["start"]) == ("natural", "deviation")
    scale = told(context, the_share(context, classes="deviation", breaks=[10.0, 30.0]))
    assert (scale["by"], scale["start"], scale["upper"]) == ("fixed", "deviation", [10, 30, 60])


def test_bounds_of_the_project_stay_on_offer_where_it_chooses_others(context: Context) -> None:
    assert told(context, the_share(context, breaks=[10.0, 30.0])) == {"by": "fixed", "upper": [10, 30, 60]}
    scale = told(context, the_share(context, breaks=[10.0, 30.0], classes="natural"))
    assert (scale["by"], scale["fixed"]) == ("natural", [10, 30])


def test_few_areas_get_no_more_than_five_classes(context: Context) -> None:
    seven = ["#fff7ec", "#fee8c8", "#fdd49e", "#fdbb84", "#d7801f", "#8f4a06", "#3f2000"]
    indicator = context.project.indicator(SHARE).model_copy(update={"palette": seven})
    counts = {areas: classes_for(indicator, [float(at) for at in range(100)], areas) for areas in (15, 16)}
    assert {areas: len(classes.upper) for areas, classes in counts.items() if classes} == {15: 5, 16: 7}


def test_counts_and_classes_with_a_meaning_offer_no_others(context: Context) -> None:
    layers = {layer.id: layer for layer in indicator_layers(context)}
    assert layers["residents"].scale is None
    assert told(context, layers["residents"]) is None

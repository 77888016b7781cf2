"""Palettes of a project: which are refused; and the measure itself beside the one the tests have of their own."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from presentation.atlas.colour import VISIONS
from presentation.atlas.colour import difference as measured

from sozialraum.model.colours import ALIKE, difference, has_red, least_difference
from sozialraum.presentation.atlas.palettes import palettes

# from ColorBrewer, whose names planners know
TRAFFIC_LIGHT = ["#d7191c", "#fdae61", "#ffffbf", "#a6d96a", "#1a9641"]
BLUES = ["#eff3ff", "#bdd7e7", "#6baed6", "#3182bd", "#08519c"]
ORANGES = ["#feedde", "#fdbe85", "#fd8d3c", "#e6550d", "#a63603"]
REDS = ["#fee5d9", "#fcae91", "#fb6a4a", "#de2d26", "#a50f15"]
YELLOW_TO_RED = ["#ffffb2", "#fecc5c", "#fd8d3c", "#f03b20", "#bd0026"]

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # test pairs 1, 7, 16, 24 and 34 of Sharma, Wu and Dalal (2005)
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_that_of_the_published_pairs(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    assert difference(one, other) == pytest.approx(expected, abs=1e-4)
    assert difference(other, one) == pytest.approx(expected, abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(some=st.lists(colours, min_size=2, max_size=4))
def test_the_least_difference_is_the_one_measured_otherwise(some: list[str]) -> None:
    expected = min(measured(*two, vision) for two in combinations(some, 2) for vision in VISIONS)
    assert least_difference(some) == pytest.approx(expected, abs=1e-3)


def test_red_and_green_are_alike_and_a_ramp_of_one_hue_is_not() -> None:
    assert least_difference(TRAFFIC_LIGHT) < 3
    assert least_difference(BLUES) > ALIKE
    assert least_difference(["#123456"]) == float("inf")


@pytest.mark.parametrize("name", [name for name, colours in palettes().items() if len(colours) > 1])
def test_every_palette_of_the_program_itself_would_be_accepted(name: str) -> None:
    assert least_difference(palettes()[name]) >= ALIKE
    assert not has_red(palettes()[name])


@pytest.mark.parametrize("red", [REDS, YELLOW_TO_RED, ["#c00000"], ["#be185d"]])
def test_red_is_found(red: list[str]) -> None:
    assert has_red(red)


@pytest.mark.parametrize("other", [BLUES, ORANGES[:3], ["#7f7f7f", "#fde0d8", "#5b3c00", "#6a3d9a", "#e08a1e"]])
def test_orange_brown_violet_and_pale_colours_are_no_red(other: list[str]) -> None:
    assert not has_red(other)

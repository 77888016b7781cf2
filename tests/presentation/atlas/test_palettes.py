"""Classes can be told apart by everybody, and each from a value that is not there; chosen and faded areas as well."""

import re
from importlib import resources
from itertools import combinations, pairwise

import numpy as np
import pytest
from presentation.atlas.colour import VISIONS, ciede2000, difference, linear

from sozialraum.presentation.atlas.palettes import field_of_change, palettes, ramp, spread

RAMPS = ("lage", "versorgung", "neutral")
FIELD_RAMPS = ("typ_guenstiger", "typ_stabil", "typ_unguenstiger")
CATEGORIES = ("lage_versorgung", "abweichung", "entwicklung", "sicherheit")
OF_ONE = ("unerreichbar",)
NON_VALUE = "#ffffff"  # the ground of every value that is absent; upon it lies a pattern


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # test pairs 1, 24 and 34 of Sharma, Wu and Dalal (2005)
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_that_of_the_published_pairs(
    one: tuple[float, ...], other: tuple[float, ...], expected: float
) -> None:
    assert ciede2000(np.array(one), np.array(other)) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("count", range(2, 8))
@pytest.mark.parametrize("name", RAMPS)
def test_neighbouring_classes_differ(name: str, count: int, vision: str) -> None:
    colours = spread(palettes()[name], count)
    assert min(difference(one, other, vision) for one, other in pairwise(colours)) >= 7


@pytest.mark.parametrize("vision", VISIONS)
def test_each_two_cells_of_the_field_differ(vision: str) -> None:
    cells = palettes()["lage_versorgung"]
    assert len(cells) == 9
    assert min(difference(one, other, vision) for one, other in combinations(cells, 2)) >= 10


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(("rows", "least"), [(2, 10), (3, 10), (4, 10), (5, 10), (6, 8), (7, 7)])
def test_each_two_cells_of_lage_and_change_differ(rows: int, least: float, vision: str) -> None:
    cells = field_of_change(rows)
    assert len(cells) == 3 * rows
    assert min(difference(one, other, vision) for one, other in combinations(cells, 2)) >= least
    assert min(difference(one, NON_VALUE, vision) for one in cells) >= 10


@pytest.mark.parametrize("step", range(3))
def test_in_the_field_of_change_more_strain_is_darker(step: int) -> None:
    black = [difference("#000000", colour) for colour in field_of_change(4)[step::3]]
    assert black == sorted(black, reverse=True)


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", CATEGORIES)
def test_categories_differ_from_each_other_and_from_no_value(name: str, vision: str) -> None:
    colours = [*palettes()[name], NON_VALUE]
    assert min(difference(one, other, vision) for one, other in combinations(colours, 2)) >= 10


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", RAMPS)
def test_the_lightest_class_is_not_taken_for_a_value_that_is_absent(name: str, vision: str) -> None:
    assert difference(palettes()[name][0], NON_VALUE, vision) >= 10


@pytest.mark.parametrize("name", RAMPS)
def test_ramps_go_from_light_to_dark(name: str) -> None:
    black = [difference("#000000", colour) for colour in palettes()[name]]
    assert black == sorted(black, reverse=True)


@pytest.mark.parametrize(
    ("polaritaet", "name", "darkest"),
    [
        ("mehr_belastung", "lage", "last"),
        ("weniger_belastung", "lage", "first"),
        ("angebot", "versorgung", "first"),
        ("keine", "neutral", "last"),
    ],
)
def test_the_meaning_of_a_value_decides_which_end_is_dark(polaritaet: str, name: str, darkest: str) -> None:
    dark = palettes()[name][-1]
    for count in range(2, 8):
        colours = ramp(polaritaet, count)
        assert len(colours) == count
        assert colours[-1 if darkest == "last" else 0] == dark


def test_one_class_gets_the_middle_of_the_ramp() -> None:
    assert ramp("keine", 1) == [palettes()["neutral"][2]]


def test_colours_between_two_are_mixed_in_equal_steps() -> None:
    assert spread(("#000000", "#ffffff"), 3) == ["#000000", "#808080", "#ffffff"]
    assert spread(("#000000", "#ffffff"), 5)[1] == "#404040"


def test_every_palette_that_can_be_shown_is_measured_here() -> None:
    assert sorted(palettes()) == sorted((*RAMPS, *FIELD_RAMPS, *CATEGORIES, *OF_ONE))


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", RAMPS)
def test_classes_of_a_reader_differ_that_are_mixed_from_any_number_of_classes(name: str, vision: str) -> None:
    """The page mixes them from the colours it has, which were themselves mixed where there are fewer than five."""
    for given, wanted in ((given, wanted) for given in range(2, 8) for wanted in range(2, 6)):
        colours = spread(tuple(spread(palettes()[name], given)), wanted)
        assert min(difference(one, other, vision) for one, other in pairwise(colours)) >= 7
        assert min(difference(one, NON_VALUE, vision) for one in colours) >= 10


@pytest.mark.parametrize("vision", VISIONS)
def test_the_two_sides_of_the_city_differ_most(vision: str) -> None:
    """Far below and far above are both dark: what tells them apart must hold for everybody; on paper a sign."""
    low, _, like, _, high = palettes()["abweichung"]
    assert difference(low, high, vision) >= 25
    assert min(difference(like, one, vision) for one in (low, high)) >= 35


def _contrast(one: str, other: str) -> float:
    dark, light = sorted(float(linear(colour) @ (0.2126, 0.7152, 0.0722)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def test_what_is_chosen_is_told_by_its_outline_and_not_by_colour_alone() -> None:
    """Faded dark classes look like light ones, so that the outline has to say it, on dark ones its light edge."""
    css = (resources.files("sozialraum.presentation") / "assets" / "map/map.css").read_text(encoding="utf-8")
    stressed = re.search(r"\.sr-stressed \{ stroke: (#\w{6}); stroke-width: (\d)", css)
    pinned = re.search(r"\.sr-outline-pinned \{ stroke: (#\w{6}); .*drop-shadow\(0 0 1px (#\w{6})\)", css)
    assert stressed is not None
    assert pinned is not None
    assert int(stressed[2]) >= 2
    shown = [colour for colours in palettes().values() for colour in colours]
    assert all(max(_contrast(pinned[1], colour), _contrast(pinned[2], colour)) >= 3 for colour in shown)
    faded = float(re.search(r"\.sr-faded \{ fill-opacity: ([\d.]+)", css)[1])  # type: ignore[index]  # it is there
    seen = [spread((NON_VALUE, colour), 101)[round(100 * faded)] for colour in shown]
    assert min(_contrast(stressed[1], colour) for colour in seen) >= 3

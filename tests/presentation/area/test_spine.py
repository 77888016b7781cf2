"""The spine chart: the city in the middle, more strain to the right, everything on one scale."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozialraum.presentation.area.spine import CENTRE, EDGE, REACH, WIDTH, Spine, ground, spine
from sozialraum.presentation.views.layer import Certainty, CityValue, Layer

AREAS = ["a", "b", "c", "d", "e"]


def layer(
    values: list[float], city: float | None = 20.0, interval: tuple[str, float, float] | None = None, **more: Any
) -> Layer:
    usual: dict[str, Any] = {
        "id": "x", "group": "g", "kind": "choropleth", "label": "x", "short": "x", "unit": "%", "decimals": 1,
        "polarity": "mehr_belastung", "polarity_word": "", "info": [], "periods": ["2023"], "statuses": {},
        "values": {("2023", area): value for area, value in zip(AREAS, values, strict=False)},
        "city": {"2023": CityValue(city, "A" if city is not None else "O")},
    }  # fmt: skip
    if interval:
        at = ("2023", interval[0])
        usual["certainty"] = Certainty(lower={at: interval[1]}, upper={at: interval[2]})
    return Layer(**{**usual, **more})


def on_page(of: Layer, period: str, area_id: str, areas: list[str]) -> Spine | None:
    return spine(of, period, area_id, ground(of, period, areas))


def test_spine_by_hand() -> None:
    """City 20; 43 is 23 away, the farthest, so 4 units a point: 43 -> 192, 10 -> 60, 24 -> 116."""
    drawn = on_page(layer([10, 18, 20, 24, 43], interval=("d", 22.0, 26.5)), "2023", "d", AREAS)
    assert drawn == Spine(
        all_areas=(60, 192),
        middle_half=(92, 116),  # quartiles of 10, 18, 20, 24, 43 are 18 and 24
        ticks=(60, 92, 100, 116, 192),
        city=True,
        own=116,
        interval=(108, 126),
        judged=True,
    )
    assert drawn.path == "M60 6v8m32-8v8m8-8v8m16-8v8m76-8v8"


def test_of_an_indicator_that_is_good_when_high_the_low_values_lie_right() -> None:
    drawn = on_page(
        layer([10, 18, 20, 24, 43], interval=("d", 22.0, 26.5), polarity="weniger_belastung"), "2023", "d", AREAS
    )
    assert drawn is not None
    assert (drawn.all_areas, drawn.own, drawn.interval) == ((8, 140), 84, (74, 92))


def test_without_polarity_right_is_more_and_nothing_is_judged() -> None:
    drawn = on_page(layer([10, 18, 20, 24, 43], polarity="keine"), "2023", "a", AREAS)
    assert drawn is not None
    assert (drawn.own, drawn.judged, drawn.interval) == (60, False, None)


def test_without_a_city_value_the_median_is_in_the_middle_and_no_city_is_claimed() -> None:
    drawn = on_page(layer([10, 18, 20, 24, 30], city=None), "2023", "c", AREAS)
    assert drawn is not None
    assert (drawn.own, drawn.city) == (CENTRE, False)


def test_an_interval_beyond_the_drawing_ends_at_its_edge() -> None:
    drawn = on_page(layer([10, 18, 20, 24, 43], interval=("e", 5.0, 80.0)), "2023", "e", AREAS)
    assert drawn is not None
    assert drawn.interval == (40, WIDTH - EDGE)


@pytest.mark.parametrize(
    ("values", "more"),
    [
        ([10, 20], {}),  # too few areas
        ([20, 20, 20], {}),  # all alike
        ([10, 20, 30], {"symbols": True}),  # counts: a part is always below the whole
        ([10, 20, 30], {"kind": "list"}),
        ([10, 20, 30], {"kind": "bivariate"}),
    ],
)
def test_where_there_is_nothing_to_draw(values: list[float], more: dict[str, Any]) -> None:
    assert on_page(layer(values, **more), "2023", "a", AREAS) is None


def test_an_area_without_a_value_has_no_row_and_no_tick() -> None:
    with_gap = layer([10, 18, 20, 24])
    assert on_page(with_gap, "2023", "e", AREAS) is None
    drawn = on_page(with_gap, "2023", "a", AREAS)
    assert drawn is not None
    assert len(drawn.ticks) == 4


def test_of_very_many_areas_only_the_bands_are_drawn() -> None:
    many = [f"a{at}" for at in range(500)]
    values = {("2023", area): float(at) for at, area in enumerate(many)}
    drawn = on_page(replace(layer([]), values=values), "2023", "a7", many)
    assert drawn is not None
    assert (drawn.ticks, drawn.path) == ((), "")


@given(
    values=st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=5),
    city=st.floats(-1e6, 1e6),
    polarity=st.sampled_from(["mehr_belastung", "weniger_belastung", "keine"]),
)
def test_everything_lies_inside_the_drawing_and_in_order(values: list[float], city: float, polarity: str) -> None:
    for area in AREAS[: len(values)]:
        drawn = on_page(layer(values, city, polarity=polarity), "2023", area, AREAS)
        if drawn is None:
            continue
        low, high = drawn.all_areas
        assert EDGE <= low <= drawn.middle_half[0] <= drawn.middle_half[1] <= high <= WIDTH - EDGE
        assert low <= drawn.own <= high
        assert {low, high} <= set(drawn.ticks)
        assert max(abs(low - CENTRE), abs(high - CENTRE)) == REACH

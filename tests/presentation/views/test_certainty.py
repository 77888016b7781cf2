"""How firm a value is: intervals, the comparison with the rest of the city, smoothed and pooled rates."""

from dataclasses import replace
from typing import Any

import pytest
from presentation.lage.drawn import YEAR, with_measures
from rows import long

from sozialraum.model.tables import INTERVALS
from sozialraum.model.uncertainty import Uncertainty
from sozialraum.presentation.lage.methods import rate_methods
from sozialraum.presentation.views.certainty import rate_certainty
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.indicators import indicator_layers
from sozialraum.presentation.views.layer import Certainty, Layer
from sozialraum.presentation.views.layer_json import certainty_json

AREAS = ["hafen", "heide", "mitte", "nord"]
FEW = "2022-12-31"


def drawn(**more: Any) -> Layer:
    usual: dict[str, Any] = {
        "id": "x", "group": "g", "kind": "choropleth", "label": "x", "short": "x", "unit": "%", "decimals": 1,
        "polarity": "mehr_belastung", "polarity_word": "", "info": [], "periods": ["2022", "2023"], "values": {},
        "statuses": {}, "city": {},
    }  # fmt: skip
    return Layer(**{**usual, **more})


def test_the_certainty_of_a_rate_by_hand(context: Context) -> None:
    """Heide has no interval, the city is no area, the women are no total."""
    intervals = long(
        """
        | area_id | group | lower | upper | beside_rest | reason   |
        |---------|-------|-------|-------|-------------|----------|
        | hafen   |       |  40   |  80   | more        |          |
        | nord    |       |  20   |  31   | similar     |          |
        | mitte   |       |   2   |   9   |             |          |
        | heide   |       |       |       |             | no_value |
        | city    |       |  20   |  28   |             |          |
        | nord    | sex=f |  10   |  20   | less        |          |
        """,
        INTERVALS,
        indicator_id="sgb2_u18",
        period=YEAR,
    )
    changed = replace(context, published=replace(context.published, intervals=intervals))
    found = rate_certainty(changed)
    assert list(found) == ["sgb2_u18"]
    one = found["sgb2_u18"]
    assert one.lower == {(YEAR, "hafen"): 40, (YEAR, "mitte"): 2, (YEAR, "nord"): 20}
    assert one.beside == {(YEAR, "hafen"): "more", (YEAR, "nord"): "similar"}
    assert one.firm == {(YEAR, "hafen"): True, (YEAR, "nord"): False}
    assert "übliche Schwankung" in one.note


def test_as_the_scripts_read_it() -> None:
    layer = drawn(
        certainty=Certainty(
            lower={("2023", "hafen"): 1.23456, ("2023", "nord"): 2.0},
            upper={("2023", "hafen"): 2.0, ("2023", "nord"): 3.999},
            beside={("2023", "hafen"): "more", ("2023", "heide"): "less", ("2023", "nord"): "similar"},
            firm={("2023", "hafen"): True, ("2023", "nord"): False},
            note="n",
        )
    )
    assert certainty_json(layer, AREAS) == {
        "lo": [None, [1.2, None, None, 2]],
        "hi": [None, [2, None, None, 4]],
        "cmp": ["", "+- ="],
        "firm": ["", "1  0"],
        "firm_note": "n",
    }


def test_a_layer_without_anything_to_say_has_no_keys() -> None:
    assert certainty_json(drawn(), AREAS) == {}


def test_whiskers_are_given_for_the_newest_three_dates() -> None:
    periods = ["2019", "2020", "2021", "2022", "2023"]
    ends = {(period, "nord"): 1.0 for period in periods if period != "2022"}
    layer = drawn(periods=periods, certainty=Certainty(lower=ends, upper=ends))
    assert [row is not None for row in certainty_json(layer, AREAS)["lo"]] == [False, True, True, False, True]


def test_areas_without_a_class_are_counted_by_reason() -> None:
    """A withheld value has its own entry in the legend, and an area with a class is none of them."""
    layer = drawn(
        periods=["2023"],
        unassigned="ohne Zuordnung",
        class_of={("2023", "nord"): 0},
        statuses={("2023", "nord"): "A", ("2023", "mitte"): "Q"},
        sentences={
            ("2023", "hafen"): "klein",
            ("2023", "heide"): "ohne Zuordnung: klein",
            ("2023", "mitte"): "gesperrt",
        },
    )
    assert certainty_json(layer, AREAS)["unassigned"] == {"label": "ohne Zuordnung", "why": [[["klein", 2]]]}


@pytest.fixture(scope="module")
def steadying(context: Context) -> Context:
    changed = with_measures(
        context,
        f"""
        | area_id | measure_id        | period     | value | lower | upper | status | reason        |
        |---------|-------------------|------------|-------|-------|-------|--------|---------------|
        | nord    | smoothed:sgb2_u18 | {YEAR}     | 24.5  |       |       | A      |               |
        | hafen   | smoothed:sgb2_u18 | {YEAR}     | 50    |       |       | E      |               |
        | mitte   | smoothed:sgb2_u18 | {YEAR}     |       |       |       | O      | parts_missing |
        | heide   | smoothed:sgb2_u18 | {YEAR}     |       |       |       | M      |               |
        | nord    | pooled:sgb2_u18   | 2022..2023 | 24    | 20    | 28    | A      |               |
        | city    | pooled:sgb2_u18   | 2022..2023 | 22    | 21    | 23    | A      |               |
        """,
    )
    rule = Uncertainty.model_validate({"smoothed": ["sgb2_u18"], "pooled": [{"indicator": "sgb2_u18", "years": 2}]})
    project = changed.project.model_copy(update={"uncertainty": rule})
    return replace(changed, project=project)


@pytest.fixture(scope="module")
def steadied(steadying: Context) -> dict[str, Layer]:
    return {layer.id: layer for layer in indicator_layers(steadying)}


def test_only_what_came_about_is_among_the_methods(steadying: Context) -> None:
    """Smoothed and pooled rates are both asked for; in the second city no run of years was there to pool."""
    terms = {"Geglättete Werte", "Mehrere Jahre zusammen"}
    assert terms & set(dict(rate_methods(steadying))) == terms
    table = steadying.published.measures
    without = replace(steadying.published, measures=table[~table["measure_id"].str.startswith("pooled:")])
    assert terms & set(dict(rate_methods(replace(steadying, published=without)))) == {"Geglättete Werte"}


def test_steadied_rates_stand_right_after_their_indicator(steadied: dict[str, Layer]) -> None:
    ids = list(steadied)
    at = ids.index("sgb2_u18")
    assert ids[at : at + 3] == ["sgb2_u18", "smoothed:sgb2_u18", "pooled:sgb2_u18"]
    assert {steadied[id_].group for id_ in ids[at : at + 3]} == {"soziale_sicherung"}


def test_a_smoothed_rate_is_marked_as_an_estimate(steadied: dict[str, Layer]) -> None:
    layer, measured = steadied["smoothed:sgb2_u18"], steadied["sgb2_u18"]
    assert layer.label == f"{measured.label} (geglättet)"
    assert {area: layer.status(YEAR, area) for area in AREAS} == {
        "hafen": "E", "heide": "M", "mitte": "O", "nord": "E",
    }  # fmt: skip
    assert layer.classes == measured.classes
    assert layer.class_of[YEAR, "nord"] == measured.class_of[YEAR, "nord"]
    assert layer.city[YEAR] == measured.city[YEAR]
    assert layer.class_note.startswith("Geglättet: geschätzt, nicht gezählt.")
    assert layer.changes == {}
    assert layer.certainty == Certainty()


@pytest.mark.parametrize("kind", ["smoothed", "pooled"])
def test_a_steadied_rate_names_the_source_of_the_measured_one(steadied: dict[str, Layer], kind: str) -> None:
    rows, measured = dict(steadied[f"{kind}:sgb2_u18"].info), dict(steadied["sgb2_u18"].info)
    assert rows["Quelle"] == measured["Quelle"] != ""
    assert rows["Definition"] != measured["Definition"]


def test_a_rate_of_several_years_has_its_span_and_its_interval(steadied: dict[str, Layer]) -> None:
    layer = steadied["pooled:sgb2_u18"]
    assert layer.periods == ["2022..2023"]
    assert layer.short.endswith("(mehrere Jahre)")
    assert layer.city["2022..2023"].value == 22
    assert layer.certainty.lower == {("2022..2023", "nord"): 20}
    assert layer.certainty.firm == {}

"""Reach in words: the way by its name, minutes never without their speed, rules with where they stand."""

import pytest
from presentation.reach.drawn import with_reach

from sozialraum.presentation.reach.block import reach_block
from sozialraum.presentation.reach.fair import fair_sentences
from sozialraum.presentation.reach.figures import bands, figures
from sozialraum.presentation.reach.reach_words import benchmark_info, limit_info, step_labels, step_minutes, way_text
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.layer import Layer
from sozialraum.presentation.views.layer_json import layer_json
from sozialraum.presentation.views.reach import reach_layers
from sozialraum.presentation.words.texts import texts

DAY = "2023-12-31"


@pytest.fixture(scope="module")
def drawn(context: Context) -> Context:
    return with_reach(context)


@pytest.fixture(scope="module")
def layers(drawn: Context) -> dict[str, Layer]:
    return {layer.id: layer for layer in reach_layers(drawn)}


def test_a_question_of_which_nothing_is_told_has_no_layer(layers: dict[str, Layer]) -> None:
    assert list(layers) == ["reach_schule", "reach_kita", "reach_kita_places"]


def test_an_area_has_the_share_of_those_who_have_it_near(layers: dict[str, Layer]) -> None:
    layer = layers["reach_schule"]
    assert layer.label == "Weg zur Grundschule (Fußweg)"
    assert layer.cells is not None
    assert layer.cells.what == "Kinder von 6 bis 9 mit höchstens 1.000\u202fm Fußweg"
    assert {area: value for (_, area), value in layer.values.items()} == {"hafen": 40, "nord": 50}
    assert layer.status(DAY, "mitte") == "Q"
    assert layer.status(DAY, "heide") == "M"
    assert layer.sentences[(DAY, "heide")] == "hier wohnt niemand, um den es in dieser Frage geht"
    assert layer.city[DAY].value == 45
    assert layer.polarity == "weniger_belastung", "fewer is more strained"


def test_places_per_child_of_none_are_a_true_zero(layers: dict[str, Layer]) -> None:
    layer = layers["reach_kita_places"]
    assert {area: value for (_, area), value in layer.values.items()} == {"hafen": 0, "nord": 0.25}
    assert "E2SFCA" not in str(layer.info)
    told = layer_json(layer, ["hafen"], texts("de"))
    assert told["cells"] == {"question": "kita", "kind": "places", "what": layer.cells.what, "drawn": True}  # type: ignore[union-attr]  # it has cells


def test_steps_are_said_in_metres_and_minutes(drawn: Context) -> None:
    assert step_labels(drawn, [500, 1000]) == ["bis 500\u202fm", "über 500 bis 1.000\u202fm", "über 1.000\u202fm"]
    assert step_minutes(drawn, [500, 1000]) == ["bis 6 Minuten", "über 6 bis 12 Minuten", "über 12 Minuten"]
    assert way_text(drawn, 2000) == "2.000\u202fm (24 Minuten bei 5\u202fkm/h)"


def test_slower_people_take_longer(context: Context) -> None:
    assert way_text(with_reach(context, speed_kmh=3.6), 2000) == "2.000\u202fm (33 Minuten bei 3,6\u202fkm/h)"


def test_a_straight_line_is_nobodys_way_and_has_no_minutes(context: Context) -> None:
    drawn = with_reach(context, "straight")
    assert step_minutes(drawn, [500]) == ["", ""]
    assert way_text(drawn, 2000) == "2.000\u202fm"
    assert {layer.label for layer in reach_layers(drawn)} >= {"Weg zur Grundschule (Luftlinie)"}


def test_a_limit_says_where_it_stands_and_what_a_straight_line_can_tell(context: Context) -> None:
    walked, straight = with_reach(context), with_reach(context, "detour")
    school = walked.project.reach.questions[0]
    assert limit_info(walked, school) == "Primarstufe: mehr als 2 km. Verordnung (erfunden), Stand 01.03.2024."
    assert "nur mit einem Wegenetz klären" in limit_info(straight, school)
    assert "mal 1,4" in limit_info(straight, school)


def test_a_benchmark_says_that_it_is_no_law(drawn: Context) -> None:
    kita = drawn.project.reach.questions[1]
    assert benchmark_info(drawn, kita).startswith("30 Minuten: zu Fuß 2.500\u202fm (bei 5\u202fkm/h).")
    info = dict(next(layer for layer in reach_layers(drawn) if layer.id == "reach_kita").info)
    assert "Planungsrichtwert, kein Gesetz" in info


def test_facilities_that_count_for_nobody_are_named(layers: dict[str, Layer]) -> None:
    assert dict(layers["reach_kita"].info)["Nicht gerechnet"] == "Kita Sonnenschein (niemand im Umkreis)"


def test_bands_add_up_and_a_withheld_share_leaves_none(drawn: Context) -> None:
    told = figures(drawn, drawn.project.reach.questions[0])
    assert bands(told, "nord", [500, 1000, 2000]) == [20, 30, 50, 0]
    assert bands(told, "mitte", [500, 1000, 2000]) is None


def test_the_page_of_an_area_tells_shares_ways_and_limit_beside_the_city(drawn: Context) -> None:
    block = reach_block(drawn, "nord")
    assert block is not None
    school, kita = block["questions"]
    assert block["speed"] == "Gehzeit bei 5\u202fkm/h", "it stands above the minutes of the bands"
    assert [(one["label"], one["value"], one["city"]) for one in school["bands"][:2]] == [
        ("bis 500\u202fm", "20\u202f%", "15\u202f%"),
        ("über 500 bis 1.000\u202fm", "30\u202f%", "30\u202f%"),
    ]
    assert {"label": "über der Grenze: Primarstufe: mehr als 2 km", "value": "0", "city": "20"} in school["rows"]
    assert {"label": "im Mittel", "value": "990\u202fm", "city": "k. A."} in school["rows"]
    assert {"label": "Plätze je Kind im Umkreis", "value": "0,25", "city": "0,31"} in kita["rows"]
    assert any(note.startswith("Planungsrichtwert, kein Gesetz") for note in kita["notes"])
    assert sum(one["width"] for one in school["bar"]) == pytest.approx(200)


def test_what_is_withheld_altogether_is_one_sentence_and_never_drawn(drawn: Context) -> None:
    block = reach_block(drawn, "mitte")
    assert block is not None
    school = "Weg zur Grundschule (Fußweg)"
    assert block["hidden"] == f"Für dieses Gebiet sind alle Werte gesperrt (Datenschutz): {school}."
    assert school not in [one["label"] for one in block["questions"]]
    nord = reach_block(drawn, "nord")
    assert nord is not None
    assert nord["hidden"] is None


def test_small_shares_are_not_shown_as_none(drawn: Context) -> None:
    block = reach_block(drawn, "hafen")
    assert block is not None
    assert block["questions"][0]["bands"][0]["value"] == "0,4\u202f%"


def test_fair_distribution_is_told_without_jargon(drawn: Context) -> None:
    school, kita, _ = drawn.project.reach.questions
    (told_of_school,) = fair_sentences(drawn, school)
    assert told_of_school == (
        "Kinder von 6 bis 9: In den Gebieten mit der höchsten sozialen Belastung (ein Drittel von ihnen) haben sie "
        "2,0-mal so oft eine Einrichtung in höchstens 1.000\u202fm wie in denen mit der geringsten (auch ein "
        "Drittel)."
    )
    told = fair_sentences(drawn, kita)
    assert told[0] == "12\u202f% der Kinder wohnen dort, wo im Umkreis weniger als 0,2 Plätze auf ein Kind kommen."
    assert told[1].startswith("8\u202f% der Plätze im Umkreis müssten anderswo liegen")
    assert "etwa gleich viele Plätze" in told[2]
    assert "um 6,0 Prozentpunkte niedrigeren Anteil" in told[3]
    assert not any(word in " ".join(told) for word in ("Gini", "signifikant", "benachteiligt"))

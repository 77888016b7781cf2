"""Every finding is one plain sentence, in both languages, with its numbers, dates and what it is compared with."""

import dataclasses
import re
from collections.abc import Mapping
from datetime import date
from typing import get_args

import pytest

from sozialraum.model.findings import Finding, FindingRule, PlannerNote
from sozialraum.model.project import Project
from sozialraum.pipeline import CityBuild
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.findings import OF_CITY, findings_of, notes_of, sentence
from sozialraum.presentation.words.texts import Texts, texts

SAID: Mapping[str, Mapping[str, float]] = {
    "strained_index": {"value": 1.523, "class": 2},
    "relieved_index": {"value": -1.2, "class": 0},
    "above_city": {"value": 24.06, "rest": 18.2},
    "below_city": {"value": 14, "rest": 18.2},
    "overtook_city": {"value": 24.06, "rest": 18.2, "earlier": 17, "earlier_rest": 18},
    "fell_below_city": {"value": 14, "rest": 18.2, "earlier": 19, "earlier_rest": 18},
    "rising": {"change": 4.53, "earlier": 22.8, "value": 27.33, "city": 0.6},
    "falling": {"change": -1.2, "earlier": 12, "value": 10.8, "city": 0},
    "worsening_series": {"change": 4.53, "earlier": 22.8, "value": 27.33, "city": -0.6, "steps": 3},
    "improving_series": {"change": -4.5, "earlier": 22.8, "value": 18.3, "city": 0.6, "steps": 3},
    "group_gap": {"difference": -6.2, "city": -2.1},
    "spread_grows": {"earlier": 4, "now": 8, "areas": 13},
    "spread_shrinks": {"earlier": 8, "now": 4, "areas": 13},
    "places_missing": {"places": 153, "needed": 190.5, "missing": 37.5, "coverage": 80.31, "target": 50},
    "places_enough": {"places": 220, "needed": 206, "missing": 0, "coverage": 106.8, "target": 50},
}
LONGEST = 230  # signs; of them the label of an indicator takes up to a third
BETTER = {"relieved_index", "below_city", "fell_below_city", "falling", "improving_series", "places_enough"}


def of_rule(rule: str, area_id: str = "nord", **more: object) -> Finding:
    spoken_of = {"index": "lage_index", "places": "kita_u3"}
    key = "index" if rule.endswith("_index") else rule.split("_")[0]
    usual: dict[str, object] = {
        "weight": "strength" if rule in BETTER else "burden",
        "indicator_id": spoken_of.get(key, "sgb2_u18"),
        "period": "2024-12-31",
        "since": "2021-12-31",
        "numbers": SAID[rule],
        "words": {"group": "sex=f", "other": ""},
    }
    return Finding(area_id=area_id, rule=rule, **{**usual, **more})  # type: ignore[arg-type]  # rules by name


@pytest.fixture(scope="module")
def project(city: CityBuild) -> Project:
    return city.project


def plain(text: str) -> str:
    return text.replace("\u202f", " ")


def test_the_change_of_a_rate_in_percent_is_told_in_points(project: Project) -> None:
    one = project.indicator("sgb2_u18").model_copy(update={"kind": "rate"})
    others = [other for other in project.indicators if other.id != one.id]
    rated = project.model_copy(update={"indicators": [one, *others]})
    assert "4,5 Prozentpunkte" in sentence(of_rule("rising"), rated, texts("de"))


def test_every_rule_is_on_the_list() -> None:
    assert set(SAID) == set(get_args(FindingRule))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("rule", SAID)
def test_every_rule_has_a_sentence_in_both_languages(rule: str, language: str, project: Project) -> None:
    words = texts(language)
    for area in ("nord", "city") if rule in OF_CITY else ("nord",):
        text = sentence(of_rule(rule, area), project, words)
        assert not re.search(r"[{}]|\bnan\b|None", text)
        assert ("31.12.2024" if language == "de" else "2024-12-31") in text
        assert not any(bad in text.lower() for bad in ("signifikant", "significant", "benachteilig", "problem"))


GERMAN_SENTENCES = {
    "above_city": (
        "Kinder im SGB-II-Bezug: 24,1 %, übrige Stadt 18,2 % (31.12.2024). "
        "Das ist ungünstiger und geht über die übliche Schwankung hinaus."
    ),
    "below_city": (
        "Kinder im SGB-II-Bezug: 14,0 %, übrige Stadt 18,2 % (31.12.2024). "
        "Das ist günstiger und geht über die übliche Schwankung hinaus."
    ),
    "overtook_city": (
        "Kinder im SGB-II-Bezug: 24,1 %, übrige Stadt 18,2 % (31.12.2024); am früheren Stand 17,0 % und 18,0 % "
        "(31.12.2021). Jetzt ist das ungünstiger und geht über die übliche Schwankung hinaus."
    ),
    "rising": (
        "Kinder im SGB-II-Bezug: seit 31.12.2021 um 4,5 Prozentpunkte gestiegen, zuletzt 27,3 % (31.12.2024); in "
        "der ganzen Stadt um 0,6 Prozentpunkte gestiegen. Das ist ungünstiger als dort und geht über die "
        "übliche Schwankung hinaus."
    ),
    "falling": (
        "Kinder im SGB-II-Bezug: seit 31.12.2021 um 1,2 Prozentpunkte gesunken, zuletzt 10,8 % (31.12.2024); in der "
        "ganzen Stadt unverändert. Das ist günstiger als dort und geht über die übliche Schwankung hinaus."
    ),
    "worsening_series": (
        "Kinder im SGB-II-Bezug: 3-mal in Folge gestiegen, von 22,8 % (31.12.2021) auf 27,3 % (31.12.2024); in der "
        "ganzen Stadt um 0,6 Prozentpunkte gesunken. Das ist ungünstiger als dort und geht über die übliche "
        "Schwankung hinaus."
    ),
    "group_gap": (
        "Kinder im SGB-II-Bezug: Zwischen „weiblich“ und „alle übrigen“ liegen 6,2 Prozentpunkte, in der ganzen "
        "Stadt 2,1 Prozentpunkte (31.12.2024). Der Abstand ist größer als dort und geht über die "
        "übliche Schwankung hinaus."
    ),
    "places_missing": (
        "Kita-Plätze unter 3: benötigte Plätze 191, vorhandene 153, fehlende 38 (31.12.2024, Zielquote 50 %)."
    ),
    "places_enough": (
        "Kita-Plätze unter 3: benötigte Plätze 206, vorhandene 220 (31.12.2024, Zielquote 50 %). Die Zielquote "
        "ist erreicht."
    ),
    "strained_index": (
        "Soziale Lage: hohe soziale Belastung (Lageindex +1,52, 31.12.2024). Am Rang ändert die Art der "
        "Berechnung wenig."
    ),
    "spread_grows": (
        "Kinder im SGB-II-Bezug: Die Stadtteile haben sich seit 31.12.2021 auseinanderentwickelt. Zwischen oberem "
        "und unterem Viertel liegen 8,0 Prozentpunkte (31.12.2024), vorher 4,0 Prozentpunkte."
    ),
}


@pytest.mark.parametrize("rule", GERMAN_SENTENCES)
def test_sentences_word_for_word(rule: str, project: Project, german: Texts) -> None:
    assert plain(sentence(of_rule(rule), project, german)) == GERMAN_SENTENCES[rule]


def test_the_city_itself_is_beside_nothing(project: Project, english: Texts) -> None:
    text = plain(
        sentence(of_rule("rising", "city", numbers={"change": 1, "earlier": 7, "value": 8}), project, english)
    )
    assert text == (
        "Children in SGB II: risen by 1.0 percentage points in the whole city since 2021-12-31, most recently 8.0 % "
        "(2024-12-31). Beyond the usual fluctuation this is less favourable."
    )


def test_two_different_numbers_never_read_alike(project: Project, german: Texts) -> None:
    """18.24 and 18.16 are both 18.2 with one digit, 0.04 points both nothing."""
    text = plain(sentence(of_rule("above_city", numbers={"value": 18.24, "rest": 18.16}), project, german))
    assert "18,24 %" in text
    assert "18,16 %" in text
    numbers = {"change": 0.04, "earlier": 10.0, "value": 10.04, "city": 0.0}
    text = plain(sentence(of_rule("rising", numbers=numbers), project, german))
    assert "um 0,04 Prozentpunkte gestiegen, zuletzt 10,04 %" in text


def test_what_stayed_as_it_was_is_not_told_to_three_digits(project: Project, german: Texts) -> None:
    numbers = {"change": 0.002, "earlier": 3.97, "value": 3.972, "city": 1.4}
    text = plain(sentence(of_rule("falling", numbers=numbers), project, german))
    assert "unverändert, zuletzt 4,0 %" in text


def test_a_label_with_a_colon_has_none_in_a_sentence(project: Project, german: Texts) -> None:
    coverage = [one.model_copy(update={"label": {"de": "Ganztag: belegte Plätze"}}) for one in project.coverage]
    other = project.model_copy(update={"coverage": coverage})
    assert sentence(of_rule("places_enough"), other, german).startswith("Ganztag, belegte Plätze: benötigte")


def test_what_rose_less_than_in_the_city_is_told_as_more_favourable(project: Project, german: Texts) -> None:
    numbers = {"change": 1.0, "earlier": 9.0, "value": 10.0, "city": 3.0}
    text = sentence(of_rule("falling", weight="neutral", numbers=numbers), project, german)
    assert text.endswith("Das ist günstiger als dort und geht über die übliche Schwankung hinaus.")
    text = sentence(of_rule("rising", weight="neutral", numbers=numbers), project, german)
    assert text.endswith("Das ist ungünstiger als dort und geht über die übliche Schwankung hinaus.")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("rule", SAID)
def test_every_sentence_can_be_read_aloud_in_one_breath(rule: str, language: str, project: Project) -> None:
    assert len(sentence(of_rule(rule), project, texts(language))) <= LONGEST


def test_text_in_labels_and_notes_stays_text(context: Context, german: Texts) -> None:
    """What looks like markup, or like a field of a sentence, is passed on sign for sign: pages show it as text."""
    script = "<script>alert(1)</script> {value} {{ 7 * 7 }}"
    indicators = [one.model_copy(update={"label": {"de": script}}) for one in context.project.indicators]
    notes = [PlannerNote(area="nord", text={"de": script}, signed="<b>Planung</b>", on=date(2024, 5, 2))]
    other = context.project.model_copy(update={"indicators": indicators, "planner_notes": notes})
    assert sentence(of_rule("above_city"), other, german).startswith(script)
    told = notes_of(dataclasses.replace(context, project=other))
    assert [(one.text, one.signed, one.on) for one in told["nord"]] == [(script, "<b>Planung</b>", "02.05.2024")]


def test_notes_are_newest_first_and_by_area(context: Context) -> None:
    notes = [
        PlannerNote(
            area=area, text={"de": f"Notiz {day}", "en": f"note {day}"}, signed="Planung", on=date(2024, 5, day)
        )
        for area, day in (("nord", 1), ("nord", 9), ("city", 3))
    ]
    other = context.project.model_copy(update={"planner_notes": notes})
    told = notes_of(dataclasses.replace(context, project=other, words=texts("en")))
    assert {area: [one.text for one in found] for area, found in told.items()} == {
        "nord": ["note 9", "note 1"],
        "city": ["note 3"],
    }


def test_findings_of_a_page_name_layer_date_and_weight(context: Context) -> None:
    found = (
        of_rule("above_city"),
        of_rule("places_missing"),
        of_rule("places_enough"),
        of_rule("strained_index", "mitte"),
    )
    published = dataclasses.replace(context.published, findings=found)
    told = findings_of(dataclasses.replace(context, published=published))
    assert [(one.layer_id, one.period, one.weight) for one in told["nord"]] == [
        ("sgb2_u18", "2024-12-31", "burden"),
        ("kita_u3_bilanz", "2024-12-31", "burden"),
        ("kita_u3_bilanz", "2024-12-31", "strength"),
    ]
    assert [one.layer_id for one in told["mitte"]] == ["lage_index"]
    assert set(told) == {"nord", "mitte"}


def test_the_layers_are_those_of_the_map(city: CityBuild) -> None:
    ids = {layer.id for layer in city.pages.layers}
    assert {"sgb2_u18", "kita_u3_bilanz", "lage_index"} <= ids

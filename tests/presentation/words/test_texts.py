"""Sentences come from the catalogues; what is put into them stays text."""

import re

import pytest

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.presentation.words.texts import FIELD, Texts, problem_text, texts

WORDS = Texts("de", {"a.b": "{name} und {other_name}", "a.c": "ohne Feld { } {0}", "d": "x"})


def test_fields_are_put_in_as_text_and_never_evaluated() -> None:
    assert WORDS("a.b", name="{other_name}", other_name="{{ 7 * 7 }}") == "{other_name} und {{ 7 * 7 }}"
    assert WORDS("a.c") == "ohne Feld { } {0}"
    assert WORDS("a.b", name=3, other_name=None) == "3 und None"


def test_what_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError):
        WORDS("no.such.key")
    with pytest.raises(KeyError):
        WORDS("a.b", name="x")


def test_a_section_has_the_rest_of_its_keys() -> None:
    assert WORDS.section("a") == {"b": "{name} und {other_name}", "c": "ohne Feld { } {0}"}


def test_a_language_without_catalogue_is_german() -> None:
    assert texts("xx").entries == texts("de").entries
    assert texts("en").entries != texts("de").entries


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("code", Code)
def test_every_problem_has_a_sentence(code: Code, language: str) -> None:
    """Also where a field is not known: the sentence then has a gap, and no name in braces."""
    problem = Problem(code, "ordner/datei.csv", 12, "SPALTE", "wert")
    sentence = problem_text(problem, texts(language))
    assert sentence.startswith(f"{code} ")
    assert not FIELD.search(sentence)
    assert len(sentence) > 20


def test_a_problem_names_file_row_and_value() -> None:
    problem = Problem(Code.NOT_A_NUMBER, "werte.csv", 12, "WERT", "zwölf")
    sentence = problem_text(problem, texts("de"))
    assert all(part in sentence for part in ("werte.csv", "12", "WERT", "zwölf"))


@pytest.mark.parametrize(("language", "distance"), [("de", "0,6 m"), ("en", "0.6 m")])
def test_distances_are_written_as_the_language_does(language: str, distance: str) -> None:
    problem = Problem(Code.NO_WAY_NEAR, "kitas.csv", 12, value="Kita 1.5", fields={"metres": "0.6"})
    sentence = problem_text(problem, texts(language))
    assert distance in sentence
    assert "Kita 1.5" in sentence


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_sentence_about_ways_is_wrong_where_there_is_one_of_something(language: str) -> None:
    """A number stands behind what it counts ("Kanten: 1"), but where there are always several."""
    several = {Code.NETWORK_IN_PARTS, Code.FACILITIES_SAME_PLACE}
    codes = [code for code in Code if "SR-600" <= code <= "SR-669" and code not in several]
    sentences = [texts(language).entries[f"problems.{code}"] for code in codes]
    assert [one for one in sentences if re.search(r"\{count\} (?!von|of)\w", one)] == []

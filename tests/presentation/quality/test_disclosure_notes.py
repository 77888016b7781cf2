"""The notes say which rule holds for which class of data, who set it and when, and whether numbers are rounded."""

from typing import Any

import pytest

from sozialraum.model.disclosure_rules import AudienceRule, DisclosureRule
from sozialraum.presentation.quality.data_notes import general_notes, rules_in_use
from sozialraum.presentation.views.context import Context

SET = "Dienstanweisung Statistik 2024, Nr. 3 (festgelegt von Statistikstelle Musterstadt am 01.02.2024)."
OTHERS = "Auch größere Zahlen sind gesperrt"
CONTRACT = {"rule": "Vertrag, § 4", "set_by": "Agentur für Arbeit", "set_on": "2022-11-15", "min_count": 3}


def with_rule(context: Context, ba: dict[str, Any] | None = None, **changes: Any) -> Context:
    """The city under another public rule; with `ba` its SGB II counts are under contract, by a rule of their own."""
    project = context.project
    whole = project.disclosure.oeffentlich.model_dump() | changes
    indicators = list(project.indicators)
    if ba is not None:
        of_class = {key: value for key, value in whole.items() if key != "klassen"} | CONTRACT | ba
        whole["klassen"] = {"ba": DisclosureRule.model_validate(of_class)}
        indicators = [
            one.model_copy(update={"schutzklasse": "ba"}) if one.id == "sgb2_u18" else one for one in indicators
        ]
    disclosure = project.disclosure.model_copy(update={"oeffentlich": AudienceRule.model_validate(whole)})
    changed = project.model_copy(update={"disclosure": disclosure, "indicators": indicators})
    return Context(context.published, changed, context.words)


def notes(context: Context) -> list[str]:
    return [note for note in general_notes(context) if "festgelegt" in note or note.startswith(OTHERS)]


def test_one_rule_for_all_is_told_with_who_set_it_and_when(context: Context) -> None:
    first, others = notes(with_rule(context))
    assert first == (
        f"Anzahlen von Personen und Haushalten unter 5 und alles, was sich daraus errechnet, sind gesperrt: {SET}"
    )
    assert others.startswith(OTHERS)


def test_a_class_with_a_rule_of_its_own_is_named_with_it(context: Context) -> None:
    first, second, _ = notes(with_rule(context, ba={}))
    assert first.startswith("Register der Stadt: Anzahlen von Personen und Haushalten unter 5 ")
    assert second.startswith("Arbeitsmarktstatistik: Anzahlen von Personen und Haushalten unter 3 ")
    assert second.endswith("Vertrag, § 4 (festgelegt von Agentur für Arbeit am 15.11.2022).")


def test_a_rule_for_a_class_the_city_does_not_have_is_not_told(context: Context) -> None:
    made = with_rule(context, ba={})
    project = made.project.model_copy(update={"indicators": context.project.indicators})
    without = Context(made.published, project, made.words)
    assert [classes for classes, _ in rules_in_use(without)] == [["register"]]


@pytest.mark.parametrize(
    ("min_base", "end"),
    [(0, ": "), (20, ", Anteile mit einem Nenner unter 20 sind gesperrt: ")],
)
def test_rounded_counts_say_to_which_multiples(context: Context, min_base: int, end: str) -> None:
    told = notes(with_rule(context, rounding=5, min_base=min_base))
    assert told == [f"Anzahlen von Personen und Haushalten sind gerundet auf Vielfache von 5{end}{SET}"]


def test_an_edition_that_withholds_nothing_says_so(context: Context) -> None:
    (told,) = notes(with_rule(context, min_count=1, complement="zeigen", rates_without_counts="zeigen"))
    assert told == f"In dieser Ausgabe ist nichts gesperrt: {SET}"
    first, second, *_ = notes(
        with_rule(context, min_count=1, complement="zeigen", rates_without_counts="zeigen", ba={"min_count": 3})
    )
    assert first == f"Register der Stadt: nichts ist gesperrt: {SET}"
    assert second.startswith("Arbeitsmarktstatistik: Anzahlen")

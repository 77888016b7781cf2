"""The built-in catalogue: every entry fits the model, is told in both languages and keeps to the field's words."""

import csv
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sozialraum.model.indicators import Handlungsfeld, Indicator

CATALOGUE = Path(__file__).resolve().parents[2] / "src" / "sozialraum" / "catalogue"
TEXTS = ("label", "short", "definition", "unit", "office")
PARTS = ("numerator", "denominator")
KEYS = set(Indicator.model_fields) - {"source", "use"}


def entries() -> list[dict[str, Any]]:
    tables: list[dict[str, Any]] = tomllib.loads((CATALOGUE / "indicators.toml").read_text(encoding="utf-8"))[
        "indicators"
    ]
    return tables


def handlungsfelder() -> list[Handlungsfeld]:
    document = tomllib.loads((CATALOGUE / "handlungsfelder.toml").read_text(encoding="utf-8"))
    return [Handlungsfeld.model_validate(table) for table in document["handlungsfelder"]]


def catalogue() -> dict[str, Indicator]:
    return {table["id"]: Indicator.model_validate(table) for table in entries()}


def with_prefix(*prefixes: str) -> list[Indicator]:
    found = [indicator for id_, indicator in catalogue().items() if id_.startswith(prefixes)]
    assert found
    return found


def test_every_entry_fits_the_model_and_states_nothing_else() -> None:
    tables = entries()
    assert len(catalogue()) == len(tables) > 100
    assert {key for table in tables for key in table} <= KEYS


def test_the_nine_handlungsfelder_are_those_the_entries_use() -> None:
    fields = [field.id for field in handlungsfelder()]
    assert len(fields) == len(set(fields)) == 9
    assert {indicator.handlungsfeld for indicator in catalogue().values()} == set(fields)


def test_every_text_is_there_in_german_and_english() -> None:
    for table in entries():
        parts = PARTS if table["kind"] in {"share", "rate", "mean"} else ()
        assert {key for key in PARTS if key in table} == set(parts), table["id"]
        for key in (*TEXTS, *parts, *(["note"] if "note" in table else [])):
            assert set(table[key]) == {"de", "en"}, (table["id"], key)
            assert all(text.strip() for text in table[key].values()), (table["id"], key)
        assert table["evidence"].strip(), table["id"]
    for field in handlungsfelder():
        assert set(field.label) == {"de", "en"}


@pytest.mark.parametrize("key", ["label", "short"])
def test_no_two_indicators_bear_one_name(key: str) -> None:
    for language in ("de", "en"):
        names = [table[key][language] for table in entries()]
        assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_indicator_of_the_collection_is_in_the_catalogue(shared: Callable[[str], Path]) -> None:
    with (shared("dorsten") / "indikatoren.csv").open(encoding="utf-8") as file:
        collected = {row["indikator_id"]: row for row in csv.DictReader(file)}
    assert len(collected) == 77
    assert set(collected) <= set(catalogue())


def test_a_definition_that_was_not_read_anywhere_says_so(shared: Callable[[str], Path]) -> None:
    with (shared("dorsten") / "indikatoren.csv").open(encoding="utf-8") as file:
        standard = [row["indikator_id"] for row in csv.DictReader(file) if row["beleg"].startswith("S")]
    assert len(standard) > 20
    for id_ in standard:
        assert "nicht aus einer gelesenen Quelle" in (catalogue()[id_].evidence or ""), id_


def test_use_of_services_is_never_lage() -> None:
    for indicator in with_prefix("hze_", "par8a", "par35a", "inobhut", "jgh", "eb"):
        assert indicator.rolle == "inanspruchnahme", indicator.id
        assert indicator.polaritaet == "keine", indicator.id


def test_classes_of_data_are_those_of_the_law_and_of_contracts() -> None:
    """Help for single families is social data, labour market figures are under contract; else the source decides."""
    social = {one.id for one in with_prefix("hze_", "par8a", "par35a", "inobhut", "jgh", "eb")}
    labour = {one.id for one in with_prefix("sgb2_", "arbeitslose", "langzeitarbeitslose", "alleinerz_sgb2")}
    labour |= {"jugendarbeitslose", "beschaeftigtenquote", "sv_beschaeftigte", "transferbezug"}
    stated = {id_: one.schutzklasse for id_, one in catalogue().items() if one.schutzklasse is not None}
    assert stated == dict.fromkeys(social, "sozialdaten") | dict.fromkeys(labour, "ba")


def test_nationality_migration_and_moves_are_kontext_without_a_side() -> None:
    kontext = ("nichtdeutsche", "anteil_nichtdeutsche", "anteil_migration", "anteil_einwanderung", "wanderungssaldo")
    for indicator in with_prefix(*kontext):
        assert (indicator.rolle, indicator.polaritaet) == ("kontext", "keine"), indicator.id


def test_only_lage_has_a_side_and_all_of_it_has_one() -> None:
    sided = {id_ for id_, one in catalogue().items() if one.polaritaet != "keine"}
    lage = {id_ for id_, one in catalogue().items() if one.rolle == "lage"}
    assert sided == lage | {"schulsozialindex"}
    assert not any(id_.startswith("residents") for id_ in sided)


def test_counts_are_no_lage() -> None:
    assert all(one.rolle != "lage" for one in catalogue().values() if one.kind == "count")


def test_series_that_changed_their_meaning_say_when() -> None:
    changed = ("sgb2_", "transferbezug", "arbeitslosenanteil", "jugendarbeitslose", "alleinerz_sgb2")
    for indicator in with_prefix(*changed):
        assert "2022-06-01" in indicator.reihenbruch, indicator.id
    assert catalogue()["wohngeld"].reihenbruch == ("2023-01-01",)


def test_definitions_say_what_the_field_needs_to_hear() -> None:
    said = {id_: (one.definition["de"], (one.denominator or {}).get("de", "")) for id_, one in catalogue().items()}
    assert "§ 28) ist nicht enthalten" in said["hze_quote"][0]
    assert "Altersgrenze" in said["sgb2_quote"][1]
    assert "Nicht die ganze Kinderarmut" in said["sgb2_u18"][0]
    assert "Nicht die Arbeitslosenquote" in said["arbeitslosenanteil"][0]
    assert "kein Mittelwert" in said["schulsozialindex"][0]
    assert {"par35a", "seu_zahn", "seu_zahn_impf", "anteil_migration", "anteil_einwanderungsgeschichte"} <= set(said)


def test_the_school_index_is_a_rank_at_the_school() -> None:
    index = catalogue()["schulsozialindex"]
    assert (index.kind, index.raumbezug) == ("ordinal", "einrichtungsort")


def test_no_word_that_names_people_by_their_burden() -> None:
    text = (CATALOGUE / "indicators.toml").read_text(encoding="utf-8")
    for word in ("Hartz", "Bürgergeld", "Problemviertel", "benachteiligt", "signifikant", "schülerzahlgewichtet"):
        assert word.casefold() not in text.casefold()

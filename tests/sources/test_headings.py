"""What headings mean: only what every word of them explains."""

import pytest
from hypothesis import given
from hypothesis.strategies import lists, sampled_from, text

from sozialraum.sources.catalogue import packaged_indicators
from sozialraum.sources.drafts.headings import has_role, kind_of_areas, kind_of_facilities, meaning, plain, with_role

ROLES = ("facility_name", "facility_id", "area_id", "x", "y", "places", "period", "value")
AGES = ["age_below_6", "age_6_15", "age_15_18", "age_18_27", "age_55_65", "age_above_65"]


@pytest.mark.parametrize(
    ("heading", "indicator"),
    [
        ("Einwohner insgesamt", "residents"),
        ("inhabitants", "residents"),
        ("Kinder unter 3 Jahren", "residents_u3"),
        ("0 bis unter 3 Jahre", "residents_u3"),
        ("3 bis unter 6", "residents_3_5"),
        ("age_18_to_under_65", "residents_18_64"),
        ("65 und älter", "residents_65plus"),
        ("ab 80", "residents_80plus"),
        ("Lebendgeborene", "geburten"),
        ("unemployed_residents", "arbeitslose"),
        ("SGB-II-Quote", "sgb2_quote"),
        ("Schüler", "schueler"),
        ("Kinder", None),  # of which ages?
        ("Anzahl", None),
        ("3-5", None),  # with or without those aged five?
        ("über 65", None),  # with or without those aged 65?
        ("Einwohner, Anteil", None),
        ("Einwohner mit Wohngeld", None),
        ("Kinder unter 3 im SGB II", None),
        ("18 bis unter 27", None),  # the catalogue has no such indicator
        ("", None),
    ],
)
def test_a_heading_is_known_only_where_every_word_is_explained(heading: str, indicator: str | None) -> None:
    assert meaning(heading) == indicator


def test_the_headings_beside_it_tell_where_an_age_ends() -> None:
    assert meaning("age_6_15", AGES) == "residents_6_14"
    assert meaning("age_15_18", AGES) == "residents_15_17"
    assert meaning("age_above_65", AGES) == "residents_65plus"
    assert meaning("age_6_15", ["age_16_18"]) is None


@given(text(), lists(text()))
def test_a_meaning_is_one_of_the_catalogue(heading: str, others: list[str]) -> None:
    assert meaning(heading, others) in {None, *packaged_indicators()}


@given(
    lists(text() | sampled_from(["Nr", "Name", "X", "Rechtswert", "Plätze", "Jahr"]), unique=True),
    sampled_from(ROLES),
)
def test_every_guess_is_a_heading_of_the_file(headings: list[str], role: str) -> None:
    found = with_role(headings, role)
    assert set(found) <= set(headings)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("heading", ["PLÄTZE", "Plaetze", "childcare_places", "Kapazität", "e_platz"])
def test_spellings_of_places_are_one(heading: str) -> None:
    assert has_role(heading, "places")


def test_a_listed_heading_comes_before_one_that_only_holds_the_word() -> None:
    assert with_role(["Name des Ortes", "Einrichtung", "Name"], "facility_name")[0] == "Einrichtung"


def test_the_groups_above_a_heading_do_not_hide_it() -> None:
    assert has_role("Anschrift | Straße und Hausnummer", "address")


def test_kinds_are_told_by_a_word_of_the_first_text_that_has_one() -> None:
    assert kind_of_areas(["flensburg_stadtteile", "PLR_ID"])["label"]["de"] == "Stadtteil"
    assert kind_of_areas(["x"])["label"]["de"] == "Sozialraum"
    assert kind_of_facilities(["kitas_2024"])["id"] == "kita"
    assert kind_of_facilities(["kindertagespflege"])["id"] == "tagespflege"
    assert kind_of_facilities(["liste", "Schulnummer"])["id"] == "schule"
    assert not kind_of_facilities(["liste"])["words"]


def test_plain_words_have_no_umlauts_cases_or_signs() -> None:
    assert plain("Träger-Straße_NrX") == "traeger strasse nr x"

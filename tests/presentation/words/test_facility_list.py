"""Facilities in words."""

from dataclasses import replace

import pytest

from sozialraum.presentation.area.page import near_houses
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.facility_list import House
from sozialraum.presentation.words.facility_list import houses as all_houses


@pytest.fixture(scope="module")
def houses(pages: CityPages) -> dict[str, House]:
    return {house.id: house for house in pages.houses}


def lines(house: House) -> dict[str, str]:
    return dict(house.lines)


def test_they_stand_in_order_of_type_and_name(pages: CityPages) -> None:
    assert [house.name for house in pages.houses] == [
        "Kita Ausblick", "Kita Grenzstein", "Kita Irrtum", "Kita Kaimauer", "Kita Neubau", "Kita Sonnenschein",
        "Hafenschule",
    ]  # fmt: skip


def test_what_is_known_of_a_kita(houses: dict[str, House]) -> None:
    assert lines(houses["k1"]) == {
        "Träger": "Stadt",
        "ab": "01.08.2010",
        "Kita, unter 3 Jahre (laut Betriebserlaubnis, 2023/24)": "10 (10 × 45 Stunden)",
        "Kita, 3 Jahre bis Einschulung (laut Betriebserlaubnis, 2023/24)": "40 (40 × 45 Stunden)",
        "Merkmal": "Familienzentrum seit 01.08.2012",
    }


def test_a_certificate_of_several_houses_says_so(houses: dict[str, House]) -> None:
    assert lines(houses["k2"])["Merkmal"] == "Familienzentrum (Verbund) seit 2019"


@pytest.mark.parametrize(
    ("id_", "text"),
    [
        ("k2", "auf der Grenze zweier Gebiete"),
        ("k3", "außerhalb aller Gebiete"),
        ("k4", "Gebiet genannt, ohne Koordinaten"),
        ("k5", "Angabe und Lage widersprechen sich"),
    ],
)
def test_how_it_was_assigned_is_said_where_it_is_odd(houses: dict[str, House], id_: str, text: str) -> None:
    assert lines(houses[id_])["Zuordnung"] == text


def test_zero_places_are_zero(houses: dict[str, House]) -> None:
    assert lines(houses["k4"])["Kita, unter 3 Jahre (laut Betriebserlaubnis, 2023/24)"] == "0"


def test_a_planned_house_says_so_and_has_no_places(houses: dict[str, House]) -> None:
    assert houses["k6"].status_label == "geplant"
    assert not any(term.startswith("Kita,") for term, _ in houses["k6"].lines)


def test_an_index_belongs_to_its_school(houses: dict[str, House]) -> None:
    assert lines(houses["s1"])["Schulsozialindex, 2023/24"] == "Stufe 4"


def test_symbols_grow_with_places(houses: dict[str, House]) -> None:
    """50 places in all are small, more than 50 middle, more than 100 large; nobody knows of none."""
    assert {id_: house.size for id_, house in houses.items()} == dict.fromkeys(houses, 0)


def test_houses_just_outside_are_near(pages: CityPages) -> None:
    """k2 on the border, k5 in Mitte: 500 m from Nord. k1 stands 700 m from Mitte; k3 is far off."""
    near = {area: {house.id for house in found} for area, found in near_houses(pages).items()}
    assert near["nord"] == {"k1", "k2", "k5", "k6"}
    assert near["mitte"] == {"k2", "k5"}
    assert "k3" not in near["mitte"]
    assert "k4" in near["hafen"]


@pytest.mark.parametrize(
    ("position", "text"),
    [
        ("coordinates", None),
        ("address", "nach der Anschrift"),
        ("address_near", "ungefähr, nach einer benachbarten Hausnummer"),
    ],
)
def test_a_position_that_comes_from_an_address_says_so(context: Context, position: str, text: str | None) -> None:
    known = context.published.facilities.assign(position=position)
    found = all_houses(replace(context, published=replace(context.published, facilities=known)))
    assert {dict(house.lines).get("Lage") for house in found} == {text}

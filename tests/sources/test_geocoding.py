"""Addresses looked up in a drawn register: found, found nearly, or listed with what is nearest."""

import string

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import text_table

from sozialraum.sources.establishments.addresses import ADDRESSES
from sozialraum.sources.establishments.geocoding import PLACED, Asked, Streets, by_street, located
from sozialraum.sources.establishments.streets import house_number, written

REGISTER = """
    | street_id | street           | number | x    | y   | postcode | place |
    |-----------|------------------|--------|------|-----|----------|-------|
    | 1         | Lange Str.       | 1      | 0    | 0   | 10001    | Nord  |
    | 1         | Lange Str.       | 3      | 20   | 0   | 10001    | Nord  |
    | 1         | Lange Str.       | 9      | 80   | 0   | 10001    | Nord  |
    | 1         | Lange Str.       | 12     | 90   | 30  | 10001    | Nord  |
    | 1         | Lange Str.       | 12a    | 95   | 30  | 10001    | Nord  |
    | 1         | Lange Str.       | 31     | 900  | 0   | 10002    | Mitte |
    | 1         | Lange Str.       | 50     | 990  | 30  | 10002    | Mitte |
    | 2         | Langestr.        | 1      | 5000 | 0   | 10003    | Süd   |
    | 3         | Kirchplatz       | 4      | 100  | 100 | 10001    | Nord  |
    | 4         | Kirchplatz       | 4      | 7000 | 100 | 10003    | Süd   |
    | 4         | Kirchplatz       | 6      | 7020 | 100 | 10003    | Süd   |
    | 5         | Straße des 3. Mai | 5     | 300  | 300 | 10002    | Mitte |
    | 6         | Am Hof           | 14-16  | 400  | 400 | 10002    | Mitte |
"""


def streets(drawn: str) -> Streets:
    rows = text_table(drawn)
    numbers = [house_number(text) for text in rows.pop("number")]
    table = rows.assign(
        first=[number.first[0] for number in numbers if number],
        suffix=[number.first[1] for number in numbers if number],
        last=[number.last[0] for number in numbers if number],
        last_suffix=[number.last[1] for number in numbers if number],
    )
    return by_street(pd.DataFrame({name: table.get(name, "") for name in ADDRESSES}).astype(ADDRESSES))


DRAWN = streets(REGISTER)

ANSWERS = text_table("""
    | address                           | grade          | house            |
    |-----------------------------------|----------------|------------------|
    | Lange Straße 3                    | address        | Lange Str. 3     |
    | lange str. 12 A                   | address        | Lange Str. 12a   |
    | Langestr. 1                       | address        | Langestr. 1      |
    | LangeSt raße 3                    | address        | Lange Str. 3     |
    | Lange-Straße 1                    | address        | Lange Str. 1     |
    | Lange Str. 1-3                    | address        | Lange Str. 1     |
    | Lange Str. 10-12                  | address        | Lange Str. 12    |
    | Lange Str. 12 b                   | address_near   | Lange Str. 12    |
    | Lange Str. 3a                     | address_near   | Lange Str. 3     |
    | Lange Str. 5                      | address_near   | Lange Str. 3     |
    | Lange Str. 7                      | address_near   | Lange Str. 9     |
    | Lange Str. 52                     | address_near   | Lange Str. 50    |
    | Lange Str. 20                     | number_unknown |                  |
    | Lange Str. 21                     | number_unknown |                  |
    | Lange Str. 99                     | number_unknown |                  |
    | Lange Str.                        | number_missing |                  |
    | Lange Str. o. Nr.                 | number_missing |                  |
    | Kurze Str. 3                      | street_unknown |                  |
    | Langer Str. 3                     | street_unknown |                  |
    | Kirchplatz 4                      | ambiguous      |                  |
    | Kirchplatz 8                      | ambiguous      |                  |
    | Kirchplatz 6                      | address        | Kirchplatz 6     |
    | 10003 Musterstadt, Kirchplatz 4   | address        | Kirchplatz 4     |
    | Kirchplatz 8, 10003 Musterstadt   | address_near   | Kirchplatz 6     |
    | Kirchplatz 4, 10002 Musterstadt   | ambiguous      |                  |
    | Kirchplatz 4, Süd                 | address        | Kirchplatz 4     |
    | Lange Str. 3, 99999 Musterstadt   | elsewhere      |                  |
    | Lange Str. 3, 10001 Anderswo      | elsewhere      |                  |
    | Lange Str. 3, Anderswo            | elsewhere      |                  |
    | Lange Str. 3, Hinterhaus          | address        | Lange Str. 3     |
    | Lange Str. 3, 10002 Musterstadt   | address        | Lange Str. 3     |
    | Kita Hof, Lange Str. 3            | address        | Lange Str. 3     |
    | Straße des 3. Mai 5               | address        | Straße des 3. Mai 5 |
    | Straße des 3. Mai                 | number_missing |                  |
    | Am Hof 14                         | address        | Am Hof 14        |
    | Am Hof 16                         | address        | Am Hof 16        |
    | Am Hof 14/16                      | address        | Am Hof 14        |
    | Am Hof, 14                        | address        | Am Hof 14        |
    | ### Straßenname unbekannt 3       | street_unknown |                  |
""")  # fmt: skip


def of_city(place: str) -> bool:
    return place == "Musterstadt"


@pytest.mark.parametrize("row", ANSWERS.to_dict("records"), ids=lambda row: row["address"])
def test_an_address_gets_the_grade_it_deserves(row: dict[str, str]) -> None:
    found = located(Asked(row["address"]), DRAWN, of_city)
    house = f"{found.house.street} {written([found.house.number])}" if found.house else ""
    assert (found.grade, house) == (row["grade"], row["house"])
    assert (found.house is not None) == (found.grade in PLACED)


def test_postcode_and_place_of_their_own_columns_decide_too() -> None:
    south = located(Asked("Kirchplatz", "4", "10003"), DRAWN, of_city)
    north = located(Asked("Kirchplatz", "4", "", "Nord"), DRAWN, of_city)
    assert south.house is not None
    assert south.house.x == 7000
    assert north.house is not None
    assert north.house.x == 100


def test_another_postcode_of_the_city_is_told() -> None:
    assert located(Asked("Lange Str. 3, 10002 Musterstadt"), DRAWN, of_city).differs == "10001 Nord"
    assert located(Asked("Lange Str. 3, 10001 Musterstadt"), DRAWN, of_city).differs == ""
    assert located(Asked("Lange Str.", "3", "", "Süd"), DRAWN, of_city).differs == "10001 Nord"


def test_what_is_not_placed_has_its_candidates() -> None:
    assert located(Asked("Langer Str. 3"), DRAWN, of_city).candidates == "Lange Str."
    assert located(Asked("Lange Str. 20"), DRAWN, of_city).candidates == "Lange Str. 3, 9, 12, 12a, 31"
    assert located(Asked("Lange Str."), DRAWN, of_city).candidates == "Lange Str. 1, 3, 9, 12, 12a, …"
    assert located(Asked("Kirchplatz 4"), DRAWN, of_city).candidates == (
        "Kirchplatz 4 (10001 Nord), Kirchplatz 4 (10003 Süd)"
    )


def test_one_address_twice_in_the_register_far_apart_is_ambiguous() -> None:
    twice = streets("""
        | street_id | street | number | x    | y |
        |-----------|--------|--------|------|---|
        | 1         | Weg    | 1      | 0    | 0 |
        | 1         | Weg    | 1      | 50   | 0 |
        | 1         | Weg    | 2      | 0    | 0 |
        | 1         | Weg    | 2      | 5000 | 0 |
    """)
    assert located(Asked("Weg 1"), twice, of_city).grade == "address"
    assert located(Asked("Weg 2"), twice, of_city).grade == "ambiguous"


def roughened(street: str, draw: st.DataObject) -> str:
    """The same street as another hand would write it."""
    for old, new in (("Str.", "Straße"), ("str.", "strasse"), ("ß", "ss"), ("ü", "ue"), ("platz", "pl.")):
        if draw.draw(st.booleans()):
            street = street.replace(old, new)
    if draw.draw(st.booleans()):
        street = street.upper() if draw.draw(st.booleans()) else street.lower()
    if draw.draw(st.booleans()):
        street = street.replace(" ", draw.draw(st.sampled_from(["  ", "-", " - "])))
    return draw.draw(st.sampled_from(["", " "])) + street


@given(st.data())
def test_another_hand_never_changes_the_street(data: st.DataObject) -> None:
    id_ = data.draw(st.sampled_from(sorted(DRAWN.houses)))
    numbers = sorted(DRAWN.houses[id_])
    number = written([data.draw(st.sampled_from(numbers))])
    own = DRAWN.names[id_]
    found = located(Asked(f"{roughened(own, data)} {number}"), DRAWN, of_city)
    assert found.grade == "ambiguous" or (found.house is not None and found.house.street == own)


@given(st.data())
def test_an_address_as_the_register_writes_it_is_found_exactly(data: st.DataObject) -> None:
    id_ = data.draw(st.sampled_from(sorted(DRAWN.houses)))
    number = data.draw(st.sampled_from(sorted(DRAWN.houses[id_])))
    house = DRAWN.houses[id_][number][0]
    found = located(Asked(f"{DRAWN.names[id_]} {written([number])}, {house.postcode} {house.place}"), DRAWN, of_city)
    assert (found.grade, found.house) == ("address", house)


@given(st.sampled_from(sorted(DRAWN.names.values())), st.integers(0, 200), st.sampled_from(["", *"abz"]))
def test_nothing_is_ever_placed_beside_the_houses_of_its_street(street: str, number: int, letter: str) -> None:
    found = located(Asked(street, f"{number}{letter}"), DRAWN, of_city)
    own = [house for id_, name in DRAWN.names.items() if name == street for house in DRAWN.houses[id_].values()]
    assert found.house is None or any(found.house in houses for houses in own)


@given(st.text(alphabet=string.ascii_letters + "äöüß .-0123456789,", max_size=40))
def test_a_street_that_is_not_in_the_register_is_never_placed(text: str) -> None:
    found = located(Asked(f"Xq{text}"), DRAWN, of_city)
    known = {name.casefold() for name in DRAWN.names.values()}
    assert found.house is None or any(found.house.street.casefold() in name for name in known)
    assert found.house is None or "," in text


@given(st.text(max_size=60), st.text(max_size=9), st.text(max_size=6), st.text(max_size=9))
def test_any_text_gets_an_answer(street: str, number: str, postcode: str, place: str) -> None:
    found = located(Asked(street, number, postcode, place), DRAWN, of_city)
    assert (found.house is not None) == (found.grade in PLACED)

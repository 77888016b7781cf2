"""Street names and house numbers: what is the same however it is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import text_table

from sozialraum.sources.establishments.streets import (
    bare_key,
    house_number,
    is_house_number,
    is_placeholder,
    numbers_of,
    readings,
    street_key,
    taken_apart,
    words,
    written,
)

SAME = text_table("""
    | in the register            | as written                    |
    |----------------------------|-------------------------------|
    | Aachener Str.              | Aachener Straße               |
    | Aachener Str.              | AACHENER STRASSE              |
    | Aachener Str.              | aachener  str                 |
    | Aachener Str.              | Aachenerstr.                  |
    | Bonnemannstr.              | Bonnemann-Straße              |
    | Am Alten Markt             | Am alten-Markt                |
    | Köln-Mindener-Str.         | Koeln Mindener Strasse        |
    | St.Annental                | Sankt Annental                |
    | An St. Marien              | An Sankt Marien               |
    | Dr.-Elf-Platz              | Doktor-Elf-Pl.                |
    | Auf'm Berg                 | Auf’m Berg                    |
    | Auf'm Berg                 | Aufm Berg                     |
    | Joseph-Lenné-Str.          | Joseph Lenne Straße           |
    | Straße des 17. Juni        | Str. des 17.Juni              |
    | Marktplatz                 | Marktpl.                      |
    | Müllerweg                  | MUELLERWEG                    |
    | Prof.-Weiß-Allee           | Professor-Weiss-Allee         |
    | Bgm.-Smidt-Str.            | Bürgermeister-Smidt-Straße    |
""").itertuples(index=False)  # fmt: skip

DIFFERENT = [
    ("I. Hagen", "II. Hagen"),
    ("Bergstr.", "Bergweg"),
    ("Müllerstr.", "Mullerstr."),
    ("Kirchstr.", "Kirchplatz"),
    ("Schulstr.", "Schulzstr."),
]


@pytest.mark.parametrize(("name", "as_written"), [tuple(row) for row in SAME])
def test_one_street_is_the_same_however_it_is_written(name: str, as_written: str) -> None:
    assert street_key(name) == street_key(as_written)


@pytest.mark.parametrize(("name", "other"), DIFFERENT)
def test_names_that_are_merely_alike_are_different_streets(name: str, other: str) -> None:
    assert street_key(name) != street_key(other)


NUMBERS = text_table("""
    | text                   | means              |
    |------------------------|--------------------|
    | 12                     | 12                 |
    | 012                    | 12                 |
    | 12a                    | 12a                |
    | 12 A                   | 12a                |
    | 12 a-c                 | 12a, 12b, 12c      |
    | 12a/b                  | 12a, 12b           |
    | 12-14                  | 12, 14             |
    | 12–18                  | 12, 18, 14, 16     |
    | 12/14                  | 12, 14             |
    | 12/13                  | 12, 13             |
    | 12 + 14                | 12, 14             |
    | 12 u. 14               | 12, 14             |
    | 12 und 14a             | 12, 14a            |
    | 12a-14b                | 12a, 14b           |
    | 12 1/2                 | 12 1/2             |
    | 12½                    | 12 1/2             |
    | 12/1                   | 12/1               |
    | Hs. 3                  | 3                  |
    | Nr. 3                  | 3                  |
    | 12, 1. OG              | 12                 |
    | 12 Haus B              | 12                 |
    | 12 b Hinterhaus        | 12b                |
    | 12 (Eingang Hof)       | 12                 |
    | 12 c/o Verein          | 12                 |
""")  # fmt: skip


@pytest.mark.parametrize(("text", "means"), [tuple(row) for row in NUMBERS.itertuples(index=False)])
def test_house_numbers_as_offices_write_them(text: str, means: str) -> None:
    number = house_number(text)
    assert number is not None
    assert written(numbers_of(number)) == means
    assert is_house_number(text)


@pytest.mark.parametrize("text", ["", "ohne", "a", "17. Juni 135", "12345", "12 Nebenweg 3"])
def test_what_is_no_house_number_as_a_whole(text: str) -> None:
    assert not is_house_number(text)


ADDRESSES = text_table("""
    | text                                          | street              | number  | postcode | place       |
    |-----------------------------------------------|---------------------|---------|----------|-------------|
    | Musterstr. 12a, 45127 Essen                   | Musterstr.          | 12a     | 45127    | Essen       |
    | 45127 Essen, Musterstr. 12 a                  | Musterstr.          | 12 a    | 45127    | Essen       |
    | Musterstr. 12 45127 Essen                     | Musterstr.          | 12      | 45127    | Essen       |
    | Musterstr. 12 a, D-45127 Essen-Werden         | Musterstr.          | 12 a    | 45127    | Essen-Werden |
    | 45127 Essen Musterstr. 12                     | Musterstr.          | 12      | 45127    | Essen       |
    | Straße des 17. Juni 135                       | Straße des 17. Juni | 135     |          |             |
    | Straße 12 5                                   | Straße 12           | 5       |          |             |
    | Musterstr.12-14                               | Musterstr.          | 12-14   |          |             |
    | Musterstr. 12 1/2                             | Musterstr.          | 12 1/2  |          |             |
    | Musterstr. 12, Hinterhaus, 45127 Essen        | Musterstr.          | 12      | 45127    | Essen       |
    | Q7 24                                         | Q7                  | 24      |          |             |
    | Alter Markt                                   | Alter Markt         |         |          |             |
""")  # fmt: skip


@pytest.mark.parametrize("row", ADDRESSES.to_dict("records"), ids=lambda row: row["text"])
def test_an_address_in_one_cell_is_taken_apart(row: dict[str, str]) -> None:
    found = taken_apart(row["text"])
    assert readings(found.parts[0])[0] == (row["street"], row["number"])
    assert (found.postcode, found.place) == (row["postcode"], row["place"])


def test_a_register_that_knows_no_name_says_so() -> None:
    assert is_placeholder("### Straßenname unbekannt")
    assert is_placeholder("")
    assert is_placeholder("unbekannt")
    assert not is_placeholder("Unbekannter-Soldat-Weg")


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert street_key(street_key(text)) == street_key(text)
    assert words(words(text)) == words(text)
    assert bare_key(bare_key(text)) == bare_key(text)


@given(st.text())
def test_any_text_is_taken_apart_without_fault(text: str) -> None:
    for part in taken_apart(text).parts:
        for street, number in readings(part):
            assert street in part
            number = house_number(number)
            assert number is None or numbers_of(number)


@given(st.integers(1, 9999), st.sampled_from(["", *"abcdefghz"]), st.booleans(), st.booleans())
def test_a_house_number_survives_every_way_to_write_it(number: int, letter: str, blank: bool, capital: bool) -> None:
    text = f"{number}{' ' if blank and letter else ''}{letter.upper() if capital else letter}"
    found = house_number(text)
    assert found is not None
    assert numbers_of(found) == [(number, letter)]
    assert re.sub(r"\s", "", text).lower() == written(numbers_of(found))

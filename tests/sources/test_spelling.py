"""The one rule by which two spellings of a name count as the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import text_table

from sozialraum.sources.areas.spelling import Parted, means_the_city, parted, spelled

NAMES = st.text(alphabet="AaBäÖßé .-/–,&+()*¹1)0\n\u00a0\u00adSTRstru'’", max_size=12)


def test_offices_write_one_name_in_many_ways() -> None:
    drawn = text_table("""
        | one                      | other                    |
        |--------------------------|--------------------------|
        | Altstadt/Süd             | Altstadt-Süd             |
        | Altstadt / Süd           | Altstadt Süd             |
        | Altstadt–Süd             | ALTSTADT-SÜD             |
        | Altstadt, Süd            | Altstadt & Süd           |
        | Altstadt+Süd             | Altstadt_Sued            |
        | Moorburg und Altenwerder | Moorburg/Altenwerder     |
        | Moorburg u. Altenwerder  | Moorburg und Altenwerder |
        | Meiderich/Beeck          | meiderich-beeck          |
        | neudorf-sued             | Neudorf-Süd              |
        | Roggendorf/Thenhoven     | Roggendorf-Thenhoven     |
        | Stülerstr.               | Stülerstraße             |
        | Schloßstraße             | Schlossstrasse           |
        | Berliner Str.            | Berliner Straße          |
        | Berliner Str             | Berliner Straße          |
        | St. Pauli                | Sankt Pauli              |
        | St.Pauli                 | SANKT PAULI              |
        | Alexanderpl.             | Alexanderplatz           |
        | Nordstadt*               | Nordstadt                |
        | Nordstadt ¹              | Nordstadt                |
        | Nordstadt 1)             | Nordstadt                |
        | Hauptbhf.                | Hauptbahnhof             |
    """)
    for row in drawn.map(str.strip).itertuples():
        assert spelled(str(row.one)) == spelled(str(row.other)), row


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Friedrichs-\nhain-\nKreuz-\nberg", "Friedrichshain-Kreuzberg"),
        ("Ins-\r\ngesamt", "Insgesamt"),
        ("Nord-\nund Süd", "Nord- und Süd"),
        ("Altstadt-\nSüd", "Altstadt-Süd"),
        ("Altstadt\nSüd", "Altstadt Süd"),
        ("Frohn\u00adhausen", "Frohnhausen"),
        ("Bad\u00a0Cannstatt", "Bad Cannstatt"),
        ("O\u0308strich", "Östrich"),
        ("L'Aronde", "L’Aronde"),
    ],
)
def test_lines_and_hidden_signs_part_no_name(broken: str, whole: str) -> None:
    assert spelled(broken) == spelled(whole)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Altstadt-Süd", "Altstadt-Nord"),
        ("Altstadt", "Altstadt-Süd"),
        ("Altstadtsüd", "Altstadt-Süd"),
        ("Neustadt (2)", "Neustadt"),
        ("Mitte+", "Mitte"),
        ("Mitte", "Mite"),
        ("Nord 1", "Nord 2"),
        ("1 Mitte", "Mitte"),
        ("Friedrichsh.-Kreuzb.", "Friedrichshain-Kreuzberg"),
        ("Undeloh", "Deloh"),
        ("Kunststr", "Kunst"),
    ],
)
def test_what_may_be_two_areas_stays_two(one: str, other: str) -> None:
    assert spelled(one) != spelled(other)


def test_numbers_and_kinds_around_a_name() -> None:
    drawn = text_table("""
        | text                      | name            | kind      | number |
        |---------------------------|-----------------|-----------|--------|
        | 03 Nordstadt              | nordstadt       |           | 3      |
        | 3 - Nordstadt             | nordstadt       |           | 3      |
        | 3. Nordstadt              | nordstadt       |           | 3      |
        | (03) Nordstadt            | nordstadt       |           | 3      |
        | 03: Nordstadt             | nordstadt       |           | 3      |
        | Stadtteil 03 Nordstadt    | nordstadt       | stadtteil | 3      |
        | Stadtteil Nr. 3 Nordstadt | nordstadt       | stadtteil | 3      |
        | Stadtteil Nordstadt       | nordstadt       | stadtteil |        |
        | Nordstadt (Stadtteil)     | nordstadt       | stadtteil |        |
        | 300_meiderich-beeck       | meiderich beeck |           | 300    |
        | Bezirk Mitte              | bezirk mitte    |           |        |
        | Nordstadt                 | nordstadt       |           |        |
        | 3                         | 3               |           |        |
        | 3 - 4                     | 3 4             |           |        |
        | Stadtteil                 | stadtteil       |           |        |
    """)
    for row in drawn.map(str.strip).itertuples():
        expected = Parted(str(row.name), str(row.kind), int(str(row.number)) if row.number else None)
        assert parted(spelled(str(row.text)), {"stadtteil"}) == expected, row


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Gesamt", True),
        ("insgesamt", True),
        ("Summe", True),
        ("Stadt", True),
        ("Köln", True),
        ("Stadt Köln insgesamt", True),
        ("Köln gesamt", True),
        ("Ins-\ngesamt", True),
        ("Köln-Süd", False),
        ("Altstadt", False),
        ("", False),
        ("0", False),
    ],
)
def test_words_for_the_whole_city(text: str, total: bool) -> None:
    assert means_the_city(text, "Köln") is total


@given(st.one_of(NAMES, st.text(max_size=12)))
def test_the_form_of_a_form_is_that_form(text: str) -> None:
    assert spelled(spelled(text)) == spelled(text)


@given(NAMES)
def test_case_and_blanks_never_matter(text: str) -> None:
    assert spelled(f"\t{text} ") == spelled(text)
    assert spelled(text.swapcase().swapcase()) == spelled(text)


def test_a_text_too_long_for_a_name_has_no_form() -> None:
    assert spelled("Nord" + " 1)" * 10_000) == ""

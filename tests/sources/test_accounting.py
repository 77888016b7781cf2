"""Where every row of a city's files went: into a table, or onto a list with a reason."""

import csv
import os
import random
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from cities import FAMILY_CENTRES, PLACES, POPULATION, SCHOOL_INDEX, SHARES, write_city
from hypothesis import event, given, settings
from hypothesis import strategies as st
from tables import text_table

from sozialraum.model.codes import Code
from sozialraum.model.inputs import Inputs
from sozialraum.model.intake import Aside, Aspect, Guess, Intake
from sozialraum.sources.inputs import read_inputs, read_intake
from sozialraum.sources.project import read_project

FULL = os.environ.get("SOZIALRAUM_FUZZ") == "full"
TOML = "projekt.toml"
POP = "indicators/bevoelkerung.csv"
RATES = "indicators/anteile.csv"
SCHOOLS = "indicators/schulen.csv"
PLACES_FILE = "facilities/plaetze.csv"
CENTRES = "facilities/familienzentren.csv"
WRITTEN = {POP: POPULATION, RATES: SHARES, SCHOOLS: SCHOOL_INDEX, PLACES_FILE: PLACES, CENTRES: FAMILY_CENTRES}


def accounts(project: Path) -> tuple[Inputs | None, dict[str, Intake]]:
    inputs, intakes, _ = read_intake(read_project(project))
    return inputs, {one.entry: one for one in intakes}


def of_data(account: Intake) -> dict[str, int]:
    """What is listed, without the heading."""
    return {reason: count for reason, count in account.listed.items() if reason != Aside.HEADING}


def test_every_file_has_an_account_and_in_a_sound_city_every_row_is_used(tmp_path: Path) -> None:
    inputs, found = accounts(write_city(tmp_path))
    drawn = text_table("""
        | entry                      | used |
        |----------------------------|------|
        | values[1]                  | 12   |
        | values[2]                  | 11   |
        | values[3]                  | 1    |
        | facility_types.kita        | 6    |
        | facility_types.grundschule | 1    |
        | places[1]                  | 7    |
        | merkmal_files[1]           | 2    |
        | areas                      | 4    |
        | planungsbezirke[1]         | 4    |
    """)
    assert {entry: str(one.used) for entry, one in found.items()} == dict(drawn.to_numpy().tolist())
    assert all(of_data(one) == {} for one in found.values())
    assert inputs is not None
    assert {one.entry: one for one in inputs.intakes} == found


def test_each_row_that_is_not_used_is_listed_with_its_reason(tmp_path: Path) -> None:
    drawn = text_table("""
        | row                                     | reason              |
        |-----------------------------------------|---------------------|
        | nord;Einwohner;31.12.2023;insgesamt;5   |                     |
        | nord;Einwohner;31.12.2023;insgesamt;5   | VALUE_REPEATED      |
        | nord;Einwohner;31.12.2023;insgesamt;6   | VALUES_DIFFER       |
        | nort;Einwohner;31.12.2023;insgesamt;5   | VALUE_AREA_UNKNOWN  |
        | ;Einwohner;31.12.2023;insgesamt;5       | AREA_KEY_ROW_EMPTY  |
        | mitte;Einwohner;31.12.23;insgesamt;5    | PERIOD_AMBIGUOUS    |
        | mitte;Einwohner;1. Hj. 2023;insgesamt;5 | PERIOD_HALF_YEAR    |
        | mitte;Einwohner;gestern;insgesamt;5     | PERIOD_UNKNOWN      |
        | mitte;Einwohner;31.12.2023;divers;5     | PART_UNKNOWN        |
        | mitte;Einwohner;31.12.2023;insgesamt;f  | NOT_A_NUMBER        |
        | mitte;Hunde;31.12.2023;insgesamt;5      | INDICATOR_UNKNOWN   |
        | mitte;Einwohner;31.12.2023;insgesamt;.  |                     |
        | hafen;Einwohner;31.12.2023;insgesamt;-  |                     |
    """)
    content = "KEY;KENNZAHL;STICHTAG;SEX;WERT\n" + "".join(f"{row}\n" for row in drawn["row"])
    inputs, found = accounts(write_city(tmp_path, add={POP: content}))
    assert inputs is None
    expected = {str(Code[name]): 1 for name in drawn["reason"] if name}
    assert (of_data(found["values[1]"]), found["values[1]"].used) == (expected, 3)


def test_rows_that_nobody_asked_for_are_listed_too(tmp_path: Path) -> None:
    line = f'file = "{POP}"'
    replace = {TOML: {line: f'{line}\nunless = {{ KEY = "Gesamtstadt" }}'}}
    _, found = accounts(write_city(tmp_path, replace=replace))
    assert (of_data(found["values[1]"]), found["values[1]"].used) == ({Aside.NOT_ASKED_FOR: 1}, 11)


def test_repeated_places_and_marks_and_empty_marks_are_listed(tmp_path: Path) -> None:
    replace = {
        TOML: {'gueltig_ab = "SEIT"': 'merkmal = "ART", gueltig_ab = "SEIT"', 'merkmal = "familienzentrum"\n': ""}
    }
    centres = "NR;ART;SEIT;VERBUND\nk1;familienzentrum;2012;\nk1;familienzentrum;2012;\nk2;;;\nk9;familienzentrum;;\n"
    add = {PLACES_FILE: PLACES + "k1;U3;2023/24;10;45\nk99;U3;2023/24;10;45\n", CENTRES: centres}
    _, found = accounts(write_city(tmp_path, replace=replace, add=add))
    assert of_data(found["places[1]"]) == {Code.PLACES_REPEATED: 1, Code.FACILITY_UNKNOWN: 1}
    assert of_data(found["merkmal_files[1]"]) == {
        Code.MERKMAL_REPEATED: 1,
        Code.FACILITY_UNKNOWN: 1,
        Aside.NOTHING_SAID: 1,
    }


def test_of_a_file_that_cannot_be_used_every_row_is_listed_under_why(tmp_path: Path) -> None:
    _, found = accounts(write_city(tmp_path, replace={TOML: {'value = "WERT"': 'value = "WERTE"'}}))
    assert (of_data(found["values[1]"]), found["values[1]"].used) == ({Code.COLUMN_NOT_FOUND: 12}, 0)
    _, found = accounts(write_city(tmp_path / "none", without=[POP]))
    assert (found["values[1]"].rows, found["values[1]"].used, found["values[1]"].file) == (0, 0, POP)


def test_the_account_says_how_numbers_were_read_and_how_areas_were_found(tmp_path: Path) -> None:
    _, found = accounts(write_city(tmp_path))
    assert Guess(Aspect.DECIMAL, ",", stated=True) in found["values[1]"].guesses
    assert Guess(Aspect.DECIMAL, ",") in found["values[2]"].guesses
    assert not [guess for guess in found["places[1]"].guesses if guess.aspect is Aspect.DECIMAL]
    match = found["values[1]"].match
    assert match is not None
    assert (match.column, match.exact, match.unmatched, match.without) == ("KEY", 4, (), ())
    assert [text for text, _, _ in match.by_rule] == ["Gesamtstadt", "Nord/Mitte"]
    assert found["values[3]"].match is None


def test_the_account_is_the_same_with_and_without_an_error_elsewhere(tmp_path: Path) -> None:
    _, sound = accounts(write_city(tmp_path / "sound"))
    _, broken = accounts(write_city(tmp_path / "broken", replace={RATES: {";27;120;": ";27;x120;"}}))
    assert {entry for entry in sound if sound[entry] != broken[entry]} == {"values[2]"}


Damage = Callable[[random.Random, list[str]], list[str]]


def cell(place: int, *texts: str) -> Damage:
    return lambda dice, row: [*row[:place], dice.choice(texts), *row[place + 1 :]]


# per file: what may happen to a row
DAMAGE: dict[str, list[Damage]] = {
    POP: [
        cell(0, "", "nort", "haven", "Gesamtstadt", "Summe", "nord", "mitte"),
        cell(1, "Hunde", "", "Einwohner"),
        cell(2, "2023", "31.12.23", "", "1. Hj. 2023", "31.12.2023", "32.12.2023"),
        cell(3, "weiblich", "divers", "", "insgesamt"),
        cell(4, "1.200", "x", "-", ".", "12 ¹", "1,5", "viele", "-9999", ""),
    ],
    RATES: [cell(0, "Nord", "", "Süd", "Summe"), cell(2, "2023", "23/24", ""), cell(3, "25,0", "122", "x", "y", "")],
    SCHOOLS: [cell(0, "s1", "s2", ""), cell(2, "4", "5", "?", "")],
    PLACES_FILE: [cell(0, "k1", "k9", ""), cell(1, "U3", "U2", ""), cell(2, "2023/24", "24"), cell(3, "7", "x", "")],
    CENTRES: [cell(0, "k1", "k2", "k77", ""), cell(1, "2012", "", "Sommer")],
}


def damaged(content: str, dice: random.Random, kinds: list[Damage], often: float) -> str:
    header, *rows = csv.reader(StringIO(content), delimiter=";")
    made = []
    for row in rows:
        for _ in range(dice.choice((1, 1, 1, 2)) if dice.random() < often else 1):
            here = list(row)
            if dice.random() < often:
                here = dice.choice(kinds)(dice, here)
            made.append(here)
    dice.shuffle(made)
    return "".join(f"{';'.join(row)}\n" for row in [header, *made])


@pytest.mark.slow
@settings(max_examples=300 if FULL else 12, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([0.1, 0.4]))
def test_no_row_is_ever_lost(tmp_path_factory: pytest.TempPathFactory, seed: int, often: float) -> None:
    dice = random.Random(seed)
    files = {name: damaged(text, dice, DAMAGE[name], often) for name, text in WRITTEN.items()}
    folder = read_project(write_city(tmp_path_factory.mktemp("stadt"), add=dict(files)))
    inputs, intakes, problems = read_intake(folder)
    event("built" if inputs else "refused")
    assert (inputs is None) == any(problem.is_error for problem in problems)
    for one in intakes:
        assert one.rows == one.used + sum(one.listed.values())
        assert all(count > 0 for count in one.listed.values())
        if one.file in files:
            assert one.rows == sum(bool(line.strip(";")) for line in files[one.file].splitlines())
    told = {problem.code for problem in problems}
    silent = {str(aside) for aside in Aside}
    assert {reason for one in intakes for reason in one.listed if reason not in silent} <= told
    if inputs is not None:
        used = {one.entry: one.used for one in intakes}
        assert used["values[1]"] + used["values[2]"] == len(inputs.indicators)
        assert used["values[3]"] == len(inputs.facility_values)
        assert used["places[1]"] == len(inputs.offers)
        assert used["merkmal_files[1]"] == len(inputs.merkmale)


@pytest.mark.slow
@settings(max_examples=100 if FULL else 6, deadline=None)
@given(st.integers(0, 10**9))
def test_used_rows_are_exactly_those_in_the_tables(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Only damage that is a warning: the city is built, and each value of its tables is one used row."""
    dice = random.Random(seed)
    mild: list[Damage] = [cell(1, "Hunde", "Einwohner"), cell(4, "1.200", "-", ".", "x", "", "12 ¹")]
    rows = dict.fromkeys(damaged(POPULATION, dice, mild, 0.4).splitlines())
    header, *others = rows
    first: dict[tuple[str, ...], str] = {}
    for row in others:
        first.setdefault(tuple(row.split(";")[:4]), row)
    content = "\n".join([header, *first.values(), *dice.choices(list(first.values()), k=3)]) + "\n"
    inputs = read_inputs(read_project(write_city(tmp_path_factory.mktemp("stadt"), add={POP: content})))
    account = next(one for one in inputs.intakes if one.entry == "values[1]")
    known = [row for row in first.values() if row.split(";")[1] != "Hunde"]
    assert account.used == len(known)
    of_file = inputs.indicators[inputs.indicators["indicator_id"].isin(["residents", "children_u3"])]
    assert len(of_file) == len(known)
    assert not pd.isna(of_file["status"]).any()

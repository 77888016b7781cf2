"""Signs that stand where no number is: presets, and where a project and a column differ from them."""

from pathlib import Path
from typing import get_args

import pandas as pd
import pytest
from cities import write_city

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import NonValue
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project
from sozialraum.sources.tables.non_values import presets
from sozialraum.sources.tables.table import clean

TOML = "projekt.toml"
POP = "indicators/bevoelkerung.csv"
LINE = f'file = "{POP}"'
HEAD = "KEY;KENNZAHL;STICHTAG;SEX;WERT\n"


def read(folder: Path, further: str, *values: str) -> dict[str, tuple[float | None, str]]:
    """Value and status by area, of residents given for these areas in turn."""
    areas = ("nord", "mitte", "hafen", "heide")
    rows = "".join(f"{area};Einwohner;2023;;{value}\n" for area, value in zip(areas, values, strict=False))
    project = write_city(folder, replace={TOML: {LINE: f"{LINE}\n{further}"}}, add={POP: HEAD + rows})
    table = read_inputs(read_project(project)).indicators
    found = table[table["indicator_id"] == "residents"].set_index("area_id")
    return {
        area: (None if pd.isna(found["value"][area]) else float(found["value"][area]), str(found["status"][area]))
        for area in found.index
    }


def refused(folder: Path, further: str) -> list[Problem]:
    with pytest.raises(InputError) as error:
        read(folder, further, "1", "-", ".", "NULL")
    return list(error.value.problems)


def test_presets_are_clean_signs_with_one_known_meaning() -> None:
    assert set(presets()) == {"amtliche_statistik", "datenbank", "zensus_gitter", "nur_leer"}
    for signs in presets().values():
        assert signs[""] == "missing"
        assert set(signs.values()) <= set(get_args(NonValue))
        assert all(clean(sign) == sign for sign in signs)


def test_official_statistics_is_what_holds_unless_the_project_says_otherwise(tmp_path: Path) -> None:
    expected = {"nord": (1, "A"), "mitte": (0, "A"), "hafen": (None, "Q"), "heide": (None, "O")}
    assert read(tmp_path / "unsaid", "", "1", "-", ".", "NULL") == expected
    assert read(tmp_path / "said", 'preset = "amtliche_statistik"', "1", "-", ".", "NULL") == expected


@pytest.mark.slow
def test_another_preset_knows_other_signs_and_refuses_the_rest(tmp_path: Path) -> None:
    problems = refused(tmp_path / "a", 'preset = "datenbank"')
    assert [(one.code, one.value) for one in problems] == [(Code.NOT_A_NUMBER, "-"), (Code.NOT_A_NUMBER, ".")]
    problems = refused(tmp_path / "b", 'preset = "nur_leer"')
    assert [one.value for one in problems] == ["-", ".", "NULL"]
    found = read(tmp_path / "c", 'preset = "datenbank"', "-9999", "-999", "NaN", "")
    assert set(found.values()) == {(None, "O")}


def test_the_file_overrules_the_preset_and_the_column_overrules_the_file(tmp_path: Path) -> None:
    file = 'non_values = { "-" = "missing", "0" = "not_collected" }'
    expected = {"nord": (None, "O"), "mitte": (None, "L"), "hafen": (None, "Q"), "heide": (None, "L")}
    assert read(tmp_path / "file", file, "-", "0", ".", "0,00") == expected
    column = f'{file}\ncolumn_non_values = {{ WERT = {{ "-" = "not_applicable" }} }}'
    assert read(tmp_path / "column", column, "-", "0", ".", "0,00") == expected | {"nord": (None, "M")}


def test_texts_that_are_numbers_go_before_the_signs(tmp_path: Path) -> None:
    texts = 'value_texts = { "+" = 1, "+/-" = 2, "-" = 3 }\nnon_values = { "-" = "missing" }'
    assert read(tmp_path, texts, "+", "+/-", "-", ".") == {
        "nord": (1, "A"),
        "mitte": (2, "A"),
        "hafen": (3, "A"),
        "heide": (None, "Q"),
    }


@pytest.mark.parametrize("number", ["inf", "nan"])
def test_a_text_means_no_number_without_end(number: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, f'value_texts = {{ "+" = {number} }}')
    assert (problem.code, problem.file) == (Code.OUT_OF_BOUNDS, TOML)


def test_an_unknown_preset_is_told_at_its_place_with_the_known_ones(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, 'preset = "amtlich"')
    assert (problem.code, problem.column, problem.value) == (Code.PRESET_UNKNOWN, "values[1].preset", "amtlich")
    assert problem.fields["nearest"] == "amtliche_statistik, datenbank, nur_leer, zensus_gitter"


def test_columns_with_signs_of_their_own_must_be_in_the_file_and_are_named_all_at_once(tmp_path: Path) -> None:
    signs = '{ "-" = "missing" }'
    problems = refused(tmp_path, f"column_non_values = {{ WERTE = {signs}, WERT = {signs}, K02 = {signs} }}")
    assert [(one.code, one.column) for one in problems] == [
        (Code.COLUMN_NOT_FOUND, "K02"),
        (Code.COLUMN_NOT_FOUND, "WERTE"),
    ]

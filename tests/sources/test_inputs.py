"""A whole city, read in one go."""

import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from cities import city_files, geojson, quarters, write_city
from hypothesis import given, settings
from hypothesis import strategies as st

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.inputs import Inputs
from sozialraum.model.tables import (
    FACILITIES,
    FACILITY_VALUES,
    INDICATORS,
    MEMBERS,
    MERKMALE,
    OFFERS,
)
from sozialraum.sources.inputs import in_order, read_inputs
from sozialraum.sources.project import read_project


def read(folder: Path) -> Inputs:
    return read_inputs(read_project(folder))


def test_every_table_has_the_columns_and_kinds_it_is_to_have(tmp_path: Path) -> None:
    inputs = read(write_city(tmp_path))
    assert not inputs.problems
    tables = (
        (inputs.members, MEMBERS),
        (pd.DataFrame(inputs.facilities.drop(columns="geometry")), FACILITIES),
        (inputs.merkmale, MERKMALE),
        (inputs.offers, OFFERS),
        (inputs.indicators, INDICATORS),
        (inputs.facility_values, FACILITY_VALUES),
    )
    for table, columns in tables:
        assert list(table.columns) == list(columns)
        assert {name: str(kind) for name, kind in table.dtypes.items()} == columns
        assert len(table) > 0
    assert inputs.facilities.index.name == "facility_id"
    assert inputs.areas.index.name == "area_id"


def test_a_city_without_facilities_and_values_is_a_city(tmp_path: Path) -> None:
    toml = city_files()["projekt.toml"]
    assert isinstance(toml, str)
    parts = toml.split("\n[[")
    keep = ("planungsbezirke", "joint_areas", "breakdowns", "handlungsfelder", "indicators")
    bare = "\n[[".join([parts[0], *(part for part in parts[1:] if part.startswith(keep))])
    inputs = read(write_city(tmp_path, add={"projekt.toml": bare}))
    assert len(inputs.areas) == 8
    assert [len(table) for table in (inputs.facilities, inputs.offers, inputs.indicators)] == [0, 0, 0]
    assert inputs.facilities.crs == inputs.areas.crs


def same(first: Inputs, second: Inputs) -> None:
    # the row of a facility is where it stood, so that a problem found later can say so
    for name in ("members", "merkmale", "offers", "indicators", "facility_values"):
        pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name))
    for name in ("areas", "facilities"):
        one, two = (getattr(inputs, name).to_wkb() for inputs in (first, second))
        pd.testing.assert_frame_equal(
            one.drop(columns="row", errors="ignore"), two.drop(columns="row", errors="ignore")
        )
    assert first.outline.wkb == second.outline.wkb


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6))
def test_the_order_of_rows_decides_nothing(seed: int) -> None:
    shuffled: dict[str, str | bytes] = {}
    order = random.Random(seed)
    for name, content in city_files().items():
        if name.endswith(".csv"):
            assert isinstance(content, str)
            header, *rows = content.splitlines()
            order.shuffle(rows)
            shuffled[name] = "\n".join([header, *rows]) + "\n"
    features = quarters()
    order.shuffle(features)
    shuffled["boundaries/stadtteile.geojson"] = geojson(features)
    with TemporaryDirectory() as usual, TemporaryDirectory() as other:
        write_city(Path(usual))
        write_city(Path(other), add=shuffled)
        same(read(Path(usual)), read(Path(other)))


@pytest.mark.slow
def test_data_may_lie_in_another_folder(tmp_path: Path) -> None:
    write_city(tmp_path / "data")
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "data/projekt.toml").rename(project / "projekt.toml")
    same(read_inputs(read_project(project, tmp_path / "data")), read(write_city(tmp_path / "usual")))


@pytest.mark.slow
@pytest.mark.parametrize("text", ["{{ cycler.__init__ }}", "</script><b>x", '=HYPERLINK("x")', "\u2028 a", "😀"])
def test_any_text_comes_through_as_that_text(text: str, tmp_path: Path) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    inputs = read(write_city(tmp_path, replace={"facilities/kitas.csv": {"Kita Kaimauer": quoted}}))
    assert inputs.facilities.loc["k4", "name"] == text.strip()


def test_problems_are_told_once_errors_first_in_order_of_file_and_row() -> None:
    late = Problem(Code.NOT_A_NUMBER, "b.csv", 9)
    early = Problem(Code.NOT_A_NUMBER, "b.csv", 2)
    warning = Problem(Code.AREAS_OVERLAP, "a.geojson", severity=Severity.WARNING)
    assert in_order([warning, late, early, late]) == [early, late, warning]


def test_long_lists_of_one_kind_are_counted_not_dropped() -> None:
    many = [Problem(Code.NOT_A_NUMBER, "a.csv", row) for row in range(2, 152)]
    told = in_order(many)
    assert len(told) == 101
    assert (told[-1].code, told[-1].fields["count"], told[-1].is_error) == (Code.FURTHER, "50", True)


def test_warnings_stay_and_do_not_stop(tmp_path: Path) -> None:
    inputs = read(write_city(tmp_path, replace={"facilities/kitas.csv": {"Kita Kaimauer": "Kita KÃ¤imauer"}}))
    assert [problem.severity for problem in inputs.problems] == [Severity.WARNING]


def test_an_error_carries_the_warnings_too(tmp_path: Path) -> None:
    write_city(
        tmp_path,
        replace={
            "facilities/kitas.csv": {"Kita Kaimauer": "Kita KÃ¤imauer"},
            "indicators/bevoelkerung.csv": {";900": ";neun"},
        },
    )
    with pytest.raises(InputError) as error:
        read(tmp_path)
    assert [problem.code for problem in error.value.problems] == [Code.NOT_A_NUMBER, Code.MOJIBAKE]

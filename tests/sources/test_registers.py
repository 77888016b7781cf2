"""The register of residents: every row is used, or there is a Problem about it."""

from pathlib import Path

import pandas as pd
import pytest
from cities import write_city

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.intake import Intake
from sozialraum.model.tables import BASE_LEVEL, REGISTER
from sozialraum.sources.areas.boundaries import read_boundaries
from sozialraum.sources.project import read_project
from sozialraum.sources.values.indicators import Known
from sozialraum.sources.values.registers import read_registers

FILE = "population/kinder.csv"
HEAD = "KEY;STICHTAG;MONAT;ALTER;SEX;ANZAHL\n"
BY_MONTH = """
[[registers]]
file = "population/kinder.csv"
columns = { area_id = "KEY", as_of = "STICHTAG", birth_month = "MONAT", count = "ANZAHL" }
source = "melderegister"
"""
BOTH = BY_MONTH.replace('birth_month = "MONAT"', 'birth_month = "MONAT", age = "ALTER"')
COHORTS = '\n[cohorts]\npreset = "nrw"\n'
PLACE = '[[target_groups]]\nid = "u3"'


def project(folder: Path, rows: str, entry: str = BY_MONTH, head: str = HEAD) -> Path:
    content = head + "".join(f"{row.strip()}\n" for row in rows.strip().splitlines())
    replace = {"projekt.toml": {PLACE: f"{entry}\n{PLACE}"}}
    return write_city(folder, replace=replace, add={FILE: content})


def read(path: Path) -> tuple[pd.DataFrame, list[Intake], list[Problem]]:
    folder = read_project(path)
    boundaries, _, _ = read_boundaries(folder)
    base = frozenset(boundaries.areas.index[boundaries.areas["level"] == BASE_LEVEL])
    return read_registers(folder, Known(boundaries.keys, base, {}, None))


def codes(folder: Path, rows: str, entry: str = BY_MONTH) -> list[tuple[str, int | None, str | None]]:
    return [(problem.code, problem.row, problem.value) for problem in read(project(folder, rows, entry))[2]]


def test_months_are_read_as_offices_write_them(tmp_path: Path) -> None:
    rows = """
        nord;31.12.2023;2021-03;;;4
        nord;31.12.2023;04/2021;;;-
        nord;2023-12-31;05.2021;;;.
        mitte;31.12.2023;Mai 2021;;;3
        mitte;31.12.2023;2021-06-01;;;1.234
        hafen;31.12.2023;202107;;;
    """
    register, (intake,), problems = read(project(tmp_path, rows, BY_MONTH + 'dialect = { decimal = "," }\n'))
    assert not problems
    assert list(register.columns) == list(REGISTER)
    found = register[["area_id", "as_of", "birth_month", "count", "status"]].astype(object).to_numpy().tolist()
    assert [[*row[:3], None if pd.isna(row[3]) else row[3], row[4]] for row in found] == [
        ["hafen", "2023-12-31", "2021-07", None, "O"],
        ["mitte", "2023-12-31", "2021-05", 3, "A"],
        ["mitte", "2023-12-31", "2021-06", 1234, "A"],
        ["nord", "2023-12-31", "2021-03", 4, "A"],
        ["nord", "2023-12-31", "2021-04", 0, "A"],
        ["nord", "2023-12-31", "2021-05", None, "Q"],
    ]
    assert set(register["source_id"]) == {"melderegister"}
    assert register["age"].isna().all()
    assert (intake.entry, intake.rows, intake.used) == ("registers[1]", 7, 6)


def test_ages_sexes_and_the_open_age_are_what_the_project_says(tmp_path: Path) -> None:
    entry = """
[[registers]]
file = "population/kinder.csv"
columns = { area_name = "KEY", age = "ALTER", sex = "SEX", count = "ANZAHL" }
as_of = "31.12.2023"
sex_names = { w = "f", "männlich" = "m", "zus." = "" }
age_names = { "unter 1" = 0, "99 und älter" = 99 }
source = "melderegister"
"""
    rows = """
        Nord;;;unter 1;w;4
        Nord;;;7.0;männlich;5
        Nord;;;99 und älter;zus.;6
    """
    register, _, problems = read(project(tmp_path, rows, entry))
    assert not problems
    assert register[["age", "sex", "count"]].to_numpy().tolist() == [[0, "f", 4], [7, "m", 5], [99, "", 6]]
    assert set(register["birth_month"]) == {""}


@pytest.mark.parametrize(
    ("row", "code", "value"),
    [
        ("haffen;31.12.2023;2021-03;;;4", Code.VALUE_AREA_UNKNOWN, "haffen"),
        (";31.12.2023;2021-03;;;4", Code.AREA_KEY_ROW_EMPTY, None),
        ("west;31.12.2023;2021-03;;;4", Code.REGISTER_LARGER_AREA, "west"),
        ("Gesamtstadt;31.12.2023;2021-03;;;4", Code.REGISTER_LARGER_AREA, "Gesamtstadt"),
        ("nord;2023;2021-03;;;4", Code.REGISTER_NO_DAY, "2023"),
        ("nord;irgendwann;2021-03;;;4", Code.PERIOD_UNKNOWN, "irgendwann"),
        ("nord;31.12.2023;2024-01;;;4", Code.REGISTER_BORN_LATER, "2024-01"),
        ("nord;31.12.2023;März;;;4", Code.REGISTER_MONTH_UNREADABLE, "März"),
        ("nord;31.12.2023;;drei;;4", Code.REGISTER_AGE_UNREADABLE, "drei"),
        ("nord;31.12.2023;;;;4", Code.REGISTER_WITHOUT_AGE, None),
        ("nord;31.12.2023;2021-03;2;;4", Code.REGISTER_AGE_TWICE, "2"),
        ("nord;31.12.2023;2021-03;;;vier", Code.NOT_A_NUMBER, "vier"),
        ("nord;31.12.2023;2021-03;;;-4", Code.REGISTER_COUNT_UNFIT, "-4"),
        ("nord;31.12.2023;2021-03;;;4,5", Code.REGISTER_COUNT_UNFIT, "4,5"),
        ("mitte;31.12.2023;2021-03;;;3", Code.REGISTER_REPEATED, "3"),
        ("mitte;31.12.2023;2021-03;;;9", Code.REGISTER_DIFFERS, "9"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_and_listed(
    row: str, code: Code, value: str | None, tmp_path: Path
) -> None:
    good = "\n".join(f"{area};31.12.2023;2021-03;;;3" for area in ("mitte", "hafen", "heide"))
    register, (intake,), problems = read(project(tmp_path, f"{good}\n{row}", BOTH))
    assert [(problem.code, problem.value) for problem in problems] == [(code, value)]
    assert problems[0].row == 5
    warnings = {Code.REGISTER_LARGER_AREA, Code.REGISTER_REPEATED}
    assert problems[0].is_error == (code not in warnings)
    assert intake.listed == {"heading": 1, str(code): 1}
    assert (intake.rows, intake.used) == (5, 3)
    assert register["area_id"].tolist() == ["hafen", "heide", "mitte"]


def test_counts_of_people_are_marked_so(tmp_path: Path) -> None:
    (problem,) = read(project(tmp_path, "nord;31.12.2023;2021-03;;;vier"))[2]
    assert problem.about_persons


def test_a_sex_the_project_does_not_explain_is_told(tmp_path: Path) -> None:
    entry = BY_MONTH.replace("count =", 'sex = "SEX", count =') + 'sex_names = { w = "f", m = "m" }\n'
    assert codes(tmp_path, "nord;31.12.2023;2021-03;;w;4\nnord;31.12.2023;2021-03;;d;4", entry) == [
        (Code.REGISTER_SEX_UNKNOWN, 3, "d")
    ]


def test_what_a_file_does_not_name_is_unknown_unless_the_project_says_nobody(tmp_path: Path) -> None:
    rows = "nord;28.02.2023;2022-11;;;4\nnord;28.02.2023;2023-01;;;3\nmitte;28.02.2023;2022-12;;;2"
    unknown = read(project(tmp_path / "a", rows))[0]
    assert len(unknown) == 3
    filled, (intake,), _ = read(project(tmp_path / "b", rows, BY_MONTH + 'absent = "zero"\n'))
    months = ["2022-11", "2022-12", "2023-01", "2023-02"]
    table = filled.pivot(index="area_id", columns="birth_month", values="count")
    assert table.columns.tolist() == months
    assert table.to_dict("index") == {
        "hafen": dict.fromkeys(months, 0),
        "heide": dict.fromkeys(months, 0),
        "mitte": dict(zip(months, [0, 2, 0, 0], strict=True)),
        "nord": dict(zip(months, [4, 0, 3, 0], strict=True)),
    }
    assert (intake.rows, intake.used) == (4, 3)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (BY_MONTH.replace('birth_month = "MONAT", ', ""), Code.REGISTER_AGE_NEEDED),
        (BY_MONTH.replace('as_of = "STICHTAG", ', ""), Code.PERIOD_NEEDED),
        (BY_MONTH.replace('area_id = "KEY", ', ""), Code.ONE_KEY_NEEDED),
        (BY_MONTH.replace('"melderegister"', '"nirgends"'), Code.NOT_DECLARED),
        (COHORTS.replace("nrw", "nrv"), Code.COHORTS_PRESET_UNKNOWN),
        (COHORTS + 'school_cut_off = "09-15"\n', Code.CUT_OFF_INSIDE_MONTH),
        (COHORTS + 'groups = [{ id = "x", label = { de = "x" }, kind = "kita" }]\n', Code.COHORT_WINDOW),
    ],
)
def test_an_entry_that_says_too_little_is_refused(entry: str, code: Code, tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read_project(project(tmp_path, "nord;31.12.2023;2021-03;;;3", entry))
    assert [problem.code for problem in error.value.problems] == [code]


def test_a_project_takes_rules_and_overrides_single_ones(tmp_path: Path) -> None:
    own = """
[cohorts]
preset = "nrw"
school_cut_off = "06-30"
groups = [
  { id = "u3", label = { de = "U3 ab vier Monaten" }, kind = "kita", from_age = 1, to_age = 2 },
  { id = "hort", label = { de = "Hort" }, kind = "school", from_class = 1, to_class = 2 },
]
"""
    cohorts = read_project(project(tmp_path, "nord;31.12.2023;2021-03;;;3", own)).project.cohorts
    assert cohorts is not None
    assert (cohorts.preset, cohorts.ages_fixed_on, cohorts.school_cut_off) == ("nrw", "11-01", "06-30")
    ids = [group.id for group in cohorts.groups]
    assert (ids[0], cohorts.groups[0].from_age, ids[-1], ids.count("u3")) == ("u3", 1, "hort", 1)

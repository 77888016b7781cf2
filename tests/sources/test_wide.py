"""Values that stand side by side: a column for each indicator, year or group."""

import os
from pathlib import Path

import pandas as pd
import pytest
from cities import PROJECT, feature, geojson, square, write_city
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import read
from tables import text_table

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.inputs import Inputs
from sozialraum.model.intake import Aside, Aspect, Guess
from sozialraum.sources.inputs import read_intake
from sozialraum.sources.project import read_project

FULL = os.environ.get("SOZIALRAUM_FUZZ") == "full"
TOML = "projekt.toml"
WIDE = "indicators/breit.csv"
FIRST = '[[values]]\nfile = "indicators/bevoelkerung.csv"'
DATA = Path(__file__).parents[2].parent / "shared" / "data"
MSS = DATA / "berlin" / "mss"
open_data = pytest.mark.skipif(
    not DATA.is_dir() and "CI" not in os.environ, reason="the open data lie beside the project, not in it"
)

BY_YEAR = """[[values]]
file = "indicators/breit.csv"
columns = { area_name = "Stadtteil" }
indicator = "residents"
stichtag = "12-31"
wide = [{ column = "Einwohner {period}" }]
"""
BY_AGE = """[[values]]
file = "indicators/breit.csv"
columns = { area_name = "Stadtteil", dimensions = { sex = "Geschlecht" } }
indicator = "residents"
period = "2021-12-31"
dimension_values = { sex = { "w" = "f", "zusammen" = "" } }
wide = [
  { column = "insgesamt" },
  { column = "unter 6", group = "age=u6" },
  { column = "6 und älter", group = "age=o6" },
]
"""
AGE = """[[breakdowns]]
id = "age"
label = { de = "Alter" }
exhaustive = true
parts = [{ id = "u6", label = { de = "unter 6" } }, { id = "o6", label = { de = "6 und älter" } }]

[[breakdowns]]"""
BY_INDICATOR = """[[values]]
file = "indicators/breit.csv"
columns = { area_id = "KEY", period = "Stand" }
wide = [
  { column = "Einwohner", indicator = "residents" },
  { column = "Kinder u3", indicator = "children_u3" },
]
"""
BY_INDICATOR_AND_YEAR = """[[values]]
file = "indicators/breit.csv"
columns = { area_id = "KEY", indicator = "Merkmal" }
indicator_names = { "EW" = "residents", "U3" = "children_u3" }
wide = [{ column = "{period}" }]
"""


def city(folder: Path, values: str, content: str, **toml: str) -> Path:
    replace = {TOML: {FIRST: f"{values}\n{FIRST}", "[[breakdowns]]": AGE, **toml}}
    return write_city(folder, replace=replace, add={WIDE: content})


def refused(project: Path) -> list[Problem]:
    inputs, _, problems = read_intake(read_project(project))
    assert inputs is None
    return [problem for problem in problems if problem.file == WIDE]


def values(inputs: Inputs, *columns: str) -> list[list[str]]:
    """The rows of the wide file as text; other files of the city have other dates."""
    rows = inputs.indicators[inputs.indicators["period"].isin(["2021", "2021-12-31", "2020-12-31", "2020"])]
    texts = rows.assign(value=["" if pd.isna(one) else f"{one:g}" for one in rows["value"]])
    return sorted(texts[list(columns)].to_numpy().tolist())


def expected(drawn: str) -> list[list[str]]:
    return sorted(text_table(drawn).to_numpy().tolist())


def test_a_column_for_each_year(tmp_path: Path) -> None:
    content = "Stadtteil;Einwohner 2020;Einwohner 2021 ¹;Fläche\nNord;1.190;1.200,0;7\nHeide;-;.;8\n"
    inputs = read(city(tmp_path, BY_YEAR, content))
    assert values(inputs, "area_id", "indicator_id", "period", "group", "value", "status") == expected("""
        | area_id | indicator_id | period     | group | value | status |
        |---------|--------------|------------|-------|-------|--------|
        | nord    | residents    | 2020-12-31 |       | 1190  | A      |
        | nord    | residents    | 2021-12-31 |       | 1200  | A      |
        | heide   | residents    | 2020-12-31 |       | 0     | A      |
        | heide   | residents    | 2021-12-31 |       |       | Q      |
    """)
    (account,) = [one for one in inputs.intakes if one.file == WIDE]
    assert (account.entry, account.rows, account.used, account.listed) == ("values[1]", 3, 2, {Aside.HEADING: 1})
    assert Guess(Aspect.DECIMAL, ",") in account.guesses
    assert account.match is not None
    assert (account.match.exact, account.match.without) == (2, ("hafen", "mitte"))


def test_a_column_for_each_age_beside_a_column_of_sexes(tmp_path: Path) -> None:
    content = "Stadtteil;Geschlecht;insgesamt;unter 6;6 und älter\nNord;w;600;50;550\nNord;zusammen;1200;;1100\n"
    inputs = read(city(tmp_path, BY_AGE, content))
    assert values(inputs, "group", "value", "status") == expected("""
        | group        | value | status |
        |--------------|-------|--------|
        | sex=f        | 600   | A      |
        | age=u6;sex=f | 50    | A      |
        | age=o6;sex=f | 550   | A      |
        |              | 1200  | A      |
        | age=u6       |       | O      |
        | age=o6       | 1100  | A      |
    """)


def test_a_column_for_each_indicator(tmp_path: Path) -> None:
    content = "KEY;Stand;Einwohner;Kinder u3\nnord;31.12.2021;1190;41\nmitte;Dezember 2021;890;31\n"
    inputs = read(city(tmp_path, BY_INDICATOR, content))
    assert values(inputs, "area_id", "indicator_id", "period", "value") == expected("""
        | area_id | indicator_id | period     | value |
        |---------|--------------|------------|-------|
        | nord    | residents    | 2021-12-31 | 1190  |
        | nord    | children_u3  | 2021-12-31 | 41    |
        | mitte   | residents    | 2021-12-31 | 890   |
        | mitte   | children_u3  | 2021-12-31 | 31    |
    """)


def test_a_row_for_each_indicator_and_a_column_for_each_year(tmp_path: Path) -> None:
    content = "KEY;Merkmal;2020;2021;Summe\nnord;EW;1190;1195;2385\nnord;U3;41;42;83\nnord;Hunde;7;8;15\n"
    inputs = read(city(tmp_path, BY_INDICATOR_AND_YEAR, content))
    assert values(inputs, "indicator_id", "period", "value") == expected("""
        | indicator_id | period | value |
        |--------------|--------|-------|
        | residents    | 2020   | 1190  |
        | residents    | 2021   | 1195  |
        | children_u3  | 2020   | 41    |
        | children_u3  | 2021   | 42    |
    """)
    (account,) = [one for one in inputs.intakes if one.file == WIDE]
    assert (account.rows, account.used, account.listed) == (
        4,
        2,
        {Code.INDICATOR_UNKNOWN: 1, Aside.HEADING: 1},
    )


@pytest.mark.slow
def test_one_column_that_shows_the_decimal_sign_decides_for_all(tmp_path: Path) -> None:
    content = "Stadtteil;Einwohner 2020;Einwohner 2021\nNord;1.190;1,5\n"
    assert values(read(city(tmp_path, BY_YEAR, content)), "period", "value") == [
        ["2020-12-31", "1190"],
        ["2021-12-31", "1.5"],
    ]
    (problem,) = refused(city(tmp_path / "open", BY_YEAR, content.replace("1,5", "3")))
    assert problem.code == Code.DECIMAL_AMBIGUOUS
    (problem,) = refused(city(tmp_path / "both", BY_YEAR, content + "Mitte;0.5;7\n"))
    assert problem.code == Code.DECIMAL_MIXED


def test_missing_headings_are_named_all_at_once(tmp_path: Path) -> None:
    content = "Stadtteil;Geschlecht;insgesammt;unter 6\nNord;w;600;50\n"
    problems = refused(city(tmp_path, BY_AGE, content))
    assert [(problem.code, problem.column) for problem in problems] == [
        (Code.COLUMN_NOT_FOUND, "6 und älter"),
        (Code.COLUMN_NOT_FOUND, "insgesamt"),
    ]


def test_a_form_that_fits_no_heading_is_told_with_the_headings(tmp_path: Path) -> None:
    (problem,) = refused(city(tmp_path, BY_YEAR, "Stadtteil;EW 2020;EW 2021\nNord;1;2\n"))
    assert (problem.code, problem.column) == (Code.WIDE_FORM_UNFOUND, "Einwohner {period}")
    assert problem.fields["known"] == "Stadtteil, EW 2020, EW 2021"


def test_a_heading_of_the_form_without_a_date_is_left_out_and_told(tmp_path: Path) -> None:
    content = "Stadtteil;Einwohner 2020;Einwohner 2O21;Einwohner je km²\nNord;1190;1200;7\n"
    inputs = read(city(tmp_path, BY_YEAR, content))
    assert [(one.code, one.column, one.value) for one in inputs.problems] == [
        (Code.WIDE_LEFT_OUT, "Einwohner 2O21", "2O21")
    ]


@pytest.mark.parametrize("period", ["23/24", "1. Halbjahr 2021", "31.12.21"])
def test_a_heading_that_could_be_several_dates_is_not_left_out(period: str, tmp_path: Path) -> None:
    content = f"Stadtteil;Einwohner 2020;Einwohner {period}\nNord;1190;1200\n"
    (problem,) = refused(city(tmp_path, BY_YEAR, content))
    assert (problem.code, problem.value, problem.is_error) == (Code.WIDE_LEFT_OUT, period, True)


@pytest.mark.slow
def test_each_heading_belongs_to_one_entry_and_each_value_to_one_heading(tmp_path: Path) -> None:
    twice = BY_YEAR.replace("}]", '}, { column = "{period}" }, { column = "Einwohner 2020", period = "2020" }]')
    (problem,) = refused(city(tmp_path / "a", twice, "Stadtteil;Einwohner 2020;2021\nNord;1;2\n"))
    assert problem.code == Code.WIDE_FORM_UNFOUND  # the form is left nothing but the column named by itself
    same = BY_YEAR.replace("}]", '}, { column = "EW 20", period = "2020-12-31" }]')
    (problem,) = refused(city(tmp_path / "b", same, "Stadtteil;Einwohner 2020;EW 20\nNord;1;2\n"))
    assert (problem.code, problem.column, problem.fields["other"]) == (Code.WIDE_SAME, "EW 20", "Einwohner 2020")
    forms = BY_YEAR.replace("}]", '}, { column = "{period}" }, { column = "Einwohner {period} " }]')
    codes = {one.code for one in refused(city(tmp_path / "c", forms, "Stadtteil;Einwohner 2020;2021\nNord;1;2\n"))}
    assert codes == {Code.WIDE_FITS_TWO}


def test_a_breakdown_said_twice_is_refused(tmp_path: Path) -> None:
    contradiction = BY_AGE.replace('period = "2021-12-31"', 'period = "2021-12-31"\ngroup = "age=o6"')
    contradiction = contradiction.replace('{ column = "insgesamt" },', "")
    content = "Stadtteil;Geschlecht;insgesamt;unter 6;6 und älter\nNord;w;600;50;550\n"
    codes = {problem.code for problem in refused(city(tmp_path, contradiction, content))}
    assert codes == {Code.GROUP_UNREADABLE}


def test_a_row_and_a_column_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    by_sex = BY_AGE.replace('group = "age=u6"', 'group = "sex=m"')
    content = "Stadtteil;Geschlecht;insgesamt;unter 6;6 und älter\nNord;w;600;50;550\n"
    (problem,) = refused(city(tmp_path, by_sex, content))
    assert (problem.code, problem.value) == (Code.GROUP_UNREADABLE, "sex=m;sex=f")


def test_a_row_of_an_unknown_area_is_listed_once_however_many_columns_it_has(tmp_path: Path) -> None:
    content = "Stadtteil;Einwohner 2020;Einwohner 2021\nNord;1;2\nSüd;3;4\n;5;6\nMitte;x1;7\n"
    inputs, intakes, problems = read_intake(read_project(city(tmp_path, BY_YEAR, content)))
    assert inputs is None
    (account,) = [one for one in intakes if one.file == WIDE]
    assert (account.rows, account.used) == (5, 2)
    assert account.listed == {Aside.HEADING: 1, Code.VALUE_AREA_UNKNOWN: 1, Code.AREA_KEY_ROW_EMPTY: 1}
    assert [problem.code for problem in problems if problem.is_error] == [
        Code.VALUE_AREA_UNKNOWN,
        Code.AREA_KEY_ROW_EMPTY,
        Code.NOT_A_NUMBER,
    ]


cells = st.lists(st.lists(st.integers(0, 9999), min_size=3, max_size=3), min_size=1, max_size=4)


@pytest.mark.slow
@settings(max_examples=100 if FULL else 6, deadline=None)
@given(cells)
def test_wide_and_long_say_the_same(tmp_path_factory: pytest.TempPathFactory, numbers: list[list[int]]) -> None:
    names = ["Nord", "Mitte", "Hafen", "Heide"][: len(numbers)]
    years = (2019, 2020, 2021)
    long = "".join(f"{name};{year};{n}\n" for name, row in zip(names, numbers, strict=True)
                   for year, n in zip(years, row, strict=True))  # fmt: skip
    wide = "".join(f"{name};{';'.join(map(str, row))}\n" for name, row in zip(names, numbers, strict=True))
    folder = tmp_path_factory.mktemp("stadt")
    by_year = BY_YEAR.replace("Einwohner ", "")
    as_long = by_year.replace('area_name = "Stadtteil"', 'area_name = "Stadtteil", period = "Jahr", value = "Wert"')
    as_long = as_long.replace('wide = [{ column = "{period}" }]', "")
    one = read(city(folder / "wide", by_year, f"Stadtteil;{';'.join(map(str, years))}\n{wide}"))
    two = read(city(folder / "long", as_long, f"Stadtteil;Jahr;Wert\n{long}"))
    pd.testing.assert_frame_equal(one.indicators, two.indicators)


def test_values_of_facilities_may_stand_side_by_side(tmp_path: Path) -> None:
    old = 'columns = { facility_id = "SCHULE", period = "SCHULJAHR", value = "STUFE" }'
    new = 'columns = { facility_id = "SCHULE" }\nwide = [{ column = "Stufe {period}" }]'
    content = "SCHULE;Stufe 2022/23;Stufe Schuljahr 2023/2024\ns1;3;4\n"
    project = write_city(tmp_path, replace={TOML: {old: new}}, add={"indicators/schulen.csv": content})
    found = read(project).facility_values
    assert found[["facility_id", "period", "value"]].to_numpy().tolist() == [
        ["s1", "2022/23", 3],
        ["s1", "2023/24", 4],
    ]


def berlin(folder: Path, ids: list[str], values: str, **files: Path) -> Path:
    """A city of nothing but squares with these keys, and files of Berlin as they are."""
    features = [
        feature({"KEY": id_, "NAME": id_}, {"type": "Polygon", "coordinates": square(place // 25, place % 25)})
        for place, id_ in enumerate(ids)
    ]
    parts = PROJECT.split("\n[[")
    rules = next(part[part.index("\n[disclosure") :] for part in parts if part.startswith("joint_areas"))
    keep = ("breakdowns", "handlungsfelder", "indicators")
    alone = "\n[[".join([parts[0] + rules, *(part for part in parts[1:] if part.startswith(keep))])
    contents = {f"{name}.csv": file.read_bytes() for name, file in files.items()}
    areas = geojson(features)
    return write_city(folder, add={TOML: alone + values, "boundaries/stadtteile.geojson": areas, **contents})


@pytest.mark.slow
@open_data
def test_ages_of_berlin_side_by_side_add_up_to_everybody(tmp_path: Path) -> None:
    file = MSS / "einwohnerbestand_06-2022_plr.csv"
    ages = ("unter6", "6-15", "15-18", "18-27", "27-45", "45-55", "55-65", "65undmehr")
    parts = ", ".join(f'{{ id = "a{place}", label = {{ de = "{age}" }} }}' for place, age in enumerate(ages))
    wide = "".join(f'  {{ column = "{age}", group = "age=a{place}" }},\n' for place, age in enumerate(ages))
    toml = f"""
[[breakdowns]]
id = "age"
label = {{ de = "Alter" }}
exhaustive = true
parts = [{parts}]

[[values]]
file = "alter.csv"
columns = {{ area_id = "PLR-ID" }}
indicator = "residents"
period = "Juni 2022"
wide = [
  {{ column = "Gesamt" }},
{wide}  {{ column = "weiblich", group = "sex=f" }},
]
"""
    ids = [line.split(";")[-1] for line in file.read_text("utf-8-sig").splitlines()[1:]]
    inputs = read(berlin(tmp_path, ids, toml, alter=file))
    assert not inputs.problems
    found = inputs.indicators
    assert set(found["period"]) == {"2022-06-30"}
    assert len(found) == 10 * len(ids) == 5420
    by_age = found[found["group"].str.startswith("age=")].groupby("area_id")["value"].sum()
    everybody = found[found["group"] == ""].set_index("area_id")["value"]
    assert (by_age == everybody).all()
    (account,) = [one for one in inputs.intakes if one.file == "alter.csv"]
    assert (account.used, account.listed) == (542, {Aside.HEADING: 1})
    assert account.match is not None
    assert (account.match.exact, account.match.without) == (542, ())


@open_data
def test_in_berlin_a_sign_is_a_class_here_and_nothing_there(tmp_path: Path) -> None:
    """2019: `-` is the class "negative" of the dynamic index, and in the column k02 beside it "not computed"."""
    classes = MSS / "berlin-monitoring-social-urban-development-2019-00-1-planning-areas.csv"
    context = MSS / "berlin-monitoring-social-urban-development-2019-00-4-1-planning-areas.csv"
    ids = sorted({line.split(",")[0] for line in classes.read_text("utf-8").splitlines()[1:]})
    toml = """
[[indicators]]
id = "dynamik"
label = { de = "Dynamik" }
short = { de = "Dynamik" }
handlungsfeld = "bevoelkerung"
definition = { de = "Klasse" }
kind = "ordinal"
counts = "things"
unit = { de = "Klasse" }
per = 1
polaritaet = "keine"
rolle = "kontext"
raumbezug = "wohnort"
zeitbezug = "stichtag"
source = "geo"

[[values]]
file = "a.csv"
columns = { area_id = "id", value = "dynamic_index" }
indicator = "dynamik"
period = "2018-12-31"
value_texts = { "+" = 1, "+/-" = 2, "-" = 3 }

[[values]]
file = "b.csv"
columns = { area_id = "id" }
period = "2018-12-31"
column_non_values = { "k02_single_parent_households" = { "-" = "missing" } }
wide = [
  { column = "k02_single_parent_households", indicator = "single_parents" },
  { column = "k01_youth_unemployment", indicator = "sgb2_u18" },
]
"""
    inputs = read(berlin(tmp_path, ids, toml, a=classes, b=context))
    found = inputs.indicators.groupby("indicator_id")
    dynamik = found.get_group("dynamik")
    assert dynamik["value"].value_counts().to_dict() == {2: 357, 1: 46, 3: 33}
    assert dynamik["status"].value_counts().to_dict() == {"A": 436, "O": 11}
    assert set(found.get_group("single_parents")["status"]) == {"O"}
    assert (found.get_group("sgb2_u18")["status"] == "A").sum() == 447

"""Values of indicators: every row is used, or there is a Problem about it."""

from pathlib import Path

import pandas as pd
from cities import write_city
from reading import read, refused
from tables import text_table

from sozialraum.model.codes import Code

TOML = "projekt.toml"
POP = "indicators/bevoelkerung.csv"
RATES = "indicators/anteile.csv"
HEAD = "STADTTEIL;KENNZAHL;JAHR;QUOTE;ZAEHLER;NENNER;STATUS\n"
POP_HEAD = "KEY;KENNZAHL;STICHTAG;SEX;WERT\n"


def shown(number: object) -> str:
    return "" if pd.isna(number) else f"{float(str(number)):g}"


def test_values_parts_and_signs_give_value_and_status(tmp_path: Path) -> None:
    drawn = text_table("""
        | row                          | value | numerator | denominator | status |
        |------------------------------|-------|-----------|-------------|--------|
        | Nord;SGB II;2023;25;30;120;  | 25    | 30        | 120         | A      |
        | Nord;SGB II;2022;;30;120;    | 25    | 30        | 120         | A      |
        | Nord;SGB II;2021;;0;120;     | 0     | 0         | 120         | A      |
        | Nord;SGB II;2020;;0;0;       |       | 0         | 0           | M      |
        | Nord;SGB II;2019;;30;;       |       | 30        |             | O      |
        | Nord;SGB II;2018;;.;120;     |       |           | 120         | Q      |
        | Nord;SGB II;2017;.;30;120;   |       | 30        | 120         | Q      |
        | Nord;SGB II;2016;x;;;        |       |           |             | M      |
        | Nord;SGB II;2015;...;;;      |       |           |             | L      |
        | Nord;SGB II;2014;;;;         |       |           |             | O      |
        | Nord;SGB II;2013;;;;L        |       |           |             | L      |
        | Nord;SGB II;2012;-;;;        | 0     |           |             | A      |
        | Nord;SGB II;2011;12,5;;;E    | 12.5  |           |             | E      |
        | Nord;SGB II;2010;/;;;        |       |           |             | O      |
    """)
    content = HEAD + "\n".join(drawn["row"].str.strip()) + "\n"
    indicators = read(write_city(tmp_path, add={RATES: content})).indicators
    rows = indicators[indicators["indicator_id"] == "sgb2_u18"].sort_values("period", ascending=False)
    for column in ("value", "numerator", "denominator"):
        assert [shown(number) for number in rows[column]] == drawn[column].tolist(), column
    assert rows["status"].tolist() == drawn["status"].tolist()
    assert set(rows["basis"]) == {"given"}


def test_areas_of_every_level_and_the_city_may_have_values(tmp_path: Path) -> None:
    rows = "west;Einwohner;2023;;1.600\nGesamtstadt;Einwohner;2023;;2.500\nNord/Mitte;Einwohner;2023;;2.100\n"
    indicators = read(write_city(tmp_path, add={POP: POP_HEAD + rows})).indicators
    residents = indicators[indicators["indicator_id"] == "residents"].set_index("area_id")["value"]
    assert residents.to_dict() == {"city": 2500, "nord_mitte": 2100, "west": 1600}


def test_groups_are_canonical_whatever_the_columns(tmp_path: Path) -> None:
    age = """[[breakdowns]]
id = "age"
label = { de = "Alter" }
exhaustive = false
parts = [{ id = "u6", label = { de = "unter 6" } }]

[[breakdowns]]"""
    project = write_city(
        tmp_path,
        replace={
            TOML: {
                '[[breakdowns]]': age,
                'dimensions = { sex = "SEX" }': 'dimensions = { sex = "SEX", age = "ALTER" }',
            }
        },
        add={POP: "KEY;KENNZAHL;STICHTAG;SEX;ALTER;WERT\n"
             "nord;Einwohner;2023;weiblich;u6;5\nnord;Einwohner;2023;insgesamt;u6;9\nnord;Einwohner;2023;m;;99\n"
             "nord;Einwohner;2023;;;999\n"},
    )  # fmt: skip
    indicators = read(project).indicators
    groups = indicators[indicators["indicator_id"] == "residents"].set_index("group")["value"].to_dict()
    assert groups == {"age=u6;sex=f": 5, "age=u6": 9, "sex=m": 99, "": 999}


def test_a_ready_group_is_put_in_order_and_joined_with_that_of_the_file(tmp_path: Path) -> None:
    project = write_city(
        tmp_path,
        replace={
            TOML: {
                'dimensions = { sex = "SEX" }': 'group = "SEX"',
                'dimension_values = { sex = { "weiblich" = "f", "männlich" = "m", "insgesamt" = "" } }': "",
            }
        },
        add={POP: POP_HEAD + "nord;Einwohner;2023; sex = f ;5\nnord;Einwohner;2023;;9\n"},
    )
    indicators = read(project).indicators
    assert sorted(indicators.loc[indicators["indicator_id"] == "residents", "group"]) == ["", "sex=f"]


def test_values_of_facilities_go_to_a_table_of_their_own(tmp_path: Path) -> None:
    inputs = read(write_city(tmp_path))
    assert inputs.facility_values[["facility_id", "indicator_id", "period", "value"]].to_numpy().tolist() == [
        ["s1", "schulsozialindex", "2023/24", 4]
    ]
    assert "schulsozialindex" not in set(inputs.indicators["indicator_id"])


def test_a_value_twice_is_used_once_and_two_values_are_refused_with_both_rows(tmp_path: Path) -> None:
    same = POP_HEAD + "nord;Einwohner;2023;;5\n" * 2
    inputs = read(write_city(tmp_path / "same", add={POP: same}))
    assert [problem.code for problem in inputs.problems] == [Code.VALUE_REPEATED]
    assert (inputs.indicators["indicator_id"] == "residents").sum() == 1
    other = POP_HEAD + "nord;Einwohner;2023;;5\nnord;Einwohner;31.12.2023;;7\nnord;Einwohner;2023;;6\n"
    (problem,) = refused(write_city(tmp_path / "other", add={POP: other}))
    assert (problem.row, problem.value, problem.fields["other"], problem.fields["other_value"]) == (
        4,
        "6",
        f"{POP}:2",
        "5",
    )


def test_values_that_are_only_listed_may_contradict_each_other(tmp_path: Path) -> None:
    project = write_city(
        tmp_path,
        replace={TOML: {'period = "STICHTAG", value': 'list_only = "LISTE", period = "STICHTAG", value'}},
        add={POP: "KEY;KENNZAHL;STICHTAG;SEX;WERT;LISTE\n"
             "nord;Einwohner;2023;;5;1\nnord;Einwohner;2023;;6;ja\nnord;Einwohner;2023;;7;\n"},
    )  # fmt: skip
    inputs = read(project)
    residents = inputs.indicators[inputs.indicators["indicator_id"] == "residents"]
    assert residents[["value", "list_only"]].to_numpy().tolist() == [[5, True], [6, True], [7, False]]
    assert not inputs.problems


def test_unknown_keys_are_told_once_each_with_count_row_and_the_nearest(tmp_path: Path) -> None:
    rows = "haffen;Einwohner;2023;;5\nnord;Einwohner;2023;;5\nhaffen;Einwohner;2022;;5\nmite;Einwohner;2023;;5\n"
    problems = refused(write_city(tmp_path, add={POP: POP_HEAD + rows + "heide;Einwohner;2022;;5\n"}))
    assert [(one.code, one.row, one.value, one.fields["count"]) for one in problems] == [
        (Code.VALUE_AREA_UNKNOWN, 2, "haffen", "2"),
        (Code.VALUE_AREA_UNKNOWN, 5, "mite", "1"),
    ]
    assert problems[0].fields["nearest"].startswith("hafen")


def test_an_unknown_indicator_is_left_out_with_a_warning_and_alone_it_is_an_error(tmp_path: Path) -> None:
    some = POP_HEAD + "nord;Einwohner;2023;;5\nnord;Einwoner;2023;;5\n"
    inputs = read(write_city(tmp_path / "some", add={POP: some}))
    (problem,) = inputs.problems
    assert (problem.code, problem.value, problem.is_error) == (Code.INDICATOR_UNKNOWN, "Einwoner", False)
    (problem,) = refused(write_city(tmp_path / "all", add={POP: POP_HEAD + "nord;Einwoner;2023;;5\n"}))
    assert (problem.code, problem.is_error) == (Code.INDICATOR_UNKNOWN, True)


def test_values_of_another_division_are_refused_with_both_names(tmp_path: Path) -> None:
    other = '[[other_geographies]]\nname = "Stadtteile 2010"\nfile = "boundaries/alt.csv"\ncolumn = "KEY"\n\n[gaps]'
    old = "KEY\nnord\nost\nsued\nwest\n"
    rows = "nord;Einwohner;2009;;1\nost;Einwohner;2009;;2\nsued;Einwohner;2009;;3\n"
    problems = refused(
        write_city(
            tmp_path,
            replace={TOML: {"[gaps]": other}},
            add={"boundaries/alt.csv": old.replace("west", "x"), POP: POP_HEAD + rows.replace("ost", "x")},
        )
    )
    (problem,) = problems
    assert problem.code == Code.OTHER_GEOGRAPHY
    assert (problem.fields["other"], problem.fields["geography"]) == ("Stadtteile 2010", "Stadtteile 2023")
    assert (problem.fields["count"], problem.fields["total"]) == ("3", "3")


def test_hardly_any_known_key_is_one_problem_with_counts_both_ways(tmp_path: Path) -> None:
    rows = "".join(f"{number};Einwohner;2023;;5\n" for number in range(9)) + "nord;Einwohner;2023;;5\n"
    (problem,) = refused(write_city(tmp_path, add={POP: POP_HEAD + rows}))
    assert problem.code == Code.MOST_KEYS_UNKNOWN
    assert {name: problem.fields[name] for name in ("count", "total", "covered", "areas")} == {
        "count": "1",
        "total": "10",
        "covered": "1",
        "areas": "4",
    }


def test_source_and_note_come_from_the_row_then_the_file_then_the_indicator(tmp_path: Path) -> None:
    project = write_city(
        tmp_path,
        replace={
            TOML: {
                'period = "STICHTAG", value': 'source = "Q", note = "N", period = "STICHTAG", value',
                'indicator_names = { "Einwohner"': 'note = "für alle"\nindicator_names = { "Einwohner"',
            }
        },
        add={POP: "KEY;KENNZAHL;STICHTAG;SEX;WERT;Q;N\n"
             "nord;Einwohner;2023;;5;geo;eigen\nmitte;Einwohner;2023;;6;;\n"},
    )  # fmt: skip
    indicators = read(project).indicators
    rows = indicators[indicators["indicator_id"] == "residents"]
    assert rows[["area_id", "source_id", "note"]].to_numpy().tolist() == [
        ["mitte", "melderegister", "für alle"],
        ["nord", "geo", "eigen"],
    ]


def test_a_bare_year_becomes_the_stichtag_of_the_file(tmp_path: Path) -> None:
    indicators = read(write_city(tmp_path)).indicators
    assert set(indicators.loc[indicators["indicator_id"] == "sgb2_u18", "period"]) == {"2022-12-31", "2023-12-31"}

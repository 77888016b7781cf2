"""The files of planning: every row is used, or there is a Problem about it with its row and the remedy."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from sources.planned import (
    APPLICATIONS,
    BIRTHS,
    MEASURES,
    OF_GROUPS,
    PROJECTION,
    PUPILS,
    REGISTRATIONS,
    TOML,
    USE,
    in_groups,
    rows,
    write_planned,
)

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.inputs import Inputs
from sozialraum.model.intake import Intake
from sozialraum.sources.inputs import read_inputs, read_intake
from sozialraum.sources.project import read_project


def read(folder: Path, add: Mapping[str, str] | None = None, **replace: Mapping[str, str]) -> Inputs:
    return read_inputs(read_project(write_planned(folder, replace, add)))


def told(folder: Path, add: Mapping[str, str] | None = None, **replace: Mapping[str, str]) -> list[Problem]:
    try:
        return list(read(folder, add, **replace).problems)
    except InputError as error:
        return list(error.problems)


def cells(table: pd.DataFrame, *names: str) -> list[list[object]]:
    return [[None if pd.isna(one) else one for one in row] for row in table[list(names)].itertuples(index=False)]


def account(inputs: Inputs, entry: str) -> Intake:
    (found,) = [one for one in inputs.intakes if one.entry == entry]
    return found


def test_all_files_of_planning_are_read_without_a_question(tmp_path: Path) -> None:
    inputs = read(tmp_path)
    assert not inputs.problems
    for section in (
        "births",
        "city_projection",
        "use",
        "applications",
        "planned_measures",
        "registrations",
        "pupils",
    ):
        intake = account(inputs, f"{section}[1]")
        assert intake.rows == intake.used + sum(intake.listed.values())


def test_births_keep_zero_withheld_and_the_city_apart(tmp_path: Path) -> None:
    assert cells(read(tmp_path).births, "area_id", "year", "births", "status") == [
        ["city", 2023, 30, "A"],
        ["hafen", 2023, None, "Q"],
        ["heide", 2023, 0, "A"],
        ["mitte", 2023, 10, "A"],
        ["nord", 2023, 12, "A"],
    ]


def test_projected_births_are_a_forecast_and_may_be_fractions(tmp_path: Path) -> None:
    births = "KEY;JAHR;GEBURTEN\n" + "".join(f"Gesamtstadt;{year};{year - 1995},5\n" for year in (2025, 2026, 2027))
    inputs = read(
        tmp_path,
        {BIRTHS: births},
        sections={
            "years_ahead = 3": 'years_ahead = 3\nbirths = "projection"',
            '"GEBURTEN" }': '"GEBURTEN" }\nprojected = true',
        },
    )
    assert cells(inputs.births, "area_id", "births", "status")[0] == ["city", 30.5, "F"]


def test_homes_are_an_area_outside_or_unknown(tmp_path: Path) -> None:
    use = read(tmp_path).use
    assert cells(use, "facility_id", "group", "home", "children", "status") == [
        ["k1", "", "outside", 1, "A"],
        ["k1", "alter_1", "mitte", 2, "A"],
        ["k1", "alter_1", "nord", 6, "A"],
        ["k2", "", "", 3, "A"],
        ["k2", "", "outside", None, "Q"],
    ]
    assert set(use["period"]) == {"2023/24"}


def test_a_measure_holds_from_the_first_day_of_its_month_or_year_of_care(tmp_path: Path) -> None:
    planned = read(tmp_path).planned
    assert cells(planned, "measure", "facility_id", "target_group", "places", "from_day", "status", "cost_eur") == [
        ["m1", "k6", "u3", 22, "2026-02-01", "im_bau", 4_800_000.5],
        ["m1", "k6", "ue3", 50, "2026-02-01", "im_bau", None],
        ["m2", "k1", "u3", 6, "2026-08-01", "idee", None],
        ["m3", "k2", "u3", -12, "2026-08-01", "beschlossen", None],
    ]


def test_of_several_registrations_the_newest_count_and_who_has_entered_is_used(tmp_path: Path) -> None:
    entered = """[[registrations]]
file = "planung/eingeschult.csv"
columns = { facility_id = "SCHULE", children = "KINDER", year = "SCHULJAHR" }
kind = "entered"
source = "jugendamt"

[[pupils]]"""
    inputs = read(
        tmp_path,
        {"planung/eingeschult.csv": "SCHULE;KINDER;SCHULJAHR\ns1;50;2025/26\n"},
        sections={"[[pupils]]": entered},
    )
    found = cells(inputs.registrations, "facility_id", "year", "children", "counted_on", "status")
    assert found == [["s1", "2025/26", 50, "", "A"], ["s1", "2026/27", 55, "2026-01-31", "P"]]
    assert account(inputs, "registrations[1]").listed == {"heading": 1, "newer_count": 2}
    assert account(inputs, "registrations[2]").used == 1


def test_classes_of_schools_are_numbers(tmp_path: Path) -> None:
    pupils = read(tmp_path).pupils
    assert cells(pupils, "school_class", "children", "status") == [
        [1, 51, "A"],
        [2, 48, "A"],
        [3, None, "Q"],
        [4, 44, "A"],
    ]


@pytest.mark.slow
def test_tables_are_the_same_whatever_the_order_of_rows(tmp_path: Path) -> None:
    inputs = read(tmp_path / "a")
    turned = {
        name: "\n".join([text.splitlines()[0], *reversed(text.splitlines()[1:])]) + "\n"
        for name, text in {one: rows(one)[one] for one in (BIRTHS, PROJECTION, USE, APPLICATIONS, PUPILS)}.items()
    }
    other = read(tmp_path / "b", turned)
    for name in ("births", "city_projection", "use", "applications", "pupils"):
        pd.testing.assert_frame_equal(getattr(inputs, name), getattr(other, name))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "row", "code", "value"),
    [
        (BIRTHS, "haffen;2023;4", Code.VALUE_AREA_UNKNOWN, "haffen"),
        (BIRTHS, "west;2022;4", Code.REGISTER_LARGER_AREA, "west"),
        (BIRTHS, ";2022;4", Code.AREA_KEY_ROW_EMPTY, None),
        (BIRTHS, "nord;2022/23;4", Code.PERIOD_UNKNOWN, "2022/23"),
        (BIRTHS, "nord;2022;4,5", Code.REGISTER_COUNT_UNFIT, "4,5"),
        (BIRTHS, "nord;2023;13", Code.PROJECTION_TWICE, "2023"),
        (PROJECTION, "2026;2;5;90", None, None),
        (PROJECTION, "2025;5;6;90", Code.PROJECTION_AGES, "5-6"),
        (PROJECTION, "2026;6;drei;90", Code.NOT_A_NUMBER, "drei"),
        (PROJECTION, "2026;6;;90", Code.REGISTER_AGE_UNREADABLE, ""),
        (USE, "k11;nord;1;2023/24;", Code.FACILITY_UNKNOWN, "k11"),
        (USE, "k1;nrd;1;2023/24;", Code.HOME_UNKNOWN, "nrd"),
        (USE, "k1;west;1;2023/24;", Code.HOME_UNKNOWN, "west"),
        (USE, "k1;heide;1;2023/24;zwei", Code.TEXT_NOT_MAPPED, "zwei"),
        (USE, "k1;heide;-1;2023/24;", Code.REGISTER_COUNT_UNFIT, "-1"),
        (USE, "k1;nord;6;2023/24;eins", Code.COUNT_REPEATED, "6"),
        (USE, "k1;nord;7;2023/24;eins", Code.COUNTS_DIFFER, "7"),
        (APPLICATIONS, "Haffen;1;15.03.2024", Code.VALUE_AREA_UNKNOWN, "Haffen"),
        (APPLICATIONS, "Hafen;1;irgendwann", Code.PERIOD_UNKNOWN, "irgendwann"),
        (APPLICATIONS, "Nord;5;15.03.2024", Code.COUNTS_DIFFER, "5"),
        (MEASURES, "m4;Neu;k66;U3;5;01.08.2026;geplant;", Code.MEASURE_FACILITY_UNKNOWN, "k66"),
        (MEASURES, "m4;Neu;;U3;5;01.08.2026;geplant;", Code.CELL_EMPTY, None),
        (MEASURES, ";Neu;k6;U3;5;01.08.2026;geplant;", Code.CELL_EMPTY, None),
        (MEASURES, "m4;Neu;k6;;5;01.08.2026;geplant;", Code.CELL_EMPTY, None),
        (MEASURES, "m4;Neu;k6;U3;5;;geplant;", Code.CELL_EMPTY, None),
        (MEASURES, "m4;Neu;k6;U3;5;01.08.2026;;", Code.CELL_EMPTY, None),
        (MEASURES, "m4;Neu;k6;U3;5;2026;geplant;", Code.DAY_NEEDED, "2026"),
        (MEASURES, "m4;Neu;k6;U3;5;bald;geplant;", Code.DATE_UNREADABLE, "bald"),
        (MEASURES, "m4;Neu;k6;U3;5;01.08.2026;fertig;", Code.TEXT_NOT_MAPPED, "fertig"),
        (MEASURES, "m4;Neu;k6;U3;4,5;01.08.2026;geplant;", Code.PLACES_CHANGE_UNFIT, "4,5"),
        (MEASURES, "m4;Neu;k6;U3;;01.08.2026;geplant;", Code.MEASURE_WITHOUT_PLACES, "m4"),
        (MEASURES, "m4;Neu;k6;U3;5;01.08.2026;geplant;-7", Code.COST_UNFIT, "-7"),
        (MEASURES, "m3;Neu;k2;U3;-12;01.08.2026;beschlossen;", Code.MEASURE_TWICE, "m3"),
        (MEASURES, "m4;Neu;k1;U3;-17;01.08.2026;geplant;", Code.MEASURE_BELOW_ZERO, "m4"),
        (REGISTRATIONS, "s1;51;2027;15.11.2026", Code.SCHOOL_YEAR_NEEDED, "2027"),
        (REGISTRATIONS, "s2;51;2027/28;15.11.2026", Code.FACILITY_UNKNOWN, "s2"),
        (REGISTRATIONS, "s1;51;2026/27;31.01.2026", Code.COUNTS_DIFFER, "51"),
        (PUPILS, "s1;1a;20", Code.CLASS_UNREADABLE, "1a"),
        (PUPILS, "s1;1;20", Code.COUNTS_DIFFER, "20"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_used_is_told_with_its_row(
    file: str, row: str, code: Code | None, value: str | None, tmp_path: Path
) -> None:
    content = rows(file, row)
    problems = told(tmp_path, content)
    assert [(one.code, one.value) for one in problems] == ([] if code is None else [(code, value)])
    for one in problems:
        assert (one.file, one.row) == (file, len(content[file].splitlines()))


def test_rows_left_out_are_on_the_list_of_their_file(tmp_path: Path) -> None:
    project = write_planned(
        tmp_path, add=rows(MEASURES, "m4;Neu;k66;U3;5;01.08.2026;geplant;", "m5;N;k6;U3;1;2026;idee;")
    )
    _, intakes, _ = read_intake(read_project(project))
    (intake,) = [one for one in intakes if one.entry == "planned_measures[1]"]
    assert intake.listed == {"heading": 1, str(Code.MEASURE_FACILITY_UNKNOWN): 1, str(Code.DAY_NEEDED): 1}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("births]]", "births]]\nprojected = true", Code.SETTING_WITHOUT_EFFECT),
        ("years_ahead = 3", 'years_ahead = 3\nbirths = "projection"', Code.BIRTHS_FILE_NEEDED),
        ('preset = "nrw"\nganztag', 'preset = "nrv"\nganztag', Code.RULES_PRESET_UNKNOWN),
        ('ganztag = "kita_u3"', 'ganztag = "ogs"', Code.NOT_DECLARED),
        ('schools = ["grundschule"]', 'schools = ["grundschulen"]', Code.NOT_DECLARED),
        ('schools = ["grundschule"]', 'schools = ["grundschule", "grundschule"]', Code.NAMED_TWICE),
        ('familienzentren = "familienzentrum"', 'familienzentren = "fz"', Code.NOT_DECLARED),
        ('"u3", "ue3_jahrgaenge"', '"u3", "alter_2"', Code.COHORTS_OVERLAP),
        ('"u3", "ue3_jahrgaenge"', '"u3", "ue4"', Code.NOT_DECLARED),
        ('chosen = ["m2"]', 'chosen = ["m22"]', Code.MEASURE_UNKNOWN),
        ('chosen = ["m2"]', 'chosen = ["m2"]\nleft_out = ["m2"]', Code.NAMED_TWICE),
        ('area = "nord"\nyear', 'area = "nrod"\nyear', Code.NOT_DECLARED),
        ('type = "reihenhaus"', 'type = "turm"', Code.NOT_DECLARED),
        ("year = 2025", "year = 2024", Code.HOUSING_IN_REGISTER),
        ("age = 1\n", 'age = 1\ngroup = "alter_1"\n', Code.GROUP_OR_AGE),
        ("age = 1\n", "", Code.TARGET_OF_NOBODY),
        ("reserve_pct = 5", "reserve_pct = 95", Code.RESERVE_ABOVE_TARGET),
        ("age = 1\n", "age = 2\n", Code.TARGET_TWICE),
        ("age = 1\n", "age = 7\n", Code.TARGET_UNUSED),
        ("target_pct = 90", "target_pct = 111", Code.TARGET_HIGH),
        ("age = 1\n", 'age = 1\narea = "nrd"\n', Code.NAMED_AREA_UNKNOWN),
        ("age = 1\n", 'age = 1\narea = "west"\n', None),
        ("age = 1\n", 'age = 1\nyear = "2026"\n', Code.KITA_YEAR_NEEDED),
        ('group_names = { "eins" = "alter_1" }', 'group_names = { "eins" = "alter_11" }', Code.NOT_DECLARED),
        ('coverage = "kita_u3"\nperiod', 'coverage = "kita"\nperiod', Code.NOT_DECLARED),
        ('"Ü3" = "ue3"', '"Ü3" = "ue4"', Code.NOT_DECLARED),
        ('offer = "kita"\ntarget_group_names', 'offer = "ktp"\ntarget_group_names', Code.NOT_DECLARED),
        ("[planning.measures]", "[planning.rules.network]\n[planning.measures]", Code.KEY_MISSING),
    ],
)
def test_settings_that_do_not_fit_are_told(old: str, new: str, code: Code | None, tmp_path: Path) -> None:
    problems = told(tmp_path, sections={old: new})
    assert {one.code for one in problems} == (set() if code is None else {code})
    assert all(one.file == TOML for one in problems)


def test_two_targets_for_one_age_are_told_with_both_places(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, sections={"age = 1\n": "age = 2\n"})
    assert (problem.column, problem.fields["other"], problem.value) == ("targets[2]", "targets[1]", "60, 90")


def test_rules_of_the_preset_hold_where_the_project_has_none(tmp_path: Path) -> None:
    own = """[planning.rules.network]
source = { de = "Vereinbarung (erfunden)" }
as_of = 2024-01-01
max_houses = 4
max_m = 2500

[planning.measures]"""
    rules = read_project(write_planned(tmp_path, {"sections": {"[planning.measures]": own}})).project.planning.rules
    assert rules.network is not None
    assert rules.entry_classes is not None
    assert (rules.network.max_houses, rules.entry_classes.further_per) == (4, 25)


def test_births_that_do_not_add_up_to_the_city_are_told_at_its_row(tmp_path: Path) -> None:
    births = "KEY;JAHR;GEBURTEN\nnord;2023;12\nmitte;2023;10\nhafen;2023;3\nheide;2023;0\nGesamtstadt;2023;30\n"
    (problem,) = told(tmp_path, {BIRTHS: births})
    assert (problem.code, problem.file, problem.row) == (Code.BIRTHS_NOT_THE_CITY, BIRTHS, 6)
    assert (problem.fields["sum"], problem.fields["city"]) == ("25", "30")


def test_a_place_count_without_group_or_kind_is_told_with_its_row(tmp_path: Path) -> None:
    places = "facilities/plaetze.csv"
    (problem,) = told(tmp_path, **{places: {"k2;U3;2023/24;12": "k2;;2023/24;12"}})
    assert (problem.code, problem.file, problem.row, problem.column) == (Code.CELL_EMPTY, places, 4, "GRUPPE")


@pytest.mark.slow
def test_counts_of_children_are_marked_as_such(tmp_path: Path) -> None:
    for number, row in enumerate(("k1;nord;7;2023/24;eins", "k1;heide;-1;2023/24;", "k1;heide;zwei;2023/24;")):
        (problem,) = told(tmp_path / str(number), rows(USE, row))
        assert problem.about_persons


def test_groups_become_places_by_the_rules_of_the_land(tmp_path: Path) -> None:
    """Form III: 25 at 35 hours, 20 at 45; form II: ten, all under three. Places that are told go before groups."""
    files = in_groups(
        "m1;Gruppe III;k1;Ü3;;01.08.2025;geplant;1;III;35",
        "m2;Gruppe III endet;k1;Ü3;;01.08.2025;geplant;-2;III;45",
        "m3;Gruppe II;k1;U3;;01.08.2025;geplant;1;GF II;25",
        "m4;Gruppe I;k1;U3;5;01.08.2025;geplant;1;I;45",
    )
    found = read(tmp_path, files, **OF_GROUPS).planned
    assert cells(found, "measure", "places") == [["m1", 25], ["m2", -40], ["m3", 10], ["m4", 5]]


@pytest.mark.parametrize(
    "row",
    [
        "m2;G;k1;U3;;01.08.2025;geplant;1;I;45",
        "m2;G;k1;Ü3;;01.08.2025;geplant;1;IV;45",
        "m2;G;k1;Ü3;;01.08.2025;geplant;1;III;40",
        "m2;G;k1;Ü3;;01.08.2025;geplant;1;III;",
    ],
)
def test_groups_that_the_rules_leave_open_are_told(tmp_path: Path, row: str) -> None:
    found = [one for one in told(tmp_path, in_groups(row), **OF_GROUPS) if one.code == Code.GROUPS_UNFIT]
    assert [(one.row, one.column) for one in found] == [(2, "GRUPPEN")]

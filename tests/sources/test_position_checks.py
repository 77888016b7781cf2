"""A second list of the same facilities: which positions differ, and which ids only one list has."""

from pathlib import Path

import pytest
from cities import write_city

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.intake import Intake
from sozialraum.sources.establishments.facilities import read_facilities
from sozialraum.sources.inputs import in_order
from sozialraum.sources.project import read_project

TOML = "projekt.toml"
OTHER = "zweite.csv"
# Kita k1 stands at 500300 5701500, k2 at 501000 5701500, k3 at 502500 5700500; k4 has no position
SECOND = """ID;X;Y
k1;500300;5701900
k2;501000;5702100
k3;;
k4;500000;5700000
k2;0;0
k8;500000;5700000
k9;500000;5700000
"""
CHECK = """[[facility_types.position_checks]]
file = "zweite.csv"
columns = { facility_id = "ID", x = "X", y = "Y" }
crs = "EPSG:25832"

"""


def checked(folder: Path, second: str = SECOND, check: str = CHECK) -> tuple[list[Intake], list[Problem]]:
    """The account of the second list, and every Problem."""
    next_type = '[[facility_types]]\nid = "grundschule"'
    project = write_city(folder, replace={TOML: {next_type: check + next_type}}, add={OTHER: second})
    _, complete, intakes, problems = read_facilities(read_project(project), None, frozenset())
    assert complete
    return [one for one in intakes if one.entry == "facility_types.kita.position_checks[1]"], problems


def test_positions_that_differ_are_told_with_the_distance(tmp_path: Path) -> None:
    _, problems = checked(tmp_path)
    (differs,) = [problem for problem in problems if problem.code == Code.POSITIONS_DIFFER]
    assert (differs.file, differs.row, differs.value) == ("facilities/kitas.csv", 3, "k2")
    assert differs.fields == {"name": "Kita Grenzstein", "metres": "600", "other": "zweite.csv:3"}
    assert {problem.severity for problem in problems} == {Severity.WARNING}


def test_ids_of_one_list_only_are_counted(tmp_path: Path) -> None:
    _, problems = checked(tmp_path)
    told = {problem.code: (problem.file, dict(problem.fields)) for problem in problems}
    assert told[Code.NOT_IN_OTHER_LIST] == (
        "facilities/kitas.csv",
        {"count": "2", "other": "zweite.csv", "examples": "k5, k6"},
    )
    assert told[Code.ONLY_IN_OTHER_LIST] == (
        "zweite.csv",
        {"count": "2", "other": "facilities/kitas.csv", "examples": "k8, k9"},
    )
    assert told[Code.WITHOUT_POSITION_TO_COMPARE][1]["count"] == "2"
    assert told[Code.OTHER_LIST_REPEATS][1]["count"] == "1"


def test_every_row_of_the_second_list_is_accounted_for(tmp_path: Path) -> None:
    ((account,), _) = checked(tmp_path)
    assert (account.rows, account.used) == (8, 2)
    assert dict(account.listed) == {
        "heading": 1,
        Code.ONLY_IN_OTHER_LIST: 2,
        Code.OTHER_LIST_REPEATS: 1,
        Code.WITHOUT_POSITION_TO_COMPARE: 2,
    }


def test_a_tolerance_of_its_own(tmp_path: Path) -> None:
    _, problems = checked(tmp_path, check=CHECK.replace('crs = "', 'tolerance_m = 300\ncrs = "'))
    assert [problem.value for problem in problems if problem.code == Code.POSITIONS_DIFFER] == ["k1", "k2"]


def test_what_it_says_of_homes_is_about_persons(tmp_path: Path) -> None:
    private = 'file = "facilities/kitas.csv"'
    next_type = '[[facility_types]]\nid = "grundschule"'
    project = write_city(
        tmp_path,
        replace={TOML: {private: f'{private}\nposition = "never_mapped"', next_type: CHECK + next_type}},
        add={OTHER: SECOND},
    )
    _, _, _, problems = read_facilities(read_project(project), None, frozenset())
    quoting = [problem for problem in problems if "examples" in problem.fields or "metres" in problem.fields]
    assert len(quoting) == 3
    assert all(problem.about_persons for problem in quoting)


@pytest.mark.parametrize("cell", ["etwa 500300", "-", ""])
def test_a_cell_of_a_list_that_is_only_compared_stops_no_build(tmp_path: Path, cell: str) -> None:
    _, problems = checked(tmp_path, f"ID;X;Y\nk1;{cell};5701500\nk2;501000;5701500\n")
    assert problems
    assert not any(problem.is_error for problem in problems)


def test_a_second_list_without_positions_is_a_fault(tmp_path: Path) -> None:
    _, problems = checked(tmp_path, check=CHECK.replace(', x = "X", y = "Y"', ""))
    assert [problem.code for problem in problems if problem.is_error] == [Code.POSITION_CHECK_EMPTY]


def test_positions_that_differ_are_told_one_by_one_however_many() -> None:
    many = [
        Problem(code, "a.csv", row, value=str(row), severity=Severity.WARNING)
        for code in (Code.POSITIONS_DIFFER, Code.FACILITY_TWICE)
        for row in range(183)
    ]
    told = [problem.code for problem in in_order(many)]
    assert told.count(Code.POSITIONS_DIFFER) == 183
    assert told.count(Code.FACILITY_TWICE) == 100
    assert told.count(Code.FURTHER) == 1

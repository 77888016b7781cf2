"""What placement found odd is told with file, row and names; nothing of it stops a build."""

import pytest
from built import built

from sozialraum.errors import Problem
from sozialraum.model.codes import Code


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    build = built(tmp_path_factory.mktemp("city"))
    return [problem for problem in build.results.problems if problem.file == "facilities/kitas.csv"]


def test_what_is_odd_is_told_in_order_of_rows(told: list[Problem]) -> None:
    """k2 stands on the border (row 3), k3 outside (row 4), k5 in Mitte but says Nord (row 6); k4 is only stated."""
    assert [(problem.code, problem.row, problem.value) for problem in told] == [
        (Code.FACILITY_ON_BORDER, 3, "Kita Grenzstein"),
        (Code.FACILITY_OUTSIDE, 4, "Kita Ausblick"),
        (Code.FACILITY_CONFLICT, 6, "Kita Irrtum"),
    ]
    assert not any(problem.is_error for problem in told)


def test_a_conflict_names_both_sides(told: list[Problem]) -> None:
    assert (told[2].fields["stated"], told[2].fields["found"]) == ("Nord", "Mitte")


def test_a_facility_that_says_nothing_about_its_places_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    """k4 loses its zero: no number is not a zero. k6 is only planned and need not say any."""
    replace = {"facilities/plaetze.csv": {"k4;U3;2023/24;0;\n": ""}}
    problems = built(tmp_path_factory.mktemp("silent"), replace).results.problems
    silent = [problem for problem in problems if problem.code == Code.PLACES_MISSING]
    assert [(problem.value, problem.row, problem.fields["offer"]) for problem in silent] == [
        ("Kita Kaimauer", 5, "Kita")
    ]


def test_schematic_borders_contradict_nobody(tmp_path_factory: pytest.TempPathFactory) -> None:
    toml = {
        'geography = "Stadtteile 2023"': (
            'geography = "Stadtteile 2023"\n'
            'schematic = { de = "schematisch" }\nschematic_short = { de = "schematisch" }'
        )
    }
    problems = built(tmp_path_factory.mktemp("schematic"), {"projekt.toml": toml}).results.problems
    assert Code.FACILITY_CONFLICT not in {problem.code for problem in problems}

"""What is said of lists of childminders: where something is odd, and no text that somebody wrote there."""

from dataclasses import replace

import pytest

from sozialraum.analysis.homes import Homes, public_intake, public_problem
from sozialraum.errors import Problem, Severity
from sozialraum.model.intake import Aspect, Guess, Intake, KeyMatch

NOBODY = Homes(frozenset(), frozenset())
OF_A_SHEET = Homes(
    frozenset({("listen.xlsx", "Tagespflege"), ("pflege_*.csv", "")}), frozenset({"tp7", "Erika Muster"})
)
TOLD = Problem("SR-453", "", row=7, column="Name", value="Erika M.", fields={"name": "Erika M."})


@pytest.mark.parametrize(
    ("file", "public"),
    [
        ("listen.xlsx · Tagespflege", "listen.xlsx"),
        ("listen.xlsx · Tagespflege!B7", "listen.xlsx"),
        ("listen.xlsx", "listen.xlsx"),
        ("pflege_Muster.csv", "pflege_*.csv"),
        ("pflege_Muster.csv · Muster", "pflege_*.csv"),
    ],
)
def test_a_problem_of_a_list_of_homes_quotes_nothing(file: str, public: str) -> None:
    """File, row and code must do."""
    told = public_problem(replace(TOLD, file=file), OF_A_SHEET)
    assert told == Problem("SR-453", public, row=7, column="…", value="…", fields={"name": "…"})


@pytest.mark.parametrize(
    "file", ["listen.xlsx · Kitas", "listen.xlsx · Tagespflege 2", "andere.xlsx · Tagespflege", "pflege.csv"]
)
def test_other_files_and_sheets_are_quoted(file: str) -> None:
    problem = replace(TOLD, file=file)
    assert public_problem(problem, OF_A_SHEET) == problem
    assert public_problem(replace(TOLD, file="listen.xlsx · Tagespflege"), NOBODY).value == "Erika M."


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        ("tp7", {}),
        ("k1", {"examples": "k3, Erika Muster, …"}),
        ("k1", {"other": "listen.xlsx · Tagespflege:7"}),
        ("k1", {"other": "pflege_Muster.csv:7"}),
    ],
)
def test_another_file_that_names_a_home_is_not_quoted(value: str, fields: dict[str, str]) -> None:
    problem = Problem("SR-415", "plaetze.csv", 3, "NR", value, fields, Severity.WARNING)
    assert public_problem(problem, OF_A_SHEET) == replace(problem, value="…", fields=dict.fromkeys(fields, "…"))
    assert public_problem(problem, NOBODY) == problem


def test_what_counts_people_is_not_quoted() -> None:
    problem = Problem(
        "SR-526", "kinder.csv", 3, "Kinder", "3¹", {"number": "3"}, Severity.WARNING, about_persons=True
    )
    assert public_problem(problem, NOBODY) == replace(problem, value="…", fields={"number": "…"})


@pytest.mark.parametrize(
    ("file", "layer", "public"),
    [
        ("listen.xlsx", "Tagespflege", "listen.xlsx"),
        ("listen.xlsx", "Tagespflege.csv", "listen.xlsx"),  # in an archive
        ("pflege_Muster.csv", "", "pflege_*.csv"),
    ],
)
def test_the_account_of_a_list_of_homes_quotes_nothing(file: str, layer: str, public: str) -> None:
    """How many rows there are, how many areas were found and by which rule stays."""
    match = KeyMatch("Ort", 1, (("bei Frau Muster", "nord", "alias"),), (("Musterweg 3", "Nord"),), ("hafen",))
    read = (Guess(Aspect.LAYER, "Muster"), Guess(Aspect.HEADER_ROWS, "1"), Guess(Aspect.RANGE, "A1:C3"))
    intake = Intake("facility_types.tagespflege", file, layer, read, 3, 3, {}, match)
    told = replace(match, column="…", by_rule=(("…", "nord", "alias"),), unmatched=(("…", "…"),))
    assert public_intake(intake, OF_A_SHEET) == replace(intake, file=public, layer="", guesses=(read[1],), match=told)
    assert public_intake(intake, NOBODY) == intake
    assert public_intake(replace(intake, layer="Kitas", file="listen.xlsx"), OF_A_SHEET).match == match

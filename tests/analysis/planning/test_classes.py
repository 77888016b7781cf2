"""Entry classes and the municipal class number, at every boundary."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import long

import sozialraum.catalogue
from sozialraum.analysis.planning.classes import class_number, class_totals, classes_of_schools, entry_classes
from sozialraum.model.planning_tables import REGISTRATIONS
from sozialraum.model.school_rules import PlanningRules
from sozialraum.model.tables import records

TEXT = (Path(next(iter(sozialraum.catalogue.__path__))) / "rules" / "nrw.toml").read_text(encoding="utf-8")
RULES = PlanningRules.model_validate(tomllib.loads(TEXT))
STEPS, NUMBER = RULES.entry_classes, RULES.class_number
assert STEPS is not None
assert NUMBER is not None


@pytest.mark.parametrize(
    ("entrants", "classes"),
    [
        (0, 0), (1, 1), (14, 1), (15, 1), (29, 1), (30, 2), (56, 2), (57, 3), (81, 3), (82, 4), (104, 4), (105, 5),
        (125, 5), (126, 6), (150, 6), (151, 7), (175, 7), (176, 8), (200, 8), (201, 9),
    ],
)  # fmt: skip
def test_class_steps_at_every_boundary(entrants: int, classes: int) -> None:
    assert entry_classes(entrants, STEPS) == classes


@pytest.mark.parametrize(
    ("entrants", "most", "quotient"),
    [
        (0, 0, "0"),
        (1, 1, "0.04, up"),
        (322, 14, "14 whole"),
        (323, 15, "14.04, up"),
        (345, 15, "15 whole"),
        (346, 15, "15.04, nearest"),
        (356, 15, "15.48, nearest"),
        (357, 16, "15.52, nearest"),
        (689, 30, "29.96, nearest"),
        (690, 30, "30 whole"),
        (691, 30, "30.04, down"),
        (712, 30, "30.96, down"),
        (713, 31, "31 whole"),
        (1379, 59, "59.96, down"),
        (1380, 60, "60 whole"),
        (1381, 59, "60.04, down and one less"),
        (1610, 70, "70 whole"),
        (1632, 69, "70.96, down and one less"),
    ],
)
def test_the_municipal_class_number_at_every_boundary(entrants: int, most: int, quotient: str) -> None:
    assert class_number(entrants, NUMBER) == most


def test_classes_of_schools_by_hand() -> None:
    """29 + 57 + 12: 1 + 3 + 1 = 5 classes; 98 : 23 = 4.26, at most 5. The mean of 12 lies below 15, 19 within."""
    rows = long(
        """
        | facility_id | year    | children |
        |-------------|---------|----------|
        | s1          | 2026/27 |       29 |
        | s2          | 2026/27 |       57 |
        | s3          | 2026/27 |       12 |
        | s1          | 2027/28 |       30 |
        | s2          | 2027/28 |          |
        | s1          | 2028/29 |     29.5 |
        | s1          | 2029/30 |        0 |
        """,
        REGISTRATIONS,
    )
    found = classes_of_schools(rows, STEPS)
    assert found["classes"].astype(object).where(found["classes"].notna(), None).tolist() == [
        1, 3, 1, 2, None, None, 0,
    ]  # fmt: skip
    assert found["band"].tolist() == ["within", "within", "below", "within", "", "", ""]
    assert found["reason"].tolist() == ["", "", "", "", "registrations_unknown", "registrations_unfit", ""]
    totals = records(class_totals(found, NUMBER, ["2026/27", "2027/28"]))
    assert [totals[0][name] for name in ("children", "classes", "richtzahl", "above")] == [98, 5, 5, 0]
    assert [totals[1]["unknown_schools"], totals[1]["reason"]] == [1, "registrations_unknown"]


def test_more_classes_than_the_municipality_may_form() -> None:
    """Six schools with 30 each form 12 classes; 180 : 23 = 7.83, at most 8: 4 too many."""
    drawn = "\n".join(f"| s{at} | 2026/27 | 30 |" for at in range(6))
    found = classes_of_schools(long(f"| facility_id | year | children |\n{drawn}", REGISTRATIONS), STEPS)
    total = records(class_totals(found, NUMBER, ["2026/27"]))[0]
    assert [total["classes"], total["richtzahl"], total["above"]] == [12, 8, 4]


@given(entrants=st.integers(0, 2000))
def test_more_entrants_never_form_fewer_classes_of_a_school(entrants: int) -> None:
    assert entry_classes(entrants, STEPS) <= entry_classes(entrants + 1, STEPS)
    assert entrants <= 29 * entry_classes(entrants, STEPS)


def test_rules_that_contradict_themselves_are_refused() -> None:
    for old, new in (
        ("{ up_to = 56, classes = 2 }", "{ up_to = 29, classes = 2 }"),
        ("{ below = 30,", "{ below = 15,"),
        ('{ rounding = "down", minus = 1 }', '{ below = 90, rounding = "down", minus = 1 }'),
        ('year = "2027/28"', 'year = "2026/27"'),
        ('year = "2027/28"', 'year = "2027"'),
        ("weekly_hours = [45], children = 20", "weekly_hours = [35, 45], children = 20"),
        ("u3 = [4, 6]", "u3 = [6, 4]"),
        ("band = [15, 29]", "band = [29, 15]"),
    ):
        assert old in TEXT
        with pytest.raises(ValueError, match="validation error"):
            PlanningRules.model_validate(tomllib.loads(TEXT.replace(old, new)))

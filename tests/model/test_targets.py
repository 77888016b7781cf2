"""Targets of the council: what holds, and what contradicts itself."""

import pytest
from pydantic import ValidationError
from rows import coverage

from sozialraum.errors import Severity
from sozialraum.model.codes import Code
from sozialraum.model.targets import Target, all_targets, held, target_problems, target_rows, with_target

SOURCE = {"de": "erfunden"}
AGES = {f"age_{age}": frozenset({age}) for age in range(6)} | {"u3": frozenset({0, 1, 2})}
U3 = coverage(cohorts=["age_0", "age_1", "age_2"], target_quota_pct=None, target_source=None)


def target(**more: object) -> Target:
    return Target(**{"target_pct": 50, "source": SOURCE, **more})


def codes(*targets: Target, coverages: tuple[object, ...] = (U3,)) -> list[Code]:
    return [one.code for one in target_problems(targets, coverages, AGES, 110, "projekt.toml")]  # type: ignore[arg-type, misc]  # a str is a Code here


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"age": 1}, {"age": 1}, [Code.TARGET_TWICE]),
        ({"age": 1}, {"age": 2}, []),
        ({"age": 1}, {"group": "age_1"}, [Code.TARGET_TWICE]),
        ({"group": "u3"}, {"age": 1}, [Code.TARGET_TWICE]),
        ({"coverage": "kita_u3"}, {"age": 1}, [Code.TARGET_TWICE]),
        ({"age": 1}, {"age": 1, "year": "2026/27"}, []),
        ({"age": 1, "year": "2025/26"}, {"age": 1, "year": "2026/27"}, []),
        ({"age": 1, "year": "2026/27"}, {"age": 1, "year": "2026/27"}, [Code.TARGET_TWICE]),
        ({"age": 1}, {"age": 1, "area": "nord"}, []),
        ({"age": 1, "area": "nord"}, {"age": 1, "area": "nord"}, [Code.TARGET_TWICE]),
        ({"age": 1}, {"age": 1, "coverage": "kita_u3"}, [Code.TARGET_TWICE]),
    ],
)
def test_two_targets_for_one_age_and_year_are_an_error(
    one: dict[str, object], other: dict[str, object], expected: list[Code]
) -> None:
    found = target_problems([target(**one), target(**other)], [U3], AGES, 110, "projekt.toml")
    assert [problem.code for problem in found] == expected
    assert all(problem.is_error for problem in found)


def test_the_quota_of_a_coverage_is_a_target_like_any_other() -> None:
    old = coverage(cohorts=["age_0"], target_quota_pct=35)
    every = all_targets([old], [target(age=0)])
    assert [(one.coverage, one.target_pct) for one in every] == [("kita_u3", 35), (None, 50)]
    assert codes(*every, coverages=(old,)) == [Code.TARGET_TWICE]


def test_a_coverage_without_cohorts_keeps_its_quota() -> None:
    old = coverage(target_quota_pct=35)
    assert codes(*all_targets([old], []), coverages=(old,)) == []
    assert target_rows(all_targets([old], []), "de")[0]["target_pct"] == 35


@pytest.mark.parametrize(("pct", "warned"), [(100, False), (105, False), (110, False), (110.1, True), (120, True)])
def test_a_reserve_above_110_is_a_warning(pct: float, warned: bool) -> None:
    found = target_problems([target(age=1, target_pct=pct)], [U3], AGES, 110, "projekt.toml")
    assert [(one.code, one.severity) for one in found] == [(Code.TARGET_HIGH, Severity.WARNING)] * warned


def test_a_target_finer_than_the_children_is_told() -> None:
    coarse = coverage(cohorts=["u3"], target_quota_pct=None, target_source=None)
    assert codes(target(age=1), coverages=(coarse,)) == [Code.TARGET_FINER]
    assert codes(target(group="u3"), coverages=(coarse,)) == []


def test_a_target_that_nothing_uses_is_told() -> None:
    assert codes(target(age=5)) == [Code.TARGET_UNUSED]


def test_cohorts_that_share_an_age_are_an_error() -> None:
    twice = coverage(cohorts=["u3", "age_1"], target_quota_pct=None, target_source=None)
    assert codes(coverages=(twice,)) == [Code.COHORTS_OVERLAP]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"age": 1, "group": "u3"},
        {"age": 1, "year": "2026"},
        {"age": 1, "year": "26/27"},
        {"age": 1, "target_pct": -1},
        {"age": 1, "reserve_pct": 60},
    ],
)
def test_a_target_says_of_whom_and_when(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        target(**wrong)


def test_a_coverage_has_a_target_by_its_own_quota_or_by_any_target_that_names_it_or_none() -> None:
    own = coverage(id="own")
    bare = coverage(id="bare", target_quota_pct=None, target_source=None)
    assert with_target([own, bare], []) == {"own"}
    assert with_target([own, bare], [target(coverage="bare", age=1, year="2027/28")]) == {"own", "bare"}
    assert with_target([bare], [target(coverage="other", age=1)]) == frozenset()
    assert with_target([bare], [target(age=1)]) == {"bare"}


@pytest.mark.parametrize(
    ("around", "year", "number"),
    [
        (["hafen", "ost", "city"], "2025/26", 3),
        (["mitte", "west", "city"], "2025/26", 2),
        (["heide", "city"], "2025/26", 1),
        (["heide", "city"], "2024/25", 0),
        (["nord", "city"], "2025/26", None),
    ],
)
def test_the_smaller_area_goes_before_the_year_and_of_two_that_differ_none_holds(
    around: list[str], year: str, number: int | None
) -> None:
    drawn = [("", "", 40), ("2025/26", "", 45), ("", "west", 50), ("", "hafen", 60), ("", "nord", 1), ("", "nord", 2)]
    rows: list[dict[str, object]] = [
        {"coverage": "", "group": "u3", "age": None, "year": of_year, "area_id": area, "target_pct": pct}
        for of_year, area, pct in drawn
    ]
    ages = {"u3": frozenset({0, 1, 2}), "eins": frozenset({1})}
    assert held(rows, "kita_u3", "eins", ages, year, around) == number
    assert held(rows, "kita_u3", "unknown", ages, year, around) is None

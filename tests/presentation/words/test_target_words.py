"""Targets in words: who is meant, what of it is a reserve, who decided."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sozialraum.model.cohorts import Cohorts
from sozialraum.model.rules import Coverage
from sozialraum.model.targets import Target
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.target_words import has_target, target_text, targets_ahead
from sozialraum.presentation.words.texts import texts

YEAR = "2023/24"
Says = Callable[[Context, Coverage, str, str], str]


def cohorts() -> Cohorts:
    group = {"label": {"de": "lang"}, "kind": "kita"}
    return Cohorts.model_validate(
        {
            "label": {"de": "Regeln"},
            "year_starts": "08-01",
            "ages_fixed_on": "11-01",
            "school_cut_off": "09-30",
            "school_entry_age": 6,
            "source": {"de": "erfunden"},
            "as_of": "2024-01-01",
            "groups": [
                {**group, "id": "null", "from_age": 0, "to_age": 0},
                {**group, "id": "eins", "from_age": 1, "to_age": 1},
                {**group, "id": "zwei", "from_age": 2, "to_age": 2},
                {**group, "id": "u3", "from_age": 0, "to_age": 2},
                {**group, "id": "bis_schule", "short": {"de": "5 bis zur Schule"}, "from_age": 5, "until": "school"},
            ],
        }
    )


def target(pct: float, **more: object) -> Target:
    usual = {} if {"age", "group"} & more.keys() else {"coverage": "kita_u3"}
    return Target.model_validate({"target_pct": pct, "source": {"de": "Beschluss vom 14.03.2024"}, **usual, **more})


def told(
    context: Context,
    targets: list[Target],
    area: str = "nord",
    year: str = YEAR,
    says: Says = target_text,
    **coverage: object,
) -> str:
    """What is said of a coverage with cohorts 0, 1 and 2 and these targets only."""
    usual = {"cohorts": ["null", "eins", "zwei"], "target_quota_pct": None, "target_source": None}
    one: Coverage = context.project.coverage[0].model_copy(update={**usual, **coverage})
    changed = {"targets": targets, "coverage": [one], "cohorts": cohorts()}
    own = replace(context, project=context.project.model_copy(update=changed))
    return says(own, one, year, area)


@pytest.mark.parametrize(
    ("targets", "text"),
    [
        ([], ""),
        ([target(48)], "48 % der Kinder; Beschluss vom 14.03.2024"),
        ([target(48.5, group="u3")], "48,5 % der Kinder; Beschluss vom 14.03.2024"),
        (
            [target(10, age=0), target(60, age=1), target(75, age=2)],
            "unter 1 Jahr 10\u202f%, 1 Jahr 60\u202f%, 2 Jahre 75\u202f%; Beschluss vom 14.03.2024",
        ),
        (
            [target(60, age=1), target(75, age=2)],
            "unter 1 Jahr ohne Zielquote, 1 Jahr 60\u202f%, 2 Jahre 75\u202f%; Beschluss vom 14.03.2024",
        ),
        (
            [target(103, reserve_pct=3)],
            "103 % der Kinder; darin 3 Prozentpunkte Reserve; Beschluss vom 14.03.2024",
        ),
        (
            [target(10, age=0), target(60, age=1, reserve_pct=2), target(75, age=2)],
            (
                "unter 1 Jahr 10\u202f%, 1 Jahr 60\u202f%, 2 Jahre 75\u202f%; teils mit Reserve; "
                "Beschluss vom 14.03.2024"
            ),
        ),
        ([target(50), target(48, year=YEAR)], "48 % der Kinder; Beschluss vom 14.03.2024"),
        ([target(50), target(48, year="2024/25")], "50 % der Kinder; Beschluss vom 14.03.2024"),
        (
            [target(50), target(40, area="west"), target(30, area="mitte")],
            "40 % der Kinder; Beschluss vom 14.03.2024",
        ),
        ([target(50, year=YEAR), target(40, area="nord")], "40 % der Kinder; Beschluss vom 14.03.2024"),
        ([target(50, coverage="anderes")], ""),
    ],
)
def test_what_holds_is_told_as_the_council_set_it(context: Context, targets: list[Target], text: str) -> None:
    assert told(context, targets) == text


SAID = "; Beschluss vom 14.03.2024"


@pytest.mark.parametrize(
    ("targets", "text"),
    [
        ([], ""),
        ([target(50)], f"50 % der Kinder{SAID}"),
        ([target(50), target(50, year="2025/26")], f"50 % der Kinder{SAID}"),  # nothing changes
        ([target(50), target(40, year="2020/21")], f"50 % der Kinder{SAID}"),  # it is over
        (
            [target(50), target(60, year="2025/26"), target(60, year="2026/27"), target(65, year="2027/28")],
            f"50 % der Kinder{SAID}; 2025/26, 2026/27: 60 % der Kinder; 2027/28: 65 % der Kinder",
        ),
        (
            [target(60, age=1), target(75, age=2), target(80, age=2, year="2026/27", reserve_pct=2)],
            (
                f"unter 1 Jahr ohne Zielquote, 1 Jahr 60\u202f%, 2 Jahre 75\u202f%{SAID}; 2026/27: "
                "unter 1 Jahr ohne Zielquote, 1 Jahr 60\u202f%, 2 Jahre 80\u202f%; teils mit Reserve"
            ),
        ),
        (
            [target(50), target(60, year="2025/26", source={"de": "Ratsbeschluss"})],
            f"50 % der Kinder{SAID}; 2025/26: 60 % der Kinder; Ratsbeschluss",
        ),
        ([target(60, year="2025/26")], f"2025/26: 60 % der Kinder{SAID}"),
        (
            [target(60, year=YEAR), target(60, year="2026/27")],
            f"60 % der Kinder{SAID}; 2024/25, 2025/26: keine Zielquote",
        ),
    ],
)
def test_targets_of_later_years_are_told_with_their_year(context: Context, targets: list[Target], text: str) -> None:
    assert told(context, targets, says=targets_ahead) == text


def test_where_the_parts_of_the_city_differ_it_is_told_from_when_they_are_others(context: Context) -> None:
    differing = [target(50), target(40, area="nord")]
    later = target(45, area="nord", year="2025/26")
    assert told(context, differing, "city", says=targets_ahead) == "Stadtteile mit verschiedenen Zielquoten"
    said = told(context, [*differing, later], "city", says=targets_ahead)
    assert said == "Stadtteile mit verschiedenen Zielquoten; 2025/26: andere, je nach Gebiet verschieden"
    alike = target(50, area="nord", year="2025/26")
    said = told(context, [*differing, alike], "city", says=targets_ahead)
    assert said == f"Stadtteile mit verschiedenen Zielquoten; 2025/26: 50 % der Kinder{SAID}"


def test_later_years_in_english(context: Context) -> None:
    english = replace(context, words=texts("en"))
    said = told(english, [target(50), target(60, year="2025/26")], says=targets_ahead)
    assert said.endswith("; 2025/26: 60% of the children")


def test_a_larger_area_whose_parts_differ_says_so(context: Context) -> None:
    differing = [target(50), target(40, area="nord")]
    assert told(context, differing, "west") == "Stadtteile mit verschiedenen Zielquoten"
    assert told(context, differing, "city") == "Stadtteile mit verschiedenen Zielquoten"
    assert told(context, differing, "ost") == "50 % der Kinder; Beschluss vom 14.03.2024"


def test_a_group_to_school_has_its_own_name(context: Context) -> None:
    said = told(context, [target(75, age=2), target(100, group="bis_schule")], cohorts=["zwei", "bis_schule"])
    assert said == "2 Jahre 75\u202f%, 5 bis zur Schule 100\u202f%; Beschluss vom 14.03.2024"


def test_two_sources_are_both_named(context: Context) -> None:
    other = target(75, age=2, source={"de": "Ratsbeschluss"})
    assert told(context, [target(60, age=1), other], cohorts=["eins", "zwei"]).endswith(
        "; Beschluss vom 14.03.2024, Ratsbeschluss"
    )


def test_the_target_of_the_coverage_itself_is_one_too(context: Context) -> None:
    more = {"cohorts": [], "target_quota_pct": 35.0, "target_source": {"de": "Ratsbeschluss"}}
    assert told(context, [], **more) == "35 % der Kinder; Ratsbeschluss"


def test_in_english(context: Context) -> None:
    english = replace(context, words=texts("en"))
    assert told(english, [target(10, age=0), target(60, age=1), target(75, age=2)]).startswith(
        "under 1 10%, age 1 60%, age 2 75%"
    )


def test_a_coverage_has_a_target_where_places_are_needed_by_one(context: Context) -> None:
    has = {one.id: has_target(context, one) for one in context.project.coverage}
    assert has["kita_u3"]

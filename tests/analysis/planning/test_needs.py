"""Places needed of a larger area whose own number is given, where one of its Sozialräume is unknown."""

import pandas as pd
import pytest
from analysis.planning.given import AGES, MEMBERS, YEAR, children, of_areas, targets
from rows import coverage

from sozialraum.analysis.planning.needs import demand

# Nord is withheld; the city's 100 and West's 80 children are given, so that Nord, for whom the 50 % hold, has 40
CHILDREN = """
    | area_id | group | value | status |
    |---------|-------|-------|--------|
    | nord    | age_1 |       | Q      |
    | mitte   | age_1 |    40 | A      |
    | hafen   | age_1 |    20 | A      |
    | west    | age_1 |    80 | A      |
    | city    | age_1 |   100 | A      |
"""
ONE = coverage(cohorts=["age_1"], target_quota_pct=None, target_source=None)


def needed(drawn: str) -> dict[str, float | None]:
    found = demand(ONE, children(CHILDREN), targets(drawn), AGES, MEMBERS, YEAR).needed
    assert found is not None
    return of_areas(found.value)


def test_a_known_area_with_its_own_target_is_put_right_by_hand() -> None:
    found = needed("""
        | coverage | group | area_id | target_pct |
        |----------|-------|---------|------------|
        |          | age_1 |         |         50 |
        |          | age_1 | hafen   |         80 |
    """)
    assert found["nord"] is None
    assert [found[one] for one in ("mitte", "hafen")] == [20, 16]
    assert found["west"] == 40
    assert found["city"] == 20 + 16 + 20


def test_the_unknown_area_may_have_a_target_of_its_own() -> None:
    found = needed("""
        | coverage | group | area_id | target_pct |
        |----------|-------|---------|------------|
        |          | age_1 |         |         50 |
        |          | age_1 | nord    |         80 |
    """)
    assert found["west"] == pytest.approx(0.8 * 40 + 20)
    assert found["city"] == pytest.approx(0.8 * 40 + 20 + 10)


def test_an_age_that_is_known_everywhere_keeps_its_several_targets() -> None:
    """Of the older age, known everywhere, Nord needs 10 x 20 % = 2, Mitte 20 x 60 % = 12, Hafen 30 x 60 % = 18."""
    both = coverage(cohorts=["age_1", "age_2"], target_quota_pct=None, target_source=None)
    older = """
    | area_id | group | value | status |
    |---------|-------|-------|--------|
    | nord    | age_2 |    10 | A      |
    | mitte   | age_2 |    20 | A      |
    | hafen   | age_2 |    30 | A      |
    | west    | age_2 |    30 | A      |
    | city    | age_2 |    60 | A      |
"""
    wanted = targets("""
        | coverage | group | area_id | target_pct |
        |----------|-------|---------|------------|
        |          | age_1 |         |         50 |
        |          | age_2 |         |         60 |
        |          | age_2 | nord    |         20 |
    """)
    heads = pd.concat([children(CHILDREN), children(older)], ignore_index=True)
    found = demand(both, heads, wanted, AGES, MEMBERS, YEAR).needed
    assert found is not None
    places = of_areas(found.value)
    assert places["nord"] is None
    assert places["west"] == 40 + 14
    assert places["city"] == 50 + 32

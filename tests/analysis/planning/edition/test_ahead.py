"""Which years ahead an edition withholds, by hand: what rests on few, what would tell it, who is pooled."""

import pytest
from analysis.planning.given import children
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import BOUND, FIVE
from rows import long

from sozialraum.analysis.ledger.children import children_cell
from sozialraum.analysis.planning.edition.ahead import areas_with_few, withheld_ahead
from sozialraum.analysis.planning.edition.pools import POOL, pools_of
from sozialraum.model.forecast import BIRTHS
from sozialraum.model.planning import ChildrenOfYears
from sozialraum.model.tables import frame

SIZES = {"a": 10.0, "b": 300.0, "c": 200.0, "d": 100.0, "e": 400.0}


def test_two_areas_of_a_bezirk_are_carried_on_together() -> None:
    pools, few = pools_of(FIVE, {"a", "c"}, SIZES)
    assert pools == {"a": f"{POOL}ost", "c": f"{POOL}ost"}
    assert few == {"a", "c"}


def test_one_alone_takes_in_the_smallest_neighbour() -> None:
    """Else it is what is left of the Bezirk, and not the smaller d of another one."""
    pools, few = pools_of(FIVE, {"a"}, SIZES)
    assert set(pools) == few == {"a", "c"}


def test_where_the_bezirk_tells_nothing_they_are_carried_on_in_the_city() -> None:
    pools, few = pools_of(FIVE, {"a", "d", "ost", "west"}, SIZES)
    assert pools == {"a": f"{POOL}city", "d": f"{POOL}city"}
    assert few == {"a", "d", "ost", "west"}


def test_a_bezirk_of_one_area_is_that_area() -> None:
    members = {"city": ["a", "b", "c"], "nord": ["a"], "a": ["a"], "b": ["b"], "c": ["c"]}
    pools, few = pools_of(members, {"a"}, {"b": 5.0, "c": 6.0})
    assert pools == {"a": f"{POOL}city", "b": f"{POOL}city"}
    assert few == {"a", "b", "nord"}


def test_without_the_city_nothing_is_told_of_the_years_ahead() -> None:
    assert pools_of(FIVE, {"a", "city", "ost"}, SIZES) == ({}, frozenset(FIVE))


@settings(max_examples=30, deadline=None)
@given(st.sets(st.sampled_from(sorted(FIVE)), min_size=1))
def test_nobody_is_alone_in_a_pool_and_what_is_told_is_made_of_whole_pools(few: set[str]) -> None:
    pools, gone = pools_of(FIVE, few, SIZES)
    assert few <= gone
    assert all(list(pools.values()).count(pool) > 1 for pool in pools.values())
    for area, parts in FIVE.items():
        if area not in gone:
            for pool in {pools[part] for part in parts if part in pools}:
                assert {part for part, own in pools.items() if own == pool} <= set(parts)


YEARS = ChildrenOfYears(counted_on={"2023/24": "2023-12-31", "2024/25": "2024-12-31"}, ahead=("2025/26",))


@pytest.mark.parametrize(("look_back", "few"), [(1, {"a", "d"}), (0, {"d"})])
def test_areas_of_which_a_number_is_withheld_within_the_years_looked_back(look_back: int, few: set[str]) -> None:
    """d has three births; what is projected are no births."""
    told = children("""
        | area_id | group   | year    | value |
        |---------|---------|---------|-------|
        | a       | alter_0 | 2023/24 |    20 |
        | a       | alter_0 | 2024/25 |    30 |
        | b       | alter_0 | 2024/25 |    30 |
    """)
    births = long(
        """
        | area_id | year | births | status |
        |---------|------|--------|--------|
        | d       | 2024 |      3 | A      |
        | e       | 2026 |      3 | F      |
        | c       | 2010 |      3 | A      |
        """,
        {**BIRTHS, "year": "Float64"},
    ).astype({"year": "int64"})
    withheld = {children_cell("a", "alter_0", "2023/24")}
    assert areas_with_few(YEARS, told, births, withheld, look_back, 5) == few


def test_small_years_ahead_are_protected_like_counted_ones() -> None:
    """Four in d would be what is left of west, whose numbers stay: so e goes too. a and c are carried on together."""
    told = children(
        f"""
        | area_id    | group   | value |
        |------------|---------|-------|
        | a          | alter_0 |    10 |
        | c          | alter_0 |    20 |
        | b          | alter_0 |    50 |
        | {POOL}ost  | alter_0 |    29 |
        | ost        | alter_0 |    79 |
        | d          | alter_0 |     4 |
        | e          | alter_0 |    30 |
        | west       | alter_0 |    34 |
        | city       | alter_0 |   113 |
        """,
        year="2025/26",
        status="F",
    )
    together = {
        "city": ["b", "d", "e", f"{POOL}ost"],
        "ost": ["b", f"{POOL}ost"],
        "west": ["d", "e"],
        "b": ["b"],
        "d": ["d"],
        "e": ["e"],
        f"{POOL}ost": [f"{POOL}ost"],
    }
    found = withheld_ahead(told, ["2025/26"], together, {"a", "c"}, BOUND)
    assert found == {children_cell(area, "alter_0", "2025/26") for area in ("a", "c", "d", "e")}


def test_without_years_ahead_there_is_nothing_to_withhold() -> None:
    nobody = children("| area_id | group | value |")
    assert withheld_ahead(nobody, [], FIVE, set(), BOUND) == set()
    assert areas_with_few(ChildrenOfYears(), nobody, frame(BIRTHS), set(), 3, 5) == set()

"""Few findings of many: each thing once, fields in turn, no area of burdens alone that has strengths."""

from random import Random

from analysis.noticing.drawn import finding, told
from hypothesis import given, settings
from hypothesis import strategies as st

from sozialraum.analysis.noticing.choice import chosen, each_once
from sozialraum.model.findings import Finding

FIELDS = {"a": "arbeit", "b": "arbeit", "c": "bildung", "d": "wohnen", "x": "arbeit"}


def test_the_more_exact_finding_replaces_the_plainer_one() -> None:
    found = [
        finding("above_city"),
        finding("overtook_city"),
        finding("rising"),
        finding("worsening_series"),
        finding("above_city", "mitte"),
        finding("falling", "mitte", "strength"),
        finding("above_city", indicator_id="other"),
    ]
    assert told(each_once(found)) == [
        ("mitte", "above_city", "burden"),
        ("mitte", "falling", "strength"),
        ("nord", "above_city", "burden"),
        ("nord", "overtook_city", "burden"),
        ("nord", "worsening_series", "burden"),
    ]


def test_fields_take_turns_before_one_speaks_twice() -> None:
    """Work has the two strongest; education and housing come before its second one."""
    found = [
        finding("above_city", indicator_id=id_, strength=strength)
        for id_, strength in (("a", 5.0), ("b", 4.0), ("c", 2.0), ("d", 1.0))
    ]
    assert [one.indicator_id for one in chosen(found, 3, FIELDS)] == ["a", "c", "d"]
    assert [one.indicator_id for one in chosen(found, 4, FIELDS)] == ["a", "c", "d", "b"]


def test_an_area_with_strengths_never_shows_burdens_alone() -> None:
    burdens = [finding("above_city", indicator_id=f"i{at}", strength=10.0 - at) for at in range(8)]
    strength = finding("below_city", weight="strength", indicator_id="z", strength=0.6)
    five = chosen([*burdens, strength], 5, {})
    assert [one.weight for one in five].count("strength") == 1
    assert len(five) == 5
    assert [one.weight for one in chosen([*burdens, strength], 2, {})] == ["burden", "strength"]
    strengths = [finding("below_city", weight="strength", indicator_id=f"s{at}", strength=0.5) for at in range(9)]
    assert [one.weight for one in chosen([*burdens, *strengths], 9, {})].count("strength") == 3
    assert [one.weight for one in chosen(burdens, 5, {})] == ["burden"] * 5


def test_the_city_comes_first_then_areas_by_id() -> None:
    found = [finding("above_city", "nord"), finding("above_city", "hafen"), finding("spread_grows", "city")]
    assert [one.area_id for one in chosen(found, 5, {})] == ["city", "hafen", "nord"]
    assert chosen([], 5, {}) == ()


RULES = st.sampled_from([("above_city", "burden"), ("below_city", "strength"), ("group_gap", "neutral")])
FOUND = st.lists(
    st.builds(
        lambda rule, area, id_, strength: finding(rule[0], area, rule[1], indicator_id=id_, strength=strength),
        RULES,
        st.sampled_from(["nord", "mitte", "city"]),
        st.sampled_from(["a", "b", "c", "d", "e"]),
        st.floats(0, 10),
    ),
    max_size=30,
    unique_by=lambda one: (one.area_id, one.rule, one.indicator_id),
)


@settings(max_examples=60, deadline=None)
@given(found=FOUND, most=st.integers(2, 12), order=st.randoms(use_true_random=False))
def test_promises_of_the_choice(found: list[Finding], most: int, order: Random) -> None:
    result = chosen(found, most, FIELDS)
    mixed = list(found)
    order.shuffle(mixed)
    assert chosen(mixed, most, FIELDS) == result
    for area in {one.area_id for one in found}:
        there = [one.weight for one in found if one.area_id == area]
        shown = [one.weight for one in result if one.area_id == area]
        assert len(shown) <= most
        assert ("strength" in shown) == ("strength" in there)
        assert ("burden" in shown) == ("burden" in there)
        if len(there) <= most:
            assert sorted(shown) == sorted(there)

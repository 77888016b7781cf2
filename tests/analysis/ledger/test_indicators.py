"""What is withheld of indicators so that nobody can work out a small count: drawn tables and their answers.

The smallest count is 5, three values must stay possible, zeros are shown. A pair 1 + 4 under 5 leaves 1 to 4.
"""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import SEX, edition, hidden, members, setting, source
from rows import indicator, indicators
from rules import made_rule

from sozialraum.analysis.ledger.indicators import indicator_ledger
from sozialraum.analysis.ledger.ledger import as_system, united
from sozialraum.analysis.protection.system import State
from sozialraum.model.disclosure_rules import StatedSum, Weights

PEOPLE = indicator("people", kind="count")
CITY = members(city="a b c d")


def people(drawn: str, **fixed: object) -> pd.DataFrame:
    return indicators(drawn, indicator_id="people", **fixed)


def row_of(*numbers: object, **fixed: object) -> pd.DataFrame:
    """Areas a, b, c ... and the city."""
    areas = ["city", *"abcdefgh"[: len(numbers) - 1]]
    lines = [f"| {area} | {number} |" for area, number in zip(areas, numbers, strict=True)]
    return people("\n".join(["| area_id | value |", *lines]), **fixed)


def test_a_small_count_by_itself_needs_no_partner() -> None:
    assert hidden(people("| area_id | value |\n| a | 3 |\n| b | 40 |"), setting(PEOPLE)) == ["a"]


def test_a_single_hidden_count_under_a_total_is_joined_by_the_cheapest_partner() -> None:
    rows = row_of(133, 3, 40, 30, 60)
    assert hidden(rows, setting(PEOPLE, members=CITY)) in (["a", "b"], ["a", "c"], ["a", "d"])
    weights = Weights(indicators={"people": 3.0})
    assert len(hidden(rows, setting(PEOPLE, members=CITY, weights=weights))) == 2


def test_two_fours_under_eight_are_widened() -> None:
    """Who knows that both are below five has 4 + 4; with a third one they may be anything."""
    assert len(hidden(row_of(108, 4, 4, 40, 60), setting(PEOPLE, members=CITY))) == 3
    assert hidden(row_of(106, 1, 5, 40, 60), setting(PEOPLE, members=CITY)) != ["a"]
    assert hidden(row_of(105, 2, 3, 40, 60), setting(PEOPLE, members=CITY)) == ["a", "b"]


def test_a_larger_area_beside_all_but_one_of_its_parts() -> None:
    """West is a + b: 3 in a follow from 43 and 40."""
    rows = people("""
        | area_id | value |
        |---------|-------|
        | a       |     3 |
        | b       |    40 |
        | c       |    30 |
        | d       |    60 |
        | west    |    43 |
        | city    |   133 |
    """)
    answer = hidden(rows, setting(PEOPLE, members=members(city="a b c d", west="a b")))
    assert "a" in answer
    assert "b" in answer or {"west", "c"} <= set(answer) or {"west", "d"} <= set(answer)
    assert "city" not in answer


def test_an_area_between_without_a_number_does_not_hide_the_sum() -> None:
    """Nothing is told of west, but the city is the sum of the Sozialräume all the same."""
    rows = people("| area_id | value |\n| a | 3 |\n| b | 40 |\n| c | 30 |\n| d | 60 |\n| city | 133 |")
    assert len(hidden(rows, setting(PEOPLE, members=members(city="a b c d", west="a b")))) == 2


def test_areas_without_a_number_are_one_unknown_that_needs_protection_too() -> None:
    """Of c and d nothing is known: the city leaves 4 people for both."""
    rows = people("| area_id | value |\n| a | 30 |\n| b | 40 |\n| city | 74 |")
    assert len(hidden(rows, setting(PEOPLE, members=CITY))) == 1
    enough = people("| area_id | value |\n| a | 30 |\n| b | 40 |\n| city | 90 |")
    assert hidden(enough, setting(PEOPLE, members=CITY)) == []
    hides = people("| area_id | value |\n| a | 3 |\n| b | 40 |\n| city | 90 |")
    assert hidden(hides, setting(PEOPLE, members=CITY)) == ["a"]  # 47 for a, c and d


def test_a_joint_area_stands_for_its_members() -> None:
    """c and d are counted together: a is the city without b and both."""
    rows = people("| area_id | value |\n| a | 3 |\n| b | 40 |\n| cd | 50 |\n| city | 93 |")
    of = setting(PEOPLE, members=CITY, joint={"cd": ["c", "d"]})
    assert len(hidden(rows, of)) == 2
    inside = people("| area_id | value |\n| a | 30 |\n| b | 40 |\n| c | 47 |\n| d | 3 |\n| cd | 50 |")
    assert hidden(inside, of) in (["c", "d"], ["cd", "d"])


def test_what_is_left_of_a_joint_area_is_secret_where_it_is_few() -> None:
    rows = people("| area_id | value |\n| c | 47 |\n| cd | 50 |")
    assert len(hidden(rows, setting(PEOPLE, members=CITY, joint={"cd": ["c", "d"]}))) == 1


def test_a_total_that_is_more_than_its_parts_tells_nothing_for_certain() -> None:
    """40 people live nowhere known: nobody has a from the city."""
    assert hidden(row_of(173, 3, 40, 30, 60), setting(PEOPLE, members=CITY)) == ["a"]
    assert hidden(row_of(100, 3, 40, 30, 60), setting(PEOPLE, members=CITY)) == ["a"]


def test_counts_that_nobody_may_add_up() -> None:
    moves = indicator("people", kind="count", additive=False)
    assert hidden(row_of(133, 3, 40, 30, 60), setting(moves, members=CITY)) == ["a"]


def test_zeros_that_are_known_protect_nobody() -> None:
    """a has a partner in b only: c and d are known to be 0."""
    assert hidden(row_of(43, 3, 40, 0, 0), setting(PEOPLE, members=CITY)) == ["a", "b"]


def test_zeros_are_hidden_where_the_rule_says_so() -> None:
    answer = hidden(row_of(83, 3, 40, 40, 0), setting(PEOPLE, rule=made_rule(zeros="sperren"), members=CITY))
    assert answer == ["a", "d"]
    assert hidden(people("| area_id | value |\n| a | 0 |"), setting(PEOPLE, rule=made_rule(zeros="sperren"))) == ["a"]


def test_a_total_its_source_has_published_stays() -> None:
    rows = row_of(133, 3, 40, 30, 60)
    rows["source_id"] = rows["area_id"].map(lambda area: "press" if area in ("city", "b") else "own")
    of = setting(PEOPLE, members=CITY, sources={"press": source(disclosure="as_published"), "own": source()})
    assert hidden(rows, of) in (["a", "c"], ["a", "d"])


def test_a_sum_is_as_published_only_if_every_part_is() -> None:
    """Three sources make the total; a row names the first and the last of them."""
    rows = people("""
        | area_id | value | source_id | basis  |
        |---------|-------|-----------|--------|
        | a       |     1 | a_press   | given  |
        | b       |     2 | b_own     | given  |
        | city    |     3 | a_press   | pooled |
    """)
    of = setting(
        PEOPLE,
        members=members(city="a b"),
        sources={"a_press": source(disclosure="as_published"), "b_own": source()},
    )
    assert hidden(rows, of) == ["b", "city"]


def test_groups_of_a_total() -> None:
    rows = people("| area_id | group | value |\n| a | | 43 |\n| a | sex=f | 3 |\n| a | sex=m | 40 |\n| b | | 50 |")
    answer = hidden(rows, setting(PEOPLE, breakdowns=(SEX,)))
    assert answer in (["a sex=f", "a sex=m"], ["a", "a sex=f"])


def test_a_group_that_is_not_told_is_the_rest_of_the_total() -> None:
    rows = people("| area_id | group | value |\n| a | | 43 |\n| a | sex=m | 40 |")
    assert len(hidden(rows, setting(PEOPLE, breakdowns=(SEX,)))) == 1
    enough = people("| area_id | group | value |\n| a | | 80 |\n| a | sex=m | 40 |")
    assert hidden(enough, setting(PEOPLE, breakdowns=(SEX,))) == []


@pytest.mark.parametrize(("areas", "remainders"), [("ab", 2), ("abc", 0)])
def test_a_group_in_which_nobody_ever_is_leaves_nothing_of_the_total(areas: str, remainders: int) -> None:
    """Ages of children have no grown-ups: whoever adds up three times sees it, two times may be chance."""
    lines = [f"| {area} | | {40 + at} |\n| {area} | sex=m | {40 + at} |" for at, area in enumerate(areas)]
    rows = people("\n".join(["| area_id | group | value |", *lines]))
    cells = indicator_ledger(rows, setting(PEOPLE, breakdowns=(SEX,))).cells
    assert int(cells["cell"].str.startswith("by:sex").sum()) == remainders


def test_groups_of_areas_are_protected_in_both_directions() -> None:
    """Women of a: neither the city nor the total of a gives them away."""
    rows = people("""
        | area_id | group | value |
        |---------|-------|-------|
        | a       |       |    43 |
        | a       | sex=f |     3 |
        | a       | sex=m |    40 |
        | b       |       |    90 |
        | b       | sex=f |    50 |
        | b       | sex=m |    40 |
        | city    |       |   133 |
        | city    | sex=f |    53 |
        | city    | sex=m |    80 |
    """)
    of = setting(PEOPLE, breakdowns=(SEX,), members=members(city="a b"))
    assert hidden(rows, of) == ["a sex=f", "a sex=m", "b sex=f", "b sex=m"]


SHARE = indicator("share", computed_from={"numerator": "people", "denominator": "all"})
ALL = indicator("all", kind="count")


def test_a_rate_with_its_base_beside_a_hidden_count() -> None:
    """A rate of 2.5 % of 120 tells 3 people: it goes with the count."""
    rows = indicators("""
        | area_id | indicator_id | value | numerator | denominator | basis    |
        |---------|--------------|-------|-----------|-------------|----------|
        | a       | people       |     3 |           |             |          |
        | a       | all          |   120 |           |             |          |
        | a       | share        |   2.5 |         3 |         120 | computed |
    """)
    assert hidden(rows, setting(PEOPLE, ALL, SHARE)) == ["a:people", "a:share"]


def test_almost_everybody_is_as_secret_as_almost_nobody() -> None:
    """117 of 120: the other three follow from both counts, so one of them goes, and the share."""
    rows = indicators("""
        | area_id | indicator_id | value | numerator | denominator | basis    |
        |---------|--------------|-------|-----------|-------------|----------|
        | a       | people       |   117 |           |             |          |
        | a       | all          |   120 |           |             |          |
        | a       | share        |  97.5 |       117 |         120 | computed |
    """)
    assert hidden(rows, setting(PEOPLE, ALL, SHARE)) in (["a:all", "a:share"], ["a:people", "a:share"])
    shows = setting(PEOPLE, ALL, SHARE, rule=made_rule(complement="zeigen"))
    assert hidden(rows, shows) == []


@pytest.mark.parametrize(
    ("above", "below", "gone"),
    [(30, 120, []), (3, 120, ["a"]), (0, 120, []), (117, 120, ["a"]), (120, 120, []), (2, 4, ["a"]), (0, 0, [])],
)
def test_a_share_by_hand(above: int, below: int, gone: list[str]) -> None:
    rows = indicators(f"| area_id | numerator | denominator |\n| a | {above} | {below} |", indicator_id="share")
    assert hidden(rows, setting(indicator("share"))) == gone


def test_a_base_too_small_for_a_share_hides_its_numerator() -> None:
    """10 of 25 are a share of 40 % whoever tells both: the base stays, the ten go."""
    rows = indicators("""
        | area_id | indicator_id | value | numerator | denominator | basis    |
        |---------|--------------|-------|-----------|-------------|----------|
        | a       | people       |    10 |           |             |          |
        | a       | all          |    25 |           |             |          |
        | a       | share        |    40 |        10 |          25 | computed |
    """)
    assert hidden(rows, setting(PEOPLE, ALL, SHARE, rule=made_rule(min_base=30))) == ["a:people", "a:share"]


def test_one_base_of_two_indicators_is_one_count() -> None:
    """Base of one and count of the other are the same people in every area: hidden here, hidden there."""
    rows = indicators("""
        | area_id | indicator_id | value | numerator | denominator |
        |---------|--------------|-------|-----------|-------------|
        | a       | all          |     4 |           |             |
        | b       | all          |   300 |           |             |
        | c       | all          |   200 |           |             |
        | d       | all          |   150 |           |             |
        | a       | other        |     0 |         0 |           4 |
        | b       | other        |    10 |        30 |         300 |
        | c       | other        |    10 |        20 |         200 |
        | d       | other        |    20 |        30 |         150 |
        | city    | other        |       |        80 |         654 |
    """)
    answer = hidden(rows, setting(ALL, indicator("other"), members=CITY))
    assert {"a:all", "a:other"} <= set(answer)
    assert len([one for one in answer if one.endswith(":other")]) >= 2  # 654 minus the other bases


def test_a_base_of_things_is_nobody() -> None:
    density = indicator("share", kind="rate", denominator_counts="things")
    rows = indicators("| area_id | indicator_id | numerator | denominator |\n| a | share | 30 | 2 |")
    assert hidden(rows, setting(density)) == []


def test_things_for_people_tell_how_many_people_there_are() -> None:
    """10 places for 3 children: the base is people."""
    places = indicator("share", kind="rate", counts="things", denominator_counts="persons")
    rows = indicators("| area_id | indicator_id | numerator | denominator |\n| a | share | 10 | 3 |")
    assert hidden(rows, setting(places)) == ["a"]


@pytest.mark.parametrize(("rates", "gone"), [("sperren", ["a"]), ("zeigen", [])])
def test_a_share_nobody_can_check(rates: str, gone: list[str]) -> None:
    rows = indicators("| area_id | value |\n| a | 12.5 |", indicator_id="share")
    assert hidden(rows, setting(indicator("share"), rule=made_rule(rates_without_counts=rates))) == gone


def test_counts_behind_a_share_that_are_not_given_follow_from_it() -> None:
    """2.5 % of 120 are 3; 6 people are 30 % of 20."""
    rows = indicators("""
        | area_id | value | numerator | denominator |
        |---------|-------|-----------|-------------|
        | a       |   2.5 |           |         120 |
        | b       |    25 |           |         120 |
        | c       |    30 |         6 |             |
    """, indicator_id="share")  # fmt: skip
    assert hidden(rows, setting(indicator("share"), rule=made_rule(min_base=21))) == ["a", "c"]


def test_a_balance_is_small_on_both_sides_and_may_be_below_zero() -> None:
    balance = indicator("people", kind="count", balance=True)
    rows = row_of(38, -2, 40, -30, 30)
    answer = hidden(rows, setting(balance, members=CITY))
    assert "a" in answer
    assert len(answer) == 2


def test_help_for_families_is_told_of_the_whole_city_only() -> None:
    rows = people("| area_id | value |\n| a | 80 |\n| west | 120 |\n| city | 300 |")
    help_ = indicator("people", kind="count", schutzklasse="sozialdaten")
    of = setting(help_, members=members(city="a b", west="a b"))
    assert hidden(rows, of) == ["a", "west"]
    inside = setting(help_, members=members(city="a b", west="a b"), public=False)
    assert hidden(rows, inside) == []


def test_a_rate_of_families_without_counts_is_told_of_the_whole_city_only() -> None:
    help_ = indicator("share", schutzklasse="sozialdaten")
    rows = indicators("| area_id | value |\n| a | 12.5 |\n| city | 10 |", indicator_id="share")
    assert hidden(rows, setting(help_, rule=made_rule(rates_without_counts="zeigen"))) == ["a"]


def test_each_class_has_its_own_smallest_count() -> None:
    jobless = indicator("jobless", kind="count", schutzklasse="ba")
    rows = indicators("| area_id | indicator_id | value |\n| a | jobless | 8 |\n| a | people | 8 |")
    ba = {"ba": made_rule(min_count=10).model_dump(exclude={"klassen"})}
    assert hidden(rows, setting(jobless, PEOPLE, rule=made_rule(klassen=ba))) == ["a:jobless"]


def test_ages_within_ages_are_a_sum_where_the_project_says_so() -> None:
    rows = indicators("""
        | area_id | indicator_id | value |
        |---------|--------------|-------|
        | a       | u18          |    43 |
        | a       | u3           |     3 |
        | a       | from_3       |    40 |
    """)
    ages = [indicator(name, kind="count") for name in ("u18", "u3", "from_3")]
    assert hidden(rows, setting(*ages)) == ["a:u3"]
    stated = (StatedSum(total="u18", parts=["u3", "from_3"]),)
    assert len(hidden(rows, setting(*ages, sums=stated))) == 2
    rest = (StatedSum(total="u18", parts=["from_3"], rest=True),)
    assert len(hidden(rows[rows["indicator_id"] != "u3"], setting(*ages, sums=rest))) == 1


def test_figures_that_are_only_listed_are_counts_too_and_sums_of_none() -> None:
    rows = row_of(133, 3, 40, 30, 60)
    rows["list_only"] = rows["area_id"] != "city"
    assert hidden(rows, setting(PEOPLE, members=CITY)) == ["a"]


def test_a_figure_that_is_only_listed_goes_with_the_same_number_beside_it() -> None:
    """a is withheld; b goes with it, and so does the 40 that is listed of b once more."""
    rows = row_of(43, 3, 40)
    again = people("| area_id | value |\n| b | 40 |\n| b | 38 |").assign(list_only=True, source_id=["x", "y"])
    both = pd.concat([rows, again], ignore_index=True)
    assert edition(both, setting(PEOPLE, members=members(city="a b")))[1] == [False, True, True, True, False]


def test_two_dates_of_one_area_do_not_help_each_other() -> None:
    """Each date is protected by itself, so that a published difference of both never tells a hidden one."""
    first, second = row_of(133, 3, 40, 30, 60), row_of(140, 10, 40, 30, 60, period="2024-12-31")
    answer = edition(pd.concat([first, second], ignore_index=True), setting(PEOPLE, members=CITY))[1]
    assert sum(answer[:5]) == 2
    assert not any(answer[5:])


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_rows_decides_nothing(seed: int) -> None:
    rows = row_of(133, 3, 40, 40, 50)
    mixed = rows.sample(frac=1, random_state=seed, ignore_index=True)
    of: Any = setting(PEOPLE, members=CITY)
    assert hidden(rows, of) == hidden(mixed, of)


COUNTS = st.none() | st.integers(0, 9) | st.integers(10, 60)


@settings(max_examples=12, deadline=None)
@given(
    counts=st.lists(st.tuples(COUNTS, COUNTS, COUNTS), min_size=4, max_size=4),
    city=st.tuples(COUNTS, COUNTS, COUNTS),
    zeros=st.sampled_from(["zeigen", "sperren"]),
)
def test_every_equation_holds_and_every_truth_is_possible(
    counts: list[tuple[int | None, ...]], city: tuple[int | None, ...], zeros: str
) -> None:
    """Whatever is missing or contradicts itself: an attacker who believes the ledger never excludes the truth."""
    lines = [
        f"| {area} | {group} | {'' if value is None else value} |"
        for area, row in zip(["a", "b", "c", "d", "city"], [*counts, city], strict=True)
        for group, value in zip(["", "sex=f", "sex=m"], row, strict=True)
    ]
    rows = people("\n".join(["| area_id | group | value |", *lines]))
    of = setting(PEOPLE, breakdowns=(SEX,), members=members(city="a b c d", west="a b"), rule=made_rule(zeros=zeros))
    system = as_system(united(indicator_ledger(rows, of))[0])
    sums = system.relations @ system.value
    assert (system.low <= sums + 1e-9).all()
    assert (sums - 1e-9 <= system.high).all()
    assert (system.least <= system.value).all()
    assert (system.value <= system.most).all()
    small = (system.value > 0) & (system.value < 5) & (system.state != State.KNOWN)
    assert (system.needs[small] == 3).all()
    assert not ((system.state == State.OPEN) & small).any()

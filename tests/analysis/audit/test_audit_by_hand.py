"""Editions that give something away, and ones that do not, worked out by hand."""

import pytest
from analysis.audit.riddles import areas, drawn, found, indicator, limits, riddle, rules

from sozialraum.analysis.audit.indicators import indicator_riddle
from sozialraum.analysis.audit.possible import possible
from sozialraum.model.disclosure_rules import StatedSum
from sozialraum.model.indicators import ComputedFrom, Source

CHILDREN = indicator("children")
SHARE = indicator("share", kind="share")
OPEN = Source(title="x", publisher="x", disclosure="as_published")
REGISTER = Source(title="x", publisher="x")
GROUPS = "|area|indicator|value|group|\n|---|---|---|---|\n|a|children|30||\n"


def of_areas(*values: str) -> str:
    """Children of areas a, b, c, d and the city."""
    names = ["a", "b", "c", "d", "city"]
    lines = "\n".join(f"|{area}|children|{value}|" for area, value in zip(names, values, strict=False))
    return f"|area|indicator|value|\n|---|---|---|\n{lines}\n"


def test_a_single_withheld_area_is_the_city_without_the_others() -> None:
    assert found(of_areas("3?", "20", "30", "40", "93"), rules(CHILDREN)) == ["children  a"]


def test_four_and_four_are_the_only_small_numbers_that_make_eight() -> None:
    assert found(of_areas("4?", "4?", "30", "40", "78"), rules(CHILDREN)) == ["children  a", "children  b"]


def test_a_small_number_that_is_simply_told() -> None:
    assert found(of_areas("3", "20"), rules(CHILDREN)) == ["children  a"]


def test_one_and_a_large_one_stand() -> None:
    """1 to 4 under a total of 6, for nobody says which of the two is small."""
    text = of_areas("1?", "5?", "30", "40", "76")
    assert found(text, rules(CHILDREN)) == []
    assert limits(text, rules(CHILDREN)) == [[1, 4], [2, 5]]


def test_two_small_ones_with_room_stand() -> None:
    assert found(of_areas("2?", "3?", "30", "40", "75"), rules(CHILDREN)) == []


def test_how_many_values_must_stay_possible_is_the_rule() -> None:
    text = of_areas("1?", "2?", "30", "40", "73")
    assert found(text, rules(CHILDREN, min_values=2)) == []
    assert found(text, rules(CHILDREN, min_values=3)) == ["children  a", "children  b"]


def test_two_values_are_enough_for_him_who_guesses_when_others_have_more() -> None:
    """4 + 3 = 7: who guesses that both are small finds 3 or 4, everybody else 1 to 6."""
    text = of_areas("4?", "3?", "30", "40", "77")
    assert found(text, rules(CHILDREN)) == []
    assert limits(text, rules(CHILDREN)) == [[3, 4], [3, 4]]
    assert found(text, rules(CHILDREN, min_values=7)) == ["children  a", "children  b"]


def test_what_is_left_may_be_nobody() -> None:
    """35 of 36 and 63 of 65 are told of both areas together: one rest is 0 to 3, unlike a withheld count."""
    text = RATIO + "|a|share|97?|35?|36?|\n|b|share|97?|63?|65?|\n|west|share|97|98|101|\n"
    known = rules(SHARE, min_count=2)
    assert found(text, known, areas(west=["a", "b"])) == []
    assert 0 in [low for low, _ in limits(text, known, areas(west=["a", "b"]))]


def test_a_balance_may_lie_below_zero_everywhere() -> None:
    """Nothing says that it is 1 at least, so -1 and 2 are no more than two numbers that make 1."""
    assert found(of_areas("-1?", "2?", "-30", "40", "11"), rules(CHILDREN)) == []
    assert found(of_areas("-1?", "8", "-30", "40", "17"), rules(CHILDREN)) == ["children  a"]


def test_a_zero_that_is_shown_protects_nobody() -> None:
    assert found(of_areas("3?", "0", "30", "40", "73"), rules(CHILDREN)) == ["children  a"]


def test_zeros_that_are_withheld_need_room_as_well() -> None:
    hidden = rules(CHILDREN, zeros="sperren")
    assert found(of_areas("0?", "20", "30", "40", "90"), hidden) == ["children  a"]
    assert found(of_areas("0?", "20?", "30", "40", "90"), hidden) == []


def test_a_larger_area_beside_all_but_one_of_its_parts() -> None:
    """And with it the large number that was to protect it."""
    text = of_areas("2?", "20", "30?", "40", "92") + "|west|children|22|\n"
    assert found(text, rules(CHILDREN), areas(west=["a", "b"])) == ["children  a", "children  c"]


def test_two_levels_together_tell_what_none_tells_alone() -> None:
    """city - east = west = a + b, and b is told."""
    text = of_areas("2?", "20", "30?", "40", "92") + "|west|children|22?|\n|east|children|70|\n"
    exposed = ["children  a", "children  c", "children  west"]
    assert found(text, rules(CHILDREN), areas(west=["a", "b"], east=["c", "d"])) == exposed


def test_a_total_and_its_other_groups() -> None:
    text = GROUPS + "|a|children|27|sex=f|\n|a|children|3?|sex=m|\n"
    assert found(text, rules(CHILDREN)) == ["children sex=m a"]


def test_what_is_left_of_a_total_is_a_small_group_too() -> None:
    """Three of thirty are in no group that is told: they are nobody's row, yet they are three."""
    text = GROUPS + "|a|children|27|sex=f|\n"
    assert found(text, rules(CHILDREN), exhaustive=False) == ["children:left:by:sex  a"]
    assert found(text, rules(CHILDREN, complement="zeigen"), exhaustive=False) == []


def test_rows_and_columns_together() -> None:
    """Two withheld in each row, and yet: 70 - 40 women in b, so 33 - 30 in a."""
    text = "|area|indicator|value|group|\n|---|---|---|---|\n"
    for area, both, women, men in (("a", "12", "3?", "9?"), ("b", "70", "30?", "40")):
        text += f"|{area}|children|{both}||\n|{area}|children|{women}|sex=f|\n|{area}|children|{men}|sex=m|\n"
    text += "|west|children|33|sex=f|\n"
    assert found(text, rules(CHILDREN), areas(west=["a", "b"])) == [
        f"children sex={one}" for one in ("f a", "f b", "m a")
    ]


RATIO = "|area|indicator|value|numerator|denominator|\n|---|---|---|---|---|\n"


def test_a_rate_beside_its_base_is_its_numerator() -> None:
    assert found(RATIO + "|a|share|2.5|3?|120|\n", rules(SHARE)) == ["share:num  a"]


def test_a_withheld_rate_beside_its_base_stands() -> None:
    assert found(RATIO + "|a|share|2.5?|3?|120|\n", rules(SHARE)) == []


def test_almost_everybody_tells_as_much_as_almost_nobody() -> None:
    row = RATIO + "|a|share|97.5|117|120|\n"
    assert found(row, rules(SHARE)) == ["share:rest  a"]
    assert found(row, rules(SHARE, complement="zeigen")) == []
    assert found(RATIO + "|a|share|97.5?|117?|120|\n", rules(SHARE)) == []


def test_a_numerator_that_is_a_count_of_its_own() -> None:
    made = indicator("share", kind="share", computed_from=ComputedFrom(numerator="poor", denominator="children"))
    known = rules(made, indicator("poor"), CHILDREN)
    rows = RATIO + "|a|share|2.5?|3?|120?|\n|a|children|120|||\n"
    assert found(rows + "|a|poor|3?|||\n", known) == []
    assert found(RATIO + "|a|share|2.5|3|120|\n|a|children|120|||\n|a|poor|3?|||\n", known) == [
        "poor  a",
        "share:num  a",
    ]


def test_two_columns_that_anybody_sees_are_the_same() -> None:
    """Five areas tell the same under two names, so the sixth does, too."""
    values = ["12", "17", "25", "31", "44", "3"]
    rows = [f"|s{at}|{name}|{value}|" for at, value in enumerate(values[:5]) for name in ("one", "other")]
    text = "|area|indicator|value|\n|---|---|---|\n" + "\n".join(rows) + "\n|s5|one|3?|\n|s5|other|3|\n"
    assert found(text, rules(indicator("one"), indicator("other"))) == ["one  s5", "other  s5"]


def test_a_base_below_the_smallest_hides_its_numerator_whatever_it_is() -> None:
    known = rules(SHARE, min_base=20)
    assert found(RATIO + "|a|share|50|6|12|\n", known) == ["share:num  a"]
    assert found(RATIO + "|a|share|50?|6?|12|\n", known) == []
    none = RATIO + "|a|share|0?|0?|12|\n|b|share|50|60|120|\n|c|share|50|60|120|\n|d|share|50|60|120|\n"
    assert found(none + "|city|share|48.4|180|372|\n", known) == []
    beside = RATIO + "|a|share|50?|6?|12|\n|b|share|50|60|120|\n|c|share|50|60|120|\n|d|share|50|60|120|\n"
    assert found(beside + "|city|share|50|186|372|\n", known) == ["share:num  a"]


def test_what_its_source_has_published_is_no_secret_but_known() -> None:
    """The total is the source's own; the register's rows beside it leave one number open."""
    by = rules(CHILDREN, sources={"own": OPEN, "register": REGISTER})
    text = "|area|indicator|value|source|\n|---|---|---|---|\n"
    rows = [("a", "3?", "register"), ("b", "20", "register"), ("c", "30", "register"), ("d", "2", "own")]
    text += "".join(f"|{area}|children|{value}|{source}|\n" for area, value, source in rows)
    assert found(text + "|city|children|55|own|\n", by) == ["children  a"]
    assert found(text, by) == []


def test_rounded_numbers_are_told_as_far_as_they_go() -> None:
    true, told = drawn(of_areas("3", "21", "32", "43", "99"))
    told = told.assign(value=(true["value"] / 5).round() * 5)
    known = rules(CHILDREN, rounding=5)
    assert possible(indicator_riddle(true, told, known, areas(), {}))["values"].min() >= 3


def test_things_are_nobodys_secret() -> None:
    assert found(of_areas("2?", "20", "30", "40", "92"), rules(indicator("children", counts="things"))) == []


def test_numbers_between_which_nothing_is_possible_are_our_mistake() -> None:
    one = riddle(of_areas("3?", "4?", "30", "40", "77"), rules(CHILDREN))
    wrong = one.cells.assign(most=one.cells["most"].mask(one.cells["needs"] > 0, 2.0))
    with pytest.raises(ValueError, match="does not hold for the truth"):
        possible(type(one)(wrong, one.links, one.limits))


AGES = "|area|indicator|value|\n|---|---|---|\n"
TOGETHER = StatedSum(total="u6", parts=["u3", "u3_5"])


def of_ages(**areas: str) -> str:
    """Children under three, from three to five and under six of each area, without areas adding up."""
    return AGES + "".join(
        f"|{area}|{name}|{value}|\n"
        for area, values in areas.items()
        for name, value in zip(("u3", "u3_5", "u6"), values.split(), strict=True)
        if value != "-"
    )


def test_ages_told_beside_their_total_are_what_the_project_says_they_are() -> None:
    named = [indicator(one) for one in ("u3", "u3_5", "u6")]
    text = of_ages(a="3? 20 23", b="30 40 70")
    assert found(text, rules(*named)) == []
    assert found(text, rules(*named, sums=[TOGETHER])) == ["u3  a"]
    assert found(of_ages(a="3? 20? 23", b="30 40 70"), rules(*named, sums=[TOGETHER])) == []


def test_who_is_in_no_part_of_a_stated_total_is_a_number_of_its_own() -> None:
    """Two under six are in neither group."""
    named = [indicator(one) for one in ("u3", "u3_5", "u6")]
    beside = TOGETHER.model_copy(update={"rest": True})
    assert found(of_ages(a="10 20 32"), rules(*named, sums=[beside])) == ["u6:left:stated:0  a"]
    assert found(of_ages(a="10 20? 32"), rules(*named, sums=[beside])) == []


def test_a_column_that_anybody_sees_is_the_sum_of_two_others() -> None:
    """Three areas tell all three, so in the fourth the missing one is the difference."""
    named = [indicator(one) for one in ("u3", "u3_5", "u6")]
    three = {"a": "11 20 31", "b": "30 41 71", "c": "25 19 44"}
    assert found(of_ages(**three, d="3? 20 23"), rules(*named)) == ["u3  d"]
    assert found(of_ages(**three, d="3? 20? 23"), rules(*named)) == []
    assert found(of_ages(a=three["a"], b=three["b"], d="3? 20 23"), rules(*named)) == []
    assert found(of_ages(a=three["a"], b=three["b"], c="25 19 45", d="3? 20 23"), rules(*named)) == []

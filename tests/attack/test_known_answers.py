"""The attack finds what was worked out by hand, and no more."""

import pytest
from attack import attack
from attack.equations import known_of
from attack.known import Cell, Equation
from attack.ranges import ContradictionError, Range, ranges
from attack.small_edition import counts, edition, shares
from attack.truth import Secret

YEARS = {
    2020: {"a": 11, "b": 23, "c": 4, "d": 37, "e": 41},
    2021: {"a": 12, "b": 25, "c": 31, "d": 39, "e": 47},
    2022: {"a": 15, "b": 27, "c": 33, "d": 4, "e": 4},
}
PEOPLE = {
    year: {area: 1000 + 100 * at + 7 * year % 31 for at, area in enumerate("abcde")} for year in YEARS
}  # fmt: skip


def narrowed(files: dict[str, bytes], hidden: dict[Cell, Secret], few: int, needs: int) -> list[str]:
    return attack.narrowed(known_of(files), hidden, few, needs)


def cells(*names: str) -> list[Cell]:
    return [(name, "x", "2024") for name in names]


def total(of: str, *parts: str) -> Equation:
    return Equation((((of, "x", "2024"), 1.0), *((cell, -1.0) for cell in cells(*parts))))


def few(*areas: str, least: float = 1, most: float = 4) -> tuple[dict[Cell, float], dict[Cell, float]]:
    return dict.fromkeys(cells(*areas), least), dict.fromkeys(cells(*areas), most)


@pytest.mark.parametrize(
    ("value", "withheld", "guessed", "expected"),
    [
        ({"t": 30, "a": 20, "b": 7}, "c", "", (3, 3)),  # a single one follows from its line
        ({"t": 8}, "ab", "ab", (4, 4)),  # both are small: 8 can only be 4 + 4
        ({"t": 6}, "ab", "a", (1, 4)),  # 1 + 5, nobody knows which is the small one
        ({"t": 6}, "ab", "ab", (2, 4)),  # labelled: both below 5
        ({"t": 2}, "ab", "a", (1, 1)),  # neither is 0 where zeros are shown
        ({"t": 50}, "abc", "ab", (1, 4)),
    ],
)
def test_a_line_by_hand(value: dict[str, float], withheld: str, guessed: str, expected: tuple[float, float]) -> None:
    told = {cells(name)[0]: number for name, number in value.items()}
    parts = [name for name in "abc" if name in value or name in withheld]
    low, high = few(*withheld)
    high = {cell: most for cell, most in high.items() if cell[0] in guessed}
    asked = {cells(withheld[0])[0]: 9}
    assert ranges([total("t", *parts)], told, low, high, asked)[cells(withheld[0])[0]] == Range(*expected)


def test_two_lines_that_cross() -> None:
    """| a b | 7 |, | c d | 60 |, columns 12 and 55, a = 3 hidden with b, c, d: 1 to 4, as b and a are both 1 to 6."""
    told = dict(zip(cells("r1", "r2", "c1", "c2"), (7.0, 60.0, 12.0, 55.0), strict=True))
    lines = [total("r1", "a", "b"), total("r2", "c", "d"), total("c1", "a", "c"), total("c2", "b", "d")]
    low, high = few("a", "b", "c", "d")
    a = cells("a")[0]
    assert ranges(lines, told, low, {}, {a: 9})[a] == Range(1, 6)
    assert ranges(lines, told, low, {a: high[a]}, {a: 9})[a] == Range(1, 4)


def test_numbers_that_cannot_be_are_a_contradiction() -> None:
    told = dict(zip(cells("t", "u"), (30.0, 31.0), strict=True))
    with pytest.raises(ContradictionError):
        ranges([total("t", "a", "b"), total("u", "a", "b")], told, {}, {}, {cells("a")[0]: 3})


def secret(area: str, what: str, year: int, value: int) -> dict[Cell, Secret]:
    return {(area, what, str(year)): Secret(value, 3, 4.0 if value < 5 else None)}


X = "indicators|x||value"


def test_a_larger_area_beside_all_but_one_of_its_parts() -> None:
    files = edition(counts("x", YEARS, [("c", 2020)]))
    assert narrowed(files, secret("c", X, 2020, 4), 5, 3) == [f"c {X} 2020: 4 to 4"]


def test_two_parts_withheld_protect_each_other() -> None:
    files = edition(counts("x", YEARS, [("c", 2020), ("a", 2020)]))
    assert narrowed(files, secret("c", X, 2020, 4), 5, 3) == []


def test_four_and_four_below_eight_are_found() -> None:
    gone = [("d", 2022), ("e", 2022)]
    hidden = secret("d", X, 2022, 4) | secret("e", X, 2022, 4)
    assert len(narrowed(edition(counts("x", YEARS, gone)), hidden, 5, 3)) == 2
    wider = [*gone, ("s", 2022), ("n", 2022), ("city", 2022)]
    assert narrowed(edition(counts("x", YEARS, wider)), hidden, 5, 3) == []


@pytest.mark.parametrize(
    ("left", "leaks"),
    [
        (3, 0),  # 4 + 3: 3 and 4 are left to who guesses that both are few, 1 to 6 to everybody else
        (4, 2),  # 4 + 4: whoever guesses that both are below 5 knows them
    ],
)
def test_two_values_are_enough_against_a_right_guess(left: int, leaks: int) -> None:
    years = YEARS | {2022: YEARS[2022] | {"e": left}}
    hidden = secret("d", X, 2022, 4) | secret("e", X, 2022, left)
    files = edition(counts("x", years, [("d", 2022), ("e", 2022)]))
    assert len(narrowed(files, hidden, 5, 3)) == leaks


def test_two_values_are_too_few_without_a_guess() -> None:
    """2 + 1: nobody is 0, so everybody is left with 1 and 2."""
    years = YEARS | {2022: YEARS[2022] | {"d": 2, "e": 1}}
    hidden = secret("d", X, 2022, 2) | secret("e", X, 2022, 1)
    files = edition(counts("x", years, [("d", 2022), ("e", 2022)]))
    assert narrowed(files, hidden, 5, 3) == [f"d {X} 2022: 1 to 2", f"e {X} 2022: 1 to 2"]


def test_a_number_that_stands_there_is_told() -> None:
    assert narrowed(edition(counts("x", YEARS)), secret("c", X, 2020, 4), 5, 3) == [f"c {X} 2020: told"]


def test_the_same_count_under_another_name() -> None:
    """Nothing says that they are the same; they are, wherever both are told."""
    gone = [("c", 2020), ("n", 2020)]
    files = edition(counts("x", YEARS, gone) + counts("y", YEARS))
    assert narrowed(files, secret("c", X, 2020, 4), 5, 3) == [f"c {X} 2020: 4 to 4"]


def test_one_count_that_is_two_others_together() -> None:
    other = {
        year: {area: 3 * count + at for at, (area, count) in enumerate(each.items())} for year, each in YEARS.items()
    }
    both = {year: {area: each[area] + other[year][area] for area in each} for year, each in YEARS.items()}
    gone = [("c", 2020), ("n", 2020), ("city", 2020)]
    told = counts("x", YEARS, gone) + counts("y", other)
    assert narrowed(edition(told), secret("c", X, 2020, 4), 5, 3) == []
    found = narrowed(edition(told + counts("z", both)), secret("c", X, 2020, 4), 5, 3)
    assert found == [f"c {X} 2020: 4 to 4"]


def test_groups_of_a_total() -> None:
    women = {year: {area: count // 2 for area, count in each.items()} for year, each in YEARS.items()}
    men = {year: {area: each[area] - women[year][area] for area in each} for year, each in YEARS.items()}
    gone = [(area, 2020) for area in ("c", "n", "city")]
    files = edition(counts("x", YEARS) + counts("x", women, gone, "sex=f") + counts("x", men, group="sex=m"))
    what = "indicators|x|sex=f|value"
    assert narrowed(files, secret("c", what, 2020, 2), 5, 3) == [f"c {what} 2020: 2 to 2"]


def test_a_rate_with_its_base() -> None:
    gone = [("c", 2020), ("n", 2020), ("city", 2020)]
    rows = shares("x", YEARS, PEOPLE, gone)
    what = "indicators|x||numerator"
    assert narrowed(edition(rows), secret("c", what, 2020, 4), 5, 3) == []
    below = PEOPLE[2020]["c"]
    leaking = [
        (*row[:4], round(400 / below, 2), None, below) if row[:3] == ("c", "x", "2020") else row for row in rows
    ]
    assert narrowed(edition(leaking), secret("c", what, 2020, 4), 5, 3) == [f"c {what} 2020: told"]


def test_a_change_between_two_dates() -> None:
    gone = [("c", 2020), ("n", 2020), ("city", 2020)]
    rows = counts("x", YEARS, gone)
    changes = [("c", "x", "2021", "2020", 100 * (31 - 4) / 4)]
    assert narrowed(edition(rows), secret("c", X, 2020, 4), 5, 3) == []
    assert narrowed(edition(rows, changes=changes), secret("c", X, 2020, 4), 5, 3) == [f"c {X} 2020: told"]


def test_what_the_attack_believes_holds() -> None:
    """Two columns that differ in one place are not the same, and rates do not add up."""
    other = YEARS | {2022: YEARS[2022] | {"e": 5}}
    known = known_of(edition(counts("x", YEARS, [("c", 2020)]) + counts("y", other) + shares("z", YEARS, PEOPLE)))
    assert not [one for one in known.equations if one.because == "same" and "y" in str(one.terms)]
    assert not [one for one in known.equations if one.because == "area" and "z||value" in str(one.terms)]

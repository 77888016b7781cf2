"""The drawing of children, needed places and places: worked out by hand on 560 x 230."""

from sozialraum.presentation.supply.timeline import Series, timeline

YEARS = ["2023/24", "2024/25", "2025/26", "2026/27"]
NONE = [None] * 4
# four years share 560 - 44 - 8 = 508: 127 each, middles at 107.5, 234.5, 361.5, 488.5; up 182 for 100 children
CHILDREN = Series([80, 80, 90, 100], [None, None, 80, 90], [None, None, 100, 100], [True, True, False, False])
NEEDED = Series([40, None, 45, 50], NONE, NONE, [True, False, False, False])


def test_a_drawing_by_hand() -> None:
    made = timeline(YEARS, "2024/25", CHILDREN, NEEDED, [20, 20, 20, 30], [None, 20, 20, 50])
    assert made is not None
    assert made.ticks == ((204, 0.0), (168, 20.0), (131, 40.0), (95, 60.0), (58, 80.0), (22, 100.0))
    assert [x for x, _, _ in made.years] == [108, 234, 362, 488]
    assert [(label, tense) for _, label, tense in made.years] == [
        ("23/24", "past"),
        ("24/25", "today"),
        ("25/26", "ahead"),
        ("26/27", "ahead"),
    ]
    assert made.ahead == 298
    assert made.children == "M108 58L234 58L362 40L488 22"
    assert made.needed == "M362 122L488 113"
    assert made.places == "M44 168H171V168H298V168H425V149H552"
    assert made.planned == "M425 113H552"
    assert made.bands == (("children", "M234 58L362 22L488 22L488 40L362 58L234 58Z"),)
    assert made.dots == (
        ("children", 108, 58, False),
        ("children", 234, 58, False),
        ("children", 362, 40, True),
        ("children", 488, 22, True),
        ("needed", 108, 131, False),
        ("needed", 362, 122, True),
        ("needed", 488, 113, True),
    )


def test_where_measures_change_nothing_they_are_not_drawn() -> None:
    made = timeline(YEARS, "2024/25", CHILDREN, NEEDED, [20, 20, 20, 20], [None, 20, 20, 20])
    assert made is not None
    assert made.planned == ""


def test_what_is_counted_in_another_way_is_not_joined() -> None:
    made = timeline(YEARS, "2024/25", CHILDREN, NEEDED, NONE, NONE, "2025/26")
    assert made is not None
    assert made.children == "M108 58L234 58M362 40L488 22"
    assert made.broken == 298
    assert made.bands == (("children", "M362 22L488 22L488 40L362 58Z"),)


def test_withheld_years_are_hatched_and_no_line_goes_through_them() -> None:
    """Children of the second year and needed places of the third: one column from 171 to 425."""
    children = Series([80, None, 90, 100], NONE, NONE, [True] * 4, [False, True, False, False])
    needed = Series([40, 45, None, 50], NONE, NONE, [True] * 4, [False, False, True, False])
    made = timeline(YEARS, "2024/25", children, needed, [20] * 4, NONE)
    assert made is not None
    assert made.withheld == ((171, 254),)
    assert made.children == "M362 40L488 22"
    assert made.needed == "M108 131L234 122"


def test_nothing_is_hatched_where_nothing_is_withheld() -> None:
    made = timeline(YEARS, "2024/25", CHILDREN, NEEDED, [20] * 4, NONE)
    assert made is not None
    assert made.withheld == ()


def test_one_year_or_none_is_no_line() -> None:
    nothing = Series(NONE, NONE, NONE, [False] * 4)
    assert timeline(YEARS, "", nothing, nothing, [None, 20, None, None], NONE) is None
    assert timeline(YEARS, "", nothing, nothing, NONE, NONE) is None


def test_a_scale_without_anybody_is_drawn_from_0_to_1() -> None:
    nobody = Series([0.0] * 4, NONE, NONE, [True] * 4)
    made = timeline(YEARS, "", nobody, nobody, [0.0] * 4, NONE)
    assert made is not None
    assert [value for _, value in made.ticks] == [0.0, 1.0]

"""Schools year by year: the newest registrations, the years that follow, all-day places from one year to the next."""

import pandas as pd
from analysis.planning.given import MEMBERS, targets
from analysis.planning.test_classes import RULES
from analysis.planning.test_ganztag import GROUPS, SUPPLY, TARGET
from rows import long, of

from sozialraum.analysis.planning.classes import class_totals, classes_of_schools
from sozialraum.analysis.planning.ganztag import claim_supply, ganztag_schools, of_claim, pupils_ahead
from sozialraum.analysis.planning.schools import following, newest
from sozialraum.model.planning_tables import PUPILS, REGISTRATIONS

CLAIM = RULES.ganztag
assert CLAIM is not None
PUPILS_NOW = "| facility_id | year | school_class | children | status |\n"
FOUR = "\n".join(f"| s1 | 2025/26 | {one} | 40 | A |" for one in (1, 2, 3, 4))


def test_the_years_that_follow() -> None:
    assert following("2025/26", "2028/29") == ["2026/27", "2027/28", "2028/29"]
    assert following("1998/99", "2000/01") == ["1999/00", "2000/01"]
    assert following("2025/26", "2025/26") == []


def test_of_several_counts_the_newest_holds() -> None:
    rows = long(
        """
        | facility_id | year    | children | counted_on |
        |-------------|---------|----------|------------|
        | s1          | 2026/27 |       57 | 2026-08-20 |
        | s1          | 2026/27 |       49 | 2025-11-15 |
        | s1          | 2027/28 |       50 | 2025-11-15 |
        """,
        REGISTRATIONS,
    )
    assert newest(rows)["children"].tolist() == [57, 50]


def test_a_claim_asks_for_its_classes_and_its_hours() -> None:
    assert claim_supply(SUPPLY, CLAIM, GROUPS, "2025/26") is None
    found = claim_supply(SUPPLY, CLAIM, GROUPS, "2027/28")
    assert found is not None
    assert found.coverage.cohorts == ["class_1", "class_2"]
    places = found.offers["places"]
    assert [None if pd.isna(one) else one for one in places] == [100, 0, 40, 0, None]
    assert of_claim(pd.DataFrame({"measure_id": ["children", "places"]}))["measure_id"].tolist() == [
        "children_entitled", "places",
    ]  # fmt: skip


def test_without_registrations_class_1_is_unknown_and_says_so() -> None:
    """2026/27 has registrations, 2027/28 has none: class 1 of that year and class 2 of the next are unknown."""
    now = long(PUPILS_NOW + FOUR, PUPILS)
    expected = long("| facility_id | year | children |\n| s1 | 2026/27 | 50 |", REGISTRATIONS)
    every = pupils_ahead(now, expected, ["2026/27", "2027/28"])
    rows = ganztag_schools(SUPPLY, every, CLAIM, targets(TARGET), GROUPS, MEMBERS, ["2026/27", "2027/28"])
    first, second = (of(rows, year=year).iloc[0] for year in ("2026/27", "2027/28"))
    assert [first["entitled"], first["places_needed"], first["places_spare"], first["status"]] == [
        50,
        37.5,
        62.5,
        "F",
    ]
    assert [pd.isna(second["entitled"]), second["status"], second["reason"]] == [True, "O", "pupils_unknown"]


def test_withheld_pupils_stay_withheld_as_they_move_up() -> None:
    """Three children of class 1 are withheld: so is all that rests on them, as long as they are at the school."""
    lines = FOUR.replace("| s1 | 2025/26 | 1 | 40 | A |", "| s1 | 2025/26 | 1 |  | Q |")
    expected = long("| facility_id | year | children |\n| s1 | 2026/27 | 50 |", REGISTRATIONS)
    every = pupils_ahead(long(PUPILS_NOW + lines, PUPILS), expected, ["2026/27"])
    moved = every[every["year"] == "2026/27"].set_index("school_class")["status"]
    assert moved.to_dict() == {1: "F", 2: "Q", 3: "F", 4: "F"}
    rows = ganztag_schools(SUPPLY, every, CLAIM, targets(TARGET), GROUPS, MEMBERS, ["2026/27"])
    assert rows[["status", "reason"]].values.tolist() == [["Q", "parts_withheld"]]
    assert rows[["places_missing", "places_spare", "lower", "upper"]].isna().all(axis=None)


def test_withheld_registrations_make_no_classes_and_no_total() -> None:
    rows = long(
        "| facility_id | year | children | status |\n| s1 | 2026/27 | | Q |\n| s2 | 2026/27 | 50 | A |", REGISTRATIONS
    )
    assert RULES.entry_classes is not None
    found = classes_of_schools(rows, RULES.entry_classes)
    assert found[["status", "reason"]].values.tolist() == [["Q", "parts_withheld"], ["A", ""]]
    total = class_totals(found, RULES.class_number, ["2026/27"]).iloc[0]
    assert [pd.isna(total["children"]), total["status"], total["reason"]] == [True, "Q", "parts_withheld"]

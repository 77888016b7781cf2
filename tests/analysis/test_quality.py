"""What looks wrong or missing in the data, worked out by hand on drawn tables."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import SEX
from rows import facilities, indicator, indicators
from tables import table

from sozialraum.analysis.quality import by_file, filled, positions, stale_lists, unbalanced
from sozialraum.analysis.quality_values import differing_parts, differing_sums, files_of, jumps
from sozialraum.errors import Problem
from sozialraum.model.files import ValueColumns
from sozialraum.model.geography import City
from sozialraum.model.intake import Intake, spans
from sozialraum.model.project import Project
from sozialraum.model.quality import JOINT, NO_ROW, FileAccount
from sozialraum.model.rules import QualityRule

MEMBERS = {"city": ["hafen", "mitte", "nord"], "west": ["hafen", "nord"]}
PEOPLE = indicator("x", kind="count")
RULE = QualityRule()


def project(**more: object) -> Project:
    """Only what quality asks a project for."""
    return Project.model_construct(**{"quality": RULE, "indicators": [PEOPLE], **more})  # type: ignore[arg-type]  # parts by name


def sums(drawn: str, joint: dict[str, list[str]] | None = None, rule: QualityRule = RULE) -> list[tuple[str, ...]]:
    found = differing_sums(indicators(drawn), MEMBERS, joint or {}, [PEOPLE], rule)
    return [(row.area_id, row.value, row.sum) for row in found.itertuples()]


def test_a_stated_city_value_beside_the_sum_of_its_parts() -> None:
    """40 + 30 + 20 = 90, stated are 100: 10 of 100 are missing. West: 40 + 20 = 60 as stated."""
    assert sums("""
        | area_id | value |
        |---------|-------|
        | nord    |    40 |
        | mitte   |    30 |
        | hafen   |    20 |
        | west    |    60 |
        | city    |   100 |
    """) == [("city", 100, 90)]


@pytest.mark.parametrize(("tolerance", "told"), [(0, 1), (0.9, 1), (1, 0), (5, 0)])
def test_a_sum_may_differ_by_so_many_percent(tolerance: float, told: int) -> None:
    """99 beside 100 is off by exactly one percent."""
    drawn = """
        | area_id | value |
        |---------|-------|
        | nord    |    39 |
        | mitte   |    30 |
        | hafen   |    30 |
        | city    |   100 |
    """
    assert len(sums(drawn, rule=QualityRule(sum_tolerance_pct=tolerance))) == told


@pytest.mark.parametrize("status", ["O", "Q"])
def test_nothing_is_compared_where_a_part_is_missing_or_withheld(status: str) -> None:
    assert (
        sums(f"""
        | area_id | value | status    |
        |---------|-------|-----------|
        | nord    |    40 | A         |
        | mitte   |       | {status}  |
        | hafen   |    20 | A         |
        | city    |   500 | A         |
    """)
        == []
    )


def test_a_part_that_does_not_apply_counts_as_nobody_and_a_joint_value_stands_for_its_areas() -> None:
    """70 together + 0 = 70, stated are 90."""
    drawn = """
        | area_id | value | status |
        |---------|-------|--------|
        | nm      |    70 | A      |
        | hafen   |       | M      |
        | city    |    90 | A      |
    """
    assert sums(drawn, {"nm": ["mitte", "nord"]}) == [("city", 90, 70)]


def test_a_value_worked_out_for_the_city_is_no_statement() -> None:
    rows = indicators("""
        | area_id | value | basis  |
        |---------|-------|--------|
        | nord    |    40 | given  |
        | mitte   |    30 | given  |
        | hafen   |    20 | given  |
        | city    |   500 | pooled |
    """)
    assert differing_sums(rows, MEMBERS, {}, [PEOPLE], RULE).empty


def test_parts_of_a_complete_breakdown_beside_their_total() -> None:
    """Nord 20 + 19 = 39 of 50; Mitte 10 + 20 = 30; Hafen has one part only; within "u3" 5 + 6 = 11 of 20."""
    rows = indicators("""
        | area_id | group        | value |
        |---------|--------------|-------|
        | nord    |              |    50 |
        | nord    | sex=f        |    20 |
        | nord    | sex=m        |    19 |
        | mitte   |              |    30 |
        | mitte   | sex=f        |    10 |
        | mitte   | sex=m        |    20 |
        | hafen   |              |    30 |
        | hafen   | sex=f        |    10 |
        | mitte   | age=u3       |    20 |
        | mitte   | age=u3;sex=f |     5 |
        | mitte   | age=u3;sex=m |     6 |
    """)
    found = differing_parts(rows, [SEX], frozenset({"x"}), RULE)
    assert [(one.area_id, one.group, one.value, one.sum) for one in found.itertuples()] == [
        ("nord", "", 50, 39),
        ("mitte", "age=u3", 20, 11),
    ]


def test_a_breakdown_that_is_not_complete_need_not_add_up() -> None:
    rows = indicators("""
        | area_id | group | value |
        |---------|-------|-------|
        | nord    |       |    50 |
        | nord    | sex=f |    20 |
        | nord    | sex=m |    19 |
    """)
    assert differing_parts(rows, [SEX.model_copy(update={"exhaustive": False})], frozenset({"x"}), RULE).empty


def test_jumps_by_hand() -> None:
    """More than 50 % and 30 cases: Nord 100 -> 160 is both; Mitte 20 -> 45 is 25 cases; Hafen 1000 -> 1400 is 40 %.

    Heide rises from nobody to 40, Wald falls from 40 to nobody; Au rises from nobody to 4.
    """
    rows = indicators("""
        | area_id | period     | value |
        |---------|------------|-------|
        | nord    | 2022-12-31 |   100 |
        | nord    | 2023-12-31 |   160 |
        | mitte   | 2022-12-31 |    20 |
        | mitte   | 2023-12-31 |    45 |
        | hafen   | 2022-12-31 |  1000 |
        | hafen   | 2023-12-31 |  1400 |
        | heide   | 2022-12-31 |     0 |
        | heide   | 2023-12-31 |    40 |
        | wald    | 2022-12-31 |    40 |
        | wald    | 2023-12-31 |     0 |
        | au      | 2022-12-31 |     0 |
        | au      | 2023-12-31 |     4 |
    """)
    found = jumps(rows, [PEOPLE], RULE)
    assert found["area_id"].tolist() == ["heide", "nord", "wald"]
    assert [None if pd.isna(one) else one for one in found["change"]] == [None, 60, -100]


DOUBLED = """
    | area_id | period     | value |
    |---------|------------|-------|
    | nord    | 2019-12-31 |   100 |
    | nord    | 2023-12-31 |   200 |
"""


def test_a_break_in_the_series_a_long_gap_and_a_forecast_are_no_jump() -> None:
    wide = QualityRule(jump_years=5)
    assert jumps(indicators(DOUBLED), [PEOPLE], RULE).empty
    assert len(jumps(indicators(DOUBLED), [PEOPLE], wide)) == 1
    broken = indicator("x", kind="count", reihenbruch=("2021-01-01",))
    assert jumps(indicators(DOUBLED), [broken], wide).empty
    forecast = indicators(DOUBLED)
    forecast.loc[1, "status"] = "F"
    assert jumps(forecast, [PEOPLE], wide).empty


def test_what_can_be_negative_has_no_percentages() -> None:
    rows = indicators("""
        | area_id | period     | value |
        |---------|------------|-------|
        | nord    | 2022-12-31 |    50 |
        | nord    | 2023-12-31 |   150 |
        | mitte   | 2022-12-31 |   -50 |
    """)
    assert jumps(rows, [PEOPLE], RULE).empty


def test_a_share_jumps_with_the_people_it_is_about() -> None:
    """10 % -> 20 % are 100 of 1000 people in Nord and 10 of 100 in Mitte; without a base the points decide."""
    rows = indicators("""
        | area_id | period     | value | denominator |
        |---------|------------|-------|-------------|
        | nord    | 2022-12-31 |    10 |        1000 |
        | nord    | 2023-12-31 |    20 |        1000 |
        | mitte   | 2022-12-31 |    10 |         100 |
        | mitte   | 2023-12-31 |    20 |         100 |
        | hafen   | 2022-12-31 |    10 |             |
        | hafen   | 2023-12-31 |    20 |             |
        | heide   | 2022-12-31 |    10 |             |
        | heide   | 2023-12-31 |    19 |             |
    """)
    assert jumps(rows, [indicator("x")], RULE)["area_id"].tolist() == ["hafen", "nord"]


def test_what_is_known_of_every_area_at_every_date() -> None:
    """2021 and 2022 have the same answer and stand together; Nord and Mitte are known together in 2023 only."""
    rows = indicators("""
        | area_id | period     | value | status |
        |---------|------------|-------|--------|
        | nord    | 2021-12-31 |    40 | A      |
        | mitte   | 2021-12-31 |     0 | A      |
        | hafen   | 2021-12-31 |       | Q      |
        | nord    | 2022-12-31 |    41 | A      |
        | mitte   | 2022-12-31 |     1 | A      |
        | hafen   | 2022-12-31 |       | Q      |
        | nm      | 2023-12-31 |    70 | A      |
        | hafen   | 2023-12-31 |     3 | E      |
    """)
    base = ["hafen", "heide", "mitte", "nord"]
    known = project(indicators=[PEOPLE, indicator("silent"), indicator("of_schools")])
    found = filled(rows, base, {"nm": ["mitte", "nord"]}, known, frozenset({"of_schools"}))
    assert [(one.indicator_id, one.periods, dict(one.areas)) for one in found] == [
        ("x", ("2021-12-31", "2022-12-31"), {"A": ("mitte", "nord"), "Q": ("hafen",), NO_ROW: ("heide",)}),
        ("x", ("2023-12-31",), {"E": ("hafen",), JOINT: ("mitte", "nord"), NO_ROW: ("heide",)}),
        ("silent", (), {NO_ROW: tuple(base)}),
    ]


@settings(max_examples=50)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from("abc"), st.sampled_from(["2021", "2022"]), st.sampled_from("AOQM")),
        unique_by=lambda row: row[:2],
        min_size=1,
    )
)
def test_every_area_stands_in_one_state_at_every_date(rows: list[tuple[str, str, str]]) -> None:
    drawn = "| area_id | period | value | status |\n" + "\n".join(
        f"| {area} | {period} | {1 if status == 'A' else ''} | {status} |" for area, period, status in rows
    )
    found = filled(indicators(drawn), ["a", "b", "c"], {}, project())
    assert sorted(period for one in found for period in one.periods) == sorted({period for _, period, _ in rows})
    for one in found:
        assert sorted(area for areas in one.areas.values() for area in areas) == ["a", "b", "c"]


def test_positions_by_how_they_are_known() -> None:
    drawn = """
        | facility_id | facility_type | position    |
        |-------------|---------------|-------------|
        | k1          | kita          | coordinates |
        | k2          | kita          | coordinates |
        | k3          | kita          | none        |
        | s1          | schule        | address     |
    """
    types = [type("T", (), {"id": id_}) for id_ in ("schule", "kita", "bad")]
    found = positions(facilities(drawn), project(facility_types=types))
    assert [(one.facility_type, dict(one.counts)) for one in found] == [
        ("schule", {"address": 1}),
        ("kita", {"coordinates": 2, "none": 1}),
    ]


@pytest.mark.parametrize(("as_of", "told"), [("2020-12-30", 1), ("2021-01-01", 0), ("2025-01-01", 0)])
def test_a_list_much_older_than_the_figures_is_told(as_of: str, told: int) -> None:
    """Three years before 31 December 2023 are allowed."""
    type_ = type("T", (), {"as_of": date.fromisoformat(as_of), "file": "kitas.csv", "label_plural": {"de": "Kitas"}})
    found = stale_lists(
        project(facility_types=[type_], city=City.model_construct(languages=["de"])), date(2023, 12, 31)
    )
    assert [(one.file, one.value) for one in found] == [("kitas.csv", as_of)] * told
    assert stale_lists(project(facility_types=[type_], city=City.model_construct(languages=["de"])), None) == []


@given(
    used=st.integers(0, 9), listed=st.dictionaries(st.sampled_from("ab"), st.integers(1, 9)), lost=st.integers(0, 3)
)
def test_a_row_without_a_place_is_told(used: int, listed: dict[str, int], lost: int) -> None:
    rows = used + sum(listed.values()) + lost
    found: list[Problem] = unbalanced((Intake("values[1]", "x.csv", "", (), rows, used, listed),))
    assert len(found) == bool(lost)


def test_the_files_of_an_indicator_are_those_the_project_names() -> None:
    drawn = table("""
        | indicator | file  |
        |-----------|-------|
        | x         | a.csv |
        | x         | b.csv |
        | y         | b.csv |
    """)
    entries = [
        type("V", (), {"indicator": id_, "indicator_names": {}, "wide": [], "file": file, "columns": ValueColumns()})
        for id_, file in drawn["file"].items()
    ]
    named_in_a_column = {"file": "alle.csv", "indicator": None, "columns": ValueColumns(indicator="MERKMAL")}
    entries += [
        type("V", (), {"indicator_names": {}, "wide": [], "source": source, **named_in_a_column})
        for source in ("amt", "woanders")
    ]
    entries[-1].file = "andere.csv"
    share = indicator("share", computed_from={"numerator": "x", "denominator": "y"})
    known = [PEOPLE, share, indicator("z", source="amt")]
    assert files_of(project(values=entries, indicators=known)) == {
        "z": "alle.csv",
        "x": "a.csv, b.csv",
        "y": "b.csv",
        "share": "a.csv, b.csv",
    }


def _entry(entry: str, used: set[int], **listed: set[int]) -> Intake:
    """An account whose rows are given one by one."""
    reasons = {"not_asked_for" if reason == "unasked" else reason: rows for reason, rows in listed.items()}
    return Intake(
        entry,
        "lang.csv",
        "",
        (),
        len(used | set().union(*listed.values())),
        len(used),
        {reason: len(rows) for reason, rows in reasons.items()},
        None,
        spans(used),
        {reason: spans(rows) for reason, rows in reasons.items()},
    )


def test_a_row_that_one_entry_uses_is_used_and_one_that_nobody_asked_for_is_listed_once() -> None:
    """Row 1 is the heading; 2 and 3 are used by the first entry, 4 by the second, 5 is refused, 6 and 7 are left."""
    first = _entry("values[1]", {2, 3}, heading={1}, unasked={4, 5, 6, 7})
    second = _entry("values[2]", {4}, heading={1}, unasked={2, 3, 6, 7}, **{"SR-516": {5}})
    other = replace(first, entry="places[1]", file="anders.csv")
    together, alone = by_file((first, second, other))
    assert together == FileAccount(
        "lang.csv", "", ("values[1]", "values[2]"), 7, 3, {"SR-516": 1, "heading": 1, "not_asked_for": 2}
    )
    assert (alone.rows, alone.used, sum(alone.listed.values())) == (7, 2, 5)


@given(st.lists(st.tuples(st.sets(st.integers(1, 30)), st.sets(st.integers(1, 30))), min_size=1, max_size=4))
def test_the_account_of_a_file_balances_whoever_reads_it(entries: list[tuple[set[int], set[int]]]) -> None:
    read = [_entry(f"values[{n}]", used, unasked=rest - used) for n, (used, rest) in enumerate(entries, start=1)]
    (account,) = by_file(tuple(read))
    assert account.rows == account.used + sum(account.listed.values())
    assert account.used == len(set().union(*(used for used, _ in entries)))
    assert account.rows == len(set().union(*(used | rest for used, rest in entries)))

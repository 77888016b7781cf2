"""The planning of an edition is the same whatever small number of children stands behind a withheld one."""

import re
from collections.abc import Iterator
from dataclasses import fields

import pandas as pd
import pytest
from canary.planning_city import FEW, planning_city
from pandas.testing import assert_frame_equal

from sozialraum.model.planning import ChildrenOfYears, Planning
from sozialraum.model.published import Published


def tables(published: Published) -> Iterator[tuple[str, pd.DataFrame]]:
    """Every table of planning, and that of all measures."""
    yield "measures", published.measures
    for part in (published.planning, published.planning.years):
        for field in fields(part):
            if isinstance(table := getattr(part, field.name), pd.DataFrame):
                yield field.name, table


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return planning_city(tmp_path_factory.mktemp("usual")).published


def told(published: Published, **at: str) -> set[tuple[bool, str]]:
    rows = published.measures
    for name, text in at.items():
        rows = rows[rows[name] == text]
    assert not rows.empty
    return {(bool(pd.isna(value)), str(status)) for value, status in zip(rows["value"], rows["status"], strict=True)}


def test_much_is_worked_out_and_something_is_withheld(usual: Published) -> None:
    every = dict(tables(usual))
    nothing = {"planned", "effects", "factors", "networks", "nearest", "bands", "bands_test"}  # the city has none
    assert {name for name, table in every.items() if table.empty} <= nothing
    assert usual.planning.years.ahead == ("2024/25", "2025/26", "2026/27", "2027/28")
    for measure in ("children", "places_needed", "versorgungsquote_pct", "places_missing", "betreuungsquote_pct"):
        at = {"measure_id": measure, "target_group": "kita_u3", "period": "2023/24"}
        assert told(usual, area_id="hafen", **at) == {(True, "Q")}
        assert (True, "Q") not in told(usual, area_id="mitte", **at) | told(usual, area_id="city", **at)
    ahead = {"measure_id": "places_needed", "target_group": "kita_u3", "period": "2026/27"}
    assert told(usual, area_id="hafen", **ahead) == {(True, "Q")}
    assert told(usual, area_id="nord", **ahead) == {(False, "F")}
    assert told(usual, area_id="nord", measure_id="places_by_residence") == {(True, "Q")}
    assert told(usual, area_id="city", measure_id="places_by_residence") == {(False, "A")}
    assert told(usual, area_id="heide", measure_id="applications_without_place") == {(True, "Q")}
    assert set(usual.planning.classes["status"]) == {"Q"}
    assert set(usual.planning.class_totals["status"]) == {"Q"}
    assert set(usual.planning.ganztag["status"]) == {"Q"}


def test_withheld_rows_have_no_number_and_no_limits(usual: Published) -> None:
    for name, table in tables(usual):
        if "status" in table:
            rows = table[table["status"] == "Q"]
            numbers = [
                one for one in ("value", "lower", "upper", "base", "children", "classes", "missing") if one in rows
            ]
            assert rows[numbers].isna().all(axis=None), name


def test_no_table_shows_fewer_than_the_smallest_number(usual: Published) -> None:
    shown = usual.planning
    for counts in (shown.years.children["value"], shown.classes["children"], shown.applications["children"]):
        assert not ((counts > 0) & (counts < usual.rule.min_count)).any()


def test_a_single_month_follows_from_no_two_groups(usual: Published) -> None:
    groups = set(usual.planning.years.children["group"])
    assert {"alter_0", "u3", "einschulung", "klassen_1_4"} <= groups
    assert {"ue3", "ue3_jahrgaenge", "alter_6_vor_schule"}.isdisjoint(groups)


SWAPPED = [
    {"hafen 1 2023-10-31": "2", "heide 1 2023-10-31": "3"},
    {"hafen 1 2023-10-31": "4", "heide 1 2023-10-31": "1"},
    {"nord in mitte": "1", "heide in mitte": "4"},
    {"waiting hafen": "1", "waiting heide": "4"},
    {"class 2": "1"},
    {"entrants": "2"},
]


@pytest.mark.parametrize("few", SWAPPED, ids=", ".join)
def test_other_small_numbers_change_no_table(
    usual: Published, few: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Of two small numbers with one sum each may be any; so may one that is in no sum."""
    assert all(FEW[name] != number for name, number in few.items())
    name = re.sub(r"\W", "", "".join(few))
    other = planning_city(tmp_path_factory.mktemp(name), few).published
    for (which, table), (_, same) in zip(tables(other), tables(usual), strict=True):
        assert_frame_equal(table, same, obj=which)
    assert other.findings == usual.findings
    assert [str(one) for one in other.problems] == [str(one) for one in usual.problems]


def test_planning_has_no_other_tables() -> None:
    """Whoever adds one decides here what of it an edition may show."""
    known = {
        "years", "today", "targets", "measures", "planned", "counted", "effects", "applications", "classes",
        "class_totals", "ganztag", "networks", "nearest", "bands", "bands_test",
    }  # fmt: skip
    assert {field.name for field in fields(Planning)} == known
    assert {field.name for field in fields(ChildrenOfYears)} == {
        "children", "counted_on", "ahead", "back_test", "rates", "factors",
    }  # fmt: skip

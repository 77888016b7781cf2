"""Soziale Lage beside Versorgung: where strain meets a shortage, and nowhere because it must be somewhere."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal
from rows import column, measures
from tables import table

from sozialraum.analysis.gaps import gap_measures, shortage_class
from sozialraum.model.rules import GapRule

RULE = GapRule(bounds_pct=(90, 100), coverage=["kita_u3"], source={"de": "erfunden"})
CUTS = [0.5, 1.5]  # an index of 0, 1, 2 is class 0, 1, 2


def measured(drawn: str) -> pd.DataFrame:
    return measures(drawn, group="", scenario="bestand")


BOTH = measured("""
    | area_id | measure_id           | target_group | period     | value | status | reason              |
    |---------|----------------------|--------------|------------|-------|--------|---------------------|
    | nord    | lage_index           |              | 2023-12-31 |     2 | A      |                     |
    | mitte   | lage_index           |              | 2023-12-31 |     1 | E      |                     |
    | hafen   | lage_index           |              | 2023-12-31 |     0 | A      |                     |
    | heide   | lage_index           |              | 2023-12-31 |       | O      | below_min_residents |
    | wald    | lage_index           |              | 2023-12-31 |     2 | A      |                     |
    | berg    | lage_index           |              | 2023-12-31 |     2 | A      |                     |
    | nord    | coverage_of_need_pct | kita_u3      | 2023/24    |    75 | A      |                     |
    | mitte   | coverage_of_need_pct | kita_u3      | 2023/24    |    95 | A      |                     |
    | hafen   | coverage_of_need_pct | kita_u3      | 2023/24    |   120 | A      |                     |
    | heide   | coverage_of_need_pct | kita_u3      | 2023/24    |    50 | A      |                     |
    | wald    | coverage_of_need_pct | kita_u3      | 2023/24    |       | O      | places_unknown      |
    | berg    | coverage_of_need_pct | kita_u3      | 2023/24    |       | M      | no_children         |
    | city    | coverage_of_need_pct | kita_u3      | 2023/24    |    80 | A      |                     |
    | nord    | coverage_of_need_pct | ogs          | 2023/24    |    10 | A      |                     |
""")


def test_shortage_by_hand() -> None:
    """Below 90 short (2), from 90 nearly enough (1), from 100 enough (0)."""
    rows = table("""
        | area_id | of_need | shortage |
        |---------|---------|----------|
        | none    |       0 |        2 |
        | below   |    89.9 |        2 |
        | lower   |      90 |        1 |
        | upper   |   99.99 |        1 |
        | enough  |     100 |        0 |
        | more    |     250 |        0 |
        | unknown |         |          |
    """)
    result = shortage_class(rows["of_need"].astype("Float64"), (90, 100))
    assert_series_equal(result, rows["shortage"].astype("Float64"), check_names=False)


def test_fields_by_hand() -> None:
    """3 x shortage + Lage: 3 x 2 + 2 = 8, 3 x 1 + 1 = 4, 3 x 0 + 0 = 0. No Lage or no quota: no field, and why."""
    result = gap_measures(RULE, CUTS, BOTH)
    assert column(result) == {"berg": None, "hafen": 0, "heide": None, "mitte": 4, "nord": 8, "wald": None}
    assert column(result, value="status") == {
        "berg": "M", "hafen": "A", "heide": "O", "mitte": "E", "nord": "A", "wald": "O",
    }  # fmt: skip
    assert column(result, value="reason") == {
        "berg": "no_children", "hafen": "", "heide": "lage_unknown", "mitte": "", "nord": "",
        "wald": "places_unknown",
    }  # fmt: skip
    assert set(result["measure_id"]) == {"handlungsbedarf"}
    assert set(result["target_group"]) == {"kita_u3"}


def test_the_lage_of_the_last_date_before_the_places_counts() -> None:
    earlier = BOTH[BOTH["measure_id"] == "lage_index"].assign(period="2021-12-31", value=0)
    later = BOTH[BOTH["measure_id"] == "lage_index"].assign(period="2024-12-31", value=1)
    assert_frame_equal(
        gap_measures(RULE, CUTS, pd.concat([earlier, BOTH, later], ignore_index=True)), gap_measures(RULE, CUTS, BOTH)
    )


def test_without_a_lage_there_is_no_field() -> None:
    assert gap_measures(RULE, CUTS, BOTH[BOTH["measure_id"] != "lage_index"]).empty


def test_the_rule_may_have_its_own_cuts_of_the_lage() -> None:
    """Index 2 is no longer above the upper cut of 2.5, 1 no longer above the lower cut of 1.5."""
    own = RULE.model_copy(update={"lage_cuts": (1.5, 2.5)})
    result = gap_measures(own, CUTS, BOTH)
    assert column(result) == {"berg": None, "hafen": 0, "heide": None, "mitte": 3, "nord": 7, "wald": None}


quotas = st.lists(st.floats(0, 300), min_size=6, max_size=6)


def with_quotas(values: list[float]) -> pd.DataFrame:
    supply = BOTH["measure_id"] == "coverage_of_need_pct"
    known = BOTH[~supply | BOTH["value"].notna()].copy()
    known.loc[known["measure_id"] == "coverage_of_need_pct", "value"] = values
    return known


@settings(max_examples=60, deadline=None)
@given(values=quotas)
def test_no_gap_without_a_shortage(values: list[float]) -> None:
    rows = with_quotas(values)
    of_need = column(rows[(rows["measure_id"] == "coverage_of_need_pct") & (rows["target_group"] == "kita_u3")])
    for area, field in column(gap_measures(RULE, CUTS, rows)).items():
        if field is not None:
            assert (field >= 6) == (of_need[area] < 90)
            assert (field < 3) == (of_need[area] >= 100)


@settings(max_examples=30, deadline=None)
@given(values=st.lists(st.floats(100, 300), min_size=6, max_size=6))
def test_where_all_have_enough_nobody_has_a_gap(values: list[float]) -> None:
    fields = [field for field in column(gap_measures(RULE, CUTS, with_quotas(values))).values() if field is not None]
    assert fields
    assert max(fields) < 3


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(14)))
def test_the_order_of_rows_never_matters(order: list[int]) -> None:
    mixed = gap_measures(RULE, CUTS, BOTH.iloc[order])
    assert column(mixed) == column(gap_measures(RULE, CUTS, BOTH))
    assert column(mixed, value="reason") == column(gap_measures(RULE, CUTS, BOTH), value="reason")


def test_each_scenario_has_its_own_field() -> None:
    """With what is planned Nord has 96 % of the places it needs: nearly enough instead of short."""
    drawn = (
        "| area_id | measure_id | target_group | period | value |\n"
        "| nord | coverage_of_need_pct | kita_u3 | 2026/27 | 96 |"
    )
    planned = measures(drawn, scenario="mit_massnahmen")
    today = measured(
        "| area_id | measure_id | target_group | period | value | status |\n"
        "| nord | coverage_of_need_pct | kita_u3 | 2026/27 | 75 | F |"
    )
    lage = BOTH[BOTH["measure_id"] == "lage_index"]
    rows = gap_measures(RULE, CUTS, pd.concat([lage, today, planned], ignore_index=True))
    found = {
        (scenario, area): value
        for scenario, area, value in zip(rows["scenario"], rows["area_id"], rows["value"], strict=True)
    }
    assert found == {("bestand", "nord"): 8, ("mit_massnahmen", "nord"): 5}

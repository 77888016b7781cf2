"""Children of an edition by hand: small numbers, what is made of them, years ahead, limits, larger areas."""

from dataclasses import replace

import pandas as pd
import pytest
from analysis.planning.given import children
from cohorts_of import NRW
from rows import coverage, of

from sozialraum.analysis.ledger.children import children_cell
from sozialraum.analysis.planning.edition.ahead import areas_with_few
from sozialraum.analysis.planning.edition.cells import cells_of
from sozialraum.analysis.planning.edition.children import public_years
from sozialraum.analysis.planning.edition.told import told_children
from sozialraum.analysis.suppression import small
from sozialraum.model.forecast import BACK_TEST, BIRTHS, CITY_FACTORS, SURVIVAL_RATES
from sozialraum.model.planning import ChildrenOfYears
from sozialraum.model.tables import CHILDREN_KEY, frame

MEMBERS = {"city": ["mitte", "nord"], "mitte": ["mitte"], "nord": ["nord"]}
U3 = coverage(cohorts=["alter_0", "alter_1", "alter_2"])
COUNTED = """
    | area_id | group          | year    | value | status |
    |---------|----------------|---------|-------|--------|
    | nord    | alter_0        | 2024/25 |    20 | A      |
    | nord    | alter_1        | 2024/25 |     3 | A      |
    | nord    | alter_2        | 2024/25 |     0 | A      |
    | nord    | u3             | 2024/25 |    23 | A      |
    | nord    | alter_5        | 2024/25 |    30 | A      |
    | mitte   | alter_0        | 2024/25 |    40 | A      |
    | mitte   | alter_1        | 2024/25 |    41 | A      |
    | mitte   | alter_2        | 2024/25 |    42 | A      |
    | mitte   | u3             | 2024/25 |   123 | A      |
    | city    | alter_0        | 2024/25 |    60 | A      |
    | city    | alter_1        | 2024/25 |    44 | A      |
    | city    | alter_2        | 2024/25 |    42 | A      |
    | city    | u3             | 2024/25 |   146 | A      |
"""
AHEAD = """
    | area_id | group   | year    | value | lower | upper | status |
    |---------|---------|---------|-------|-------|-------|--------|
    | nord    | alter_0 | 2025/26 |  10.4 |   8.4 |  12.4 | F      |
    | mitte   | alter_0 | 2025/26 |  10.4 |   8.4 |  12.4 | F      |
    | city    | alter_0 | 2025/26 |  20.8 |  16.8 |  24.8 | F      |
    | nord    | alter_1 | 2025/26 |   4.4 |   3.0 |   6.0 | F      |
    | mitte   | alter_1 | 2025/26 |  30.0 |  28.0 |  32.0 | F      |
    | city    | alter_1 | 2025/26 |  34.4 |  31.0 |  38.0 | F      |
    | nord    | alter_2 | 2025/26 |   8.0 |   7.0 |   9.0 | F      |
    | mitte   | alter_2 | 2025/26 |  30.0 |  28.0 |  32.0 | F      |
    | city    | alter_2 | 2025/26 |  38.0 |  35.0 |  41.0 | F      |
    | nord    | u3      | 2025/26 |  22.8 |  18.4 |  27.4 | F      |
    | mitte   | u3      | 2025/26 |  70.4 |  64.4 |  76.4 | F      |
    | city    | u3      | 2025/26 |  93.2 |  82.8 | 103.8 | F      |
"""
ON = {"2024/25": "2024-12-31", "2025/26": "2024-12-31"}


CELLS = cells_of(NRW, [U3])


def shown(years: ChildrenOfYears, asked: tuple[str, ...] = ()) -> ChildrenOfYears:
    """As an edition that withholds the small numbers, and the years ahead of areas of which one was counted."""
    told = told_children(years, CELLS, MEMBERS)
    keys = {tuple(row): children_cell(*row) for row in told[CHILDREN_KEY].itertuples(index=False)}
    few = [tuple(row) for row in told.loc[small(told["value"], 5), CHILDREN_KEY].itertuples(index=False)]
    withheld = {keys[one] for one in few}
    areas = areas_with_few(years, told, frame(BIRTHS), withheld, 3, 5)
    withheld |= {key for (area, _, year), key in keys.items() if area in areas and year in years.ahead}
    return public_years(years, CELLS, NRW, asked, MEMBERS, withheld)


def edition(rows: pd.DataFrame, ahead: tuple[str, ...] = ()) -> pd.DataFrame:
    return shown(ChildrenOfYears(rows, ON, ahead)).children


def cell(rows: pd.DataFrame, area: str, group: str, year: str = "2024/25") -> tuple[object, ...]:
    row = of(rows, area_id=area, group=group, year=year).iloc[0]
    return tuple(None if pd.isna(row[name]) else row[name] for name in ("value", "status", "reason"))


def test_a_small_number_and_its_sums_are_withheld_and_larger_areas_keep_theirs() -> None:
    rows = edition(children(COUNTED))
    assert cell(rows, "nord", "alter_0") == (20, "A", "")
    assert cell(rows, "nord", "alter_1") == (None, "Q", "parts_withheld")
    assert cell(rows, "nord", "alter_2") == (0, "A", "")
    assert cell(rows, "nord", "u3") == (None, "Q", "parts_withheld")
    assert cell(rows, "mitte", "u3") == (123, "A", "")
    assert cell(rows, "city", "alter_1") == (44, "A", "")
    assert cell(rows, "city", "u3") == (146, "A", "")


def test_a_group_that_is_no_sum_of_cells_is_left_out() -> None:
    assert "alter_5" not in set(edition(children(COUNTED))["group"])


def test_a_group_that_something_is_worked_out_from_is_withheld_instead() -> None:
    years = ChildrenOfYears(children(COUNTED), ON)
    rows = shown(years, ("alter_5",)).children
    assert cell(rows, "nord", "alter_5") == (None, "Q", "parts_withheld")


def test_years_ahead_are_whole_children_and_larger_areas_their_sums() -> None:
    """10.4 and 10.4 are shown as 10 and 10, so the city has 20, not 21; 4.4 children are too few to be told."""
    rows = edition(children(AHEAD), ahead=("2025/26",))
    assert cell(rows, "mitte", "alter_0", "2025/26") == (10, "F", "")
    assert cell(rows, "city", "alter_0", "2025/26") == (20, "F", "")
    assert cell(rows, "nord", "alter_1", "2025/26") == (None, "Q", "parts_withheld")
    limits = of(rows, area_id="mitte", group="u3").iloc[0]
    assert limits[["value", "lower", "upper"]].tolist() == [70, 64, 76]
    withheld = rows[rows["status"] == "Q"]
    assert withheld[["value", "lower", "upper"]].isna().all(axis=None)


def test_years_ahead_of_an_area_are_withheld_with_a_number_they_rest_on() -> None:
    """Rates of an area are worked out from its own children: what grows from a withheld number goes with it."""
    both = pd.concat([children(COUNTED), children(AHEAD)], ignore_index=True)
    rows = edition(both, ahead=("2025/26",))
    assert set(of(rows, area_id="nord", year="2025/26")["status"]) == {"Q"}
    assert set(of(rows, area_id="mitte", year="2025/26")["status"]) == {"F"}
    assert cell(rows, "city", "alter_1", "2025/26") == (34, "F", "")


def test_limits_of_counted_children_are_not_told() -> None:
    """They are children of single years of age, and those already born: a few months."""
    drawn = children("""
        | area_id | group   | year    | value | lower | upper | status | reason             |
        |---------|---------|---------|-------|-------|-------|--------|--------------------|
        | nord    | alter_0 | 2024/25 | 20.25 |     7 |    31 | E      | spread_over_months |
        | nord    | alter_1 | 2024/25 |       |     2 |       | O      | not_born_yet       |
    """)
    rows = edition(drawn)
    assert cell(rows, "nord", "alter_0") == (20, "E", "spread_over_months")
    assert cell(rows, "nord", "alter_1") == (None, "O", "not_born_yet")
    assert rows[["lower", "upper"]].isna().all(axis=None)


def test_another_reading_of_one_stichtag_is_told_only_where_it_is_the_same_children() -> None:
    drawn = children(
        COUNTED
        + """
        | nord  | alter_1 | 2025/26 | 20 | E |
        | mitte | alter_1 | 2025/26 | 40 | E |
        | nord  | alter_2 | 2025/26 |  3 | E |
        | mitte | u3      | 2025/26 | 81 | E |
        """
    )
    rows = edition(drawn)
    assert cell(rows, "nord", "alter_1", "2025/26")[:2] == (20, "E")
    assert cell(rows, "mitte", "alter_1", "2025/26")[:2] == (40, "E")
    assert cell(rows, "nord", "alter_2", "2025/26")[:2] == (None, "Q")
    assert cell(rows, "mitte", "u3", "2025/26")[:2] == (None, "Q")


def test_rates_of_areas_are_left_out() -> None:
    rate = {"area_id": "nord", "age": 1.0, "base": 20.0, "own": 0.9, "city": 0.98, "weight": 0.2, "rate": 0.96}
    test = {"level": "sozialraum", "group": "u3", "horizon": 1, "starts": 1, "pairs": 2, "error_pct": 3.14159}
    factor = {"as_of": "2025-12-31", "from_age": 0, "to_age": 2, "official": 90, "worked_out": 93.2, "factor": 0.96}
    years = ChildrenOfYears(children(COUNTED), ON)
    years = replace(
        years,
        rates=frame(SURVIVAL_RATES, [rate]),
        back_test=frame(BACK_TEST, [test, {**test, "group": "alter_5"}]),
        factors=frame(CITY_FACTORS, [factor]),
    )
    found = shown(years)
    assert found.rates[["area_id", "city", "rate"]].values.tolist() == [["city", 0.98, 0.98]]
    assert found.rates[["base", "own", "weight"]].isna().all(axis=None)
    assert found.back_test[["group", "error_pct"]].values.tolist() == [["u3", pytest.approx(3.1)]]
    assert found.factors["worked_out"].tolist() == [93]

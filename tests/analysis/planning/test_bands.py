"""Children of one age group known only together, carried on by its own series; Flensburg under 18."""

import pandas as pd
import pytest
from rows import indicators

from sozialraum.analysis.planning.bands import bands_ahead
from sozialraum.model.forecast import Band, Forecast

# two years of age together; births are added, half of the group leaves it
DRAWN = """
    | area_id | indicator_id | period     | value |
    |---------|--------------|------------|-------|
    | nord    | u2           | 2021-12-31 |   100 |
    | nord    | u2           | 2022-12-31 |   100 |
    | nord    | u2           | 2023-12-31 |   100 |
    | nord    | u2           | 2024-12-31 |   100 |
    | nord    | births       | 2022       |    50 |
    | nord    | births       | 2023       |    50 |
    | nord    | births       | 2024       |    50 |
    | mitte   | u2           | 2021-12-31 |    40 |
    | mitte   | u2           | 2022-12-31 |    36 |
    | mitte   | u2           | 2023-12-31 |       |
    | mitte   | u2           | 2024-12-31 |    30 |
    | mitte   | births       | 2022       |    20 |
    | mitte   | births       | 2023       |    20 |
    | mitte   | births       | 2024       |    14 |
"""
BAND = Band(indicator="u2", births="births", years=2)


def settings(**more: object) -> Forecast:
    return Forecast.model_validate({"years_ahead": 3, "shrinkage": {"k": 0}, "bands": [BAND.model_dump()]} | more)


def test_a_group_of_two_years_by_hand() -> None:
    """Nord: 100 - 50 + 50 births = 100 expected, 100 came: rate 1, and so it goes on. Mitte, with an unknown
    Stichtag, has one step, 40 - 20 + 20 = 40 expected, 36 came: rate 0.9; births (20 + 20 + 14) / 3 = 18.
    2025: (30 - 15 + 18) x 0.9 = 29.7; 2026: (29.7 / 2 + 18) x 0.9 = 29.565."""
    found = bands_ahead(settings(), indicators(DRAWN), ["mitte", "nord"]).ahead
    by_area = found.pivot(index="as_of", columns="area_id", values="value").astype(float)
    assert list(by_area.index) == ["2025-12-31", "2026-12-31", "2027-12-31"]
    assert by_area["nord"].tolist() == pytest.approx([100, 100, 100])
    assert by_area["mitte"].tolist()[:2] == pytest.approx([29.7, 29.565])
    assert by_area["city"].tolist()[:2] == pytest.approx([129.7, 129.565])
    assert set(found["status"]) == {"F"}
    assert set(found["indicator_id"]) == {"u2"}


def test_births_before_a_year_are_left_out() -> None:
    """From 2024 on: the mean of Mitte is 14, and no step has births before 2024: 36 -> unknown, unknown -> 30."""
    late = settings(bands=[{"indicator": "u2", "births": "births", "years": 2, "births_since": 2024}])
    found = bands_ahead(late, indicators(DRAWN), ["mitte", "nord"]).ahead
    first = found[(found["area_id"] == "mitte") & (found["as_of"] == "2025-12-31")].iloc[0]
    assert first["value"] == pytest.approx(30 - 15 + 14)


def test_withheld_children_stay_withheld_and_so_does_the_city() -> None:
    rows = indicators(DRAWN)
    rows.loc[(rows["area_id"] == "mitte") & (rows["period"] == "2024-12-31"), ["value", "status"]] = [pd.NA, "Q"]
    found = bands_ahead(settings(), rows, ["mitte", "nord"]).ahead
    gone = found[found["area_id"].isin(["mitte", "city"])]
    assert gone[["value", "lower", "upper"]].isna().all().all()
    assert set(gone["status"]) == {"Q"}
    assert found.loc[found["area_id"] == "nord", "value"].notna().all()


def test_without_bands_or_without_their_figures_there_is_nothing() -> None:
    assert bands_ahead(settings(bands=[]), indicators(DRAWN), ["nord"]).ahead.empty
    nothing = bands_ahead(settings(), indicators(DRAWN)[:0], ["nord"])
    assert (nothing.ahead.empty, nothing.back_test.empty) == (True, True)


def test_the_order_of_rows_decides_nothing() -> None:
    rows = indicators(DRAWN)
    one, other = (bands_ahead(settings(), table, ["mitte", "nord"]) for table in (rows, rows[::-1]))
    pd.testing.assert_frame_equal(one.ahead, other.ahead)
    pd.testing.assert_frame_equal(one.back_test, other.back_test)

"""The index of the invented city beside the same index worked out by hand from its files, without the program."""

import pandas as pd
import pytest
from invented import worked_out
from musterstadt.lage_by_hand import DAY, SMALL, index_by_hand

GROWING = "sr07"  # a development under construction until 2020


def measure(id_: str, period: str) -> pd.DataFrame:
    table = worked_out().situation.measures
    return table[(table["measure_id"] == id_) & (table["period"] == period)].set_index("area_id")


def test_the_index_is_the_one_worked_out_by_hand() -> None:
    by_hand = index_by_hand()
    index = measure("lage_index", DAY)
    assert len(by_hand) == 13
    assert index["value"].dropna().to_dict() == pytest.approx(by_hand, abs=1e-3)  # the files round shares to 0.01


def test_thirteen_areas_fall_into_four_classes_and_the_small_one_into_none() -> None:
    """Bounds -0.5, 0.5 and 1.5 on the index worked out by hand."""
    expected = {area: float(sum(value > cut for cut in (-0.5, 0.5, 1.5))) for area, value in index_by_hand().items()}
    classes = measure("lage_class", DAY)
    assert classes["value"].dropna().to_dict() == expected
    assert set(expected.values()) == {0, 1, 2, 3}
    assert classes.loc[SMALL, "reason"] == "below_min_residents"


@pytest.mark.parametrize("period", ["2018-12-31", DAY])
def test_what_indicators_and_fields_add_makes_up_the_index(period: str) -> None:
    table = worked_out().situation.measures.query("period == @period and area_id == 'sr03'")
    values = table.set_index("measure_id")["value"]
    centring = values["lage_centring"]
    for kind in ("lage_part:", "lage_field_part:"):
        added = values[values.index.str.startswith(kind)]
        assert added.sum() + centring == pytest.approx(values["lage_index"])


def test_housing_belongs_to_the_index_since_2022() -> None:
    table = worked_out().situation.measures
    with_housing = table.loc[table["measure_id"] == "lage_part:beengt", "period"]
    assert set(with_housing) == {"2022-12-31", "2023-12-31", "2024-12-31"}
    assert set(table.loc[table["measure_id"] == "lage_index", "period"]) == {f"{y}-12-31" for y in range(2018, 2025)}


def test_a_development_under_construction_is_not_classified_at_first() -> None:
    assert measure("lage_index", "2020-12-31").loc[GROWING, "reason"] == "excluded"
    assert measure("lage_index", "2021-12-31").loc[GROWING, "value"] < 0


def test_one_area_gets_worse_beyond_the_usual_fluctuation_and_the_others_are_stable() -> None:
    """Gravensiek rises in every indicator; Ottilien-Kolonie falls in most, but not beyond what chance may do."""
    change, classes = measure("lage_dynamics", DAY), measure("lage_dynamics_class", DAY)["value"]
    assert change["value"].idxmax() == "sr05"
    assert change["value"].idxmin() == "sr04"
    assert classes[classes != 1].dropna().to_dict() == {"sr05": 2}
    like_the_city = float(measure("lage_dynamics_city", DAY).loc["city", "value"])
    assert change.loc["sr05", "lower"] > like_the_city
    assert change.loc["sr04", "lower"] < like_the_city < change.loc["sr04", "upper"]


@pytest.mark.parametrize("period", ["2022-12-31", "2023-12-31"])
def test_there_is_no_change_since_before_housing_was_surveyed(period: str) -> None:
    """Two years earlier nobody knew how many households are crowded; SGB II counted otherwise, too."""
    across = measure("lage_dynamics", period)
    assert across["value"].isna().all()
    assert set(across["reason"]) == {"no_earlier_date", "below_min_residents"}


def test_shares_of_the_first_three_places_sum_to_three() -> None:
    assert measure("lage_top_three_pct", DAY)["value"].sum() == pytest.approx(300)

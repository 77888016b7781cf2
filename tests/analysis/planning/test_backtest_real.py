"""The roll-forward tried on the register of Musterstadt and on the children of Flensburg: figures that are told."""

import csv
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from running import ROOT, shared

from sozialraum.analysis.planning.backtest import back_test
from sozialraum.analysis.planning.rolling import births_so_far, rolled
from sozialraum.analysis.planning.series import Series, series_of, until
from sozialraum.analysis.planning.spread import starts
from sozialraum.analysis.planning.survival import survival
from sozialraum.model.forecast import Forecast
from sozialraum.model.tables import frame


def row(found: pd.DataFrame, group: str, horizon: int = 1, level: str = "sozialraum") -> "pd.Series[float]":
    return found.query("group == @group and horizon == @horizon and level == @level").iloc[0]


GROUPS = {"0": (0, 0), "u3": (0, 2), "3-5": (3, 5), "6-9": (6, 9)}
MUSTERSTADT = ROOT / "geodata/musterstadt/population/register_alter.csv"


@pytest.fixture(scope="module")
def musterstadt() -> Series:
    with MUSTERSTADT.open(encoding="utf-8", newline="") as file:
        rows = [
            {"area_id": one["SOZIALRAUM"], "as_of": one["STICHTAG"], "age": float(one["ALTER"])}
            | {"sex": one["GESCHLECHT"], "count": float(one["ANZAHL"]), "status": "A"}
            for one in csv.DictReader(file, delimiter=";")
        ]
    kinds = {"area_id": "str", "as_of": "str", "birth_month": "str", "age": "Float64", "sex": "str"}
    return series_of(frame(kinds | {"count": "Float64", "status": "str"}, [dict(one) for one in rows]), None, 17)


@pytest.fixture(scope="module")
def flensburg() -> Series:
    """Residents under 18 and births by Stadtteil; those born 2011 are left out, they fit other Stadtteile."""
    rows = pd.read_csv(shared("flensburg") / "flensburg_sozialatlas_long.csv").dropna(subset=["district_name"])

    def over_years(name: str, variable: str) -> pd.DataFrame:
        own = rows[(rows["table"] == name) & (rows["variable"] == variable)]
        return own.pivot(index="district_name", columns="year", values="value").astype(float)

    children = over_years("children_age_under_18_by_district", "residents")
    births = over_years("births_by_district", "births")
    births[2011] = np.nan
    days = tuple(f"{year}-12-31" for year in children.columns)
    counts = children.to_numpy()[:, :, None]
    return Series(tuple(children.index), days, (18,), counts, births.to_numpy(), np.zeros((len(children), 1), bool))


def usual(**more: object) -> Forecast:
    return Forecast.model_validate({"years_ahead": 3} | more)


def errors(found: pd.DataFrame, name: str = "error_pct") -> Callable[[str, int], float]:
    return lambda group, horizon: round(float(row(found, group, horizon)[name]), 2)


def test_musterstadt_children_already_born_are_foreseen_far_better_than_by_last_year(musterstadt: Series) -> None:
    found = back_test(musterstadt, usual(), GROUPS)
    for group in ("3-5", "6-9"):
        for horizon in (1, 2, 3):
            one = row(found, group, horizon)
            assert one["error_pct"] < one["naive_error_pct"] / 2, (group, horizon)


def test_musterstadt_births_fall_so_that_last_year_is_nearer_than_the_mean(musterstadt: Series) -> None:
    """Told, not hidden: children under one are foreseen worse than by last year's count one and two years ahead."""
    found = back_test(musterstadt, usual(), GROUPS)
    assert [bool(row(found, "0", horizon)["naive_better"]) for horizon in (1, 2)] == [True, True]
    last = back_test(musterstadt, usual(births="last_year"), GROUPS)
    assert errors(last)("u3", 1) < errors(found)("u3", 1)


def test_musterstadt_has_one_area_of_new_homes_whose_past_is_no_guide(musterstadt: Series) -> None:
    """sr07 grew from 121 to 1025 children; with the city's rates for it the others are foreseen at least as well."""
    grown = musterstadt.counts[:, -1].sum(axis=1) / musterstadt.counts[:, 0].sum(axis=1)
    assert musterstadt.areas[int(grown.argmax())] == "sr07"
    with_city = usual(city_rates=[{"area": "sr07", "because": {"de": "Neubaugebiet"}}])
    others = [number for number, area in enumerate(musterstadt.areas) if area != "sr07"]

    def off(settings: Forecast) -> float:
        tried = starts(musterstadt, settings, 3)
        return sum(float(np.abs(one.rolled - one.found)[others, 3:10].sum()) for one in tried)

    assert off(with_city) < off(usual())


def test_flensburg_under_18_is_foreseen_a_little_better_than_by_last_year(flensburg: Series) -> None:
    found = back_test(flensburg, usual(), {"u18": (0, 0)})
    assert [errors(found)("u18", horizon) for horizon in (1, 2, 3)] == [2.40, 3.68, 4.09]
    assert [errors(found, "naive_error_pct")("u18", horizon) for horizon in (1, 2, 3)] == [2.47, 3.92, 4.77]


def test_flensburg_is_why_births_are_a_mean_of_three_years_unless_said_otherwise(flensburg: Series) -> None:
    """With the births of the last year alone the roll-forward is no better than last year's count."""
    found = back_test(flensburg, usual(births="last_year"), {"u18": (0, 0)})
    assert row(found, "u18", 2)["naive_better"]
    assert row(found, "u18", 3)["naive_better"]


def test_a_weight_of_100_children_is_near_the_best_in_both_cities(musterstadt: Series, flensburg: Series) -> None:
    """Neither the area's own rate alone nor the city's does better; Flensburg hardly tells one k from another."""

    def of(series: Series, group: str, bands: tuple[int, int], k: float) -> float:
        found = back_test(series, usual(shrinkage={"k": k}), {group: bands})
        return sum(errors(found)(group, horizon) for horizon in (1, 2, 3))

    for series, group, bands in ((musterstadt, "3-5", (3, 5)), (flensburg, "u18", (0, 0))):
        assert of(series, group, bands, 100) <= min(of(series, group, bands, k) for k in (0, 1e9)), group


def test_what_is_known_later_changes_no_start(musterstadt: Series) -> None:
    day = musterstadt.days[-3]
    now = [one for one in starts(musterstadt, usual(), 1) if one.day < day]
    then = starts(until(musterstadt, day), usual(), 1)
    assert [one.rolled.tolist() for one in now] == [one.rolled.tolist() for one in then]


def test_a_forecast_from_the_last_day_is_the_one_that_is_shown(musterstadt: Series) -> None:
    chosen = usual()
    rate = survival(musterstadt, chosen.rate_years, chosen.shrinkage).rate
    way = rolled(musterstadt, rate, births_so_far(musterstadt, "mean_3_years")[:, None])
    assert way.shape == (14, 1, 18)
    assert way[:, 0, 1:].sum() == pytest.approx(musterstadt.counts[:, -1, :-1].sum(), rel=0.05)

"""The roll-forward by hand, and what it promises to every area."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from analysis.planning.drawn import DRAWN, register, settings
from hypothesis import given
from hypothesis import settings as checked
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pandas.testing import assert_frame_equal
from tables import table

from sozialraum.analysis.planning.forecast import Ahead, forecast
from sozialraum.model.forecast import BIRTHS, CITY_PROJECTION, FORECAST, Forecast, NewHousing
from sozialraum.model.tables import frame

HALF = {"shrinkage": {"k": 100}}
HOMES = {
    "id": "reihenhaus",
    "label": {"de": "Reihenhaus"},
    "children_per_dwelling": [0.1, 0.2, 0.2, 0.1],
    "source": {"de": "Erhebung 2020"},
}


def homes(area: str = "heide", year: int = 2026, dwellings: float = 20) -> NewHousing:
    return NewHousing(area=area, year=year, dwellings=dwellings, type="reihenhaus")


def drawn() -> pd.DataFrame:
    return register(table(DRAWN))


def wide(ahead: Ahead, column: str = "count") -> pd.DataFrame:
    """Area and year by age."""
    rows = ahead.children.assign(year=ahead.children["as_of"].str[:4].astype(int))
    found = rows.pivot(index=["area_id", "year"], columns="age", values=column).astype(float)
    return found.rename(columns=lambda age: str(int(age)))


def expect(ahead: Ahead, answer: str, column: str = "count") -> None:
    wanted = table(answer).reset_index().set_index(["area_id", "year"]).astype(float)
    found = wide(ahead, column).loc[wanted.index]
    pd.testing.assert_frame_equal(found, wanted, atol=5e-4, rtol=0, check_names=False, check_column_type=False)


def test_three_areas_by_hand() -> None:
    """Births: nord (40 + 60 + 50) / 3 = 50, mitte 100. From 0 to 1: nord (44 + 66) / (40 + 60) = 1.1, mitte 160 / 200
    = 0.8, city 270 / 300 = 0.9. k = 100: nord weighs 100 / 200, 0.5 x 1.1 + 0.5 x 0.9 = 1; mitte 200 / 300,
    2/3 x 0.8 + 1/3 x 0.9 = 0.8333. From 1 to 2 and 2 to 3 nobody moves."""
    expect(
        forecast(drawn(), settings(**HALF)),
        """
        | area_id | year |   0 |       1 |       2 |       3 |
        |---------|------|-----|---------|---------|---------|
        | nord    | 2025 |  50 |      50 |      66 |      44 |
        | nord    | 2026 |  50 |      50 |      50 |      66 |
        | nord    | 2027 |  50 |      50 |      50 |      50 |
        | mitte   | 2025 | 100 | 83.3333 |      80 |      80 |
        | mitte   | 2026 | 100 | 83.3333 | 83.3333 |      80 |
        | mitte   | 2027 | 100 | 83.3333 | 83.3333 | 83.3333 |
        | heide   | 2025 |   0 |       0 |       0 |       0 |
        | heide   | 2027 |   0 |       0 |       0 |       0 |
    """,
    )


def test_rates_are_told_with_their_weights() -> None:
    rates = forecast(drawn(), settings(**HALF)).rates.query("age == 1").set_index("area_id")
    assert rates["base"].to_dict() == {"nord": 100, "mitte": 200, "heide": 0}
    assert rates["weight"].to_dict() == pytest.approx({"nord": 0.5, "mitte": 2 / 3, "heide": 0})
    assert rates["rate"].to_dict() == pytest.approx({"nord": 1, "mitte": 0.83333, "heide": 0.9}, abs=1e-4)
    assert pd.isna(rates.loc["heide", "own"])
    assert set(rates["city"]) == {0.9}


def test_twenty_dwellings_in_the_year_they_are_moved_into_by_hand() -> None:
    """20 x (0.1, 0.2, 0.2, 0.1) = 2, 4, 4, 2 in 2026. Then 2 are born again, 2 x 0.9 = 1.8 turn 1; others stay."""
    expect(
        forecast(drawn(), settings(dwelling_types=[HOMES], **HALF), housing=[homes()]),
        """
        | area_id | year |  0 |   1 |  2 |  3 |
        |---------|------|----|-----|----|----|
        | heide   | 2025 |  0 |   0 |  0 |  0 |
        | heide   | 2026 |  2 |   4 |  4 |  2 |
        | heide   | 2027 |  2 | 1.8 |  4 |  4 |
        | nord    | 2027 | 50 |  50 | 50 | 50 |
    """,
    )


def test_a_type_may_say_that_no_further_children_are_born() -> None:
    rows = wide(forecast(drawn(), settings(dwelling_types=[HOMES | {"births_every_year": False}]), housing=[homes()]))
    assert rows.loc["heide", 2026]["0"] == 2
    assert rows.loc["heide", 2027]["0"] == 0


def test_dwellings_the_register_has_already_add_nothing() -> None:
    chosen = settings(dwelling_types=[HOMES])
    with_homes = forecast(drawn(), chosen, housing=[homes(year=2024), homes(year=2028)])
    assert_frame_equal(with_homes.children, forecast(drawn(), chosen).children)


def births(*rows: tuple[str, int, float]) -> pd.DataFrame:
    return frame(BIRTHS, [{"area_id": a, "year": y, "births": n, "status": "A"} for a, y, n in rows])


def test_births_of_a_projection_for_the_city_are_shared_out_as_the_births_of_three_years() -> None:
    """150 : 50 and 100, so 120 : 40 and 80. Years without a figure are unknown, and so are their children."""
    chosen = settings(births="projection", **HALF)
    ahead = forecast(drawn(), chosen, projection=births(("city", 2025, 120), ("city", 2026, 90)))
    expect(
        ahead,
        """
        | area_id | year |  0 |       1 |       2 |  3 |
        |---------|------|----|---------|---------|----|
        | nord    | 2025 | 40 |      50 |      66 | 44 |
        | nord    | 2026 | 30 |      40 |      50 | 66 |
        | nord    | 2027 |    |      30 |      40 | 50 |
        | mitte   | 2026 | 60 | 66.6667 | 83.3333 | 80 |
    """,
    )
    unknown = ahead.children.query("age == 0 and as_of == '2027-12-31'")
    assert set(unknown["status"]) == {"O"}
    assert set(unknown["reason"]) == {"births_unknown"}


def test_births_of_a_projection_by_area_hold() -> None:
    given_births = births(
        *(one for year in (2025, 2026, 2027) for one in (("nord", year, 7), ("mitte", year, 0), ("heide", year, 1)))
    )
    chosen = settings(births="projection")
    rows = wide(forecast(drawn(), chosen, projection=given_births))
    assert [rows.loc[area, 2025]["0"] for area in ("nord", "mitte", "heide")] == [7, 0, 1]


def test_recorded_births_meet_the_first_stichtag_with_a_rate_of_their_own() -> None:
    """nord: 50, 75 and 50 births in three years, 60 + 50 children under one at the last two Stichtage of 75 + 50
    births: 0.88; alone in the city and k = 0. Births to come (50 + 75 + 50) / 3 = 58.3333, x 0.88 = 51.3333."""
    rows = drawn().query("area_id == 'nord'")
    recorded = births(("nord", 2022, 50), ("nord", 2023, 75), ("nord", 2024, 50))
    found = wide(forecast(rows, settings(shrinkage={"k": 0}), births=recorded))
    assert found.loc["nord", 2025]["0"] == pytest.approx(51.3333, abs=1e-4)


def test_the_areas_are_multiplied_to_meet_the_official_projection() -> None:
    """Ages 0 to 2 of 2025: 50 + 50 + 66 + 100 + 83.3333 + 80 = 429.3333; official 386.4 = 0.9 x that."""
    official = frame(CITY_PROJECTION, [{"year": 2025, "from_age": 0, "to_age": 2, "count": 386.4}])
    ahead = forecast(drawn(), settings(**HALF), city_projection=official)
    rows = wide(ahead)
    assert list(rows.loc["nord", 2025]) == pytest.approx([45, 45, 59.4, 44])
    assert list(rows.loc["nord", 2026]) == pytest.approx([50, 50, 50, 66])
    told = ahead.factors.iloc[0]
    assert (told["as_of"], told["official"]) == ("2025-12-31", 386.4)
    assert (told["worked_out"], told["factor"]) == pytest.approx((429.3333, 0.9), abs=1e-4)


def test_a_withheld_count_is_withheld_as_long_as_it_is_a_child_and_moves_no_other_area() -> None:
    hidden = drawn()
    hidden.loc[
        (hidden["area_id"] == "nord") & (hidden["age"] == 1) & (hidden["as_of"] == "2024-12-31"), ["count", "status"]
    ] = [
        pd.NA,
        "Q",
    ]
    ahead = forecast(hidden, settings(**HALF)).children
    unknown = ahead[ahead["count"].isna()]
    assert set(zip(unknown["area_id"], unknown["as_of"].str[:4], unknown["age"], strict=True)) == {
        ("nord", "2025", 2),
        ("nord", "2026", 3),
    }
    assert set(zip(unknown["status"], unknown["reason"], strict=True)) == {("Q", "parts_withheld")}
    assert set(ahead.loc[ahead["count"].notna(), "status"]) == {"F"}


def test_an_area_without_a_register_is_unknown_not_empty() -> None:
    ahead = forecast(drawn(), settings(), areas=["hafen"]).children
    hafen = ahead[ahead["area_id"] == "hafen"]
    assert hafen["count"].isna().all()
    assert set(hafen["status"]) == {"O"}
    assert set(hafen["reason"]) == {"births_unknown", "parts_missing"}


def test_children_without_an_area_are_carried_on() -> None:
    stray = drawn().query("area_id == 'nord'").assign(area_id="")
    both = forecast(pd.concat([drawn(), stray], ignore_index=True), settings(shrinkage={"k": 0})).children
    assert both[both["area_id"] == ""]["count"].sum() == both[both["area_id"] == "nord"]["count"].sum()


def test_months_of_birth_stay_with_their_children() -> None:
    """Of 12 children of one year of birth 9 were born in July and 3 in October; in 2026 they are 2, still 3 to 1."""
    rows = frame(
        {"area_id": "str", "as_of": "str", "birth_month": "str", "age": "Float64", "sex": "str", "count": "Float64"}
        | {"status": "str", "source_id": "str"},
        [
            {
                "area_id": "nord",
                "as_of": day,
                "birth_month": f"{int(day[:4]) - age}-{month}",
                "count": count,
                "status": "A",
            }
            for day in ("2023-12-31", "2024-12-31")
            for age in (0, 1, 2, 3)
            for month, count in ((f"{3 + int(day[:4]) - age - 2020:02d}", 9), ("10", 3))
        ],
    )
    ahead = forecast(rows, settings()).children
    of_2024 = ahead[ahead["birth_month"].str.startswith("2024") & (ahead["as_of"] == "2026-12-31")]
    found = of_2024.set_index("birth_month")["count"]
    assert found[found > 0].to_dict() == {"2024-07": 9, "2024-10": 3}
    assert set(of_2024["age"]) == {2}
    unborn = ahead[ahead["birth_month"].str.startswith("2026") & (ahead["as_of"] == "2026-12-31")]
    assert len(unborn) == 12
    assert set(unborn["count"]) == {1.0}
    assert len(ahead[["area_id", "as_of", "birth_month"]].drop_duplicates()) == len(ahead)


def test_on_the_first_of_november_a_month_of_birth_belongs_to_the_age_its_children_have() -> None:
    rows = drawn().iloc[:0]
    made = [
        {
            "area_id": "nord",
            "as_of": f"{year}-11-01",
            "birth_month": f"{year - 1 - age}-{month}",
            "count": 5,
            "status": "A",
        }
        for year in (2023, 2024)
        for age in (0, 1)
        for month in ("11", "12")
    ]
    both = pd.concat([rows, frame(dict(zip(rows.columns, rows.dtypes.astype(str), strict=True)), made)])
    ahead = forecast(both, settings()).children.query("as_of == '2025-11-01' and count > 0")
    assert set(ahead[ahead["age"] == 1]["birth_month"]) == {"2023-11", "2023-12"}
    assert ahead[ahead["age"] == 0]["birth_month"].min() == "2024-11"
    assert ahead[ahead["age"] == 0]["birth_month"].max() == "2025-10"


def test_the_last_stichtag_of_a_year_decides_and_both_sexes_count_once() -> None:
    rows = drawn()
    halves = [rows.assign(sex=sex, count=rows["count"] / 2) for sex in ("f", "m")]
    earlier = rows.assign(as_of=rows["as_of"].str[:4] + "-06-30", count=999)
    same = forecast(pd.concat([*halves, earlier, rows[rows["as_of"] > "2024"]]), settings()).children
    assert_frame_equal(same, forecast(rows, settings()).children.assign(source_id=""))


CITIES = arrays(np.int64, st.tuples(st.integers(1, 4), st.integers(2, 4), st.just(4)), elements=st.integers(0, 60))


def city(counts: Any) -> pd.DataFrame:
    areas, years, ages = counts.shape
    rows = [
        {"area_id": f"a{area}", "day": f"{2025 - years + year}-12-31"}
        | {str(age): int(counts[area, year, age]) for age in range(ages)}
        for area in range(areas)
        for year in range(years)
    ]
    return register(pd.DataFrame(rows).set_index("area_id"))


RULES = st.sampled_from(["none", "past_years", "back_test"])
WAYS = st.builds(
    lambda rule, k, method, born: settings(
        variants={"rule": rule}, shrinkage={"k": k, "method": method}, births=born, dwelling_types=[HOMES]
    ),
    RULES,
    st.sampled_from([0, 20, 1e6]),
    st.sampled_from(["fixed", "empirical"]),
    st.sampled_from(["mean_3_years", "last_year"]),
)


@checked(deadline=None, max_examples=15)
@given(ages=st.lists(st.integers(0, 80), min_size=1, max_size=4), way=WAYS)
def test_without_moving_and_with_as_many_births_every_year_nothing_changes(ages: list[int], way: Forecast) -> None:
    counts = np.broadcast_to(np.array(ages)[:, None, None], (len(ages), 4, 4))
    rows = forecast(city(counts), way).children
    for column in ("count",) if way.variants.rule == "none" else ("count", "lower", "upper"):
        assert rows[column].to_numpy(float) == pytest.approx(
            rows["area_id"].str[1:].astype(int).map(ages.__getitem__)
        )


@pytest.mark.slow
@checked(deadline=None, max_examples=15)
@given(counts=CITIES, times=st.integers(2, 5))
def test_a_city_times_as_large_has_times_as_many_children(counts: Any, times: int) -> None:
    whole = settings(shrinkage={"k": 0}, variants={"rule": "past_years"})
    small, large = (forecast(city(some), whole).children for some in (counts, counts * times))
    for column in ("count", "lower", "upper"):
        assert large[column].to_numpy(float) == pytest.approx(times * small[column].to_numpy(float))


@pytest.mark.slow
@checked(deadline=None, max_examples=15)
@given(counts=CITIES, dwellings=st.integers(0, 50), more=st.integers(0, 50), way=WAYS, year=st.integers(2025, 2027))
def test_more_dwellings_never_mean_fewer_children(
    counts: Any, dwellings: int, more: int, way: Forecast, year: int
) -> None:
    few, many = (
        forecast(city(counts), way, housing=[homes("a0", year, number)]).children
        for number in (dwellings, dwellings + more)
    )
    assert (many["count"].to_numpy(float) >= few["count"].to_numpy(float) - 1e-9).all()
    others = few["area_id"] != "a0"
    assert_frame_equal(many[others], few[others])


@pytest.mark.slow
@checked(deadline=None, max_examples=15)
@given(counts=CITIES, way=WAYS)
def test_where_no_child_was_none_will_be_without_new_homes(counts: Any, way: Forecast) -> None:
    counts = counts.copy()
    counts[0] = 0
    rows = forecast(city(counts), way).children.query("area_id == 'a0'")
    assert (rows["count"] == 0).all()
    assert (rows[["lower", "upper"]].fillna(0) == 0).all(axis=None)


@checked(deadline=None, max_examples=15)
@given(counts=CITIES, way=WAYS)
def test_the_variants_lie_on_either_side_and_no_count_is_negative(counts: Any, way: Forecast) -> None:
    rows = forecast(city(counts), way).children.dropna(subset=["lower", "upper"])
    assert (rows["lower"] >= 0).all()
    assert (rows["lower"] <= rows["count"] + 1e-9).all()
    assert (rows["count"] <= rows["upper"] + 1e-9).all()


@checked(deadline=None, max_examples=12)
@given(counts=CITIES.filter(lambda some: some[:, -1].sum() > 0), official=st.integers(1, 500))
def test_the_areas_add_up_to_the_official_projection(counts: Any, official: int) -> None:
    given_city = frame(CITY_PROJECTION, [{"year": 2026, "from_age": 0, "to_age": 3, "count": official}])
    ahead = forecast(city(counts), settings(), city_projection=given_city)
    total = ahead.children.query("as_of == '2026-12-31'")["count"].sum()
    factor = ahead.factors["factor"].iloc[0]
    assert pd.isna(factor) if total == 0 else total == pytest.approx(official)


@pytest.mark.slow
@checked(deadline=None, max_examples=10)
@given(counts=CITIES, way=WAYS, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(counts: Any, way: Forecast, order: Any) -> None:
    rows = city(counts)
    mixed = rows.iloc[order.sample(range(len(rows)), len(rows))]
    assert_frame_equal(forecast(mixed, way).children, forecast(rows, way).children)


@pytest.mark.slow
@checked(deadline=None, max_examples=12)
@given(counts=CITIES, parts=st.integers(2, 4))
def test_an_area_cut_in_like_parts_has_the_same_children_in_all(counts: Any, parts: int) -> None:
    """With k = 0 and without bounds: splitting an area in proportion changes no sum, so city = sum of areas."""
    way = settings(shrinkage={"k": 0})
    whole = forecast(city(counts * parts), way).children
    cut = forecast(city(np.repeat(counts, parts, axis=0)), way).children
    by = ["as_of", "age"]
    assert cut.groupby(by)["count"].sum().to_numpy(float) == pytest.approx(
        whole.groupby(by)["count"].sum().to_numpy(float)
    )


def test_the_table_is_one_a_register_could_be() -> None:
    rows = forecast(drawn(), settings(), source_id="melderegister").children
    assert dict(rows.dtypes.astype(str)) == FORECAST
    assert set(rows["source_id"]) == {"melderegister"}
    assert not rows.duplicated(["area_id", "as_of", "age"]).any()


def test_a_register_without_rows_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="without rows"):
        forecast(drawn().iloc[:0], settings())


def test_a_single_stichtag_lets_children_only_grow_older() -> None:
    """Nobody knows who moved: the rates are 1, and the bounds unknown."""
    rows = forecast(drawn().query("as_of == '2024-12-31'"), settings(variants={"rule": "back_test"}))
    assert list(wide(rows).loc["nord", 2025]) == [50, 50, 66, 44]
    assert rows.children["lower"].isna().all()

"""Children of the years ahead where the register tells the young by month of birth and the others by year of age."""

from typing import Any

import pandas as pd
import pytest
from rows import of

from sozialraum.analysis.planning.years import children_of_years
from sozialraum.model.cohorts import Cohorts
from sozialraum.model.forecast import BIRTHS, CITY_PROJECTION, Forecast
from sozialraum.model.tables import REGISTER, frame

CLASSES = [
    {"id": f"class_{one}", "label": {"de": "x"}, "kind": "school", "from_class": one, "to_class": one}
    for one in (1, 2, 3, 4)
]
RULES = Cohorts.model_validate(
    {
        "label": {"de": "x"}, "year_starts": "08-01", "ages_fixed_on": "11-01", "school_cut_off": "09-30",
        "school_entry_age": 6, "source": {"de": "x"}, "as_of": "2024-01-01", "groups": CLASSES,
    }
)  # fmt: skip
DAYS = ("2022-12-31", "2023-12-31", "2024-12-31")
MEMBERS = {"city": ["mitte", "nord"], "mitte": ["mitte"], "nord": ["nord"]}
NOBODY_MOVES: dict[str, Any] = {"years_ahead": 3, "variants": {"rule": "none"}}


def register(months_to: int, years_to: int, from_month: str = "01") -> pd.DataFrame:
    """In both areas, on every Stichtag, 12 children of each age: one a month up to age `months_to`, above by year.

    Args:
        from_month: the first month of the oldest age by month.
    """
    rows: list[dict[str, object]] = []
    for day in DAYS:
        year = int(day[:4])
        for area in ("mitte", "nord"):
            born = [f"{year - age}-{month:02d}" for age in range(months_to + 1) for month in range(1, 13)]
            born = [month for month in born if month >= f"{year - months_to}-{from_month}"]
            usual = {"area_id": area, "as_of": day, "status": "A"}
            rows += [{**usual, "birth_month": month, "count": 1.0} for month in born]
            rows += [
                {**usual, "age": float(age), "sex": sex, "count": 6.0}
                for age in range(years_to + 1)
                for sex in ("f", "m")
            ]
    return frame(REGISTER, rows)


def ahead(rows: pd.DataFrame, to_age: int) -> pd.DataFrame:
    settings = Forecast.model_validate({**NOBODY_MOVES, "to_age": to_age})
    found = children_of_years(RULES, settings, [], rows, frame(BIRTHS), frame(CITY_PROJECTION), MEMBERS)
    assert found.ahead == ("2025/26", "2026/27", "2027/28")
    return found.children[found.children["year"].isin(found.ahead)]


@pytest.mark.slow
@pytest.mark.parametrize("months_to", [6, 10])
def test_classes_of_the_years_ahead_are_as_large_as_those_of_today(months_to: int) -> None:
    """Nobody moves and twelve are born a year: each class has twelve, wherever the months of the register end."""
    rows = ahead(register(months_to, 20), 11)
    assert set(of(rows, area_id="nord")["value"].round(9)) == {12}
    assert set(of(rows, area_id="city")["value"].round(9)) == {24}
    assert set(rows["status"]) == {"F"}


@pytest.mark.slow
def test_months_stay_exact_for_the_ages_that_have_them() -> None:
    """All of Nord's six-year-olds were born in September 2018: all are in class 2 in 2025/26, and nobody behind."""
    rows = register(6, 20)
    own = (rows["area_id"] == "nord") & rows["birth_month"].str.startswith("2018-")
    rows.loc[own, "count"] = [12.0 if month.endswith("-09") else 0.0 for month in rows.loc[own, "birth_month"]]
    found = of(ahead(rows, 11), area_id="nord", year="2025/26").set_index("group")["value"]
    # class 1: October 2018 to September 2019, nine months of those of 2019; class 2: nine of 2018, three of 2017
    assert found.round(9).to_dict() == {"class_1": 9, "class_2": 12 + 3, "class_3": 12, "class_4": 12}


@pytest.mark.slow
def test_no_number_of_children_beyond_the_last_age() -> None:
    """Class 4 has children of nine and ten on 31 December: without the tens it is unknown, never too small."""
    rows = ahead(register(6, 20), 9)
    last = of(rows, group="class_4")
    assert last["value"].isna().all()
    assert set(last["reason"]) <= {"age_open", "parts_missing"}
    assert set(of(rows, group="class_3", area_id="nord")["value"].round(9)) == {12}


@pytest.mark.slow
def test_no_number_of_an_age_that_the_register_does_not_tell() -> None:
    """Months to age 6 and no further age: in 2025/26 only class 1 is told, in 2026/27 class 2 as well."""
    rows = of(ahead(register(6, -1), 11), area_id="nord")
    told = {str(year): set(part.loc[part["value"].notna(), "group"]) for year, part in rows.groupby("year")}
    assert told == {
        "2025/26": {"class_1"},
        "2026/27": {"class_1", "class_2"},
        "2027/28": {"class_1", "class_2", "class_3"},
    }
    assert set(rows.loc[rows["value"].isna(), "status"]) == {"O"}


@pytest.mark.slow
def test_an_age_of_which_only_some_months_are_told_is_taken_by_year() -> None:
    """The oldest months begin in March: ten of twelve children would look like all of their age."""
    rows = ahead(register(6, 20, from_month="03"), 11)
    assert set(of(rows, area_id="nord")["value"].round(9)) == {12}
    alone = of(ahead(register(6, -1, from_month="03"), 11), area_id="nord", year="2025/26")
    assert alone["value"].isna().all()

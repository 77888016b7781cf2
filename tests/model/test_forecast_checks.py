"""What new housing and official projections may get wrong, told with the remedy's fields."""

import pandas as pd
import pytest
from pydantic import ValidationError

from sozialraum.errors import Severity
from sozialraum.model.forecast import BIRTHS, CITY_PROJECTION, DwellingType, Forecast, NewHousing
from sozialraum.model.forecast_checks import (
    births_problems,
    city_projection_problems,
    housing_problems,
    not_by_area,
)
from sozialraum.model.tables import frame

AREAS = ["nord", "mitte"]
TERRACED = DwellingType(id="reihenhaus", label={"de": "R"}, children_per_dwelling=[0.1], source={"de": "Erhebung"})


def births(*rows: tuple[str, int, float | None]) -> pd.DataFrame:
    return frame(BIRTHS, [{"area_id": area, "year": year, "births": number} for area, year, number in rows])


def told(problems: list) -> list[tuple[str, str | None]]:
    return [(str(one.code), one.value) for one in problems]


def test_homes_in_areas_and_of_types_that_do_not_exist_are_named() -> None:
    homes = [NewHousing(area="nrod", year=2026, dwellings=5, type="reihenhau")]
    problems = housing_problems(homes, [TERRACED], AREAS, "2024-12-31", "projekt.toml")
    assert told(problems) == [("SR-140", "nrod"), ("SR-140", "reihenhau")]
    assert [one.fields["nearest"] for one in problems] == ["nord", "reihenhaus"]


@pytest.mark.parametrize(("year", "codes"), [(2024, ["SR-580"]), (2025, [])])
def test_homes_the_register_has_already_are_a_warning(year: int, codes: list[str]) -> None:
    homes = [NewHousing(area="nord", year=year, dwellings=5, type="reihenhaus")]
    problems = housing_problems(homes, [TERRACED], AREAS, "2024-12-31", "projekt.toml")
    assert [str(one.code) for one in problems] == codes
    assert all(one.severity is Severity.WARNING for one in problems)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("city", 2025, 100)], []),
        ([("nord", 2025, 40), ("mitte", 2025, 60)], []),
        ([("nord", 2025, 40), ("mitte", 2025, 60), ("city", 2025, 100.5)], []),
        ([("nord", 2025, 40), ("mitte", 2025, 60), ("city", 2025, 101)], [("SR-582", "2025")]),
        ([("nord", 2025, 40)], [("SR-581", "2025")]),
        ([("nord", 2025, 40), ("mitte", 2025, None), ("city", 2025, 100)], [("SR-581", "2025")]),
        ([("city", 2026, 100)], [("SR-581", "2025")]),
        ([("city", 2025, 100), ("city", 2025, 90)], [("SR-583", "2025")]),
    ],
)
def test_official_births_are_complete_and_add_up(rows: list, found: list) -> None:
    assert told(births_problems(births(*rows), AREAS, [2025], 0.5, "geburten.csv")) == found


def test_a_sum_that_differs_is_told_with_both_figures() -> None:
    rows = births(("nord", 2025, 40), ("mitte", 2025, 50), ("city", 2025, 100))
    assert births_problems(rows, AREAS, [2025], 0.5, "g.csv")[0].fields == {
        "sum": "90",
        "city": "100",
        "tolerance": "0.5",
    }


@pytest.mark.parametrize(
    ("ages", "found"),
    [
        ([(0, 2), (3, 5), (6, 9)], []),
        ([(0, 2), (2, 5)], ["2-5"]),
        ([(0, 9), (3, 5)], ["3-5"]),
        ([(5, 3)], ["5-3"]),
        ([(6, 18)], ["6-18"]),
    ],
)
def test_ages_of_an_official_projection_neither_overlap_nor_reach_beyond(ages: list, found: list) -> None:
    rows = frame(
        CITY_PROJECTION, [{"year": 2025, "from_age": one, "to_age": other, "count": 1} for one, other in ages]
    )
    assert [one.value for one in city_projection_problems(rows, 17, "p.csv")] == found


@pytest.mark.parametrize(
    "more",
    [{"years_ahead": 2}, {"years_ahead": 6}, {"births": "trend"}, {"shrinkage": {"k": -1}}, {"to_age": -1}, {"x": 1}],
)
def test_settings_that_make_no_forecast_are_refused(more: dict) -> None:
    with pytest.raises(ValidationError):
        Forecast.model_validate({"years_ahead": 3} | more)


def test_births_are_a_rule_or_the_rows_of_a_file() -> None:
    assert Forecast(years_ahead=4).births == "mean_3_years"
    assert Forecast(years_ahead=4, births="projection").births == "projection"


def test_every_year_with_both_figures_adds_up_also_one_of_the_past() -> None:
    rows = births(("nord", 2023, 40), ("mitte", 2023, 50), ("city", 2023, 100), ("nord", 2024, 40))
    assert told(births_problems(rows, AREAS, [], 0.5, "geburten.csv")) == [("SR-582", "2023")]


def test_births_of_the_city_alone_are_told_with_their_row() -> None:
    rows = births(("city", 2023, 100), ("city", 2024, 90)).assign(file="geburten.csv", row=[2, 3])
    assert [(one.code, one.file, one.row) for one in not_by_area(rows)] == [("SR-591", "geburten.csv", 2)]
    assert not not_by_area(births(("nord", 2023, 40), ("city", 2023, 100)).assign(file="g.csv", row=[2, 3]))


def test_a_sum_that_differs_is_told_at_the_row_of_the_city() -> None:
    rows = births(("nord", 2025, 40), ("mitte", 2025, 50), ("city", 2025, 100)).assign(file="g.csv", row=[2, 3, 4])
    (problem,) = births_problems(rows, AREAS, [2025], 0.5, "projekt.toml")
    assert (problem.file, problem.row) == ("g.csv", 4)

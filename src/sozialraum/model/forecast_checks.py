"""Checks of what a forecast is made from: new housing, official births, an official projection of the city."""

from collections.abc import Iterable
from difflib import get_close_matches

import pandas as pd

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.forecast import DwellingType, NewHousing
from sozialraum.model.tables import CITY, records
from sozialraum.model.value_checks import text


def housing_problems(
    housing: Iterable[NewHousing], types: Iterable[DwellingType], areas: Iterable[str], last_day: str, file: str
) -> list[Problem]:
    """Unknown areas and types are errors; dwellings of a year the register has already are a warning and not added.

    Args:
        areas: the Sozialräume.
        last_day: last Stichtag of the register.
        file: the project file.
    """
    of_type, known, problems = [one.id for one in types], list(areas), []
    for homes in housing:
        if homes.area not in known:
            near = {"nearest": ", ".join(get_close_matches(homes.area, known) or known)}
            problems.append(
                Problem(Code.NOT_DECLARED, file, column="new_housing.area", value=homes.area, fields=near)
            )
        if homes.type not in of_type:
            near = {"nearest": ", ".join(get_close_matches(homes.type, of_type) or of_type)}
            problems.append(
                Problem(Code.NOT_DECLARED, file, column="new_housing.type", value=homes.type, fields=near)
            )
        if homes.year <= int(last_day[:4]):
            told = {"area": homes.area, "last": last_day}
            problems.append(
                Problem(
                    Code.HOUSING_IN_REGISTER,
                    file,
                    column="new_housing.year",
                    value=str(homes.year),
                    fields=told,
                    severity=Severity.WARNING,
                )
            )
    return problems


def births_problems(
    births: pd.DataFrame, areas: Iterable[str], years: Iterable[int], tolerance_pct: float, file: str
) -> list[Problem]:
    """What is wrong with births, counted or of an official projection.

    Args:
        births: table BIRTHS, area_id CITY for the city; with `file` and `row` where the figures come from files.
        areas: the Sozialräume.
        years: the years that must be complete: of a projection those ahead.
        tolerance_pct: by how much of the city's births the areas' may miss them.

    Returns:
        One Problem for each figure given twice, each year with births of nobody or only of some areas, and each year
        in which the areas do not add up to the city's.
    """
    known, wanted, problems = set(areas), set(years), []
    for key, twice in births[births.duplicated(["area_id", "year"], keep=False)].groupby(["area_id", "year"]):
        told = {"area": str(key[0]), "values": ", ".join(text(one) for one in twice["births"])}
        problems.append(_of_births(Code.PROJECTION_TWICE, twice.iloc[1:], "year", str(key[1]), told, file))
    given = births.dropna(subset=["births"])
    for year in sorted(wanted | set(given["year"])):
        rows = given[given["year"] == year]
        city, own = rows[rows["area_id"] == CITY], rows[rows["area_id"].isin(known)]
        missing = sorted(known - set(own["area_id"]))
        if (own.empty and city.empty) or (not own.empty and missing):
            if year in wanted:
                told = {"missing": ", ".join(missing) if not own.empty else CITY}
                problems.append(Problem(Code.BIRTHS_INCOMPLETE, file, column="year", value=str(year), fields=told))
        elif not own.empty and not city.empty:
            of_city, of_areas = float(city["births"].iloc[0]), float(own["births"].sum())
            if abs(of_areas - of_city) > tolerance_pct / 100 * of_city + 1e-9:
                told = {"sum": text(of_areas), "city": text(of_city), "tolerance": text(tolerance_pct)}
                problems.append(_of_births(Code.BIRTHS_NOT_THE_CITY, city, "births", str(year), told, file))
    return problems


def not_by_area(births: pd.DataFrame) -> list[Problem]:
    """Counted births that are told of the whole city alone: nobody knows in which area the children are.

    Args:
        births: table BIRTHS without projected ones, with `file` and `row`.
    """
    if births.empty or (births["area_id"] != CITY).any():
        return []
    return [Problem(Code.BIRTHS_NOT_BY_AREA, str(births["file"].iloc[0]), int(births["row"].iloc[0]))]


def _of_births(code: Code, rows: pd.DataFrame, column: str, year: str, told: dict[str, str], file: str) -> Problem:
    """A Problem of these rows: told with the first of them where they come from a file."""
    row = int(rows["row"].iloc[0]) if "row" in rows else None
    named = str(rows["file"].iloc[0]) if "file" in rows else file
    return Problem(code, named, row, column, year, told, about_persons=True)


def city_projection_problems(projection: pd.DataFrame, to_age: int, file: str) -> list[Problem]:
    """Groups of ages of one year that overlap, end before they begin, or reach above the last age of the forecast."""
    problems = []
    for year, rows in projection.sort_values(["year", "from_age", "to_age"]).groupby("year", sort=True):
        reached = -1
        for row in records(rows):
            first, last = int(row["from_age"]), int(row["to_age"])
            if first <= reached or last < first or last > to_age or first < 0:
                told = {"year": str(year), "last": str(to_age)}
                where, line = str(row.get("file", file)), row.get("row")
                problems.append(
                    Problem(Code.PROJECTION_AGES, where, line, column="to_age", value=f"{first}-{last}", fields=told)
                )
            reached = max(reached, last)
    return problems

"""Children of the next Stichtage in each area: the roll-forward from tables to a table."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sozialraum.analysis.planning.rolling import births_ahead, homes_ahead, rolled
from sozialraum.analysis.planning.series import (
    Flags,
    Floats,
    Series,
    counted_once,
    first_month_back,
    months_back,
    series_of,
)
from sozialraum.analysis.planning.spread import birth_rule, taking_city_rates, variants
from sozialraum.analysis.planning.survival import survival, survival_table
from sozialraum.model.forecast import CITY_FACTORS, FORECAST, Forecast, NewHousing
from sozialraum.model.status import Status
from sozialraum.model.tables import frame, records, typed

MONTHS = 12
Texts = NDArray[np.str_]


@dataclass(frozen=True)
class Ahead:
    """Tables FORECAST, SURVIVAL_RATES and CITY_FACTORS."""

    children: pd.DataFrame
    rates: pd.DataFrame
    factors: pd.DataFrame


@dataclass(frozen=True)
class _Values:
    count: Floats  # arrays area, year, band
    lower: Floats
    upper: Floats


def forecast(
    register: pd.DataFrame,
    settings: Forecast,
    areas: Iterable[str] = (),
    housing: Iterable[NewHousing] = (),
    births: pd.DataFrame | None = None,
    projection: pd.DataFrame | None = None,
    city_projection: pd.DataFrame | None = None,
    source_id: str = "",
) -> Ahead:
    """Children by single year of age, and by month of birth for the ages whose months the register has, years_ahead
    Stichtage on.

    Args:
        register: table REGISTER; see `series_of` for which rows count.
        areas: the Sozialräume. Children without an area (area_id "") are carried on beside them, so that the areas
            together are the city.
        housing: new dwellings, all of known areas and types.
        births: table BIRTHS of past years; without it the children under one year stand for births.
        projection: table BIRTHS of years ahead, where settings.births says so.
        city_projection: table CITY_PROJECTION; the areas are multiplied to meet it, bounds like values.
        source_id: of the rows.

    Returns:
        Not rounded, status F; NA with status Q or O and a reason where the children or births behind it are unknown.
        A city is the sum of its areas and of those without one; lower and upper are those of all at once, so a sum of
        bounds is wider than the city's own error.

    Raises:
        ValueError: the register is empty.

    Source: docs/methods.md#kinder-der-naechsten-jahre
    """
    series = series_of(register, births, settings.to_age, areas)
    rates = survival(series, settings.rate_years, settings.shrinkage, taking_city_rates(settings))
    given = projection if settings.births == "projection" else None
    born = births_ahead(series, settings.years_ahead, birth_rule(settings), given)
    homes = homes_ahead(series, settings.years_ahead, housing, settings.dwelling_types)
    count = rolled(series, rates.rate, born, homes)
    values = _Values(count, *variants(series, settings, count, rates, born, homes))
    values, factors = _reconciled(series, values, city_projection)
    status, reason = _why(series, count, births is None)
    rows = _table(series, values, _month_shares(series, register, settings.years_ahead), status, reason)
    return Ahead(typed(rows.assign(sex="", source_id=source_id), FORECAST), survival_table(series, rates), factors)


def days_ahead(series: Series, horizon: int) -> list[str]:
    """The Stichtage forecast: the day and month of the last one."""
    day = "-02-28" if series.days[-1].endswith("-02-29") else series.days[-1][4:]
    return [f"{series.years[-1] + step}{day}" for step in range(1, horizon + 1)]


def _reconciled(series: Series, values: _Values, official: pd.DataFrame | None) -> tuple[_Values, pd.DataFrame]:
    """Every area multiplied by official / worked out, for each year and group of ages the projection names."""
    if official is None:
        return values, frame(CITY_FACTORS)
    rows: list[dict[str, object]] = []
    scale: Floats = np.ones(values.count.shape[1:])
    days = days_ahead(series, scale.shape[0])
    for row in records(official.sort_values(["year", "from_age"])):
        step, first, last = int(row["year"]) - series.years[-1] - 1, int(row["from_age"]), int(row["to_age"])
        if not 0 <= step < scale.shape[0] or last >= scale.shape[1] or pd.isna(row["count"]):
            continue
        wanted, together = float(row["count"]), float(values.count[:, step, first : last + 1].sum())
        factor = wanted / together if together > 0 else float("nan")
        scale[step, first : last + 1] = 1.0 if np.isnan(factor) else factor
        rows.append(
            {
                "as_of": days[step],
                "from_age": first,
                "to_age": last,
                "official": wanted,
                "worked_out": None if np.isnan(together) else together,
                "factor": None if np.isnan(factor) else factor,
            }
        )
    scaled = _Values(values.count * scale, values.lower * scale, values.upper * scale)
    return scaled, frame(CITY_FACTORS, rows)


def _why(series: Series, count: Floats, births_are_children: bool) -> tuple[Texts, Texts]:
    """Status and reason of each value; arrays of text."""
    horizon, ages = count.shape[1:]
    unknown = np.isnan(count)
    age, step = np.arange(ages)[None, :], np.arange(horizon)[:, None]
    unborn = age <= step
    withheld: Flags = np.zeros(count.shape, dtype=bool)
    for year in range(horizon):
        withheld[:, year, year + 1 :] = series.withheld[:, : max(ages - year - 1, 0)]
        withheld[:, year, : year + 1] = (series.withheld[:, :1] & births_are_children) if ages else False
    status = np.where(unknown, np.where(withheld, str(Status.WITHHELD), str(Status.MISSING)), str(Status.FORECAST))
    known_parts = np.where(withheld, "parts_withheld", np.where(unborn, "births_unknown", "parts_missing"))
    return status, np.where(unknown, known_parts, "")


def _month_shares(series: Series, register: pd.DataFrame, horizon: int) -> Floats:
    """Share of each month in the children of an age; array area, year, age, month counted back.

    A year of birth keeps the shares it has in the register; those not yet born, and years nobody of whom is there,
    are spread evenly. NaN for an age that is told by year only; throughout where the register has no months.
    """
    rows = counted_once(register[register["as_of"] == series.days[-1]])
    rows = rows[rows["birth_month"] != ""]
    ages = len(series.widths)
    ahead = np.full((len(series.areas), horizon, ages, MONTHS), np.nan)
    if rows.empty:
        return ahead
    back, reach = first_month_back(series.days[-1]), min(int(rows["age"].max()) + 1, ages)
    months_ago = {str(one): months_back(str(one), series.days[-1]) - back for one in rows["birth_month"].unique()}
    ago = rows["birth_month"].map(months_ago).clip(lower=0)
    area = rows["area_id"].map({one: number for number, one in enumerate(series.areas)})
    inside = (rows["age"] < ages) & rows["count"].notna()
    found = np.zeros((len(series.areas), ages * MONTHS))
    np.add.at(
        found, (area[inside].to_numpy(int), ago[inside].to_numpy(int)), rows.loc[inside, "count"].to_numpy(float)
    )
    by_age = found.reshape(len(series.areas), ages, MONTHS)
    total = by_age.sum(axis=2, keepdims=True)
    share = np.divide(by_age, total, out=np.full_like(by_age, 1 / MONTHS), where=total > 0)
    for step in range(horizon):
        ahead[:, step, : step + 1] = 1 / MONTHS
        ahead[:, step, step + 1 : step + 1 + reach] = share[:, : min(reach, max(ages - step - 1, 0))]
    return ahead


def _table(series: Series, values: _Values, shares: Floats, status: Texts, reason: Texts) -> pd.DataFrame:
    """One row for each area, Stichtag and age, or for each month of birth of an age that has shares."""
    days = days_ahead(series, shares.shape[1])
    area, step, age, month = (axis.ravel() for axis in np.indices(shares.shape))
    part = shares.ravel()
    by_year = np.isnan(part)
    kept = ~by_year | (month == 0)
    area, step, age, month, part, by_year = (column[kept] for column in (area, step, age, month, part, by_year))
    back, last = first_month_back(days[0]), int(days[0][5:7])
    absolute = (series.years[-1] + step + 1) * MONTHS + last - 1 - (age * MONTHS + month + back)
    names = {one: f"{one // MONTHS:04d}-{one % MONTHS + 1:02d}" for one in np.unique(absolute)}
    born = pd.Series(absolute).map(names).mask(by_year, "").to_numpy(dtype=object)
    weight = np.where(by_year, 1.0, part)

    def spread(of_age: Floats) -> "pd.api.extensions.ExtensionArray":
        parts: Floats = of_age[area, step, age] * weight
        return pd.array(parts, dtype="Float64")

    return pd.DataFrame(
        {
            "area_id": np.array(series.areas, dtype=object)[area],
            "as_of": np.array(days, dtype=object)[step],
            "birth_month": born,
            "age": pd.array(age, dtype="Float64"),
            "count": spread(values.count),
            "lower": spread(values.lower),
            "upper": spread(values.upper),
            "status": status[area, step, age],
            "reason": reason[area, step, age],
        }
    )

"""The cohort roll-forward itself: births come in, every band grows older and keeps its rate, new homes are added."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from sozialraum.analysis.planning.series import Floats, Series
from sozialraum.analysis.planning.survival import grown
from sozialraum.model.forecast import DwellingType, NewHousing
from sozialraum.model.tables import CITY

BIRTH_YEARS = {"mean_3_years": 3, "last_year": 1}


def births_so_far(series: Series, rule: str) -> Floats:
    """Births each area may expect in a year: the mean of those known in the last years, NaN where none is.

    Args:
        rule: "mean_3_years" or "last_year".

    Raises:
        ValueError: no births are given and the youngest children are not a single year.

    Source: docs/methods.md#geburten-der-naechsten-jahre
    """
    if series.births is None and series.widths[0] != 1:
        raise ValueError("births must be given where the youngest band is wider than a year")
    births = series.counts[..., 0] if series.births is None else series.births
    recent = [number for number, year in enumerate(series.years) if year > series.years[-1] - BIRTH_YEARS[rule]]
    known = births[:, recent]
    number = (~np.isnan(known)).sum(axis=1)
    sums = np.nansum(known, axis=1)
    mean: Floats = np.divide(sums, number, out=np.full(len(sums), np.nan), where=number > 0)
    return mean


def births_ahead(series: Series, horizon: int, rule: str, projection: pd.DataFrame | None) -> Floats:
    """Births of each area in each of the years ahead; array area, year.

    Args:
        rule: used where there is no projection, and to share out a city's.
        projection: table BIRTHS with an official projection, or None. Where it names the area, its figure holds; a
            figure of the city alone is shared out as the births of the rule. NaN for a year it does not name.

    Source: docs/methods.md#geburten-der-naechsten-jahre
    """
    usual = births_so_far(series, rule)
    if projection is None:
        return np.repeat(usual[:, None], horizon, axis=1)
    years = [series.years[-1] + step for step in range(1, horizon + 1)]
    given = projection.set_index(["area_id", "year"])["births"].astype("float64")
    wanted = pd.MultiIndex.from_product([series.areas, years])
    own = given.reindex(wanted).to_numpy(dtype="float64").reshape(len(series.areas), horizon)
    city = given.reindex(pd.MultiIndex.from_product([[CITY], years])).to_numpy(dtype="float64")
    named = ~np.isnan(own).all(axis=0)  # by area in that year
    total = usual.sum()
    share = usual / total if total > 0 else np.full(len(usual), np.nan)
    outside = np.array([area == "" for area in series.areas])[:, None]  # the areas are all of the city's births
    own = np.where(outside & np.isnan(own), 0.0, own)
    return np.where(named, own, share[:, None] * city)


def homes_ahead(series: Series, horizon: int, housing: Iterable[NewHousing], types: Iterable[DwellingType]) -> Floats:
    """Children that new dwellings add in each of the years ahead; array area, year, band.

    Args:
        housing: of years up to the last Stichtag it is in the register already, and adds nothing.
        types: children per dwelling at each age; those under one year come again in every later year if the type
            says so, for the births of the past know nothing of the new homes.

    Raises:
        KeyError: an area or a type does not exist.

    Source: docs/methods.md#neue-wohnungen
    """
    of_type = {one.id: one for one in types}
    rows = {area: number for number, area in enumerate(series.areas)}
    added = np.zeros((len(series.areas), horizon, len(series.widths)))
    for homes in housing:
        kind, step, row = of_type[homes.type], homes.year - series.years[-1] - 1, rows[homes.area]
        if not 0 <= step < horizon:
            continue
        each = np.zeros(sum(series.widths))
        listed = kind.children_per_dwelling[: len(each)]
        each[: len(listed)] = listed
        added[row, step] += homes.dwellings * np.add.reduceat(each, np.cumsum((0, *series.widths[:-1])))
        if kind.births_every_year:
            added[row, step + 1 :, 0] += homes.dwellings * each[0]
    return added


def rolled(series: Series, rate: Floats, births: Floats, added: Floats | None = None) -> Floats:
    """Children of the years ahead.

    Args:
        rate: array area, band.
        births: array area, year; its length is the horizon.
        added: array area, year, band, or None.

    Returns:
        Array area, year, band: (children grown a year older, births in front) x rate + added. NaN where a count or
        the births it comes from are unknown.

    Source: docs/methods.md#kinder-der-naechsten-jahre
    """
    now, years = series.counts[:, -1], []
    for step in range(births.shape[1]):
        now = grown(now, births[:, step], series.widths) * rate
        now = now if added is None else now + added[:, step]
        years.append(now)
    return np.stack(years, axis=1)

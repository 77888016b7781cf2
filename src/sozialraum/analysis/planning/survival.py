"""How many of an age are there a year later: moving in and out, staying, and from birth to the first Stichtag."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialraum.analysis.planning.series import Floats, Series
from sozialraum.model.forecast import SURVIVAL_RATES, Shrinkage
from sozialraum.model.tables import typed


@dataclass(frozen=True)
class Survival:
    """Rates of an area (rows) for each band of age (columns): children found over children expected to be found."""

    base: Floats
    own: Floats  # NaN where nobody was expected
    city: Floats  # one for each band
    weight: Floats
    rate: Floats
    k: float


def grown(before: Floats, births: Floats, widths: tuple[int, ...]) -> Floats:
    """The bands a year later if nobody moved: each passes on its oldest children and receives the band below.

    Args:
        before: last axis is the band; children of a band are taken to be spread evenly over its years.
        births: the same without the last axis.
        widths: years in each band.

    Returns:
        Array like `before`; NaN where a part is unknown. Whoever grows out of the last band is gone.
    """
    leaving = before / np.array(widths)
    staying = np.where(np.array(widths) > 1, before - leaving, 0.0)
    coming = np.concatenate([births[..., None], leaving[..., :-1]], axis=-1)
    return np.asarray(staying + coming, dtype="float64")


def steps(series: Series, years: int) -> tuple[Floats, Floats]:
    """What was expected without moving, and what was found, at each of the last Stichtage with one a year before.

    Args:
        years: how many years back from the last Stichtag.

    Returns:
        Two arrays area, step, band; both NaN where a side is unknown.
    """
    at = {year: number for number, year in enumerate(series.years)}
    last = max(at)
    later = [at[year] for year in sorted(at) if year > last - years and year - 1 in at]
    earlier = [at[series.years[number] - 1] for number in later]
    found = series.counts[:, later]
    born = found[..., 0] if series.births is None else series.births[:, later]
    expected = grown(series.counts[:, earlier], born, series.widths)
    unknown = np.isnan(found) | np.isnan(expected)
    return np.where(unknown, np.nan, expected), np.where(unknown, np.nan, found)


def survival(series: Series, years: int, shrinkage: Shrinkage, city_rates: Collection[str] = ()) -> Survival:
    """Rates pooled over the last years, each area's drawn towards the city's.

    Args:
        years: how many steps from one Stichtag to the next, at most.
        shrinkage: k, or how it is found.
        city_rates: areas that take the city's rates and have no part in them, where new homes drove the past.

    Returns:
        rate = weight x own + (1 - weight) x city with weight = base / (base + k). Where nobody was expected in an
        area its rate is the city's; where nobody was in the city, or no two Stichtage are a year apart, it is 1.

    Source: docs/methods.md#bleiberate
    """
    expected, found = steps(series, years)
    base, have = _sum(expected), _sum(found)
    guides = np.array([area not in city_rates for area in series.areas])
    all_base, all_have = base[guides].sum(axis=0), have[guides].sum(axis=0)
    city = np.divide(all_have, all_base, out=np.ones_like(all_base), where=all_base > 0)
    own = np.divide(have, base, out=np.full_like(base, np.nan), where=base > 0)
    k = shrinkage.k if shrinkage.method == "fixed" else empirical_k(expected[guides], found[guides])
    weight = np.zeros_like(base)
    if np.isfinite(k):
        weight = np.divide(base, base + k, out=weight, where=(base > 0) & guides[:, None])
    rate = weight * np.where(np.isnan(own), 0.0, own) + (1 - weight) * city
    return Survival(base, own, city, weight, rate, k)


def empirical_k(expected: Floats, found: Floats) -> float:
    """k after Bühlmann and Straub: how much a rate of one area varies from year to year, over how much areas differ.

    Args:
        expected, found: arrays area, step, band of `steps`.

    Returns:
        In children; infinite where the areas differ no more than their years do, or there is one year only.

    Source: docs/methods.md#bleiberate
    """
    known = np.where(np.isnan(expected), 0.0, expected)
    n = _sum(expected)
    own = np.divide(_sum(found), n, out=np.zeros_like(n), where=n > 0)
    ratio = np.divide(np.where(known > 0, found, 0.0), known, out=np.zeros_like(known), where=known > 0)
    free = np.maximum((known > 0).sum(axis=1) - 1, 0).sum()
    if free == 0:
        return float("inf")
    within = float((known * (ratio - own[:, None]) ** 2).sum() / free)
    together = n.sum(axis=0)
    city = np.divide((n * own).sum(axis=0), together, out=np.zeros_like(together), where=together > 0)
    areas = np.maximum((n > 0).sum(axis=0) - 1, 0)
    excess = float((n * (own - city) ** 2).sum() - areas.sum() * within)
    squares = np.divide((n**2).sum(axis=0), together, out=np.zeros_like(together), where=together > 0)
    size = float((together - squares).sum())
    return within * size / excess if excess > 0 and size > 0 else float("inf")


def survival_table(series: Series, rates: Survival) -> pd.DataFrame:
    """Table SURVIVAL_RATES; age is the first of the band.

    Source: docs/methods.md#bleiberate
    """
    first = np.cumsum((0, *series.widths[:-1]))
    number = len(series.areas)
    columns = {
        "area_id": np.repeat(np.array(series.areas, dtype=object), len(first)),
        "age": np.tile(first, number),
        "base": rates.base.ravel(),
        "own": pd.array(rates.own.ravel(), dtype="Float64"),
        "city": np.tile(rates.city, number),
        "weight": rates.weight.ravel(),
        "rate": rates.rate.ravel(),
    }
    return typed(pd.DataFrame(columns), SURVIVAL_RATES)


def _sum(parts: Floats) -> Floats:
    return np.asarray(np.nansum(parts, axis=1), dtype="float64")

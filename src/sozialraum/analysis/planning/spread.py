"""Lower and upper variant of a roll-forward: by how far it was off in the past, or the weakest and strongest year."""

from dataclasses import dataclass

import numpy as np

from sozialraum.analysis.planning.rolling import BIRTH_YEARS, births_so_far, rolled
from sozialraum.analysis.planning.series import Flags, Floats, Series, until
from sozialraum.analysis.planning.survival import Survival, steps, survival
from sozialraum.model.forecast import Forecast, Variants

BLOCK = 3  # years of age taken together where an error is measured: places are planned for U3 and for three cohorts
LEAST_STEPS = 2  # from one Stichtag to the next, before a start in the past


@dataclass(frozen=True)
class Start:
    """A roll-forward from a day in the past, and what came."""

    day: str
    horizon: int
    rolled: Floats  # array area, band
    found: Floats
    naive: Floats  # as on the day


def birth_rule(settings: Forecast) -> str:
    """How births are carried on where no projection is given, or to share one out."""
    return "mean_3_years" if settings.births == "projection" else settings.births


def taking_city_rates(settings: Forecast) -> frozenset[str]:
    """The areas that take the city's rates."""
    return frozenset(one.area for one in settings.city_rates)


def starts(series: Series, settings: Forecast, horizon: int) -> list[Start]:
    """The roll-forward from every day that has at least LEAST_STEPS steps before it, with what was known then.

    New homes and official projections are left out: nobody can say today what would have been entered then.

    Returns:
        One for each day and year ahead, as far as there is a Stichtag to compare it with.
    """
    at = {year: number for number, year in enumerate(series.years)}
    found = []
    for day, year in zip(series.days, series.years, strict=True):
        known = until(series, day)
        ahead = [step for step in range(1, horizon + 1) if year + step in at]
        if not ahead or steps(known, settings.rate_years)[0].shape[1] < min(LEAST_STEPS, settings.rate_years):
            continue
        rate = survival(known, settings.rate_years, settings.shrinkage, taking_city_rates(settings)).rate
        births = np.repeat(births_so_far(known, birth_rule(settings))[:, None], max(ahead), axis=1)
        way = rolled(known, rate, births)
        now = known.counts[:, -1]
        found += [Start(day, step, way[:, step - 1], series.counts[:, at[year + step]], now) for step in ahead]
    return found


def blocks(widths: tuple[int, ...], horizon: int) -> list[tuple[bool, list[int]]]:
    """(not yet born at the start, its bands) of the ages whose sums errors are measured on.

    Single years: those not yet born together, the others three by three; bands wider than a year each for itself.
    """
    if set(widths) != {1}:
        return [(False, [band]) for band in range(len(widths))]
    ages = range(len(widths))
    born = [list(ages[first : first + BLOCK]) for first in range(horizon, len(widths), BLOCK)]
    whole = [block for block in born if len(block) == BLOCK]
    return [(True, list(ages[:horizon])), *((False, block) for block in whole or born)]


def usual_errors(found: list[Start], widths: tuple[int, ...], horizon: int, share_pct: float) -> Floats:
    """How far a forecast was off in share_pct of 100 cases, in roots of the children expected.

    Returns:
        Array (born, not yet born), year ahead; NaN where the past tells nothing. It never falls with the years;
        beyond the last year that could be tried it grows on in proportion to the years.
    """
    errors = np.full((2, horizon), np.nan)
    for unborn in (0, 1):
        for step in range(1, horizon + 1):
            off = [
                _off(one.rolled[:, block].sum(axis=1), one.found[:, block].sum(axis=1))
                for one in found
                if one.horizon == step
                for kind, block in blocks(widths, step)
                if kind == bool(unborn)
            ]
            every = np.concatenate(off) if off else np.array([])
            before = errors[unborn, step - 2] if step > 1 else 0.0
            if every.size:
                errors[unborn, step - 1] = max(float(np.quantile(every, share_pct / 100)), np.nan_to_num(before))
            elif step > 1:
                errors[unborn, step - 1] = before * step / (step - 1)
    return errors


def _off(expected: Floats, came: Floats) -> Floats:
    known = ~np.isnan(expected) & ~np.isnan(came) & (expected > 0)
    off: Floats = np.abs(came[known] - expected[known]) / np.sqrt(expected[known])
    return off


def bounds(values: Floats, errors: Floats, widths: tuple[int, ...]) -> tuple[Floats, Floats]:
    """Lower and upper from the usual errors.

    Args:
        values: array area, year, band.
        errors: of `usual_errors`.

    Returns:
        Two arrays like `values`. Within a year of an area all ages not yet born, and all others, move by one share of
        their value: error / root of the children of a block, so that bounds of single ages add up to those of their
        sum. lower is at least 0; 0 keeps 0.
    """
    factor = np.zeros_like(values)
    for step in range(values.shape[1]):
        single = set(widths) == {1}
        unborn: Flags = np.array([single and band <= step for band in range(len(widths))])
        for kind, bands in ((1, unborn), (0, ~unborn)):
            if not bands.any():
                continue
            number = 1.0 if kind or not single else bands.sum() / min(BLOCK, bands.sum())
            if single:
                size = np.where(np.isnan(values[:, step, bands]), 0.0, values[:, step, bands]).sum(axis=1) / number
                size = size[:, None]
            else:
                size = values[:, step, bands]
            error = errors[kind, step]
            blank = np.full_like(size, 0.0 if np.isfinite(error) else np.nan)
            factor[:, step, bands] = np.divide(error, np.sqrt(size), out=blank, where=size > 0)
    return np.maximum(values * (1 - factor), 0.0), values * (1 + factor)


def weakest_and_strongest(
    series: Series, settings: Forecast, rates: Survival, births: Floats, added: Floats | None
) -> tuple[Floats, Floats]:
    """The roll-forward as if every year were like the weakest, or the strongest, of the past years in the city.

    Each band's rate, and the births, are multiplied in all areas by the city's lowest (highest) yearly rate over its
    pooled one.

    Returns:
        Two arrays area, year, band.
    """
    expected, found = (np.nansum(side, axis=0) for side in steps(series, settings.rate_years))
    together = np.divide(
        found.sum(axis=0), expected.sum(axis=0), out=np.ones(len(series.widths)), where=expected.sum(axis=0) > 0
    )
    yearly = np.divide(found, expected, out=np.broadcast_to(together, found.shape).copy(), where=expected > 0)
    recorded = series.counts[..., 0] if series.births is None else series.births
    recent = [
        number for number, year in enumerate(series.years) if year > series.years[-1] - BIRTH_YEARS["mean_3_years"]
    ]
    born = np.nansum(recorded[:, recent], axis=0)
    mean = born.mean()
    sides = []
    for extreme in (np.min, np.max):
        of_rate = np.divide(
            extreme(np.vstack([yearly, together]), axis=0), together, out=np.ones_like(together), where=together > 0
        )
        of_births = extreme(born) / mean if mean > 0 else 1.0
        sides.append(rolled(series, rates.rate * of_rate, births * of_births, added))
    return sides[0], sides[1]


def variants(
    series: Series, settings: Forecast, values: Floats, rates: Survival, births: Floats, added: Floats | None
) -> tuple[Floats, Floats]:
    """Lower and upper variant by the rule of the project; NaN where it gives none.

    Returns:
        Two arrays area, year, band.

    Source: docs/methods.md#untere-und-obere-variante
    """
    rule: Variants = settings.variants
    if rule.rule == "past_years":
        return weakest_and_strongest(series, settings, rates, births, added)
    if rule.rule == "none":
        return np.full_like(values, np.nan), np.full_like(values, np.nan)
    horizon = values.shape[1]
    errors = usual_errors(starts(series, settings, horizon), series.widths, horizon, rule.share_pct)
    return bounds(values, errors, series.widths)

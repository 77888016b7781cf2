"""Children of one group of ages known only together, carried on by births and the group's own series."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialraum.analysis.planning.backtest import back_test
from sozialraum.analysis.planning.forecast import days_ahead
from sozialraum.analysis.planning.rolling import births_so_far, rolled
from sozialraum.analysis.planning.series import Floats, Series
from sozialraum.analysis.planning.spread import birth_rule, taking_city_rates, variants
from sozialraum.analysis.planning.survival import survival
from sozialraum.model.forecast import BACK_TEST, BANDS_AHEAD, Band, Forecast
from sozialraum.model.periods import in_order, last_day
from sozialraum.model.status import Status
from sozialraum.model.tables import CITY, frame, typed

ONLY = 0  # number of the band: there is one


@dataclass(frozen=True)
class BandsAhead:
    """Tables BANDS_AHEAD and BACK_TEST; `group` of the latter is the id of the indicator."""

    ahead: pd.DataFrame
    back_test: pd.DataFrame


def bands_ahead(settings: Forecast | None, indicators: pd.DataFrame, areas: Sequence[str]) -> BandsAhead:
    """Every band of the project in the years ahead, and how well the same sum would have done before.

    Args:
        settings: the bands; rates, births and variants as for single years; None for none.
        indicators: table `indicators`.
        areas: the Sozialräume.

    Returns:
        Not rounded, status F. The city is the sum of its areas, and unknown where one is. A band without figures has
        no rows.

    Source: docs/methods.md#kinder-der-naechsten-jahre
    """
    ahead, tested = [frame(BANDS_AHEAD)], [frame(BACK_TEST)]
    if settings is None:
        return BandsAhead(*ahead, *tested)
    for band in settings.bands:
        series = series_of_band(band, indicators, areas)
        if series is None:
            continue
        ahead.append(_ahead(band, series, settings))
        tested.append(back_test(series, settings, {band.indicator: (ONLY, ONLY)}))
    return BandsAhead(
        typed(pd.concat(ahead, ignore_index=True), BANDS_AHEAD),
        typed(pd.concat(tested, ignore_index=True), BACK_TEST),
    )


def series_of_band(band: Band, indicators: pd.DataFrame, areas: Sequence[str]) -> Series | None:
    """The series of one band; None where an area or the births have no figures at all.

    Stichtage of another day of the year than the last one's are left aside.
    """
    rows = indicators[(indicators["group"] == "") & indicators["area_id"].isin(areas)]
    own = rows[rows["indicator_id"] == band.indicator]
    born = rows[rows["indicator_id"] == band.births]
    if own["value"].isna().all() or born["value"].isna().all():
        return None
    ends = {str(period): last_day(str(period)).isoformat() for period in in_order(list(own["period"]))}
    newest = max(ends.values())
    days = tuple(sorted({day for day in ends.values() if day[4:] == newest[4:]}))
    names = tuple(sorted(areas))
    counts = _table(own.assign(at=own["period"].map(ends)), names, days)
    years = born["period"].map(lambda period: str(last_day(str(period)).year))
    known = born[years.astype(int) >= (band.births_since or 0)]
    births = _table(known.assign(at=years.reindex(known.index)), names, tuple(day[:4] for day in days))
    last = own[own["period"].map(ends) == days[-1]]
    hidden = set(last.loc[last["value"].isna() & (last["status"] == str(Status.WITHHELD)), "area_id"])
    withheld = np.array([[area in hidden] for area in names], dtype=bool)
    return Series(names, days, (band.years,), counts[:, :, None], births, withheld)


def _table(rows: pd.DataFrame, areas: tuple[str, ...], columns: tuple[str, ...]) -> Floats:
    """Array area, column; NaN where nothing is told."""
    values = rows.set_index(["area_id", "at"])["value"].astype("float64")
    wanted = pd.MultiIndex.from_product([areas, columns])
    found: Floats = np.array(values.reindex(wanted), dtype=np.float64)
    return found.reshape(len(areas), len(columns))


def _ahead(band: Band, series: Series, settings: Forecast) -> pd.DataFrame:
    rates = survival(series, settings.rate_years, settings.shrinkage, taking_city_rates(settings))
    born = np.repeat(births_so_far(series, birth_rule(settings))[:, None], settings.years_ahead, axis=1)
    values = rolled(series, rates.rate, born)
    limits = variants(series, settings, values, rates, born, None)
    why = np.where(series.withheld[:, ONLY], "parts_withheld", "parts_missing")
    sides = [_with_city(side[:, :, ONLY]) for side in (values, *limits)]
    reasons = [*why, "parts_withheld" if series.withheld.any() else "parts_missing"]
    days = days_ahead(series, settings.years_ahead)
    number = len(reasons)
    table = pd.DataFrame(
        {
            "area_id": np.repeat([*series.areas, CITY], len(days)),
            "indicator_id": band.indicator,
            "as_of": days * number,
            **{name: pd.array(side.ravel(), dtype="Float64") for name, side in zip(_SIDES, sides, strict=True)},
            "reason": np.repeat(reasons, len(days)),
        }
    )
    table[list(_SIDES)] = table[list(_SIDES)].mask(table[list(_SIDES)].isna())
    known = table["value"].notna()
    without = table["reason"].map({"parts_withheld": str(Status.WITHHELD), "parts_missing": str(Status.MISSING)})
    table["status"] = without.mask(known, str(Status.FORECAST))
    table["reason"] = table["reason"].mask(known, "")
    return typed(table[list(BANDS_AHEAD)], BANDS_AHEAD)


_SIDES = ("value", "lower", "upper")


def _with_city(values: Floats) -> Floats:
    """The areas' sum below them; NaN where one is."""
    return np.vstack([values, values.sum(axis=0)])

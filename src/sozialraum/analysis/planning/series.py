"""Children of each area at the Stichtage of a register that lie whole years apart, by bands of age from 0 on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sozialraum.model.status import Status
from sozialraum.model.tables import CITY

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Series:
    """Counts over areas, Stichtage and bands of age.

    Args:
        areas: area_id, in alphabetical order; "" are children without an area.
        days: Stichtage, ISO, oldest first, all of the same day and month; years may be missing between them.
        widths: years of age in each band, from age 0 on without a gap; 1 for single years.
        counts: array area, day, band; NaN unknown.
        births: array area, day: live births of the calendar year of the day; NaN unknown. None where the project
            has none: then the children under one year stand for them.
        withheld: array area, band: an unknown count of the last day is withheld.
    """

    areas: tuple[str, ...]
    days: tuple[str, ...]
    widths: tuple[int, ...]
    counts: Floats
    births: Floats | None
    withheld: Flags

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(int(day[:4]) for day in self.days)


def until(series: Series, day: str) -> Series:
    """What was known on that day.

    Raises:
        ValueError: the series has no such day.
    """
    number = series.days.index(day) + 1
    counts, births = series.counts[:, :number], series.births
    return replace(
        series,
        days=series.days[:number],
        counts=counts,
        births=None if births is None else births[:, :number],
        withheld=np.zeros_like(series.withheld),
    )


def series_of(register: pd.DataFrame, births: pd.DataFrame | None, to_age: int, areas: Iterable[str] = ()) -> Series:
    """The series of a register, by single years of age.

    Args:
        register: area_id, as_of, birth_month, age, sex, count, status; see `counted_once` for which rows count.
            Stichtage of another day of the year than the last one's are left aside.
        births: table BIRTHS, or None.
        to_age: the last age; the open one of a register must lie above it.
        areas: the Sozialräume; one that the register never lists is unknown throughout.

    Returns:
        A count that is NA is unknown. An age which a Stichtag does not list for an area that it lists is 0, since a
        register names those who are there; an area not listed at all is unknown at that Stichtag, and so is an age
        that it lists for no area.

    Raises:
        ValueError: the register is empty.

    Source: docs/methods.md#kinder-der-naechsten-jahre
    """
    if register.empty:
        raise ValueError("a register without rows has no series")
    last = str(register["as_of"].max())
    rows = counted_once(register[register["as_of"].str[4:] == last[4:]])
    every, days = tuple(sorted({*rows["area_id"], *areas})), tuple(sorted(set(rows["as_of"])))
    index = pd.MultiIndex.from_product([every, days, range(to_age + 1)])
    ages = rows[rows["age"] <= to_age]
    key = [ages["area_id"], ages["as_of"], ages["age"].astype("int64")]
    sums = ages["count"].astype("float64").groupby(key).sum(min_count=1)
    unknown = ages["count"].isna().groupby(key).any()
    withheld = (ages["count"].isna() & (ages["status"] == str(Status.WITHHELD))).groupby(key).any()
    shape = (len(every), len(days), to_age + 1)
    known = sums.reindex(index).fillna(0).mask(_flags(unknown, index))
    counts: Floats = np.array(known, dtype=np.float64).reshape(shape)
    counts[~_told(rows, every, days, to_age)] = np.nan
    hidden = _flags(withheld, index).to_numpy().reshape(shape)[:, -1].copy()
    return Series(every, days, (1,) * (to_age + 1), counts, _births(births, every, days), hidden)


def counted_once(register: pd.DataFrame) -> pd.DataFrame:
    """The rows of a register that name each child once, all with an age in completed years.

    An age is told by month of birth where the months of a Stichtag reach to its end, else by year. Months that are
    only part of a year of age are left out: so few would look like all. Of months, and of years, of a Stichtag with
    rows for all sexes together only these.
    """
    by_month = register["birth_month"] != ""
    months, years = _sexes_together(register[by_month]), _sexes_together(register[~by_month])
    pairs = months[["birth_month", "as_of"]].drop_duplicates()
    of_pair = {
        (month, day): completed_years(month, day)
        for month, day in zip(pairs["birth_month"], pairs["as_of"], strict=True)
    }
    found = [of_pair[pair] for pair in zip(months["birth_month"], months["as_of"], strict=True)]
    months = months.assign(age=pd.array(found, dtype="Float64"))
    whole = {str(day): _whole_ages(str(first), str(day)) for day, first in _first_months(months)}
    reach = months["as_of"].map(whole).astype("Float64")
    beyond = years["age"].astype("Float64") >= years["as_of"].map(whole).astype("Float64").fillna(0.0)
    rows = pd.concat([months[(months["age"] < reach).fillna(False)], years[beyond.fillna(False)]])
    return rows.sort_index()


def _sexes_together(rows: pd.DataFrame) -> pd.DataFrame:
    together = rows["sex"] == ""
    return rows[together | ~rows["as_of"].isin(rows.loc[together, "as_of"])]


def _first_months(months: pd.DataFrame) -> Iterable[tuple[object, object]]:
    first: pd.Series = months.groupby("as_of")["birth_month"].min()
    return zip(first.index, first, strict=True)


def _whole_ages(first_month: str, as_of: str) -> int:
    """How many years of age, from 0 on, the months from the first one to the Stichtag fill."""
    return (months_back(first_month, as_of) - first_month_back(as_of) + 1) // 12


def _told(rows: pd.DataFrame, areas: tuple[str, ...], days: tuple[str, ...], to_age: int) -> Flags:
    """Whether the rows of counted_once tell an age of an area; array area, day, age."""
    found: Flags = np.zeros((len(areas), len(days), to_age + 1), dtype=bool)
    for at, day in enumerate(days):
        of_day = rows[rows["as_of"] == day]
        for _, part in of_day.groupby(of_day["birth_month"] != ""):
            ages = np.isin(np.arange(to_age + 1), part["age"].dropna().unique().astype(float))
            found[:, at] |= np.isin(areas, part["area_id"].unique())[:, None] & ages[None, :]
    return found


def completed_years(birth_month: str, as_of: str) -> int:
    """Age on a day of nearly all children born in a month: those of the day's own month have had their birthday
    only if it is the last day of the month.

    Args:
        birth_month: "YYYY-MM".
        as_of: ISO day.
    """
    return max(months_back(birth_month, as_of) - first_month_back(as_of), 0) // 12


def months_back(birth_month: str, as_of: str) -> int:
    """How many months before that of the day a month lies."""
    return (int(as_of[:4]) - int(birth_month[:4])) * 12 + int(as_of[5:7]) - int(birth_month[5:7])


def first_month_back(as_of: str) -> int:
    """How many months before that of the day the youngest month lies whose children are all born: 0 or 1."""
    day = date.fromisoformat(as_of)
    return int((day + timedelta(days=1)).month == day.month)


def _births(births: pd.DataFrame | None, areas: tuple[str, ...], days: tuple[str, ...]) -> Floats | None:
    if births is None:
        return None
    own = births[births["area_id"] != CITY]
    by = own.set_index(["area_id", "year"])["births"].astype("float64")
    wanted = pd.MultiIndex.from_product([areas, [int(day[:4]) for day in days]])
    found: Floats = np.array(by.reindex(wanted), dtype=np.float64).reshape(len(areas), len(days))
    return found


def _flags(found: pd.Series, index: pd.MultiIndex) -> pd.Series:
    return found.reindex(index).astype("boolean").fillna(False).astype(bool)

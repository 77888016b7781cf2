"""Every birth month of every Sozialraum as the register tells it: counted, a twelfth of an age, or unknown."""

import calendar
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from sozialraum.model.cohorts import MONTHS, month_number
from sozialraum.model.status import RANK, Status

SURE, ESTIMATED, UNBORN, OPEN, ABSENT, UNKNOWN, WITHHELD = range(7)  # what is known of a birth month


@dataclass(frozen=True)
class CountedOn:
    """The Stichtage of the register that tell a year; "" for none.

    Args:
        birth_month: of the counts by birth month.
        age: of the counts by single year of age.
        is_before: both lie before the year begins, so that nobody's move until then is in them.
    """

    birth_month: str
    age: str
    is_before: bool


def birth_months(register: pd.DataFrame, dates: CountedOn, base: list[str], months: range) -> pd.DataFrame:
    """A row per Sozialraum and birth month.

    Returns:
        area, month, kind (SURE … WITHHELD), value (NA unless SURE or ESTIMATED), rank of the status, some (counted
        although the month was not over at the Stichtag), by_age (whether a year of age tells the month, or would have
        to), age and of_age (children of that age) where it does, whole (whether its Stichtag parts two months).
    """
    grid = pd.MultiIndex.from_product([base, list(months)], names=["area", "month"]).to_frame(index=False)
    by_month = _counts(register, dates.birth_month, by_month=True)
    by_age = _counts(register, dates.age, by_month=False)
    over, told_until = _border(dates.birth_month, nearest=False), _border(dates.age, nearest=True)
    counted = grid.merge(by_month, how="left", on=["area", "month"])
    last = int(by_age["month"].max()) if len(by_age) else -1  # the open age
    age = ((told_until - 1 - grid["month"]) // MONTHS).where(grid["month"] < told_until, -1)
    aged = grid.assign(month=age).merge(by_age, how="left", on=["area", "month"])
    has_month, has_age = counted["rank"].notna() & (grid["month"] < over), aged["rank"].notna() & (age < last)
    value = counted["count"].where(has_month, (aged["count"] / MONTHS).where(has_age))
    rank = counted["rank"].where(has_month, aged["rank"].where(has_age))
    kind = np.select(
        [
            (has_month | has_age) & value.isna() & (rank == RANK[str(Status.WITHHELD)]),
            (has_month | has_age) & value.isna(),
            has_month,
            has_age,
            grid["month"] >= max(over, told_until),
            (age == last) & (last >= 0),
        ],
        [WITHHELD, UNKNOWN, SURE, ESTIMATED, UNBORN, OPEN],
        ABSENT,
    )
    by_its_age = pd.Series(kind == ESTIMATED)
    return grid.assign(
        kind=kind,
        value=value,
        rank=rank.fillna(0).astype("int64"),
        some=counted["count"].where(pd.Series(kind == UNBORN)).fillna(0),
        age=age.where(by_its_age, -1),
        of_age=aged["count"].where(by_its_age),
        by_age=(kind == OPEN) | (has_age & ~has_month) | ((kind == UNBORN) & (not dates.birth_month)),
        whole=_parts_months(dates.age),
    )


def _counts(register: pd.DataFrame, day: str, by_month: bool) -> pd.DataFrame:
    """Area, month (or year of age), count and rank of the status at a Stichtag: everybody, or the sum of the sexes.

    A sum in which a sex is missing that the Stichtag knows elsewhere is unknown.
    """
    rows = register[(register["as_of"] == day) & ((register["birth_month"] != "") == by_month)]
    when = _month_numbers(rows["birth_month"]) if by_month else rows["age"].astype("int64")
    rows = rows.assign(when=when.to_numpy(), rank=rows["status"].map(RANK).astype("int64").to_numpy())
    key = ["area_id", "when"]
    total = rows[rows["sex"] == ""]
    told = pd.MultiIndex.from_frame(total[key])
    parts = rows[(rows["sex"] != "") & ~pd.MultiIndex.from_frame(rows[key]).isin(told)]
    sums = (
        parts.assign(unknown=parts["count"].isna())
        .groupby(key)
        .agg(count=("count", "sum"), rank=("rank", "max"), unknown=("unknown", "any"), sexes=("sex", "nunique"))
        .reset_index()
    )
    one_missing = sums["sexes"] < parts["sex"].nunique()
    sums["count"] = sums["count"].mask(sums["unknown"] | one_missing)
    sums["rank"] = sums["rank"].mask(one_missing & ~sums["unknown"], RANK[str(Status.MISSING)])
    found = pd.concat([total[[*key, "count", "rank"]], sums[[*key, "count", "rank"]]], ignore_index=True)
    return found.rename(columns={"area_id": "area", "when": "month"}).astype({"count": "Float64", "month": "int64"})


def _month_numbers(texts: pd.Series) -> pd.Series:
    known = {text: month_number(int(text[:4]), int(text[5:])) for text in texts.unique()}
    return texts.map(known).astype("int64")


def _border(day: str, nearest: bool) -> int:
    """The first month that is not over at that day, or where a day in the middle counts as the nearer border."""
    if not day:
        return 0
    at = date.fromisoformat(day)
    length = calendar.monthrange(at.year, at.month)[1]
    over = 2 * at.day > length if nearest else at.day == length
    return month_number(at.year, at.month) + over


def _parts_months(day: str) -> bool:
    """Whether years of age at that day are made of whole birth months."""
    if not day:
        return False
    at = date.fromisoformat(day)
    return at.day in {1, calendar.monthrange(at.year, at.month)[1]}

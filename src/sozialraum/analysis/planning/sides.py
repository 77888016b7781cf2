"""One side of a balance, children, needed places or places, summed up from Sozialräume to every area."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sozialraum.model.status import RANK, STATUS_OF, WITHOUT_VALUE, Status

WITHHELD = str(Status.WITHHELD)
DIGITS = 9  # beyond these a sum is one of binary fractions
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
NOWHERE = ""  # area_id of children or houses of no known Sozialraum: they count in the city alone


@dataclass(frozen=True)
class Side:
    """A number for each area, all with one index area_id.

    Args:
        value: NA where a part is unknown.
        lower: what is sure in any case; the value itself where that is all there is to say.
        upper: what it is at most; NA where nothing tells.
        status: of the value.
        reason: why there is none; "" where there is one.
    """

    value: pd.Series
    lower: pd.Series
    upper: pd.Series
    status: pd.Series
    reason: pd.Series


def city_of(members: Mapping[str, list[str]]) -> str:
    """The area with the most Sozialräume, which counts what lies in none, too."""
    return max(members, key=lambda area: len(members[area]))


def parts_of(members: Mapping[str, list[str]]) -> pd.Series:
    """Each area's Sozialräume, one row each; index area_id, the city with NOWHERE."""
    city = city_of(members)
    lists = {area: [*parts, NOWHERE] if area == city else parts for area, parts in members.items()}
    return pd.Series(lists, dtype=object).explode().astype("str")


def summed(rows: pd.DataFrame, members: Mapping[str, list[str]], absent: str) -> Side:
    """A side from rows of Sozialräume.

    Args:
        rows: index area_id of Sozialräume, NOWHERE allowed, each once; columns value, lower, upper, status.
        members: area -> its Sozialräume.
        absent: "none" if a Sozialraum without a row has none; else the reason why it is unknown. Without a row for
            NOWHERE there is nothing nowhere.

    Returns:
        Sums; no area counts a Sozialraum twice, and the city is the sum of all. A sum with a withheld part is
        withheld (reason "parts_withheld") and has no limits, which would tell of that part.
    """
    index = pd.Index(list(members), name="area_id")
    every = pd.Index(sorted({NOWHERE, *(part for parts in members.values() for part in parts)}))
    city = city_of(members)
    area, part = _layout(members, city, every)
    full = rows.reindex(every)
    none_there = ~every.isin(rows.index) & ((absent == "none") | (every == NOWHERE))
    value = np.where(none_there, 0.0, _floats(full["value"]))
    upper, least = _floats(full["upper"]), _floats(full["lower"])
    upper = np.where(np.isnan(upper), value, upper)
    least = np.where(np.isnan(least), np.nan_to_num(value), least)
    rank = np.where(full["value"].notna(), full["status"].map(RANK).fillna(0), 0).astype(int)
    kept_back = ((full["status"] == WITHHELD) & full["value"].isna()).to_numpy(bool)

    def total(of_parts: Floats) -> pd.Series:
        sums = np.bincount(area, weights=np.nan_to_num(of_parts)[part], minlength=len(index)).round(DIGITS)
        unknown = np.bincount(area, weights=np.isnan(of_parts)[part], minlength=len(index)) > 0
        return pd.Series(pd.array(np.where(unknown, np.nan, sums), dtype="Float64"), index=index)

    weakest = np.zeros(len(index), dtype=int)
    np.maximum.at(weakest, area, rank[part])
    withheld = pd.Series(np.bincount(area, weights=kept_back[part], minlength=len(index)) > 0, index=index)
    sums = total(value)
    status = pd.Series(weakest, index=index).map(STATUS_OF).astype(str)
    status = status.where(sums.notna(), _why_unknown(full["status"], members))
    reason = pd.Series("", index=index).mask(sums.isna(), "places_unknown" if absent == "none" else absent)
    return Side(
        value=sums,
        lower=total(least).mask(withheld),
        upper=total(upper).mask(withheld),
        status=status.mask(withheld, WITHHELD),
        reason=reason.mask(withheld, "parts_withheld"),
    )


def _why_unknown(status: pd.Series, members: Mapping[str, list[str]]) -> pd.Series:
    """The status of a sum that is unknown: of a Sozialraum its own, of several together missing."""
    missing = str(Status.MISSING)
    own = {str(area): str(one) if one in WITHOUT_VALUE else missing for area, one in status.items()}
    why = [own[area] if parts == [area] else missing for area, parts in members.items()]
    return pd.Series(why, index=pd.Index(list(members), name="area_id"), dtype="str")


def _layout(members: Mapping[str, list[str]], city: str, every: pd.Index) -> tuple[Whole, Whole]:
    """Each area beside each of its parts: their numbers in `members` and in `every`."""
    at = {str(one): number for number, one in enumerate(every)}
    pairs = [
        (number, at[part])
        for number, (area, parts) in enumerate(members.items())
        for part in ([*parts, NOWHERE] if area == city else parts)
    ]
    area, part = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return area, part


def _floats(column: pd.Series) -> Floats:
    found: Floats = np.asarray(column.astype("Float64").to_numpy(dtype=float, na_value=np.nan), dtype=np.float64)
    return found

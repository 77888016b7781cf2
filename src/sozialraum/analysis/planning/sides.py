"""One side of a balance, children, needed places or places, summed up from Sozialräume to every area."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sozialraum.model.status import RANK, WITHOUT_VALUE, Status

WITHHELD, UNKNOWN = RANK[str(Status.WITHHELD)], RANK[str(Status.MISSING)]
NO_VALUE = [RANK[str(status)] for status in WITHOUT_VALUE]
UNTOLD = -1  # in place of a rank: nothing is told
DIGITS = 9  # beyond these a sum is one of binary fractions
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Texts = NDArray[np.object_]
NOWHERE = ""  # area_id of children or houses of no known Sozialraum: they count in the city alone


@dataclass(frozen=True)
class Figures:
    """Numbers of several areas, arrays in one order of them; NaN for none.

    Args:
        value: the numbers.
        lower: what is sure in any case; NaN where `value` is all there is to say.
        upper: what it is at most; NaN likewise, or where nothing tells.
        rank: of the status, as in model.status.RANK; UNTOLD where nothing is said of an area.
    """

    value: Floats
    lower: Floats
    upper: Floats
    rank: Whole


@dataclass(frozen=True)
class Side:
    """A number for each area, arrays in the order of `members`; NaN for none.

    Args:
        value: NaN where a part is unknown.
        lower: what is sure in any case; the value itself where that is all there is to say.
        upper: what it is at most; NaN where nothing tells.
        rank: of the status of the value, as in model.status.RANK.
        reason: why there is none; "" where there is one.
    """

    value: Floats
    lower: Floats
    upper: Floats
    rank: Whole
    reason: Texts


def city_of(members: Mapping[str, list[str]]) -> str:
    """The area with the most Sozialräume, which counts what lies in none, too."""
    return max(members, key=lambda area: len(members[area]))


def standing_in(members: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Each area's Sozialräume, those of the city with NOWHERE."""
    city = city_of(members)
    return {area: [*parts, NOWHERE] if area == city else parts for area, parts in members.items()}


def places_of(members: Mapping[str, list[str]]) -> list[str]:
    """NOWHERE and the Sozialräume, in the order in which `summed` takes them."""
    return sorted({NOWHERE, *(part for parts in members.values() for part in parts)})


def figures(rows: pd.DataFrame, places: list[str]) -> Figures:
    """The rows of a table in this order of areas.

    Args:
        rows: index area_id, each once; columns value, lower, upper, status.
        places: area ids; those without a row are UNTOLD.
    """
    full = rows.reindex(places)
    rank = np.array([RANK.get(one, UNTOLD) for one in full["status"]], dtype=np.int64)
    return Figures(floats(full["value"]), floats(full["lower"]), floats(full["upper"]), rank)


def exact(values: Floats, there: NDArray[np.bool_]) -> Figures:
    """Numbers beyond doubt, and no word of the areas that are not `there`."""
    none = np.full(len(values), np.nan)
    rank: Whole = np.where(there, RANK[str(Status.NORMAL)], UNTOLD)
    return Figures(values, none, none, rank)


def summed(parts: Figures, members: Mapping[str, list[str]], absent: str) -> Side:
    """A side from the numbers of Sozialräume.

    Args:
        parts: in the order of places_of(members).
        members: area -> its Sozialräume.
        absent: "none" if a Sozialraum of which nothing is told has none; else the reason why it is unknown. If
            nothing is told of NOWHERE there is nothing nowhere.

    Returns:
        Sums; no area counts a Sozialraum twice, and the city is the sum of all. A sum with a withheld part is
        withheld (reason "parts_withheld") and has no limits, which would tell of that part.
    """
    places = places_of(members)
    area, part = _layout(members, places)
    none_there = (parts.rank == UNTOLD) & ((absent == "none") | (np.array(places) == NOWHERE))
    value = np.where(none_there, 0.0, parts.value)
    upper = np.where(np.isnan(parts.upper), value, parts.upper)
    least = np.where(np.isnan(parts.lower), np.nan_to_num(value), parts.lower)
    unknown = np.isnan(parts.value)
    kept_back = (parts.rank == WITHHELD) & unknown

    def total(of_parts: Floats) -> Floats:
        sums = np.bincount(area, weights=np.nan_to_num(of_parts)[part], minlength=len(members)).round(DIGITS)
        return np.where(_any(np.isnan(of_parts)[part], area, len(members)), np.nan, sums)

    weakest = np.zeros(len(members), dtype=np.int64)
    np.maximum.at(weakest, area, np.where(unknown, 0, parts.rank)[part])
    withheld = _any(kept_back[part], area, len(members))
    sums = total(value)
    rank = np.where(np.isnan(sums), _why_unknown(parts.rank, members, places), weakest)
    reason = np.where(np.isnan(sums), "places_unknown" if absent == "none" else absent, "")
    return Side(
        value=sums,
        lower=np.where(withheld, np.nan, total(least)),
        upper=np.where(withheld, np.nan, total(upper)),
        rank=np.where(withheld, WITHHELD, rank),
        reason=np.where(withheld, "parts_withheld", reason).astype(object),
    )


def floats(column: pd.Series) -> Floats:
    """The numbers of a column, NaN for NA."""
    found: Floats = np.asarray(column.astype("Float64").to_numpy(dtype=float, na_value=np.nan), dtype=np.float64)
    return found


def has_value(rank: Whole) -> NDArray[np.bool_]:
    """Whether a number may stand beside this status."""
    return ~np.isin(rank, NO_VALUE)


def _any(flags: NDArray[np.bool_], area: Whole, areas: int) -> NDArray[np.bool_]:
    return np.bincount(area, weights=flags, minlength=areas) > 0


def _why_unknown(rank: Whole, members: Mapping[str, list[str]], places: list[str]) -> Whole:
    """The status of a sum that is unknown: of a Sozialraum its own, of several together missing."""
    own = dict(zip(places, np.where(has_value(rank), UNKNOWN, rank), strict=True))
    return np.array([own[area] if parts == [area] else UNKNOWN for area, parts in members.items()], dtype=np.int64)


def _layout(members: Mapping[str, list[str]], places: list[str]) -> tuple[Whole, Whole]:
    """Each area beside each of its parts: their numbers in `members` and in `places`."""
    at = {one: number for number, one in enumerate(places)}
    pairs = [(number, at[part]) for number, parts in enumerate(standing_in(members).values()) for part in parts]
    area, part = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return area, part

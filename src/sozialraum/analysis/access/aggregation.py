"""What a way, or the places per child, is for the people of an area: everyone counts, no middle stands for all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

NO_PEOPLE = "no_people"  # nobody lives there
NOT_KNOWN = "not_known"  # nobody there has a known value
NO_WAY = "no_way"  # nobody there has a way
NEARLY = 1e-6  # people; more than adding up fractions of people may be off by


@dataclass(frozen=True)
class Weighted:
    """One row for each area, people as weights. What cannot be said is nan, and `reason` says why."""

    people: np.ndarray  # (areas,) whose value is known, those without a way among them
    unreachable: np.ndarray  # (areas,) of these, whose value is inf
    unknown: np.ndarray  # (areas,) people whose value is nan; they count nowhere else
    mean: np.ndarray  # (areas,) of the people who have a way
    reason: np.ndarray  # (areas,) why there is no mean: "", NO_PEOPLE, NOT_KNOWN or NO_WAY
    quantiles: np.ndarray  # (areas, q) of all `people`; inf where the quantile falls on someone without a way
    within: np.ndarray  # (areas, limits) people at or below each limit; those without a way are beyond all
    outside: float  # people in no area


def weighted(
    values: np.ndarray,
    people: np.ndarray,
    area_number: np.ndarray,
    areas: int,
    quantiles: Sequence[float] = (0.5, 0.9),
    limits: Sequence[float] = (),
) -> Weighted:
    """Mean, quantiles and people within limits of each area.

    A quantile is the smallest value that at least that share of the people has or is below. Larger areas and the city
    are worked out in the same way from the same cells, with their own `area_number`, never from means of areas.

    Args:
        values: (n,) at each cell or address, such as metres; inf no way, nan unknown.
        people: (n,) who live there.
        area_number: (n,) 0 to areas - 1; -1 in no area. A cell in two areas that overlap is told twice.
        areas: how many.
        quantiles: shares above 0, up to 1.
        limits: in units of the values; a value at a limit is within.

    Raises:
        ValueError: people negative or no finite numbers, lengths differ, an area number or quantile out of range.

    Source: docs/methods.md#menschen-und-wege-je-gebiet
    """
    values, people = np.asarray(values, dtype=np.float64), np.asarray(people, dtype=np.float64)
    area_number = np.asarray(area_number)
    _check(values, people, area_number, areas, quantiles)
    inside = area_number >= 0
    outside = float(people[~inside].sum())
    values, people, area_number = values[inside], people[inside], area_number[inside]

    def sums(which: np.ndarray, weights: np.ndarray) -> np.ndarray:
        return np.bincount(area_number[which], weights=weights, minlength=areas).astype(np.float64)

    known, finite = ~np.isnan(values), np.isfinite(values)
    all_of_them, counted = sums(known, people[known]), sums(finite, people[finite])
    unknown = sums(~known, people[~known])
    mean = np.full(areas, np.nan)
    np.divide(sums(finite, people[finite] * values[finite]), counted, out=mean, where=counted > 0)
    reason = np.select([counted > 0, all_of_them > 0, unknown > 0], ["", NO_WAY, NOT_KNOWN], default=NO_PEOPLE)
    within = [sums(near, people[near]) for near in (values <= limit for limit in limits)]
    return Weighted(
        people=all_of_them,
        unreachable=sums(known & ~finite, people[known & ~finite]),
        unknown=unknown,
        mean=mean,
        reason=reason,
        quantiles=_quantiles(values[known], people[known], area_number[known], areas, quantiles),
        within=np.stack(within, axis=1) if within else np.empty((areas, 0)),
        outside=outside,
    )


def _quantiles(
    values: np.ndarray, people: np.ndarray, area_number: np.ndarray, areas: int, quantiles: Sequence[float]
) -> np.ndarray:
    some = people > 0
    values, people, area_number = values[some], people[some], area_number[some]
    order = np.lexsort((values, area_number))
    values, area_number = values[order], area_number[order]
    rising = np.cumsum(people[order])
    first = np.searchsorted(area_number, np.arange(areas), "left")
    last = np.searchsorted(area_number, np.arange(areas), "right")
    anybody = last > first
    before = np.where(first > 0, rising[np.maximum(first, 1) - 1], 0.0) if len(rising) else np.zeros(areas)
    found = np.full((areas, len(quantiles)), np.nan)
    for column, share in enumerate(quantiles):
        until = before[anybody] + share * (rising[last[anybody] - 1] - before[anybody]) - NEARLY
        at = np.minimum(np.searchsorted(rising, until, "left"), last[anybody] - 1)
        found[anybody, column] = values[np.maximum(at, first[anybody])]
    return found


def _check(
    values: np.ndarray, people: np.ndarray, area_number: np.ndarray, areas: int, quantiles: Sequence[float]
) -> None:
    if not len(values) == len(people) == len(area_number):
        raise ValueError("values, people and area numbers belong together: one each")
    if not np.isfinite(people).all() or (people < 0).any():
        raise ValueError("people must be finite numbers of at least 0")
    if len(area_number) and (area_number.min() < -1 or area_number.max() >= areas):
        raise ValueError("an area number of no area")
    if not all(0 < share <= 1 for share in quantiles):
        raise ValueError("a quantile must be a share above 0, up to 1")

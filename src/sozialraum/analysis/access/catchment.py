"""How many places a child shares with others: the family of floating catchment areas."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from sozialraum.analysis.access.bands import Near, banded, near
from sozialraum.analysis.access.straight import Pairs, Progress
from sozialraum.analysis.access.weights import Weight

Method = Literal["2sfca", "e2sfca", "m2sfca", "3sfca", "bfca"]
CHOOSING = ("3sfca", "bfca")  # who has more facilities around asks less of each
PRODUCTS_AT_ONCE = 2**19
LEAST = 1e-150  # weighted people below this are nobody: dividing by them would leave the range of numbers


@dataclass(frozen=True)
class Catchment:
    """Places shared, seen from where people live and from the facilities."""

    places_per_person: np.ndarray  # (n,) 0 where no facility is in reach: no place is a true zero
    per_facility: np.ndarray  # (m,) places for each (weighted) person in reach; nan where nobody is
    unreached: np.ndarray  # (m,) bool: nobody is in reach, so that the places of the facility count nowhere


@dataclass(frozen=True)
class _Some:
    """Pairs of facilities, all of each; numbers of facilities and people count from 0 here."""

    origin: np.ndarray
    facility: np.ndarray
    weight: np.ndarray


def catchment(method: Method, pairs: Pairs, people: np.ndarray, places: np.ndarray, weight: Weight) -> Catchment:
    """Places for each person, from ways of any kind.

    Args:
        method: "2sfca" and "e2sfca" are one formula; the weight makes the difference.
        pairs: people's and facilities' numbers and the way between them, in any order, none twice; a pair that is
            not there, or whose way is inf, does not reach.
        people: (n,) at each origin, such as children of the age group.
        places: (m,) of each facility.
        weight: of a distance; 0 does not reach.

    Raises:
        ValueError: people or places negative or no numbers, ways negative or no numbers, numbers of nothing.

    Source: docs/methods.md#plaetze-im-umkreis, docs/methods.md#andere-umkreisverfahren
    """
    people, places = _counts(people, "people"), _counts(places, "places")
    _check(method, pairs, len(people), len(places))
    some = _Some(pairs.origin, pairs.target, weight(pairs.distance_m))
    around = _sums(some.origin, some.weight, len(people)) if method in CHOOSING else np.empty(0)
    per_facility, gained = _shared(method, some, people, places, around)
    return Catchment(gained, per_facility, np.isnan(per_facility))


def straight_catchment(
    method: Method,
    origins: np.ndarray,
    people: np.ndarray,
    targets: np.ndarray,
    places: np.ndarray,
    weight: Weight,
    max_m: float,
    progress: Progress | None = None,
) -> Catchment:
    """`catchment` with straight distances up to and at `max_m`; the pairs are never all in memory.

    All pairs of a facility are worked on at once, so its share is known at once and no pair is looked for twice,
    except for "3sfca" and "bfca", which first need what each origin has around it.

    Args:
        origins: points (n, 2) in metres where people live.
        people: (n,).
        targets: points (m, 2) in metres of the facilities.
        places: (m,).
        weight: of a distance; 0 does not reach.
        max_m: metres; a facility exactly that far counts.
        progress: told how many facilities are done, of how many (twice as many with two passes).

    Raises:
        ValueError: people, places or `max_m` negative or no numbers, coordinates that are no numbers, lengths differ.

    Source: docs/methods.md#plaetze-im-umkreis
    """
    people, places = _counts(people, "people"), _counts(places, "places")
    if method not in get_args(Method):
        raise ValueError(f"no method {method}")
    if len(people) != len(origins) or len(places) != len(targets):
        raise ValueError("people belong to origins, places to targets: one each")
    bands = banded(origins, targets, max_m)
    sorted_people = people[bands.number]
    gained = np.zeros(len(people))
    per_facility = np.full(len(places), np.nan)
    around = np.zeros(len(people) if method in CHOOSING else 0)
    rounds = 2 if method in CHOOSING else 1
    done = 0
    if method in CHOOSING:
        for block in near(bands, targets, max_m):
            here = slice(block.first, block.last)
            around[here] += _sums(block.origin, weight(block.distance_m), block.last - block.first)
            done = _told(progress, done, block, rounds * len(places))
    for block in near(bands, targets, max_m):
        here = slice(block.first, block.last)
        some = _Some(block.origin, block.at, weight(block.distance_m))
        share, more = _shared(method, some, sorted_people[here], places[block.target], around[here])
        per_facility[block.target] = share
        gained[here] += more
        done = _told(progress, done, block, rounds * len(places))
    places_per_person = np.empty(len(people))
    places_per_person[bands.number] = gained
    return Catchment(places_per_person, per_facility, np.isnan(per_facility))


def _shared(
    method: Method, some: _Some, people: np.ndarray, places: np.ndarray, around: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Places for each weighted person of these facilities, and what the people get of it.

    Args:
        around: sum of the weights of all facilities around each origin; read by the methods of CHOOSING only.
    """
    origin, facility, weight = some.origin, some.facility, some.weight
    wanting = weight
    if method in CHOOSING:
        chosen = _divided(weight, around[origin])
        wanting = weight * chosen if method == "3sfca" else chosen
    weight = wanting if method == "3sfca" else weight
    asked = _products(facility, wanting, people, origin, len(places))
    per_facility = np.divide(places, asked, out=np.full(len(places), np.nan), where=asked > LEAST)
    giving = np.nan_to_num(per_facility, nan=0.0)
    if method == "bfca":
        giving = _divided(giving, _sums(facility, weight, len(places)))
    if method == "m2sfca":
        weight = weight * weight
    return per_facility, _products(origin, weight, giving, facility, len(people))


def _products(number: np.ndarray, weight: np.ndarray, values: np.ndarray, of: np.ndarray, length: int) -> np.ndarray:
    """Sums by number of weight * values[of], without an array of all products."""
    found = np.zeros(length)
    for start in range(0, len(number), PRODUCTS_AT_ONCE):
        rows = slice(start, start + PRODUCTS_AT_ONCE)
        found += _sums(number[rows], weight[rows] * values[of[rows]], length)
    return found


def _sums(number: np.ndarray, values: np.ndarray, length: int) -> np.ndarray:
    return np.bincount(number, weights=values, minlength=length)


def _divided(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """0 where there is nothing to divide by: then no weight is above it either."""
    shares: np.ndarray = np.divide(above, below, out=np.zeros(len(above)), where=below > LEAST)
    return shares


def _told(progress: Progress | None, done: int, block: Near, all_of_it: int) -> int:
    done += len(block.target)
    if progress is not None:
        progress(done, all_of_it)
    return done


def _counts(numbers: np.ndarray, what: str) -> np.ndarray:
    numbers = np.asarray(numbers, dtype=np.float64)
    if numbers.ndim != 1 or not np.isfinite(numbers).all() or (numbers < 0).any():
        raise ValueError(f"{what} must be a row of finite numbers of at least 0")
    return numbers


def _check(method: Method, pairs: Pairs, origins: int, targets: int) -> None:
    if method not in get_args(Method):
        raise ValueError(f"no method {method}")
    if not (pairs.distance_m >= 0).all():
        raise ValueError("a distance must be a number of at least 0")
    for numbers, count in ((pairs.origin, origins), (pairs.target, targets)):
        if len(numbers) and (numbers.min() < 0 or numbers.max() >= count):
            raise ValueError("pairs name origins or targets that are not there")

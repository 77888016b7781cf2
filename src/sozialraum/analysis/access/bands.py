"""All pairs of two sets of points within a distance, a few targets at a time, without ever holding all of them.

Origins lie in bands from west to east; those near a target are one run of each band it reaches, found by bisection.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sozialraum.analysis.access.straight import checked

BANDS_OF_REACH = 5  # the reach is so many bands high: more bands fit a circle better, fewer are quicker to look up
MOST_BANDS = 2**20
TARGETS_AT_ONCE = 4_096
PAIRS_AT_ONCE = 2**16  # what fits into the cache of a core


@dataclass(frozen=True)
class Bands:
    """Origins sorted by band, then from west to east; `key` rises along with them."""

    number: np.ndarray  # (n,) int64: what was the row of the sorted origin
    x: np.ndarray
    y: np.ndarray
    key: np.ndarray  # (n,) band * span + metres east of `west`
    west: float
    south: float
    width: float
    height: float  # of a band
    span: float  # of keys, of a band
    count: int  # of bands
    slack: float  # metres that rounding may cost: added where pairs are looked for, not where they are chosen


@dataclass(frozen=True)
class Near:
    """All pairs of some targets, target by target."""

    target: np.ndarray  # (t,) int64: rows of the targets given
    first: int  # of the sorted origins that these targets reach
    last: int  # one behind
    origin: np.ndarray  # (p,) int64: number of the sorted origin, less `first`
    at: np.ndarray  # (p,) int64: position in `target`
    distance_m: np.ndarray  # (p,) at most the reach


@dataclass(frozen=True)
class _Runs:
    """The run of origins of each target in each band it reaches."""

    first: np.ndarray  # (t, b) int64
    length: np.ndarray  # (t, b) int64


def banded(origins: np.ndarray, targets: np.ndarray, reach_m: float) -> Bands:
    """The origins in bands that suit this reach.

    Raises:
        ValueError: not points, coordinates that are no numbers, a negative reach.
    """
    origins, targets = checked(origins), checked(targets)
    if math.isnan(reach_m) or reach_m < 0:
        raise ValueError("a reach must not be negative")
    low = origins.min(axis=0, initial=math.inf) if len(origins) else np.zeros(2)
    width, tall = (origins.max(axis=0) - low).tolist() if len(origins) else (0.0, 0.0)
    height = max(min(reach_m, tall) / BANDS_OF_REACH, tall / MOST_BANDS) or 1.0
    count = int(tall // height) + 1
    span = 2.0 * width + 1.0
    largest = max((float(np.abs(points).max(initial=0.0)) for points in (origins, targets)), default=0.0)
    band = np.floor((origins[:, 1] - low[1]) / height)
    key = band * span + (origins[:, 0] - low[0])
    number = np.argsort(key, kind="stable")
    return Bands(
        number=number,
        x=origins[number, 0],
        y=origins[number, 1],
        key=key[number],
        west=float(low[0]),
        south=float(low[1]),
        width=width,
        height=height,
        span=span,
        count=count,
        slack=1e-9 * min(reach_m, largest) + 8.0 * float(np.spacing(max(largest, count * span))),
    )


def near(bands: Bands, targets: np.ndarray, reach_m: float) -> Iterator[Near]:
    """Pairs at most `reach_m` apart, all pairs of a target at once, every target once, from south to north.

    Memory is that of PAIRS_AT_ONCE pairs, or of the pairs of one target where these are more.
    """
    targets = checked(targets)
    row = np.floor((targets[:, 1] - bands.south) / bands.height)
    order = np.lexsort((targets[:, 0], row))
    for start in range(0, len(order), TARGETS_AT_ONCE):
        some = order[start : start + TARGETS_AT_ONCE]
        runs = _runs(bands, targets[some], reach_m)
        pairs = np.cumsum(runs.length.sum(axis=1))
        begin = 0
        while begin < len(some):
            done = pairs[begin - 1] if begin else 0
            end = max(int(np.searchsorted(pairs, done + PAIRS_AT_ONCE, "right")), begin + 1)
            yield _pairs(bands, some[begin:end], targets[some[begin:end]], reach_m, runs, slice(begin, end))
            begin = end


def _runs(bands: Bands, targets: np.ndarray, reach_m: float) -> _Runs:
    reach = reach_m + bands.slack
    x, y = targets[:, 0, None] - bands.west, targets[:, 1, None] - bands.south
    lowest = np.clip(np.floor((y - reach) / bands.height), 0, bands.count)
    highest = np.clip(np.floor((y + reach) / bands.height), -1, bands.count - 1)
    most = int((highest - lowest).max(initial=-1)) + 1
    band = lowest + np.arange(most)
    away = np.maximum(np.maximum(band * bands.height - y, y - (band + 1) * bands.height) - bands.slack, 0.0)
    half = np.sqrt(np.maximum(reach - away, 0.0) * (reach + away)) if math.isfinite(reach) else reach
    begin = band * bands.span + np.clip(x - half - bands.slack, 0.0, bands.width + 0.5)
    end = band * bands.span + np.clip(x + half + bands.slack, -0.5, bands.width + 0.5)
    first = np.searchsorted(bands.key, begin, "left")
    length = np.searchsorted(bands.key, end, "right") - first
    return _Runs(first, np.where(band <= highest, np.maximum(length, 0), 0))


def _pairs(bands: Bands, number: np.ndarray, targets: np.ndarray, reach_m: float, runs: _Runs, rows: slice) -> Near:
    first, length = runs.first[rows].ravel(), runs.length[rows].ravel()
    some = length > 0
    first, length = first[some], length[some]
    if not len(first):
        return Near(number, 0, 0, np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    low, high = int(first.min()), int((first + length).max())
    begun = np.cumsum(length) - length
    origin = np.repeat(first - begun, length)
    origin += np.arange(len(origin))
    per_target = runs.length[rows].sum(axis=1)
    distance = bands.x[origin]
    distance -= np.repeat(targets[:, 0], per_target)
    distance *= distance
    north = bands.y[origin]
    north -= np.repeat(targets[:, 1], per_target)
    north *= north
    distance += north
    np.sqrt(distance, out=distance)
    at = np.repeat(np.arange(len(number)), per_target)
    within = distance <= reach_m
    origin -= low
    return Near(number, low, high, origin[within], at[within], distance[within])

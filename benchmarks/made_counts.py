"""All counts an edition would publish of a city of any size: cells and sums, made by rule, none about any place."""

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix

from benchmarks.generated import Size
from sozialraum.analysis.protection.system import State, System

MIN_COUNT, NEEDS = 5, 3
GROUPS = 3  # all, and two groups that add up to it
TIMES_LARGER, TIMES_CITY, TIMES_NEWEST = 3.0, 10.0, 2.0


def made_counts(size: Size) -> System:
    """Numerators and bases of every indicator and date by area and group, their rests, which nobody is told.

    Every larger area and the city add up their areas, the groups add up to all, numerator and rest to the base. Rates
    lie between 0.3 and 50 per cent, so that some indicators count few people everywhere.
    """
    dice = np.random.default_rng(20231231)
    belongs = [np.arange(size.areas) * many // size.areas for many in size.larger] + [np.zeros(size.areas, dtype=int)]
    first = np.cumsum([size.areas, *(int(one.max()) + 1 for one in belongs)])
    places = int(first[-1])
    small = dice.integers(800, 4_000, (size.dates, 1, 2, size.areas))
    rates = np.exp(dice.uniform(np.log(0.003), np.log(0.5), (1, size.indicators, 1, 1)))
    rates = np.clip(rates * dice.uniform(0.4, 1.8, (1, size.indicators, 1, size.areas)), 0, 0.97)
    above = dice.binomial(np.broadcast_to(small, (size.dates, size.indicators, 2, size.areas)), rates)
    bases, counts = (_with_sums(one, belongs, first) for one in (small, above))
    rests = bases - counts
    value = np.concatenate([bases.ravel(), counts.ravel(), rests.ravel()]).astype(float)
    at = np.arange(len(value))
    base, count, rest = np.split(at, [bases.size, bases.size + counts.size])
    base, count, rest = base.reshape(bases.shape), count.reshape(counts.shape), rest.reshape(rests.shape)
    sums = [*_sums(base, belongs, first), *_sums(count, belongs, first)]
    sums.append(np.stack([np.broadcast_to(base, rest.shape).ravel(), count.ravel(), rest.ravel()]))
    told = np.r_[np.ones(bases.size + counts.size, dtype=bool), np.zeros(rests.size, dtype=bool)]
    few = (value > 0) & (value < MIN_COUNT)
    state = np.where(told, int(State.OPEN), int(State.NEVER))
    state[told & few] = int(State.HIDDEN)
    state[told & (value == 0)] = int(State.KNOWN)
    level = np.ones(places)
    level[size.areas :], level[-1] = TIMES_LARGER, TIMES_CITY
    newest = np.where(np.arange(size.dates) == size.dates - 1, TIMES_NEWEST, 1.0)[:, None, None, None]
    weight = np.concatenate(
        [
            (newest * (1.0 + size.indicators) * level * np.ones(bases.shape)).ravel(),
            (newest * 2.0 * level * np.ones(counts.shape)).ravel(),
            np.ones(rests.size),
        ]
    )
    return System(
        keys=tuple(f"{one:08d}" for one in at),
        value=value,
        least=np.where(value > 0, 1.0, 0.0),
        most=np.where(few, MIN_COUNT - 1.0, np.inf),
        guess=few,
        whole=np.ones(len(value), dtype=bool),
        needs=np.where(few, NEEDS, 0),
        state=state,
        weight=weight,
        relations=_matrix(sums, len(value)),
        low=np.zeros(sum(one.shape[1] for one in sums)),
        high=np.zeros(sum(one.shape[1] for one in sums)),
    )


def _with_sums(counts: np.ndarray, belongs: list[np.ndarray], first: np.ndarray) -> np.ndarray:
    """(dates, indicators, groups, places) All groups together first, larger areas and the city behind the areas."""
    grouped = np.concatenate([counts.sum(axis=2, keepdims=True), counts], axis=2)
    places = np.zeros((*grouped.shape[:3], int(first[-1])), dtype=int)
    places[..., : grouped.shape[3]] = grouped
    for level, start in zip(belongs, first, strict=False):
        for area, larger in enumerate(level):
            places[..., start + larger] += grouped[..., area]
    return places


def _sums(cells: np.ndarray, belongs: list[np.ndarray], first: np.ndarray) -> list[np.ndarray]:
    """Each (parts and total, sums): cells of which the first is what the others add up to."""
    found = [np.stack([cells[:, :, group].ravel() for group in range(GROUPS)])]
    for level, start in zip(belongs, first, strict=False):
        for larger in range(int(level.max()) + 1):
            parts = np.flatnonzero(level == larger)
            rows = [cells[..., start + larger].ravel(), *(cells[..., part].ravel() for part in parts)]
            found.append(np.stack(rows))
    return found


def _matrix(sums: list[np.ndarray], cells: int) -> csr_matrix:
    rows, columns, factors, start = [], [], [], 0
    for one in sums:
        number = np.arange(one.shape[1]) + start
        start += one.shape[1]
        rows.append(np.tile(number, len(one)))
        columns.append(one.ravel())
        factors.append(np.repeat(np.r_[1.0, -np.ones(len(one) - 1)], one.shape[1]))
    return coo_matrix(
        (np.concatenate(factors), (np.concatenate(rows), np.concatenate(columns))), shape=(start, cells)
    ).tocsr()

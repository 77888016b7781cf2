"""Which small numbers of people must stay free whatever an edition tells of reach."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from sozialraum.analysis.access.aggregation import NEARLY
from sozialraum.analysis.access.edition.beside import Told
from sozialraum.analysis.access.edition.claims import Few, World

MOST_CIRCLES = 1500  # of more nobody is compared with every other


@dataclass(frozen=True)
class Secret:
    """The sum of factors * unknowns, a small number."""

    columns: np.ndarray
    factors: np.ndarray
    value: float


def secrets_of(found: Iterable[Secret], few: Few) -> list[Secret]:
    """Those that are small, each once; 0 where zeros are not told and anybody could be counted."""
    least = NEARLY if few.zeros else -NEARLY
    small = (one for one in found if least < one.value < few.below - NEARLY and len(one.columns))
    return [*{one.columns.tobytes() + one.factors.tobytes(): one for one in small}.values()]


def secrets_of_places(world: World, nested: Iterable[tuple[str, str]]) -> Iterator[Secret]:
    """People of each group in each place, and what a group has there more than one within it."""
    for column, value in enumerate(world.truth):
        yield Secret(np.array([column]), np.ones(1), float(value))
    for large, small in nested:
        yield from _sums(world, {large: 1.0, small: -1.0}, [np.array([at]) for at in range(world.people.shape[1])])


def secrets_of_areas(
    world: World, groups: list[str], known: np.ndarray, told: Iterable[Mapping[str, Told]]
) -> Iterator[Secret]:
    """Counts of the people of each area by rising marks, and the steps between them.

    Args:
        groups: of a question.
        known: (places,) where its people are known.
        told: of the question, from measures.area_measures.
    """
    for one in told:
        for name, marks in one.items():
            sums = [_signs(name)] if len(groups) == 1 or " - " in name else [_signs(name), dict.fromkeys(groups, 1.0)]
            before = np.zeros(len(known), dtype=bool)
            for mark in marks.holds.T:
                held = [mark, mark & ~before] if before.any() else [mark]
                for holds in held:
                    parts = [here[(holds & known)[here]] for here in world.places.values()]
                    for signs in sums:
                        if set(signs) <= set(world.groups):
                            yield from _sums(world, signs, parts)
                before = mark


def secrets_of_circles(world: World, found: Iterable[tuple[str, float, np.ndarray]], few: float) -> Iterator[Secret]:
    """People around a facility, between two steps, and those around one but not around another by the same step."""
    by_step: dict[float, list[np.ndarray]] = {}
    last: dict[str, np.ndarray] = {}
    truth = world.truth
    for facility, step, columns in found:
        yield _whole(truth, columns)
        if facility in last:
            yield _whole(truth, np.setdiff1d(columns, last[facility]))
        last[facility] = columns
        by_step.setdefault(step, []).append(columns)
    for same in by_step.values():
        if len(same) <= MOST_CIRCLES:
            yield from _differences(truth, same, few)


def _differences(truth: np.ndarray, same: list[np.ndarray], few: float) -> Iterator[Secret]:
    number = np.repeat(np.arange(len(same)), [len(columns) for columns in same])
    inside = csr_matrix((np.ones(len(number)), (number, np.concatenate(same))), shape=(len(same), len(truth)))
    both = (inside.multiply(truth) @ inside.T).toarray()
    rest = (inside @ truth)[:, None] - both
    for one, other in np.argwhere((rest > NEARLY) & (rest < few - NEARLY) & (both > 0)):
        yield _whole(truth, np.setdiff1d(same[one], same[other]))


def _whole(truth: np.ndarray, columns: np.ndarray) -> Secret:
    return Secret(np.sort(columns), np.ones(len(columns)), float(truth[columns].sum()))


def _signs(name: str) -> dict[str, float]:
    """A group, or what it has more than another (see groups.heads_of)."""
    first, *other = name.split(" - ")
    return {first: 1.0} | dict.fromkeys(other, -1.0)


def _sums(world: World, signs: Mapping[str, float], parts: Iterable[np.ndarray]) -> Iterator[Secret]:
    of = np.array([world.groups.index(group) for group in signs])
    factors = np.array([*signs.values()])
    for part in parts:
        columns = world.column[np.ix_(of, part)]
        free = columns >= 0
        each = np.broadcast_to(factors[:, None], columns.shape)[free]
        yield Secret(columns[free], each, float(factors @ world.people[np.ix_(of, part)].sum(axis=1)))

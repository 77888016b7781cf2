"""Whether places, ways and resources lie where the people are: shares compared, and how unequal it is.

People are weights throughout. A unit (cell, area, facility) with a nan in any of its numbers is unknown and left out
as a whole; who calls says how many that are. Where nothing is left, or nothing to share, the answer is nan.
"""

import math
from dataclasses import dataclass

import numpy as np

USUAL = 1.959963984540054  # half-width of usual fluctuation in standard errors, 95 of 100 cases
OF_MARGIN = 1.645  # a margin of 90 of 100 cases in standard errors, as surveys state it


@dataclass(frozen=True)
class Lorenz:
    """Cumulated shares, 0 to 1, from (0, 0) to (1, 1); the units in rising order of what they have."""

    people: np.ndarray
    amount: np.ndarray


@dataclass(frozen=True)
class Disparity:
    """A difference in percentage points, and how far chance alone may take it."""

    points: float
    usual: float  # half-width of usual fluctuation, percentage points
    beyond: bool  # False where the difference or its fluctuation is unknown


def lorenz(values: np.ndarray, people: np.ndarray) -> Lorenz:
    """Which share of people has which share of the whole, those with least first.

    Args:
        values: (n,) for each person of a unit, at least 0, such as places per child.
        people: (n,) of each unit.

    Returns:
        Equal values are one step, so the order of rows does not matter. Empty where there is nothing to share.

    Raises:
        ValueError: values or people negative or infinite, lengths differ.

    Source: docs/methods.md#ungleich-verteilt
    """
    values, people = _known(values, people)
    return _curve(values, values, people)


def gini(values: np.ndarray, people: np.ndarray) -> float:
    """0 where everyone has the same, up to 1 where one has all: twice the area between curve and diagonal.

    Args, errors and unknowns: as `lorenz`; nan where there is nothing to share.

    Source: docs/methods.md#ungleich-verteilt
    """
    return _index(lorenz(values, people))


def concentration(values: np.ndarray, people: np.ndarray, need: np.ndarray) -> float:
    """As `gini`, but the units in falling order of need: below 0 where those in need have more, above where less.

    Args:
        values: (n,) for each person of a unit, at least 0.
        people: (n,) of each unit.
        need: (n,) of each unit, high means more need; any finite numbers, only their order counts. Units of equal
            need are one step.

    Raises:
        ValueError: as `lorenz`, or need infinite.

    Source: docs/methods.md#ungleich-verteilt
    """
    values, people, need = _known(values, people, signed=need)
    return _index(_curve(-need, values, people))


def fgt(values: np.ndarray, people: np.ndarray, line: float, power: float = 0.0) -> float:
    """Foster, Greer and Thorbecke: the mean over all people of ((line − value) / line)^power of those below the line.

    With power 0 the share of people below it, with 1 also how far below. A value at the line is not below it.

    Args, errors and unknowns: as `lorenz`; nan where there are no people.

    Raises:
        ValueError: also for a line that is not above 0, or a power below 0.

    Source: docs/methods.md#ungleich-verteilt
    """
    values, people = _known(values, people)
    if not (math.isfinite(line) and line > 0 and power >= 0):
        raise ValueError("the line must be above 0, the power at least 0")
    short = np.where(values < line, ((line - np.minimum(values, line)) / line) ** power, 0.0)
    return _mean(short, people)


def best_to_neediest(values: np.ndarray, people: np.ndarray, need: np.ndarray, share: float = 1 / 3) -> float:
    """What a person of the third with least need has, as a multiple of what one of the neediest third has.

    The thirds are thirds of people: a unit, or units of equal need, across the cut belong to a third in proportion.

    Args, errors and unknowns: as `concentration`; nan also where the neediest have nothing.

    Raises:
        ValueError: also for a share that is not above 0 and up to a half.

    Source: docs/methods.md#ungleich-verteilt
    """
    values, people, need = _known(values, people, signed=need)
    if not 0 < share <= 0.5:
        raise ValueError("a share must be above 0, up to a half")
    curve = _curve(-need, values, people)
    if not len(curve.people):
        return math.nan
    first = float(np.interp(share, curve.people, curve.amount))
    rest = float(np.interp(1 - share, curve.people, curve.amount))
    return (1 - rest) / first if first > 0 else math.nan


def dissimilarity(group: np.ndarray, others: np.ndarray) -> float:
    """Half the sum of |share of the group − share of the others| over areas: who would have to move, 0 to 1.

    Args, errors and unknowns: two counts (n,) as `lorenz`; nan where a side is empty.

    Source: docs/methods.md#ungleich-verteilt
    """
    group, others = _known(group, others)
    if not (group.sum() > 0 and others.sum() > 0):
        return math.nan
    return float(np.abs(group / group.sum() - others / others.sum()).sum() / 2)


def geographic_disparity(amount: np.ndarray, people: np.ndarray) -> np.ndarray:
    """Share of the whole amount in each area minus its share of the people, percentage points; they add up to 0.

    Args:
        amount: (n,) in each area, such as places.
        people: (n,) for whom it is.

    Returns:
        (n,) nan where an area is unknown (the shares are then of the known areas), or all where a side is nothing.

    Raises:
        ValueError: as `lorenz`.

    Source: docs/methods.md#gerechte-verteilung
    """
    found = np.full(len(amount), np.nan)
    known = ~(np.isnan(amount) | np.isnan(people))
    amount, people = _known(amount, people)
    if amount.sum() > 0 and people.sum() > 0:
        found[known] = 100 * (amount / amount.sum() - people / people.sum())
    return found


def demographic_disparity(
    amount: np.ndarray, share_pct: np.ndarray, city_pct: float, city_margin_pct: float = 0.0
) -> Disparity:
    """The share of a group where the resource is, minus its share in the city.

    How far chance takes it is judged as if the facilities were drawn anew, with the same chance for each, from those
    there are: the standard error of a mean of which each facility has its amount as weight.

    Args:
        amount: (n,) of each facility, such as places.
        share_pct: (n,) of the group in the area the facility is in, percent.
        city_pct: of the group in the city, percent; nan unknown.
        city_margin_pct: its margin (90 of 100 cases) where it comes from a survey; 0 from a register.

    Returns:
        nan and not beyond where there is no amount; fewer than two facilities have no fluctuation, so nan.

    Raises:
        ValueError: as `lorenz`, or a negative margin.

    Source: docs/methods.md#gerechte-verteilung
    """
    amount, share_pct = _known(amount, share_pct)
    mean = _mean(share_pct, amount)
    some = int((amount > 0).sum())
    error = math.nan
    if some > 1:
        error = math.sqrt(float((amount**2 * (share_pct - mean) ** 2).sum())) / float(amount.sum())
    return judged(mean - city_pct, error, city_margin_pct)


def judged(points: float, error: float, margin: float = 0.0) -> Disparity:
    """A difference beside its usual fluctuation.

    Args:
        points: the difference before rounding, percentage points.
        error: standard error of one side.
        margin: of the other side, 90 of 100 cases.

    Raises:
        ValueError: a negative error or margin.

    Source: docs/methods.md#gerechte-verteilung
    """
    if error < 0 or margin < 0:
        raise ValueError("an error and a margin must be at least 0")
    usual = USUAL * math.hypot(error, margin / OF_MARGIN)
    return Disparity(points, usual, abs(points) > usual)


def _curve(order_by: np.ndarray, values: np.ndarray, people: np.ndarray) -> Lorenz:
    """Cumulated shares in rising order; equal ones are one step."""
    amount = values * people
    if not (len(amount) and amount.sum() > 0):
        return Lorenz(np.empty(0), np.empty(0))
    _, step = np.unique(order_by, return_inverse=True)
    summed = (np.cumsum(np.bincount(step, weights=each)) for each in (people, amount))
    people, amount = (np.concatenate([[0.0], each / each[-1]]) for each in summed)
    return Lorenz(people, amount)


def _index(curve: Lorenz) -> float:
    if not len(curve.people):
        return math.nan
    return float(1 - (np.diff(curve.people) * (curve.amount[1:] + curve.amount[:-1])).sum())


def _mean(values: np.ndarray, people: np.ndarray) -> float:
    return float((values * people).sum() / people.sum()) if people.sum() > 0 else math.nan


def _known(*counts: np.ndarray, signed: np.ndarray | None = None) -> tuple[np.ndarray, ...]:
    """The numbers of units of which all are known, `signed` last."""
    columns = [np.asarray(each, dtype=np.float64) for each in counts]
    if any((each < 0).any() for each in columns):
        raise ValueError("numbers must be at least 0")
    if signed is not None:
        columns.append(np.asarray(signed, dtype=np.float64))
    if len({each.shape for each in columns}) != 1 or columns[0].ndim != 1:
        raise ValueError("the numbers belong together: one of each for a unit")
    if any(np.isinf(each).any() for each in columns):
        raise ValueError("numbers must be finite")
    known = ~np.isnan(columns).any(axis=0)
    return tuple(each[known] for each in columns)

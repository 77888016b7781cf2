"""Other means to the same ends: an attacker who asks for every whole number, the least loss by trying all subsets,
and a simple greedy that adds the cheapest cell beside."""

import itertools
from dataclasses import replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from sozialraum.analysis.protection.system import State, System


def possible(system: System, withheld: np.ndarray, cell: int, enough: int) -> int:
    """How many whole numbers are possible for a cell, counted one by one up to `enough`."""
    unknown = withheld | (system.state == State.NEVER)
    far = 100 + 2 * np.abs(system.value).max()
    least = np.where(unknown, system.least, system.value)
    most = np.where(unknown, np.minimum(system.most, system.value + far), system.value)
    count, around = 1, 1
    truth = int(system.value[cell])
    while count < enough and around <= enough:
        for value in (truth - around, truth + around):
            if least[cell] <= value <= most[cell]:
                low, high = least.copy(), most.copy()
                low[cell] = high[cell] = value
                rows = LinearConstraint(system.relations, system.low, system.high)
                answer = milp(
                    np.zeros(len(least)), integrality=np.ones(len(least)), bounds=Bounds(low, high), constraints=rows
                )
                count += int(answer.status == 0)
        around += 1
    return min(count, enough)


def unguessed(system: System) -> System:
    """The same for somebody who does not guess that few are few."""
    return replace(system, most=np.where(system.guess, np.inf, system.most))


def short(system: System, withheld: np.ndarray, cell: int) -> bool:
    """Too few values are left: neither `needs` under a right guess, nor two there and `needs` without."""
    needs = int(system.needs[cell])
    guessed = possible(system, withheld, cell, needs)
    if guessed >= needs:
        return False
    return guessed < min(needs, 2) or possible(unguessed(system), withheld, cell, needs) < needs


def worked_out(system: System, withheld: np.ndarray, apart: tuple[int, ...] = ()) -> list[int]:
    """Secrets of which too few values are left in both readings."""
    secret = (withheld | (system.state == State.NEVER)) & (system.needs > 0)
    return [int(cell) for cell in np.flatnonzero(secret) if cell not in apart and short(system, withheld, int(cell))]


def least_loss(system: System) -> float:
    """The smallest loss of all subsets of the OPEN cells in which every cell has all values that withholding all
    leaves it: `needs` under a right guess where that is possible, else two there and `needs` without the guess.
    """
    open_ = np.flatnonzero(system.state == State.OPEN)
    hidden = system.state == State.HIDDEN
    everything = hidden | (system.state == State.OPEN)
    apart = tuple(worked_out(system, everything))
    content = short_of_needs(system, everything)
    subsets = [one for size in range(len(open_) + 1) for one in itertools.combinations(open_, size)]
    for subset in sorted(subsets, key=lambda one: float(system.weight[list(one)].sum())):
        withheld = hidden.copy()
        withheld[list(subset)] = True
        if not worked_out(system, withheld, apart) and short_of_needs(system, withheld) <= content:
            return float(system.weight[list(subset)].sum())
    raise AssertionError("withholding all is safe")


def short_of_needs(system: System, withheld: np.ndarray) -> set[int]:
    """Secrets without `needs` values under a right guess."""
    secret = np.flatnonzero((withheld | (system.state == State.NEVER)) & (system.needs > 0))
    return {int(one) for one in secret if possible(system, withheld, int(one), system.needs[one]) < system.needs[one]}


def greedy(system: System) -> tuple[np.ndarray, float]:
    """Withheld cells and their loss: the cheapest OPEN cell in a relation with what is unknown around a secret.

    As demanding as `least_loss`: two values under a right guess are enough only where no choice leaves `needs`.
    """
    withheld = system.state == State.HIDDEN
    content = short_of_needs(system, withheld | (system.state == State.OPEN))
    given_up: list[int] = []
    while True:
        asking = {*worked_out(system, withheld), *(short_of_needs(system, withheld) - content)}
        short = sorted(asking - set(given_up))
        if not short:
            chosen = withheld & (system.state == State.OPEN)
            return withheld, float(system.weight[chosen].sum())
        partner = beside(system, withheld, short[0])
        if partner is None:
            given_up.append(short[0])
        else:
            withheld[partner] = True


def beside(system: System, withheld: np.ndarray, cell: int) -> int | None:
    """The cheapest OPEN cell that stands in a relation with what is unknown around this cell."""
    unknown = withheld | (system.state == State.NEVER)
    reached = np.zeros(len(unknown), dtype=bool)
    reached[cell] = True
    while True:
        rows = np.flatnonzero(abs(system.relations) @ reached.astype(float))
        near = np.zeros(len(unknown), dtype=bool)
        near[np.unique(system.relations[rows].indices)] = True
        more = reached | (near & unknown)
        if (more == reached).all():
            break
        reached = more
    choice = np.flatnonzero(near & ~unknown & (system.state == State.OPEN) & (system.value > 0))
    return int(min(choice, key=lambda one: (system.weight[one], one))) if len(choice) else None

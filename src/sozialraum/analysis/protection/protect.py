"""Which cells are withheld: those that are secret for themselves, and those that protect them with the least loss."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import numpy as np

from sozialraum.analysis.protection.components import Core, core_of, part_of
from sozialraum.analysis.protection.flows import Around, Proofs, given_back, grown
from sozialraum.analysis.protection.optimum import STEPS, Work, hundredths, lower_bound, optimum
from sozialraum.analysis.protection.system import Protection, State, System

TWO = 1.0  # the width of two possible values


def protected(system: System, work: Work | None = None, told: Callable[[int, int], None] | None = None) -> Protection:
    """The cells that are withheld.

    A cell is safe when `needs` values stay possible even for somebody who guesses rightly that few are few (`guess`).
    Where no answer reaches that (a total of 2 of which both parts are 1), two values for him and `needs` for
    everybody else are enough.

    Args:
        system: cells, relations and what each cell needs.
        work: how much is searched for the best answer.
        told: told after each step how many secrets are safe, and of how many.

    Raises:
        ValueError: values that break a relation or a limit.

    Source: docs/methods.md#sekundaersperrung
    """
    core = core_of(system)
    proofs, around, beyond = Proofs(core), Around(core), set[int]()
    chosen = grown(core, np.zeros(len(core.cells), dtype=bool), beyond, proofs, around, told, everywhere=False)
    chosen, bound = _better(core, chosen, beyond, proofs, around, work or Work(), told)
    unsafe, met = set[int](), set[int]()
    while beyond - met:
        fresh = beyond - met
        met |= fresh
        chosen = grown(replace(core, width=_only(core, fresh, TWO)), chosen, unsafe, proofs, around, told)
        unguessed = replace(core, up=core.sure, width=_only(core, fresh, np.inf))
        chosen = grown(unguessed, chosen, unsafe, deepcopy(proofs), around, told)
        chosen = grown(core, chosen, beyond, proofs, around, told, everywhere=False)
    withheld = system.state == State.HIDDEN
    withheld[core.cells[chosen]] = True
    lost = np.bincount(core.component, np.where(chosen, hundredths(core), 0), len(bound))
    best = lost <= bound
    exact = np.ones(len(withheld), dtype=bool)
    exact[core.cells] = best[core.component]
    loss = float(system.weight[withheld & (system.state == State.OPEN)].sum())
    proven = loss if best.all() else float(np.minimum(bound, lost).sum() / STEPS)
    return Protection(withheld, loss, proven, exact, _unprotected(system, core, chosen, unsafe))


def _better(
    core: Core,
    chosen: np.ndarray,
    beyond: set[int],
    proofs: Proofs,
    around: Around,
    work: Work,
    told: Callable[[int, int], None] | None,
) -> tuple[np.ndarray, np.ndarray]:
    """The choice with a smaller loss where one was found, and what no choice of each component can go below."""
    count = int(core.component.max()) + 1 if len(core.component) else 0
    told_of = core.width.copy()
    told_of[list(beyond)] = 0  # these are content with less than they ask for
    bound = lower_bound(replace(core, width=told_of), work)
    kept = given_back(core, chosen, beyond, proofs, around, work.trials)
    sizes = np.bincount(core.component, minlength=count)
    spoilt = np.unique(core.component[list(beyond)]) if beyond else np.zeros(0, dtype=int)
    small = np.setdiff1d(np.flatnonzero(sizes <= work.component), spoilt)
    if not len(small):
        return kept, bound
    part, places = part_of(core, small)
    found = optimum(part, work, told)
    bound[small] = np.maximum(bound[small], found.bound)
    cost = hundredths(part)
    lost: set[int] = set()
    theirs = grown(part, found.chosen, lost, Proofs(part), Around(part), told, everywhere=False)
    sums = [np.bincount(part.component, np.where(one, cost, 0), len(small)) for one in (theirs, kept[places])]
    cheaper = (sums[0] < sums[1]) | ((sums[0] == sums[1]) & (sums[0] <= found.bound))  # of equals: earlier keys
    cheaper[part.component[list(lost)]] = False
    taken = cheaper[part.component]
    kept[places[taken]] = theirs[taken]
    proofs.drop(proofs.moving(places[taken]))
    return grown(core, kept, beyond, proofs, around, told, everywhere=False), bound


def _only(core: Core, cells: set[int], most: float) -> np.ndarray:
    """(core,) The width asked for of these cells, or `most` where that is less; 0 for all others."""
    asked, own = np.zeros(len(core.cells)), sorted(cells)
    asked[own] = np.minimum(core.width[own], most)
    return asked


def _unprotected(system: System, core: Core, chosen: np.ndarray, exempt: set[int]) -> tuple[int, ...]:
    """Places of cells that nothing protects, those included that are fixed by what anybody knows beforehand."""
    inside = np.zeros(len(system.keys), dtype=bool)
    inside[core.cells] = True
    secret = (system.state == State.HIDDEN) | (system.state == State.NEVER)
    fixed = np.flatnonzero(secret & (system.needs > 1) & ~inside)
    exposed = {int(core.cells[one]) for one in exempt if chosen[one] or not core.choice[one]}
    return tuple(sorted({int(one) for one in fixed} | exposed))

"""Which cells are withheld: those that are secret for themselves, and those that protect them with the least loss."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sozialraum.analysis.protection.components import Core, core_of, part_of
from sozialraum.analysis.protection.flows import grown
from sozialraum.analysis.protection.giving_back import given_back
from sozialraum.analysis.protection.limits import tightened
from sozialraum.analysis.protection.optimum import STEPS, Work, hundredths, lower_bound, optimum
from sozialraum.analysis.protection.proofs import Proofs
from sozialraum.analysis.protection.surroundings import ALL, FURTHER, Around
from sozialraum.analysis.protection.system import Protection, State, System

TWO = 1.0  # the width of two possible values


def protected(system: System, work: Work | None = None, told: Callable[[int, int], None] | None = None) -> Protection:
    """The cells that are withheld.

    A cell is safe when `needs` values stay possible even for somebody who guesses rightly that few are few (`guess`).
    The second reading, two values for him and `needs` for everybody else, begins for a cell as soon as its own limits
    and those of all others in its relations leave no room for the first, or no flow of whole numbers among the cells
    around it (the second of `SIZES`, 300, in each direction) reaches it. Its flows are then looked for in the whole
    component; a cell for which none is found there is `unsafe`. With more search some cells might reach the first.

    Args:
        system: cells, relations and what each cell needs.
        work: how much is searched for the best answer.
        told: told after each step how many secrets are safe, and of how many.

    Raises:
        ValueError: values that break a relation or a limit.

    Source: docs/methods.md#sekundaersperrung
    """
    told_before = core_of(system)
    core = tightened(told_before)
    proofs, around, beyond = Proofs(core), Around(core), set[int]()
    chosen = grown(core, np.zeros(len(core.cells), dtype=bool), beyond, proofs, around, told)
    chosen, bound = _better(core, chosen, beyond, proofs, work or Work(), told)
    unsafe, met = set[int](), set[int]()
    while beyond - met:
        fresh = beyond - met
        met |= fresh
        chosen = grown(replace(core, width=_only(core, fresh, TWO)), chosen, unsafe, proofs, around, told, FURTHER)
        unguessed = tightened(replace(told_before, up=told_before.sure, width=_only(core, fresh, np.inf)))
        chosen = grown(unguessed, chosen, unsafe, proofs.copy(core), around, told, FURTHER)
        chosen = grown(core, chosen, beyond, proofs, around, told)
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
    work: Work,
    told: Callable[[int, int], None] | None,
) -> tuple[np.ndarray, np.ndarray]:
    """The choice with a smaller loss where one was found, and what no choice of each component can go below."""
    count = int(core.component.max()) + 1 if len(core.component) else 0
    told_of = core.width.copy()
    told_of[list(beyond)] = 0  # these are content with less than they ask for
    bound = lower_bound(replace(core, width=told_of), work)
    kept = given_back(core, chosen, beyond, proofs, work.trials)
    sizes = np.bincount(core.component, minlength=count)
    spoilt = np.unique(core.component[list(beyond)]) if beyond else np.zeros(0, dtype=int)
    small = np.setdiff1d(np.flatnonzero(sizes <= work.component), spoilt)
    if not len(small):
        return kept, bound
    part, places = part_of(core, np.isin(core.component, small))
    found = optimum(part, work, told)
    bound[small] = np.maximum(bound[small], found.bound)
    lost = [_lost(part, one) for one in (found.chosen, kept[places])]
    equal = (lost[0] == lost[1]) & (lost[0] <= found.bound)  # of equals: earlier keys
    other = np.bincount(part.component, found.chosen != kept[places], len(small)) > 0
    wished = small[other & ((lost[0] < lost[1]) | equal)]
    if len(wished):
        best = kept.copy()
        best[places] = found.chosen
        _taken(core, kept, np.isin(core.component, wished), best, proofs, told)
    return kept, bound


def _taken(
    core: Core,
    kept: np.ndarray,
    within: np.ndarray,
    best: np.ndarray,
    proofs: Proofs,
    told: Callable[[int, int], None] | None,
) -> None:
    """Writes the best choice of some components into the one kept, where flows among what is unknown prove it."""
    part, places = part_of(core, within & (best | ~core.choice))
    unproven, theirs = set[int](), Proofs(part)
    grown(part, best[places], unproven, theirs, Around(part), told, ALL)
    proven = within & ~np.isin(core.component, core.component[places[list(unproven)]])
    kept[proven] = best[proven]
    proofs.drop(proofs.moving(np.flatnonzero(proven)))
    for cells, far in theirs.flows():
        if proven[places[cells[0]]]:
            proofs.add(core, places[cells], far)


def _lost(core: Core, chosen: np.ndarray) -> np.ndarray:
    """(components,) What a choice costs, in hundredths."""
    return np.bincount(core.component, np.where(chosen, hundredths(core), 0), int(core.component.max()) + 1)


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

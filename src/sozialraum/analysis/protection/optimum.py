"""The choice with the least loss, by cuts: the cheapest choice that fulfils all cuts known so far is attacked, and
each cell that falls short adds the cuts that say why.

Cuts that share no cell are solved apart from each other. Nothing here is bounded by time.
Source: Fischetti and Salazar-González (2001), Management Science 47(7): delayed cuts for cell suppression.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix

from sozialraum.analysis.protection.components import NEARLY, Core, component_of
from sozialraum.analysis.protection.cuts import Cut, lone_cuts, near_cut, price_cuts
from sozialraum.analysis.protection.solver import cheapest, smallest_whole
from sozialraum.analysis.protection.spread import spread

TOGETHER = 1_500  # cells in one linear program of several blocks
STEPS = 100.0  # weights are counted in hundredths
VIOLATED = 1e-3
ALONE = 4  # cells of a block that are attacked one by one in each round: the cuts of a few often help all
INSIDE = 0.1  # cuts are looked for at a point so far from the edge: they bite more deeply


@dataclass(frozen=True)
class Work:
    """How much work is spent on the best choice; where it is used up, the one found quickly stays."""

    shares: int = 40  # times a choice in shares of cells is attacked, which finds cuts cheaply
    rounds: int = 60  # times a choice in whole cells is attacked
    nodes: int = 2_000  # of the search in each block of cuts
    component: int = 1_000  # cells in a component in which the best choice is searched for at all
    trials: int = 3_000  # cells of a choice found quickly that are told again if they can
    block: int = 4_000  # cells in a block of cuts that is still solved in whole numbers


@dataclass(frozen=True)
class Choice:
    """The best choice found."""

    chosen: np.ndarray  # (core,) OPEN cells that are withheld
    bound: np.ndarray  # (components,) no choice has a smaller loss there, in hundredths
    exempt: frozenset[int]  # cells that nothing protects
    safe: bool  # the attack found nothing; False: the rounds were used up


def hundredths(core: Core) -> np.ndarray:
    """(core,) Weights as whole numbers, so that two losses are equal or differ by one at least."""
    return np.maximum(np.floor(core.weight * STEPS + NEARLY), 1.0)


def optimum(core: Core, work: Work, told: Callable[[int, int], None] | None = None) -> Choice:
    """The safe choice with the least loss; of equally good ones, one with earlier cells."""
    size = len(core.cells)
    share, width = np.zeros(size), core.width.copy()
    block_bound = np.zeros(size)
    cuts: list[Cut] = []
    seen: set[tuple[bytes, bytes]] = set()
    exempt = {int(one) for one in np.flatnonzero(~core.choice & (core.down + core.up < width - NEARLY))}
    moved: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    far, inside = float(width.max(initial=0)), INSIDE
    for attempt in range(work.shares + work.rounds):
        whole = attempt >= work.shares
        if attempt == work.shares:
            moved = {}
            every = np.unique(np.concatenate([cut.columns for cut in cuts])) if cuts else np.zeros(0, dtype=int)
            cuts = _solved(core, cuts, every, share, block_bound, exempt, work, whole)
        dirty = _taken(lone_cuts(core, np.where(core.choice, share, 1)), cuts, seen, exempt)
        while len(dirty):
            cuts = _solved(core, cuts, dirty, share, block_bound, exempt, work, whole)
            dirty = _taken(lone_cuts(core, np.where(core.choice, share, 1)), cuts, seen, exempt)
        unknown = np.where(core.choice, share, 1.0)
        if not whole:
            pool = np.unique(np.concatenate([cut.columns for cut in cuts])) if cuts else np.zeros(0, dtype=int)
            unknown[pool] = np.maximum(unknown[pool], inside)
        width[list(exempt)] = 0
        need = np.where(core.choice, width * share, width)
        secret = np.flatnonzero(need > 0)
        room = unknown * (
            np.maximum(core.down, core.up) if whole else np.minimum(np.maximum(core.down, core.up), far)
        )
        wanted = np.array([cell for cell in secret if not _still(moved.get(int(cell)), room)], dtype=int)
        found = spread(core, unknown, wanted, need, ALONE)
        moved |= found.moved
        new: list[Cut] = []
        for cell, prices in sorted(found.prices.items()):
            priced = price_cuts(core, cell, prices)
            violated = [cut for cut in priced if cut.factors @ share[cut.columns] < cut.least - VIOLATED]
            if whole and not violated:
                violated = [near_cut(core, cell, unknown > 0, found.mark == found.mark[cell])]
            new.extend(violated)
        if told:
            told(len(secret) - len(wanted) + len(found.moved), len(secret))
        if whole and len(found.moved) == len(wanted):
            return Choice(share > 0, _by_component(core, block_bound), frozenset(exempt), True)
        before = len(exempt)
        dirty = _taken(new, cuts, seen, exempt)
        if not len(dirty) and len(exempt) == before and len(found.moved) + len(found.prices) == len(wanted):
            if whole:
                break
            if inside == 0:
                work = replace(work, shares=attempt + 1)
            inside = 0.0
        cuts = _solved(core, cuts, dirty, share, block_bound, exempt, work, whole)
    return Choice(share > 0.5, _by_component(core, block_bound), frozenset(exempt), False)


def lower_bound(core: Core, work: Work) -> np.ndarray:
    """(components,) What no choice can go below, in hundredths: cuts of cells alone in an equation, in shares."""
    share, block_bound = np.zeros(len(core.cells)), np.zeros(len(core.cells))
    cuts: list[Cut] = []
    seen: set[tuple[bytes, bytes]] = set()
    exempt: set[int] = set()
    for _ in range(work.shares):
        dirty = _taken(lone_cuts(core, np.where(core.choice, share, 1)), cuts, seen, exempt)
        if not len(dirty):
            break
        cuts = _solved(core, cuts, dirty, share, block_bound, exempt, work, whole=False)
    return _by_component(core, block_bound)


def _still(moved: tuple[np.ndarray, np.ndarray] | None, room: np.ndarray) -> bool:
    """Whether what proved a cell safe is still possible."""
    return moved is not None and bool((moved[1] <= room[moved[0]] + NEARLY).all())


def _taken(new: Iterable[Cut], cuts: list[Cut], seen: set[tuple[bytes, bytes]], exempt: set[int]) -> np.ndarray:
    """Adds new cuts and returns their cells. A cut that not even withholding all fulfils exempts its owner."""
    touched = []
    for cut in new:
        if cut.owner in exempt:
            continue
        if cut.factors[cut.factors > 0].sum() < cut.least - 1e-5:
            exempt.add(cut.owner)
            touched.append(np.concatenate([one.columns for one in cuts if one.owner == cut.owner] or [cut.columns]))
            continue
        key = (cut.columns.tobytes(), np.round(cut.factors, 6).tobytes())
        if key not in seen:
            seen.add(key)
            cuts.append(cut)
            touched.append(cut.columns)
    return np.unique(np.concatenate(touched)) if touched else np.zeros(0, dtype=int)


def _solved(
    core: Core,
    cuts: list[Cut],
    dirty: np.ndarray,
    share: np.ndarray,
    block_bound: np.ndarray,
    exempt: set[int],
    work: Work,
    whole: bool,
) -> list[Cut]:
    """Solves the blocks of cuts that have changed; writes share and block_bound. Returns the cuts still asked for."""
    cuts = [cut for cut in cuts if cut.owner not in exempt]
    if not len(dirty):
        return cuts
    matrix = _as_matrix(cuts, len(core.cells))
    least = np.array([cut.least for cut in cuts])
    label_of_cut, label = component_of(matrix)
    changed = np.unique(label[dirty])
    columns = np.flatnonzero(np.isin(label, changed))
    rows = np.flatnonzero(np.isin(label_of_cut, changed))
    share[columns], block_bound[columns] = 0, 0
    columns = columns[np.argsort(label[columns], kind="stable")]
    rows = rows[np.argsort(label_of_cut[rows], kind="stable")]
    column_label, row_label = label[columns], label_of_cut[rows]
    start, size = 0, 0
    for at, block in enumerate(changed):
        size += int(np.searchsorted(column_label, block, "right") - np.searchsorted(column_label, block, "left"))
        if size < TOGETHER and at + 1 < len(changed):
            continue
        wanted = changed[start : at + 1]
        first, last = _from_to(column_label, wanted)
        top, end = _from_to(row_label, wanted)
        own = rows[top:end]
        _blocks(
            core, matrix[own][:, columns[first:last]], least[own], columns[first:last], column_label[first:last],
            row_label[top:end], share, block_bound, work, whole,
        )  # fmt: skip
        start, size = at + 1, 0
    return cuts


def _blocks(
    core: Core,
    matrix: csr_matrix,
    least: np.ndarray,
    columns: np.ndarray,
    label: np.ndarray,
    label_of_row: np.ndarray,
    share: np.ndarray,
    block_bound: np.ndarray,
    work: Work,
    whole: bool,
) -> None:
    """One linear program for all blocks; those it leaves undecided are searched one by one."""
    exact, cost = hundredths(core)[columns], np.zeros(len(columns))
    for block in np.unique(label):
        own = np.flatnonzero(label == block)
        # of equal losses the one with earlier cells: all ranks together weigh less than half of the smallest step
        ranks = np.argsort(np.argsort(columns[own])) + 1.0
        cost[own] = exact[own] + 0.5 * ranks / (ranks.sum() + 1)
    endless = np.full(len(least), np.inf)
    answer = cheapest(cost, matrix.tocsc(), least, endless, np.zeros(len(cost)), np.ones(len(cost)))
    x = np.full(len(cost), 0.5) if answer is None else answer
    rounded = np.where(np.abs(x - np.round(x)) < NEARLY, np.round(x), x)
    fulfilled = matrix @ np.round(rounded) >= least - 1e-5
    for block in np.unique(label):
        own, rows = np.flatnonzero(label == block), np.flatnonzero(label_of_row == block)
        z = rounded[own]
        first = columns[own].min()
        if (z == np.round(z)).all() and fulfilled[rows].all():
            share[columns[own]] = z
            block_bound[first] = exact[own] @ z
            continue
        if not whole or len(own) > work.block:
            share[columns[own]] = 1.0 if answer is None else (np.ceil(z) if whole else z)
            block_bound[first] = 0 if answer is None else np.ceil(cost[own] @ x[own] - 0.5 - 1e-3)
            continue
        best = smallest_whole(
            cost[own],
            matrix[rows][:, own],
            least[rows],
            endless[rows],
            np.zeros(len(own)),
            np.ones(len(own)),
            np.ones(len(own), dtype=bool),
            work.nodes,
        )
        if best is None:
            share[columns[own]] = 1.0
            continue
        share[columns[own]] = best.x
        found = exact[own] @ best.x
        block_bound[first] = found if best.proven else max(np.ceil(best.bound - 0.5 - 1e-3), 0)


def _from_to(labels: np.ndarray, blocks: np.ndarray) -> tuple[int, int]:
    return int(np.searchsorted(labels, blocks[0], "left")), int(np.searchsorted(labels, blocks[-1], "right"))


def _as_matrix(cuts: list[Cut], size: int) -> csr_matrix:
    if not cuts:
        return csr_matrix((0, size))
    counted = [len(cut.columns) for cut in cuts]
    factors = np.concatenate([cut.factors for cut in cuts])
    columns = np.concatenate([cut.columns for cut in cuts])
    return csr_matrix((factors, columns, np.r_[0, np.cumsum(counted)]), shape=(len(cuts), size))


def _by_component(core: Core, block_bound: np.ndarray) -> np.ndarray:
    return np.bincount(core.component, block_bound, int(core.component.max()) + 1 if len(core.component) else 0)

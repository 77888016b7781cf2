"""A safe choice found quickly: each secret is given the cheapest flow, and every flow is kept as a proof."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_matrix

from sozialraum.analysis.protection.components import NEARLY, Core, entries
from sozialraum.analysis.protection.limits import narrow
from sozialraum.analysis.protection.proofs import Flow, Proofs, fits
from sozialraum.analysis.protection.solver import cheapest, smallest_whole
from sozialraum.analysis.protection.surroundings import NEARBY, Around

TOGETHER = 3_000  # cells in one linear program of several secrets
CAP = 4.0  # a flow moves no cell further than so many times what its secret asks for
NODES = 200  # of the search for a flow of whole numbers
AT_REST = 1e-4  # what it costs to move a cell that is unknown anyway: short flows are whole more often
MISSING = 1e7  # cost of each unit a secret falls short of


@dataclass(frozen=True)
class Look:
    """One secret, which way it is driven, and the cells and rows between which its flow is looked for."""

    cell: int
    wanted: float
    near: np.ndarray


def grown(
    core: Core,
    chosen: np.ndarray,
    exempt: set[int],
    proofs: Proofs,
    around: Around,
    told: Callable[[int, int], None] | None = None,
    tiers: tuple[int, ...] = NEARBY,
) -> np.ndarray:
    """(core,) A choice that holds `chosen`, with a proof for every secret but those added to exempt.

    Args:
        tiers: which surroundings flows are looked for in, one after another, before a secret is given up.
    """
    chosen = chosen.copy()
    step = np.zeros(len(core.cells), dtype=int)  # how often a flow was looked for in vain: the other way, then wider
    exempt |= {int(one) for one in np.flatnonzero(~core.choice & narrow(core))}
    while True:
        secret = (~core.choice | chosen) & (core.width > 0)
        secret[list(exempt)] = False
        todo = np.flatnonzero(secret & ~proofs.wide(core.width))
        if told:
            told(int(secret.sum()) - len(todo), int(secret.sum()))
        if not len(todo):
            return chosen
        waiting = todo[np.lexsort((todo, step[todo]))]
        while len(waiting):
            batch, waiting = _batch(core, waiting, step, around, proofs, tiers)
            if batch:
                _one_program(core, batch, step, chosen, exempt, proofs, tiers)


def whole_flow(core: Core, look: Look, cost: np.ndarray) -> Flow | None:
    """The cheapest flow between these cells, of whole numbers as far as so many nodes find one."""
    near, count = look.near, len(look.near)
    limit = CAP * max(abs(look.wanted), 1.0)
    matrix, rows = _body(core, near, np.searchsorted(near, [look.cell]), [look], 0)
    low, high = np.r_[core.low[rows], abs(look.wanted)], np.r_[core.high[rows], np.inf]
    upper = np.r_[np.minimum(core.up[near], limit), np.minimum(core.down[near], limit)]
    costs, lower = np.r_[cost, cost], np.zeros(2 * count)
    x = cheapest(costs, matrix, low, high, lower, upper)
    found = None if x is None else _moved(core, near, x)
    if x is None or found is not None:
        return found
    answer = smallest_whole(costs, matrix, low, high, lower, upper, np.tile(core.whole[near], 2), NODES)
    return None if answer is None else _moved(core, near, answer.x)


def wanted(core: Core, cell: int, other_way: bool, proofs: Proofs) -> float:
    """How far a secret is to move: up or down, where it has more room left, as far as what is shown falls short."""
    up, down = core.up[cell] - proofs.high[cell], core.down[cell] + proofs.low[cell]
    upwards = (up >= down) != other_way
    if (up if upwards else down) <= NEARLY:
        upwards = not upwards
    if upwards:
        return float(min(core.width[cell] + proofs.low[cell], core.up[cell]))
    return -float(min(core.width[cell] - proofs.high[cell], core.down[cell]))


def _batch(
    core: Core, waiting: np.ndarray, step: np.ndarray, around: Around, proofs: Proofs, tiers: tuple[int, ...]
) -> tuple[list[Look], np.ndarray]:
    """Secrets still to be proven whose surroundings share no relation, for one program; and those that wait on."""
    waiting = waiting[(core.width - (proofs.high - proofs.low) > NEARLY)[waiting]]
    taken = np.zeros(core.matrix.shape[0], dtype=bool)
    batch: list[Look] = []
    size, later = 0, list[int]()
    tier = np.array(tiers)[step[waiting] // 2]
    for place, cell in enumerate(waiting.tolist()):
        if size >= TOGETHER:
            return batch, np.r_[np.array(later, dtype=int), waiting[place:]]
        if not around.knows(cell, int(tier[place])):
            around.search(waiting[place:][tier[place:] == tier[place]].tolist(), int(tier[place]))
        near, rows = around.of(cell, int(tier[place]))
        if taken[rows].any():
            later.append(cell)
            continue
        taken[rows] = True
        batch.append(Look(cell, wanted(core, cell, bool(step[cell] % 2), proofs), near))
        size += len(near)
    return batch, np.array(later, dtype=int)


def _one_program(
    core: Core,
    batch: list[Look],
    step: np.ndarray,
    chosen: np.ndarray,
    exempt: set[int],
    proofs: Proofs,
    tiers: tuple[int, ...],
) -> None:
    near = np.concatenate([look.near for look in batch])
    first = np.cumsum([0, *(len(look.near) for look in batch)])
    at = np.array([first[number] + np.searchsorted(look.near, look.cell) for number, look in enumerate(batch)])
    far = np.abs([look.wanted for look in batch])
    most = np.repeat(np.maximum(far, 1.0), np.diff(first))
    cost = np.where(~core.choice[near] | chosen[near], 0.0, core.weight[near] / most) + AT_REST
    # what is driven lacks a part that costs more than any flow
    matrix, rows = _body(core, near, at, batch, len(batch))
    answer = cheapest(
        np.r_[cost, cost, np.full(len(batch), MISSING)],
        matrix,
        np.r_[core.low[rows], far],
        np.r_[core.high[rows], np.full(len(batch), np.inf)],
        np.zeros(matrix.shape[1]),
        np.r_[np.minimum(core.up[near], CAP * most), np.minimum(core.down[near], CAP * most), far],
    )
    if answer is None:
        raise RuntimeError("the linear program of a flow has no solution")
    count = len(near)
    moves, missing = answer[:count] - answer[count : 2 * count], answer[2 * count :]
    for number, look in enumerate(batch):
        shown = proofs.high[look.cell] if look.wanted > 0 else -proofs.low[look.cell]
        last = step[look.cell] // 2 == len(tiers) - 1  # a part of the way and a part of the other may be enough
        further = abs(look.wanted) - missing[number] - shown
        found = None
        if missing[number] <= NEARLY or (last and further >= 1 - NEARLY):
            own = slice(first[number], first[number + 1])
            moved = np.abs(moves[own]) > NEARLY
            found = _whole(core, look.near[moved], moves[own][moved])
            if found is None:
                found = whole_flow(core, look, cost[own])
        if found is None:
            _in_vain(core, look, step, tiers, exempt, proofs)
            continue
        proofs.add_with_likes(core, *found)
        chosen[found[0][core.choice[found[0]]]] = True


def _body(
    core: Core, near: np.ndarray, at: np.ndarray, batch: list[Look], lacking: int
) -> tuple[csc_matrix, np.ndarray]:
    """The relations between cells that move up or down, one row for each driven cell, and what may be lacking there.

    Returns:
        The matrix, and the rows of the core it holds.
    """
    place, count = entries(core.columns.indptr, near)
    rows, inverse = np.unique(core.columns.indices[place], return_inverse=True)
    data = core.columns.data[place]
    driven = np.zeros(len(near), dtype=int)
    driven[at] = 1
    start = np.r_[0, np.cumsum(count + driven)]
    kept = np.ones(start[-1], dtype=bool)
    ends = start[at + 1] - 1  # of each driven cell the last entry is its own row
    kept[ends] = False
    index, factor = np.empty(start[-1], dtype=np.int32), np.empty(start[-1])
    index[kept], factor[kept] = inverse, data
    index[ends], factor[ends] = len(rows) + np.arange(len(batch)), np.sign([look.wanted for look in batch])
    matrix = csc_matrix(
        (
            np.r_[factor, -factor, np.ones(lacking)],
            np.r_[index, index, len(rows) + np.arange(lacking)],
            np.r_[start, start[-1] + start[1:], 2 * start[-1] + 1 + np.arange(lacking)],
        ),
        shape=(len(rows) + len(batch), 2 * len(near) + lacking),
    )
    return matrix, rows


def _in_vain(
    core: Core, look: Look, step: np.ndarray, tiers: tuple[int, ...], exempt: set[int], proofs: Proofs
) -> None:
    """Next the other way, where there is room for it, then further around, then not at all."""
    cell = look.cell
    other_room = core.down[cell] + proofs.low[cell] if look.wanted > 0 else core.up[cell] - proofs.high[cell]
    step[cell] += 1 if step[cell] % 2 == 0 and other_room > NEARLY else 2 - step[cell] % 2
    if step[cell] >= 2 * len(tiers):
        exempt.add(cell)


def _moved(core: Core, near: np.ndarray, x: np.ndarray) -> Flow | None:
    far = x[: len(near)] - x[len(near) :]
    moved = np.abs(far) > NEARLY
    return _whole(core, near[moved], far[moved])


def _whole(core: Core, cells: np.ndarray, far: np.ndarray) -> Flow | None:
    near = np.where(core.whole[cells], np.round(far), far)
    return (cells, near) if fits(core, cells, near) else None

"""A safe choice found quickly: each secret is given the cheapest flow, and every flow is kept as a proof.

A flow is a table that differs from the true one and fits everything that is published. Flows stay possible whatever
else is withheld, so a secret that is proven safe once is safe for good, and one flow proves many secrets.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack

from sozialraum.analysis.protection.components import NEARLY, Core
from sozialraum.analysis.protection.solver import rows_of, smallest, smallest_whole

NEAR = (60, 300)  # cells around a secret between which a flow is looked for, first these, then those
EVERYWHERE = (1_500, 1_000_000)  # and then
TOGETHER = 3_000  # cells in one linear program of several secrets
CAP = 4.0  # a flow moves no cell further than so many times what its secret asks for
NODES = 200  # of the search for a flow of whole numbers
AT_REST = 1e-4  # what it costs to move a cell that is unknown anyway: short flows are whole more often
MISSING = 1e7  # cost of each unit a secret falls short of


class Proofs:
    """Flows found so far, and how far each cell moves in them."""

    def __init__(self, core: Core) -> None:
        size = len(core.cells)
        self.low = np.zeros(size)  # (core,) the lowest difference from the truth that a flow shows
        self.high = np.zeros(size)  # (core,)
        self._flows: dict[int, tuple[np.ndarray, np.ndarray]] = {}  # number -> cells, differences
        self._of: dict[int, set[int]] = {}  # cell -> numbers of the flows that move it
        self._next = 0

    def wide(self, width: np.ndarray) -> np.ndarray:
        """(core,) Whether enough is shown of each cell."""
        return np.asarray(self.high - self.low >= width - NEARLY)

    def add(self, core: Core, cells: np.ndarray, far: np.ndarray) -> int:
        """Keeps a flow under a new number.

        Raises:
            ValueError: it does not fit a relation or limit, or moves a count by a fraction.
        """
        if not fits(core, cells, far):
            raise ValueError("a flow that breaks a relation")
        number, self._next = self._next, self._next + 1
        self._flows[number] = (cells, far)
        for cell in cells:
            self._of.setdefault(int(cell), set()).add(number)
        np.maximum.at(self.high, cells, far)
        np.minimum.at(self.low, cells, far)
        return number

    def moving(self, cells: Iterable[int]) -> list[int]:
        """Numbers of the flows that move any of these cells."""
        return sorted({number for cell in cells for number in self._of.get(int(cell), ())})

    def drop(self, numbers: Iterable[int]) -> list[tuple[np.ndarray, np.ndarray]]:
        """Forgets these flows and returns them."""
        gone = [(number, self._flows.pop(number)) for number in numbers]
        touched = sorted({int(cell) for _, (cells, _) in gone for cell in cells})
        for number, (cells, _) in gone:
            for cell in cells:
                self._of[int(cell)].discard(number)
        self.low[touched], self.high[touched] = 0, 0
        for number in self.moving(touched):
            cells, far = self._flows[number]
            np.maximum.at(self.high, cells, far)
            np.minimum.at(self.low, cells, far)
        return [flow for _, flow in gone]


def fits(core: Core, cells: np.ndarray, far: np.ndarray) -> bool:
    """Whether a table with these differences from the truth is possible."""
    if (core.whole[cells] & (np.abs(far - np.round(far)) > NEARLY)).any():
        return False
    if (far > core.up[cells] + NEARLY).any() or (far < -core.down[cells] - NEARLY).any():
        return False
    part = core.columns[:, cells]
    sums = part @ far
    rounding = NEARLY + 1e-9 * (abs(part) @ np.abs(far))
    return bool((sums <= core.high + rounding).all() and (sums >= core.low - rounding).all())


def grown(
    core: Core,
    chosen: np.ndarray,
    exempt: set[int],
    proofs: Proofs,
    around: "Around",
    told: Callable[[int, int], None] | None = None,
    everywhere: bool = True,
) -> np.ndarray:
    """(core,) A choice that holds `chosen`, with a proof for every secret but those added to exempt.

    Args:
        everywhere: whether flows are looked for in the whole component before a secret is given up.
    """
    chosen = chosen.copy()
    step = np.zeros(len(core.cells), dtype=int)  # how often a flow was looked for in vain: the other way, then wider
    tiers = len(around.sizes) - (0 if everywhere else len(EVERYWHERE))
    exempt |= {int(one) for one in np.flatnonzero(~core.choice & narrow(core))}
    while True:
        secret = (~core.choice | chosen) & (core.width > 0)
        secret[list(exempt)] = False
        todo = np.flatnonzero(secret & ~proofs.wide(core.width))
        if told:
            told(int(secret.sum()) - len(todo), int(secret.sum()))
        if not len(todo):
            return chosen
        waiting = [int(cell) for cell in todo[np.lexsort((todo, step[todo]))]]
        while waiting:
            batch, waiting = _batch(core, waiting, step, around, proofs)
            if batch:
                _one_program(core, batch, step, chosen, exempt, proofs, tiers)


def narrow(core: Core) -> np.ndarray:
    """(core,) Secrets that their own limits leave too few values, whatever else is withheld."""
    whole_down, whole_up = np.floor(core.down + NEARLY), np.floor(core.up + NEARLY)
    room = np.where(core.whole, whole_down + whole_up, core.down + core.up)
    return np.asarray(room < core.width - NEARLY)


def given_back(
    core: Core, chosen: np.ndarray, exempt: set[int], proofs: Proofs, around: "Around", trials: int
) -> np.ndarray:
    """(core,) The choice without what it does not need, dearest first; so many cells are tried at most.

    Proofs that move a cell that is told again are replaced.
    """
    chosen = chosen.copy()
    order = np.lexsort((np.arange(len(core.cells)), -core.weight))
    for cell in order[chosen[order]][:trials]:
        chosen[cell] = False
        gone = proofs.drop(proofs.moving([int(cell)]))
        touched = np.unique(np.concatenate([cells for cells, _ in gone])) if gone else np.zeros(0, dtype=int)
        found: list[int] = []
        if not all(_shown(core, int(one), chosen, exempt, around, proofs, found) for one in touched):
            chosen[cell] = True
            proofs.drop(found)
            for cells, far in gone:
                proofs.add(core, cells, far)
    return chosen


def _shown(
    core: Core,
    cell: int,
    chosen: np.ndarray,
    exempt: set[int],
    around: "Around",
    proofs: Proofs,
    found: list[int],
) -> bool:
    """Whether a cell is safe among what is unknown anyway; new proofs are kept, their numbers added to found."""
    if cell in exempt or (core.choice[cell] and not chosen[cell]):
        return True
    for _ in range(2):  # up and down
        if proofs.high[cell] - proofs.low[cell] >= core.width[cell] - NEARLY:
            return True
        near = around.of(cell, 1)[0]
        near = near[~core.choice[near] | chosen[near]]
        flow = _whole_flow(core, _Look(cell, _wanted(core, cell, False, proofs), near), np.full(len(near), AT_REST))
        if flow is None:
            return False
        found.append(proofs.add(core, *flow))
    return bool(proofs.high[cell] - proofs.low[cell] >= core.width[cell] - NEARLY)


@dataclass(frozen=True)
class _Look:
    """One secret, which way it is driven, and the cells and rows between which its flow is looked for."""

    cell: int
    wanted: float
    near: np.ndarray


class Around:
    """Which cells near a cell may move in a flow of it, found once for all readings of a core."""

    def __init__(self, core: Core, sizes: tuple[int, ...] = NEAR + EVERYWHERE) -> None:
        self.sizes = sizes
        rows, columns = core.matrix, core.columns
        self._cells_of = [rows.indices[a:b].tolist() for a, b in pairwise(rows.indptr)]
        self._rows_of = [columns.indices[a:b].tolist() for a, b in pairwise(columns.indptr)]
        self._equal = core.equal.tolist()
        self._barred = (core.choice & narrow(core)).tolist()  # withheld, they would be told too much of themselves
        self._found: dict[tuple[int, int], tuple[np.ndarray, frozenset[int]]] = {}

    def of(self, cell: int, which: int) -> tuple[np.ndarray, frozenset[int]]:
        """Cells near this one along the relations, until there are so many or no more, and their rows."""
        if (cell, which) not in self._found:
            self._found[cell, which] = self._searched(cell, self.sizes[which])
        return self._found[cell, which]

    def _searched(self, cell: int, size: int) -> tuple[np.ndarray, frozenset[int]]:
        near, edge, rows = {cell}, [cell], set[int]()
        while edge and len(near) < size:
            fresh = {row for one in edge for row in self._rows_of[one]} - rows
            rows |= fresh
            edge = sorted({one for row in fresh for one in self._cells_of[row] if not self._barred[one]} - near)
            near.update(edge)
        kept = self._peeled(cell, near)
        return np.array(kept), frozenset(row for one in kept for row in self._rows_of[one])

    def _peeled(self, cell: int, near: set[int]) -> list[int]:
        """The cells without those that are alone in an equation, which cannot move; the cell itself stays."""
        counted: dict[int, int] = {}
        for one in near:
            for row in self._rows_of[one]:
                counted[row] = counted.get(row, 0) + 1
        left = set(near)
        alone = [row for row, count in counted.items() if count == 1 and self._equal[row]]
        while alone:
            row = alone.pop()
            stuck = [one for one in self._cells_of[row] if one in left and one != cell]
            for one in stuck:
                left.discard(one)
                for other in self._rows_of[one]:
                    counted[other] -= 1
                    if counted[other] == 1 and self._equal[other]:
                        alone.append(other)
        return sorted(left)


def _batch(
    core: Core, waiting: list[int], step: np.ndarray, around: Around, proofs: Proofs
) -> tuple[list[_Look], list[int]]:
    """Secrets still to be proven whose surroundings share no relation, for one program; and those that wait on."""
    taken: set[int] = set()
    open_ = (core.width - (proofs.high - proofs.low) > NEARLY).tolist()
    batch: list[_Look] = []
    size, later = 0, list[int]()
    for place, cell in enumerate(waiting):
        if not open_[cell]:
            continue
        if size >= TOGETHER:
            return batch, later + waiting[place:]
        near, rows = around.of(cell, int(step[cell]) // 2)
        if not taken.isdisjoint(rows):
            later.append(cell)
            continue
        taken |= rows
        batch.append(_Look(cell, _wanted(core, cell, bool(step[cell] % 2), proofs), near))
        size += len(near)
    return batch, later


def _wanted(core: Core, cell: int, other_way: bool, proofs: Proofs) -> float:
    """How far a secret is to move: up or down, where it has more room left, as far as what is shown falls short."""
    up, down = core.up[cell] - proofs.high[cell], core.down[cell] + proofs.low[cell]
    upwards = (up >= down) != other_way
    if (up if upwards else down) <= NEARLY:
        upwards = not upwards
    if upwards:
        return float(min(core.width[cell] + proofs.low[cell], core.up[cell]))
    return -float(min(core.width[cell] - proofs.high[cell], core.down[cell]))


def _one_program(
    core: Core,
    batch: list[_Look],
    step: np.ndarray,
    chosen: np.ndarray,
    exempt: set[int],
    proofs: Proofs,
    tiers: int,
) -> None:
    near = np.concatenate([look.near for look in batch])
    owner = np.concatenate([np.full(len(look.near), number) for number, look in enumerate(batch)])
    wanted = np.array([look.wanted for look in batch])
    part = core.columns[:, near].tocsr()
    rows = np.flatnonzero(np.diff(part.indptr))
    part = part[rows]
    limit = CAP * np.maximum(np.abs(wanted), 1.0)[owner]
    up, down = np.minimum(core.up[near], limit), np.minimum(core.down[near], limit)
    unknown = ~core.choice[near] | chosen[near]
    cost = np.where(unknown, AT_REST, core.weight[near] / np.maximum(np.abs(wanted), 1.0)[owner] + AT_REST)
    at = np.array(
        [int(np.flatnonzero((owner == number) & (near == look.cell))[0]) for number, look in enumerate(batch)]
    )
    count = len(near)
    # what is driven up: u at its secret, with a missing part that costs more than any flow
    goal = csr_matrix(
        (
            np.r_[np.sign(wanted), -np.sign(wanted), np.ones(len(batch))],
            (np.tile(np.arange(len(batch)), 3), np.r_[at, count + at, 2 * count + np.arange(len(batch))]),
        ),
        shape=(len(batch), 2 * count + len(batch)),
    )
    body = csr_matrix(hstack([part, -part, csr_matrix((len(rows), len(batch)))]))
    answer = smallest(
        np.r_[cost, cost, np.full(len(batch), MISSING)],
        rows_of(
            _stacked(body, goal),
            np.r_[core.low[rows], np.abs(wanted)],
            np.r_[core.high[rows], np.full(len(batch), np.inf)],
        ),
        np.zeros(2 * count + len(batch)),
        np.r_[up, down, np.abs(wanted)],
    )
    if answer is None:
        raise RuntimeError("the linear program of a flow has no solution")
    moves = answer.x[:count] - answer.x[count : 2 * count]
    missing = answer.x[2 * count :]
    for number, look in enumerate(batch):
        own = owner == number
        shown = proofs.high[look.cell] if look.wanted > 0 else -proofs.low[look.cell]
        last = step[look.cell] // 2 == tiers - 1  # a part of the way and a part of the other may be enough
        further = abs(look.wanted) - missing[number] - shown
        if missing[number] > NEARLY and not (last and further >= 1 - NEARLY):
            _in_vain(core, look, step, tiers, exempt, proofs)
            continue
        far, used = moves[own], near[own]
        moved = np.abs(far) > NEARLY
        found = _whole(core, used[moved], far[moved])
        if found is None:
            found = _whole_flow(core, look, cost[own])
        if found is None:
            _in_vain(core, look, step, tiers, exempt, proofs)
            continue
        proofs.add(core, *found)
        chosen[found[0][core.choice[found[0]]]] = True


def _stacked(body: csr_matrix, goal: csr_matrix) -> csr_matrix:
    return csr_matrix(vstack([body, goal]))


def _in_vain(core: Core, look: _Look, step: np.ndarray, tiers: int, exempt: set[int], proofs: Proofs) -> None:
    """Next the other way, where there is room for it, then further around, then not at all."""
    cell = look.cell
    other_room = core.down[cell] + proofs.low[cell] if look.wanted > 0 else core.up[cell] - proofs.high[cell]
    step[cell] += 1 if step[cell] % 2 == 0 and other_room > NEARLY else 2 - step[cell] % 2
    if step[cell] >= 2 * tiers:
        exempt.add(cell)


def _whole(core: Core, cells: np.ndarray, far: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    near = np.where(core.whole[cells], np.round(far), far)
    return (cells, near) if fits(core, cells, near) else None


def _whole_flow(core: Core, look: _Look, cost: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """The cheapest flow of whole numbers between these cells, as far as so many nodes find one."""
    near, count = look.near, len(look.near)
    part = core.columns[:, near].tocsr()
    rows = np.flatnonzero(np.diff(part.indptr))
    wanted = look.wanted
    limit = CAP * max(abs(wanted), 1.0)
    own = (near == look.cell).astype(float)
    goal = csr_matrix(np.r_[own, -own][None] * np.sign(wanted))
    answer = smallest_whole(
        np.r_[cost, cost],
        _stacked(csr_matrix(hstack([part[rows], -part[rows]])), goal),
        np.r_[core.low[rows], abs(wanted)],
        np.r_[core.high[rows], np.inf],
        np.zeros(2 * count),
        np.r_[np.minimum(core.up[near], limit), np.minimum(core.down[near], limit)],
        np.tile(core.whole[near], 2),
        NODES,
    )
    if answer is None:
        return None
    far = answer.x[:count] - answer.x[count:]
    moved = np.abs(far) > NEARLY
    return _whole(core, near[moved], far[moved])

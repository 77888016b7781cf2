"""Which values are possible for a number that is not told, when everything that is told holds."""

from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp
from scipy.sparse import block_diag, csr_matrix, vstack
from scipy.sparse.csgraph import connected_components

from sozialraum.analysis.audit.narrowed import narrowed
from sozialraum.analysis.audit.riddle import NEARLY, Riddle, standing

WHOLE_UP_TO = 150  # numbers that hang together: beyond that fractions of people are thought possible
LOOKS = 12  # how often answers far apart are looked for
FEWEST = 4  # even if a look finds nothing new
AROUND = 4  # how many times as far as there must be values, at most
NODES = 2000  # of a search in whole numbers
STEPS_UP_TO = 60  # values tried one by one, on either side of the truth
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class _Part:
    """Numbers that hang together through what is told: low <= matrix @ numbers <= high."""

    cells: NDArray[np.int64]
    matrix: csr_matrix
    low: Floats
    high: Floats
    least: Floats
    most: Floats
    whole: Flags
    needs: Floats
    truth: Floats


def possible(riddle: Riddle, everything: bool = False) -> pd.DataFrame:
    """How far each protected number can be narrowed down.

    Args:
        riddle: numbers and sums.
        everything: the full range of each; otherwise no more is looked for than that enough values are possible.

    Returns:
        Index cell; low, high (inf where there is no limit), values: how many are possible at least, as a whole
        number for people, else the width plus one.

    Raises:
        ValueError: the truth itself is not possible, so the riddle is wrong.
    """
    parts, found = _parts(riddle)
    looked = [_Seen(part, {int(at): {part.truth[at]} for at in np.flatnonzero(part.needs > 0)}) for part in parts]
    if not everything:
        _look_around([seen for seen in looked if seen.part.matrix.nnz])
    for seen in looked:
        found |= _ranges(seen, everything)
    cells = riddle.cells["cell"].to_numpy()
    rows = [(cells[at], *limits) for at, limits in sorted(found.items())]
    table = pd.DataFrame(rows, columns=["cell", "low", "high", "values"])
    return table.astype({"cell": "str", "low": float, "high": float, "values": float}).set_index("cell")


def _parts(riddle: Riddle) -> tuple[list[_Part], dict[int, tuple[float, float, float]]]:
    """The numbers that are not told, in groups that share no sum, those without a protected number left out; and the
    protected numbers that follow at once."""
    cells = riddle.cells
    truth, told = standing(cells).to_numpy(dtype=float), cells["told"].notna().to_numpy()
    place = pd.Index(cells["cell"])
    links = riddle.links.assign(at=place.get_indexer(riddle.links["cell"]))
    links = links[~links["relation"].isin(links.loc[links["at"] < 0, "relation"])]
    names, relations = pd.factorize(links["relation"], sort=True)
    matrix = csr_matrix(
        (links["factor"].to_numpy(dtype=float), (names, links["at"].to_numpy(dtype=int))),
        shape=(len(relations), len(cells)),
    )
    limits = riddle.limits.drop_duplicates("relation").set_index("relation").reindex(relations)
    stated = limits.index.isin(riddle.limits["relation"])
    known = matrix[:, told] @ truth[told]
    low = np.where(stated, limits["low"].to_numpy(dtype=float, na_value=-np.inf), 0.0) - known
    high = np.where(stated, limits["high"].to_numpy(dtype=float, na_value=np.inf), 0.0) - known
    least, most, needs = (cells[one].to_numpy(dtype=float, copy=True) for one in ("least", "most", "needs"))
    whole = cells["whole"].to_numpy(dtype=bool)
    open_ = np.flatnonzero(~told)
    _believe(matrix @ truth, (low + known, high + known), truth[open_], (least[open_], most[open_]))
    least[open_], most[open_] = narrowed(matrix[:, open_], (low, high), (least[open_], most[open_]), whole[open_])
    least, most = np.minimum(least, truth), np.maximum(most, truth)
    settled = ~told & (most - least <= NEARLY)
    found = {int(at): (truth[at], truth[at], 1.0) for at in np.flatnonzero((told | settled) & (needs > 0))}
    known = matrix[:, settled] @ truth[settled]
    low, high = low - known, high - known
    open_ = np.flatnonzero(~told & ~settled)
    matrix = matrix[:, open_]
    matrix.eliminate_zeros()
    both = matrix.tocoo()
    rows, size = len(relations), len(relations) + len(open_)
    graph = csr_matrix((np.ones(len(both.data)), (both.row, rows + both.col)), shape=(size, size))
    label = connected_components(graph, directed=False)[1]
    of_row, of_cell = label[:rows], label[rows:]
    wanted = np.unique(of_cell[needs[open_] > 0])
    cell_order, row_order = np.argsort(of_cell, kind="stable"), np.argsort(of_row, kind="stable")
    cell_from, cell_to = (np.searchsorted(of_cell[cell_order], wanted, side) for side in ("left", "right"))
    row_from, row_to = (np.searchsorted(of_row[row_order], wanted, side) for side in ("left", "right"))
    parts = []
    for first, last, row_first, row_last in zip(cell_from, cell_to, row_from, row_to, strict=True):
        own, sums = cell_order[first:last], row_order[row_first:row_last]
        at = open_[own]
        parts.append(
            _Part(
                at,
                csr_matrix(matrix[sums][:, own]),
                low[sums],
                high[sums],
                least[at],
                most[at],
                whole[at],
                needs[at],
                truth[at],
            )
        )
    return parts, found


def _ranges(seen: "_Seen", everything: bool) -> dict[int, tuple[float, float, float]]:
    """Place of each protected number -> smallest, largest, how many values."""
    part = seen.part
    free = part.matrix.nnz == 0
    found: dict[int, tuple[float, float, float]] = {}
    for at in seen.values:
        limits = float(part.least[at]), float(part.most[at])
        narrow = values_between(*limits, bool(part.whole[at])) < part.needs[at]
        if free:
            values = values_between(*limits, bool(part.whole[at]))
        elif narrow and not everything:
            values = _tried(part, at, limits, seen)
        elif not everything and seen.enough(at):
            limits, values = (min(seen.values[at]), max(seen.values[at])), seen.count(at)
        else:
            limits = _end(part, at, 1.0, seen), _end(part, at, -1.0, seen)
            values = _tried(part, at, limits, seen)
        found[int(part.cells[at])] = (*limits, values)
    return found


def values_between(low: float, high: float, whole: bool) -> float:
    """How many values lie between both: of people whole ones, else the width plus one."""
    if not np.isfinite(high - low):
        return float("inf")
    return float(np.floor(high + NEARLY) - np.ceil(low - NEARLY) + 1) if whole else float(high - low + 1)


@dataclass(frozen=True)
class _Seen:
    """Values of protected numbers that stood in some answer; of people only in answers of whole people."""

    part: _Part
    values: dict[int, set[float]]

    def note(self, numbers: Floats) -> bool:
        """Whether the answer is one of whole people, so that its values are possible."""
        if not _is_whole(numbers[self.part.whole]):
            return False
        for at, values in self.values.items():
            values.add(round(float(numbers[at]), 0 if self.part.whole[at] else 6))
        return True

    def count(self, at: int) -> float:
        own = self.values[at]
        return float(len(own)) if self.part.whole[at] else max(own) - min(own) + 1

    def enough(self, at: int) -> bool:
        return bool(self.count(at) >= self.part.needs[at])

    def may_move(self, at: int) -> bool:
        """Whether not enough values of it have been met, and nothing yet says that there are no more."""
        part = self.part
        return not self.enough(at) and bool(part.most[at] - part.least[at] + 1 >= part.needs[at] - NEARLY)


def _look_around(looked: list[_Seen]) -> None:
    """A few answers far apart from each other: all numbers that have not moved enough are pulled up, or down.

    All parts together, since that is one question instead of hundreds; no number is looked for further away than
    need be, so there is always an answer.
    """
    if not looked:
        return
    parts = [seen.part for seen in looked]
    rows = {
        one.name: np.concatenate([getattr(part, one.name) for part in parts])
        for one in fields(_Part)
        if one.name != "matrix"
    }
    together = _Part(matrix=csr_matrix(block_diag([part.matrix for part in parts])), **rows)
    far = AROUND * float(together.needs.max())
    near = replace(
        together,
        least=np.maximum(together.least, np.minimum(together.truth - far, together.most)),
        most=np.minimum(together.most, np.maximum(together.truth + far, together.least)),
    )
    ends = np.cumsum([len(one.cells) for one in parts])
    before = len(near.cells)
    for round_ in range(LOOKS):
        pull = np.zeros(len(near.cells))
        for seen, end in zip(looked, ends, strict=True):
            few = end - len(seen.part.cells) + np.array([at for at in seen.values if seen.may_move(at)], dtype=int)
            pull[few] = 1.0 + np.arange(len(few)) * (round_ + 1) % 7
            pull[few[round_ // 2 :: round_ // 2 + 1]] *= -1.0
        left = int(np.count_nonzero(pull))
        if not left or (round_ >= FEWEST and left == before):
            return
        before = left
        for sign in (1.0, -1.0):
            answer = _solved(near, sign * pull)
            if answer.status == 0:
                for seen, end in zip(looked, ends, strict=True):
                    seen.note(answer.x[end - len(seen.part.cells) : end])


def _end(part: _Part, at: int, sign: float, seen: _Seen) -> float:
    """The smallest (sign 1) or largest (-1) value of one number; what the answer says of the others is noted."""
    cost = np.zeros(len(part.cells))
    cost[at] = sign
    answer = _solved(part, cost)
    if answer.status in (3, 4):
        return -sign * np.inf
    if answer.status != 0:
        raise ValueError("what an edition tells contradicts itself")
    numbers = answer.x
    if not seen.note(numbers) and len(part.cells) <= WHOLE_UP_TO:
        whole = _in_whole(part, cost)
        if whole is not None:
            numbers = whole
            seen.note(numbers)
    return float(round(numbers[at]) if part.whole[at] and _is_whole(numbers[[at]]) else numbers[at])


def _tried(part: _Part, at: int, limits: tuple[float, float], seen: _Seen) -> float:
    """How many values have an answer in whole people, looked for until there are enough."""
    between = values_between(*limits, bool(part.whole[at]))
    if not part.whole[at]:
        return between
    truth = round(float(part.truth[at]))
    near = [truth + sign * step for step in range(1, STEPS_UP_TO) for sign in (1, -1)]
    for value in near:
        if seen.enough(at):
            break
        if value in seen.values[at] or not limits[0] - NEARLY <= value <= limits[1] + NEARLY:
            continue
        least, most = part.least.copy(), part.most.copy()
        least[at] = most[at] = value
        fixed = replace(part, least=least, most=most)
        answer = _solved(fixed, np.zeros(len(part.cells)))
        if answer.status == 0 and not seen.note(answer.x):
            numbers = _in_whole(fixed, np.zeros(len(part.cells))) if len(part.cells) <= WHOLE_UP_TO else None
            if numbers is not None:
                seen.note(numbers)
            elif len(part.cells) > WHOLE_UP_TO:
                seen.values[at].add(float(value))
    return seen.count(at)


def _solved(part: _Part, cost: Floats) -> OptimizeResult:
    equal = part.low == part.high
    above, below = ~equal & np.isfinite(part.high), ~equal & np.isfinite(part.low)
    unequal = csr_matrix(vstack([part.matrix[above], -part.matrix[below]]))
    found: OptimizeResult = linprog(  # type: ignore[call-overload]  # the stubs know no sparse matrices
        cost,
        A_ub=unequal if unequal.shape[0] else None,
        b_ub=np.concatenate([part.high[above], -part.low[below]]) if unequal.shape[0] else None,
        A_eq=part.matrix[equal] if equal.any() else None,
        b_eq=part.high[equal] if equal.any() else None,
        bounds=np.column_stack([part.least, part.most]),
        method="highs-ds",
    )
    return found


def _in_whole(part: _Part, cost: Floats) -> Floats | None:
    """An answer in whole people with the least cost; None where there is none, or the search takes too long."""
    answer = milp(
        cost,
        integrality=part.whole.astype(int),
        bounds=Bounds(part.least, part.most),
        constraints=LinearConstraint(part.matrix, part.low - NEARLY, part.high + NEARLY),
        options={"node_limit": NODES},
    )
    if answer.x is None:
        return None
    numbers: Floats = np.where(part.whole, np.round(answer.x), answer.x)
    return numbers


def _believe(sums: Floats, of_sums: tuple[Floats, Floats], truth: Floats, of_truth: tuple[Floats, Floats]) -> None:
    for numbers, (least, most) in ((sums, of_sums), (truth, of_truth)):
        near = 10 * NEARLY * (1 + np.abs(numbers))
        if not ((numbers >= least - near) & (numbers <= most + near)).all():
            raise ValueError("the riddle of an edition does not hold for the truth")


def _is_whole(numbers: Floats) -> bool:
    return bool((np.abs(numbers - np.round(numbers)) < 1e-5).all())

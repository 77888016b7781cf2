"""A simple way to withhold, line by line, and how much of an edition a choice withholds."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from attack.attack import GUESSED
from attack.known import Cell, Equation
from attack.ranges import ranges

from sozialraum.analysis.protection.system import State, System


@dataclass(frozen=True)
class Share:
    """What is withheld of the numbers an edition could tell."""

    cells_pct: float
    people_pct: float  # of the sum of these numbers
    primary: int  # withheld for themselves
    secondary: int  # withheld for others
    loss: float
    unsafe: int  # withheld, and known all the same


def share(system: System, withheld: np.ndarray, unsafe: int) -> Share:
    """Args:
    withheld: (cells,) of cells that are told otherwise.
    unsafe: how many the attack still finds.
    """
    told = system.state != State.NEVER
    others = withheld & (system.state == State.OPEN)
    people = np.where(told, np.abs(system.value), 0.0)
    return Share(
        cells_pct=100 * float(withheld.sum() / told.sum()),
        people_pct=100 * float(people[withheld].sum() / people.sum()),
        primary=int((withheld & ~others).sum()),
        secondary=int(others.sum()),
        loss=float(system.weight[others].sum()),
        unsafe=unsafe,
    )


def short(system: System, withheld: np.ndarray, which: Iterable[int]) -> list[int]:
    """Those of these cells of which too few values stay possible; found by the attack of tests/attack.

    Whoever guesses rightly that few are few must be left with two values, everybody else with as many as are needed.
    """
    unknown = withheld | (system.state == State.NEVER)
    cells: list[Cell] = [(str(number), "", "") for number in range(len(system.keys))]
    matrix = system.relations.tocsr()
    equations = [
        Equation(
            tuple((cells[at], factor) for at, factor in zip(matrix.indices[a:b], matrix.data[a:b], strict=True)),
            *ends,
        )
        for a, b, *ends in zip(matrix.indptr[:-1], matrix.indptr[1:], system.low, system.high, strict=True)
    ]
    value = {cells[at]: float(system.value[at]) for at in np.flatnonzero(~unknown)}
    low = {cells[at]: float(system.least[at]) for at in np.flatnonzero(unknown)}
    high = {cells[at]: float(system.most[at]) for at in np.flatnonzero(unknown & np.isfinite(system.most))}
    sure = {cell: most for cell, most in high.items() if not system.guess[int(cell[0])]}
    asked = {cells[at]: int(system.needs[at]) for at in which}
    guessed = ranges(equations, value, low, high, {cell: min(many, GUESSED) for cell, many in asked.items()})
    found = ranges(equations, value, low, sure, asked)
    return sorted(
        int(cell[0])
        for cell, many in asked.items()
        if guessed[cell].values < min(many, GUESSED) or found[cell].values < many
    )


def line_by_line(system: System) -> tuple[np.ndarray, int]:
    """Withheld cells, and how many secrets nothing protects.

    Where a line has one unknown number only, its cheapest number is withheld too. Then all secrets are attacked; each
    that falls gets the cheapest number of its lines as a further partner; and so on.
    """
    withheld = system.state == State.HIDDEN
    matrix, columns = system.relations.tocsr(), system.relations.tocsc()
    safe, lost = set[int](), set[int]()

    def partner(rows: Iterable[int]) -> bool:
        near = np.unique(
            np.concatenate([matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]] for row in rows])
        )
        choice = near[(system.state[near] == State.OPEN) & ~withheld[near] & (system.value[near] > 0)]
        if len(choice):
            withheld[choice[np.lexsort((choice, system.weight[choice]))[0]]] = True
        return bool(len(choice))

    equal = system.low == system.high
    while True:
        stuck = set[int]()
        while True:
            unknown = withheld | (system.state == State.NEVER)
            alone = equal & (np.diff(matrix.indptr) > 1) & ((abs(matrix) > 0) @ unknown.astype(int) == 1)
            secret = (abs(matrix) > 0) @ (unknown & (system.needs > 0)).astype(int) == 1
            todo = [row for row in np.flatnonzero(alone & secret) if row not in stuck]
            if not todo:
                break
            stuck |= {row for row in todo if not partner([row])}
        secrets = np.flatnonzero((withheld | (system.state == State.NEVER)) & (system.needs > 0))
        fallen = short(system, withheld, [int(one) for one in secrets if one not in safe | lost])
        safe |= {int(one) for one in secrets} - set(fallen) - lost
        if not fallen:
            return withheld, len(lost)
        before = withheld.copy()
        for cell in fallen:
            rows = columns.indices[columns.indptr[cell] : columns.indptr[cell + 1]]
            beside = np.unique(matrix[rows].indices) if len(rows) else np.array([], dtype=int)
            if not len(rows) or not ((withheld & ~before)[beside].any() or partner(rows)):
                lost.add(cell)

"""Small systems drawn in tests: cells as a table, relations as sums."""

import itertools

import numpy as np
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from tables import text_table

from sozialraum.analysis.protection.system import State, System

STATES = {"open": State.OPEN, "known": State.KNOWN, "hidden": State.HIDDEN, "never": State.NEVER}


def drawn(cells: str, *relations: str) -> System:
    """Cells with the columns cell, value, state and, where not usual, needs, least, most, weight.

    Relations are "t = a + b" or "a <= b".
    """
    rows = text_table(cells).sort_values("cell", ignore_index=True)
    names = {name: at for at, name in enumerate(rows["cell"])}

    def numbers(column: str, otherwise: str) -> np.ndarray:
        texts = rows[column] if column in rows else [""] * len(rows)
        return np.array([float(text or otherwise) for text in texts])

    matrix, high = np.zeros((len(relations), len(names))), np.zeros(len(relations))
    low = np.zeros(len(relations))
    for at, relation in enumerate(relations):
        sign = "<=" if "<=" in relation else "="
        left, right = relation.split(sign)
        for factor, side in ((1.0, left), (-1.0, right)):
            for name in side.split("+"):
                matrix[at, names[name.strip()]] = factor
        low[at] = -np.inf if sign == "<=" else 0.0
    state = np.array([int(STATES[one]) for one in rows["state"]])
    secret = np.isin(state, [State.HIDDEN])
    needs = np.where(secret, 3, 0)
    stated = numbers("needs", "nan")
    return System(
        keys=tuple(rows["cell"]),
        value=numbers("value", ""),
        least=numbers("least", "0"),
        most=numbers("most", "inf"),
        guess=np.isfinite(numbers("most", "inf")),
        whole=np.ones(len(names), dtype=bool),
        needs=np.where(np.isnan(stated), needs, stated).astype(int),
        state=state,
        weight=numbers("weight", "1"),
        relations=csr_matrix(matrix),
        low=low,
        high=high,
    )


def named(system: System, marked: np.ndarray) -> list[str]:
    """The names of the marked cells."""
    return [system.keys[at] for at in np.flatnonzero(marked)]


@st.composite
def tables(draw: st.DrawFn, areas: int = 4, groups: int = 2, most: int = 12, weights: int = 3) -> System:
    """Areas by groups with totals of both, the areas in two larger ones where there are enough of them.

    Rules: counts below 5 are hidden and known to be small, zeros are shown and known.
    """
    down = draw(st.integers(2, areas))
    across = draw(st.integers(1, groups))
    counts = {(a, g): draw(st.integers(0, most)) for a, g in itertools.product(range(down), range(1, across + 1))}
    halves = {-1: range(down)}
    if down >= 4:
        halves |= {-2: range(down // 2), -3: range(down // 2, down)}
    sums = []
    if across > 1:
        for a in range(down):
            counts[a, 0] = sum(counts[a, g] for g in range(1, across + 1))
            sums.append(([(a, g) for g in range(1, across + 1)], (a, 0)))
    for half, parts in halves.items():
        for g in sorted({group for _, group in counts}):
            counts[half, g] = sum(counts[a, g] for a in parts)
            sums.append(([(a, g) for a in parts], (half, g)))
    keys = sorted(counts)
    place = {key: at for at, key in enumerate(keys)}
    matrix = np.zeros((len(sums), len(keys)))
    for at, (parts, total) in enumerate(sums):
        matrix[at, [place[key] for key in parts]] = 1
        matrix[at, place[total]] = -1
    value = np.array([counts[key] for key in keys], dtype=float)
    small = (value > 0) & (value < 5)
    state = np.where(small, int(State.HIDDEN), np.where(value == 0, int(State.KNOWN), int(State.OPEN)))
    return System(
        keys=tuple(str(at).zfill(3) for at in range(len(keys))),
        value=value,
        least=np.where(value > 0, 1.0, 0.0),
        most=np.where(small, 4.0, np.inf),
        guess=small,
        whole=np.ones(len(keys), dtype=bool),
        needs=np.where(small, 3, 0),
        state=state,
        weight=np.array([float(draw(st.integers(1, weights))) for _ in keys]),
        relations=csr_matrix(matrix),
        low=np.zeros(len(sums)),
        high=np.zeros(len(sums)),
    )

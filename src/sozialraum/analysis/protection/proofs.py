"""Flows kept as proofs: a flow is a table that differs from the true one and fits everything that is published.

A flow stays possible whatever else is withheld, so a secret that is proven safe once is safe for good, and one flow
proves many secrets.
"""

from collections.abc import Iterable

import numpy as np

from sozialraum.analysis.protection.components import NEARLY, Core, entries

Flow = tuple[np.ndarray, np.ndarray]  # cells that move, and how far


class Proofs:
    """Flows found so far, and how far each cell moves in them."""

    def __init__(self, core: Core) -> None:
        size = len(core.cells)
        self.low = np.zeros(size)  # (core,) the lowest difference from the truth that a flow shows
        self.high = np.zeros(size)  # (core,)
        self._flows: dict[int, Flow] = {}  # under its number
        self._of: dict[int, set[int]] = {}  # cell -> numbers of the flows that move it
        self._next = 0

    def copy(self, core: Core) -> "Proofs":
        """The same flows, kept apart from now on."""
        other = Proofs(core)
        other.low, other.high, other._flows = self.low.copy(), self.high.copy(), dict(self._flows)
        other._of, other._next = {cell: set(numbers) for cell, numbers in self._of.items()}, self._next
        return other

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
        for cell in cells.tolist():
            self._of.setdefault(cell, set()).add(number)
        self.high[cells] = np.maximum(self.high[cells], far)
        self.low[cells] = np.minimum(self.low[cells], far)
        return number

    def add_with_likes(self, core: Core, cells: np.ndarray, far: np.ndarray) -> list[int]:
        """Keeps a flow and, where they fit and show more of a secret, its mirror image and its multiples."""
        kept = [self.add(core, cells, far)]
        steps = np.gcd.reduce(np.abs(np.round(far)).astype(int)) if core.whole[cells].all() else 1
        unit = far / max(int(steps), 1)
        for way in (-unit, unit):
            missing = (core.width - (self.high - self.low))[cells]
            if (missing <= NEARLY).all():
                break
            shown = np.where(way > 0, self.high[cells], -self.low[cells])
            wanted = float(((shown + missing) / np.abs(unit))[missing > NEARLY].max())
            most = float((np.where(way > 0, core.up[cells], core.down[cells]) / np.abs(unit)).min())
            times = min(np.ceil(wanted - NEARLY), np.floor(most + NEARLY))
            if times >= 1 and (times * np.abs(unit) > shown + NEARLY)[missing > NEARLY].any():
                like = times * way
                if fits(core, cells, like):
                    kept.append(self.add(core, cells, like))
        return kept

    def moving(self, cells: Iterable[int]) -> list[int]:
        """Numbers of the flows that move any of these cells."""
        return sorted({number for cell in cells for number in self._of.get(int(cell), ())})

    def drop(self, numbers: Iterable[int]) -> list[Flow]:
        """Forgets these flows and returns them."""
        gone = [(number, self._flows.pop(number)) for number in numbers]
        touched = sorted({cell for _, (cells, _) in gone for cell in cells.tolist()})
        for number, (cells, _) in gone:
            for cell in cells.tolist():
                self._of[cell].discard(number)
        self.low[touched], self.high[touched] = 0, 0
        for number in self.moving(touched):
            cells, far = self._flows[number]
            self.high[cells] = np.maximum(self.high[cells], far)
            self.low[cells] = np.minimum(self.low[cells], far)
        return [flow for _, flow in gone]

    def flows(self) -> list[Flow]:
        """All flows in the order in which they were added."""
        return list(self._flows.values())


def fits(core: Core, cells: np.ndarray, far: np.ndarray) -> bool:
    """Whether a table with these differences from the truth is possible.

    Args:
        cells: (moved,) each once.
        far: (moved,) how far each lies from the truth.
    """
    if (core.whole[cells] & (np.abs(far - np.round(far)) > NEARLY)).any():
        return False
    if (far > core.up[cells] + NEARLY).any() or (far < -core.down[cells] - NEARLY).any():
        return False
    at, count = entries(core.columns.indptr, cells)
    rows, inverse = np.unique(core.columns.indices[at], return_inverse=True)
    parts = core.columns.data[at] * np.repeat(far, count)
    sums = np.bincount(inverse, parts, len(rows))
    rounding = NEARLY + 1e-9 * np.bincount(inverse, np.abs(parts), len(rows))
    return bool((sums <= core.high[rows] + rounding).all() and (sums >= core.low[rows] - rounding).all())

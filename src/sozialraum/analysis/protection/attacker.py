"""What somebody can work out who has everything that is published and knows the rules."""

from collections.abc import Iterable

import numpy as np

from sozialraum.analysis.protection.components import FAR, NEARLY, TIMES, core_of
from sozialraum.analysis.protection.spread import spread
from sozialraum.analysis.protection.system import State, System


def values_left(system: System, withheld: np.ndarray, which: Iterable[int]) -> dict[int, tuple[float, float]]:
    """The smallest and the largest value that is possible for each of these cells.

    Args:
        system: all cells and relations.
        withheld: (cells,) of OPEN and HIDDEN cells.
        which: places of cells that are withheld or never told.

    Source: docs/methods.md#sekundaersperrung
    """
    asked = [int(one) for one in which]
    unknown = withheld | (system.state == State.NEVER)
    core = core_of(_seen(system, unknown, asked))
    place = {int(cell): at for at, cell in enumerate(core.cells)}
    inside = np.array([place[cell] for cell in asked if cell in place], dtype=int)
    found = spread(core, np.ones(len(core.cells), dtype=bool), inside, np.full(len(core.cells), np.inf))
    left = {}
    for cell in asked:
        value = float(system.value[cell])
        if cell not in place:
            left[cell] = (value, value)
            continue
        far = max(FAR, TIMES * abs(value)) - NEARLY
        low, high = float(found.low[place[cell]]), float(found.high[place[cell]])
        left[cell] = (value + low if low > -far else -np.inf, value + high if high < far else np.inf)
    return left


def values_possible(low: float, high: float, whole: bool) -> float:
    """How many values lie between both: of whole numbers their count, else the width plus one."""
    if not np.isfinite(high - low):
        return np.inf
    return np.floor(high + NEARLY) - np.ceil(low - NEARLY) + 1 if whole else high - low + 1


def _seen(system: System, unknown: np.ndarray, asked: list[int]) -> System:
    """The system after publication: what is not unknown is known to all, and what is asked for is a secret."""
    state = np.where(unknown, int(State.HIDDEN), int(State.KNOWN))
    needs = np.zeros(len(unknown), dtype=int)
    needs[asked] = 1
    return System(**{**vars(system), "state": state, "needs": needs})

"""How far cells can move at all: what their own limits leave, and what all others in a relation can make up for."""

from dataclasses import replace

import numpy as np

from sozialraum.analysis.protection.components import NEARLY, Core

ROUNDS = 10


def tightened(core: Core) -> Core:
    """The same with limits of cells that follow from the limits of the others, whatever is withheld.

    Where a part of 2 is known to be 1 at least, the other cannot be more than 1: that no flow moves it needs no
    program then.
    """
    row = np.repeat(np.arange(core.matrix.shape[0]), np.diff(core.matrix.indptr))
    column, factor = core.matrix.indices, core.matrix.data
    barred = core.choice & narrow(core)  # withheld, they would be told too much of themselves, so they never are
    up, down = np.where(barred, 0.0, core.up), np.where(barred, 0.0, core.down)
    for _ in range(ROUNDS):
        most = np.where(factor > 0, factor * up[column], -factor * down[column])
        least = np.where(factor > 0, -factor * down[column], factor * up[column])
        top = core.high[row] - np.bincount(row, least, len(core.low))[row] + least + NEARLY
        bottom = core.low[row] - np.bincount(row, most, len(core.low))[row] + most - NEARLY
        further_up, further_down = up.copy(), down.copy()
        np.minimum.at(further_up, column, np.where(factor > 0, top, bottom) / factor)
        np.minimum.at(further_down, column, -np.where(factor > 0, bottom, top) / factor)
        further_up, further_down = (
            np.maximum(np.where(core.whole, np.floor(one + NEARLY), one), 0.0) for one in (further_up, further_down)
        )
        same = (further_up >= up - NEARLY).all() and (further_down >= down - NEARLY).all()
        up, down = np.minimum(up, further_up), np.minimum(down, further_down)
        if same:
            break
    return replace(core, up=np.where(barred, core.up, up), down=np.where(barred, core.down, down))


def narrow(core: Core) -> np.ndarray:
    """(core,) Secrets that their own limits leave too few values, whatever else is withheld."""
    whole_down, whole_up = np.floor(core.down + NEARLY), np.floor(core.up + NEARLY)
    room = np.where(core.whole, whole_down + whole_up, core.down + core.up)
    return np.asarray(room < core.width - NEARLY)

"""Cells of all tables of an edition, what anybody knows of them beforehand, and the equations between them.

Nothing here knows what a cell counts: an area, an indicator and a rule are left behind when the system is made.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from scipy.sparse import csr_matrix


class State(IntEnum):
    """What happens to a cell."""

    OPEN = 0  # published, unless it is withheld to protect another
    KNOWN = 1  # published whatever happens, or known to everybody already
    HIDDEN = 2  # withheld for itself
    NEVER = 3  # published nowhere: a remainder, or what nobody has counted


@dataclass(frozen=True)
class System:
    """Cells in order of their keys, and relations between them: low <= relations @ values <= high.

    An attacker knows the relations, `least` and `most` of every cell, and the value of every published one. A cell
    is safe when at least `needs` values stay possible for it, its own among them.
    """

    keys: tuple[str, ...]  # unique, rising: of two equally good answers the one with the earlier keys is taken
    value: np.ndarray  # (cells,) the truth, within least and most
    least: np.ndarray  # (cells,)
    most: np.ndarray  # (cells,) inf where nothing is known
    guess: np.ndarray  # (cells,) True: `most` is not known, but somebody may guess rightly that few are few
    whole: np.ndarray  # (cells,) True: a count, so only whole numbers are possible
    needs: np.ndarray  # (cells,) whole number; 0: the cell is nobody's secret
    state: np.ndarray  # (cells,) State
    weight: np.ndarray  # (cells,) what is lost when an OPEN cell is withheld, above 0
    relations: csr_matrix  # (relations, cells)
    low: np.ndarray  # (relations,)
    high: np.ndarray  # (relations,)


@dataclass(frozen=True)
class Protection:
    """Which cells are withheld, and what that costs."""

    withheld: np.ndarray  # (cells,) True for HIDDEN cells and for OPEN ones that protect others
    loss: float  # weight of the OPEN cells withheld
    bound: float  # no answer has a smaller loss
    exact: np.ndarray  # (cells,) the component of the cell was solved to the optimum
    unsafe: tuple[int, ...]  # cells that no answer protects: withholding every OPEN one is not enough

"""What every safe choice of withheld cells fulfils: each cut is a sum over cells that must reach a number.

A choice is z = 1 for an OPEN cell withheld, else 0. All coefficients are shares of what the cut asks for, so none is
above 1: more of one cell than is needed helps nobody.
"""

from dataclasses import dataclass

import numpy as np

from sozialraum.analysis.protection.components import Core
from sozialraum.analysis.protection.driven import Prices

TINY = 1e-7


@dataclass(frozen=True)
class Cut:
    """factors * z[columns] must reach `least`."""

    columns: np.ndarray  # rising
    factors: np.ndarray  # at most 1; -1 for an OPEN cell that needs the others once it is withheld itself
    least: float  # 1, or 0 where the cell that needs it is OPEN
    owner: int  # the cell that is safe only so


def price_cuts(core: Core, cell: int, prices: Prices) -> list[Cut]:
    """What weak duality says: with these prices the cell stays within a width that grows with what is withheld.

    Besides the two prices of the attack each of them is used for both sides, which often says more.
    """
    both = [(prices.top, prices.bottom), (prices.top, -prices.top), (-prices.bottom, prices.bottom)]
    cuts = (_priced(core, cell, prices.rows, top, bottom) for top, bottom in both)
    return [cut for cut in cuts if cut is not None]


def lone_cuts(core: Core, unknown: np.ndarray) -> list[Cut]:
    """For each unknown cell that is alone in an equation: another one of it must be withheld.

    To withhold an OPEN cell that follows from an equation is of no use, so no best choice does it.

    Args:
        unknown: (core,) 1 for cells nobody is told, 0 for published ones, or in between.
    """
    share = unknown.astype(float)
    columns = core.matrix.indices
    row_of = np.repeat(np.arange(core.matrix.shape[0]), np.diff(core.matrix.indptr))
    others = np.bincount(row_of, share[columns], core.matrix.shape[0])[row_of] - share[columns]
    asks = core.choice | (core.width > 0)
    lone = core.equal[row_of] & asks[columns] & (others < share[columns] - 1e-3)
    cuts = []
    for entry in np.flatnonzero(lone):
        cell = int(columns[entry])
        stretch = np.arange(core.matrix.indptr[row_of[entry]], core.matrix.indptr[row_of[entry] + 1])
        stretch = stretch[stretch != entry]
        beside, factors = columns[stretch], core.matrix.data[stretch]
        reach = np.abs(factors) * (core.down + core.up)[beside] / abs(core.matrix.data[entry])
        cuts.append(_capped(core, cell, beside, reach, max(float(core.width[cell]), TINY)))
    return cuts


def near_cut(core: Core, cell: int, unknown: np.ndarray, block: np.ndarray) -> Cut:
    """Not enough is unknown around the cell: something beside it must be withheld as well.

    Args:
        block: (core,) the unknown cells that hang together with it.
    """
    rows = np.unique(core.columns[:, np.flatnonzero(block)].indices)
    columns = np.unique(core.matrix[rows].indices)
    columns = columns[core.choice[columns] & ~unknown[columns]]
    return _capped(core, cell, columns, np.ones(len(columns)), 1.0)


def _priced(core: Core, cell: int, rows: np.ndarray, top: np.ndarray, bottom: np.ndarray) -> Cut | None:
    top, bottom = (np.where(np.abs(one) > 1e-9, one, 0.0) for one in (top, bottom))
    used = (top != 0) | (bottom != 0)
    rows, top, bottom = rows[used], top[used], bottom[used]
    slack = _at_most(top, core.low[rows], core.high[rows]) + _at_most(bottom, core.low[rows], core.high[rows])
    if not np.isfinite(slack):
        return None
    start, count = core.matrix.indptr[rows], np.diff(core.matrix.indptr)[rows]
    at = np.repeat(start - np.r_[0, np.cumsum(count)[:-1]], count) + np.arange(count.sum()) if len(rows) else start
    columns, factors = np.r_[core.matrix.indices[at], cell], np.r_[core.matrix.data[at], 0.0]
    place, inverse = np.unique(columns, return_inverse=True)
    weighed = [
        np.bincount(inverse, np.r_[factors[:-1] * np.repeat(one, count), 0.0], len(place)) for one in (top, bottom)
    ]
    unit = (place == cell).astype(float)
    reach = np.zeros(len(place))
    for rest in (unit - weighed[0], -unit - weighed[1]):
        rest = np.where(np.abs(rest) > 1e-9, rest, 0.0)
        reach += np.where(rest > 0, rest * core.up[place], -rest * core.down[place])
    always = ~core.choice[place] | (place == cell)
    missing = float(core.width[cell]) - slack - float(reach[always].sum())
    if missing <= TINY:
        return None
    return _capped(core, cell, place[~always], reach[~always], missing)


def _at_most(price: np.ndarray, low: np.ndarray, high: np.ndarray) -> float:
    """The largest value of price times row."""
    limit = np.where(price > 0, high, low)
    return float((price[price != 0] * limit[price != 0]).sum())


def _capped(core: Core, cell: int, columns: np.ndarray, reach: np.ndarray, missing: float) -> Cut:
    """The cut that says: what these cells add must reach what is missing, if the cell is withheld."""
    factors = np.minimum(reach / missing, 1.0)
    kept = core.choice[columns] & (factors > TINY)
    columns, factors = columns[kept], factors[kept]
    if not core.choice[cell]:
        return Cut(columns, factors, 1.0, cell)
    columns, factors = np.r_[columns, cell], np.r_[factors, -1.0]
    order = np.argsort(columns)
    return Cut(columns[order], factors[order], 0.0, cell)

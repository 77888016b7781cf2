"""Counts that are the sum of two others in every area: whoever knows what they mean adds them up, said or not."""

import numpy as np
import pandas as pd

from sozialraum.analysis.ledger.figures import STREAM
from sozialraum.analysis.ledger.ledger import Ledger
from sozialraum.analysis.ledger.sums import TELLING, equation, spread, together_of
from sozialraum.analysis.ledger.totals import totals_ledger

SEED = 20  # of the factors by which whole columns are compared first; which ones they are decides nothing
LARGEST_FACTOR = 2**20


def found_sums(table: pd.DataFrame) -> Ledger:
    """Children under three and from three to five that make up those under six, though nobody has said so.

    Args:
        table: figures, one row for each cell.

    Returns:
        One equation for each area of a date and group in which a count is the sum of two others wherever any of them
        is known, with at least three areas in which both parts are not zero. Numbers that agree by chance would be
        protected without need, never the other way round.
    """
    where = spread(table, "area_id", STREAM)
    numbers = np.append(table["value"].to_numpy(dtype=float), np.nan)[where.place]
    sets = table.groupby(STREAM, sort=True).ngroup().groupby([table["period"], table["group"]]).unique()
    factors = np.random.default_rng(SEED).integers(1, LARGEST_FACTOR, len(numbers)).astype(float)
    found = []
    for streams in sets:
        for like in _alike(numbers, np.sort(streams)):
            for total, one, other in _triples(numbers[:, like], factors):
                places = where.place[:, like[[total, one, other]]]
                told = places[:, 0] >= 0
                found.append(
                    equation(places[told, 0], [places[told, 1], places[told, 2]], np.zeros(told.sum(), dtype=bool))
                )
    return totals_ledger(table, together_of(found), "found") if found else Ledger()


def _alike(numbers: np.ndarray, streams: np.ndarray) -> list[np.ndarray]:
    """Columns with numbers in the same areas, each set of numbers once."""
    sets: dict[bytes, dict[bytes, int]] = {}
    for stream in streams:
        column = numbers[:, stream]
        if len(np.unique(column[np.isfinite(column) & (column != 0)])) >= TELLING:
            sets.setdefault(np.isfinite(column).tobytes(), {}).setdefault(column.tobytes(), int(stream))
    return [np.array(list(columns.values())) for columns in sets.values() if len(columns) > 2]


def _triples(numbers: np.ndarray, factors: np.ndarray) -> list[tuple[int, int, int]]:
    """(total, part, part) of columns, of which the parts add up to the total in every row."""
    known = np.isfinite(numbers[:, 0])
    numbers = numbers[known]
    marks = factors[known] @ numbers
    order = np.argsort(marks, kind="stable")
    one, other = np.triu_indices(numbers.shape[1], k=1)
    sums = marks[one] + marks[other]
    near = np.abs(sums) * 1e-12 + 1e-6
    first = np.searchsorted(marks[order], sums - near)
    last = np.searchsorted(marks[order], sums + near)
    found = []
    for pair in np.flatnonzero(last > first):
        a, b = numbers[:, one[pair]], numbers[:, other[pair]]
        if ((a != 0) & (b != 0)).sum() < TELLING:
            continue
        found += [
            (int(total), int(one[pair]), int(other[pair]))
            for total in order[first[pair] : last[pair]]
            if np.allclose(numbers[:, total], a + b, rtol=1e-12, atol=1e-6)
        ]
    return found

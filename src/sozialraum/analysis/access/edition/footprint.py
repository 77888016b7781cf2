"""The squares a page may draw: cells where enough residents live, and larger squares for those who are left."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

LARGEST_M = 1600.0  # edge of a square, about; who is left even there is not shown
PARTS = 4  # squares of half the edge in a square
FROM_PARTS = 3  # of two that hold enough only together, everybody would know that neither is empty
TENS = 10.0  # residents who are left out are told in tens, or more


@dataclass(frozen=True)
class Footprint:
    """Where something is drawn, the same for every question.

    Args:
        squares: column and row of the first cell, span in cells; the largest first, then by row and column. A smaller
            one lies on top of a larger one, which stands for the residents of no smaller one.
        square: (n,) number of the square that stands for each place, -1 for none.
        inhabited: (n,) whether anybody is known to live there.
        left_out: residents of no square, rounded; 0 where there is nothing to tell.
    """

    squares: pd.DataFrame
    square: np.ndarray
    inhabited: np.ndarray
    left_out: int


def footprint(places: pd.DataFrame, cell_m: float, least: float) -> Footprint:
    """Cells and squares by the number of residents.

    A cell with enough residents is drawn. Those left in a square of twice the edge are drawn as that square, if they
    are enough, and so on upwards. A square of which fewer than three parts are left is passed over: two that are
    enough only together would both have to be inhabited.

    Args:
        places: columns column, row and everybody (residents; NA where they are not known) of each place.
        cell_m: edge of a cell.
        least: from how many residents on a square is drawn.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    heads = places["everybody"].to_numpy(dtype=float, na_value=0.0)
    at = places[["row", "column"]].to_numpy(dtype=np.int64)
    square, found = np.full(len(places), -1), [np.zeros((0, 3), dtype=np.int64)]
    span, largest = 1, int(2 ** max(0, round(np.log2(LARGEST_M / cell_m))))
    keys, node = np.unique(at, axis=0, return_inverse=True)
    node = node.reshape(-1)
    left = np.bincount(node, weights=heads, minlength=len(keys))
    parts = np.full(len(keys), FROM_PARTS)
    while True:
        asked = parts >= FROM_PARTS
        drawn = asked & (left >= least) & (left > 0)
        number = np.cumsum(drawn) - 1 + sum(map(len, found))
        mine = drawn[node] & (square < 0)
        square[mine] = number[node][mine]
        found.append(np.column_stack([keys[drawn] * span, np.full(drawn.sum(), span)]))
        left[drawn] = 0.0
        parts = np.where(drawn, 0, np.where(asked, 1, parts))
        if span >= largest or not len(keys):
            break
        keys, above = np.unique(keys // 2, axis=0, return_inverse=True)
        above = above.reshape(-1)
        known = np.bincount(above, minlength=len(keys))
        parts = np.bincount(above, weights=parts, minlength=len(keys)) + PARTS - known  # of no file: left, too
        left, node, span = np.bincount(above, weights=left, minlength=len(keys)), above[node], 2 * span
    table = pd.DataFrame(np.concatenate(found), columns=["row", "column", "span"])
    return Footprint(*_in_order(table, square), heads > 0, _left_out(table, left, keys, parts, span, least))


def _in_order(table: pd.DataFrame, square: np.ndarray) -> tuple[pd.DataFrame, np.ndarray]:
    order = np.lexsort([table["column"], table["row"], -table["span"]])
    place = np.empty(len(table) + 1, dtype=np.int64)
    place[order], place[-1] = np.arange(len(table)), -1
    return table.iloc[order].reset_index(drop=True), place[square]


def _left_out(
    squares: pd.DataFrame, left: np.ndarray, tops: np.ndarray, parts: np.ndarray, span: int, least: float
) -> int:
    """Residents who are not drawn, rounded; 0 where so many that some square with anything drawn must have some.

    Args:
        left: residents left in each of the largest squares.
        tops: their rows and columns, in squares.
        parts: of each, how many parts may hold residents, each fewer than `least`.
    """
    unit = max(TENS, 2 * least)
    count = float(np.floor(left.sum() / unit + 0.5) * unit)
    known = set(map(tuple, (squares[["row", "column"]].to_numpy() // span).tolist()))
    seen = np.array([tuple(one) in known for one in tops.tolist()], dtype=bool)
    room = (float(parts[seen].sum()) - 1) * (least - 1)
    return int(count) if unit <= count <= room + unit / 2 else 0

"""Street networks of any size, made by rule: crossings on a crooked grid, winding streets between them.

As in real ones, four of five nodes only mark a bend. No network is of any place.
"""

from functools import cache

import numpy as np

from sozialraum.model.network import Network

BLOCK_M = 100.0
KEPT = 0.72  # of the streets between neighbouring crossings
MOST_BENDS = 5


@cache
def made_ways(nodes: int) -> Network:
    """A network of about so many nodes, sorted as readers leave them; the same number gives the same network."""
    dice = np.random.default_rng(11)
    side = round((nodes / (1 + 2 * KEPT * MOST_BENDS / 2)) ** 0.5)
    number = np.arange(side**2).reshape(side, side)
    rows, columns = (number[:, :-1], number[:, 1:]), (number[:-1], number[1:])
    streets = np.concatenate([np.column_stack([one.ravel(), other.ravel()]) for one, other in (rows, columns)])
    streets = streets[dice.random(len(streets)) < KEPT]
    crossings = BLOCK_M * np.column_stack([number.ravel() // side, number.ravel() % side])
    crossings = crossings + dice.uniform(-30, 30, crossings.shape)
    bends = dice.integers(0, MOST_BENDS + 1, len(streets))
    street = np.repeat(np.arange(len(streets)), bends)
    place = np.arange(len(street)) - np.repeat(np.cumsum(bends) - bends, bends)
    share = ((place + 1) / (bends[street] + 1))[:, None]
    start, end = crossings[streets[street, 0]], crossings[streets[street, 1]]
    at = np.concatenate([crossings, start + share * (end - start) + dice.uniform(-4, 4, (len(street), 2))])
    own = side**2 + np.arange(len(street))
    before = np.where(place == 0, streets[street, 0], own - 1)
    last = place == bends[street] - 1
    straight = streets[bends == 0]
    ends = np.column_stack([own[last], streets[street[last], 1]])
    return _sorted(at, np.concatenate([straight, np.column_stack([before, own]), ends]))


def _sorted(at: np.ndarray, edges: np.ndarray) -> Network:
    used = np.unique(edges)
    order = used[np.lexsort((at[used, 1], at[used, 0]))]
    number = np.empty(len(at), dtype=np.int64)
    number[order] = np.arange(len(order))
    edges = np.sort(number[edges], axis=1)
    edges = edges[np.lexsort((edges[:, 1], edges[:, 0]))]
    nodes = at[order]
    return Network(nodes, edges, np.hypot(*(nodes[edges[:, 0]] - nodes[edges[:, 1]]).T), "")

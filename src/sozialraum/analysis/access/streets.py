"""A network made ready for walking: targets put in as nodes that cut their edge, origins hung between two nodes."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array, csr_array

from sozialraum.analysis.access.snapping import Snapped, on_edges
from sozialraum.model.network import Network

TILES = 255  # on a side: eight bits


@dataclass(frozen=True)
class Streets:
    """Nodes of the network, one for each cut of an edge, and one for each target off the ways.

    They are numbered so that neighbours have numbers near each other, which halves the time of a search.
    """

    graph: csr_array  # metres from node to node, each way twice
    nodes: np.ndarray  # (n, 2) float64, metres
    target: np.ndarray  # (t,) int64, node of each target; -1 for those too far from any way
    of_network: np.ndarray  # (network's nodes,) int64, the number of each here
    cut: np.ndarray  # (c,) int64, nodes at which edges are cut
    cut_edge: np.ndarray  # (c,) int64, in order; the edge of each cut
    cut_share: np.ndarray  # (c,) float64, in order on each edge


@dataclass(frozen=True)
class Hung:
    """Origins between two nodes of the streets; inf and -1 for those too far from any way."""

    node: np.ndarray  # (n, 2) int64
    metres: np.ndarray  # (n, 2) float64 to each of the two, the way to the edge included


def streets(network: Network, points: np.ndarray, targets: Snapped) -> Streets:
    """The network with its targets.

    Args:
        network: the ways.
        points: the targets (t, 2), as they were snapped.
        targets: where they reach the network.
    """
    there = targets.edge >= 0
    inside = there & (targets.share > 0) & (targets.share < 1)
    cut_edge, cut_share, cut_of = _cuts(targets.edge[inside], targets.share[inside])
    first_cut = len(network.nodes)
    on_way = np.full(len(points), -1)
    on_way[there] = network.edges[targets.edge[there], (targets.share[there] >= 1).astype(np.int64)]
    on_way[inside] = first_cut + cut_of
    off = np.flatnonzero(there & (targets.snap_m > 0))
    target = on_way.copy()
    target[off] = first_cut + len(cut_edge) + np.arange(len(off))
    whole = np.ones(len(network.edges), dtype=bool)
    whole[cut_edge] = False
    start, end, metres = _cut_pieces(network, cut_edge, cut_share, first_cut)
    nodes = np.concatenate([network.nodes, on_edges(network, cut_edge, cut_share), points[off]])
    order = _neighbours_together(nodes)
    number = np.empty(len(nodes), dtype=np.int64)
    number[order] = np.arange(len(nodes))
    graph = _graph(
        number[np.concatenate([network.edges[whole, 0], start, on_way[off]])],
        number[np.concatenate([network.edges[whole, 1], end, target[off]])],
        np.concatenate([network.length_m[whole], metres, targets.snap_m[off]]),
        len(nodes),
    )
    cut = number[first_cut : first_cut + len(cut_edge)]
    target[there] = number[target[there]]
    return Streets(graph, nodes.take(order, axis=0), target, number[:first_cut], cut, cut_edge, cut_share)


def hung(network: Network, built: Streets, origins: Snapped) -> Hung:
    """Each origin between its neighbours on its edge: ends of the edge or cuts."""
    there = origins.edge >= 0
    node = np.full((len(there), 2), -1)
    metres = np.full((len(there), 2), np.inf)
    if not there.any():
        return Hung(node, metres)
    edge, share = origins.edge[there], origins.share[there]
    first, last = np.searchsorted(built.cut_edge, edge), np.searchsorted(built.cut_edge, edge, side="right")
    after = _first_beyond(built.cut_share, first, last, share)
    cut, cut_share = np.append(built.cut, -1), np.append(built.cut_share, 0.0)  # none behind the last
    ends = built.of_network[network.edges[edge]]
    before_cut, behind_cut = after > first, after < last
    before = np.where(before_cut, cut[after - 1], ends[:, 0])
    behind = np.where(behind_cut, cut[after], ends[:, 1])
    since = share - np.where(before_cut, cut_share[after - 1], 0.0)
    until = np.where(behind_cut, cut_share[after], 1.0) - share
    node[there] = np.column_stack([before, behind])
    along = np.column_stack([since, until]) * network.length_m[edge, None]
    metres[there] = along + origins.snap_m[there, None]
    return Hung(node, metres)


def _neighbours_together(nodes: np.ndarray) -> np.ndarray:
    """The nodes in an order that goes from quarter to quarter of the town, and so within each quarter."""
    if not len(nodes):
        return np.empty(0, dtype=np.int64)
    low = nodes.min(axis=0)
    tiles = TILES / max(float((nodes.max(axis=0) - low).max()), 1.0)
    east, north = (((nodes[:, axis] - low[axis]) * tiles).astype(np.uint16) for axis in (0, 1))
    key = _spread(east) | (_spread(north) << 1)
    return np.argsort(key, kind="stable")  # numbers this short are sorted by counting


def _spread(number: np.ndarray) -> np.ndarray:
    """A zero before each of eight bits."""
    for shift, mask in ((4, 0x0F0F), (2, 0x3333), (1, 0x5555)):
        number = (number | (number << shift)) & mask
    return number


def _cuts(edge: np.ndarray, share: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Edge and share of the different cuts in order, and the number of the cut of each target."""
    order = np.lexsort((share, edge))
    edge, share = edge[order], share[order]
    new = np.ones(len(edge), dtype=bool)
    new[1:] = (edge[1:] != edge[:-1]) | (share[1:] != share[:-1])
    cut_of = np.empty(len(edge), dtype=np.int64)
    cut_of[order] = np.cumsum(new) - 1
    return edge[new], share[new], cut_of


def _cut_pieces(
    network: Network, edge: np.ndarray, share: np.ndarray, first_cut: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Start, end and metres of the pieces of the edges that are cut: one before each cut, one behind the last."""
    node = first_cut + np.arange(len(edge))
    same = np.zeros(len(edge), dtype=bool)
    same[1:] = edge[1:] == edge[:-1]
    last = np.append(~same[1:], True)[: len(edge)]
    start = np.where(same, node - 1, network.edges[edge, 0])
    since = share - np.where(same, np.roll(share, 1), 0.0)
    return (
        np.concatenate([start, node[last]]),
        np.concatenate([node, network.edges[edge[last], 1]]),
        np.concatenate([since, 1 - share[last]]) * network.length_m[np.concatenate([edge, edge[last]])],
    )


def _graph(start: np.ndarray, end: np.ndarray, metres: np.ndarray, nodes: int) -> csr_array:
    """Each way twice. Sorted by counting: a column for each way has its row, and turning it round sorts them; two
    ways between the same nodes stay two, where a sum would make a longer one of them."""
    tail = np.concatenate([start, end]).astype(np.int32)
    head = np.concatenate([end, start]).astype(np.int32)
    columns = np.arange(len(tail) + 1, dtype=np.int32)
    by_tail = csc_array((np.concatenate([metres, metres]), tail, columns), shape=(nodes, len(tail))).tocsr()
    return csr_array((by_tail.data, head[by_tail.indices], by_tail.indptr), shape=(nodes, nodes))


def _first_beyond(values: np.ndarray, first: np.ndarray, last: np.ndarray, sought: np.ndarray) -> np.ndarray:
    """In each slice first:last of the sorted values, where the first stands that is greater than the one sought."""
    low, high = first.copy(), last.copy()
    open_ = np.flatnonzero(low < high)
    while len(open_):
        middle = (low[open_] + high[open_]) // 2
        on = values[middle] <= sought[open_]
        low[open_[on]] = middle[on] + 1
        high[open_[~on]] = middle[~on]
        open_ = open_[low[open_] < high[open_]]
    return low

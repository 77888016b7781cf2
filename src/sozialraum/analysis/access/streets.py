"""A network made ready for walking: targets put in as nodes that cut their chain, origins hung between two nodes."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from sozialraum.analysis.access.grouping import grouped
from sozialraum.analysis.access.snapping import Snapped, on_edges
from sozialraum.analysis.access.street_chains import Chains, Placed, placed
from sozialraum.model.network import Network

TILES = 255  # on a side: eight bits


@dataclass(frozen=True)
class Streets:
    """Crossings, one node for each cut of a chain, and one for each target off the ways.

    They are numbered so that neighbours have numbers near each other, which halves the time of a search.
    """

    graph: csr_array  # metres from node to node, each way twice
    nodes: np.ndarray  # (n, 2) float64, metres
    target: np.ndarray  # (t,) int64, node of each target; -1 for those too far from any way
    ends: np.ndarray  # (chains, 2) int64, nodes at the ends of each chain
    length_m: np.ndarray  # (chains,) float64
    cut: np.ndarray  # (c,) int64, nodes at which chains are cut
    cut_chain: np.ndarray  # (c,) int64, in order; the chain of each cut
    cut_at_m: np.ndarray  # (c,) float64, in order on each chain


@dataclass(frozen=True)
class Hung:
    """Origins between two nodes of the streets; inf and -1 for those too far from any way."""

    node: np.ndarray  # (n, 2) int64
    metres: np.ndarray  # (n, 2) float64 to each of the two, the way to the chain included


def streets(network: Network, chains: Chains, points: np.ndarray, targets: Snapped) -> Streets:
    """The chains with the targets.

    Args:
        network: the ways.
        chains: of this network.
        points: the targets (t, 2), as they were snapped.
        targets: where they reach the network.
    """
    at = placed(network, chains, targets)
    there = at.chain >= 0
    behind = there & (at.at_m >= chains.length_m[at.chain]) if len(chains.length_m) else there
    inside = there & (at.at_m > 0) & ~behind
    cut_chain, cut_at_m, first, cut_of = _cuts(at.chain[inside], at.at_m[inside])
    crossing, ends = _crossings(chains, len(network.nodes))
    first_cut = len(crossing)
    on_way = np.full(len(points), -1)
    on_way[there] = ends[at.chain[there], behind[there].astype(np.int64)]
    on_way[inside] = first_cut + cut_of
    off = np.flatnonzero(there & (at.snap_m > 0))
    target = on_way.copy()
    target[off] = first_cut + len(cut_chain) + np.arange(len(off))
    whole = np.ones(len(ends), dtype=bool)
    whole[cut_chain] = False
    start, end, metres = _cut_pieces(ends, chains.length_m, cut_chain, cut_at_m, first_cut)
    cuts = np.flatnonzero(inside)[first]
    nodes = np.concatenate(
        [network.nodes[crossing], on_edges(network, targets.edge[cuts], targets.share[cuts]), points[off]]
    )
    order = _neighbours_together(nodes)
    number = np.empty(len(nodes), dtype=np.int64)
    number[order] = np.arange(len(nodes))
    graph = _graph(
        number[np.concatenate([ends[whole, 0], start, on_way[off]])],
        number[np.concatenate([ends[whole, 1], end, target[off]])],
        np.concatenate([chains.length_m[whole], metres, at.snap_m[off]]),
        len(nodes),
    )
    cut = number[first_cut : first_cut + len(cut_chain)]
    target[there] = number[target[there]]
    return Streets(graph, nodes[order], target, number[ends], chains.length_m, cut, cut_chain, cut_at_m)


def hung(built: Streets, origins: Placed) -> Hung:
    """Each origin between its neighbours on its chain: ends of the chain or cuts."""
    there = origins.chain >= 0
    node = np.full((len(there), 2), -1)
    metres = np.full((len(there), 2), np.inf)
    if not there.any():
        return Hung(node, metres)
    chain, at_m = origins.chain[there], origins.at_m[there]
    first, last = np.searchsorted(built.cut_chain, chain), np.searchsorted(built.cut_chain, chain, side="right")
    after = _first_beyond(built.cut_at_m, first, last, at_m)
    cut, cut_at_m = np.append(built.cut, -1), np.append(built.cut_at_m, 0.0)  # none behind the last
    before_cut, behind_cut = after > first, after < last
    before = np.where(before_cut, cut[after - 1], built.ends[chain, 0])
    behind = np.where(behind_cut, cut[after], built.ends[chain, 1])
    since = at_m - np.where(before_cut, cut_at_m[after - 1], 0.0)
    until = np.where(behind_cut, cut_at_m[after], built.length_m[chain]) - at_m
    node[there] = np.column_stack([before, behind])
    metres[there] = np.maximum(np.column_stack([since, until]), 0) + origins.snap_m[there, None]
    return Hung(node, metres)


def _crossings(chains: Chains, nodes: int) -> tuple[np.ndarray, np.ndarray]:
    """Nodes of the network at the ends of chains, and the ends by their numbers among these."""
    is_one = np.zeros(nodes, dtype=bool)
    is_one[chains.ends] = True
    return np.flatnonzero(is_one), (np.cumsum(is_one) - 1)[chains.ends]


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


def _cuts(chain: np.ndarray, at_m: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Chain and metres of the different cuts in order, a target at each, and the number of the cut of each target."""
    order = np.lexsort((at_m, chain))
    chain, at_m = chain[order], at_m[order]
    new = np.ones(len(chain), dtype=bool)
    new[1:] = (chain[1:] != chain[:-1]) | (at_m[1:] != at_m[:-1])
    cut_of = np.empty(len(chain), dtype=np.int64)
    cut_of[order] = np.cumsum(new) - 1
    return chain[new], at_m[new], order[new], cut_of


def _cut_pieces(
    ends: np.ndarray, length_m: np.ndarray, chain: np.ndarray, at_m: np.ndarray, first_cut: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Start, end and metres of the pieces of the chains that are cut: one before each cut, one behind the last."""
    node = first_cut + np.arange(len(chain))
    same = np.zeros(len(chain), dtype=bool)
    same[1:] = chain[1:] == chain[:-1]
    last = np.append(~same[1:], True)[: len(chain)]
    start = np.where(same, node - 1, ends[chain, 0])
    since = at_m - np.where(same, np.roll(at_m, 1), 0.0)
    return (
        np.concatenate([start, node[last]]),
        np.concatenate([node, ends[chain[last], 1]]),
        np.concatenate([since, length_m[chain[last]] - at_m[last]]),
    )


def _graph(start: np.ndarray, end: np.ndarray, metres: np.ndarray, nodes: int) -> csr_array:
    """Each way twice. Two ways between the same nodes stay two, where a sum would make a longer one of them."""
    tail, head = np.concatenate([start, end]), np.concatenate([end, start])
    order, first = grouped(tail, nodes)
    return csr_array((np.concatenate([metres, metres])[order], head[order].astype(np.int32), first), (nodes, nodes))


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

"""Distance on foot: along the ways of a network, the way to it and from it included."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

from sozialraum.analysis.access.snapping import snapped_both
from sozialraum.analysis.access.straight import Nearest, Pairs, Progress, checked
from sozialraum.analysis.access.street_chains import chains, placed
from sozialraum.analysis.access.streets import Hung, Streets, hung, streets
from sozialraum.analysis.access.walking_pairs import k_nearest, pairs_of
from sozialraum.model.network import Network


@dataclass(frozen=True)
class WalkingNearest(Nearest):
    """Nearest targets on foot, and how far origins and targets lie from the ways (part of the distance)."""

    origin_snap_m: np.ndarray  # (n,) float64; inf for those farther than max_snap_m from every way
    target_snap_m: np.ndarray  # (m,) float64; the same


def walking_nearest(
    network: Network,
    origins: np.ndarray,
    targets: np.ndarray,
    k: int = 1,
    max_m: float = np.inf,
    max_snap_m: float = np.inf,
    progress: Progress | None = None,
) -> WalkingNearest:
    """The k nearest targets of each origin on foot.

    Args:
        network: the ways, walked in both directions.
        origins: points (n, 2) in metres.
        targets: points (m, 2) in metres.
        k: how many, at least 1.
        max_m: targets farther than this on foot are left out; exactly as far counts.
        max_snap_m: points farther than this from every way reach nothing and are not reached.
        progress: told how many origins are done, of how many; with k = 1 there is one step only.

    Returns:
        Distances are never shorter than straight ones, but for rounding. Of targets as far the lowest number first.

    Raises:
        ValueError: not points, coordinates that are no numbers, or k below 1.

    Source: docs/methods.md#fussweg
    """
    origins, targets = checked(origins), checked(targets)
    if k < 1:
        raise ValueError("k must be at least 1")
    from_, to = snapped_both(network, origins, targets, max_snap_m)
    ways = chains(network)
    built = streets(network, ways, targets, to)
    starts = hung(built, placed(network, ways, from_))
    if k == 1:
        distance_m, target = _one_nearest(built, starts, max_m)
    else:
        distance_m, target = k_nearest(built, starts, origins, k, max_m, progress)
    return WalkingNearest(distance_m, target, from_.snap_m, to.snap_m)


def walking_pairs(
    network: Network,
    origins: np.ndarray,
    targets: np.ndarray,
    max_m: float,
    max_snap_m: float = np.inf,
    progress: Progress | None = None,
) -> Pairs:
    """All pairs at most `max_m` apart on foot.

    Args:
        network: the ways, walked in both directions.
        origins: points (n, 2) in metres.
        targets: points (m, 2) in metres.
        max_m: metres on foot; exactly as far counts.
        max_snap_m: points farther than this from every way are in no pair.
        progress: told how many targets are done, of how many.

    Raises:
        ValueError: not points, or coordinates that are no numbers.

    Source: docs/methods.md#fussweg
    """
    origins, targets = checked(origins), checked(targets)
    from_, to = snapped_both(network, origins, targets, max_snap_m)
    ways = chains(network)
    built = streets(network, ways, targets, to)
    return pairs_of(built, hung(built, placed(network, ways, from_)), origins, max_m, progress)


def components(network: Network) -> np.ndarray:
    """Of each node the number of its part (n,) int64; 0 has most metres of ways, of equals the one of the first node.

    Source: docs/methods.md#fussweg
    """
    if not len(network.nodes):
        return np.empty(0, dtype=np.int64)
    ends = (network.edges[:, 0], network.edges[:, 1])
    links = csr_array((np.ones(len(network.edges)), ends), shape=(len(network.nodes),) * 2)
    count, part = connected_components(links, directed=False)
    metres = np.bincount(part[ends[0]], weights=network.length_m, minlength=count)
    _, first = np.unique(part, return_index=True)
    number = np.empty(count, dtype=np.int64)
    number[np.lexsort((first, -metres))] = np.arange(count)
    return np.asarray(number[part])


def _one_nearest(built: Streets, starts: Hung, max_m: float) -> tuple[np.ndarray, np.ndarray]:
    """One search from all targets at once."""
    distance_m = np.full((len(starts.node), 1), np.inf)
    target = np.full((len(starts.node), 1), -1)
    reachable = np.flatnonzero(built.target >= 0)
    if not len(reachable):
        return distance_m, target
    sources, first = np.unique(built.target[reachable], return_index=True)
    metres, _, source = dijkstra(
        built.graph, indices=sources, min_only=True, return_predecessors=True, limit=max_m * (1 + 1e-9)
    )
    of_node = np.full(len(metres), len(built.target))  # farther than every target's number: none
    of_node[sources] = reachable[first]
    known = np.isfinite(metres)
    of_node[known] = of_node[source[known]]
    _lowest_of_equals(built.graph, metres, of_node)
    there = np.flatnonzero(starts.node[:, 0] >= 0)
    both = metres[starts.node[there]] + starts.metres[there]
    least = both.min(axis=1)
    lowest = np.where(both == least[:, None], of_node[starts.node[there]], len(built.target)).min(axis=1)
    near = np.isfinite(least) & (least <= max_m)
    distance_m[there[near], 0], target[there[near], 0] = least[near], lowest[near]
    return distance_m, target


def _lowest_of_equals(graph: csr_array, metres: np.ndarray, of_node: np.ndarray) -> None:
    """Hand lower numbers on along every shortest way, not only the one that was found first."""
    tail = np.repeat(np.arange(graph.shape[0]), np.diff(graph.indptr))
    shortest = np.flatnonzero(metres[tail] + graph.data == metres[graph.indices])
    tail, head = tail[shortest], graph.indices[shortest]
    while len(lower := np.flatnonzero(of_node[tail] < of_node[head])):
        np.minimum.at(of_node, head[lower], of_node[tail[lower]])

"""Points put on the nearest way: on which edge, how far along it, and how far from it."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from sozialraum.analysis.access.straight import apart, checked, chunks
from sozialraum.model.network import Network

FIRST_ASKED = 6  # pieces of edges asked for at first: enough for nearly every point
AT_ONCE = 2_000_000  # points times pieces, so that memory stays small
PIECE = 2.0  # edges longer than this many mean lengths are looked for in several pieces


@dataclass(frozen=True)
class Snapped:
    """Where points reach the network; of edges as near the lowest number. Edge -1 and inf where there is none."""

    edge: np.ndarray  # (n,) int64
    share: np.ndarray  # (n,) float64 along the edge, 0 to 1
    snap_m: np.ndarray  # (n,) float64, metres from the point to the edge, straight


def snapped(network: Network, points: np.ndarray, max_snap_m: float = np.inf) -> Snapped:
    """The nearest point on any edge; a point at a node stands on an edge of that node.

    Args:
        network: the ways.
        points: (n, 2) in metres.
        max_snap_m: points farther than this from every edge get none; exactly as far counts.

    Raises:
        ValueError: not points, or coordinates that are no numbers.

    Source: docs/methods.md#fussweg
    """
    points = checked(points)
    found = Snapped(np.full(len(points), -1), np.zeros(len(points)), np.full(len(points), np.inf))
    if not len(network.edges) or not len(points):
        return found
    open_ = _not_at_nodes(network, points, found)
    if not len(open_):
        return found
    middles, edge, half_m = _pieces(network)
    tree = cKDTree(middles, balanced_tree=False, compact_nodes=False)
    asked = min(FIRST_ASKED, tree.n)
    while len(open_):
        left = []
        for rows in chunks(len(open_), max(AT_ONCE // asked, 1)):
            at = open_[rows]
            away, piece = (np.asarray(one) for one in tree.query(points[at], k=np.arange(1, asked + 1)))
            found.edge[at], found.share[at], found.snap_m[at] = _best(network, points[at], edge[piece])
            # every edge not asked for is at least this far; strictly, so that the lowest of equals is known
            proven = (found.snap_m[at] < away[:, -1] - half_m) | (asked == tree.n)
            left.append(at[~proven])
        open_, asked = np.concatenate(left), min(4 * asked, tree.n)
    too_far = found.snap_m > max_snap_m
    found.edge[too_far], found.share[too_far], found.snap_m[too_far] = -1, 0.0, np.inf
    return found


def snapped_both(
    network: Network, origins: np.ndarray, targets: np.ndarray, max_snap_m: float = np.inf
) -> tuple[Snapped, Snapped]:
    """Origins and targets in one search; see `snapped`."""
    both = snapped(network, np.concatenate([checked(origins), checked(targets)]), max_snap_m)
    cut = len(origins)
    return (
        Snapped(both.edge[:cut], both.share[:cut], both.snap_m[:cut]),
        Snapped(both.edge[cut:], both.share[cut:], both.snap_m[cut:]),
    )


def on_edges(network: Network, edge: np.ndarray, share: np.ndarray) -> np.ndarray:
    """The points (n, 2) that lie so far along their edges."""
    start, end = network.nodes[network.edges[edge, 0]], network.nodes[network.edges[edge, 1]]
    return np.asarray(start + share[:, None] * (end - start))


def _not_at_nodes(network: Network, points: np.ndarray, found: Snapped) -> np.ndarray:
    """Fill in the points that stand exactly at a node; the numbers of the others."""
    ends = network.edges.ravel()
    lowest = np.full(len(network.nodes), -1)
    lowest[ends[::-1]] = np.arange(len(ends))[::-1]  # the last one stays: the lowest edge, twice, and which end of it
    used = np.flatnonzero(lowest >= 0)
    place = network.nodes[used].view(np.complex128)[:, 0]  # compared by x, then y
    order = np.argsort(place, kind="stable")  # quick where nodes come in this order
    place, end = place[order], lowest[used[order]]
    first = np.flatnonzero(np.append(True, place[1:] != place[:-1]))
    place, end = place[first], np.minimum.reduceat(end, first)
    sought = np.ascontiguousarray(points).view(np.complex128)[:, 0]
    at = np.minimum(np.searchsorted(place, sought), len(place) - 1)
    there = place[at] == sought
    found.edge[there], found.share[there], found.snap_m[there] = end[at[there]] // 2, end[at[there]] % 2, 0.0
    return np.flatnonzero(~there)


def _pieces(network: Network) -> tuple[np.ndarray, np.ndarray, float]:
    """Middles of edges, long ones cut, the edge of each, and half of the longest piece with room for rounding."""
    start, end = network.nodes[network.edges[:, 0]], network.nodes[network.edges[:, 1]]
    length = apart(start, end)
    longest = PIECE * float(length.mean())
    count = np.maximum(np.ceil(length / longest), 1).astype(np.int64) if longest > 0 else np.ones(len(length), int)
    if (count == 1).all():
        return (start + end) / 2, np.arange(len(length)), float(length.max()) / 2 * (1 + 1e-9) + 1e-6
    edge = np.repeat(np.arange(len(length)), count)
    number = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    middles = on_edges(network, edge, (number + 0.5) / count[edge])
    return middles, edge, float((length / count).max()) / 2 * (1 + 1e-9) + 1e-6


def _best(network: Network, points: np.ndarray, edge: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Edge, share and distance (n,) of the nearest of the edges (n, k) asked for."""
    (x, y), (start, end) = network.nodes.T, network.edges.T
    first = start[edge]
    x_along, y_along = (axis[end[edge]] - axis[first] for axis in (x, y))
    x_to, y_to = points[:, :1] - x[first], points[:, 1:] - y[first]
    square = x_along * x_along + y_along * y_along
    share = (x_to * x_along + y_to * y_along) / np.where(square > 0, square, 1)
    np.clip(share, 0, 1, out=share)
    away = np.sqrt((x_to - share * x_along) ** 2 + (y_to - share * y_along) ** 2)
    least = away.min(axis=1)
    lowest = np.where(away == least[:, None], edge, len(network.edges)).argmin(axis=1)
    at = np.arange(len(points))
    return edge[at, lowest], share[at, lowest], least

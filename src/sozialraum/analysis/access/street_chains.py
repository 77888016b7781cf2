"""A network without its bends: chains of edges from crossing to crossing, so that a search has far fewer nodes.

In real networks four of five nodes only mark a bend. No way branches there, so nothing is decided there either: a
chain is walked as one edge, and points stand so many metres along it.
"""

from dataclasses import dataclass

import numpy as np

from sozialraum.analysis.access.snapping import Snapped
from sozialraum.model.network import Network

LONGEST = 64  # bends: one of so many is kept as a crossing, so that no chain becomes much longer


@dataclass(frozen=True)
class Chains:
    """Chains of edges, each between two nodes that are kept; an edge is walked along its chain or against it.

    Args:
        ends: (c, 2) int64, nodes of the network; the same one twice where a chain comes back to it.
        length_m: (c,) float64.
        of_half: (2m,) int64, the chain in which edge e is walked from its first end at 2e, from its second at
            2e + 1; -1 at the other of the two.
        since_m: (2m,) float64, metres of that chain before the edge.
    """

    ends: np.ndarray
    length_m: np.ndarray
    of_half: np.ndarray
    since_m: np.ndarray


@dataclass(frozen=True)
class Placed:
    """Where points reach the chains; -1 and 0 for those too far from any way."""

    chain: np.ndarray  # (n,) int64
    at_m: np.ndarray  # (n,) float64, metres along it
    snap_m: np.ndarray  # (n,) float64, metres from the point to the way; inf for those too far


def chains(network: Network, keep_bends: bool = False) -> Chains:
    """The chains of a network; with bends kept, each edge is one.

    Args:
        network: the ways.
        keep_bends: for drawing, where every node has its place.
    """
    ends = network.edges.ravel()  # the half 2e leaves the first end of edge e, 2e + 1 the second
    far = network.edges[:, ::-1].ravel()
    halves = np.arange(len(ends))
    bend = np.bincount(ends, minlength=len(network.nodes)) == 2
    bend[::LONGEST] = False
    if keep_bends:
        bend[:] = False
    leaving = np.bincount(ends, weights=halves, minlength=len(bend)).astype(np.int64)  # both halves of a bend, added
    onward = np.where(bend[far], leaving[far] - (halves ^ 1), -1)
    first = np.flatnonzero(~bend[ends])
    walk, since_m, last, length_m = _walked(first, onward, network.length_m)
    rings = np.flatnonzero(walk < 0)  # no crossing anywhere on them: every edge stays by itself
    walk[rings] = len(first) + np.arange(len(rings))
    first, last = np.append(first, rings), np.append(last, rings)
    length_m = np.append(length_m, network.length_m[rings // 2])
    kept = np.arange(len(first)) < walk[last ^ 1]  # each is walked from both its ends
    number = np.where(kept, np.cumsum(kept) - 1, -1)
    return Chains(np.column_stack([ends[first], far[last]])[kept], length_m[kept], number[walk], since_m)


def placed(network: Network, chains: Chains, points: Snapped) -> Placed:
    """Points on edges as points on chains; at the ends of a chain exactly 0 or its length."""
    chain, at_m = np.full(len(points.edge), -1), np.zeros(len(points.edge))
    there = points.edge >= 0
    edge, share = points.edge[there], points.share[there]
    against = chains.of_half[2 * edge] < 0
    half = 2 * edge + against
    chain[there] = chains.of_half[half]
    at_m[there] = chains.since_m[half] + np.where(against, 1 - share, share) * network.length_m[edge]
    return Placed(chain, at_m, points.snap_m)


def _walked(
    first: np.ndarray, onward: np.ndarray, length_m: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """All walks at once, step by step: of each half its walk and the metres before it, of each walk its end."""
    walk, since_m = np.full(len(onward), -1), np.zeros(len(onward))
    last, total_m = np.empty(len(first), dtype=np.int64), np.zeros(len(first))
    half, number, metres = first, np.arange(len(first)), np.zeros(len(first))
    while len(half):
        walk[half], since_m[half] = number, metres
        metres = metres + length_m[half >> 1]
        after = onward[half]
        on = after >= 0
        ended = ~on
        last[number[ended]], total_m[number[ended]] = half[ended], metres[ended]
        half, number, metres = after[on], number[on], metres[on]
    return walk, since_m, last, total_m

"""Straight pieces of ways -> one network: which points are one node, which pieces are one edge."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from sozialraum.model.network import Network
from sozialraum.sources.network.pieces import Pieces

ONE_PLACE_M = 0.01  # points as near as that are one node


def joined(pieces: Pieces, source_id: str) -> Network:
    """The network of these pieces; it does not depend on their order.

    Points at one place are one node where the pieces say so, and always the ends of a piece without length, so that
    nothing falls apart. Of several pieces between two nodes the shortest stays. No piece is shorter than straight.

    Source: docs/methods.md#wegenetz
    """
    node_of, nodes = _nodes(pieces)
    ends = np.sort(node_of[pieces.edges], axis=1)
    length = np.fmax(straight_m(nodes, ends), pieces.stated_m)
    real = ends[:, 0] != ends[:, 1]
    ends, length = ends[real], length[real]
    order = np.lexsort((length, ends[:, 1], ends[:, 0]))
    ends, length = ends[order], length[order]
    first = np.ones(len(ends), dtype=bool)
    first[1:] = (ends[1:] != ends[:-1]).any(axis=1)
    ends, length = ends[first], length[first]
    used = np.zeros(len(nodes), dtype=bool)
    used[ends] = True
    number = np.cumsum(used) - 1
    return Network(nodes[used], number[ends].astype(np.int64).reshape(-1, 2), length, source_id)


def straight_m(points: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """The straight distance between the ends of each edge."""
    apart = points[edges[:, 1]] - points[edges[:, 0]]
    metres: np.ndarray = np.hypot(apart[:, 0], apart[:, 1])
    return metres


def parts_of(network: Network) -> np.ndarray:
    """Of each node the number of the connected part it belongs to."""
    return _connected(len(network.nodes), network.edges)


def _nodes(pieces: Pieces) -> tuple[np.ndarray, np.ndarray]:
    """Of each point the number of its node; the nodes in order of x, then y."""
    points = pieces.points
    same = [pieces.edges[_without_length(pieces)]]
    if pieces.by_place and len(points):
        place, _ = pd.factorize(points[:, 0] + 1j * points[:, 1])
        _, first = np.unique(place, return_index=True)
        same.append(np.column_stack((np.arange(len(points)), first[place])))
        near = KDTree(points[first]).query_pairs(ONE_PLACE_M, output_type="ndarray")
        same.append(first[near])
    group = _connected(len(points), np.concatenate(same))
    order = np.lexsort((points[:, 1], points[:, 0]))
    _, at, inverse = np.unique(group[order], return_index=True, return_inverse=True)
    # a group is placed at its first point in order, and numbered by it
    rank = np.empty(len(at), dtype=np.int64)
    rank[np.argsort(at)] = np.arange(len(at))
    node_of = np.empty(len(points), dtype=np.int64)
    node_of[order] = rank[inverse]
    return node_of, points[order[np.sort(at)]]


def _without_length(pieces: Pieces) -> np.ndarray:
    none: np.ndarray = np.fmax(straight_m(pieces.points, pieces.edges), pieces.stated_m) <= 0
    return none


def _connected(count: int, pairs: np.ndarray) -> np.ndarray:
    ones = np.ones(len(pairs), dtype=np.int8)
    graph = coo_array((ones, (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)

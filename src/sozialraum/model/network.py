"""The ways on which people walk, joined to one network."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Network:
    """Ways for walking: every vertex a node, every edge straight between two nodes, walked both ways.

    No node is without an edge, no edge leads to its own beginning, no two edges join the same nodes.

    Args:
        nodes: (n, 2) float64, metres in the city's coordinate system; in order of x, then y.
        edges: (m, 2) int64, numbers of nodes, the smaller one first; in order of both.
        length_m: (m,) float64, at least the straight distance of the nodes, and above zero; a table of edges may
            state more. Nodes of different levels may lie at one place.
        source_id: of the project.
    """

    nodes: np.ndarray
    edges: np.ndarray
    length_m: np.ndarray
    source_id: str

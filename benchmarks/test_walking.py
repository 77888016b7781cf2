"""The nearest facility on foot beside networkx: a Graph from the edges, then multi_source_dijkstra.

Addresses and facilities stand at nodes and networkx is told which, so that it need not look for the nearest way;
our way finds them by their coordinates. In between stand our way for points beside the streets, which have to be put
on the nearest one, and networkx without paths, which then does not know the facility, only how far it is.
"""

import networkx as nx
import numpy as np
import pytest

from benchmarks.made_ways import made_ways
from benchmarks.side_by_side import FULL, in_turns, show
from sozialraum.analysis.access.walking import walking_nearest
from sozialraum.model.network import Network

SIZES = {"klein": (400, 60, 5), "Stadt": (20_000, 25_000, 120), "Berlin": (500_000, 40_000, 3_800)}


def graph_of(ways: Network) -> nx.Graph:
    graph = nx.Graph()
    graph.add_weighted_edges_from(zip(*ways.edges.T.tolist(), ways.length_m.tolist(), strict=True))
    return graph


def by_networkx(ways: Network, origins: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Metres to the nearest target, and its node; inf and -1 where there is none."""
    metres, paths = nx.multi_source_dijkstra(graph_of(ways), set(targets.tolist()))
    reached = [origin in metres for origin in origins.tolist()]
    far, none = np.full(len(origins), np.inf), np.full(len(origins), -1)
    far[reached] = [metres[origin] for origin in origins[reached].tolist()]
    none[reached] = [paths[origin][0] for origin in origins[reached].tolist()]
    return far, none


def lengths_only(ways: Network, origins: np.ndarray, targets: np.ndarray) -> np.ndarray:
    metres = nx.multi_source_dijkstra_path_length(graph_of(ways), set(targets.tolist()))
    return np.array([metres.get(origin, np.inf) for origin in origins.tolist()])


@pytest.mark.parametrize("size", ["Stadt", "Berlin"] if FULL else ["klein"])
def test_walking_beside_networkx(size: str) -> None:
    nodes, addresses, facilities = SIZES[size]
    ways, dice = made_ways(nodes), np.random.default_rng(5)
    from_, to = (dice.integers(0, len(ways.nodes), count) for count in (addresses, facilities))
    origins, targets = ways.nodes[from_], ways.nodes[to]
    beside = origins + dice.uniform(-20, 20, origins.shape), targets + dice.uniform(-20, 20, targets.shape)
    measured = in_turns(
        {
            "walking_nearest": lambda: walking_nearest(ways, origins, targets),
            "neben den Wegen": lambda: walking_nearest(ways, *beside),
            "networkx, nur Längen": lambda: lengths_only(ways, from_, to),
            "networkx": lambda: by_networkx(ways, from_, to),
        }
    )
    ours = measured["walking_nearest"].result
    theirs, nearest_node = measured["networkx"].result
    assert np.allclose(ours.distance_m[:, 0], theirs, rtol=1e-9)
    assert np.allclose(theirs, measured["networkx, nur Längen"].result, rtol=1e-9)
    assert (np.append(to, -1)[ours.target[:, 0]] == nearest_node).all()
    assert np.isfinite(theirs).mean() > 0.8
    described = (
        f"{len(ways.nodes)} Knoten, {len(ways.edges)} Kanten, {addresses} Adressen, {facilities} Einrichtungen"
    )
    show("Nächste Einrichtung zu Fuß", f"{size}: {described}", measured)

"""The nearest facility on foot beside networkx: a Graph from the edges, then the search from all facilities at once.

Addresses stand beside the streets, as houses do, or exactly at nodes. Both ways build their graph anew and answer,
for the same points, how far the nearest facility is. Ours gets coordinates, looks for the nearest way of each point,
and names the facility. networkx is told where each point stands on the ways: the edges it gets are cut there already,
and this is not measured. It searches twice: with paths, which name the facility, and without, which takes less time;
the ratio is to the latter.
"""

from dataclasses import dataclass

import networkx as nx
import numpy as np
import pytest

from benchmarks.made_ways import made_ways
from benchmarks.side_by_side import FULL, in_turns, show
from sozialraum.analysis.access.snapping import snapped
from sozialraum.analysis.access.walking import walking_nearest
from sozialraum.model.network import Network

SIZES = {"klein": (400, 60, 5), "Stadt": (20_000, 25_000, 120), "Berlin": (500_000, 40_000, 3_800)}
BESIDE_M = 20.0  # at most so far east or west, north or south of a node


@dataclass(frozen=True)
class Ready:
    """What networkx is told: ways with the points on them."""

    edges: np.ndarray  # (m, 2) int64
    length_m: np.ndarray  # (m,) float64
    origins: np.ndarray  # (n,) int64, nodes
    origin_snap_m: np.ndarray  # (n,) float64, metres from there to the address
    targets: np.ndarray  # (t,) int64, nodes


def ready(ways: Network, origins: np.ndarray, targets: np.ndarray) -> Ready:
    """A node on the way for each point, and one more for each facility, joined to it: there its search begins."""
    found = snapped(ways, np.concatenate([origins, targets]))
    order = np.lexsort((found.share, found.edge))
    edge, share, node = found.edge[order], found.share[order], len(ways.nodes) + order
    same = np.append(False, edge[1:] == edge[:-1])
    before = np.where(same, np.roll(node, 1), ways.edges[edge, 0])
    since = share - np.where(same, np.roll(share, 1), 0)
    last = np.append(~same[1:], True)
    whole = np.setdiff1d(np.arange(len(ways.edges)), edge)
    on_way = len(ways.nodes) + len(origins) + np.arange(len(targets))
    doors = on_way + len(targets)
    start = [ways.edges[whole, 0], before, node[last], on_way]
    end = [ways.edges[whole, 1], node, ways.edges[edge[last], 1], doors]
    metres = [
        ways.length_m[whole],
        since * ways.length_m[edge],
        (1 - share[last]) * ways.length_m[edge[last]],
        found.snap_m[len(origins) :],
    ]
    return Ready(
        np.column_stack([np.concatenate(start), np.concatenate(end)]),
        np.concatenate(metres),
        len(ways.nodes) + np.arange(len(origins)),
        found.snap_m[: len(origins)],
        doors,
    )


def graph_of(told: Ready) -> nx.Graph:
    graph = nx.Graph()
    graph.add_weighted_edges_from(zip(*told.edges.T.tolist(), told.length_m.tolist(), strict=True))
    return graph


def by_networkx(told: Ready) -> tuple[np.ndarray, np.ndarray]:
    """Metres to the nearest target, and its node; inf and -1 where there is none."""
    metres, paths = nx.multi_source_dijkstra(graph_of(told), set(told.targets.tolist()))
    origins = told.origins.tolist()
    far = np.array([metres.get(origin, np.inf) for origin in origins]) + told.origin_snap_m
    return far, np.array([paths[origin][0] if origin in paths else -1 for origin in origins])


def lengths_only(told: Ready) -> np.ndarray:
    metres = nx.multi_source_dijkstra_path_length(graph_of(told), set(told.targets.tolist()))
    return np.array([metres.get(origin, np.inf) for origin in told.origins.tolist()]) + told.origin_snap_m


@pytest.mark.parametrize("where", ["neben den Wegen", "an Knoten"])
@pytest.mark.parametrize("size", ["Stadt", "Berlin"] if FULL else ["klein"])
def test_walking_beside_networkx(size: str, where: str) -> None:
    nodes, addresses, facilities = SIZES[size]
    ways, dice = made_ways(nodes), np.random.default_rng(5)
    from_, to = (dice.integers(0, len(ways.nodes), count) for count in (addresses, facilities))
    origins, targets = ways.nodes[from_], ways.nodes[to]
    if where == "an Knoten":
        told = Ready(ways.edges, ways.length_m, from_, np.zeros(addresses), to)
    else:
        origins, targets = (one + dice.uniform(-BESIDE_M, BESIDE_M, one.shape) for one in (origins, targets))
        told = ready(ways, origins, targets)
    measured = in_turns(
        {
            "walking_nearest": lambda: walking_nearest(ways, origins, targets),
            "networkx, mit Pfaden": lambda: by_networkx(told),
            "networkx, nur Längen": lambda: lengths_only(told),
        }
    )
    ours = measured["walking_nearest"].result
    theirs, nearest_node = measured["networkx, mit Pfaden"].result
    assert np.allclose(ours.distance_m[:, 0], theirs, rtol=1e-9)
    assert np.allclose(theirs, measured["networkx, nur Längen"].result, rtol=1e-9)
    assert (np.append(told.targets, -1)[ours.target[:, 0]] == nearest_node).all()
    assert np.isfinite(theirs).mean() > 0.8
    described = (
        f"{len(ways.nodes)} Knoten, {len(ways.edges)} Kanten, {addresses} Adressen, {facilities} Einrichtungen"
    )
    show(f"Nächste Einrichtung zu Fuß, {where}", f"{size}: {described}", measured)

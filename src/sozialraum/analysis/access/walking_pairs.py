"""Pairs within a walking distance, and the k nearest from them: target by target, in the streets around it only."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import connected_components, dijkstra

from sozialraum.analysis.access.straight import Pairs, Progress, chunks, nearest
from sozialraum.analysis.access.streets import Hung, Streets

AT_ONCE = 4_000_000  # targets times nodes, so that memory stays small
MOST_TILES = 64  # on a side
FIRST_REACH = 1.5  # ways are usually not longer than this many times the straight distance


@dataclass(frozen=True)
class Tiles:
    """Points by square tile, sorted so that three tiles in a column are one slice."""

    order: np.ndarray  # (n,) numbers of the points in order of tile
    key: np.ndarray  # (n,) their tiles, in order
    rows: int


def pairs_of(
    built: Streets, starts: Hung, origins: np.ndarray, max_m: float, progress: Progress | None = None
) -> Pairs:
    """All pairs at most `max_m` apart; see `walking_pairs`."""
    there = np.flatnonzero(starts.node[:, 0] >= 0)
    return _pairs(built, starts, origins, there, np.flatnonzero(built.target >= 0), max_m, progress)


def k_nearest(
    built: Streets, starts: Hung, origins: np.ndarray, k: int, max_m: float, progress: Progress | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Metres and number (n, k) of the nearest: pairs within a reach that doubles for whom it was too short."""
    distance_m = np.full((len(starts.node), k), np.inf)
    target = np.full((len(starts.node), k), -1)
    _, part = connected_components(built.graph, directed=False)
    reached = np.flatnonzero(built.target >= 0)
    in_part = np.bincount(part[built.target[reached]], minlength=len(built.nodes))
    open_ = np.flatnonzero(starts.node[:, 0] >= 0)
    wanted = np.zeros(len(starts.node), dtype=np.int64)
    wanted[open_] = np.minimum(k, in_part[part[starts.node[open_, 0]]])
    open_ = open_[wanted[open_] > 0]
    reach = min(_first_reach(origins[open_], built.nodes[built.target[reached]], k), max_m)
    while len(open_):
        near = _near(origins[open_], built.nodes[built.target[reached]], reach)
        pairs = _pairs(built, starts, origins, open_, reached[near], reach)
        order = np.lexsort((pairs.target, pairs.distance_m, pairs.origin))
        origin = pairs.origin[order]
        place = np.arange(len(origin)) - np.searchsorted(origin, origin)
        kept = place < k
        distance_m[origin[kept], place[kept]] = pairs.distance_m[order[kept]]
        target[origin[kept], place[kept]] = pairs.target[order[kept]]
        found = np.bincount(origin, minlength=len(wanted))
        open_ = open_[(found[open_] < wanted[open_]) & (reach < max_m)]
        reach = min(2 * reach, max_m)
        if progress is not None:
            progress(len(origins) - len(open_), len(origins))
    return distance_m, target


def _pairs(
    built: Streets,
    starts: Hung,
    origins: np.ndarray,
    from_: np.ndarray,
    to: np.ndarray,
    max_m: float,
    progress: Progress | None = None,
) -> Pairs:
    """Pairs of the origins and targets of these numbers.

    No way is shorter than the straight line, so nothing farther than `max_m` from a target matters to it: nodes and
    origins of its tile and the eight around are enough where a tile is as wide as that.
    """
    pieces = [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0))]
    done = 0
    local = np.full(len(built.nodes), -1)  # the last one there: a node farther off
    for members, nodes, near in _neighbourhoods(built, origins, from_, to, max_m):
        local[nodes] = np.arange(len(nodes))
        graph = built.graph[nodes][:, nodes]
        ends, metres = local[starts.node[near]], starts.metres[near]
        for rows in chunks(len(members), max(AT_ONCE // (len(nodes) + 2 * len(near) + 1), 1)):
            from_target = dijkstra(graph, indices=local[built.target[members[rows]]], limit=max_m * (1 + 1e-9))
            from_target = np.pad(from_target, ((0, 0), (0, 1)), constant_values=np.inf)
            away = np.minimum(from_target[:, ends[:, 0]] + metres[:, 0], from_target[:, ends[:, 1]] + metres[:, 1])
            target, origin = np.nonzero(np.isfinite(away) & (away <= max_m))
            pieces.append((near[origin], members[rows][target], away[target, origin]))
        local[nodes] = -1
        done += len(members)
        if progress is not None:
            progress(done, len(to))
    origin, target, distance_m = (np.concatenate(each) for each in zip(*pieces, strict=True))
    order = np.lexsort((target, origin))
    return Pairs(origin[order], target[order], distance_m[order])


def _neighbourhoods(
    built: Streets, origins: np.ndarray, from_: np.ndarray, to: np.ndarray, max_m: float
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Targets of each tile, and all nodes and origins of the nine tiles around."""
    if not len(from_) or not len(to):
        return
    low, high = built.nodes.min(axis=0), built.nodes.max(axis=0)
    side = max(max_m * (1 + 1e-6) + 1e-6, float((high - low).max()) / MOST_TILES)
    if not np.isfinite(side):
        yield to, np.arange(len(built.nodes)), from_
        return
    low = np.minimum(low, origins[from_].min(axis=0)) - side
    rows = int((max(high[1], origins[from_, 1].max()) - low[1]) // side) + 3
    nodes, starts = _tiles(built.nodes, low, side, rows), _tiles(origins[from_], low, side, rows)
    targets = _tiles(built.nodes[built.target[to]], low, side, rows)
    for tile in np.unique(targets.key):
        near = from_[_around(starts, tile)]
        if len(near):
            own = slice(*np.searchsorted(targets.key, [tile, tile + 1]))
            yield np.sort(to[targets.order[own]]), np.sort(_around(nodes, tile)), np.sort(near)


def _tiles(points: np.ndarray, low: np.ndarray, side: float, rows: int) -> Tiles:
    at = np.floor((points - low) / side).astype(np.int64)
    key = at[:, 0] * rows + at[:, 1]
    order = np.argsort(key, kind="stable")
    return Tiles(order, key[order], rows)


def _around(tiles: Tiles, tile: int) -> np.ndarray:
    """Points of a tile and the eight around it."""
    columns = tile + tiles.rows * np.array([-1, 0, 1])
    starts, ends = np.searchsorted(tiles.key, columns - 1), np.searchsorted(tiles.key, columns + 1, side="right")
    return np.concatenate([tiles.order[start:end] for start, end in zip(starts, ends, strict=True)])


def _first_reach(origins: np.ndarray, targets: np.ndarray, k: int) -> float:
    """So far that about half of the origins find enough."""
    if not len(origins):
        return 1.0
    straight = nearest(origins, targets, min(k, len(targets))).distance_m[:, -1]
    return max(FIRST_REACH * float(np.median(straight)), 1.0)


def _near(origins: np.ndarray, targets: np.ndarray, reach: float) -> np.ndarray:
    """Which targets have an origin within reach, straight."""
    return np.asarray(nearest(targets, origins).distance_m[:, 0] <= reach * (1 + 1e-9))

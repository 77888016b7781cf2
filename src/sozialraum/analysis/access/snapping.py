"""Points put on the nearest way: on which edge, how far along it, and how far from it."""

from dataclasses import dataclass

import numpy as np

from sozialraum.analysis.access.grouping import grouped
from sozialraum.analysis.access.straight import checked
from sozialraum.model.network import Network

AT_ONCE = 1_000_000  # points times edges, so that memory stays small
TILE = 1.5  # mean lengths of an edge: few edges in a tile, and most points find theirs in the tiles around them
TILES = 4  # at most so many for each edge, about
ROUNDING_M = 1e-6


@dataclass(frozen=True)
class Snapped:
    """Where points reach the network; of edges as near the lowest number. Edge -1 and inf where there is none."""

    edge: np.ndarray  # (n,) int64
    share: np.ndarray  # (n,) float64 along the edge, 0 to 1
    snap_m: np.ndarray  # (n,) float64, metres from the point to the edge, straight


@dataclass(frozen=True)
class Tiles:
    """Pieces of edges by the square tile of their lower left corner; none is longer or wider than a tile.

    So whatever has a point in a tile is found there, in the tile to the left, below, or below that.
    """

    start: np.ndarray  # (2, m) float64, metres east and north of the beginning of each edge
    along: np.ndarray  # (2, m) float64, from there to its end
    edge: np.ndarray  # (p,) int64, of each piece, in order of tile
    first: np.ndarray  # (tiles + 1,) where the pieces of each tile begin; tiles from south to north, then eastward
    low: np.ndarray  # (2, 1) float64, metres
    side_m: float
    shape: np.ndarray  # (2, 1) int64, tiles eastward and northward


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
    tiles = _tiles(network)
    at = np.ascontiguousarray(points.T)
    open_, within_m = np.arange(len(points)), np.full(len(points), tiles.side_m / 2)
    while len(open_):
        _look(tiles, at, open_, within_m, found)
        nearest_m = found.snap_m[open_]
        # every edge as near as that has been looked at
        settled = (nearest_m < within_m - ROUNDING_M) | (within_m > max_snap_m + ROUNDING_M)
        wider_m = np.where(np.isfinite(nearest_m), nearest_m * (1 + 1e-9) + 2 * ROUNDING_M, 2 * within_m)
        open_, within_m = open_[~settled], wider_m[~settled]
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


def _tiles(network: Network) -> Tiles:
    nodes = np.ascontiguousarray(network.nodes.T)
    start, end = (np.stack([axis[ends] for axis in nodes]) for ends in np.ascontiguousarray(network.edges.T))
    along = end - start
    corner = np.minimum(start, end)
    span = np.abs(along).max(axis=0)
    low = corner.min(axis=1, keepdims=True)
    extent = np.maximum(start, end).max(axis=1) - low[:, 0]
    most = TILES * len(span)
    side = max(TILE * float(span.mean()), float(np.sqrt(extent.prod() / most)), float(extent.max()) / most) or 1.0
    count = np.ones(len(span), dtype=np.int64)
    long = np.flatnonzero(span > 0.99 * side)
    count[long] = np.ceil(span[long] / (0.99 * side))
    edge = np.arange(len(span))
    if len(long):
        edge = np.repeat(edge, count)
        number = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
        corner = corner[:, edge]
        cut = np.flatnonzero(count[edge] > 1)
        of, since = edge[cut], number[cut] / count[edge[cut]]
        until = (number[cut] + 1) / count[of]
        corner[:, cut] = start[:, of] + np.where(along[:, of] < 0, until, since) * along[:, of]
    shape = np.floor(extent / side).astype(np.int64)[:, None] + 1
    column, row = np.clip(_tile(corner, low, side), 0, shape - 1)
    order, first = grouped(column * shape[1] + row, int(shape.prod()))
    return Tiles(start, along, edge[order], first, low, side, shape)


def _tile(at: np.ndarray, low: np.ndarray, side_m: float) -> np.ndarray:
    return np.asarray(np.floor((at - low) / side_m).astype(np.int64))


def _look(tiles: Tiles, at: np.ndarray, which: np.ndarray, within_m: np.ndarray, found: Snapped) -> None:
    """Fill in the nearest edge of each of these points among all that may come so near (and others)."""
    here, high = at[:, which], tiles.low + (tiles.shape + 1) * tiles.side_m
    west_south = _tile(np.clip(here - within_m, tiles.low, high), tiles.low, tiles.side_m) - 1
    east_north = _tile(np.clip(here + within_m, tiles.low - tiles.side_m, high), tiles.low, tiles.side_m) + 1
    west_south = np.clip(west_south, 0, tiles.shape)
    east_north = np.clip(east_north, west_south, tiles.shape)
    columns = east_north[0] - west_south[0]
    few = columns.sum() <= AT_ONCE or len(which) == 1
    if few:
        point = np.repeat(np.arange(len(which)), columns)
        south = _counted(west_south[0], columns) * tiles.shape[1]
        begin, end = tiles.first[south + west_south[1][point]], tiles.first[south + east_north[1][point]]
        pieces = np.bincount(point, weights=end - begin, minlength=len(which)).astype(np.int64)
        few = pieces.sum() <= AT_ONCE or len(which) == 1
    if not few:
        for half in np.array_split(np.arange(len(which)), 2):
            _look(tiles, at, which[half], within_m[half], found)
        return
    near = np.flatnonzero(pieces)
    if len(near):
        _nearest(tiles, at, which[near], pieces[near], tiles.edge[_counted(begin, end - begin)], found)


def _nearest(
    tiles: Tiles, at: np.ndarray, which: np.ndarray, pieces: np.ndarray, edge: np.ndarray, found: Snapped
) -> None:
    """The nearest of the edges asked for, which stand one point after the other; each point has at least one."""
    (x_along, y_along), (x_start, y_start) = tiles.along, tiles.start
    x_along, y_along = x_along[edge], y_along[edge]
    x_to, y_to = np.repeat(at[0, which], pieces) - x_start[edge], np.repeat(at[1, which], pieces) - y_start[edge]
    square = x_along * x_along + y_along * y_along
    share = (x_to * x_along + y_to * y_along) / np.where(square > 0, square, 1)
    np.clip(share, 0, 1, out=share)
    away = np.sqrt((x_to - share * x_along) ** 2 + (y_to - share * y_along) ** 2)
    begin = np.cumsum(pieces) - pieces
    least = np.minimum.reduceat(away, begin)
    tied = np.flatnonzero(away == np.repeat(least, pieces))
    of = np.repeat(np.arange(len(which)), pieces)[tied]
    # at a node an edge of that node comes before one that only passes by, on a bridge
    passing = (away[tied] == 0) & (share[tied] > 0) & (share[tied] < 1)
    order = np.lexsort((edge[tied], passing, of))
    best = tied[order[np.append(True, np.diff(of[order]) > 0)]]
    found.edge[which], found.share[which], found.snap_m[which] = edge[best], share[best], least


def _counted(begin: np.ndarray, count: np.ndarray) -> np.ndarray:
    """begin, begin + 1, ... of each, so many of them, one after the other."""
    return np.asarray(np.arange(count.sum()) + np.repeat(begin - np.cumsum(count) + count, count))

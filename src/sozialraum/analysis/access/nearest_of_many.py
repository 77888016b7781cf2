"""The nearest target of very many origins: few may be nearest from anywhere in a tile, only these are measured."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from sozialraum.analysis.access.tiles import Grid, grid_over, tile_of

AT_ONCE = 100_000  # origins, so that they stay in the processor's own memory
SAMPLE = 1_000  # origins that tell how wide tiles should be
ASKED = 8  # targets for each tile; where more are possible, the tree is asked origin by origin
WIDTH = 0.7  # of a tile, in usual distances to the nearest
MOST_TILES = 50_000_000
CROWD = 3  # origins for each tile; where they are fewer, tiles save nothing
ROUNDING_M = 1e-6


@dataclass(frozen=True)
class Candidates:
    """Of each tile with an origin the targets that may be nearest."""

    row: np.ndarray  # (tiles of the grid,) int32, where in the next two; only for tiles with an origin
    target: np.ndarray  # (t, ASKED) int32, in order of number
    count: np.ndarray  # (t,) int8; ASKED where there may be more


def nearest_of_many(origins: np.ndarray, tree: cKDTree) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Metres and number (n,) of the nearest target, of equals the lowest number; and the origins left open.

    Args:
        origins: points (n, 2) in metres, at least one.
        tree: of the targets, at least ASKED.
    """
    metres, target = np.empty(len(origins)), np.empty(len(origins), dtype=np.int64)
    grid, tile, tiles = _tiles(origins, tree)
    if len(origins) < CROWD * len(tiles):
        return metres, target, np.arange(len(origins))
    possible = _candidates(grid, tiles, tree)
    x, y = np.ascontiguousarray(tree.data.T)
    left = []
    for start in range(0, len(origins), AT_ONCE):
        rows = slice(start, start + AT_ONCE)
        here = possible.row[tile[rows]]
        to_x, to_y = origins[rows, 0], origins[rows, 1]
        count = possible.count[here]
        best = possible.target[here, 0]
        least = np.sqrt((x[best] - to_x) ** 2 + (y[best] - to_y) ** 2)
        on = np.arange(len(here))
        for place in range(1, ASKED):
            on = on[count[on] > place]
            other = possible.target[here[on], place]
            away = np.sqrt((x[other] - to_x[on]) ** 2 + (y[other] - to_y[on]) ** 2)
            nearer = away < least[on]  # of equals the one before stays, and has the lower number
            least[on[nearer]], best[on[nearer]] = away[nearer], other[nearer]
        metres[rows], target[rows] = least, best
        left.append(np.flatnonzero(count == ASKED) + start)
    return metres, target, np.concatenate(left)


def _tiles(origins: np.ndarray, tree: cKDTree) -> tuple[Grid, np.ndarray, np.ndarray]:
    """A grid, the tile (n,) of every origin, and which tiles (t,) have any."""
    usual = float(np.median(tree.query(origins[:: max(len(origins) // SAMPLE, 1)])[0]))
    west, south, east, north = (edge(origins[:, axis]) for edge in (np.min, np.max) for axis in (0, 1))
    extent = max(east - west, north - south)
    side = max(WIDTH * usual, extent / MOST_TILES**0.5, 1e-3)
    grid = grid_over(np.array([west, south, east, north]), side)
    tile = np.concatenate([tile_of(grid, origins[at : at + AT_ONCE]) for at in range(0, len(origins), AT_ONCE)])
    used = np.zeros(grid.columns * grid.rows, dtype=bool)
    used[tile] = True
    return grid, tile, np.flatnonzero(used)


def _candidates(grid: Grid, tiles: np.ndarray, tree: cKDTree) -> Candidates:
    """Whoever is half a diagonal from the middle of a tile has a target no farther than the middle has, plus half a
    diagonal: what lies a whole diagonal farther from the middle than its nearest is the nearest of nobody here.
    """
    row = np.empty(grid.columns * grid.rows, dtype=np.int32)
    row[tiles] = np.arange(len(tiles))
    target, count = np.empty((len(tiles), ASKED), dtype=np.int32), np.empty(len(tiles), dtype=np.int8)
    for at in range(0, len(tiles), AT_ONCE):
        north, east = np.divmod(tiles[at : at + AT_ONCE], grid.columns)
        middle = np.column_stack([grid.x + (east + 0.5) * grid.side, grid.y + (north + 0.5) * grid.side])
        away, which = (np.asarray(one) for one in tree.query(middle, k=ASKED))
        near = away <= away[:, :1] + 2**0.5 * grid.side + ROUNDING_M
        count[at : at + AT_ONCE] = near.sum(axis=1)
        target[at : at + AT_ONCE] = np.sort(np.where(near, which, tree.n), axis=1)
    return Candidates(row, target, count)

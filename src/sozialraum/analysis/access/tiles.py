"""Areas laid over square tiles: which tiles lie wholly inside an area, and which hold a piece of its border."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

AT_ONCE = 2_000_000  # tiles and corners, so that memory stays small
TRACE = 1e-6  # of a tile: what lies nearer to its edge than this counts for both sides, whatever rounding does
OFFSET = 0.381966  # of a tile: borders at round coordinates then do not run along the edges of tiles


@dataclass(frozen=True)
class Grid:
    """Square tiles, numbered row by row from the lowest corner."""

    x: float
    y: float
    side: float  # metres
    columns: int
    rows: int


@dataclass(frozen=True)
class Tiled:
    """Pairs of a tile and an area, int32, in order of area."""

    inside_tile: np.ndarray  # no point of the tile is outside the area
    inside_area: np.ndarray
    border_tile: np.ndarray  # the border runs through the tile, or may
    border_area: np.ndarray


@dataclass(frozen=True)
class Windows:
    """The tiles around each of some areas, row by row, one window behind the other."""

    low: np.ndarray  # (a, 2) int64, column and row of the lowest corner in the grid
    columns: np.ndarray  # (a,) int64
    first: np.ndarray  # (a + 1,) int64, where each window begins, and the end


def grid_over(bounds: np.ndarray, side: float) -> Grid:
    """A grid over bounds (west, south, east, north) with a rim of at least a tile."""
    west, south, east, north = bounds
    x, y = west - (1 + OFFSET) * side, south - (1 + OFFSET) * side
    return Grid(x, y, side, int((east - x) / side) + 2, int((north - y) / side) + 2)


def tile_of(grid: Grid, points: np.ndarray) -> np.ndarray:
    """The tile of each point (n, 2) as int32, -1 where it lies off the grid."""
    column, row = np.floor((points[:, 0] - grid.x) / grid.side), np.floor((points[:, 1] - grid.y) / grid.side)
    on = (column >= 0) & (column < grid.columns) & (row >= 0) & (row < grid.rows)
    return np.where(on, row * grid.columns + column, -1).astype(np.int32)


def tiled(grid: Grid, shapes: np.ndarray) -> Tiled:
    """Tiles of all areas.

    A tile without border is inside where a line from the left to its middle crosses the border an odd number of
    times; rings of holes and of further parts count like any other.
    """
    pieces = [(np.empty(0, dtype=np.int32),) * 4]
    windows = _windows(grid, shapes)
    for some in _portions(np.diff(windows.first) + shapely.get_num_coordinates(shapes)):
        here = Windows(
            windows.low[some],
            windows.columns[some],
            windows.first[some.start : some.stop + 1] - windows.first[some.start],
        )
        area, start, end = _sides(shapes[some])
        start, end = (_in_windows(grid, here, area, points) for points in (start, end))
        border = _borders(here, area, start, end)
        inside = _insides(here, area, start, end) & ~border
        pieces.append((*_pairs(grid, here, inside, some.start), *_pairs(grid, here, border, some.start)))
    return Tiled(*(np.concatenate(each) for each in zip(*pieces, strict=True)))


def _windows(grid: Grid, shapes: np.ndarray) -> Windows:
    bounds = shapely.bounds(shapes)
    corner = np.array([grid.x, grid.y])
    low = np.floor((bounds[:, :2] - corner) / grid.side).astype(np.int64) - 1
    high = np.floor((bounds[:, 2:] - corner) / grid.side).astype(np.int64) + 1
    columns, rows = (high - low + 1).T
    return Windows(low, columns, np.append(0, np.cumsum(columns * rows)))


def _portions(weights: np.ndarray) -> Iterator[slice]:
    """Slices of areas, each not much heavier than is done at once."""
    part = (np.cumsum(weights) - weights) // AT_ONCE
    edges = [0, *(np.flatnonzero(np.diff(part)) + 1).tolist(), len(weights)]
    return (slice(start, stop) for start, stop in pairwise(edges))


def _sides(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Area, start and end (s, 2) of all sides of all rings."""
    parts, area = shapely.get_parts(shapes, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    start = np.flatnonzero(ring[1:] == ring[:-1])
    return area[part[ring[start]]], points[start], points[start + 1]


def _in_windows(grid: Grid, here: Windows, area: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Points in tiles from the lowest corner of the window of their area."""
    return np.asarray((points - (grid.x, grid.y)) / grid.side - here.low[area])


def _borders(here: Windows, area: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Sides are cut into pieces a little shorter than a tile; each marks the tiles, four at most, around it."""
    count = np.ceil(np.abs(end - start).max(axis=1) / 0.99 + TRACE).astype(np.int64)
    side = np.repeat(np.arange(len(start)), count)
    number = _counted(count)[:, None]
    step = ((end - start) / count[:, None])[side]
    one, other = start[side] + number * step, start[side] + (number + 1) * step
    low = np.floor(np.minimum(one, other) - TRACE).astype(np.int64)
    high = np.floor(np.maximum(one, other) + TRACE).astype(np.int64)
    border = np.zeros(here.first[-1], dtype=bool)
    first, columns = here.first[area[side]], here.columns[area[side]]
    for row in (low[:, 1], high[:, 1]):
        begin = first + row * columns
        border[begin + low[:, 0]] = True
        border[begin + high[:, 0]] = True
    return border


def _insides(here: Windows, area: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Where the middles of tiles are inside. A row is crossed an even number of times, so one count does for all."""
    low, high = np.minimum(start[:, 1], end[:, 1]), np.maximum(start[:, 1], end[:, 1])
    first = np.ceil(low - 0.5).astype(np.int64)  # rows with low <= middle < high
    count = np.ceil(high - 0.5).astype(np.int64) - first
    side = np.repeat(np.arange(len(start)), count)
    row = first[side] + _counted(count)
    slope = (end[:, 0] - start[:, 0]) / np.where(count > 0, end[:, 1] - start[:, 1], 1)
    x = start[side, 0] + (row + 0.5 - start[side, 1]) * slope[side]
    behind = here.first[area[side]] + row * here.columns[area[side]] + np.ceil(x - 0.5).astype(np.int64)
    crossed = np.zeros(here.first[-1], dtype=np.uint8)
    np.add.at(crossed, behind, np.uint8(1))
    return np.asarray(np.cumsum(crossed, dtype=np.uint8) % 2 == 1)


def _pairs(grid: Grid, here: Windows, marked: np.ndarray, first_area: int) -> tuple[np.ndarray, np.ndarray]:
    """Tile and area of what is marked. The rims of windows may lie off the grid, but nothing is marked there."""
    at = np.flatnonzero(marked)
    area = np.repeat(np.arange(len(here.columns)), np.diff(np.searchsorted(at, here.first)))
    row, column = np.divmod(at - here.first[area], here.columns[area])
    tile = (row + here.low[area, 1]) * grid.columns + column + here.low[area, 0]
    return tile.astype(np.int32), (area + first_area).astype(np.int32)


def _counted(count: np.ndarray) -> np.ndarray:
    """0, 1, 2 ... for each count."""
    return np.asarray(np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count))

"""Which areas points lie in, for many points: most are told by their tile, only those near a border one by one."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

from sozialraum.analysis.access.straight import Progress, checked, chunks
from sozialraum.analysis.access.tiles import Grid, grid_over, tile_of, tiled

POLYGON, MULTIPOLYGON = 3, 6  # as shapely numbers them
AT_ONCE = 500_000  # points, so that memory stays small
FEW = 20  # points for each area: below, a tree of the points is quicker than tiles
TILES = 2.0  # makes laying out the tiles and testing points near borders cost about the same
MOST_TILES = 50_000_000
NOBODY, SEVERAL = -1, -2  # tiles without any area; the first of the tiles with borders or in more than one area


@dataclass(frozen=True)
class Plan:
    """What each tile says."""

    grid: Grid
    owner: np.ndarray  # (tiles,) int32: the one area it lies wholly in, NOBODY, or SEVERAL less its place in `first`
    first: np.ndarray  # (s + 1,) int64: where the pairs of each such tile begin in the next two, and their end
    area: np.ndarray  # (p,) int32: areas of such a tile, in order
    inside: np.ndarray  # (p,) bool: the tile lies wholly in the area; else the border runs through it


@dataclass(frozen=True)
class Unclear:
    """Points and the areas of their tile, in order of both."""

    point: np.ndarray  # (p,) int32
    area: np.ndarray  # (p,) int32
    inside: np.ndarray  # (p,) bool: nothing is to be tested


def areas_of(
    points: np.ndarray, shapes: np.ndarray, progress: Progress | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Every pair of a point and an area it lies within; on the border is not within.

    Args:
        points: (n, 2) in metres.
        shapes: valid polygons or multipolygons, which may overlap; None and empty ones hold no point.
        progress: told how many areas are done, of how many; most of the work lies before and between.

    Returns:
        Numbers of points and of areas (p,) int64, in order of point, then area: a point in no area is in no pair,
        one in overlapping areas in several. The same as `shapely.within`.

    Raises:
        ValueError: not points, coordinates that are no numbers, or a shape that is no area.

    Source: docs/methods.md#zuordnung-punkte
    """
    points, shapes = checked(points), np.asarray(shapes, dtype=object)
    there = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    if not np.isin(shapely.get_type_id(shapes[there]), (POLYGON, MULTIPOLYGON)).all():
        raise ValueError("shapes must be polygons or multipolygons")
    near = there[_touched(shapely.bounds(shapes[there]), points)]
    if len(points) < FEW * len(near) or not len(near):
        return _by_tree(points, shapes, near)
    plan = _plan(len(points), shapes[near])
    alone = np.empty(len(points), dtype=np.int32)
    found = []
    for rows in chunks(len(points), AT_ONCE):
        tile = tile_of(plan.grid, points[rows])
        alone[rows] = np.where(tile >= 0, plan.owner[tile], NOBODY)
        found.append(_unclear(plan, alone[rows], rows.start))
    unclear = Unclear(
        np.concatenate([one.point for one in found]),
        np.concatenate([one.area for one in found]),
        np.concatenate([one.inside for one in found]),
    )
    within = _within(unclear, points, shapes[near], progress)
    return _merged(np.maximum(alone, NOBODY, out=alone), unclear.point[within], unclear.area[within], near)


def _touched(bounds: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Which bounds (a, 4) meet those of the points."""
    if not len(points):
        return np.zeros(len(bounds), dtype=bool)
    meets = np.ones(len(bounds), dtype=bool)
    for axis in (0, 1):  # one column after the other is much quicker than both at once
        meets &= (bounds[:, axis] <= points[:, axis].max()) & (bounds[:, axis + 2] >= points[:, axis].min())
    return meets


def _by_tree(points: np.ndarray, shapes: np.ndarray, near: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    area, point = shapely.STRtree(np.asarray(shapely.points(points))).query(shapes[near], predicate="contains")
    order = np.lexsort((area, point))
    return point[order].astype(np.int64), near[area[order]].astype(np.int64)


def _plan(points: int, shapes: np.ndarray) -> Plan:
    bounds = shapely.bounds(shapes)
    bounds = np.concatenate([bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)])
    extent, border_m = np.prod(bounds[2:] - bounds[:2]), shapely.length(shapes).sum()
    side = max((TILES * extent**2 / (points * border_m)) ** (1 / 3), (extent / MOST_TILES) ** 0.5)
    grid = grid_over(bounds, float(side))
    found = tiled(grid, shapes)
    owner = np.full(grid.columns * grid.rows, NOBODY, dtype=np.int32)
    owner[found.inside_tile] = found.inside_area
    overlapping = owner[found.inside_tile] != found.inside_area
    owner[found.inside_tile[overlapping]] = SEVERAL
    owner[found.border_tile] = SEVERAL
    listed = owner[found.inside_tile] == SEVERAL
    tile = np.concatenate([found.inside_tile[listed], found.border_tile])
    area = np.concatenate([found.inside_area[listed], found.border_area])
    order = _order(area)
    order = order[_order(tile[order])]
    tile = tile[order]
    first = np.flatnonzero(np.append(True, tile[1:] != tile[:-1])) if len(tile) else np.empty(0, dtype=np.int64)
    owner[tile[first]] = SEVERAL - np.arange(len(first))
    return Plan(grid, owner, np.append(first, len(tile)), area[order], order < np.count_nonzero(listed))


def _unclear(plan: Plan, owner: np.ndarray, start: int) -> Unclear:
    """Points of tiles that one area alone does not fill, each with all areas there; numbers begin at `start`."""
    point = np.flatnonzero(owner <= SEVERAL)
    place = SEVERAL - owner[point]
    begin = plan.first[place]
    count = plan.first[place + 1] - begin
    entry = np.repeat(begin - np.cumsum(count) + count, count) + np.arange(count.sum())
    return Unclear(np.repeat((point + start).astype(np.int32), count), plan.area[entry], plan.inside[entry])


def _within(unclear: Unclear, points: np.ndarray, shapes: np.ndarray, progress: Progress | None) -> np.ndarray:
    """Which pairs (p,) hold: tested area by area, for a prepared area is quick with many points at once."""
    found = unclear.inside.copy()
    tested = np.flatnonzero(~found)
    tested = tested[_order(unclear.area[tested])]
    edges = np.searchsorted(unclear.area[tested], np.arange(len(shapes) + 1))
    for number, (start, stop) in enumerate(pairwise(edges.tolist())):
        if start < stop:
            pairs, shape = tested[start:stop], shapes[number]
            at = points[unclear.point[pairs]]
            shapely.prepare(shape)
            found[pairs] = shapely.contains_xy(shape, at[:, 0], at[:, 1])
            shapely.destroy_prepared(shape)  # or all of them fill memory
        if progress is not None:
            progress(number + 1, len(shapes))
    return found


def _order(numbers: np.ndarray) -> np.ndarray:
    """The order of numbers below 2 to the 31, by counting: first by their low halves, then by their high ones."""
    order = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    high = (numbers >> 16).astype(np.uint16)
    return np.asarray(order[np.argsort(high[order], kind="stable")] if high.any() else order)


def _merged(
    alone: np.ndarray, point: np.ndarray, area: np.ndarray, near: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """All pairs in order: the first area of each point in one row, further ones put in behind it."""
    is_first = np.append(True, point[1:] != point[:-1])[: len(point)]
    alone[point[is_first]] = area[is_first]
    point, area = point[~is_first], area[~is_first]
    total = np.count_nonzero(alone >= 0) + len(point)
    points, areas = np.empty(total, dtype=np.int64), np.empty(total, dtype=np.int64)
    more_of = np.searchsorted(point, np.arange(0, len(alone) + AT_ONCE, AT_ONCE, dtype=point.dtype)).tolist()
    end = 0
    for number, rows in enumerate(chunks(len(alone), AT_ONCE)):
        own = np.flatnonzero(alone[rows] >= 0)
        own_area = alone[rows][own]
        more = slice(*more_of[number : number + 2])
        behind = np.searchsorted(own, point[more] - rows.start, side="right")
        begin, end = end, end + len(own) + len(behind)
        points[begin:end] = np.insert(own, behind, point[more] - rows.start) + rows.start
        areas[begin:end] = near[np.insert(own_area, behind, area[more])]
    return points, areas

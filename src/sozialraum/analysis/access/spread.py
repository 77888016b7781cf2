"""Where only totals of areas are known: people spread over where people can live. Who calls marks it as estimated."""

from dataclasses import dataclass

import numpy as np
import shapely

UNITS = 1_024  # people are shared out in parts of this size: sums of such parts are exact in any order
PLACES, AREA, NOBODY, UNKNOWN = "places", "area", "nobody", "unknown"


@dataclass(frozen=True)
class Spread:
    """Points with people, area by area, each area from the south-west to the north-east."""

    points: np.ndarray  # (n, 2) metres
    people: np.ndarray  # (n,) above 0, fractions too; the points of an area add up to its total exactly
    area_number: np.ndarray  # (n,) int64
    over: (
        np.ndarray
    )  # (areas,) PLACES; AREA where no place to live is known; NOBODY for a total of 0; UNKNOWN for nan


def spread(totals: np.ndarray, areas: np.ndarray, places_to_live: np.ndarray, cell_m: float) -> Spread:
    """The people of each area over its places to live, by their size.

    Places that are polygons (residential land, houses) are cut along a grid of `cell_m`, and a point stands in every
    piece, for as many people as the piece has of the land. Places that are points (doors) get the same each. An area
    without any is itself the place: that is told in `over`, as its empty land counts like its houses then.

    Args:
        totals: (areas,) people; nan unknown.
        areas: (areas,) shapely polygons in metres; where they overlap, each has its own people.
        places_to_live: (p,) shapely polygons or points, all of one kind; may be empty. What lies outside all areas
            is left out, what lies across a border is cut.
        cell_m: how wide the grid is, metres.

    Returns:
        Whole totals are kept exactly. Others are kept but for rounding.

    Raises:
        ValueError: a negative or infinite total, one for each area missing, empty or invalid areas, both kinds of
            places, a cell of no width.

    Source: docs/methods.md#verteilung-im-gebiet
    """
    totals = np.asarray(totals, dtype=np.float64)
    _check(totals, areas, places_to_live, cell_m)
    tree = shapely.STRtree(places_to_live)
    points, people, number, over = [np.empty((0, 2))], [np.empty(0)], [np.empty(0, dtype=np.int64)], []
    for at, (total, area) in enumerate(zip(totals, areas, strict=True)):
        if np.isnan(total) or total == 0:
            over.append(UNKNOWN if np.isnan(total) else NOBODY)
            continue
        found, sizes = _places(area, places_to_live[tree.query(area, predicate="intersects")], cell_m)
        over.append(PLACES if len(found) else AREA)
        if not len(found):
            found, sizes = _pieces(area, cell_m)
        shares = shared_out(total, sizes)
        some = shares > 0
        points.append(found[some])
        people.append(shares[some])
        number.append(np.full(int(some.sum()), at))
    return Spread(np.concatenate(points), np.concatenate(people), np.concatenate(number), np.array(over, dtype=str))


def shared_out(total: float, sizes: np.ndarray) -> np.ndarray:
    """The total in proportion to the sizes, in parts of 1 / UNITS; the largest remainders get the parts left over.

    Equal remainders go by order. What a total is more than a whole number of parts goes to the largest.
    """
    parts = int(total * UNITS)
    exact = parts * (sizes / sizes.sum())
    shares: np.ndarray = np.floor(exact)
    left = parts - int(shares.sum())
    shares[np.argsort(shares - exact, kind="stable")[:left]] += 1
    shares /= UNITS
    shares[int(np.argmax(sizes))] += total - parts / UNITS
    return shares


def _places(area: shapely.Geometry, places: np.ndarray, cell_m: float) -> tuple[np.ndarray, np.ndarray]:
    """Points and sizes of the places that lie in the area; empty where there are none."""
    if len(places) and (shapely.get_dimensions(places) == 0).all():
        found = shapely.get_coordinates(places)
        order = np.lexsort((found[:, 0], found[:, 1]))
        return found[order], np.ones(len(found))
    inside = shapely.intersection(shapely.union_all(places), area)
    return _pieces(inside, cell_m) if shapely.area(inside) > 0 else (np.empty((0, 2)), np.empty(0))


def _pieces(land: shapely.Geometry, cell_m: float) -> tuple[np.ndarray, np.ndarray]:
    """A point in each cell of the grid that has some of the land, and how much it has, square metres."""
    shapely.prepare(land)
    west, south, east, north = (np.asarray(shapely.bounds(land)) / cell_m).tolist()
    columns, rows = np.arange(np.floor(west), np.ceil(east)), np.arange(np.floor(south), np.ceil(north))
    y, x = (each.ravel() * cell_m for each in np.meshgrid(rows, columns, indexing="ij"))
    cells = shapely.box(x, y, x + cell_m, y + cell_m)
    cells = cells[shapely.intersects(land, cells)]
    across = ~shapely.contains_properly(land, cells)
    cells[across] = shapely.intersection(cells[across], land)
    cells = cells[shapely.area(cells) > 0]
    points = shapely.centroid(cells)
    beside = ~shapely.intersects(points, cells)
    points[beside] = shapely.point_on_surface(cells[beside])
    return shapely.get_coordinates(points), shapely.area(cells)


def _check(totals: np.ndarray, areas: np.ndarray, places_to_live: np.ndarray, cell_m: float) -> None:
    if len(totals) != len(areas):
        raise ValueError("one total for each area")
    if (totals < 0).any() or np.isinf(totals).any():
        raise ValueError("a total must be a finite number of at least 0")
    if not (np.isfinite(cell_m) and cell_m > 0):
        raise ValueError("a cell must have a width")
    if not (shapely.area(areas) > 0).all() or not shapely.is_valid(areas).all():
        raise ValueError("areas must be valid polygons with a surface")
    if not shapely.is_valid(places_to_live).all():
        raise ValueError("places to live must be valid")
    if len(set((shapely.get_dimensions(places_to_live) > 0).tolist())) > 1:
        raise ValueError("places to live must be all polygons or all points")

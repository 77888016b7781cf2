"""Whose result depends on what lies outside the city and is not known."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sozialraum.analysis.access.straight import Pairs


def inside_m(points: np.ndarray, outline: BaseGeometry) -> np.ndarray:
    """Straight metres to the border of the city: positive inside, negative outside.

    Args:
        points: (n, 2) in metres.
        outline: the city.
    """
    shapely.prepare(outline)
    at = shapely.points(points)
    away = shapely.distance(at, outline.boundary)
    return np.where(shapely.intersects(outline, at), away, -away)


def way_depends(distance_m: np.ndarray, border_m: np.ndarray, covers_m: float, factor: float) -> np.ndarray:
    """Whether something nearer than the nearest known may lie outside.

    Args:
        distance_m: way to the nearest known; inf where there is none.
        border_m: straight metres to the border, from inside_m.
        covers_m: up to how far outside the border all facilities are known.
        factor: the way is at least so many times the straight line.

    Source: docs/methods.md#rand
    """
    return (border_m + covers_m) * factor < distance_m


def places_depend(
    pairs: Pairs,
    cell_border_m: np.ndarray,
    target_border_m: np.ndarray,
    widest_m: float,
    covers_m: float,
    people_beyond_m: float,
    factor: float,
) -> np.ndarray:
    """Whether unknown facilities outside, or unknown people outside, would change the places per person of a cell.

    Args:
        pairs: cells and the facilities they reach.
        cell_border_m: of each cell, from inside_m.
        target_border_m: of each facility, from inside_m.
        widest_m: farther away nothing counts; exactly as far does.
        covers_m: up to how far outside the border all facilities are known.
        people_beyond_m: up to how far outside the border all people are known.
        factor: the way is at least so many times the straight line.

    Source: docs/methods.md#rand
    """
    depends = (cell_border_m + covers_m) * factor < widest_m
    shared = (target_border_m + people_beyond_m) * factor < widest_m
    depends[pairs.origin[shared[pairs.target]]] = True
    return depends

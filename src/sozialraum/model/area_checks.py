"""Checks of areas on the ground: what several cover, what none covers, what is a total of others."""

from collections.abc import Sequence
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code

SLIVER_M2 = 1.0  # less than a square metre is rounding of coordinates
SLIVER_SHARE = 0.001  # of the smaller area; narrower pieces come from digitising
NOISE_M2 = 0.01  # of arithmetic
NEAR_M = 0.01  # whoever is so near to a gap borders on it
INSIDE = 0.95  # share of an area that lies within another one, and of that one which such areas fill
SHOWN = 3  # areas that are named as neighbours or parts


class Piece(NamedTuple):
    """Ground that several areas cover, or none.

    Args:
        code: of its Problem.
        areas: which cover it, or border on it; ids in order.
        square_metres: how large it is.
        least: square metres from which it is told by itself.
    """

    code: Code
    areas: tuple[str, ...]
    square_metres: float
    least: float


def uneven_ground(areas: gpd.GeoDataFrame, file: str, outline: BaseGeometry | None = None) -> list[Problem]:
    """A warning per overlap and per gap, the largest of a kind first, and one for all narrow ones together.

    Args:
        areas: index area_id, valid polygons in a metric coordinate system.
        outline: of the city, where it is known apart from its areas.
    """
    pieces = [piece for piece in (*_overlaps(areas), *_gaps(areas, outline)) if piece.square_metres > NOISE_M2]
    large = [piece for piece in pieces if piece.square_metres > piece.least]
    narrow = [piece.square_metres for piece in pieces if piece.square_metres <= piece.least]
    problems = [_problem(piece, file) for piece in sorted(large, key=_order)]
    if sum(narrow) >= SLIVER_M2:
        fields = {
            "count": str(len(narrow)),
            "square_metres": f"{sum(narrow):.0f}",
            "share": f"{1000 * SLIVER_SHARE:g} ‰",
        }
        problems.append(Problem(Code.AREA_SLIVERS, file, fields=fields, severity=Severity.WARNING))
    return problems


def totals(areas: gpd.GeoDataFrame) -> dict[str, tuple[str, ...]]:
    """Each area that is nothing but several others together, such as the city among its parts -> those.

    Args:
        areas: index area_id, valid polygons in a metric coordinate system.
    """
    shapes, names = areas.geometry.to_numpy(), [str(id_) for id_ in areas.index]
    size = shapely.area(shapes)
    within: dict[int, list[int]] = {}
    for one, other, shared in zip(*_shared(shapes), strict=True):
        for whole, part in ((one, other), (other, one)):
            if shared > INSIDE * size[part] and size[part] < INSIDE * size[whole]:
                within.setdefault(int(whole), []).append(int(part))
    return {
        names[whole]: tuple(sorted(names[part] for part in parts))
        for whole, parts in sorted(within.items(), key=lambda item: names[item[0]])
        if len(parts) > 1 and shapely.area(shapely.union_all(shapes[parts])) > INSIDE * size[whole]
    }


def _shared(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pairs of places that touch, and the square metres both cover."""
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = left < right
    left, right = left[once], right[once]
    return left, right, shapely.area(shapely.intersection(shapes[left], shapes[right]))


def _overlaps(areas: gpd.GeoDataFrame) -> list[Piece]:
    shapes, names = areas.geometry.to_numpy(), [str(id_) for id_ in areas.index]
    size = shapely.area(shapes)
    return [
        Piece(
            Code.AREAS_OVERLAP,
            tuple(sorted((names[one], names[other]))),
            float(square_metres),
            _least(min(size[one], size[other])),
        )
        for one, other, square_metres in zip(*_shared(shapes), strict=True)
    ]


def _gaps(areas: gpd.GeoDataFrame, outline: BaseGeometry | None) -> list[Piece]:
    """Holes among the areas and, with an outline, what of it none of them covers."""
    shapes, names = areas.geometry.to_numpy(), [str(id_) for id_ in areas.index]
    covered = shapely.union_all(shapes)
    if outline is None:
        rings = [ring for part in shapely.get_parts(covered) for ring in part.interiors]
        bare, inner = [shapely.Polygon(ring) for ring in rings], [True] * len(rings)
    else:
        parts = shapely.get_parts(shapely.difference(outline, covered))
        bare = [part for part in parts if part.geom_type == "Polygon"]
        inner = list(shapely.distance(np.array(bare, dtype=object), outline.boundary) > NEAR_M) if bare else []
    tree, size = shapely.STRtree(shapes), shapely.area(shapes)
    pieces = []
    for shape, is_inner in zip(bare, inner, strict=True):
        beside = tree.query(shape, predicate="dwithin", distance=NEAR_M)
        code = Code.AREAS_GAP if is_inner else Code.OUTLINE_UNCOVERED
        around = tuple(sorted(names[place] for place in beside))
        least = _least(min(size[beside])) if len(beside) else SLIVER_M2
        pieces.append(Piece(code, around, float(shape.area), least))
    return pieces


def _least(smaller: float) -> float:
    return max(SLIVER_M2, SLIVER_SHARE * float(smaller))


def _order(piece: Piece) -> tuple[str, float, tuple[str, ...]]:
    return piece.code, -piece.square_metres, piece.areas


def _problem(piece: Piece, file: str) -> Problem:
    fields = {"square_metres": f"{piece.square_metres:.0f}"}
    value = None
    if piece.code is Code.AREAS_OVERLAP:
        value, fields["other"] = piece.areas
    else:
        fields["where"] = few(piece.areas)
    return Problem(piece.code, file, value=value, fields=fields, severity=Severity.WARNING)


def few(names: Sequence[str]) -> str:
    """The first names as one text; an en dash for none."""
    return ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "") if names else "–"

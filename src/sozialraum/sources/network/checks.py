"""Whether a network is that of the city: near it, in all its parts, in one piece."""

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.network import Network
from sozialraum.model.tables import BASE_LEVEL
from sozialraum.sources.network.joining import parts_of
from sozialraum.sources.network.pieces import Around, Pieces
from sozialraum.sources.paths import listed
from sozialraum.sources.vectors.crs import WGS84, content, named_crs

MOST = 0.5  # share of the points that must lie around the city for a system to fit
UNSEEN = 0.5  # share of an area beyond the network to be named; fields at the edge of a city have no ways


def far_problem(name: str, pieces: Pieces, around: Around, crs: pyproj.CRS) -> Problem:
    """What is told of a network that has no way around the city: how far off it lies, and which system would fit.

    Args:
        crs: of the city.
    """
    middle = [np.median(pieces.sample, axis=0), ((around.west + around.east) / 2, (around.south + around.north) / 2)]
    lon, lat = pyproj.Transformer.from_crs(crs, WGS84, always_xy=True).transform(*np.array(middle).T)
    metres = pyproj.Geod(ellps="WGS84").inv(lon[0], lat[0], lon[1], lat[1])[2] if np.isfinite(lon).all() else np.inf
    fields = {"km": f"{metres / 1000:.0f}", "fits": _fitting(pieces, around, crs)}
    return Problem(Code.NETWORK_ELSEWHERE, name, value=pieces.crs or WGS84, fields=fields)


def _fitting(pieces: Pieces, around: Around, crs: pyproj.CRS) -> str:
    """The usual systems in which the coordinates of the file would lie around the city."""
    read_as = named_crs(pieces.crs) if pieces.crs else None
    if read_as is None:
        return listed([])
    raw = pyproj.Transformer.from_crs(crs, read_as, always_xy=True).transform(*pieces.sample.T)
    found = []
    for name in content()["usual"]["systems"]:
        system = named_crs(name)
        if system is None:
            continue
        moved = pyproj.Transformer.from_crs(system, crs, always_xy=True).transform(*raw)
        if np.mean(around.holds(np.column_stack(moved))) > MOST:
            found.append(name)
    return listed(found)


def covering_problems(name: str, network: Network, areas: gpd.GeoDataFrame, outline: BaseGeometry) -> list[Problem]:
    """Warnings about Sozialräume into which the network does not reach, and about parts of the city beside it."""
    base = areas[areas["level"] == BASE_LEVEL]
    lines = shapely.linestrings(network.nodes[network.edges])
    tree = shapely.STRtree(lines)
    shapes = base.geometry.to_numpy()
    reached = np.unique(tree.query(shapes, predicate="intersects")[0])
    left_out = np.ones(len(base), dtype=bool)
    left_out[reached] = False
    without = [str(one) for one in base["name"][left_out]]
    problems = []
    if without:
        fields = {"count": str(len(without)), "known": listed(without)}
        problems.append(_warning(Code.NETWORK_LEAVES_OUT, name, fields))
    box = shapely.box(*network.nodes.min(axis=0), *network.nodes.max(axis=0))
    beside = shapely.area(shapely.difference(shapes, box)) / shapely.area(shapes)
    cut = [str(one) for one in base["name"][~left_out & (beside >= UNSEEN)]]
    if cut:
        share = outline.difference(box).area / outline.area
        fields = {"share": f"{100 * share:.0f}", "known": listed(cut)}
        problems.append(_warning(Code.NETWORK_NOT_COVERING, name, fields))
    return problems


def parts_problems(name: str, network: Network) -> list[Problem]:
    """A warning where the network falls into several parts: how many metres lie outside the largest."""
    part = parts_of(network)
    metres = np.bincount(part[network.edges[:, 0]], weights=network.length_m)
    if len(metres) < 2:
        return []
    rest = metres.sum() - metres.max()
    fields = {
        "count": str(len(metres)),
        "metres": f"{rest:.0f}",
        "share": f"{int(100 * metres.max() / metres.sum())}",
    }
    return [_warning(Code.NETWORK_IN_PARTS, name, fields)]


def _warning(code: Code, name: str, fields: dict[str, str]) -> Problem:
    return Problem(code, name, fields=fields, severity=Severity.WARNING)

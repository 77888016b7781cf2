"""Coordinate systems: which one is meant, whether coordinates can be in it, and the way to the city's own."""

import re

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyproj
import shapely
from pyproj.exceptions import CRSError, ProjError
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]  # public, but not in __all__

from sozialraum.errors import Problem
from sozialraum.model.codes import Code

NAMED = re.compile(r"[A-Za-z]+:[0-9A-Za-z]+")
WGS84 = "EPSG:4326"
FARTHEST = 4e7  # metres once around the Earth: beyond, PROJ counts on from the start
MARGIN_DEG = 3.0  # cities just beyond the edge of a zone keep using it

set_network_enabled(active=False)  # no grid is ever fetched


def named_crs(text: str) -> pyproj.CRS | None:
    """The coordinate system of that name ("EPSG:25832"), or None."""
    if not NAMED.fullmatch(text.strip()):
        return None
    try:
        return pyproj.CRS.from_user_input(text.strip())
    except CRSError:
        return None


def is_metric(crs: pyproj.CRS) -> bool:
    """Whether it has plane coordinates in metres, so that lengths and areas can be measured in it."""
    return crs.is_projected and all(axis.unit_name in {"metre", "meter"} for axis in crs.axis_info[:2])


def misplaced(geometry: gpd.GeoSeries, city_crs: pyproj.CRS, file: str) -> Problem | None:
    """A Problem where most coordinates cannot lie where the city's coordinate system is used.

    Coordinates that fit once x and y change places are told apart: that is a fault of the export.
    """
    crs = geometry.crs
    shapes = geometry.to_numpy()
    with np.errstate(all="ignore"):  # coordinates that are no numbers lie nowhere
        points = shapely.point_on_surface(shapes[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))])
    if not len(points) or crs is None:
        return None
    x, y = shapely.get_x(points), shapely.get_y(points)
    if np.mean(inside_use(x, y, crs, city_crs)) > 0.5:
        return None
    if np.mean(inside_use(y, x, crs, city_crs)) > 0.5:
        return Problem(Code.AXES_SWAPPED, file, value=f"{x[0]:.6g} {y[0]:.6g}")
    fields = {"crs": crs_name(crs), "example": f"{x[0]:.10g} {y[0]:.10g}"}
    return Problem(Code.CRS_IMPLAUSIBLE, file, fields=fields)


def inside_use(x: np.ndarray, y: np.ndarray, crs: pyproj.CRS, city_crs: pyproj.CRS) -> npt.NDArray[np.bool_]:
    """For each coordinate whether it lies where the city's system is used, or up to 3 degrees beside."""
    use = city_crs.area_of_use
    if use is None:
        return np.array(np.isfinite(x) & np.isfinite(y), dtype=np.bool_)
    try:
        lon, lat = pyproj.Transformer.from_crs(crs, WGS84, always_xy=True).transform(x, y)
    except ProjError:
        return np.zeros(len(x), dtype=bool)
    east_west = (lon >= use.west - MARGIN_DEG) & (lon <= use.east + MARGIN_DEG)
    north_south = (lat >= use.south - MARGIN_DEG) & (lat <= use.north + MARGIN_DEG)
    real = (np.abs(x) < FARTHEST) & (np.abs(y) < FARTHEST)
    fits: npt.NDArray[np.bool_] = east_west & north_south & real
    return fits


def astray(geometry: gpd.GeoSeries, city_crs: pyproj.CRS) -> "pd.Series[bool]":
    """For each geometry whether a part of it lies where the city's system is not used, or nowhere at all.

    Args:
        geometry: in the city's coordinate system.
    """
    shapes = geometry.to_numpy()
    drawn = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    west, south, east, north = shapely.bounds(shapes[drawn]).T
    fits = inside_use(west, south, city_crs, city_crs) & inside_use(east, north, city_crs, city_crs)
    drawn[drawn] = ~fits
    corners, owners = shapely.get_coordinates(shapes, return_index=True)
    drawn[owners[~np.isfinite(corners).all(axis=1)]] = True  # bounds take no notice of what is not a number
    return pd.Series(drawn, index=geometry.index)


def to_city(geometry: gpd.GeoSeries, city_crs: pyproj.CRS) -> gpd.GeoSeries:
    """The same geometry, flat, in the city's coordinate system."""
    flat = gpd.GeoSeries(shapely.force_2d(geometry.to_numpy()), index=geometry.index, crs=geometry.crs)
    return flat.to_crs(city_crs)


def crs_name(crs: pyproj.CRS) -> str:
    """A short name: authority and code where there is one."""
    code = crs.to_authority()
    return ":".join(code) if code else str(crs.name)

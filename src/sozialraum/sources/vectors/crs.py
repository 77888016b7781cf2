"""Coordinate systems: which one is meant by a text, and where coordinates of a city can lie."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyproj
import shapely
from pyproj.exceptions import CRSError, ProjError
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]  # public, but not in __all__

NAMED = re.compile(r"([A-Za-z]+):([0-9A-Za-z_.-]+)")
URN = re.compile(r"urn:(?:x-)?(?:ogc|opengis|EPSG):(?:def:)?crs:([A-Za-z]+):[0-9.]*:([0-9A-Za-z]+)", re.IGNORECASE)
SHORT_URN = re.compile(r"urn:(adv):crs:([0-9A-Za-z_.-]+)", re.IGNORECASE)
ADDRESS = re.compile(r"https?://www\.opengis\.net/def/crs/([A-Za-z]+)/[0-9.]+/([0-9A-Za-z]+)/?")
OLD_ADDRESS = re.compile(r"https?://www\.opengis\.net/gml/srs/(epsg)\.xml#([0-9]+)")
WKT = re.compile(r"(?:PROJ|GEOG|COMPD_|COMPOUND|GEOD|BOUND)[A-Z]*\[", re.IGNORECASE)
NUMBER = re.compile(r"[0-9]{1,9}")
GRID_FILE = re.compile(r"nadgrids=(?!@null\b)|PARAMETERFILE", re.IGNORECASE)
LONGEST = 20_000  # signs of a WKT text
FIRST_OF_ESRI = 32_768  # numbers of Esri's own begin above those of EPSG
WGS84 = "EPSG:4326"
FARTHEST = 4e7  # metres once around the Earth: beyond, PROJ counts on from the start
MARGIN_DEG = 3.0  # cities just beyond the edge of a zone keep using it

set_network_enabled(active=False)  # no grid is ever fetched


class Box(NamedTuple):
    """A part of the Earth in degrees."""

    west: float
    south: float
    east: float
    north: float


@cache
def content() -> dict[str, Any]:
    """Spellings, twins and usual systems, as crs.toml lists them."""
    return tomllib.loads(files("sozialraum.sources.vectors").joinpath("crs.toml").read_text(encoding="utf-8"))


def named_crs(text: str) -> pyproj.CRS | None:
    """The coordinate system of that name, or None.

    Args:
        text: "EPSG:25832", "ESRI:102329", a URN or web address of the OGC, a URN of the German surveys, or WKT.
    """
    text = text.strip()
    if WKT.match(text):
        return _of_wkt(text)
    for pattern in (URN, SHORT_URN, ADDRESS, OLD_ADDRESS, NAMED):
        if match := pattern.fullmatch(text):
            return _of_code(match[1].upper(), match[2])
    return None


def numbered_crs(number: int) -> pyproj.CRS | None:
    """The system of a number that may be one of EPSG or of Esri, or None."""
    return _of_code("EPSG", str(number))


def opens_files(crs: pyproj.CRS) -> bool:
    """Whether the text of a system names files with corrections, which would be opened wherever they lie."""
    return bool(GRID_FILE.search(crs.to_wkt()))


def flat(crs: pyproj.CRS) -> pyproj.CRS:
    """The system without its heights."""
    if crs.is_compound:
        return flat(crs.sub_crs_list[0])
    return crs.to_2d() if len(crs.axis_info) > 2 else crs


def same_system(one: pyproj.CRS, other: pyproj.CRS) -> bool:
    """Whether both mean the same, however they are written down."""
    one, other = flat(one), flat(other)
    if one.equals(other, ignore_axis_order=True):
        return True
    code = one.to_epsg()
    return code is not None and code == other.to_epsg()


def is_metric(crs: pyproj.CRS) -> bool:
    """Whether it has plane coordinates in metres, so that lengths and areas can be measured in it."""
    return crs.is_projected and all(axis.unit_name in {"metre", "meter"} for axis in crs.axis_info[:2])


def crs_name(crs: pyproj.CRS) -> str:
    """A short name: authority and code where there is one."""
    code = crs.to_authority()
    return ":".join(code) if code else str(crs.name)


def where_used(city_crs: pyproj.CRS, margin: float = MARGIN_DEG) -> Box | None:
    """Where the city's system is used, and so many degrees beside; None where nothing is known about that."""
    use = city_crs.area_of_use
    if use is None:
        return None
    return Box(use.west - margin, use.south - margin, use.east + margin, use.north + margin)


def likely(city_crs: pyproj.CRS, margin: float = MARGIN_DEG) -> Box:
    """The part of it where cities of Germany lie; all of it for a system of another country."""
    used = where_used(city_crs, margin)
    germany = Box(**content()["germany"])
    if used is None:
        return germany
    box = Box(*(pick(a, b) for pick, a, b in zip((max, max, min, min), used, germany, strict=True)))
    return box if box.west < box.east and box.south < box.north else used


def inside_use(x: np.ndarray, y: np.ndarray, crs: pyproj.CRS, city_crs: pyproj.CRS) -> npt.NDArray[np.bool_]:
    """For each coordinate whether it lies where the city's system is used, or up to 3 degrees beside."""
    return inside(x, y, crs, where_used(city_crs))


def inside(x: np.ndarray, y: np.ndarray, crs: pyproj.CRS, box: Box | None) -> npt.NDArray[np.bool_]:
    """For each coordinate whether it lies in that part of the Earth; without one, whether it is a number."""
    if box is None:
        return np.array(np.isfinite(x) & np.isfinite(y), dtype=np.bool_)
    try:
        lon, lat = pyproj.Transformer.from_crs(crs, WGS84, always_xy=True).transform(x, y)
    except ProjError:
        return np.zeros(len(x), dtype=bool)
    east_west = (lon >= box.west) & (lon <= box.east)
    north_south = (lat >= box.south) & (lat <= box.north)
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


def _of_code(authority: str, code: str) -> pyproj.CRS | None:
    name = f"{authority}:{code}"
    meant = content()["means"].get(name, name)
    try:
        return pyproj.CRS.from_user_input(meant)
    except CRSError:
        if authority == "EPSG" and NUMBER.fullmatch(code) and int(code) >= FIRST_OF_ESRI:
            return _of_code("ESRI", code)
        return None


def _of_wkt(text: str) -> pyproj.CRS | None:
    if len(text) > LONGEST:
        return None
    try:
        crs = pyproj.CRS.from_wkt(text)
    except CRSError:
        return None
    return None if opens_files(crs) else crs

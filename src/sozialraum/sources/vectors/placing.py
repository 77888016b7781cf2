"""Coordinates of a file -> the city's own system: which system they are in, and whether x and y are in order."""

from collections.abc import Iterator
from typing import NamedTuple

import geopandas as gpd
import numpy as np
import pyproj
import shapely

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.intake import Aspect, Guess
from sozialraum.sources.paths import listed, refused
from sozialraum.sources.vectors.crs import (
    content,
    crs_name,
    flat,
    inside,
    inside_use,
    likely,
    named_crs,
    opens_files,
    same_system,
    where_used,
)

SAMPLE = 10_000  # coordinates that decide for a file
MOST = 0.5  # share of them that must fit
NORTH_FIRST = "north_east"


class Way(NamedTuple):
    """How coordinates are read."""

    crs: pyproj.CRS
    swapped: bool


def placed(
    file: str,
    geometry: gpd.GeoSeries,
    said: pyproj.CRS | None,
    stated: pyproj.CRS | None,
    city_crs: pyproj.CRS,
    assumed: pyproj.CRS | None = None,
) -> tuple[gpd.GeoSeries, tuple[Guess, ...], list[Problem]]:
    """The geometry in the city's system, how it was read, and what is odd about that.

    Coordinates that cannot lie near any city as stated, but do with x and y exchanged or with (without) the number
    of the zone before the easting, are read that way, with a warning.

    Args:
        geometry: coordinates as they stand in the file.
        said: the system that the file names.
        stated: the one that the project states; it wins.
        assumed: the one that holds for this kind of file where nobody names one.

    Raises:
        InputError: no system is named, or the coordinates cannot be in it.
    """
    shapes = shapely.force_2d(geometry.to_numpy())
    x, y = _sample(shapes)
    if said is not None and opens_files(said):
        raise refused(Code.FILE_CRS_UNKNOWN, file, value=crs_name(said))
    named = stated or said or assumed
    if named is None:
        raise refused(Code.CRS_MISSING, file, fits=_fitting(x, y, city_crs))
    way, problems = _way(file, x, y, flat(named), city_crs) if len(x) else (Way(flat(named), False), [])
    if stated is not None and said is not None and not (same_system(said, stated) or same_system(said, way.crs)):
        fields = {"stated": crs_name(stated)}
        problems.append(_warning(Code.CRS_CONTRADICTION, file, crs_name(said), fields))
    if way.swapped:
        shapes = shapely.transform(shapes, lambda coordinates: coordinates[:, ::-1])
    guesses = [Guess(Aspect.CRS, crs_name(way.crs), stated is not None and same_system(way.crs, stated))]
    if way.swapped:
        guesses.append(Guess(Aspect.AXES, NORTH_FIRST))
    moved = gpd.GeoSeries(shapes, index=geometry.index, crs=way.crs).to_crs(city_crs)
    return moved, tuple(guesses), problems


def _way(
    file: str, x: np.ndarray, y: np.ndarray, named: pyproj.CRS, city_crs: pyproj.CRS
) -> tuple[Way, list[Problem]]:
    """The first reading under which most coordinates lie where cities lie."""
    example = f"{x[0]:.10g} {y[0]:.10g}"
    box = likely(city_crs)
    for way in _readings(named):
        first, second = (y, x) if way.swapped else (x, y)
        if np.mean(inside(first, second, way.crs, box)) > MOST:
            return way, _told(file, way, named, example)
    fits = _fitting(x, y, city_crs)
    fields = {"crs": crs_name(named), "example": example, "fits": fits}
    if where_used(city_crs) is not None and np.mean(inside_use(x, y, named, city_crs)) > MOST:
        elsewhere = fits != listed([])
        told = [_warning(Code.CRS_DOUBTFUL, file, example, fields)] if elsewhere else []
        return Way(named, False), told
    raise InputError([Problem(Code.CRS_IMPLAUSIBLE, file, fields=fields)])


def _readings(named: pyproj.CRS) -> Iterator[Way]:
    yield Way(named, False)
    yield Way(named, True)
    twin = _twin(named)
    if twin is not None:
        yield Way(twin, False)
        yield Way(twin, True)


def _twin(named: pyproj.CRS) -> pyproj.CRS | None:
    """The same system with, or without, the number of the zone before the easting."""
    pairs = content()["with_zone"]
    back = {longer: plain for plain, longer in reversed(pairs.items())}
    twin = {**pairs, **back}.get(crs_name(named))
    return named_crs(twin) if twin else None


def _told(file: str, way: Way, named: pyproj.CRS, example: str) -> list[Problem]:
    problems = []
    if way.swapped:
        problems.append(_warning(Code.AXES_SWAPPED, file, example, {}))
    if way.crs is not named:
        fields = {"stated": crs_name(named), "used": crs_name(way.crs)}
        problems.append(_warning(Code.ZONE_IN_EASTING, file, example, fields))
    return problems


def _fitting(x: np.ndarray, y: np.ndarray, city_crs: pyproj.CRS) -> str:
    """The usual systems in which the coordinates would lie where the city's system is used, as one text."""
    if not len(x):
        return listed([])
    systems = [(name, crs) for name in content()["usual"]["systems"] if (crs := named_crs(name)) is not None]
    for box in (likely(city_crs, margin=0), likely(city_crs)):
        fits = [name for name, crs in systems if np.mean(inside(x, y, crs, box)) > MOST]
        if fits:
            return listed(fits)
    return listed([])


def _sample(shapes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """So many finite coordinates at most, taken evenly."""
    corners = shapely.get_coordinates(shapes)
    corners = corners[np.isfinite(corners).all(axis=1)]
    step = max(1, len(corners) // SAMPLE)
    return corners[::step, 0], corners[::step, 1]


def _warning(code: Code, file: str, value: str, fields: dict[str, str]) -> Problem:
    return Problem(code, file, value=value, fields=fields, severity=Severity.WARNING)

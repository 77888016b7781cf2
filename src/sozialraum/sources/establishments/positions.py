"""Where the rows of a list of facilities lie: from columns of coordinates, or from the geometry of the file."""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.files import NonValue, TableFile
from sozialraum.model.intake import Guess
from sozialraum.sources.paths import refused
from sozialraum.sources.tables.non_values import signs_of
from sozialraum.sources.tables.numbers import read_numbers
from sozialraum.sources.tables.table import Table, marked
from sozialraum.sources.vectors.crs import crs_name, inside, where_used
from sozialraum.sources.vectors.placing import placed

NO_COORDINATE: Mapping[str, NonValue] = {"-": "missing", "–": "missing", "0": "missing"}


def positions(
    table: Table,
    x: str | None,
    y: str | None,
    spec: TableFile,
    stated: pyproj.CRS | None,
    city_crs: pyproj.CRS,
    names: pd.Series,
    beyond: bool = False,
) -> tuple[np.ndarray, tuple[Guess, ...], list[Problem]]:
    """A point or None per row, in the city's coordinate system; an area or a line gives a point in it.

    Args:
        x, y: headings of the coordinates; None: the geometry of the file is used, where it has one.
        stated: coordinate system of x and y as the project says.
        names: what to call each row in a Problem.
        beyond: keep points far from where the city's coordinate system is used; else they are told and dropped.

    Raises:
        InputError: x and y without a coordinate system, or one they cannot be in.
    """
    problems: list[Problem] = []
    guesses: tuple[Guess, ...] = ()
    if x is not None and y is not None:
        if stated is None:
            raise refused(Code.FACILITY_CRS_MISSING, table.file, column=x)
        raw, problems = _points(table, x, y, spec)
        try:
            geometry, guesses, found = placed(table.file, raw, None, stated, city_crs)
        except InputError as error:
            raise InputError([*problems, *error.problems]) from None
        problems += found
    elif table.geometry is not None:
        geometry = table.geometry
    else:
        return np.full(len(table), None), (), []
    with np.errstate(all="ignore"):  # corners that are no numbers lie nowhere
        shapes: np.ndarray = shapely.point_on_surface(geometry.to_numpy())
    shapes[shapely.is_empty(shapes)] = None
    known = ~shapely.is_missing(shapes)
    fits = np.zeros(len(shapes), dtype=bool)
    east, north = shapely.get_x(shapes[known]), shapely.get_y(shapes[known])
    fits[known] = inside(east, north, city_crs, None if beyond else where_used(city_crs))
    corners, owners = shapely.get_coordinates(geometry.to_numpy(), return_index=True)
    fits[owners[~np.isfinite(corners).all(axis=1)]] = False
    strange = pd.Series(known & ~fits, index=table.cells.index)
    fields = {"crs": crs_name(stated or city_crs)}
    problems += [
        Problem(Code.COORDINATE_IMPLAUSIBLE, table.file, row, x, name, fields, Severity.WARNING)
        for row, name in marked(names, strange)
    ]
    shapes[~fits] = None
    return shapes, guesses, problems


def _points(table: Table, x: str, y: str, spec: TableFile) -> tuple[gpd.GeoSeries, list[Problem]]:
    """Points without a coordinate system, None where a number is missing."""
    numbers, problems = read_numbers(table, [x, y], spec.dialect.decimal, signs_of(spec, table, NO_COORDINATE))
    points = np.full(len(table), None)
    if not numbers:
        return gpd.GeoSeries(points, index=table.cells.index), problems
    east, north = numbers[0].values, numbers[1].values
    half = east.notna() != north.notna()
    problems = [
        Problem(Code.COORDINATE_UNREADABLE, problem.file, problem.row, problem.column, problem.value)
        if problem.code == Code.NOT_A_NUMBER
        else problem
        for problem in problems
    ]
    unreadable = {problem.row for problem in problems}
    problems += [
        Problem(Code.COORDINATE_INCOMPLETE, table.file, row, x, text)
        for row, text in marked(numbers[0].texts.where(east.notna(), numbers[1].texts), half)
        if row not in unreadable
    ]
    here = (east.notna() & north.notna()).to_numpy()
    points[here] = shapely.points(east[here].to_numpy(dtype="float64"), north[here].to_numpy(dtype="float64"))
    return gpd.GeoSeries(points, index=table.cells.index), problems

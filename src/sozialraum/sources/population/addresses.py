"""Rows that are addresses: their points in the city's coordinate system."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.files import TableFile
from sozialraum.sources.accounting import with_guesses
from sozialraum.sources.establishments.positions import NO_COORDINATE
from sozialraum.sources.tables.non_values import signs_of
from sozialraum.sources.tables.numbers import Numbers, read_numbers
from sozialraum.sources.tables.table import Table, marked
from sozialraum.sources.vectors.crs import inside_use
from sozialraum.sources.vectors.placing import placed


def coordinates(
    spec: TableFile, table: Table, x: str, y: str, stated: pyproj.CRS | None, city_crs: pyproj.CRS
) -> tuple[Table, np.ndarray, list[Problem]]:
    """The table with how its coordinates were read; points (n, 2) in the city's system, NaN where there is none.

    Args:
        stated: coordinate system of x and y as the project says.

    Raises:
        InputError: x and y without a coordinate system, or one they cannot be in.
    """
    (east, north), problems = numbers_of_coordinates(spec, table, x, y)
    here = (east.values.notna() & north.values.notna()).to_numpy()
    points = np.full(len(table), None)
    points[here] = shapely.points(*(one.values[here].to_numpy(dtype=np.float64) for one in (east, north)))
    geometry, guesses, found = placed(
        table.file, gpd.GeoSeries(points, index=table.cells.index), None, stated, city_crs
    )
    made = np.full((len(table), 2), np.nan)
    made[here] = shapely.get_coordinates(geometry.to_numpy()[here])
    made[~inside_use(made[:, 0], made[:, 1], city_crs, city_crs)] = np.nan
    lost = pd.Series(np.isnan(made[:, 0]), index=table.cells.index)
    if lost.any():
        fields, first = {"count": str(int(lost.sum()))}, int(lost.index[lost][0])
        found.append(
            Problem(Code.PEOPLE_WITHOUT_POSITION, table.file, first, x, fields=fields, severity=Severity.WARNING)
        )
    return with_guesses(table, guesses), made, problems + found


def numbers_of_coordinates(
    spec: TableFile, table: Table, x: str, y: str
) -> tuple[tuple[Numbers, Numbers], list[Problem]]:
    """The numbers under two headings, and every text that is none.

    Raises:
        InputError: the decimal sign is open, or a heading is missing.
    """
    numbers, problems = read_numbers(table, [x, y], spec.dialect.decimal, signs_of(spec, table, NO_COORDINATE))
    if not numbers:
        raise InputError(problems)
    told = [problem for problem in problems if problem.code != Code.NOT_A_NUMBER]
    told += [
        Problem(Code.COORDINATE_UNREADABLE, table.file, row, str(one.texts.name), text)
        for one in numbers
        for row, text in marked(one.texts, one.unreadable)
    ]
    return (numbers[0], numbers[1]), told

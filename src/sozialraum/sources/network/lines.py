"""Files of lines: GeoPackage, Shapefile, GeoJSON and others with geometry, and graphs."""

import numpy as np
import pandas as pd
import shapely

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.intake import Aside, Aspect
from sozialraum.model.network_file import GRAPHS, NetworkFile
from sozialraum.sources.accounting import first_reason, intake
from sozialraum.sources.files import CityFiles
from sozialraum.sources.network.graphml import read_graphml
from sozialraum.sources.network.joining import straight_m
from sozialraum.sources.network.lengths import long_problems
from sozialraum.sources.network.pieces import ENTRY, Around, Pieces, some
from sozialraum.sources.paths import find_file
from sozialraum.sources.reading import read_table
from sozialraum.sources.tables.table import Table, filtered
from sozialraum.sources.vectors.crs import named_crs
from sozialraum.sources.vectors.vector import table_of_features

LINES = (
    shapely.GeometryType.LINESTRING,
    shapely.GeometryType.LINEARRING,
    shapely.GeometryType.MULTILINESTRING,
)


def read_lines(spec: NetworkFile, files: CityFiles, around: Around | None) -> Pieces:
    """The lines of a file, each piece between two neighbouring vertices.

    Args:
        around: where ways are asked for; everywhere without it.

    Raises:
        InputError: the file cannot be read, or holds no line at all.
    """
    stated = named_crs(spec.crs) if spec.crs else None
    table, problems = _graph(spec, files) if spec.is_graph else read_table(spec, files, stated)
    shapes = np.full(len(table), None) if table.geometry is None else table.geometry.to_numpy()
    corners, owner = shapely.get_coordinates(shapes, return_index=True)
    drawn = np.isin(shapely.get_type_id(shapes), LINES)
    drawn[owner[~np.isfinite(corners).all(axis=1)]] = False
    problems += _no_lines(table, drawn)
    near = drawn if around is None else drawn & shapely.intersects(shapes, shapely.box(*around))
    points, edges, of_row = _vertices(shapes, near)
    leads = np.zeros(len(shapes), dtype=bool)
    leads[of_row[(points[edges[:, 0]] != points[edges[:, 1]]).any(axis=1)]] = True
    index = table.cells.index
    apart = straight_m(points, edges)
    problems += long_problems(table.file, index.to_numpy()[of_row], apart, np.full(len(edges), np.nan))
    reasons = first_reason(
        index,
        (pd.Series(~drawn, index=index, dtype="bool"), str(Code.NETWORK_NOT_LINES)),
        (pd.Series(~near, index=index, dtype="bool"), str(Aside.FAR_AWAY)),
        (pd.Series(~leads, index=index, dtype="bool"), str(Aside.LEADS_NOWHERE)),
    )
    return Pieces(
        points,
        edges,
        np.full(len(edges), np.nan),
        by_place=True,
        intakes=[intake(ENTRY, table, reasons)],
        problems=problems,
        sample=some(corners),
        crs=next((guess.value for guess in table.guesses if guess.aspect is Aspect.CRS), ""),
    )


def _graph(spec: NetworkFile, files: CityFiles) -> tuple[Table, list[Problem]]:
    path = find_file(spec.file, files.folders, files.limits, GRAPHS)
    features = read_graphml(spec.file, path, files.limits.max_vertices)
    stated = named_crs(spec.crs) if spec.crs else None
    table, problems = table_of_features(spec.file, features, None, stated, files.crs)
    return filtered(table, spec.where, spec.unless), problems


def _no_lines(table: Table, drawn: np.ndarray) -> list[Problem]:
    """A warning where some rows have no line.

    Raises:
        InputError: none has one.
    """
    if drawn.all():
        return []
    fields = {"count": str(int((~drawn).sum()))}
    row = int(table.cells.index[~drawn][0])
    if not drawn.any():
        raise InputError([Problem(Code.NETWORK_NOT_LINES, table.file, row, fields=fields)])
    return [Problem(Code.NETWORK_NOT_LINES, table.file, row, fields=fields, severity=Severity.WARNING)]


def _vertices(shapes: np.ndarray, use: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every vertex of the shapes in use, the pairs that follow each other, and of each pair the shape."""
    rows = np.flatnonzero(use)
    lines, of_shape = shapely.get_parts(shapes[rows], return_index=True)
    points, of_line = shapely.get_coordinates(lines, return_index=True)
    start = np.flatnonzero(of_line[1:] == of_line[:-1])
    edges = np.column_stack((start, start + 1)).astype(np.int64)
    return points, edges, rows[of_shape[of_line[start]]]

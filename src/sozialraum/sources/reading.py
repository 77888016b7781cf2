"""Open a table the project names, whatever kind of file it is, and keep the rows it asks for."""

import pyproj

from sozialraum.errors import Problem
from sozialraum.model.files import Dialect, TableFile
from sozialraum.sources.archives import opened
from sozialraum.sources.files import CityFiles
from sozialraum.sources.paths import TABLES, find_file
from sozialraum.sources.table import Table, filtered
from sozialraum.sources.tabular import read_csv
from sozialraum.sources.vector import read_vector


def read_table(
    spec: TableFile, files: CityFiles, stated_crs: pyproj.CRS | None = None
) -> tuple[Table, list[Problem]]:
    """The rows of a file that the project asks for, and what is odd about the file.

    Raises:
        InputError: the file may not be opened, cannot be read, or has no such rows.
    """
    table, problems = read_whole(spec.file, spec.layer, spec.dialect, files, stated_crs)
    return filtered(table, spec.where, spec.unless), problems


def read_whole(
    file: str,
    layer: str | None,
    dialect: Dialect,
    files: CityFiles,
    stated_crs: pyproj.CRS | None = None,
) -> tuple[Table, list[Problem]]:
    """All rows of a file, and what is odd about it.

    Raises:
        InputError: the file may not be opened or cannot be read.
    """
    with opened(file, find_file(file, files.folders), layer) as path:
        if path.suffix.lower() in TABLES:
            return read_csv(file, path, dialect)
        return read_vector(file, path, layer, stated_crs, files.crs, dialect.encoding)

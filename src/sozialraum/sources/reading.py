"""Open a table the project names, whatever kind of file it is, and keep the rows it asks for."""

from dataclasses import replace

import pyproj

from sozialraum.errors import SHEET, Problem
from sozialraum.model.files import Dialect, TableFile
from sozialraum.model.intake import Aspect, Guess
from sozialraum.sources.archives import opened
from sozialraum.sources.files import CityFiles
from sozialraum.sources.paths import TABLES, WORKBOOKS, find_file
from sozialraum.sources.patterns import with_said
from sozialraum.sources.tables.conditions import lost_zeros
from sozialraum.sources.tables.table import Table, clean, filtered
from sozialraum.sources.tables.tabular import read_csv, read_workbook
from sozialraum.sources.vectors.vector import read_vector


def read_table(
    spec: TableFile, files: CityFiles, stated_crs: pyproj.CRS | None = None, said: str | None = None
) -> tuple[Table, list[Problem]]:
    """The rows of a file that the project asks for, and what is odd about the file.

    Args:
        said: what the star of the entry stands for in the name of this file.

    Raises:
        InputError: the file may not be opened, cannot be read, or has no such rows.
    """
    table, problems = read_whole(spec.file, spec.layer, spec.dialect, files, stated_crs)
    table = with_said(table, said)
    told = lost_zeros(table, [*spec.where.items(), *spec.unless.items()])
    return filtered(table, spec.where, spec.unless), problems + told


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
    found = find_file(file, files.folders, files.limits)
    with opened(file, found, layer, files.limits) as path:
        if path.suffix.lower() in TABLES:
            table, problems = read_csv(file, path, dialect, files.limits)
            return (table if path == found else _in_archive(table, path.name, layer)), problems
        if path.suffix.lower() in WORKBOOKS:
            # of an archive, `layer` may have named the workbook
            sheet = None if path != found and layer in {path.stem, path.name} else layer
            told = file if sheet is None else f"{file}{SHEET}{clean(sheet)}"
            return read_workbook(told, path, sheet, dialect, files.limits)
        kind = None if path != found and layer == path.name else layer
        return read_vector(file, path, kind, stated_crs, files.crs, dialect.encoding, files.limits.max_vertices)


def _in_archive(table: Table, member: str, layer: str | None) -> Table:
    guesses = (Guess(Aspect.LAYER, member, layer is not None), *table.guesses)
    return replace(table, layer=member, guesses=guesses)

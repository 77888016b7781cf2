"""Rows that are cells of a grid: their grid, their place in it, and their middle in the city's coordinate system."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyproj

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.population import PopulationFile
from sozialraum.sources.planning.counts import Refused
from sozialraum.sources.population.addresses import numbers_of_coordinates
from sozialraum.sources.population.cell_ids import EXAMPLE, cells_named, grid_name
from sozialraum.sources.tables.table import EMPTY, Table
from sozialraum.sources.vectors.crs import crs_name, named_crs, same_system

NEAR_M = 1.0  # coordinates in a file may be rounded to a metre


@dataclass(frozen=True)
class Cells:
    """The cells of one file.

    Args:
        said: columns crs, cell_m, column and row of each row.
        middle: (n, 2) in the city's coordinate system; NaN where the id cannot be read.
        refused: (flag by row, the code for which it is left out).
    """

    said: pd.DataFrame
    middle: np.ndarray
    refused: tuple[Refused, ...]


def cells_of(
    spec: PopulationFile, table: Table, stated: pyproj.CRS | None, city_crs: pyproj.CRS
) -> tuple[Cells, list[Problem]]:
    """The cells that the rows of a file name, and what is odd about their ids.

    Args:
        spec: with a heading of ids; those of coordinates are only compared.
        stated: coordinate system of the grid or of the coordinates beside it, as the project says.

    Raises:
        InputError: a heading is missing, or coordinates have an open decimal sign.
    """
    ids = table.column(spec.columns.cell_id or "")
    said = cells_named(ids)
    readable = said["crs"] != ""
    problems = []
    if not readable.all():
        fields = {"count": str(int((~readable).sum())), "nearest": f"{EXAMPLE}, 100mN27005E44001"}
        problems.append(_at_first(Code.CELL_ID_UNREADABLE, ids, ~readable, table.file, fields, Severity.ERROR))
    odd, found = _other_grids(ids, said, readable, table.file)
    problems += found
    middle = np.full((len(ids), 2), np.nan)
    refused: list[Refused] = [(~readable, str(Code.CELL_ID_UNREADABLE)), (odd, str(Code.CELL_SIZES_DIFFER))]
    usable = (readable & ~odd).to_numpy()
    if not usable.any():
        return Cells(said, middle, tuple(refused)), problems
    grid = _system(said[usable]["crs"].iloc[0])
    own = (said[["column", "row"]].to_numpy(np.float64) + 0.5) * said[["cell_m"]].to_numpy()
    middle[usable] = _moved(own[usable], grid, city_crs)
    far = _far(spec, table, own, said["cell_m"].to_numpy(), grid, stated) & usable
    crs_differs = stated is not None and not same_system(stated, grid)
    which = pd.Series(usable if crs_differs and spec.columns.x is None else far, index=ids.index)
    if crs_differs and which.sum() * 2 > usable.sum() and stated is not None:
        fields = {"stated": crs_name(stated), "count": str(int(which.sum()))}
        problems.append(_at_first(Code.CELL_CRS_DIFFERS, ids, which, table.file, fields, Severity.ERROR))
        refused.append((which, str(Code.CELL_CRS_DIFFERS)))
    elif far.any():
        fields = {"count": str(int(far.sum()))}
        problems.append(_at_first(Code.CELL_POSITION_DIFFERS, ids, which, table.file, fields, Severity.WARNING))
    return Cells(said, middle, tuple(refused)), problems


def _other_grids(
    ids: pd.Series, said: pd.DataFrame, readable: "pd.Series[bool]", file: str
) -> tuple["pd.Series[bool]", list[Problem]]:
    """Which rows are of another grid than most, and one Problem for each such grid."""
    grids = [grid_name(crs, edge) for crs, edge in zip(said["crs"], said["cell_m"], strict=True)]
    named = pd.Series(grids, index=ids.index)[readable]
    counts = named.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    odd = pd.Series(False, index=ids.index)
    problems = []
    for other in counts.index[1:]:
        which = (named == other).reindex(ids.index, fill_value=False)
        fields = {"count": str(int(which.sum())), "usual": str(counts.index[0])}
        problems.append(_at_first(Code.CELL_SIZES_DIFFER, ids, which, file, fields, Severity.ERROR))
        odd |= which
    return odd, problems


def _far(
    spec: PopulationFile,
    table: Table,
    own: np.ndarray,
    cell_m: np.ndarray,
    grid: pyproj.CRS,
    stated: pyproj.CRS | None,
) -> np.ndarray:
    """For each row whether the coordinates beside the id lie outside its cell."""
    if spec.columns.x is None or spec.columns.y is None:
        return np.zeros(len(table), dtype=np.bool_)
    numbers, _ = numbers_of_coordinates(spec, table, spec.columns.x, spec.columns.y)
    beside = np.column_stack([one.values.to_numpy(np.float64, na_value=np.nan) for one in numbers])
    if stated is not None and not same_system(stated, grid):
        beside = _moved(beside, stated, grid)
    with np.errstate(invalid="ignore"):  # a row without coordinates cannot contradict its id
        return np.asarray((np.abs(beside - own) > cell_m[:, None] / 2 + NEAR_M).any(axis=1), dtype=np.bool_)


def _moved(points: np.ndarray, source: pyproj.CRS, target: pyproj.CRS) -> np.ndarray:
    if same_system(source, target):
        return points
    move = pyproj.Transformer.from_crs(source, target, always_xy=True)
    return np.column_stack(move.transform(points[:, 0], points[:, 1]))


def _system(name: str) -> pyproj.CRS:
    crs = named_crs(name)
    if crs is None:
        raise ValueError("cells_named lets no id through whose system is unknown")
    return crs


def _at_first(
    code: Code, ids: pd.Series, which: "pd.Series[bool]", file: str, fields: dict[str, str], severity: Severity
) -> Problem:
    first = int(ids.index[which][0])
    # where a cell is, somebody lives: a public edition does not say where
    return Problem(code, file, first, str(ids.name), str(ids[first]) or EMPTY, fields, severity, about_persons=True)

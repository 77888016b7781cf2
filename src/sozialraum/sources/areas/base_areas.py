"""The Sozialräume of a city from its file of boundaries: one area per key, with the shape it has on the ground."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import pyproj
import shapely

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.area_checks import few, totals
from sozialraum.model.checks import repeated_names
from sozialraum.model.codes import Code
from sozialraum.model.files import ColumnName
from sozialraum.model.geography import Areas
from sozialraum.model.intake import Intake
from sozialraum.model.tables import AREA_ID
from sozialraum.sources.accounting import intake
from sozialraum.sources.areas.corrections import corrected, unmet
from sozialraum.sources.paths import listed, refused
from sozialraum.sources.patterns import OneFile, files_of
from sozialraum.sources.project import PROJECT_FILE, ProjectFolder
from sozialraum.sources.reading import read_table
from sozialraum.sources.tables.table import JOINER, Table, clean, marked
from sozialraum.sources.vectors.crs import astray, crs_name, named_crs
from sozialraum.sources.vectors.vector import polygons

ENTRY = "areas"
UNNAMED_M2 = 10  # from here on, tenths of a square metre say nothing


@dataclass(frozen=True)
class _File:
    """One file of areas as read.

    Args:
        rows: `id`, `file_name`, `file`, `row` and geometry of those that can be used.
        reasons: why a row becomes no area, "" where it does; index: row.
        met: place in the list of every correction that holds for some row.
    """

    entry: str
    table: Table
    rows: gpd.GeoDataFrame
    reasons: "pd.Series[str]"
    met: frozenset[int]


def read_base(folder: ProjectFolder) -> tuple[gpd.GeoDataFrame, list[Intake], list[Problem]]:
    """The Sozialräume, the account of each of their files, and every Problem about them.

    Returns:
        Columns `name` (as shown), `file_name` and geometry by area_id, in order of it.

    Raises:
        InputError: a file cannot be read, or it holds no geometry.
    """
    spec = folder.project.areas
    files: list[_File] = []
    problems, failed = list[Problem](), list[Problem]()
    for one in files_of(ENTRY, spec, folder.files):
        try:
            file, found = _read(one, folder)
        except InputError as error:
            failed += error.problems
        else:
            files.append(file)
            problems += found
    if failed:
        raise InputError([*failed, *problems])
    problems += unmet(spec, frozenset().union(*(file.met for file in files)))
    rows = gpd.GeoDataFrame(pd.concat([file.rows for file in files], ignore_index=True), crs=folder.files.crs)
    base, found = _dissolved(rows)
    problems += found
    base, sums, found = _without_totals(base, rows, spec.columns.area_id)
    problems += found
    base["name"], found = _named(spec, base)
    problems += found + repeated_names(base["name"], spec.file)
    return base, [_account(file, sums) for file in files], problems


def _read(one: OneFile[Areas], folder: ProjectFolder) -> tuple[_File, list[Problem]]:
    spec = one.spec
    read, problems = read_table(spec, folder.files, stated_crs(spec), one.said)
    if read.geometry is None:
        raise refused(Code.NO_GEOMETRY, read.file)
    made, found = corrected(read, read.column(spec.columns.area_id), spec.corrections)
    problems += found
    table, ids = made.table, made.ids
    names = table.column(spec.columns.name) if spec.columns.name else ids
    strays = astray(read.geometry, folder.files.crs)
    shapes, won = polygons(read.geometry.where(~strays))
    reasons = _reasons(ids, read.geometry, shapes, strays)
    problems += _row_problems(table.file, ids, reasons, crs_name(folder.files.crs))
    problems += repaired(table.file, ids, won)
    data = {"id": ids, "file_name": names, "file": table.file, "row": ids.index}
    rows = gpd.GeoDataFrame(data, geometry=shapes, crs=shapes.crs)[reasons == ""]
    return _File(one.entry, table, rows, reasons, made.met), problems


def _account(file: _File, sums: set[str]) -> Intake:
    summed = pd.Series(file.rows["id"].isin(sums), index=file.rows.index).reindex(
        file.reasons.index, fill_value=False
    )
    return intake(file.entry, file.table, file.reasons.mask(summed, str(Code.AREA_IS_SUM)))


def stated_crs(spec: Areas) -> pyproj.CRS | None:
    """The coordinate system that the project states for the files of areas."""
    return named_crs(spec.crs) if spec.crs else None


def repaired(file: str, names: pd.Series, won: pd.Series) -> list[Problem]:
    """A warning per shape that had to be repaired.

    Args:
        names: of each row.
        won: m² won by it, NA where nothing had to be repaired; same index.
    """
    return [
        Problem(
            Code.GEOMETRY_REPAIRED,
            file,
            row,
            value=name,
            fields={"square_metres": _signed(float(won[row]))},
            severity=Severity.WARNING,
        )
        for row, name in marked(names, won.notna())
    ]


def without_area(geometry: gpd.GeoSeries) -> "pd.Series[bool]":
    """For each geometry whether there is none, or an empty one."""
    shapes = geometry.to_numpy()
    return pd.Series(shapely.is_missing(shapes) | shapely.is_empty(shapes), index=geometry.index)


def _signed(square_metres: float) -> str:
    text = f"{square_metres:+.1f}" if abs(square_metres) < UNNAMED_M2 else f"{square_metres:+.0f}"
    return "0" if float(text) == 0 else text


def _reasons(
    ids: pd.Series, as_read: gpd.GeoSeries, shapes: gpd.GeoSeries, strays: "pd.Series[bool]"
) -> "pd.Series[str]":
    """Why a row becomes no area, "" where it does."""
    reasons = pd.Series("", index=ids.index, dtype="str")
    for code, which in (
        (Code.AREA_KEY_EMPTY, ids == ""),
        (Code.GEOMETRY_NOT_AREA, without_area(shapes)),
        (Code.GEOMETRY_ASTRAY, strays),
        (Code.GEOMETRY_EMPTY, without_area(as_read)),
    ):
        reasons = reasons.mask(which, str(code))
    return reasons


def _row_problems(file: str, ids: pd.Series, reasons: "pd.Series[str]", crs: str) -> list[Problem]:
    fields = {Code.GEOMETRY_ASTRAY: {"crs": crs}}
    problems = [Problem(Code.AREA_KEY_EMPTY, file, row, str(ids.name)) for row, _ in marked(ids, ids == "")]
    for code in (Code.GEOMETRY_EMPTY, Code.GEOMETRY_NOT_AREA, Code.GEOMETRY_ASTRAY):
        problems += [
            Problem(code, file, row, value=id_, fields=fields.get(code, {}))
            for row, id_ in marked(ids, reasons == str(code))
        ]
    return problems


def _named(spec: Areas, base: gpd.GeoDataFrame) -> tuple[list[str], list[Problem]]:
    """The name of each area as it is shown."""
    known = {clean(id_): name for id_, name in spec.names.items()}
    problems = [
        Problem(
            Code.AREA_UNKNOWN,
            PROJECT_FILE,
            column="areas.names",
            value=id_,
            fields={"nearest": listed(list(base.index))},
        )
        for id_ in known
        if id_ not in base.index
    ]
    return [known.get(id_, name) for id_, name in zip(base.index, base["file_name"], strict=True)], problems


def _without_totals(
    base: gpd.GeoDataFrame, rows: gpd.GeoDataFrame, column: ColumnName
) -> tuple[gpd.GeoDataFrame, set[str], list[Problem]]:
    """The areas without those that are only the sum of others, such as the whole city among its parts."""
    sums = totals(base)
    heading = column if isinstance(column, str) else JOINER.join(column)
    problems = []
    for id_, parts in sums.items():
        file, row = _first(rows[rows["id"] == id_])
        fields = {"name": str(base.loc[id_, "file_name"]), "count": str(len(parts)), "parts": few(parts)}
        problems.append(Problem(Code.AREA_IS_SUM, file, row, heading, id_, {**fields, "heading": heading}))
    return base.drop(index=list(sums)), set(sums), problems


def _first(rows: pd.DataFrame) -> tuple[str, int]:
    """(file, row) of the first of these rows."""
    return str(rows["file"].iloc[0]), int(rows["row"].iloc[0])


def _dissolved(rows: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, list[Problem]]:
    """One row per id; several rows of one id and one name become one area."""
    problems, ids, names, shapes = [], [], [], []
    for id_, group in rows.groupby("id", sort=True):
        different = sorted(group["file_name"].unique())
        file, row = _first(group)
        if len(different) > 1:
            fields = {"names": listed(different)}
            problems.append(Problem(Code.AREA_ID_REPEATED, file, row, value=str(id_), fields=fields))
        elif len(group) > 1:
            fields = {"count": str(len(group))}
            problem = Problem(
                Code.AREA_DISSOLVED, file, row, value=str(id_), fields=fields, severity=Severity.WARNING
            )
            problems.append(problem)
        ids.append(str(id_))
        names.append(different[0])
        # in an order of their own, so that the order of rows cannot be seen in the result
        parts = sorted(shapely.normalize(group.geometry.to_numpy()), key=lambda shape: shape.wkb)
        shapes.append(shapely.normalize(parts[0] if len(parts) == 1 else shapely.union_all(parts)))
    index = pd.Index(ids, name=AREA_ID, dtype="str")
    data = {"file_name": pd.Series(names, index=index, dtype="str")}
    return gpd.GeoDataFrame(data, geometry=shapes, index=index, crs=rows.crs), problems

"""The Sozialräume of a city from its file of boundaries: one area per key, with the shape it has on the ground."""

import geopandas as gpd
import pandas as pd
import pyproj
import shapely

from sozialraum.errors import Problem, Severity
from sozialraum.model.area_checks import few, totals
from sozialraum.model.checks import repeated_names
from sozialraum.model.codes import Code
from sozialraum.model.geography import Areas
from sozialraum.model.intake import Intake
from sozialraum.model.tables import AREA_ID
from sozialraum.sources.accounting import intake
from sozialraum.sources.crs import astray, crs_name, named_crs
from sozialraum.sources.paths import listed, refused
from sozialraum.sources.project import PROJECT_FILE, ProjectFolder
from sozialraum.sources.reading import read_table
from sozialraum.sources.table import Table, clean, marked
from sozialraum.sources.vector import polygons

ENTRY = "areas"
UNNAMED_M2 = 10  # from here on, tenths of a square metre say nothing


def read_base(folder: ProjectFolder) -> tuple[gpd.GeoDataFrame, Intake, list[Problem]]:
    """The Sozialräume, the account of their file, and every Problem about them.

    Returns:
        Columns `name` (as shown), `file_name` and geometry by area_id, in order of it.

    Raises:
        InputError: the file cannot be read, or it holds no geometry.
    """
    spec = folder.project.areas
    table, problems = read_table(spec, folder.files, stated_crs(spec))
    if table.geometry is None:
        raise refused(Code.NO_GEOMETRY, table.file)
    ids = table.column(spec.columns.area_id)
    names = table.column(spec.columns.name) if spec.columns.name else ids
    strays = astray(table.geometry, folder.files.crs)
    shapes, won = polygons(table.geometry.where(~strays))
    reasons = _reasons(ids, table.geometry, shapes, strays)
    problems += _row_problems(table.file, ids, reasons, crs_name(folder.files.crs))
    problems += repaired(table.file, ids, won)
    usable = reasons == ""
    rows = gpd.GeoDataFrame({"id": ids, "file_name": names}, geometry=shapes, crs=shapes.crs)[usable]
    base, found = _dissolved(rows, table.file)
    problems += found
    base, sums, found = _without_totals(base, rows, table, str(ids.name))
    problems += found
    reasons = reasons.mask(usable & ids.isin(sums), str(Code.AREA_IS_SUM))
    base["name"], found = _named(spec, base)
    problems += found + repeated_names(base["name"], table.file)
    return base, intake(ENTRY, table, reasons), problems


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
    base: gpd.GeoDataFrame, rows: gpd.GeoDataFrame, table: Table, heading: str
) -> tuple[gpd.GeoDataFrame, set[str], list[Problem]]:
    """The areas without those that are only the sum of others, such as the whole city among its parts."""
    sums = totals(base)
    problems = [
        Problem(
            Code.AREA_IS_SUM,
            table.file,
            int(rows.index[rows["id"] == id_].min()),
            heading,
            id_,
            {
                "name": str(base.loc[id_, "file_name"]),
                "count": str(len(parts)),
                "parts": few(parts),
                "heading": heading,
            },
        )
        for id_, parts in sums.items()
    ]
    return base.drop(index=list(sums)), set(sums), problems


def _dissolved(rows: gpd.GeoDataFrame, file: str) -> tuple[gpd.GeoDataFrame, list[Problem]]:
    """One row per id; several rows of one id and one name become one area."""
    problems, ids, names, shapes = [], [], [], []
    for id_, group in rows.groupby("id", sort=True):
        different = sorted(group["file_name"].unique())
        row = int(group.index.min())
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

"""Lines and land to find one's way, cut to the city and what lies around it."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.base_map import BaseLines
from sozialraum.model.codes import Code
from sozialraum.model.files import Dialect
from sozialraum.model.intake import Aside, Intake
from sozialraum.sources.accounting import first_reason, intake, unread
from sozialraum.sources.areas.base_areas import without_area
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.reading import read_whole
from sozialraum.sources.tables.table import filtered
from sozialraum.sources.vectors.crs import astray, crs_name, named_crs
from sozialraum.sources.vectors.vector import polygons

AROUND = 0.25  # how far beyond the city things are kept, as a share of its longer side
LEAST_M = 1_500.0
COLUMNS = ("base_id", "name", "geometry")
POINTS = (shapely.GeometryType.POINT, shapely.GeometryType.MULTIPOINT)


def read_base_map(
    folder: ProjectFolder, outline: BaseGeometry | None
) -> tuple[gpd.GeoDataFrame, list[Intake], list[Problem]]:
    """What [[base_lines]] name, in the city's coordinate system, the account of each file, and every Problem.

    Args:
        outline: of the city; None where it is not known: then everything is kept.

    Returns:
        Columns base_id, name ("" for none), geometry (lines or polygons), in the order of the project and its files.
    """
    parts, intakes, problems = [], list[Intake](), list[Problem]()
    box = None if outline is None or outline.is_empty else _around(outline)
    for spec in folder.project.base_lines:
        entry = f"base_lines.{spec.id}"
        try:
            rows, account, found = _read(folder, spec, entry, box)
        except InputError as error:
            problems += error.problems
            intakes.append(unread(entry, spec.file))
            continue
        parts.append(rows)
        intakes.append(account)
        problems += found
    empty = gpd.GeoDataFrame({name: [] for name in COLUMNS}, geometry="geometry", crs=folder.files.crs)
    table = pd.concat(parts, ignore_index=True) if parts else empty
    return gpd.GeoDataFrame(table, geometry="geometry", crs=folder.files.crs), intakes, problems


def _around(outline: BaseGeometry) -> BaseGeometry:
    west, south, east, north = outline.bounds
    more = max(LEAST_M, AROUND * max(east - west, north - south))
    return shapely.box(west - more, south - more, east + more, north + more)


def _read(
    folder: ProjectFolder, spec: BaseLines, entry: str, box: BaseGeometry | None
) -> tuple[gpd.GeoDataFrame, Intake, list[Problem]]:
    """The rows of one entry.

    Raises:
        InputError: the file cannot be read, has no geometry, or no such heading.
    """
    stated = named_crs(spec.crs) if spec.crs else None
    table, problems = read_whole(spec.file, spec.layer, Dialect(), folder.files, stated)
    table = filtered(table, spec.where, {})
    if table.geometry is None:
        raise InputError([*problems, Problem(Code.NO_GEOMETRY, table.file)])
    names = table.column(spec.names) if spec.names else pd.Series("", index=table.cells.index)
    strays = astray(table.geometry, folder.files.crs)
    fields = {"crs": crs_name(folder.files.crs)}
    problems += [
        Problem(Code.GEOMETRY_ASTRAY, table.file, int(row), value=names[row] or spec.id, fields=fields)
        for row in strays.index[strays]
    ]
    shapes = table.geometry.where(~strays)
    flat = without_area(polygons(shapes)[0]) & ~strays & (spec.kind == "neighbour")
    problems += [
        Problem(Code.GEOMETRY_NOT_AREA, table.file, int(row), value=names[row] or spec.id) for row in flat.index[flat]
    ]
    drawn = _valid(shapes)
    cut = drawn if box is None else gpd.GeoSeries(shapely.intersection(drawn.to_numpy(), box), index=drawn.index)
    far = (cut.isna() | cut.is_empty | _only_points(cut)) & ~strays & ~flat
    reasons = first_reason(
        shapes.index,
        (strays, str(Code.GEOMETRY_ASTRAY)),
        (flat, str(Code.GEOMETRY_NOT_AREA)),
        (far, str(Aside.BEYOND)),
    )
    kept = gpd.GeoSeries(cut[reasons == ""], crs=folder.files.crs)
    if kept.empty and not strays.any() and not flat.any():
        told = Problem(Code.BASE_NOT_NEAR, table.file, None, entry, severity=Severity.WARNING)
        problems.append(told)
    rows = {"base_id": spec.id, "name": names[kept.index].to_numpy(), "geometry": kept.to_numpy()}
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=folder.files.crs), intake(entry, table, reasons), problems


def _only_points(shapes: gpd.GeoSeries) -> "pd.Series[bool]":
    return pd.Series(np.isin(shapely.get_type_id(shapes.to_numpy()), POINTS), index=shapes.index)


def _valid(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    geometry = shapes.to_numpy()
    broken = ~(shapely.is_valid(geometry) | shapely.is_missing(geometry))
    geometry = np.where(broken, shapely.make_valid(geometry, method="structure", keep_collapsed=False), geometry)
    return gpd.GeoSeries(geometry, index=shapes.index, crs=shapes.crs)

"""Facilities of every type: ids, positions, stated Sozialraum, Betriebsstatus and validity."""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.checks import facilities_alike, facility_ids, unmapped
from sozialraum.model.codes import Code
from sozialraum.model.establishments import Betriebsstatus, FacilityType
from sozialraum.model.files import NonValue
from sozialraum.model.tables import FACILITIES, FACILITY_ID
from sozialraum.sources.columns import days, each, mapped, reversed_days, same
from sozialraum.sources.crs import crs_name, inside_use, misplaced, named_crs, to_city
from sozialraum.sources.names import AreaKeys
from sozialraum.sources.numbers import read_numbers
from sozialraum.sources.paths import refused
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.reading import read_table
from sozialraum.sources.table import Table, marked

NO_COORDINATE: Mapping[str, NonValue] = {"-": "missing", "–": "missing", "0": "missing"}


def read_facilities(
    folder: ProjectFolder, keys: AreaKeys | None, base: frozenset[str]
) -> tuple[gpd.GeoDataFrame, bool, list[Problem]]:
    """Table `facilities`, whether every file of it could be read, and every Problem.

    Args:
        keys: which text means which area; None where the areas could not be read: nothing is compared.
        base: area_ids of the Sozialräume.
    """
    parts, problems, complete = [], [], True
    for type_ in folder.project.facility_types:
        try:
            stated_crs = named_crs(type_.crs) if type_.crs else None
            table, found = read_table(type_, folder.files, stated_crs)
            problems += found
            part, found = _of_type(type_, table, folder.files.crs, stated_crs, keys, base)
            problems += found
            parts.append(part)
        except InputError as error:
            problems += error.problems
            complete = False
    columns = [FACILITY_ID, *FACILITIES, "geometry"]
    every = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({name: [] for name in columns})
    problems += facility_ids(every) + facilities_alike(every)
    every = every.sort_values([FACILITY_ID, "file", "row"], kind="stable").drop_duplicates(FACILITY_ID)
    every[FACILITY_ID] = every[FACILITY_ID].astype("str")
    table_ = every.set_index(FACILITY_ID).astype(FACILITIES)
    facilities = gpd.GeoDataFrame(table_, geometry=np.asarray(table_["geometry"], dtype=object), crs=folder.files.crs)
    return facilities[[*FACILITIES, "geometry"]], complete, problems


def _of_type(
    type_: FacilityType,
    table: Table,
    city_crs: pyproj.CRS,
    crs: pyproj.CRS | None,
    keys: AreaKeys | None,
    base: frozenset[str],
) -> tuple[pd.DataFrame, list[Problem]]:
    columns = type_.columns
    ids = table.column(columns.facility_id)
    names = table.column(columns.name)
    problems = [
        Problem(Code.FACILITY_ID_EMPTY, table.file, row, str(ids.name), name)
        for row, name in marked(names, ids == "")
    ]
    points, found = _positions(type_, table, city_crs, crs)
    problems += found
    here = pd.Series(~shapely.is_missing(points), index=ids.index)
    stated, found = _stated_areas(type_, table, keys, base, here)
    problems += found
    status, found = _betriebsstatus(type_, table)
    problems += found
    opens, found = days(table, columns.gueltig_ab, end=False)
    problems += found
    closes, found = days(table, columns.gueltig_bis, end=True)
    problems += found + reversed_days(table, columns.gueltig_bis, opens, closes)
    position = pd.Series("none", index=ids.index, dtype="str").mask(stated != "", "stated_area")
    data = {
        FACILITY_ID: ids,
        "facility_type": same(table, type_.id),
        "name": names,
        "traeger": table.optional(columns.traeger),
        "address": table.optional(columns.address),
        "stated_area": stated,
        "betriebsstatus": status,
        "opens_on": opens,
        "closes_on": closes,
        "position": position.mask(here, "coordinates"),
        "mappable": type_.position == "exact",
        "link": table.optional(columns.link),
        "note": table.optional(columns.note),
        "source_id": same(table, type_.source),
        "file": same(table, table.file),
        "row": ids.index,
        "geometry": points,
    }
    return pd.DataFrame(data, index=ids.index)[ids != ""], problems


def _betriebsstatus(type_: FacilityType, table: Table) -> tuple[pd.Series, list[Problem]]:
    heading = type_.columns.betriebsstatus
    known = [str(status) for status in Betriebsstatus]
    if heading is None:
        return same(table, str(type_.betriebsstatus)), []
    names = {text: str(status) for text, status in type_.betriebsstatus_names.items()}
    return mapped(table, None, heading, {"": str(type_.betriebsstatus), **names}, known, Code.STATUS_UNKNOWN)


def _stated_areas(
    type_: FacilityType, table: Table, keys: AreaKeys | None, base: frozenset[str], here: "pd.Series[bool]"
) -> tuple[pd.Series, list[Problem]]:
    """The Sozialraum the file states; a text that means none is an error where nothing else is known."""
    columns = type_.columns
    heading = columns.area_id or columns.area_name
    texts = table.optional(heading)
    if heading is None or keys is None:
        return same(table, ""), []
    by = "id" if columns.area_id else "name"

    def meant(text: str) -> str:
        found = keys.resolve(text, "id" if by == "id" else "name") if text else ""
        return found if found in base else ""

    areas = each(texts, meant)
    strange = (texts != "") & (areas == "")
    problems = []
    for rows, severity in ((strange & here, Severity.WARNING), (strange & ~here, Severity.ERROR)):
        problems += unmapped(
            texts[rows],
            pd.Series(False, index=texts[rows].index),
            Code.STATED_AREA_UNKNOWN,
            table.file,
            heading,
            lambda text: keys.nearest(text, "id" if by == "id" else "name"),
            severity,
        )
    return areas, problems


def _positions(
    type_: FacilityType, table: Table, city_crs: pyproj.CRS, crs: pyproj.CRS | None
) -> tuple[np.ndarray, list[Problem]]:
    """A point or None per row, in the city's coordinate system."""
    columns = type_.columns
    problems: list[Problem] = []
    if columns.x is not None and columns.y is not None:
        if crs is None:
            raise refused(Code.FACILITY_CRS_MISSING, table.file, column=columns.x)
        points, problems = _points(table, columns.x, columns.y, type_, crs)
        fault = misplaced(points, city_crs, table.file)
        if fault:
            raise InputError([*problems, fault])
        points = to_city(points, city_crs)
    elif table.geometry is not None:
        points = table.geometry
    else:
        return np.full(len(table), None), []
    shapes = shapely.point_on_surface(points.to_numpy())
    shapes[shapely.is_empty(shapes)] = None
    known = ~shapely.is_missing(shapes)
    fits = np.zeros(len(shapes), dtype=bool)
    fits[known] = inside_use(shapely.get_x(shapes[known]), shapely.get_y(shapes[known]), city_crs, city_crs)
    strange = pd.Series(known & ~fits, index=points.index)
    names = table.column(columns.name)
    problems += [
        Problem(
            Code.COORDINATE_IMPLAUSIBLE,
            table.file,
            row,
            columns.x,
            name,
            {"crs": crs_name(crs or city_crs)},
            Severity.WARNING,
        )
        for row, name in marked(names, strange)
    ]
    shapes[~fits] = None
    return shapes, problems


def _points(
    table: Table, x: str, y: str, type_: FacilityType, crs: pyproj.CRS
) -> tuple[gpd.GeoSeries, list[Problem]]:
    numbers, problems = read_numbers(table, [x, y], type_.dialect.decimal, {**NO_COORDINATE, **type_.non_values})
    if not numbers:
        return gpd.GeoSeries(np.full(len(table), None), index=table.cells.index, crs=crs), problems
    east, north = numbers[0].values, numbers[1].values
    half = east.notna() != north.notna()
    problems = [
        Problem(Code.COORDINATE_UNREADABLE, problem.file, problem.row, problem.column, problem.value)
        for problem in problems
    ]
    unreadable = {problem.row for problem in problems}
    problems += [
        Problem(Code.COORDINATE_INCOMPLETE, table.file, row, x, text)
        for row, text in marked(numbers[0].texts.where(east.notna(), numbers[1].texts), half)
        if row not in unreadable
    ]
    here = (east.notna() & north.notna()).to_numpy()
    points = np.full(len(table), None)
    points[here] = shapely.points(east[here].to_numpy(dtype="float64"), north[here].to_numpy(dtype="float64"))
    return gpd.GeoSeries(points, index=table.cells.index, crs=crs), problems

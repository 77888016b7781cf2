"""One file looked at before any project exists: its tables, and of each the kinds of its columns."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Literal

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pyproj
import shapely
from pyogrio.errors import DataSourceError
from python_calamine import CalamineError, CalamineWorkbook

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import Dialect
from sozialraum.model.periods import parse_period
from sozialraum.sources.archives import READABLE
from sozialraum.sources.files import CityFiles
from sozialraum.sources.paths import ALLOWED, SIDECARS, WORKBOOKS
from sozialraum.sources.reading import read_whole
from sozialraum.sources.tables.numbers import number
from sozialraum.sources.tables.table import Table
from sozialraum.sources.vectors.gml import kinds_in

Kind = Literal["number", "key", "period", "flag", "text", "empty"]
Shape = Literal["areas", "points", "lines", "other", "none"]

ZONES = (32, 33, 31)  # UTM zones of Germany, the most populous first
ZONE_CRS = 25800  # ETRS89 / UTM: EPSG code of zone 0, as it were
SIGNS = frozenset({"", "-", "–", "−", "—", ".", "•", "*", "/", "x", "X", "...", "…", "NULL", "null", "NA", "k. A."})
FLAGS = frozenset({"0", "1", "ja", "nein", "true", "false", "wahr", "falsch", "x", "j", "n", "yes", "no"})
ZERO_FIRST = re.compile(r"0[0-9]+")
MOST = 0.95  # share of cells that must be of a kind; the rest are remarks somebody typed among them
CHOICE = frozenset({str(Code.LAYER_NOT_FOUND), str(Code.ARCHIVE_CHOICE), str(Code.SHEET_CHOICE)})
MISPLACED = frozenset({str(Code.CRS_IMPLAUSIBLE), str(Code.AXES_SWAPPED)})


@dataclass(frozen=True)
class Column:
    """A column as it looks.

    Args:
        kind: number; key (digits of which some begin with 0); period (dates and years); flag; text; empty.
        different: how many different texts.
        unique: no cell is empty and none repeats another.
    """

    heading: str
    kind: Kind
    different: int
    unique: bool


@dataclass(frozen=True)
class Surveyed:
    """One table of a file.

    Args:
        path: where the file lies; of several files put together their folder and the pattern of their names.
        layer: sheet, layer or member that must be named; None where there is only one.
        shape: what its geometry is.
        columns: those whose heading is there once and not empty.
        crs: the metric coordinate system its geometry was brought into.
        parts: what the star of the pattern stands for -> where that file lies; empty for a single file.
    """

    path: Path
    layer: str | None
    table: Table
    shape: Shape
    columns: tuple[Column, ...]
    crs: str
    parts: Mapping[str, Path] = field(default_factory=dict)

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns)

    def column(self, heading: str) -> Column:
        """The column of that heading.

        Raises:
            KeyError: there is none.
        """
        return {column.heading: column for column in self.columns}[heading]

    def of_kind(self, *kinds: Kind) -> list[str]:
        """Headings of the columns of these kinds, in the order of the file."""
        return [column.heading for column in self.columns if column.kind in kinds]

    def texts(self, heading: str) -> pd.Series:
        return self.table.cells[heading]

    def values(self, heading: str) -> frozenset[str]:
        """The different texts of a column that are not empty."""
        return frozenset(self.texts(heading)) - {""}


def files_in(given: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Every file among those given and in the folders given, and those of kinds that are not read.

    Parts of a Shapefile belong to the .shp beside them and are not named on their own. Hidden files are passed over.
    """
    every: list[Path] = []
    for path in given:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        every += [one for one in inside if not one.is_dir() and not one.name.startswith((".", "~$"))]
    unique = list(dict.fromkeys(every))
    read = [path for path in unique if path.suffix.lower() in ALLOWED]
    shapes = {path.with_suffix("") for path in read if path.suffix.lower() == ".shp"}
    parts = {path for path in unique if path.suffix.lower() in SIDECARS and path.with_suffix("") in shapes}
    return read, [path for path in unique if path not in read and path not in parts]


def survey(path: Path, crs: str | None = None) -> tuple[list[Surveyed], list[Problem]]:
    """The tables of a file, and why a table could not be read.

    Args:
        crs: of the city, where it is known; else the first one that the coordinates fit.
    """
    try:
        return [_table(path, None, crs)], []
    except InputError as error:
        several = list(error.problems)
        if not {str(problem.code) for problem in several} & CHOICE:
            return [], several
    found: list[Surveyed] = []
    problems: list[Problem] = []
    for layer in _layers(path):
        try:
            found.append(_table(path, layer, crs))
        except InputError as error:
            problems += error.problems
    return found, problems if found or problems else several


def kept(surveyed: Surveyed, keep: "pd.Series[bool]") -> Surveyed:
    """The same table with those rows only, its columns looked at anew."""
    table = surveyed.table.kept(keep)
    return replace(surveyed, table=table, columns=columns_of(table))


def in_crs(surveyed: Surveyed, crs: str) -> Surveyed:
    """The same table with its geometry in that coordinate system."""
    if surveyed.table.geometry is None or surveyed.crs == crs:
        return surveyed
    table = replace(surveyed.table, geometry=surveyed.table.geometry.to_crs(crs))
    return replace(surveyed, table=table, crs=crs)


def columns_of(table: Table) -> tuple[Column, ...]:
    """Each column of a table as it looks; headings that are empty or repeated cannot be asked for."""
    usable = [heading for heading in table.cells.columns if heading and table.headings.count(heading) == 1]
    return tuple(_column(heading, table.cells[heading]) for heading in usable)


def kind_of(texts: Sequence[str]) -> Kind:
    """What the different texts of a column are."""
    said = [text for text in texts if text not in SIGNS]
    if not said:
        return "text" if any(texts) else "empty"
    if any(ZERO_FIRST.fullmatch(text) for text in said) and _mostly(str.isdigit, said):
        return "key"
    if {text.casefold() for text in said} <= FLAGS:
        return "flag"
    if _mostly(_is_period, said):
        return "period"
    if _mostly(_is_number, said):
        return "number"
    return "text"


def zone_crs(longitude: float) -> str:
    """The metric system of the UTM zone of a longitude in degrees."""
    return f"EPSG:{ZONE_CRS + int(longitude // 6) + 31}"


def _table(path: Path, layer: str | None, crs: str | None) -> Surveyed:
    tried = [crs] if crs else [f"EPSG:{ZONE_CRS + zone}" for zone in ZONES]
    for last, name in enumerate(tried, start=1):
        files = CityFiles((path.parent,), pyproj.CRS.from_user_input(name))
        try:
            table, _ = read_whole(path.name, layer, Dialect(), files)
        except InputError as error:
            misplaced = {str(problem.code) for problem in error.problems} & MISPLACED
            if not misplaced or last == len(tried):
                raise
            continue
        table = _without_endless(table)
        return Surveyed(path, layer, table, _shape(table), columns_of(table), name)
    raise AssertionError("at least one coordinate system is tried")


def _without_endless(table: Table) -> Table:
    """The same table without the shapes that reach to infinity; reading the project tells which they are."""
    if table.geometry is None:
        return table
    corners, owners = shapely.get_coordinates(table.geometry.to_numpy(), return_index=True)
    endless = np.zeros(len(table), dtype=np.bool_)
    endless[owners[~np.isfinite(corners).all(axis=1)]] = True
    return replace(table, geometry=gpd.GeoSeries(table.geometry.mask(endless))) if endless.any() else table


def _shape(table: Table) -> Shape:
    if table.geometry is None:
        return "none"
    kinds = shapely.get_type_id(table.geometry.to_numpy())
    drawn = kinds[kinds >= 0]
    if not len(drawn):
        return "none"
    areas = np.isin(drawn, (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON))
    # of a collection the areas count, whatever else lies in it
    areas |= shapely.area(table.geometry.to_numpy()[kinds >= 0]) > 0
    points = np.isin(drawn, (shapely.GeometryType.POINT, shapely.GeometryType.MULTIPOINT))
    if areas.mean() > MOST:
        return "areas"
    if points.mean() > MOST:
        return "points"
    return "other" if areas.any() or points.any() else "lines"


def _column(heading: str, texts: pd.Series) -> Column:
    different = texts.unique().tolist()
    unique = len(different) == len(texts) and "" not in different
    return Column(heading, kind_of(different), len([text for text in different if text]), unique)


def _layers(path: Path) -> Iterator[str]:
    """Names of the tables of an archive, a workbook, a GML or a GeoPackage.

    Only a GeoPackage is opened by GDAL: of a GML it would fetch the definitions from the net and write beside it.
    """
    suffix = path.suffix.lower()
    if suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            members = [PurePosixPath(name) for name in sorted(archive.namelist())]
        yield from (one.name for one in members if one.suffix.lower() in READABLE and one.name[0] != ".")
    elif suffix in WORKBOOKS:
        try:
            yield from CalamineWorkbook.from_path(path).sheet_names
        except CalamineError:
            return
    elif suffix == ".gml":
        yield from kinds_in(path.name, path)
    elif suffix == ".gpkg":
        try:
            yield from (str(name) for name, _ in pyogrio.list_layers(str(path)))
        except DataSourceError:
            return


def _is_period(text: str) -> bool:
    return parse_period(text) is not None and not (len(text) == 6 and text.isdigit()) and _plausible(text)


def _plausible(text: str) -> bool:
    """A bare number counts as a year only where it may be one of the last or next decades."""
    bare = text.removesuffix(".0")
    return not bare.isdigit() or 1900 <= int(bare) <= 2100


def _is_number(text: str) -> bool:
    return number(text, ",") is not None or number(text, ".") is not None


def _mostly(test: Callable[[str], bool], texts: Sequence[str]) -> bool:
    return sum(test(text) for text in texts) >= MOST * len(texts)


def centre(geometry: gpd.GeoSeries) -> tuple[float, float]:
    """Longitude and latitude of the middle of all shapes, in degrees."""
    west, south, east, north = geometry.to_crs("EPSG:4326").total_bounds
    return (west + east) / 2, (south + north) / 2

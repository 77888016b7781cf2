"""GeoJSON, GeoPackage and Shapefile: attributes as text, geometry in the city's metric coordinate system."""

import json
import math
import warnings
from datetime import date, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pyproj
import shapely
from pyogrio.errors import DataSourceError
from shapely.errors import ShapelyError

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.sources.crs import crs_name, misplaced, to_city
from sozialraum.sources.paths import NONE_NEAR, listed, refused
from sozialraum.sources.table import Table, clean

DRIVERS = frozenset({"GeoJSON", "ESRIJSON", "GPKG", "ESRI Shapefile"})
GEOMETRY = "geometry"


def read_vector(
    name: str,
    path: Path,
    layer: str | None,
    stated_crs: pyproj.CRS | None,
    city_crs: pyproj.CRS,
    encoding: str | None = None,
) -> tuple[Table, list[Problem]]:
    """The features of a file as a Table with geometry, and what is odd about it.

    Args:
        name: as written in projekt.toml, for the Problems.
        layer: in a GeoPackage with several.
        stated_crs: what the project says about a file that does not name its coordinate system; it wins.
        city_crs: where the geometry goes.
        encoding: of a Shapefile's attributes, where it does not say so itself or errs.

    Raises:
        InputError: not readable, no such layer, no features, no or an impossible coordinate system.
    """
    frame = _frame(name, path, layer, encoding)
    if frame.empty:
        raise refused(Code.NO_ROWS, name)
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="row")
    attributes = frame.drop(columns=GEOMETRY) if isinstance(frame, gpd.GeoDataFrame) else frame
    headings = [clean(str(heading)) for heading in attributes.columns]
    kinds = zip(headings, attributes.dtypes, strict=True)
    plain = frozenset(heading for heading, kind in kinds if pd.api.types.is_numeric_dtype(kind))
    texts = {
        heading: [_text(value) for value in attributes.iloc[:, place].tolist()]
        for place, heading in reversed(list(enumerate(headings)))
    }
    columns = {heading: texts[heading] for heading in dict.fromkeys(headings)}
    cells = pd.DataFrame(columns, index=frame.index, dtype="str")
    if not isinstance(frame, gpd.GeoDataFrame):
        return Table(name, tuple(headings), cells, plain), []
    geometry, problems = _placed(name, frame.geometry, stated_crs, city_crs)
    return Table(name, tuple(headings), cells, plain, geometry), problems


def polygons(geometry: gpd.GeoSeries) -> tuple[gpd.GeoSeries, pd.Series]:
    """The areas of each geometry, valid and without lines or points, and which ones had to be repaired.

    Returns:
        Polygons or multipolygons (empty where a geometry holds no area), and a flag per row; the same index.
    """
    shapes = geometry.to_numpy()
    valid = shapely.is_valid(shapes) | shapely.is_missing(shapes)
    mended = np.where(valid, shapes, shapely.make_valid(shapes, method="structure", keep_collapsed=False))
    areas = [_only_areas(shape) for shape in mended]
    repaired = pd.Series(~valid, index=geometry.index)
    return gpd.GeoSeries(areas, index=geometry.index, crs=geometry.crs), repaired


def _only_areas(shape: Any) -> Any:
    if shape is None or shape.geom_type in {"Polygon", "MultiPolygon"}:
        return shape
    parts = [part for part in shapely.get_parts(shapely.get_parts(shape)) if part.geom_type == "Polygon"]
    return shapely.union_all(parts) if parts else shapely.MultiPolygon()


def _frame(name: str, path: Path, layer: str | None, encoding: str | None) -> pd.DataFrame:
    source = str(path)
    with warnings.catch_warnings():
        # about further dimensions and the order of rings, which are put right below
        warnings.simplefilter("ignore", RuntimeWarning)
        # about attributes of several kinds in one column, which are all read as text
        warnings.simplefilter("ignore", UserWarning)
        return _read(name, source, path.suffix.lower(), layer, encoding)


def _read(name: str, source: str, suffix: str, layer: str | None, encoding: str | None) -> pd.DataFrame:
    try:
        layers = [str(one) for one, _ in pyogrio.list_layers(source)]
        if layer is None and len(layers) > 1:
            raise refused(Code.LAYER_NOT_FOUND, name, value=NONE_NEAR, known=listed(layers))
        if layer is not None and layer not in layers and suffix == ".gpkg":
            raise refused(Code.LAYER_NOT_FOUND, name, value=layer, known=listed(layers))
        chosen = layer if layer in layers else None
        info = pyogrio.read_info(source, layer=chosen)
        if info["driver"] not in DRIVERS:
            raise refused(Code.CONTENT_DIFFERS, name, value=suffix)
        frame: pd.DataFrame = pyogrio.read_dataframe(
            source, layer=chosen, encoding=encoding if suffix == ".shp" else None
        )
    except (DataSourceError, ShapelyError, UnicodeDecodeError, ValueError, RuntimeError) as error:
        raise refused(Code.VECTOR_UNREADABLE, name) from error
    return frame


def _placed(
    name: str, geometry: gpd.GeoSeries, stated: pyproj.CRS | None, city_crs: pyproj.CRS
) -> tuple[gpd.GeoSeries, list[Problem]]:
    found = geometry.crs
    problems = []
    if stated is None and found is None:
        raise refused(Code.CRS_MISSING, name)
    if stated is not None:
        # GeoJSON without a word about it counts as WGS 84, so that is no contradiction.
        if found is not None and found != stated and found.to_epsg() != 4326:
            fields = {"stated": crs_name(stated)}
            problem = Problem(
                Code.CRS_CONTRADICTION, name, value=crs_name(found), fields=fields, severity=Severity.WARNING
            )
            problems.append(problem)
        geometry = geometry.set_crs(stated, allow_override=True)
    fault = misplaced(geometry, city_crs, name)
    if fault:
        raise InputError([fault])
    return to_city(geometry, city_crs), problems


def _text(value: Any) -> str:
    """An attribute as a person would type it; "" for none."""
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | dict | np.ndarray):
        parts = value.tolist() if isinstance(value, np.ndarray) else value
        return json.dumps(parts, ensure_ascii=False)
    return clean(str(value))

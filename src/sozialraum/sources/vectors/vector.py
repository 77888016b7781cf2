"""GeoJSON, GeoPackage, Shapefile, GML and KML: attributes as text, geometry in the city's metric system."""

import json
import math
import warnings
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pyproj
import shapely

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import Limits
from sozialraum.model.intake import Aspect, Guess
from sozialraum.sources.paths import NONE_NEAR, listed, refused
from sozialraum.sources.tables.table import Table, clean
from sozialraum.sources.vectors.features import FIRST_ROW, Features, too_many
from sozialraum.sources.vectors.gml import read_gml
from sozialraum.sources.vectors.json_file import read_json
from sozialraum.sources.vectors.kml import read_kml
from sozialraum.sources.vectors.placing import placed

# what GDAL may recognise; every other kind of file is read without it
DRIVERS = frozenset({"GPKG", "ESRI Shapefile"})
GEOMETRY = "geometry"
MOST_VERTICES = Limits().max_vertices


def read_vector(
    name: str,
    path: Path,
    layer: str | None,
    stated_crs: pyproj.CRS | None,
    city_crs: pyproj.CRS,
    encoding: str | None = None,
    max_vertices: int = MOST_VERTICES,
) -> tuple[Table, list[Problem]]:
    """The features of a file as a Table with geometry, and what is odd about it.

    Args:
        name: as written in projekt.toml, for the Problems.
        layer: in a GeoPackage with several layers or a GML with several types of features.
        stated_crs: what the project says about a file that does not name its coordinate system; it wins.
        city_crs: where the geometry goes.
        encoding: of a Shapefile's attributes or of JSON, where it does not say so itself or errs.
        max_vertices: the file is refused beyond.

    Raises:
        InputError: not readable, no such layer, no features, no or an impossible system, too many vertices.
    """
    match path.suffix.lower():
        case ".geojson" | ".json":
            features = read_json(name, path, encoding, max_vertices)
        case ".gml":
            features = read_gml(name, path, layer, max_vertices)
        case ".kml":
            features = read_kml(name, path, max_vertices)
        case suffix:
            return _read_with_gdal(name, path, suffix, layer, encoding, stated_crs, city_crs, max_vertices)
    return table_of_features(name, features, layer, stated_crs, city_crs)


def polygons(geometry: gpd.GeoSeries) -> tuple[gpd.GeoSeries, pd.Series]:
    """The areas of each geometry, valid and without lines or points, and what repairing changed.

    Returns:
        Polygons or multipolygons (empty where a geometry holds no area), and, of those that had to be repaired, the
        m² won (or, below zero, lost); NA for all others; the same index.
    """
    shapes = geometry.to_numpy()
    valid = shapely.is_valid(shapes) | shapely.is_missing(shapes)
    mended = np.where(valid, shapes, shapely.make_valid(shapes, method="structure", keep_collapsed=False))
    areas = gpd.GeoSeries([_only_areas(shape) for shape in mended], index=geometry.index, crs=geometry.crs)
    before = np.array([abs(shapely.area(shape)) for shape in shapes])
    won = pd.Series(areas.area.to_numpy() - before, index=geometry.index, dtype="Float64")
    return areas, won.mask(pd.Series(valid, index=geometry.index))


def _only_areas(shape: Any) -> Any:
    if shape is None or shape.geom_type in {"Polygon", "MultiPolygon"}:
        return shape
    parts = [part for part in shapely.get_parts(shapely.get_parts(shape)) if part.geom_type == "Polygon"]
    return shapely.union_all(parts) if parts else shapely.MultiPolygon()


def table_of_features(
    name: str, features: Features, layer: str | None, stated: pyproj.CRS | None, city_crs: pyproj.CRS
) -> tuple[Table, list[Problem]]:
    """Features as a Table with geometry, as read_vector gives it.

    Raises:
        InputError: no features, no or an impossible system.
    """
    if not len(features.attributes):
        raise refused(Code.NO_ROWS, name)
    if features.unknown and stated is None:
        raise refused(Code.FILE_CRS_UNKNOWN, name, value=features.unknown)
    index = pd.RangeIndex(FIRST_ROW, len(features.attributes) + FIRST_ROW, name="row")
    keep = [row not in features.aside for row in index]
    headings, cells, plain = _cells(features.attributes)
    geometry = gpd.GeoSeries(features.shapes[keep], index=index[keep])
    moved, guesses, problems = placed(name, geometry, features.crs, stated, city_crs, features.assumed)
    if features.layer:
        guesses = (Guess(Aspect.LAYER, features.layer, layer is not None), *guesses)
    frame = pd.DataFrame(cells, index=index, dtype="str")[keep]
    table = Table(name, headings, frame, plain, moved, features.layer, guesses, features.aside)
    return table, [*features.problems, *problems]


def _cells(every: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, ...], dict[str, list[str]], frozenset[str]]:
    """Headings in the order of their first mention, the texts under each, and which hold nothing but numbers."""
    attributes = [{clean(str(key)): value for key, value in one.items()} for one in every]
    headings = tuple(dict.fromkeys(key for one in attributes for key in one))
    cells = {heading: [_text(one.get(heading)) for one in attributes] for heading in headings}
    plain = frozenset(
        heading for heading in headings if _only_numbers([one[heading] for one in attributes if heading in one])
    )
    return headings, cells, plain


def _only_numbers(values: list[Any]) -> bool:
    there = [value for value in values if value is not None]
    return bool(there) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in there)


def _read_with_gdal(
    name: str,
    path: Path,
    suffix: str,
    layer: str | None,
    encoding: str | None,
    stated: pyproj.CRS | None,
    city_crs: pyproj.CRS,
    max_vertices: int,
) -> tuple[Table, list[Problem]]:
    frame, chosen = _frame(name, str(path), suffix, layer, encoding)
    if frame.empty:
        raise refused(Code.NO_ROWS, name)
    frame.index = pd.RangeIndex(FIRST_ROW, len(frame) + FIRST_ROW, name="row")
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
    guessed = (Guess(Aspect.LAYER, chosen, layer is not None),) if chosen else ()
    if not isinstance(frame, gpd.GeoDataFrame):
        return Table(name, tuple(headings), cells, plain, layer=chosen, guesses=guessed), []
    if shapely.get_num_coordinates(frame.geometry.to_numpy()).sum() > max_vertices:
        raise too_many(name, max_vertices)
    shapes = gpd.GeoSeries(frame.geometry.to_numpy(), index=frame.index)
    geometry, guesses, problems = placed(name, shapes, frame.crs, stated, city_crs)
    return Table(name, tuple(headings), cells, plain, geometry, chosen, (*guessed, *guesses)), problems


def _frame(name: str, source: str, suffix: str, layer: str | None, encoding: str | None) -> tuple[pd.DataFrame, str]:
    """What GDAL reads, and the layer it was asked for, "" where the file has no choice of layers."""
    with warnings.catch_warnings():
        # about further dimensions and the order of rings, which are put right below
        warnings.simplefilter("ignore", RuntimeWarning)
        # about attributes of several kinds in one column, which are all read as text
        warnings.simplefilter("ignore", UserWarning)
        try:
            layers = [str(one) for one, _ in pyogrio.list_layers(source)]
            chosen = _layer(name, layers, layer, suffix)
            if pyogrio.read_info(source, layer=chosen)["driver"] not in DRIVERS:
                raise refused(Code.CONTENT_DIFFERS, name, value=suffix)
            frame: pd.DataFrame = pyogrio.read_dataframe(
                source, layer=chosen, encoding=encoding if suffix == ".shp" else None
            )
        except InputError:
            raise
        except Exception as error:  # what the library raises for a damaged file is without end
            raise refused(Code.VECTOR_UNREADABLE, name) from error
    return frame, chosen or ""


def _layer(name: str, layers: list[str], layer: str | None, suffix: str) -> str | None:
    if layer is None and len(layers) > 1:
        raise refused(Code.LAYER_NOT_FOUND, name, value=NONE_NEAR, known=listed(layers))
    if layer is not None and layer not in layers and suffix == ".gpkg":
        raise refused(Code.LAYER_NOT_FOUND, name, value=layer, known=listed(layers))
    return layer if layer in layers else None


def _text(value: Any) -> str:
    """An attribute as a person would type it; "" for none."""
    if isinstance(value, str):
        return clean(value)
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

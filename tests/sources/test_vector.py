"""GeoJSON, GeoPackage and Shapefile: attributes as text, geometry in the metric system of the city."""

import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyproj
import pytest
from cities import CRS, SOUTH, WEST, feature, geojson, quarters
from shapely.geometry import LineString, Polygon, box

from sozialraum.errors import InputError
from sozialraum.model.codes import Code
from sozialraum.model.files import Dialect, Limits
from sozialraum.sources.files import CityFiles
from sozialraum.sources.reading import read_whole
from sozialraum.sources.tables.table import Table
from sozialraum.sources.vectors.vector import polygons

CITY = pyproj.CRS(CRS)
FRAME = gpd.GeoDataFrame.from_features(quarters(), crs=CRS)


def read(folder: Path, name: str, layer: str | None = None, crs: str | None = None) -> tuple[Table, list[str]]:
    stated = pyproj.CRS(crs) if crs else None
    table, problems = read_whole(name, layer, Dialect(), CityFiles((folder,), CITY), stated)
    return table, [problem.code for problem in problems]


def refused(folder: Path, name: str, layer: str | None = None, crs: str | None = None) -> str:
    with pytest.raises(InputError) as error:
        read(folder, name, layer, crs)
    return error.value.problems[0].code


def written(folder: Path, content: str) -> str:
    (folder / "a.geojson").write_text(content, encoding="utf-8")
    return "a.geojson"


def areas_m2(table: Table) -> list[int]:
    assert table.geometry is not None
    return [round(shape.area) for shape in table.geometry]


@pytest.mark.parametrize("crs", [CRS, "EPSG:25833", "EPSG:4326", "EPSG:31467", "EPSG:3857", "EPSG:4647"])
@pytest.mark.parametrize("ending", ["geojson", "gpkg", "shp"])
def test_any_system_and_format_gives_the_same_squares(crs: str, ending: str, tmp_path: Path) -> None:
    FRAME.to_crs(crs).to_file(tmp_path / f"a.{ending}")
    table, problems = read(tmp_path, f"a.{ending}")
    assert not problems
    assert table.cells["KEY"].tolist() == ["hafen", "heide", "nord", "mitte"]
    assert table.cells.index.tolist() == [2, 3, 4, 5]
    assert table.geometry is not None
    assert table.geometry.crs == CITY
    assert all(abs(area - 1_000_000) < 100 for area in areas_m2(table))
    assert abs(table.geometry.total_bounds - FRAME.total_bounds).max() < 5


def test_a_zipped_shapefile_is_read(tmp_path: Path) -> None:
    FRAME.to_file(tmp_path / "a.shp")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for path in sorted(tmp_path.glob("a.*")):
            if path.suffix != ".zip":
                archive.write(path, f"ordner/{path.name}")
    table, _ = read(tmp_path, "a.zip")
    assert areas_m2(table) == [1_000_000] * 4


def test_one_layer_of_a_geopackage_is_chosen_by_name(tmp_path: Path) -> None:
    FRAME.to_file(tmp_path / "a.gpkg", layer="alt")
    FRAME.head(1).to_file(tmp_path / "a.gpkg", layer="neu")
    assert len(read(tmp_path, "a.gpkg", "neu")[0]) == 1
    assert refused(tmp_path, "a.gpkg") == Code.LAYER_NOT_FOUND
    assert refused(tmp_path, "a.gpkg", "mittel") == Code.LAYER_NOT_FOUND


def test_attributes_become_the_text_a_person_would_type(tmp_path: Path) -> None:
    values: dict[str, Any] = {
        "text": " O\u0308strich",
        "key": "01100101",
        "whole": 12,
        "float": 12.0,
        "real": 0.956999999,
        "none": None,
        "yes": True,
        "day": "2018-01-01",
        "nested": [1, "zwei"],
    }
    point = {"type": "Point", "coordinates": [WEST, SOUTH]}
    table, _ = read(tmp_path, written(tmp_path, geojson([feature(values, point)])))
    cells = table.cells.loc[2]
    assert cells[["text", "key", "whole", "float", "real", "none"]].tolist() == [
        "Östrich", "01100101", "12", "12", "0.956999999", "",
    ]  # fmt: skip
    assert cells["day"] == "2018-01-01"
    assert cells["nested"].startswith("[")
    assert {"whole", "float", "real"} <= table.plain
    assert "key" not in table.plain


def test_a_stated_system_wins_over_the_silence_of_geojson(tmp_path: Path) -> None:
    name = written(tmp_path, geojson(quarters(), crs=None))
    assert refused(tmp_path, name) == Code.CRS_IMPLAUSIBLE
    table, problems = read(tmp_path, name, crs=CRS)
    assert (areas_m2(table), problems) == ([1_000_000] * 4, [])


def test_only_areas_are_left_of_a_geometry_and_invalid_rings_are_mended() -> None:
    """A bow tie of two triangles of 1 m² counts as nothing before; a spike without width encloses nothing."""
    bow_tie = Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    spike = Polygon([(0, 0), (1, 0), (1, 1), (1, 5), (1, 1), (0, 1)])
    loop = Polygon([(0, 0), (4, 0), (4, 4), (3, 5), (3, 4), (4, 5), (0, 4)])
    shapes = gpd.GeoSeries([box(0, 0, 1, 1), bow_tie, LineString([(0, 0), (1, 1)]), None, spike, loop], crs=CRS)
    areas, won = polygons(shapes)
    assert [None if shape is None else round(shape.area, 3) for shape in areas][:5] == [1, 2, 0, None, 1]
    assert won.isna().tolist() == [True, False, True, True, False, False]
    assert won[[1, 4]].round(6).tolist() == [2, 0]
    assert abs(won[5] - (areas.iloc[5].area - loop.area)) < 1e-9


def test_too_many_vertices_of_a_library_are_refused_too(tmp_path: Path) -> None:
    FRAME.to_file(tmp_path / "a.gpkg")
    files = CityFiles((tmp_path,), CITY, Limits(max_vertices=19))
    with pytest.raises(InputError) as error:
        read_whole("a.gpkg", None, Dialect(), files)
    assert error.value.problems[0].code == Code.TOO_MANY_VERTICES


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "shp"])
def test_a_file_without_any_geometry_left_is_read_all_the_same(ending: str, tmp_path: Path) -> None:
    FRAME.assign(geometry=None).set_geometry("geometry").set_crs(CRS).to_file(tmp_path / f"a.{ending}")
    table, problems = read(tmp_path, f"a.{ending}", crs=CRS)
    assert (len(table), problems) == (4, [])

"""Boundaries and positions as cities publish them."""

import os
from pathlib import Path

import numpy as np
import pyproj
import pytest

from sozialraum.errors import Problem
from sozialraum.model.area_checks import totals, uneven_ground
from sozialraum.model.codes import Code
from sozialraum.model.files import Dialect
from sozialraum.model.intake import Aspect
from sozialraum.sources.files import CityFiles
from sozialraum.sources.reading import read_whole
from sozialraum.sources.tables.table import Table
from sozialraum.sources.vectors.vector import polygons

DATA = Path(__file__).parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(
    not DATA.is_dir() and "CI" not in os.environ, reason="the open data lie beside the project, not in it"
)
LOR = "berlin/boundaries/lor_post2021_PLR/lor_planungsraeume_2021.shp"


def read(name: str, crs: str = "EPSG:25832", layer: str | None = None) -> tuple[Table, list[Problem]]:
    return read_whole(name, layer, Dialect(), CityFiles((DATA,), pyproj.CRS(crs)))


def test_house_coordinates_of_essen_lie_where_their_fields_say() -> None:
    """Esri's number of the system, north first, and the fields X and Y exchanged."""
    table, problems = read("essen_addresses/hauskoordinaten_014.gml")
    assert [problem.code for problem in problems] == [Code.AXES_SWAPPED]
    assert {guess.aspect: guess.value for guess in table.guesses} == {
        Aspect.CRS: "EPSG:4647",
        Aspect.AXES: "north_east",
    }
    assert table.geometry is not None
    assert len(table) == 1000
    stated = table.cells[["Y", "X"]].astype("float64").to_numpy() - [32_000_000, 0]
    found = np.column_stack([table.geometry.x, table.geometry.y])
    assert abs(found - stated).max() < 0.001


def test_all_house_coordinates_of_essen_come_out_of_their_archive() -> None:
    archive = "essen_addresses/hauskoordinaten_essen_2022-10-05_4647.zip"
    table, problems = read(archive, layer="hauskoordinaten_essen_2022-10-05_4647")
    one, _ = read("essen_addresses/hauskoordinaten_014.gml")
    assert not problems
    assert len(table) == 102_981
    assert table.geometry is not None
    assert one.geometry is not None
    west, south, east, north = one.geometry.total_bounds
    assert (table.geometry.x.between(west, east) & table.geometry.y.between(south, north)).sum() >= 1000


@pytest.mark.parametrize(
    ("name", "crs", "count"),
    [
        ("flensburg/flensburg_stadtteile.zip", "EPSG:25832", 13),
        ("flensburg/flensburg_stadtteile.geojson", "EPSG:25832", 13),
        ("flensburg/flensburg_stadtbezirke.zip", "EPSG:25832", 41),
        (LOR, "EPSG:25833", 542),
        ("berlin/boundaries/berlin-lor-districts.geojson", "EPSG:25833", 12),
        ("berlin/boundaries/berlin-lor-forecast-areas-from-2021.geojson", "EPSG:25833", 58),
    ],
)
def test_official_divisions_cover_their_city_without_sums(name: str, crs: str, count: int) -> None:
    table, problems = read(name, crs)
    assert not problems
    assert table.geometry is not None
    shapes, won = polygons(table.geometry)
    areas = shapes.to_frame("geometry")
    assert len(areas) == count
    assert won.dropna().abs().sum() < 1
    assert totals(areas) == {}
    assert {problem.code for problem in uneven_ground(areas, name)} <= {Code.AREA_SLIVERS, Code.AREAS_GAP}


def test_a_city_made_of_its_parts_is_found_among_them() -> None:
    table, _ = read(LOR, "EPSG:25833")
    assert table.geometry is not None
    city = table.geometry.union_all()
    areas = table.geometry.to_frame("geometry")
    areas.loc[1000] = [city]
    assert list(totals(areas)) == ["1000"]

"""Coordinate systems under every name that files and projects give them, and the reading that fits coordinates."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pyproj
import pytest
import shapely
from cities import CRS, SOUTH, WEST, feature, geojson, quarters
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point
from sources.vector_files import CITY, at, codes, guessed, m2, read_file, read_text, refusal

from sozialraum.errors import InputError
from sozialraum.model.codes import Code
from sozialraum.model.intake import Aspect
from sozialraum.sources.vectors.crs import crs_name, is_metric, named_crs, same_system
from sozialraum.sources.vectors.placing import placed

# UTM 32N with a false easting of its own, and heights behind it
SHIFTED = (
    'PROJCS["Eigenes UTM",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["False_Easting",2500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",9.0],'
    'PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)
HEIGHTS = (
    ',VERTCS["Hoehennetz",VDATUM["Hoehennetz"],PARAMETER["Vertical_Shift",0.0],PARAMETER["Direction",1.0],'
    'UNIT["Meter",1.0]]'
)
FRAME = gpd.GeoDataFrame.from_features(quarters(), crs=CRS)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("EPSG:25832", "EPSG:25832"),
        (" epsg:25832 ", "EPSG:25832"),
        ("urn:ogc:def:crs:EPSG::25832", "EPSG:25832"),
        ("urn:ogc:def:crs:EPSG:6.9:31467", "EPSG:31467"),
        ("http://www.opengis.net/def/crs/EPSG/0/25832", "EPSG:25832"),
        ("http://www.opengis.net/gml/srs/epsg.xml#31466", "EPSG:31466"),
        ("urn:adv:crs:ETRS89_UTM33", "EPSG:25833"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "OGC:CRS84"),
        ("urn:ogc:def:crs:EPSG::102329", "EPSG:4647"),
        ("ESRI:102329", "EPSG:4647"),
        ("EPSG:102100", "EPSG:3857"),
        ("EPSG:102014", "ESRI:102014"),
        ("EPSG:3035", "EPSG:3035"),
        ("EPSG:999999", None),
        ("UTM32", None),
        ("", None),
        ("+proj=utm +zone=32", None),
        ("+init=epsg:25832", None),
        ("../crs.txt", None),
        ("PROJCS[", None),
    ],
)
def test_a_system_is_known_by_every_name_that_files_give_it(text: str, name: str | None) -> None:
    crs = named_crs(text)
    assert (crs and crs_name(crs)) == name


def test_wkt_needs_no_number() -> None:
    crs = named_crs(SHIFTED)
    assert crs is not None
    assert crs.to_epsg() is None
    assert is_metric(crs)
    assert same_system(pyproj.CRS("EPSG:5555"), pyproj.CRS("EPSG:25832"))
    assert not same_system(crs, CITY)


def test_a_text_that_names_files_with_corrections_is_no_system() -> None:
    assert named_crs(SHIFTED[:-1] + ',EXTENSION["PROJ4","+proj=utm +zone=32 +nadgrids=/etc/passwd"]]') is None
    assert named_crs(pyproj.CRS("EPSG:3857").to_wkt("WKT1_GDAL")) is not None


@pytest.mark.slow
@pytest.mark.parametrize("prj", [SHIFTED, SHIFTED + HEIGHTS])
def test_a_prj_with_a_false_easting_of_its_own_and_heights_is_followed(prj: str, tmp_path: Path) -> None:
    shifted = FRAME.set_geometry(
        shapely.transform(FRAME.geometry.to_numpy(), lambda xy: xy + np.array([2_000_000, 0]))
    )
    shifted.to_file(tmp_path / "a.shp")
    (tmp_path / "a.prj").unlink()
    assert refusal_of(tmp_path, "a.shp") == Code.CRS_MISSING
    (tmp_path / "a.prj").write_text(prj)
    table, problems = read_file(tmp_path, "a.shp")
    assert not problems
    assert at(table) == [(500, 500), (1500, 500), (500, 1500), (1500, 1500)]
    table, _ = read_file(tmp_path, "a.shp", crs=prj if prj == SHIFTED else None)
    assert m2(table) == [1_000_000] * 4


def refusal_of(folder: Path, name: str) -> str:
    with pytest.raises(InputError) as error:
        read_file(folder, name)
    return error.value.problems[0].code


ZONES = [("EPSG:25832", 32_000_000), ("EPSG:4647", -32_000_000)]


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize(("stated", "shift"), ZONES)
def test_a_zone_before_the_easting_is_understood_and_told(
    stated: str, shift: int, swapped: bool, tmp_path: Path
) -> None:
    """32500250 under a system of six digits is the system of eight, and the other way round."""
    x, y = WEST + 250 + max(shift, 0), SOUTH + 250
    content = geojson(
        [feature({"KEY": "a"}, {"type": "Point", "coordinates": [y, x] if swapped else [x, y]})], crs=stated
    )
    table, problems = read_text(tmp_path, "a.geojson", content)
    used = {"EPSG:25832": "EPSG:4647", "EPSG:4647": "EPSG:25832"}[stated]
    assert codes(problems) == [Code.AXES_SWAPPED] * swapped + [Code.ZONE_IN_EASTING]
    assert problems[-1].fields == {"stated": stated, "used": used}
    assert not any(problem.is_error for problem in problems)
    assert guessed(table, Aspect.CRS) == used
    assert at(table) == [(250, 250)]


@pytest.mark.parametrize("crs", ["OGC:CRS84", CRS, "EPSG:31467", "EPSG:3857"])
def test_swapped_axes_are_read_exchanged_and_told(crs: str, tmp_path: Path) -> None:
    rings = [[(y, x) for x, y in shape.exterior.coords] for shape in FRAME.to_crs(crs).geometry]
    content = geojson([feature({"KEY": "a"}, {"type": "Polygon", "coordinates": [ring]}) for ring in rings], crs)
    table, problems = read_text(tmp_path, "a.geojson", content)
    assert codes(problems) == [Code.AXES_SWAPPED]
    assert not problems[0].is_error
    assert guessed(table, Aspect.AXES) == "north_east"
    assert all(area is not None and abs(area - 1_000_000) < 100 for area in m2(table))


def test_what_the_project_states_is_told_apart_from_what_the_file_says(tmp_path: Path) -> None:
    table, _ = read_text(tmp_path, "a.geojson", geojson(quarters(), crs=None), crs="EPSG:25832")
    assert [(guess.value, guess.stated) for guess in table.guesses] == [("EPSG:25832", True)]
    table, _ = read_text(tmp_path, "a.geojson", geojson(quarters()))
    assert [(guess.value, guess.stated) for guess in table.guesses] == [("EPSG:25832", False)]


def test_coordinates_that_fit_nowhere_are_refused_with_the_systems_that_would_fit(tmp_path: Path) -> None:
    problem = refusal(tmp_path, "a.geojson", geojson(quarters(), crs=None))
    assert problem.code == Code.CRS_IMPLAUSIBLE
    assert problem.fields["crs"] == "OGC:CRS84"
    assert "EPSG:25832" in problem.fields["fits"]
    assert "EPSG:4326" not in problem.fields["fits"]
    mercator = geojson([feature({}, {"type": "Point", "coordinates": [1_001_875.4, 6_676_000.0]})], crs=None)
    assert refusal(tmp_path, "a.geojson", mercator).fields["fits"] == "EPSG:3857"
    nowhere = geojson([feature({}, {"type": "Point", "coordinates": [3, 3]})])
    assert refusal(tmp_path, "a.geojson", nowhere).fields["fits"] == "–"


def test_metres_of_another_system_that_land_in_the_north_are_doubted(tmp_path: Path) -> None:
    """Web Mercator at 7 degrees east: as UTM 32N a place at 60 degrees north, where the zone is in use, too."""
    content = geojson([feature({}, {"type": "Point", "coordinates": [779_236.4, 6_620_000.0]})])
    _, problems = read_text(tmp_path, "a.geojson", content)
    assert codes(problems) == [Code.CRS_DOUBTFUL]
    assert problems[0].fields["fits"] == "EPSG:3857"


@pytest.mark.slow
@settings(deadline=None, max_examples=40)  # the first of each system is slow to set up
@given(
    st.floats(6.5, 11.5),
    st.floats(47.5, 55),
    st.sampled_from(["EPSG:4326", CRS, "EPSG:4647", "EPSG:31466", "EPSG:31467", "EPSG:3857", "EPSG:3035"]),
    st.booleans(),
)
def test_a_place_in_germany_is_found_in_every_system_in_either_order(
    lon: float, lat: float, crs: str, swapped: bool
) -> None:
    to_file = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    to_city = pyproj.Transformer.from_crs("EPSG:4326", CITY, always_xy=True)
    x, y = to_file.transform(lon, lat)
    points = gpd.GeoSeries([Point(y, x) if swapped else Point(x, y)], index=[2])
    moved, guesses, problems = placed("a", points, pyproj.CRS(crs), None, CITY)
    assert np.hypot(*(np.array(moved.iloc[0].coords[0]) - to_city.transform(lon, lat))) < 5
    assert codes(problems) == [Code.AXES_SWAPPED] * swapped
    assert len(guesses) == 1 + swapped

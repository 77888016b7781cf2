"""Open data that nobody prepared for this program."""

import os
from pathlib import Path

import pyproj
import pytest

from sozialraum.errors import InputError
from sozialraum.model.codes import Code
from sozialraum.model.files import Dialect, TableFile
from sozialraum.sources.files import CityFiles
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project
from sozialraum.sources.reading import read_table, read_whole
from sozialraum.sources.tables.non_values import Signs, presets
from sozialraum.sources.tables.numbers import read_numbers
from sozialraum.sources.tables.table import Table

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
OFFICIAL = Signs(presets()["amtliche_statistik"])
pytestmark = pytest.mark.skipif(
    not DATA.is_dir() and "CI" not in os.environ, reason="the open data lie beside the project, not in it"
)


def table(name: str, crs: str = "EPSG:25832") -> tuple[Table, list[str]]:
    found, problems = read_whole(name, None, Dialect(), CityFiles((DATA,), pyproj.CRS(crs)))
    return found, [problem.code for problem in problems]


def test_flensburg_as_zipped_shapefile_and_as_geojson_are_the_same_thirteen() -> None:
    zipped, odd = table("flensburg/flensburg_stadtteile.zip")
    plain, also_odd = table("flensburg/flensburg_stadtteile.geojson")
    assert not odd + also_odd
    assert len(zipped) == 13
    assert zipped.cells["AREA_NAME"].tolist()[0] == "03 Nordstadt"
    assert zipped.geometry is not None
    assert plain.geometry is not None
    one = dict(zip(zipped.cells["AREA_ID"], zipped.geometry.area, strict=True))
    two = dict(zip(plain.cells["AREA_ID"], plain.geometry.area, strict=True))
    assert one.keys() == two.keys()
    assert all(abs(one[key] - two[key]) < 2 for key in one)


def test_berlin_keeps_leading_zeros_and_its_own_areas() -> None:
    areas, odd = table("berlin/boundaries/lor_post2021_PLR/lor_planungsraeume_2021.shp", "EPSG:25833")
    assert not odd
    assert len(areas) == 542
    assert areas.cells["PLR_ID"].str.len().unique().tolist() == [8]
    assert areas.geometry is not None
    stated = areas.cells["GROESSE_M2"].astype("float64")
    assert ((areas.geometry.area - stated).abs() / stated).max() < 0.001


def test_geojson_with_a_crs_member_is_understood() -> None:
    kitas, odd = table("berlin/kitas/kindertagesstaetten_wfs.geojson", "EPSG:25833")
    assert not odd
    assert len(kitas) == 2880
    assert kitas.geometry is not None
    assert kitas.geometry.x.between(365_000, 420_000).all()
    (places,), problems = read_numbers(kitas, ["e_platz"], None, OFFICIAL)
    assert not problems
    assert (places.values.min(), places.values.notna().all()) == (0, True)


def test_a_sep_line_and_a_heading_too_many_are_no_columns() -> None:
    schools, odd = table("nrw_schulen/schuldaten_2021.csv")
    assert not odd
    assert len(schools) == 5507
    assert len(schools.headings) == 23
    assert schools.cells.index[0] == 3
    spec = TableFile(file="nrw_schulen/schuldaten_2021.csv", where={"Gemeindeschluessel": "05562012"})
    dorsten, _ = read_table(spec, CityFiles((DATA,), pyproj.CRS("EPSG:25832")))
    assert len(dorsten) == 25
    (x, y), problems = read_numbers(dorsten, ["UTMRechtswert", "UTMHochwert"], None, OFFICIAL)
    assert not problems
    assert x.values.between(350_000, 370_000).all()
    assert y.values.between(5_710_000, 5_740_000).all()


def test_tabs_semicolons_and_byte_order_marks_are_recognised() -> None:
    tabs, _ = table("flensburg/schulen_schleswig_holstein.csv")
    assert (len(tabs), tabs.headings[:2]) == (1048, ("id", "name"))
    marked, _ = table("berlin/mss/mss_2021_index-indikatoren_z-werte_plr.csv")
    assert (len(marked), marked.headings[0]) == (542, "PLR-ID")


def test_minus_as_a_class_of_the_monitoring_can_be_told_from_zero_and_minus_9999_is_missing() -> None:
    context, _ = table("berlin/mss/raw_mss_2021_kontext_indikatoren_k08_k14_k15.csv")
    (numbers,), problems = read_numbers(context, ["KI_08"], None, OFFICIAL)
    assert not problems
    assert numbers.values.min() >= 0
    assert "O" in set(numbers.status)


@pytest.mark.parametrize("city", ["flensburg", "berlin"])
def test_the_examples_are_read_without_an_error(city: str) -> None:
    inputs = read_inputs(read_project(ROOT / "examples" / city, DATA / city))
    assert {problem.code for problem in inputs.problems} <= {Code.AREA_NAME_REPEATED, Code.FACILITY_TWICE}
    assert inputs.offers["places"].sum() == {"flensburg": 4475, "berlin": 199_851}[city]


def test_areas_of_2019_offered_to_a_project_of_2021_are_refused_with_both_names(tmp_path: Path) -> None:
    toml = (ROOT / "examples" / "berlin" / "projekt.toml").read_text(encoding="utf-8")
    old = """

[[values]]
file = "mss/berlin-monitoring-social-urban-development-2019-00-2-1-planning-areas.csv"
columns = { area_id = "id", value = "inhabitants" }
indicator = "%s"
period = "2018-12-31"
source = "%s"
"""
    project = read_project(ROOT / "examples" / "berlin", DATA / "berlin").project
    indicator = next(one.id for one in project.indicators if one.kind == "count")
    (tmp_path / "projekt.toml").write_text(toml + old % (indicator, next(iter(project.sources))), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_inputs(read_project(tmp_path, DATA / "berlin"))
    (problem,) = [problem for problem in error.value.problems if problem.is_error]
    assert problem.code == Code.OTHER_GEOGRAPHY
    assert problem.fields["geography"] == project.areas.geography
    assert problem.fields["other"] == project.other_geographies[0].name

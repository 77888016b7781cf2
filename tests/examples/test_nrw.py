"""All schools of the Land in two lists: the official one of 2021 and one whose addresses a web service located."""

from functools import cache
from pathlib import Path

import pytest
from cities import PROJECT

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.intake import Intake
from sozialraum.sources.establishments.facilities import read_facilities
from sozialraum.sources.inputs import in_order
from sozialraum.sources.project import ProjectFolder, read_project

DATA = Path(__file__).parents[3] / "shared" / "data" / "nrw_schulen"
SCHOOLS = """[[facility_types]]
id = "schule"
label = { de = "Schule", en = "School" }
label_plural = { de = "Schulen", en = "Schools" }
symbol = { shape = "square", letter = "S", color = "#1b6e5a" }
file = "schuldaten_2021.csv"
columns = { facility_id = "Schulnummer", name = "Kurzbezeichnung", street = "Strasse", postcode = "PLZ", \
place = "Ort", x = "UTMRechtswert", y = "UTMHochwert" }
crs = "EPSG:25832"
as_of = 2021-09-08
source = "jugendamt"
# rows of the first list

[[facility_types.position_checks]]
file = "AS_BS_Verzeichnis_2024_25_mit_Sozialindex_und_Koordinaten_und_Startchancen.csv"
columns = { facility_id = "Schulnummer", x = "longitude", y = "latitude" }
crs = "EPSG:4326"
# rows of the second list
"""


@cache
def read(folder: Path, here: str = "", there: str = "") -> tuple[int, dict[str, Intake], list[Problem]]:
    """How many schools, the account of each list, and the Problems as a report shows them."""
    before, after = PROJECT.split("[[facility_types]]")[0], "\n[[merkmale]]" + PROJECT.split("[[merkmale]]")[1]
    schools = SCHOOLS.replace("# rows of the first list", here).replace("# rows of the second list", there)
    text = before.split("[[values]]")[0] + schools + after.split("[[merkmal_files]]")[0]
    (folder / "projekt.toml").write_text(text, encoding="utf-8")
    city = read_project(folder)
    schools_, complete, intakes, problems = read_facilities(
        ProjectFolder(city.project, folder, DATA), None, frozenset()
    )
    assert complete
    return len(schools_), {one.entry: one for one in intakes}, in_order(problems)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not DATA.exists():
        pytest.skip("the lists of schools are not here")
    return tmp_path_factory.mktemp("nrw")


def test_all_schools_whose_two_positions_differ_are_listed(folder: Path) -> None:
    schools, accounts, problems = read(folder)
    assert schools == 5_507
    compared = accounts["facility_types.schule.position_checks[1]"]
    assert compared.used == 5_338
    assert compared.rows == compared.used + sum(compared.listed.values())
    far = [problem for problem in problems if problem.code == Code.POSITIONS_DIFFER]
    assert len(far) == 183
    assert sum(int(problem.fields["metres"]) > 5_000 for problem in far) == 71
    assert not any(problem.is_error for problem in problems)


def test_schools_of_one_list_only_are_counted(folder: Path) -> None:
    _, _, problems = read(folder)
    told = {problem.code: problem.fields["count"] for problem in problems if "count" in problem.fields}
    assert (told[Code.NOT_IN_OTHER_LIST], told[Code.ONLY_IN_OTHER_LIST]) == ("167", "67")


def test_in_dorsten_it_is_one_school(tmp_path: Path, folder: Path) -> None:
    _, _, problems = read(
        tmp_path,
        'where = { Gemeindeschluessel = "05562012" }',
        'where = { "Amtlicher Gemeindeschlüssel" = "5562012" }',
    )
    (school,) = [problem for problem in problems if problem.code == Code.POSITIONS_DIFFER]
    assert "Haldenwangschule" in school.fields["name"]
    assert 1_000 < int(school.fields["metres"]) < 1_100

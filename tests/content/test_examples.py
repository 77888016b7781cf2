"""Flensburg and Berlin: the project files pick the rows and columns of the open data that are meant."""

import csv
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from sozialraum.model.files import TableFile, ValueFile
from sozialraum.model.project import Project
from sozialraum.sources.project import read_project

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
Row = dict[str, str]


def project_of(name: str) -> Project:
    return read_project(EXAMPLES / name).project


def picked(file: TableFile, folder: Path) -> list[Row]:
    """The rows that `where` and `unless` leave, read without the program's own readers."""
    path = folder / file.file
    if path.suffix == ".geojson":
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        rows = [{key: str(value) for key, value in feature["properties"].items()} for feature in features]
    else:
        with path.open(encoding="utf-8-sig", newline="") as text:
            rows = list(csv.DictReader(text))

    def fits(row: Row, wanted: dict[str, str | list[str]]) -> bool:
        return all(row[key] in (texts if isinstance(texts, list) else [texts]) for key, texts in wanted.items())

    return [row for row in rows if fits(row, file.where) and not (file.unless and fits(row, file.unless))]


def values_of(project: Project, indicator: str) -> ValueFile:
    return next(
        file for file in project.values if indicator == file.indicator or indicator in file.indicator_names.values()
    )


def district_values(folder: Path, indicator: str, year: str) -> dict[str, str]:
    file = values_of(project_of("flensburg"), indicator)
    texts = [text for text, id_ in file.indicator_names.items() if id_ == indicator]
    return {
        row["district_name"]: row["value"]
        for row in picked(file, folder)
        if row["year"] == year and (not texts or row["variable"] in texts)
    }


@pytest.mark.parametrize(
    ("district", "residents", "under_7", "sgb2", "places"),
    [("Nordstadt", 12525, 946, 2170, 550), ("Tarup", 5596, 453, 150, 285), ("Altstadt", 3866, 174, 475, 60)],
)
def test_flensburg_2021(
    district: str, residents: int, under_7: int, sgb2: int, places: int, shared: Callable[[str], Path]
) -> None:
    folder = shared("flensburg")
    expected = {"residents": residents, "residents_u7": under_7, "sgb2_personen": sgb2}
    for indicator, value in expected.items():
        assert district_values(folder, indicator, "2021")[district] == str(value)
    every = [row for file in project_of("flensburg").places for row in picked(file, folder)]
    assert sum(int(row["childcare_places"]) for row in every if row["district"] == district) == places


def test_flensburg_school_age_places_stay_out_of_kita_places(shared: Callable[[str], Path]) -> None:
    project = project_of("flensburg")
    sums = {
        file.target_group: (len(rows), sum(int(row["childcare_places"]) for row in rows))
        for file in project.places
        for rows in [picked(file, shared("flensburg"))]
    }
    assert sums == {"nicht_getrennt": (67, 4220), "schulkinder": (3, 255)}
    assert [coverage.target_groups for coverage in project.coverage] == [["nicht_getrennt"]]
    assert [coverage.measure for coverage in project.coverage] == ["plaetze_je_100"]


def test_flensburg_every_table_gives_all_13_stadtteile(shared: Callable[[str], Path]) -> None:
    project = project_of("flensburg")
    for file in project.values:
        rows = picked(file, shared("flensburg"))
        assert rows, file.where
        if file.columns.area_name and file.where["table"] != "child_education_support":
            assert {row["district_name"] for row in rows} == set(project.areas.names.values())


def test_flensburg_a_row_without_a_stadtteil_is_used_only_where_it_is_the_city(shared: Callable[[str], Path]) -> None:
    for file in project_of("flensburg").values:
        if file.columns.area_name and any(row["district_name"] == "" for row in picked(file, shared("flensburg"))):
            assert file.where["table"] == "child_education_support"


def test_flensburg_each_of_the_70_centres_is_read_once_and_has_its_own_key(shared: Callable[[str], Path]) -> None:
    types = [type_ for type_ in project_of("flensburg").facility_types if type_.id in {"kita", "hort"}]
    keys = Counter(row["slug"] for type_ in types for row in picked(type_, shared("flensburg")))
    assert (len(types), len(keys), max(keys.values())) == (2, 70, 1)


def test_flensburg_a_centre_for_school_children_is_not_asked_for_kita_places(shared: Callable[[str], Path]) -> None:
    project = project_of("flensburg")
    types = {
        type_.id: {row["slug"] for row in picked(type_, shared("flensburg"))} for type_ in project.facility_types[:2]
    }
    for offer, places in zip(project.offers, project.places, strict=True):
        assert places.offer == offer.id
        assert {row["slug"] for row in picked(places, shared("flensburg"))} == types[offer.facility_types[0]]


def test_berlin_kitas_and_places(shared: Callable[[str], Path]) -> None:
    (places,) = project_of("berlin").places
    rows = picked(places, shared("berlin"))
    assert (len(rows), sum(int(row["places"]) for row in rows)) == (2893, 199_851)


def test_berlin_every_column_is_there_and_fits_the_areas(shared: Callable[[str], Path]) -> None:
    project = project_of("berlin")
    for file in project.values:
        rows = picked(file, shared("berlin"))
        assert isinstance(file.columns.area_id, str)
        assert file.columns.value is not None
        assert len({row[file.columns.area_id] for row in rows}) == len(rows) == (536 if file.where else 542)
        assert all(len(row[file.columns.area_id]) == 8 for row in rows)
        assert file.columns.value in rows[0]


def test_berlin_the_index_takes_what_the_monitoring_takes() -> None:
    project = project_of("berlin")
    assert project.lage_index is not None
    parts = {part.indicator: part.weight for part in project.lage_index.parts}
    assert parts == {"arbeitslosenanteil": 1.0, "transferbezug": 1.0, "sgb2_u15": 1.0}
    columns = {file.indicator: file.columns.value for file in project.values}
    assert [columns[id_] for id_ in parts] == ["S1", "S3", "S4"]
    assert [other.name for other in project.other_geographies] == ["LOR bis 2020"]


@pytest.mark.parametrize("name", ["flensburg", "berlin"])
def test_an_example_holds_no_data_and_sets_no_rule_for_the_city(name: str) -> None:
    assert {path.suffix for path in (EXAMPLES / name).rglob("*") if path.is_file()} == {".toml", ".md"}
    rule = project_of(name).disclosure.oeffentlich
    assert "Beispiel" in rule.set_by
    assert all(source.disclosure == "as_published" for source in project_of(name).sources.values())


@pytest.mark.parametrize("name", ["flensburg", "berlin"])
def test_the_readme_says_where_each_file_comes_from(name: str) -> None:
    readme = (EXAMPLES / name / "README.md").read_text(encoding="utf-8")
    project = project_of(name)
    files = {project.areas.file, *(file.file for file in (*project.values, *project.facility_types, *project.places))}
    for file in files:
        folder, _, last = file.rpartition("/")
        assert last in readme or f"`{folder}/`" in readme, file

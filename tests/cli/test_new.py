"""`sozialraum new` as a new user meets it: a folder of files becomes a project that builds and asks."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from cities import geojson, quarters
from running import build_here, shared, sozialraum, tree

from sozialraum.cli.new import new_city
from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.presentation.words.texts import texts
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

TODAY = date(2026, 1, 31)
KITAS = """Kita-Nr;Einrichtung;X;Y;Stadtteil;Plätze
1;Kita Nord;500500;5701500;Nord;40
2;Kita Mitte;501500;5701500;Mitte;60
3;Kita Hafen;500500;5700500;Hafen;20
4;Kita Kaimauer;500600;5700500;Hafen;15
"""
WIDE = "Stadtteil;Einwohner 2022;Einwohner 2023\nNord;100;110\nMitte;200;210\nHafen;90;80\nHeide;0;0\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder as an office might hand it over."""
    folder = tmp_path / "daten"
    folder.mkdir()
    (folder / "stadtteile.geojson").write_text(geojson(quarters()), encoding="utf-8")
    (folder / "kitas.csv").write_text(KITAS, encoding="cp1252")
    (folder / "einwohner.csv").write_text(WIDE, encoding="utf-8")
    (folder / "bild.png").write_bytes(b"\x89PNG")
    return folder


def new(folder: Path, *given: Path, where: tuple[str, ...] = (), areas_from: str | None = None) -> int:
    return new_city(folder, given, where, areas_from, texts("de"), TODAY)


def codes_of(folder: Path) -> set[str]:
    try:
        return {str(problem.code) for problem in read_inputs(read_project(folder)).problems}
    except InputError as error:
        return {str(problem.code) for problem in error.problems}


def test_a_folder_of_files_becomes_a_project_that_builds(files: Path, tmp_path: Path) -> None:
    stadt = tmp_path / "stadt"
    assert new(stadt, files) == 0
    inputs = read_inputs(read_project(stadt))
    assert len(inputs.facilities) == 4
    assert inputs.offers["places"].sum() == 135
    assert sorted(set(inputs.indicators["period"])) == ["2022", "2023"]
    assert build_here([stadt], tmp_path / "maps") == 0


def test_what_is_asked_is_told_by_check(files: Path, tmp_path: Path) -> None:
    new(tmp_path / "stadt", files)
    assert {Code.QUESTION_IN_VALUE, Code.QUESTIONS_IN_COMMENTS} <= codes_of(tmp_path / "stadt")


def test_the_files_are_copied_and_not_changed(files: Path, tmp_path: Path) -> None:
    before = tree(files)
    new(tmp_path / "stadt", files)
    assert tree(files) == before
    copied = tree(tmp_path / "stadt")
    assert set(copied) == {
        "projekt.toml",
        "boundaries/stadtteile.geojson",
        "facilities/kitas.csv",
        "indicators/einwohner.csv",
    }
    assert copied["facilities/kitas.csv"] == before["kitas.csv"]


def test_the_same_files_give_the_same_project(files: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        new(tmp_path / name / "stadt", files)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_a_folder_with_something_in_it_is_left_alone(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "stadt").mkdir()
    (tmp_path / "stadt" / "notiz.txt").write_text("meins", encoding="utf-8")
    assert new(tmp_path / "stadt", files) == 2
    assert "notiz.txt" in tree(tmp_path / "stadt")
    assert len(tree(tmp_path / "stadt")) == 1
    assert "nicht leer" in capsys.readouterr().err


def test_without_files_there_is_a_skeleton_that_says_what_is_missing(tmp_path: Path) -> None:
    assert new(tmp_path / "stadt") == 0
    assert Code.QUESTION_STOPS in codes_of(tmp_path / "stadt")
    assert (tmp_path / "stadt" / "boundaries").is_dir()


def test_what_was_found_and_what_not_is_said(files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new(tmp_path / "stadt", files)
    said = capsys.readouterr().out
    assert "4 Kitas, 4 mit Lage" in said
    assert "135 Plätze" in said
    assert "bild.png: Dateien dieser Art" in said
    assert f"sozialraum check {tmp_path / 'stadt'}" in said


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_register_by_birth_month_is_there_to_plan_with(files: Path, tmp_path: Path, language: str) -> None:
    """What it writes can be read; and still can when the rules of the Land are switched on."""
    from sozialraum.cli.check import check_city

    rows = "".join(
        f"{area};31.12.2023;2022-{month:02d};{month}\n" for area in ("nord", "mitte") for month in range(1, 13)
    )
    (files / "register.csv").write_text(f"KEY;STICHTAG;GEBURTSMONAT;KINDER\n{rows}", encoding="utf-8")
    assert new_city(tmp_path / "neu", [files], (), None, texts(language), TODAY) == 0
    project = tmp_path / "neu" / "projekt.toml"
    text = project.read_text(encoding="utf-8")
    assert 'file = "register/register.csv"' in text
    assert check_city(project, None, texts("de")) == 0
    on = text.replace("# [cohorts]\n# preset", "[cohorts]\npreset").replace(
        "# [forecast]\n# years", "[forecast]\nyears"
    )
    assert on.count("\n[cohorts]\n") == on.count("\n[forecast]\n") == 1
    project.write_text(on, encoding="utf-8")
    assert check_city(project, None, texts("de")) == 0


def feature(kind: str, coordinates: object, **properties: str) -> dict[str, object]:
    return {
        "type": "Feature",
        "geometry": {"type": kind, "coordinates": coordinates},
        "properties": properties,
    }


def collection(*features: dict[str, object]) -> str:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    return json.dumps({"type": "FeatureCollection", "crs": crs, "features": features})


@pytest.mark.parametrize("language", ["de", "en"])
def test_lines_and_neighbours_help_to_find_ones_way_and_a_walk_through_is_proposed(
    files: Path, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file is known by its name or by what its entries say; what says nothing is left out and told."""
    river = feature("LineString", [[500100, 5700500], [501900, 5700500]], ART="Fluss")
    rail = feature("LineString", [[500100, 5700100], [501900, 5701900]], ART="Bahnstrecke")
    brook = feature("LineString", [[500100, 5701200], [500900, 5701200]], ART="Bach")
    (files / "linien.geojson").write_text(collection(river, rail, brook), encoding="utf-8")
    (files / "hauptstrassen.geojson").write_text(collection({**rail, "properties": {}}), encoding="utf-8")
    (files / "leitungen.geojson").write_text(collection({**rail, "properties": {"ART": "Strom"}}), encoding="utf-8")
    ring = [[[502000, 5700000], [503000, 5700000], [503000, 5702000], [502000, 5702000], [502000, 5700000]]]
    (files / "nachbargemeinden.geojson").write_text(
        collection(feature("Polygon", ring, GEN="Nebenstadt", NAME="Nebenstadt")), encoding="utf-8"
    )
    assert new_city(tmp_path / "neu", [files], (), None, texts(language), TODAY) == 0
    said = capsys.readouterr().out
    assert "leitungen.geojson" in said
    folder = read_project(tmp_path / "neu")
    drawn = [(one.id, one.kind, one.file, one.where, one.names, one.shown) for one in folder.project.base_lines]
    assert drawn == [
        ("strassen", "road", "boundaries/hauptstrassen.geojson", {}, None, False),
        ("gewaesser", "water", "boundaries/linien.geojson", {"ART": ["Bach", "Fluss"]}, None, True),
        ("bahn", "rail", "boundaries/linien.geojson", {"ART": "Bahnstrecke"}, None, True),
        ("nachbarn", "neighbour", "boundaries/nachbargemeinden.geojson", {}, "NAME", True),
    ]
    inputs = read_inputs(folder)
    assert inputs.base is not None
    assert sorted(set(inputs.base["base_id"])) == ["bahn", "gewaesser", "nachbarn", "strassen"]
    project = tmp_path / "neu" / "projekt.toml"
    text = project.read_text(encoding="utf-8")
    start = text.index("# [[views]]")
    end = text.find("\n\n", start)
    views = tomllib.loads(text[start:end].replace("# ", ""))["views"]
    assert [(one["id"], one["figure"]) for one in views] == [("question", "residents"), ("houses", "kita_count")]
    project.write_text(text[:start] + text[start:end].replace("# ", "") + text[end:], encoding="utf-8")
    assert [one.id for one in read_project(project).project.views] == ["question", "houses"]


def test_without_boundaries_schematic_areas_are_drawn(files: Path, tmp_path: Path) -> None:
    assert new(tmp_path / "stadt", files / "kitas.csv") == 0
    project = read_project(tmp_path / "stadt").project
    assert project.areas.schematic is not None
    areas = read_inputs(read_project(tmp_path / "stadt")).areas
    assert sorted(areas.index[areas["level"] == "sozialraum"]) == ["Hafen", "Mitte", "Nord"]
    assert build_here([tmp_path / "stadt"], tmp_path / "maps") == 0


def test_with_values_only_the_boundaries_are_asked_for(files: Path, tmp_path: Path) -> None:
    assert new(tmp_path / "stadt", files / "einwohner.csv") == 0
    told = [one for one in _errors(tmp_path / "stadt") if one.code == Code.QUESTION_STOPS]
    assert told
    lines = (tmp_path / "stadt" / "projekt.toml").read_text(encoding="utf-8").splitlines()
    assert lines[(told[0].row or 0) - 1].startswith("file = ")


def _errors(folder: Path) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read_project(folder)
    return [problem for problem in caught.value.problems if problem.is_error]


@pytest.mark.parametrize(
    ("where", "areas_from", "sentence"),
    [
        (("Farbe=rot",), None, "„Farbe“ aus --where hat keine"),
        (("Stadtteil=Mond",), None, "Keine Datei hat Zeilen mit Stadtteil=Mond"),
        (("Stadtteil",), None, "ist keine Bedingung"),
        ((), "Quartier", "„Quartier“ aus --gebiete-aus"),
    ],
)
def test_a_wish_that_cannot_be_met_writes_nothing(
    files: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    where: tuple[str, ...],
    areas_from: str | None,
    sentence: str,
) -> None:
    assert new(tmp_path / "stadt", files / "kitas.csv", where=where, areas_from=areas_from) == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "stadt").exists()


def test_hostile_names_stay_texts(tmp_path: Path) -> None:
    head = '"x\n[city]\nname = ""böse"""'
    rows = "".join(f"{n};Kita {n};50050{n};5701500;{n}\n" for n in range(1, 4))
    (tmp_path / "kitas.csv").write_text(f"Nr;Einrichtung;X;Y;{head}\n{rows}", encoding="utf-8")
    assert new(tmp_path / "stadt", tmp_path / "kitas.csv") == 0
    written = tomllib.loads((tmp_path / "stadt" / "projekt.toml").read_text(encoding="utf-8"))
    assert written["city"]["name"] == "stadt"


def test_several_files_may_follow_one_from(files: Path, tmp_path: Path) -> None:
    done = sozialraum("new", "stadt", "--from", files / "kitas.csv", files / "stadtteile.geojson", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "4 Stadtteile" in done.stdout


def test_a_path_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(tmp_path / "stadt", tmp_path / "fehlt.csv") == 2
    assert "fehlt.csv wurde nicht gefunden" in capsys.readouterr().err


def test_flensburg_becomes_an_atlas(tmp_path: Path) -> None:
    assert new(tmp_path / "fl", shared("flensburg")) == 0
    inputs = read_inputs(read_project(tmp_path / "fl"))
    assert (inputs.areas["level"] == "sozialraum").sum() == 13
    assert inputs.offers["places"].sum() == 4475
    population = inputs.indicators.query("indicator_id == 'residents' and period == '2021'").set_index("area_id")[
        "value"
    ]
    assert population["STGT03"] == 12525
    assert build_here([tmp_path / "fl"], tmp_path / "maps") == 0


def test_the_schools_of_dorsten_become_an_atlas_of_schematic_areas(tmp_path: Path) -> None:
    lists = sorted(shared("nrw_schulen").glob("*.csv"))
    assert new(tmp_path / "dorsten", *lists, where=("Gemeinde=Dorsten",)) == 0
    project = read_project(tmp_path / "dorsten").project
    assert project.city.name == "Dorsten"
    assert project.city.ags == "05562012"
    assert len(project.facility_types[0].position_checks) == 1
    inputs = read_inputs(read_project(tmp_path / "dorsten"))
    assert len(inputs.facilities) == 22
    assert any("Haldenwangschule" in str(one.fields) for one in inputs.problems if one.code == Code.POSITIONS_DIFFER)


def test_berlin_is_found_by_its_keys(tmp_path: Path) -> None:
    berlin = shared("berlin")
    kitas = sorted((berlin / "kitas").glob("*.csv"))
    people = berlin / "population" / "berlin-lor-population-2024-02-t2-planning-areas.csv"
    assert new(tmp_path / "berlin", berlin / "boundaries" / "lor_post2021_PLR", *kitas, people) == 0
    inputs = read_inputs(read_project(tmp_path / "berlin"))
    assert (inputs.areas["level"] == "sozialraum").sum() == 542
    assert len(inputs.facilities) == 2893
    assert set(inputs.indicators["indicator_id"]) >= {"residents", "residents_u6", "residents_6_14"}

"""Which projects are built, where the pages go, and what the program says of itself."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cities import city_files, write_city
from running import build_here, sozialraum, tree

HEAVY = ("geopandas", "pandas", "folium", "numpy", "shapely", "pyproj", "pyogrio")
RENAMED = {"projekt.toml": {'name = "Musterstadt"': 'name = "Neustadt an der Muster"'}}


@pytest.mark.slow
def test_without_a_project_the_one_here_is_built(tmp_path: Path) -> None:
    write_city(tmp_path)
    write_city(tmp_path / "geodata" / "neustadt", RENAMED)
    ran = sozialraum("build", folder=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert sorted(path.name for path in (tmp_path / "maps").iterdir() if path.is_dir()) == ["musterstadt"]


@pytest.mark.slow
def test_without_one_here_all_below_geodata_are_built(tmp_path: Path) -> None:
    write_city(tmp_path / "geodata" / "eins")
    write_city(tmp_path / "geodata" / "zwei", RENAMED)
    ran = sozialraum("build", folder=tmp_path)
    assert ran.returncode == 0, ran.stderr
    folders = sorted(path.name for path in (tmp_path / "maps").iterdir() if path.is_dir())
    assert folders == ["musterstadt", "neustadt-an-der-muster"]


def test_without_any_the_next_step_is_named(tmp_path: Path) -> None:
    ran = sozialraum("build", folder=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "sozialraum build geodata/" in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_names_the_project_in_it(project: Path, maps: Path, tmp_path: Path) -> None:
    assert build_here([project.parent], tmp_path) == 0
    assert tree(tmp_path) == tree(maps)


@pytest.mark.parametrize("path", ["gibtesnicht", "gibtesnicht/projekt.toml"])
def test_a_project_that_is_not_there(tmp_path: Path, path: str) -> None:
    ran = sozialraum("build", path, folder=tmp_path)
    assert (ran.returncode, "Traceback" in ran.stderr) == (2, False)
    assert "gibtesnicht" in ran.stderr or "projekt.toml" in ran.stderr


def test_data_may_lie_elsewhere(maps: Path, tmp_path: Path) -> None:
    files = city_files()
    project = write_city(tmp_path / "projekt", without=[name for name in files if name != "projekt.toml"])
    write_city(tmp_path / "daten", without=["projekt.toml"])
    ran = sozialraum("build", project, "--data", tmp_path / "daten", "--out", "karten", folder=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert tree(tmp_path / "karten") == tree(maps)


def test_data_elsewhere_is_for_one_city_only(project: Path, tmp_path: Path) -> None:
    ran = sozialraum("build", project, project, "--data", tmp_path, "--out", "karten", folder=tmp_path)
    assert ran.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_two_cities_of_one_name_are_refused(project: Path, tmp_path: Path) -> None:
    other = write_city(tmp_path / "stadt")
    ran = sozialraum("build", project, other, "--out", "karten", folder=tmp_path)
    assert ran.returncode == 2
    assert "Musterstadt" in ran.stderr
    assert not (tmp_path / "karten").exists()


def test_the_list_of_cities_survives_the_build_of_another(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "karten"
    assert build_here([project], out) == 0
    first = tree(out / "musterstadt")
    assert build_here([write_city(tmp_path / "neustadt", RENAMED)], out) == 0
    page = (out / "index.html").read_text(encoding="utf-8")
    for name, folder in (("Musterstadt", "musterstadt"), ("Neustadt an der Muster", "neustadt-an-der-muster")):
        assert f'<a href="{folder}/index.html"><b>{name}</b></a>' in page
    assert page.count("Fiktive Stadt: alle Werte erfunden") == 2
    assert tree(out / "musterstadt") == first


@pytest.mark.parametrize("told", ['{"name": "Altenau", "neu": 1}', '"?"', "null"])
def test_a_city_of_another_version_stays_in_the_list(project: Path, tmp_path: Path, told: str) -> None:
    (tmp_path / "altenau").mkdir()
    (tmp_path / "altenau" / "manifest.json").write_text(f'{{"program": "sozialraum", "city": {told}}}')
    assert build_here([project], tmp_path) == 0
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert page.count('<a href="altenau/index.html"><b>') == page.count('<a href="musterstadt/index.html"><b>') == 1


def test_help_answers_in_german_and_tells_the_exit_statuses(tmp_path: Path) -> None:
    ran = sozialraum("--help", folder=tmp_path, env={"COLUMNS": "200", "LANG": "en_US.UTF-8"})
    assert ran.returncode == 0
    for word in ("build", "check", "Rückgabewerte", "0 gut", "1 Fehler", "2 Fehler", "3 Ausgabe"):
        assert word in ran.stdout
    assert "Show this message" not in ran.stdout


def test_help_answers_in_english_when_asked(tmp_path: Path) -> None:
    for arguments, env in ((["--lang", "en", "--help"], {}), (["build", "--help", "--lang=en"], {})):
        ran = sozialraum(*arguments, folder=tmp_path, env={"COLUMNS": "200", **env})
        assert ran.returncode == 0
        assert "Folder" in ran.stdout or "Exit status" in ran.stdout
    ran = sozialraum("--help", folder=tmp_path, env={"COLUMNS": "200", "SOZIALRAUM_LANG": "en"})
    assert "Exit status" in ran.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["check", "--help"], ["--version"]])
def test_help_imports_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    ran = sozialraum(*arguments, folder=tmp_path, python=("-X", "importtime"))
    assert ran.returncode == 0
    imported = {line.rpartition("|")[2].strip().split(".")[0] for line in ran.stderr.splitlines() if "|" in line}
    assert "typer" in imported
    assert imported.isdisjoint(HEAVY)


def test_importing_the_package_imports_nothing_heavy(tmp_path: Path) -> None:
    code = "import json, sys, sozialraum; dir(sozialraum); print(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert set(json.loads(ran.stdout)).isdisjoint(HEAVY)


def test_an_unknown_option_is_refused(tmp_path: Path) -> None:
    ran = sozialraum("build", "--schnell", folder=tmp_path)
    assert (ran.returncode, "--schnell" in ran.stderr, "Traceback" in ran.stderr) == (2, True, False)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check"], "Es fehlt eine Angabe: PROJEKT."),
        (["build", "--schnell"], "Die Option --schnell gibt es nicht."),
        (["build", "--out"], "Hinter --out fehlt eine Angabe."),
        (["bauen"], "Diesen Befehl gibt es nicht. Möglich sind: build, check, new, schema"),
    ],
)
def test_a_call_that_cannot_be_understood_is_answered_in_german(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    ran = sozialraum(*arguments, folder=tmp_path)
    assert ran.returncode == 2
    assert ran.stderr.splitlines()[0] == told
    assert "Missing" not in ran.stderr


def test_a_help_page_shows_no_types_of_python(tmp_path: Path) -> None:
    ran = sozialraum("new", "--help", folder=tmp_path, env={"COLUMNS": "100"})
    assert "new [OPTIONEN] ORDNER" in ran.stdout
    for word in ("<path>", "<bool>", "required", "default", "{", "[ ]"):
        assert word not in ran.stdout

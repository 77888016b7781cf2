"""What stands where the pages should go and is not ours stays as it is; exit status 3."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from cities import write_city
from running import build_here, differing, sozialraum, tree


def refused(project: Path, out: Path, capsys: pytest.CaptureFixture[str], named: str) -> None:
    before = tree(out)
    assert build_here([project], out) == 3
    assert differing(before, tree(out)) == []
    said = capsys.readouterr().err
    assert named in said
    assert "nicht überschrieben" in said


@pytest.mark.parametrize(
    "content", [{}, {"notizen.txt": "von mir"}, {"manifest.json": '{"program": "anderes"}'}, {"manifest.json": "["}]
)
def test_a_folder_without_our_manifest(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: dict[str, str]
) -> None:
    (tmp_path / "musterstadt").mkdir()
    for name, text in content.items():
        (tmp_path / "musterstadt" / name).write_text(text)
    refused(project, tmp_path, capsys, "musterstadt")


@pytest.mark.parametrize(
    "name", ["musterstadt", "index.html", "lizenzen.html", ".musterstadt.neu", ".musterstadt.alt"]
)
def test_a_file(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (tmp_path / name).write_text("von mir")
    refused(project, tmp_path, capsys, name)


@pytest.mark.parametrize(
    "name", ["musterstadt", ".musterstadt.neu", ".musterstadt.alt", "index.html", ".index.html.neu"]
)
def test_a_link_even_to_pages_of_ours(
    project: Path, maps: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    elsewhere = tmp_path / "anderswo"
    shutil.copytree(maps, elsewhere)
    out = tmp_path / "karten"
    out.mkdir()
    is_page = "index.html" in name
    (out / name).symlink_to(elsewhere / ("index.html" if is_page else "musterstadt"), target_is_directory=not is_page)
    before = tree(elsewhere)
    refused(project, out, capsys, name)
    assert differing(before, tree(elsewhere)) == []
    assert (out / name).is_symlink()


def test_a_folder_of_that_page_name(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "index.html").mkdir()
    refused(project, tmp_path, capsys, "index.html")


def test_the_first_of_two_cities_is_not_built_when_the_second_cannot_be(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = write_city(tmp_path / "stadt", {"projekt.toml": {'name = "Musterstadt"': 'name = "Neustadt"'}})
    out = tmp_path / "karten"
    (out / "neustadt").mkdir(parents=True)
    assert build_here([project, second], out) == 3
    assert sorted(tree(out)) == ["neustadt/"]


def test_a_folder_with_our_manifest_is_replaced_and_loses_what_the_build_no_longer_makes(
    project: Path, maps: Path, tmp_path: Path
) -> None:
    shutil.copytree(maps, tmp_path / "karten")
    (tmp_path / "karten" / "musterstadt" / "frueher.html").write_text("eine Seite, die es nicht mehr gibt")
    (tmp_path / "karten" / "daneben.txt").write_text("von mir")
    assert build_here([project], tmp_path / "karten") == 0
    assert differing(tree(maps), tree(tmp_path / "karten")) == ["daneben.txt"]


def test_the_output_folder_is_a_file(project: Path, tmp_path: Path) -> None:
    (tmp_path / "karten").write_text("von mir")
    ran = sozialraum("build", project, "--out", "karten", folder=tmp_path)
    assert (ran.returncode, "Traceback" in ran.stderr) == (3, False)
    assert "karten" in ran.stderr
    assert (tmp_path / "karten").read_text() == "von mir"


def test_the_manifest_lists_every_file_with_its_checksum(maps: Path) -> None:
    files = tree(maps / "musterstadt")
    manifest = json.loads(files.pop("manifest.json"))
    assert manifest["program"] == "sozialraum"
    assert manifest["files"] == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def test_data_files_have_the_checksums_that_the_package_states(maps: Path) -> None:
    data = maps / "musterstadt" / "data"
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["path"] for resource in package["resources"]} == {file.name for file in data.glob("*.csv")}
    for resource in package["resources"]:
        content = (data / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        header = content.decode().splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header

"""Which files may be opened at all."""

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources.workbooks import zipped

from sozialraum.errors import InputError
from sozialraum.model.codes import Code
from sozialraum.model.files import Limits
from sozialraum.sources.archives import opened
from sozialraum.sources.paths import find_file, nearest


def code_of(name: str, *folders: Path) -> str:
    with pytest.raises(InputError) as error:
        find_file(name, folders)
    (problem,) = error.value.problems
    assert problem.file == name
    return problem.code


def test_a_file_is_looked_for_in_each_folder_in_turn(tmp_path: Path) -> None:
    data, project = tmp_path / "data", tmp_path / "project"
    for folder, content in ((data, "A\n1\n"), (project, "A\n2\n")):
        folder.mkdir()
        (folder / "both.csv").write_text(content)
    (project / "own.csv").write_text("A\n3\n")
    assert find_file("both.csv", [data, project]) == data / "both.csv"
    assert find_file("own.csv", [data, project]) == project / "own.csv"


@pytest.mark.parametrize(
    "name", ["/vsicurl/host", "x.vrt", "liste.xlsb", "liste.docx", "http://host/a", "a", "a.csv.exe"]
)
def test_only_known_kinds_are_opened(name: str, tmp_path: Path) -> None:
    assert code_of(name, tmp_path) == Code.FILE_KIND


def test_nothing_outside_the_folder_is_opened(tmp_path: Path) -> None:
    folder, outside = tmp_path / "city", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "geheim.csv").write_text("A\n1\n")
    (folder / "link.csv").symlink_to(outside / "geheim.csv")
    (folder / "ordner").symlink_to(outside)
    (folder / "weg.csv").symlink_to(folder / "gibt_es_nicht.csv")
    for name in ("link.csv", "ordner/geheim.csv", "../outside/geheim.csv", str(outside / "geheim.csv")):
        assert code_of(name, folder) == Code.FILE_OUTSIDE
    for name in ("weg.csv", "/vsizip/a.zip", "/vsimem/a.geojson"):
        assert code_of(name, folder) == Code.FILE_NOT_FOUND


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("A\n1\n")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    assert find_file("b.csv", [tmp_path]) == tmp_path / "a.csv"


def test_a_link_may_not_hide_another_kind_of_file(tmp_path: Path) -> None:
    (tmp_path / "a.vrt").write_text("<OGRVRTDataSource/>")
    (tmp_path / "b.geojson").symlink_to(tmp_path / "a.vrt")
    assert code_of("b.geojson", tmp_path) == Code.FILE_KIND


def test_a_shapefile_is_refused_when_one_of_its_files_lies_outside(tmp_path: Path) -> None:
    folder = tmp_path / "city"
    folder.mkdir()
    (folder / "a.shp").write_bytes(b"\x00\x00\x27\x0a" + bytes(96))
    (tmp_path / "a.dbf").write_bytes(b"secret")
    (folder / "a.dbf").symlink_to(tmp_path / "a.dbf")
    assert code_of("a.shp", folder) == Code.FILE_OUTSIDE


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.geojson", b"<OGRVRTDataSource></OGRVRTDataSource>"),
        ("a.json", b"\xef\xbb\xbf  [1]"),
        ("a.gpkg", b"{}"),
        ("a.shp", b"<xml/>"),
        ("a.zip", b"Rar!"),
    ],
)
def test_the_first_bytes_must_fit_the_ending(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    assert code_of(name, tmp_path) == Code.CONTENT_DIFFERS


def test_a_missing_file_is_told_with_those_near_it(tmp_path: Path) -> None:
    (tmp_path / "kitas_2023.csv").write_text("A\n1\n")
    (tmp_path / "geheim.key").write_text("x")
    with pytest.raises(InputError) as error:
        find_file("kitas_2024.csv", [tmp_path])
    assert error.value.problems[0].fields["nearest"] == "kitas_2023.csv"


def test_nearest_texts_do_not_depend_on_their_order() -> None:
    known = ["Nordstadt", "Neustadt", "Altstadt"]
    assert nearest("nordstat", known) == nearest("nordstat", reversed(known)) == "Nordstadt, Neustadt, Altstadt"
    assert nearest("xyz", known) == "–"


def packed(folder: Path, members: dict[str, bytes]) -> Path:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    path = folder / "a.zip"
    path.write_bytes(content.getvalue())
    return path


def test_the_one_table_of_an_archive_is_unpacked_for_reading_only(tmp_path: Path) -> None:
    path = packed(tmp_path, {"ordner/": b"", "ordner/t.csv": b"A\n1\n", "liesmich.pdf": b"x", "__MACOSX/t.csv": b"?"})
    with opened("a.zip", path, None) as file:
        assert file.read_bytes() == b"A\n1\n"
        unpacked = file
    assert not unpacked.exists()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.zip"]


def test_of_several_tables_the_layer_chooses(tmp_path: Path) -> None:
    path = packed(tmp_path, {"a.csv": b"A\n1\n", "b.csv": b"A\n2\n"})
    with opened("a.zip", path, "b") as file:
        assert file.read_bytes() == b"A\n2\n"
    with pytest.raises(InputError) as error, opened("a.zip", path, None):
        pass
    assert error.value.problems[0].fields["known"] == "a.csv, b.csv"


@pytest.mark.parametrize("name", ["../a.csv", "/a.csv", "a/../../b.csv", "C:/a.csv", "..\\a.csv"])
def test_no_member_may_point_outside(name: str, tmp_path: Path) -> None:
    path = packed(tmp_path, {name: b"A\n1\n", "t.csv": b"A\n1\n"})
    with pytest.raises(InputError) as error, opened("a.zip", path, "t"):
        pass
    assert error.value.problems[0].code == Code.ARCHIVE_UNSAFE


def test_an_archive_that_lies_about_its_size_is_stopped(tmp_path: Path) -> None:
    path = packed(tmp_path, {"t.csv": bytes(2_000_000)})
    content = path.read_bytes()
    path.write_bytes(content.replace((2_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(InputError) as error, opened("a.zip", path, None, Limits(max_unpacked_mb=1)):
        pass
    assert error.value.problems[0].code in {Code.ARCHIVE_TOO_LARGE, Code.ARCHIVE_UNREADABLE}


def test_sizes_are_those_of_the_project(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"t.csv": bytes(2_000_000)})
    for limits, code in (
        (Limits(max_unpacked_mb=1), Code.ARCHIVE_TOO_LARGE),
        (Limits(), Code.ARCHIVE_RATIO),
    ):
        with pytest.raises(InputError) as error, opened("a.zip", path, None, limits):
            pass
        assert error.value.problems[0].code == code
    with opened("a.zip", path, None, Limits(max_ratio=10_000)) as file:
        assert file.stat().st_size == 2_000_000
    (tmp_path / "t.csv").write_bytes(bytes(2_000_000))
    with pytest.raises(InputError) as error:
        find_file("t.csv", [tmp_path], Limits(max_mb=1))
    assert (error.value.problems[0].code, error.value.problems[0].fields["limit"]) == (Code.FILE_TOO_LARGE, "1")


def test_a_text_beside_the_one_table_of_an_archive_is_a_note(tmp_path: Path) -> None:
    path = packed(tmp_path, {"strassen.geojson": b"{}", "hinweis.txt": b"Stand 2022"})
    with opened("a.zip", path, None) as file:
        assert file.name == "strassen.geojson"
    with opened("a.zip", path, "hinweis") as file:
        assert file.read_bytes() == b"Stand 2022"


def test_the_mark_of_an_open_workbook_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "~$liste.xlsx").write_bytes(b"x")
    with pytest.raises(InputError) as error:
        find_file("~$liste.xlsx", [tmp_path])
    assert (error.value.problems[0].code, error.value.problems[0].value) == (Code.LOCK_FILE, "liste.xlsx")
    with pytest.raises(InputError) as error:
        find_file("liste.xlsx", [tmp_path])
    assert error.value.problems[0].fields["nearest"] == "–"


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sozialraum.sources.archives.MAX_MEMBERS", 2)
    path = packed(tmp_path, {f"{n}.csv": b"A\n1\n" for n in range(3)})
    with pytest.raises(InputError) as error, opened("a.zip", path, "1"):
        pass
    assert error.value.problems[0].code == Code.ARCHIVE_TOO_LARGE


@given(st.binary(max_size=60))
def test_no_bytes_make_an_archive_crash(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        path.write_bytes(b"PK\x03\x04" + content)
        with pytest.raises(InputError), opened("a.zip", path, None):
            pass

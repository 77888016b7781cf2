"""`sozialraum new --excel`: from nothing or from boundaries to a workbook that says what it lacks and then builds."""

from pathlib import Path

import pytest
from cities import geojson, quarters
from openpyxl import load_workbook
from running import build_here, sozialraum
from workbooks import HEAD, write_workbook

from sozialraum.cli.new import new_city
from sozialraum.presentation.words.texts import texts
from sozialraum.sources.workbooks.layout import layout


def test_a_new_workbook_says_what_it_lacks(tmp_path: Path) -> None:
    made = sozialraum("new", "stadt", "--excel", folder=tmp_path)
    assert made.returncode == 0, made.stderr
    assert [path.name for path in (tmp_path / "stadt").iterdir()] == ["projekt.xlsx"]
    checked = sozialraum("check", "stadt", folder=tmp_path)
    assert checked.returncode == 2
    assert "SR-173 projekt.xlsx · Stadt, Zeile 5: Der Eintrag zu „Name der Stadt“ fehlt." in checked.stderr
    assert "Traceback" not in checked.stderr


def test_a_folder_in_use_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "projekt.xlsx").write_bytes(b"mine")
    assert new_city(tmp_path, [], [], None, texts("de"), excel=True) == 2
    assert (tmp_path / "projekt.xlsx").read_bytes() == b"mine"
    assert str(tmp_path) in capsys.readouterr().err


def test_boundaries_fill_in_the_areas_and_where_they_are_from(tmp_path: Path) -> None:
    given = tmp_path / "stadtteile.geojson"
    given.write_text(geojson(quarters()), encoding="utf-8")
    folder = tmp_path / "stadt"
    assert new_city(folder, [given], [], None, texts("de"), excel=True) == 0
    book = load_workbook(folder / "projekt.xlsx")
    page = book["Gebiete"]
    rows = [(page.cell(HEAD + n, 1).value, page.cell(HEAD + n, 2).value) for n in range(1, 5)]
    assert rows == [("hafen", "Hafen"), ("heide", "Heide"), ("mitte", "Mitte"), ("nord", "Nord")]
    entries = {row[0].value: row[1].value for row in book["Stadt"].iter_rows(min_row=HEAD + 1)}
    names = {field.id: field.name["de"] for field in layout().sheet("city").fields}
    assert entries[names["area_id"]] == "KEY"
    assert entries[names["area_name"]] == "NAME"
    assert (folder / str(entries[names["boundaries"]])).read_bytes() == given.read_bytes()
    assert {path.name for path in folder.iterdir() if path.is_file()} == {"projekt.xlsx"}


def test_a_filled_workbook_is_built_by_its_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_workbook(tmp_path / "stadt")
    assert build_here([folder], tmp_path / "karten") == 0
    page = (tmp_path / "karten" / "musterstadt" / "index.html").read_text(encoding="utf-8")
    assert "Kita Sonnenschein" in page
    assert "projekt.xlsx · Einrichtungen, Zeile 7" in capsys.readouterr().err

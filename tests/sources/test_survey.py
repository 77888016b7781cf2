"""What a file looks like before anybody has said what it is."""

import zipfile
from pathlib import Path

import pytest
from cities import geojson, quarters
from hypothesis import given
from hypothesis.strategies import lists, text

from sozialraum.sources.drafts.survey import files_in, kind_of, survey, zone_crs


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["1", "2", "12"], "number"),
        (["1.234,5", "-", "12"], "number"),
        (["05562012", "05911000"], "key"),  # zeros in front are no number's
        (["01", "10", "11"], "key"),
        (["2021", "2022"], "period"),
        (["31.12.2023", "31.12.2022"], "period"),
        (["2023/24", "2024/25"], "period"),
        (["211.0", "2041.0", "2362.0", "203.0"], "number"),  # dialling codes that a spreadsheet took for numbers
        (["0", "1", ""], "flag"),
        (["ja", "nein"], "flag"),
        (["Nord", "Hafen", "1"], "text"),
        (["", "-", "."], "text"),
        (["", ""], "empty"),
    ],
)
def test_the_kind_of_a_column_is_that_of_nearly_all_its_texts(texts: list[str], kind: str) -> None:
    assert kind_of(texts) == kind


@given(lists(text()))
def test_any_texts_are_of_some_kind(texts: list[str]) -> None:
    assert kind_of(texts) in {"number", "key", "period", "flag", "text", "empty"}


def test_the_zone_of_a_city_follows_from_its_longitude() -> None:
    assert zone_crs(6.97) == "EPSG:25832"
    assert zone_crs(13.4) == "EPSG:25833"


def test_a_table_is_surveyed_column_by_column(tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("Nr;Name;Leer;Doppelt;Doppelt\n01;Nord;;a;b\n02;Süd;;a;c\n", encoding="cp1252")
    [found], problems = survey(file)
    assert not problems
    assert found.shape == "none"
    assert found.headings == ("Nr", "Name", "Leer")  # a repeated heading cannot be asked for
    assert found.column("Nr").unique
    assert found.column("Leer").kind == "empty"
    assert found.values("Name") == {"Nord", "Süd"}


def test_a_file_of_areas_is_known_by_its_shapes(tmp_path: Path) -> None:
    file = tmp_path / "stadtteile.geojson"
    file.write_text(geojson(quarters()), encoding="utf-8")
    [found], _ = survey(file)
    assert found.shape == "areas"
    assert found.crs == "EPSG:25832"


def test_every_table_of_an_archive_is_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "alles.zip"
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("eins.csv", "A;B\n1;2\n")
        packed.writestr("zwei.csv", "A;C\n1;3\n")
    found, problems = survey(file)
    assert not problems
    assert [(one.layer, one.headings) for one in found] == [("eins.csv", ("A", "B")), ("zwei.csv", ("A", "C"))]


def test_what_cannot_be_read_is_told_and_not_raised(tmp_path: Path) -> None:
    file = tmp_path / "kaputt.csv"
    file.write_bytes(b"\x00\x01\x02")
    found, problems = survey(file)
    assert not found
    assert problems


def test_files_are_found_in_folders_with_their_parts(tmp_path: Path) -> None:
    for name in (
        "a/grenzen.shp",
        "a/grenzen.dbf",
        "a/grenzen.prj",
        "b.csv",
        ".versteckt.csv",
        "~$b.xlsx",
        "bild.png",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "allein.dbf").touch()
    read, unread = files_in([tmp_path, tmp_path / "b.csv"])
    assert [path.name for path in read] == ["grenzen.shp", "b.csv"]
    assert [path.name for path in unread] == ["allein.dbf", "bild.png"]

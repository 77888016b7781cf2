"""Tables of statistical offices that nobody prepared for this program, read without editing a file."""

import os
from collections import Counter
from pathlib import Path

import pyproj
import pytest

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import Dialect, Limits, TableFile
from sozialraum.model.intake import Aside
from sozialraum.sources.files import CityFiles
from sozialraum.sources.reading import read_table, read_whole
from sozialraum.sources.tables.spreadsheet import read_sheet
from sozialraum.sources.tables.table import Table

DATA = Path(__file__).parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(
    not DATA.is_dir() and "CI" not in os.environ, reason="the open data lie beside the project, not in it"
)
REPORT = "berlin/population/SB_A01-05-00_2023h02_BE.xlsx"
AGES = "Davon im Alter von ... bis unter ... Jahren"


def sheet(layer: str | None, **dialect: object) -> tuple[Table, list[Problem]]:
    files = CityFiles((DATA,), pyproj.CRS("EPSG:25833"))
    return read_whole(REPORT, layer, Dialect.model_validate(dialect), files)


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_without_a_sheet_all_are_named() -> None:
    with pytest.raises(InputError) as error:
        sheet(None)
    (problem,) = error.value.problems
    assert problem.code == Code.SHEET_CHOICE
    assert "T1 T2, T3 T4, T5" in problem.fields["known"]


def test_two_tables_on_one_sheet() -> None:
    first, problems = sheet("T1 T2")
    assert codes(problems) == [Code.FURTHER_TABLES]
    assert problems[0].fields["known"] == "A37:K63"
    assert first.column("Stichtag").iloc[0] == "2000-12-31"
    assert first.column("Insgesamt | insgesamt").iloc[0] == "3331232"
    assert (len(first), first.headings[4]) == (24, "Deutsche | zusammen")
    second, problems = sheet("T1 T2", range="A37:K63")
    assert not problems
    assert second.column(f"{AGES} | unter 6").iloc[0] == "165351"
    assert second.headings[-1] == f"{AGES} | 75 und mehr"
    assert (len(second), second.cells.index[0], second.cells.index[-1]) == (24, 40, 63)
    assert Counter(second.aside.values()) == {Aside.HEADING: 2, Aside.BEYOND: 28}


def test_postal_codes_with_headings_of_two_rows() -> None:
    table, problems = sheet("T14")
    assert not problems
    assert table.headings[:4] == ("Postleitzahl", "Bezirk", "Insgesamt", f"{AGES} | unter 6")
    assert table.cells.iloc[0].tolist()[:4] == ["10115", "Mitte", "28315", "1706"]
    assert "Postleitzahl" not in table.plain
    assert table.cells.iloc[-1].tolist()[1:3] == ["Berlin", "3878100"]
    assert table.column("Insgesamt").iloc[:-1].astype(int).sum() == 3_878_100


def test_headings_of_three_rows_and_blanks_behind_the_name_of_the_sheet() -> None:
    table, problems = sheet("T15")
    assert (table.layer, len(table)) == ("T15", 13)
    assert not problems
    assert table.headings[1:5] == (
        "Insgesamt | insgesamt",
        "Insgesamt | Deutsche",
        "Insgesamt | Ausländer",
        "Davon mit Religionsgemeinschaftszugehörigkeit | Evangelische Kirchen | zusammen",
    )
    assert table.cells.iloc[-1].tolist()[:2] == ["Berlin", "3878100"]


def test_headings_of_four_rows_and_sections_in_sections() -> None:
    table, problems = sheet("T9", sections="Gruppe")
    assert not problems
    assert table.headings[3] == "Darunter aus Herkunftsgebiet | darunter | Frankreich"
    groups = Counter(table.column("Gruppe"))
    assert groups["Deutsche mit Migrationshintergrund | weiblich"] == groups["Ausländer | insgesamt"] == 13
    assert len(groups) == 9
    assert table.cells.index[0] == 10


def test_sections_that_stand_in_several_places() -> None:
    table, problems = sheet("T10 G1", sections="Region")
    assert not problems
    regions = table.column("Region")
    names = table.column("[B]")
    assert regions[names == "Belgien"].tolist() == ["Europa | Europäische Union (EU)"]
    assert regions[names == "Ägypten"].tolist() == ["Afrika | Nordafrika"]
    assert regions[table.column("[A]") == "Staatenlos"].tolist() == ["Sonstige Ausprägungen"]
    assert Counter(table.aside.values())[Aside.FOOTNOTE] == 14
    _, problems = sheet("T10 G1")
    assert codes(problems) == [Code.SECTIONS_FOUND]


def test_areas_in_sections_keep_the_zeros_their_format_shows() -> None:
    table, problems = sheet("T11", sections="Bezirk")
    assert not problems
    moabit = table.cells[table.column("[B]") == "Moabit"]
    assert (moabit.index.tolist(), table.column("[A]").loc[10]) == ([10], "02")
    assert table.column("Bezirk").loc[10] == "01 Mitte | Tiergarten (02)"
    assert table.column("Insgesamt").loc[173] == "3878100"


@pytest.mark.parametrize("layer", ["T3 T4", "T5", "T6", "T7", "T8", "T12", "T13"])
def test_every_row_of_every_sheet_is_accounted_for(layer: str) -> None:
    table, _ = sheet(layer)
    _, grid, _ = read_sheet(REPORT, DATA / REPORT, layer, Limits())
    assert sorted([*table.cells.index, *table.aside]) == [row.number for row in grid.rows]
    assert "Berlin" in set(table.cells.to_numpy().flatten()) | set(table.headings)


def test_a_numbering_row_below_four_rows_of_headings() -> None:
    table, _ = sheet("T7")
    assert table.headings[8] == "Deutsche | davon … Migrationshintergrund | ohne | % Sp.1"
    assert [row for row, why in table.aside.items() if why == Aside.NUMBERING] == [7]


def test_an_archive_with_a_geo_file_and_a_note_is_read() -> None:
    files = CityFiles((DATA,), pyproj.CRS("EPSG:25832"))
    spec = TableFile(file="essen_addresses/hauskoordinaten_essen_2022-10-05_4647.zip")
    table, _ = read_table(spec, files)
    assert len(table) == 102_981


@pytest.mark.parametrize(
    ("name", "rows", "columns"),
    [
        ("berlin/mss/mss_2021_kontext-indikatoren_anteile_plr.csv", 542, 17),
        ("berlin/population/berlin-lor-population-2020-02-t1-planning-areas.csv", None, None),
        ("flensburg/flensburg_sozialatlas_long.csv", None, 6),
        ("flensburg/schulen_schleswig_holstein.csv", 1048, None),
        ("nrw_schulen/schuldaten_2021.csv", 5507, 23),
    ],
)
def test_plain_text_tables_have_one_row_of_headings_and_nothing_put_aside(
    name: str, rows: int | None, columns: int | None
) -> None:
    table, problems = read_whole(name, None, Dialect(), CityFiles((DATA,), pyproj.CRS("EPSG:25832")))
    assert not problems
    assert rows is None or len(table) == rows
    assert columns is None or len(table.headings) == columns
    assert set(table.aside.values()) <= {Aside.HEADING, Aside.TITLE}
    assert len(table.aside) == (2 if name.startswith("nrw") else 1)

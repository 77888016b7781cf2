"""Where the table of a sheet is: every shape of the offices' tables, drawn."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sources.workbooks import xlsx

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import Dialect, Limits
from sozialraum.model.intake import Aside, Aspect
from sozialraum.sources.accounting import intake
from sozialraum.sources.tables.captions import caption
from sozialraum.sources.tables.grid import Box, box_of, letter, place_of, range_of
from sozialraum.sources.tables.table import Table
from sozialraum.sources.tables.tabular import read_csv, read_workbook


def read(drawn: str, **dialect: object) -> tuple[Table, list[Problem]]:
    """A table drawn with ";" between cells, read as a text file; leading blanks of lines do not count."""
    lines = [line.strip() for line in drawn.strip("\n").splitlines()]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_csv("t.csv", path, Dialect.model_validate({"separator": ";", **dialect}))


def sheet(rows: list[list[object]], *merged: str, **dialect: object) -> tuple[Table, list[Problem]]:
    with TemporaryDirectory() as folder:
        path = xlsx(Path(folder) / "t.xlsx", {"T": rows}, {"T": merged})
        return read_workbook("t.xlsx", path, None, Dialect.model_validate(dialect), Limits())


def aside(table: Table) -> dict[str, list[int]]:
    """Reason -> rows."""
    return {reason: [row for row, why in table.aside.items() if why == reason] for reason in table.aside.values()}


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Ins-\ngesamt", "Insgesamt"),
        ("65 und\nmehr", "65 und mehr"),
        ("Friedrichs-\nhain-\nKreuz-\nberg", "Friedrichshain-Kreuzberg"),
        ("Haupt\u00ad\nwohnung", "Hauptwohnung"),
        ("Haupt\u00adwohnung", "Hauptwohnung"),
        ("60 -  65", "60 - 65"),
        ("ledig ¹", "ledig"),
        ("Insgesamt 1)", "Insgesamt"),
        ("Insgesamt1)", "Insgesamt"),
        ("2023*", "2023"),
        ("2023 *)", "2023"),
        ("Asien⁵, ⁶", "Asien"),
        ("Fläche in m²", "Fläche in m²"),
        ("km²", "km²"),
        ("12³", "12³"),
        ("Frage (1)", "Frage (1)"),
        ("(s. Karte 6)", "(s. Karte 6)"),
        ("*", "*"),
        ("1)", "1)"),
    ],
)
def test_a_heading_becomes_one_line_without_marks(written: str, read_as: str) -> None:
    assert caption(written) == read_as


def test_titles_numbering_and_notes_are_put_aside() -> None:
    table, problems = read("""
        Bevölkerung der Stadt;;
        Stand 31.12.2023;;
        ;;
        Stadtteil;Einwohner 1);Kinder
        1;2;3
        Nord;120;12
        Süd;80;
        Insgesamt;200;12
        ;;
        1) nur Hauptwohnung;;
        Quelle: Melderegister;;
    """)
    assert table.headings == ("Stadtteil", "Einwohner", "Kinder")
    assert table.cells.to_numpy().tolist() == [["Nord", "120", "12"], ["Süd", "80", ""], ["Insgesamt", "200", "12"]]
    assert aside(table) == {
        Aside.TITLE: [1, 2],
        Aside.HEADING: [4],
        Aside.NUMBERING: [5],
        Aside.FOOTNOTE: [10, 11],
    }
    assert not problems
    assert {(one.aspect, one.value, one.stated) for one in table.guesses} == {
        (Aspect.ENCODING, "utf-8", False),
        (Aspect.SEPARATOR, ";", True),
        (Aspect.RANGE, "A4:C8", False),
        (Aspect.HEADER_ROWS, "1", False),
    }


def test_a_row_that_could_be_numbering_is_data_where_the_keys_are_numbers() -> None:
    table, _ = read("""
        KEY;M;W
        1;2;3
        2;5;7
    """)
    assert table.cells["KEY"].tolist() == ["1", "2"]


def test_groups_without_merged_cells_stand_above_the_names() -> None:
    table, problems = read("""
        ;Bevölkerung;;Entwicklung
        Stadtteil;Bev;u18;Veränd
        ;Bevölkerung;Unter 18;Veränderung
        Nord;120;12;-3
        Hafen;80;.;5
    """)
    assert table.headings == (
        "Stadtteil",
        "Bevölkerung | Bev | Bevölkerung",
        "Bevölkerung | u18 | Unter 18",
        "Entwicklung | Veränd | Veränderung",
    )
    assert not problems


def test_keys_without_a_heading_are_columns_below_two_rows_of_headings() -> None:
    table, _ = read("""
        ;;31.12.2021;31.12.2021
        ;;männlich;weiblich
        05562004;Castrop-Rauxel;36;37
        05562012;Dorsten;.;38
    """)
    assert table.headings == ("[A]", "[B]", "31.12.2021 | männlich", "31.12.2021 | weiblich")
    assert table.cells["[A]"].tolist() == ["05562004", "05562012"]


def test_a_column_of_words_proves_the_numbering_where_the_first_column_counts_the_rows() -> None:
    table, _ = read("""
        Lfd. Nr.;Einrichtung;Plätze
        1;2;3
        1;Kita Nord;40
        2;Kita Hafen;25
    """)
    assert aside(table)[Aside.NUMBERING] == [2]
    assert table.cells["Einrichtung"].tolist() == ["Kita Nord", "Kita Hafen"]


def test_an_area_without_values_is_never_taken_for_a_note_or_a_section() -> None:
    table, problems = read("""
        Stadtteil;Einwohner;Kinder
        Nord;120;12
        Hafen;;
        Süd;80;7
        Heide;;
    """)
    assert table.cells["Stadtteil"].tolist() == ["Nord", "Hafen", "Süd", "Heide"]
    assert not problems


def test_headings_of_two_rows_in_a_text_file_take_the_group_left_of_them() -> None:
    table, _ = read("""
        Bezirk;Insgesamt;Davon im Alter von;;Darunter
        ;;unter 6;6 - 15;weiblich
        Mitte;100;7;12;51
        Nord;50;3;;24
    """)
    assert table.headings == (
        "Bezirk",
        "Insgesamt",
        "Davon im Alter von | unter 6",
        "Davon im Alter von | 6 - 15",
        "Darunter | weiblich",
    )
    assert table.column("Davon im Alter von | 6 - 15").tolist() == ["12", ""]


def test_headings_of_three_rows_in_a_text_file() -> None:
    table, _ = read("""
        Bezirk;Insgesamt;;Davon;;;
        ;insgesamt;Deutsche;evangelisch;;katholisch;
        ;;;zu-;Deutsche;zusammen;Deutsche
        Mitte;10;5;4;3;2;1
        Nord;20;5;4;3;2;1
    """)
    assert table.headings[1:] == (
        "Insgesamt | insgesamt",
        "Insgesamt | Deutsche",
        "Davon | evangelisch | zu-",
        "Davon | evangelisch | Deutsche",
        "Davon | katholisch | zusammen",
        "Davon | katholisch | Deutsche",
    )


def test_years_below_a_group_are_headings_and_no_data() -> None:
    table, _ = read("""
        Kennziffer;Raumeinheit;Arbeitslosenquote;;
        ;;2010;2011;2012
        01;Nord;7,1;6,9;6,5
        02;Süd;8,2;8,0;7,9
    """)
    assert table.headings[2:] == tuple(f"Arbeitslosenquote | {year}" for year in (2010, 2011, 2012))
    assert len(table) == 2


def test_merged_headings_count_for_all_their_columns_and_once_downwards() -> None:
    table, _ = sheet(
        [
            ["Bevölkerung", None, None, None],
            [],
            ["Bezirk", "Ins-\ngesamt", "Davon", None],
            [None, None, "unter 6", "6 - 15"],
            [],
            ["Mitte", 100, 7, 12],
            ["Nord", 50, 3, None],
        ],
        "A1:D1",
        "A3:A4",
        "B3:B4",
        "C3:D3",
    )
    assert table.headings == ("Bezirk", "Insgesamt", "Davon | unter 6", "Davon | 6 - 15")
    assert table.cells.loc[7].tolist() == ["Nord", "50", "3", ""]
    assert table.plain >= {"Insgesamt", "Davon | unter 6", "[C]"}


def test_groups_above_short_and_long_names_are_three_levels() -> None:
    table, _ = sheet(
        [
            ["Gebiet", "Bevölkerung", None, "Soziales", None],
            ["Gebiet", "EW", "u18", "SGB II", "Quote"],
            ["Stadtteil", "Einwohner", "unter 18", "Leistung nach SGB II", "Anteil in %"],
            ["Nord", 100, 20, 9, 9.5],
            ["Süd", 80, 10, 8, 10.5],
        ],
        "B1:C1",
        "D1:E1",
    )
    assert table.headings[0] == "Gebiet | Stadtteil"
    assert table.headings[1] == "Bevölkerung | EW | Einwohner"
    assert len(table) == 2


def test_words_of_merged_cells_count_for_all_their_rows_and_numbers_only_once() -> None:
    table, _ = sheet(
        [["Bezirk", "Ortsteil", "Wert"], ["Mitte", "Moabit", 5], [None, "Wedding", None], ["Nord", "Buch", 2]],
        "A2:A3",
        "C2:C3",
    )
    assert table.cells.to_numpy().tolist() == [
        ["Mitte", "Moabit", "5"],
        ["Mitte", "Wedding", ""],
        ["Nord", "Buch", "2"],
    ]


SECTIONS = """
    Stadtteil;Einwohner;Kinder
    Deutsche;;
    Nord;100;10
    Süd;70;6
    Ausländer;;
    Nord;20;2
    Süd;10;1
"""


def test_sections_are_put_aside_and_told_or_fill_a_column() -> None:
    table, problems = read(SECTIONS)
    assert table.cells["Stadtteil"].tolist() == ["Nord", "Süd", "Nord", "Süd"]
    assert aside(table)[Aside.SECTION] == [2, 5]
    assert [(one.code, one.row, one.value, one.fields["count"]) for one in problems] == [
        (Code.SECTIONS_FOUND, 2, "Deutsche", "2")
    ]
    table, problems = read(SECTIONS, sections="Gruppe")
    assert table.headings[-1] == "Gruppe"
    assert table.column("Gruppe").tolist() == ["Deutsche", "Deutsche", "Ausländer", "Ausländer"]
    assert not problems


def test_sections_in_sections_are_joined() -> None:
    rows: list[list[object]] = [["Bezirk", "Wert", "Anteil"]]
    merged = []
    for outer in ("Deutsche", "Ausländer"):
        for inner in ("männlich", "weiblich"):
            for text in (outer, inner) if inner == "männlich" else (inner,):
                rows.append([None, text, None])
                merged.append(f"B{len(rows)}:C{len(rows)}")
            rows += [["Mitte", 1, 2.5], ["Nord", 2, 3.5]]
    table, _ = sheet(rows, *merged, sections="Gruppe")
    assert table.column("Gruppe").tolist() == [
        text
        for outer in ("Deutsche", "Ausländer")
        for inner in ("männlich", "weiblich")
        for text in [f"{outer} | {inner}"] * 2
    ]


TWO = """
    1 Nach Geschlecht;;
    Stichtag;männlich;weiblich
    31.12.2022;10;11
    31.12.2023;12;13
    ;;
    2 Nach Alter;;
    ;;
    Stichtag;unter 6;6 und älter
    31.12.2022;1;20
    31.12.2023;2;23
"""


def test_of_several_tables_the_first_is_read_and_the_others_are_named() -> None:
    table, problems = read(TWO)
    assert table.headings == ("Stichtag", "männlich", "weiblich")
    assert len(table) == 2
    assert aside(table)[Aside.BEYOND] == [6, 8, 9, 10]
    assert [(one.code, one.fields["known"]) for one in problems] == [(Code.FURTHER_TABLES, "A8:C10")]
    table, problems = read(TWO, range="A8:C10")
    assert table.column("unter 6").tolist() == ["1", "2"]
    assert table.cells.index.tolist() == [9, 10]
    assert aside(table) == {Aside.HEADING: [8], Aside.BEYOND: [1, 2, 3, 4, 6]}
    assert not problems
    assert [one.value for one in table.guesses if one.aspect == Aspect.RANGE and one.stated] == ["A8:C10"]


def test_a_range_where_nothing_stands_is_told() -> None:
    with pytest.raises(InputError) as error:
        read(TWO, range="K100:M120")
    assert [(one.code, one.value) for one in error.value.problems] == [(Code.RANGE_EMPTY, "K100:M120")]


def test_the_project_can_say_how_many_rows_are_headings() -> None:
    drawn = """
        Nord;1;2
        Süd;3;4
    """
    table, _ = read(drawn, header_rows=0)
    assert table.headings == ("A", "B", "C")
    assert table.column("B").tolist() == ["1", "3"]
    table, _ = read("Gebiet;Wert\nName;Zahl\nNord;eins\nSüd;zwei", header_rows=2)
    assert table.headings == ("Gebiet | Name", "Wert | Zahl")
    assert len(table) == 2


def test_a_column_without_a_heading_is_named_by_its_letter_and_repeated_ones_can_be() -> None:
    table, _ = read("""
        KEY;;WERT;WERT;
        nord;a;1;2;
        süd;;3;4;
    """)
    assert table.headings == ("KEY", "[B]", "WERT", "WERT")
    assert table.column("[B]").tolist() == ["a", ""]
    assert table.column("[A]").tolist() == ["nord", "süd"]
    assert (table.column("[C]").tolist(), table.column("[D]").tolist()) == (["1", "3"], ["2", "4"])
    with pytest.raises(InputError) as error:
        table.column("WERT")
    (problem,) = error.value.problems
    assert (problem.code, problem.fields["places"]) == (Code.COLUMN_REPEATED, "[C], [D]")
    with pytest.raises(InputError) as error:
        table.column("[Q]")
    assert error.value.problems[0].code == Code.COLUMN_NOT_FOUND


def test_letters_are_those_of_the_sheet_even_in_a_range() -> None:
    table, _ = sheet(
        [[None, None, "Gebiet", "Wert"], [None, None, "nord", 1.5], [None, None, "süd", 2]], range="C1:D3"
    )
    assert table.column("[D]").tolist() == ["1.5", "2"]
    assert table.is_plain("[D]")
    assert not table.is_plain("[C]")


def test_a_heading_may_be_asked_for_as_it_is_printed() -> None:
    table, _ = sheet([["Gebiet", "ledig ¹"], ["nord", 1.125], ["süd", 2]])
    assert table.column("ledig ¹").tolist() == ["1.125", "2"]
    assert table.is_plain("ledig ¹")


def test_marks_go_from_words_only_where_a_note_explains_them_and_never_from_numbers() -> None:
    table, _ = read("""
        Gebiet;Wert
        Nord 1);12
        Süd²;12³
        Haus 3);7
        ;
        1) ohne Hafen;
        ² geschätzt;
    """)
    assert table.cells.to_numpy().tolist() == [["Nord", "12"], ["Süd", "12³"], ["Haus 3)", "7"]]


def test_cells_beyond_the_headings_of_a_sheet_are_kept_and_rows_beside_it_are_beyond() -> None:
    table, _ = sheet(
        [["Gebiet", "Wert"], ["nord", 1, "Anmerkung"], ["süd", 2], [None, None, None, None, "Daten für Grafik", 5]]
    )
    assert table.headings == ("Gebiet", "Wert", "[C]")
    assert table.column("[C]").tolist() == ["Anmerkung", ""]
    assert aside(table)[Aside.BEYOND] == [4]


def test_narrow_blanks_between_digits_survive() -> None:
    table, _ = read("Gebiet;Wert\nnord;1\u202f234,5\nsüd;1\u00a0234\n")
    assert table.column("Wert").tolist() == ["1\u202f234,5", "1\u00a0234"]


@given(st.integers(0, 16_383))
def test_letters_name_every_column(place: int) -> None:
    assert place_of(letter(place)) == place
    box = Box(3, place, 9, place + 2)
    assert box_of(range_of(box)) == box


texts = st.sampled_from(
    [
        "",
        "",
        "",
        "1",
        "12,5",
        "-",
        ".",
        "x",
        "Nord",
        "Süd",
        "Deutsche",
        "1) Note",
        "Quelle: X",
        "____",
        "2023",
        "©",
        "6-15",
    ]
)


@pytest.mark.slow
@given(st.lists(st.lists(texts, max_size=5), min_size=1, max_size=14), st.booleans(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_row_with_something_in_it_is_data_or_put_aside(
    rows: list[list[str]], as_sheet: bool, sections: bool
) -> None:
    dialect: dict[str, object] = {"sections": "Gruppe"} if sections else {}
    filled = [number for number, row in enumerate(rows, start=1) if any(row)]
    try:
        if as_sheet:
            table, _ = sheet([list(row) for row in rows], **dialect)
        else:
            table, _ = read("\n".join(";".join([*row, "", ""]) for row in rows), **dialect)
    except InputError:
        return
    assert sorted([*table.cells.index, *table.aside]) == filled
    account = intake("values[1]", table, pd.Series("", index=table.cells.index))
    assert (account.rows, account.used) == (len(filled), len(table))

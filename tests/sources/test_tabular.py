"""CSV in every dialect that offices write."""

import csv
from io import StringIO
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sources.workbooks import xlsx

from sozialraum.errors import InputError
from sozialraum.model.codes import Code
from sozialraum.model.files import Dialect, Limits
from sozialraum.model.intake import Aside, Aspect
from sozialraum.sources.tables.table import Table, clean, filtered
from sozialraum.sources.tables.tabular import decoded, read_csv, read_workbook, sniffed


def read(folder: Path, content: str | bytes, **dialect: object) -> Table:
    path = folder / "t.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_csv("t.csv", path, Dialect.model_validate(dialect))[0]


def codes(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_and_separators_are_recognised(separator: str, encoding: str, tmp_path: Path) -> None:
    text = separator.join(["KEY", "NAME"]) + "\r\n" + separator.join(["01", "Östrich"]) + "\r\n"
    table = read(tmp_path, text.encode(encoding))
    assert table.headings == ("KEY", "NAME")
    assert table.cells.loc[2].tolist() == ["01", "Östrich"]


def test_rows_are_counted_as_a_spreadsheet_does(tmp_path: Path) -> None:
    table = read(tmp_path, 'A;B\n1;x\n\n;\n2;"zwei\nZeilen"\n3;z\n')
    assert table.cells.index.tolist() == [2, 5, 6]
    assert table.cells.loc[5, "B"] == "zwei\nZeilen"


def test_a_sep_line_names_the_separator_and_counts_as_a_row(tmp_path: Path) -> None:
    table = read(tmp_path, 'sep=;\nA;B;\n"1";"x"\n')
    assert table.headings == ("A", "B")
    assert table.cells.index.tolist() == [3]


def test_separators_at_the_end_of_rows_are_no_column(tmp_path: Path) -> None:
    table = read(tmp_path, "A;B;;\n1;x;;\n")
    assert table.headings == ("A", "B")


def test_decimal_commas_do_not_separate_columns() -> None:
    assert sniffed("KEY;WERT;RATE\nnord;1,5;2,5\nost;2,5;3,5\n") == ";"
    assert sniffed('a,b\n"x;y;z",1\n') == ","
    assert sniffed("nur eine Spalte\nx\n") == ","


def test_titles_and_notes_do_not_choose_the_separator() -> None:
    titles = "Tabelle: 12411\nBevölkerung: Gemeinden, Stichtag, Geschlecht;;\n"
    rows = ";;2021\n1;Dorsten, Stadt;5\n2;Gladbeck, Stadt;7\n__________\n"
    assert sniffed(titles + rows) == ";"


def test_a_workbook_with_broken_umlauts_is_told(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "t.xlsx", {"T": [["Nr", "Name"], [1, "Kita KÃ¤fer"], [2, "Kita Nord"]]})
    _, problems = read_workbook("t.xlsx", path, None, Dialect(), Limits())
    assert [(problem.code, problem.fields["count"]) for problem in problems] == [(Code.MOJIBAKE, "1")]


def test_what_a_spreadsheet_would_hide_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read(tmp_path, "A;B\n1;x;zu viel\n")
    assert codes(error) == [Code.ROW_TOO_LONG]
    with pytest.raises(InputError) as error:
        read(tmp_path, 'A;B\n1;"x\n2;y\n')
    assert codes(error) == [Code.QUOTES]
    with pytest.raises(InputError) as error:
        read(tmp_path, "A;B\n")
    assert codes(error) == [Code.NO_ROWS]
    with pytest.raises(InputError) as error:
        read(tmp_path, "A;B\n1;ä\n".encode("cp1252"), encoding="utf-8")
    assert codes(error) == [Code.ENCODING]
    with pytest.raises(InputError) as error:
        read(tmp_path, "A;B\n1;2\n", encoding="rot13")
    assert codes(error) == [Code.ENCODING]


def test_a_heading_that_is_missing_or_twice_there_is_told_with_all_headings(tmp_path: Path) -> None:
    table = read(tmp_path, "KEY;WERT;WERT\n1;2;3\n")
    with pytest.raises(InputError) as error:
        table.column(["KY", "WERT"])
    missing, twice = error.value.problems
    assert (missing.code, missing.column, missing.fields["nearest"]) == (Code.COLUMN_NOT_FOUND, "KY", "KEY")
    assert (twice.code, twice.fields["known"]) == (Code.COLUMN_REPEATED, "KEY, WERT, WERT")
    assert table.column("KEY").tolist() == ["1"]


def test_a_key_of_several_columns_is_joined_and_empty_only_if_all_are(tmp_path: Path) -> None:
    table = read(tmp_path, "A;B;C\n1;x;0\n;;0\n2;;0\n")
    assert table.column(["A", "B"]).tolist() == ["1 / x", "", "2 / "]


def test_where_and_unless_keep_rows_by_trimmed_text(tmp_path: Path) -> None:
    table = read(tmp_path, "ART;JAHR\n a ;2020\na;2021\nb;2020\n")
    assert filtered(table, {"ART": "a"}, {}).cells.index.tolist() == [2, 3]
    assert filtered(table, {"ART": ["a", " b "]}, {"ART": "a", "JAHR": "2021"}).cells.index.tolist() == [2, 4]
    with pytest.raises(InputError) as error:
        filtered(table, {"ART": "a"}, {"ART": "a"})
    assert codes(error) == [Code.NO_ROWS]


def test_a_text_that_no_row_bears_is_told_with_those_that_stand_there(tmp_path: Path) -> None:
    table = read(tmp_path, "ART;JAHR\na;2020\nb;2020\n;2021\n")
    with pytest.raises(InputError) as error:
        filtered(table, {"ART": ["c", "d"], "JAHR": "2020"}, {})
    (told,) = error.value.problems
    assert (told.code, told.column, told.value) == (Code.CONDITION_UNMET, "ART", "c | d")
    assert told.fields == {"known": '"", a, b'}


def test_binary_is_not_text() -> None:
    with pytest.raises(InputError) as error:
        decoded("a.csv", b"PK\x03\x04\x00\x01", None)
    assert codes(error) == [Code.NOT_TEXT]


cells = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r\ufffd"), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(
    rows=st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=5),
    separator=st.sampled_from([";", "\t", ",", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    line=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    sep_line=st.booleans(),
    trailing=st.integers(0, 2),
)
def test_a_table_written_in_any_dialect_reads_back_with_any_text(
    rows: list[tuple[str, str, str]],
    separator: str,
    encoding: str,
    line: str,
    quoting: "csv._QuotingType",
    sep_line: bool,
    trailing: int,
    tmp_path: Path,
) -> None:
    if encoding == "cp1252":
        rows = [tuple(cell.encode("cp1252", "ignore").decode("cp1252") for cell in row) for row in rows]  # type: ignore[misc]  # as many
    if line == "\r":
        quoting = csv.QUOTE_ALL  # the writer would leave a line feed inside a cell bare
    written = StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator=line, quoting=quoting)
    writer.writerow(["A", "B", "C", "ENDE", *trailing * [""]])
    for row in rows:
        writer.writerow([*row, ".", *trailing * [""]])
    text = (f"sep={separator}{line}" if sep_line else "") + written.getvalue()
    stated = {"encoding": encoding} if encoding == "cp1252" else {}
    table = read(tmp_path, text.encode(encoding), separator=separator, **stated)
    assert table.cells[["A", "B", "C"]].to_numpy().tolist() == [[clean(cell) for cell in row] for row in rows]


def test_what_was_recognised_is_written_down(tmp_path: Path) -> None:
    recognised = read(tmp_path, 'sep=|\nA|B\n"ö"|2\n'.encode("cp1252")).guesses
    assert [(one.aspect, one.value, one.stated) for one in recognised] == [
        (Aspect.ENCODING, "cp1252", False),
        (Aspect.SEPARATOR, "|", False),
        (Aspect.HEADER_ROWS, "1", False),
    ]
    table = read(tmp_path, "A\tB\n1\t2\n", encoding="utf-8", separator="\t", header_rows=1)
    assert all(one.stated for one in table.guesses)
    assert table.aside == {1: Aside.HEADING}


def test_more_rows_than_allowed_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("A;B\n" + 20 * "1;2\n")
    with pytest.raises(InputError) as error:
        read_csv("t.csv", path, Dialect(), Limits(max_rows=10))
    assert codes(error) == [Code.TABLE_TOO_LARGE]


@given(st.text(max_size=20))
def test_texts_are_trimmed_and_composed_and_nothing_else(text: str) -> None:
    assert clean(text) == normalize("NFC", text).strip()
    assert clean("O\u0308strich ") == "Östrich"

"""Sheets of workbooks as a person reads them."""

import datetime as dt
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from sources.workbooks import encrypted, ods, with_part, xls, xlsx, zipped

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.files import Dialect, Limits
from sozialraum.sources.archives import opened
from sozialraum.sources.paths import check_content, find_file
from sozialraum.sources.tables.numbers import number
from sozialraum.sources.tables.spreadsheet import cell_text
from sozialraum.sources.tables.table import Table, clean
from sozialraum.sources.tables.tabular import read_csv, read_workbook

USUAL = Limits()


def read(path: Path, layer: str | None = None, **dialect: object) -> tuple[Table, list[Problem]]:
    return read_workbook(path.name, path, layer, Dialect.model_validate(dialect), USUAL)


def refusal(path: Path, layer: str | None = None, limits: Limits = USUAL) -> Problem:
    """What is said of a file on its whole way from its name to its table."""
    try:
        found = find_file(path.name, [path.parent], limits)
        with opened(path.name, found, layer, limits) as file:
            read_workbook(path.name, file, layer, Dialect(), limits)
    except InputError as error:
        (problem,) = error.problems
        return problem
    pytest.fail(f"{path.name} was read")


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (None, "General", ""),
        (0.123, "0.0%", "12.3"),
        (0.07, "0%", "7"),
        (0.123, '0.0"%"', "0.123"),
        (1, "0.00\\%", "1"),
        (0.145, '0.0%;-0.0%;"-"', "14.5"),
        (5562012, "00000000", "05562012"),
        (5562012.0, "00000000", "05562012"),
        (7, "#\\ ##0", "7"),
        (0, "#\\ ###\\ ##0;\\–\\ #\\ ###\\ ##0;\\–", "0"),
        (3.0, "General", "3"),
        (1234.5, "#,##0.00", "1234.5"),
        (0.1 + 0.2, "General", "0.30000000000000004"),
        (1e-7, "General", "0.0000001"),
        (1e22, "General", "10000000000000000000000"),
        (-0.5, "General", "-0.5"),
        (True, "General", "true"),
        (dt.datetime.fromisoformat("2023-12-31"), "mm-dd-yy", "2023-12-31"),
        (dt.datetime.fromisoformat("2023-12-31T08:30"), "General", "2023-12-31 08:30:00"),
        (dt.date(2023, 12, 31), "General", "2023-12-31"),
        ("  O\u0308strich\u00a0", "General", "Östrich"),
        ("#DIV/0!", "General", "#DIV/0!"),
    ],
)
def test_a_cell_is_read_as_a_person_reads_it(value: object, number_format: str, shown: str) -> None:
    assert cell_text(value, number_format) == shown


@given(st.floats(-(2**50), 2**50))
def test_every_number_keeps_its_value(value: float) -> None:
    assert number(cell_text(value), ".") == pytest.approx(value, rel=1e-12, abs=0)


def test_formats_count_in_a_file_as_well(tmp_path: Path) -> None:
    rows = [["AGS", "Quote", "Stand"], [5562012, 0.225, dt.date(2023, 12, 31)], [1, 0.5, None]]
    path = xlsx(
        tmp_path / "a.xlsx", {"T": rows}, formats={"A2": "00000000", "A3": "00000000", "B2": "0.0%", "B3": "0%"}
    )
    table, problems = read(path)
    assert table.cells.to_numpy().tolist() == [["05562012", "22.5", "2023-12-31"], ["00000001", "50", ""]]
    assert table.plain == {"Quote", "[B]"}
    assert not problems


def test_the_only_sheet_with_a_table_is_taken_and_several_are_named(tmp_path: Path) -> None:
    rows = [["Gebiet", "Wert"], ["nord", 1]]
    table, _ = read(xlsx(tmp_path / "a.xlsx", {"Titel": [["Bericht"]], "G2 ": rows, "Leer": []}))
    assert table.layer == "G2"
    path = xlsx(tmp_path / "b.xlsx", {"T1": rows, "G2 ": rows})
    assert (refusal(path).code, refusal(path).fields["known"]) == (Code.SHEET_CHOICE, "T1, G2")
    assert (refusal(path, "G3").value, refusal(path, "G3").fields["known"]) == ("G3", "T1, G2")
    assert read(path, "G2")[0].layer == read(path, " g2")[0].layer == "G2"


def test_a_hidden_sheet_is_read_only_if_named_and_hidden_rows_and_columns_are_told(tmp_path: Path) -> None:
    book = Workbook()
    for title in ("offen", "geheim"):
        sheet = book.create_sheet(title)
        for row in (["Gebiet", "Wert", "Notiz"], ["nord", 1, "a"], ["süd", 2, "b"]):
            sheet.append(row)
    book.remove(book.worksheets[0])
    book["geheim"].sheet_state = "hidden"
    book["offen"].row_dimensions[3].hidden = True
    book["offen"].column_dimensions["C"].hidden = True
    book.save(tmp_path / "a.xlsx")
    table, problems = read(tmp_path / "a.xlsx")
    assert (table.layer, len(table)) == ("offen", 2)
    assert [(one.code, one.fields["rows"], one.fields["columns"], one.severity) for one in problems] == [
        (Code.HIDDEN_CELLS, "3", "C", Severity.WARNING)
    ]
    assert [problem.code for problem in read(tmp_path / "a.xlsx", "geheim")[1]] == [Code.SHEET_HIDDEN]


def test_a_formula_counts_with_its_result_and_one_without_is_told(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"T": [["Gebiet", "Wert"], ["nord", 1], ["süd", 2]]})
    sheet = "xl/worksheets/sheet1.xml"
    with_result = with_part(path, sheet, '<c r="B2" t="n"><v>1</v></c>', '<c r="B2"><f>1+1</f><v>7</v></c>')
    assert read(with_result)[0].cells["Wert"].tolist() == ["7", "2"]
    empty_text = with_part(path, sheet, '<c r="B2"><f>1+1</f><v>7</v></c>', '<c r="B2" t="str"><f>A9</f><v></v></c>')
    assert read(empty_text)[0].cells["Wert"].tolist() == ["", "2"]
    without = with_part(path, sheet, '<c r="B2" t="str"><f>A9</f><v></v></c>', '<c r="B2"><f>1+1</f><v /></c>')
    problem = refusal(without)
    assert (problem.code, problem.row, problem.column) == (Code.FORMULA_WITHOUT_VALUE, 2, "B2")


def test_numbers_typed_as_text_among_real_ones_are_never_read_wrongly(tmp_path: Path) -> None:
    rows = [["Gebiet", "Wert", "Nr"], ["nord", 1.125, 10115], ["süd", "1.234", "01067"], ["ost", 2.5, 3]]
    table, problems = read(xlsx(tmp_path / "a.xlsx", {"T": rows}))
    assert table.cells["Wert"].tolist() == ["1,1250", "1.234", "2,5"]  # 1.125 must not become 1125
    assert table.cells["Nr"].tolist() == ["10115", "01067", "3"]
    assert "Wert" not in table.plain
    (problem,) = problems
    assert (problem.code, problem.row, problem.value, problem.about_persons) == (
        Code.NUMBER_AS_TEXT,
        3,
        "1.234",
        True,
    )
    table, _ = read(tmp_path / "a.xlsx", decimal=".")
    assert table.cells["Wert"].tolist() == ["1.1250", "1.234", "2.5"]


@given(
    values=st.lists(st.decimals(-(10**6), 10**6, places=3) | st.integers(-(10**6), 10**6), min_size=1, max_size=6),
    typed=st.sampled_from(["1.234", "1,5", "12.5", "1.234,5", "7"]),
)
@settings(max_examples=40, deadline=None)
def test_a_real_number_beside_typed_ones_is_itself_or_nothing_under_either_reading(values: list, typed: str) -> None:
    with TemporaryDirectory() as folder:
        rows = [["Gebiet", "Wert"], *([f"g{n}", float(value)] for n, value in enumerate(values)), ["x", typed]]
        table, _ = read(xlsx(Path(folder) / "a.xlsx", {"T": rows}))
    for value, text in zip(values, table.cells["Wert"], strict=False):
        assert all(read in {None, float(value)} for read in (number(text, ","), number(text, ".")))


def test_old_and_open_formats_are_read_too(tmp_path: Path) -> None:
    rows = [["Bevölkerung", None, None], ["Gebiet", "Wert", "Anteil"], ["Süd", 12, 0.5], ["Nord", 3.5, 0.25]]
    for path in (xls(tmp_path / "a.xls", {"Daten": rows}), ods(tmp_path / "a.ods", {"Daten": rows})):
        table, problems = read(path)
        assert table.headings == ("Gebiet", "Wert", "Anteil")
        assert table.cells.to_numpy().tolist() == [["Süd", "12", "0.5"], ["Nord", "3.5", "0.25"]]
        assert {"Wert", "Anteil"} <= table.plain
        # whether 0.5 was shown as 50 % cannot be seen
        assert [(one.code, one.value) for one in problems] == [(Code.PERCENT_UNSEEN, "C")]
    grouped = [["Gebiet", "Einwohner", None], [None, "m", "w"], ["Süd", 1, 2]]
    table, _ = read(xls(tmp_path / "b.xls", {"Daten": grouped}, merged=[(0, 0, 1, 2), (0, 1, 0, 0)]))
    assert table.headings == ("Gebiet", "Einwohner | m", "Einwohner | w")


def test_error_values_stay_text_and_are_told_where_they_cannot_be_seen(tmp_path: Path) -> None:
    table, problems = read(xlsx(tmp_path / "a.xlsx", {"T": [["Gebiet", "Wert"], ["nord", "#DIV/0!"], ["süd", 2]]}))
    assert (table.cells["Wert"].tolist(), problems) == (["#DIV/0!", "2"], [])
    table, problems = read(xls(tmp_path / "a.xls", {"T": [["Gebiet", "Wert"], ["nord", "#NV"], ["süd", 2]]}))
    assert table.cells["Wert"].tolist() == ["", "2"]
    assert [(one.code, one.fields["count"]) for one in problems] == [(Code.ERRORS_UNSEEN, "1")]


# half-broken and hostile


def test_each_broken_workbook_is_told_in_one_problem(tmp_path: Path) -> None:
    whole = xlsx(tmp_path / "ganz.xlsx", {"T": [["Gebiet", "Wert"], ["nord", 1]]}).read_bytes()
    for name, content, code in (
        ("~$ganz.xlsx", b"\x05Mustermann", Code.LOCK_FILE),
        ("halb.xlsx", whole[: len(whole) // 2], Code.WORKBOOK_UNREADABLE),
        ("leer.xlsx", b"", Code.FILE_EMPTY),
        ("text.xlsx", b"Gebiet;Wert\n", Code.CONTENT_DIFFERS),
        ("text.xls", b"Gebiet\tWert\n", Code.CONTENT_DIFFERS),
        ("neu.xls", whole, Code.CONTENT_DIFFERS),
        ("binaer.csv", whole, Code.NOT_TEXT),
    ):
        (tmp_path / name).write_bytes(content)
        problem = refusal(tmp_path / name) if not name.endswith(".csv") else _csv_refusal(tmp_path / name)
        assert problem.code == code, name
    assert refusal(tmp_path / "~$ganz.xlsx").value == "ganz.xlsx"
    assert refusal(encrypted(tmp_path / "geheim.xlsx")).code == Code.WORKBOOK_LOCKED
    assert (
        refusal(xls(tmp_path / "alt.xls", {"T": [["x"]]}).rename(tmp_path / "alt.xlsx")).code == Code.CONTENT_DIFFERS
    )
    zipped(tmp_path / "kein.xlsx", {"a.txt": b"x"})
    assert refusal(tmp_path / "kein.xlsx").code == Code.WORKBOOK_UNREADABLE
    (tmp_path / "ordner.xlsx").mkdir()
    assert refusal(tmp_path / "ordner.xlsx").code == Code.NOT_A_FILE
    assert refusal(xlsx(tmp_path / "nichts.xlsx", {"T": []})).code == Code.NO_ROWS


def _csv_refusal(path: Path) -> Problem:
    with pytest.raises(InputError) as error:
        read_csv(path.name, path, Dialect())
    return error.value.problems[0]


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_of_a_workbook_do_not_expand(part: str, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"T": [["Gebiet", "Wert"], ["nord", 1]]})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    start = text.index("?>") + 2 if text.startswith("<?xml") else 0
    text = text[:start] + BOMB + text[start:].replace("nord", "&c;")
    zipped(path, parts | {part: text.encode()})
    assert refusal(path).code == Code.CONTENT_DIFFERS


def test_entities_of_an_open_document_do_not_expand(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", {"T": [["Gebiet", "Wert"], ["nord", 1]]})
    path = with_part(path, "content.xml", "?><office", f"?>{BOMB}<office")
    assert refusal(path).code == Code.CONTENT_DIFFERS


def test_sizes_are_limited_before_anything_is_opened(tmp_path: Path) -> None:
    rows = [["Gebiet", "Wert"], *([f"g{n}", n] for n in range(60))]
    path = xlsx(tmp_path / "a.xlsx", {"T": rows})
    assert refusal(path, limits=Limits(max_rows=50)).fields["limit"] == "50"
    assert refusal(ods(tmp_path / "a.ods", {"T": rows}), limits=Limits(max_rows=50)).code == Code.TABLE_TOO_LARGE
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bild.bin", bytes(3_000_000))
    problem = refusal(path)
    assert (problem.code, problem.fields["limit"]) == (Code.ARCHIVE_RATIO, "200")
    assert refusal(path, limits=Limits(max_unpacked_mb=1, max_ratio=10**6)).code == Code.ARCHIVE_TOO_LARGE


def test_cells_and_rows_that_repeat_a_million_times_are_refused_at_once(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", {"T": [["Gebiet", "Wert"], ["nord", 1]]}, repeat=900_000_000)
    assert refusal(path).code == Code.TABLE_TOO_LARGE


def test_merged_cells_over_the_whole_sheet_take_no_memory(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"T": [["Gebiet", "Wert"], ["nord", 1], ["süd", 2]]}, merged={"T": ["C5:D6"]})
    path = with_part(path, "xl/worksheets/sheet1.xml", 'ref="C5:D6"', 'ref="B2:XFD1048576"')
    assert read(path)[0].cells["Wert"].tolist() == ["1", "2"]


def test_a_workbook_in_an_archive_is_read_and_layer_names_its_sheet_or_the_workbook(tmp_path: Path) -> None:
    rows = [["Gebiet", "Wert"], ["nord", 1]]
    content = xlsx(tmp_path / "a.xlsx", {"T1": rows, "T2": rows}).read_bytes()
    one = zipped(tmp_path / "eins.zip", {"a.xlsx": content, "liesmich.txt": b"Hinweis"})
    with opened("eins.zip", one, "T2") as path:
        assert path.name == "a.xlsx"
        check_content("a.xlsx", path)
    two = zipped(tmp_path / "zwei.zip", {"a.xlsx": content, "b.xlsx": content})
    with opened("zwei.zip", two, "b") as path:
        assert path.name == "b.xlsx"


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8).filter(lambda text: "_x" not in text)


@given(rows=st.lists(st.tuples(words, words, words), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_any_text_of_a_sheet_reads_back_equal(rows: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        path = xlsx(Path(folder) / "a.xlsx", {"T": [["A", "B", "C", "ENDE"], *([*row, "."] for row in rows)]})
        table, _ = read(path)
    assert table.cells[["A", "B", "C"]].to_numpy().tolist() == [[clean(cell) for cell in row] for row in rows]


@given(st.binary(max_size=200), st.sampled_from([".xlsx", ".xls", ".ods"]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_bytes_make_a_workbook_crash(content: bytes, kind: str, packed: bool) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{kind}"
        if packed:
            zipped(path, {"[Content_Types].xml": content, "xl/workbook.xml": content, "content.xml": content})
        else:
            path.write_bytes((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" if kind == ".xls" else b"PK\x03\x04") + content)
        assert refusal(path).is_error

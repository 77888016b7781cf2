"""The template: every field explained, every list where its rule looks for it, and the same bytes every time."""

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries
from python_calamine import CalamineWorkbook
from workbooks import HEAD, blank

from sozialraum.presentation.words.texts import texts
from sozialraum.sources.workbooks.layout import layout

LANGUAGES = ("de", "en")
RULE = re.compile(r"'?([^'!]+)'?!(.+)")


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def book(language: str) -> Workbook:
    return load_workbook(BytesIO(blank(language)))


def test_the_same_words_give_the_same_bytes(language: str) -> None:
    content = blank(language)
    assert content == blank(language)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_sheets_and_headings_are_those_of_the_layout_in_its_language(book: Workbook, language: str) -> None:
    assert book.sheetnames == [sheet.name[language] for sheet in layout().sheets]
    for sheet in layout().sheets:
        page = book[sheet.name[language]]
        names = [field.name[language] for field in sheet.fields]
        if sheet.form == "table":
            assert [cell.value for cell in page[HEAD]] == names
        elif sheet.form == "entries":
            assert [page.cell(HEAD + number, 1).value for number in range(1, len(names) + 1)] == names


def test_two_headings_of_a_sheet_are_never_the_same() -> None:
    for sheet in layout().sheets:
        for language in LANGUAGES:
            names = [field.name[language].casefold() for field in sheet.fields]
            assert len(set(names)) == len(names)
            assert len(sheet.name[language]) <= 31  # Excel allows no more


def test_every_field_is_explained_and_nothing_else(language: str) -> None:
    explained = set(texts(language).section("workbook.help"))
    assert explained == {f"{sheet.id}.{field.id}" for sheet in layout().sheets for field in sheet.fields}


def test_every_rule_looks_where_its_texts_are(book: Workbook, language: str) -> None:
    """A list of the layout is there in full; a list of another sheet starts below its headings."""
    lists = {tuple(one[language] for one in texts.values()) for texts in layout().lists.values()}
    found = 0
    for page in book.worksheets:
        for rule in page.data_validations.dataValidation:
            match = RULE.fullmatch(rule.formula1)
            assert match, rule.formula1
            target = book[match[1]]
            left, top, right, bottom = range_boundaries(match[2].replace("$", ""))
            assert left == right
            if target.sheet_state == "hidden":
                cells = tuple(target.cell(row, left).value for row in range(int(top), int(bottom) + 1))
                assert cells in lists or None not in cells
            else:
                assert top == HEAD + 1
                assert target.cell(HEAD, left).value
            found += 1
    assert found > 25


def test_nothing_in_it_is_a_formula(book: Workbook) -> None:
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.value for cell in cells if cell.data_type == "n")


def test_names_of_areas_are_text_whatever_they_look_like() -> None:
    areas = [("01", '=HYPERLINK("http://example.org")'), ("02", "+49"), ("03", "@x"), ("04", "Nord\x07")]
    content = blank(areas=areas, settings={"boundaries": "=1+1", "area_id": "KEY"})
    page = load_workbook(BytesIO(content))["Gebiete"]
    rows = [(page.cell(HEAD + n, 1).value, page.cell(HEAD + n, 2).value) for n in range(1, 5)]
    assert rows == [*areas[:3], ("04", "Nord\ufffd")]
    assert {page.cell(HEAD + n, 2).data_type for n in range(1, 5)} == {"s"}
    assert [page.cell(HEAD + n, 2).quotePrefix for n in range(1, 5)] == [True, True, True, False]
    city = load_workbook(BytesIO(content))["Stadt"]
    assert [city["B11"].value, city["B11"].data_type, city["B13"].value] == ["=1+1", "s", "KEY"]


def test_keys_and_dates_stay_what_is_typed(book: Workbook, language: str) -> None:
    known = {sheet.id: book[sheet.name[language]] for sheet in layout().sheets}
    assert known["areas"].column_dimensions["A"].number_format == "@"
    assert known["values"].column_dimensions["C"].number_format == "@"
    assert known["values"].column_dimensions["D"].number_format == "General"
    assert known["sources"].column_dimensions["E"].number_format == "DD.MM.YYYY"
    assert known["city"]["B6"].number_format == "@"


def test_headings_stay_in_sight_and_print_on_every_page(book: Workbook, language: str) -> None:
    for sheet in layout().sheets:
        page = book[sheet.name[language]]
        if sheet.fields:
            assert page.freeze_panes == f"A{HEAD + 1}"
            assert page.print_title_rows == f"${HEAD}:${HEAD}"
        if sheet.id != "lists":
            assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
            assert page.sheet_state == "visible"
    assert book[layout().sheet("lists").name[language]].sheet_state == "hidden"


def test_another_reader_sees_the_same(language: str) -> None:
    sheet = layout().sheet("values")
    with CalamineWorkbook.from_filelike(BytesIO(blank(language))) as other:
        rows = other.get_sheet_by_name(sheet.name[language]).to_python()
    assert rows[HEAD - 1] == [field.name[language] for field in sheet.fields]
    assert len(rows) == HEAD

"""The template of a project's workbook: sheets to fill in, with explanations and lists to choose from."""

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sozialraum.model.fields import in_language
from sozialraum.model.workbook import Field, Layout, Sheet
from sozialraum.presentation.exports.spreadsheet import (
    AS_DATE,
    AS_TEXT,
    FRAME,
    GENERAL,
    NEEDED,
    OPTIONAL,
    PLAIN,
    SMALL,
    TEXT,
    TITLE,
    file_bytes,
    printed,
    put_text,
)
from sozialraum.presentation.words.texts import Texts

HEAD = 4  # row of the headings of a table: title, explanation and what belongs into each column stand above
LAST = 20_000  # row down to which lists can be chosen from
ENTRY = 2  # column of the entries of a form
FORM_WIDTHS = (46, 44, 70)
CATALOGUE_WIDTHS = (60, 26, 40, 14, 16, 80)
GUIDE_WIDTHS = (26, 30, 14, 10, 10, 10, 34)
BOLD = Font(name="Calibri", size=11, bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
FORMATS = {"date": AS_DATE, "whole": GENERAL, "number": GENERAL, "value": GENERAL}  # all else stays the text it is
NOTHING: Mapping[str, str] = {}
BESIDE: Mapping[str, str] = {
    "area": "areas",
    "area_or_city": "areas",
    "catalogue": "catalogue",
    "figure": "indicators",
}
HARD = frozenset({"choice", "yes_no"})  # kinds for which nothing beside the list is possible


def template(
    words: Texts,
    layout: Layout,
    indicators: Sequence[Mapping[str, Any]],
    handlungsfelder: Sequence[Mapping[str, Any]],
    area_names: Sequence[tuple[str, str]] = (),
    settings: Mapping[str, str] = NOTHING,
) -> bytes:
    """An .xlsx file for an office to fill in; the same arguments give the same bytes.

    Args:
        layout: which sheets there are and what is asked for in them.
        indicators: the built-in catalogue, as [[indicators]] tables.
        handlungsfelder: fields of action, as [[handlungsfelder]] tables.
        area_names: (key, name) of areas that are known already.
        settings: entries of the form that are known already, by field.
    """
    language = words.language
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = {sheet.id: book.create_sheet(sheet.name[language]) for sheet in layout.sheets}
    fields = {one["id"]: in_language(one["label"], language) for one in handlungsfelder}
    ranges = _lists(sheets["lists"], layout, list(fields.values()), language)
    _guide(sheets["guide"], words)
    _catalogue(sheets["catalogue"], layout, indicators, fields, words)
    ranges |= {sheet.id: _range(sheets[sheet.id], sheet, _named(sheet)) for sheet in layout.sheets if sheet.fields}
    ranges["areas"] = _range(sheets["areas"], layout.sheet("areas"), "name")
    ranges["catalogue"] = f"{quote_sheetname(sheets['catalogue'].title)}!$A${HEAD + 1}:$A${HEAD + len(indicators)}"
    for sheet in layout.sheets:
        if sheet.form == "entries":
            _form(sheets[sheet.id], sheet, words, ranges, settings)
        elif sheet.form == "table":
            _table(sheets[sheet.id], sheet, words, ranges)
    for number, (key, name) in enumerate(area_names, start=HEAD + 1):
        _write(sheets["areas"].cell(number, 1), key, number_format=AS_TEXT)
        _write(sheets["areas"].cell(number, 2), name, number_format=AS_TEXT)
    sheets["lists"].sheet_state = "hidden"
    book.properties.creator = "sozialraum"
    book.properties.title = words("workbook.title")
    return file_bytes(book)


def _form(
    page: Worksheet, sheet: Sheet, words: Texts, ranges: Mapping[str, str], settings: Mapping[str, str]
) -> None:
    _top(page, sheet, words, len(FORM_WIDTHS))
    for column, (text, width) in enumerate(zip(sheet.head[words.language], FORM_WIDTHS, strict=True), start=1):
        _heading(page.cell(HEAD, column), text, needed=True)
        page.column_dimensions[get_column_letter(column)].width = width
    for number, field in enumerate(sheet.fields, start=HEAD + 1):
        name, entry, help_ = (page.cell(number, column) for column in range(1, 4))
        _heading(name, field.name[words.language], field.required)
        given = settings.get(field.id, field.default.get(words.language, ""))
        _write(entry, given, number_format=FORMATS.get(field.kind, AS_TEXT))
        needed = words("workbook.entry_needed") if field.required else ""
        _write(help_, needed + words(f"workbook.help.{sheet.id}.{field.id}"), SMALL)
        for cell in (name, entry, help_):
            cell.alignment, cell.border = WRAPPED, FRAME
        _choice(page, field, f"B{number}", ranges)


def _table(page: Worksheet, sheet: Sheet, words: Texts, ranges: Mapping[str, str]) -> None:
    _top(page, sheet, words, min(len(sheet.fields), 8))
    for column, field in enumerate(sheet.fields, start=1):
        letter = get_column_letter(column)
        hint, heading = page.cell(HEAD - 1, column), page.cell(HEAD, column)
        _write(hint, words(f"workbook.help.{sheet.id}.{field.id}"), SMALL)
        hint.alignment = Alignment(wrap_text=True, vertical="bottom")
        _heading(heading, field.name[words.language], field.required)
        page.column_dimensions[letter].width = field.width
        page.column_dimensions[letter].number_format = FORMATS.get(field.kind, AS_TEXT)
        _choice(page, field, f"{letter}{HEAD + 1}:{letter}{LAST}", ranges)
    page.row_dimensions[HEAD - 1].height = 50
    page.row_dimensions[HEAD].height = 32


def _choice(page: Worksheet, field: Field, cells: str, ranges: Mapping[str, str]) -> None:
    """What can be chosen in these cells; other entries are refused only where they could not be understood."""
    source = BESIDE.get(field.kind, field.of)
    if field.kind == "references" or source not in ranges:
        return
    rule = DataValidation(type="list", formula1=ranges[source], allow_blank=True)
    rule.showErrorMessage = field.kind in HARD
    rule.add(cells)
    page.add_data_validation(rule)


def _lists(page: Worksheet, layout: Layout, fields: Sequence[str], language: str) -> dict[str, str]:
    """Write every list into a column; name of the list -> its cells."""
    columns = {name: [one[language] for one in texts.values()] for name, texts in layout.lists.items()}
    columns["handlungsfelder"] = list(fields)
    ranges = {}
    for column, (name, texts) in enumerate(columns.items(), start=1):
        _write(page.cell(1, column), name, SMALL)
        for row, text in enumerate(texts, start=2):
            _write(page.cell(row, column), text)
        letter = get_column_letter(column)
        page.column_dimensions[letter].width = 28
        ranges[name] = f"{quote_sheetname(page.title)}!${letter}$2:${letter}${len(texts) + 1}"
    return ranges


def _named(sheet: Sheet) -> str:
    return sheet.fields[0].id


def _range(page: Worksheet, sheet: Sheet, field: str) -> str:
    place = [one.id for one in sheet.fields].index(field) + 1
    letter = get_column_letter(place)
    return f"{quote_sheetname(page.title)}!${letter}${HEAD + 1}:${letter}${LAST}"


def _guide(page: Worksheet, words: Texts) -> None:
    """The lines of the guide in order of their keys; `_head` is a headline, `_row` a row of an example."""
    for column, width in enumerate(GUIDE_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    row = 1
    for key, text in sorted(words.section("workbook.guide").items()):
        if key.endswith("_row"):
            for column, part in enumerate(text.split("|"), start=1):
                _write(page.cell(row, column), part.strip(), SMALL)
                page.cell(row, column).border = FRAME
                page.cell(row, column).fill = PatternFill("solid", fgColor="F2F2F2")
        else:
            head = key.endswith("_head")
            row += head and row > 1
            page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(GUIDE_WIDTHS))
            _write(page.cell(row, 1), text, TITLE if head else TEXT)
            page.cell(row, 1).alignment = WRAPPED
            page.row_dimensions[row].height = 22 if head else 17 * (1 + len(text) // 125)
        row += 1
    printed(page, None)
    page.sheet_view.showGridLines = False


def _catalogue(
    page: Worksheet,
    layout: Layout,
    indicators: Sequence[Mapping[str, Any]],
    fields: Mapping[str, str],
    words: Texts,
) -> None:
    language = words.language
    _write(page.cell(1, 1), page.title, TITLE)
    _write(page.cell(2, 1), words("workbook.sheet.catalogue"), TEXT)
    for column, text in enumerate(words("workbook.catalogue.columns").split("|"), start=1):
        _heading(page.cell(HEAD, column), text, needed=False)
        page.column_dimensions[get_column_letter(column)].width = CATALOGUE_WIDTHS[column - 1]
    for number, one in enumerate(indicators, start=HEAD + 1):
        texts = [in_language(one[key], language) for key in ("label", "short", "unit", "definition")]
        kind = layout.lists["kind"][one["kind"]][language]
        shown = (texts[0], texts[1], fields.get(one["handlungsfeld"], ""), kind, *texts[2:])
        for column, text in enumerate(shown, start=1):
            _write(page.cell(number, column), text)
            page.cell(number, column).alignment = WRAPPED
    page.freeze_panes = f"A{HEAD + 1}"
    page.auto_filter.ref = f"A{HEAD}:{get_column_letter(len(CATALOGUE_WIDTHS))}{HEAD + len(indicators)}"
    printed(page, HEAD)


def _top(page: Worksheet, sheet: Sheet, words: Texts, width: int) -> None:
    """Title and explanation above the headings, which stay in sight and are printed on every page."""
    _write(page.cell(1, 1), page.title, TITLE)
    page.merge_cells(start_row=2, end_row=2, start_column=1, end_column=width)
    _write(page.cell(2, 1), f"{words(f'workbook.sheet.{sheet.id}')} {words('workbook.required')}", TEXT)
    page.cell(2, 1).alignment = WRAPPED
    page.row_dimensions[2].height = 36
    page.freeze_panes = f"A{HEAD + 1}"
    printed(page, HEAD)


def _heading(cell: Any, text: str, needed: bool) -> None:
    _write(cell, text, Font(name="Calibri", size=11, bold=True, color=PLAIN if needed else NEEDED))
    cell.fill = PatternFill("solid", fgColor=NEEDED if needed else OPTIONAL)
    cell.alignment, cell.border = Alignment(wrap_text=True, vertical="center"), FRAME


def _write(cell: Any, text: str, font: Font = TEXT, number_format: str = GENERAL) -> None:
    """Write a text as text in this look; an empty one leaves the cell empty."""
    cell.font, cell.number_format = font, number_format
    if not text:
        return
    put_text(cell, text)

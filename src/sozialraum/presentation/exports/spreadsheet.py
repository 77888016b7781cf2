"""What every workbook is made of: texts that are no formulas, paper to print on, bytes always the same."""

import re
import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

MADE = datetime(2000, 1, 1)  # noqa: DTZ001  # one moment for all, so that the same words give the same bytes
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
NEEDED, OPTIONAL, PLAIN, LINE = "1F4E79", "DDE8F3", "FFFFFF", "B7C4D1"
TITLE = Font(name="Calibri", size=15, bold=True, color=NEEDED)
SMALL = Font(name="Calibri", size=9, italic=True, color="595959")
TEXT = Font(name="Calibri", size=11)
THIN = Side(style="thin", color=LINE)
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
AS_TEXT, AS_DATE, GENERAL = "@", "DD.MM.YYYY", "General"


def put_text(cell: Any, text: str) -> None:
    """Write a text as text: what looks like a formula is none, and signs that no sheet can hold are replaced."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(FORMULA_STARTS)


def printed(page: Worksheet, first: int | None, last: int | None = None, scale: int | None = None) -> None:
    """A4, landscape, one page wide, with the headings on every page.

    Args:
        first: row of the headings; None for a sheet without.
        last: their last row, if there are several.
        scale: percent; None lets the program that prints choose it, but then it ignores page breaks.
    """
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    if scale:
        page.page_setup.scale = scale
    else:
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer: Any = page.oddFooter
    footer.left.text, footer.right.text = "&A", "&P / &N"
    if first:
        page.print_title_rows = f"{first}:{last or first}"


def file_bytes(book: Workbook) -> bytes:
    """The workbook as a file whose bytes do not tell when it was made."""
    written, made = BytesIO(), BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = MOMENT.sub(rb"\g<1>" + f"{MADE:%Y-%m-%dT%H:%M:%SZ}".encode(), content)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return made.getvalue()

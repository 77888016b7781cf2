"""What the open atlas hands out: the files of its menu, and the sheets of its print dialog."""

import csv
import io
from pathlib import Path
from typing import Any

import pypdfium2

WITHHELD = "gesperrt (Datenschutz)"
SHEETS = ("map", "area", "table")


def saved(page: Any, kind: str) -> tuple[str, bytes]:
    """Name and content of the file that the menu hands out."""
    if not page.locator("#sr-share-menu").is_visible():
        page.click("#sr-share > button")
    with page.expect_download() as waiting:
        page.click(f'[data-share="{kind}"]')
    page.keyboard.press("Escape")
    file = waiting.value
    return file.suggested_filename, Path(file.path()).read_bytes()


def rows_of(content: bytes) -> list[list[str]]:
    """The file as a German spreadsheet reads it."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def laid_out(page: Any, *wanted: str) -> None:
    """Ask the dialog for these sheets, and no others, and for a size; they stay until they are printed."""
    page.evaluate("() => { window.print = () => {}; }")
    page.click("#sr-print > button")
    dialog = page.locator(".sr-print-dialog")
    for name in SHEETS:
        if name in wanted or dialog.locator(f"[name={name}]").is_enabled():
            dialog.locator(f"[name={name}]").set_checked(name in wanted)
    for size in {"a4", "a3"} & set(wanted):
        dialog.locator(f"[value={size}]").check()
    dialog.locator("[value=print]").click()
    page.wait_for_selector(".sr-sheets", state="attached")


def printed(page: Any, *wanted: str) -> pypdfium2.PdfDocument:
    """The sheets that the dialog makes with these boxes ticked, and no others."""
    laid_out(page, *wanted)
    return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))

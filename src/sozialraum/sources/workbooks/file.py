"""Which workbook of a folder is its project, and what is on its sheets."""

from pathlib import Path
from typing import Any

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import Limits
from sozialraum.sources.archives import opened
from sozialraum.sources.paths import find_file, listed, refused
from sozialraum.sources.tables.spreadsheet import read_sheets
from sozialraum.sources.workbooks.cells import folded
from sozialraum.sources.workbooks.document import document
from sozialraum.sources.workbooks.layout import layout
from sozialraum.sources.workbooks.origin import Origin

PROJECT_WORKBOOK = "projekt.xlsx"
ENDINGS = frozenset({".xlsx", ".xlsm"})
NOT_OPENED = ("~$", ".")  # how Excel's lock files and hidden files begin
ENOUGH = 2  # sheets of the template that make a workbook a project


def workbook_in(folder: Path) -> Path | None:
    """The workbook that is the project of a folder; None where there is none.

    Raises:
        InputError: several may be meant.
    """
    there = sorted(
        path for path in folder.iterdir() if path.suffix.lower() in ENDINGS and not path.name.startswith(NOT_OPENED)
    )
    named = [path for path in there if path.name.lower() == PROJECT_WORKBOOK]
    if named or len(there) < 2:
        return next((path for path in named or there if named or _is_project(path)), None)
    found = [path for path in there if _is_project(path)]
    if len(found) > 1:
        raise refused(Code.SEVERAL_WORKBOOKS, folder.name or PROJECT_WORKBOOK, known=listed([p.name for p in found]))
    return next(iter(found), None)


def read_workbook(file: Path) -> tuple[dict[str, Any], Origin, list[Problem]]:
    """The document of a workbook, where its parts stand, and every Problem; without a document there are errors.

    Raises:
        InputError: the file may not be opened or is no workbook.
    """
    limits, known = Limits(), layout()
    prose = {folded(name) for sheet in known.sheets if sheet.form == "prose" for name in sheet.name.values()}
    with opened(file.name, find_file(file.name, [file.parent], limits), None, limits) as path:
        grids = read_sheets(file.name, path, limits, lambda title: folded(title) not in prose)
        return document(file.name, grids, known)


def _is_project(path: Path) -> bool:
    names = {folded(name) for sheet in layout().sheets for name in sheet.name.values()}
    try:
        with opened(path.name, find_file(path.name, [path.parent]), None) as file:
            titles = list(read_sheets(path.name, file, Limits(), lambda _: False))
    except InputError:
        return False
    return sum(folded(title) in names for title in titles) >= ENOUGH

"""What the cells of an .xls or .ods hold, as JSON on standard output: `python -m … FILE CELLS`.

A program of its own, because the library that reads these formats ends the whole process where a damaged file
makes it ask for more memory than there is.
"""

import json
import sys
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

MEMORY = 2_000_000_000  # bytes; the largest sheet of an .xls takes a quarter of it


def sheets_of(path: str, most: int) -> dict[str, Any]:
    """The sheets of a workbook, each with name, visible, rows (dates as {"date": ISO text}) and merged cells.

    Args:
        most: cells a sheet may have.

    Returns:
        {"sheets": […]}, or {"refused": "locked" or "large"}.
    """
    try:
        with CalamineWorkbook.from_path(path) as book:
            found = []
            for one in book.sheets_metadata:
                if one.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(one.name)
                if sheet.total_height * sheet.total_width > most:
                    return {"refused": "large"}
                rows = sheet.to_python(skip_empty_area=False)
                visible = one.visible == SheetVisibleEnum.Visible
                found.append({"name": one.name, "visible": visible, "rows": rows, "merged": sheet.merged_cell_ranges})
    except PasswordError:
        return {"refused": "locked"}
    return {"sheets": found}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _limit_memory()
    answer = sheets_of(sys.argv[1], int(sys.argv[2]))
    json.dump(answer, sys.stdout, default=lambda value: {"date": str(value)})

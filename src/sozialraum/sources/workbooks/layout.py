"""workbook.toml -> the layout of a project's workbook, for reading one and for writing its template."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from sozialraum.model.tour import Setting
from sozialraum.model.workbook import Field, Layout, Sheet


@cache
def layout() -> Layout:
    """Sheets, headings and lists as they stand in a workbook, in each language."""
    content = tomllib.loads(
        files("sozialraum.sources.workbooks").joinpath("workbook.toml").read_text(encoding="utf-8")
    )
    return Layout(
        sheets=tuple(_sheet(table) for table in content["sheets"]),
        lists=content["lists"],
        symbols=tuple((one["shape"], one["color"]) for one in content["symbols"]),
        separator=content["separator"],
        settings=get_args(Setting),
    )


def _sheet(table: dict[str, Any]) -> Sheet:
    fields = tuple(_field(field) for field in table.get("fields", []))
    head = {language: tuple(names) for language, names in table.get("head", {}).items()}
    return Sheet(**{**table, "fields": fields, "head": head})


def _field(table: dict[str, Any]) -> Field:
    default = table.get("default", {})
    return Field(
        **{**table, "default": default if isinstance(default, dict) else dict.fromkeys(table["name"], default)}
    )

"""Published -> open tables: UTF-8, dot decimals, ISO dates, safe against spreadsheet formulas."""

import hashlib
import json
import re
from typing import Any

import pandas as pd

from sozialraum.model.tables import INDICATOR_KEY, values_of
from sozialraum.presentation.atlas.geometry import WGS84
from sozialraum.presentation.exports.columns import INTERNAL, NUMBERS, TABLES
from sozialraum.presentation.internal import Banner, banner_of, file_name
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.texts import problem_text

# where a spreadsheet would see a formula: at the start of a cell, and after what may be taken for the end of one
# (German spreadsheets separate by ";")
FORMULA = re.compile(r"""(^|[;\t\r\n|])(?=[\s"']*[=+\-@＝＋－＠]|[\t\r\n])""")
SIGNIFICANT = 12
# where in Published a table stands
OF_YEARS = frozenset({"children", "back_test"})
OF_PLANNING = frozenset(
    {
        "targets",
        "effects",
        "applications",
        "classes",
        "class_totals",
        "ganztag",
        "networks",
        "nearest",
        "bands",
        "bands_test",
    }
)
EDITION = "edition"  # column of an internal edition's tables: whom they are for
OF_REACH = "reach_"  # tables of Published.reach begin with it


def data_files(context: Context, version: str) -> dict[str, bytes]:
    """data/<table>.csv and data/datapackage.json of what the pages show.

    Withheld values are absent and carry status Q; the status beside an interval is that of its value. Where a
    spreadsheet would take a text for a formula stands an apostrophe. Files of an internal edition say so in their
    names and in every row.
    """
    banner = banner_of(context)
    tables = {name: _csv(_table(context, name), name, banner) for name in tables_of(context)}
    paths = {name: file_name(context, f"data/{name}.csv") for name in tables}
    package = _datapackage(context, tables, paths, version)
    return {paths[name]: content for name, content in tables.items()} | {"data/datapackage.json": package}


def tables_of(context: Context) -> dict[str, tuple[str, ...]]:
    """The columns of the tables that the edition has."""
    return TABLES | (INTERNAL if banner_of(context) else {})


def _table(context: Context, name: str) -> pd.DataFrame:
    published = context.published
    if name == "areas":
        table = pd.DataFrame(published.areas.drop(columns="geometry")).reset_index()
        return table.sort_values("area_id")
    if name == "facilities":
        table = pd.DataFrame(published.facilities.drop(columns="geometry"))
        located = published.facilities[published.facilities.geometry.notna()]
        points = located.geometry.to_crs(WGS84).get_coordinates().round(6)
        table["lon"], table["lat"] = points["x"].reindex(table.index), points["y"].reindex(table.index)
        return table.reset_index().sort_values("facility_id")
    if name == "offers":
        areas = published.facilities["area_id"]
        return published.offers.assign(area_id=published.offers["facility_id"].map(areas).fillna(""))
    if name == "problems":
        return pd.DataFrame(
            [
                {
                    "code": str(one.code),
                    "severity": str(one.severity),
                    "file": one.file,
                    "row": one.row,
                    "column": one.column or "",
                    "value": one.value or "",
                    "text": problem_text(one, context.words),
                }
                for one in published.problems
            ],
            columns=list(TABLES[name]),
        )
    if name == "intervals":
        status = published.indicators[[*INDICATOR_KEY, "status"]].drop_duplicates(INDICATOR_KEY)
        return published.intervals.merge(status, on=INDICATOR_KEY, how="left", validate="many_to_one")
    if name == "planned":
        planned = published.planning.planned
        return planned.assign(counts=planned["measure"].isin(published.planning.counted))
    if name.startswith(OF_REACH):
        told: pd.DataFrame = getattr(published.reach, name.removeprefix(OF_REACH))
        grid = published.reach.grid
        return told.assign(grid_crs=grid.crs, cell_m=grid.cell_m) if name == "reach_blocks" else told
    planning = published.planning
    holder = planning.years if name in OF_YEARS else planning if name in OF_PLANNING else published
    as_it_is: pd.DataFrame = getattr(holder, name)
    return as_it_is


def _numeric(table: str, column: str) -> bool:
    """Whether a column holds numbers; the value of a problem is what stood in the file."""
    return column in NUMBERS and table != "problems"


def _csv(table: pd.DataFrame, of: str, banner: Banner | None = None) -> bytes:
    columns = TABLES[of] if of in TABLES else INTERNAL[of]
    rows = pd.DataFrame({name: _texts(table[name], _numeric(of, name)) for name in columns})
    if of != "problems":
        rows = rows.sort_values(list(columns), kind="stable")
    if banner:
        rows[EDITION] = banner.mark
    return rows.to_csv(index=False, lineterminator="\n").encode()


def _texts(column: pd.Series, numeric: bool) -> list[str]:
    unknown, values = column.isna().tolist(), values_of(column)
    if numeric:
        return ["" if missing else _figure(value) for value, missing in zip(values, unknown, strict=True)]
    told = {value for value, missing in zip(values, unknown, strict=True) if not missing}
    cells = {value: _cell(value) for value in told}  # the same few texts stand in most rows
    return ["" if missing else cells[value] for value, missing in zip(values, unknown, strict=True)]


def _figure(value: float) -> str:
    text = f"{float(value):.{SIGNIFICANT}g}"
    return repr(float(text)) if "e" in text else text


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(int(value))
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")  # a lone CR would begin a row of its own
    return FORMULA.sub(r"\1'", text)


def _datapackage(context: Context, tables: dict[str, bytes], paths: dict[str, str], version: str) -> bytes:
    project, banner, columns = context.project, banner_of(context), tables_of(context)
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "sozialraum",
        "title": banner.marked(project.city.name) if banner else project.city.name,
        **({"description": banner.sentence} if banner else {}),
        "version": version,
        "audience": str(context.published.audience),
        "stand": context.published.newest.isoformat() if context.published.newest else None,
        "sources": [
            {
                "name": id_,
                "title": one.title,
                "publisher": one.publisher,
                "licence": one.licence,
                "path": one.url,
            }
            for id_, one in project.sources.items()
        ],
        "indicators": [
            {
                "id": one.id,
                "label": one.label,
                "unit": one.unit,
                "kind": one.kind,
                "counts": one.counts,
                "definition": one.definition,
            }
            for one in project.indicators
        ],
        "resources": [
            {
                "name": name,
                "description": context.words(f"exports.{name}"),
                "path": paths[name].removeprefix("data/"),
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "schema": {
                    "fields": [
                        {"name": column, "type": "number" if _numeric(name, column) else "string"}
                        for column in (*columns[name], *([EDITION] if banner else []))
                    ]
                },
            }
            for name, content in sorted(tables.items())
        ],
    }
    return (json.dumps(package, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

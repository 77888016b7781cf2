"""Files of a new city that are one table in parts: a year or an area for each file, which only its name says."""

import re
from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from sozialraum.model.files import STAR
from sozialraum.sources.drafts.survey import Surveyed, columns_of, in_crs
from sozialraum.sources.patterns import FROM_NAME, with_said
from sozialraum.sources.tables.table import clean

YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


def one_area_each(tables: Sequence[Surveyed]) -> list[Surveyed]:
    """The same tables; files of one folder that hold an area each and say nothing about it have become one table."""
    return _merged(tables, [_name_of_an_area(table) for table in tables])


def one_year_each(tables: Sequence[Surveyed]) -> list[Surveyed]:
    """The same tables; files of one folder whose names differ only by the year have become one table."""
    return _merged(tables, [_year(table) for table in tables])


def _merged(tables: Sequence[Surveyed], said: Sequence[tuple[str, str] | None]) -> list[Surveyed]:
    """The tables with those of one pattern and the same headings put together, at the place of the first.

    Args:
        said: of each table the pattern of its name and what the star stands for; None for one that stays alone.
    """
    groups: dict[object, list[tuple[Surveyed, str]]] = {}
    for place, (table, one) in enumerate(zip(tables, said, strict=True)):
        same = place if one is None else (table.path.parent, one[0], table.table.headings, table.shape)
        groups.setdefault(same, []).append((table, "" if one is None else one[1]))
    patterns = {id(table): one[0] for table, one in zip(tables, said, strict=True) if one is not None}
    return [
        group[0][0] if len(group) == 1 else _together(group, patterns[id(group[0][0])]) for group in groups.values()
    ]


def _together(group: Sequence[tuple[Surveyed, str]], pattern: str) -> Surveyed:
    first = group[0][0]
    parts = [with_said(in_crs(table, first.crs).table, clean(said)) for table, said in group]
    cells = pd.concat([part.cells for part in parts], ignore_index=True)
    shapes = [part.geometry for part in parts if part.geometry is not None]
    geometry = gpd.GeoSeries(pd.concat(shapes, ignore_index=True), crs=first.crs) if shapes else None
    table = replace(parts[0], cells=cells, geometry=geometry, aside={})
    paths = {said: table.path for table, said in group}
    return replace(
        first,
        path=first.path.parent / pattern,
        table=table,
        columns=columns_of(table),
        parts=dict(sorted(paths.items())),
    )


def _name_of_an_area(table: Surveyed) -> tuple[str, str] | None:
    alone = table.shape == "areas" and len(table.table) == 1 and not table.headings and table.layer is None
    return (f"{STAR}{table.path.suffix}", table.path.stem) if alone else None


def _year(table: Surveyed) -> tuple[str, str] | None:
    years = YEAR.findall(table.path.stem)
    if len(years) != 1 or table.layer is not None or table.shape != "none" or FROM_NAME in table.headings:
        return None
    return YEAR.sub(STAR, table.path.stem) + table.path.suffix, years[0]

"""Larger areas, level by level: each made of whole areas of the level before."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.geography import LargerAreas
from sozialraum.model.tables import AREA_ID, BASE_LEVEL, CITY
from sozialraum.sources.columns import each
from sozialraum.sources.paths import NONE_NEAR, listed, nearest
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.reading import read_table
from sozialraum.sources.table import Table, clean, marked

Row = dict[str, object]


def read_larger(folder: ProjectFolder, base: gpd.GeoDataFrame) -> tuple[list[Row], list[Problem]]:
    """Rows of table `areas`: the larger areas, from the top, then the Sozialräume; with `part_of` filled in.

    Args:
        base: the Sozialräume by area_id, with `name` and geometry.
    """
    lower: list[Row] = [
        {AREA_ID: str(id_), "level": BASE_LEVEL, "name": name, "geometry": shape, "part_of": CITY}
        for id_, name, shape in zip(base.index, base["name"], base.geometry, strict=True)
    ]
    levels, problems = [lower], []
    aliases = {clean(text): clean(id_) for text, id_ in folder.project.areas.aliases.items()}
    for spec in folder.project.planungsbezirke:
        try:
            table, found = read_table(spec, folder.files)
            problems += found
            larger, found = _level(spec, table, levels[-1], aliases)
        except InputError as error:
            problems += error.problems
            continue
        problems += found
        levels.append(larger)
    return [row for level in reversed(levels) for row in level], problems


def _level(
    spec: LargerAreas, table: Table, lower: list[Row], aliases: dict[str, str]
) -> tuple[list[Row], list[Problem]]:
    """The larger areas of one level; writes `part_of` into the rows of the level below."""
    file, parts = table.file, table.column(spec.columns.area_id)
    wholes = table.column(spec.columns.part_of) if spec.columns.part_of else parts.str[: spec.prefix]
    heading = str(wholes.name)
    names = table.column(spec.columns.name) if spec.columns.name else wholes
    stated = each(wholes, lambda text: spec.names.get(text, ""))
    names = stated.where(stated != "", names)
    meant = each(parts, lambda text: aliases.get(text, text))
    rows = pd.DataFrame({"part": meant, "whole": wholes, "name": names}).drop_duplicates()
    known = [str(row[AREA_ID]) for row in lower]
    problems = [
        Problem(Code.LARGER_AREA_UNKNOWN, file, row, str(parts.name), part, {"nearest": _near(part, known)})
        for row, part in marked(rows["part"], ~rows["part"].isin(known))
    ]
    rows = rows[rows["part"].isin(known) & (rows["whole"] != "")]
    part_of: dict[str, str] = {}
    for part, group in rows.groupby("part", sort=True):
        different = sorted(group["whole"].unique())
        if len(different) > 1:
            fields = {"larger": listed(different)}
            problems.append(
                Problem(Code.AREA_IN_TWO_LARGER, file, int(group.index.max()), heading, str(part), fields)
            )
        part_of[str(part)] = different[0]
    problems += [
        Problem(Code.AREA_IN_NO_LARGER, file, column=heading, value=id_, fields={"level": spec.level})
        for id_ in known
        if id_ not in part_of
    ]
    larger: list[Row] = []
    for whole, group in rows.groupby("whole", sort=True):
        different = sorted(group["name"].unique())
        if len(different) > 1:
            fields = {"names": listed(different)}
            problems.append(
                Problem(Code.LARGER_NAMED_TWICE, file, int(group.index.max()), heading, str(whole), fields)
            )
        shapes = np.array([row["geometry"] for row in lower if part_of.get(str(row[AREA_ID])) == whole])
        larger.append(
            {
                AREA_ID: str(whole),
                "level": spec.level,
                "name": different[0],
                "geometry": shapely.normalize(shapely.union_all(shapes)),
                "part_of": CITY,
            }
        )
    for row in lower:
        row["part_of"] = part_of.get(str(row[AREA_ID]), "")
    return larger, problems


def _near(text: str, known: list[str]) -> str:
    alike = nearest(text, known)
    return alike if alike != NONE_NEAR else listed(known)

"""Larger areas, level by level: each made of whole areas of the level before."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.geography import LargerAreas
from sozialraum.model.intake import Intake
from sozialraum.model.tables import AREA_ID, BASE_LEVEL, CITY
from sozialraum.sources.accounting import intake, unread
from sozialraum.sources.areas.corrections import for_larger
from sozialraum.sources.areas.geographies import taken_by_rule
from sozialraum.sources.areas.names import AreaKeys, Matching, area_keys, by_rule
from sozialraum.sources.paths import NONE_NEAR, listed, nearest
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.reading import read_table
from sozialraum.sources.tables.columns import each
from sozialraum.sources.tables.table import Table, clean, marked

Row = dict[str, object]


def read_larger(folder: ProjectFolder, base: gpd.GeoDataFrame) -> tuple[list[Row], list[Intake], list[Problem]]:
    """Rows of table `areas`: the larger areas, from the top, then the Sozialräume; with `part_of` filled in.

    Besides, the account of each file and every Problem.

    Args:
        base: the Sozialräume by area_id, with `name` and geometry.
    """
    lower: list[Row] = [
        {AREA_ID: str(id_), "level": BASE_LEVEL, "name": name, "geometry": shape, "part_of": CITY}
        for id_, name, shape in zip(base.index, base["name"], base.geometry, strict=True)
    ]
    levels, intakes, problems = [lower], [], []
    aliases = [(text, clean(id_)) for text, id_ in folder.project.areas.aliases.items()]
    matching = folder.project.areas.matching
    for place, spec in enumerate(folder.project.planungsbezirke, start=1):
        try:
            table, found = read_table(spec, folder.files)
            problems += found
            table = for_larger(spec, folder.project.areas, table)
            larger, reasons, found = _level(spec, table, levels[-1], _keys(levels[-1], aliases, matching))
        except InputError as error:
            problems += error.problems
            intakes.append(unread(f"planungsbezirke[{place}]", spec.file))
            continue
        problems += found
        levels.append(larger)
        intakes.append(intake(f"planungsbezirke[{place}]", table, reasons))
    return [row for level in reversed(levels) for row in level], intakes, problems


def _level(
    spec: LargerAreas, table: Table, lower: list[Row], keys: AreaKeys
) -> tuple[list[Row], "pd.Series[str]", list[Problem]]:
    """The larger areas of one level, why a row says nothing, Problems; writes `part_of` into the rows below."""
    file, parts = table.file, table.column(spec.columns.area_id)
    found = keys.resolved(parts, "id")
    meant = found.where(found != "", parts)
    wholes = table.column(spec.columns.part_of) if spec.columns.part_of else meant.str[: spec.prefix]
    heading = str(wholes.name)
    names = table.column(spec.columns.name) if spec.columns.name else wholes
    stated = each(wholes, lambda text: spec.names.get(text, ""))
    names = stated.where(stated != "", names)
    known = [str(row[AREA_ID]) for row in lower]
    reasons = pd.Series("", index=meant.index, dtype="str").mask(wholes == "", str(Code.AREA_IN_NO_LARGER))
    reasons = reasons.mask(~meant.isin(known), str(Code.LARGER_AREA_UNKNOWN))
    rows = pd.DataFrame({"part": meant, "whole": wholes, "name": names}).drop_duplicates()
    problems = [
        Problem(Code.LARGER_AREA_UNKNOWN, file, row, str(parts.name), part, {"nearest": _near(part, known)})
        for row, part in marked(rows["part"], ~rows["part"].isin(known))
    ]
    told = by_rule(keys.meanings(parts.unique().tolist(), "id"))
    problems += taken_by_rule(told, keys, file, str(parts.name))
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
    return larger, reasons, problems


def _keys(lower: list[Row], aliases: list[tuple[str, str]], matching: Matching) -> AreaKeys:
    names = {str(row[AREA_ID]): str(row["name"]) for row in lower}
    further = [(text, id_) for text, id_ in aliases if id_ in names]
    return area_keys(names, [(name, id_) for id_, name in names.items()], further, matching=matching)[0]


def _near(text: str, known: list[str]) -> str:
    alike = nearest(text, known)
    return alike if alike != NONE_NEAR else listed(known)

"""The areas of a city: Sozialräume from a file, larger areas made of them, joint areas, the outline."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from sozialraum.errors import InputError, Problem
from sozialraum.model.area_checks import uneven_ground
from sozialraum.model.codes import Code
from sozialraum.model.intake import Intake
from sozialraum.model.tables import AREA_ID, AREAS, BASE_LEVEL, CITY, CITY_LEVEL, JOINT_LEVEL, MEMBERS, frame
from sozialraum.sources.accounting import intake
from sozialraum.sources.areas.base_areas import read_base, repaired, stated_crs, without_area
from sozialraum.sources.areas.larger_areas import read_larger
from sozialraum.sources.areas.named_areas import unknown_areas
from sozialraum.sources.areas.names import AreaKeys, area_keys
from sozialraum.sources.paths import listed
from sozialraum.sources.project import PROJECT_FILE, ProjectFolder
from sozialraum.sources.reading import read_whole
from sozialraum.sources.tables.table import clean
from sozialraum.sources.vectors.crs import astray, crs_name
from sozialraum.sources.vectors.vector import polygons


@dataclass(frozen=True)
class Boundaries:
    """Tables `areas` and `members`, the outline, and which text means which area."""

    areas: gpd.GeoDataFrame
    members: pd.DataFrame
    outline: BaseGeometry
    keys: AreaKeys


def read_boundaries(folder: ProjectFolder) -> tuple[Boundaries, list[Intake], list[Problem]]:
    """The areas of a project, the account of their files, and every Problem about them.

    The topmost larger areas (or the Sozialräume, where there are none) belong to the city; joint ones do not.

    Raises:
        InputError: a file cannot be read, so there are no areas to go on with.
    """
    base, accounts, problems = read_base(folder)
    if base.empty:
        raise InputError(problems)
    rows, intakes, found = read_larger(folder, base)
    problems += found
    outline, more, found = _outline(folder, base)
    problems += found
    problems += uneven_ground(base, folder.project.areas.file, outline if more else None)
    joint, members, found = _joint(folder, set(base.index))
    problems += found
    areas, found = _put_together(folder, outline, rows, joint)
    problems += found
    larger = areas.index[~areas["level"].isin([CITY_LEVEL, JOINT_LEVEL])]
    names = {str(id_): str(name) for id_, name in base["name"].items()}
    problems += unknown_areas(folder.project, set(base.index), set(larger), names)
    keys, found = _keys(folder, areas, base)
    return Boundaries(areas, members, outline, keys), [*accounts, *more, *intakes], problems + found


def _outline(folder: ProjectFolder, base: gpd.GeoDataFrame) -> tuple[BaseGeometry, list[Intake], list[Problem]]:
    """The outline of the city, and the account of its file where it has one that could be read."""
    spec = folder.project.areas
    union = shapely.normalize(shapely.union_all(base.geometry.to_numpy()))
    if spec.outline_file is None:
        return union, [], []
    try:
        table, problems = read_whole(spec.outline_file, None, spec.dialect, folder.files, stated_crs(spec))
    except InputError as error:
        return union, [], list(error.problems)
    if table.geometry is None:
        return union, [], [*problems, Problem(Code.NO_GEOMETRY, table.file)]
    strays = astray(table.geometry, folder.files.crs)
    fields = {"crs": crs_name(folder.files.crs)}
    problems += [
        Problem(Code.GEOMETRY_ASTRAY, table.file, int(row), value=folder.project.city.name, fields=fields)
        for row in strays.index[strays]
    ]
    shapes, won = polygons(table.geometry.where(~strays))
    names = pd.Series(folder.project.city.name, index=shapes.index)
    problems += repaired(table.file, names, won)
    outline = shapely.normalize(shapely.union_all(shapes.to_numpy()))
    if outline.is_empty:
        problems.append(Problem(Code.GEOMETRY_NOT_AREA, table.file, 2, value=folder.project.city.name))
        return union, [], problems
    reasons = strays.map({True: str(Code.GEOMETRY_ASTRAY), False: ""}).mask(
        without_area(shapes) & ~strays, str(Code.GEOMETRY_NOT_AREA)
    )
    return outline, [intake("areas.outline_file", table, reasons)], problems


def _joint(folder: ProjectFolder, base: set[str]) -> tuple[list[dict[str, object]], pd.DataFrame, list[Problem]]:
    rows: list[dict[str, object]] = []
    members: list[dict[str, object]] = []
    problems = []
    for joint in sorted(folder.project.joint_areas, key=lambda joint: joint.id):
        rows.append({AREA_ID: joint.id, "level": JOINT_LEVEL, "part_of": "", "name": joint.name, "geometry": None})
        for id_ in sorted({clean(id_) for id_ in joint.members}):
            if id_ in base:
                members.append({"joint_id": joint.id, "area_id": id_})
            else:
                place = f"joint_areas.{joint.id}.members"
                fields = {"nearest": listed(sorted(base))}
                problems.append(Problem(Code.AREA_UNKNOWN, PROJECT_FILE, column=place, value=id_, fields=fields))
    return rows, frame(MEMBERS, members), problems


def _put_together(
    folder: ProjectFolder,
    outline: BaseGeometry,
    rows: list[dict[str, object]],
    joint: list[dict[str, object]],
) -> tuple[gpd.GeoDataFrame, list[Problem]]:
    """Table `areas`: the city, then the larger areas from the top, the Sozialräume, the joint areas."""
    project = folder.project
    city = {AREA_ID: CITY, "level": CITY_LEVEL, "part_of": "", "name": project.city.name, "geometry": outline}
    every = [city, *rows, *joint]
    problems = []
    taken: dict[object, object] = {}
    for row in every:
        if row[AREA_ID] in taken:
            fields = {"level": str(taken[row[AREA_ID]])}
            place = str(row["level"])
            problems.append(
                Problem(Code.AREA_ID_TAKEN, PROJECT_FILE, column=place, value=str(row[AREA_ID]), fields=fields)
            )
        taken.setdefault(row[AREA_ID], row["level"])
    table = pd.DataFrame(every).drop_duplicates(AREA_ID).set_index(AREA_ID)
    table.index = table.index.astype("str")
    table["boundaries_as_of"] = project.areas.boundaries_as_of.isoformat()
    text = ["level", "part_of", "boundaries_as_of", "name"]
    table[text] = table[text].astype("str")
    return gpd.GeoDataFrame(table, geometry="geometry", crs=folder.files.crs)[list(AREAS)], problems


def _keys(folder: ProjectFolder, areas: gpd.GeoDataFrame, base: gpd.GeoDataFrame) -> tuple[AreaKeys, list[Problem]]:
    project = folder.project
    own = areas.loc[areas["level"] != CITY_LEVEL, "name"]
    names = [(str(name), str(id_)) for id_, name in own.items()]
    names += [(str(name), str(id_)) for id_, name in base["file_name"].items()]
    further = [(text, clean(id_)) for text, id_ in project.areas.aliases.items()]
    known = set(areas.index)
    problems = [
        Problem(
            Code.AREA_UNKNOWN,
            PROJECT_FILE,
            column="areas.aliases",
            value=id_,
            fields={"nearest": listed(sorted(known))},
        )
        for _, id_ in further
        if id_ not in known
    ]
    further = [(text, id_) for text, id_ in further if id_ in known]
    further += [(key, joint.id) for joint in project.joint_areas for key in joint.keys]
    further += [(key, CITY) for key in project.city.keys]
    kinds = {BASE_LEVEL: [*project.areas.label.values(), *project.areas.label_plural.values()]}
    kinds |= {one.level: [*one.label.values(), *one.label_plural.values()] for one in project.planungsbezirke}
    levels = {str(id_): str(level) for id_, level in areas["level"].items()}
    keys, contradictions = area_keys(list(levels), names, further, levels, kinds, project.areas.matching)
    problems += [
        Problem(Code.KEY_AMBIGUOUS, PROJECT_FILE, value=text, fields={"ids": ", ".join(ids)})
        for text, ids in contradictions.items()
    ]
    return keys, problems

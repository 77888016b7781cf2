"""The areas of a city: Sozialräume from a file, larger areas made of them, joint areas, the outline."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.checks import overlapping, repeated_names
from sozialraum.model.codes import Code
from sozialraum.model.tables import AREA_ID, AREAS, CITY, CITY_LEVEL, JOINT_LEVEL, MEMBERS, frame
from sozialraum.sources.crs import astray, crs_name, named_crs
from sozialraum.sources.larger_areas import read_larger
from sozialraum.sources.names import AreaKeys, area_keys
from sozialraum.sources.paths import listed, refused
from sozialraum.sources.project import PROJECT_FILE, ProjectFolder
from sozialraum.sources.reading import read_table, read_whole
from sozialraum.sources.table import Table, clean, marked
from sozialraum.sources.vector import polygons


@dataclass(frozen=True)
class Boundaries:
    """Tables `areas` and `members`, the outline, and which text means which area."""

    areas: gpd.GeoDataFrame
    members: pd.DataFrame
    outline: BaseGeometry
    keys: AreaKeys


def read_boundaries(folder: ProjectFolder) -> tuple[Boundaries, list[Problem]]:
    """The areas of a project and every Problem about them.

    The topmost larger areas (or the Sozialräume, where there are none) belong to the city; joint ones do not.

    Raises:
        InputError: a file cannot be read, so there are no areas to go on with.
    """
    spec = folder.project.areas
    stated = named_crs(spec.crs) if spec.crs else None
    table, problems = read_table(spec, folder.files, stated)
    base, found = _base_areas(table, folder)
    problems += found
    if base.empty:
        raise InputError(problems)
    rows, found = read_larger(folder, base)
    problems += found
    outline, found = _outline(folder, base)
    problems += found
    joint, members, found = _joint(folder, set(base.index))
    problems += found
    areas, found = _put_together(folder, outline, rows, joint)
    problems += found
    keys, found = _keys(folder, areas, base)
    return Boundaries(areas, members, outline, keys), problems + found


def _base_areas(table: Table, folder: ProjectFolder) -> tuple[gpd.GeoDataFrame, list[Problem]]:
    """Columns `name` (as shown), `file_name` and geometry by area_id, in order of it."""
    spec = folder.project.areas
    if table.geometry is None:
        raise refused(Code.NO_GEOMETRY, table.file)
    ids = table.column(spec.columns.area_id)
    names = table.column(spec.columns.name) if spec.columns.name else ids
    strays = astray(table.geometry, folder.files.crs)
    shapes, repaired = polygons(table.geometry.where(~strays))
    nothing, no_area = _without_area(table.geometry), _without_area(shapes)
    heading = str(ids.name)
    file = table.file
    problems = [Problem(Code.AREA_KEY_EMPTY, file, row, heading) for row, _ in marked(ids, ids == "")]
    problems += [Problem(Code.GEOMETRY_EMPTY, file, row, value=id_) for row, id_ in marked(ids, nothing)]
    problems += [
        Problem(Code.GEOMETRY_NOT_AREA, file, row, value=id_)
        for row, id_ in marked(ids, no_area & ~nothing & ~strays)
    ]
    problems += [
        Problem(Code.GEOMETRY_ASTRAY, file, row, value=id_, fields={"crs": crs_name(folder.files.crs)})
        for row, id_ in marked(ids, strays)
    ]
    problems += [
        Problem(Code.GEOMETRY_REPAIRED, file, row, value=id_, severity=Severity.WARNING)
        for row, id_ in marked(ids, repaired)
    ]
    usable = (ids != "") & ~no_area
    rows = gpd.GeoDataFrame({"id": ids, "file_name": names}, geometry=shapes, crs=shapes.crs)[usable]
    base, found = _dissolved(rows, table.file)
    known = {clean(id_): name for id_, name in spec.names.items()}
    problems += found + [
        Problem(
            Code.AREA_UNKNOWN,
            PROJECT_FILE,
            column="areas.names",
            value=id_,
            fields={"nearest": listed(list(base.index))},
        )
        for id_ in known
        if id_ not in base.index
    ]
    base["name"] = [known.get(id_, name) for id_, name in zip(base.index, base["file_name"], strict=True)]
    problems += repeated_names(base["name"], table.file) + overlapping(base, table.file)
    return base, problems


def _without_area(geometry: gpd.GeoSeries) -> "pd.Series[bool]":
    shapes = geometry.to_numpy()
    return pd.Series(shapely.is_missing(shapes) | shapely.is_empty(shapes), index=geometry.index)


def _dissolved(rows: gpd.GeoDataFrame, file: str) -> tuple[gpd.GeoDataFrame, list[Problem]]:
    """One row per id; several rows of one id and one name become one area."""
    problems, ids, names, shapes = [], [], [], []
    for id_, group in rows.groupby("id", sort=True):
        different = sorted(group["file_name"].unique())
        row = int(group.index.min())
        if len(different) > 1:
            fields = {"names": listed(different)}
            problems.append(Problem(Code.AREA_ID_REPEATED, file, row, value=str(id_), fields=fields))
        elif len(group) > 1:
            fields = {"count": str(len(group))}
            problem = Problem(
                Code.AREA_DISSOLVED, file, row, value=str(id_), fields=fields, severity=Severity.WARNING
            )
            problems.append(problem)
        ids.append(str(id_))
        names.append(different[0])
        # in an order of their own, so that the order of rows cannot be seen in the result
        parts = sorted(shapely.normalize(group.geometry.to_numpy()), key=lambda shape: shape.wkb)
        shapes.append(shapely.normalize(parts[0] if len(parts) == 1 else shapely.union_all(parts)))
    index = pd.Index(ids, name=AREA_ID, dtype="str")
    data = {"file_name": pd.Series(names, index=index, dtype="str")}
    return gpd.GeoDataFrame(data, geometry=shapes, index=index, crs=rows.crs), problems


def _outline(folder: ProjectFolder, base: gpd.GeoDataFrame) -> tuple[BaseGeometry, list[Problem]]:
    spec = folder.project.areas
    if spec.outline_file is None:
        return shapely.normalize(shapely.union_all(base.geometry.to_numpy())), []
    try:
        stated = named_crs(spec.crs) if spec.crs else None
        table, problems = read_whole(spec.outline_file, None, spec.dialect, folder.files, stated)
    except InputError as error:
        return shapely.normalize(shapely.union_all(base.geometry.to_numpy())), list(error.problems)
    if table.geometry is None:
        return shapely.MultiPolygon(), [*problems, Problem(Code.NO_GEOMETRY, table.file)]
    strays = astray(table.geometry, folder.files.crs)
    fields = {"crs": crs_name(folder.files.crs)}
    problems += [
        Problem(Code.GEOMETRY_ASTRAY, table.file, int(row), value=folder.project.city.name, fields=fields)
        for row in strays.index[strays]
    ]
    shapes, _ = polygons(table.geometry.where(~strays))
    outline = shapely.normalize(shapely.union_all(shapes.to_numpy()))
    if outline.is_empty:
        problems.append(Problem(Code.GEOMETRY_NOT_AREA, table.file, 2, value=folder.project.city.name))
    return outline, problems


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
    keys, contradictions = area_keys([str(id_) for id_ in areas.index], names, further)
    problems += [
        Problem(Code.KEY_AMBIGUOUS, PROJECT_FILE, value=text, fields={"ids": ", ".join(ids)})
        for text, ids in contradictions.items()
    ]
    return keys, problems

"""The land on which people live, over which totals of Sozialräume are spread."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.area_checks import few
from sozialraum.model.codes import Code
from sozialraum.model.files import Dialect
from sozialraum.model.intake import Intake
from sozialraum.model.population import Spread
from sozialraum.sources.accounting import first_reason, intake, unread
from sozialraum.sources.areas.base_areas import repaired, without_area
from sozialraum.sources.project import PROJECT_FILE, ProjectFolder
from sozialraum.sources.reading import read_whole
from sozialraum.sources.vectors.crs import astray, crs_name, named_crs
from sozialraum.sources.vectors.vector import polygons

ENTRY = "spread"


def read_homes_land(folder: ProjectFolder) -> tuple[gpd.GeoSeries, list[Intake], list[Problem]]:
    """The polygons of [spread] in the city's coordinate system, the account of their file, and every Problem."""
    spec = folder.project.spread
    none = gpd.GeoSeries(crs=folder.files.crs)
    if spec is None or spec.file is None:
        return none, [], []
    try:
        table, problems = read_whole(
            spec.file, spec.layer, Dialect(), folder.files, named_crs(spec.crs) if spec.crs else None
        )
    except InputError as error:
        return none, [unread(ENTRY, spec.file)], list(error.problems)
    if table.geometry is None:
        return none, [unread(ENTRY, spec.file)], [*problems, Problem(Code.NO_GEOMETRY, table.file)]
    strays = astray(table.geometry, folder.files.crs)
    shapes, won = polygons(table.geometry.where(~strays))
    names = table.cells.index.to_series().astype("str")
    problems += repaired(table.file, names, won)
    fields = {"crs": crs_name(folder.files.crs)}
    flat = without_area(shapes) & ~strays
    problems += [
        Problem(Code.GEOMETRY_ASTRAY, table.file, int(row), value=names[row], fields=fields)
        for row in strays.index[strays]
    ]
    problems += [Problem(Code.GEOMETRY_NOT_AREA, table.file, int(row), value=names[row]) for row in flat.index[flat]]
    reasons = first_reason(shapes.index, (strays, str(Code.GEOMETRY_ASTRAY)), (flat, str(Code.GEOMETRY_NOT_AREA)))
    kept = gpd.GeoSeries(shapes[reasons == ""])
    return (
        gpd.GeoSeries(shapely.normalize(kept.to_numpy()), crs=folder.files.crs),
        [intake(ENTRY, table, reasons)],
        problems,
    )


def areas_without_homes(
    settings: Spread | None, areas: gpd.GeoSeries, homes: gpd.GeoSeries, indicators: pd.DataFrame
) -> list[Problem]:
    """A warning where people are counted and nothing lies over which they could be spread but the area itself.

    Args:
        settings: None where nobody is spread.
        areas: the Sozialräume by id.
        homes: polygons or points.
        indicators: table `indicators`.
    """
    if settings is None or settings.over == "area":
        return []
    ordered = gpd.GeoSeries(areas.sort_index())
    shapes, places = ordered.to_numpy(), homes.to_numpy()
    met, home = shapely.STRtree(places).query(shapes, predicate="intersects")
    if settings.over == "polygons":  # land that only touches an area is the neighbour's
        met = met[~shapely.touches(shapes[met], places[home])]
    bare = ordered.index[~np.isin(np.arange(len(ordered)), met)]
    counted = indicators[indicators["indicator_id"].isin(settings.people.values()) & ~indicators["list_only"]]
    lived_in = counted.loc[(counted["value"] > 0).fillna(False).astype(bool), "area_id"]
    named = [str(area) for area in bare if area in set(lived_in)]
    if not named:
        return []
    fields = {"over": settings.over, "count": str(len(named)), "areas": few(named)}
    return [
        Problem(
            Code.AREAS_WITHOUT_HOMES, PROJECT_FILE, column="spread.over", fields=fields, severity=Severity.WARNING
        )
    ]

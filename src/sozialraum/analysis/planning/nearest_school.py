"""Which school of a Schulart, and of a denomination where that matters, is nearest to the houses of an area."""

from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd

from sozialraum.analysis.coverage import counted
from sozialraum.analysis.planning.centres import last_day_of_data
from sozialraum.analysis.planning.familienzentren import valid_on
from sozialraum.model.establishments import Betriebsstatus
from sozialraum.model.inputs import Inputs
from sozialraum.model.planning import ChildrenOfYears
from sozialraum.model.planning_settings import NearestRule
from sozialraum.model.planning_tables import NEAREST
from sozialraum.model.project import Project
from sozialraum.model.tables import BASE_LEVEL, frame, typed

AT_ONCE = 20_000  # houses, so that a large city needs little memory
STATES = (Betriebsstatus.IN_BETRIEB, Betriebsstatus.PROVISORISCH)


def nearest_schools(
    rule: NearestRule, houses: gpd.GeoDataFrame, facilities: gpd.GeoDataFrame, merkmale: pd.DataFrame, day: date
) -> pd.DataFrame:
    """The nearest school of each house, straight-line, summed up by Sozialraum.

    Args:
        rule: which schools: their types, and the Merkmal they must or must not bear.
        houses: `area_id` ("" is left out) and points; each counts once.
        facilities: table `facilities` in metres; schools without a position cannot be nearest.
        merkmale: table `merkmale`.
        day: schools and Merkmale are those of that day.

    Returns:
        Table NEAREST in order of area and school. Of two as near the first by id.

    Source: docs/methods.md#naechste-schule
    """
    schools = _chosen(rule, facilities, merkmale, day)
    own = houses[(houses["area_id"] != "") & houses.geometry.notna()]
    if schools.empty or own.empty:
        return frame(NEAREST)
    at = np.column_stack([schools.geometry.x, schools.geometry.y])
    points = np.column_stack([own.geometry.x, own.geometry.y])
    which, metres = [], []
    for start in range(0, len(points), AT_ONCE):
        away = np.hypot(*(points[start : start + AT_ONCE, None, :] - at[None, :, :]).transpose(2, 0, 1))
        which.append(away.argmin(axis=1))
        metres.append(away.min(axis=1))
    table = pd.DataFrame(
        {
            "area_id": own["area_id"].to_numpy(),
            "facility_id": schools.index.to_numpy()[np.concatenate(which)],
            "metres": np.concatenate(metres),
        }
    )
    rows = table.groupby(["area_id", "facility_id"], sort=True)["metres"].agg(["size", "mean", "max"]).reset_index()
    rows = rows.rename(columns={"size": "houses", "mean": "mean_m", "max": "farthest_m"}).assign(rule=rule.id)
    rows["share_pct"] = 100 * rows["houses"] / rows.groupby("area_id")["houses"].transform("sum")
    return typed(rows[list(NEAREST)], NEAREST)


def nearest_of_all(
    project: Project, inputs: Inputs, years: ChildrenOfYears, facilities: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Table NEAREST by every rule of the project, from the houses of its register of addresses.

    Schools and Merkmale are those of the last day of the data. A house on a border counts in the first area by id.
    """
    areas = inputs.areas[inputs.areas["level"] == BASE_LEVEL]
    if not project.planning.nearest or inputs.houses.empty or project.areas.schematic is not None:
        return frame(NEAREST)
    houses = gpd.GeoDataFrame(geometry=inputs.houses)
    at = houses.sjoin(areas[["geometry"]], predicate="intersects")[areas.index.name].groupby(level=0).min()
    houses["area_id"] = at.reindex(houses.index).fillna("").astype(str)
    day = last_day_of_data(project, years)
    shown = facilities[facilities["mappable"]]  # distances to a house of its own would tell where another one is
    found = [nearest_schools(rule, houses, shown, inputs.merkmale, day) for rule in project.planning.nearest]
    return typed(pd.concat(found, ignore_index=True), NEAREST)


def _chosen(rule: NearestRule, facilities: gpd.GeoDataFrame, merkmale: pd.DataFrame, day: date) -> gpd.GeoDataFrame:
    """Schools of the rule with a position, in order of id."""
    open_then = counted(facilities, day.isoformat(), STATES)
    rows = facilities[open_then & facilities["facility_type"].isin(rule.facility_types) & facilities.geometry.notna()]
    if rule.merkmal is not None:
        rows = rows[rows.index.isin(valid_on(merkmale, rule.merkmal, day)["facility_id"])]
    for other in rule.without:
        rows = rows[~rows.index.isin(valid_on(merkmale, other, day)["facility_id"])]
    return rows.sort_index()

"""Which school of a Schulart, and of a denomination where that matters, is nearest to the houses of an area."""

from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd

from sozialraum.analysis.access.chosen import chosen
from sozialraum.analysis.access.placing import area_of
from sozialraum.analysis.access.targets import points_of
from sozialraum.analysis.access.ways import Ways, nearest_by, ways_of
from sozialraum.analysis.planning.centres import last_day_of_data
from sozialraum.model.inputs import Inputs
from sozialraum.model.planning import ChildrenOfYears
from sozialraum.model.planning_settings import NearestRule
from sozialraum.model.planning_tables import NEAREST
from sozialraum.model.project import Project
from sozialraum.model.tables import frame, typed


def nearest_schools(
    rule: NearestRule,
    houses: gpd.GeoDataFrame,
    facilities: gpd.GeoDataFrame,
    merkmale: pd.DataFrame,
    day: date,
    ways: Ways,
) -> pd.DataFrame:
    """The nearest school of each house, summed up by Sozialraum.

    Args:
        rule: which schools: their types, and the Merkmal they must or must not bear.
        houses: `area_id` ("" is left out) and points; each counts once.
        facilities: table `facilities` in metres; schools without a position cannot be nearest.
        merkmale: table `merkmale`.
        day: schools and Merkmale are those of that day.
        ways: how ways are measured.

    Returns:
        Table NEAREST in order of area and school; facility_id "" for houses from which none can be reached. Of two
        as near the first by id.

    Source: docs/methods.md#naechste-schule
    """
    schools = chosen(rule, facilities, merkmale, day)
    schools = schools[schools.geometry.notna()]
    own = houses[(houses["area_id"] != "") & houses.geometry.notna()]
    if schools.empty or own.empty:
        return frame(NEAREST)
    found = nearest_by(ways, points_of(own), points_of(schools))
    ids = np.array([*schools.index.astype(str), ""], dtype=object)
    metres = found.distance_m[:, 0]
    table = pd.DataFrame(
        {
            "area_id": own["area_id"].to_numpy(),
            "facility_id": ids[found.target[:, 0]],
            "metres": np.where(np.isfinite(metres), metres, np.nan),
        }
    )
    rows = table.groupby(["area_id", "facility_id"], sort=True)["metres"].agg(["size", "mean", "max"]).reset_index()
    rows = rows.rename(columns={"size": "houses", "mean": "mean_m", "max": "farthest_m"})
    rows["share_pct"] = 100 * rows["houses"] / rows.groupby("area_id")["houses"].transform("sum")
    return typed(rows.assign(rule=rule.id, way=ways.way), NEAREST)


def nearest_of_all(
    project: Project, inputs: Inputs, years: ChildrenOfYears, facilities: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Table NEAREST by every rule of the project, from the houses of its register of addresses.

    On foot where there is a network, else straight, without a factor. Schools and Merkmale are those of the last day
    of the data. A house on a border counts in the first area by id.
    """
    if not project.planning.nearest or inputs.houses.empty or project.areas.schematic is not None:
        return frame(NEAREST)
    houses = gpd.GeoDataFrame(geometry=inputs.houses[inputs.houses.notna()])
    houses["area_id"] = area_of(points_of(houses), inputs.areas)
    day = last_day_of_data(project, years)
    shown = facilities[facilities["mappable"]]  # distances to a house of its own would tell where another one is
    ways = ways_of(project.reach, inputs.network)
    ways = ways if ways.network is not None else Ways("straight")
    found = [nearest_schools(rule, houses, shown, inputs.merkmale, day, ways) for rule in project.planning.nearest]
    return typed(pd.concat(found, ignore_index=True), NEAREST)

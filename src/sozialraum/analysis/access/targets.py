"""The facilities a question asks the way to, and how many places each has."""

from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd

from sozialraum.analysis.access.chosen import asks_for_merkmale, chosen
from sozialraum.analysis.planning.balance import house_rows
from sozialraum.analysis.planning.supplies import supply_of, years_told
from sozialraum.model.project import Project
from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.rules import Coverage


def targets_of(
    question: ReachQuestion,
    facilities: gpd.GeoDataFrame,
    merkmale: pd.DataFrame,
    beyond: gpd.GeoDataFrame,
    day: date,
) -> gpd.GeoDataFrame:
    """The facilities of a question on a day, in order of id.

    Args:
        question: which are meant.
        facilities: table `facilities`; those that are never mapped are left out, for ways to them would tell where
            they are.
        merkmale: table `merkmale`.
        beyond: table BEYOND; none of them counts where a Merkmal is asked for, because theirs are not known.
        day: in operation, and Merkmale that hold.

    Returns:
        Index facility_id; `beyond` (listed as lying outside the city), geometry (None where there is no position).

    Source: docs/methods.md#erreichbarkeit
    """
    own = chosen(question, facilities[facilities["mappable"]], merkmale, day)
    rows = own[["geometry"]].assign(beyond=False)
    if not asks_for_merkmale(question):
        outside = beyond[beyond["facility_type"].isin(question.facility_types) & ~beyond.index.isin(own.index)]
        if not outside.empty:
            rows = pd.concat([rows, outside[["geometry"]].assign(beyond=True)])
    return gpd.GeoDataFrame(rows.sort_index(), geometry="geometry", crs=facilities.crs)


def places_of(
    coverage: Coverage,
    targets: gpd.GeoDataFrame,
    project: Project,
    facilities: gpd.GeoDataFrame,
    offers: pd.DataFrame,
    beyond_places: pd.DataFrame,
) -> pd.Series:
    """Places of each facility as the balance counts them on its newest date; NA where they are not known.

    Args:
        coverage: which places.
        targets: from targets_of.
        project: what an offer counts for.
        facilities: table `facilities`.
        offers: table `offers`.
        beyond_places: table BEYOND_PLACES.

    Returns:
        Index facility_id. A facility of the city that has no such offer has no places (0).

    Source: docs/methods.md#plaetze-im-umkreis
    """
    known = years_told(coverage, offers)
    found = pd.Series(0.0, index=targets.index, dtype="Float64")
    if not known:
        return found.mask(found.notna())
    stock = house_rows(supply_of(project, coverage, facilities, offers), known[-1]).set_index("facility_id")
    counted = (stock["places"] * stock["share"]).reindex(found.index)
    listed = beyond_places[beyond_places["coverage"] == coverage.id].groupby("facility_id")["places"].sum(min_count=1)
    outside = targets["beyond"].to_numpy()
    found = counted.where(found.index.isin(stock.index), found)
    return found.where(~outside, listed.reindex(found.index).astype("Float64"))


def points_of(targets: gpd.GeoDataFrame | gpd.GeoSeries) -> np.ndarray:
    """Points as an array (n, 2) in metres; all must have a position."""
    return np.column_stack([targets.geometry.x, targets.geometry.y]).astype(np.float64).reshape(-1, 2)

"""Places of a coverage together with those of the offers shown beside it: the number people know of a house."""

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd

from sozialraum.analysis.coverage import counted
from sozialraum.model.measures import ALL_PLACES
from sozialraum.model.periods import in_order
from sozialraum.model.rules import Coverage
from sozialraum.model.status import RANK, STATUS_OF, Status
from sozialraum.model.tables import BESTAND, MEASURES, frame

WITHHELD = str(Status.WITHHELD)


def all_places(
    coverage: Coverage,
    offer_types: frozenset[str],
    facilities: gpd.GeoDataFrame,
    offers: pd.DataFrame,
    members: Mapping[str, list[str]],
) -> pd.DataFrame:
    """Places of the coverage's offers and of those shown beside it, all target groups, per area and period.

    Args:
        coverage: its kind, periods and counted states.
        offer_types: facility types of all these offers.
        facilities: table `facilities` with `area_id`.
        offers: table `offers`.
        members: area of any level -> its Sozialräume; the longest list, the city's, counts those without one too.

    Returns:
        Table `measures`, measure places_all, target_group = id of the coverage. NA (reason "places_unknown", `lower`
        = what is known) where a facility says nothing; withheld without a limit where its number is. Never part of a
        quota.

    Source: docs/methods.md#plaetze-aller-art
    """
    of_kind = offers[
        offers["offer"].isin([*coverage.offers, *coverage.also_shown]) & (offers["kind"] == coverage.kind)
    ]
    periods = in_order(list(of_kind.loc[of_kind["offer"].isin(coverage.offers), "period"]))
    city = max(members, key=lambda area: len(members[area]))
    rows: list[dict[str, object]] = []
    for period in periods:
        houses = facilities[
            counted(facilities, period, coverage.betriebsstatus) & facilities["facility_type"].isin(offer_types)
        ]
        said = of_kind[(of_kind["period"] == period) & of_kind["facility_id"].isin(houses.index)]
        per_house = said.groupby("facility_id")["places"].agg(lambda places: places.sum(skipna=False))
        places = per_house.reindex(houses.index)
        known = places.groupby(houses["area_id"]).sum()
        worth = said["status"].map(RANK).groupby(said["facility_id"]).max().reindex(houses.index)
        rank = worth.groupby(houses["area_id"]).max()
        silent = places.isna().groupby(houses["area_id"]).sum()
        kept = said[(said["status"] == WITHHELD) & said["places"].isna()]["facility_id"]
        kept_back = houses.index.isin(kept)
        withheld = pd.Series(kept_back, index=houses.index).groupby(houses["area_id"]).any()
        for area, parts in members.items():
            standing = [*parts, ""] if area == city else parts
            least, unknown = known.reindex(standing).fillna(0).sum(), silent.reindex(standing).fillna(0).sum()
            hidden = bool(withheld.reindex(standing).eq(True).any())
            why = (WITHHELD, "parts_withheld") if hidden else (str(Status.MISSING), "places_unknown")
            weakest = STATUS_OF[int(rank.reindex(standing).fillna(0).max())]
            rows.append(
                {
                    "area_id": area,
                    "measure_id": ALL_PLACES,
                    "target_group": coverage.id,
                    "period": period,
                    "scenario": BESTAND,
                    "value": None if unknown else float(least),
                    "lower": float(least) if unknown and not hidden else None,
                    "status": why[0] if unknown else weakest,
                    "reason": why[1] if unknown else "",
                }
            )
    return frame(MEASURES, rows)

"""Which Sozialraum a facility stands in: inside, on a border, outside, or in conflict with the stated one."""

import geopandas as gpd
import pandas as pd

from sozialraum.model.tables import BASE_LEVEL

BORDER_M = 0.5  # coordinates of a house are not known better than this, so nearer means: on the border


def placed(
    facilities: gpd.GeoDataFrame, areas: gpd.GeoDataFrame, by_position: frozenset[str], schematic: bool
) -> gpd.GeoDataFrame:
    """The facilities with the Sozialraum each belongs to and how that was found.

    Args:
        facilities: table `facilities`, geometry in the CRS of the areas or None.
        areas: table `areas` with one row each; those of level "sozialraum" are used.
        by_position: facility types whose position wins over a stated Sozialraum.
        schematic: the borders are not official: a stated Sozialraum then always wins, without conflict.

    Returns:
        The same rows with three more columns: `area_id` ("" where none is known), `found_area` (the first one by
        id at that position, "" where there is none) and `placement`: inside, border (nearer than 0.5 m to two or
        more; the stated one, else the first by id), outside (a position in no Sozialraum), stated (no position),
        conflict (position and stated Sozialraum differ), unknown (neither).

    Raises:
        ValueError: facilities and areas have different coordinate systems.

    Source: docs/methods.md#zuordnung
    """
    if facilities.crs != areas.crs:
        raise ValueError("facilities and areas must share one coordinate system")
    candidates = _candidates(facilities, areas[areas["level"] == BASE_LEVEL])
    found = [
        _decide(candidates.get(id_, []), known, stated, schematic, type_ in by_position)
        for id_, known, stated, type_ in zip(
            facilities.index,
            facilities.geometry.notna(),
            facilities["stated_area"],
            facilities["facility_type"],
            strict=True,
        )
    ]
    first = [candidates.get(id_, [""])[0] for id_ in facilities.index]
    return facilities.assign(
        found_area=pd.Series(first, index=facilities.index, dtype="str"),
        area_id=pd.Series([area for area, _ in found], index=facilities.index, dtype="str"),
        placement=pd.Series([how for _, how in found], index=facilities.index, dtype="str"),
    )


def _candidates(facilities: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> dict[str, list[str]]:
    points = facilities[facilities.geometry.notna()][["geometry"]]
    if points.empty:
        return {}
    joined = points.sjoin(areas[["geometry"]], predicate="dwithin", distance=BORDER_M)
    found: dict[str, list[str]] = {}
    for facility_id, area_id in zip(joined.index, joined[areas.index.name], strict=True):
        found.setdefault(facility_id, []).append(area_id)
    return {facility_id: sorted(area_ids) for facility_id, area_ids in found.items()}


def _decide(
    candidates: list[str], has_position: bool, stated: str, schematic: bool, position_wins: bool
) -> tuple[str, str]:
    if stated and (schematic or not has_position):
        return stated, "stated" if not has_position else "inside"
    if not has_position:
        return "", "unknown"
    if stated in candidates:
        return stated, "inside" if len(candidates) == 1 else "border"
    if not candidates:
        return ("", "outside") if position_wins else (stated, "outside")
    if stated:
        return (candidates[0] if position_wins else stated), "conflict"
    return candidates[0], "inside" if len(candidates) == 1 else "border"

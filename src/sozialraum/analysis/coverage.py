"""Places of an offer beside the children they are for: quota, needed places, places missing."""

from collections.abc import Iterable, Mapping

import geopandas as gpd
import pandas as pd

from sozialraum.model.measures import CHILDREN, MISSING, NEEDED, OF_NEED, PLACES, QUOTAS, UNKNOWN_HOUSES
from sozialraum.model.periods import first_day, in_order, last_day
from sozialraum.model.rules import Coverage
from sozialraum.model.status import RANK, WITHOUT_VALUE, Status
from sozialraum.model.tables import BESTAND, MEASURES, frame

PLACES_DIGITS = 9  # beyond these a difference is one of binary fractions, and no place is missing for it


def quota(places: pd.Series, children: pd.Series) -> pd.Series:
    """Places per 100 children they are meant for.

    Args:
        places: index area_id, >= 0 or NA.
        children: the children of the same area, same index.

    Returns:
        Percent, same index. NA where a side is unknown or there are no children. Above 100 is real:
        a Kita may serve neighbouring areas.

    Raises:
        ValueError: the series do not list the same areas in the same order.

    Source: docs/methods.md#versorgungsquote
    """
    if not places.index.equals(children.index):
        raise ValueError("places and children must share one area_id index")
    return 100 * places / children.where(children > 0)


def places_needed(children: pd.Series, target_quota_pct: float) -> pd.Series:
    """Children times target in places, a fraction where it is one; NA stays NA.

    Source: docs/methods.md#benoetigte-plaetze
    """
    return (children * target_quota_pct / 100).round(PLACES_DIGITS)


def places_missing(needed: pd.Series, places: pd.Series) -> pd.Series:
    """Places up to the target, never below 0, not rounded up; NA stays NA.

    Source: docs/methods.md#fehlende-plaetze
    """
    return (needed - places).clip(lower=0)


def counted(facilities: pd.DataFrame, period: str, betriebsstatus: Iterable[str]) -> pd.Series:
    """Whether a facility's places count in that period.

    A facility counts if it bears one of the given states and is not known to open after or to have closed
    before the period; a closed one counts for periods before the day it closed.

    Args:
        facilities: table `facilities`.
        period: canonical period of the places.
        betriebsstatus: the states that count today.
    """
    closes = facilities["closes_on"].map(lambda day: last_day(day) if day else None)
    opens = facilities["opens_on"].map(lambda day: first_day(day) if day else None)
    start, end = first_day(period), last_day(period)
    open_yet = opens.map(lambda day: day is None or day <= end).astype(bool)
    still_open = closes.map(lambda day: day is None or day >= start).astype(bool)
    status = facilities["betriebsstatus"]
    return open_yet & still_open & (status.isin(list(betriebsstatus)) | (closes.notna() & (status == "geschlossen")))


def children_period(coverage: Coverage, period: str, known: list[str]) -> str | None:
    """The date of the children that belongs to a date of the places: as the project pairs them, else the last
    one inside the same period, else None."""
    if coverage.pairs:
        return coverage.pairs.get(period)
    inside = [day for day in in_order(known) if first_day(period) <= last_day(day) <= last_day(period)]
    return inside[-1] if inside else None


def coverage_measures(
    coverage: Coverage,
    offer_types: frozenset[str],
    facilities: gpd.GeoDataFrame,
    offers: pd.DataFrame,
    indicators: pd.DataFrame,
    members: Mapping[str, list[str]],
) -> pd.DataFrame:
    """Everything about one offer and its target group, for each area and period of the places.

    Args:
        coverage: which offers, kind of places, children, target and bounds.
        offer_types: facility types from which these offers are expected.
        facilities: table `facilities` with `area_id`.
        offers: table `offers`.
        indicators: table `indicators` with larger areas.
        members: area of any level -> its Sozialräume; the city is told by the longest list.

    Returns:
        Table `measures`, target_group = id of the coverage: places, children, the quota, and with a target
        also places_needed, places_missing and coverage_of_need_pct. A facility that should have such places but
        says nothing for the period makes the number of its area unknown (reason "places_unknown"); `lower` is then
        what the known ones give, and facilities_without_places says how many are silent.

    Source: docs/methods.md#versorgungsquote
    """
    relevant = offers[offers["offer"].isin(coverage.offers) & (offers["kind"] == coverage.kind)]
    children = indicators[(indicators["indicator_id"] == coverage.children) & (indicators["group"] == "")]
    tables = [frame(MEASURES)]
    for period in in_order(list(relevant["period"])):
        houses = facilities[counted(facilities, period, coverage.betriebsstatus)]
        rows = relevant[(relevant["period"] == period) & relevant["facility_id"].isin(houses.index)]
        per_house = _per_house(rows, coverage.target_groups)
        silent = houses[houses["facility_type"].isin(offer_types) & ~houses.index.isin(per_house.index)]
        unknown = pd.concat([silent["area_id"], houses["area_id"].reindex(per_house.index[per_house.isna()])])
        known = per_house.dropna().groupby(houses["area_id"].reindex(per_house.dropna().index)).sum()
        status = _weakest_status(rows, houses)
        when = children_period(coverage, period, list(children["period"]))
        counts = children[children["period"] == when].set_index("area_id")
        tables.append(_one_period(coverage, period, members, known, unknown.value_counts(), status, counts))
    return pd.concat(tables, ignore_index=True).astype(MEASURES)


def _per_house(rows: pd.DataFrame, target_groups: list[str]) -> pd.Series:
    """Places of each facility that says anything; a target group it does not name is none of its places."""
    wanted = rows["places"].where(rows["target_group"].isin(target_groups), 0)
    unsaid = wanted.isna().groupby(rows["facility_id"]).any()
    return wanted.groupby(rows["facility_id"]).sum().astype("Float64").mask(unsaid)


def _weakest_status(rows: pd.DataFrame, houses: gpd.GeoDataFrame) -> pd.Series:
    valued = rows[rows["places"].notna()]
    areas = houses["area_id"].reindex(valued["facility_id"]).to_numpy()
    return valued["status"].map(RANK).groupby(areas).max()


def _one_period(
    coverage: Coverage,
    period: str,
    members: Mapping[str, list[str]],
    known: pd.Series,
    unknown: pd.Series,
    status: pd.Series,
    counts: pd.DataFrame,
) -> pd.DataFrame:
    city = max(members, key=lambda area: len(members[area]))
    every = {area: [*parts, ""] if area == city else parts for area, parts in members.items()}
    index = pd.Index(list(every), name="area_id")

    parts = pd.Series(every).explode()

    def total(values: pd.Series) -> pd.Series:
        of_parts = pd.Series(values.reindex(parts).fillna(0).to_numpy(dtype=float), index=parts.index)
        return of_parts.groupby(level=0).sum().reindex(index).astype("Float64")

    least, silent = total(known), total(unknown)
    of_places = (
        pd.Series(status.reindex(parts).fillna(0).to_numpy(), index=parts.index).groupby(level=0).max().reindex(index)
    )
    places = least.mask(silent > 0)
    children = counts["value"].reindex(index).astype("Float64")
    children_status = counts["status"].reindex(index).fillna(str(Status.MISSING))
    of_children = children_status.map(RANK)
    both = pd.concat([of_places, of_children], axis=1).max(axis=1)
    ranks_of = {PLACES: of_places, UNKNOWN_HOUSES: of_places * 0, CHILDREN: of_children, NEEDED: of_children}
    why_children = "" if len(counts) else "no_children_date"

    def table(
        measure: str, value: pd.Series, lower: pd.Series | None = None, base: pd.Series | None = None
    ) -> pd.DataFrame:
        ranks = ranks_of.get(measure, both)
        reason = pd.Series("", index=index).mask(silent > 0, "places_unknown")
        if measure not in {PLACES, UNKNOWN_HOUSES}:
            reason = reason.mask(children.isna(), why_children or "children_unknown")
            reason = reason.mask((children == 0).fillna(False), "no_children")
        rows = pd.DataFrame({"value": value, "reason": reason}, index=index)
        rows["lower"] = lower.where(value.isna()) if lower is not None else pd.NA
        rows["upper"], rows["base"] = pd.NA, base if base is not None else pd.NA
        rows["status"] = ranks.map({rank_: status_ for status_, rank_ in RANK.items()})
        rows.loc[value.isna() & ~rows["status"].isin(WITHOUT_VALUE), "status"] = str(Status.MISSING)
        rows.loc[(rows["reason"] == "no_children") & value.isna(), "status"] = str(Status.NOT_APPLICABLE)
        rows["reason"] = rows["reason"].where(value.isna(), "")
        return rows.reset_index().assign(measure_id=measure)

    tables = [
        table(PLACES, places, least),
        table(UNKNOWN_HOUSES, silent),
        table(CHILDREN, children),
        table(QUOTAS[coverage.measure], quota(places, children), quota(least, children), children),
    ]
    if coverage.target_quota_pct is not None:
        needed = places_needed(children, coverage.target_quota_pct)
        tables += [
            table(NEEDED, needed),
            table(MISSING, places_missing(needed, places)),
            table(OF_NEED, quota(places, needed), quota(least, needed), children),
        ]
    rows = pd.concat(tables, ignore_index=True)
    return rows.assign(target_group=coverage.id, period=period, group="", scenario=BESTAND)[list(MEASURES)]

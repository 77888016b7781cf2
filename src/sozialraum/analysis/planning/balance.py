"""Places beside the places that are needed: for each area, Planungsbezirk and the city, by Kita-Jahr."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialraum.analysis.coverage import places_missing
from sozialraum.analysis.planning.measure_rows import Column, column, first_reason, measure_rows, ratio
from sozialraum.analysis.planning.needs import Demand, demand
from sozialraum.analysis.planning.sides import (
    UNKNOWN,
    UNTOLD,
    WITHHELD,
    Figures,
    Floats,
    Side,
    Whole,
    exact,
    floats,
    places_of,
    summed,
)
from sozialraum.analysis.planning.stock import per_facility, reference_period, relevant, share_of_year, stock
from sozialraum.model.measures import (
    CHILDREN,
    MISSING,
    MISSING_IN_PARTS,
    NEEDED,
    OF_FORM,
    OF_HOURS,
    OF_NEED,
    PLACES,
    QUOTAS,
    SPARE,
    UNKNOWN_HOUSES,
)
from sozialraum.model.rules import Coverage
from sozialraum.model.status import RANK, Status
from sozialraum.model.tables import BESTAND, MEASURES, frame

HELD_BACK = "no_places_date"  # no place of this kind was ever told, so nothing is said of any area


@dataclass(frozen=True)
class Supply:
    """All that the places of a coverage are worked out from.

    Args:
        coverage: which places, children, target groups; how openings count.
        expected: facility types that should tell such places.
        facilities: table `facilities` with `area_id`.
        offers: table `offers`.
        counts_for: offer -> target groups it counts for; an offer not named counts for all.
    """

    coverage: Coverage
    expected: frozenset[str]
    facilities: pd.DataFrame
    offers: pd.DataFrame
    counts_for: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class OfYear:
    """Both sides of the balance of one year, from which every reading of it follows; houses: table STOCK."""

    needs: Demand
    houses: pd.DataFrame
    places: Side


def of_year(
    supply: Supply,
    children: pd.DataFrame,
    targets: pd.DataFrame,
    ages: Mapping[str, frozenset[int]],
    members: Mapping[str, list[str]],
    year: str,
) -> OfYear:
    """Both sides of the balance of a year.

    Args:
        supply: the places.
        children: table CHILDREN.
        targets: table TARGETS.
        ages: cohort group -> its years of age.
        members: area -> its Sozialräume; any group of neighbours may be one.
        year: Kita-Jahr.
    """
    houses = house_rows(supply, year)
    needs = demand(supply.coverage, children, targets, ages, members, year)
    return OfYear(needs, houses, places_side(houses, members, closed=houses.empty and is_told(supply, year)))


def balance_of(supply: Supply, sides: OfYear, members: Mapping[str, list[str]], year: str) -> pd.DataFrame:
    """The balance of a coverage in a year with the places there are.

    Returns:
        Table `measures`, scenario "bestand", target_group = id of the coverage: children, places, quota, and with
        a target places_needed, places_missing, places_spare, coverage_of_need_pct, and of larger areas
        places_missing_in_parts. A larger area's missing places are the difference of its sums: a spare place in one
        Sozialraum helps its neighbour. `lower` and `upper` of places: without and with what unknown houses could
        have; of what is missing: the least and the most that follows from these and the variants of the children.

    Source: docs/methods.md#platzbilanz
    """
    columns = [*balance_columns(supply.coverage, sides.needs, sides.places, members), _silent(sides.houses, members)]
    return measure_rows(columns, supply.coverage.id, year, BESTAND)


def house_rows(supply: Supply, year: str) -> pd.DataFrame:
    """Table STOCK of a year."""
    one = supply
    return stock(one.coverage, one.expected, one.facilities, one.offers, one.counts_for, year)


def is_told(supply: Supply, year: str) -> bool:
    """Whether places of this kind were told until that year, if only of houses that do not count in it."""
    rows = relevant(supply.coverage, supply.offers, supply.counts_for)
    return reference_period(list(rows.loc[rows["kind"] == str(supply.coverage.kind), "period"]), year) is not None


def places_side(houses: pd.DataFrame, members: Mapping[str, list[str]], closed: bool = False) -> Side:
    """Places in each area; a house of no area counts in the city alone.

    Args:
        houses: table STOCK.
        members: area -> its Sozialräume.
        closed: no house counts in the year, so that there are no places; otherwise, without houses nobody knows.
    """
    places = places_of(members)
    if houses.empty and not closed:
        none = np.full(len(members), np.nan)
        return Side(none, none, none, np.full(len(members), UNKNOWN), np.full(len(members), HELD_BACK, dtype=object))
    inside = houses[houses["area_id"].isin(places)]
    at = _numbers(inside["area_id"], places)
    share = floats(inside["share"])
    known = floats(inside["places"]) * share
    most = np.where(np.isnan(known), floats(inside["most"]) * share, known)
    status = np.array([RANK[one] for one in inside["status"]], dtype=np.int64)
    rank = np.full(len(places), UNTOLD)
    np.maximum.at(rank, at, np.where(np.isnan(known) & (status != WITHHELD), 0, status))
    figures = Figures(
        value=_added(at, known, len(places)),
        lower=_added(at, np.nan_to_num(known), len(places)),
        upper=_added(at, most, len(places)),
        rank=rank,
    )
    return summed(figures, members, "none")


def balance_columns(
    coverage: Coverage, needs: Demand, places: Side, members: Mapping[str, list[str]]
) -> Iterator[Column]:
    """The measures that follow from the two sides of a balance.

    Source: docs/methods.md#platzbilanz
    """
    children, needed = needs.children, needs.needed
    yield column(CHILDREN, children, members)
    yield column(PLACES, places, members)
    yield ratio(QUOTAS[coverage.measure], places, children, children.value, members)
    if needed is None:
        return
    rank, reason = np.maximum(needed.rank, places.rank), first_reason(needed, places)
    missing = Side(
        value=places_missing(needed.value, places.value),
        lower=places_missing(needed.lower, places.upper),
        upper=places_missing(needed.upper, places.lower),
        rank=rank,
        reason=reason,
    )
    spare = Side(
        value=places_missing(places.value, needed.value),
        lower=places_missing(places.lower, needed.upper),
        upper=places_missing(places.upper, needed.lower),
        rank=rank,
        reason=reason,
    )
    yield column(NEEDED, needed, members)
    yield column(MISSING, missing, members)
    yield column(SPARE, spare, members)
    yield ratio(OF_NEED, places, needed, children.value, members)
    yield _in_parts(missing, members)


def breakdown_measures(supply: Supply, members: Mapping[str, list[str]], years: Iterable[str]) -> pd.DataFrame:
    """Places of a coverage by weekly hours and by group form.

    Returns:
        Table `measures`: places_hours:<hours> and places_form:<form>; "" behind the colon is what no file tells.
        Houses that say nothing are in none of them. Parts of a coverage add up to its places.

    Source: docs/methods.md#plaetze-im-jahr
    """
    coverage = supply.coverage
    tables = [frame(MEASURES)]
    rows = relevant(coverage, supply.offers, supply.counts_for)
    of_kind = rows[rows["kind"] == str(coverage.kind)]
    areas = places_of(members)
    for year in years:
        reference = reference_period(list(of_kind["period"]), year)
        said = of_kind[of_kind["period"] == reference]
        share = share_of_year(supply.facilities, year, coverage.openings, coverage.betriebsstatus)
        part = said["facility_id"].map(share).fillna(0.0)
        whole = per_facility(said)
        said = said[(part > 0) & said["facility_id"].isin(whole.index[whole.notna()]) & (said["places"] > 0)]
        said = said.assign(
            places=said["places"] * part.reindex(said.index),
            area_id=said["facility_id"].map(supply.facilities["area_id"]),
        )
        said = said[said["area_id"].isin(areas)]
        at, places = _numbers(said["area_id"], areas), floats(said["places"])
        hours = np.array(["" if pd.isna(one) else f"{one:g}" for one in said["weekly_hours"]], dtype=object)
        forms = said["group_form"].to_numpy(dtype=object)
        columns = []
        for prefix, kinds in ((OF_HOURS, hours), (OF_FORM, forms)):
            for kind in sorted(set(kinds)):
                own = kinds == kind
                sums = exact(_added(at[own], places[own], len(areas)), np.bincount(at[own], minlength=len(areas)) > 0)
                columns.append(column(prefix + str(kind), summed(sums, members, "none"), members))
        tables.append(measure_rows(columns, coverage.id, year, BESTAND))
    return pd.concat(tables, ignore_index=True)


def _in_parts(missing: Side, members: Mapping[str, list[str]]) -> Column:
    """Of larger areas: the sum of what is missing in their Sozialräume, where spare places do not help others."""
    at = {area: number for number, area in enumerate(members)}
    larger = {
        area: [at[part] for part in parts]
        for area, parts in members.items()
        if parts != [area] and set(parts) <= set(members)
    }
    value = np.array([missing.value[parts].sum() for parts in larger.values()])
    lower = np.array([_least(missing.lower[parts]) for parts in larger.values()])
    rank = np.array([missing.rank[parts].max(initial=0) for parts in larger.values()], dtype=np.int64)
    reason = [next((one for one in missing.reason[parts] if one), "") for parts in larger.values()]
    none = np.full(len(larger), np.nan)
    return Column(
        measure_id=MISSING_IN_PARTS,
        areas=list(larger),
        value=value,
        lower=np.where(np.isnan(value) & (rank != WITHHELD), lower, np.nan),
        upper=none,
        base=none,
        rank=rank,
        reason=np.array(reason, dtype=object),
    )


def _least(lower: Floats) -> float:
    """The sum of what is known; NaN where nothing is."""
    return float(np.nan if np.isnan(lower).all() else np.nansum(lower))


def _silent(houses: pd.DataFrame, members: Mapping[str, list[str]]) -> Column:
    """How many houses say nothing."""
    places = places_of(members)
    silent = houses["places"].isna() & (houses["status"] != str(Status.WITHHELD)) & houses["area_id"].isin(places)
    unknown = np.bincount(_numbers(houses.loc[silent, "area_id"], places), minlength=len(places))
    return column(UNKNOWN_HOUSES, summed(exact(unknown.astype(float), unknown > 0), members, "none"), members)


def _numbers(areas: pd.Series, places: list[str]) -> Whole:
    """Where each of these areas stands in `places`."""
    at = {place: number for number, place in enumerate(places)}
    return np.array([at[one] for one in areas], dtype=np.int64)


def _added(at: Whole, numbers: Floats, places: int) -> Floats:
    """Sums by place; NaN where one of the numbers is."""
    return np.bincount(at, weights=numbers, minlength=places).astype(float)

"""Places beside the places that are needed: for each area, Planungsbezirk and the city, by Kita-Jahr."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from sozialraum.analysis.coverage import places_missing, quota
from sozialraum.analysis.planning.needs import Demand, demand
from sozialraum.analysis.planning.sides import Side, summed
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
from sozialraum.model.status import RANK, STATUS_OF, WITHOUT_VALUE, Status, weakest
from sozialraum.model.tables import BESTAND, MEASURES, frame, typed

WITHHELD = str(Status.WITHHELD)
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


def balance_measures(
    supply: Supply,
    children: pd.DataFrame,
    targets: pd.DataFrame,
    ages: Mapping[str, frozenset[int]],
    members: Mapping[str, list[str]],
    years: Iterable[str],
) -> pd.DataFrame:
    """The balance of one coverage with the places there are.

    Args:
        supply: the places.
        children: table CHILDREN.
        targets: table TARGETS.
        ages: cohort group -> its years of age.
        members: area -> its Sozialräume; any group of neighbours may be one.
        years: Kita-Jahre.

    Returns:
        Table `measures`, scenario "bestand", target_group = id of the coverage: children, places, quota, and with
        a target places_needed, places_missing, places_spare, coverage_of_need_pct, and of larger areas
        places_missing_in_parts. A larger area's missing places are the difference of its sums: a spare place in one
        Sozialraum helps its neighbour. `lower` and `upper` of places: without and with what unknown houses could
        have; of what is missing: the least and the most that follows from these and the variants of the children.

    Source: docs/methods.md#platzbilanz
    """
    sides = {year: of_year(supply, children, targets, ages, members, year) for year in years}
    tables = [balance_of(supply, one, members, year) for year, one in sides.items()]
    return typed(pd.concat([frame(MEASURES), *tables], ignore_index=True), MEASURES)


def of_year(
    supply: Supply,
    children: pd.DataFrame,
    targets: pd.DataFrame,
    ages: Mapping[str, frozenset[int]],
    members: Mapping[str, list[str]],
    year: str,
) -> OfYear:
    """Both sides of a year; arguments as of balance_measures."""
    houses = house_rows(supply, year)
    needs = demand(supply.coverage, children, targets, ages, members, year)
    return OfYear(needs, houses, places_side(houses, members, closed=houses.empty and is_told(supply, year)))


def balance_of(supply: Supply, sides: OfYear, members: Mapping[str, list[str]], year: str) -> pd.DataFrame:
    """The rows of one year of balance_measures."""
    rows = balance_rows(supply.coverage, sides.needs, sides.places, members, year, BESTAND)
    silent = _silent(supply.coverage, sides.houses, members, year)
    return typed(pd.concat([rows, silent], ignore_index=True), MEASURES)


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
    if houses.empty:
        empty = summed(pd.DataFrame(columns=["value", "lower", "upper", "status"]), members, "none")
        if closed:
            return empty
        nothing = empty.value.mask(empty.value.notna())
        reason = empty.reason.mask(nothing.isna(), HELD_BACK)
        missing = empty.status.mask(nothing.isna(), str(Status.MISSING))
        return Side(nothing, nothing, nothing, missing, reason)
    known = houses["places"] * houses["share"]
    most = known.fillna(houses["most"] * houses["share"])
    by_area = houses["area_id"]
    withheld = houses["status"] == WITHHELD
    rank = houses["status"].map(RANK).where(houses["places"].notna() | withheld, 0)
    rows = pd.DataFrame(
        {
            "value": known.groupby(by_area).sum().mask(known.isna().groupby(by_area).any()),
            "lower": known.groupby(by_area).sum(),
            "upper": most.groupby(by_area).sum().mask(most.isna().groupby(by_area).any()),
            "status": rank.groupby(by_area).max().map(STATUS_OF),
        }
    )
    return summed(rows, members, "none")


def balance_rows(
    coverage: Coverage, needs: Demand, places: Side, members: Mapping[str, list[str]], year: str, scenario: str
) -> pd.DataFrame:
    """Rows of the table `measures` from the two sides of a balance.

    Source: docs/methods.md#platzbilanz
    """
    children, needed = needs.children, needs.needed
    tables = [
        _rows(CHILDREN, children.value, children),
        _rows(PLACES, places.value, places),
        _ratio(QUOTAS[coverage.measure], places, children, children.value),
    ]
    if needed is not None:
        missing = Side(
            value=places_missing(needed.value, places.value),
            lower=places_missing(needed.lower, places.upper),
            upper=places_missing(needed.upper, places.lower),
            status=_weaker(needed, places),
            reason=_why(needed, places),
        )
        spare = Side(
            value=places_missing(places.value, needed.value),
            lower=places_missing(places.lower, needed.upper),
            upper=places_missing(places.upper, needed.lower),
            status=missing.status,
            reason=missing.reason,
        )
        tables += [
            _rows(NEEDED, needed.value, needed),
            _rows(MISSING, missing.value, missing),
            _rows(SPARE, spare.value, spare),
            _ratio(OF_NEED, places, needed, children.value),
            _in_parts(missing, members),
        ]
    rows = pd.concat(tables, ignore_index=True)
    return typed(rows.assign(target_group=coverage.id, period=year, group="", scenario=scenario), MEASURES)


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
    for year in years:
        reference = reference_period(list(of_kind["period"]), year)
        said = of_kind[of_kind["period"] == reference]
        share = share_of_year(supply.facilities, year, coverage.openings, coverage.betriebsstatus)
        part = said["facility_id"].map(share).fillna(0.0)
        whole = per_facility(said)
        said = said[(part > 0) & said["facility_id"].isin(whole.index[whole.notna()]) & (said["places"] > 0)]
        places = said["places"] * part.reindex(said.index)
        areas = said["facility_id"].map(supply.facilities["area_id"])
        told = ["" if pd.isna(one) else f"{one:g}" for one in said["weekly_hours"]]
        hours = pd.Series(told, index=said.index, dtype=object)
        for prefix, kinds in ((OF_HOURS, hours), (OF_FORM, said["group_form"])):
            for kind in sorted(set(kinds)):
                own = places[kinds == kind].groupby(areas[kinds == kind]).sum()
                one = pd.DataFrame({"value": own, "lower": pd.NA, "upper": pd.NA, "status": str(Status.NORMAL)})
                side = summed(one, members, "none")
                filled = _rows(prefix + str(kind), side.value, side)
                tables.append(filled.assign(target_group=coverage.id, period=year, group="", scenario=BESTAND))
    return typed(pd.concat(tables, ignore_index=True), MEASURES)


def _rows(measure: str, value: pd.Series, side: Side) -> pd.DataFrame:
    """Limits are told where they say more than the value does."""
    same_lower = (side.lower == value).fillna(False)
    same_upper = (side.upper == value).fillna(False)
    exact = same_lower & same_upper
    rows = pd.DataFrame(
        {
            "value": value,
            "lower": side.lower.mask(exact),
            "upper": side.upper.mask(exact),
            "status": side.status.where(value.notna() | side.status.isin(WITHOUT_VALUE), str(Status.MISSING)),
            "reason": side.reason.where(value.isna(), ""),
            "base": pd.NA,
        }
    )
    rows.index.name = "area_id"
    return rows.reset_index().assign(measure_id=measure)


def _ratio(measure: str, above: Side, below: Side, base: pd.Series) -> pd.DataFrame:
    """100 x above / below; not applicable where there is nobody below. Limits only where places are unknown; `base`
    are the children."""
    value = quota(above.value, below.value)
    status = _weaker(above, below)
    reason = _why(below, above)
    empty = (below.value == 0).fillna(False)
    ratio = Side(
        value=value,
        lower=quota(above.lower, below.value).where(above.value.isna()),
        upper=quota(above.upper, below.value).where(above.value.isna()),
        status=status.mask(empty, str(Status.NOT_APPLICABLE)),
        reason=reason.mask(empty, "no_children"),
    )
    return _rows(measure, value, ratio).assign(base=base.to_numpy())


def _weaker(one: Side, other: Side) -> pd.Series:
    ranks = pd.concat([one.status.map(RANK), other.status.map(RANK)], axis=1).max(axis=1)
    return ranks.map(STATUS_OF).astype(str)


def _why(first: Side, then: Side) -> pd.Series:
    return first.reason.where(first.reason != "", then.reason)


def _in_parts(missing: Side, members: Mapping[str, list[str]]) -> pd.DataFrame:
    """Of larger areas: the sum of what is missing in their Sozialräume, where spare places do not help others."""
    larger = {area: parts for area, parts in members.items() if parts != [area] and set(parts) <= set(members)}
    rows: list[dict[str, object]] = []
    for area, parts in larger.items():
        values = missing.value.reindex(parts)
        known = bool(values.notna().all())
        worst = weakest([str(one) for one in missing.status.reindex(parts)])
        rows.append(
            {
                "area_id": area,
                "measure_id": MISSING_IN_PARTS,
                "value": values.sum() if known else None,
                "lower": None if known or worst == WITHHELD else missing.lower.reindex(parts).sum(min_count=1),
                "status": worst,
                "reason": next((str(one) for one in missing.reason.reindex(parts) if one), ""),
            }
        )
    return frame(MEASURES, rows)


def _silent(coverage: Coverage, houses: pd.DataFrame, members: Mapping[str, list[str]], year: str) -> pd.DataFrame:
    """How many houses say nothing."""
    silent = houses["places"].isna() & (houses["status"] != WITHHELD)
    unknown = houses[silent]["area_id"].value_counts().astype(float)
    rows = pd.DataFrame({"value": unknown, "lower": pd.NA, "upper": pd.NA, "status": str(Status.NORMAL)})
    side = summed(rows, members, "none")
    table = _rows(UNKNOWN_HOUSES, side.value, side)
    return table.assign(target_group=coverage.id, period=year, group="", scenario=BESTAND)

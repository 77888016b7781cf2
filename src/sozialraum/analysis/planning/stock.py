"""Places of each house that counts in a Kita-Jahr, with what is unknown kept apart."""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from sozialraum.analysis.coverage import counted
from sozialraum.analysis.planning.sides import floats
from sozialraum.model.periods import first_day, in_order, last_day
from sozialraum.model.planning_tables import STOCK
from sozialraum.model.rules import Coverage, Openings
from sozialraum.model.status import Status, weakest
from sozialraum.model.tables import frame

MONTHS = 12


class Told(NamedTuple):
    """A row of the table `offers`, as far as it counts here."""

    facility_id: str
    kind: str
    period: str
    places: float  # NaN where the number is not told
    status: str


def relevant(coverage: Coverage, offers: pd.DataFrame, counts_for: Mapping[str, frozenset[str]]) -> pd.DataFrame:
    """Rows of the table `offers` that a coverage speaks of, of any kind and period.

    Args:
        coverage: its offers and target groups.
        offers: table `offers`.
        counts_for: offer -> the target groups it counts for; an offer not named counts for all.

    Returns:
        The same columns; `places` is 0 for target groups that are not meant.

    Source: docs/methods.md#plaetze-im-jahr
    """
    wanted = frozenset(coverage.target_groups)
    rows = offers[offers["offer"].isin(coverage.offers)]
    counts = [
        group in wanted and group in counts_for.get(offer, wanted)
        for offer, group in zip(rows["offer"], rows["target_group"], strict=True)
    ]
    meant = pd.Series(counts, index=rows.index, dtype=bool)
    useful = {offer for offer in coverage.offers if wanted & counts_for.get(offer, wanted)}
    return rows.assign(places=rows["places"].where(meant, 0.0))[rows["offer"].isin(useful)]


def reference_period(periods: list[str], year: str) -> str | None:
    """The date whose places stand for a year: the last one that begins before the year is over, else none."""
    begun = [period for period in in_order(periods) if first_day(period) <= last_day(year)]
    return begun[-1] if begun else None


def is_carried(reference: str, year: str) -> bool:
    """Whether a year has no places of its own, so that those of an earlier one are carried on."""
    return last_day(reference) < first_day(year)


def share_of_year(
    facilities: pd.DataFrame, year: str, openings: Openings, betriebsstatus: Iterable[str]
) -> pd.Series:
    """For what part of a year each facility counts.

    Args:
        facilities: table `facilities`.
        year: Kita-Jahr.
        openings: "any_day": fully if open on any day; "year_end": fully if open on the last day; "from_day": one
            twelfth for each month on whose first day it is open.
        betriebsstatus: the states that count.

    Returns:
        0 to 1, index facility_id.

    Source: docs/methods.md#plaetze-im-jahr
    """
    open_on_some_day = counted(facilities, year, betriebsstatus)
    if openings == "any_day":
        return open_on_some_day.astype(float)
    parts = [
        _part(str(opens), str(closes), year, openings)
        for opens, closes in zip(facilities["opens_on"], facilities["closes_on"], strict=True)
    ]
    return pd.Series(parts, index=facilities.index, dtype=float).where(open_on_some_day, 0.0)


def part_from(day: str, year: str, openings: Openings) -> float:
    """For what part of a year something counts that begins on a day.

    Args:
        day: ISO day, or a year or Kita-Jahr, of which the first day is meant.
        year: Kita-Jahr.
        openings: as in share_of_year.
    """
    return _part(day, "", year, openings)


def stock(
    coverage: Coverage,
    expected: frozenset[str],
    facilities: pd.DataFrame,
    offers: pd.DataFrame,
    counts_for: Mapping[str, frozenset[str]],
    year: str,
) -> pd.DataFrame:
    """Places of each house in a year.

    Args:
        coverage: which offers, target groups and kind; how a house counts that opens within the year.
        expected: facility types that should say how many such places they have.
        facilities: table `facilities` with `area_id`.
        offers: table `offers`.
        counts_for: offer -> target groups it counts for.
        year: Kita-Jahr; without places of its own the last earlier ones are carried on (status F).

    Returns:
        Table STOCK, in order of facility_id. `places` is NA where a house says nothing; `most` is then the most it
        ever said of any kind, else the most a house of its type says in the same period; NA too of a number that is
        withheld (status Q). Empty without any places.

    Source: docs/methods.md#plaetze-im-jahr
    """
    told = _told(relevant(coverage, offers, counts_for))
    of_kind = [one for one in told if one.kind == str(coverage.kind)]
    reference = reference_period([one.period for one in of_kind], year)
    if reference is None:
        return frame(STOCK)
    share = share_of_year(facilities, year, coverage.openings, coverage.betriebsstatus)
    houses = facilities[share > 0]
    type_of = dict(zip(houses.index, houses["facility_type"], strict=True))
    area_of = dict(zip(houses.index, houses["area_id"], strict=True))
    said = _by_house(one for one in of_kind if one.period == reference and one.facility_id in type_of)
    silent = [house for house, type_ in type_of.items() if type_ in expected and house not in said]
    places = {house: sum(one.places for one in rows) for house, rows in said.items()}
    known = {house: number for house, number in places.items() if not math.isnan(number)}
    most = _most(told)
    of_type: dict[str, float] = {}
    for house, number in known.items():
        of_type[type_of[house]] = max(number, of_type.get(type_of[house], 0.0))
    carried = [str(Status.FORECAST)] if is_carried(reference, year) else []
    found: list[dict[str, object]] = []
    for house in sorted([*said, *silent]):
        row = {"facility_id": house, "area_id": area_of[house], "share": share[house]}
        if house in known:
            status = weakest([*(one.status for one in said[house]), *carried])
            found.append({**row, "places": known[house], "status": status})
        elif any(math.isnan(one.places) and one.status == str(Status.WITHHELD) for one in said.get(house, ())):
            found.append({**row, "status": str(Status.WITHHELD)})
        else:
            largest = most.get(house, of_type.get(type_of[house]))
            found.append({**row, "most": largest, "status": str(Status.MISSING)})
    return frame(STOCK, found)


def _told(rows: pd.DataFrame) -> list[Told]:
    columns = rows["facility_id"], rows["kind"], rows["period"], floats(rows["places"]), rows["status"]
    return [Told(*one) for one in zip(*columns, strict=True)]


def _by_house(told: Iterable[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for one in told:
        found.setdefault(one.facility_id, []).append(one)
    return found


def _most(told: list[Told]) -> dict[str, float]:
    """House -> the most that it ever said of one kind on one date."""
    sums: dict[tuple[str, str, str], float] = {}
    for one in told:
        if not math.isnan(one.places):
            key = (one.facility_id, one.kind, one.period)
            sums[key] = sums.get(key, 0.0) + one.places
    most: dict[str, float] = {}
    for (house, _, _), places in sums.items():
        most[house] = max(places, most.get(house, 0.0))
    return most


def per_facility(rows: pd.DataFrame) -> pd.Series:
    """Places of each facility that says anything; NA where one of its rows says nothing."""
    unsaid = rows["places"].isna().groupby(rows["facility_id"]).any()
    return rows["places"].groupby(rows["facility_id"]).sum().astype("Float64").mask(unsaid)


def _part(opens: str, closes: str, year: str, openings: Openings) -> float:
    begins = first_day(opens) if opens else date.min
    ends = last_day(closes) if closes else date.max
    if openings == "any_day":
        return float(begins <= last_day(year) and ends >= first_day(year))
    if openings == "year_end":
        return float(begins <= last_day(year) <= ends)
    months = _months(year)
    return sum(begins <= month <= ends for month in months) / len(months)


def _months(year: str) -> list[date]:
    """First days of the months of a Kita-Jahr."""
    start = first_day(year)
    at = [start.month - 1 + month for month in range(MONTHS)]
    return [date(start.year + month // MONTHS, month % MONTHS + 1, 1) for month in at]

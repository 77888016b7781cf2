"""Places of each house that counts in a Kita-Jahr, with what is unknown kept apart."""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from sozialraum.analysis.coverage import counted
from sozialraum.model.periods import first_day, in_order, last_day
from sozialraum.model.planning_tables import STOCK
from sozialraum.model.rules import Coverage, Openings
from sozialraum.model.status import RANK, STATUS_OF, Status
from sozialraum.model.tables import frame, typed

MONTHS = 12


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
    rows = relevant(coverage, offers, counts_for)
    of_kind = rows[rows["kind"] == str(coverage.kind)]
    reference = reference_period(list(of_kind["period"]), year)
    if reference is None:
        return frame(STOCK)
    share = share_of_year(facilities, year, coverage.openings, coverage.betriebsstatus)
    houses = facilities[share > 0]
    said = of_kind[(of_kind["period"] == reference) & of_kind["facility_id"].isin(houses.index)]
    per_house = per_facility(said)
    silent = houses.index[houses["facility_type"].isin(expected) & ~houses.index.isin(per_house.index)]
    ids = sorted({*per_house.index, *silent})
    places = per_house.reindex(ids).astype("Float64")
    told = said[said["places"].notna()]
    rank = told["status"].map(RANK).groupby(told["facility_id"]).max()
    status = rank.reindex(ids).map(STATUS_OF).astype(object)
    if is_carried(reference, year):
        status = status.map(lambda one: _weaker(one, Status.FORECAST))
    table = pd.DataFrame(
        {
            "facility_id": ids,
            "area_id": houses["area_id"].reindex(ids).to_numpy(),
            "places": places.to_numpy(),
            "most": _most(places, rows, houses["facility_type"].reindex(ids)).mask(_kept_back(said, ids)).to_numpy(),
            "share": share.reindex(ids).to_numpy(),
            "status": status.where(places.notna(), _unknown(said, ids)).to_numpy(),
        }
    )
    return typed(table, STOCK)


def per_facility(rows: pd.DataFrame) -> pd.Series:
    """Places of each facility that says anything; NA where one of its rows says nothing."""
    unsaid = rows["places"].isna().groupby(rows["facility_id"]).any()
    return rows["places"].groupby(rows["facility_id"]).sum().astype("Float64").mask(unsaid)


def _kept_back(said: pd.DataFrame, ids: list[str]) -> pd.Series:
    """Whether a number of places of a house is withheld."""
    kept = (said["status"] == str(Status.WITHHELD)) & said["places"].isna()
    return kept.groupby(said["facility_id"]).any().reindex(ids).astype("boolean").fillna(False).astype(bool)


def _unknown(said: pd.DataFrame, ids: list[str]) -> pd.Series:
    return _kept_back(said, ids).map({True: str(Status.WITHHELD), False: str(Status.MISSING)})


def _most(places: pd.Series, rows: pd.DataFrame, types: pd.Series) -> pd.Series:
    """How many places an unknown number could be; NA where the number is known, and where nothing tells."""
    by_statement = rows.groupby(["facility_id", "kind", "period"])["places"].sum(min_count=1)
    own = by_statement.groupby(level="facility_id").max().reindex(places.index).astype("Float64")
    largest = places.groupby(types).max()
    of_type = types.map(largest).astype("Float64")
    return own.fillna(of_type).mask(places.notna())


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


def _weaker(status: object, than: Status) -> object:
    """The weaker one of two; what is unknown stays so."""
    if not isinstance(status, str):
        return status
    return str(max(Status(status), than, key=lambda one: RANK[str(one)]))

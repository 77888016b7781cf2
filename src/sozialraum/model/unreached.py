"""What the tables of planning say about houses and years that no balance ever looks at."""

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.establishments import Offer
from sozialraum.model.forecast import NewHousing
from sozialraum.model.periods import SCHOOL_YEAR, first_day, in_order, last_day
from sozialraum.model.rules import Coverage
from sozialraum.model.tables import records
from sozialraum.model.targets import Target

PLACES = ["facility_id", "offer", "target_group"]
NONE = "–"


def houses_without_offer(planned: pd.DataFrame, facilities: pd.DataFrame, offers: Iterable[Offer]) -> list[Problem]:
    """Measures that give a house an offer its kind of facility does not have.

    Args:
        planned: table PLANNED with `file` and `row`.
        facilities: table `facilities`.
        offers: of the project.
    """
    types = {one.id: one.facility_types for one in offers}
    known = planned[planned["facility_id"].isin(facilities.index) & planned["offer"].isin(list(types))]
    return [
        Problem(
            Code.OFFER_UNFIT,
            row["file"],
            row["row"],
            value=row["facility_id"],
            fields={
                "offer": row["offer"],
                "type": str(facilities.loc[row["facility_id"], "facility_type"]),
                "known": ", ".join(types[row["offer"]]) or NONE,
            },
        )
        for row in records(known)
        if facilities.loc[row["facility_id"], "facility_type"] not in types[row["offer"]]
    ]


def counted_twice(planned: pd.DataFrame, offers: pd.DataFrame, coverages: Iterable[Coverage]) -> list[Problem]:
    """Measures from a day that lies before the newest places of the house: these may hold them already.

    Args:
        planned: table PLANNED with `file` and `row`.
        offers: table `offers`.
        coverages: whose kinds of places count.
    """
    kinds = {
        (offer, group, str(one.kind)) for one in coverages for offer in one.offers for group in one.target_groups
    }
    told = offers[offers["places"].notna()]
    counts = [key in kinds for key in zip(told["offer"], told["target_group"], told["kind"], strict=True)]
    counted = told[pd.Series(counts, index=told.index, dtype=bool)]
    if counted.empty:
        return []
    periods = counted.groupby(PLACES, sort=True)["period"].agg(lambda own: in_order(list(own))[-1])
    newest = {key: str(period) for key, period in zip(periods.index, periods, strict=True)}
    problems = []
    for row in records(planned.dropna(subset=["places"])):
        period = newest.get((row["facility_id"], row["offer"], row["target_group"]))
        if period is not None and first_day(row["from_day"]) <= first_day(period):
            fields = {"name": row["facility_id"], "from": row["from_day"], "period": period}
            problems.append(
                Problem(
                    Code.MEASURE_BEFORE_PLACES,
                    row["file"],
                    row["row"],
                    value=row["measure"],
                    fields=fields,
                    severity=Severity.WARNING,
                )
            )
    return problems


def years_without_balance(
    named: Mapping[str, Collection[str]], periods: Iterable[str], ahead: Iterable[str], file: str
) -> list[Problem]:
    """Dates for which somebody waits or has a place, but to which no places belong.

    Args:
        named: section of the project file -> the dates its rows name.
        periods: those of the places.
        ahead: Kita-Jahre of the years ahead.
    """
    known = in_order([*periods, *ahead])
    if not known:
        return []
    first, last = first_day(known[0]), last_day(known[-1])
    problems = []
    for section, dates in named.items():
        for period in in_order(list(dates)):
            inside = SCHOOL_YEAR.fullmatch(period) and first <= first_day(period) <= last
            if period not in known and not inside:
                problems.append(_outside(Code.PERIOD_WITHOUT_PLACES, section, period, known[0], known[-1], file))
    return problems


def targets_out_of_reach(
    targets: Iterable[Target], periods: Iterable[str], ahead: Iterable[str], years: float, file: str
) -> list[Problem]:
    """Targets of a Kita-Jahr far from those worked out, and targets that look like a share instead of per cent.

    Args:
        targets: of [[targets]], in the order of the project file.
        periods: those of the places.
        ahead: Kita-Jahre of the years ahead.
        years: how far outside a council may well decide.
    """
    known, problems = in_order([*periods, *ahead]), []
    for number, target in enumerate(targets, start=1):
        place = f"targets[{number}]"
        if 0 < target.target_pct <= 1:
            fields = {"likely": f"{100 * target.target_pct:g}"}
            value = f"{target.target_pct:g}"
            problems.append(
                Problem(
                    Code.TARGET_AS_SHARE,
                    file,
                    column=f"{place}.target_pct",
                    value=value,
                    fields=fields,
                    severity=Severity.WARNING,
                )
            )
        if target.year and known and _far(target.year, known, years):
            problems.append(_outside(Code.YEAR_BEYOND, f"{place}.year", target.year, known[0], known[-1], file))
    return problems


def beyond_the_years_ahead(
    housing: Iterable[NewHousing], projection: pd.DataFrame, ahead: range, file: str
) -> list[Problem]:
    """Dwellings and official figures of years that are not worked out, so that they do nothing.

    Args:
        projection: table CITY_PROJECTION.
        ahead: calendar years of the Stichtage ahead.
    """
    first, last = str(ahead[0]), str(ahead[-1])
    late = [
        _outside(Code.YEAR_BEYOND, f"new_housing[{number}].year", str(one.year), first, last, file)
        for number, one in enumerate(housing, start=1)
        if one.year > ahead[-1]
    ]
    years = sorted({int(year) for year in projection["year"]})
    if not years or set(years) & set(ahead):  # one that begins before these years and goes on after them is usual
        return late
    where = str(projection["file"].min()) if "file" in projection else file
    told = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return [*late, _outside(Code.YEAR_BEYOND, "city_projection", told, first, last, where)]


def places_far_ahead(periods: Iterable[str], last: str, years: float, file: str) -> list[Problem]:
    """Dates of places so far behind the register that they are more likely a slip; the newest one counts as today.

    Args:
        last: last Stichtag of the register.
        years: from how many years on it is told.
    """
    far = [one for one in in_order(list(periods)) if (first_day(one) - last_day(last)).days > years * 365.25]
    return [_outside(Code.PLACES_FAR_AHEAD, "places", period, last, last, file) for period in far]


def _far(period: str, known: list[str], years: float) -> bool:
    """Whether a period lies by more than so many years before or behind all that are known."""
    days = years * 365.25
    before = (first_day(known[0]) - first_day(period)).days
    return before > days or (first_day(period) - last_day(known[-1])).days > days


def _outside(code: Code, column: str, value: str, first: str, last: str, file: str) -> Problem:
    fields = {"first": first, "last": last}
    return Problem(code, file, column=column, value=value, fields=fields, severity=Severity.WARNING)

"""All-day care at primary schools: who has a claim by class and year, and which places meet it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from sozialraum.analysis.planning.balance import Supply
from sozialraum.analysis.planning.needs import targets_by_area
from sozialraum.analysis.planning.sides import NOWHERE
from sozialraum.analysis.planning.stock import is_carried, reference_period, relevant, share_of_year
from sozialraum.model.measures import CHILDREN, ENTITLED
from sozialraum.model.periods import first_day
from sozialraum.model.planning_tables import GANZTAG, PUPILS
from sozialraum.model.school_rules import GanztagClaim, classes_with_claim
from sozialraum.model.status import Status, weakest
from sozialraum.model.tables import frame, records, typed

FIRST, LAST = 1.0, 4.0  # classes of a primary school
Told = tuple[float | None, str]  # children, status
NOBODY: Told = (None, str(Status.MISSING))  # nobody told


def pupils_ahead(pupils: pd.DataFrame, entrants: pd.DataFrame, years: Iterable[str]) -> pd.DataFrame:
    """Pupils of each school in years to come: every class moves up by one, nobody leaves or comes.

    Args:
        pupils: table PUPILS; its last year is the one to start from.
        entrants: table REGISTRATIONS: children expected in class 1 of each school and year.
        years: the Schuljahre that follow it, in order and without a gap.

    Returns:
        Table PUPILS with the given rows and those ahead (status F). Class 1 of a year without registrations is NA,
        and so is each class that these children come into.

    Source: docs/methods.md#ganztag
    """
    known = pupils[["facility_id", "year"]].drop_duplicates()
    last = max(known["year"], key=first_day, default="")
    schools = sorted(known.loc[known["year"] == last, "facility_id"])
    expected = _by(entrants, "year")
    now = _by(pupils[pupils["year"] == last], "school_class")
    rows: list[dict[str, object]] = []
    for year in years:
        ahead: dict[tuple[str, object], Told] = {(one, FIRST): expected.get((one, year), NOBODY) for one in schools}
        ahead |= {
            (school, above): now.get((school, above - 1), NOBODY)
            for school in schools
            for above in (FIRST + 1, FIRST + 2, LAST)
        }
        rows += [
            {"facility_id": school, "year": year, "school_class": class_, "children": count, "status": status}
            for (school, class_), (count, status) in ahead.items()
        ]
        now = ahead
    return typed(pd.concat([pupils, frame(PUPILS, rows)], ignore_index=True), PUPILS)


def _by(table: pd.DataFrame, column: str) -> dict[tuple[str, object], Told]:
    """(school, year or class) -> how many children, and their status ahead: forecast, or why there is no number."""
    found: dict[tuple[str, object], Told] = {}
    for row in records(table):
        if pd.isna(row["children"]):
            kept_back = row["status"] == str(Status.WITHHELD)
            found[row["facility_id"], row[column]] = (None, str(row["status"])) if kept_back else NOBODY
        else:
            found[row["facility_id"], row[column]] = (float(row["children"]), str(Status.FORECAST))
    return found


def ganztag_schools(
    supply: Supply,
    pupils: pd.DataFrame,
    rule: GanztagClaim,
    targets: pd.DataFrame,
    class_groups: Mapping[int, str],
    members: Mapping[str, list[str]],
    years: Iterable[str],
) -> pd.DataFrame:
    """Claims and places of each school.

    Args:
        supply: offers of all-day and shorter care; `expected` are the types of school.
        pupils: table PUPILS.
        rule: which class has a claim when, and how many hours meet it.
        targets: table TARGETS; the target of a class is that of its cohort group where the school stands.
        class_groups: class -> its cohort group.
        members: area -> its Sozialräume.
        years: Schuljahre.

    Returns:
        Table GANZTAG, one row for each school with pupils and year: pupils, those with a claim, places they need by
        the target, places with enough hours, shorter ones and ones of which no hours are told (which meet the claim
        in `lower` and do not in `upper` of what is missing). Before the first year of the claim nobody is entitled.
        A primary school without a row for a class with a claim has unknown claims, not none.

    Source: docs/methods.md#ganztag
    """
    rows = [
        row
        for year in years
        for row in _schools_of_year(
            supply, pupils[pupils["year"] == year], rule, targets, class_groups, members, year
        )
    ]
    return frame(GANZTAG, rows)


def claim_supply(supply: Supply, rule: GanztagClaim, class_groups: Mapping[int, str], year: str) -> Supply | None:
    """The supply as the claim of a year asks for it, for a balance of children with a claim who live in an area and
    of places with enough hours that stand there.

    Args:
        supply: as in ganztag_schools.
        rule: which class has a claim when, and how many hours meet it.
        class_groups: class -> its cohort group.
        year: Schuljahr.

    Returns:
        None in a year in which no class has a claim. Places of unknown hours make the places of their school unknown.

    Source: docs/methods.md#ganztag
    """
    groups = [class_groups[one] for one in sorted(classes_with_claim(rule, year)) if one in class_groups]
    if not groups:
        return None
    offers = supply.offers
    short = (offers["weekly_hours"] < rule.weekly_hours).fillna(False)
    places = offers["places"].mask(offers["weekly_hours"].isna() & (offers["places"] > 0)).mask(short, 0.0)
    coverage = supply.coverage.model_copy(update={"cohorts": groups})
    return replace(supply, coverage=coverage, offers=offers.assign(places=places))


def of_claim(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a balance with their children named as those with a claim."""
    return rows.assign(measure_id=rows["measure_id"].where(rows["measure_id"] != CHILDREN, ENTITLED))


def _schools_of_year(
    supply: Supply,
    pupils: pd.DataFrame,
    rule: GanztagClaim,
    targets: pd.DataFrame,
    class_groups: Mapping[int, str],
    members: Mapping[str, list[str]],
    year: str,
) -> Iterable[dict[str, object]]:
    wanted = {float(one) for one in classes_with_claim(rule, year)}
    quotas = targets_by_area(targets, supply.coverage.id, class_groups.values(), {}, members, year)
    places, carried = _by_hours(supply, rule, year)
    of_school: dict[str, list[dict[str, Any]]] = {}
    for row in records(pupils):
        of_school.setdefault(str(row["facility_id"]), []).append(row)
    for school, own in sorted(of_school.items()):
        with_claim = [row for row in own if row["school_class"] in wanted]
        entitled = _strict_sum(with_claim)
        classes = {row["school_class"] for row in own}
        if any(one <= LAST for one in classes) and not wanted <= classes:
            entitled = None  # a primary school that does not name a class has not said that nobody is in it
        area = str(supply.facilities["area_id"].get(school, NOWHERE))
        needed: float | None = None if entitled is None else 0.0
        for row in with_claim:
            target = quotas.get(class_groups.get(int(row["school_class"]), ""), {}).get(area, np.nan)
            if needed is None or pd.isna(row["children"]) or np.isnan(target):
                needed = None
            else:
                needed += float(row["children"]) * target / 100
        yield _school(school, year, own, entitled, needed, places.get(school), carried)


def _by_hours(supply: Supply, rule: GanztagClaim, year: str) -> tuple[dict[str, dict[str, float]], bool]:
    """School -> places long enough, shorter, of unknown hours; NaN where a number is not told."""
    rows = relevant(supply.coverage, supply.offers, supply.counts_for)
    of_kind = rows[rows["kind"] == str(supply.coverage.kind)]
    reference = reference_period(list(of_kind["period"]), year)
    if reference is None:
        return {}, False
    share = share_of_year(supply.facilities, year, supply.coverage.openings, supply.coverage.betriebsstatus)
    said = of_kind[of_kind["period"] == reference]
    found: dict[str, dict[str, float]] = {}
    for row in records(said):
        school = str(row["facility_id"])
        part = float(share.get(school, 0.0))
        number = float("nan") if pd.isna(row["places"]) else float(row["places"]) * part
        hours = row["weekly_hours"]
        kind = "unknown" if pd.isna(hours) else "long" if hours >= rule.weekly_hours else "short"
        if part:
            own = found.setdefault(school, {"long": 0.0, "short": 0.0, "unknown": 0.0, "withheld": 0.0})
            own[kind] += number
            own["withheld"] += float(pd.isna(row["places"]) and row["status"] == str(Status.WITHHELD))
    return found, is_carried(reference, year)


def _school(
    school: str,
    year: str,
    pupils: list[dict[str, Any]],
    entitled: float | None,
    needed: float | None,
    places: dict[str, float] | None,
    carried: bool,
) -> dict[str, object]:
    long_enough, shorter, unknown = (
        (None, None, None)
        if places is None
        else (_told(places["long"]), _told(places["short"]), _told(places["unknown"]))
    )
    row: dict[str, object] = {
        "facility_id": school,
        "year": year,
        "children": _strict_sum(pupils),
        "entitled": entitled,
        "places_needed": needed,
        "places_claim_hours": long_enough,
        "places_shorter": shorter,
        "places_hours_unknown": unknown,
    }
    statuses = [*([str(Status.FORECAST)] if carried else []), *(str(row["status"]) for row in pupils)]
    if str(Status.WITHHELD) in statuses or (places and places["withheld"]):
        return {**row, "status": str(Status.WITHHELD), "reason": "parts_withheld"}
    if entitled is None or needed is None:
        reason = "pupils_unknown" if entitled is None else "no_target"
        return {**row, "status": str(Status.MISSING), "reason": reason}
    if long_enough is None or unknown is None:
        return {**row, "status": str(Status.MISSING), "reason": "places_unknown"}
    gaps = needed - long_enough, needed - long_enough - unknown
    if unknown:
        limits = {"lower": max(0.0, gaps[1]), "upper": max(0.0, gaps[0])}
        return {**row, **limits, "status": str(Status.MISSING), "reason": "hours_unknown"}
    missing, spare = max(0.0, gaps[0]), max(0.0, -gaps[0])
    return {**row, "places_missing": missing, "places_spare": spare, "status": weakest(statuses)}


def _strict_sum(rows: list[dict[str, Any]]) -> float | None:
    """Children of all rows; None where those of one are unknown."""
    counts = [row["children"] for row in rows]
    return None if any(pd.isna(one) for one in counts) else float(sum(counts))


def _told(number: float) -> float | None:
    return number if number == number else None

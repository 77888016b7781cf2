"""Entry classes of each primary school, and how many the municipality may form."""

from collections.abc import Iterable

import pandas as pd

from sozialraum.model.planning_tables import CLASS_TOTALS, CLASSES
from sozialraum.model.school_rules import ClassNumber, ClassSteps, Rounding
from sozialraum.model.status import Status, weakest
from sozialraum.model.tables import frame, records

UNKNOWN = "registrations_unknown"


def entry_classes(entrants: int, rule: ClassSteps) -> int:
    """Classes that are formed of so many entrants; none of none.

    Raises:
        ValueError: fewer than no entrants.

    Source: docs/methods.md#eingangsklassen
    """
    if entrants < 0:
        raise ValueError("entrants below zero")
    if entrants == 0:
        return 0
    for step in rule.steps:
        if entrants <= step.up_to:
            return step.classes
    last = rule.steps[-1]
    return last.classes - (last.up_to - entrants) // rule.further_per


def class_number(entrants: int, rule: ClassNumber) -> int:
    """Entry classes that all schools of a municipality together may form at most.

    A whole quotient stays; another one is rounded as its bracket says.

    Source: docs/methods.md#klassenrichtzahl
    """
    whole, rest = divmod(entrants, rule.divisor)
    if rest == 0:
        return whole
    bracket = _bracket(whole, rule.brackets)
    up = {"up": True, "nearest": 2 * rest >= rule.divisor, "down": False}[bracket.rounding]
    return max(0, whole + int(up) - bracket.minus)


def classes_of_schools(registrations: pd.DataFrame, rule: ClassSteps) -> pd.DataFrame:
    """Entry classes of each school, from the children registered there, never from those of its area.

    Args:
        registrations: table REGISTRATIONS, one row for each school and year.
        rule: the steps.

    Returns:
        Table CLASSES, as ordered as the rows. `band` says whether the mean class lies within the band; a number that
        is not whole, or not known, gives no classes.

    Source: docs/methods.md#eingangsklassen
    """
    return frame(CLASSES, [_school(row, rule) for row in records(registrations)])


def class_totals(classes: pd.DataFrame, rule: ClassNumber | None, years: Iterable[str]) -> pd.DataFrame:
    """Classes formed in the municipality beside its highest number.

    Args:
        classes: table CLASSES.
        rule: None where the Land has none.
        years: Schuljahre.

    Returns:
        Table CLASS_TOTALS. With a school whose registrations are unknown the sums are unknown.

    Source: docs/methods.md#klassenrichtzahl
    """
    rows: list[dict[str, object]] = []
    for year in years:
        own = classes[classes["year"] == year]
        unknown = int(own["classes"].isna().sum())
        if own.empty or unknown:
            withheld = bool((own["status"] == str(Status.WITHHELD)).any())
            status, reason = (Status.WITHHELD, "parts_withheld") if withheld else (Status.MISSING, UNKNOWN)
            rows.append({"year": year, "unknown_schools": float(unknown), "status": str(status), "reason": reason})
            continue
        children, formed = int(own["children"].sum()), int(own["classes"].sum())
        most = None if rule is None else class_number(children, rule)
        rows.append(
            {
                "year": year,
                "children": float(children),
                "classes": float(formed),
                "richtzahl": None if most is None else float(most),
                "above": None if most is None else float(max(0, formed - most)),
                "unknown_schools": 0.0,
                "status": weakest([str(one) for one in own["status"]]),
            }
        )
    return frame(CLASS_TOTALS, rows)


def _bracket(whole: int, brackets: list[Rounding]) -> Rounding:
    """The bracket of a quotient that lies above `whole` and below the next whole number."""
    return next(one for one in brackets if one.below is None or whole < one.below)


def _school(row: dict[str, object], rule: ClassSteps) -> dict[str, object]:
    key = {"facility_id": row["facility_id"], "year": row["year"]}
    children = row["children"]
    if not isinstance(children, float) or children != children or children < 0 or children != int(children):
        told = isinstance(children, float) and children == children
        if not told and row["status"] == str(Status.WITHHELD):
            return {**key, "status": str(Status.WITHHELD), "reason": "parts_withheld"}
        reason = "registrations_unfit" if told else UNKNOWN
        return {**key, "status": str(Status.MISSING), "reason": reason}
    formed = entry_classes(int(children), rule)
    mean = children / formed if formed else None
    return {
        **key,
        "children": children,
        "classes": float(formed),
        "per_class": mean,
        "band": "" if mean is None else _band(mean, rule.band),
        "status": row["status"],
    }


def _band(mean: float, band: tuple[int, int]) -> str:
    if mean < band[0]:
        return "below"
    return "above" if mean > band[1] else "within"

"""Schools year by year: the classes that are formed, the claim to all-day care and the places that meet it."""

from collections.abc import Mapping

import pandas as pd

from sozialraum.analysis.planning.balance import Supply
from sozialraum.analysis.planning.classes import class_totals, classes_of_schools
from sozialraum.analysis.planning.ganztag import ganztag_schools, pupils_ahead
from sozialraum.model.cohorts import Cohorts, year_text
from sozialraum.model.periods import first_day, in_order
from sozialraum.model.planning_tables import CLASS_TOTALS, CLASSES, GANZTAG
from sozialraum.model.project import Project
from sozialraum.model.school_rules import PlanningRules
from sozialraum.model.tables import frame


def class_groups(cohorts: Cohorts | None) -> dict[int, str]:
    """Class -> the cohort group of its children alone."""
    return {
        group.from_class: group.id
        for group in (cohorts.groups if cohorts else ())
        if group.from_class is not None and group.from_class == group.to_class
    }


def entry_classes_of(registrations: pd.DataFrame, rules: PlanningRules) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables CLASSES and CLASS_TOTALS; empty where the project has no rule for classes.

    Args:
        registrations: table REGISTRATIONS; of several counts of a school and year the newest holds.
        rules: of the Land.
    """
    if not rules.entry_classes:
        return frame(CLASSES), frame(CLASS_TOTALS)
    classes = classes_of_schools(newest(registrations), rules.entry_classes)
    return classes, class_totals(classes, rules.class_number, in_order(list(registrations["year"])))


def ganztag_of_schools(
    project: Project,
    supply: Supply,
    pupils: pd.DataFrame,
    registrations: pd.DataFrame,
    targets: pd.DataFrame,
    members: Mapping[str, list[str]],
    last: str,
) -> pd.DataFrame:
    """Table GANZTAG of every year in which pupils are counted, and of the years ahead.

    Args:
        project: its claim and cohort groups.
        supply: of the coverage whose places are to meet the claim; those shown beside it may be shorter ones.
        pupils: table PUPILS.
        registrations: table REGISTRATIONS, the children expected in class 1.
        targets: table TARGETS.
        members: area -> its Sozialräume.
        last: the last Schuljahr wanted; "" for none ahead of the pupils and registrations.

    Source: docs/methods.md#ganztag
    """
    claim = project.planning.rules.ganztag
    if claim is None or pupils.empty:
        return frame(GANZTAG)
    counted = in_order(list(pupils["year"]))
    ahead = following(counted[-1], in_order([*counted, *registrations["year"], *([last] if last else [])])[-1])
    every = pupils_ahead(pupils, newest(registrations), ahead)
    coverage = supply.coverage
    wide = coverage.model_copy(update={"offers": [*coverage.offers, *coverage.also_shown]})
    beside = Supply(wide, supply.expected, supply.facilities, supply.offers, supply.counts_for)
    groups = class_groups(project.cohorts)
    return ganztag_schools(beside, every, claim, targets, groups, members, [*counted, *ahead])


def newest(registrations: pd.DataFrame) -> pd.DataFrame:
    """Each school and year once, as counted last."""
    ordered = registrations.sort_values(["year", "facility_id", "counted_on"], kind="stable")
    return ordered.drop_duplicates(["facility_id", "year"], keep="last", ignore_index=True)


def following(year: str, until: str) -> list[str]:
    """The Kita-Jahre or Schuljahre after `year` up to `until`."""
    return [year_text(start) for start in range(first_day(year).year + 1, first_day(until).year + 1)]

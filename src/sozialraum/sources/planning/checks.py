"""What the tables of planning get wrong beside the facilities, the register and the rules of the project."""

from collections.abc import Collection, Mapping
from datetime import date

import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.cohorts import year_of, year_text
from sozialraum.model.forecast_checks import births_problems, city_projection_problems, housing_problems, not_by_area
from sozialraum.model.planned_checks import places_today, planned_problems, unknown_measures
from sozialraum.model.planning_checks import planning_faults
from sozialraum.model.project import Project
from sozialraum.model.status import Status
from sozialraum.model.unreached import (
    beyond_the_years_ahead,
    counted_twice,
    houses_without_offer,
    places_far_ahead,
    targets_out_of_reach,
    years_without_balance,
)
from sozialraum.sources.project import PROJECT_FILE

Plans = Mapping[str, pd.DataFrame]


def planning_problems(
    project: Project,
    plans: Plans,
    base: Collection[str],
    register: pd.DataFrame,
    facilities: pd.DataFrame | None,
    offers: pd.DataFrame,
) -> list[Problem]:
    """Every Problem that shows only beside other files.

    Args:
        plans: from read_planning.
        base: the Sozialräume; without any, nothing about areas is told, for they could not be read.
        facilities: None where not all files of them could be read.
    """
    planned, rule = plans["planned"], project.planning.measures
    told = [fault for fault in planning_faults(project, PROJECT_FILE) if not fault.is_error]
    told += (
        unknown_measures([*rule.chosen, *rule.left_out], planned, PROJECT_FILE) if project.planned_measures else []
    )
    if facilities is not None:
        told += planned_problems(planned, facilities, places_today(offers, project.coverage), project.coverage)
        told += houses_without_offer(planned, facilities, project.offers)
    told += counted_twice(planned, offers, project.coverage)
    told += _years(project, plans, register, offers)
    if project.forecast is None or not base or register.empty:
        return told
    settings, last_day = project.forecast, str(register["as_of"].max())
    told += housing_problems(project.new_housing, settings.dwelling_types, sorted(base), last_day, PROJECT_FILE)
    ahead = range(int(last_day[:4]) + 1, int(last_day[:4]) + 1 + settings.years_ahead)
    told += beyond_the_years_ahead(project.new_housing, plans["city_projection"], ahead, PROJECT_FILE)
    births = plans["births"]
    projected = births["status"] == str(Status.FORECAST)
    wanted = ahead if settings.births == "projection" else range(0)
    for rows, years in ((births[~projected], range(0)), (births[projected], wanted)):
        told += births_problems(rows, sorted(base), years, settings.sum_tolerance_pct, _file(rows))
    told += not_by_area(births[~projected])
    return told + city_projection_problems(plans["city_projection"], settings.to_age, _file(plans["city_projection"]))


def _years(project: Project, plans: Plans, register: pd.DataFrame, offers: pd.DataFrame) -> list[Problem]:
    """What is told of years without any balance; nothing where no places could be read."""
    periods, ahead = sorted(set(offers["period"])), []
    told = []
    if not register.empty:
        last_day = str(register["as_of"].max())
        told += places_far_ahead(periods, last_day, project.quality.stale_years, PROJECT_FILE)
        if project.cohorts is not None:
            start = year_of(project.cohorts, date.fromisoformat(last_day))
            years_ahead = project.forecast.years_ahead if project.forecast else 0
            ahead = [year_text(start + more) for more in range(1 + years_ahead)]
    named = {name: set(plans[name]["period"]) for name in ("use", "applications")}
    told += years_without_balance(named, periods, ahead, PROJECT_FILE) if periods else []
    return told + targets_out_of_reach(project.targets, periods, ahead, project.quality.stale_years, PROJECT_FILE)


def _file(rows: pd.DataFrame) -> str:
    """The file a Problem is told of that has no row: the first one, the project file where there is none."""
    return PROJECT_FILE if rows.empty else str(rows["file"].min())

"""Familienzentren of a city at the end of its data: their certificates, networks and the children around them."""

from collections.abc import Mapping
from datetime import date

import geopandas as gpd
import pandas as pd

from sozialraum.analysis.planning.familienzentren import centre_measures, networks, valid_on
from sozialraum.analysis.planning.needs import heads_of
from sozialraum.model.cohorts import year_of, year_text
from sozialraum.model.planning import ChildrenOfYears
from sozialraum.model.planning_tables import NETWORKS
from sozialraum.model.project import Project
from sozialraum.model.tables import MEASURES, frame


def centres(
    project: Project,
    merkmale: pd.DataFrame,
    facilities: gpd.GeoDataFrame,
    years: ChildrenOfYears,
    members: Mapping[str, list[str]],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables `measures` and NETWORKS on the last day of the data; empty where the project names no certificate.

    Args:
        project: which Merkmal is the certificate, which cohort groups are the children under six.
        merkmale: table `merkmale`.
        facilities: table `facilities` with `area_id`.
        years: children of every Kita-Jahr; those of the year of that day count, else of the last one counted.
        members: area -> its Sozialräume.

    Source: docs/methods.md#familienzentren
    """
    merkmal, rule = project.planning.familienzentren, project.planning.rules.network
    if merkmal is None:
        return frame(MEASURES), frame(NETWORKS)
    day = last_day_of_data(project, years)
    held = valid_on(merkmale, merkmal, day)
    held = held[held["facility_id"].isin(facilities.index)]
    heads = heads_of(project.planning.centre_children, years.children, members, _year(project, years, day))
    rows = centre_measures(held, facilities, heads, members, merkmal, day)
    return rows, frame(NETWORKS) if rule is None else networks(held, facilities, rule)


def last_day_of_data(project: Project, years: ChildrenOfYears) -> date:
    """The newest day on which the lists of facilities or the register were drawn up."""
    counted = [date.fromisoformat(day) for year, day in years.counted_on.items() if day and year not in years.ahead]
    return max([type_.as_of for type_ in project.facility_types] + counted)


def _year(project: Project, years: ChildrenOfYears, day: date) -> str:
    own = years.children[years.children["value"].notna()]["year"]
    if project.cohorts is None or own.empty:
        return ""
    wanted = year_text(year_of(project.cohorts, day))
    counted = sorted(year for year in own.unique() if year not in years.ahead)
    return wanted if wanted in set(own) or not counted else counted[-1]

"""The published tables of planning by area and by house: hundreds of pages each ask for theirs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sozialraum.model.tables import CITY, records
from sozialraum.presentation.views.context import Context

Row = Mapping[str, Any]
VALUE = ["value", "lower", "upper", "status", "reason"]


class At(NamedTuple):
    """Of which figure a row of the table `measures` is."""

    coverage: str
    measure: str
    period: str
    scenario: str


@dataclass(frozen=True)
class PlanRows:
    """Rows of the published tables.

    Args:
        measures: area -> figure -> row.
        children: (area, cohort group, Kita-Jahr) -> row of the table CHILDREN.
        houses: area -> its facilities in order of name: id, name, type.
        planned: measure -> its rows of the table PLANNED.
        effects: area -> rows of the table EFFECTS.
        classes, ganztag: facility -> its rows, in order.
        certificates: facility -> its rows of the Merkmal of a Familienzentrum.
        networks: name of a Verbund -> its row.
        counted_on: (coverage, Kita-Jahr) -> newest day on which applications were counted.
    """

    measures: Mapping[str, Mapping[At, Row]]
    children: Mapping[tuple[str, str, str], Row]
    houses: Mapping[str, list[Row]]
    planned: Mapping[str, list[Row]]
    effects: Mapping[str, list[Row]]
    classes: Mapping[str, list[Row]]
    ganztag: Mapping[str, list[Row]]
    certificates: Mapping[str, list[Row]]
    networks: Mapping[str, Row]
    counted_on: Mapping[tuple[str, str], str]


def plan_rows(context: Context) -> PlanRows:
    """The rows of Sozialräume, of the city where it is the comparison, and of facilities."""
    planning, published, project = context.published.planning, context.published, context.project
    own = {*context.areas, CITY}
    wanted = {one.id for one in project.coverage} | {project.planning.familienzentren}
    table = published.measures
    rows = table[table["target_group"].isin(wanted) & table["area_id"].isin(own)]
    measures: dict[str, dict[At, Row]] = {}
    for row in records(rows[["area_id", "target_group", "measure_id", "period", "scenario", *VALUE]]):
        at = At(row["target_group"], row["measure_id"], row["period"], row["scenario"])
        measures.setdefault(row["area_id"], {})[at] = row
    children = planning.years.children
    children = children[children["area_id"].isin(own)]
    houses = published.facilities[["area_id", "name", "facility_type"]].reset_index()
    marks = published.merkmale
    return PlanRows(
        measures=measures,
        children={
            (row["area_id"], row["group"], row["year"]): row
            for row in records(children[["area_id", "group", "year", *VALUE]])
        },
        houses=_by("area_id", records(houses.sort_values(["name", "facility_id"]))),
        planned=_by("measure", records(planning.planned)),
        effects=_by("area_id", records(planning.effects)),
        classes=_by("facility_id", records(planning.classes)),
        ganztag=_by("facility_id", records(planning.ganztag)),
        certificates=_by("facility_id", records(marks[marks["merkmal"] == project.planning.familienzentren])),
        networks={str(row["verbund"]): row for row in records(planning.networks)},
        counted_on={
            (str(row["coverage"]), str(row["period"])): str(row["counted_on"])
            for row in records(planning.applications.sort_values("counted_on"))
        },
    )


def _by(key: str, rows: Iterable[dict[str, Any]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row[key]), []).append(row)
    return found

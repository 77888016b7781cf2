"""What is planned to change the places of a facility."""

from functools import partial

import numpy as np
import pandas as pd

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.group_forms import change_of_groups
from sozialraum.model.intake import Intake
from sozialraum.model.periods import YEAR
from sozialraum.model.planned import PlannedStatus
from sozialraum.model.planning_files import PlannedFile
from sozialraum.model.planning_tables import PLANNED
from sozialraum.sources.accounting import OUTCOME, settled
from sozialraum.sources.planning.counts import Refused, numbers_of
from sozialraum.sources.planning.each_file import Part, read_each
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.tables.columns import days, same
from sozialraum.sources.tables.needed import empty_cells, filled, needed
from sozialraum.sources.tables.table import Table, marked
from sozialraum.sources.values.indicators import Known


def read_planned(folder: ProjectFolder, known: Known) -> tuple[pd.DataFrame, list[Intake], list[Problem]]:
    """Table PLANNED, the account of each file, and every Problem but those of model.planned_checks.

    Measures for an unknown facility, and those told twice, are all in it, so that these checks can tell them.
    """
    specs = folder.project.planned_measures
    rows, accounts, problems = read_each(
        "planned_measures", specs, partial(_planned, folder=folder), PLANNED, folder.files
    )
    ordered = rows.sort_values(["measure", "facility_id", "from_day", "file", "row"], kind="stable")
    strange = pd.Series(False, index=ordered.index)
    if known.facilities is not None:
        strange = ~ordered["facility_id"].isin(sorted(known.facilities))
    twice = ordered.duplicated(["measure", "facility_id", "offer", "target_group", "from_day"])
    codes = [str(Code.MEASURE_FACILITY_UNKNOWN), str(Code.MEASURE_TWICE)]
    outcome = ordered.assign(reason=np.select([strange, twice], codes, ""))[list(OUTCOME)]
    return ordered[list(PLANNED)].astype(PLANNED).reset_index(drop=True), settled(accounts, outcome), problems


def _planned(spec: PlannedFile, table: Table, folder: ProjectFolder) -> Part:
    columns, project = spec.columns, folder.project
    measures, nameless, problems = filled(table, columns.measure)
    facilities, houseless, found = filled(table, columns.facility_id)
    problems += found
    offers, no_offer, found = needed(
        table, spec.offer, columns.offer, spec.offer_names, [one.id for one in project.offers]
    )
    problems += found
    groups = [one.id for one in project.target_groups]
    meant, no_meant, found = needed(table, spec.target_group, columns.target_group, spec.target_group_names, groups)
    problems += found
    names = {told: str(status) for told, status in spec.status_names.items()}
    states, no_state, found = needed(table, None, columns.status, names, [str(one) for one in PlannedStatus])
    problems += found
    day, no_day, found = _days(table, columns.from_day)
    problems += found
    table, (places, costs), found = numbers_of(spec, table, [columns.places, columns.cost_eur], about_persons=False)
    problems += found
    change, groupless, found = _with_groups(spec, table, places.values, places.unreadable, meant, folder)
    problems += found
    broken = (change % 1 != 0).fillna(False).astype(bool)
    problems += [
        Problem(Code.PLACES_CHANGE_UNFIT, table.file, row, columns.places, told)
        for row, told in marked(places.texts, broken)
    ]
    below = (costs.values < 0).fillna(False).astype(bool)
    problems += [
        Problem(Code.COST_UNFIT, table.file, row, columns.cost_eur, told) for row, told in marked(costs.texts, below)
    ]
    unknown = change.isna() & ~places.unreadable & (groupless == "")
    problems += [
        Problem(Code.MEASURE_WITHOUT_PLACES, table.file, row, columns.places, told, severity=Severity.WARNING)
        for row, told in marked(measures, unknown & (measures != ""))
    ]
    made = {
        "measure": measures,
        "label": table.optional(columns.label),
        "facility_id": facilities,
        "offer": offers,
        "target_group": meant,
        "places": change,
        "from_day": day,
        "status": states,
        "cost_eur": costs.values,
        "who": table.optional(columns.who),
        "drucksache": table.optional(columns.drucksache),
        "source_id": same(table, spec.source),
    }
    refused: tuple[Refused, ...] = (
        (nameless != "", nameless),
        (houseless != "", houseless),
        (no_offer != "", no_offer),
        (no_meant != "", no_meant),
        (no_state != "", no_state),
        (no_day != "", no_day),
        (places.unreadable | costs.unreadable, str(Code.NOT_A_NUMBER)),
        (broken, str(Code.PLACES_CHANGE_UNFIT)),
        (below, str(Code.COST_UNFIT)),
        (groupless != "", groupless),
    )
    return Part(table, made, refused, problems)


def _with_groups(
    spec: PlannedFile,
    table: Table,
    change: pd.Series,
    unreadable: pd.Series,
    meant: pd.Series,
    folder: ProjectFolder,
) -> tuple[pd.Series, pd.Series, list[Problem]]:
    """The change of places, worked out from groups where none is told; why a row cannot be used, "" if it can."""
    columns, rule = spec.columns, folder.project.planning.rules.group_forms
    why = pd.Series("", index=change.index, dtype="str")
    if columns.groups is None or columns.group_form is None or columns.weekly_hours is None:
        return change, why, []
    _, (groups, hours), problems = numbers_of(
        spec, table, [columns.groups, columns.weekly_hours], about_persons=False
    )
    young = {group.id for group in folder.project.target_groups if group.is_under_three}
    forms = table.column(columns.group_form)
    change = change.astype("Float64").copy()
    for row in change.index[change.isna() & ~unreadable & (table.column(columns.groups) != "")]:
        found = None
        if rule is not None and not pd.isna(groups.values[row]) and not pd.isna(hours.values[row]):
            told = float(hours.values[row]), float(groups.values[row])
            found = change_of_groups(str(forms[row]), *told, str(meant[row]) in young, rule)
        if found is None:
            fields = {"form": str(forms[row]), "hours": str(hours.texts[row])}
            value = str(groups.texts[row])
            problems.append(Problem(Code.GROUPS_UNFIT, table.file, int(row), columns.groups, value, fields=fields))
            why[row] = str(Code.GROUPS_UNFIT)
        else:
            change[row] = found
    return change, why, problems


def _days(table: Table, heading: str) -> tuple[pd.Series, pd.Series, list[Problem]]:
    """The day from which a change holds; a month and a Kita-Jahr give their first day, a bare year none."""
    texts = table.column(heading)
    found, problems = days(table, heading, end=False)
    empty = texts == ""
    unreadable = (found == "") & ~empty
    vague = found.map(lambda day: bool(YEAR.fullmatch(day))).astype(bool)
    problems += empty_cells(table, heading, empty)
    problems += [Problem(Code.DAY_NEEDED, table.file, row, heading, told) for row, told in marked(texts, vague)]
    codes = [str(Code.CELL_EMPTY), str(Code.DATE_UNREADABLE), str(Code.DAY_NEEDED)]
    why = pd.Series(np.select([empty, unreadable, vague], codes, ""), index=texts.index, dtype="str")
    return found, why, problems

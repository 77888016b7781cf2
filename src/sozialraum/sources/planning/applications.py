"""Applications that have found no place."""

from functools import partial

import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.intake import Intake
from sozialraum.model.planning_files import ApplicationsFile
from sozialraum.model.planning_tables import APPLICATIONS
from sozialraum.model.status import Status
from sozialraum.sources.planning.counts import Refused, counts
from sozialraum.sources.planning.each_file import Part, once, read_each
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.tables.columns import periods, same
from sozialraum.sources.tables.needed import needed
from sozialraum.sources.tables.table import Table
from sozialraum.sources.values.area_column import AreaColumn, areas_of_rows
from sozialraum.sources.values.indicators import Known

KEY = ["area_id", "coverage", "period", "counted_on"]


def read_applications(folder: ProjectFolder, known: Known) -> tuple[pd.DataFrame, list[Intake], list[Problem]]:
    """Table APPLICATIONS, the account of each file, and every Problem."""
    specs = folder.project.applications
    rows, accounts, problems = read_each(
        "applications", specs, partial(_applications, folder=folder, known=known), APPLICATIONS, folder.files
    )
    kept, intakes, found = once(rows, APPLICATIONS, KEY, "children", accounts)
    return kept, intakes, problems + found


def _applications(spec: ApplicationsFile, table: Table, folder: ProjectFolder, known: Known) -> Part:
    columns = spec.columns
    where = AreaColumn(columns.area_id, columns.area_name, blank=True)
    areas, no_area, match, problems = areas_of_rows(where, table, folder, known)
    coverages = [one.id for one in folder.project.coverage]
    meant, no_meant, found = needed(table, spec.coverage, columns.coverage, spec.coverage_names, coverages)
    problems += found
    period, undated, found = periods(table, spec.period, columns.period)
    problems += found
    counted_on, no_day, found = periods(table, spec.counted_on, columns.counted_on, key="counted_on")
    problems += found
    children, found = counts(spec, table, columns.children, columns.status, str(Status.NORMAL))
    made = {
        "area_id": areas,
        "coverage": meant,
        "period": period,
        "counted_on": counted_on,
        "children": children.values,
        "deduplicated": pd.Series(spec.deduplicated, index=table.cells.index),
        "status": children.status,
        "source_id": same(table, spec.source),
    }
    refused: tuple[Refused, ...] = (
        (no_area != "", no_area),
        (no_meant != "", no_meant),
        (undated != "", undated),
        (no_day != "", no_day),
        *children.refused,
    )
    return Part(children.table, made, refused, problems + found, match)

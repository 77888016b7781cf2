"""Children registered for the first class of a school, or entered into it."""

from functools import partial

import numpy as np
import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.intake import Aside, Intake
from sozialraum.model.planning_files import RegistrationFile
from sozialraum.model.planning_tables import REGISTRATIONS
from sozialraum.model.status import Status
from sozialraum.sources.accounting import OUTCOME, settled
from sozialraum.sources.planning.counts import Refused, counts
from sozialraum.sources.planning.each_file import Part, once, read_each
from sozialraum.sources.planning.schools import school_keys
from sozialraum.sources.planning.years import school_years
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.tables.columns import periods, same
from sozialraum.sources.tables.table import Table
from sozialraum.sources.values.indicators import Known

ENTERED = "entered"
KEY = ["facility_id", "year", ENTERED, "counted_on"]


def read_registrations(folder: ProjectFolder, known: Known) -> tuple[pd.DataFrame, list[Intake], list[Problem]]:
    """Table REGISTRATIONS, the account of each file, and every Problem.

    One row for each school and year: of several counts the newest, and who has entered before who is registered.
    """
    columns = {**REGISTRATIONS, ENTERED: "bool"}
    specs = folder.project.registrations
    rows, accounts, problems = read_each(
        "registrations", specs, partial(_registrations, known=known), columns, folder.files
    )
    told_once, _, found = once(rows, {**columns, "file": "str", "row": "int64", "entry": "str"}, KEY, "children", [])
    newest = told_once.sort_values(KEY, kind="stable").drop_duplicates(["facility_id", "year"], keep="last")
    kept = set(zip(newest["entry"], newest["row"], strict=True))
    used = [place in kept for place in zip(rows["entry"], rows["row"], strict=True)]
    outcome = rows.assign(reason=np.where(used, "", str(Aside.NEWER_COUNT)))[list(OUTCOME)]
    table = newest[list(REGISTRATIONS)].sort_values(["facility_id", "year"]).reset_index(drop=True)
    return table, settled(accounts, outcome), problems + found


def _registrations(spec: RegistrationFile, table: Table, known: Known) -> Part:
    columns = spec.columns
    ids, no_school, problems = school_keys(table, columns.facility_id, known)
    year, undated, found = school_years(table, spec.year, columns.year)
    problems += found
    counted_on, no_day = same(table, ""), same(table, "")
    if spec.counted_on is not None or columns.counted_on is not None:
        counted_on, no_day, found = periods(table, spec.counted_on, columns.counted_on, key="counted_on")
        problems += found
    entered = spec.kind == ENTERED
    usual = Status.NORMAL if entered else Status.PROVISIONAL
    children, found = counts(spec, table, columns.children, columns.status, str(usual))
    made = {
        "facility_id": ids,
        "year": year,
        "children": children.values,
        "counted_on": counted_on,
        "status": children.status,
        "source_id": same(table, spec.source),
        ENTERED: pd.Series(entered, index=table.cells.index),
    }
    refused: tuple[Refused, ...] = (
        (no_school != "", no_school),
        (undated != "", undated),
        (no_day != "", no_day),
        *children.refused,
    )
    return Part(children.table, made, refused, problems + found)

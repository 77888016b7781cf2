"""Children of each class of each school."""

import re
from functools import partial

import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.checks import unmapped
from sozialraum.model.codes import Code
from sozialraum.model.intake import Intake
from sozialraum.model.planning_files import PupilFile
from sozialraum.model.planning_tables import PUPILS
from sozialraum.model.status import Status
from sozialraum.sources.planning.counts import Refused, counts
from sozialraum.sources.planning.each_file import Part, once, read_each
from sozialraum.sources.planning.schools import school_keys
from sozialraum.sources.planning.years import school_years
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.tables.columns import among, each, same
from sozialraum.sources.tables.needed import empty_cells
from sozialraum.sources.tables.table import Table
from sozialraum.sources.values.indicators import Known

CLASS = re.compile(r"0?([1-9]|1[0-3])(?:\.0|\.)?")
CLASSES = [str(number) for number in range(1, 14)]
KEY = ["facility_id", "year", "school_class"]


def read_pupils(folder: ProjectFolder, known: Known) -> tuple[pd.DataFrame, list[Intake], list[Problem]]:
    """Table PUPILS, the account of each file, and every Problem."""
    rows, accounts, problems = read_each(
        "pupils", folder.project.pupils, partial(_pupils, known=known), PUPILS, folder.files
    )
    kept, intakes, found = once(rows, PUPILS, KEY, "children", accounts)
    return kept, intakes, problems + found


def _pupils(spec: PupilFile, table: Table, known: Known) -> Part:
    columns = spec.columns
    ids, no_school, problems = school_keys(table, columns.facility_id, known)
    year, undated, found = school_years(table, spec.year, columns.year)
    problems += found
    classes, no_class, found = _classes(table, columns.school_class)
    problems += found
    children, found = counts(spec, table, columns.children, columns.status, str(Status.NORMAL))
    made = {
        "facility_id": ids,
        "year": year,
        "school_class": classes,
        "children": children.values,
        "status": children.status,
        "source_id": same(table, spec.source),
    }
    refused: tuple[Refused, ...] = (
        (no_school != "", no_school),
        (undated != "", undated),
        (no_class != "", no_class),
        *children.refused,
    )
    return Part(children.table, made, refused, problems + found)


def _classes(table: Table, heading: str) -> tuple[pd.Series, pd.Series, list[Problem]]:
    """The class of each row as a number, why it has none, and one Problem for each text that is none."""
    texts = table.column(heading)
    found = each(texts, lambda told: match[1] if (match := CLASS.fullmatch(told)) else "")
    empty = texts == ""
    problems = unmapped(texts, (found != "") | empty, Code.CLASS_UNREADABLE, table.file, heading, among(CLASSES))
    numbers = pd.to_numeric(found.mask(found == ""), errors="coerce").astype("Float64")
    why = same(table, "").mask(found == "", str(Code.CLASS_UNREADABLE)).mask(empty, str(Code.CELL_EMPTY))
    return numbers, why, problems + empty_cells(table, heading, empty)

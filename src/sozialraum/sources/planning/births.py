"""Births and the official projection of the city: what comes in at the youngest end, and what it adds up to."""

from functools import partial

import numpy as np
import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.model.forecast import BIRTHS, CITY_PROJECTION
from sozialraum.model.intake import Intake
from sozialraum.model.planning_files import BirthsFile, ProjectionFile
from sozialraum.model.status import Status
from sozialraum.sources.accounting import OUTCOME, settled
from sozialraum.sources.planning.counts import Refused, counts, numbers_of
from sozialraum.sources.planning.each_file import Part, read_each
from sozialraum.sources.planning.years import calendar_years
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.tables.columns import same
from sozialraum.sources.tables.table import Table, marked
from sozialraum.sources.values.area_column import AreaColumn, areas_of_rows
from sozialraum.sources.values.indicators import Known

OLDEST = 130  # years of age; above it a number is no age


def read_births(folder: ProjectFolder, known: Known) -> tuple[pd.DataFrame, list[Intake], list[Problem]]:
    """Table BIRTHS with `file` and `row`, the account of each file, and every Problem.

    Figures told twice are all in it: model.forecast_checks.births_problems tells them.
    """
    text_years = {**BIRTHS, "year": "str"}
    rows, accounts, problems = read_each(
        "births", folder.project.births, partial(_births, folder=folder, known=known), text_years, folder.files
    )
    ordered = rows.sort_values(["area_id", "year", "file", "row"], kind="stable")
    intakes = settled(accounts, ordered.assign(reason="")[list(OUTCOME)])
    kinds = {**BIRTHS, "file": "str", "row": "int64"}
    return ordered[list(kinds)].astype(kinds).reset_index(drop=True), intakes, problems


def read_city_projection(folder: ProjectFolder) -> tuple[pd.DataFrame, list[Intake], list[Problem]]:
    """Table CITY_PROJECTION with `file` and `row`, the account of each file, and every Problem."""
    text_years = {name: "str" if kind == "int64" else kind for name, kind in CITY_PROJECTION.items()}
    specs = folder.project.city_projection
    rows, accounts, problems = read_each("city_projection", specs, _projection, text_years, folder.files)
    ordered = rows.sort_values(["year", "from_age", "to_age", "file", "row"], kind="stable")
    intakes = settled(accounts, ordered.assign(reason="")[list(OUTCOME)])
    kinds = {**CITY_PROJECTION, "file": "str", "row": "int64"}
    numbered = ordered[list(kinds)].astype(kinds)
    return (
        numbered.sort_values(["year", "from_age", "to_age"], kind="stable").reset_index(drop=True),
        intakes,
        problems,
    )


def _births(spec: BirthsFile, table: Table, folder: ProjectFolder, known: Known) -> Part:
    columns = spec.columns
    where = AreaColumn(columns.area_id, columns.area_name, spec.area_names, city=True)
    areas, no_area, match, problems = areas_of_rows(where, table, folder, known)
    year, no_year, found = calendar_years(table, spec.year, columns.year)
    problems += found
    usual = Status.FORECAST if spec.projected else Status.NORMAL
    born, found = counts(spec, table, columns.births, columns.status, str(usual), whole=not spec.projected)
    made = {
        "area_id": areas,
        "year": year,
        "births": born.values,
        "status": born.status.mask(born.values.notna(), str(usual)) if spec.projected else born.status,
        "source_id": same(table, spec.source),
    }
    refused: tuple[Refused, ...] = ((no_area != "", no_area), (no_year != "", no_year), *born.refused)
    return Part(born.table, made, refused, problems + found, match)


def _projection(spec: ProjectionFile, table: Table) -> Part:
    columns = spec.columns
    year, no_year, problems = calendar_years(table, None, columns.year)
    table, ages, found = numbers_of(spec, table, [columns.from_age, columns.to_age], about_persons=False)
    problems += found
    first = ages[0].values
    last = first if columns.to_age is None else ages[1].values
    refused: list[Refused] = [(no_year != "", no_year)]
    for heading, age, numbers in zip((columns.from_age, columns.to_age), (first, last), ages, strict=True):
        if heading is not None:
            odd = (age.isna() | (age % 1 != 0) | (age < 0) | (age > OLDEST)).fillna(True).astype(bool)
            strange = odd & ~numbers.unreadable
            problems += [
                Problem(Code.REGISTER_AGE_UNREADABLE, table.file, row, heading, told, {"count": "1", "nearest": "0"})
                for row, told in marked(numbers.texts, strange)
            ]
            refused += [(numbers.unreadable, str(Code.NOT_A_NUMBER))]
            refused += [(strange, str(Code.REGISTER_AGE_UNREADABLE))]
    count, found = counts(spec, table, columns.count, None, str(Status.FORECAST), whole=False)
    made = {
        "year": year,
        "from_age": _whole(first),
        "to_age": _whole(last),
        "count": count.values,
        "source_id": same(table, spec.source),
    }
    return Part(count.table, made, (*refused, *count.refused), problems + found)


def _whole(ages: pd.Series) -> pd.Series:
    """As text, so that a row that is left out for its age needs none."""
    told = np.where(ages.isna(), "", ages.fillna(0).astype("float64").map("{:.0f}".format))
    return pd.Series(told, index=ages.index, dtype="str")

"""Values of indicators, of areas or of single facilities: every row is used, or there is a Problem about it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.files import ValueFile
from sozialraum.model.indicators import Indicator
from sozialraum.model.project import Project
from sozialraum.model.status import RANK, Status
from sozialraum.model.tables import FACILITY_VALUES, INDICATOR_KEY, INDICATORS, frame
from sozialraum.model.value_checks import impossible_values, repeated_values
from sozialraum.sources.columns import facility_keys, flags, mapped, periods, same, statuses
from sozialraum.sources.geographies import unknown_areas
from sozialraum.sources.groups import groups
from sozialraum.sources.names import AreaKeys
from sozialraum.sources.numbers import Numbers, read_numbers
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.reading import read_table
from sozialraum.sources.table import Table

FILE_AND_ROW = {"file": "str", "row": "int64"}
FACILITY_KEY = ["facility_id", "indicator_id", "period"]


@dataclass(frozen=True)
class Known:
    """What the keys of a file of values are compared with; None where it could not be read.

    Args:
        keys: which text means which area.
        base: area_ids of the Sozialräume.
        others: other divisions of the city and their keys.
        facilities: every facility_id.
    """

    keys: AreaKeys | None
    base: frozenset[str]
    others: Mapping[str, frozenset[str]]
    facilities: frozenset[str] | None


def read_values(folder: ProjectFolder, known: Known) -> tuple[pd.DataFrame, pd.DataFrame, list[Problem]]:
    """Tables `indicators` and `facility_values`, and every Problem about values."""
    project = folder.project
    of_areas = [frame({**INDICATORS, **FILE_AND_ROW})]
    of_facilities = [frame({**FACILITY_VALUES, **FILE_AND_ROW})]
    problems: list[Problem] = []
    for spec in project.values:
        try:
            table, found = read_table(spec, folder.files)
            problems += found
            part, found = _values(spec, table, project, known)
            problems += found
            (of_areas if spec.columns.facility_id is None else of_facilities).append(part)
        except InputError as error:
            problems += error.problems
    definitions = {indicator.id: indicator for indicator in project.indicators}
    areas = pd.concat(of_areas, ignore_index=True)
    facilities = pd.concat(of_facilities, ignore_index=True)
    problems += repeated_values(areas, INDICATOR_KEY, definitions)
    problems += repeated_values(facilities, FACILITY_KEY, definitions)
    return _unique(areas, INDICATORS, INDICATOR_KEY), _unique(facilities, FACILITY_VALUES, FACILITY_KEY), problems


def _unique(table: pd.DataFrame, columns: Mapping[str, str], key: list[str]) -> pd.DataFrame:
    """One row per key, in order; of values that are only listed, every different one."""
    ordered = table.sort_values([*key, *(name for name in columns if name not in key)], kind="stable")
    listed = ordered["list_only"].to_numpy(dtype=bool)
    repeated = np.where(listed, ordered.duplicated(list(columns)), ordered.duplicated([*key, "list_only"]))
    return ordered.loc[~repeated, list(columns)].astype(dict(columns)).reset_index(drop=True)


def _values(spec: ValueFile, table: Table, project: Project, known: Known) -> tuple[pd.DataFrame, list[Problem]]:
    definitions = {indicator.id: indicator for indicator in project.indicators}
    columns = spec.columns
    ids, problems = mapped(
        table,
        spec.indicator,
        columns.indicator,
        spec.indicator_names,
        list(definitions),
        Code.INDICATOR_UNKNOWN,
        Severity.WARNING,
    )
    if not (ids != "").any():
        raise InputError([_as_error(problem) for problem in problems])
    table = table.kept(ids != "")
    ids = ids[ids != ""]
    owners, found = _owners(spec, table, project, known)
    problems += found
    period, found = periods(table, spec.period, columns.period, spec.stichtag)
    problems += found
    group, grouped, found = groups(spec, table, project)
    problems += found
    people = ids.map({id_: indicator.counts != "things" for id_, indicator in definitions.items()}).astype("bool")
    numbers, found = read_numbers(
        table,
        [columns.value, columns.numerator, columns.denominator],
        spec.dialect.decimal,
        spec.non_values,
        bool(people.any()),
    )
    problems += found
    if not numbers:
        raise InputError(problems)
    value, without = _value(ids, numbers, definitions)
    status, found = statuses(table, columns.status, value, without, spec.status, people)
    problems += found
    source, found = _sources(spec, table, ids, project)
    problems += found
    list_only, found = flags(table, columns.list_only, spec.list_only)
    problems += found
    rows = pd.DataFrame(
        {
            "owner": owners,
            "indicator_id": ids,
            "period": period,
            "group": group,
            "value": value,
            "numerator": numbers[1].values,
            "denominator": numbers[2].values,
            "status": status,
            "basis": same(table, "given"),
            "reason": same(table, ""),
            "list_only": list_only,
            "note": table.optional(columns.note).where(lambda note: note != "", spec.note or ""),
            "source_url": table.optional(columns.source_url),
            "source_id": source,
            "file": same(table, table.file),
            "row": ids.index,
        },
        index=ids.index,
    )
    headings = {name: getattr(columns, name) for name in ("value", "numerator", "denominator")}
    problems += impossible_values(rows, definitions, headings)
    rows = rows[(owners != "") & (period != "") & grouped]
    if columns.facility_id is None:
        return rows.rename(columns={"owner": "area_id"}), problems
    return rows.rename(columns={"owner": "facility_id"})[[*FACILITY_VALUES, *FILE_AND_ROW]], problems


def _owners(spec: ValueFile, table: Table, project: Project, known: Known) -> tuple[pd.Series, list[Problem]]:
    """The area or facility each value belongs to, "" where the key means none."""
    columns = spec.columns
    if columns.facility_id is not None:
        return facility_keys(table, columns.facility_id, known.facilities)
    texts = table.optional(columns.area_id or columns.area_name)
    if known.keys is None:
        return texts, []
    heading = str(texts.name)
    by = "id" if columns.area_id is not None else "name"
    areas = known.keys.resolved(texts, "id" if by == "id" else "name")
    empty = (texts == "") & (areas == "")
    problems = []
    if empty.any():
        fields = {"count": str(int(empty.sum()))}
        problems.append(
            Problem(Code.AREA_KEY_ROW_EMPTY, table.file, int(texts.index[empty][0]), heading, fields=fields)
        )
    problems += unknown_areas(
        texts[~empty],
        areas[~empty],
        "id" if by == "id" else "name",
        known.keys,
        known.base,
        known.others,
        project,
        table.file,
        heading,
    )
    return areas, problems


def _value(
    ids: pd.Series, numbers: list[Numbers], definitions: Mapping[str, Indicator]
) -> tuple[pd.Series, pd.Series]:
    """The values, with those that only numerator and denominator tell, and the status of the rows without one.

    A sign in the column of values stays what it is: a withheld share is not worked out from its parts.
    """
    value, numerator, denominator = (column.values for column in numbers)
    ratio = ids.map({id_: indicator.is_ratio for id_, indicator in definitions.items()}).astype("bool")
    per = ids.map({id_: indicator.per for id_, indicator in definitions.items()}).astype("Float64")
    silent = value.isna() & (numbers[0].status == str(Status.MISSING)) & ratio
    parts = silent & numerator.notna() & denominator.notna()
    empty = parts & (denominator == 0).fillna(False).astype("bool")
    worked_out = per * numerator / denominator.where(~empty)
    value = value.where(~(parts & ~empty), worked_out)
    weakest = pd.Series(str(Status.MISSING), index=ids.index, dtype="str")
    for rank, status in sorted((rank, status) for status, rank in RANK.items()):
        if rank > RANK[str(Status.MISSING)] - 1:
            said = (numbers[1].status == status) | (numbers[2].status == status)
            weakest = weakest.mask(silent & said, status)
    without = numbers[0].status.where(~silent, weakest).mask(empty, str(Status.NOT_APPLICABLE))
    return value, without


def _sources(spec: ValueFile, table: Table, ids: pd.Series, project: Project) -> tuple[pd.Series, list[Problem]]:
    """The source of each value: the column's, the file's, or that of the indicator."""
    own = {indicator.id: indicator.source or "" for indicator in project.indicators}
    default = ids.map(own) if spec.source is None else same(table, spec.source)
    source = default.astype("str")
    problems: list[Problem] = []
    if spec.columns.source is not None:
        stated, problems = mapped(
            table, None, spec.columns.source, {"": ""}, list(project.sources), Code.SOURCE_UNKNOWN
        )
        empty = table.column(spec.columns.source) == ""
        problems = [problem for problem in problems if problem.value]
        source = stated.where(~empty, source)
    lacking = sorted(set(ids[source == ""]))
    if spec.columns.source is None or not problems:
        problems += [Problem(Code.SOURCE_MISSING, table.file, fields={"indicator": id_}) for id_ in lacking]
    return source, problems


def _as_error(problem: Problem) -> Problem:
    return Problem(problem.code, problem.file, problem.row, problem.column, problem.value, problem.fields)

"""Values of indicators, of areas or of single facilities: every row is used, or there is a Problem about it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.files import ValueColumns, ValueFile
from sozialraum.model.indicators import Indicator
from sozialraum.model.intake import Intake, KeyMatch
from sozialraum.model.project import Project
from sozialraum.model.status import RANK, Status
from sozialraum.model.tables import FACILITY_VALUES, INDICATOR_KEY, INDICATORS, frame
from sozialraum.model.value_checks import impossible_values, repeated_values, unfit_periods
from sozialraum.sources.accounting import (
    ENTRY,
    OUTCOME,
    Account,
    failed,
    first_reason,
    settled,
    told_of,
    with_guesses,
)
from sozialraum.sources.areas.geographies import unknown_areas
from sozialraum.sources.areas.names import AreaKeys, By, key_match
from sozialraum.sources.patterns import every_file
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.reading import read_table
from sozialraum.sources.tables.columns import facility_keys, flags, mapped, periods, same, statuses
from sozialraum.sources.tables.non_values import Signs, signs_of
from sozialraum.sources.tables.numbers import Numbers, decimal_of, read_numbers
from sozialraum.sources.tables.table import Table, clean
from sozialraum.sources.values.contributions import contributions, with_contributions
from sozialraum.sources.values.groups import groups
from sozialraum.sources.values.wide import spread

FILE_AND_ROW = {"file": "str", "row": "int64"}
WHERE_FROM = {**FILE_AND_ROW, **ENTRY}
PARTS = ("value", "numerator", "denominator")
REPEATED = [str(Code.VALUES_DIFFER), str(Code.VALUE_REPEATED)]
FACILITY_KEY = ["facility_id", "indicator_id", "period"]


@dataclass(frozen=True)
class Known:
    """What the keys of a file of values are compared with; None where it could not be read.

    Args:
        keys: which text means which area.
        base: area_ids of the Sozialräume.
        others: other divisions of the city and their keys.
        facilities: every facility_id.
        schools: those of them whose classes are formed; None where all may be.
    """

    keys: AreaKeys | None
    base: frozenset[str]
    others: Mapping[str, frozenset[str]]
    facilities: frozenset[str] | None
    schools: frozenset[str] | None = None


def read_values(
    folder: ProjectFolder, known: Known
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, list[Intake], list[Problem]]:
    """Tables `indicators`, `facility_values` and `contributions`, the account of each file, and every Problem."""
    project = folder.project
    of_areas = [frame({**INDICATORS, **WHERE_FROM})]
    of_facilities = [frame({**FACILITY_VALUES, **WHERE_FROM})]
    entries = [(f"values[{number}]", spec) for number, spec in enumerate(project.values, start=1)]
    every, accounts, problems = every_file(entries, folder.files)
    for one in every:
        entry, spec, table = one.entry, one.spec, None
        try:
            table, found = read_table(spec, folder.files, said=one.said)
            problems += found
            part, account, found = _of_file(entry, spec, table, project, known)
            problems += found
            accounts.append(account)
            (of_areas if spec.columns.facility_id is None else of_facilities).append(part)
        except InputError as error:
            problems += error.problems
            accounts.append(failed(entry, spec.file, table, error))
    definitions = {indicator.id: indicator for indicator in project.indicators}
    areas, facilities = (pd.concat(parts, ignore_index=True) for parts in (of_areas, of_facilities))
    problems += repeated_values(areas, INDICATOR_KEY, definitions)
    problems += repeated_values(facilities, FACILITY_KEY, definitions)
    of_areas_, outcome = _unique(areas, INDICATORS, INDICATOR_KEY)
    of_facilities_, further = _unique(facilities, FACILITY_VALUES, FACILITY_KEY)
    intakes = settled(accounts, pd.concat([outcome, further], ignore_index=True))
    return of_areas_, of_facilities_, contributions(areas), intakes, problems


def _unique(table: pd.DataFrame, columns: Mapping[str, str], key: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One row per key, in order; of values that are only listed, every different one; and where each row went."""
    ordered = table.sort_values([*key, *(name for name in columns if name not in key)], kind="stable")
    listed = ordered["list_only"].to_numpy(dtype=bool)
    repeated = np.where(listed, ordered.duplicated(list(columns)), ordered.duplicated([*key, "list_only"]))
    kept = ordered.loc[~repeated, list(columns)].astype(dict(columns)).reset_index(drop=True)
    place = pd.Series(np.arange(len(ordered)))
    first = place.groupby(ordered.groupby([*key, "list_only"], sort=False).ngroup().to_numpy()).transform("min")
    value, status = ordered["value"].to_numpy("float64", na_value=np.nan), ordered["status"].to_numpy(dtype=object)
    same_value = (value == value[first]) | (np.isnan(value) & np.isnan(value[first]))
    differs = repeated & ~listed & ~(same_value & (status == status[first]))
    return kept, ordered.assign(reason=np.select([differs, repeated], REPEATED, ""))[list(OUTCOME)]


def _of_file(
    entry: str, spec: ValueFile, table: Table, project: Project, known: Known
) -> tuple[pd.DataFrame, Account, list[Problem]]:
    """Rows of one file; each column of values goes through the same reading."""
    columns = spec.columns
    names, problems = mapped(
        table,
        None,
        columns.indicator,
        spec.indicator_names,
        [indicator.id for indicator in project.indicators],
        Code.INDICATOR_UNKNOWN,
        Severity.WARNING,
    )
    if columns.indicator is not None:
        if not (names != "").any():
            raise InputError([_as_error(problem) for problem in problems])
        table = table.kept(names != "", Code.INDICATOR_UNKNOWN)
        names = names[names != ""]
    owners, unowned, match, found = _owners(spec, table, project, known)
    problems += found
    people = {indicator.id: indicator.counts != "things" for indicator in project.indicators}
    values, found = spread(spec, table)
    problems += found
    ids = [names if one.indicator is None else same(table, one.indicator) for one in values]
    about_persons = any(people[id_] for column in ids for id_ in column.unique())
    signs = _signs(values, table)
    headings = [heading for one in values for heading in _number_columns(one.columns)]
    headings += [columns.largest, columns.second_largest]
    sign, guesses, found = decimal_of(table, headings, spec.dialect.decimal, signs, about_persons)
    problems += found
    if sign is None:
        raise InputError(problems)
    table = with_guesses(table, guesses)
    parts, reasons = [], []
    for one, ids_ in zip(values, ids, strict=True):
        part, reason, found = _values(one, table, ids_, owners, signs, sign, project)
        problems += found
        refused = first_reason(owners.index, (owners == "", unowned), (reason != "", reason))
        parts.append(part[refused == ""].assign(entry=entry))
        reasons.append(refused)
    return pd.concat(parts), Account(entry, table.file, table, pd.concat(reasons), match), problems


def _number_columns(columns: ValueColumns) -> list[str | None]:
    return [columns.value, columns.numerator, columns.denominator]


def _signs(values: list[ValueFile], table: Table) -> Signs:
    """The signs of the file, and what texts in its columns of values stand for."""
    texts = {clean(text): number for text, number in values[0].value_texts.items()}
    headings = [clean(one.columns.value) for one in values if one.columns.value is not None]
    return replace(signs_of(values[0], table), numbers=dict.fromkeys(headings, texts))


def _values(
    spec: ValueFile, table: Table, ids: pd.Series, owners: pd.Series, signs: Signs, decimal: str, project: Project
) -> tuple[pd.DataFrame, pd.Series, list[Problem]]:
    """A row per row of the table, why it cannot be used ("" where it can), and every Problem.

    Args:
        ids: the indicator of each row.
        owners: the area or facility of each row, "" for none.
    """
    definitions = {indicator.id: indicator for indicator in project.indicators}
    columns = spec.columns
    period, undated, problems = periods(table, spec.period, columns.period, spec.stichtag)
    group, ungrouped, found = groups(spec, table, project)
    problems += found
    people = ids.map({id_: indicator.counts != "things" for id_, indicator in definitions.items()}).astype("bool")
    headings = _number_columns(columns)
    numbers, found = read_numbers(table, headings, decimal, signs, bool(people.any()))
    problems += found
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
    rows, found = with_contributions(rows, spec, table, signs, decimal, bool(people.any()))
    problems += found
    problems += impossible_values(rows, definitions, dict(zip(PARTS, headings, strict=True)))
    problems += unfit_periods(rows, definitions, columns.period or columns.value)
    unreadable = numbers[0].unreadable | numbers[1].unreadable | numbers[2].unreadable
    reason = first_reason(
        ids.index, (undated != "", undated), (ungrouped != "", ungrouped), (unreadable, Code.NOT_A_NUMBER)
    )
    if columns.facility_id is None:
        return rows.rename(columns={"owner": "area_id"}), reason, problems
    return rows.rename(columns={"owner": "facility_id"})[[*FACILITY_VALUES, *FILE_AND_ROW]], reason, problems


def _owners(
    spec: ValueFile, table: Table, project: Project, known: Known
) -> tuple[pd.Series, pd.Series, KeyMatch | None, list[Problem]]:
    """The area or facility each value belongs to, "" where the key means none; why not; how the areas were found."""
    columns = spec.columns
    if columns.facility_id is not None:
        facilities, problems = facility_keys(table, columns.facility_id, known.facilities)
        return facilities, same(table, Code.FACILITY_UNKNOWN), None, problems
    texts = table.optional(columns.area_id or columns.area_name)
    if known.keys is None:
        return texts, same(table, Code.AREA_KEY_ROW_EMPTY), None, []
    heading = str(texts.name)
    by: By = "id" if columns.area_id is not None else "name"
    areas = known.keys.resolved(texts, by)
    empty = (texts == "") & (areas == "")
    problems = []
    if empty.any():
        fields = {"count": str(int(empty.sum()))}
        problems.append(
            Problem(Code.AREA_KEY_ROW_EMPTY, table.file, int(texts.index[empty][0]), heading, fields=fields)
        )
    strange = unknown_areas(
        texts[~empty], areas[~empty], by, known.keys, known.base, known.others, project, table.file, heading
    )
    why = told_of(texts, strange).mask(empty, Code.AREA_KEY_ROW_EMPTY)
    return areas, why, key_match(texts, by, known.keys, known.base, heading), problems + strange


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

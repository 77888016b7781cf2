"""The register of residents: every row is used, or there is a Problem about it."""

import re

import numpy as np
import pandas as pd

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.checks import repeated, unmapped
from sozialraum.model.codes import Code
from sozialraum.model.cohorts import RegisterFile
from sozialraum.model.intake import Intake
from sozialraum.model.periods import STICHTAG
from sozialraum.model.tables import REGISTER, REGISTER_KEY, frame
from sozialraum.model.value_checks import text
from sozialraum.sources.accounting import OUTCOME, Account, failed, first_reason, settled, with_guesses
from sozialraum.sources.paths import NONE_NEAR
from sozialraum.sources.patterns import every_file
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.reading import read_table
from sozialraum.sources.tables.columns import among, each, periods, same, statuses
from sozialraum.sources.tables.non_values import signs_of
from sozialraum.sources.tables.numbers import decimal_of, read_numbers
from sozialraum.sources.tables.table import Table, clean, marked
from sozialraum.sources.tables.written_dates import written
from sozialraum.sources.values.area_column import AreaColumn, areas_of_rows
from sozialraum.sources.values.indicators import WHERE_FROM, Known
from sozialraum.sources.values.whole_register import with_absent

AGE = re.compile(r"([0-9]{1,3})(?:\.0)?")
DIFFERS, REPEATED = str(Code.REGISTER_DIFFERS), str(Code.REGISTER_REPEATED)


def read_registers(folder: ProjectFolder, known: Known) -> tuple[pd.DataFrame, list[Intake], list[Problem]]:
    """Table `register`, the account of each file, and every Problem about registers.

    Args:
        known: the areas of the project, and of other divisions of the city.
    """
    parts = [frame({**REGISTER, **WHERE_FROM})]
    entries = [(f"registers[{number}]", spec) for number, spec in enumerate(folder.project.registers, start=1)]
    every, accounts, problems = every_file(entries, folder.files)
    absent = {one.entry: one.spec.absent == "zero" for one in every}
    for one in every:
        table = None
        try:
            table, found = read_table(one.spec, folder.files, said=one.said)
            problems += found
            part, account, found = _of_file(one.entry, one.spec, table, folder, known)
            problems += found
            accounts.append(account)
            parts.append(part)
        except InputError as error:
            problems += error.problems
            accounts.append(failed(one.entry, one.spec.file, table, error))
    rows = pd.concat(parts, ignore_index=True)
    problems += _repeated(rows)
    ordered = rows.sort_values([*REGISTER_KEY, "file", "row"], kind="stable")
    again = ordered.duplicated(REGISTER_KEY).to_numpy()
    intakes = settled(accounts, ordered.assign(reason=_why_again(ordered, again))[list(OUTCOME)])
    kept = with_absent(ordered[~again], absent, known.base)
    return kept[list(REGISTER)].astype(REGISTER).reset_index(drop=True), intakes, problems


def _of_file(
    entry: str, spec: RegisterFile, table: Table, folder: ProjectFolder, known: Known
) -> tuple[pd.DataFrame, Account, list[Problem]]:
    columns = spec.columns
    where = AreaColumn(columns.area_id, columns.area_name)
    areas, no_area, match, problems = areas_of_rows(where, table, folder, known)
    as_of, no_day, found = _days(spec, table)
    problems += found
    month, no_month, found = _months(spec, table)
    problems += found
    age, no_age, found = _ages(spec, table)
    problems += found
    unfit, found = _unfit(spec, table, as_of, month, age, (no_month != "") | (no_age != ""))
    problems += found
    sex, no_sex, found = _sexes(spec, table)
    problems += found
    signs = signs_of(spec, table)
    sign, guesses, found = decimal_of(table, [columns.count], spec.dialect.decimal, signs, about_persons=True)
    problems += found
    if sign is None:
        raise InputError(problems)
    (numbers,), found = read_numbers(table, [columns.count], sign, signs, about_persons=True)
    problems += found
    odd = (numbers.values < 0).fillna(False) | (numbers.values % 1 != 0).fillna(False)
    problems += [
        Problem(Code.REGISTER_COUNT_UNFIT, table.file, row, columns.count, told, about_persons=True)
        for row, told in marked(numbers.texts, odd.astype(bool))
    ]
    people = pd.Series(True, index=areas.index)
    status, found = statuses(table, columns.status, numbers.values, numbers.status, spec.status, people)
    problems += found
    rows = pd.DataFrame(
        {
            "area_id": areas,
            "as_of": as_of,
            "birth_month": month,
            "age": age,
            "sex": sex,
            "count": numbers.values,
            "status": status,
            "source_id": spec.source,
            "file": table.file,
            "row": areas.index,
            "entry": entry,
        },
        index=areas.index,
    )
    refused = first_reason(
        areas.index,
        (no_area != "", no_area),
        (no_day != "", no_day),
        (no_month != "", no_month),
        (no_age != "", no_age),
        (unfit != "", unfit),
        (no_sex != "", no_sex),
        (numbers.unreadable, Code.NOT_A_NUMBER),
        (odd.astype(bool), Code.REGISTER_COUNT_UNFIT),
    )
    account = Account(entry, table.file, with_guesses(table, guesses), refused, match)
    return rows[refused == ""], account, problems


def _days(spec: RegisterFile, table: Table) -> tuple[pd.Series, pd.Series, list[Problem]]:
    """The Stichtag of each row, why it has none, and one Problem for each text that is no day."""
    found, why, problems = periods(table, spec.as_of, spec.columns.as_of, spec.stichtag)
    heading = spec.columns.as_of
    texts = same(table, spec.as_of or "") if heading is None else table.column(heading)
    vague = (found != "") & ~found.map(lambda day: bool(STICHTAG.fullmatch(day))).astype(bool)
    problems += unmapped(
        texts, ~vague, Code.REGISTER_NO_DAY, table.file, heading or "as_of", lambda year: f"31.12.{year[:4]}"
    )
    return found, why.mask(vague, Code.REGISTER_NO_DAY), problems


def _months(spec: RegisterFile, table: Table) -> tuple[pd.Series, pd.Series, list[Problem]]:
    """The birth month of each row, "" for none; a day of birth tells its month."""
    heading = spec.columns.birth_month
    texts = table.optional(heading)

    def month(told: str) -> str:
        period = written(told).period
        return period[:7] if STICHTAG.fullmatch(period) else "?" if told else ""

    found = each(texts, month)
    problems = unmapped(texts, found != "?", Code.REGISTER_MONTH_UNREADABLE, table.file, heading, lambda _: NONE_NEAR)
    return found.replace("?", ""), _marked_by(found, Code.REGISTER_MONTH_UNREADABLE), problems


def _ages(spec: RegisterFile, table: Table) -> tuple[pd.Series, pd.Series, list[Problem]]:
    """The completed years of each row, NA for none; "99 und älter" is what `age_names` says."""
    heading = spec.columns.age
    texts = table.optional(heading)
    names = {clean(told): str(age) for told, age in spec.age_names.items()}

    def age(told: str) -> str:
        match = AGE.fullmatch(told)
        return names.get(told, match[1] if match else "?" if told else "")

    found = each(texts, age)
    problems = unmapped(
        texts, found != "?", Code.REGISTER_AGE_UNREADABLE, table.file, heading, among([*names, "0", "1"])
    )
    numbers = pd.to_numeric(found.mask(found.isin(["", "?"])), errors="coerce").astype("Float64")
    return numbers, _marked_by(found, Code.REGISTER_AGE_UNREADABLE), problems


def _marked_by(found: pd.Series, code: Code) -> pd.Series:
    return pd.Series("", index=found.index, dtype="str").mask(found == "?", str(code))


def _unfit(
    spec: RegisterFile, table: Table, as_of: pd.Series, month: pd.Series, age: pd.Series, told: "pd.Series[bool]"
) -> tuple[pd.Series, list[Problem]]:
    """Why a row says nobody's age, or two: neither month nor age, both, or born after the Stichtag.

    Args:
        told: rows of which another Problem tells already.
    """
    columns = spec.columns
    heading = columns.birth_month or columns.age
    neither = ~told & (month == "") & age.isna()
    both = ~told & (month != "") & age.notna()
    later = (month != "") & (as_of != "") & (month > as_of.str[:7])
    problems = []
    if neither.any():
        fields, first = {"count": str(int(neither.sum()))}, int(month.index[neither][0])
        problems.append(Problem(Code.REGISTER_WITHOUT_AGE, table.file, first, heading, fields=fields))
    if both.any():
        first = int(month.index[both][0])
        fields = {"count": str(int(both.sum())), "month": str(month[first])}
        value = text(age[first])
        problems.append(Problem(Code.REGISTER_AGE_TWICE, table.file, first, columns.age, value, fields))
    for (born, day), rows in month[later].groupby([month[later], as_of[later]], sort=True):
        fields = {"as_of": str(day), "count": str(len(rows))}
        first = int(str(rows.index[0]))
        problems.append(Problem(Code.REGISTER_BORN_LATER, table.file, first, columns.birth_month, str(born), fields))
    codes = [str(Code.REGISTER_WITHOUT_AGE), str(Code.REGISTER_AGE_TWICE), str(Code.REGISTER_BORN_LATER)]
    return pd.Series(np.select([neither, both, later], codes, ""), index=month.index, dtype="str"), problems


def _sexes(spec: RegisterFile, table: Table) -> tuple[pd.Series, pd.Series, list[Problem]]:
    """The sex of each row as the project names it, "" for all."""
    heading = spec.columns.sex
    texts = table.optional(heading)
    names = {"": "", **{clean(told): sex for told, sex in spec.sex_names.items()}}
    names |= {sex: sex for sex in spec.sex_names.values()}
    known = texts.isin(set(names)) | (not spec.sex_names)
    problems = unmapped(texts, known, Code.REGISTER_SEX_UNKNOWN, table.file, heading, among(list(names)))
    found = each(texts, lambda told: names.get(told, "" if spec.sex_names else told))
    return found, same(table, "").mask(~known, str(Code.REGISTER_SEX_UNKNOWN)), problems


def _repeated(rows: pd.DataFrame) -> list[Problem]:
    """One Problem per row that counts whom an earlier row has counted: an error where the two differ."""
    problems = []
    for first, other in repeated(rows, REGISTER_KEY):
        alike = _said(first) == _said(other)
        when = str(other["birth_month"]) or text(other["age"])
        problems.append(
            Problem(
                Code.REGISTER_REPEATED if alike else Code.REGISTER_DIFFERS,
                str(other["file"]),
                int(other["row"]),
                value=text(other["count"]),
                fields={
                    "area": str(other["area_id"]),
                    "as_of": str(other["as_of"]),
                    "of": f"{when} {other['sex']}".strip(),
                    "other": f"{first['file']}:{first['row']}",
                },
                severity=Severity.WARNING if alike else Severity.ERROR,
                about_persons=True,
            )
        )
    return problems


def _said(row: "pd.Series") -> tuple[str, str]:
    return text(row["count"]), str(row["status"])


def _why_again(ordered: pd.DataFrame, again: np.ndarray) -> np.ndarray:
    """The code for which a repeated row is in no table; "" for the others."""
    both = zip(ordered["count"], ordered["status"], strict=True)
    said = pd.Series([f"{text(count)} {status}" for count, status in both])
    place = pd.Series(np.arange(len(ordered)))
    of_key = ordered.groupby(REGISTER_KEY, sort=False, dropna=False).ngroup().to_numpy()
    first = place.groupby(of_key).transform("min").to_numpy()
    alike = (said == said[first].to_numpy()).to_numpy()
    return np.select([again & alike, again], [REPEATED, DIFFERS], "")

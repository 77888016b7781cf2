"""Values that stand side by side: each column of them becomes what a file with one column of values would say."""

import re
from collections.abc import Sequence

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.files import ValueFile, WideColumn
from sozialraum.sources.paths import listed
from sozialraum.sources.tables.table import Table, clean
from sozialraum.sources.tables.written_dates import written

PERIOD = "{period}"
MOST_KNOWN = 40  # headings that a sentence names


def spread(spec: ValueFile, table: Table) -> tuple[list[ValueFile], list[Problem]]:
    """One entry per column of values, in the order of the file's headings; a long file stays as it is.

    Returns:
        Entries without `wide`, each with its heading, indicator, period and group; warnings about columns left out.

    Raises:
        InputError: headings that are not there, forms that fit none, columns that fit or mean the same twice.
    """
    if not spec.wide:
        return [spec], []
    entries: dict[str, list[tuple[WideColumn, str]]] = {}
    problems: list[Problem] = []
    left_out: list[Problem] = []
    for wide in spec.wide:
        if PERIOD in wide.column:
            found, undated, odd = _of_the_form(spec, wide, table)
            problems += odd
            left_out += undated
        else:
            found, odd = {clean(wide.column): ""}, _missing(table, wide.column)
            problems += odd
        for heading, period in found.items():
            entries.setdefault(heading, []).append((wide, period))
    problems += [problem for problem in left_out if problem.column not in entries]
    problems += [
        Problem(
            Code.WIDE_FITS_TWO,
            table.file,
            column=heading,
            fields={"form": several[0][0].column, "other": several[1][0].column},
        )
        for heading, several in entries.items()
        if len(several) > 1
    ]
    columns = {heading: _column(spec, heading, *several[0]) for heading, several in entries.items()}
    in_order = [columns[heading] for heading in dict.fromkeys(table.headings) if heading in columns]
    problems += _same_meaning(in_order, table.file)
    if any(problem.is_error for problem in problems):
        raise InputError(problems)
    return in_order, problems


def _of_the_form(
    spec: ValueFile, wide: WideColumn, table: Table
) -> tuple[dict[str, str], list[Problem], list[Problem]]:
    """Headings of the form -> their period; those that are left out for having none; what is wrong with the form."""
    before, _, behind = clean(wide.column).partition(PERIOD)
    form = re.compile(f"{re.escape(before)}(.+){re.escape(behind)}", re.DOTALL)
    found: dict[str, str] = {}
    problems: list[Problem] = []
    left_out: list[Problem] = []
    others = _headings_with_a_meaning(spec)
    for heading in dict.fromkeys(table.headings):
        match = form.fullmatch(heading)
        if not match or heading in others:
            continue
        said = written(match[1], spec.stichtag)
        if said.period:
            problems += _missing(table, heading)
            found[heading] = said.period
        elif any(sign.isdecimal() for sign in match[1]):
            # of several dates one is meant: values would be lost; a date that is none may be another column
            severity = Severity.ERROR if said.readings or said.half_year else Severity.WARNING
            fields = {"form": wide.column}
            left_out.append(Problem(Code.WIDE_LEFT_OUT, table.file, None, heading, match[1], fields, severity))
    if not found:
        fields = {"known": listed(table.headings, limit=MOST_KNOWN), "placeholder": PERIOD}
        problems.append(Problem(Code.WIDE_FORM_UNFOUND, table.file, column=wide.column, fields=fields))
    return found, left_out, problems


def _headings_with_a_meaning(spec: ValueFile) -> set[str]:
    """Every heading that the entry names for something else than the values of a form."""
    named: list[str] = [wide.column for wide in spec.wide if PERIOD not in wide.column]
    for name, value in spec.columns:
        if name == "dimensions":
            named += value.values()
        elif value is not None:
            named += [value] if isinstance(value, str) else value
    return {clean(heading) for heading in [*named, *spec.where, *spec.unless]}


def _missing(table: Table, heading: str) -> list[Problem]:
    try:
        table.column(heading)
    except InputError as error:
        return list(error.problems)
    return []


def _column(spec: ValueFile, heading: str, wide: WideColumn, period: str) -> ValueFile:
    # a Stichtag of the file has already completed the period of a heading
    return spec.model_copy(
        update={
            "wide": [],
            "columns": spec.columns.model_copy(update={"value": heading}),
            "indicator": wide.indicator or spec.indicator,
            "period": period or wide.period or spec.period,
            "group": ";".join(filter(None, (spec.group, wide.group))),
        }
    )


def _same_meaning(columns: Sequence[ValueFile], file: str) -> list[Problem]:
    first: dict[tuple[str | None, str | None, frozenset[str]], str] = {}
    problems = []
    for column in columns:
        parts = frozenset(part.replace(" ", "") for part in column.group.split(";"))
        heading = column.columns.value or ""
        other = first.setdefault((column.indicator, column.period, parts), heading)
        if other != heading:
            problems.append(Problem(Code.WIDE_SAME, file, column=heading, fields={"other": other}))
    return problems

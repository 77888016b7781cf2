"""`sozialraum check`: read a project and report on every file of it; nothing is written.

The report is for the office that holds the data, so nothing in it is withheld.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sozialraum.analysis.quality import by_file
from sozialraum.cli.say import plain, say
from sozialraum.cli.telling import tell
from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.disclosure_rules import Schutzklasse
from sozialraum.model.inputs import Inputs
from sozialraum.model.intake import Intake
from sozialraum.model.project import Project
from sozialraum.model.quality import Quality
from sozialraum.model.schutzklassen import schutzklassen
from sozialraum.model.tables import BASE_LEVEL, INDICATORS, frame
from sozialraum.pipeline import VERSION, CityBuild
from sozialraum.presentation.quality.disclosure_report import disclosure_section, rules_in_force
from sozialraum.presentation.quality.files import account_sentence, toml_lines
from sozialraum.presentation.quality.grid import Grid, Section
from sozialraum.presentation.quality.report import JUMP, quality_sections
from sozialraum.presentation.quality.unreleased import Unreleased, unreleased_section, unreleased_sentences
from sozialraum.presentation.words.texts import Texts, problem_text
from sozialraum.sources.inputs import read_intake
from sozialraum.sources.project import read_project

JSON_FORMAT = 1  # rises when a key of the document changes its meaning or goes
PIPE_WIDTH = 120
GAP = 2  # for each column: a blank of its own and one of the table
GOOD, BAD_INPUT = 0, 2
QUESTIONS = (Code.QUESTION_IN_VALUE, Code.QUESTION_STOPS, Code.QUESTIONS_IN_COMMENTS)


def check_city(
    project_file: Path, data: Path | None, words: Texts, as_json: bool = False, every: bool = False
) -> int:
    """Report on a project; exit status 0, or 2 where something keeps it from being built.

    Raises:
        InputError: the project file itself cannot be read, and a report to read was asked for.
    """
    try:
        folder = read_project(project_file, data)
    except InputError as error:
        if not as_json:
            raise
        _print_json(_document(None, Quality(()), error.problems, {}, words))
        return BAD_INPUT
    inputs, intakes, found = read_intake(folder)
    project, problems = folder.project, tuple(found)
    quality, names, counts = Quality(intakes, by_file(intakes)), dict[str, str](), dict[str, int]()
    unreleased: tuple[Unreleased, ...] = ()
    if inputs is not None:
        build = CityBuild(project, inputs)
        problems, quality = build.results.problems, build.quality
        names = {str(area_id): str(name) for area_id, name in inputs.areas["name"].items()}
        unreleased = unreleased_sentences(build.noticed, project, names, words)
        counts = {
            "areas": int((inputs.areas["level"] == BASE_LEVEL).sum()),
            "facilities": len(inputs.facilities),
            "values": len(inputs.indicators) + len(inputs.facility_values),
        }
    if as_json:
        _print_json(_document(project, quality, problems, counts, words, unreleased, _classes(project, inputs)))
    else:
        sections = quality_sections(quality, problems, project, names, words)
        rules = disclosure_section(project, _classes(project, inputs), words)
        _print_report(project, quality, [rules, *sections, unreleased_section(unreleased, words, every)], words)
        tell([*problems, *(one for one in quality.findings if one.code != JUMP)], words, every)
        _print_end(project, [*problems, *quality.findings], project_file, counts, words)
    return BAD_INPUT if any(problem.is_error for problem in problems) else GOOD


def _classes(project: Project, inputs: Inputs | None) -> dict[str, Schutzklasse]:
    """The class of every indicator, sources that rows name counted in."""
    rows = inputs.indicators if inputs is not None else frame(INDICATORS)
    named = {str(id_): tuple(part["source_id"].unique()) for id_, part in rows.groupby("indicator_id")}
    return schutzklassen(project.indicators, project.sources, named)


def _print_report(project: Project, quality: Quality, sections: Sequence[Section], words: Texts) -> None:
    console = _console()
    _print(Text(plain(project.city.name), style="bold"), console)
    if quality.intakes:
        _print(Text(plain(account_sentence(quality, words))), console)
    for section in sections:
        # without a table there is nothing to report, and after an error nothing was compared
        if not section.grids:
            continue
        title = plain(section.title)
        _print(Text(f"\n{title}\n{'=' * cell_len(title)}", style="bold"), console)
        for sentence in section.sentences:
            _print(Text(plain(sentence)), console)
        for grid in section.grids:
            if grid.caption:
                _print(Text(f"\n{plain(grid.caption)}"), console)
            _print(_table(grid, console.width), console)


def _print(what: Text | Table, console: Console) -> None:
    """Without the blanks that fill up lines."""
    with console.capture() as capture:
        console.print(what)
    for line in capture.get().splitlines():
        typer.echo(line.rstrip())


def _table(grid: Grid, room: int) -> Table:
    """A table no wider than that."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    cells = [["\n".join(plain(line) for line in cell.split("\n")) for cell in row] for row in grid.rows]
    texts = [[plain(column.label), *(row[place] for row in cells)] for place, column in enumerate(grid.columns)]
    for column, width in zip(grid.columns, _widths(texts, room - GAP * len(texts)), strict=True):
        table.add_column(
            Text(plain(column.label), overflow="fold"),
            justify="right" if column.kind == "number" else "left",
            overflow="fold",
            width=width,
        )
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _widths(texts: Sequence[Sequence[str]], room: int) -> list[int]:
    """Of each column as much as its longest line asks for; where that is too much, the widest give way first.

    Columns keep the width of their longest word as long as others can give way instead.
    """
    lines = [[line for text in column for line in text.split("\n")] for column in texts]
    widths = [max(cell_len(line) for line in column) or 1 for column in lines]
    words = [max((cell_len(word) for line in column for word in line.split()), default=1) for column in lines]
    while sum(widths) > room and max(widths) > 1:
        loose = [place for place, width in enumerate(widths) if width > words[place]]
        widest = max(loose or range(len(widths)), key=widths.__getitem__)
        widths[widest] -= 1
    return widths


def _print_end(
    project: Project, problems: Sequence[Problem], given: Path, counts: Mapping[str, int], words: Texts
) -> None:
    errors = sum(problem.is_error for problem in problems)
    if any(problem.code in QUESTIONS for problem in problems):
        say(words("cli.next_questions"), err=True)
    if errors:
        say(words("cli.input_errors", count=errors), err=True)
    else:
        say(words("cli.checked", city=project.city.name, warnings=len(problems), **counts))
        say(words("cli.next_build", path=given))


def _console() -> Console:
    """As wide as the terminal; on a pipe without colour and of a fixed width, or as wide as COLUMNS says."""
    if sys.stdout.isatty():
        return Console(highlight=False)
    said = os.environ.get("COLUMNS", "")
    width = int(said) if said.isdecimal() and int(said) > 0 else PIPE_WIDTH
    return Console(file=sys.stdout, width=width, color_system=None, force_terminal=False, highlight=False)


def _print_json(document: Mapping[str, Any]) -> None:
    typer.echo(json.dumps(document, indent=1))  # ASCII, so that no character of a file steers the terminal


def _document(
    project: Project | None,
    quality: Quality,
    problems: Sequence[Problem],
    counts: Mapping[str, int],
    words: Texts,
    unreleased: Sequence[Unreleased] = (),
    classes: Mapping[str, Schutzklasse] | None = None,
) -> dict[str, Any]:
    every = [*problems, *quality.findings]
    errors = sum(problem.is_error for problem in every)
    intakes = quality.intakes
    return {
        "program": "sozialraum",
        "version": VERSION,
        "format": JSON_FORMAT,
        "city": project.city.name if project else None,
        "ok": errors == 0,
        "counts": {
            "errors": errors,
            "warnings": len(every) - errors,
            "files": len({one.file for one in quality.files}),
            "entries": len(intakes),
            "rows": sum(one.rows for one in quality.files),
            "used": sum(one.used for one in quality.files),
            "listed": sum(sum(one.listed.values()) for one in quality.files),
            **counts,
        },
        "problems": [_problem(problem, words) for problem in every],
        "files": [asdict(one) for one in quality.files],
        "intakes": [_intake(one) for one in intakes],
        "findings": {
            "positions": [asdict(one) for one in quality.positions],
            "filled": [asdict(one) for one in quality.filled],
        },
        "unreleased": [asdict(one) for one in unreleased],
        "disclosure": {
            "rules": list(rules_in_force(project, classes)) if project and classes is not None else [],
            "classes": dict(classes or {}),
        },
    }


def _problem(problem: Problem, words: Texts) -> dict[str, Any]:
    return {
        "code": str(problem.code),
        "severity": str(problem.severity),
        "file": problem.file,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "fields": dict(problem.fields),
        "text": problem_text(problem, words),
    }


def _intake(one: Intake) -> dict[str, Any]:
    match = one.match
    return {
        "entry": one.entry,
        "file": one.file,
        "layer": one.layer,
        "rows": one.rows,
        "used": one.used,
        "listed": {str(reason): count for reason, count in one.listed.items()},
        "guesses": [
            {"aspect": str(guess.aspect), "value": guess.value, "stated": guess.stated} for guess in one.guesses
        ],
        "toml": toml_lines(one),
        "match": match
        and {
            "column": match.column,
            "exact": match.exact,
            "by_rule": [{"text": text, "area_id": area_id, "rule": rule} for text, area_id, rule in match.by_rule],
            "unmatched": [{"text": text, "nearest": near} for text, near in match.unmatched],
            "without": list(match.without),
        },
    }

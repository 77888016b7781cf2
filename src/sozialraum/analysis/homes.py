"""What pages may say of files that name homes of childminders: that something is odd, and no word of theirs."""

import re
from dataclasses import dataclass, replace
from unicodedata import normalize

import pandas as pd

from sozialraum.errors import SHEET, Problem
from sozialraum.model.files import STAR, stands_for
from sozialraum.model.intake import Aspect, Intake
from sozialraum.model.project import Project

WITHHELD_TEXT = "…"  # stands where a sentence would quote
CELL = "!"  # between a sheet and its cell
ROW = re.compile(r":\d+$")
SEPARATOR = ", "  # between the texts that a sentence lists
SHOWN_GUESSES = frozenset({Aspect.ENCODING, Aspect.SEPARATOR, Aspect.DECIMAL, Aspect.HEADER_ROWS, Aspect.CRS})


@dataclass(frozen=True)
class Homes:
    """What tells of facilities that are never mapped.

    Args:
        files: (file, layer) of their lists and of the lists these are compared with, as the project names them;
            layer "" where it names none.
        texts: their ids, names and addresses, which other files may state too.
    """

    files: frozenset[tuple[str, str]]
    texts: frozenset[str]


def homes_of(project: Project, facilities: pd.DataFrame) -> Homes:
    """The homes of a city.

    Args:
        project: which types are never mapped.
        facilities: table `facilities`, all types; index facility_id.
    """
    types = [type_ for type_ in project.facility_types if type_.position == "never_mapped"]
    lists = [one for type_ in types for one in (type_, *type_.position_checks)]
    files = {(one.file, normalize("NFC", one.layer or "").strip()) for one in lists}
    own = facilities[~facilities["mappable"]]
    texts = {*own.index, *own["name"], *own["address"]} - {""}
    return Homes(frozenset(files), frozenset(str(text) for text in texts))


def public_problem(problem: Problem, homes: Homes) -> Problem:
    """Without what it quotes, where that may be a count of people or name a childminder.

    Of a list of homes the sheet goes too, what the star of its name stands for, and the heading: whoever wrote them
    may have put a name there.
    """
    file = _listed_in(problem.file, homes)
    if file is not None:
        return replace(_unquoted(problem), file=file, column=None if problem.column is None else WITHHELD_TEXT)
    if problem.about_persons or _names_a_home(problem, homes):
        return _unquoted(problem)
    return problem


def public_intake(intake: Intake, homes: Homes) -> Intake:
    """Without the texts that a list of homes has in its columns of areas, its sheet, and the star of its name."""
    file = _listed_in(f"{intake.file}{SHEET}{intake.layer}", homes)
    if file is None:
        return intake
    guesses = tuple(guess for guess in intake.guesses if guess.aspect in SHOWN_GUESSES)
    match = intake.match and replace(
        intake.match,
        column=WITHHELD_TEXT,
        by_rule=tuple((WITHHELD_TEXT, area_id, rule) for _, area_id, rule in intake.match.by_rule),
        unmatched=tuple((WITHHELD_TEXT, WITHHELD_TEXT) for _ in intake.match.unmatched),
    )
    return replace(intake, file=file, layer="", guesses=guesses, match=match)


def _unquoted(problem: Problem) -> Problem:
    return replace(problem, value=WITHHELD_TEXT, fields=dict.fromkeys(problem.fields, WITHHELD_TEXT))


def _names_a_home(problem: Problem, homes: Homes) -> bool:
    """Whether a text that another file has too, or a place in a list of homes, is quoted."""
    quoted = [problem.value or "", *problem.fields.values()]
    said = {text for one in quoted for text in (one, *one.split(SEPARATOR))}
    return not homes.texts.isdisjoint(said) or any(_listed_in(one, homes) is not None for one in said)


def _listed_in(place: str, homes: Homes) -> str | None:
    """The list that a place means, as the project names it; None for none.

    Args:
        place: a file, a sheet or cell of it ("list.xlsx · Blatt!B7"), or a row ("list.xlsx:7").
    """
    name, _, sheet = ROW.sub("", place).partition(SHEET)
    return next((file for file, layer in sorted(homes.files) if _is(file, name) and _within(layer, sheet)), None)


def _is(file: str, name: str) -> bool:
    return name == file or (STAR in file and stands_for(file, name) is not None)


def _within(layer: str, sheet: str) -> bool:
    """Whether a sheet may be the one the project names; a file of which no sheet is told may be all of it.

    A file of an archive may be named without its kind ("liste" for "liste.csv").
    """
    return not layer or not sheet or sheet == layer or sheet.startswith((f"{layer}{CELL}", f"{layer}."))

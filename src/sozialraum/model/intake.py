"""What became of a city's files: how each was read, and where every row of it went."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Aspect(StrEnum):
    """What about a file was recognised, or stated by the project."""

    ENCODING = "encoding"
    SEPARATOR = "separator"
    DECIMAL = "decimal"
    LAYER = "layer"  # sheet, layer, or file in an archive
    RANGE = "range"
    HEADER_ROWS = "header_rows"
    CRS = "crs"
    AXES = "axes"
    CORRECTED_KEY = "corrected_key"  # the key of an area, as areas.corrections puts it right


class Aside(StrEnum):
    """Why a row of a file is no row of data; a refused row has the code of its Problem instead."""

    TITLE = "title"
    HEADING = "heading"
    NUMBERING = "numbering"  # the row 1 2 3 … below some headings
    SECTION = "section"
    FOOTNOTE = "footnote"
    BEYOND = "beyond"  # outside the stated range, or another table of the sheet
    NOT_ASKED_FOR = "not_asked_for"  # `where` and `unless` of the project
    NOTHING_SAID = "nothing_said"  # no Merkmal in a list of facilities and their Merkmale
    NEWER_COUNT = "newer_count"  # of one school and year a newer count, or that of who has entered, is used
    NO_WAY = "no_way"  # a building, a border or a stream of a map of everything
    NOT_ON_FOOT = "not_on_foot"  # a kind of way that is not walked
    CLOSED_ON_FOOT = "closed_on_foot"  # a way that people on foot may not use
    FAR_AWAY = "far_away"  # farther outside the city than the project asks for
    LEADS_NOWHERE = "leads_nowhere"  # ends where it begins, without a way in between
    DRAWN_TWICE = "drawn_twice"  # joins two nodes that a way as short joins already
    WITHOUT_WAY = "without_way"  # a node to which no way leads


class Rule(StrEnum):
    """Why a text of a file means an area, where it is not sign for sign its key or name."""

    ALIAS = "alias"  # areas.aliases and the keys of joint areas and of the city
    SPELLING = "spelling"  # the same by the normalisation of names
    NUMBER_PREFIX = "number_prefix"  # the same but for a number before the name
    KIND = "kind"  # the same but for the word that says what kind of area it is
    LEADING_ZERO = "leading_zero"  # digits that lost their zeros in a spreadsheet
    DECIMALS = "decimals"  # digits that became a number with decimals


@dataclass(frozen=True)
class Guess:
    """One aspect of a file, as the reader took it.

    Args:
        value: as projekt.toml would state it.
        stated: whether the project said so; else it was recognised, and the project could state it.
    """

    aspect: Aspect
    value: str
    stated: bool = False


@dataclass(frozen=True)
class KeyMatch:
    """How the areas that a file names met those of the project.

    Args:
        column: heading of the key.
        exact: how many different keys are, sign for sign, those of an area.
        by_rule: (text of the file, area_id, a Rule) where an alias, the normalisation or a repaired zero decided.
        unmatched: (text of the file, the nearest known ones) where nothing did.
        without: area_ids of the Sozialräume that no row of the file names.
    """

    column: str
    exact: int
    by_rule: tuple[tuple[str, str, str], ...] = ()
    unmatched: tuple[tuple[str, str], ...] = ()
    without: tuple[str, ...] = ()


Spans = tuple[tuple[int, int], ...]


def spans(rows: Iterable[int]) -> Spans:
    """Row numbers as runs (first, last), in order."""
    found: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if found and found[-1][1] + 1 == row:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return tuple(found)


def rows_in(several: Iterable[Spans]) -> set[int]:
    """The row numbers that are in any of them."""
    return {row for one in several for first, last in one for row in range(first, last + 1)}


@dataclass(frozen=True)
class Intake:
    """One file as one entry of the project asked for it; rows == used + sum(listed.values()).

    Args:
        entry: place in projekt.toml, "values[3]" (the first is 1) or "facility_types.kita".
        file: as written in projekt.toml.
        layer: sheet, layer or file in an archive, "" where there is only one.
        guesses: how it was read.
        rows: those with something in them.
        used: those that became a row of a table.
        listed: reason (an Aside or the code of a Problem) -> how many rows.
        match: how its areas were found; None where it names none.
        used_at: where the used rows stand, as (first, last) of each run, so that entries that read one file can
            be taken together.
        listed_at: the same for each reason.
    """

    entry: str
    file: str
    layer: str
    guesses: tuple[Guess, ...]
    rows: int
    used: int
    listed: Mapping[str, int] = field(default_factory=dict)
    match: KeyMatch | None = None
    used_at: Spans = ()
    listed_at: Mapping[str, Spans] = field(default_factory=dict)

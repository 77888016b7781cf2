"""What the report on quality is made of: sections of sentences and tables, for a page and for a terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sozialraum.errors import Problem
from sozialraum.presentation.words.texts import Texts

MOST_NAMES = 30  # areas named one by one in a cell; the rest is counted


@dataclass(frozen=True)
class Column:
    """A heading; kind is "text", "number" (set to the right) or "code" (to be copied as it is)."""

    label: str
    kind: str = "text"


@dataclass(frozen=True)
class Grid:
    """A table of formatted texts, the first column naming the row."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Section:
    """One part of the report; id is its anchor.

    Args:
        problems: those that are told in sentences.
        count: how many problems there are, those in tables too.
    """

    id: str
    title: str
    sentences: Sequence[str] = ()
    grids: Sequence[Grid] = ()
    problems: Sequence[Problem] = ()
    count: int = 0


def area_names(area_ids: Sequence[str], names: Mapping[str, str], words: Texts) -> str:
    """The names of these areas, in order."""
    told = sorted(names.get(area_id, area_id) for area_id in area_ids)
    if len(told) > MOST_NAMES:
        return words("report.more_areas", areas=", ".join(told[:MOST_NAMES]), count=len(told) - MOST_NAMES)
    return ", ".join(told)

"""What is known about the quality of one city's data: overviews, and faults found by comparing what was read."""

from collections.abc import Mapping
from dataclasses import dataclass

from sozialraum.errors import Problem
from sozialraum.model.intake import Intake

JOINT, NO_ROW = "joint", "no_row"  # beside the status codes: a value only together with others; nothing at all


@dataclass(frozen=True)
class FileAccount:
    """One table of the city, whoever of the project's entries reads it; rows == used + sum(listed.values()).

    Args:
        file, layer: as in Intake.
        entries: those that read it, in the order of the project file.
        rows: those with something in them that any entry saw.
        used: those that became a row of a table for at least one entry.
        listed: reason -> how many rows no entry used; of several reasons the weightiest.
    """

    file: str
    layer: str
    entries: tuple[str, ...]
    rows: int
    used: int
    listed: Mapping[str, int]


@dataclass(frozen=True)
class Positions:
    """Where the facilities of one type stand on the map.

    Args:
        facility_type: id.
        counts: how the position is known (column `position` of the facilities) -> how many.
    """

    facility_type: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Filled:
    """For which Sozialräume an indicator has a value, at all dates for which the answer is the same.

    Args:
        indicator_id: of the project.
        periods: oldest first; empty where the indicator has no row at any date.
        areas: status code, JOINT or NO_ROW -> area_ids; every Sozialraum once.
    """

    indicator_id: str
    periods: tuple[str, ...]
    areas: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Quality:
    """Made of what one audience may see, and of nothing else, so that it tells that audience nothing new.

    Args:
        intakes: account of every entry.
        files: account of every table, over all entries that read it.
        positions: by facility type, in the order of the project file.
        filled: by indicator, in the order of the project file, oldest dates first.
        findings: sums, breakdowns and jumps that look wrong, lists that are old.
    """

    intakes: tuple[Intake, ...]
    files: tuple[FileAccount, ...] = ()
    positions: tuple[Positions, ...] = ()
    filled: tuple[Filled, ...] = ()
    findings: tuple[Problem, ...] = ()

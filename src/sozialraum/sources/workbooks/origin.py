"""Where each part of a workbook's document stands in it, so that Problems name the cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sozialraum.errors import SHEET, Problem


@dataclass(frozen=True)
class Place:
    """Where something of the document stands in the workbook."""

    sheet: str
    row: int
    heading: str
    cell: str


@dataclass(frozen=True)
class Origin:
    """Where each part of the document stands in the workbook.

    Args:
        file: the workbook.
        places: path in the document ("city.name", "indicators.residents.unit") -> its cell.
        names: id in the document -> the text typed.
    """

    file: str
    places: Mapping[str, Place] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def placed(problem: Problem, origin: Origin | None, told_as: str) -> Problem:
    """The same Problem with the cell of the workbook where it names a place of the document.

    Args:
        told_as: the name that Problems about the document bear.
    """
    if origin is None or problem.file not in {told_as, origin.file} or problem.row is not None:
        return problem
    where, value = problem.column or "", problem.value or ""
    tried = [f"{where}.{value}", where]
    while "." in where:
        where = where.rpartition(".")[0]
        tried.append(where)
    place = next((origin.places[one] for one in tried if one in origin.places), None)
    shown = origin.names.get(value, problem.value)
    if place is None:
        return replace(problem, file=origin.file, value=shown)
    return replace(problem, file=f"{origin.file}{SHEET}{place.sheet}!{place.cell}", column=place.heading, value=shown)

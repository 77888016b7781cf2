"""Faults in a city's input, told as data: what, where, which value, and what to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SHEET = " · "  # between a workbook and the sheet in it


class Severity(StrEnum):
    """Whether a fault stops the build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One fault in one file; its sentence is the catalogue entry of `code`.

    Args:
        code: stable code, "SR-" and three digits; the locale catalogues hold its sentence.
        file: as written in projekt.toml, relative to it, "/" between folders; of a workbook with its sheet
            behind SHEET.
        row: as a spreadsheet counts it (header is row 1); None where no row is meant.
        column: heading in the city's own file, or None.
        value: what stood there, as text, or None.
        fields: further parts of the sentence.
        severity: errors stop the build, warnings are shown and listed.
        about_persons: the value may be a count of people: never quoted in a public edition.
    """

    code: str
    file: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    about_persons: bool = False

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


class InputError(Exception):
    """The input cannot be built from; carries every Problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problem(s) in the input")

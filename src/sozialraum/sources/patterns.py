"""One entry of the project for several files: a "*" in the name, and what it stands for in each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Generic, TypeVar

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import STAR, TableFile, stands_for
from sozialraum.sources.accounting import Account, failed
from sozialraum.sources.files import CityFiles
from sozialraum.sources.paths import ALLOWED, LOCK, listed, refused
from sozialraum.sources.tables.table import Table, clean

FROM_NAME = "[Datei]"  # heading of the column that holds what the star stands for

Spec = TypeVar("Spec", bound=TableFile)


@dataclass(frozen=True)
class OneFile(Generic[Spec]):
    """One file of an entry of the project.

    Args:
        entry: place in projekt.toml; with several files also which of them, "values[3].file[2]".
        spec: the entry, with the name of this file.
        said: what the star stands for in it; None where the entry has no star.
    """

    entry: str
    spec: Spec
    said: str | None


def files_of(entry: str, spec: Spec, files: CityFiles) -> list[OneFile[Spec]]:
    """Every file that an entry means, in order of their names.

    Raises:
        InputError: the star stands where none may, or no file fits.
    """
    if STAR not in spec.file:
        return [OneFile(entry, spec, None)]
    names = _fitting(spec.file, files.folders)
    return [
        OneFile(f"{entry}.file[{number}]", spec.model_copy(update={"file": name}), said)
        for number, (name, said) in enumerate(names.items(), start=1)
    ]


def every_file(
    entries: Iterable[tuple[str, Spec]], files: CityFiles
) -> tuple[list[OneFile[Spec]], list[Account], list[Problem]]:
    """The files of several entries, accounts of the entries that no file fits, and every Problem."""
    found: list[OneFile[Spec]] = []
    accounts: list[Account] = []
    problems: list[Problem] = []
    for entry, spec in entries:
        try:
            found += files_of(entry, spec, files)
        except InputError as error:
            problems += error.problems
            accounts.append(failed(entry, spec.file, None, error))
    return found, accounts, problems


def with_said(table: Table, said: str | None) -> Table:
    """The same table with a column that holds what the star stands for; unchanged where there is no star."""
    if said is None:
        return table
    cells = table.cells.copy()
    cells[FROM_NAME] = said
    return replace(
        table,
        headings=(*table.headings, FROM_NAME),
        cells=cells.astype({FROM_NAME: "str"}),
        letters=(*table.letters, "") if table.letters else (),
    )


def _fitting(pattern: str, folders: Sequence[Path]) -> dict[str, str]:
    """Name of each file of the pattern -> what the star stands for."""
    place = PurePosixPath(pattern)
    if pattern.count(STAR) > 1 or STAR not in place.name:
        raise refused(Code.PATTERN_FORM, pattern)
    there: set[str] = set()
    for folder in folders:
        inside = folder / place.parent
        if inside.is_dir() and inside.resolve().is_relative_to(folder.resolve()):
            there |= {entry.name for entry in inside.iterdir() if _may_be_read(entry)}
    found = {name: clean(said) for name in sorted(there) if (said := stands_for(place.name, name))}
    if not found:
        raise refused(Code.PATTERN_UNMET, pattern, known=listed(sorted(there)))
    return {str(place.parent / name): said for name, said in found.items()}


def _may_be_read(entry: Path) -> bool:
    return entry.suffix.lower() in ALLOWED and not entry.name.startswith((".", LOCK))

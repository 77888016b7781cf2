"""Signs that stand where no number is: which preset a file follows, and where project and column differ from it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from pydantic import BaseModel

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.files import NonValue, TableFile
from sozialraum.model.project import Project
from sozialraum.sources.paths import listed
from sozialraum.sources.tables.table import Table, clean


@dataclass(frozen=True)
class Signs:
    """What texts in columns of numbers mean; headings and texts in composed form, without blanks around them.

    Args:
        file: sign -> meaning, in every column.
        columns: heading -> sign -> meaning; goes before those of the file.
        numbers: heading -> text -> the number it stands for; goes before every sign.
    """

    file: Mapping[str, NonValue]
    columns: Mapping[str, Mapping[str, NonValue]] = field(default_factory=dict)
    numbers: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@cache
def presets() -> dict[str, dict[str, NonValue]]:
    """Name of a preset -> sign -> meaning."""
    text = files("sozialraum.sources.tables").joinpath("non_values.toml").read_text(encoding="utf-8")
    return {
        name: {sign: meaning for meaning, signs in meanings.items() for sign in signs}
        for name, meanings in tomllib.loads(text).items()
    }


def signs_of(spec: TableFile, table: Table, usual: Mapping[str, NonValue] | None = None) -> Signs:
    """What the signs of a file mean.

    Args:
        usual: what differs from the preset in columns of this kind; the project goes before it.

    Raises:
        InputError: no such preset, or a column of `column_non_values` is not in the file.
    """
    preset = presets().get(spec.preset)
    problems = [] if preset is not None else [_unknown(spec.preset, spec.file)]
    for heading in spec.column_non_values:
        try:
            table.column(heading)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    columns = {clean(heading): _clean(signs) for heading, signs in spec.column_non_values.items()}
    return Signs({**(preset or {}), **(usual or {}), **_clean(spec.non_values)}, columns)


def unknown_presets(project: Project, file: str) -> list[Problem]:
    """One Problem per place of the project that names a preset there is not."""
    return [
        _unknown(spec.preset, file, place) for place, spec in _tables(project, "") if spec.preset not in presets()
    ]


def meanings(signs: Signs, heading: str) -> Mapping[str, NonValue]:
    """Sign -> meaning under that heading."""
    return {**signs.file, **signs.columns.get(clean(heading), {})}


def _unknown(preset: str, file: str, place: str = "preset") -> Problem:
    return Problem(
        Code.PRESET_UNKNOWN, file, column=place, value=preset, fields={"nearest": listed(sorted(presets()))}
    )


def _clean(signs: Mapping[str, NonValue]) -> dict[str, NonValue]:
    return {clean(sign): meaning for sign, meaning in signs.items()}


def _tables(part: object, place: str) -> Iterator[tuple[str, TableFile]]:
    """(place of `preset` in the project file, entry) of every table the project names."""
    if isinstance(part, TableFile):
        yield f"{place}.preset", part
    if isinstance(part, BaseModel):
        for name, inner in part:
            yield from _tables(inner, f"{place}.{name}" if place else name)
    elif isinstance(part, list):
        for number, inner in enumerate(part, start=1):
            yield from _tables(inner, f"{place}[{number}]")

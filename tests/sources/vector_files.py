"""Small files of features for tests, and the way they are read."""

from pathlib import Path

import pyproj
import pytest
from cities import CRS, SOUTH, WEST

from sozialraum.errors import InputError, Problem
from sozialraum.model.files import Dialect, Limits
from sozialraum.model.intake import Aspect
from sozialraum.sources.files import CityFiles
from sozialraum.sources.reading import read_whole
from sozialraum.sources.tables.table import Table
from sozialraum.sources.vectors.crs import named_crs

CITY = pyproj.CRS(CRS)
CORNERS = [(WEST, SOUTH), (WEST + 1000, SOUTH), (WEST + 1000, SOUTH + 1000), (WEST, SOUTH + 1000), (WEST, SOUTH)]


def read_text(
    folder: Path, name: str, content: str, layer: str | None = None, crs: str | None = None, **limits: int
) -> tuple[Table, list[Problem]]:
    """A file with that content as the program reads it into the city's system."""
    (folder / name).write_text(content, encoding="utf-8")
    return read_file(folder, name, layer, crs, **limits)


def read_file(
    folder: Path, name: str, layer: str | None = None, crs: str | None = None, **limits: int
) -> tuple[Table, list[Problem]]:
    files = CityFiles((folder,), CITY, Limits(**limits))
    return read_whole(name, layer, Dialect(), files, named_crs(crs) if crs else None)


def refusal(
    folder: Path, name: str, content: str, layer: str | None = None, crs: str | None = None, **limits: int
) -> Problem:
    """The first Problem of a file that is not read."""
    with pytest.raises(InputError) as error:
        read_text(folder, name, content, layer, crs, **limits)
    return error.value.problems[0]


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def m2(table: Table) -> list[int | None]:
    """Square metres of each geometry."""
    assert table.geometry is not None
    return [None if shape is None else round(shape.area) for shape in table.geometry]


def at(table: Table) -> list[tuple[int, int] | None]:
    """Each point, in whole metres from the south-west corner of the city."""
    assert table.geometry is not None
    points = [None if shape is None else shape.centroid for shape in table.geometry]
    return [None if one is None else (round(one.x - WEST), round(one.y - SOUTH)) for one in points]


def guessed(table: Table, aspect: Aspect) -> str | None:
    return next((guess.value for guess in table.guesses if guess.aspect is aspect), None)


def degrees(corners: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Coordinates of the city's system as longitude and latitude."""
    way = pyproj.Transformer.from_crs(CITY, "EPSG:4326", always_xy=True)
    return [way.transform(x, y) for x, y in corners]

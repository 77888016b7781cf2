"""An earlier public edition: its datapackage.json and the tables it names -> Earlier."""

import csv
import hashlib
import io
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.earlier import TOLD, Earlier
from sozialraum.model.published import Audience
from sozialraum.model.tables import NUMBER, typed

PACKAGE = "datapackage.json"
INSIDE = (PACKAGE, f"data/{PACKAGE}")  # where it lies in a folder that is named instead
PROGRAM = "sozialraum"
MOST_BYTES = 500_000_000


def read_previous(path: Path, city: str) -> Earlier:
    """What the edition of that datapackage.json, or of the folder it lies in, has told.

    Args:
        path: the file or the folder of the edition.
        city: name of the city; the edition of another one is refused.

    Raises:
        InputError: it is no public edition of this city made by this program, or was changed since.
    """
    try:
        file = path if path.is_file() else next(path / name for name in INSIDE if (path / name).is_file())
        package = json.loads(_bytes(file).decode())
        _check(package, city)
        tables = {name: _table(file.parent, package, name) for name in TOLD}
    except (
        OSError,
        StopIteration,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        csv.Error,
    ) as fault:
        raise InputError([Problem(Code.PREVIOUS_UNFIT, path.name, fields={"city": city})]) from fault
    return Earlier(**tables)


def _check(package: Mapping[str, Any], city: str) -> None:
    """Whether the package says that it is a public edition of the city."""
    told = (package["name"], package["audience"], package["title"])
    if told != (PROGRAM, str(Audience.OEFFENTLICH), city):
        raise ValueError("another package")


def _table(folder: Path, package: Mapping[str, Any], name: str) -> pd.DataFrame:
    """One table as the package describes it; its bytes must be those that were written then."""
    (resource,) = (one for one in package["resources"] if one["name"] == name)
    file = str(resource["path"])
    if Path(file).name != file:
        raise ValueError("a table elsewhere")
    content = _bytes(folder / file)
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != resource["hash"]:
        raise ValueError("a table that was changed")
    columns = TOLD[name]
    reader = csv.DictReader(io.StringIO(content.decode(), newline=""))
    if not set(columns) <= set(reader.fieldnames or ()):
        raise ValueError("another table")
    rows = list(reader)
    table = pd.DataFrame({column: [row[column] for row in rows] for column in columns}, dtype=object)
    for column, kind in columns.items():
        if kind == NUMBER:
            table[column] = pd.array([_number(text) for text in table[column]], dtype="Float64")
    return typed(table, columns)


def _number(text: str) -> float | None:
    if text and not math.isfinite(float(text)):
        raise ValueError("no number")
    return float(text) if text else None


def _bytes(file: Path) -> bytes:
    if file.stat().st_size > MOST_BYTES:
        raise ValueError("too large")
    return file.read_bytes()

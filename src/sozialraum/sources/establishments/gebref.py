"""Gebäudereferenzen NRW, the addresses of the survey office: 21 columns by ";", with or without headings."""

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from sozialraum.errors import InputError, Problem
from sozialraum.model.codes import Code
from sozialraum.model.geography import AddressColumns, AddressRegister
from sozialraum.model.intake import Aside, Aspect, Guess
from sozialraum.sources.archives import opened
from sozialraum.sources.files import CityFiles
from sozialraum.sources.paths import find_file, refused
from sozialraum.sources.tables.table import Table, clean, filtered

HEADINGS = (
    "nba", "oid", "qua", "landschl", "land", "regbezschl", "regbez", "kreisschl", "kreis", "gmdschl", "gmd",
    "ottschl", "ott", "strschl", "str", "hnr", "adz", "zone", "easting", "northing", "date",
)  # fmt: skip
COLUMNS = AddressColumns(street="str", house_number="hnr", suffix="adz", x="easting", y="northing")
MUNICIPALITY = ("landschl", "regbezschl", "kreisschl", "gmdschl")  # together the AGS
KEY = tuple((HEADINGS.index(name), width) for name, width in zip(MUNICIPALITY, (2, 1, 2, 3), strict=True))
ARTIFICIAL = frozenset({"C"})  # in `qua`: a point that somebody gave an address, not a building
MEMBER = "gebref.txt"  # in the archive that is handed out, beside a file of keys
ENCODINGS = ("utf-8-sig", "cp1252")


def read_gebref(spec: AddressRegister, files: CityFiles, ags: str | None) -> Table:
    """The rows of the city; those of other cities, of which a file may have millions, are put aside as they come.

    Args:
        ags: key of the municipality; None: all rows are the city's.

    Raises:
        InputError: not to be opened, other columns, too many rows, or none of the city.
    """
    path = find_file(spec.file, files.folders, files.limits)
    layer = spec.layer or _member(path)
    with opened(spec.file, path, layer, files.limits) as found:
        for encoding in (spec.dialect.encoding,) if spec.dialect.encoding else ENCODINGS:
            try:
                records, aside = _records(spec, found, encoding, ags, files.limits.max_rows)
            except (UnicodeError, LookupError):
                continue
            except csv.Error:
                raise refused(Code.NOT_TEXT, spec.file) from None
            return _table(spec, records, aside, encoding, ags)
    raise refused(Code.ENCODING, spec.file, value=spec.dialect.encoding or ", ".join(ENCODINGS))


def _member(path: Path) -> str | None:
    if path.suffix.lower() != ".zip" or not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(path) as archive:
        return MEMBER if MEMBER in archive.namelist() else None


def _records(
    spec: AddressRegister, path: Path, encoding: str, ags: str | None, most: int
) -> tuple[list[tuple[int, list[str]]], dict[int, str]]:
    """(row, cells) of the rows of the city, and the other rows with the reason."""
    records: list[tuple[int, list[str]]] = []
    aside: dict[int, str] = {}
    for row, record in _rows(path, encoding, spec.dialect.separator or ";"):
        if row == 1 and not any(sign.isdigit() for sign in "".join(record)):
            aside[row] = str(Aside.HEADING)
        elif not 0 <= len(record) - len(HEADINGS) <= 1:  # a separator may end the row
            fields = {"count": str(len(record)), "expected": str(len(HEADINGS))}
            raise InputError([Problem(Code.REGISTER_LAYOUT, spec.file, row, fields=fields)])
        elif ags is not None and "".join(record[at].strip('" ').zfill(width) for at, width in KEY) != ags:
            aside[row] = str(Aside.NOT_ASKED_FOR)
        else:
            records.append((row, record))
            if len(records) > most:
                raise refused(Code.TABLE_TOO_LARGE, spec.file, limit=str(most))
    return records, aside


def _rows(path: Path, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding=encoding, newline="") as lines:
        reader = csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
        yield from ((row, record) for row, record in enumerate(reader, start=1) if any(record))


def _table(
    spec: AddressRegister, records: list[tuple[int, list[str]]], aside: dict[int, str], encoding: str, ags: str | None
) -> Table:
    if not records:
        no_city = str(Aside.NOT_ASKED_FOR) in aside.values()
        raise refused(Code.REGISTER_OF_ANOTHER_CITY if no_city else Code.NO_ROWS, spec.file, value=ags)
    columns = {
        heading: [clean(record[at].strip('"')) for _, record in records] for at, heading in enumerate(HEADINGS)
    }
    index = pd.Index([row for row, _ in records], dtype="int64", name="row")
    guess = Guess(Aspect.ENCODING, encoding, spec.dialect.encoding is not None)
    cells = pd.DataFrame(columns, index=index, dtype="str")
    table = Table(spec.file, HEADINGS, cells, layer=spec.layer or "", guesses=(guess,), aside=aside)
    return filtered(table, spec.where, spec.unless)

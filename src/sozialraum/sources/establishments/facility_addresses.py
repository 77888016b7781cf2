"""Addresses of a list of facilities: as they are shown, and the positions that the register gives to them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import pandas as pd
import shapely

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.establishments import FacilityColumns, FacilityType
from sozialraum.model.files import ColumnName
from sozialraum.sources.areas.geographies import ARROW, SHOWN
from sozialraum.sources.areas.names import AreaKeys
from sozialraum.sources.establishments.geocoding import PLACED, Asked, Found, Streets, located
from sozialraum.sources.establishments.streets import words, written
from sozialraum.sources.paths import listed
from sozialraum.sources.tables.digits import key_lengths, restored
from sozialraum.sources.tables.table import Table

HOUSE_NUMBER = re.compile(r"\d{1,4}\s?[a-zA-Z]?(\s?[-/]\s?\d{1,4}\s?[a-zA-Z]?)?")
NOT_FOUND = {
    "street_unknown": Code.STREET_UNKNOWN,
    "number_missing": Code.HOUSE_NUMBER_MISSING,
    "number_unknown": Code.HOUSE_NUMBER_UNKNOWN,
    "ambiguous": Code.ADDRESS_AMBIGUOUS,
    "elsewhere": Code.ADDRESS_ELSEWHERE,
}


def shown_addresses(table: Table, columns: FacilityColumns) -> pd.Series:
    """The address of each row in one text, "" where the list states none."""
    if isinstance(columns.address, list):
        table.column(columns.address)  # names all headings that are missing at once
        rows = zip(*(table.column(one).tolist() for one in columns.address), strict=True)
        return pd.Series([_in_one(row) for row in rows], index=table.cells.index, dtype="str")
    if columns.address is not None or columns.street is None:
        return table.optional(columns.address)
    parts = zip(_streets(table, columns), *_place(table, columns), strict=True)
    texts = [", ".join(filter(None, (street, f"{postcode} {place}".strip()))) for street, postcode, place in parts]
    return pd.Series(texts, index=table.cells.index, dtype="str")


def _in_one(parts: Iterable[str]) -> str:
    """ "Ringstraße", "5 a", "10787" -> "Ringstraße 5 a, 10787"; what is empty is left out."""
    text = ""
    for part in filter(None, parts):
        text += (" " if HOUSE_NUMBER.fullmatch(part) else ", ") + part if text else part
    return text


def positions_by_address(
    type_: FacilityType,
    table: Table,
    points: np.ndarray,
    streets: Streets,
    in_city: Callable[[str], bool],
) -> tuple[np.ndarray, pd.Series, list[Problem]]:
    """Points for the rows that have none, how each was found, and what is odd about the addresses.

    Args:
        points: what the coordinates give, None where they give nothing; a stated coordinate stays.
        in_city: whether a text names the city or a part of it.

    Returns:
        Points in the city's coordinate system; "address", "address_near" or "" for each row; and Problems.
    """
    columns = type_.columns
    points = points.copy()
    grades = pd.Series("", index=table.cells.index, dtype="str")
    if columns.street is None and columns.address is None:
        return points, grades, []
    names = table.column(columns.name)
    texts = shown_addresses(table, columns)
    heading = str(table.column(columns.street or columns.address or "").name)
    private = type_.position == "never_mapped"
    known: dict[Asked, Found] = {}
    postcodes, problems = _postcodes(table, columns, streets)
    for at, (row, asked) in enumerate(zip(table.cells.index, _asked(table, columns), strict=True)):
        if not asked.street:
            continue
        asked = replace(asked, postcode=postcodes.get(asked.postcode, asked.postcode))
        if asked not in known:
            known[asked] = located(asked, streets, in_city)
        found = known[asked]
        fields = _told(found, points[at], type_.address_tolerance_m)
        if points[at] is None and found.house is not None and found.grade in PLACED:
            points[at] = shapely.Point(found.house.x, found.house.y)
            grades[row] = found.grade
        problems += [
            Problem(
                code,
                table.file,
                int(row),
                heading,
                texts[row],
                {"name": names[row], **more},
                Severity.WARNING,
                about_persons=private,
            )
            for code, more in fields
        ]
    return points, grades, problems


def _postcodes(table: Table, columns: FacilityColumns, streets: Streets) -> tuple[dict[str, str], list[Problem]]:
    """Postcodes of the list that lost their zero -> those of the register they are, and a warning about it."""
    strange = set(table.optional(columns.postcode)) - {""} - streets.postcodes
    found = restored(strange, streets.postcodes, key_lengths([streets.postcodes]))
    if columns.postcode is None or not found:
        return {}, []
    examples = [f"{text}{ARROW}{postcode}" for text, (postcode, _) in sorted(found.items())]
    fields = {"count": str(len(found))}
    heading, value = str(table.column(columns.postcode).name), listed(examples, limit=SHOWN)
    problem = Problem(Code.ZEROS_RESTORED, table.file, None, heading, value, fields, Severity.WARNING)
    return {text: postcode for text, (postcode, _) in found.items()}, [problem]


def in_city(name: str, keys: AreaKeys | None) -> Callable[[str], bool]:
    """Whether a text names the city ("Musterstadt", "Musterstadt (Fluss)", "Musterstadt-Nord") or an area of it."""
    own = words(name).split()

    def named(place: str) -> bool:
        said = words(place).split()
        shorter = min(len(own), len(said))
        if shorter and said[:shorter] == own[:shorter]:
            return True
        return keys is not None and bool(keys.resolve(place, "name"))

    return named


def _told(found: Found, point: "shapely.Point | None", tolerance_m: float) -> list[tuple[Code, dict[str, str]]]:
    """(code, fields) of what is to be said about an address; little where coordinates are stated anyway."""
    house = found.house
    if point is not None:
        if house is None or found.grade != "address":
            return []
        metres = float(shapely.distance(point, shapely.Point(house.x, house.y)))
        if metres <= tolerance_m:
            return []
        return [(Code.POSITION_CONTRADICTS_ADDRESS, {"metres": f"{metres:.0f}"})]
    if house is None:
        return [(NOT_FOUND[found.grade], {"nearest": found.candidates})]
    entry = f"{house.street} {written([house.number])}"
    told = [(Code.ADDRESS_NEAR, {"found": entry})] if found.grade == "address_near" else []
    if found.differs:
        told.append((Code.POSTCODE_DIFFERS, {"found": f"{entry}, {found.differs}"}))
    return told


def _asked(table: Table, columns: FacilityColumns) -> list[Asked]:
    if columns.street is None:
        texts = _joined(table, columns.address)
        return [Asked(*row) for row in zip(texts, [""] * len(texts), *_place(table, columns), strict=True)]
    numbers = _joined(table, columns.house_number)
    streets = table.column(columns.street).tolist()
    return [Asked(*row) for row in zip(streets, numbers, *_place(table, columns), strict=True)]


def _streets(table: Table, columns: FacilityColumns) -> list[str]:
    pairs = zip(table.optional(columns.street).tolist(), _joined(table, columns.house_number), strict=True)
    return [f"{street} {number}".strip() for street, number in pairs]


def _place(table: Table, columns: FacilityColumns) -> tuple[list[str], list[str]]:
    return table.optional(columns.postcode).tolist(), table.optional(columns.place).tolist()


def _joined(table: Table, name: ColumnName | None) -> list[str]:
    """The texts under one heading or several, with blanks between them."""
    headings = [name] if isinstance(name, str) else (name or [])
    columns = [table.column(heading).tolist() for heading in headings]
    return [" ".join(filter(None, row)) for row in zip(*columns, strict=True)] if columns else [""] * len(table)

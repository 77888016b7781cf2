"""The city's register of addresses: house coordinates from a file, each row used or listed with a reason."""

from collections.abc import Hashable, Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.geography import AddressColumns, AddressRegister
from sozialraum.model.intake import Guess, Intake
from sozialraum.model.tables import TEXT
from sozialraum.sources.accounting import intake, unread, with_guesses
from sozialraum.sources.establishments.gebref import ARTIFICIAL, COLUMNS, MUNICIPALITY, read_gebref
from sozialraum.sources.establishments.streets import is_placeholder, number_and_suffix, street_key
from sozialraum.sources.paths import refused
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.reading import read_table
from sozialraum.sources.tables.non_values import signs_of
from sozialraum.sources.tables.numbers import read_numbers
from sozialraum.sources.tables.table import Table
from sozialraum.sources.vectors.crs import inside_use, named_crs
from sozialraum.sources.vectors.placing import placed

ENTRY = "addresses"
ADDRESSES = {
    "street": TEXT,  # as the register writes it
    "street_id": TEXT,  # tells streets of one name apart, where the register does
    "first": "int64",  # house number
    "suffix": TEXT,  # its letter, "1/2" or ""
    "last": "int64",  # of a range, else the same as `first`
    "last_suffix": TEXT,
    "postcode": TEXT,
    "place": TEXT,
    "x": "float64",  # metres in the city's coordinate system
    "y": "float64",
}
# by the number of the zone before an easting of six digits
ZONES = {0: "EPSG:25832", 32: "EPSG:4647", 33: "EPSG:5650"}
ZONE = 1_000_000


def read_register(folder: ProjectFolder) -> tuple[pd.DataFrame | None, list[Intake], list[Problem]]:
    """Table ADDRESSES of the register that the project names, or None; where each row went, and what is odd.

    Its index is the row of the file.

    Raises:
        InputError: the file cannot be read, is laid out otherwise, or its coordinate system is not known.
    """
    spec = folder.project.addresses
    if spec is None:
        return None, [], []
    columns = spec.columns or COLUMNS
    stated = named_crs(spec.crs) if spec.crs else None
    if spec.layout:
        table = read_gebref(spec, folder.files, folder.project.city.ags)
        problems: list[Problem] = []
    else:
        table, problems = read_table(spec, folder.files, stated)
    points, guesses, found = _points(table, columns, spec, stated, folder.files.crs)
    problems += found
    addresses, reasons = _addresses(table, columns, points, gebref=spec.layout is not None)
    problems += _unused(table, reasons)
    account = intake(ENTRY, with_guesses(table, guesses), reasons)
    return addresses, [account], problems


def read_addresses(folder: ProjectFolder) -> tuple[pd.DataFrame | None, list[Intake], list[Problem]]:
    """As `read_register`; what cannot be read is told as Problems."""
    try:
        return read_register(folder)
    except InputError as error:
        file = folder.project.addresses.file if folder.project.addresses else ""
        return None, [unread(ENTRY, file)], list(error.problems)


def houses_of(addresses: pd.DataFrame | None, crs: pyproj.CRS) -> gpd.GeoSeries:
    """The points of a register of addresses, each once, in order of their coordinates."""
    if addresses is None:
        return gpd.GeoSeries([], crs=crs)
    points = addresses[["x", "y"]].drop_duplicates().sort_values(["x", "y"])
    return gpd.GeoSeries(gpd.points_from_xy(points["x"], points["y"]), crs=crs)


def _addresses(
    table: Table, columns: AddressColumns, points: np.ndarray, gebref: bool
) -> tuple[pd.DataFrame, pd.Series]:
    streets = table.column(columns.street)
    suffixes = table.optional(columns.suffix)
    numbers = number_and_suffix(table.column(columns.house_number).tolist(), suffixes.tolist())
    place, key = table.optional(columns.place), table.optional(columns.street_key)
    if gebref:
        key = table.column([*MUNICIPALITY, "strschl"])
        place = table.column("ott").where(table.column("ott") != "", table.column("gmd"))
    different = streets.unique().tolist()
    nameless = {street for street in different if is_placeholder(street)}
    keys = {street: street_key(street) for street in different}
    own = pd.Series([keys[street] for street in streets.tolist()], index=streets.index, dtype=TEXT)
    reasons = pd.Series("", index=streets.index, dtype=TEXT)
    reasons = reasons.mask(shapely.is_missing(points), str(Code.ADDRESS_WITHOUT_POSITION))
    unnumbered = np.array([number is None for number in numbers], dtype=np.bool_)
    reasons = reasons.mask(unnumbered, str(Code.ADDRESS_WITHOUT_NUMBER))
    reasons = reasons.mask(streets.isin(nameless), str(Code.ADDRESS_WITHOUT_STREET))
    if gebref:
        artificial = table.column("qua").isin(ARTIFICIAL)
        reasons = reasons.mask(artificial, str(Code.ADDRESS_ARTIFICIAL))
    used = (reasons == "").to_numpy()
    kept = [number for number, use in zip(numbers, used, strict=True) if use and number is not None]
    data = {
        "street": streets[used],
        "street_id": key.where(key != "", own + "/" + place)[used],
        "first": [number.first[0] for number in kept],
        "suffix": [number.first[1] for number in kept],
        "last": [number.last[0] for number in kept],
        "last_suffix": [number.last[1] for number in kept],
        "postcode": table.optional(columns.postcode)[used],
        "place": place[used],
        "x": shapely.get_x(points[used]),
        "y": shapely.get_y(points[used]),
    }
    return pd.DataFrame(data, index=streets.index[used]).astype(ADDRESSES), reasons


def _points(
    table: Table, columns: AddressColumns, spec: AddressRegister, stated: pyproj.CRS | None, city_crs: pyproj.CRS
) -> tuple[np.ndarray, tuple[Guess, ...], list[Problem]]:
    """A point or None per row, in the city's coordinate system."""
    if columns.x is not None and columns.y is not None:
        east, north = _coordinates(table, columns.x, columns.y, spec)
        points = np.full(len(table), None)
        here = np.isfinite(east) & np.isfinite(north)
        points[here] = shapely.points(east[here], north[here])
        assumed = _zone(east) if spec.layout else None
        raw = gpd.GeoSeries(points, index=table.cells.index)
        geometry, guesses, problems = placed(table.file, raw, None, stated, city_crs, assumed)
    elif table.geometry is not None:
        geometry, guesses, problems = table.geometry, (), []
    else:
        raise refused(Code.REGISTER_WITHOUT_POSITIONS, table.file)
    with np.errstate(all="ignore"):  # corners that are no numbers lie nowhere
        shapes: np.ndarray = shapely.point_on_surface(geometry.to_numpy())
    shapes[shapely.is_empty(shapes)] = None
    known = ~shapely.is_missing(shapes)
    known[known] = inside_use(shapely.get_x(shapes[known]), shapely.get_y(shapes[known]), city_crs, city_crs)
    shapes[~known] = None
    return shapes, guesses, problems


def _coordinates(table: Table, x: str, y: str, spec: AddressRegister) -> tuple[np.ndarray, np.ndarray]:
    if spec.layout:
        east, north = (_floats(table.column(heading)) for heading in (x, y))
        return east, north
    numbers, problems = read_numbers(table, [x, y], spec.dialect.decimal, signs_of(spec, table))
    if not numbers:
        raise InputError(problems)
    east, north = (one.values.to_numpy(dtype="float64", na_value=np.nan) for one in numbers)
    return east, north


def _floats(texts: pd.Series) -> np.ndarray:
    """Numbers with a comma or a point before the decimals, NaN where there is none."""
    numbers = pd.to_numeric(texts.str.replace(",", ".", regex=False), errors="coerce")
    return numbers.to_numpy(dtype="float64", na_value=np.nan)


def _unused(table: Table, reasons: pd.Series) -> list[Problem]:
    """One warning for each reason: how many rows, and the first of them."""
    counts: Mapping[Hashable, int] = reasons[reasons != ""].value_counts().to_dict()
    return [
        Problem(
            Code(str(code)),
            table.file,
            int(reasons.index[reasons == code][0]),
            fields={"count": str(count)},
            severity=Severity.WARNING,
        )
        for code, count in sorted(counts.items(), key=str)
    ]


def _zone(east: np.ndarray) -> pyproj.CRS | None:
    """The coordinate system that the eastings of Gebäudereferenzen show: eight digits begin with the zone."""
    known = east[np.isfinite(east)]
    if not len(known):
        return None
    zone, rest = divmod(float(np.median(known)), ZONE)
    return named_crs(ZONES.get(int(zone), "")) if rest else None

"""Lists of facilities: how to tell them, where their positions are, which column is the key."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sozialraum.model.periods import SCHOOL_YEAR, YEAR, parse_period
from sozialraum.sources.drafts.guessed_areas import Link
from sozialraum.sources.drafts.headings import coordinate_systems, has_role, is_total, with_role
from sozialraum.sources.drafts.survey import Surveyed, kept
from sozialraum.sources.patterns import FROM_NAME
from sozialraum.sources.tables.numbers import number

MOST = 0.9  # share of rows or texts that must agree
TELLING = 0.7  # share of different texts in a column that is a key with a few branches of one place
COMMON = 0.5  # share of the keys of the shorter list that must be in the other one
EPSG = re.compile(r"(?:EPSG:)?([0-9]{4,5})")
IN_NAMES = re.compile(r"(?<![0-9])(20[0-9]{2}|19[0-9]{2})(?:[-_/ ]([0-9]{2})(?![0-9]))?(?![0-9])")


@dataclass(frozen=True)
class Positions:
    """Where facilities lie.

    Args:
        x: heading, None where the file has geometry of its own.
        crs: of x and y as projekt.toml names it, None for geometry.
        points: per row, None where unknown; in EPSG:4326 or the metric system of the survey.
    """

    x: str | None
    y: str | None
    crs: str | None
    points: gpd.GeoSeries

    @property
    def known(self) -> int:
        return int((~shapely.is_missing(self.points.to_numpy())).sum())


@dataclass(frozen=True)
class Facilities:
    """A list of facilities as it looks.

    Args:
        key: heading or headings that tell the facilities apart.
        name: heading of the name.
        columns: key of projekt.toml -> heading, without key, name and positions.
    """

    surveyed: Surveyed
    key: tuple[str, ...]
    name: str
    positions: Positions | None
    link: Link | None
    columns: Mapping[str, str]
    where: Mapping[str, str | tuple[str, ...]]
    unless: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)

    def ids(self) -> pd.Series:
        """The key of each row as one text."""
        return self.surveyed.table.column(self.key[0] if len(self.key) == 1 else list(self.key))


def positions(surveyed: Surveyed, city_crs: str | None) -> Positions | None:
    """Where the rows of a table lie, by its geometry or by columns whose numbers can be coordinates."""
    table = surveyed.table
    if table.geometry is not None and surveyed.shape != "none":
        shapes = table.geometry.to_numpy()
        points = np.asarray(shapely.point_on_surface(shapes), dtype=object)
        return Positions(None, None, None, gpd.GeoSeries(points, index=table.cells.index, crs=surveyed.crs))
    for x in with_role(surveyed.of_kind("number"), "x"):
        for y in with_role(surveyed.of_kind("number"), "y"):
            if x != y and (found := _in_a_system(surveyed, x, y, city_crs)):
                return found
    return None


def as_facilities(
    surveyed: Surveyed, found: Link | None, city_crs: str | None, where: Mapping[str, str | tuple[str, ...]]
) -> Facilities | None:
    """The table as a list of facilities, or None where it is none: they have names, and a position or an address."""
    named = _named(surveyed, found, city_crs)
    if named is None:
        return None
    name, columns, place = named
    totals = sorted(text for text in surveyed.values(name) if is_total(text))
    if totals:
        keep = ~surveyed.texts(name).isin(totals)
        without = as_facilities(kept(surveyed, keep), found, city_crs, where)
        unless = {name: totals[0] if len(totals) == 1 else tuple(totals)}
        return without and replace(without, unless=unless)
    key = _key(surveyed, name, columns, {found.heading} if found else set())
    return None if key is None else Facilities(surveyed, key, name, place, found, columns, where)


def are_repeated(surveyed: Surveyed, found: Link | None, city_crs: str | None) -> str | None:
    """The heading of the name, where a table looks like a list of facilities but has several rows for one."""
    named = _named(surveyed, found, city_crs)
    return named[0] if named else None


def _named(
    surveyed: Surveyed, found: Link | None, city_crs: str | None
) -> tuple[str, dict[str, str], Positions | None] | None:
    """The heading of the name, the other columns and the positions of a table that is about facilities."""
    besides = {found.heading} if found else set()
    texts = [one for one in surveyed.of_kind("text", "key") if one not in besides]
    names = [one for one in with_role(texts, "facility_name") if has_role(one, "facility_name")]
    names += [one for one in with_role(texts, "facility_name") if one not in names]
    names = [one for one in names if not has_role(one, "area_name") or has_role(one, "facility_name")]
    if not names:
        return None
    place = positions(surveyed, city_crs)
    columns = _columns(surveyed, {*besides, names[0]})
    if place is None and not {"street", "address"} & set(columns):
        return None
    return names[0], columns, place


def is_register(surveyed: Surveyed, city_crs: str | None) -> dict[str, str] | None:
    """Columns of a register of addresses: street, house number and position in each row, and no names."""
    columns = _columns(surveyed, set())
    named = [one for one in with_role(surveyed.of_kind("text"), "facility_name") if has_role(one, "facility_name")]
    if named or not {"street", "house_number"} <= set(columns):
        return None
    place = positions(surveyed, city_crs)
    if place is None:
        return None
    own: dict[str, str] = {}
    for role in ("street", "house_number", "postcode", "place"):
        own |= {role: columns[role]} if role in columns else {}
    for role in ("suffix", "street_key"):
        more = [one for one in with_role(surveyed.headings, role) if has_role(one, role)]
        own |= {role: more[0]} if more and surveyed.column(more[0]).kind != "empty" else {}
    return own | ({"x": place.x, "y": place.y} if place.x and place.y else {})


def shared_key(one: Facilities, other: Facilities) -> tuple[str, int] | None:
    """The column of the other list that holds the keys of the first, and how many they have in common."""
    if len(one.key) > 1:
        return None
    own = frozenset(one.ids())
    found = []
    for place, column in enumerate(other.surveyed.columns):
        texts = other.surveyed.values(column.heading)
        common = len(own & texts)
        if len(texts) >= TELLING * len(other.surveyed.table) and common >= COMMON * min(len(own), len(texts)) > 0:
            found.append((-common, place, column.heading))
    return (min(found)[2], -min(found)[0]) if found else None


def same_list(one: Facilities, other: Facilities) -> bool:
    """Whether two files hold the same facilities: nearly all names are the same, and nearly as many rows."""
    first, second = one.surveyed.values(one.name), other.surveyed.values(other.name)
    rows = sorted((len(one.surveyed.table), len(other.surveyed.table)))
    return len(first & second) >= MOST * max(len(first), len(second)) and rows[0] >= MOST * rows[1]


def numbers_of(texts: pd.Series) -> pd.Series:
    """The numbers in a column, read with the decimal sign that reads more of them; NA for none."""
    read = {sign: [number(text, sign) if text else None for text in texts] for sign in (".", ",")}
    best = max(read.values(), key=lambda values: sum(value is not None for value in values))
    return pd.Series(best, index=texts.index, dtype="Float64")


def date_in(name: str) -> str | None:
    """A date that a file name or heading says: "2024", "2024/25", the last day of a month; None where it is open."""
    found = {_period(match[1], match[2]) for match in IN_NAMES.finditer(name)}
    return found.pop() if len(found) == 1 else None


def stated_period(surveyed: Surveyed) -> tuple[str | None, str | None]:
    """(column of dates, date of the whole file): at most one of the two is known."""
    for heading in with_role(surveyed.of_kind("period"), "period"):
        if has_role(heading, "period"):
            return heading, None
    if FROM_NAME in surveyed.of_kind("period"):
        return FROM_NAME, None
    return None, named_date(surveyed)


def named_date(surveyed: Surveyed) -> str | None:
    """A year or school year in the name of a sheet or member, else in that of the file."""
    return date_in(surveyed.layer or "") or date_in(surveyed.path.stem)


def _period(year: str, following: str | None) -> str:
    together = f"{year}/{following}"
    following_year = following and SCHOOL_YEAR.fullmatch(together) and (int(year) + 1) % 100 == int(following)
    return together if following_year else parse_period(f"{year}-{following}") or year


def _in_a_system(surveyed: Surveyed, x: str, y: str, city_crs: str | None) -> Positions | None:
    east, north = numbers_of(surveyed.texts(x)), numbers_of(surveyed.texts(y))
    zero = ((east == 0) & (north == 0)).fillna(value=False).astype("bool")
    here = (east.notna() & north.notna() & ~zero).to_numpy()
    if not here.any():
        return None
    xs, ys = east[here].to_numpy(dtype="float64"), north[here].to_numpy(dtype="float64")
    for swapped in (False, True):
        first, second = (ys, xs) if swapped else (xs, ys)
        for system in coordinate_systems():
            (low, high), (south, north_end) = system["x"], system["y"]
            fits = (first >= low) & (first <= high) & (second >= south) & (second <= north_end)
            if fits.mean() < MOST:
                continue
            crs = str(system["crs"])
            if crs == "city":
                crs = _named_system(surveyed) or city_crs or "EPSG:25832"
            points = np.full(len(here), None, dtype=object)
            points[np.flatnonzero(here)[fits]] = shapely.points(first[fits], second[fits])
            series = gpd.GeoSeries(points, index=surveyed.table.cells.index, crs=crs)
            return Positions(y if swapped else x, x if swapped else y, crs, series)
    return None


def _named_system(surveyed: Surveyed) -> str | None:
    """The coordinate system that a column of the table names."""
    for heading in with_role(surveyed.headings, "epsg"):
        codes = {match[1] for text in surveyed.values(heading) if (match := EPSG.fullmatch(text.strip()))}
        if len(codes) == 1:
            return f"EPSG:{codes.pop()}"
    return None


def _columns(surveyed: Surveyed, besides: Collection[str]) -> dict[str, str]:
    """Key of projekt.toml -> heading, for what is told by its heading."""
    found: dict[str, str] = {}
    for role in ("traeger", "address", "street", "house_number", "postcode", "place", "link"):
        taken = {*besides, *found.values()}
        for heading in with_role(surveyed.headings, role):
            if heading not in taken and has_role(heading, role) and surveyed.column(heading).kind != "empty":
                found[role] = heading
                break
    if "address" in found and "house_number" in found and "street" in found:
        del found["address"]
    return found


def _key(
    surveyed: Surveyed, name: str, columns: Mapping[str, str], besides: Collection[str]
) -> tuple[str, ...] | None:
    """What tells the facilities apart: a key, else the name, else the name and parts of the address."""
    unique = [one.heading for one in surveyed.columns if one.unique and one.heading not in besides]
    keys = [one for one in with_role(unique, "facility_id") if has_role(one, "facility_id")]
    if keys:
        return (keys[0],)
    if name in unique:
        return (name,)
    address = [columns[role] for role in ("address", "street", "house_number", "postcode") if role in columns]
    for count in range(1, len(address) + 1):
        parts = [name, *address[:count]]
        if not surveyed.table.cells[parts].duplicated().any():
            return tuple(parts)
    return None


def newest(one: Facilities) -> str:
    """The date of a list, for choosing the newer of two; "" for none."""
    column, whole = stated_period(one.surveyed)
    texts: Sequence[str] = sorted(one.surveyed.values(column)) if column else [whole or ""]
    years = [match[1] for text in texts if (match := YEAR.search(text))]
    return max(years, default="")

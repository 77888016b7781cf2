"""Which of several files holds the Sozialräume, by which columns they are called, and which other areas there are."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from sozialraum.model.area_checks import totals
from sozialraum.model.periods import STICHTAG, parse_period
from sozialraum.sources.areas.names import AreaKeys, By, area_keys
from sozialraum.sources.drafts.headings import has_role, with_role
from sozialraum.sources.drafts.survey import Surveyed, in_crs, kept
from sozialraum.sources.vectors.vector import polygons

NUMBERED = re.compile(r"[0-9]+[.:)]?\s+(?P<name>.*[^\W\d_].*)")
MET = 0.8  # share of the different texts of a column that must mean an area, so that the column names areas
MOST_OF_ALL = 0.5  # the same where the column names nearly every area: the rest are totals and larger areas
TELLING = 3  # letters of a key from which on it is not met by counting numbers
MOST_NAMES = 100  # names without their number are only written out for so many areas
MOSTLY_ONE = 0.5  # areas per feature, from which on a name that repeats may be the key
SAME, WITHIN = 0.9, 0.9  # shares of keys in common, and of an area inside another


@dataclass(frozen=True)
class Base:
    """The Sozialräume of a file.

    Args:
        area_id: heading of the key.
        name: heading of the name, None where the key serves.
        names: area_id -> name without the number in front of it; empty where names have none.
        choices: other columns that could be the key.
        keys: which text means which area.
        sums: keys of what the file shows besides and is only several of them together, such as the whole city.
    """

    surveyed: Surveyed
    area_id: str
    name: str | None
    names: Mapping[str, str]
    choices: tuple[str, ...]
    keys: AreaKeys
    sums: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return self.surveyed.column(self.area_id).different


@dataclass(frozen=True)
class Link:
    """A column that names areas, by key or by name, and its texts that mean none."""

    heading: str
    by: By
    strange: tuple[str, ...]


def chosen_base(polygons: Sequence[Surveyed], others: Sequence[Surveyed]) -> Base | None:
    """The division that most of the other files speak of; of two alike the one with more areas, then the first.

    Args:
        polygons: tables of areas.
        others: tables without areas.
    """
    options = [base for table in polygons for base in _readings(table)]
    if not options:
        return None
    support = [sum(link(other, base.keys) is not None for other in others) for base in options]
    ranks = [(-spoken, place) for place, spoken in enumerate(support)]
    return options[min(ranks)[1]]


def link(surveyed: Surveyed, keys: AreaKeys, besides: Collection[str] = ()) -> Link | None:
    """The column of a table that names areas, if there is one: keys before names, headings that say so first.

    Args:
        besides: headings that are something else.
    """
    telling = sum(map(len, keys.ids)) >= TELLING * len(keys.ids)
    found = []
    for place, column in enumerate(surveyed.columns):
        if column.heading in besides or column.kind in {"empty", "flag"} or not column.different:
            continue
        texts = sorted(surveyed.values(column.heading))
        said = any(has_role(column.heading, role) for role in ("area_id", "area_name"))
        ways: list[By] = []
        if telling or (said and column.kind != "text"):
            ways.append("id")
        if not all(text.isdigit() for text in texts):
            ways.append("name")
        for rank, by in enumerate(ways):
            areas = keys.resolved(pd.Series(texts, dtype="str"), by)
            if by == "id" and not telling and has_role(column.heading, "facility_id"):
                # what only counts rows is met by short keys as soon as their zeros are put back
                areas = areas.where(areas.isin(texts), "")
            share = float((areas != "").mean())
            exact = sum(text in (keys.ids if by == "id" else keys.names) for text in texts) / len(texts)
            least = MOST_OF_ALL if len(set(areas) - {""}) >= MET * len(keys.ids) else MET
            if share >= least and (len(texts) > 1 or len(keys.ids) == 1 or said):
                strange = tuple(text for text, area in zip(texts, areas, strict=True) if not area)
                found.append(
                    ((-round(share, 2), not said, -round(exact, 2), rank, place), Link(column.heading, by, strange))
                )
    return min(found, key=lambda one: one[0])[1] if found else None


def same_areas(base: Base, other: Surveyed) -> bool:
    """Whether another file shows the same areas: nearly all keys or names are the same."""
    if not SAME <= len(other.table) / max(base.count, 1) <= 1 / SAME:
        return False
    own = base.surveyed.values(base.area_id)
    columns = [other.values(column.heading) for column in other.columns if column.different > 1]
    return any(len(own & texts) >= SAME * len(own) for texts in columns)


def stated_day(surveyed: Surveyed) -> tuple[str, str] | None:
    """(ISO date, heading) of a day that one column states for all rows."""
    for heading in with_role(surveyed.of_kind("period"), "as_of"):
        texts = surveyed.values(heading)
        day = parse_period(next(iter(texts))) if len(texts) == 1 else None
        if day and STICHTAG.fullmatch(day):
            return day, heading
    return None


def larger_column(base: Base, other: Surveyed) -> tuple[str, dict[str, str]] | None:
    """The column of the Sozialräume that names areas of another file, and the names these have there.

    Returns:
        None where the other areas are not larger, or no column leads to them.
    """
    if len(other.table) >= base.count:
        return None
    for reading in _readings(other):
        for column in base.surveyed.columns:
            if column.heading in {base.area_id, base.name} or not 1 < column.different < base.count:
                continue
            texts = base.surveyed.values(column.heading)
            if texts <= other.values(reading.area_id):
                called = reading.name or reading.area_id
                pairs = zip(other.texts(reading.area_id), other.texts(called), strict=True)
                return column.heading, {id_: name for id_, name in sorted(pairs) if id_ in texts}
    return None


def overlap(base: Base, other: Surveyed) -> float:
    """Share of the other file's areas that lie in the city, by a point inside each."""
    shapes = in_crs(other, base.surveyed.crs).table.geometry
    city = base.surveyed.table.geometry
    if shapes is None or city is None:
        return 0.0
    return float(np.mean(inside(shapely.point_on_surface(shapes.to_numpy()), city.to_numpy())))


def is_outline(base: Base, other: Surveyed) -> bool:
    """Whether the one area of a file is the whole city."""
    shapes = in_crs(other, base.surveyed.crs).table.geometry
    city = base.surveyed.table.geometry
    if shapes is None or city is None:
        return False
    whole = shapely.union_all(shapely.make_valid(city.to_numpy()))
    drawn = shapely.make_valid(shapes.to_numpy()[0])
    common = shapely.area(shapely.intersection(whole, drawn))
    return bool(common >= SAME * max(shapely.area(whole), shapely.area(drawn)))


def inside(points: np.ndarray, areas: np.ndarray) -> "np.ndarray":
    """For each point whether it lies in one of the areas."""
    flags = np.zeros(len(points), dtype=bool)
    here, _ = shapely.STRtree(areas).query(points, predicate="intersects")
    flags[here] = True
    return flags


def _readings(surveyed: Surveyed) -> list[Base]:
    """Every way to take a table of areas: one for each column that could be the key, the likeliest first."""
    whole, summed = surveyed, _summed(surveyed)
    if summed.any():
        surveyed = kept(whole, ~summed)
    headings = [column.heading for column in surveyed.columns if column.kind != "empty" and column.kind != "flag"]
    unique = [heading for heading in headings if surveyed.column(heading).unique and not _measured(surveyed, heading)]
    least = 1 if not unique else len(surveyed.table) * MOSTLY_ONE
    repeated = [one for one in headings if one not in unique and surveyed.column(one).different > least]
    unique += with_role(repeated, "area_name")[:1]  # areas of several features; the last choice
    ranked = [heading for heading in with_role(unique, "area_id") if has_role(heading, "area_id")]
    ranked += [heading for heading in unique if heading not in ranked and surveyed.column(heading).kind == "key"]
    ranked += [heading for heading in unique if heading not in ranked]
    return [
        replace(
            _reading(surveyed, key, headings, tuple(one for one in ranked if one != key)),
            sums=tuple(sorted(set(whole.texts(key)[summed]))),
        )
        for key in ranked
    ]


def _summed(surveyed: Surveyed) -> "pd.Series[bool]":
    """Which rows show an area that is only several others together."""
    index, shapes = surveyed.table.cells.index, surveyed.table.geometry
    if shapes is None:
        return pd.Series(False, index=index)
    areas = gpd.GeoDataFrame(geometry=polygons(shapes)[0].to_numpy(), index=index.astype("str"), crs=shapes.crs)
    return pd.Series(index.astype("str").isin(set(totals(areas))), index=index)


def _reading(surveyed: Surveyed, key: str, headings: Sequence[str], choices: tuple[str, ...]) -> Base:
    texts = [heading for heading in headings if surveyed.column(heading).kind == "text"]
    # one name for all areas is the name of something else
    named = [one for one in with_role(texts, "area_name") if one != key and surveyed.column(one).different > 1]
    alone = [one for one in texts if one != key and surveyed.column(one).unique and not has_role(one, "area_id")]
    name = named[0] if named else alone[0] if len(alone) == 1 and surveyed.column(key).unique else None
    ids = surveyed.texts(key).tolist()
    called = surveyed.texts(name).tolist() if name else ids
    bare = [match["name"] if (match := NUMBERED.fullmatch(one)) else "" for one in called]
    names = dict(sorted(zip(ids, bare, strict=True))) if all(bare) and len(set(ids)) <= MOST_NAMES else {}
    every = {(one, id_) for one, id_ in zip([*called, *bare], [*ids, *ids], strict=True) if one and id_}
    keys, _ = area_keys([id_ for id_ in dict.fromkeys(ids) if id_], sorted(every), [])
    return Base(surveyed, key, name, names, choices, keys)


def _measured(surveyed: Surveyed, heading: str) -> bool:
    """Whether a column holds numbers with decimals, as sizes do: no key."""
    return any(re.search(r"[0-9][.,][0-9]", text) for text in surveyed.values(heading))

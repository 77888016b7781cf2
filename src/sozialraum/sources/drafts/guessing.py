"""What is what among the files of a new city: areas, facilities, values; and what nothing can be made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyproj

from sozialraum.model.draft import Draft, FileDraft, LeftOut, RegisterDraft, ResidentsDraft, ValuesDraft
from sozialraum.sources.drafts.alike import one_area_each, one_year_each
from sozialraum.sources.drafts.drafted_areas import drafted_areas
from sozialraum.sources.drafts.drafted_facilities import drafted_facilities, within_the_city, without_doubles
from sozialraum.sources.drafts.drafted_places import drafted_groups, places_beside
from sozialraum.sources.drafts.drawn_areas import drawn_areas, not_to_draw_from
from sozialraum.sources.drafts.guessed_areas import Base, Link, chosen_base, link
from sozialraum.sources.drafts.guessed_facilities import (
    Facilities,
    are_repeated,
    as_facilities,
    is_register,
    positions,
)
from sozialraum.sources.drafts.guessed_lines import drafted_lines, shows_land
from sozialraum.sources.drafts.guessed_residents import residents_of_areas
from sozialraum.sources.drafts.guessed_values import of_lage, values_of_areas
from sozialraum.sources.drafts.headings import has_role, joined, with_role
from sozialraum.sources.drafts.placing_files import Placing, Where, copies, file_draft, shown, sources_of
from sozialraum.sources.drafts.survey import Surveyed, centre, kept, zone_crs


@dataclass(frozen=True)
class Wishes:
    """What the user says about the files.

    Args:
        where: (heading or what it means, text): only these rows.
        areas_from: heading to draw areas from where there are no boundaries.
        name: of the city where no file says it.
        today: ISO date.
    """

    name: str
    today: str
    where: tuple[tuple[str, str], ...] = ()
    areas_from: str | None = None


@dataclass(frozen=True)
class Found:
    """A draft, and what must lie in its folder for it.

    Args:
        copies: file as projekt.toml names it -> where it lies now.
        drawn: schematic areas (columns id, name, geometry), to be written as the file of areas; None for none.
        unknown_where: wishes that met no heading of any file.
        unknown_areas: where the column to draw areas from is in no list, those that would do; else None.
    """

    draft: Draft
    copies: Mapping[str, Path]
    drawn: gpd.GeoDataFrame | None = None
    unknown_where: tuple[str, ...] = ()
    unknown_areas: tuple[str, ...] | None = None


def drafted(surveyed: Sequence[Surveyed], wishes: Wishes, left_out: Sequence[LeftOut] = ()) -> Found:
    """The draft of a project from its tables.

    Args:
        surveyed: in the order given; the order decides only between files that are alike.
        left_out: files that could not be read, to be carried on.
    """
    out = list(left_out)
    tables, wheres, unknown, found = _asked_for(one_area_each(surveyed), wishes)
    out += found
    polygons, others, orienting = _by_shape(tables)
    base = chosen_base(polygons, others)
    crs = _city_crs(base, others)
    placing = Placing()
    areas, larger, divisions, found = drafted_areas(base, polygons, placing)
    out += found
    base_lines, found = drafted_lines(orienting, placing)
    out += found
    lists, register, rest, repeated, found = _sorted(others, base, crs, wheres, placing)
    out += found
    lists = within_the_city(lists, base)
    lists, checks, found = without_doubles(lists)
    out += found
    drawn = None
    if base is None:
        areas, drawn, lists = drawn_areas(lists, crs, wishes.name, wishes.areas_from)
    taken: set[tuple[str, str]] = set()
    residents, rest = _residents(rest, wheres, placing)
    values = [one for table, own in rest for one in _values(table, own, wheres, placing, taken)]
    known = {(draft.table.file, draft.table.layer) for draft in values}
    out += [
        _unused(table, own, base) for table, own in rest if (placing.names.get(table.path), table.layer) not in known
    ]
    beside, found = _beside(repeated, lists)
    out += found
    facilities, of_them = drafted_facilities(lists, checks, beside, placing, taken)
    city, city_known = _city(tables, wishes)
    draft = Draft(
        city=city,
        city_known=city_known,
        ags=_ags(tables),
        crs=crs,
        today=wishes.today,
        areas=areas,
        larger=larger,
        divisions=divisions,
        register=register,
        base_lines=base_lines,
        facilities=facilities,
        groups=drafted_groups([column for one in facilities for column in one.places]),
        values=(*values, *of_them),
        residents=tuple(residents),
        lage=of_lage(values),
        sources=sources_of(placing, areas),
        left_out=tuple(sorted(out, key=lambda one: (one.file, one.reason))),
    )
    return Found(draft, copies(placing), drawn, unknown, not_to_draw_from(lists, wishes.areas_from, drawn))


def _by_shape(tables: Sequence[Surveyed]) -> tuple[list[Surveyed], list[Surveyed], list[Surveyed]]:
    """Areas, all else, and what only helps to find one's way: lines, and polygons that are water or neighbours.

    Polygons are never all taken for water or neighbours: a city needs some.
    """
    areas = [table for table in tables if table.shape == "areas"]
    land = [table for table in areas if shows_land(table)]
    if len(land) == len(areas):
        land = []
    beside = {id(table) for table in tables if table.shape == "lines"} | {id(table) for table in land}
    polygons = [table for table in areas if id(table) not in beside]
    others = [table for table in tables if table.shape != "areas" and id(table) not in beside]
    return polygons, others, [table for table in tables if id(table) in beside]


def _asked_for(
    surveyed: Sequence[Surveyed], wishes: Wishes
) -> tuple[list[Surveyed], dict[int, Where], tuple[str, ...], list[LeftOut]]:
    """The tables with the rows that are asked for, by the place of each the condition, and what was not found."""
    tables: list[Surveyed] = []
    wheres: dict[int, dict[str, str]] = {}
    out: list[LeftOut] = []
    met: set[str] = set()
    for table in surveyed:
        where: dict[str, str] = {}
        keep = pd.Series(True, index=table.table.cells.index)
        for wanted, text in wishes.where:
            heading = _meant(table, wanted, text)
            if heading is not None:
                met.add(wanted)
                where[heading] = text
                keep &= table.texts(heading) == text
        if where and table.shape != "areas":
            if not keep.any():
                texts = ", ".join(f"{heading} = {text}" for heading, text in where.items())
                out.append(LeftOut(table.path.name, "no_such_rows", {"where": texts}))
                continue
            table = kept(table, keep)
            wheres[len(tables)] = where
        tables.append(table)
    unknown = tuple(dict.fromkeys(wanted for wanted, _ in wishes.where if wanted not in met))
    return tables, {id(tables[place]): where for place, where in wheres.items()}, unknown, out


def _meant(table: Surveyed, wanted: str, text: str) -> str | None:
    """The heading a wish means: the one it names, else one of the same meaning that holds the text."""
    own = [heading for heading in table.headings if joined(heading) == joined(wanted)]
    if own:
        return own[0]
    for role in ("place", "place_within", "postcode", "ags"):
        if has_role(wanted, role):
            alike = [heading for heading in with_role(table.headings, role) if text in table.values(heading)]
            return alike[0] if alike else None
    return None


def _city_crs(base: Base | None, others: Sequence[Surveyed]) -> str:
    """The metric system of the UTM zone in which the city lies."""
    if base is not None and base.surveyed.table.geometry is not None:
        return zone_crs(centre(base.surveyed.table.geometry)[0])
    for table in others:
        place = positions(table, None)
        if place is not None and place.known:
            if place.crs is not None and pyproj.CRS.from_user_input(place.crs).is_projected:
                continue
            return zone_crs(centre(place.points)[0])
    for table in others:
        place = positions(table, None)
        if place is not None and place.known:
            return zone_crs(centre(place.points)[0])
    return zone_crs(9)  # UTM 32, where no file says anything


def _sorted(
    others: Sequence[Surveyed], base: Base | None, crs: str, wheres: Mapping[int, Where], placing: Placing
) -> tuple[
    list[Facilities],
    RegisterDraft | None,
    list[tuple[Surveyed, Link | None]],
    list[tuple[Surveyed, str]],
    list[LeftOut],
]:
    """Lists of facilities, the register of addresses, the rest with the column that names areas, and tables with
    several rows for a facility with the column of its name."""
    repeated_lists: list[tuple[Surveyed, str]] = []
    out: list[LeftOut] = []
    lists: list[Facilities] = []
    rest: list[tuple[Surveyed, Link | None]] = []
    register = None
    for table in others:
        found = link(table, base.keys) if base else None
        columns = is_register(table, crs) if register is None else None
        if columns is not None:
            place = positions(table, crs)
            register = RegisterDraft(file_draft(placing, table, "register"), columns, place.crs if place else None)
            continue
        one = as_facilities(table, found, crs, wheres.get(id(table), {}))
        repeated = None if one else are_repeated(table, found, crs)
        if one is not None:
            lists.append(one)
        elif repeated is not None:
            repeated_lists.append((table, repeated))
        else:
            rest.append((table, found))
    years = one_year_each([table for table, _ in rest])
    links = {id(table): found for table, found in rest}
    told = [
        (table, links[id(table)] if id(table) in links else link(table, base.keys) if base else None)
        for table in years
    ]
    return lists, register, told, repeated_lists, out


def _beside(
    repeated: Sequence[tuple[Surveyed, str]], lists: Sequence[Facilities]
) -> tuple[dict[Path, list[tuple[Surveyed, str]]], list[LeftOut]]:
    """Tables with places of the facilities of a list, by the file of that list; and those that are of none."""
    beside: dict[Path, list[tuple[Surveyed, str]]] = {}
    out: list[LeftOut] = []
    for table, name in repeated:
        found = places_beside(table, lists)
        if found is None:
            out.append(LeftOut(shown(table), "repeated_facilities", {"column": name}))
        else:
            one, key = found
            beside.setdefault(one.surveyed.path, []).append((table, key))
    return beside, out


def _residents(
    rest: Sequence[tuple[Surveyed, Link | None]], wheres: Mapping[int, Where], placing: Placing
) -> tuple[list[ResidentsDraft], list[tuple[Surveyed, Link | None]]]:
    """The registers of residents, and what is none."""
    registers: list[ResidentsDraft] = []
    others: list[tuple[Surveyed, Link | None]] = []
    for table, found in rest:
        where = dict(wheres.get(id(table), {}))
        trial = FileDraft(table.path.name, "", len(table.table), table.headings, table.layer, where)
        one = residents_of_areas(table, found, trial) if found else None
        if one is None:
            others.append((table, found))
        else:
            registers.append(replace(one, table=file_draft(placing, table, "residents", where)))
    return registers, others


def _values(
    table: Surveyed,
    found: Link | None,
    wheres: Mapping[int, Where],
    placing: Placing,
    taken: set[tuple[str, str]],
) -> list[ValuesDraft]:
    if found is None:
        return []
    trial = FileDraft(
        table.path.name, "", len(table.table), table.headings, table.layer, dict(wheres.get(id(table), {}))
    )
    drafts = values_of_areas(table, found, trial, taken)
    if not drafts:
        return []
    file = file_draft(placing, table, "values")
    return [replace(one, table=replace(one.table, file=file.file, source=file.source)) for one in drafts]


def _unused(table: Surveyed, found: Link | None, base: Base | None) -> LeftOut:
    name = shown(table)
    if found is not None:
        return LeftOut(name, "no_numbers", {"column": found.heading})
    headings = ", ".join(table.headings[:12])
    return LeftOut(name, "nothing_known" if base else "no_areas_to_meet", {"headings": headings})


def _city(tables: Sequence[Surveyed], wishes: Wishes) -> tuple[str, bool]:
    """The name of the city: the one place that a column names throughout, else that of the folder."""
    for wanted, text in wishes.where:
        if has_role(wanted, "place"):
            return text, True
    for table in tables:
        for heading in with_role(table.headings, "place"):
            texts = table.values(heading)
            if len(texts) == 1 and has_role(heading, "place"):
                return next(iter(texts)), True
    return wishes.name, False


def _ags(tables: Sequence[Surveyed]) -> str | None:
    """The Amtliche Gemeindeschlüssel that every row of a table has."""
    for table in tables:
        for heading in with_role(table.headings, "ags"):
            texts = table.values(heading)
            if (
                len(texts) == 1
                and has_role(heading, "ags")
                and (text := next(iter(texts))).isdigit()
                and len(text) == 8
            ):
                return text
    return None

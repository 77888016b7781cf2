"""Facilities of every type: ids, positions, stated Sozialraum, Betriebsstatus and validity."""

from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from sozialraum.errors import InputError, Problem, Severity
from sozialraum.model.checks import facilities_alike, facility_ids, unmapped
from sozialraum.model.codes import Code
from sozialraum.model.establishments import Betriebsstatus, FacilityType
from sozialraum.model.intake import Intake, KeyMatch
from sozialraum.model.tables import FACILITIES, FACILITY_ID
from sozialraum.sources.accounting import OUTCOME, failed, intake, settled, with_guesses
from sozialraum.sources.areas.geographies import taken_by_rule
from sozialraum.sources.areas.names import AreaKeys, By, key_match
from sozialraum.sources.establishments.facility_addresses import in_city, positions_by_address, shown_addresses
from sozialraum.sources.establishments.geocoding import Streets, by_street
from sozialraum.sources.establishments.position_checks import check_positions
from sozialraum.sources.establishments.positions import positions
from sozialraum.sources.patterns import every_file
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.reading import read_table
from sozialraum.sources.tables.columns import days, mapped, reversed_days, same
from sozialraum.sources.tables.table import Table, marked
from sozialraum.sources.vectors.crs import named_crs


@dataclass(frozen=True)
class City:
    """What the lists of facilities are held against.

    Args:
        crs: its metric coordinate system.
        keys: which text means which area; None where the areas could not be read: nothing is compared.
        base: area_ids of the Sozialräume.
        streets: its register of addresses, where it has one.
        in_city: whether a text names the city or a part of it.
    """

    crs: pyproj.CRS
    keys: AreaKeys | None
    base: frozenset[str]
    streets: Streets | None
    in_city: Callable[[str], bool]


@dataclass(frozen=True)
class Listed:
    """One list of facilities as read.

    Args:
        entry: place in projekt.toml.
        rows: FACILITIES, facility_id and geometry; index: row of the file.
        match: how the areas were found that it states.
    """

    entry: str
    type_: FacilityType
    table: Table
    rows: pd.DataFrame
    match: KeyMatch | None


def read_facilities(
    folder: ProjectFolder, keys: AreaKeys | None, base: frozenset[str], addresses: pd.DataFrame | None = None
) -> tuple[gpd.GeoDataFrame, bool, list[Intake], list[Problem]]:
    """Table `facilities`, whether every file of it could be read, the account of every file, and every Problem.

    Args:
        keys: which text means which area; None where the areas could not be read: nothing is compared.
        base: area_ids of the Sozialräume.
        addresses: table ADDRESSES, from which houses without coordinates are placed; None for none.
    """
    intakes: list[Intake] = []
    problems: list[Problem] = []
    streets = None if addresses is None else by_street(addresses)
    city = City(folder.files.crs, keys, base, streets, in_city(folder.project.city.name, keys))
    lists: list[Listed] = []
    every_list, failures, found = every_file(
        [(f"facility_types.{type_.id}", type_) for type_ in folder.project.facility_types], folder.files
    )
    problems += found
    for file in every_list:
        type_, table = file.spec, None
        try:
            stated_crs = named_crs(type_.crs) if type_.crs else None
            table, found = read_table(type_, folder.files, stated_crs, file.said)
            problems += found
            one, found = _of_type(file.entry, type_, table, stated_crs, city)
            problems += found
            lists.append(one)
        except InputError as error:
            problems += error.problems
            failures.append(failed(file.entry, type_.file, table, error))
    complete = not failures
    intakes += settled(failures, pd.DataFrame(columns=list(OUTCOME)))
    every, twice, found = _together(lists)
    problems += found
    intakes += _accounts(lists, twice)
    table_ = every.set_index(FACILITY_ID).astype(FACILITIES)
    facilities = gpd.GeoDataFrame(table_, geometry=np.asarray(table_["geometry"], dtype=object), crs=folder.files.crs)
    for type_ in {one.type_.id: one.type_ for one in lists}.values():
        own = facilities[facilities["facility_type"] == type_.id]
        accounts, found = check_positions(type_, own, folder.files)
        intakes += accounts
        problems += found
    return facilities[[*FACILITIES, "geometry"]], complete, intakes, problems


def _together(lists: list[Listed]) -> tuple[pd.DataFrame, dict[tuple[str, str, int], str], list[Problem]]:
    """All facilities, each id once; (type, file, row) of those left out -> why; and what is odd about ids."""
    columns = [FACILITY_ID, *FACILITIES, "geometry"]
    parts = [one.rows[one.rows[FACILITY_ID] != ""] for one in lists]
    every = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({name: [] for name in columns})
    problems = facility_ids(every)
    codes = {(problem.file, problem.row): str(problem.code) for problem in problems}
    problems += facilities_alike(every)
    every = every.sort_values([FACILITY_ID, "file", "row"], kind="stable")
    again = every[every.duplicated(FACILITY_ID)]
    twice = {
        (type_, file, int(row)): codes.get((file, int(row)), str(Code.FACILITY_TWICE))
        for type_, file, row in zip(again["facility_type"], again["file"], again["row"], strict=True)
    }
    every = every.drop_duplicates(FACILITY_ID)
    every[FACILITY_ID] = every[FACILITY_ID].astype("str")
    return every, twice, problems


def _accounts(lists: list[Listed], twice: dict[tuple[str, str, int], str]) -> list[Intake]:
    accounts = []
    for one in lists:
        found = [twice.get((one.type_.id, one.table.file, int(row)), "") for row in one.rows.index]
        reasons = pd.Series(found, index=one.rows.index, dtype="str")
        reasons = reasons.mask(one.rows[FACILITY_ID] == "", str(Code.FACILITY_ID_EMPTY))
        accounts.append(intake(one.entry, one.table, reasons, one.match))
    return accounts


def _of_type(
    entry: str, type_: FacilityType, table: Table, crs: pyproj.CRS | None, city: City
) -> tuple[Listed, list[Problem]]:
    columns = type_.columns
    ids = table.column(columns.facility_id)
    names = table.column(columns.name)
    problems = [
        Problem(Code.FACILITY_ID_EMPTY, table.file, row, str(ids.name), name)
        for row, name in marked(names, ids == "")
    ]
    points, guesses, found = positions(table, columns.x, columns.y, type_, crs, city.crs, names)
    problems += found
    position = pd.Series("none", index=ids.index, dtype="str").mask(~shapely.is_missing(points), "coordinates")
    if city.streets is not None:
        points, grades, found = positions_by_address(type_, table, points, city.streets, city.in_city)
        problems += found
        position = position.mask(grades != "", grades)
    here = pd.Series(~shapely.is_missing(points), index=ids.index)
    stated, match, found = _stated_areas(type_, table, city.keys, city.base, here)
    problems += found
    status, found = _betriebsstatus(type_, table)
    problems += found
    opens, found = days(table, columns.gueltig_ab, end=False)
    problems += found
    closes, found = days(table, columns.gueltig_bis, end=True)
    problems += found + reversed_days(table, columns.gueltig_bis, opens, closes)
    data = {
        FACILITY_ID: ids,
        "facility_type": same(table, type_.id),
        "name": names,
        "traeger": table.optional(columns.traeger),
        "address": shown_addresses(table, columns),
        "stated_area": stated,
        "betriebsstatus": status,
        "opens_on": opens,
        "closes_on": closes,
        "position": position.mask((position == "none") & (stated != ""), "stated_area"),
        "mappable": type_.position == "exact",
        "link": table.optional(columns.link),
        "note": table.optional(columns.note),
        "source_id": same(table, type_.source),
        "file": same(table, table.file),
        "row": ids.index,
        "geometry": points,
    }
    return Listed(entry, type_, with_guesses(table, guesses), pd.DataFrame(data, index=ids.index), match), problems


def _betriebsstatus(type_: FacilityType, table: Table) -> tuple[pd.Series, list[Problem]]:
    heading = type_.columns.betriebsstatus
    known = [str(status) for status in Betriebsstatus]
    if heading is None:
        return same(table, str(type_.betriebsstatus)), []
    names = {text: str(status) for text, status in type_.betriebsstatus_names.items()}
    return mapped(table, None, heading, {"": str(type_.betriebsstatus), **names}, known, Code.STATUS_UNKNOWN)


def _stated_areas(
    type_: FacilityType, table: Table, keys: AreaKeys | None, base: frozenset[str], here: "pd.Series[bool]"
) -> tuple[pd.Series, KeyMatch | None, list[Problem]]:
    """The Sozialraum the file states; a text that means none is an error where nothing else is known."""
    columns = type_.columns
    heading = columns.area_id or columns.area_name
    texts = table.optional(heading)
    if heading is None or keys is None:
        return same(table, ""), None, []
    by: By = "id" if columns.area_id else "name"
    found = keys.resolved(texts, by)
    areas = found.where(found.isin(base) & (texts != ""), "")
    strange = (texts != "") & (areas == "")
    problems = []
    for rows, severity in ((strange & here, Severity.WARNING), (strange & ~here, Severity.ERROR)):
        problems += unmapped(
            texts[rows],
            pd.Series(False, index=texts[rows].index),
            Code.STATED_AREA_UNKNOWN,
            table.file,
            heading,
            lambda text: keys.nearest(text, by),
            severity,
        )
    match = key_match(texts[texts != ""], by, keys, base, heading)
    return areas, match, problems + taken_by_rule(match.by_rule, keys, table.file, heading)

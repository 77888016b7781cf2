"""Places and Merkmale of facilities. Each number of places says offer, target group, kind and year."""

import pandas as pd

from sozialraum.errors import InputError, Problem
from sozialraum.model.checks import repeated_merkmale, repeated_places
from sozialraum.model.codes import Code
from sozialraum.model.establishments import MerkmalFile, OfferKind, PlacesFile
from sozialraum.model.project import Project
from sozialraum.model.status import Status
from sozialraum.model.tables import MERKMALE, OFFERS, frame
from sozialraum.sources.columns import days, facility_keys, mapped, periods, reversed_days, same, statuses
from sozialraum.sources.numbers import read_numbers
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.reading import read_table
from sozialraum.sources.table import Table, marked

FILE_AND_ROW = {"file": "str", "row": "int64"}
COUNTS_PEOPLE = str(OfferKind.BELEGT)  # places taken are children, the other kinds are things


def read_offers(folder: ProjectFolder, facilities: frozenset[str] | None) -> tuple[pd.DataFrame, list[Problem]]:
    """Table `offers` and every Problem about places.

    Args:
        facilities: every facility_id; None where not all files of them could be read: nothing is compared.
    """
    parts, problems = [frame({**OFFERS, **FILE_AND_ROW})], []
    for spec in folder.project.places:
        try:
            table, found = read_table(spec, folder.files)
            problems += found
            part, found = _places(spec, table, folder.project, facilities)
            problems += found
            parts.append(part)
        except InputError as error:
            problems += error.problems
    every = pd.concat(parts, ignore_index=True)
    problems += repeated_places(every)
    keys = [name for name in OFFERS if name not in {"places", "status", "note", "source_id"}]
    offers = every.sort_values([*keys, "places", "status", "note", "source_id"], kind="stable")
    return offers.drop_duplicates(keys)[list(OFFERS)].astype(OFFERS).reset_index(drop=True), problems


def read_merkmale(folder: ProjectFolder, facilities: frozenset[str] | None) -> tuple[pd.DataFrame, list[Problem]]:
    """Table `merkmale` and every Problem about it."""
    parts, problems = [frame({**MERKMALE, **FILE_AND_ROW})], []
    for spec in folder.project.merkmal_files:
        try:
            table, found = read_table(spec, folder.files)
            problems += found
            part, found = _merkmale(spec, table, folder.project, facilities)
            problems += found
            parts.append(part)
        except InputError as error:
            problems += error.problems
    every = pd.concat(parts, ignore_index=True)
    problems += repeated_merkmale(every)
    merkmale = every.sort_values(list(MERKMALE), kind="stable").drop_duplicates(
        ["facility_id", "merkmal", "from", "to"]
    )
    return merkmale[list(MERKMALE)].astype(MERKMALE).reset_index(drop=True), problems


def _places(
    spec: PlacesFile, table: Table, project: Project, facilities: frozenset[str] | None
) -> tuple[pd.DataFrame, list[Problem]]:
    columns = spec.columns
    ids, problems = facility_keys(table, columns.facility_id, facilities)
    offers, found = mapped(
        table,
        spec.offer,
        columns.offer,
        spec.offer_names,
        [offer.id for offer in project.offers],
        Code.TEXT_NOT_MAPPED,
    )
    problems += found
    known = [group.id for group in project.target_groups]
    groups, found = mapped(
        table, spec.target_group, columns.target_group, spec.target_group_names, known, Code.TEXT_NOT_MAPPED
    )
    problems += found
    kind_names = {text: str(kind) for text, kind in spec.kind_names.items()}
    kinds, found = mapped(
        table,
        str(spec.kind) if spec.kind else None,
        columns.kind,
        kind_names,
        [str(kind) for kind in OfferKind],
        Code.TEXT_NOT_MAPPED,
    )
    problems += found
    year, found = periods(table, spec.period, columns.period)
    problems += found
    people = kinds == COUNTS_PEOPLE
    numbers, found = read_numbers(
        table, [columns.places], spec.dialect.decimal, spec.non_values, about_persons=bool(people.any())
    )
    problems += found
    hours, found = read_numbers(table, [columns.weekly_hours], spec.dialect.decimal, spec.non_values)
    problems += found
    if not numbers or not hours:
        raise InputError(problems)
    places = numbers[0].values
    status, found = statuses(table, columns.status, places, numbers[0].status, str(Status.NORMAL), people)
    problems += found
    negative = (places < 0).fillna(False).astype("bool")
    problems += [
        Problem(Code.PLACES_NEGATIVE, table.file, row, columns.places, text, about_persons=bool(people[row]))
        for row, text in marked(numbers[0].texts, negative)
    ]
    data = {
        "facility_id": ids,
        "offer": offers,
        "target_group": groups,
        "period": year,
        "kind": kinds,
        "weekly_hours": hours[0].values,
        "group_form": table.optional(columns.group_form),
        "inclusion": table.optional(columns.inclusion),
        "places": places,
        "status": status,
        "note": table.optional(columns.note),
        "source_id": same(table, spec.source),
        "file": same(table, table.file),
        "row": ids.index,
    }
    whole = (ids != "") & (offers != "") & (groups != "") & (kinds != "") & (year != "")
    return pd.DataFrame(data, index=ids.index)[whole], problems


def _merkmale(
    spec: MerkmalFile, table: Table, project: Project, facilities: frozenset[str] | None
) -> tuple[pd.DataFrame, list[Problem]]:
    columns = spec.columns
    known = [merkmal.id for merkmal in project.merkmale]
    if columns.merkmal is not None:
        # an empty cell is no Merkmal, not a fault
        table = table.kept(table.column(columns.merkmal) != "")
    ids, problems = facility_keys(table, columns.facility_id, facilities)
    merkmale, found = mapped(table, spec.merkmal, columns.merkmal, spec.merkmal_names, known, Code.TEXT_NOT_MAPPED)
    problems += found
    start, found = days(table, columns.gueltig_ab, end=False)
    problems += found
    end, found = days(table, columns.gueltig_bis, end=True)
    problems += found + reversed_days(table, columns.gueltig_bis, start, end)
    data = {
        "facility_id": ids,
        "merkmal": merkmale,
        "from": start,
        "to": end,
        "verbund": table.optional(columns.verbund),
        "source_id": same(table, spec.source),
        "file": same(table, table.file),
        "row": ids.index,
    }
    return pd.DataFrame(data, index=ids.index)[(ids != "") & (merkmale != "")], problems

"""Places and Merkmale of facilities. Each number of places says offer, target group, kind and year."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from sozialraum.errors import InputError, Problem
from sozialraum.model.checks import repeated_merkmale, repeated_places
from sozialraum.model.codes import Code
from sozialraum.model.establishments import MerkmalFile, OfferKind, PlacesFile
from sozialraum.model.intake import Aside, Intake
from sozialraum.model.planned_checks import overlapping_validity
from sozialraum.model.project import Project
from sozialraum.model.status import Status
from sozialraum.model.tables import MERKMALE, OFFERS, frame
from sozialraum.sources.accounting import (
    ENTRY,
    OUTCOME,
    Account,
    failed,
    first_reason,
    settled,
    with_guesses,
)
from sozialraum.sources.patterns import Spec, every_file
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.reading import read_table
from sozialraum.sources.tables.columns import days, facility_keys, mapped, periods, reversed_days, same, statuses
from sozialraum.sources.tables.needed import needed
from sozialraum.sources.tables.non_values import signs_of
from sozialraum.sources.tables.numbers import decimal_of, read_numbers
from sozialraum.sources.tables.table import Table, marked

WHERE_FROM = {"file": "str", "row": "int64", **ENTRY}
COUNTS_PEOPLE = str(OfferKind.BELEGT)  # places taken are children, the other kinds are things
MERKMAL_KEY = ["facility_id", "merkmal", "from", "to"]


def read_offers(
    folder: ProjectFolder, facilities: frozenset[str] | None
) -> tuple[pd.DataFrame, list[Intake], list[Problem]]:
    """Table `offers`, the account of each file, and every Problem about places.

    Args:
        facilities: every facility_id; None where not all files of them could be read: nothing is compared.
    """
    entries = [(f"places[{number}]", spec) for number, spec in enumerate(folder.project.places, start=1)]
    parts, accounts, problems = _read_all(entries, _places, folder, facilities)
    every = pd.concat([frame({**OFFERS, **WHERE_FROM}), *parts], ignore_index=True)
    problems += repeated_places(every)
    keys = [name for name in OFFERS if name not in {"places", "status", "note", "source_id"}]
    ordered = every.sort_values([*keys, "places", "status", "note", "source_id"], kind="stable")
    repeated = ordered.duplicated(keys)
    offers = ordered.loc[~repeated, list(OFFERS)].astype(OFFERS).reset_index(drop=True)
    return offers, _settled(accounts, ordered, repeated, Code.PLACES_REPEATED), problems


def read_merkmale(
    folder: ProjectFolder, facilities: frozenset[str] | None
) -> tuple[pd.DataFrame, list[Intake], list[Problem]]:
    """Table `merkmale`, the account of each file, and every Problem about it."""
    specs = enumerate(folder.project.merkmal_files, start=1)
    entries = [(f"merkmal_files[{number}]", spec) for number, spec in specs]
    parts, accounts, problems = _read_all(entries, _merkmale, folder, facilities)
    every = pd.concat([frame({**MERKMALE, **WHERE_FROM}), *parts], ignore_index=True)
    problems += repeated_merkmale(every)
    ordered = every.sort_values(list(MERKMALE), kind="stable")
    repeated = ordered.duplicated(MERKMAL_KEY)
    problems += overlapping_validity(ordered[~repeated])
    merkmale = ordered.loc[~repeated, list(MERKMALE)].astype(MERKMALE).reset_index(drop=True)
    return merkmale, _settled(accounts, ordered, repeated, Code.MERKMAL_REPEATED), problems


def _settled(accounts: list[Account], rows: pd.DataFrame, repeated: "pd.Series[bool]", code: Code) -> list[Intake]:
    return settled(accounts, rows.assign(reason=np.where(repeated, str(code), ""))[list(OUTCOME)])


Part = tuple[pd.DataFrame, Account, list[Problem]]


def _read_all(
    entries: list[tuple[str, Spec]],
    made: Callable[[str, Spec, Table, Project, frozenset[str] | None], Part],
    folder: ProjectFolder,
    facilities: frozenset[str] | None,
) -> tuple[list[pd.DataFrame], list[Account], list[Problem]]:
    """What `made` makes of each file; a file that cannot be read is told and does not hinder the others."""
    all_files, accounts, problems = every_file(entries, folder.files)
    parts = []
    for one in all_files:
        table = None
        try:
            table, found = read_table(one.spec, folder.files, said=one.said)
            problems += found
            part, account, found = made(one.entry, one.spec, table, folder.project, facilities)
            problems += found
            parts.append(part)
            accounts.append(account)
        except InputError as error:
            problems += error.problems
            accounts.append(failed(one.entry, one.spec.file, table, error))
    return parts, accounts, problems


def _places(
    entry: str, spec: PlacesFile, table: Table, project: Project, facilities: frozenset[str] | None
) -> tuple[pd.DataFrame, Account, list[Problem]]:
    columns = spec.columns
    ids, problems = facility_keys(table, columns.facility_id, facilities)
    offers, no_offer, found = needed(
        table, spec.offer, columns.offer, spec.offer_names, [offer.id for offer in project.offers]
    )
    problems += found
    known = [group.id for group in project.target_groups]
    groups, no_group, found = needed(table, spec.target_group, columns.target_group, spec.target_group_names, known)
    problems += found
    kind_names = {text: str(kind) for text, kind in spec.kind_names.items()}
    stated = str(spec.kind) if spec.kind else None
    kinds, no_kind, found = needed(table, stated, columns.kind, kind_names, [str(kind) for kind in OfferKind])
    problems += found
    year, undated, found = periods(table, spec.period, columns.period)
    problems += found
    people = kinds == COUNTS_PEOPLE
    signs, headings = signs_of(spec, table), [columns.places, columns.weekly_hours]
    sign, guesses, found = decimal_of(table, headings, spec.dialect.decimal, signs, bool(people.any()))
    problems += found
    if sign is None:
        raise InputError(problems)
    (numbers,), found = read_numbers(table, [columns.places], sign, signs, about_persons=bool(people.any()))
    problems += found
    (hours,), found = read_numbers(table, [columns.weekly_hours], sign, signs)
    problems += found
    places = numbers.values
    status, found = statuses(table, columns.status, places, numbers.status, str(Status.NORMAL), people)
    problems += found
    negative = (places < 0).fillna(False).astype("bool")
    problems += [
        Problem(Code.PLACES_NEGATIVE, table.file, row, columns.places, text, about_persons=bool(people[row]))
        for row, text in marked(numbers.texts, negative)
    ]
    data = {
        "facility_id": ids,
        "offer": offers,
        "target_group": groups,
        "period": year,
        "kind": kinds,
        "weekly_hours": hours.values,
        "group_form": table.optional(columns.group_form),
        "inclusion": table.optional(columns.inclusion),
        "places": places,
        "status": status,
        "note": table.optional(columns.note),
        "source_id": same(table, spec.source),
        "file": same(table, table.file),
        "row": ids.index,
        "entry": same(table, entry),
    }
    refused = first_reason(
        ids.index,
        (ids == "", Code.FACILITY_UNKNOWN),
        (no_offer != "", no_offer),
        (no_group != "", no_group),
        (no_kind != "", no_kind),
        (undated != "", undated),
        (numbers.unreadable | hours.unreadable, Code.NOT_A_NUMBER),
    )
    account = Account(entry, table.file, with_guesses(table, guesses), refused)
    return pd.DataFrame(data, index=ids.index)[refused == ""], account, problems


def _merkmale(
    entry: str, spec: MerkmalFile, table: Table, project: Project, facilities: frozenset[str] | None
) -> tuple[pd.DataFrame, Account, list[Problem]]:
    columns = spec.columns
    known = [merkmal.id for merkmal in project.merkmale]
    if columns.merkmal is not None:
        # an empty cell is no Merkmal, not a fault
        table = table.kept(table.column(columns.merkmal) != "", Aside.NOTHING_SAID)
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
        "entry": same(table, entry),
    }
    refused = first_reason(ids.index, (ids == "", Code.FACILITY_UNKNOWN), (merkmale == "", Code.TEXT_NOT_MAPPED))
    return pd.DataFrame(data, index=ids.index)[refused == ""], Account(entry, table.file, table, refused), problems

"""Who has which place: home x facility."""

from functools import partial

import pandas as pd

from sozialraum.errors import Problem
from sozialraum.model.checks import unmapped
from sozialraum.model.codes import Code
from sozialraum.model.intake import Intake, KeyMatch
from sozialraum.model.planning_files import UseFile
from sozialraum.model.planning_tables import OUTSIDE, USE
from sozialraum.model.status import Status
from sozialraum.sources.areas.names import By, key_match
from sozialraum.sources.planning.counts import Refused, counts
from sozialraum.sources.planning.each_file import Part, once, read_each
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.tables.columns import among, each, facility_keys, mapped, periods, same
from sozialraum.sources.tables.needed import needed
from sozialraum.sources.tables.table import Table, clean
from sozialraum.sources.values.indicators import Known

KEY = ["facility_id", "offer", "target_group", "group", "period", "home"]
UNEXPLAINED = "?"


def read_use(folder: ProjectFolder, known: Known) -> tuple[pd.DataFrame, list[Intake], list[Problem]]:
    """Table USE, the account of each file, and every Problem."""
    rows, accounts, problems = read_each(
        "use", folder.project.use, partial(_use, folder=folder, known=known), USE, folder.files
    )
    kept, intakes, found = once(rows, USE, KEY, "children", accounts)
    return kept, intakes, problems + found


def _use(spec: UseFile, table: Table, folder: ProjectFolder, known: Known) -> Part:
    columns, project = spec.columns, folder.project
    ids, problems = facility_keys(table, columns.facility_id, known.facilities)
    offers, no_offer, found = needed(
        table, spec.offer, columns.offer, spec.offer_names, [one.id for one in project.offers]
    )
    problems += found
    known_groups = [one.id for one in project.target_groups]
    meant, no_meant, found = needed(
        table, spec.target_group, columns.target_group, spec.target_group_names, known_groups
    )
    problems += found
    ages = [one.id for one in (project.cohorts.groups if project.cohorts else ())]
    groups, found = mapped(table, "", columns.group, {"": "", **spec.group_names}, ages, Code.TEXT_NOT_MAPPED)
    no_group = same(table, "")
    if columns.group is not None:
        strange = (groups == "") & (table.column(columns.group) != "")
        found = [problem for problem in found if problem.value]
        no_group = no_group.mask(strange, str(Code.TEXT_NOT_MAPPED))
    problems += found
    period, undated, found = periods(table, spec.period, columns.period)
    problems += found
    homes, homeless, match, found = _homes(spec, table, known)
    problems += found
    children, found = counts(spec, table, columns.children, columns.status, str(Status.NORMAL))
    made = {
        "facility_id": ids,
        "offer": offers,
        "target_group": meant,
        "group": groups,
        "period": period,
        "home": homes,
        "children": children.values,
        "status": children.status,
        "source_id": same(table, spec.source),
    }
    refused: tuple[Refused, ...] = (
        (ids == "", str(Code.FACILITY_UNKNOWN)),
        (no_offer != "", no_offer),
        (no_meant != "", no_meant),
        (no_group != "", no_group),
        (undated != "", undated),
        (homeless != "", homeless),
        *children.refused,
    )
    return Part(children.table, made, refused, problems + found, match)


def _homes(spec: UseFile, table: Table, known: Known) -> tuple[pd.Series, pd.Series, KeyMatch | None, list[Problem]]:
    """The Sozialraum in which the children of a row live, OUTSIDE, or "" for unknown; why a text is none of these."""
    texts = table.column(spec.columns.home)
    if known.keys is None:
        return texts, same(table, ""), None, []
    words = {"": "", OUTSIDE: OUTSIDE, **{clean(told): home for told, home in spec.home_names.items()}}
    stated = each(texts, lambda told: words.get(told, UNEXPLAINED))
    asked = texts[stated == UNEXPLAINED]
    by_id, by_name = known.keys.resolved(texts, "id"), known.keys.resolved(texts, "name")
    found = by_id.where(by_id.isin(known.base), by_name)
    homes = stated.where(stated != UNEXPLAINED, found)
    strange = ~homes.isin([*known.base, OUTSIDE, ""]) | ((homes == "") & (stated == UNEXPLAINED))
    heading = str(texts.name)
    by: By = (
        "id" if by_id[asked.index].isin(known.base).sum() >= by_name[asked.index].isin(known.base).sum() else "name"
    )
    near = among([*known.base, OUTSIDE])
    problems = unmapped(texts, ~strange, Code.HOME_UNKNOWN, table.file, heading, near)
    why = same(table, "").mask(strange, str(Code.HOME_UNKNOWN))
    return homes.mask(strange, ""), why, key_match(asked, by, known.keys, known.base, heading), problems

"""What may be odd or missing in a city's data, from tables that one audience may see."""

from collections.abc import Iterable, Mapping
from datetime import date

import geopandas as gpd
import pandas as pd

from sozialraum.analysis.everything import base_members
from sozialraum.analysis.quality_values import DAYS_A_YEAR, value_findings
from sozialraum.errors import Problem, Severity
from sozialraum.model.checks import shortened
from sozialraum.model.codes import Code
from sozialraum.model.fields import in_language
from sozialraum.model.intake import Aside, Intake, rows_in
from sozialraum.model.periods import in_order
from sozialraum.model.project import Project
from sozialraum.model.quality import JOINT, NO_ROW, FileAccount, Filled, Positions, Quality
from sozialraum.model.tables import BASE_LEVEL

VALUED = "+"  # behind a status that comes with a value
MOST_OF_A_KIND = 50  # findings of one code in one file that are told one by one


def quality(
    project: Project,
    areas: gpd.GeoDataFrame,
    members: pd.DataFrame,
    facilities: gpd.GeoDataFrame,
    indicators: pd.DataFrame,
    facility_values: pd.DataFrame,
    intakes: tuple[Intake, ...],
    newest: date | None,
) -> Quality:
    """Overviews and findings; every number in them follows from these tables alone.

    Args:
        project: definitions and the rule from where on something is odd.
        areas, members, facilities, indicators, facility_values: tables, with or without withheld values.
        intakes: account of every file.
        newest: the newest day the figures speak of.
    """
    base = sorted(str(area_id) for area_id in areas.index[areas["level"] == BASE_LEVEL])
    names = {str(area_id): str(name) for area_id, name in areas["name"].items()}
    joint = {str(id_): sorted(rows["area_id"]) for id_, rows in members.groupby("joint_id")}
    larger = {area: parts for area, parts in base_members(areas).items() if parts != [area]}
    findings = [
        *unbalanced(intakes),
        *stale_lists(project, newest),
        *value_findings(indicators, larger, joint, names, project),
    ]
    return Quality(
        intakes=intakes,
        files=by_file(intakes),
        positions=tuple(positions(facilities, project)),
        filled=tuple(filled(indicators, base, joint, project, frozenset(facility_values["indicator_id"]))),
        findings=tuple(shortened(findings, MOST_OF_A_KIND)),
    )


def unbalanced(intakes: tuple[Intake, ...]) -> list[Problem]:
    """Files of which a row is neither used nor listed, or both."""
    return [
        Problem(
            Code.ROWS_UNACCOUNTED,
            one.file,
            fields={"rows": str(one.rows), "used": str(one.used), "listed": str(sum(one.listed.values()))},
            severity=Severity.WARNING,
        )
        for one in intakes
        if one.rows != one.used + sum(one.listed.values())
    ]


def by_file(intakes: Iterable[Intake]) -> tuple[FileAccount, ...]:
    """The accounts of all entries that read the same table, taken together; a row used once is used."""
    same: dict[tuple[str, str, str], list[Intake]] = {}
    for one in intakes:
        # files of one entry whose name has a star stay apart, even where their names are not told
        same.setdefault((one.file, one.layer, one.entry.partition("].")[2]), []).append(one)
    return tuple(_of_file(file, layer, group) for (file, layer, _), group in same.items())


def _of_file(file: str, layer: str, group: list[Intake]) -> FileAccount:
    used = rows_in(one.used_at for one in group)
    reasons = sorted({reason for one in group for reason in one.listed_at}, key=_weight)
    seen, listed = set(used), dict[str, int]()
    for reason in reasons:
        fresh = rows_in(one.listed_at.get(reason, ()) for one in group) - seen
        seen |= fresh
        if fresh:
            listed[reason] = len(fresh)
    entries = tuple(one.entry for one in group)
    return FileAccount(file, layer, entries, len(seen), len(used), dict(sorted(listed.items())))


def _weight(reason: str) -> tuple[int, str]:
    """Refused rows first, then those that are no data; last those that nobody asked for."""
    return (0 if reason not in set(Aside) else 2 if reason == Aside.NOT_ASKED_FOR else 1, reason)


def stale_lists(project: Project, newest: date | None) -> list[Problem]:
    """Lists of facilities that are older than the newest figures by more years than the project allows."""
    if newest is None:
        return []
    return [
        Problem(
            Code.LIST_STALE,
            type_.file,
            value=type_.as_of.isoformat(),
            fields={"type": in_language(type_.label_plural, project.language), "newest": newest.isoformat()},
            severity=Severity.WARNING,
        )
        for type_ in project.facility_types
        if (newest - type_.as_of).days > project.quality.stale_years * DAYS_A_YEAR
    ]


def positions(facilities: gpd.GeoDataFrame, project: Project) -> list[Positions]:
    """How the positions of the facilities of each type are known; types without facilities are left out."""
    known = {str(id_): rows["position"].value_counts() for id_, rows in facilities.groupby("facility_type")}
    return [
        Positions(type_.id, {str(position): int(count) for position, count in sorted(known[type_.id].items())})
        for type_ in project.facility_types
        if type_.id in known
    ]


def filled(
    indicators: pd.DataFrame,
    base: list[str],
    joint: Mapping[str, list[str]],
    project: Project,
    of_facilities: frozenset[str] = frozenset(),
) -> list[Filled]:
    """For each indicator of areas, the Sozialräume by what is known of them; dates with the same answer together.

    Args:
        indicators: table `indicators`; only totals (group "").
        base: area_ids of the Sozialräume.
        joint: joint area -> its Sozialräume.
        project: the indicators; those that are only listed are left out.
        of_facilities: indicators that belong to single facilities, left out too where no area has them.
    """
    listed = set(indicators.loc[indicators["list_only"], "indicator_id"])
    rows = indicators[(indicators["group"] == "") & ~indicators["list_only"]]
    states = rows["status"].where(rows["value"].isna(), rows["status"] + VALUED)
    known: dict[str, dict[str, dict[str, str]]] = {}
    for id_, period, area, state in zip(
        rows["indicator_id"], rows["period"], rows["area_id"], states.astype(str), strict=True
    ):
        known.setdefault(id_, {}).setdefault(period, {})[area] = state
    found = []
    for one in project.indicators:
        if one.id not in known:
            if one.id not in listed | of_facilities:
                found.append(Filled(one.id, (), {NO_ROW: tuple(base)}))
            continue
        answers: dict[tuple[tuple[str, tuple[str, ...]], ...], list[str]] = {}
        for period in in_order(list(known[one.id])):
            answers.setdefault(_answer(known[one.id][period], base, joint), []).append(period)
        found += [Filled(one.id, tuple(periods), dict(answer)) for answer, periods in answers.items()]
    return found


def _answer(
    said: Mapping[str, str], base: list[str], joint: Mapping[str, list[str]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Status code, JOINT or NO_ROW -> Sozialräume.

    Args:
        said: area -> its status, with VALUED behind it where there is a value.
    """
    together = {area for id_, areas in joint.items() if said.get(id_, "").endswith(VALUED) for area in areas}
    found: dict[str, list[str]] = {}
    for area in base:
        own = said.get(area, NO_ROW)
        state = JOINT if area in together and not own.endswith(VALUED) else own.removesuffix(VALUED)
        found.setdefault(state, []).append(area)
    return tuple((state, tuple(found[state])) for state in sorted(found))

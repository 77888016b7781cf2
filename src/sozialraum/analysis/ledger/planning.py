"""All counts of planning in the ledger: children, who uses which place, who waits, who goes to which house."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from sozialraum.analysis.coverage import children_period
from sozialraum.analysis.ledger.children import OF_CHILDREN, children_cell, children_ledger
from sozialraum.analysis.ledger.houses import bound_of, houses_ledger, taken_of
from sozialraum.analysis.ledger.ledger import Ledger, cell_key, joined
from sozialraum.analysis.ledger.people import Binding, binding
from sozialraum.analysis.ledger.residence import residence_ledger
from sozialraum.analysis.ledger.same_children import Column, added, same_figures, stem, stems
from sozialraum.analysis.ledger.use import Heads, Use
from sozialraum.analysis.ledger.use_taken import taken_links
from sozialraum.analysis.ledger.waiting import waiting_ledger
from sozialraum.analysis.planning.balance import house_rows
from sozialraum.analysis.planning.edition.cells import Cells, cells_of, same_months
from sozialraum.analysis.planning.edition.told import counted_before, told_children
from sozialraum.analysis.planning.residence import use_of
from sozialraum.analysis.planning.schools import newest
from sozialraum.analysis.planning.supplies import supply_of, years_told
from sozialraum.model.inputs import Results
from sozialraum.model.periods import first_day
from sozialraum.model.project import Project
from sozialraum.model.published import Audience
from sozialraum.model.rules import Coverage
from sozialraum.model.tables import CITY


def planning_ledger(results: Results, project: Project, audience: Audience, indicators: Ledger) -> Ledger:
    """The counts of people that the planning of an edition would tell.

    Args:
        results: everything worked out, unsuppressed.
        project: as for planning.
        audience: of which edition.
        indicators: the ledger of indicators: some of them count the same children.

    Source: docs/methods.md#geheimhaltung
    """
    inputs, members = results.inputs, results.members
    register = _register(results, project, audience)
    children = _counted(results, register)
    waiting = waiting_ledger(inputs.applications, members, bound_of(project, audience, inputs.applications))
    registered = newest(inputs.registrations)
    houses = houses_ledger(project, audience, results.offers, registered, inputs.pupils, inputs.facility_values)
    use = joined(_use(results, project, audience, register))
    same = _same(results, project, register.cells, [children, use, waiting], indicators)
    return joined([children, waiting, houses, use, same])


@dataclass(frozen=True)
class Register:
    """The children that an edition would tell if nothing were withheld.

    Args:
        told: table CHILDREN: of cells that share no month, or as it is where the sources have published it.
        cells: the groups that are shown.
        bound: what binds it.
    """

    told: pd.DataFrame
    cells: Cells
    bound: Binding


def _register(results: Results, project: Project, audience: Audience) -> Register:
    bound = binding(project, audience, [one.source for one in project.registers])
    children = results.years.children
    if project.cohorts is None:
        return Register(children, Cells((), {}), bound)
    cells = cells_of(project.cohorts, project.coverage)
    if bound.known or children.empty:
        return Register(children, cells, bound)
    return Register(told_children(results.years, cells, results.members), cells, bound)


def _counted(results: Results, register: Register) -> Ledger:
    """The children of years that are counted; those ahead are looked at when they are worked out."""
    told = register.told
    if told.empty:
        return Ledger()
    return children_ledger(told[~told["year"].isin(results.years.ahead)], results.members, register.bound)


def _use(results: Results, project: Project, audience: Audience, register: Register) -> Iterator[Ledger]:
    """Who uses which place, of every coverage and year."""
    claims = {group.id: group.claim for group in (project.cohorts.groups if project.cohorts else ())}
    for coverage in project.coverage:
        supply = supply_of(project, coverage, results.facilities, results.offers)
        for year in years_told(coverage, results.offers):
            own = use_of(coverage, results.inputs.use, year)
            if own.empty:
                continue
            houses = house_rows(supply, year)
            with_claim = tuple(group for group in coverage.cohorts if claims.get(group, False))
            unsaid = set(own.loc[own["children"].isna(), "facility_id"])
            silent = set(houses["facility_id"]) - set(own["facility_id"]) | unsaid
            use = Use(
                coverage=coverage.id,
                year=year,
                rows=own,
                area_of=dict(zip(houses["facility_id"], houses["area_id"], strict=True)),
                bound=bound_of(project, audience, own),
                silent=frozenset(silent | set(houses.loc[houses["places"].isna(), "facility_id"])),
                heads=_heads(results, project, register, coverage, tuple(coverage.cohorts), year),
                claim_heads=_heads(results, project, register, coverage, with_claim, year) if with_claim else {},
                with_claim=with_claim,
                all_have=len(with_claim) == len(coverage.cohorts),
            )
            taken = taken_of(results.offers, coverage.offers, coverage.target_groups, year)
            ledger = residence_ledger(use, results.members)
            yield ledger
            yield Ledger(links=taken_links(use, results.members, taken))


def _heads(
    results: Results, project: Project, register: Register, coverage: Coverage, groups: tuple[str, ...], year: str
) -> dict[str, Heads]:
    """The children of a coverage in each area, as sums of cells of the ledger; {} where they are no such sum."""
    if not groups:
        rows = results.indicators[
            (results.indicators["indicator_id"] == coverage.children) & (results.indicators["group"] == "")
        ]
        day = children_period(coverage, year, list(rows["period"]))
        rows = rows[(rows["period"] == (day or "")) & rows["value"].notna()]
        return {
            str(area): Heads((cell_key(area, str(coverage.children), str(day)),), float(value))
            for area, value in zip(rows["area_id"], rows["value"], strict=True)
        }
    if project.cohorts is None:
        return {}
    told, before = register.told, counted_before(results.years)
    made: list[tuple[str, ...]] = [(group,) for group in groups]
    if not register.bound.known and year in before:
        days = first_day(year).year, first_day(before[year]).year
        made = [same_months(project.cohorts, register.cells, group, *days) for group in groups]
        year = before[year]
    elif not register.bound.known:
        made = [register.cells.made_of.get(group, ()) for group in groups]
    if not all(made):
        return {}
    parts = [(one, year) for own in made for one in own]
    values = {
        (area, group, of): float(value)
        for area, group, of, value in zip(told["area_id"], told["group"], told["year"], told["value"], strict=True)
        if not pd.isna(value)
    }
    return {
        area: Heads(tuple(children_cell(area, *part) for part in parts), sum(values[area, *part] for part in parts))
        for area in results.members
        if all((area, *part) in values for part in parts)
    }


def _same(results: Results, project: Project, cells: Cells, own: list[Ledger], indicators: Ledger) -> Ledger:
    """Counts of planning that an indicator, or another count of planning, tells too."""
    ours = [stems(one.cells) for one in own]
    runs = _runs(cells, ours[0])
    theirs = stems(indicators.cells)
    every = {**ours[0], **runs, **{key: value for one in ours[1:] for key, value in one.items()}}
    stated = _stated(results, project, cells)
    base = results.members[CITY]
    told = {key: value for one in ours[1:] for key, value in one.items()}
    found = [same_figures(every, theirs, base, stated), same_figures({**ours[0], **runs}, told, base)]
    return joined(found)


def _runs(cells: Cells, columns: Mapping[Column, Mapping[str, float]]) -> dict[Column, dict[str, float]]:
    """Sums of two or more cells whose months follow each other, each year by itself."""
    years = sorted({column[0].split("\x1f")[1] for column in columns})
    found = {}
    for year in years:
        own = [(stem(OF_CHILDREN + one, year),) for one in cells.ids]
        for start in range(len(own)):
            for stop in range(start + 2, len(own) + 1):
                run = own[start:stop]
                if all(one in columns for one in run):
                    found[tuple(one[0] for one in run)] = added(columns, run)
    return found


def _stated(results: Results, project: Project, cells: Cells) -> Iterator[tuple[Column, Column]]:
    """Cohorts and the indicator of which a coverage says that they are the same children, at one Stichtag."""
    for coverage in project.coverage:
        made = [cells.made_of.get(group, ()) for group in coverage.cohorts]
        if coverage.children and made and all(made):
            for year, day in results.years.counted_on.items():
                parts = sorted({one for own in made for one in own}, key=cells.ids.index)
                run = tuple(stem(OF_CHILDREN + one, year) for one in parts)
                yield run, (stem(str(coverage.children), day),)

"""Reach as one audience may see it."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from sozialraum.analysis.access.drawn_areas import drawn_areas
from sozialraum.analysis.access.edition.beside import Told
from sozialraum.analysis.access.edition.blocks import blocks
from sozialraum.analysis.access.edition.chains import sums_of_areas
from sozialraum.analysis.access.edition.claims import Few
from sozialraum.analysis.access.edition.counted import Rule
from sozialraum.analysis.access.edition.fairness import fairness
from sozialraum.analysis.access.edition.footprint import footprint
from sozialraum.analysis.access.edition.forms import Limit, steps_of
from sozialraum.analysis.access.edition.groups import heads_of
from sozialraum.analysis.access.edition.measures import area_measures
from sozialraum.analysis.access.edition.proof import Answer, that_may_be_told
from sozialraum.analysis.access.edition.rounded import public_around, public_variants, unit_around
from sozialraum.analysis.access.placing import largest_group
from sozialraum.analysis.access.ways import ways_of
from sozialraum.model.disclosure_rules import DisclosureRule
from sozialraum.model.inputs import Results
from sozialraum.model.project import Project
from sozialraum.model.reach import AROUND, BLOCKS, FAIRNESS, Reach
from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.status import Status
from sozialraum.model.tables import MEASURES, typed

MOST_NEAR = 1_000_000  # places around all facilities of a question that are looked at together
ROUGHER = 10  # in how much larger units people around a facility are told where there are more


def public_reach(
    results: Results,
    project: Project,
    offers: pd.DataFrame,
    lage: pd.DataFrame,
    rule: DisclosureRule,
    withheld: Mapping[str, Collection[str]] | None = None,
) -> Reach:
    """Classes of cells and gathered squares, measures per area without small counts, rounded numbers around houses.

    Args:
        results: everything worked out, unsuppressed.
        project: its questions.
        offers: table `offers` of the edition: places per person are worked out from it alone.
        lage: table `measures` of the edition, with the soziale Lage.
        rule: of the audience, for the class of data of those who count people.
        withheld: question -> areas of which the number of its people is withheld, so that what else the edition tells
            of them does not tell it; without it nothing else is told.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    population = results.inputs.population
    found = results.reach if offers.equals(results.offers) else results.of_reach(offers)
    if found.cells.empty:
        return Reach()
    count, base = float(rule.min_count), float(max(rule.min_count, rule.min_base))
    levels = {str(id_): str(level) for id_, level in results.inputs.areas["level"].items()}
    sums = sums_of_areas(results.members, levels)
    period = population.as_of.isoformat() if population.as_of else ""
    usual = Status.ESTIMATED if population.basis == "spread" else Status.NORMAL
    ways = ways_of(project.reach, results.inputs.network)
    first = found.cells[found.cells["question"] == project.reach.questions[0].id]
    drawn = footprint(first, population.grid.cell_m, _least(project, population.people, count, base))
    most_strained = len(project.lage_index.cuts) if project.lage_index else None
    answers, squares, fair = {}, [], []
    earlier: list[Mapping[str, Told]] = []
    for question in project.reach.questions:
        cells = found.cells[found.cells["question"] == question.id]
        houses = found.houses[found.houses["question"] == question.id]
        limit = limit_of(project, question, found.way)
        least = Rule(count, base)
        heads = heads_of(question, project.reach.questions, cells, population.people)
        steps = {step for one in project.reach.questions if _same(one, question) for step in steps_of(one)}
        gone = withheld.get(question.id, ()) if withheld is not None else ()
        hidden = np.array([area in gone for area in results.members])
        args = (cells, heads, earlier, hidden, steps, results.members, sums, limit, least, period, usual)
        table, told, forms = area_measures(question, *args)
        rings = found.rings.get(question.id)
        many = rings is not None and len(rings.cell) > MOST_NEAR
        unit = unit_around(rule) * (ROUGHER if many else 1)
        near = found.around[found.around["question"] == question.id]
        answers[question.id] = Answer(
            [group for group in question.people if group in population.people],
            cells["people"].notna().to_numpy(),
            table,
            forms,
            told,
            public_around(near, cells, count, unit, usual),
            None if many else rings,
            unit,
            frozenset() if withheld is None else frozenset(results.members) - frozenset(gone),
        )
        earlier += told
        squares.append(blocks(question, cells, drawn, base))
        fair.append(fairness(question, cells, houses, lage, most_strained, least, usual))
    measures, around = that_may_be_told(
        answers,
        population.people.reindex(first["cell_id"]),
        (first["everybody"] > 0).fillna(False).to_numpy(dtype=bool),
        first["area_id"].to_numpy(dtype=object),
        results.members,
        Few(count, rule.min_values, rule.zeros == "zeigen"),
        population.basis != "spread",
    )
    return Reach(
        way=found.way,
        basis=population.basis,
        as_of=period,
        grid=population.grid,
        left_out=drawn.left_out,
        blocks=typed(pd.concat(squares, ignore_index=True), BLOCKS),
        measures=typed(measures, MEASURES),
        around=typed(around, AROUND),
        unreached=found.unreached,
        fairness=typed(pd.concat(fair, ignore_index=True), FAIRNESS),
        variants=public_variants(found.variants, found.cells, results.members, Rule(count, base)),
        areas=drawn_areas(project.reach.questions, found.houses, results.facilities, ways),
        beyond=results.inputs.beyond,
    )


def _least(project: Project, people: pd.DataFrame, count: float, base: float) -> float:
    """From how many residents on a square is drawn; more where only people whom a question is about are known."""
    asked = {group for question in project.reach.questions for group in question.people}
    return base if largest_group(people) in asked else count


def _same(one: ReachQuestion, other: ReachQuestion) -> bool:
    """Whether two questions are about the same facilities."""
    return all(
        set(first) == set(second)
        for first, second in (
            (one.facility_types, other.facility_types),
            ([one.merkmal], [other.merkmal]),
            (one.without, other.without),
        )
    )


def limit_of(project: Project, question: ReachQuestion, way: str) -> Limit | None:
    """The limit of a question's ways to school; None where it has none."""
    rule = project.planning.rules.school_way
    limits = {one.id: one.over_m for one in rule.limits} if rule else {}
    if rule is None or question.limit not in limits:
        return None
    return Limit(limits[question.limit], None if way == "network" else rule.straight_factor)

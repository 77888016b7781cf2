"""The audit of an edition: what could somebody work out who has all of it and knows the rules?"""

import numpy as np
import pandas as pd

from sozialraum.analysis.audit.children import children_riddle, coverage_riddle
from sozialraum.analysis.audit.derived import told_without_input
from sozialraum.analysis.audit.earlier import with_earlier
from sozialraum.analysis.audit.exposed import exposed, given_away
from sozialraum.analysis.audit.houses import value_riddle
from sozialraum.analysis.audit.indicators import indicator_riddle
from sozialraum.analysis.audit.possible import Told
from sozialraum.analysis.audit.pupils import pupils_riddle
from sozialraum.analysis.audit.queues import school_riddle, waiting_riddle
from sozialraum.analysis.audit.residence import residence_riddle
from sozialraum.analysis.audit.riddle import Riddle, joined
from sozialraum.analysis.audit.rules import Rules, rules_of
from sozialraum.analysis.audit.same import freed
from sozialraum.analysis.audit.sums import area_pairs
from sozialraum.analysis.audit.taken import taken_riddle
from sozialraum.model.audit import RANGES, Audit
from sozialraum.model.earlier import Earlier
from sozialraum.model.inputs import Results
from sozialraum.model.project import Project
from sozialraum.model.published import Published
from sozialraum.model.tables import typed


def audit(
    published: Published,
    results: Results,
    project: Project,
    earlier: Earlier | None = None,
    told: Told | None = None,
) -> Audit:
    """Whether the edition gives away what it withholds.

    Args:
        published: all that the edition tells.
        results: the truth.
        project: definitions and rules.
        earlier: what an earlier public edition has told.
        told: told now and then how many protected numbers are proven to be safe, and of how many.

    Returns:
        Audit; without findings the edition may be written.

    Source: docs/methods.md#pruefung-der-ausgabe
    """
    rules = rules_of(project, published.audience, results.indicators)
    riddle = freed(with_earlier(edition_riddle(published, results, project, rules), earlier))
    found = exposed(riddle, told)
    findings = {*given_away(riddle, found), *told_without_input(published, results.members)}
    return Audit(tuple(sorted(findings)), ranges_of(riddle, found.limits))


def edition_riddle(published: Published, results: Results, project: Project, rules: Rules) -> Riddle:
    """All counts of people behind an edition, and the sums between them."""
    joint = {str(id_): sorted(rows["area_id"]) for id_, rows in published.members.groupby("joint_id")}
    areas = area_pairs(published.areas, dict(results.members), joint)
    exhaustive = {one.id: one.exhaustive for one in project.breakdowns}
    area_of = results.facilities["area_id"]
    inputs, plan, measures = results.inputs, published.planning, published.measures
    indicators = indicator_riddle(results.indicators, published.indicators, rules, areas, exhaustive)
    children = children_riddle(results.years, plan.years.children, inputs.register, project.cohorts, rules, areas)
    taken = taken_riddle(
        results.offers, published.offers, measures, project.coverage, area_of, results.members, rules
    )
    use = residence_riddle(inputs.use, measures, project.coverage, area_of, results.members, areas, rules)
    schools = school_riddle(inputs.registrations, plan, rules)
    return joined(
        [
            indicators,
            children,
            coverage_riddle(children, measures, project.coverage, project.cohorts, rules),
            taken,
            use,
            waiting_riddle(inputs.applications, plan.applications, measures, areas, rules),
            schools,
            pupils_riddle(inputs.pupils, schools, plan.ganztag, project.planning.rules.ganztag, rules),
            value_riddle(inputs.facility_values, published.facility_values, rules),
        ]
    )


def ranges_of(riddle: Riddle, limits: pd.DataFrame) -> pd.DataFrame:
    """Table RANGES in order of areas."""
    cells = riddle.cells.set_index("cell").loc[limits.index]
    table = cells.assign(
        low=limits["low"].where(np.isfinite(limits["low"])), high=limits["high"].where(np.isfinite(limits["high"]))
    )
    return typed(table.sort_values(["area_id", "what", "period", "group"], kind="stable").reset_index(), RANGES)

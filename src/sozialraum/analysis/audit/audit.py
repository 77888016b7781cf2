"""The audit of an edition: what could somebody work out who has all of it and knows the rules?"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from sozialraum.analysis.audit.children import children_riddle, coverage_riddle
from sozialraum.analysis.audit.derived import told_without_input
from sozialraum.analysis.audit.earlier import with_earlier
from sozialraum.analysis.audit.houses import value_riddle
from sozialraum.analysis.audit.indicators import indicator_riddle
from sozialraum.analysis.audit.possible import possible
from sozialraum.analysis.audit.queues import school_riddle, waiting_riddle
from sozialraum.analysis.audit.residence import residence_riddle
from sozialraum.analysis.audit.riddle import Riddle, joined
from sozialraum.analysis.audit.rules import Rules, rules_of
from sozialraum.analysis.audit.same import freed
from sozialraum.analysis.audit.sums import area_pairs
from sozialraum.analysis.audit.taken import taken_riddle
from sozialraum.model.audit import RANGES, Audit, AuditFinding, Fault
from sozialraum.model.earlier import Earlier
from sozialraum.model.inputs import Results
from sozialraum.model.project import Project
from sozialraum.model.published import Published
from sozialraum.model.tables import typed

TWO = 2.0  # values that must be possible even for him who guesses that few are few


def audit(published: Published, results: Results, project: Project, earlier: Earlier | None = None) -> Audit:
    """Whether the edition gives away what it withholds.

    Args:
        published: all that the edition tells.
        results: the truth.
        project: definitions and rules.
        earlier: what an earlier public edition has told.

    Returns:
        Audit; without findings the edition may be written.

    Source: docs/methods.md#pruefung-der-ausgabe
    """
    rules = rules_of(project, published.audience, results.indicators)
    riddle = freed(with_earlier(edition_riddle(published, results, project, rules), earlier))
    limits = possible(riddle)
    return Audit(
        tuple(sorted({*given_away(riddle, limits), *told_without_input(published)})), ranges_of(riddle, limits)
    )


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
            coverage_riddle(children, measures, project.coverage, rules),
            taken,
            use,
            waiting_riddle(inputs.applications, plan.applications, measures, areas, rules),
            schools,
            value_riddle(inputs.facility_values, published.facility_values, rules),
        ]
    )


def given_away(riddle: Riddle, limits: pd.DataFrame) -> Iterable[AuditFinding]:
    """The protected numbers of which fewer values are possible than must be.

    Args:
        riddle: of the edition.
        limits: what is possible for somebody who guesses rightly that few are few.

    Source: docs/methods.md#pruefung-der-ausgabe
    """
    exposed = _exposed(riddle, limits)
    if not exposed:
        return
    few = riddle.cells[riddle.cells["cell"].isin(exposed)].set_index("cell")
    hopeless = _hopeless(riddle, few)
    for key, row in few.iterrows():
        fault: Fault = "unprotectable" if key in hopeless else "told"
        yield AuditFinding(str(row["area_id"]), str(row["what"]), str(row["period"]), str(row["group"]), fault)


def ranges_of(riddle: Riddle, limits: pd.DataFrame) -> pd.DataFrame:
    """Table RANGES in order of areas."""
    cells = riddle.cells.set_index("cell").loc[limits.index]
    table = cells.assign(
        low=limits["low"].where(np.isfinite(limits["low"])), high=limits["high"].where(np.isfinite(limits["high"]))
    )
    return typed(table.sort_values(["area_id", "what", "period", "group"], kind="stable").reset_index(), RANGES)


def _exposed(riddle: Riddle, limits: pd.DataFrame) -> set[str]:
    """Cells of which somebody who guesses that few are few finds the one value, or anybody fewer than there must be.

    As many as there must be are not always possible for him who guesses: a total of 2 is then 1 + 1, 0 + 2 or 2 + 0.
    """
    cells = riddle.cells
    needs = cells.set_index("cell")["needs"].astype(float)
    few = set(limits.index[limits["values"].to_numpy() < needs.loc[limits.index].to_numpy()])
    if not few:
        return few
    asked = cells["needs"].where(cells["cell"].isin(few), 0)
    sure = cells.assign(needs=asked, most=cells["most"].mask(cells["guess"], np.inf))
    left = possible(Riddle(sure, riddle.links, riddle.limits))
    few_left = left["values"].to_numpy() < needs.loc[left.index].to_numpy()
    guessed = limits["values"].to_numpy() < np.minimum(needs.loc[limits.index].to_numpy(), TWO)
    return set(left.index[few_left]) | set(limits.index[guessed])


def _hopeless(riddle: Riddle, few: pd.DataFrame) -> set[str]:
    """Those of them that would be given away even if nothing were told but what its source has published."""
    cells = riddle.cells
    blind = cells.assign(
        told=cells["told"].mask(cells["bound"] & (cells["truth"] != 0)),
        needs=cells["needs"].where(cells["cell"].isin(few.index), 0),
    )
    bare = Riddle(blind, riddle.links, riddle.limits)
    return _exposed(bare, possible(bare))

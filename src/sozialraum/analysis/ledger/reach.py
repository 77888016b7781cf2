"""People of the questions about reach in the ledger: in many a city the children that its figures count, too."""

from collections.abc import Iterable

import pandas as pd

from sozialraum.analysis.access.areas import belonging, sums_of
from sozialraum.analysis.ledger.larger_areas import sums_of_parts
from sozialraum.analysis.ledger.ledger import CELLS, Ledger, cell_key
from sozialraum.analysis.ledger.people import Binding, binding, people, worth
from sozialraum.analysis.ledger.same_children import same_figures, stem, stems
from sozialraum.model.inputs import Results
from sozialraum.model.project import Project
from sozialraum.model.published import Audience
from sozialraum.model.tables import frame

ASKED = "reach:"  # followed by the id of the question


def reach_binding(project: Project, audience: Audience) -> Binding:
    """What binds everything an edition tells of where people live: the strictest of all its sources."""
    spread = set(project.spread.people.values()) if project.spread else set()
    named = [one.source for one in project.population]
    named += [one.source for one in project.indicators if one.id in spread and one.source]
    return binding(project, audience, named)


def reach_ledger(results: Results, project: Project, audience: Audience, others: Iterable[Ledger]) -> Ledger:
    """How many people each question is about, in every area.

    What else is told of them, by distance, rests on these numbers and is looked at when they are known.

    Args:
        results: everything worked out, unsuppressed.
        project: its questions.
        audience: of which edition.
        others: what else is counted; figures that are the same in every Sozialraum are the same people.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    found = results.reach.cells
    if found.empty:
        return Ledger()
    bound, members = reach_binding(project, audience), results.members
    period = period_of(results)
    rows: list[dict[str, object]] = []
    for question, cells in found.groupby("question", sort=True):
        where = belonging(cells["area_id"].to_numpy(), members)
        heads = cells["people"].to_numpy(dtype=float, na_value=0.0)
        known = sums_of(cells["people"].notna().to_numpy(dtype=float), where) > 0
        for area, count, counted in zip(members, sums_of(heads, where), known, strict=True):
            rows.append(
                {
                    "cell": cell_key(area, f"{ASKED}{question}", period),
                    "area_id": area,
                    "what": f"{ASKED}{question}",
                    "period": period,
                    "value": float(count) if counted else pd.NA,
                    "weight": worth(bound, area, len(members[area])),
                }
            )
    cells = people(frame(CELLS, rows), bound)
    mine = stems(cells)
    beside = pd.concat([frame(CELLS), *(one.cells for one in others)], ignore_index=True)
    base = [area for area, parts in members.items() if parts == [area]]
    same = same_figures(mine, stems(beside) | mine, base)
    return Ledger(cells=cells, links=pd.concat([sums_of_parts(cells, members), same.links]), same=same.same)


def withheld_people(withheld: Iterable[str], results: Results, question: str) -> frozenset[str]:
    """Areas of which the number of a question's people is withheld."""
    start = stem(f"{ASKED}{question}", period_of(results))
    return frozenset(area for key in withheld for head, _, area in [key.rpartition("\x1f")] if head == start)


def period_of(results: Results) -> str:
    """ISO day of the population; "" where it is not known."""
    day = results.inputs.population.as_of
    return day.isoformat() if day else ""

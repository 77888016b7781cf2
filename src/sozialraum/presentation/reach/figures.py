"""Figures of reach by area, as the views and pages ask for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from sozialraum.model.reach import WITHIN_PCT
from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.status import Status
from sozialraum.model.tables import records
from sozialraum.presentation.planning.figures import known
from sozialraum.presentation.views.context import Context

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Figures:
    """Rows of one question by (area_id, measure_id)."""

    rows: Mapping[tuple[str, str], Row]

    def row(self, area_id: str, measure: str) -> Row | None:
        """The row of a measure; None where nothing is told, not even why."""
        return self.rows.get((area_id, measure))

    def value(self, area_id: str, measure: str) -> float | None:
        row = self.row(area_id, measure)
        return None if row is None else known(row["value"])

    def status(self, area_id: str, measure: str) -> str:
        """Letter; missing where nothing is told."""
        row = self.row(area_id, measure)
        return str(Status.MISSING) if row is None else str(row["status"])


def within_pct(metres: float) -> str:
    """Id of the measure "percent of people with at most that way"."""
    return f"{WITHIN_PCT}{metres:g}"


def asked(context: Context) -> list[ReachQuestion]:
    """The questions of the project of which this edition tells anything, in their order."""
    told = set(context.published.reach.measures["target_group"])
    return [question for question in context.project.reach.questions if question.id in told]


def figures(context: Context, question: ReachQuestion) -> Figures:
    """What is told of a question."""
    table = context.published.reach.measures
    rows = table[table["target_group"] == question.id]
    return Figures({(str(row["area_id"]), str(row["measure_id"])): row for row in records(rows)})


def bands(one: Figures, area_id: str, steps: Iterable[float]) -> list[float] | None:
    """Percent of people in each band: up to the first step ... beyond the last; None where a share is not told."""
    shares = [one.value(area_id, within_pct(step)) for step in steps]
    told = [share for share in shares if share is not None]
    if len(told) < len(shares):
        return None
    ends = [0.0, *told, 100.0]
    return [max(0.0, high - low) for low, high in pairwise(ends)]


def own_blocks(context: Context, question: ReachQuestion) -> pd.DataFrame:
    """The blocks of a question."""
    table = context.published.reach.blocks
    return table[table["question"] == question.id]

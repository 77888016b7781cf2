"""How many people live within the steps around each facility."""

import numpy as np
import pandas as pd

from sozialraum.analysis.access.straight import Pairs
from sozialraum.model.reach import AROUND, Rings
from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.status import Status
from sozialraum.model.tables import typed


def around(question: ReachQuestion, pairs: Pairs, people: np.ndarray, facility_ids: np.ndarray) -> pd.DataFrame:
    """Table AROUND: people of a question within each step of each facility, those nearer included.

    Args:
        question: its steps; a way exactly as long as one counts in it.
        pairs: all people and facilities up to the last step, and maybe beyond.
        people: (n,) NaN where they are not known.
        facility_ids: (m,)

    Source: docs/methods.md#erreichbarkeit
    """
    known = np.nan_to_num(people)
    tables = []
    for step in question.steps_m:
        near = pairs.distance_m <= step
        sums = np.bincount(pairs.target[near], weights=known[pairs.origin[near]], minlength=len(facility_ids))
        tables.append(pd.DataFrame({"facility_id": facility_ids, "step_m": step, "people": sums}))
    table = pd.concat(tables, ignore_index=True).assign(question=question.id, status=str(Status.NORMAL))
    return typed(table.sort_values(["facility_id", "step_m"], ignore_index=True), AROUND)


def rings(question: ReachQuestion, pairs: Pairs, own: np.ndarray, facility_ids: np.ndarray) -> Rings:
    """Which places of the city each number of the table AROUND counts.

    Args:
        question: its steps.
        pairs: as for `around`.
        own: (n,) places of the city; others are left out and not numbered.
        facility_ids: (m,)
    """
    near = (pairs.distance_m <= question.steps_m[-1]) & own[pairs.origin]
    number = np.cumsum(own) - 1
    return Rings(
        number[pairs.origin[near]].astype(np.int32),
        pairs.target[near].astype(np.int32),
        np.searchsorted(question.steps_m, pairs.distance_m[near], side="left").astype(np.int8),
        tuple(str(one) for one in facility_ids),
    )

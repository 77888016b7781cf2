"""Of which groups nothing small may be told by a question about some of them."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from sozialraum.analysis.access.aggregation import NEARLY
from sozialraum.analysis.access.edition.counted import Heads
from sozialraum.model.reach_settings import ReachQuestion


def heads_of(
    question: ReachQuestion, questions: Iterable[ReachQuestion], cells: pd.DataFrame, people: pd.DataFrame
) -> Heads:
    """People of a question in its cells, of each of its groups, and of what these have more than a group within them.

    Whether all of a group belong to another (children under 3 to those under 6) is seen from the numbers: in no cell
    are they more.

    Args:
        question: the question.
        questions: all questions; what they tell is subtracted.
        cells: table CELL_REACH of the question.
        people: people of each group by cell.
    """
    asked = sorted({group for one in questions for group in one.people if group in people})
    found = {group: people[group].reindex(cells["cell_id"]).to_numpy(dtype=float, na_value=0.0) for group in asked}
    none = np.zeros(len(cells))
    own = {group: found.get(group, none) for group in question.people}
    more = {}
    for group, whole in own.items():
        for other in asked:
            rest = whole - found[other]
            if other not in own and (rest >= -NEARLY).all() and rest.sum() > NEARLY:
                more[f"{group} - {other}"] = rest
    lived = cells["everybody"].to_numpy(dtype=float, na_value=0.0) > 0
    return Heads(sum(own.values(), none), own | more, lived)

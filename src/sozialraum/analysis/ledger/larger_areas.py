"""Larger areas in the ledger that are exactly the sum of their parts."""

from collections.abc import Mapping

import pandas as pd

from sozialraum.analysis.ledger.ledger import LINKS, cell_key
from sozialraum.model.tables import frame


def sums_of_parts(cells: pd.DataFrame, members: Mapping[str, list[str]]) -> pd.DataFrame:
    """Links of every figure of a larger area that is the sum of the same figure of its parts.

    Args:
        cells: table CELLS of one family: an area has one cell for each `what` and `period`.
        members: area -> the areas it is the sum of; itself alone for one that is no sum.

    Returns:
        Table LINKS; none where a part has no cell or no value, or the sum is another number.
    """
    value = dict(zip(cells["cell"], cells["value"], strict=True))
    rows: list[dict[str, object]] = []
    for what, period in cells[["what", "period"]].drop_duplicates().itertuples(index=False):
        for area, parts in members.items():
            own, of_parts = cell_key(area, what, period), [cell_key(part, what, period) for part in parts]
            if parts == [area] or any(pd.isna(value.get(one, pd.NA)) for one in (own, *of_parts)):
                continue
            if value[own] != sum(value[one] for one in of_parts):
                continue
            name = f"sum\x1f{own}"
            rows.append({"relation": name, "cell": own, "factor": -1.0})
            rows += [{"relation": name, "cell": one, "factor": 1.0} for one in of_parts]
    return frame(LINKS, rows)

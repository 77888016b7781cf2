"""Children in the houses of an area beside the places taken there, where both are the same number."""

from collections.abc import Mapping

import pandas as pd

from sozialraum.analysis.ledger.ledger import LINKS
from sozialraum.analysis.ledger.same_children import ENOUGH
from sozialraum.analysis.ledger.use import BREAK, PAIR, TAKEN, Use, pairs_of, use_cell
from sozialraum.model.tables import frame


def taken_links(
    use: Use, members: Mapping[str, list[str]], taken: Mapping[str, tuple[tuple[str, ...], float]]
) -> pd.DataFrame:
    """Links of children in the houses of an area and the places taken there, where every house tells the same number.

    Args:
        use: who uses which place.
        members: area -> its Sozialräume.
        taken: facility -> the cells of its taken places of this coverage and year, and their sum.
    """
    told = use.rows["children"].groupby(use.rows["facility_id"]).agg(lambda one: one.sum(skipna=False))
    both = {str(house): float(number) for house, number in told.items() if house in taken and not pd.isna(number)}
    if len(set(both.values())) < ENOUGH or any(taken[house][1] != number for house, number in both.items()):
        return frame(LINKS)
    rows: list[dict[str, object]] = []
    pairs = pairs_of(use, members)
    for area in sorted(set(use.area_of.values())):
        houses = [
            house
            for house, at in use.area_of.items()
            if at == area and house not in use.silent and house in told.index
        ]
        if not houses or not set(houses) <= set(both):
            continue
        name = f"taken{BREAK}{use_cell(use, TAKEN, area)}"
        inside = [pair for pair in pairs if pair[1:] == (area, "")]
        keys = [use_cell(use, PAIR, area, BREAK.join((home, *kind))) for home, _, *kind in inside]
        rows += [{"relation": name, "cell": key, "factor": 1.0} for key in keys]
        rows += [{"relation": name, "cell": key, "factor": -1.0} for house in houses for key in taken[house][0]]
    return frame(LINKS, rows)

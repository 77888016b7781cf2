"""Which cells make up a Sozialraum, a larger area and the city; none is worked out from means."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialraum.analysis.access.aggregation import weighted


@dataclass(frozen=True)
class Belonging:
    """Which cell lies in which area, one entry for each pair: a cell is in its Sozialraum, larger areas and the city.

    Args:
        row: (p,) number of the cell.
        area: (p,) number of the area.
        areas: how many there are.
    """

    row: np.ndarray
    area: np.ndarray
    areas: int


def belonging(area_id: np.ndarray, members: Mapping[str, list[str]]) -> Belonging:
    """Which cell lies in which area.

    Args:
        area_id: (n,) Sozialraum of each cell, "" for none: it lies in no area, the city neither.
        members: area of any level -> its Sozialräume; areas are numbered in this order.
    """
    parts = [(part, number) for number, own in enumerate(members.values()) for part in own]
    table = pd.DataFrame(parts, columns=["area_id", "area"])
    cells = pd.DataFrame({"area_id": area_id, "row": np.arange(len(area_id))})
    both = cells.merge(table, on="area_id", how="inner")
    return Belonging(both["row"].to_numpy(dtype=np.int64), both["area"].to_numpy(dtype=np.int64), len(members))


def sums_of(values: np.ndarray, where: Belonging) -> np.ndarray:
    """Sum of the values of each area's cells (a,)."""
    return np.bincount(where.area, weights=values[where.row], minlength=where.areas)


def shared_means(places: np.ndarray, people: np.ndarray, where: Belonging) -> tuple[np.ndarray, np.ndarray]:
    """Places for each person of the people of each area whose places are known.

    Args:
        places: (n,) of each cell; NaN where they are not known.
        people: (n,) 0 where they are not known.
        where: cells and areas.

    Returns:
        Means (a,), NaN also where a 0 would only stand for what is not known; and in which areas (a,) the places of
        any cell are not known, whether or not somebody of the question lives in it.

    Source: docs/methods.md#plaetze-im-umkreis
    """
    means = weighted(places[where.row], people[where.row], where.area, where.areas, ()).mean
    silent = sums_of(np.isnan(places).astype(float), where) > 0
    return np.where(silent & ~(means > 0), np.nan, means), silent

"""Squares and their classes as a page carries them: where they lie is told once, classes in runs of equal ones."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import numpy as np
import pandas as pd

from sozialraum.presentation.reach.coded import coded
from sozialraum.presentation.reach.lattice import Lattice

STRIP = 4  # rows


def squares_json(blocks: pd.DataFrame, origin: Lattice) -> list[list[Any]]:
    """Where the squares lie: for each span, the largest first, [span, text]; in turn how many places are empty
    and how many are squares, less one.

    Args:
        blocks: table BLOCKS of any question, in page order.
        origin: of the page.
    """
    at = _positions(blocks, origin)
    spans = blocks["span"].to_numpy()
    return [[int(span), _filled(at[spans == span])] for span in sorted(set(spans.tolist()), reverse=True)]


def classes_json(blocks: pd.DataFrame, classes: int, places: int, numbers: Mapping[str, int]) -> dict[str, Any]:
    """What is told of the squares of one question, as runs over all squares in page order.

    Args:
        blocks: table BLOCKS of the question, in page order.
        classes: how many classes of ways there are; the last one cannot get there.
        places: how many classes of places there are; 0 where they are not asked for.
        numbers: facility_id -> its number on the page; -1 for one it does not know.

    Returns:
        step: classes; houses: numbers of the facilities that are nearest to any, and nearest: which of them is; dep:
        1 where it depends on what lies outside; places, places_dep: the same for places, `places` itself: too few.
    """
    houses = sorted({numbers.get(str(id_), -1) for id_ in blocks["facility_id"]})
    at = {number: place for place, number in enumerate(houses)}
    told: dict[str, Any] = {
        "step": runs((classes - 1 if one < 0 else one for one in blocks["step"].tolist()), classes),
        "houses": houses,
        "nearest": runs((at[numbers.get(str(id_), -1)] for id_ in blocks["facility_id"]), len(houses)),
        "dep": runs(map(int, blocks["depends"].tolist()), 2),
    }
    if places and (blocks["places_class"] >= 0).any():
        told |= {
            "places": runs((places if one < 0 else one for one in blocks["places_class"].tolist()), places + 1),
            "places_dep": runs(map(int, blocks["places_depends"].tolist()), 2),
        }
    return told


def in_page_order(blocks: pd.DataFrame, origin: Lattice | None) -> pd.DataFrame:
    """The largest squares first, so that smaller ones are drawn on top of them; then strip by strip.

    Neighbours in both directions stay close together, so that runs are long.
    """
    if origin is None:
        return blocks
    spans = blocks["span"].to_numpy(dtype=np.int64)
    return blocks.iloc[np.lexsort([_positions(blocks, origin), -spans])]


def runs(values: Iterable[int], kinds: int) -> str:
    """Values from 0 to below `kinds`, equal neighbours as one number: kinds x (how many - 1) + value."""
    return coded(kinds * (sum(1 for _ in run) - 1) + value for value, run in groupby(values))


def _positions(blocks: pd.DataFrame, origin: Lattice) -> np.ndarray:
    """Number of each square among those of its span: four rows make a strip, which is counted column by column."""
    span = blocks["span"].to_numpy()
    rows = blocks["row"].to_numpy() // span - origin.row // span
    columns = blocks["column"].to_numpy() // span - origin.column // span
    across = (origin.degrees.shape[1] - 1) * origin.step // span + 2
    return np.asarray((rows // STRIP * across + columns) * STRIP + rows % STRIP)


def _filled(at: np.ndarray) -> str:
    first = np.flatnonzero(np.diff(at, prepend=-2) != 1)
    after = np.append(first[1:], len(at))
    ends = np.append(0, at[after - 1] + 1)[:-1]
    return coded(np.column_stack([at[first] - ends, after - first - 1]).ravel().tolist())

"""Counts of several indicators that make up another one: because the project says so, or because anybody sees it."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sozialraum.analysis.audit.riddle import NEARLY, Riddle, equations, joined, standing
from sozialraum.analysis.audit.rules import Rules
from sozialraum.analysis.audit.sums import PAIRS, sums_of

SEEN = 3  # areas that tell all three, none of the parts zero, before anybody believes it
SEED = 11  # of the factors by which columns are compared at first; they decide nothing
LARGEST = 2**20
Numbers = NDArray[np.int64]


def added_counts(cells: pd.DataFrame, rules: Rules) -> Riddle:
    """What follows of each count where several make up another one, area by area.

    Args:
        cells: table CELLS of indicators.
        rules: with the sums that the project states.

    Source: docs/methods.md#pruefung-der-ausgabe
    """
    rows = [
        (one.total, part, f"stated:{at}", not one.rest) for at, one in enumerate(rules.sums) for part in one.parts
    ]
    pairs = pd.DataFrame(rows, columns=PAIRS)
    counted = cells[~cells["never"]]
    return joined([sums_of(counted, "what", pairs, rules.by_name), Riddle(links=_seen(counted))])


def _seen(cells: pd.DataFrame) -> pd.DataFrame:
    """Equations between columns of one date and group that add up wherever there are numbers."""
    numbers = standing(cells).to_numpy(dtype=float)
    whole = cells["whole"].to_numpy() & (np.abs(numbers - np.round(numbers)) <= NEARLY)
    rows = cells[whole].reset_index(drop=True)
    number = np.round(numbers[whole]).astype(np.int64)
    told = rows["told"].notna().to_numpy()
    area, areas = pd.factorize(rows["area_id"], sort=True)
    what, whats = pd.factorize(rows["what"], sort=True)
    factors = np.random.default_rng(SEED).integers(1, LARGEST, len(areas))
    found: list[tuple[int, int, int]] = []
    for places in rows.groupby(["period", "group"], sort=True).indices.values():
        if told[places].all():
            continue
        at = np.full((len(whats), len(areas)), -1)
        at[what[places], area[places]] = places
        for columns in _alike(at, np.unique(what[places]), number):
            for three in _triples(at[columns], number, told, factors):
                found += three
    cell = rows["cell"].to_numpy()
    keys = [pd.Series([str(cell[one[side]]) for one in found], dtype="str") for side in range(3)]
    return equations("adding\x1f" + keys[0] + "\x1f" + keys[1], (keys[0], 1.0), (keys[1], -1.0), (keys[2], -1.0))


def _alike(at: Numbers, used: Numbers, number: Numbers) -> Iterable[Numbers]:
    """Columns with numbers in the same areas, each sequence of numbers once."""
    sets: dict[bytes, dict[bytes, int]] = {}
    for column in used:
        there = at[column] >= 0
        sets.setdefault(there.tobytes(), {}).setdefault(number[at[column][there]].tobytes(), int(column))
    return [np.array(list(one.values())) for one in sets.values() if len(one) > 2]


def _triples(
    at: Numbers, number: Numbers, told: NDArray[np.bool_], factors: Numbers
) -> list[list[tuple[int, int, int]]]:
    """Places of total and both parts, area by area, of columns that add up everywhere."""
    there = at[0] >= 0
    at, values = at[:, there], number[at[:, there]]
    marks = values @ factors[there]
    order = np.argsort(marks, kind="stable")
    one, other = np.triu_indices(len(at), k=1)
    sums = marks[one] + marks[other]
    place = np.minimum(np.searchsorted(marks[order], sums), len(order) - 1)
    found = []
    for pair in np.flatnonzero(marks[order][place] == sums):
        a, b, total = one[pair], other[pair], order[place[pair]]
        if total in (a, b) or (values[a] + values[b] != values[total]).any():
            continue
        known = told[at[[a, b, total]]].all(axis=0)
        if not known.all() and (known & (values[a] != 0) & (values[b] != 0)).sum() >= SEEN:
            found.append(list(zip(at[total].tolist(), at[a].tolist(), at[b].tolist(), strict=True)))
    return found

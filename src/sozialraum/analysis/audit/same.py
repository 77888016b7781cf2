"""One count under several names: by definition, or because anybody sees that two columns are the same."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sozialraum.analysis.audit.riddle import NEARLY, Riddle, equations, standing

SEEN = 5  # in so many areas both are told, and the same, before anybody believes it
DIFFERENT = 4  # so many different numbers among them: a column of zeros looks like any other


def same_counts(cells: pd.DataFrame, made_of: Mapping[str, tuple[str, str]]) -> Riddle:
    """Equations between counts that are the same.

    Args:
        cells: table CELLS of indicators.
        made_of: indicator -> the counts of which it is declared to be one over the other.

    Source: docs/methods.md#geheimhaltung
    """
    named = [
        (f"{id_}{part}", count)
        for id_, both in made_of.items()
        for part, count in zip((":num", ":den"), both, strict=True)
    ]
    return Riddle(links=pd.concat([_by_name(cells, named), _by_sight(cells)], ignore_index=True))


def _by_name(cells: pd.DataFrame, named: list[tuple[str, str]]) -> pd.DataFrame:
    pairs = pd.DataFrame(named, columns=["what", "other"], dtype="str")
    place = ["period", "group", "area_id"]
    rows = cells[[*place, "what", "cell"]].assign(number=standing(cells))
    first = rows.merge(pairs, on="what")
    both = first.merge(rows.rename(columns={"what": "other", "cell": "other_cell"}), on=["other", *place])
    both = both[(both["number_x"] - both["number_y"]).abs() <= NEARLY]
    return equations("same\x1f" + both["cell"], (both["cell"], 1.0), (both["other_cell"], -1.0))


def _by_sight(cells: pd.DataFrame) -> pd.DataFrame:
    """Columns that agree wherever both are told, of one date and group, over the areas."""
    rows = cells[~cells["never"]].reset_index(drop=True)
    number, cell = standing(rows).to_numpy(dtype=float).round(6), rows["cell"].to_numpy()
    told = rows["told"].notna().to_numpy()
    area, areas = pd.factorize(rows["area_id"], sort=True)
    what, whats = pd.factorize(rows["what"], sort=True)
    pairs: list[tuple[str, str]] = []
    # by date and group; only where something is open there is anything to learn
    blocks = rows.groupby(["period", "group"], sort=True).indices.values()
    for places in (one for one in blocks if not told[one].all()):
        at = np.full((len(whats), len(areas)), -1)
        at[what[places], area[places]] = places
        used = np.unique(what[places])
        value = np.where(at >= 0, number[at], np.nan)
        alike = defaultdict(list)
        for column in used:
            alike[value[column].tobytes()].append(int(column))
        for members in alike.values():
            for one, other in pairwise(members):
                pairs += _seen_same(at[one], at[other], number, told, cell)
    names = pd.Series([f"seen\x1f{one}\x1f{other}" for one, other in pairs], dtype="str")
    both = [pd.Series([pair[side] for pair in pairs], dtype="str") for side in (0, 1)]
    return equations(names, (both[0], 1.0), (both[1], -1.0))


def _seen_same(
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    number: NDArray[np.float64],
    told: NDArray[np.bool_],
    cell: NDArray[np.object_],
) -> list[tuple[str, str]]:
    """Cells of two columns that agree, area by area, if enough of both is told to see it."""
    there = one >= 0
    first, second = one[there], other[there]
    seen = number[first][told[first] & told[second]]
    if len(seen) < SEEN or len(np.unique(seen)) < DIFFERENT or (told[first] & told[second]).all():
        return []
    return [(str(cell[a]), str(cell[b])) for a, b in zip(first, second, strict=True)]


def freed(riddle: Riddle) -> Riddle:
    """The same riddle; what is no secret under one name is none under another."""
    links = riddle.links[riddle.links["relation"].str.startswith(("same\x1f", "seen\x1f"))]
    cells = riddle.cells
    free = set(cells.loc[~cells["bound"] & cells["told"].notna(), "cell"])
    while True:
        met = set(links.loc[links["cell"].isin(free), "relation"])
        more = set(links.loc[links["relation"].isin(met), "cell"]) | free
        if more == free:
            break
        free = more
    needs = cells["needs"].mask(cells["cell"].isin(free), 0)
    return Riddle(cells.assign(needs=needs), riddle.links, riddle.limits)

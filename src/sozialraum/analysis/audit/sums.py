"""Totals and their parts: areas within larger areas, groups within totals."""

import numpy as np
import pandas as pd

from sozialraum.analysis.audit.riddle import (
    COUNTS,
    NEARLY,
    Riddle,
    cells_of,
    equations,
    key_of,
    standing,
)
from sozialraum.model.disclosure_rules import DisclosureRule
from sozialraum.model.tables import group_parts, group_text

BESIDE = "beside:"
PAIRS = ["whole", "part", "kind", "complete"]  # complete: the parts of one kind are together the whole


def sums_of(
    cells: pd.DataFrame, column: str, pairs: pd.DataFrame, rules: dict[str, DisclosureRule], loose: float = 0.0
) -> Riddle:
    """What is left of each total when its known parts are taken away.

    Args:
        cells: table CELLS.
        column: "area_id" or "group": where a whole and its parts differ.
        pairs: table PAIRS of values of that column.
        rules: by their names.
        loose: by how much a sum may miss for each part, because all were rounded.

    Returns:
        Equations; what the parts do not add up to is a number of its own that nobody tells. Nothing follows where
        the parts are more than the whole, because then they are not its parts.
    """
    if cells.empty or pairs.empty:
        return Riddle()
    same = [one for one in ("what", "period", "group", "area_id") if one != column]
    rows = cells.assign(number=standing(cells).astype(float), open=cells["told"].isna(), at=range(len(cells)))
    parts = rows.rename(columns={"whole": "all_whole"}).merge(pairs, left_on=column, right_on="part")
    wholes = rows[[*same, column, "at"]].rename(columns={column: "whole", "at": "whole_at"})
    found = parts.merge(wholes, on=[*same, "whole"])
    if found.empty:
        return Riddle()
    kinds = pd.factorize(found["kind"], sort=True)[0]
    found["sum"] = found["whole_at"] * (int(kinds.max()) + 1) + kinds
    sizes = pairs.groupby(["whole", "kind"]).size().rename("size").reset_index()
    by = found.groupby("sum", sort=True).agg(
        whole_at=("whole_at", "first"),
        whole=("whole", "first"),
        kind=("kind", "first"),
        added=("number", "sum"),
        parts=("number", "size"),
        complete=("complete", "all"),
        any_bound=("bound", "any"),
        all_whole=("all_whole", "all"),
        any_open=("open", "any"),
    )
    by = by.reset_index().merge(sizes, on=["whole", "kind"])
    by["whole_cell"] = cells["cell"].to_numpy()[by["whole_at"]]
    by["left"] = rows["number"].to_numpy()[by["whole_at"]] - by["added"]
    # where all is told nothing is left to learn, unless it is who is in none of the parts
    by = by[by["any_open"] | rows["open"].to_numpy()[by["whole_at"]] | (by["left"].abs() > NEARLY)]
    by = by.reset_index(drop=True)
    by["relation"] = "sum\x1f" + by["kind"] + "\x1f" + by["whole_cell"]
    slack = loose * (by["parts"] + 1)
    exact = by["complete"] & (by["parts"] == by["size"]) & (by["left"].abs() <= NEARLY + slack)
    # without a number of its own a joint area says nothing about those beside it
    rest = ~exact & (by["left"] >= -NEARLY) & ~by["kind"].str.startswith(BESIDE)
    kept = by[exact | rest]
    members = found.merge(kept[["sum", "relation"]], on="sum")
    links = pd.concat(
        [
            equations(members["relation"], (members["cell"], -1.0)),
            equations(kept["relation"], (kept["whole_cell"], 1.0)),
        ],
        ignore_index=True,
    )
    remainders = by[rest].merge(cells, left_on="whole_cell", right_on="cell", suffixes=("_of", ""))
    remainders = remainders.assign(
        what=remainders["what"] + ":left:" + remainders["kind"],
        truth=remainders["left"].clip(lower=0).round(9),
        bound=remainders["bound"] | remainders["any_bound"],
        whole=remainders["whole"] & remainders["all_whole"],
        told=np.nan,
        never=True,
        kept=False,
        always=False,
    )
    new = cells_of(remainders[list(COUNTS)], rules) if len(remainders) else cells.iloc[:0]
    own = equations(remainders["relation"], (key_of(remainders), -1.0))
    tight = by[exact & (slack > 0)]
    limits = pd.DataFrame({"relation": tight["relation"], "low": -slack[tight.index], "high": slack[tight.index]})
    return Riddle(new, pd.concat([links, own], ignore_index=True), limits)


def area_pairs(areas: pd.DataFrame, base_of: dict[str, list[str]], joint_of: dict[str, list[str]]) -> pd.DataFrame:
    """Table PAIRS of areas: larger ones and their Sozialräume, larger ones and the next smaller, joint ones.

    Args:
        areas: table of areas, index area_id, column part_of.
        base_of: area -> its Sozialräume.
        joint_of: joint area -> its Sozialräume.
    """
    rows = [
        (whole, part, "areas", True) for whole, parts in base_of.items() if parts != [whole] for part in parts
    ] + [(whole, part, "joint", True) for whole, parts in joint_of.items() for part in parts]
    below: dict[str, list[str]] = {}
    for area, parent in zip(areas.index, areas["part_of"], strict=True):
        if parent and str(area) in base_of:
            below.setdefault(str(parent), []).append(str(area))
    for whole, parts in below.items():
        covered = sorted(one for part in parts for one in base_of[part])
        if any(base_of[part] != [part] for part in parts) and covered == sorted(base_of.get(whole, [])):
            rows += [(whole, part, "levels", True) for part in parts]
    for joint, members in joint_of.items():
        rows += [
            (whole, part, f"{BESIDE}{joint}", True)
            for whole, parts in base_of.items()
            if set(members) < set(parts)
            for part in [joint, *(one for one in parts if one not in members)]
        ]
    return pd.DataFrame(rows, columns=PAIRS).drop_duplicates(ignore_index=True)


def group_pairs(groups: list[str], exhaustive: dict[str, bool]) -> pd.DataFrame:
    """Table PAIRS of groups: each total and its parts by one dimension.

    Args:
        groups: canonical texts.
        exhaustive: dimension -> whether its parts are everybody.
    """
    rows = []
    for group in groups:
        own = group_parts(group)
        for dimension in own:
            total = group_text({one: part for one, part in own.items() if one != dimension})
            rows.append((total, group, f"by:{dimension}", exhaustive.get(dimension, False)))
    return pd.DataFrame(rows, columns=PAIRS)

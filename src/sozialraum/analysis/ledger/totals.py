"""Totals and their parts as equations, with what is left of a total beyond the parts that are told."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialraum.analysis.ledger.ledger import CELLS, LINKS, Ledger
from sozialraum.model.tables import typed

NEARLY = 1e-6
FAR = 10  # a remainder so many times as large as what is small binds nothing


@dataclass(frozen=True)
class Totals:
    """Equations total = parts, by the places of their counts in a table of figures."""

    total: np.ndarray  # (relations,) place of the total
    relation: np.ndarray  # (parts,) number of the relation
    part: np.ndarray  # (parts,) place of the part
    more: np.ndarray  # (relations,) True: somebody may be in the total and in no part that is told


def totals_ledger(table: pd.DataFrame, totals: Totals, name: str) -> Ledger:
    """One equation for each total; where more people may be in it than in its parts, with a cell for them.

    Args:
        table: figures with columns cell, area_id, what, period, value, people, balance, state and those of the rule.
        totals: which of them make up which.
        name: of this kind of sum, so that no two relations share a name.

    Returns:
        Equations, and cells that nobody tells: what is left of a total. A few people left are as secret as a small
        count, unless the total and all parts are known to everybody. No equation where the parts are more than the
        total: then the numbers are not of the same people.
    """
    if not len(totals.relation):
        return Ledger()
    value = table["value"].to_numpy(dtype=float)
    known = (table["state"] == "known").to_numpy()
    count = len(totals.total)
    told = np.bincount(totals.relation, weights=value[totals.part], minlength=count)
    parts = np.bincount(totals.relation, minlength=count)
    unknown = np.bincount(totals.relation, weights=~known[totals.part], minlength=count) > 0
    of = table.iloc[totals.total].reset_index(drop=True)
    left = value[totals.total] - told
    near = np.abs(left) <= NEARLY * np.maximum(1.0, np.abs(value[totals.total]))
    left = np.where(near, 0.0, left)
    signed = of["signed"].to_numpy()
    holds = (parts > 0) & ((left >= 0) | signed)
    remains = holds & (totals.more | ~near)
    relation = (name + "\x1f" + of["cell"]).to_numpy(dtype=object)
    links = [
        pd.DataFrame({"relation": relation[holds], "cell": of["cell"].to_numpy()[holds], "factor": 1.0}),
        pd.DataFrame(
            {
                "relation": relation[totals.relation],
                "cell": table["cell"].to_numpy()[totals.part],
                "factor": -1.0,
            }
        )[holds[totals.relation]],
        pd.DataFrame({"relation": relation[remains], "cell": relation[remains], "factor": -1.0}),
    ]
    rest = of[remains].assign(
        cell=relation[remains],
        what=of["what"][remains] + ":" + name,
        value=left[remains],
        told=(known[totals.total] & ~unknown)[remains],
    )
    return Ledger(remainders(rest), typed(pd.concat(links), LINKS))


def remainders(rest: pd.DataFrame) -> pd.DataFrame:
    """Cells that nobody tells, from rows as of the table of figures.

    Args:
        rest: `value` is what is left; `told`: everybody knows it anyway; `secret`, where there is such a column:
            whether a few are a secret at all.
    """
    value = rest["value"].astype(float)
    secret = rest["people"] & ~rest["told"] & rest.get("secret", True)
    few = small_or_none(rest, value)
    top = np.maximum(rest["min_count"] - 1, rest["min_values"])
    return typed(
        rest.assign(
            least=np.where(rest["signed"], -np.inf, 0.0),
            most=np.where(few & ~rest["signed"], top, np.nan),
            guess=few,
            needs=np.where(secret & few, rest["min_values"], 0),
            state="never",
            weight=1.0,
        ),
        CELLS,
    )


def small_or_none(table: pd.DataFrame, value: pd.Series) -> pd.Series:
    """Whether so many people are too few to be told; nobody, where the rule hides zeros."""
    few = (value != 0) & (value.abs() < table["min_count"])
    return few | ((value == 0) & table["no_zeros"] & ~table["signed"])

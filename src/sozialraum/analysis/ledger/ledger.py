"""The ledger of an edition: all counts of people in it, and the sums between them, as two tables."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

from sozialraum.analysis.protection.system import State, System
from sozialraum.model.tables import FLAG, NUMBER, TEXT, frame, typed

CELLS = {
    "cell": TEXT,  # unique key, see cell_key
    "area_id": TEXT,  # "" where it belongs to a facility
    "what": TEXT,  # id of the indicator, of the cohort group, of the offer ...: what is counted
    "period": TEXT,
    "value": NUMBER,  # the truth; NA: nobody has counted it, the cell is free
    "least": NUMBER,  # known to everybody; NA: 0
    "most": NUMBER,  # NA: no limit
    "guess": FLAG,  # most is no more than a right guess: that few are few
    "whole": FLAG,
    "needs": NUMBER,  # so many values must stay possible; 0: no secret
    "state": TEXT,  # open | known | hidden | never
    "weight": NUMBER,  # above 0
}
LINKS = {
    "relation": TEXT,
    "cell": TEXT,
    "factor": NUMBER,
}
# relations that are no equations: the sum of factor times cell lies between these; absent: it is 0
BOUNDS = {
    "relation": TEXT,
    "low": NUMBER,  # NA: none
    "high": NUMBER,  # NA: none
}
# two keys of one count, as where two shares have the same people below the line
SAME = {
    "cell": TEXT,
    "other": TEXT,
}
NEARLY = 1e-9
STATES = {"open": State.OPEN, "known": State.KNOWN, "hidden": State.HIDDEN, "never": State.NEVER}


@dataclass(frozen=True)
class Ledger:
    """Cells and the relations between them."""

    cells: pd.DataFrame = field(default_factory=lambda: frame(CELLS))
    links: pd.DataFrame = field(default_factory=lambda: frame(LINKS))
    bounds: pd.DataFrame = field(default_factory=lambda: frame(BOUNDS))
    same: pd.DataFrame = field(default_factory=lambda: frame(SAME))


def cell_key(area_id: str, what: str, period: str, group: str = "") -> str:
    """The key of a cell. No part holds a unit separator, so two cells never share one."""
    return f"{what}\x1f{period}\x1f{group}\x1f{area_id}"


def joined(ledgers: Iterable[Ledger]) -> Ledger:
    """One ledger of several. Relations are told apart by their names, cells are the same where their keys are.

    A cell that two of them name is known where it is known in one, else withheld where it is withheld in one.
    """
    parts = list(ledgers)
    return Ledger(
        _once(_all(CELLS, [one.cells for one in parts])),
        _all(LINKS, [one.links for one in parts]).drop_duplicates(ignore_index=True),
        _all(BOUNDS, [one.bounds for one in parts]).drop_duplicates(ignore_index=True),
        _all(SAME, [one.same for one in parts]).drop_duplicates(ignore_index=True),
    )


def _all(columns: dict[str, str], tables: list[pd.DataFrame]) -> pd.DataFrame:
    some = [one for one in tables if len(one)]
    return pd.concat(some, ignore_index=True) if some else frame(columns)


def united(ledger: Ledger) -> tuple[Ledger, dict[str, str]]:
    """The ledger with one cell for each count, and cell -> the cell that stands for it, for those that have another.

    Raises:
        ValueError: two cells that are said to be the same differ.
    """
    known = ledger.cells["cell"]
    same = ledger.same[ledger.same["cell"].isin(known) & ledger.same["other"].isin(known)]
    if same.empty:
        return ledger, {}
    codes, keys = pd.factorize(pd.concat([same["cell"], same["other"]]), sort=True)
    graph = coo_matrix((np.ones(len(same)), (codes[: len(same)], codes[len(same) :])), shape=(len(keys), len(keys)))
    _, label = connected_components(graph, directed=False)
    first = pd.Series(keys).groupby(label).transform("first")
    stands = dict(zip(keys, first, strict=True))
    cells = ledger.cells.assign(cell=known.map(stands).fillna(known))
    values = cells.groupby("cell")["value"].agg(["min", "max"])
    if (values["max"] - values["min"] > NEARLY * values["max"].abs().clip(lower=1)).any():
        raise ValueError("cells that are the same count have different values")
    links = ledger.links.assign(cell=ledger.links["cell"].map(stands).fillna(ledger.links["cell"]))
    return Ledger(_once(cells), links, ledger.bounds), stands


def _once(cells: pd.DataFrame) -> pd.DataFrame:
    """One row for each key, in order of the keys."""
    if not cells["cell"].duplicated().any():
        return cells.sort_values("cell", ignore_index=True)
    rank = cells["state"].map({"known": 0, "hidden": 1, "open": 2, "never": 3})
    cells = cells.assign(rank=rank).sort_values(["cell", "rank"], kind="stable")
    by = cells.groupby("cell", sort=True)
    first = by.first(skipna=True).drop(columns=["rank", "least", "most", "guess", "needs", "weight"])
    more = by.agg(
        least=("least", "max"),
        most=("most", "min"),
        guess=("guess", "max"),
        needs=("needs", "max"),
        weight=("weight", "sum"),
    )
    return typed(first.join(more).reset_index(), CELLS)


def as_system(ledger: Ledger) -> System:
    """The cells in order of their keys, and the relations as a matrix.

    Cells without a value are left out with every relation they stand in: nobody can add up what nobody knows.
    """
    cells = ledger.cells.sort_values("cell", kind="stable", ignore_index=True)
    cells = cells[cells["value"].notna()].reset_index(drop=True)
    at = pd.Series(cells.index, index=cells["cell"])
    links = ledger.links.assign(at=ledger.links["cell"].map(at))
    broken = set(links.loc[links["at"].isna(), "relation"])
    links = links[~links["relation"].isin(broken)]
    codes, names = pd.factorize(links["relation"], sort=True)
    matrix = csr_matrix(
        (links["factor"].to_numpy(dtype=float), (codes, links["at"].to_numpy(dtype=int))),
        shape=(len(names), len(cells)),
    )
    limits = ledger.bounds.set_index("relation").reindex(names)
    stated = np.isin(names, ledger.bounds["relation"].to_numpy())
    low = np.where(stated, limits["low"].to_numpy(dtype=float, na_value=-np.inf), 0.0)
    high = np.where(stated, limits["high"].to_numpy(dtype=float, na_value=np.inf), 0.0)
    once = _different(matrix, low, high)
    return System(
        keys=tuple(cells["cell"]),
        value=cells["value"].to_numpy(dtype=float),
        least=cells["least"].to_numpy(dtype=float, na_value=0.0),
        most=cells["most"].to_numpy(dtype=float, na_value=np.inf),
        guess=cells["guess"].to_numpy(dtype=bool),
        whole=cells["whole"].to_numpy(dtype=bool),
        needs=cells["needs"].to_numpy(dtype=int, na_value=0),
        state=cells["state"].map(STATES).to_numpy(dtype=int),
        weight=cells["weight"].to_numpy(dtype=float, na_value=1.0),
        relations=matrix[once],
        low=low[once],
        high=high[once],
    )


def _different(matrix: csr_matrix, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """The relations that say something, each once."""
    matrix.sum_duplicates()
    matrix.eliminate_zeros()
    matrix.sort_indices()
    first: dict[tuple[bytes, bytes, float, float], int] = {}
    for row, (start, end) in enumerate(zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True)):
        if start < end:
            key = matrix.indices[start:end].tobytes(), matrix.data[start:end].tobytes(), low[row], high[row]
            first.setdefault(key, row)
    return np.array(list(first.values()), dtype=int)

"""An edition as a riddle: numbers, told or not, and the sums between them that anybody can write down."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from sozialraum.model.disclosure_rules import DisclosureRule
from sozialraum.model.tables import FLAG, NUMBER, TEXT, frame, typed

KEY = ["what", "period", "group", "area_id"]
# numbers of people before it is known what an attacker knows of them
COUNTS = {
    "area_id": TEXT,  # "" for a facility, which `group` then names
    "what": TEXT,
    "period": TEXT,
    "group": TEXT,
    "truth": NUMBER,
    "told": NUMBER,  # NA: the edition does not tell it
    "bound": FLAG,  # the rules bind it: nobody has published it before
    "never": FLAG,  # nobody would tell it: a remainder, or a part of something told
    "whole": FLAG,
    "signed": FLAG,  # may lie below zero
    "kept": FLAG,  # withheld for another, or for its base: protected unless nobody is counted
    "blank": FLAG,  # withheld whatever it is, so it may be zero
    "always": FLAG,  # of a class of which nothing may be told there; nobody knows which numbers are small
    "rule": TEXT,  # which of the rules
}
CELLS = COUNTS | {
    "cell": TEXT,
    "least": NUMBER,
    "most": NUMBER,
    "guess": FLAG,  # most is known to nobody, but who guesses that few are few is right
    "needs": NUMBER,
    "complement": FLAG,
}
LINKS = {"relation": TEXT, "cell": TEXT, "factor": NUMBER}
LIMITS = {"relation": TEXT, "low": NUMBER, "high": NUMBER}  # absent: the sum is 0
NEARLY = 1e-6


@dataclass(frozen=True)
class Riddle:
    """Tables CELLS, LINKS and LIMITS."""

    cells: pd.DataFrame = field(default_factory=lambda: frame(CELLS))
    links: pd.DataFrame = field(default_factory=lambda: frame(LINKS))
    limits: pd.DataFrame = field(default_factory=lambda: frame(LIMITS))


def counts(rows: pd.DataFrame, **same: Any) -> pd.DataFrame:
    """Table COUNTS: the rows, and what is the same in all of them; what neither says is false, "" or NA."""
    usual: dict[str, Any] = {TEXT: "", FLAG: False, NUMBER: pd.NA}
    table = rows.assign(**same)
    return typed(table.assign(**{one: usual[kind] for one, kind in COUNTS.items() if one not in table}), COUNTS)


def cells_of(rows: pd.DataFrame, rules: dict[str, DisclosureRule]) -> pd.DataFrame:
    """Table CELLS: what an attacker knows of each number beforehand, and how much of it must stay open.

    Args:
        rows: table COUNTS; those without a truth are left out, nobody can know them.
        rules: by their names in column `rule`.

    Returns:
        `least` is 1 where zeros are shown, so that what is withheld is not 0; what nobody would tell, or its base
        hides, may be 0. `most` is the largest small number where the number is small: who guesses so is right
        (`guess`). A rounded number is not told, but lies between limits.
    """
    rows = rows[rows["truth"].notna()].reset_index(drop=True)

    def of(name: str) -> pd.Series:
        return rows["rule"].map({one: getattr(rule, name) for one, rule in rules.items()})

    truth = rows["truth"].to_numpy(dtype=float)
    told = rows["told"].to_numpy(dtype=float, na_value=np.nan)
    fewest = of("min_count").to_numpy(dtype=float)
    zeros = (of("zeros") == "zeigen").to_numpy()
    width = of("rounding").map(lambda one: np.nan if one == "keine" else float(one)).to_numpy(dtype=float) / 2
    rounded = ~np.isnan(told) & ~np.isnan(width) & rows["bound"].to_numpy() & (np.abs(told - truth) <= width + NEARLY)
    hidden = np.isnan(told) | rounded
    bound, never, always = (rows[one].to_numpy() for one in ("bound", "never", "always"))
    small = ((truth != 0) & (np.abs(truth) < fewest - NEARLY)) | ((truth == 0) & ~zeros & ~rows["never"].to_numpy())
    whatever = rows["kept"].to_numpy() | always
    complement = (of("complement") == "sperren").to_numpy()
    secret = bound & (small & (complement | ~never) | (whatever & ((truth != 0) | ~zeros)))
    values = of("min_values").to_numpy(dtype=float)
    not_zero = bound & zeros & (truth > 0) & ~always & ~rows["blank"].to_numpy()
    above_zero = not_zero & ~rounded & ~never
    least = np.where(rows["signed"], -np.inf, np.where(above_zero, np.minimum(1.0, truth), 0.0))
    known_small = secret & ~rounded & small & ~always & ~rows["signed"].to_numpy() & (~never | complement)
    most = np.where(known_small, np.maximum(np.maximum(fewest - 1, values), truth), np.inf)
    least = np.where(rounded, np.maximum(least, told - width), least)
    most = np.where(rounded, np.minimum(most, told + width), most)
    table = rows.assign(
        told=np.where(hidden, np.nan, told),
        cell=key_of(rows),
        least=np.minimum(least, truth),
        most=np.maximum(most, truth),
        guess=known_small,
        needs=np.where(secret, values, 0.0),
        complement=complement,
    )
    table["told"] = table["told"].astype("Float64").mask(table["told"].isna())
    if table["cell"].isna().any():
        raise ValueError("a number of an edition has no name")
    return typed(table.drop_duplicates("cell", ignore_index=True), CELLS)


def key_of(rows: pd.DataFrame) -> pd.Series:
    """One text for the four parts of a key."""
    return rows["what"] + "\x1f" + rows["period"] + "\x1f" + rows["group"] + "\x1f" + rows["area_id"]


def standing(cells: pd.DataFrame) -> pd.Series:
    """The number as everybody reads it where it is told, else the true one."""
    return cells["told"].fillna(cells["truth"])


def joined(riddles: Iterable[Riddle]) -> Riddle:
    """One riddle; a number that two speak of is told where it is told in one, and open where both leave it so."""
    parts = list(riddles)
    cells = pd.concat([frame(CELLS), *(one.cells for one in parts)], ignore_index=True)
    return Riddle(
        typed(cells.drop_duplicates("cell", ignore_index=True), CELLS),
        pd.concat([frame(LINKS), *(one.links for one in parts)], ignore_index=True),
        pd.concat([frame(LIMITS), *(one.limits for one in parts)], ignore_index=True),
    )


def equations(names: pd.Series, *terms: tuple[pd.Series, float | pd.Series]) -> pd.DataFrame:
    """Table LINKS: in each row the sum of factor times cell is 0.

    Args:
        names: of the relations.
        terms: keys of cells in the order of the names, and their factors.
    """
    tables = [
        pd.DataFrame({"relation": names.to_numpy(), "cell": cell.to_numpy(), "factor": factor})
        for cell, factor in terms
    ]
    return typed(pd.concat([frame(LINKS), *tables], ignore_index=True), LINKS)

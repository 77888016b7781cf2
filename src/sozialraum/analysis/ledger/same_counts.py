"""Counts that turn up more than once: the same people below the line of two shares, or above one and alone."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sozialraum.analysis.ledger.figures import DEN, LISTED, NUM, STREAM, keys
from sozialraum.analysis.ledger.ledger import SAME, cell_key
from sozialraum.analysis.ledger.sums import TELLING, spread
from sozialraum.model.indicators import Indicator
from sozialraum.model.tables import frame, typed


def same_counts(table: pd.DataFrame, definitions: Mapping[str, Indicator]) -> pd.DataFrame:
    """Cells of the same count, as the table SAME.

    Args:
        table: figures, one row for each cell.
        definitions: say which indicators are computed from which.

    Returns:
        Numerator and denominator beside the counts that a ratio is computed from, where they are equal; and counts
        that agree in every area that both know, with at least three different numbers above zero.
    """
    return pd.concat([_computed(table, definitions), _equal(table)], ignore_index=True).drop_duplicates()


def listed_counts(table: pd.DataFrame) -> pd.DataFrame:
    """What is only listed beside the same number of the same count, as the table SAME."""
    listed = table[table["list_only"]]
    if listed.empty:
        return frame(SAME)
    plain = listed.assign(what=listed["what"].str.split(LISTED).str[0])
    other = keys(plain)
    beside = other.map(table[~table["list_only"]].set_index("cell")["value"]).to_numpy(dtype=float)
    alike = np.isclose(listed["value"].to_numpy(dtype=float), beside, rtol=1e-9, atol=1e-6)
    return typed(pd.DataFrame({"cell": listed["cell"].to_numpy(), "other": other.to_numpy()})[alike], SAME)


def _computed(table: pd.DataFrame, definitions: Mapping[str, Indicator]) -> pd.DataFrame:
    made = {id_: one.computed_from for id_, one in definitions.items() if one.computed_from}
    value = table.set_index("cell")["value"]
    found = []
    for role in (NUM, DEN):
        rows = table[(table["role"] == role) & table["indicator_id"].isin(made)]
        names = {id_: one.numerator if role == NUM else one.denominator for id_, one in made.items()}
        other = [
            cell_key(area, what, period, group)
            for area, what, period, group in zip(
                rows["area_id"], rows["indicator_id"].map(names), rows["period"], rows["group"], strict=True
            )
        ]
        pairs = pd.DataFrame({"cell": rows["cell"].to_numpy(), "other": other})
        beside = pairs["other"].map(value).to_numpy(dtype=float)
        found.append(pairs[np.isclose(pairs["cell"].map(value).to_numpy(dtype=float), beside, rtol=1e-9, atol=1e-6)])
    return typed(pd.concat(found), SAME)


def _equal(table: pd.DataFrame) -> pd.DataFrame:
    """Pairs of cells of counts that agree wherever both are known."""
    where = spread(table, "area_id", STREAM)
    if not where.place.size:
        return frame(SAME)
    numbers = np.append(table["value"].to_numpy(dtype=float), np.nan)[where.place]
    told = [column[column > 0] for column in numbers.T]
    telling = np.array([len(np.unique(column)) >= TELLING for column in told])
    keys = {number: numbers[:, number].tobytes() for number in np.flatnonzero(telling)}
    first: dict[bytes, int] = {}
    pairs = []
    for number, key in keys.items():
        if first.setdefault(key, int(number)) != number:
            pairs.append((first[key], int(number)))
    alone = np.array(sorted(first.values()), dtype=int)
    for at, one in enumerate(alone):
        others = alone[at + 1 :]
        anchor = int(np.argmax(numbers[:, one] > 0))
        near = others[~(numbers[anchor, others] != numbers[anchor, one]) | np.isnan(numbers[anchor, others])]
        if not len(near):
            continue
        mine = numbers[:, [one]]
        both = ~np.isnan(mine) & ~np.isnan(numbers[:, near])
        agree = (~both | (numbers[:, near] == mine)).all(axis=0)
        for other in near[agree]:
            common = numbers[:, one][~np.isnan(numbers[:, one]) & ~np.isnan(numbers[:, other])]
            if len(np.unique(common[common > 0])) >= TELLING:
                pairs.append((int(one), int(other)))
    cells = np.append(table["cell"].to_numpy(dtype=object), "")
    rows = []
    for one, other in pairs:
        some = (where.place[:, one] >= 0) & (where.place[:, other] >= 0)
        rows.append(pd.DataFrame({"cell": cells[where.place[some, one]], "other": cells[where.place[some, other]]}))
    return typed(pd.concat([frame(SAME), *rows]), SAME)

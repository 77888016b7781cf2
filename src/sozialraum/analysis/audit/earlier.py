"""What an earlier public edition has told: no secret any more, and known to whoever works out another number."""

import pandas as pd

from sozialraum.analysis.audit.riddle import NEARLY, Riddle, key_of
from sozialraum.model.earlier import Earlier


def with_earlier(riddle: Riddle, earlier: Earlier | None) -> Riddle:
    """The riddle for somebody who has that edition, too.

    Args:
        riddle: of the edition that is made now.
        earlier: its tables; a number that has changed since is another one. None: there was none.
    """
    if earlier is None:
        return riddle
    rows = earlier.indicators.rename(columns={"indicator_id": "what"})
    names = {"value": "", "numerator": ":num", "denominator": ":den"}
    tables = [rows.assign(what=rows["what"] + part, number=rows[name]) for name, part in names.items()]
    children = earlier.children.rename(columns={"year": "period", "value": "number"})
    tables.append(children.assign(what="children"))
    told = pd.concat(tables, ignore_index=True)
    told = told[told["number"].notna()]
    known = pd.Series(told["number"].to_numpy(dtype=float), index=key_of(told))
    known = known[~known.index.duplicated()]
    cells = riddle.cells
    then = cells["cell"].map(known)
    same = ((then - cells["truth"].astype(float)).abs() <= NEARLY).fillna(False)
    changed = cells.assign(
        told=cells["told"].mask(same & cells["told"].isna(), cells["truth"]), needs=cells["needs"].mask(same, 0)
    )
    return Riddle(changed, riddle.links, riddle.limits)

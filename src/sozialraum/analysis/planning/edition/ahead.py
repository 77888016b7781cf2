"""Which years ahead an edition withholds: those that rest on a withheld number, and those that would tell them."""

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pandas as pd

from sozialraum.analysis.ledger.children import children_cell, children_ledger, withheld_children
from sozialraum.analysis.ledger.ledger import Ledger, as_system
from sozialraum.analysis.ledger.people import Binding
from sozialraum.analysis.planning.edition.pools import POOL
from sozialraum.analysis.planning.edition.told import counted_before
from sozialraum.analysis.protection.protect import protected
from sozialraum.analysis.suppression import small
from sozialraum.model.periods import first_day
from sozialraum.model.planning import ChildrenOfYears
from sozialraum.model.status import Status

FORECAST, WITHHELD = str(Status.FORECAST), str(Status.WITHHELD)


def areas_with_few(
    years: ChildrenOfYears,
    told: pd.DataFrame,
    births: pd.DataFrame,
    withheld: Collection[str],
    look_back: int,
    min_count: int,
) -> frozenset[str]:
    """The areas, of any level, of which a number that the years ahead rest on is withheld.

    Args:
        years: all of them.
        told: table CHILDREN from told_children.
        births: table BIRTHS: few births that were counted are not told either.
        withheld: keys of the cells of the ledger that are.
        look_back: how many years back from the last Stichtag the rates reach.
        min_count: from how many on people may be shown.
    """
    before = counted_before(years)
    counted = [year for year in years.counted_on if year not in years.ahead and year not in before]
    last = sorted(counted, key=first_day)[-look_back - 1 :]
    rows = told[told["year"].isin(last)]
    hidden = withheld_children(rows, withheld) | (rows["status"] == WITHHELD)
    since = min((int(years.counted_on[year][:4]) for year in last), default=0)
    counted_births = births[births["status"] != FORECAST]
    few_births = small(counted_births["births"], min_count) & (counted_births["year"] >= since)
    return frozenset(str(area) for area in [*rows.loc[hidden, "area_id"], *counted_births.loc[few_births, "area_id"]])


def withheld_ahead(
    told: pd.DataFrame,
    ahead: Iterable[str],
    together: Mapping[str, list[str]],
    few: Collection[str],
    bound: Binding,
) -> frozenset[str]:
    """Keys of the years ahead that are withheld: all of areas with few, small numbers, and what would tell these.

    Args:
        told: table CHILDREN from told_children, pools included.
        ahead: the years.
        together: area -> the areas and pools that it is the sum of.
        few: areas whose years ahead are withheld as a whole.
        bound: what binds the register.
    """
    rows = told[told["year"].isin(list(ahead))]
    kept = {
        children_cell(*one) for one in zip(rows["area_id"], rows["group"], rows["year"], strict=True) if one[0] in few
    }
    rows = rows[~rows["area_id"].isin(few)]
    pools = rows["area_id"].str.startswith(POOL)
    members = {**together, **{str(area): [str(area)] for area in rows.loc[pools, "area_id"].unique()}}
    ledger = children_ledger(rows, members, bound)
    of_pool = ledger.cells["area_id"].str.startswith(POOL)
    cells = ledger.cells.assign(
        state=ledger.cells["state"].mask(of_pool, "never"), needs=ledger.cells["needs"].mask(of_pool, 0.0)
    )
    system = as_system(Ledger(cells, ledger.links))
    hidden = np.array(system.keys, dtype=object)[protected(system).withheld]
    return frozenset({*kept, *map(str, hidden)})

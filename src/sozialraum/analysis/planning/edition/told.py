"""Children as an edition would tell them if nothing were withheld: whole, in cells, each Stichtag once."""

from collections.abc import Iterable, Mapping

import pandas as pd

from sozialraum.analysis.planning.edition.cells import Cells
from sozialraum.model.periods import first_day
from sozialraum.model.planning import ChildrenOfYears
from sozialraum.model.status import Status
from sozialraum.model.tables import CHILDREN, CHILDREN_KEY, typed

FORECAST = str(Status.FORECAST)
NUMBERS = ["value", "lower", "upper"]


def told_children(
    years: ChildrenOfYears,
    cells: Cells,
    members: Mapping[str, list[str]],
    ahead: Mapping[str, list[str]] | None = None,
) -> pd.DataFrame:
    """The children of the cells in every year that has a Stichtag of its own, and in the years ahead.

    Args:
        years: all of them.
        cells: the groups that are shown.
        members: area -> its Sozialräume.
        ahead: area -> the areas and pools it is the sum of in the years ahead, where these are others; an area that
            is not named keeps its own numbers.

    Returns:
        Table CHILDREN: whole numbers; a larger area is the sum of its whole parts where all are known, so that all
        that is told agrees to the child. Limits of years ahead only.

    Source: docs/methods.md#geheimhaltung
    """
    rows = years.children
    rows = rows[rows["group"].isin(cells.ids) & ~rows["year"].isin(counted_before(years))]
    rows, later = whole(rows, years.ahead), rows["year"].isin(years.ahead)
    parts = [_of_larger(rows[~later], members), _of_larger(rows[later], members if ahead is None else ahead)]
    return typed(pd.concat(parts, ignore_index=True), CHILDREN)


def counted_before(years: ChildrenOfYears) -> dict[str, str]:
    """Year -> the earlier one in which the Stichtag lies that tells both."""
    first: dict[str, str] = {}
    found = {}
    for year in sorted(years.counted_on, key=first_day):
        day = years.counted_on[year]
        if day in first and year not in years.ahead:
            found[year] = first[day]
        first.setdefault(day, year)
    return found


def whole(rows: pd.DataFrame, ahead: Iterable[str]) -> pd.DataFrame:
    """Whole children; limits of years ahead only."""
    of_forecast = rows["year"].isin(list(ahead)) & (rows["status"] == FORECAST)
    rounded = {name: rows[name].round(0) for name in NUMBERS}
    return rows.assign(
        value=rounded["value"], **{name: rounded[name].where(of_forecast) for name in ("lower", "upper")}
    )


def _of_larger(rows: pd.DataFrame, members: Mapping[str, list[str]]) -> pd.DataFrame:
    pairs = [(area, part) for area, parts in members.items() if parts != [area] for part in parts]
    parts = rows.merge(pd.DataFrame(pairs, columns=["larger", "area_id"], dtype=object), on="area_id")
    if parts.empty:
        return rows
    keys = [parts["larger"], parts["group"], parts["year"]]
    sums = parts.groupby(keys)[NUMBERS].sum(min_count=1).mask(parts[NUMBERS].isna().groupby(keys).any())
    counts = parts.groupby(keys).size()
    sums.index = sums.index.set_names(CHILDREN_KEY)
    counts.index = counts.index.set_names(CHILDREN_KEY)
    table = rows.set_index(CHILDREN_KEY)
    wanted = pd.Series({area: len(of) for area, of in members.items()}, dtype=float)
    complete = counts.reindex(table.index).to_numpy() == wanted.reindex(table.index.get_level_values(0)).to_numpy()
    at = sums.reindex(table.index)
    at.loc[~complete] = pd.NA
    for name in NUMBERS:
        table[name] = table[name].mask(table["value"].notna() & at["value"].notna(), at[name])
    return table.reset_index()

"""Children of every Kita-Jahr as an edition shows them: whole children, no small number, none told by two others."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import pandas as pd

from sozialraum.analysis.ledger.children import withheld_children
from sozialraum.analysis.planning.edition.cells import Cells, same_months
from sozialraum.analysis.planning.edition.told import NUMBERS, counted_before, told_children, whole
from sozialraum.model.cohorts import Cohorts
from sozialraum.model.forecast import SURVIVAL_RATES
from sozialraum.model.periods import first_day
from sozialraum.model.planning import ChildrenOfYears
from sozialraum.model.status import RANK, STATUS_OF, Status
from sozialraum.model.tables import CHILDREN, CHILDREN_KEY, CITY, typed

WITHHELD = str(Status.WITHHELD)


def public_years(
    years: ChildrenOfYears,
    cells: Cells,
    rules: Cohorts,
    asked: Iterable[str],
    members: Mapping[str, list[str]],
    withheld: Collection[str],
    ahead: Mapping[str, list[str]] | None = None,
) -> ChildrenOfYears:
    """The children of an edition, and what it may tell of how those ahead were worked out.

    Args:
        years: all of them; those ahead not worked out from withheld numbers of single areas.
        cells: the groups that are shown.
        rules: all groups.
        asked: groups that something is worked out from: they are withheld, not left out, where they are no sum of
            cells.
        members: area of any level -> its Sozialräume.
        withheld: keys of the cells of the ledger that are, those of the years ahead included.
        ahead: as in told_children.

    Returns:
        Whole children throughout. What rests on a withheld cell is withheld (reason "parts_withheld"). Limits are
        told of years ahead only: those of counted children are the children of single years or months. Rates of
        areas, which tell their children by age, are left out.

    Source: docs/methods.md#geheimhaltung
    """
    before = counted_before(years)
    rows = whole(years.children[years.children["group"].isin([*cells.made_of, *asked])], years.ahead)
    rows = rows[rows["area_id"].isin(members)]
    own = told_children(years, cells, members, ahead)
    own = own[own["area_id"].isin(members)].reset_index(drop=True)
    own = _withheld(own, withheld_children(own, withheld))
    later = _of_told(rows[rows["year"].isin(before)], own, rules, cells, before)
    sums = _sums(rows[~rows["year"].isin(before) & ~rows["group"].isin(cells.ids)], own, cells)
    table = pd.concat([own, later, sums], ignore_index=True).sort_values(CHILDREN_KEY, kind="stable")
    test = years.back_test[years.back_test["group"].isin(list(cells.made_of))]
    percents = [name for name in test.columns if name.endswith("_pct")]
    return replace(
        years,
        children=typed(table.reset_index(drop=True), CHILDREN),
        back_test=test.assign(**{name: test[name].round(1) for name in percents}),
        rates=_of_city(years.rates),
        factors=years.factors.assign(worked_out=years.factors["worked_out"].round(0)),
    )


def _withheld(rows: pd.DataFrame, hidden: pd.Series) -> pd.DataFrame:
    hidden = hidden | (rows["status"] == WITHHELD)
    rows = rows.copy()
    rows.loc[hidden, NUMBERS] = pd.NA
    rows.loc[hidden, "status"] = WITHHELD
    rows.loc[hidden, "reason"] = "parts_withheld"
    return rows


def _of_told(
    rows: pd.DataFrame, own: pd.DataFrame, rules: Cohorts, cells: Cells, before: Mapping[str, str]
) -> pd.DataFrame:
    """Rows of years told by the Stichtag of an earlier one: sums of its cells, withheld where they are none."""
    made = {
        (group, year): same_months(rules, cells, group, first_day(year).year, first_day(told).year)
        for year, told in before.items()
        for group in rows["group"].unique()
    }
    told_in = rows["year"].map(dict(before))
    return _summed(rows, own, [made[pair] for pair in zip(rows["group"], rows["year"], strict=True)], told_in)


def _sums(rows: pd.DataFrame, own: pd.DataFrame, cells: Cells) -> pd.DataFrame:
    """Rows of groups that are made of cells; those that are not are withheld."""
    return _summed(rows, own, [cells.made_of.get(group, ()) for group in rows["group"]], rows["year"])


def _summed(
    rows: pd.DataFrame, own: pd.DataFrame, made_of: list[tuple[str, ...]], told_in: pd.Series
) -> pd.DataFrame:
    """The rows with the sums of these cells in that year; unknown ones stay as they are, without limits."""
    of_row = pd.Series(made_of, index=rows.index, dtype=object)
    keys = rows[CHILDREN_KEY].assign(told=told_in, part=of_row, at=range(len(rows))).explode("part")
    cells = own.rename(columns={"group": "part", "year": "told"})[["area_id", "part", "told", *NUMBERS, "status"]]
    parts = keys.merge(cells, on=["area_id", "part", "told"], how="left")
    rank = parts["status"].map(RANK).fillna(RANK[WITHHELD])
    by = parts.groupby("at")
    table = rows.reset_index(drop=True)
    known = table["value"].notna()
    for name in NUMBERS:
        sums = by[name].sum(min_count=1).mask(parts[name].isna().groupby(parts["at"]).any())
        table[name] = sums.reindex(table.index).astype("Float64").where(known)
    worst = rank.groupby(parts["at"]).max().reindex(table.index)
    table["status"] = table["status"].where(~known | table["value"].notna(), worst.map(STATUS_OF).astype(str))
    hidden = (worst == RANK[WITHHELD]) & (known | (table["status"] == WITHHELD))
    return _withheld(table, hidden.fillna(False))


def _of_city(rates: pd.DataFrame) -> pd.DataFrame:
    """The rates of the city, which every area has beside its own."""
    once = rates.drop_duplicates("age").sort_values("age")
    table = once.assign(area_id=CITY, rate=once["city"])
    table[["base", "own", "weight"]] = pd.NA
    return typed(table.reset_index(drop=True), SURVIVAL_RATES)

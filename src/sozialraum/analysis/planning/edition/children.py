"""Children of every Kita-Jahr as an edition shows them: whole children, no small number, none told by two others."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import pandas as pd

from sozialraum.analysis.planning.edition.cells import Cells, same_months
from sozialraum.analysis.suppression import small
from sozialraum.model.cohorts import Cohorts
from sozialraum.model.forecast import SURVIVAL_RATES
from sozialraum.model.periods import first_day
from sozialraum.model.planning import ChildrenOfYears
from sozialraum.model.status import RANK, STATUS_OF, Status
from sozialraum.model.tables import CHILDREN, CHILDREN_KEY, CITY, typed

WITHHELD, FORECAST = str(Status.WITHHELD), str(Status.FORECAST)
NUMBERS = ["value", "lower", "upper"]


def public_years(
    years: ChildrenOfYears,
    cells: Cells,
    rules: Cohorts,
    asked: Iterable[str],
    members: Mapping[str, list[str]],
    min_count: int,
    few: Collection[str],
) -> ChildrenOfYears:
    """The children of an edition, and what it may tell of how those ahead were worked out.

    Args:
        years: all of them; those ahead not worked out from single numbers of the areas `few`.
        cells: the groups that are shown.
        rules: all groups.
        asked: groups that something is worked out from: they are withheld, not left out, where they are no sum of
            cells.
        members: area of any level -> its Sozialräume.
        min_count: from how many children on a number may be shown.
        few: from areas_with_few.

    Returns:
        Whole children throughout. Small numbers are withheld (reason "parts_withheld"), and so are all years ahead of
        the areas with few; larger areas keep their own numbers. Limits are told of years ahead only: those of counted
        children are the children of single years or months. Rates of areas, which tell their children by age, are
        left out.

    Source: docs/methods.md#geheimhaltung
    """
    before = _counted_before(years)
    rows = _rounded(years.children[years.children["group"].isin([*cells.made_of, *asked])], years.ahead)
    own = rows[~rows["year"].isin(before) & rows["group"].isin(cells.ids)]
    own = _withheld(own, small(own["value"], min_count) | (own["year"].isin(years.ahead) & own["area_id"].isin(few)))
    own = _of_larger(own, members, min_count)
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


def areas_with_few(
    years: ChildrenOfYears, cells: Cells, base: Collection[str], min_count: int, look_back: int
) -> frozenset[str]:
    """The Sozialräume of which a number that the years ahead rest on is withheld.

    Args:
        years: all of them.
        cells: the groups that are shown.
        base: the Sozialräume.
        min_count: from how many children on a number may be shown.
        look_back: how many years back from the last Stichtag the rates reach.
    """
    before = _counted_before(years)
    counted = [year for year in years.counted_on if year not in years.ahead and year not in before]
    last = sorted(counted, key=first_day)[-look_back - 1 :]
    rows = years.children
    rows = rows[rows["year"].isin(last) & rows["group"].isin(cells.ids) & rows["area_id"].isin(base)]
    hidden = small(rows["value"].round(0), min_count) | (rows["status"] == WITHHELD)
    return frozenset(str(area) for area in rows.loc[hidden, "area_id"].unique())


def _counted_before(years: ChildrenOfYears) -> dict[str, str]:
    """Year -> the earlier one in which the Stichtag lies that tells both."""
    first: dict[str, str] = {}
    found = {}
    for year in sorted(years.counted_on, key=first_day):
        day = years.counted_on[year]
        if day in first and year not in years.ahead:
            found[year] = first[day]
        first.setdefault(day, year)
    return found


def _rounded(rows: pd.DataFrame, ahead: Iterable[str]) -> pd.DataFrame:
    """Whole children; limits of years ahead only."""
    of_forecast = rows["year"].isin(list(ahead)) & (rows["status"] == FORECAST)
    whole = {name: rows[name].round(0) for name in NUMBERS}
    return rows.assign(value=whole["value"], **{name: whole[name].where(of_forecast) for name in ("lower", "upper")})


def _of_larger(rows: pd.DataFrame, members: Mapping[str, list[str]], min_count: int) -> pd.DataFrame:
    """A larger area is the sum of its rounded Sozialräume where all are shown, so that both agree, else its own
    rounded number."""
    pairs = [(area, part) for area, parts in members.items() if parts != [area] for part in parts]
    parts = rows.merge(pd.DataFrame(pairs, columns=["larger", "area_id"], dtype=object), on="area_id")
    if parts.empty:
        return rows
    keys = [parts["larger"], parts["group"], parts["year"]]
    sums = parts.groupby(keys)[NUMBERS].sum(min_count=1).mask(parts[NUMBERS].isna().groupby(keys).any())
    sums.index = sums.index.set_names(CHILDREN_KEY)
    table = rows.set_index(CHILDREN_KEY)
    at = sums.reindex(table.index)
    for name in NUMBERS:
        table[name] = table[name].mask(table["value"].notna() & at["value"].notna(), at[name])
    table = table.reset_index()
    return _withheld(table, small(table["value"], min_count))


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

"""Children of a coverage in a Kita-Jahr, and the places they need by the targets that hold for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialraum.analysis.coverage import PLACES_DIGITS, places_needed
from sozialraum.analysis.planning.sides import NOWHERE, Side, city_of, summed
from sozialraum.model.rules import Coverage
from sozialraum.model.status import RANK, STATUS_OF
from sozialraum.model.tables import CHILDREN, records, typed
from sozialraum.model.targets import held

UNKNOWN = "children_unknown"
SIDES = ("value", "lower", "upper")


@dataclass(frozen=True)
class Demand:
    """Children and the places they need; `needed` is None where the coverage has no target at all."""

    children: Side
    needed: Side | None


def children_of_indicator(
    coverage: Coverage, indicators: pd.DataFrame, period: str | None, year: str
) -> pd.DataFrame:
    """Rows of the table CHILDREN from the indicator that a coverage names, for cities without a register by age.

    Args:
        coverage: names the indicator.
        indicators: table `indicators` of Sozialräume and larger areas.
        period: the date of the children that stands for the year; None for none.
        year: Kita-Jahr.
    """
    rows = indicators[
        (indicators["indicator_id"] == coverage.children)
        & (indicators["group"] == "")
        & (indicators["period"] == (period or ""))
    ]
    limits = pd.DataFrame({"lower": pd.NA, "upper": pd.NA}, index=rows.index)
    own = rows.drop(columns=["group"]).assign(group=coverage.id, year=year, basis="indicator")
    return typed(own.join(limits), CHILDREN)


def groups_of(coverage: Coverage) -> list[str]:
    """The groups of the table CHILDREN that are a coverage's children: its cohorts, else those of its indicator."""
    return coverage.cohorts or [coverage.id]


def demand(
    coverage: Coverage,
    children: pd.DataFrame,
    targets: pd.DataFrame,
    ages: Mapping[str, frozenset[int]],
    members: Mapping[str, list[str]],
    year: str,
) -> Demand:
    """Children of a coverage and the places they need.

    Args:
        coverage: its cohort groups, which share no age.
        children: table CHILDREN; a larger area's own row counts only where one of its Sozialräume has none.
        targets: table TARGETS, checked by model.targets.target_problems.
        ages: cohort group -> its years of age.
        members: area -> its Sozialräume.
        year: Kita-Jahr.

    Returns:
        Sums over the groups. Needed places: sum of children x target, group by group and Sozialraum by Sozialraum,
        not rounded; NA with reason "no_target" where a group of an area has none.

    Source: docs/methods.md#bedarf-nach-altersjahren
    """
    rows = children[(children["year"] == year) & children["group"].isin(groups_of(coverage))]
    base = sorted({part for parts in members.values() for part in parts})
    by_group = {group: rows[rows["group"] == group].set_index("area_id") for group in groups_of(coverage)}
    quota = {group: targets_by_area(targets, coverage.id, group, ages, members, year) for group in by_group}
    own = [*base, NOWHERE] if any(NOWHERE in table.index for table in by_group.values()) else base
    heads = _together({group: table.reindex(own) for group, table in by_group.items()})
    why = UNKNOWN if len(rows) else "no_children_date"
    counted = _demanded(summed(heads, members, why), _together_complete(by_group), members)
    if all(one.isna().all() for one in quota.values()):
        return Demand(counted, None)
    needs = _together({group: _needed(table.reindex(own), quota[group]) for group, table in by_group.items()})
    side = summed(needs, members, why)
    open_ = [area for area, parts in members.items() if parts != [area] and pd.isna(side.value[area])]
    given = _together_complete(
        {group: _needed_of_larger(table, quota[group], members, open_) for group, table in by_group.items()}
    )
    needed = _demanded(side, given, members)
    bare = {str(area) for one in quota.values() for area in one.index[one.isna()]}
    without = pd.Series([not bare.isdisjoint(parts) for parts in members.values()], index=needed.reason.index)
    reason = needed.reason.mask(without & needed.value.isna() & counted.value.notna(), "no_target")
    return Demand(counted, Side(needed.value, needed.lower, needed.upper, needed.status, reason))


def heads_of(groups: Sequence[str], children: pd.DataFrame, members: Mapping[str, list[str]], year: str) -> Side:
    """Children of several cohort groups together, which share nobody; none of no group is unknown.

    Args:
        groups: ids.
        children: table CHILDREN.
        members: area -> its Sozialräume.
        year: Kita-Jahr.
    """
    rows = children[(children["year"] == year) & children["group"].isin(groups)]
    by_group = {group: rows[rows["group"] == group].set_index("area_id") for group in groups or [""]}
    base = sorted({part for parts in members.values() for part in parts})
    heads = _together({group: table.reindex(base) for group, table in by_group.items()})
    return _demanded(summed(heads, members, UNKNOWN), _together_complete(by_group), members)


def targets_by_area(
    targets: pd.DataFrame,
    coverage_id: str,
    group: str,
    ages: Mapping[str, frozenset[int]],
    members: Mapping[str, list[str]],
    year: str,
) -> pd.Series:
    """The target in percent that holds for a cohort group in each Sozialraum, and NOWHERE; NA for none.

    Of several the one for the smaller area holds, then the one for the year; of two as close that differ, none.
    """
    rows = [{**row, "age": None if pd.isna(row["age"]) else row["age"]} for row in records(targets)]
    city = city_of(members)
    named = {str(row["area_id"]) or city for row in rows}
    larger = sorted((area for area in members if area not in members[area]), key=lambda area: len(members[area]))
    of_place: dict[tuple[str, ...], float | None] = {}  # most Sozialräume lie in the same named areas
    found: dict[str, float | None] = {}
    for area in [*sorted({part for parts in members.values() for part in parts}), NOWHERE]:
        below = [area, *(one for one in larger if area in members[one] and one != city)] if area else []
        around = (*(one for one in below if one in named), city)
        if around not in of_place:
            number = held(rows, coverage_id, group, ages, year, around)
            of_place[around] = None if number is None else float(rows[number]["target_pct"])
        found[area] = of_place[around]
    return pd.Series(found, dtype="Float64")


def _needed(table: pd.DataFrame, target: pd.Series) -> pd.DataFrame:
    """The same rows as places needed."""
    at = target.reindex(table.index)
    return table.assign(**{name: places_needed(table[name].astype("Float64") * at / 100, 100.0) for name in SIDES})


def _together(by_group: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Sums over the groups for each area: NA where one of them is unknown."""
    tables = list(by_group.values())
    index = tables[0].index
    value = _sum([table["value"] for table in tables])
    return pd.DataFrame(
        {
            "value": value,
            "lower": _sum([table["lower"].fillna(table["value"]).fillna(0.0) for table in tables]),
            "upper": _sum([table["upper"].fillna(table["value"]) for table in tables]),
            "status": pd.concat([table["status"].map(RANK) for table in tables], axis=1).max(axis=1).map(STATUS_OF),
        },
        index=index,
    )


def _together_complete(by_group: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Sums over the groups for the areas of which every group has a row."""
    common = sorted(set.intersection(*(set(table.index) for table in by_group.values())))
    return _together({group: table.reindex(common) for group, table in by_group.items()})


def _sum(columns: list[pd.Series]) -> pd.Series:
    return pd.concat([column.astype("Float64") for column in columns], axis=1).sum(axis=1, skipna=False)


def _needed_of_larger(
    table: pd.DataFrame, target: pd.Series, members: Mapping[str, list[str]], larger: Sequence[str]
) -> pd.DataFrame:
    """Places needed by an area's own number of children, where those of some of its Sozialräume are unknown.

    All its children are taken by the target of the unknown ones, and the known ones of another target put right;
    NA where the unknown ones have several targets. Where none is unknown any target serves to start from. So nothing
    but the numbers given is needed.
    """
    city = city_of(members)
    counts = table[list(SIDES)].astype("Float64")
    counts = counts.assign(
        lower=counts["lower"].fillna(counts["value"]), upper=counts["upper"].fillna(counts["value"])
    )
    told = dict(zip(counts.index, counts.to_numpy(dtype=float, na_value=np.nan), strict=True))
    wanted = dict(zip(target.index, target.to_numpy(dtype=float, na_value=np.nan), strict=True))
    common: dict[str, float] = {}
    table = table[table.index.isin(larger)]
    more = pd.DataFrame(0.0, index=table.index, columns=counts.columns, dtype="Float64")
    for area in larger:
        own = [*members[area], NOWHERE] if area == city and NOWHERE in told else members[area]
        known = [part for part in own if part in told and not np.isnan(told[part][0])]
        unknown = [part for part in own if part not in known]
        said = {wanted.get(part, np.nan) for part in unknown or own}
        if area not in table.index or (len(said) != 1 and unknown) or not said or any(map(np.isnan, said)):
            continue
        common[area] = wanted[(unknown or own)[0]]
        differs = {part: wanted.get(part, np.nan) - common[area] for part in known}
        moved = [told[part] * by / 100 for part, by in differs.items() if by != 0]
        if moved:
            more.loc[area] = pd.array(np.sum(moved, axis=0), dtype="Float64")
    rows = _needed(table, pd.Series(common, dtype="Float64"))
    put_right = (more != 0).any(axis=1).fillna(True)
    at = counts.reindex(table.index)
    full = _needed(table.assign(lower=at["lower"], upper=at["upper"]), pd.Series(common, dtype="Float64"))
    return rows.assign(
        **{name: rows[name].mask(put_right, (full[name] + more[name]).round(PLACES_DIGITS)) for name in SIDES}
    )


def _demanded(side: Side, given: pd.DataFrame, members: Mapping[str, list[str]]) -> Side:
    """With the numbers given for larger areas; a lower limit of 0 where nothing at all is known says nothing."""
    told = _with_given(side, given, members)
    nothing = told.value.isna() & (told.lower == 0).fillna(False)
    return Side(told.value, told.lower.mask(nothing), told.upper, told.status, told.reason)


def _with_given(side: Side, given: pd.DataFrame, members: Mapping[str, list[str]]) -> Side:
    """Where the sum of a larger area is unknown, its own number, if one was given."""
    larger = [area for area, parts in members.items() if parts != [area] and area in given.index]
    use = pd.Series(side.value.index.isin(larger), index=side.value.index) & side.value.isna()
    own = given.reindex(side.value.index)
    use &= own["value"].notna()
    return Side(
        side.value.mask(use, own["value"]),
        side.lower.mask(use, own["lower"]),
        side.upper.mask(use, own["upper"]),
        side.status.mask(use, own["status"]),
        side.reason.mask(use, ""),
    )

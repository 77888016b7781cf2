"""Children of a coverage in a Kita-Jahr, and the places they need by the targets that hold for them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialraum.analysis.coverage import PLACES_DIGITS, places_needed
from sozialraum.analysis.planning.sides import (
    NOWHERE,
    UNTOLD,
    Figures,
    Floats,
    Side,
    city_of,
    floats,
    places_of,
    standing_in,
    summed,
)
from sozialraum.model.rules import Coverage
from sozialraum.model.status import RANK
from sozialraum.model.tables import CHILDREN, records, typed
from sozialraum.model.targets import held

CHILDREN_UNKNOWN = "children_unknown"
OfAreas = dict[str, float]  # area -> target in percent, NaN for none


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
        not rounded; NaN with reason "no_target" where a group of an area has none.

    Source: docs/methods.md#bedarf-nach-altersjahren
    """
    groups = list(dict.fromkeys(groups_of(coverage)))
    rows = children[(children["year"] == year) & children["group"].isin(groups)]
    places = places_of(members)
    of_places, of_areas = _told(rows, groups, places), _told(rows, groups, list(members))
    why = CHILDREN_UNKNOWN if len(rows) else "no_children_date"
    counted = _demanded(summed(_together(of_places), members, why), _together(of_areas), members)
    quotas = targets_by_area(targets, coverage.id, groups, ages, members, year)
    if all(np.isnan(target) for of_group in quotas.values() for target in of_group.values()):
        return Demand(counted, None)
    target = np.array([[quotas[group][place] for place in places] for group in groups])
    side = summed(_together(_needed(of_places, target)), members, why)
    open_ = frozenset(area for area, value in zip(members, side.value, strict=True) if np.isnan(value))
    given = [
        _needed_of_larger(_of(of_places, at), _of(of_areas, at), quotas[group], members, open_)
        for at, group in enumerate(groups)
    ]
    needed = _demanded(side, _together(_stacked(given)), members)
    bare = {place for of_group in quotas.values() for place, one in of_group.items() if np.isnan(one)}
    without = np.array([not bare.isdisjoint(parts) for parts in members.values()])
    untargeted = without & np.isnan(needed.value) & ~np.isnan(counted.value)
    reason = np.where(untargeted, "no_target", needed.reason)
    return Demand(counted, Side(needed.value, needed.lower, needed.upper, needed.rank, reason))


def heads_of(groups: Sequence[str], children: pd.DataFrame, members: Mapping[str, list[str]], year: str) -> Side:
    """Children of several cohort groups together, which share nobody; none of no group is unknown.

    Args:
        groups: ids.
        children: table CHILDREN.
        members: area -> its Sozialräume.
        year: Kita-Jahr.
    """
    rows = children[(children["year"] == year) & children["group"].isin(groups)]
    wanted = list(dict.fromkeys(groups)) or [""]
    of_places, of_areas = _told(rows, wanted, places_of(members)), _told(rows, wanted, list(members))
    return _demanded(summed(_together(of_places), members, CHILDREN_UNKNOWN), _together(of_areas), members)


def targets_by_area(
    targets: pd.DataFrame,
    coverage_id: str,
    groups: Iterable[str],
    ages: Mapping[str, frozenset[int]],
    members: Mapping[str, list[str]],
    year: str,
) -> dict[str, OfAreas]:
    """The target in percent that holds for each cohort group in each Sozialraum, and NOWHERE; NaN for none.

    Of several the one for the smaller area holds, then the one for the year; of two as close that differ, none.
    """
    rows = [{**row, "age": None if pd.isna(row["age"]) else row["age"]} for row in records(targets)]
    city = city_of(members)
    named = {str(row["area_id"]) or city for row in rows}
    larger = sorted((area for area in members if area not in members[area]), key=lambda area: len(members[area]))
    around: dict[str, tuple[str, ...]] = {}  # most Sozialräume lie in the same named areas
    for area in places_of(members):
        below = [area, *(one for one in larger if area in members[one] and one != city)] if area else []
        around[area] = (*(one for one in below if one in named), city)

    def target(group: str, near: tuple[str, ...]) -> float:
        number = held(rows, coverage_id, group, ages, year, near)
        return np.nan if number is None else float(rows[number]["target_pct"])

    found: dict[str, OfAreas] = {}
    for group in groups:
        of_place = {near: target(group, near) for near in set(around.values())}
        found[group] = {area: of_place[near] for area, near in around.items()}
    return found


def _told(rows: pd.DataFrame, groups: list[str], areas: list[str]) -> Figures:
    """What is told of each group (first axis) in each area."""
    at_group = {group: number for number, group in enumerate(groups)}
    at_area = {area: number for number, area in enumerate(areas)}
    inside = rows[rows["area_id"].isin(areas)]
    where = [at_group[one] for one in inside["group"]], [at_area[one] for one in inside["area_id"]]
    empty = np.full((len(groups), len(areas)), np.nan)
    found = Figures(empty, empty.copy(), empty.copy(), np.full(empty.shape, UNTOLD))
    for name, column in (("value", found.value), ("lower", found.lower), ("upper", found.upper)):
        column[where] = floats(inside[name])
    found.rank[where] = [RANK[one] for one in inside["status"]]
    return found


def _of(every: Figures, group: int) -> Figures:
    return Figures(every.value[group], every.lower[group], every.upper[group], every.rank[group])


def _stacked(groups: list[Figures]) -> Figures:
    return Figures(
        np.array([one.value for one in groups]),
        np.array([one.lower for one in groups]),
        np.array([one.upper for one in groups]),
        np.array([one.rank for one in groups]),
    )


def _needed(heads: Figures, target: Floats) -> Figures:
    """The same areas as places needed, a fraction where it is one."""
    return Figures(
        places_needed(heads.value, target),
        places_needed(heads.lower, target),
        places_needed(heads.upper, target),
        heads.rank,
    )


def _together(groups: Figures) -> Figures:
    """Sums over the groups for each area: NaN where one of them is unknown."""
    return Figures(
        value=groups.value.sum(axis=0),
        lower=np.nan_to_num(np.where(np.isnan(groups.lower), groups.value, groups.lower)).sum(axis=0),
        upper=np.where(np.isnan(groups.upper), groups.value, groups.upper).sum(axis=0),
        rank=groups.rank.max(axis=0),
    )


def _needed_of_larger(
    of_places: Figures, of_areas: Figures, target: OfAreas, members: Mapping[str, list[str]], wanted: frozenset[str]
) -> Figures:
    """Places needed by the own number of children of larger areas, where those of some of their Sozialräume are
    unknown.

    All its children are taken by the target of the unknown ones, and the known ones of another target put right;
    NaN where the unknown ones have several targets. Where none is unknown any target serves to start from. So nothing
    but the numbers given is needed.
    """
    told = {
        place: np.array(one)
        for place, rank, *one in zip(places_of(members), of_places.rank, *_within(of_places), strict=True)
        if rank != UNTOLD
    }
    found = np.full((3, len(members)), np.nan)
    for number, (area, parts) in enumerate(standing_in(members).items()):
        if area not in wanted or members[area] == [area] or of_areas.rank[number] == UNTOLD:
            continue
        own = [part for part in parts if part != NOWHERE or part in told]
        unknown = [part for part in own if part not in told or np.isnan(told[part][0])]
        said = {target[part] for part in unknown or own}
        if (len(said) != 1 and unknown) or any(map(np.isnan, said)):
            continue
        common = target[(unknown or own)[0]]
        heads = np.array([column[number] for column in _within(of_areas)])
        differs = {part: target[part] - common for part in own if part not in unknown}
        more = sum(told[part] * by / 100 for part, by in differs.items() if by != 0)
        found[:, number] = (places_needed(heads, common) + more).round(PLACES_DIGITS)
    value, lower, upper = found
    return Figures(value, lower, upper, of_areas.rank)


def _within(counts: Figures) -> tuple[Floats, Floats, Floats]:
    """The numbers and their limits: themselves where nothing else is said."""
    value = counts.value
    return (
        value,
        np.where(np.isnan(counts.lower), value, counts.lower),
        np.where(np.isnan(counts.upper), value, counts.upper),
    )


def _demanded(side: Side, given: Figures, members: Mapping[str, list[str]]) -> Side:
    """With the numbers given for larger areas where the sum is unknown; a lower limit of 0 where nothing at all is
    known says nothing."""
    larger = np.array([parts != [area] for area, parts in members.items()])
    use = larger & np.isnan(side.value) & ~np.isnan(given.value)
    value = np.where(use, given.value, side.value)
    lower = np.where(use, given.lower, side.lower)
    return Side(
        value=value,
        lower=np.where(np.isnan(value) & (lower == 0), np.nan, lower),
        upper=np.where(use, given.upper, side.upper),
        rank=np.where(use, given.rank, side.rank),
        reason=np.where(use, "", side.reason),
    )

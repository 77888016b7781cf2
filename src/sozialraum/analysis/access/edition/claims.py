"""What an edition tells of reach, as inequalities of the numbers of people in each place."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, inf
from typing import Any

import numpy as np
import pandas as pd

from sozialraum.analysis.access.edition.forms import Form
from sozialraum.model.reach import PEOPLE, Rings
from sozialraum.model.status import Status
from sozialraum.model.tables import records

Name = tuple[str, str, str]  # question, area or facility, measure or step
WITHHELD = str(Status.WITHHELD)
SHARP = 1e-7  # a value just below the upper end of what is rounded to the one that is told


@dataclass(frozen=True)
class World:
    """The unknown numbers: people of some groups in the places of a city.

    Args:
        groups: whose people are told by the same questions.
        people: (groups, places) the truth; 0 where nobody lives or it is not known.
        column: (groups, places) number of the unknown; -1 where everybody knows that nobody is counted.
        places: area -> numbers of its places.
        whole: whether people are counted in whole numbers.
    """

    groups: tuple[str, ...]
    people: np.ndarray
    column: np.ndarray
    places: Mapping[str, np.ndarray]
    whole: bool

    @property
    def truth(self) -> np.ndarray:
        """(unknowns,)"""
        return np.asarray(self.people[self.column >= 0], dtype=float)


@dataclass(frozen=True)
class Few:
    """Which counts of people are small.

    Args:
        below: from so many on a count may be told.
        values: so many values must stay possible for one that is not.
        zeros: whether it is told that nobody is counted.
    """

    below: float
    values: int
    zeros: bool = True


@dataclass(frozen=True)
class Claim:
    """low <= sum of factors * unknowns <= high.

    Args:
        columns: numbers of the unknowns.
        name: of what is told; "" for what anybody knows, which cannot be withheld.
        worth: what is withheld first comes first.
    """

    columns: np.ndarray
    factors: np.ndarray
    low: float
    high: float
    name: Name = ("", "", "")
    worth: tuple[int, ...] = (0,)

    @property
    def is_count(self) -> bool:
        """Whether it is a number of people: what matters most."""
        return self.worth[0] > 0


def nowhere_more(world: World, nested: Iterable[tuple[str, str]]) -> Iterator[Claim]:
    """That a group within another has nowhere more people (larger group, smaller group)."""
    for large, small in nested:
        both = world.column[[world.groups.index(large), world.groups.index(small)]]
        for one in both.T[(both >= 0).all(axis=0)]:
            yield Claim(one, np.array([1.0, -1.0]), 0.0, inf)


def claims_of_areas(
    world: World,
    groups: list[str],
    known: np.ndarray,
    table: pd.DataFrame,
    forms: Mapping[str, Form],
    few: Few,
    elsewhere: Collection[str] = (),
) -> Iterator[Claim]:
    """What the rows of a question about some groups say.

    Args:
        known: (places,) where its people are known.
        table: from measures.area_measures.
        forms: of its measures.
        few: which counts are small.
        elsewhere: areas whose number of people may be told in another place, so that to withhold it hides nothing.
    """
    of = np.array([world.groups.index(group) for group in groups])
    order = {measure: at for at, measure in enumerate(reversed([*forms]))}
    for row in records(table):
        measure, area, form = row["measure_id"], row["area_id"], forms[row["measure_id"]]
        here = world.places[area]
        here = here[known[here]]
        values = form.values[here]
        worth = (int(form.kind == "count"), len(world.places[area]), order[measure])
        name = (row["target_group"], area, form.tells)
        sides = _inequalities(row, form, values, world, of, here, few)
        if measure == PEOPLE and area in elsewhere:
            count = float(world.people[np.ix_(of, here)].sum())
            sides, name = [(values, count, count)], ("", "", "")
        for factors, low, high in sides:
            kept = factors != 0
            columns = world.column[np.ix_(of, here[kept])]
            free = columns >= 0
            if free.any():
                spread = np.broadcast_to(factors[kept], columns.shape)
                told = name if row["status"] != WITHHELD else ("", "", "")
                yield Claim(columns[free], spread[free], low, high, told, worth)


Sides = list[tuple[np.ndarray, float, float]]


def _inequalities(
    row: Mapping[str, Any],
    form: Form,
    values: np.ndarray,
    world: World,
    of: np.ndarray,
    here: np.ndarray,
    few: Few,
) -> Sides:
    value = None if pd.isna(row["value"]) else float(row["value"])
    if form.kind == "count":
        if row["status"] == WITHHELD:
            count = float(world.people[np.ix_(of, here)].sum(axis=0) @ values)
            return _of_withheld(values, count, world.whole, few) if row["measure_id"] == form.tells else []
        return [] if value is None or row["measure_id"] != form.tells else [(values, value, value)]
    if value is not None:
        return _of_value(form, values, value, float(row["unit"]), world.whole)
    if row["reason"] == "unreachable":
        reached = np.isfinite(values).astype(float)
        return [(reached, 0.0, 0.0)] if form.kind == "mean" else [(reached - form.share, -inf, -_gap(form, world))]
    return []


def _of_withheld(values: np.ndarray, count: float, whole: bool, few: Few) -> Sides:
    """Where zeros are told it is not 0; and a small one may be guessed to be small."""
    if count <= 0 and few.zeros:
        return []
    return [(values, _least(whole, few), max(few.below - 1, few.values) if count < few.below else inf)]


def _least(whole: bool, few: Few) -> float:
    return 1.0 if whole and few.zeros else 0.0


def _of_value(form: Form, values: np.ndarray, value: float, unit: float, whole: bool) -> Sides:
    low, high = value - unit / 2, value + unit / 2
    if form.kind == "quantile":
        gap = form.share if whole else SHARP
        gap = min(gap, 1 - gap) if whole else gap
        below, up_to = (values < low).astype(float), (values < high).astype(float)
        return [(below - form.share, -inf, -gap), (up_to - form.share, 0.0, inf)]
    if form.kind == "share":
        if value == 0:
            return [(values, 0.0, 0.0)]
        if value >= 100:
            low, high = ceil(100 / unit - SHARP) * unit - unit / 2, inf
        values = 100 * values
    high -= SHARP * unit if np.isfinite(high) else 0
    counted = ~np.isnan(values)
    sides: Sides = []
    for end, bounds in ((low, (0.0, inf)), (high, (-inf, 0.0))):
        factors = np.where(counted, values - end, 0.0)
        if np.isfinite(end) and factors.any():
            sides.append((factors / np.abs(factors).max(), *bounds))
    return sides


def _gap(form: Form, world: World) -> float:
    """By how much whole numbers must miss a share of their sum: of half of it 0.5, of 90 % 0.1."""
    return min(form.share, 1 - form.share) if world.whole else SHARP


def claims_of_around(
    world: World,
    groups: list[str],
    known: np.ndarray,
    table: pd.DataFrame,
    rings: Rings,
    unit: float,
    few: Few,
) -> Iterator[Claim]:
    """What the rows of a question in the table AROUND of an edition say; arguments as for `claims_of_areas`.

    Args:
        unit: in which people are told.
    """
    question = table["question"].iloc[0] if len(table) else ""
    size = sum(map(len, world.places.values()))
    for facility, step, columns in circles(world, groups, known, table, rings):
        row = table[(table["facility_id"] == facility) & (table["step_m"] == step)].iloc[0]
        truth = world.truth[columns].sum()
        name: Name = (question, facility, f"{step:g}")
        if pd.isna(row["people"]):
            low, high = _least(world.whole, few), max(unit / 2 - 1, few.values)
            if 0 < truth < unit / 2:
                yield Claim(columns, np.ones(len(columns)), low, high)
        elif row["people"] == 0:
            yield Claim(columns, np.ones(len(columns)), 0.0, 0.0, name, (0, size, 99))
        else:
            told = float(row["people"])
            yield Claim(columns, np.ones(len(columns)), told - unit / 2, told + unit / 2 - 1, name, (0, size, 99))


def circles(
    world: World, groups: list[str], known: np.ndarray, table: pd.DataFrame, rings: Rings
) -> Iterator[tuple[str, float, np.ndarray]]:
    """The unknowns within each step of each facility of a question, in order of the facilities' ids."""
    of = np.array([world.groups.index(group) for group in groups])
    steps = sorted(table["step_m"].unique())
    order = np.lexsort((rings.cell, rings.facility))
    cell, ring, facility = rings.cell[order], rings.ring[order], rings.facility[order]
    ends = np.searchsorted(facility, np.arange(len(rings.facility_ids) + 1))
    for at in sorted(range(len(rings.facility_ids)), key=lambda one: rings.facility_ids[one]):
        near, within = cell[ends[at] : ends[at + 1]], ring[ends[at] : ends[at + 1]]
        for number, step in enumerate(steps):
            inside = near[(within <= number) & known[near]]
            columns = world.column[np.ix_(of, inside)]
            yield str(rings.facility_ids[at]), float(step), columns[columns >= 0]

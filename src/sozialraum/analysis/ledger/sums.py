"""Which counts make up others: areas of larger areas, groups of a total, ages of an age."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialraum.analysis.ledger.figures import STREAM
from sozialraum.analysis.ledger.ledger import Ledger, joined
from sozialraum.analysis.ledger.totals import NEARLY, Totals, totals_ledger
from sozialraum.model.disclosure_rules import StatedSum
from sozialraum.model.indicators import Breakdown
from sozialraum.model.tables import CITY, group_parts, group_text

TELLING = 3  # so many different numbers above zero must bear out what nobody has said


@dataclass(frozen=True)
class Spread:
    """Where each count stands: one row for each key (an area, a group), one column for each of the other keys."""

    at: Mapping[str, int]  # key -> row
    place: np.ndarray  # (rows, columns) place in the table of figures, -1 where there is no number

    def row(self, key: str) -> np.ndarray:
        """The places of one key; a key that is nowhere has no number."""
        return self.place[self.at[key]] if key in self.at else np.full(self.place.shape[1], -1)


def spread(table: pd.DataFrame, by: str, others: list[str]) -> Spread:
    """The places of the counts of a table with one row for each of these keys."""
    rows, names = pd.factorize(table[by], sort=True)
    columns = table.groupby(others, sort=True).ngroup().to_numpy()
    place = np.full((len(names), columns.max(initial=-1) + 1), -1)
    place[rows, columns] = np.arange(len(table))
    return Spread({str(name): row for row, name in enumerate(names)}, place)


def area_sums(table: pd.DataFrame, members: Mapping[str, list[str]], joint: Mapping[str, list[str]]) -> Ledger:
    """Larger areas, joint areas and the city as sums of what they are made of.

    Args:
        table: figures that may be added up over areas, one row for each cell.
        members: larger area (the city too) -> its Sozialräume.
        joint: joint area -> its Sozialräume; it stands for those of which nothing is known.

    Returns:
        An equation for each larger area over the areas right below it; where one of these has no number, over the
        areas below that one. Areas without any number are one remainder.

    Source: docs/methods.md#was-zusammenhaengt
    """
    where = spread(table, "area_id", STREAM)
    together, table, stands = _joint_sums(table, where, joint)
    below = areas_below(members)
    found: list[Totals] = []
    for larger in sorted(below):
        total = where.row(larger)
        columns = np.flatnonzero(total >= 0)
        parts: list[tuple[np.ndarray, np.ndarray]] = []
        lacking = {area: np.zeros(len(total), dtype=bool) for area in members[larger]}
        _gather(below[larger], columns, where, below, parts, lacking)
        for one in sorted(stands):
            inside = [area for area in joint[one] if area in lacking]
            if len(inside) == len(joint[one]):
                gone = np.array([lacking[area] for area in inside])
                # it tells of all its areas without a number together: no help where another told of one of them
                helps = (
                    (stands[one] >= 0)
                    & (gone == np.array([where.row(area) < 0 for area in inside])).all(axis=0)
                    & gone.any(axis=0)
                )
                parts.append((np.flatnonzero(helps), stands[one][helps]))
                for area in inside:
                    lacking[area] &= ~helps
        more = np.any(list(lacking.values()), axis=0)
        number = np.full(len(total), -1)
        number[columns] = np.arange(len(columns))
        found.append(
            Totals(
                total[columns],
                np.concatenate([number[at] for at, _ in parts]),
                np.concatenate([own for _, own in parts]),
                more[columns],
            )
        )
    return joined([together, totals_ledger(table, together_of(found), "areas")])


def _gather(
    areas: Iterable[str],
    columns: np.ndarray,
    where: Spread,
    below: Mapping[str, list[str]],
    parts: list[tuple[np.ndarray, np.ndarray]],
    lacking: Mapping[str, np.ndarray],
) -> None:
    """Adds to `parts` what these areas tell of these columns, and marks in `lacking` who tells nothing."""
    for area in areas:
        own = where.row(area)[columns]
        parts.append((columns[own >= 0], own[own >= 0]))
        unknown = columns[own < 0]
        if area not in below:
            lacking[area][unknown] = True
        elif len(unknown):
            _gather(below[area], unknown, where, below, parts, lacking)


def areas_below(members: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Larger area -> the areas right below it, which share no Sozialraum.

    Args:
        members: larger area (the city too) -> its Sozialräume.
    """
    order = sorted(members, key=lambda area: (len(members[area]), area == CITY, area))
    sets = {area: set(members[area]) for area in order}

    def holder(own: set[str], start: int) -> str | None:
        return next((area for area in order[start:] if own <= sets[area]), None)

    below: dict[str, list[str]] = {area: [] for area in order}
    for number, area in enumerate(order):
        if (up := holder(sets[area], number + 1)) is not None:
            below[up].append(area)
    for base in sorted({part for parts in members.values() for part in parts}):
        if (up := holder({base}, 0)) is not None:
            below[up].append(base)
    for area in order:
        covered = [part for one in below[area] for part in members.get(one, [one])]
        if sorted(covered) != sorted(members[area]):
            below[area] = sorted(members[area])
    return {area: sorted(parts) for area, parts in below.items()}


def group_sums(table: pd.DataFrame, breakdowns: Iterable[Breakdown]) -> Ledger:
    """Totals as sums of their groups, for each dimension a group does not name yet.

    Args:
        table: figures, one row for each cell.
        breakdowns: dimensions and their parts; those of one that is not exhaustive leave a remainder, unless nobody
            is ever in it.

    Source: docs/methods.md#was-zusammenhaengt
    """
    where = spread(table, "group", ["what", "period", "area_id"])
    found = []
    for group in sorted(where.at):
        named = group_parts(group)
        for dimension in breakdowns:
            if dimension.id in named:
                continue
            parts = [where.row(group_text(named | {dimension.id: part.id})) for part in dimension.parts]
            total = where.row(group)
            some = (total >= 0) & ~_lacks_all(parts)
            missing = _lacks(parts) | (not dimension.exhaustive)
            own, each = total[some], [part[some] for part in parts]
            found.append((dimension.id, equation(own, each, missing[some] & ~_nobody_left(table, own, each))))
    return joined(
        totals_ledger(table, together_of([totals for name, totals in found if name == dimension]), f"by:{dimension}")
        for dimension in sorted({name for name, _ in found})
    )


def stated_sums(table: pd.DataFrame, sums: Iterable[StatedSum]) -> Ledger:
    """Counts that are sums of others by the word of the project, in every area, date and group that has them all."""
    where = spread(table, "what", ["area_id", "period", "group"])
    ledgers = []
    for number, one in enumerate(sums):
        total, parts = where.row(one.total), [where.row(part) for part in one.parts]
        some = (total >= 0) & ~_lacks_all(parts)
        missing = _lacks(parts) | one.rest
        own, each = total[some], [part[some] for part in parts]
        totals = equation(own, each, missing[some] & ~_nobody_left(table, own, each))
        ledgers.append(totals_ledger(table, totals, f"stated:{number}"))
    return joined(ledgers)


def equation(total: np.ndarray, parts: Iterable[np.ndarray], more: np.ndarray) -> Totals:
    """One equation for each total; parts are places too, -1 where there is no number."""
    rows = [(np.flatnonzero(part >= 0), part[part >= 0]) for part in parts]
    return Totals(
        total,
        np.concatenate([at for at, _ in rows]) if rows else np.zeros(0, dtype=int),
        np.concatenate([own for _, own in rows]) if rows else np.zeros(0, dtype=int),
        more,
    )


def together_of(found: Iterable[Totals]) -> Totals:
    """The same equations in one table."""
    every = list(found)
    starts = np.cumsum([0, *(len(one.total) for one in every)])
    none = np.zeros(0, dtype=int)
    return Totals(
        np.concatenate([none, *(one.total for one in every)]),
        np.concatenate([none, *(one.relation + start for one, start in zip(every, starts[:-1], strict=True))]),
        np.concatenate([none, *(one.part for one in every)]),
        np.concatenate([none.astype(bool), *(one.more for one in every)]),
    )


def _nobody_left(table: pd.DataFrame, total: np.ndarray, parts: Iterable[np.ndarray]) -> np.ndarray:
    """Where the parts that are told make up every total of that count: whoever adds up sees that nobody is missing.

    Seen in at least as many different totals above zero as two counts must share to be taken for the same.
    """
    value = np.append(table["value"].to_numpy(dtype=float), 0.0)
    whole = value[total]
    left = np.abs(whole - np.sum([value[part] for part in parts], axis=0)) > NEARLY * np.maximum(1.0, np.abs(whole))
    of = pd.DataFrame({"what": table["what"].to_numpy(dtype=object)[total], "left": left, "whole": whole})
    different = of["whole"].where(of["whole"] > 0).groupby(of["what"]).transform("nunique")
    return np.asarray(~of.groupby("what")["left"].transform("any") & (different >= TELLING), dtype=bool)


def _lacks(parts: list[np.ndarray]) -> np.ndarray:
    """Where a part has no number."""
    return np.asarray(np.min(np.array(parts), axis=0) < 0)


def _lacks_all(parts: list[np.ndarray]) -> np.ndarray:
    """Where no part has a number."""
    return np.asarray(np.max(np.array(parts), axis=0) < 0)


def _joint_sums(
    table: pd.DataFrame, where: Spread, joint: Mapping[str, list[str]]
) -> tuple[Ledger, pd.DataFrame, dict[str, np.ndarray]]:
    """Joint areas as sums, the table with what is left of them, and what stands for areas without a number.

    The last is the place of a count in that table for each stream, -1 where the joint area tells nothing of them.
    """
    stands, ledgers = {}, []
    for one in sorted(joint):
        total, parts = where.row(one), [where.row(area) for area in joint[one]]
        told, some = total >= 0, ~_lacks_all(parts)
        stands[one] = np.where(told & ~some, total, -1)
        both = told & some
        missing = _lacks(parts)
        found = totals_ledger(table, equation(total[both], [part[both] for part in parts], missing[both]), "joint")
        ledgers.append(found)
        rest = found.cells.set_index("cell")["value"]
        names = "joint\x1f" + table["cell"].to_numpy(dtype=object)[total[both]]
        left = missing[both] & np.isin(names, rest.index)
        own = table.iloc[total[both][left]].assign(cell=names[left], state="never")
        own["value"] = rest[names[left]].to_numpy()
        stands[one][np.flatnonzero(both)[left]] = len(table) + np.arange(len(own))
        table = pd.concat([table, own], ignore_index=True)
    return joined(ledgers), table, stands

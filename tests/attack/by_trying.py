"""Relations found by trying: columns that count the same, that are sums of others, or that depend on each other."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from attack.known import FEWEST_TIMES, TOLERANCE, Columns, Equation, believed

LARGEST_FAMILY = 16  # columns of which every linear relation is looked for


def by_trying(tables: Columns) -> Iterator[Equation]:
    """Columns that are the same, the sum of two others, or that depend on each other within a family."""
    counts = [what for what in tables.whats if _counts(what) and _additive(tables, what)]
    alike: set[str] = set()
    for one, other in _same(tables, counts):
        alike.add(other)
        yield from believed(tables, [(one, 1.0), (other, -1.0)], "same")
    single = [what for what in counts if what not in alike]
    for total, one, other in _sums(tables, single):
        yield from believed(tables, [(total, 1.0), (one, -1.0), (other, -1.0)], "sum")
    for family in _families(tables):
        for terms in _dependencies(tables, family):
            yield from believed(tables, terms, "family")


def _counts(what: str) -> bool:
    return not what.endswith("_pct|value") and "|lage_" not in what and "way_" not in what and "facilit" not in what


def _additive(tables: Columns, what: str) -> bool:
    """Whole numbers throughout, as counts are."""
    values = tables.column(what)
    told = values[~np.isnan(values)]
    return len(told) >= FEWEST_TIMES and bool((told == np.round(told)).all()) and len(np.unique(told)) >= FEWEST_TIMES


def _signature(tables: Columns, whats: Sequence[str]) -> dict[str, dict[int, float]]:
    """The largest told numbers of each column: the rows in which chance is least likely."""
    found = {}
    for what in whats:
        values = tables.column(what)
        rows = [
            at for at in np.argsort(-np.nan_to_num(np.abs(values)), kind="stable")[:12] if not np.isnan(values[at])
        ]
        found[what] = {int(at): float(values[at]) for at in rows}
    return found


def _same(tables: Columns, counts: Sequence[str]) -> Iterator[tuple[str, str]]:
    by: dict[tuple[int, float], list[str]] = defaultdict(list)
    for what, rows in _signature(tables, counts).items():
        for key in rows.items():
            by[key].append(what)
    tried: set[tuple[str, str]] = set()
    for each in by.values():
        for one, other in combinations(sorted(each), 2):
            if (one, other) in tried:
                continue
            tried.add((one, other))
            first, second = tables.column(one), tables.column(other)
            both = ~np.isnan(first) & ~np.isnan(second)
            if len(np.unique(first[both])) >= FEWEST_TIMES and (first[both] == second[both]).all():
                yield one, other


def _sums(tables: Columns, counts: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Columns without groups of which one is the sum of two others."""
    plain = [what for what in counts if "=" not in what]
    by_period: dict[str, list[int]] = defaultdict(list)
    for at, (_, period) in enumerate(tables.rows):
        if not np.isnan(tables.values[at]).all():
            by_period[period].append(at)
    seen: set[tuple[str, str, str]] = set()
    for rows in by_period.values():
        row = max(rows, key=lambda at: (np.nansum(np.abs(tables.values[at])), at))
        told = [(tables.values[row, tables.what_at[what]], what) for what in plain]
        told = [(value, what) for value, what in told if not np.isnan(value) and value]
        by_value: dict[float, list[str]] = defaultdict(list)
        for value, what in told:
            by_value[value].append(what)
        for (first, one), (second, other) in combinations(told, 2):
            for total in by_value.get(first + second, ()):
                key = (total, *sorted((one, other)))
                if key in seen or total in {one, other}:
                    continue
                seen.add(key)
                if _holds(tables, [(total, 1.0), (one, -1.0), (other, -1.0)]):
                    yield total, one, other


def _holds(tables: Columns, terms: Sequence[tuple[str, float]]) -> bool:
    values = tables.values[:, [tables.what_at[what] for what, _ in terms]]
    full = ~np.isnan(values).any(axis=1)
    off = np.abs(values[full] @ np.array([factor for _, factor in terms])) > TOLERANCE
    different = len({tuple(row) for row in values[full]})
    return not off.any() and different >= FEWEST_TIMES and bool((values[full] != 0).any(axis=0).all())


def _families(tables: Columns) -> Iterator[list[str]]:
    """Columns of children, and the measures of one offer and scenario."""
    groups: dict[str, list[str]] = defaultdict(list)
    for what in tables.whats:
        parts = what.split("|")
        if parts[0] == "children":
            groups["children"].append(what)
        if (
            parts[0] == "measures"
            and not parts[3]
            and "_pct" not in parts[1]
            and re.search("resid|outside|elsewhere|applic|^children$|^places$|taken", parts[1])
        ):
            groups[f"{parts[2]} {parts[4]}"].append(what)
        if parts[0] == "measures" and parts[-1] == "people" and not parts[3]:
            groups[f"{parts[2]} {parts[4]}"].append(what)
    for name, each in sorted(groups.items()):
        if name != "children":
            each = each + [what for what in tables.whats if what.startswith("houses|")]
        told = [what for what in each if len(np.unique(tables.column(what)[~np.isnan(tables.column(what))])) > 4]
        if 2 <= len(told) <= LARGEST_FAMILY:
            yield told


def _dependencies(tables: Columns, family: Sequence[str]) -> Iterator[list[tuple[str, float]]]:
    """Linear relations with small factors in a family: the null space of the rows where all of it is told."""
    for size in range(min(len(family), LARGEST_FAMILY), 1, -1):
        columns = _best_told(tables, family, size)
        values = tables.values[:, [tables.what_at[what] for what in columns]]
        full = values[~np.isnan(values).any(axis=1)]
        if len(full) < 3 * size:
            continue
        for factors in _null_space(full):
            yield [(what, factor) for what, factor in zip(columns, factors, strict=True) if factor]
        return


def _best_told(tables: Columns, family: Sequence[str], size: int) -> list[str]:
    told = {what: int((~np.isnan(tables.column(what))).sum()) for what in family}
    return sorted(sorted(family, key=lambda what: (-told[what], what))[:size])


def _null_space(values: np.ndarray) -> Iterator[np.ndarray]:
    """Rows of the reduced null space of a matrix, those whose factors are small whole numbers."""
    work = values.astype(float).copy()
    scale = np.abs(work).max() or 1.0
    pivots, row = [], 0
    work /= scale
    for column in range(work.shape[1]):
        at = row + int(np.argmax(np.abs(work[row:, column]))) if row < len(work) else row
        if row >= len(work) or abs(work[at, column]) < 1e-9:
            continue
        work[[row, at]] = work[[at, row]]
        work[row] /= work[row, column]
        others = np.arange(len(work)) != row
        work[others] -= np.outer(work[others, column], work[row])
        pivots.append(column)
        row += 1
    for free in [column for column in range(work.shape[1]) if column not in pivots]:
        factors = np.zeros(work.shape[1])
        factors[free] = 1.0
        for at, column in enumerate(pivots):
            factors[column] = -work[at, free]
        whole = np.round(factors)
        if np.abs(factors - whole).max() < 1e-6 and np.abs(whole).max() <= 3:
            yield whole

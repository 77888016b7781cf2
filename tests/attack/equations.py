"""Second pass, first half: equations that a stranger finds between the figures of an edition.

Areas in larger areas and groups in totals are known by name and believed where they hold wherever everything is told.
That two columns count the same, or that one is the sum or difference of others, is found by trying: believed where it
holds in every place where all of them are told, and there are enough of these.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

import numpy as np
from attack.told import NUMBER, WITHHELD, Area, Figure, areas_of, figures, page_figures, rows_of

FEWEST_TIMES = 8  # in so many places an equation found by trying must hold, with so many different numbers
TOLERANCE = 1e-6
LARGEST_FAMILY = 16  # columns of which every linear relation is looked for
Cell = tuple[str, str, str]  # area (or facility), what, period
Terms = tuple[tuple[Cell, float], ...]


@dataclass(frozen=True)
class Equation:
    """low <= sum of factor x cell <= high."""

    terms: Terms
    low: float = 0.0
    high: float = 0.0
    because: str = ""


@dataclass
class Known:
    """All that is told, and what is found to hold between it."""

    areas: dict[str, Area]
    value: dict[Cell, float] = field(default_factory=dict)
    withheld: set[Cell] = field(default_factory=set)
    other: set[Cell] = field(default_factory=set)  # neither told nor withheld: not collected, missing ...
    equations: list[Equation] = field(default_factory=list)
    ratios: set[str] = field(default_factory=set)  # columns, without their last part, that have a denominator
    negative: set[str] = field(default_factory=set)  # columns that go below zero somewhere
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)  # larger area -> the areas it is made of


def known_of(files: Mapping[str, bytes]) -> Known:
    """The figures of an edition and the equations that a stranger finds."""
    known = Known(areas_of(files))
    known.parts = _parts(known.areas)
    for one in figures(files):
        _take(known, one)
    known.ratios = {what.rpartition("|")[0] for _, what, _ in known.value if what.endswith("|denominator")}
    _from_pages(known, page_figures(files))
    _from_ratios(known)
    _from_changes(known, files)
    _quotas(known)
    known.equations += _of_houses(known, files)
    known.negative = {what for (_, what, _), value in known.value.items() if value < 0}
    tables = _Columns(known)
    known.equations += _of_areas(known, tables)
    known.equations += _of_groups(known, tables)
    known.equations += _of_shares(known)
    known.equations += _pooled(known, files)
    known.equations += _by_trying(known, tables)
    return known


def _take(known: Known, one: Figure) -> None:
    cell = (one.area, one.what, one.period)
    if one.state == NUMBER and one.value is not None:
        known.value[cell] = one.value
    elif one.state == WITHHELD:
        known.withheld.add(cell)
    else:
        known.other.add(cell)


def _from_pages(known: Known, told: Iterable[Figure]) -> None:
    """What a page says although the tables withhold it."""
    for one in told:
        if one.what.startswith("layer|") and one.value is not None:
            cell = (one.area, f"indicators|{one.what.removeprefix('layer|')}||value", one.period)
            if cell in known.withheld:
                known.value[cell] = one.value


def _from_ratios(known: Known) -> None:
    """A share and one of its numbers give the other: per is what the told ones have in common."""
    per = _pers(known)
    for area, what, period in sorted({*known.withheld, *known.value}):
        stem, _, column = what.rpartition("|")
        if column != "value" or stem not in per:
            continue
        value = known.value.get((area, what, period))
        above, below = ((area, f"{stem}|{one}", period) for one in ("numerator", "denominator"))
        if value is not None and below in known.value and above not in known.value:
            known.value[above] = float(round(value * known.value[below] / per[stem]))
        if value and above in known.value and below not in known.value:
            known.value[below] = float(round(known.value[above] * per[stem] / value))


def _pers(known: Known) -> dict[str, float]:
    """Of how many each ratio counts, as the told ones have it: 1, 100 or 1,000."""
    found: dict[str, list[float]] = defaultdict(list)
    for (area, what, period), value in known.value.items():
        stem, _, column = what.rpartition("|")
        if column == "value" and value:
            above = known.value.get((area, f"{stem}|numerator", period))
            below = known.value.get((area, f"{stem}|denominator", period))
            if above and below:
                found[stem].append(value * below / above)
    usual = (1.0, 100.0, 1_000.0, 10_000.0)
    return {
        stem: min(usual, key=lambda one: abs(np.log(one / abs(float(np.median(each))))))
        for stem, each in found.items()
    }


def _from_changes(known: Known, files: Mapping[str, bytes]) -> None:
    """A change and one of its ends give the other: points of ratios, per cent of counts."""
    if "data/changes.csv" not in files:
        return
    ratios = {what.rpartition("|")[0] for _, what, _ in known.value if what.endswith("|denominator")}
    for row in rows_of(files["data/changes.csv"]):
        if not row["change"]:
            continue
        stem, change = f"indicators|{row['indicator_id']}|", float(row["change"])
        now, then = ((row["area_id"], f"{stem}|value", row[end]) for end in ("period", "since"))
        points = stem in ratios
        if then in known.value and now in known.withheld and now not in known.value:
            before = known.value[then]
            known.value[now] = before + change if points else round(before * (1 + change / 100))
        elif now in known.value and then in known.withheld and then not in known.value:
            after = known.value[now]
            known.value[then] = after - change if points else round(after / (1 + change / 100))
    _from_ratios(known)


def _quotas(known: Known) -> None:
    """Percentages of children: the number they are made of, where it comes out whole wherever both are told."""
    found: dict[str, dict[Cell, float]] = defaultdict(dict)
    for (area, what, period), value in known.value.items():
        parts = what.split("|")
        if parts[0] != "measures" or not parts[1].endswith("_pct") or parts[-1] != "value":
            continue
        base = known.value.get((area, "|".join([*parts[:-1], "base"]), period))
        if base is None:
            base = known.value.get((area, "|".join(["measures", "children", *parts[2:]]), period))
        if base is not None:
            cell = (area, "|".join([*parts[:-1], "people"]), period)
            found[cell[1]][cell] = value * base / 100
    for cells in found.values():
        if all(abs(value - round(value)) < 1e-4 for value in cells.values()):
            known.value |= {cell: float(round(value)) for cell, value in cells.items()}


# ---- columns ----


class _Columns:
    """The figures as a matrix: rows are (area, period), columns what is counted; NaN where nothing is told."""

    def __init__(self, known: Known) -> None:
        cells = [*known.value, *known.withheld, *known.other]
        own = [cell for cell in cells if cell[0] in known.areas]
        self.rows = sorted({(area, period) for area, _, period in own})
        self.whats = sorted({what for _, what, _ in own})
        row_at = {row: at for at, row in enumerate(self.rows)}
        what_at = {what: at for at, what in enumerate(self.whats)}
        self.row_at, self.what_at = row_at, what_at
        self.values = np.full((len(self.rows), len(self.whats)), np.nan)
        self.exists = np.zeros(self.values.shape, dtype=bool)
        for area, what, period in own:
            self.exists[row_at[area, period], what_at[what]] = True
        for (area, what, period), value in known.value.items():
            if area in known.areas and what in what_at:
                self.values[row_at[area, period], what_at[what]] = value
        self.gone = self.exists & np.isnan(self.values)

    def column(self, what: str) -> np.ndarray:
        return self.values[:, self.what_at[what]]


# ---- areas in larger areas ----


def _parts(areas: Mapping[str, Area]) -> dict[str, tuple[str, ...]]:
    """The areas each larger one is made of: by part_of, and by the names that a joint one is made of."""
    found: dict[str, list[str]] = defaultdict(list)
    for area in areas.values():
        if area.part_of:
            found[area.part_of].append(area.id)
    single = [area for area in areas.values() if area.id not in found and area.level not in {"joint", "city"}]
    for area in areas.values():
        named = [one.id for one in single if one.name in area.name] if area.level == "joint" else []
        if len(named) > 1:
            found[area.id] = named
    cities = [area.id for area in areas.values() if area.level == "city"]
    for city in cities:
        found.setdefault(city, [area.id for area in single])
    return {larger: tuple(sorted(each)) for larger, each in sorted(found.items())}


def _leaves(parts: Mapping[str, tuple[str, ...]], area: str) -> tuple[str, ...]:
    return tuple(leaf for one in parts.get(area, ()) for leaf in (_leaves(parts, one) or (one,)))


def _of_areas(known: Known, tables: _Columns) -> Iterator[Equation]:
    """Every column of counts: a larger area is the sum of its parts."""
    ways = [(larger, each) for larger, each in known.parts.items()]
    ways += [(larger, _leaves(known.parts, larger)) for larger in known.parts]
    ways = sorted(set(ways))
    periods = sorted({period for _, period in tables.rows})
    found: dict[str, list[tuple[str, tuple[str, ...], str]]] = defaultdict(list)
    held: dict[str, int] = defaultdict(int)
    broken: set[str] = set()
    told = np.nan_to_num(tables.values)
    whole_numbers = (told == np.round(told)).all(axis=0)
    for (larger, each), period in product(ways, periods):
        at = [tables.row_at.get((area, period)) for area in (larger, *each)]
        if any(one is None for one in at):
            continue
        whole, pieces = tables.values[at[0]], tables.values[at[1:]]
        there = tables.exists[at].all(axis=0) & whole_numbers
        full = ~np.isnan(whole) & ~np.isnan(pieces).any(axis=0)
        off = np.abs(whole - pieces.sum(axis=0)) > TOLERANCE * np.maximum(1, np.abs(whole))
        for index in np.flatnonzero(there):
            what = tables.whats[index]
            if full[index]:
                held[what] += 0 if off[index] else 1
                if off[index]:
                    broken.add(what)
            else:
                found[what].append((larger, each, period))
    for what, each_way in sorted(found.items()):
        if what in broken or held[what] < 2:
            continue
        for larger, each, period in each_way:
            terms: Terms = ((((larger, what, period)), 1.0), *(((area, what, period), -1.0) for area in each))
            yield Equation(terms, because="area")


# ---- groups in totals ----


def _of_groups(known: Known, tables: _Columns) -> Iterator[Equation]:
    """Every column with groups: those of one dimension add up to the total."""
    kinds: dict[tuple[str, str, str], dict[str, str]] = defaultdict(
        dict
    )  # indicator, column, parent -> group -> what
    for what in tables.whats:
        if not what.startswith("indicators|"):
            continue
        _, indicator, group, column = what.split("|")
        pairs = [pair for pair in group.split(";") if pair]
        for pair in pairs:
            parent = ";".join(one for one in pairs if one != pair)
            kinds[indicator, column, parent][pair] = what
    for (indicator, column, parent), groups in sorted(kinds.items()):
        total = f"indicators|{indicator}|{parent}|{column}"
        if total not in tables.what_at:
            continue
        for dimension in sorted({pair.partition("=")[0] for pair in groups}):
            each = [what for pair, what in sorted(groups.items()) if pair.startswith(f"{dimension}=")]
            yield from _believed(tables, [(total, 1.0), *((what, -1.0) for what in each)], "group", fewest=2)


def _believed(
    tables: _Columns, terms: Sequence[tuple[str, float]], because: str, fewest: int = FEWEST_TIMES
) -> Iterator[Equation]:
    """The relation in every row where something of it is not told, if it holds wherever all of it is."""
    at = [tables.what_at[what] for what, _ in terms]
    factors = np.array([factor for _, factor in terms])
    values, exists = tables.values[:, at], tables.exists[:, at].all(axis=1)
    full = ~np.isnan(values).any(axis=1)
    off = np.abs(values[full] @ factors) > TOLERANCE * np.maximum(1, np.abs(values[full]).max(axis=1, initial=0))
    if off.any() or full.sum() < fewest:
        return
    for row in np.flatnonzero(exists & ~full):
        area, period = tables.rows[row]
        yield Equation(tuple(((area, what, period), factor) for what, factor in terms), because=because)


# ---- numerators in denominators, several years together ----


def _of_shares(known: Known) -> Iterator[Equation]:
    """A numerator is never above its denominator, where no told one is."""
    pairs: dict[str, list[Cell]] = defaultdict(list)
    above: set[str] = set()
    for area, what, period in [*known.value, *known.withheld]:
        stem, _, column = what.rpartition("|")
        if column == "numerator":
            pairs[stem].append((area, stem, period))
    for stem, cells in pairs.items():
        for area, _, period in cells:
            upper = known.value.get((area, f"{stem}|numerator", period))
            lower = known.value.get((area, f"{stem}|denominator", period))
            if upper is not None and lower is not None and upper > lower:
                above.add(stem.split("|")[1])
    for stem, cells in sorted(pairs.items()):
        if stem.split("|")[1] in above:
            continue
        for area, _, period in sorted(cells):
            below, over = (area, f"{stem}|denominator", period), (area, f"{stem}|numerator", period)
            if below in known.value and over in known.value:
                continue
            yield Equation(((below, 1.0), (over, -1.0)), 0.0, np.inf, "share")


def _pooled(known: Known, files: Mapping[str, bytes]) -> Iterator[Equation]:
    """A share of several years together and its base are the sums of the years' numerators and denominators."""
    if "data/measures.csv" not in files:
        return
    counted: dict[tuple[str, str], set[str]] = defaultdict(set)
    for area, what, period in [*known.value, *known.withheld]:
        if what.endswith("||denominator"):
            counted[area, what.split("|")[1]].add(period)
    for row in rows_of(files["data/measures.csv"]):
        name, _, indicator = row["measure_id"].partition(":")
        if name != "pooled" or not row["value"] or not row["base"]:
            continue
        first, _, last = row["period"].partition("..")
        stem, area = f"indicators|{indicator}|", row["area_id"]
        periods = sorted(one for one in counted[area, indicator] if int(first) <= int(one[:4]) < int(last))
        base = float(row["base"])
        above = round(float(row["value"]) * base / 100)
        for column, total in (("denominator", base), ("numerator", float(above))):
            terms = tuple(((area, f"{stem}|{column}", period), 1.0) for period in periods)
            yield Equation(terms, total, total, "pooled")


# ---- houses of an area ----


def _of_houses(known: Known, files: Mapping[str, bytes]) -> list[Equation]:
    """Children in the houses of an area: a column of its own for each offer, told where every house tells them."""
    found = []
    at_area = {row["facility_id"]: row["area_id"] for row in rows_of(files["data/facilities.csv"])}
    by: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in sorted({*known.value, *known.withheld}):
        facility, what, period = cell
        if what.startswith("offers|") and facility in at_area and what.split("|")[3] == "belegt":
            _, offer, target, *_ = what.split("|")
            by[at_area[facility], f"houses|{offer}|{target}", period].append(cell)
    for total, cells in sorted(by.items()):
        if all(cell in known.value for cell in cells):
            known.value[total] = sum(known.value[cell] for cell in cells)
        else:
            known.other.add(total)
            found.append(Equation(((total, 1.0), *((cell, -1.0) for cell in cells)), because="houses"))
    return found


# ---- found by trying ----


def _by_trying(known: Known, tables: _Columns) -> Iterator[Equation]:
    """Columns that are the same, the sum of two others, or that depend on each other within a family."""
    counts = [what for what in tables.whats if _counts(what) and _additive(tables, known, what)]
    alike: set[str] = set()
    for one, other in _same(tables, known, counts):
        alike.add(other)
        yield from _believed(tables, [(one, 1.0), (other, -1.0)], "same")
    single = [what for what in counts if what not in alike]
    for total, one, other in _sums(tables, single):
        yield from _believed(tables, [(total, 1.0), (one, -1.0), (other, -1.0)], "sum")
    for family in _families(tables):
        for terms in _dependencies(tables, family):
            yield from _believed(tables, terms, "family")


def _counts(what: str) -> bool:
    return not what.endswith("_pct|value") and "|lage_" not in what and "way_" not in what and "facilit" not in what


def _additive(tables: _Columns, known: Known, what: str) -> bool:
    """Whole numbers throughout, as counts are."""
    values = tables.column(what)
    told = values[~np.isnan(values)]
    return len(told) >= FEWEST_TIMES and bool((told == np.round(told)).all()) and len(np.unique(told)) >= FEWEST_TIMES


def _signature(tables: _Columns, whats: Sequence[str]) -> dict[str, dict[int, float]]:
    """The largest told numbers of each column: the rows in which chance is least likely."""
    found = {}
    for what in whats:
        values = tables.column(what)
        rows = [
            at for at in np.argsort(-np.nan_to_num(np.abs(values)), kind="stable")[:12] if not np.isnan(values[at])
        ]
        found[what] = {int(at): float(values[at]) for at in rows}
    return found


def _same(tables: _Columns, known: Known, counts: Sequence[str]) -> Iterator[tuple[str, str]]:
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


def _sums(tables: _Columns, counts: Sequence[str]) -> Iterator[tuple[str, str, str]]:
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
        told = [(value, what) for value, what in told if not np.isnan(value) and value > 0]
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


def _holds(tables: _Columns, terms: Sequence[tuple[str, float]]) -> bool:
    values = tables.values[:, [tables.what_at[what] for what, _ in terms]]
    full = ~np.isnan(values).any(axis=1)
    off = np.abs(values[full] @ np.array([factor for _, factor in terms])) > TOLERANCE
    different = len({tuple(row) for row in values[full]})
    return not off.any() and different >= FEWEST_TIMES and bool((values[full] != 0).any(axis=0).all())


def _families(tables: _Columns) -> Iterator[list[str]]:
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


def _dependencies(tables: _Columns, family: Sequence[str]) -> Iterator[list[tuple[str, float]]]:
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


def _best_told(tables: _Columns, family: Sequence[str], size: int) -> list[str]:
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

"""Second pass, first half: equations that a stranger finds between the figures of an edition.

Areas in larger areas and groups in totals are known by name and believed where they hold wherever everything is told.
That two columns count the same, or that one is the sum or difference of others, is found by trying: believed where it
holds in every place where all of them are told, and there are enough of these.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product

import numpy as np
from attack.by_trying import by_trying
from attack.known import TOLERANCE, Cell, Columns, Equation, Known, Terms, believed
from attack.told import NUMBER, WITHHELD, Area, Figure, areas_of, figures, page_figures, rows_of
from attack.worked_back import from_changes, from_pages, from_ratios, quotas


def known_of(files: Mapping[str, bytes]) -> Known:
    """The figures of an edition and the equations that a stranger finds."""
    known = Known(areas_of(files))
    known.parts = _parts(known.areas)
    for one in figures(files):
        _take(known, one)
    known.ratios = {what.rpartition("|")[0] for _, what, _ in known.value if what.endswith("|denominator")}
    from_pages(known, page_figures(files))
    from_ratios(known)
    from_changes(known, files)
    quotas(known)
    known.equations += _of_houses(known, files)
    known.negative = {what for (_, what, _), value in known.value.items() if value < 0}
    tables = Columns(known)
    known.equations += _of_areas(known, tables)
    known.equations += _of_groups(known, tables)
    known.equations += _of_shares(known)
    known.equations += _pooled(known, files)
    known.equations += by_trying(tables)
    return known


def _take(known: Known, one: Figure) -> None:
    cell = (one.area, one.what, one.period)
    if one.state == NUMBER and one.value is not None:
        known.value[cell] = one.value
    elif one.state == WITHHELD:
        known.withheld.add(cell)
    else:
        known.other.add(cell)


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


def _of_areas(known: Known, tables: Columns) -> Iterator[Equation]:
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


def _of_groups(known: Known, tables: Columns) -> Iterator[Equation]:
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
            yield from believed(tables, [(total, 1.0), *((what, -1.0) for what in each)], "group", fewest=2)


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

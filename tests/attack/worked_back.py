"""Numbers that follow from a told one: ends of changes, counts behind rates, children behind percentages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from attack.known import Cell, Known
from attack.told import Figure, rows_of


def from_pages(known: Known, told: Iterable[Figure]) -> None:
    """What a page says although the tables withhold it."""
    for one in told:
        if one.what.startswith("layer|") and one.value is not None:
            cell = (one.area, f"indicators|{one.what.removeprefix('layer|')}||value", one.period)
            if cell in known.withheld:
                known.value[cell] = one.value


def from_ratios(known: Known) -> None:
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


def from_changes(known: Known, files: Mapping[str, bytes]) -> None:
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
    from_ratios(known)


def quotas(known: Known) -> None:
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

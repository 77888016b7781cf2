"""Third pass: numbers of the atlas's data block that its scripts count with, held against the open tables one by one.

Balances, groups, larger areas with their intervals and reach, and bounds of classes: whatever is there is told in
data/, or follows from what is told there of the same area and date; what is closed is withheld there. Nothing of the
program is imported.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attack.told import WITHHELD, blocks_of, rows_of

AS_IS, PLANNED, CITY = "bestand", "mit_massnahmen", "city"
# key of a balance -> the measures one of which it is, and how far it may be rounded
BALANCE = {
    "kids": (("children", "children_entitled"), 0.05),
    "need": (("places_needed",), 0.05),
    "places": (("places",), 0.05),
}
GAPS = {"gap": "value", "gap_lo": "lower", "gap_hi": "upper"}
CLOSED = {"kids": BALANCE["kids"][0], "need": BALANCE["need"][0], "places": BALANCE["places"][0]}
REACH = {  # key of a question -> the measure it is
    "people": "reach_people",
    "mean": "way_mean_m",
    "median": "way_median_m",
    "p90": "way_p90_m",
    "over": "people_over",
    "over_pct": "people_over_pct",
    "sure": "people_surely_over",
    "unclear": "people_unclear",
    "none": "people_unreachable",
    "dep": "way_depends_pct",
    "places_dep": "places_depends_pct",
}
SIGNIFICANT = 1e-5  # of a number written with six digits
UNSAID = " "
Row = Mapping[str, str]
Measures = dict[tuple[str, str, str, str, str], Row]
Indicators = dict[tuple[str, str, str, str], Row]


def untold(files: Mapping[str, bytes]) -> list[str]:
    """Each number of the atlas that no open table tells, sorted."""
    measures: Measures = {
        (row["area_id"], row["measure_id"], row["target_group"], row["period"], row["scenario"]): row
        for row in rows_of(files["data/measures.csv"])
        if not row["group"]
    }
    indicators: Indicators = {
        (row["area_id"], row["indicator_id"], row["period"], row["group"]): row
        for row in rows_of(files["data/indicators.csv"])
    }
    intervals: Indicators = {
        (row["area_id"], row["indicator_id"], row["period"], row["group"]): row
        for row in rows_of(files.get("data/intervals.csv", b""))
    }
    found = list(_ranks(measures))
    for data in blocks_of(files["index.html"]):
        if isinstance(data, dict) and "layers" in data:
            found += _of_atlas(data, measures, indicators)
            found += _of_larger(data, measures, intervals)
    return sorted(found)


def _of_atlas(data: Mapping[str, Any], measures: Measures, indicators: Indicators) -> Iterator[str]:
    areas = [area["id"] for area in data["areas"]]
    larger = data.get("larger") or {"areas": [], "layers": {}}
    above = [area["id"] for area in larger["areas"]]
    for layer in data["layers"]:
        periods = [period["id"] for period in layer["periods"]]
        yield from _scale(layer, [one for one in data["layers"] if one["id"] == layer["id"].rpartition(":")[2]])
        for key in ("firm", "cmp"):
            yield from _said_of_withheld(layer, key, areas)
        told = larger["layers"].get(layer["id"])
        for own, ids in ((layer, areas), *([(told, above)] if told else [])):
            if "gap" in own:
                yield from _balance(layer["id"], own, ids, periods, AS_IS, measures)
                if planned := own.get("planned"):
                    yield from _balance(layer["id"], planned, ids, periods[planned["from"] :], PLANNED, measures)
        if told and (CITY, layer["id"]) in {(area, id_) for area, id_, _, _ in indicators}:
            yield from _larger(layer, told, above, periods, indicators)
    for split in data.get("groups_of", []):
        yield from _groups(split, areas, indicators)


def _number(row: Row | None, column: str = "value") -> float | None:
    return float(row[column]) if row and row[column] and row["status"] != WITHHELD else None


def _near(value: float, numbers: Iterable[float | None], within: float) -> bool:
    return any(one is not None and abs(one - value) <= within + abs(value) * SIGNIFICANT for one in numbers)


# ---- balances ----


def _balance(
    id_: str, own: Mapping[str, Any], ids: list[str], periods: list[str], scenario: str, measures: Measures
) -> Iterator[str]:
    coverage = id_.removesuffix("_bilanz")

    def of(area: str, measure: str, period: str) -> Row | None:
        return measures.get((area, measure, coverage, period, scenario))

    for at, period in enumerate(periods):
        for key, (names, within) in BALANCE.items():
            for area, value in zip(ids, (own.get(key) or {at: None})[at] or [None] * len(ids), strict=True):
                if value is not None and not _near(value, (_number(of(area, one, period)) for one in names), within):
                    yield f"{id_} {scenario} {key} {area} {period}: {value}"
        for key, column in GAPS.items():
            for area, value in zip(ids, (own.get(key) or {at: None})[at] or [None] * len(ids), strict=True):
                short, spare = (of(area, f"places_{one}", period) for one in ("missing", "spare"))
                sides = [_number(short, column), None if value is None or value > 0 else _less(_number(spare))]
                if value is not None and not _near(value, sides, 1.0):
                    yield f"{id_} {scenario} {key} {area} {period}: {value}"
        for key, names in CLOSED.items():
            for number in (own.get("closed") or {}).get(key, {at: []})[at]:
                if all((of(ids[number], one, period) or {}).get("status") != WITHHELD for one in names):
                    yield f"{id_} {key} {ids[number]} {period}: closed, but not withheld"


def _less(value: float | None) -> float | None:
    return None if value is None else -value


# ---- larger areas, groups, classes ----


def _larger(
    layer: Mapping[str, Any], told: Mapping[str, Any], ids: list[str], periods: list[str], indicators: Indicators
) -> Iterator[str]:
    within = 0.5 * 10.0 ** -(layer["decimals"] + 1) + 1e-9
    for period, row in zip(periods, told["v"], strict=True):
        for area, value in zip(ids, row, strict=True):
            number = _number(indicators.get((area, layer["id"], period, "")))
            if value is not None and not _near(value, [number], within):
                yield f"{layer['id']} larger {area} {period}: {value}"


def _of_larger(data: Mapping[str, Any], measures: Measures, intervals: Indicators) -> Iterator[str]:
    """Intervals of larger areas and how these stand beside the rest of the city; reach, in layers and questions."""
    larger = data.get("larger") or {"areas": [], "layers": {}}
    ids = [area["id"] for area in larger["areas"]]
    for layer in data["layers"]:
        told = larger["layers"].get(layer["id"], {})
        yield from _said_of_withheld({"id": layer["id"], "s": [], **told}, "cmp", ids)
        within = 0.5 * 10.0 ** -layer["decimals"] + 1e-9
        for key, column in (("lo", "lower"), ("hi", "upper")):
            for at, row in enumerate(told.get(key) or []):
                period = layer["periods"][at]["id"]
                for area, value in zip(ids, row or [None] * len(ids), strict=True):
                    own = intervals.get((area, layer["id"], period, ""))
                    pooled = measures.get((area, layer["id"], "", period, "bestand"))
                    if value is not None and not _near(value, [_number(own or pooled, column)], within):
                        yield f"{layer['id']} larger {key} {area} {period}: {value}"
    yield from _reach(data, larger, ids, measures)


def _reach(data: Mapping[str, Any], larger: Mapping[str, Any], ids: list[str], measures: Measures) -> Iterator[str]:
    for id_, question in (data.get("reach") or {"questions": {}})["questions"].items():

        def of(area: str, measure: str, asked: str = id_) -> float | None:
            found = [row for key, row in measures.items() if key[:3] == (area, measure, asked)]
            return _number(found[0]) if found else None

        rows = dict(larger.get("reach", {}).get(id_, {}))
        shares = rows.pop("pct", [])
        named = [(f"people_within_pct:{step:g}", row) for step, row in zip(question["steps"], shares, strict=False)]
        named += [(REACH[key], row) for key, row in rows.items()]
        for layer, measure in (
            (f"reach_{id_}", f"people_within_pct:{question['near']:g}"),
            (f"reach_{id_}_places", "places_per_person"),
        ):
            named += [(measure, row) for row in larger["layers"].get(layer, {"v": []})["v"]]
        for measure, row in named:
            for area, value in zip(ids, row, strict=True):
                number = None if value is None or isinstance(value, str) else value
                if number is not None and not _near(number, [of(area, measure)], 0.05 + 1e-9):
                    yield f"{id_} larger {measure} {area}: {value}"


def _groups(split: Mapping[str, Any], areas: list[str], indicators: Indicators) -> Iterator[str]:
    within = 0.5 * 10.0 ** -(split["decimals"] + 1) + 1e-9
    for group in split["groups"]:
        for area, value in zip([*areas, CITY], [*group["v"], group["city"]], strict=True):
            if value is None:
                continue
            part, whole = (
                _number(indicators.get((area, split["layer"], split["period"], one))) for one in (group["id"], "")
            )
            number = 100 * part / whole if split["share"] and part is not None and whole else part
            if (split["share"] and not whole) or not _near(value, [number], within):
                yield f"{split['layer']} {group['id']} {area}: {value}"
        for key in ("lo", "hi"):
            for area, letter, end in zip(areas, group["s"], group.get(key) or [None] * len(areas), strict=True):
                if end is not None and letter == WITHHELD:
                    yield f"{split['layer']} {group['id']} {area}: {key} of what is withheld"


def _scale(layer: Mapping[str, Any], made_from: list[Mapping[str, Any]]) -> Iterator[str]:
    """Bounds made from values lie between those that are shown, the last of them is the largest of these.

    What is steadied has the classes of the figure it is made from.
    """
    rows = [row for one in (layer, *made_from) for row in [*one["v"], *(one.get("planned") or {"v": []})["v"]]]
    shown = [value for row in rows for value in row if value is not None]
    upper = (layer.get("scale") or {"upper": []})["upper"]
    if upper and not _near(upper[-1], [max(shown)], 0.0):
        yield f"{layer['id']} scale: {upper[-1]} is no largest value"
    outside = [bound for bound in upper[:-1] if not min(shown) <= bound <= max(shown)]
    if outside and (layer.get("scale") or {}).get("by") != "fixed":
        yield f"{layer['id']} scale: {outside}"


def _ranks(measures: Measures) -> Iterator[str]:
    """A rank is one more than areas that are told before it: a gap would tell where a withheld one stands."""
    by_period: dict[str, list[float]] = defaultdict(list)
    for (_, measure, _, period, _), row in measures.items():
        rank = _number(row) if measure == "lage_rank" else None
        if rank is not None:
            by_period[period].append(rank)
    for period, ranks in sorted(by_period.items()):
        for rank in ranks:
            if rank != 1 + sum(other < rank for other in ranks):
                yield f"lage_rank {period}: {rank:g} leaves a gap"


def _said_of_withheld(layer: Mapping[str, Any], key: str, areas: list[str]) -> Iterator[str]:
    """How firm or how far from the others a value is, is not said where it is withheld."""
    for signs, letters in zip(layer.get(key) or [], layer["s"], strict=False):
        for area, sign, letter in zip(areas, signs, letters, strict=False):
            if letter == WITHHELD and sign != UNSAID:
                yield f"{layer['id']} {key} {area}: said of what is withheld"

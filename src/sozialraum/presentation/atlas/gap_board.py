"""The data of the board "Handlungsbedarf": per offer, Kita-Jahr and scenario where the Lage meets missing places."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from sozialraum.model.measures import FIELD, INDEX, MISSING, NEEDED, OF_NEED, PLACES, UNKNOWN_HOUSES
from sozialraum.model.periods import last_not_after
from sozialraum.model.planned import WITH_MEASURES
from sozialraum.model.rules import Coverage, GapRule
from sozialraum.model.status import Status
from sozialraum.model.tables import BESTAND
from sozialraum.model.whole_places import EXACT, whole_missing
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.gap import gap_info, gap_layer_id, unknown_words
from sozialraum.presentation.views.layer import by_period_and_area, numbers_of
from sozialraum.presentation.views.layer_json import rounded
from sozialraum.presentation.views.supply_rows import dates_of, rows_of
from sozialraum.presentation.words.numbers import day
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.target_words import target_text
from sozialraum.presentation.words.tenses import tense

SHARE_DIGITS = 4  # enough to see on which side of a bound a share lies
PLACE_DIGITS = 2
SHOWN = 1  # digits with which most of them are read
SCENARIOS = (BESTAND, WITH_MEASURES)
Cells = dict[tuple[str, str], float]


def gap_board(context: Context) -> dict[str, Any] | None:
    """Everything the board needs beyond the layers; areas by their number in `context.areas`.

    Returns:
        None where the project sets no bounds or there is no field of any area. Missing places are whole ones beside
        the unrounded number.
    """
    rule = context.project.gaps
    if rule is None:
        return None
    coverages = {coverage.id: coverage for coverage in context.project.coverage}
    offers = [_offer(context, coverages[id_]) for id_ in rule.coverage]
    offers = [offer for offer in offers if offer["years"]]
    if not offers:
        return None
    return {"bounds": list(rule.bounds_pct), "cuts": _cuts(context, rule), "offers": offers}


def with_board(layers: list[dict[str, Any]], board: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Layers as the scripts read them; those of the board without the sentences that scripts make from it."""
    own = {offer["layer"] for offer in board["offers"]} if board else set()
    return [_without_reasons(layer) if layer["id"] in own else layer for layer in layers]


def _without_reasons(layer: dict[str, Any]) -> dict[str, Any]:
    lean = {**layer, "w": _of_unknown(layer)}
    if "planned" in layer:
        lean["planned"] = {**layer["planned"], "w": _of_unknown(layer["planned"])}
    return lean


def _of_unknown(cells: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {number: text for number, text in said.items() if fields[int(number)] < 0}
        for said, fields in zip(cells["w"], cells["c"], strict=True)
    ]


def _cuts(context: Context, rule: GapRule) -> list[float]:
    index = context.project.lage_index
    return list(rule.lage_cuts or (index.cuts if index else ()))[:2]


def _offer(context: Context, coverage: Coverage) -> dict[str, Any]:
    table = context.published.measures
    own = table[(table["target_group"] == coverage.id) & table["area_id"].isin(context.areas)]
    fields = own[own["measure_id"] == FIELD]
    today = context.published.planning.today
    years = dates_of(context, rows_of(context, coverage, FIELD)) if fields["value"].notna().any() else []
    lage = set(table.loc[table["measure_id"] == INDEX, "period"])
    found = {scenario: own[own["scenario"] == scenario] for scenario in SCENARIOS}
    return {
        "id": coverage.id,
        "label": context.text(coverage.label),
        "short": context.text(coverage.short),
        "layer": gap_layer_id(coverage),
        "info": [list(pair) for pair in gap_info(context, coverage) if pair[0] != context.words("info.target")],
        "years": [
            {
                "id": year,
                "label": period_label(year, context.words),
                "tense": tense(year, today),
                "lage": last_not_after(year, lage),
                **_targets(context, coverage, year),
            }
            for year in years
        ],
        "rows": {
            scenario: [_row(context, rows, year) for year in years] for scenario, rows in found.items() if len(rows)
        },
        "planned": _planned(context, coverage),
    }


def _targets(context: Context, coverage: Coverage, year: str) -> dict[str, Any]:
    """The target in words: that of most areas, and of each area that has another."""
    areas = context.areas if any(one.area for one in context.project.targets) else context.areas[:1]
    said = {number: target_text(context, coverage, year, area) for number, area in enumerate(areas)}
    usual = Counter(said.values()).most_common(1)[0][0]
    return {"target": usual, "targets": {str(number): text for number, text in said.items() if text != usual}}


def _row(context: Context, rows: pd.DataFrame, year: str) -> dict[str, Any] | None:
    """One year of one scenario, a list entry an area; None where nothing is worked out for it."""
    own = rows[rows["period"] == year]
    fields = own[own["measure_id"] == FIELD]
    if fields.empty:
        return None
    cells = {measure: own[own["measure_id"] == measure] for measure in (OF_NEED, NEEDED, PLACES, MISSING)}
    field = numbers_of(fields)
    keys = [(year, area) for area in context.areas]
    value = {measure: numbers_of(of) for measure, of in cells.items()}
    missing = cells[MISSING]
    # a limit over a withheld cell would tell of it
    open_ = missing[missing["status"] != str(Status.WITHHELD)]
    low, high = _of_need_limits(cells)
    status = by_period_and_area(fields, "status")
    return {
        "f": "".join(str(int(field[key])) if key in field else "-" for key in keys),
        "s": "".join(str(status.get(key, Status.MISSING)) for key in keys),
        "of": [rounded(value[OF_NEED].get(key), SHARE_DIGITS, SHOWN) for key in keys],
        "lo": _limits(low, keys),
        "hi": _limits(high, keys),
        "n": [rounded(value[NEEDED].get(key), PLACE_DIGITS, SHOWN) for key in keys],
        "m": [rounded(value[MISSING].get(key), PLACE_DIGITS, SHOWN) for key in keys],
        "w": _whole(value[MISSING], keys),
        "wl": _whole(numbers_of(open_, "lower"), keys),
        "wh": _whole(numbers_of(open_, "upper"), keys),
        "houses": _houses(context, own, year),
        "why": _reasons(context, fields),
    }


def _of_need_limits(cells: dict[str, pd.DataFrame]) -> tuple[Cells, Cells]:
    """Least and most coverage of need by the limits of places and needed places, where they have any."""
    needed, places = (cells[measure][cells[measure]["value"].notna()] for measure in (NEEDED, PLACES))
    least, most = _ends(needed)
    fewest, all_ = _ends(places)
    low = {key: 100 * fewest[key] / most[key] for key in most if key in fewest and most[key] > EXACT}
    high = {key: 100 * all_[key] / least[key] for key in least if key in all_ and least[key] > EXACT}
    differing = {key for key in low if key in high and high[key] - low[key] > EXACT}
    return {key: low[key] for key in differing}, {key: high[key] for key in differing}


def _ends(rows: pd.DataFrame) -> tuple[Cells, Cells]:
    value = numbers_of(rows)
    return value | numbers_of(rows, "lower"), value | numbers_of(rows, "upper")


def _limits(cells: Cells, keys: list[tuple[str, str]]) -> list[float | int | None] | None:
    return [rounded(cells.get(key), SHARE_DIGITS, SHOWN) for key in keys] if cells else None


def _whole(cells: Cells, keys: list[tuple[str, str]]) -> list[int | None]:
    return [whole_missing(cells[key]) if key in cells else None for key in keys]


def _houses(context: Context, own: pd.DataFrame, year: str) -> dict[str, int]:
    """Area -> how many houses tell no number of places."""
    silent = numbers_of(own[own["measure_id"] == UNKNOWN_HOUSES])
    found = {str(number): int(silent.get((year, area), 0)) for number, area in enumerate(context.areas)}
    return {number: count for number, count in found.items() if count}


def _reasons(context: Context, fields: pd.DataFrame) -> dict[str, str]:
    """Area -> why it has no field."""
    numbers = {area: str(number) for number, area in enumerate(context.areas)}
    without = fields[fields["value"].isna()]
    return {
        numbers[str(area)]: unknown_words(context, str(reason), str(status))
        for area, reason, status in zip(without["area_id"], without["reason"], without["status"], strict=True)
    }


def _planned(context: Context, coverage: Coverage) -> dict[str, list[dict[str, Any]]]:
    """Area -> the planned measures that change places of the offer there, by their day."""
    plan = context.published.planning
    touched = plan.effects[plan.effects["coverage"] == coverage.id]
    meant = set(zip(touched["measure"], touched["area_id"], strict=True))
    area_of = context.published.facilities["area_id"]
    numbers = {area: str(number) for number, area in enumerate(context.areas)}
    rows = plan.planned[
        plan.planned["offer"].isin(coverage.offers) & plan.planned["target_group"].isin(coverage.target_groups)
    ]
    rows = rows.assign(area_id=rows["facility_id"].map(area_of))
    found: dict[str, list[dict[str, Any]]] = {}
    for key, own in sorted(rows.groupby(["area_id", "from_day", "measure"]), key=lambda one: tuple(map(str, one[0]))):
        area, from_day, measure = map(str, key)
        if area in numbers and (measure, area) in meant:
            first = own.iloc[0]
            found.setdefault(numbers[area], []).append(
                {
                    "label": str(first["label"]),
                    "places": rounded(_sum(own["places"]), 0),
                    "from": day(from_day, context.words),
                    "state": context.words(f"gap.state_{first['status']}"),
                    "counts": measure in plan.counted,
                }
            )
    return found


def _sum(values: Iterable[float]) -> float:
    return float(sum(values))

"""What is planned in one Sozialraum: places, day, state, cost, and what each measure does to what is missing."""

from typing import Any

from sozialraum.model.whole_places import whole_missing
from sozialraum.presentation.quality.data_notes import shown_value
from sozialraum.presentation.supply.rows import PlanRows, Row
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import day, number
from sozialraum.presentation.words.numbers import period as period_label


def planned_here(context: Context, rows: PlanRows, area_id: str) -> list[dict[str, Any]]:
    """The planned measures of the houses of an area, the first to begin first.

    Returns:
        {label, details: [text], places: [text], since, state, counts, cost, effects: [text]}; effects are each
        measure's own, all others left as they are.
    """
    houses = {str(one["facility_id"]): str(one["name"]) for one in rows.houses.get(area_id, [])}
    own = {id_: parts for id_, parts in rows.planned.items() if str(parts[0]["facility_id"]) in houses}
    effects: dict[str, list[Row]] = {}
    for row in rows.effects.get(area_id, []):
        effects.setdefault(str(row["measure"]), []).append(row)
    in_order = sorted(own, key=lambda id_: (str(own[id_][0]["from_day"]), id_))
    return [_measure(context, id_, own[id_], houses, effects.get(id_, [])) for id_ in in_order]


def _measure(
    context: Context, id_: str, parts: list[Row], houses: dict[str, str], effects: list[Row]
) -> dict[str, Any]:
    words, first = context.words, parts[0]
    costs = {cost for row in parts if (cost := shown_value(row["cost_eur"])) is not None}
    details = [houses[str(first["facility_id"])], str(first["who"]), str(first["drucksache"])]
    label = str(first["label"])
    return {
        "label": label or details[0],
        "details": [text for text in (details if label else details[1:]) if text],
        "places": [_places(context, row) for row in parts],
        "since": [day(one, words) for one in sorted({str(row["from_day"]) for row in parts})],
        "state": words(f"supply.state_{first['status']}"),
        "counts": words("supply.counts" if id_ in context.published.planning.counted else "supply.counts_not"),
        "cost": " + ".join(f"{number(one, 0, words)}\u202f€" for one in sorted(costs)),
        "effects": _effects(context, [row for row in effects if shown_value(row["places"])]),
    }


def _places(context: Context, row: Row) -> str:
    words, change = context.words, shown_value(row["places"])
    groups = {one.id: context.text(one.label) for one in context.project.target_groups}
    offers = {one.id: context.text(one.label) for one in context.project.offers}
    text = words("status.O") if change is None else number(change, 0, words, signed=True)
    offer, group = str(row["offer"]), str(row["target_group"])
    return f"{text} {offers.get(offer, offer)}, {groups.get(group, group)}"


def _effects(context: Context, effects: list[Row]) -> list[str]:
    """One line for each offer: what is missing before and after, year by year."""
    words, found = context.words, []
    for coverage in context.project.coverage:
        years = [
            words(
                "supply.effect_year",
                year=period_label(str(row["year"]), words),
                before=_missing(context, row["missing_before"]),
                after=_missing(context, row["missing_after"]),
            )
            for row in sorted(effects, key=lambda one: str(one["year"]))
            if row["coverage"] == coverage.id
        ]
        if years:
            found.append(words("supply.effect", offer=context.text(coverage.short), years=", ".join(years)))
    return found


def _missing(context: Context, value: object) -> str:
    known = shown_value(value)
    return context.words("status.O") if known is None else number(whole_missing(known), 0, context.words)

"""Facilities in words: status, Träger, places, Merkmale, figures of the house, how it was assigned."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from sozialraum.model.fields import in_language
from sozialraum.model.indicators import Indicator
from sozialraum.model.periods import last_day
from sozialraum.model.status import WITHOUT_VALUE, Status, weakest
from sozialraum.model.tables import records
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import number, shown
from sozialraum.presentation.words.numbers import period as period_label

BY_ADDRESS = frozenset({"address", "address_near"})  # positions a reader should know the origin of
SIZES = (50.0, 100.0)  # places up to which a symbol is small, middle


@dataclass(frozen=True)
class House:
    """One facility as pages tell it."""

    id: str
    type_id: str
    name: str
    area_id: str
    status: str
    status_label: str
    lines: list[tuple[str, str]]
    size: int
    placement: str


def houses(context: Context) -> list[House]:
    """All published facilities, in order of type, name and id."""
    table = context.published.facilities
    order = {type_.id: number_ for number_, type_ in enumerate(context.project.facility_types)}
    places, sizes = _places(context)
    merkmale, figures = _merkmale(context), _figures(context)
    found = []
    for row in records(pd.DataFrame(table.drop(columns="geometry")).reset_index()):
        id_ = row["facility_id"]
        lines = [
            (context.words("facility.traeger"), row["traeger"]),
            (context.words("facility.address"), row["address"]),
            (context.words("facility.opens"), _day(row["opens_on"], context)),
            (context.words("facility.closes"), _day(row["closes_on"], context)),
            *places.get(id_, []),
            *figures.get(id_, []),
            *merkmale.get(id_, []),
            (context.words("facility.note"), row["note"]),
        ]
        if row["position"] in BY_ADDRESS:
            lines.append((context.words("facility.located"), context.words("position." + row["position"])))
        if row["placement"] != "inside":
            lines.append((context.words("facility.position"), context.words("placement." + row["placement"])))
        found.append(
            House(
                id=id_,
                type_id=row["facility_type"],
                name=row["name"],
                area_id=row["area_id"],
                status=row["betriebsstatus"],
                status_label=context.words("betriebsstatus." + row["betriebsstatus"]),
                lines=[(term, text) for term, text in lines if text],
                size=_size(sizes.get(id_)),
                placement=row["placement"],
            )
        )
    return sorted(found, key=lambda house: (order.get(house.type_id, 99), house.name, house.id))


def _day(text: str, context: Context) -> str:
    return period_label(text, context.words) if text else ""


def _size(places: float | None) -> int:
    return 0 if places is None else sum(places > bound for bound in SIZES)


def _places(context: Context) -> tuple[dict[str, list[tuple[str, str]]], dict[str, float]]:
    """Lines of the newest period of each facility, offer and kind; and its largest number of places."""
    offers = context.published.offers
    words, language = context.words, context.words.language
    labels = {one.id: in_language(one.label, language) for one in context.project.offers}
    groups = {one.id: in_language(one.label, language) for one in context.project.target_groups}
    newest = offers.groupby(["facility_id", "offer", "kind"])["period"].transform("max")
    rows = offers[offers["period"] == newest]
    keys = ["facility_id", "offer", "target_group", "kind", "period"]
    lines: dict[str, list[tuple[str, str]]] = {}
    sizes: dict[str, float] = {}
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in records(rows):
        alike.setdefault(tuple(str(row[key]) for key in keys), []).append(row)
    for (facility, offer, group, kind, period), part in sorted(alike.items(), key=lambda item: item[0]):
        unknown = any(pd.isna(row["places"]) for row in part)
        total = None if unknown else float(sum(row["places"] for row in part))
        status = sum_status([str(row["status"]) for row in part], unknown=unknown)
        term = words(
            "facility.places",
            offer=labels.get(offer, offer),
            group=groups.get(group, group),
            kind=words(f"kind.{kind}"),
            period=period_label(period, words),
        )
        note = next((row["note"] for row in part if row["note"]), "")
        text = shown(total, status, 0, "", words) + (f" ({note})" if note else "")
        lines.setdefault(facility, []).append((term, text + _hours(context, part)))
        if total is not None and kind != "geplant":
            sizes[facility] = sizes.get(facility, 0) + total
    return lines, sizes


def sum_status(statuses: list[str], unknown: bool) -> str:
    """What a sum of these parts is worth: the weakest of them; missing where a part is unknown without a reason."""
    status = weakest(statuses)
    return str(Status.MISSING) if unknown and status not in WITHOUT_VALUE else status


def _hours(context: Context, part: list[dict[str, Any]]) -> str:
    if any(pd.isna(row["weekly_hours"]) or pd.isna(row["places"]) for row in part):
        return ""
    words = context.words
    sums: dict[float, float] = {}
    for row in part:
        hours = float(row["weekly_hours"])
        sums[hours] = sums.get(hours, 0) + float(row["places"])
    texts = [
        f"{number(places, 0, words)} × " + words("facility.hours", hours=number(hours, 0, words))
        for hours, places in sorted(sums.items())
    ]
    return f" ({', '.join(texts)})"


def _merkmale(context: Context) -> dict[str, list[tuple[str, str]]]:
    words = context.words
    labels = {one.id: context.text(one.label) for one in context.project.merkmale}
    found: dict[str, list[tuple[str, str]]] = {}
    table = context.published.merkmale.sort_values(["facility_id", "merkmal", "from"], kind="stable")
    for row in records(table):
        label = labels.get(row["merkmal"], row["merkmal"])
        if row["verbund"]:
            label = words("facility.verbund", label=label)
        fields = {"label": label, "start": _day(row["from"], context), "end": _day(row["to"], context)}
        ends = ("since" if fields["start"] else "") + ("until" if fields["end"] else "")
        key = "span" if ends == "sinceuntil" else ends
        text = words(f"facility.merkmal_{key}", **fields) if key else label
        found.setdefault(row["facility_id"], []).append((words("facility.merkmal"), text))
    return found


def held_merkmale(context: Context) -> dict[str, list[int]]:
    """facility_id -> places, in the list of the project, of the Merkmale it holds on the newest day."""
    numbers = {one.id: number_ for number_, one in enumerate(context.project.merkmale)}
    newest = context.published.newest
    found: dict[str, set[int]] = {}
    for row in records(context.published.merkmale):
        ended = newest is not None and row["to"] and last_day(row["to"]) < newest
        ahead = newest is not None and row["from"] > newest.isoformat()
        if row["merkmal"] in numbers and not ended and not ahead:
            found.setdefault(row["facility_id"], set()).add(numbers[row["merkmal"]])
    return {id_: sorted(held) for id_, held in found.items()}


def _figures(context: Context) -> dict[str, list[tuple[str, str]]]:
    """Newest value of each indicator that belongs to single facilities."""
    table = context.published.facility_values
    newest = table.groupby(["facility_id", "indicator_id"])["period"].transform("max")
    found: dict[str, list[tuple[str, str]]] = {}
    for row in records(table[table["period"] == newest].sort_values(["facility_id", "indicator_id"])):
        indicator = context.project.indicator(row["indicator_id"])
        value = None if pd.isna(row["value"]) else float(row["value"])
        text = _figure(context, indicator, value, row["status"])
        note = f" ({row['note']})" if row["note"] else ""
        term = f"{context.text(indicator.short)}, {period_label(row['period'], context.words)}"
        found.setdefault(row["facility_id"], []).append((term, text + note))
    return found


def _figure(context: Context, indicator: Indicator, value: float | None, status: str) -> str:
    """A value with its unit; a step is named before its number: "Stufe 4"."""
    unit = context.text(indicator.unit)
    if indicator.kind == "ordinal" and value is not None:
        return f"{unit} {shown(value, status, indicator.decimals, '', context.words)}"
    return shown(value, status, indicator.decimals, unit, context.words)

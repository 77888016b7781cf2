"""Facilities in words: status, Träger, places, Merkmale, figures of the house, how it was assigned."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sozialraum.model.fields import in_language
from sozialraum.model.status import Status
from sozialraum.presentation.numbers import number, shown
from sozialraum.presentation.numbers import period as period_label
from sozialraum.presentation.views.context import Context

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
    has_position: bool
    placement: str


def houses(context: Context) -> list[House]:
    """All published facilities, in order of type, name and id."""
    table = context.published.facilities
    order = {type_.id: number_ for number_, type_ in enumerate(context.project.facility_types)}
    places, sizes = _places(context)
    merkmale, figures = _merkmale(context), _figures(context)
    found = []
    for id_, row in zip(table.index, table.drop(columns="geometry").itertuples(index=False), strict=True):
        id_ = str(id_)
        lines = [
            (context.words("facility.traeger"), row.traeger),
            (context.words("facility.address"), row.address),
            (context.words("facility.opens"), _day(row.opens_on, context)),
            (context.words("facility.closes"), _day(row.closes_on, context)),
            *places.get(id_, []),
            *figures.get(id_, []),
            *merkmale.get(id_, []),
            (context.words("facility.note"), row.note),
        ]
        if row.placement not in {"inside"}:
            lines.append((context.words("facility.position"), context.words(f"placement.{row.placement}")))
        found.append(
            House(
                id=id_,
                type_id=row.facility_type,
                name=row.name,
                area_id=row.area_id,
                status=row.betriebsstatus,
                status_label=context.words(f"betriebsstatus.{row.betriebsstatus}"),
                lines=[(term, text) for term, text in lines if text],
                size=_size(sizes.get(id_)),
                has_position=False,
                placement=row.placement,
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
    for key, part in rows.groupby(keys, sort=True):
        facility, offer, group, kind, period = (str(item) for item in key)
        unknown = part["places"].isna().any()
        total = None if unknown else float(part["places"].sum())
        status = _worst(part["status"]) if unknown or len(part) == 1 else str(Status.NORMAL)
        term = words(
            "facility.places",
            offer=labels.get(offer, offer),
            group=groups.get(group, group),
            kind=words(f"kind.{kind}"),
            period=period_label(period, words),
        )
        note = next((text for text in part["note"] if text), "")
        text = shown(total, status, 0, "", words) + (f" ({note})" if note else "")
        lines.setdefault(facility, []).append((term, text + _hours(context, part)))
        if total is not None and kind != "geplant":
            sizes[facility] = sizes.get(facility, 0) + total
    return lines, sizes


def _worst(statuses: pd.Series) -> str:
    without = [status for status in statuses if status != Status.NORMAL]
    return str(without[0]) if without else str(Status.MISSING)


def _hours(context: Context, part: pd.DataFrame) -> str:
    known = part[part["weekly_hours"].notna() & part["places"].notna()]
    if known.empty or len(known) != len(part):
        return ""
    sums = known.groupby("weekly_hours")["places"].sum()
    texts = [
        f"{number(float(places), 0, context.words)} × {context.words('facility.hours', hours=number(float(hours), 0, context.words))}"
        for hours, places in sums.items()
    ]
    return f" ({', '.join(texts)})"


def _merkmale(context: Context) -> dict[str, list[tuple[str, str]]]:
    words = context.words
    labels = {one.id: context.text(one.label) for one in context.project.merkmale}
    found: dict[str, list[tuple[str, str]]] = {}
    table = context.published.merkmale.sort_values(["facility_id", "merkmal", "from"], kind="stable")
    for row in table.itertuples(index=False):
        label = labels.get(str(row.merkmal), str(row.merkmal))
        if row.verbund:
            label = words("facility.verbund", label=label)
        fields = {"label": label, "start": _day(str(row[2]), context), "end": _day(str(row.to), context)}
        key = (
            "span"
            if fields["start"] and fields["end"]
            else "since"
            if fields["start"]
            else "until"
            if fields["end"]
            else ""
        )
        text = words(f"facility.merkmal_{key}", **fields) if key else label
        found.setdefault(str(row.facility_id), []).append((words("facility.merkmal"), text))
    return found


def _figures(context: Context) -> dict[str, list[tuple[str, str]]]:
    """Newest value of each indicator that belongs to single facilities."""
    table = context.published.facility_values
    newest = table.groupby(["facility_id", "indicator_id"])["period"].transform("max")
    found: dict[str, list[tuple[str, str]]] = {}
    for row in (
        table[table["period"] == newest].sort_values(["facility_id", "indicator_id"]).itertuples(index=False)
    ):
        indicator = context.project.indicator(str(row.indicator_id))
        value: float | None = None if pd.isna(row.value) else float(row.value)
        text = shown(value, str(row.status), indicator.decimals, context.text(indicator.unit), context.words)
        note = f" ({row.note})" if row.note else ""
        term = f"{context.text(indicator.short)}, {period_label(str(row.period), context.words)}"
        found.setdefault(str(row.facility_id), []).append((term, text + note))
    return found


def counts_by_type(context: Context, in_area: str) -> Mapping[str, int]:
    """Facilities of each type in operation in an area."""
    table = context.published.measures
    rows = table[(table["measure_id"] == "facilities") & (table["area_id"] == in_area)]
    return {str(type_): int(value) for type_, value in zip(rows["target_group"], rows["value"], strict=True)}

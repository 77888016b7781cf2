"""Places beside children: quota as colour, places and missing places as circles."""

import pandas as pd

from sozialraum.model.measures import ALL_PLACES, MISSING, PLACES, QUOTAS, UNKNOWN_HOUSES
from sozialraum.model.periods import in_order
from sozialraum.model.rules import Coverage
from sozialraum.model.tables import CITY
from sozialraum.presentation.classes import classed
from sozialraum.presentation.numbers import number
from sozialraum.presentation.numbers import period as label
from sozialraum.presentation.palettes import ramp
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.indicators import class_entries
from sozialraum.presentation.views.layer import CityValue, Layer, by_period_and_area, numbers_of


def coverage_layers(context: Context) -> list[Layer]:
    """Per offer: the quota, the missing places where there is a target, and the places."""
    layers = []
    for coverage in context.project.coverage:
        layers.append(_layer(context, coverage, QUOTAS[coverage.measure], f"quota_{coverage.measure}"))
        if coverage.target_quota_pct is not None:
            layers.append(_layer(context, coverage, MISSING, "missing"))
        layers.append(_layer(context, coverage, PLACES, "places"))
        if coverage.also_shown:
            layers.append(_layer(context, coverage, ALL_PLACES, "places_all"))
    return [layer for layer in layers if layer.periods]


def _layer(context: Context, coverage: Coverage, measure: str, key: str) -> Layer:
    words = context.words
    table = context.published.measures
    rows = table[(table["measure_id"] == measure) & (table["target_group"] == coverage.id)]
    own, city = rows[rows["area_id"].isin(context.areas)], rows[rows["area_id"] == CITY]
    is_quota = key.startswith("quota")
    values = numbers_of(own)
    classes = classed(list(values.values())) if is_quota else None
    unit = words(f"coverage.unit_{key}" if is_quota else "coverage.unit_places")
    offers = context.published.offers
    children = context.text(context.project.indicator(coverage.children).label)
    source_ids = sorted(set(offers.loc[offers["offer"].isin(coverage.offers), "source_id"]))
    return Layer(
        id=f"{coverage.id}_{'quota' if is_quota else key}",
        group="versorgung",
        kind="choropleth",
        label=words(f"coverage.{key}", label=context.text(coverage.label), children=children),
        short=words(f"coverage.short_{key}", short=context.text(coverage.short), children=children),
        unit=unit,
        decimals=0 if key in {"places", "places_all"} else 1,
        polarity="keine",
        polarity_word=words("coverage.reading" if is_quota else "polarity.keine"),
        info=_info(context, coverage, key, source_ids),
        periods=in_order(list(rows["period"])),
        values=values,
        statuses=by_period_and_area(own, "status"),
        city={
            str(when): CityValue(None if pd.isna(value) else float(value), str(status), _why(context, reason))
            for when, value, status, reason in zip(
                city["period"], city["value"], city["status"], city["reason"], strict=True
            )
        },
        class_of={at: classes.of(value) for at, value in values.items()} if classes else {},
        classes=class_entries(classes, ramp("angebot", len(classes.upper)), 1, words) if classes else [],
        class_note=words(f"classes.note_{classes.method}", count=len(classes.upper))
        if classes
        else words("classes.note_symbols"),
        sentences=_sentences(context, rows, unit, coverage),
        symbols=not is_quota,
        source_ids=tuple(source_ids),
        office=context.text(coverage.office),
        formula=words(f"coverage.formula_{key}"),
    )


def children_dates(context: Context, coverage: Coverage) -> str:
    """How dates of places and children are paired, in words; "" where the project does not pair them."""
    return "; ".join(
        context.words("coverage.dates", places=label(places, context.words), children=label(children, context.words))
        for places, children in sorted(coverage.pairs.items())
    )


def _info(context: Context, coverage: Coverage, key: str, source_ids: list[str]) -> list[tuple[str, str]]:
    words = context.words
    children = context.project.indicator(coverage.children)
    kind = words(f"kind.{coverage.kind}")
    target = ""
    if coverage.target_quota_pct is not None:
        target = words(
            "coverage.target",
            value=number(coverage.target_quota_pct, 1, words),
            source=context.text(coverage.target_source),
        )
    definition = words(
        f"coverage.definition_{'quota' if key.startswith('quota') else key}",
        kind=kind,
        children=context.text(children.label),
    )
    info = [
        (words("info.definition"), definition),
        (words("info.formula"), words(f"coverage.formula_{key}")),
        (words("info.target"), target),
        (words("info.dates"), children_dates(context, coverage)),
        (words("info.role"), words("rolle.angebot")),
        (words("info.raumbezug"), words("coverage.raumbezug")),
        (words("info.office"), context.text(coverage.office)),
        (words("info.source"), context.sources(source_ids)),
        (words("info.note"), context.text(coverage.note)),
    ]
    return [(term, text) for term, text in info if text]


def _why(context: Context, reason: str) -> str:
    return context.words(f"why.{reason}") if reason else ""


def _sentences(context: Context, rows: pd.DataFrame, unit: str, coverage: Coverage) -> dict[tuple[str, str], str]:
    """Why there is no value, and what it is at least."""
    table = context.published.measures
    silent = numbers_of(table[(table["measure_id"] == UNKNOWN_HOUSES) & (table["target_group"] == coverage.id)])
    said = {}
    for when, area, lower, reason in zip(rows["period"], rows["area_id"], rows["lower"], rows["reason"], strict=True):
        if reason == "places_unknown" and pd.notna(lower):
            said[(when, area)] = context.words(
                "coverage.at_least",
                value=f"{number(float(lower), 1, context.words)} {unit}",
                count=int(silent.get((when, area), 0)),
            )
        elif reason:
            said[(when, area)] = _why(context, reason)
    return said

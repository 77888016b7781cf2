"""The Lageindex on the map, and the index of each Handlungsfeld: classes, and what each indicator adds in words."""

from typing import Any

import pandas as pd

from sozialraum.model.lage import LageIndex, parts_at
from sozialraum.model.measures import CLASS, FIELD_INDEX, INDEX, ROBUST
from sozialraum.model.periods import in_order
from sozialraum.model.status import Status
from sozialraum.presentation.atlas.palettes import ramp
from sozialraum.presentation.lage.methods import index_methods, other_words
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.lage_dynamics import dynamics_layers
from sozialraum.presentation.views.lage_rank import rank_layers
from sozialraum.presentation.views.lage_words import (
    class_at,
    class_labels,
    contribution_sentences,
    cuts_text,
    sources_of,
    sources_of_index,
    without_index,
)
from sozialraum.presentation.views.layer import (
    Certainty,
    CityValue,
    ClassEntry,
    Layer,
    by_period_and_area,
    numbers_of,
)
from sozialraum.presentation.words.numbers import number

MOST_PARTS = 8  # named in the definition


def lage_layers(context: Context) -> list[Layer]:
    """The index where the project defines one and it has rows, its dynamics and typology, its fields, its ranks."""
    index = context.project.lage_index
    if index is None:
        return []
    table = context.published.measures
    rows = table[table["measure_id"] == INDEX]
    if rows.empty:
        return []
    return [
        _index_layer(context, index, rows),
        *dynamics_layers(context, index),
        *_field_layers(context, index),
        *rank_layers(context, index),
    ]


def _index_layer(context: Context, index: LageIndex, rows: pd.DataFrame) -> Layer:
    words, table = context.words, context.published.measures
    classes = numbers_of(table[table["measure_id"] == CLASS])
    count = number(float(rows["base"].max()), 0, words) if rows["base"].notna().any() else ""
    definition = words("lage.definition", count=count, parts=_parts_text(context, index, rows))
    robust = numbers_of(table[table["measure_id"] == ROBUST])
    return Layer(
        id=INDEX,
        label=context.text(index.label),
        short=words("lage.short"),
        info=[
            (words("info.definition"), definition),
            *index_methods(context),
            *other_words(context),
            (words("info.source"), context.sources(sources_of_index(context, index))),
        ],
        class_of={key: int(value) for key, value in classes.items()},
        sentences=contribution_sentences(context) | without_index(context, rows),
        certainty=Certainty(
            firm={key: value > 0 for key, value in robust.items()}, note=words("lage.firm_note") if robust else ""
        ),
        source_ids=sources_of_index(context, index),
        formula=definition if count else "",
        **_like_the_index(context, index, rows),
    )


def _parts_text(context: Context, index: LageIndex, rows: pd.DataFrame) -> str:
    """The indicators of the newest set by name, or how many where a list would be too long to read."""
    newest = parts_at(index, in_order(list(rows["period"]))[-1])
    if len(newest) > MOST_PARTS:
        return context.words("lage.many_parts", count=len(newest))
    return "; ".join(context.text(context.project.indicator(part.indicator).short) for part in newest)


def _field_layers(context: Context, index: LageIndex) -> list[Layer]:
    """One layer for each Handlungsfeld that has an index of its own, in the order of the project."""
    words, table = context.words, context.published.measures
    layers = []
    for field in context.project.handlungsfelder:
        rows = table[table["measure_id"] == f"{FIELD_INDEX}{field.id}"]
        if rows["value"].isna().all():
            continue
        values = numbers_of(rows)
        newest = parts_at(index, in_order(list(rows["period"]))[-1])
        own = [context.project.indicator(part.indicator) for part in newest]
        own = [one for one in own if one.handlungsfeld == field.id]
        parts = "; ".join(context.text(one.short) for one in own)
        definition = words("lage.field_definition", field=context.text(field.label), parts=parts)
        layers.append(
            Layer(
                id=f"{FIELD_INDEX}{field.id}",
                label=words("lage.field_label", field=context.text(field.label)),
                short=words("lage.field_short", field=context.text(field.label)),
                info=[
                    (words("info.definition"), definition),
                    (words("info.source"), context.sources(sources_of(context, [one.id for one in own]))),
                ],
                class_of={key: class_at(value, index.cuts) for key, value in values.items()},
                sentences=without_index(context, rows),
                source_ids=sources_of(context, [one.id for one in own]),
                formula=definition,
                **_like_the_index(context, index, rows),
            )
        )
    return layers


def _like_the_index(context: Context, index: LageIndex, rows: pd.DataFrame) -> dict[str, Any]:
    """What the index and the indices of its fields have in common."""
    words = context.words
    labels = class_labels(context.words, index)
    periods = in_order(list(rows["period"]))
    return {
        "group": "lage",
        "kind": "choropleth",
        "unit": "",
        "decimals": 2,
        "polarity": "mehr_belastung",
        "polarity_word": words("polarity.mehr_belastung"),
        "periods": periods,
        "values": numbers_of(rows),
        "statuses": by_period_and_area(rows, "status"),
        "city": {period: CityValue(None, str(Status.NOT_APPLICABLE), words("lage.no_city")) for period in periods},
        "classes": [
            ClassEntry(colour, label)
            for colour, label in zip(ramp("mehr_belastung", len(labels)), labels, strict=True)
        ],
        "class_note": words("lage.class_note", cuts=cuts_text(context, index.cuts)),
        "caption": words("lage.caption"),
        "unassigned": words("lage.unassigned"),
    }

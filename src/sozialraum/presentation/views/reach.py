"""Ways and places per child on the map: cells by class, and for each area the share or the mean over its people."""

from collections.abc import Callable
from dataclasses import replace

from sozialraum.model.reach import PLACES_PER_PERSON
from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.tables import CITY
from sozialraum.presentation.atlas.classes import classed
from sozialraum.presentation.atlas.palettes import ramp
from sozialraum.presentation.reach.basis import people_info, way_info
from sozialraum.presentation.reach.figures import Figures, asked, figures, own_blocks, within_pct
from sozialraum.presentation.reach.reach_words import benchmark_info, limit_info, metres_text, way_word
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.indicators import class_entries
from sozialraum.presentation.views.layer import CityValue, Layer, OfCells, Scale
from sozialraum.presentation.words.numbers import day, half_away

GROUP = "erreichbarkeit"
CLASSES = 5  # of areas
PCT_DIGITS, PLACES_DIGITS = 1, 2


def reach_layers(context: Context) -> list[Layer]:
    """For each question the ways, and where it asks for them the places per child."""
    layers = []
    for question in asked(context):
        told = figures(context, question)
        layers.append(_ways(context, question, told))
        if question.places is not None:
            layers.append(_places(context, question, told))
    return [layer for layer in layers if layer.periods]


def _ways(context: Context, question: ReachQuestion, told: Figures) -> Layer:
    words, way = context.words, way_word(context)
    label = words("reach.label", label=context.text(question.label), way=way)
    what = words(
        "reach.what_within",
        people=context.text(question.people_label),
        near=metres_text(context, question.near_m),
        way=way,
    )
    info = [
        (words("info.definition"), words("reach.definition", what=what)),
        (words("reach.term_way"), way_info(context)),
        (words("reach.term_limit"), limit_info(context, question)),
        (words("reach.term_benchmark"), benchmark_info(context, question)),
        *people_info(context, question),
    ]
    layer = Layer(
        id=f"reach_{question.id}",
        group=GROUP,
        kind="choropleth",
        label=label,
        short=words(
            "reach.way_short", short=context.text(question.short), near=metres_text(context, question.near_m)
        ),
        unit="%",
        decimals=PCT_DIGITS,
        polarity="weniger_belastung",
        polarity_word=words("reach.reading"),
        info=[(term, text) for term, text in info if text],
        periods=[],
        values={},
        statuses={},
        city={},
        change_unit=words("change.unit_share"),
        cells=_cells(context, question, "way", what),
        formula=what,
    )
    return _with_values(context, layer, told, within_pct(question.near_m))


def _places(context: Context, question: ReachQuestion, told: Figures) -> Layer:
    words = context.words
    short = context.text(question.short)
    info = [
        (words("info.definition"), words("reach.places_definition", way=way_word(context))),
        (words("info.formula"), words("reach.places_formula")),
        (words("reach.term_weights"), _weights(context, question)),
        (words("reach.term_way"), way_info(context)),
        *people_info(context, question),
        (words("info.note"), words("reach.places_note")),
    ]
    layer = Layer(
        id=f"reach_{question.id}_places",
        group=GROUP,
        kind="choropleth",
        label=words("reach.places_label", short=short),
        short=words("reach.places_short", short=short),
        unit="",
        decimals=PLACES_DIGITS,
        polarity="weniger_belastung",
        polarity_word=words("reach.places_reading"),
        info=[(term, text) for term, text in info if text],
        periods=[],
        values={},
        statuses={},
        city={},
        cells=_cells(context, question, "places", words("reach.places_what")),
        formula=words("reach.places_formula"),
    )
    return _with_values(context, layer, told, PLACES_PER_PERSON)


def _weights(context: Context, question: ReachQuestion) -> str:
    weights = question.places.weights if question.places else []
    told = [
        context.words("reach.weight", metres=metres_text(context, metres), share=f"{100 * weight:.0f}")
        for metres, weight in weights
    ]
    return context.words("reach.weights", weights="; ".join(told)) if told else ""


def _with_values(context: Context, layer: Layer, told: Figures, measure: str) -> Layer:
    """The layer with one date: the day on which the people were counted; without any, where no area has a row."""
    when = context.published.reach.as_of
    known = [area for area in context.areas if told.row(area, measure) is not None]
    if not known:
        return layer
    values = {
        (when, area): half_away(value, layer.decimals)
        for area in known
        if (value := told.value(area, measure)) is not None
    }
    classes = classed(list(values.values()), CLASSES)
    city = told.row(CITY, measure)
    row_why = _why(context)
    return replace(
        layer,
        periods=[when],
        values=values,
        statuses={(when, area): told.status(area, measure) for area in known},
        city={when: CityValue(told.value(CITY, measure), told.status(CITY, measure))} if city is not None else {},
        class_of={at: classes.of(value) for at, value in values.items()} if classes else {},
        classes=class_entries(classes, ramp("angebot", len(classes.upper)), layer.decimals, context.words)
        if classes
        else [],
        class_note=context.words("reach.class_note", day=day(when, context.words)),
        scale=Scale(classes) if classes else None,
        sentences={
            (when, area): text for area in known if (text := row_why(str((told.row(area, measure) or {})["reason"])))
        },
    )


def _why(context: Context) -> Callable[[str], str]:
    entries = context.words.entries

    def told(reason: str) -> str:
        key = next((one for one in (f"reach.why_{reason}", f"why.{reason}") if reason and one in entries), None)
        return context.words(key) if key else ""

    return told


def _cells(context: Context, question: ReachQuestion, kind: str, what: str) -> OfCells:
    blocks = own_blocks(context, question)
    drawn = len(blocks) > 0 if kind == "way" else bool((blocks["places_class"] >= 0).any())
    return OfCells(question.id, kind, what, drawn)

"""Places beside children: the quota as colour; where there is no target, the places as circles."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from sozialraum.model.measures import ALL_PLACES, PLACES, QUOTAS
from sozialraum.model.planned import WITH_MEASURES
from sozialraum.model.rules import Coverage
from sozialraum.presentation.atlas.classes import Classes, classed
from sozialraum.presentation.atlas.palettes import ramp
from sozialraum.presentation.views.balance import balance_layer
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.indicators import class_entries
from sozialraum.presentation.views.layer import Layer, Scale, by_period_and_area, numbers_of
from sozialraum.presentation.views.supply_rows import (
    base_rows,
    children_dates,
    city_values,
    claims_break,
    claims_text,
    counted_measures,
    dates_of,
    rows_of,
    silent_houses,
    source_ids,
    target_info,
    why,
)
from sozialraum.presentation.words.numbers import number
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.target_words import has_target
from sozialraum.presentation.words.tenses import ahead
from sozialraum.presentation.words.texts import Texts


def coverage_layers(context: Context) -> list[Layer]:
    """Per offer: the balance and the quota; where there is no target, the quota and the places."""
    layers = []
    for coverage in context.project.coverage:
        quota = _layer(context, coverage, QUOTAS[coverage.measure], f"quota_{coverage.measure}")
        if has_target(context, coverage):
            layers += [balance_layer(context, coverage), quota]
        else:
            layers += [quota, _layer(context, coverage, PLACES, "places")]
        if coverage.also_shown:
            layers.append(_layer(context, coverage, ALL_PLACES, "places_all"))
    return [layer for layer in layers if layer.periods]


def _layer(context: Context, coverage: Coverage, measure: str, key: str) -> Layer:
    words = context.words
    rows = rows_of(context, coverage, measure)
    planned = rows_of(context, coverage, measure, WITH_MEASURES)
    own = base_rows(context, rows)
    is_quota = key.startswith("quota")
    values = numbers_of(own)
    unit = words(f"coverage.unit_{key}" if is_quota else "coverage.unit_places")
    children = context.text(context.project.indicator(coverage.children).label)
    sources = source_ids(context, coverage, with_children=is_quota)
    dates = dates_of(context, rows)
    breaks, later = claims_break(context, coverage, dates), ahead(dates, context.published.planning.today)
    both = (values, numbers_of(base_rows(context, planned)))
    scale = _scale(both, dates, breaks, later) if is_quota else None
    classes = scale.classes if scale else None
    layer = Layer(
        id=f"{coverage.id}_{'quota' if is_quota else key}",
        group="versorgung",
        kind="choropleth",
        label=words(f"coverage.{key}", label=context.text(coverage.label), children=children),
        short=words(f"coverage.short_{key}", short=context.text(coverage.short), children=children),
        offer=context.text(coverage.short),
        part=words(f"coverage.part_{key}"),
        unit=unit,
        decimals=0 if key in {"places", "places_all"} else 1,
        polarity="keine",
        polarity_word=words("coverage.reading" if is_quota else "polarity.keine"),
        info=_info(context, coverage, key, sources),
        periods=dates,
        values=values,
        statuses=by_period_and_area(own, "status"),
        city=city_values(context, rows),
        class_of=_class_of(classes, values),
        classes=class_entries(classes, ramp("angebot", len(classes.upper)), 1, words) if classes else [],
        class_note=_class_note(scale, words),
        sentences=_sentences(context, own, unit, coverage),
        symbols=not is_quota,
        scale=scale,
        ahead=later,
        breaks=breaks,
        source_ids=tuple(sources),
        office=context.text(coverage.office),
        formula=words(f"coverage.formula_{key}"),
    )
    return replace(layer, planned=_planned(context, coverage, layer, planned, classes))


def _scale(
    numbers: Sequence[Mapping[tuple[str, str], float]],
    dates: list[str],
    breaks: Sequence[str],
    later: Collection[str],
) -> Scale | None:
    """Classes over all dates; where the series breaks, over those of the side of today's year, and beside them those
    of the other side. A side with a single value has no classes of its own.

    Args:
        numbers: values by date and area, without and with planned measures.
        later: the dates that are ahead.
    """
    values = [(when, value) for one in numbers for (when, _), value in one.items()]
    if breaks:
        at = dates.index(breaks[0])
        sides = (dates[:at], dates[at:])
        early, after = (classed([value for when, value in values if when in side]) for side in sides)
        if early and after and min(len(early.upper), len(after.upper)) > 1:
            late = any(when not in later for when in dates[at:])
            first, other = (after, early) if late else (early, after)
            return Scale(first, since=breaks[0], late=late, other=other)
    classes = classed([value for _, value in values])
    return Scale(classes) if classes else None


def _class_note(scale: Scale | None, words: Texts) -> str:
    if scale is None:
        return words("classes.note_symbols")
    note = words(f"classes.{scale.classes.note}", count=len(scale.classes.upper))
    return note + (words("classes.apart", period=period_label(scale.since, words)) if scale.other else "")


def _planned(
    context: Context, coverage: Coverage, layer: Layer, rows: pd.DataFrame, classes: Classes | None
) -> Layer | None:
    """The layer with planned measures."""
    dates = [when for when in dates_of(context, rows) if when in layer.periods]
    if not dates:
        return None
    own = base_rows(context, rows)
    values = numbers_of(own)
    return replace(
        layer,
        periods=dates,
        values=values,
        statuses=by_period_and_area(own, "status"),
        city=city_values(context, rows),
        class_of=_class_of(classes, values),
        sentences=_sentences(context, own, layer.unit, coverage),
    )


def _class_of(classes: Classes | None, values: dict[tuple[str, str], float]) -> dict[tuple[str, str], int]:
    return {at: classes.of(value) for at, value in values.items()} if classes else {}


def _info(context: Context, coverage: Coverage, key: str, sources: list[str]) -> list[tuple[str, str]]:
    words = context.words
    children = context.project.indicator(coverage.children)
    is_quota = key.startswith("quota")
    definition = words(
        f"coverage.definition_{'quota' if is_quota else key}",
        kind=words(f"kind.{coverage.kind}"),
        children=context.text(children.label),
    )
    info = [
        (words("info.definition"), " ".join(filter(None, (definition, claims_text(context, coverage))))),
        (words("info.formula"), words(f"coverage.formula_{key}")),
        (words("info.target"), target_info(context, coverage)),
        (words("info.dates"), children_dates(context, coverage)),
        (words("coverage.planned"), counted_measures(context, coverage)),
        (words("info.role"), words("rolle.angebot")),
        (words("info.raumbezug"), words("coverage.raumbezug")),
        (words("info.office"), context.text(coverage.office)),
        (words("info.source"), context.sources(sources)),
        (words("info.note"), context.text(coverage.note)),
    ]
    return [(term, text) for term, text in info if text]


def _sentences(context: Context, rows: pd.DataFrame, unit: str, coverage: Coverage) -> dict[tuple[str, str], str]:
    """Why there is no value, and what it is at least."""
    silent = silent_houses(context, coverage)
    said = {}
    for when, area, lower, reason in zip(rows["period"], rows["area_id"], rows["lower"], rows["reason"], strict=True):
        if reason == "places_unknown" and pd.notna(lower):
            said[(when, area)] = context.words(
                "coverage.at_least",
                value=f"{number(float(lower), 1, context.words)} {unit}",
                count=silent.get((when, area), 0),
            )
        elif reason:
            said[(when, area)] = why(context, reason)
    return said

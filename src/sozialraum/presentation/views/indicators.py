"""Indicators on the map: shares and rates as colour, counts as circles, the rest as a list."""

from collections.abc import Iterable
from itertools import pairwise

import pandas as pd

from sozialraum.model.indicators import Indicator
from sozialraum.model.periods import crosses, in_order
from sozialraum.model.status import Status
from sozialraum.model.tables import CITY, JOINT_LEVEL
from sozialraum.presentation.atlas.classes import Classes, classed, fixed
from sozialraum.presentation.atlas.palettes import ramp, spread
from sozialraum.presentation.views.certainty import rate_certainty
from sozialraum.presentation.views.context import Context, single_sources
from sozialraum.presentation.views.layer import (
    Certainty,
    Change,
    CityValue,
    ClassEntry,
    Layer,
    Scale,
    by_period_and_area,
    numbers_of,
)
from sozialraum.presentation.views.steadied import steadied_layers
from sozialraum.presentation.words.numbers import difference_unit, exact_digits, number, with_unit
from sozialraum.presentation.words.numbers import period as period_label
from sozialraum.presentation.words.texts import Texts

CLASSES = 5
FEW_AREAS = 15  # up to so many areas no more classes than these


def indicator_layers(context: Context) -> list[Layer]:
    """A layer for every indicator that has any number, in the order of the Handlungsfelder; its smoothed and pooled
    rates, where the project asks for them, come right after it."""
    order = [field.id for field in context.project.handlungsfelder]
    indicators = sorted(context.project.indicators, key=lambda one: order.index(one.handlungsfeld))
    table = context.published.indicators
    totals = dict(tuple(table[table["group"] == ""].groupby("indicator_id")))
    certainty = rate_certainty(context)
    return [
        layer
        for one in indicators
        if one.id in totals
        for layer in _layers(context, one, totals[one.id], certainty.get(one.id, Certainty()))
    ]


def _layers(context: Context, indicator: Indicator, rows: pd.DataFrame, certainty: Certainty) -> list[Layer]:
    words, base = context.words, set(context.areas)
    unit = context.text(indicator.unit)
    own = rows[rows["area_id"].isin(base)]
    mapped = own[~own["list_only"]]
    city = rows[rows["area_id"] == CITY].sort_values("list_only", ascending=False, kind="stable")  # last one stays
    elsewhere = rows[~rows["area_id"].isin(base) & rows["value"].notna()]  # the city, larger and joint areas
    periods = in_order([*own["period"], *elsewhere["period"]])
    values = numbers_of(mapped)
    only_city, only_listed = own.empty, bool(mapped["value"].isna().all())
    counted = indicator.kind == "count"
    classes = None if counted or only_listed else classes_for(indicator, list(values.values()), len(base))
    steps = indicator.kind == "ordinal" and classes is not None and each_alone(classes, values.values())
    layer = Layer(
        id=indicator.id,
        group=indicator.handlungsfeld,
        kind="list" if only_city or only_listed or indicator.balance else "choropleth",
        label=context.text(indicator.label),
        short=context.text(indicator.short),
        unit=unit,
        decimals=indicator.decimals,
        polarity=indicator.polaritaet,
        polarity_word=words(f"polarity.{indicator.polaritaet}"),
        info=indicator_info(context, indicator, rows),
        periods=periods,
        values=values,
        statuses=by_period_and_area(mapped, "status"),
        city={
            str(when): CityValue(
                None if pd.isna(value) else float(value), status, words(f"why.{reason}") if reason else ""
            )
            for when, value, status, reason in zip(
                city["period"], city["value"], city["status"], city["reason"], strict=True
            )
        },
        class_of={key: classes.of(value) for key, value in values.items()} if classes else {},
        classes=class_entries(classes, _colours(indicator, len(classes.upper)), indicator.decimals, words, steps)
        if classes
        else [],
        class_note=words("classes.note_steps") if steps else _class_note(classes, counted, words),
        sentences=_sentences(context, indicator, own, rows),
        changes=_changes(context, indicator),
        change_unit=change_unit(indicator, unit, words),
        symbols=counted,
        scale=_scale(indicator, classes) if classes and not steps else None,
        only_city=only_city,
        why_list=_why_list(only_city, only_listed, indicator.balance, words),
        certainty=certainty,
        breaks=_breaks(indicator, periods),
        source_ids=tuple(single_sources(rows["source_id"])),
        office=context.text(indicator.office),
        formula=formula(context, indicator),
    )
    return [layer, *steadied_layers(context, indicator, layer, classes)]


def indicator_info(context: Context, indicator: Indicator, rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Definition, formula, reading, place and source of an indicator as (term, text)."""
    words = context.words
    source_ids = single_sources(rows["source_id"]) or [indicator.source or ""]
    breaks = ", ".join(period_label(day, words) for day in indicator.reihenbruch)
    info = [
        (words("info.definition"), context.text(indicator.definition)),
        (words("info.numerator"), context.text(indicator.numerator)),
        (words("info.denominator"), context.text(indicator.denominator)),
        (words("info.polarity"), words(f"polarity.{indicator.polaritaet}")),
        (words("info.role"), words(f"rolle.{indicator.rolle}")),
        (words("info.raumbezug"), words(f"raumbezug.{indicator.raumbezug}")),
        (words("info.counted"), words(f"counts.{indicator.counts}")),
        (words("info.break"), words("info.break_on", dates=breaks) if breaks else ""),
        (words("info.office"), context.text(indicator.office)),
        (words("info.source"), context.sources(source_ids)),
        (words("info.evidence"), indicator.evidence or ""),
        (words("info.note"), context.text(indicator.note)),
    ]
    return [(term, text) for term, text in info if text]


def formula(context: Context, indicator: Indicator) -> str:
    """Numerator over denominator in words; the definition where there is none."""
    above, below = context.text(indicator.numerator), context.text(indicator.denominator)
    if not (above and below and indicator.is_ratio):
        return context.text(indicator.definition)
    factor = f"{number(indicator.per, 0, context.words)} × " if indicator.per != 1 else ""
    return f"{factor}{above} ÷ {below}"


def each_alone(classes: Classes, values: Iterable[float]) -> bool:
    """Is each class a single whole number? Then it is called by that, as the levels of a monitoring are."""
    found = sorted(set(values))
    return all(value == int(value) for value in found) and [classes.of(value) for value in found] == list(
        range(len(classes.upper))
    )


def class_entries(
    classes: Classes, colours: list[str], decimals: int, words: Texts, steps: bool = False
) -> list[ClassEntry]:
    """Boxes of the legend; the bounds between classes are exact, the outer two rounded as the values are.

    Args:
        steps: each class is the one whole number at its upper bound.
    """
    if steps:
        return [
            ClassEntry(colour, words("classes.single", low=number(upper, 0, words)))
            for upper, colour in zip(classes.upper, colours, strict=True)
        ]
    digits = max((exact_digits(bound, decimals) for bound in classes.upper[:-1]), default=decimals)
    entries, low = [], classes.lowest
    for at, (upper, colour) in enumerate(zip(classes.upper, colours, strict=True)):
        fields = {"low": number(low, digits, words), "high": number(upper, digits, words)}
        key = "single" if low == upper and at == 0 else "first" if at == 0 else "between"
        entries.append(ClassEntry(colour, words(f"classes.{key}", **fields)))
        low = upper
    return entries


def classes_for(indicator: Indicator, values: list[float], areas: int) -> Classes | None:
    """As the project says; without a word from it, its own bounds, else natural breaks. Few areas get few classes.

    Args:
        values: of all dates.
        areas: how many there are.
    """
    if indicator.breaks and values and indicator.classes in {None, "deviation"}:
        return fixed(indicator.breaks, values)
    count = len(indicator.palette) if indicator.palette else CLASSES
    method = "quantile" if indicator.classes == "quantile" else "natural"
    return classed(values, min(count, CLASSES) if areas <= FEW_AREAS else count, method)


def _scale(indicator: Indicator, classes: Classes) -> Scale:
    """The classes beside those that a reader may choose."""
    return Scale(
        classes,
        start="deviation" if indicator.classes == "deviation" else "",
        fixed=tuple(indicator.breaks or ()) if classes.method != "fixed" else (),
    )


def _colours(indicator: Indicator, count: int) -> list[str]:
    return spread(tuple(indicator.palette), count) if indicator.palette else ramp(indicator.polaritaet, count)


def _class_note(classes: Classes | None, counted: bool, words: Texts) -> str:
    if counted:
        return words("classes.note_symbols")
    return words(f"classes.{classes.note}", count=len(classes.upper)) if classes else words("classes.none")


def _sentences(
    context: Context, indicator: Indicator, own: pd.DataFrame, rows: pd.DataFrame
) -> dict[tuple[str, str], str]:
    """What has to be said of single values: listed only, given jointly with others, remarks of the source."""
    words, unit = context.words, context.text(indicator.unit)
    said: dict[tuple[str, str], str] = {}
    columns = ("period", "area_id", "value", "reason", "note", "list_only")
    for when, area, value, reason, note, listed in zip(*(own[column] for column in columns), strict=True):
        text = "" if pd.isna(value) else with_unit(float(value), indicator.decimals, unit, words)
        if listed and text:
            said[(when, area)] = words("why.list_only" if note else "why.list_only_plain", value=text, note=note)
        elif reason or note:
            said[(when, area)] = words(f"why.{reason}") if reason else note
    said.update(_joint_sentences(context, indicator, rows, unit))
    return said


def _joint_sentences(
    context: Context, indicator: Indicator, rows: pd.DataFrame, unit: str
) -> dict[tuple[str, str], str]:
    levels = context.published.areas["level"]
    joint = rows[rows["area_id"].map(levels) == JOINT_LEVEL]
    members = {str(id_): sorted(part["area_id"]) for id_, part in context.published.members.groupby("joint_id")}
    said = {}
    for when, area, value, status in zip(
        joint["period"], joint["area_id"], joint["value"], joint["status"], strict=True
    ):
        text = (
            context.words(f"status.{status}" if status != Status.NORMAL else "status.O")
            if pd.isna(value)
            else with_unit(float(value), indicator.decimals, unit, context.words)
        )
        for member in members.get(str(area), []):
            others = ", ".join(context.names[other] for other in members[str(area)] if other != member)
            said[(str(when), member)] = context.words("why.joint", others=others, value=text)
    return said


def _changes(context: Context, indicator: Indicator) -> dict[str, Change]:
    table = context.published.changes
    own = table[(table["indicator_id"] == indicator.id) & table["change"].notna()]
    found = {}
    for (when, since), rows in own.groupby(["period", "since"]):
        values = dict(zip(rows["area_id"], rows["change"].astype(float), strict=True))
        found[str(when)] = Change(str(since), values, values.get(CITY))
    return found


def change_unit(indicator: Indicator, unit: str, words: Texts) -> str:
    """Unit of a change: percent for counts, points for what is told in percent itself."""
    if indicator.kind == "count":
        return words("change.unit_count")
    return difference_unit(indicator.kind, unit, words)


def _why_list(only_city: bool, only_listed: bool, balance: bool, words: Texts) -> str | None:
    if only_city:
        return words("why.city_only")
    if only_listed:
        return words("why.why_list")
    return words("why.balance") if balance else None


def _breaks(indicator: Indicator, periods: list[str]) -> tuple[str, ...]:
    return tuple(later for earlier, later in pairwise(periods) if crosses(indicator.reihenbruch, earlier, later))

"""The balance of places of an offer: how much of the need is covered as colour, missing places as symbols."""

from dataclasses import replace

import pandas as pd

from sozialraum.model.measures import CHILDREN, ENTITLED, MISSING, MISSING_IN_PARTS, NEEDED, OF_NEED, PLACES, SPARE
from sozialraum.model.planned import WITH_MEASURES
from sozialraum.model.rules import NEED_BOUNDS_PCT, Coverage
from sozialraum.model.status import Status
from sozialraum.model.tables import BESTAND, CITY
from sozialraum.model.whole_places import whole_missing, whole_spare
from sozialraum.presentation.atlas.classes import classed
from sozialraum.presentation.atlas.palettes import ramp
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.layer import (
    CityValue,
    ClassEntry,
    Layer,
    Shortfall,
    by_period_and_area,
    numbers_of,
)
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
from sozialraum.presentation.words.tenses import ahead

STEPS = 3  # sizes of the symbols


def balance_layer(context: Context, coverage: Coverage) -> Layer:
    """The layer of an offer that has a target; with planned measures where some are counted."""
    words = context.words
    layer = _with_numbers(context, coverage, _head(context, coverage), BESTAND)
    planned = _with_numbers(context, coverage, _head(context, coverage), WITH_MEASURES)
    steps = _steps([layer, planned])
    dates = [when for when in planned.periods if when in layer.periods]
    return replace(
        _stepped(layer, steps),
        planned=_stepped(replace(planned, periods=dates), steps) if dates else None,
        breaks=claims_break(context, coverage, layer.periods),
        ahead=ahead(layer.periods, context.published.planning.today),
        formula=words("coverage.formula_balance"),
    )


def _head(context: Context, coverage: Coverage) -> Layer:
    """What does not depend on the scenario."""
    words = context.words
    bounds, note = _bounds(context)
    low, high = (number(bound, 0 if bound == int(bound) else 1, words) for bound in bounds)
    labels = [
        words("coverage.class_below", bound=low),
        words("coverage.class_between", low=low, high=high),
        words("coverage.class_above", bound=high),
    ]
    sources = source_ids(context, coverage, with_children=True)
    return Layer(
        id=f"{coverage.id}_bilanz",
        group="versorgung",
        kind="choropleth",
        label=words("coverage.balance", label=context.text(coverage.label)),
        short=words("coverage.short_balance", short=context.text(coverage.short)),
        offer=context.text(coverage.short),
        part=words("coverage.part_balance"),
        unit=words("coverage.unit_balance"),
        decimals=1,
        polarity="keine",
        polarity_word=words("coverage.reading_balance"),
        info=_info(context, coverage, sources),
        periods=[],
        values={},
        statuses={},
        city={},
        classes=[ClassEntry(colour, text) for colour, text in zip(ramp("angebot", 3), labels, strict=True)],
        class_note=note,
        source_ids=tuple(sources),
        office=context.text(coverage.office),
    )


def _bounds(context: Context) -> tuple[tuple[float, float], str]:
    """Bounds of the colours in percent, and whose they are."""
    rule = context.project.gaps
    if rule is None:
        return NEED_BOUNDS_PCT, context.words("coverage.bounds_usual")
    return rule.bounds_pct, context.words("coverage.bounds", source=context.text(rule.source))


def _with_numbers(context: Context, coverage: Coverage, layer: Layer, scenario: str) -> Layer:
    rows = rows_of(context, coverage, OF_NEED, scenario)
    own = base_rows(context, rows)
    values = numbers_of(own)
    low, high = _bounds(context)[0]
    return replace(
        layer,
        periods=dates_of(context, rows),
        values=values,
        statuses=by_period_and_area(own, "status"),
        city=_city(context, coverage, city_values(context, rows), scenario),
        class_of={at: int(value >= low) + int(value >= high) for at, value in values.items()},
        sentences=_sentences(context, coverage, own, scenario),
        shortfall=_shortfall(context, coverage, scenario),
    )


def _shortfall(context: Context, coverage: Coverage, scenario: str) -> Shortfall:
    rows = {
        measure: _with_city(context, rows_of(context, coverage, measure, scenario))
        for measure in (MISSING, SPARE, NEEDED, PLACES)
    }
    missing, spare = numbers_of(rows[MISSING]), numbers_of(rows[SPARE])
    gap = {
        at: whole_missing(short) if short > 0 else -whole_spare(spare.get(at, 0.0)) for at, short in missing.items()
    }
    told = _shown(rows[MISSING])
    children = _children(context, coverage, scenario)
    ends = {
        name: {at: whole_missing(value) for at, value in numbers_of(told, name).items() if at in gap}
        for name in ("lower", "upper")
    }
    wide = {at for at in ends["lower"].keys() & ends["upper"].keys() if ends["lower"][at] != ends["upper"][at]}
    return Shortfall(
        gap=gap,
        lower={at: value for at, value in ends["lower"].items() if at in wide},
        upper={at: value for at, value in ends["upper"].items() if at in wide},
        needed=numbers_of(rows[NEEDED]),
        places=numbers_of(rows[PLACES]),
        children=numbers_of(_shown(children)),
        withheld=_hidden({"children": children, "needed": rows[NEEDED], "places": rows[PLACES]}),
    )


def _children(context: Context, coverage: Coverage, scenario: str) -> pd.DataFrame:
    """Rows of the children; of those with a claim where only they are told."""
    every, entitled = (
        _with_city(context, rows_of(context, coverage, measure, scenario)) for measure in (CHILDREN, ENTITLED)
    )
    at = ["period", "area_id"]
    only = entitled[~pd.MultiIndex.from_frame(entitled[at]).isin(pd.MultiIndex.from_frame(every[at]))]
    return pd.concat([every, only]) if len(only) else every


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["status"] != str(Status.WITHHELD)]


def _hidden(tables: dict[str, pd.DataFrame]) -> frozenset[tuple[str, str, str]]:
    return frozenset(
        (name, str(period), str(area))
        for name, rows in tables.items()
        for period, area, status in zip(rows["period"], rows["area_id"], rows["status"], strict=True)
        if status == str(Status.WITHHELD)
    )


def _with_city(context: Context, rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["area_id"].isin([*context.areas, CITY])]


def _steps(layers: list[Layer]) -> tuple[int, ...]:
    """Upper ends of the sizes, for all dates and scenarios the same."""
    found = [
        float(gap)
        for layer in layers
        for (_, area), gap in (layer.shortfall.gap.items() if layer.shortfall else ())
        if gap > 0 and area != CITY
    ]
    classes = classed(found, STEPS)
    return tuple(int(end) for end in classes.upper) if classes else ()


def _stepped(layer: Layer, steps: tuple[int, ...]) -> Layer:
    return replace(layer, shortfall=replace(layer.shortfall, steps=steps) if layer.shortfall else None)


def _city(context: Context, coverage: Coverage, city: dict[str, CityValue], scenario: str) -> dict[str, CityValue]:
    """The value of the city, and in words what is missing in it: as a whole, and area by area."""
    rows = {measure: rows_of(context, coverage, measure, scenario) for measure in (MISSING, SPARE, MISSING_IN_PARTS)}
    missing, spare, parts = (numbers_of(table[table["area_id"] == CITY]) for table in rows.values())
    words = context.words
    said = {}
    for when, one in city.items():
        short, over, apart = (table.get((when, CITY)) for table in (missing, spare, parts))
        if one.value is None or short is None:
            said[when] = one
            continue
        if short > 0:
            text = _places(context, "missing", whole_missing(short))
        else:
            text = _places(context, "spare", whole_spare(over or 0.0))
        if apart is not None and whole_missing(apart) > whole_missing(short):
            text += words(
                "coverage.city_in_parts",
                count=number(whole_missing(apart), 0, words),
                areas=context.text(context.project.areas.label_plural),
            )
        said[when] = replace(one, why=text)
    return said


def _places(context: Context, what: str, count: int) -> str:
    """So many places are missing or spare, in words."""
    if not count:
        return context.words("coverage.covered")
    return context.words(f"coverage.{what}_{'one' if count == 1 else 'many'}", count=number(count, 0, context.words))


def _info(context: Context, coverage: Coverage, sources: list[str]) -> list[tuple[str, str]]:
    words = context.words
    definition = words("coverage.definition_balance", kind=words(f"kind.{coverage.kind}"))
    info = [
        (words("info.definition"), " ".join(filter(None, (definition, claims_text(context, coverage))))),
        (words("info.formula"), words("coverage.formula_balance")),
        (words("info.target"), target_info(context, coverage)),
        (words("coverage.whole"), words("coverage.whole_rule")),
        (words("info.bounds"), _bounds(context)[1]),
        (words("coverage.years_ahead"), words("coverage.years_ahead_rule") if _is_ahead(context, coverage) else ""),
        (words("coverage.planned"), counted_measures(context, coverage)),
        (words("info.dates"), children_dates(context, coverage)),
        (words("info.role"), words("rolle.angebot")),
        (words("info.raumbezug"), words("coverage.raumbezug")),
        (words("info.office"), context.text(coverage.office)),
        (words("info.source"), context.sources(sources)),
        (words("info.note"), context.text(coverage.note)),
    ]
    return [(term, text) for term, text in info if text]


def _is_ahead(context: Context, coverage: Coverage) -> bool:
    return bool(ahead(rows_of(context, coverage, OF_NEED)["period"], context.published.planning.today))


def _sentences(context: Context, coverage: Coverage, rows: pd.DataFrame, scenario: str) -> dict[tuple[str, str], str]:
    """Why it is not known how many places are missing, and between which numbers that lies."""
    missing = base_rows(context, rows_of(context, coverage, MISSING, scenario))
    least, most = numbers_of(missing, "lower"), numbers_of(missing, "upper")
    silent = silent_houses(context, coverage)
    words, said = context.words, {}
    for when, area, reason in zip(rows["period"], rows["area_id"], rows["reason"], strict=True):
        at = (str(when), str(area))
        if reason == "places_unknown" and at in most:
            said[at] = words(
                "coverage.missing_between" if at in least else "coverage.missing_at_most",
                low=number(whole_missing(least.get(at, 0.0)), 0, words),
                high=number(whole_missing(most[at]), 0, words),
                count=silent.get(at, 0),
            )
        elif reason:
            said[at] = why(context, str(reason))
    return said

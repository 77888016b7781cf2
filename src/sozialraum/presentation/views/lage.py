"""The Lageindex on the map: three classes, with what each indicator adds in words."""

from sozialraum.model.lage import LageIndex
from sozialraum.model.measures import CLASS, INDEX, PART
from sozialraum.model.periods import in_order
from sozialraum.model.status import Status
from sozialraum.presentation.numbers import number
from sozialraum.presentation.palettes import ramp
from sozialraum.presentation.views.context import Context, single_sources
from sozialraum.presentation.views.layer import CityValue, ClassEntry, Layer, by_period_and_area, numbers_of


def lage_layers(context: Context) -> list[Layer]:
    """The index, where the project defines one and its indicators have values."""
    index = context.project.lage_index
    if index is None:
        return []
    words, table = context.words, context.published.measures
    rows = table[table["measure_id"] == INDEX]
    if rows.empty:
        return []
    periods = in_order(list(rows["period"]))
    classes = numbers_of(table[table["measure_id"] == CLASS])
    low, high = (number(cut, 2, words) for cut in index.cuts)
    return [
        Layer(
            id=INDEX,
            group="lage",
            kind="choropleth",
            label=context.text(index.label),
            short=words("lage.short"),
            unit="",
            decimals=2,
            polarity="mehr_belastung",
            polarity_word=words("polarity.mehr_belastung"),
            info=_info(context, index, int(rows["base"].max()) if rows["base"].notna().any() else 0),
            periods=periods,
            values=numbers_of(rows),
            statuses=by_period_and_area(rows, "status"),
            city={period: CityValue(None, str(Status.NOT_APPLICABLE), words("lage.no_city")) for period in periods},
            class_of={key: int(value) for key, value in classes.items()},
            classes=[
                ClassEntry(colour, words(f"lage.class_{at}")) for at, colour in enumerate(ramp("mehr_belastung", 3))
            ],
            class_note=words("lage.class_note", low=low, high=high),
            sentences=_sentences(context),
            caption=words("lage.caption"),
            source_ids=_sources(context, index),
            formula=words("lage.definition", count=number(float(rows["base"].max()), 0, words))
            if rows["base"].notna().any()
            else "",
        )
    ]


def contributions(context: Context) -> dict[tuple[str, str], list[tuple[str, float]]]:
    """(period, area_id) -> (short name of the indicator, what it adds to the index), the largest first."""
    table = context.published.measures
    parts = table[table["measure_id"].str.startswith(PART) & table["value"].notna()]
    found: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for when, area, measure, value in zip(
        parts["period"], parts["area_id"], parts["measure_id"], parts["value"], strict=True
    ):
        indicator = context.project.indicator(str(measure).removeprefix(PART))
        found.setdefault((str(when), str(area)), []).append((context.text(indicator.short), float(value)))
    return {key: sorted(items, key=lambda item: (-item[1], item[0])) for key, items in found.items()}


def _sentences(context: Context) -> dict[tuple[str, str], str]:
    words, table = context.words, context.published.measures
    said = {
        key: words("lage.contributions", parts=", ".join(_contribution(context, *part) for part in parts))
        for key, parts in contributions(context).items()
    }
    rows = table[(table["measure_id"] == INDEX) & (table["reason"] != "")]
    for when, area, reason in zip(rows["period"], rows["area_id"], rows["reason"], strict=True):
        said[(str(when), str(area))] = words(f"why.{reason}")
    return said


def _contribution(context: Context, label: str, value: float) -> str:
    return context.words("lage.contribution", label=label, value=number(value, 2, context.words, signed=True))


def _info(context: Context, index: LageIndex, count: int) -> list[tuple[str, str]]:
    words, project = context.words, context.project
    weights = ", ".join(
        words(
            "lage.part_weight",
            label=context.text(project.indicator(part.indicator).short),
            weight=number(part.weight, 2, words),
        )
        for part in index.parts
    )
    low, high = (number(cut, 2, words) for cut in index.cuts)
    info = [
        (words("info.definition"), words("lage.definition", count=count)),
        (words("lage.parts"), weights),
        (words("lage.cuts"), words("lage.cuts_text", low=low, high=high)),
        (words("info.note"), words("lage.min_residents", count=number(index.min_residents, 0, words))),
        (words("info.role"), words("rolle.lage")),
        (words("lage.other_roles"), context.text(index.other_roles_because)),
        (words("info.note"), context.text(index.note)),
    ]
    return [(term, text) for term, text in info if text]


def _sources(context: Context, index: LageIndex) -> tuple[str, ...]:
    table = context.published.indicators
    names = [part.indicator for part in index.parts]
    return tuple(single_sources(table.loc[table["indicator_id"].isin(names), "source_id"]))

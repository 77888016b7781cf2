"""How firm the rank of an area is: robust, or dependent on how the index is calculated."""

from sozialraum.model.lage import LageIndex
from sozialraum.model.measures import RANK, RANK_MEDIAN, ROBUST, TOP_THREE
from sozialraum.model.periods import in_order
from sozialraum.model.status import Status
from sozialraum.presentation.atlas.palettes import palettes
from sozialraum.presentation.lage.methods import rank_methods, rank_rule
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.lage_words import FEWEST_FOR_THREE, sources_of_index, without_index
from sozialraum.presentation.views.layer import CityValue, ClassEntry, Layer, by_period_and_area, numbers_of
from sozialraum.presentation.words.numbers import number
from sozialraum.presentation.words.texts import Texts


def rank_layers(context: Context, index: LageIndex) -> list[Layer]:
    """One layer where ranks have been worked out; its value is the width of the range of ranks."""
    words, table = context.words, context.published.measures
    rows = table[table["measure_id"] == RANK]
    if rows["value"].isna().all():
        return []
    low, high = numbers_of(rows, "lower"), numbers_of(rows, "upper")
    robust = numbers_of(table[table["measure_id"] == ROBUST])
    periods = in_order(list(rows["period"]))
    definition = words("lage_rank.definition")
    return [
        Layer(
            id=RANK,
            group="lage",
            kind="choropleth",
            label=words("lage_rank.label"),
            short=words("lage_rank.short"),
            unit="",
            decimals=0,
            polarity="keine",
            polarity_word=words("lage_rank.polarity_word"),
            info=[
                (words("info.definition"), definition),
                *rank_methods(context),
                (words("info.source"), context.sources(sources_of_index(context, index))),
            ],
            periods=periods,
            values={key: high[key] - low[key] for key in robust if key in low and key in high},
            statuses=by_period_and_area(rows, "status"),
            city={
                period: CityValue(None, str(Status.NOT_APPLICABLE), words("lage_rank.no_city")) for period in periods
            },
            class_of={key: int(value < 1) for key, value in robust.items() if key in low and key in high},
            classes=[
                ClassEntry(colour, words(f"lage_rank.class_{at}"))
                for at, colour in enumerate(palettes()["sicherheit"])
            ],
            class_note=rank_rule(context, index),
            sentences=rank_sentences(context) | without_index(context, rows),
            caption=words("lage.caption"),
            unassigned=words("lage.unassigned"),
            source_ids=sources_of_index(context, index),
            formula=definition,
        )
    ]


def rank_sentences(context: Context) -> dict[tuple[str, str], str]:
    """(period, area_id) -> its rank, where other calculations put it, and how often it is among the first three."""
    words, table = context.words, context.published.measures
    rows = table[table["measure_id"] == RANK]
    rank, low, high = numbers_of(rows), numbers_of(rows, "lower"), numbers_of(rows, "upper")
    count = numbers_of(rows, "base")
    median = numbers_of(table[table["measure_id"] == RANK_MEDIAN])
    top = numbers_of(table[table["measure_id"] == TOP_THREE])
    said = {}
    for key in rank.keys() & low.keys() & high.keys() & median.keys() & count.keys():
        ends = {name: _rank(cells[key], words) for name, cells in (("low", low), ("high", high), ("median", median))}
        share = number(top.get(key, 0.0) if count[key] >= FEWEST_FOR_THREE else 0.0, 0, words)
        sentences = [
            words("lage_rank.sentence", rank=_rank(rank[key], words), count=number(count[key], 0, words)),
            words("lage_rank.range_one" if low[key] == high[key] else "lage_rank.range", **ends),
            words("lage_rank.top_three", share=share) if share != number(0, 0, words) else "",
        ]
        said[key] = " ".join(text for text in sentences if text)
    return said


def _rank(value: float, words: Texts) -> str:
    """Whole, or with one digit where it lies between two ranks."""
    return number(value, 0 if value == round(value) else 1, words)

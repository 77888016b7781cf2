"""Words that all layers of the soziale Lage share: classes, reasons, contributions."""

from collections.abc import Iterable, Sequence

import pandas as pd

from sozialraum.model.fields import in_language
from sozialraum.model.lage import LageIndex, all_parts
from sozialraum.model.measures import PART
from sozialraum.presentation.views.context import Context, single_sources
from sozialraum.presentation.words.numbers import number
from sozialraum.presentation.words.texts import Texts

# by number of classes, from the least strained; keys of the locale section lage_class
SCALES = {
    2: ("lower", "higher"),
    3: ("low", "medium", "high"),
    4: ("low", "medium", "high", "very_high"),
    5: ("very_low", "low", "medium", "high", "very_high"),
    6: ("very_low", "low", "rather_low", "rather_high", "high", "very_high"),
    7: ("very_low", "low", "rather_low", "medium", "rather_high", "high", "very_high"),
}
PARTS_WITHHELD = "parts_withheld"  # reason of an index over an indicator that is withheld
EXACT = 1e-9  # a value this near to a bound lies on it but for binary rounding, and so in the lower class
MOST_NAMED = 4
FEWEST_FOR_THREE = 7  # of fewer areas it says little to be among the first three


def class_labels(words: Texts, index: LageIndex) -> list[str]:
    """Name of each class from the least strained: the project's own, else the usual words for so many classes."""
    if index.class_labels:
        return [in_language(label, words.language) for label in index.class_labels]
    return [words(f"lage_class.{word}") for word in SCALES[len(index.cuts) + 1]]


def without_common_end(labels: Sequence[str]) -> list[str]:
    """The labels without the words in which all of them end: "hohe" instead of "hohe soziale Belastung"."""
    words = [label.split() for label in labels]
    shared = 0
    while all(len(one) > shared + 1 for one in words) and len({one[-1 - shared] for one in words}) == 1:
        shared += 1
    return [" ".join(one[: len(one) - shared]) for one in words]


def class_at(value: float, cuts: Sequence[float]) -> int:
    """Number of the class of an unrounded value: how many bounds lie below it."""
    return sum(value - cut > EXACT for cut in cuts)


def cuts_text(context: Context, cuts: Sequence[float]) -> str:
    """Bounds with two digits, or as many as they need."""
    return "; ".join(cut_text(context, cut) for cut in cuts)


def cut_text(context: Context, cut: float) -> str:
    """A bound with the fewest digits from two on that show it as it is, six at most."""
    digits = next((digits for digits in range(2, 6) if abs(round(cut, digits) - cut) < EXACT), 6)
    return number(cut, digits, context.words)


def without_index(context: Context, rows: pd.DataFrame) -> dict[tuple[str, str], str]:
    """(period, area_id) -> why an area is "ohne Zuordnung", for the rows of a measure that have a reason."""
    return {
        (str(when), str(area)): why_without(context, str(when), str(area), str(reason))
        for when, area, reason in zip(rows["period"], rows["area_id"], rows["reason"], strict=True)
        if reason
    }


def why_without(context: Context, period: str, area_id: str, reason: str) -> str:
    """One reason in words; what the project file says where it leaves the area out."""
    words, index = context.words, context.project.lage_index
    if reason == PARTS_WITHHELD:
        return words("lage.withheld")
    why = words(f"lage.why_{reason}")
    excluded = index.excluded if index and reason == "excluded" else []
    because = [
        context.text(one.because) for one in excluded if one.area == area_id and period in (one.periods or [period])
    ]
    if because:
        return words("lage.excluded", why=why, because="; ".join(because))
    return words("lage.without_index", why=why)


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


def contribution_sentences(context: Context) -> dict[tuple[str, str], str]:
    """What each indicator adds, in words; of many only those that add or take away the most."""
    words = context.words
    said = {}
    for key, parts in contributions(context).items():
        largest = sorted(parts, key=lambda part: -abs(part[1]))[:MOST_NAMED]
        named = "; ".join(
            words("lage.contribution", label=label, value=number(value, 2, words, signed=True))
            for label, value in parts
            if (label, value) in largest
        )
        if len(parts) > MOST_NAMED:
            named = words("lage.more_parts", parts=named)
        said[key] = words("lage.contributions", parts=named)
    return said


def sources_of(context: Context, indicator_ids: Iterable[str]) -> tuple[str, ...]:
    """Sources of the published values of these indicators."""
    table = context.published.indicators
    return tuple(single_sources(table.loc[table["indicator_id"].isin(list(indicator_ids)), "source_id"]))


def sources_of_index(context: Context, index: LageIndex) -> tuple[str, ...]:
    return sources_of(context, all_parts(index))

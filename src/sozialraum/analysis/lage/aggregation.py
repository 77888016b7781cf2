"""From comparable indicators to one index: weighted, by Handlungsfeld if so chosen, and standardised again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sozialraum.analysis.lage.normalisation import ALIKE, exponential, percentile_ranks
from sozialraum.model.lage import IndexPart, LageIndex

WHOLE = ""  # the one group of an index that is not put together by Handlungsfeld


@dataclass(frozen=True)
class Scale:
    """(value - centre) x factor; factor 0 where all areas are alike."""

    centre: float
    factor: float


PLAIN = Scale(0.0, 1.0)


@dataclass(frozen=True)
class Aggregate:
    """An index with every step that led to it; index area_id throughout.

    Args:
        groups: indicator -> group (Handlungsfeld, or the whole).
        inner: weight of each indicator within its group; rows sum to 1 for each group, 0 where it is unknown.
        outer: weight of each group in the whole; rows sum to 1, 0 where none of its indicators is known.
        sizes: largest score of each group, the magnitude that its mean was worked out from.
        means: weighted mean of each group's indicators; NaN where none is known.
        steps: group -> what was done to its mean; None where that was a rank.
        raised: the means after that step.
        scale: the last step, of the weighted mean of all groups.
        index: the index.
    """

    groups: Mapping[str, str]
    inner: pd.DataFrame
    outer: pd.DataFrame
    sizes: Mapping[str, float]
    means: pd.DataFrame
    steps: Mapping[str, Scale | None]
    raised: pd.DataFrame
    scale: Scale
    index: pd.Series


def groups_of(index: LageIndex, parts: Sequence[IndexPart], fields: Mapping[str, str]) -> dict[str, str]:
    """Indicator -> the group it is first put together in: its Handlungsfeld, or the whole."""
    return {part.indicator: fields[part.indicator] if index.by_handlungsfeld else WHOLE for part in parts}


def shares(index: LageIndex, parts: Sequence[IndexPart], fields: Mapping[str, str]) -> pd.Series:
    """Indicator -> its share of the index where everything is known; they sum to 1.

    Args:
        index: field_weights, and whether indicators are put together by Handlungsfeld.
        parts: the set of a date.
        fields: indicator -> Handlungsfeld.

    Source: docs/methods.md#handlungsfelder
    """
    groups = groups_of(index, parts, fields)
    held = dict.fromkeys(groups.values(), 0.0)
    for part in parts:
        held[groups[part.indicator]] += part.weight
    outer = _group_weights(index, groups)
    outer = outer / outer.sum()
    return pd.Series(
        {one.indicator: one.weight / held[groups[one.indicator]] * outer[groups[one.indicator]] for one in parts}
    )


def aggregate(
    index: LageIndex, parts: Sequence[IndexPart], fields: Mapping[str, str], scores: pd.DataFrame
) -> Aggregate:
    """The index of the areas, from indicators made comparable.

    Args:
        index: weights, Handlungsfelder and their normalisation, second standardisation.
        parts: the set of indicators, with their weights.
        fields: indicator -> Handlungsfeld.
        scores: index area_id, a column per indicator, oriented and normalised; NaN where unknown. The weight of
            what is unknown goes to the known: within the Handlungsfeld first, then among the Handlungsfelder.

    Returns:
        See Aggregate; the index is NaN where nothing is known.

    Source: docs/methods.md#handlungsfelder
    """
    groups = groups_of(index, parts, fields)
    each = {group: [name for name in groups if groups[name] == group] for group in dict.fromkeys(groups.values())}
    known = scores.notna() * pd.Series({part.indicator: part.weight for part in parts})
    held = pd.DataFrame({group: _sum(known[names]) for group, names in each.items()}, index=scores.index)
    inner = pd.DataFrame(
        {name: (known[name] / held[groups[name]]).fillna(0.0) for name in groups}, index=scores.index
    )
    outer = (held > 0) * _group_weights(index, groups)
    outer = outer.div(_sum(outer), axis=0).fillna(0.0)
    largest = scores.abs().max().fillna(0.0)
    sizes = {group: float(largest[names].max()) for group, names in each.items()}
    means = pd.DataFrame({group: _sum(scores[names] * inner[names]) for group, names in each.items()}).mask(held == 0)
    steps = {group: _step(index, means[group], sizes[group]) for group in each}
    raised = pd.DataFrame({group: _raised(index, means[group], sizes[group], steps[group]) for group in each})
    total = _sum(raised * outer).where((held > 0).any(axis=1))
    size = max(sizes.values()) if index.field_normalisation == "none" else float(raised.abs().max().max())
    scale = _scale(index, total, size) if index.standardise_again else PLAIN
    return Aggregate(
        groups=groups,
        inner=inner,
        outer=outer,
        sizes=sizes,
        means=means,
        steps=steps,
        raised=raised,
        scale=scale,
        index=(total - scale.centre) * scale.factor,
    )


def _group_weights(index: LageIndex, groups: Mapping[str, str]) -> pd.Series:
    stated = {one.handlungsfeld: one.weight for one in index.field_weights}
    return pd.Series({group: stated.get(group, 1.0) for group in groups.values()})


def _step(index: LageIndex, means: pd.Series, size: float) -> Scale | None:
    if index.field_normalisation == "none":
        return PLAIN
    return _scale(index, means, size) if index.field_normalisation == "z" else None


def _raised(index: LageIndex, means: pd.Series, size: float, step: Scale | None) -> pd.Series:
    if step is not None:
        return (means - step.centre) * step.factor
    return (percentile_ranks if index.field_normalisation == "percentile" else exponential)(means, size)


def _scale(index: LageIndex, values: pd.Series, size: float) -> Scale:
    """Around the mean of the areas, or around the city's 0, in standard deviations of the areas."""
    spread = float(values.std(ddof=index.ddof))
    centre = float(values.mean()) if index.zero == "areas" else 0.0
    return Scale(centre, 1 / spread if spread > ALIKE * size else 0.0)


def _sum(table: pd.DataFrame) -> pd.Series:
    """Sum over the columns, one after another, so that equal rows have exactly equal sums; unknown counts 0."""
    total = pd.Series(0.0, index=table.index)
    for name in table:
        total = total + table[name].fillna(0.0)
    return total

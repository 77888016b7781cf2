"""What each indicator and each Handlungsfeld adds to the index of an area."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import factorial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sozialraum.analysis.lage.aggregation import Aggregate, Scale
from sozialraum.analysis.lage.normalisation import ALIKE, exponential_of_place, percentile_of_place
from sozialraum.model.lage import LageIndex

SHAPLEY_MOST = 10  # indicators of one Handlungsfeld; each further one doubles what there is to work out
TINY = 1e-12  # what rounding of binary numbers leaves over

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Contributions:
    """Parts that add up to the index: those of the indicators and the centring, or of the Handlungsfelder and it.

    Args:
        parts: index area_id, a column per indicator; NaN where it is unknown or no exact part exists.
        fields: index area_id, a column per Handlungsfeld; NaN where none of its indicators is known.
        centring: index minus all parts, what an average area would have; 0 where that is 0 itself.
        no_exact: indicators of which no exact part is worked out.
    """

    parts: pd.DataFrame
    fields: pd.DataFrame
    centring: pd.Series
    no_exact: frozenset[str]


def contributions(
    index: LageIndex, fields: Mapping[str, str], scores: pd.DataFrame, made: Aggregate
) -> Contributions:
    """How much each indicator and each Handlungsfeld adds, compared with an area that is average in it.

    Args:
        index: how it was made.
        fields: indicator -> Handlungsfeld.
        scores: index area_id, a column per indicator, as they were aggregated.
        made: the index with its steps.

    Returns:
        See Contributions. Where every step is linear: weight x (score - average score) x what the later steps make of
        one unit; the average is the city where the index is measured from the city. Where the mean of a Handlungsfeld
        becomes a rank, the Handlungsfeld adds what it has above an average area in the same set, and its indicators
        share that by Shapley values; of more than SHAPLEY_MOST indicators no parts are worked out.

    Source: docs/methods.md#beitraege
    """
    points = _points(index, scores)
    parts: dict[str, pd.Series] = {}
    of_fields: dict[str, pd.Series] = {}
    no_exact: set[str] = set()
    for group, step in made.steps.items():
        names = [name for name in made.groups if made.groups[name] == group]
        unit = made.outer[group] * made.scale.factor
        if step is not None:
            parts |= {name: _linear(scores[name] - points[name], made.inner[name], unit, step) for name in names}
            continue
        weighted = made.inner[names] * (scores[names].fillna(0.0) - points[names])
        start = (made.inner[names] * points[names]).sum(axis=1).to_numpy()
        none = _ranked(index, made, group, start[np.newaxis])[0]
        of_fields[group] = (made.raised[group] - none) * unit
        if len(names) > SHAPLEY_MOST:
            no_exact |= set(names)
            parts |= {name: scores[name] * np.nan for name in names}
        else:
            shared = _shapley(index, made, group, start, weighted.to_numpy().T)
            parts |= {
                name: pd.Series(values, index=scores.index) * unit for name, values in zip(names, shared, strict=True)
            }
    table = pd.DataFrame(parts, index=scores.index)[list(made.groups)].where(scores.notna())
    for field in dict.fromkeys(fields[name] for name in made.groups):
        own = table[[name for name in made.groups if fields[name] == field]]
        of_fields.setdefault(field, own.sum(axis=1, min_count=1))
    by_field = pd.DataFrame(of_fields, index=scores.index)
    centring = made.index - by_field.sum(axis=1)
    return Contributions(table, by_field, centring.mask(centring.abs() < TINY, 0.0), frozenset(no_exact))


def _points(index: LageIndex, scores: pd.DataFrame) -> pd.Series:
    """From where each indicator is measured: the average area, or the 0 of its scale (the city's, if so chosen)."""
    centred = index.zero == "areas" and (index.standardise_again or index.field_normalisation != "none")
    return scores.mean().fillna(0.0) if centred else pd.Series(0.0, index=scores.columns)


def _linear(above: pd.Series, weight: pd.Series, unit: pd.Series, step: Scale) -> pd.Series:
    return above * weight * unit * step.factor


def _ranked(index: LageIndex, made: Aggregate, group: str, means: Floats) -> Floats:
    """What a Handlungsfeld of each area would come to, had the area this mean in it and the others their own.

    Args:
        means: a row per case, a column per area.
    """
    own = made.means[group].to_numpy()
    tie = ALIKE * made.sizes[group]
    known = np.sort(own[~np.isnan(own)])
    below = np.searchsorted(known, means - tie) - (own < means - tie)
    of_place = percentile_of_place if index.field_normalisation == "percentile" else exponential_of_place
    ranked = of_place(pd.Series(np.where(np.isnan(own), np.nan, below + 1.0).ravel()), len(known))
    return ranked.to_numpy(copy=True).reshape(means.shape)


def _shapley(index: LageIndex, made: Aggregate, group: str, start: Floats, added: Floats) -> Floats:
    """Shapley values: what each indicator adds on average over all orders in which they could come in.

    Args:
        start: mean of each area were it average in everything.
        added: a row per indicator, what it adds to that mean.

    Returns:
        Like `added`.
    """
    count = len(added)
    means = start[np.newaxis]
    for row in added:  # row `chosen` of the result: mean with the indicators whose bits are set in `chosen`
        means = np.concatenate([means, means + row])
    worth = _ranked(index, made, group, means)
    worth[-1] = made.raised[group].to_numpy()
    chosen = np.arange(2**count)
    size = np.array([int(one).bit_count() for one in chosen])
    orders = np.array([factorial(k) * factorial(count - k - 1) / factorial(count) for k in range(count)])
    shared = []
    for at in range(count):
        without = chosen[(chosen >> at & 1) == 0]
        steps = worth[without | 1 << at] - worth[without]
        shared.append((orders[size[without]][:, np.newaxis] * steps).sum(axis=0))
    return np.array(shared)

"""Other recipes for the same index: weights, ways of making comparable and presence of each indicator varied in turn.

Everything is worked out for many variants at once and element by element, so that neither the order of areas nor the
machine changes a digit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np
import numpy.typing as npt
import pandas as pd

from sozialraum.analysis.lage.normalisation import ALIKE, exponential_of_place, normalised, percentile_of_place
from sozialraum.model.lage import Normalisation, RankStability

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
WAYS: tuple[Normalisation, ...] = ("z", "robust_z", "min_max", "percentile", "exponential")
TOP = 3
QUANTILES = {"lower": 5, "median": 50, "upper": 95}  # percent of the variants


@dataclass(frozen=True)
class Recipe:
    """What variants keep, or vary, of what the project decided about its index.

    Args:
        weights: indicator -> weight > 0.
        windows: indicator -> ends of min-max in the direction of strain, where the project fixed them.
        groups: indicator -> group it is first put together in: its Handlungsfeld, or the same for all.
        group_weights: group -> weight > 0.
        group_step: what is done to a group before all are put together: none | z | percentile | exponential.
    """

    weights: Mapping[str, float]
    windows: Mapping[str, tuple[float, float]]
    groups: Mapping[str, str]
    group_weights: Mapping[str, float]
    group_step: str = "none"


@dataclass(frozen=True)
class _Drawn:
    """Weights of indicators and of groups, a row per variant; 0 for an indicator that is left out."""

    inner: Floats
    outer: Floats


def variant_ranks(values: pd.DataFrame, recipe: Recipe, rule: RankStability) -> pd.DataFrame:
    """Where the areas stand over all variants of a recipe.

    Args:
        values: index area_id, a column per indicator, higher is more strained; NaN where unknown, but each area
            has one value at least. The weight of what is unknown goes to the known, as in the index.
        recipe: the project's own.
        rule: how many variants, how far weights vary, seed.

    Returns:
        Same index. `lower`, `median`, `upper`: the first rank that at least 5, 50 and 95 % of the variants reach or
        surpass (1 is the most strained, ties share the first); `top_three`: share of variants in the top three in
        percent. Areas tied for its last places share these, so that all shares sum to 300, or to 100 x the areas
        where there are fewer than three.

    Source: docs/methods.md#rangstabilitaet
    """
    names = sorted(values.columns)
    ordered = values.sort_index()[names].astype(float)
    known = ordered.notna().to_numpy().T
    left_out = [-1, *(at for at in range(len(names)) if bool((known.sum(axis=0) - known[at] > 0).all()))]
    each = len(left_out) * ceil(rule.variants / (len(WAYS) * len(left_out)))
    drawn = _drawn(names, recipe, rule, np.tile(left_out, each // len(left_out)))
    ranks = np.empty((len(WAYS) * each, len(ordered)), dtype=np.int32)
    top = np.zeros(len(ordered))
    for at, (way, weights) in enumerate(zip(WAYS, drawn, strict=True)):
        comparable = np.stack([_comparable(ordered[name], way, recipe.windows.get(name)) for name in names])
        scores, size = _scores(comparable, names, weights, recipe)
        first, last = _places(scores, size)
        ranks[at * each : (at + 1) * each] = first
        tied = last - first + 1
        top += (np.clip(TOP + 1 - first, 0, tied) / tied).sum(axis=0)
    in_order = np.sort(ranks.T, axis=1)
    quantiles = {
        name: in_order[:, -(-percent * len(ranks) // 100) - 1].astype(float) for name, percent in QUANTILES.items()
    }
    found = pd.DataFrame({**quantiles, "top_three": 100 * top / len(ranks)}, index=ordered.index)
    return found.reindex(values.index)


def _drawn(names: list[str], recipe: Recipe, rule: RankStability, left_out: npt.NDArray[np.int_]) -> list[_Drawn]:
    """For each way of making comparable as many variants as `left_out` is long: which indicator each goes without."""
    groups = sorted(set(recipe.groups.values()))
    dice = np.random.default_rng(rule.seed).random((len(WAYS), len(left_out), len(names) + len(groups)))
    own = np.array([*(recipe.weights[name] for name in names), *(recipe.group_weights[one] for one in groups)])
    spread = rule.weights_pct / 100
    # -ln(1 - u), brought to a sum of 1 later, is Dirichlet (1, ..., 1): each mix of weights as likely as any other
    weights = -np.log1p(-dice) if rule.free_weights else own * (1 - spread + 2 * spread * dice)
    inner, outer = weights[:, :, : len(names)], weights[:, :, len(names) :]
    without = left_out >= 0
    inner[:, np.flatnonzero(without), left_out[without]] = 0.0
    return [_Drawn(*both) for both in zip(inner, outer, strict=True)]


def _comparable(values: pd.Series, way: Normalisation, window: tuple[float, float] | None) -> Floats:
    """One indicator made comparable, NaN where unknown: z where robust z does not exist, 0 where all are alike."""
    low, high = window or (float(values.min()), float(values.max()))
    if way == "min_max" and high - low <= ALIKE * max(abs(low), abs(high)):
        return (values * 0.0).to_numpy(dtype=np.float64)
    made = normalised(values, way, window=(low, high))
    if made.isna().all():
        made = normalised(values, "z")
    return made.to_numpy(dtype=np.float64)


def _scores(comparable: Floats, names: list[str], drawn: _Drawn, recipe: Recipe) -> tuple[Floats, float]:
    """Variants x areas, and the magnitude of the numbers they were worked out from."""
    groups = sorted(set(recipe.groups.values()))
    total, held, size = np.zeros((1, 1)), np.zeros((1, 1)), 0.0
    for at, group in enumerate(groups):
        own = [column for column, name in enumerate(names) if recipe.groups[name] == group]
        mean, known = _means(comparable[own], drawn.inner[:, own])
        largest = float(np.nanmax(np.abs(comparable[own])))
        step = _step(mean, known, largest, recipe.group_step)
        size = max(size, largest if recipe.group_step == "none" else float(np.abs(step).max()))
        weight = drawn.outer[:, [at]] * known
        total, held = total + step * weight, held + weight
    scores: Floats = total / held
    return scores, size


def _means(comparable: Floats, weights: Floats) -> tuple[Floats, Flags]:
    """Weighted mean of indicators (rows) for each variant and area, 0 where nothing is known, and where it is."""
    filled, known = np.nan_to_num(comparable), ~np.isnan(comparable)
    total = np.zeros((len(weights), comparable.shape[1]))
    held = np.zeros((len(weights), 1 if known.all() else comparable.shape[1]))
    for at in range(len(comparable)):  # one after another, so that equal areas have exactly equal sums
        weight = weights[:, [at]]
        total += weight * filled[at]
        held += weight if known.all() else weight * known[at]
    there = np.broadcast_to(held > 0, total.shape)
    return np.divide(total, held, out=np.zeros_like(total), where=there), there


def _step(means: Floats, known: Flags, size: float, how: str) -> Floats:
    """What is done to the means of a group; 0 where unknown."""
    if how == "none":
        return means
    count = known.sum(axis=1, keepdims=True)
    made = np.zeros_like(means)
    if how == "z":
        apart = np.where(known, means - means.sum(axis=1, keepdims=True) / np.maximum(count, 1), 0.0)
        spread = np.sqrt((apart**2).sum(axis=1, keepdims=True) / np.maximum(count, 1))
        np.divide(apart, spread, out=made, where=spread > ALIKE * size)
        return made
    of_place = {"percentile": percentile_of_place, "exponential": exponential_of_place}[how]
    places, _ = _places(np.where(known, -means, -np.inf), size)  # lowest first, unknown behind all of them
    for number in np.unique(count[count > 0]):
        rows = count[:, 0] == number
        taken = np.minimum(places[rows], number)  # of the unknown nothing is kept
        flat = of_place(pd.Series(taken.ravel(), dtype=float), int(number))
        made[rows] = flat.to_numpy().reshape(-1, means.shape[1])
    return np.where(known, made, 0.0)


def _places(scores: Floats, size: float) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """First and last place that an area shares in each row, 1 for the highest score."""
    order = np.argsort(-scores, axis=1, kind="stable")
    ordered = np.take_along_axis(scores, order, axis=1)
    place = np.broadcast_to(np.arange(scores.shape[1], dtype=np.int32), scores.shape)
    starts = np.ones(scores.shape, dtype=bool)
    with np.errstate(invalid="ignore"):
        starts[:, 1:] = ordered[:, :-1] - ordered[:, 1:] > ALIKE * size
    ends = np.ones(scores.shape, dtype=bool)
    ends[:, :-1] = starts[:, 1:]
    first = np.maximum.accumulate(np.where(starts, place, 0), axis=1)
    last = np.minimum.accumulate(np.where(ends, place, scores.shape[1])[:, ::-1], axis=1)[:, ::-1]
    found = np.empty((2, *scores.shape), dtype=np.int32)
    for at, places in enumerate((first, last)):
        np.put_along_axis(found[at], order, (places + 1).astype(np.int32), axis=1)
    return found[0], found[1]

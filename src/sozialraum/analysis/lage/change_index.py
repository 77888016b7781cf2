"""One number for how the indicators of an index changed, with its interval and the score of the city's change."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sozialraum.analysis.lage.aggregation import PLAIN, Scale, aggregate
from sozialraum.analysis.lage.normalisation import ALIKE, MAD_TO_DEVIATION
from sozialraum.analysis.lage.part_changes import PartChanges
from sozialraum.model.lage import Dynamics, IndexPart, LageIndex
from sozialraum.model.status import RANK, Status
from sozialraum.model.tables import CITY


@dataclass(frozen=True)
class ChangeIndex:
    """Index the areas compared.

    Args:
        table: columns value, lower, upper; no unit, above 0 more strained than before beside the zero point; the
            ends NaN where the people behind one of the changes are unknown.
        known: a column per indicator: whether its change is known.
        city: how a change like the city's scores on the same scale; NaN where it is unknown.
    """

    table: pd.DataFrame
    known: pd.DataFrame
    city: float


def change_index(
    index: LageIndex, share: pd.Series, turn: Mapping[str, float], changed: PartChanges, compared: pd.Index
) -> "ChangeIndex | str":
    """The changes, oriented, standardised, summed by weight, and standardised again if so set.

    Args:
        index: with [lage_index.dynamics].
        share: indicator -> its share of the index.
        turn: indicator -> +1 where more means more strained, -1 where less does.
        changed: the changes of areas and city.
        compared: the areas; each has as many known changes as the index asks for.

    Returns:
        The reason why there is none where it cannot be made: "city_unknown" or "parts_withheld" (no change of the
        city to measure from), "no_spread" (robust z, and more than half of the areas changed alike).

    Source: docs/methods.md#dynamik, docs/methods.md#dynamik-schwankung
    """
    rule = index.dynamics or Dynamics()
    names = list(share.index)
    changes = changed.change.loc[compared, names] * pd.Series(turn)
    city = (changed.change.loc[[CITY], names] * pd.Series(turn)).iloc[0]
    scales = {name: _scale(rule, changes[name], float(city[name]), float(changed.levels[name])) for name in names}
    lost = [name for name, scale in scales.items() if scale is None]
    if lost and rule.zero == "city" and city[lost].isna().any():
        withheld = (changed.ranks.loc[[CITY], lost] == RANK[str(Status.WITHHELD)]).to_numpy().any()
        return "parts_withheld" if withheld else "city_unknown"
    if lost:
        return "no_spread"
    steps = {name: scale or PLAIN for name, scale in scales.items()}
    scores = pd.DataFrame({name: (changes[name] - step.centre) * step.factor for name, step in steps.items()})
    parts = [IndexPart(indicator=name, weight=float(share[name])) for name in names]
    made = aggregate(_one_level(index, rule), parts, dict.fromkeys(names, ""), scores)
    weights = pd.DataFrame({n: made.inner[n] * step.factor * made.scale.factor for n, step in steps.items()})
    low, high = _ends(changed, compared, turn)
    down, up = (_reach(weights * (end - changes).where(weights > 0, 0.0)) for end in (low, high))
    of_city = sum((float(city[name]) - step.centre) * step.factor * share[name] for name, step in steps.items())
    return ChangeIndex(
        table=pd.DataFrame({"value": made.index, "lower": made.index - down, "upper": made.index + up}),
        known=changes.notna(),
        city=float((of_city - made.scale.centre) * made.scale.factor),
    )


def _scale(rule: Dynamics, changes: pd.Series, city: float, level: float) -> Scale | None:
    """From oriented changes to scores; factor 0 where all areas change alike, None where there is no scale."""
    robust = rule.normalisation == "robust_z"
    middle = changes.median() if robust else changes.mean()
    spread = MAD_TO_DEVIATION * (changes - middle).abs().median() if robust else changes.std(ddof=rule.ddof)
    centre = float(city if rule.zero == "city" else middle)
    dust = ALIKE * level  # two numbers of that size were subtracted
    if changes.isna().all() or changes.max() - changes.min() <= dust:
        return Scale(0.0 if np.isnan(centre) else centre, 0.0)
    return None if np.isnan(centre) or spread <= dust else Scale(centre, 1 / float(spread))


def _one_level(index: LageIndex, rule: Dynamics) -> LageIndex:
    """The second step: a weighted sum of all indicators, whatever their Handlungsfeld."""
    changed = {"standardise_again": rule.standardise_again, "ddof": rule.ddof, "zero": rule.zero}
    return index.model_copy(update={"by_handlungsfeld": False, "field_normalisation": "none", **changed})


def _ends(changed: PartChanges, compared: pd.Index, turn: Mapping[str, float]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lower and upper ends of the oriented changes."""
    signs = pd.Series(turn)
    one, other = changed.lower.loc[compared, list(turn)] * signs, changed.upper.loc[compared, list(turn)] * signs
    return one.where(one < other, other), other.where(one < other, one)


def _reach(parts: pd.DataFrame) -> pd.Series:
    """Reaches of independent parts, squared and added; unknown where one of them is."""
    return (parts**2).sum(axis=1, skipna=False) ** 0.5

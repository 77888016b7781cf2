"""What each measure of an area says of the people in its cells."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from sozialraum.model.reach import (
    DEPENDS_PCT,
    OVER,
    OVER_PCT,
    PEOPLE,
    PLACES_DEPENDS_PCT,
    PLACES_PER_PERSON,
    SURE_OVER,
    SURE_UNDER,
    UNCLEAR,
    UNREACHABLE,
    WAY_MEAN,
    WAY_MEDIAN,
    WAY_P90,
    WITHIN,
    WITHIN_PCT,
)
from sozialraum.model.reach_settings import ReachQuestion

SHARES = (0.5, 0.9)
REACHED, UP_TO_LIMIT = "reached", "up_to_limit"


@dataclass(frozen=True)
class Limit:
    """A way is over the limit when it is longer.

    Args:
        over_m: metres.
        straight_factor: a straight line times this is the longest way likely; None where ways are walked.
    """

    over_m: float
    straight_factor: float | None


@dataclass(frozen=True)
class Form:
    """What a measure of an area is of the people x in its cells.

    Args:
        kind: count: the sum of values * x; mean: that over the sum of x, without cells of NaN; quantile: the smallest
            value that `share` of the people have or are below; share: 100 * mean.
        values: (cells,)
        tells: the measure whose number is told with it: a share of a count tells the count.
        share: of a quantile.
    """

    kind: Literal["count", "mean", "quantile", "share"]
    values: np.ndarray
    tells: str
    share: float = 0.0


def conditions_of(steps: Collection[float], cells: pd.DataFrame, limit: Limit | None) -> dict[str, np.ndarray]:
    """Columns of the chain: which cells count in each; every one lies within the next."""
    way, straight = cells["distance_m"].to_numpy(), cells["straight_m"].to_numpy()
    found = {within(step): way <= step for step in sorted(steps)}
    if limit is not None and limit.straight_factor is None:
        found[UP_TO_LIMIT] = way <= limit.over_m
    elif limit is not None and limit.straight_factor is not None:
        found[SURE_UNDER] = straight * limit.straight_factor < limit.over_m
        found[UP_TO_LIMIT] = straight <= limit.over_m
    found[REACHED] = np.isfinite(way)
    return dict(sorted(found.items(), key=lambda one: int(one[1].sum())))


def steps_of(question: ReachQuestion) -> list[float]:
    """Metres of the steps, and of what counts as near."""
    return sorted({*question.steps_m, question.near_m})


def within(step: float) -> str:
    """Id of the measure: people with at most that way."""
    return f"{WITHIN}{step:g}"


def forms_of(
    question: ReachQuestion, cells: pd.DataFrame, conditions: Mapping[str, np.ndarray], limit: Limit | None
) -> dict[str, Form]:
    """What each measure says of the people in each cell."""
    way = cells["distance_m"].to_numpy()

    def count(measure: str, low: str | None, high: str | None) -> Form:
        less = conditions[low] if low else np.zeros(len(cells), dtype=bool)
        more = conditions[high] if high else np.ones(len(cells), dtype=bool)
        return Form("count", (more & ~less).astype(float), measure)

    found = {PEOPLE: count(PEOPLE, None, None), UNREACHABLE: count(UNREACHABLE, REACHED, None)}
    for step in steps_of(question):
        found[within(step)] = found[f"{WITHIN_PCT}{step:g}"] = count(within(step), None, within(step))
    if limit is not None and limit.straight_factor is None:
        found[OVER] = found[OVER_PCT] = count(OVER, UP_TO_LIMIT, REACHED)
    elif limit is not None:
        found[SURE_OVER] = count(SURE_OVER, UP_TO_LIMIT, REACHED)
        found[SURE_UNDER] = count(SURE_UNDER, None, SURE_UNDER)
        found[UNCLEAR] = count(UNCLEAR, SURE_UNDER, UP_TO_LIMIT)
    found[WAY_MEAN] = Form("mean", np.where(np.isfinite(way), way, np.nan), WAY_MEAN)
    for measure, share in zip((WAY_MEDIAN, WAY_P90), SHARES, strict=True):
        found[measure] = Form("quantile", way, measure, share)
    found[DEPENDS_PCT] = Form("share", cells["depends"].to_numpy(dtype=float), DEPENDS_PCT)
    if question.places is not None:
        found[PLACES_PER_PERSON] = Form("mean", cells["places"].to_numpy(), PLACES_PER_PERSON)
        found[PLACES_DEPENDS_PCT] = Form("share", cells["places_depends"].to_numpy(dtype=float), PLACES_DEPENDS_PCT)
    return found

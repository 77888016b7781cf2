"""Indicators made comparable: what a value says beside those of the other areas, on one scale for all indicators.

Every function takes the values of one indicator at one date (index area_id) and returns floats for the same index;
unknown values stay unknown and count for nothing. Equal values stay exactly equal. More always means more strained
once the orientation is applied.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sozialraum.model.lage import Normalisation

ALIKE = 1e-9  # differences below this share of the values are rounding of binary numbers, not differences
ORIENTATION: Mapping[str, float] = {"mehr_belastung": 1.0, "weniger_belastung": -1.0}
MAD_TO_DEVIATION = 1.4826  # median deviation of a normal shape -> its standard deviation
EXPONENT = 23.0  # with it, the most strained tenth of the areas covers the upper half of the scale
TOP = 100.0  # of that scale


def normalised(
    values: pd.Series,
    how: Normalisation,
    *,
    orientation: float = 1.0,
    ddof: int = 0,
    zero: float | None = None,
    window: tuple[float, float] | None = None,
) -> pd.Series:
    """The values of one indicator, oriented and made comparable as the project says.

    Args:
        values: index area_id, in the unit of the indicator.
        how: one of the five normalisations.
        orientation: +1 where more means more strained, -1 where less does.
        ddof: of the standard deviation (z alone).
        zero: value that becomes 0 in place of the mean (z) or the median (robust z), in the unit of the indicator.
        window: fixed lower and upper end of min-max, in the unit of the indicator, not oriented.

    Returns:
        Floats, same index; NaN where unknown. All NaN where robust z does not exist (see there).

    Raises:
        ValueError: min-max without a window.

    Source: docs/methods.md#normalisierung
    """
    turned = values.astype(float) * orientation
    point = None if zero is None else zero * orientation
    if how == "z":
        return z_scores(turned, ddof, point)
    if how == "robust_z":
        return robust_z(turned, point)
    if how == "percentile":
        return percentile_ranks(turned)
    if how == "exponential":
        return exponential(turned)
    if window is None:
        raise ValueError("min-max needs a window")
    low, high = sorted(end * orientation for end in window)
    return min_max(turned, low, high)


def z_scores(values: pd.Series, ddof: int = 0, zero: float | None = None) -> pd.Series:
    """Deviation from the unweighted mean, or from `zero`, in standard deviations of the areas.

    Returns:
        0 for all where all areas are alike. With `zero` the mean of the result is not 0.

    Source: docs/methods.md#normalisierung
    """
    return _scaled(values - (values.mean() if zero is None else zero), values.std(ddof=ddof), values)


def robust_z(values: pd.Series, zero: float | None = None) -> pd.Series:
    """Deviation from the median, or from `zero`, in median deviations from the median (x 1.4826).

    Returns:
        0 for all where all areas are alike. NaN for all where more than half of the areas share one value and the
        others do not: the median deviation is 0 then, and nothing can be measured in it.

    Source: docs/methods.md#normalisierung
    """
    middle = values.median()
    spread = MAD_TO_DEVIATION * (values - middle).abs().median()
    if not _differs(spread, values) and _differs(values.max() - values.min(), values):
        return values * np.nan
    return _scaled(values - (middle if zero is None else zero), spread, values)


def min_max(values: pd.Series, low: float, high: float) -> pd.Series:
    """Where a value lies between two fixed ends: 0 at the lower, 1 at the upper, beyond them outside of 0 to 1.

    The ends are the same at every date: taken from each date's own values they would hide what changed.

    Raises:
        ValueError: the ends do not rise.

    Source: docs/methods.md#normalisierung
    """
    if not low < high:
        raise ValueError("the ends of a window must rise")
    return (values.astype(float) - low) / (high - low)


def percentile_ranks(values: pd.Series, size: float | None = None) -> pd.Series:
    """(rank - 1) / (N - 1), lowest value rank 1, ties share the lowest rank; 0 to 1, 0 for all where all are alike.

    Args:
        values: index area_id.
        size: as for `places`.

    Source: docs/methods.md#normalisierung
    """
    return percentile_of_place(places(values, size), int(values.notna().sum()))


def exponential(values: pd.Series, size: float | None = None) -> pd.Series:
    """-23 ln(1 - R (1 - exp(-100 / 23))) with R = rank / N: 100 for the most strained, much of the scale for few.

    Ranks as for the percentile rank, so equal values share the lowest.

    Source: docs/methods.md#normalisierung
    """
    return exponential_of_place(places(values, size), int(values.notna().sum()))


def percentile_of_place(place: pd.Series, known: int) -> pd.Series:
    """Share of the other areas that lie below, for places among `known` areas."""
    return (place - 1) / max(known - 1, 1)


def exponential_of_place(place: pd.Series, known: int) -> pd.Series:
    """The exponential transform of places among `known` areas, above 0 to 100."""
    left: pd.Series = np.log1p(place / max(known, 1) * np.expm1(-TOP / EXPONENT))
    return -EXPONENT * left


def places(values: pd.Series, size: float | None = None) -> pd.Series:
    """1 for the lowest value, ties share the lowest place; what differs by rounding of binary numbers is a tie.

    Args:
        values: index area_id.
        size: magnitude of what the values were worked out from, where they may be smaller by cancelling out; the
            largest of them otherwise.
    """
    known = values.dropna().astype(float).sort_values(kind="stable")
    rises = known.diff().fillna(0.0) > ALIKE * (known.abs().max() if size is None else size)
    first = pd.Series(np.arange(1.0, len(known) + 1), index=known.index).groupby(rises.cumsum()).transform("min")
    return first.reindex(values.index).astype(float)


def _scaled(centred: pd.Series, spread: float, values: pd.Series) -> pd.Series:
    return (centred / spread if _differs(spread, values) else centred * 0.0).astype(float)


def _differs(spread: float, values: pd.Series) -> bool:
    return bool(spread > ALIKE * values.abs().max())

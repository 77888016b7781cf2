"""How far a rate of persons sways by chance: Wilson for shares, Byar for rates of events, and their differences.

Registers are full counts, nothing was drawn from them. The interval says between which rates the same
circumstances would have led by chance alone. Things that are counted, like places, have none.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import gammainccinv, gammaincinv, ndtri

Numbers = NDArray[np.float64]
EXACT_BELOW = 10  # events; from here on Byar's approximation is good


def wilson(count: pd.Series, base: pd.Series, confidence_pct: float) -> pd.DataFrame:
    """Interval of a share.

    Args:
        count, base: people of whom something holds, and all; same index. They may be fractions of people,
            as means over several years are.
        confidence_pct: two-sided, e.g. 95.

    Returns:
        Columns `lower` and `upper` from 0 to 1, the share always between them. NA where a side is unknown,
        nobody is there, or 0 <= count <= base does not hold.

    Raises:
        ValueError: the series do not share one index.

    Source: docs/methods.md#unsicherheit
    """
    _one_index(count, base)
    _, lower, upper = _share(_numbers(count), _numbers(base), confidence_pct)
    return _limits(lower, upper, count.index)


def byar(count: pd.Series, base: pd.Series, confidence_pct: float) -> pd.DataFrame:
    """Interval of a rate of events: Byar's approximation from 10 events on, below them the exact one (Poisson).

    Args:
        count, base: events, and what they are counted upon; same index. There may be more events than people.
        confidence_pct: two-sided, e.g. 95.

    Returns:
        Columns `lower` and `upper`, events per one of the base, the rate always between them. NA where a side is
        unknown, the base is not above 0, or the count is negative.

    Raises:
        ValueError: the series do not share one index.

    Source: docs/methods.md#unsicherheit
    """
    _one_index(count, base)
    _, lower, upper = _rate(_numbers(count), _numbers(base), confidence_pct)
    return _limits(lower, upper, count.index)


def proportion_difference(
    count: pd.Series, base: pd.Series, other_count: pd.Series, other_base: pd.Series, confidence_pct: float
) -> pd.DataFrame:
    """Interval of a share minus another one of other people (Newcombe's hybrid score).

    Args:
        count, base: of the first share; same index throughout.
        other_count, other_base: of the share that is taken away, independent of the first.
        confidence_pct: two-sided, e.g. 95.

    Returns:
        Columns `lower` and `upper` from -1 to 1, the difference always between them; NA where one of the two
        shares has no interval.

    Raises:
        ValueError: the series do not share one index.

    Source: docs/methods.md#uebrige-stadt
    """
    _one_index(count, base, other_count, other_base)
    first = _share(_numbers(count), _numbers(base), confidence_pct)
    other = _share(_numbers(other_count), _numbers(other_base), confidence_pct)
    return _limits(*_apart(first, other), count.index)


def rate_difference(
    count: pd.Series, base: pd.Series, other_count: pd.Series, other_base: pd.Series, confidence_pct: float
) -> pd.DataFrame:
    """Interval of a rate of events minus another one (variance recovered from the two Byar intervals, MOVER).

    Args:
        count, base: of the first rate; same index throughout.
        other_count, other_base: of the rate that is taken away, independent of the first.
        confidence_pct: two-sided, e.g. 95.

    Returns:
        Columns `lower` and `upper`, events per one of the base, the difference always between them; NA where one
        of the two rates has no interval.

    Raises:
        ValueError: the series do not share one index.

    Source: docs/methods.md#uebrige-stadt
    """
    _one_index(count, base, other_count, other_base)
    first = _rate(_numbers(count), _numbers(base), confidence_pct)
    other = _rate(_numbers(other_count), _numbers(other_base), confidence_pct)
    return _limits(*_apart(first, other), count.index)


def limits(rows: pd.DataFrame, confidence_pct: float) -> pd.DataFrame:
    """Intervals of shares and rates alike, in the unit of each.

    Args:
        rows: `above` and `below` (people), `per`, `is_share` (Wilson, else Byar); any index.
        confidence_pct: two-sided, e.g. 95.

    Returns:
        Columns `lower` and `upper`, same index; NA as in `wilson` and `byar`.
    """
    share, per = rows["is_share"].astype(bool), rows["per"]
    counted = rows["above"].where(share), rows["above"].where(~share)
    shares = wilson(counted[0], rows["below"], confidence_pct)
    return shares.where(share, byar(counted[1], rows["below"], confidence_pct)).mul(per, axis=0)


def limits_apart(rows: pd.DataFrame, confidence_pct: float) -> pd.DataFrame:
    """Intervals of the difference of two shares or two rates, in the unit of each.

    Args:
        rows: `above` and `below` of the first, `other_above` and `other_below` of the one that is taken away,
            `per`, `is_share` (Newcombe, else MOVER); any index.
        confidence_pct: two-sided, e.g. 95.

    Returns:
        Columns `lower` and `upper`, same index; NA as in `proportion_difference` and `rate_difference`.
    """
    share, per = rows["is_share"].astype(bool), rows["per"]
    shares, rates = (
        (rows["above"].where(chosen), rows["below"], rows["other_above"], rows["other_below"], confidence_pct)
        for chosen in (share, ~share)
    )
    return proportion_difference(*shares).where(share, rate_difference(*rates)).mul(per, axis=0)


def _share(count: Numbers, base: Numbers, confidence_pct: float) -> tuple[Numbers, Numbers, Numbers]:
    """Share, lower and upper limit."""
    z = _quantile(confidence_pct)
    with np.errstate(invalid="ignore", divide="ignore"):
        fits = (base > 0) & (count >= 0) & (count <= base)
        count, base = np.where(fits, count, np.nan), np.where(fits, base, np.nan)
        share = count / base
        middle, reach = 2 * count + z**2, z * np.sqrt(z**2 + 4 * count * (1 - share))
        wide = 2 * (base + z**2)
        # the ends are exact, where subtracting would leave a last binary digit
        lower = np.where(count == 0, 0.0, np.clip((middle - reach) / wide, 0.0, share))
        upper = np.where(count == base, 1.0, np.clip((middle + reach) / wide, share, 1.0))
    return share, np.where(fits, lower, np.nan), np.where(fits, upper, np.nan)


def _rate(count: Numbers, base: Numbers, confidence_pct: float) -> tuple[Numbers, Numbers, Numbers]:
    """Rate, lower and upper limit."""
    z, outside = _quantile(confidence_pct), (1 - confidence_pct / 100) / 2
    with np.errstate(invalid="ignore"):
        fits = (base > 0) & (count >= 0)
    count, base = np.where(fits, count, np.nan), np.where(fits, base, np.nan)
    few = count < EXACT_BELOW
    enough = np.maximum(count, EXACT_BELOW)
    lower = enough * (1 - 1 / (9 * enough) - z / (3 * np.sqrt(enough))) ** 3
    upper = (enough + 1) * (1 - 1 / (9 * (enough + 1)) + z / (3 * np.sqrt(enough + 1))) ** 3
    lower[few] = np.where(count[few] > 0, gammaincinv(count[few], outside), 0.0)
    upper[few] = gammainccinv(count[few] + 1, outside)
    return count / base, lower / base, upper / base


def _apart(
    first: tuple[Numbers, Numbers, Numbers], other: tuple[Numbers, Numbers, Numbers]
) -> tuple[Numbers, Numbers]:
    """Limits of first minus other: the reaches of the two intervals, squared and added."""
    (value, lower, upper), (beside, below, above) = first, other
    difference = value - beside
    return (
        difference - np.hypot(value - lower, above - beside),
        difference + np.hypot(upper - value, beside - below),
    )


def _quantile(confidence_pct: float) -> float:
    """The standard normal quantile of a two-sided level: 1.96 for 95."""
    return float(ndtri(0.5 + confidence_pct / 200))


def _one_index(first: pd.Series, *others: pd.Series) -> None:
    if not all(first.index.equals(other.index) for other in others):
        raise ValueError("counts and bases must share one index")


def _numbers(values: pd.Series) -> Numbers:
    return values.to_numpy(dtype="float64", na_value=np.nan)


def _limits(lower: Numbers, upper: Numbers, index: pd.Index) -> pd.DataFrame:
    return pd.DataFrame({"lower": lower, "upper": upper}, index=index).astype("Float64")

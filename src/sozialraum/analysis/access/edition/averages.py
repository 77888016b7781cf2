"""What a mean or a quantile tells of few people, beside the counts that are told."""

import numpy as np

from sozialraum.analysis.access.aggregation import NEARLY
from sozialraum.analysis.access.areas import Belonging


def tells_few(
    value: np.ndarray,
    unit: np.ndarray,
    values: np.ndarray,
    heads: np.ndarray,
    lived: np.ndarray,
    holds: np.ndarray,
    hidden: np.ndarray,
    where: Belonging,
    min_count: float,
    share: float | None = None,
) -> np.ndarray:
    """In which areas a rounded mean, or a quantile, would tell of fewer than min_count people somewhere (areas,).

    Whoever knows the map knows the value of every place; the counts that are told part the places into bands whose
    people are known. A small number of a place, or of a band that is withheld, must be free from nobody to the
    largest small number, whatever the mean or quantile says.

    Args:
        value: (areas,) as it is told.
        unit: (areas,) to which it is rounded.
        values: (cells,) of which it is the mean or quantile; not finite: the cell has none and does not count.
        heads: (cells,) people.
        lived: (cells,) places where anybody lives.
        holds: (cells, columns) which places count in each told or withheld count.
        hidden: (areas, columns) which of them are withheld.
        where: which place lies in which area.
        min_count: from how many people on a count may be told.
        share: of the people at or below the quantile; None: it is a mean.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    order = np.argsort(where.area, kind="stable")
    rows, ends = where.row[order], np.searchsorted(where.area[order], np.arange(where.areas + 1))
    found = np.zeros(where.areas, dtype=bool)
    for area in np.flatnonzero(np.isfinite(value)):
        own = rows[ends[area] : ends[area + 1]]
        own = own[lived[own] & np.isfinite(values[own])]
        told, every = holds[own][:, ~hidden[area]], holds[own]
        bands, steps = _numbers(told), _numbers(np.column_stack([told, every]))
        low, high = value[area] - unit[area] / 2, value[area] + unit[area] / 2
        if share is None:
            found[area] = _of_mean(low, high, values[own], heads[own], bands, steps, min_count)
        else:
            found[area] = _of_quantile(share, low, high, values[own], heads[own], bands, min_count)
    return found


def _numbers(table: np.ndarray) -> np.ndarray:
    """The same number for the same row."""
    return np.asarray(np.unique(table, axis=0, return_inverse=True)[1]).reshape(-1)


def _of_mean(
    low: float,
    high: float,
    values: np.ndarray,
    heads: np.ndarray,
    bands: np.ndarray,
    steps: np.ndarray,
    min_count: float,
) -> bool:
    sums = np.bincount(bands, weights=heads)
    total = heads.sum()
    least, most = np.full(len(sums), np.inf), np.full(len(sums), -np.inf)
    np.minimum.at(least, bands, values)
    np.maximum.at(most, bands, values)
    counts = np.bincount(steps, weights=heads)
    few = [steps == number for number in np.flatnonzero((counts > NEARLY) & (counts < min_count))]
    for which in [*few, *_singles(values, heads, bands, min_count)]:
        band = bands[which][0]
        rest = values[(bands == band) & ~which]
        if not len(rest):
            continue  # all of a told count
        other = np.arange(len(sums)) != band
        for some in (0.0, min_count - 1):
            left = max(sums[band] - some, 0.0)
            smallest = (sums * least)[other].sum() + some * values[which].min() + left * rest.min()
            largest = (sums * most)[other].sum() + some * values[which].max() + left * rest.max()
            if smallest > high * total + NEARLY or largest < low * total - NEARLY:
                return True
    return False


def _singles(values: np.ndarray, heads: np.ndarray, bands: np.ndarray, min_count: float) -> list[np.ndarray]:
    """Of each band the two places with few people from which most follows: the farthest either way."""
    found = []
    for band in np.unique(bands):
        few = np.flatnonzero((bands == band) & (heads > NEARLY) & (heads < min_count))
        ends = {int(few[values[few].argmin()]), int(few[values[few].argmax()])} if len(few) else set()
        found += [np.arange(len(heads)) == at for at in ends]
    return found


def _of_quantile(
    share: float,
    low: float,
    high: float,
    values: np.ndarray,
    heads: np.ndarray,
    bands: np.ndarray,
    min_count: float,
) -> bool:
    at = share * heads.sum()
    here = bands[(values >= low) & (values < high)]
    for band in np.unique(here):
        own = bands == band
        before = heads[(values < values[own].min()) & ~own].sum()
        within, beyond = at - before, before + heads[own].sum() - at
        if within < 0 or beyond < 0:
            continue  # the quantile lies in another band
        below, above = own & (values < low), own & (values >= high)
        up_to, from_on = own & (values < high), own & (values >= low)
        for part, most in ((below, within), (above, beyond)):
            if NEARLY < heads[part].sum() < min_count and most < min_count - 1:
                return True
        for part, more, whole in ((up_to, within, above), (from_on, beyond, below)):
            if whole.any() and more > NEARLY and NEARLY < heads[part].sum() < min_count:
                return True
    return False

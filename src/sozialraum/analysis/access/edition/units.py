"""In what units numbers are told, so that a few people more or less do not show."""

import numpy as np
import pandas as pd

from sozialraum.analysis.access.areas import Belonging

STEPS = (1.0, 2.0, 5.0)
NOBODY = 1e-9


def units(finest: float, least: np.ndarray) -> np.ndarray:
    """The smallest of 1, 2, 5, 10 ... times the finest unit from `least` on; nan where that is not finite."""
    sure = np.where(np.isfinite(least), least, finest)
    times = np.maximum(sure / finest, 1.0) * (1 - 1e-9)
    tens = 10.0 ** np.floor(np.log10(times))
    found = np.min([np.where(step * tens >= times, step * tens, 10 * tens) for step in STEPS], axis=0)
    return np.asarray(np.where(np.isfinite(least), finest * found, np.nan))


def in_units(value: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """Values in whole units, a half goes up; nan where there is no unit."""
    return np.asarray(np.round(np.floor(value / unit + 0.5) * unit, 9))


def too_rough(value: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """Where a value other than 0 could be half as large again: it is not worth telling, and no 0 may stand for it."""
    return np.asarray((value != 0) & (unit > np.abs(value) / 2))


def relative(cells: pd.DataFrame, where: Belonging) -> np.ndarray:
    """By which part of itself the mean of places per person of an area changes for one person more around a facility.

    Of one facility at a time: who lives nearest to it shares its places, about. A mean over many facilities tells
    less of each.

    Args:
        cells: table CELL_REACH of a question.
        where: which cell lies in which area.
    """
    own = cells[["facility_id", "places", "fewest_around"]].iloc[where.row]
    people = cells["people"].to_numpy(dtype=float, na_value=0.0)[where.row]
    mass = np.nan_to_num(own["places"].to_numpy(dtype=float)) * people
    change = mass / np.maximum(own["fewest_around"].to_numpy(dtype=float), NOBODY)
    table = pd.DataFrame({"area": where.area, "house": own["facility_id"].to_numpy(), "change": change})
    most = table.groupby(["area", "house"])["change"].sum().groupby("area").max()
    most = most.reindex(range(where.areas), fill_value=0.0)
    total = np.bincount(where.area, weights=mass, minlength=where.areas)
    return np.asarray(np.divide(most.to_numpy(), total, out=np.zeros(where.areas), where=total > 0))

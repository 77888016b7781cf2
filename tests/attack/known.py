"""What is told, as cells, and relations between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from attack.told import Area

FEWEST_TIMES = 8  # in so many places an equation found by trying must hold, with so many different numbers
TOLERANCE = 1e-6
Cell = tuple[str, str, str]  # area (or facility), what, period
Terms = tuple[tuple[Cell, float], ...]


@dataclass(frozen=True)
class Equation:
    """low <= sum of factor x cell <= high."""

    terms: Terms
    low: float = 0.0
    high: float = 0.0
    because: str = ""


@dataclass
class Known:
    """All that is told, and what is found to hold between it."""

    areas: dict[str, Area]
    value: dict[Cell, float] = field(default_factory=dict)
    withheld: set[Cell] = field(default_factory=set)
    other: set[Cell] = field(default_factory=set)  # neither told nor withheld: not collected, missing ...
    equations: list[Equation] = field(default_factory=list)
    ratios: set[str] = field(default_factory=set)  # columns, without their last part, that have a denominator
    negative: set[str] = field(default_factory=set)  # columns that go below zero somewhere
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)  # larger area -> the areas it is made of


class Columns:
    """The figures as a matrix: rows are (area, period), columns what is counted; NaN where nothing is told."""

    def __init__(self, known: Known) -> None:
        cells = [*known.value, *known.withheld, *known.other]
        own = [cell for cell in cells if cell[0] in known.areas]
        self.rows = sorted({(area, period) for area, _, period in own})
        self.whats = sorted({what for _, what, _ in own})
        row_at = {row: at for at, row in enumerate(self.rows)}
        what_at = {what: at for at, what in enumerate(self.whats)}
        self.row_at, self.what_at = row_at, what_at
        self.values = np.full((len(self.rows), len(self.whats)), np.nan)
        self.exists = np.zeros(self.values.shape, dtype=bool)
        for area, what, period in own:
            self.exists[row_at[area, period], what_at[what]] = True
        for (area, what, period), value in known.value.items():
            if area in known.areas and what in what_at:
                self.values[row_at[area, period], what_at[what]] = value
        self.gone = self.exists & np.isnan(self.values)

    def column(self, what: str) -> np.ndarray:
        return self.values[:, self.what_at[what]]


def believed(
    tables: Columns, terms: Sequence[tuple[str, float]], because: str, fewest: int = FEWEST_TIMES
) -> Iterator[Equation]:
    """The relation in every row where something of it is not told, if it holds wherever all of it is."""
    at = [tables.what_at[what] for what, _ in terms]
    factors = np.array([factor for _, factor in terms])
    values, exists = tables.values[:, at], tables.exists[:, at].all(axis=1)
    full = ~np.isnan(values).any(axis=1)
    off = np.abs(values[full] @ factors) > TOLERANCE * np.maximum(1, np.abs(values[full]).max(axis=1, initial=0))
    if off.any() or full.sum() < fewest:
        return
    for row in np.flatnonzero(exists & ~full):
        area, period = tables.rows[row]
        yield Equation(tuple(((area, what, period), factor) for what, factor in terms), because=because)

"""What follows for planning: children of every Kita-Jahr, and everything that rests on them."""

from dataclasses import dataclass, field

import pandas as pd

from sozialraum.model.forecast import BACK_TEST, BANDS_AHEAD, CITY_FACTORS, SURVIVAL_RATES
from sozialraum.model.planning_tables import (
    APPLICATIONS,
    CLASS_TOTALS,
    CLASSES,
    EFFECTS,
    GANZTAG,
    NEAREST,
    NETWORKS,
    PLANNED,
    TARGETS,
)
from sozialraum.model.tables import CHILDREN, MEASURES, frame


@dataclass(frozen=True)
class ChildrenOfYears:
    """Children of the groups of [cohorts] in every Kita-Jahr or Schuljahr, and how those ahead were worked out."""

    children: pd.DataFrame = field(default_factory=lambda: frame(CHILDREN))
    counted_on: dict[str, str] = field(default_factory=dict)  # year -> the Stichtag it is told by
    ahead: tuple[str, ...] = ()  # the years worked out, in order
    back_test: pd.DataFrame = field(default_factory=lambda: frame(BACK_TEST))
    rates: pd.DataFrame = field(default_factory=lambda: frame(SURVIVAL_RATES))
    factors: pd.DataFrame = field(default_factory=lambda: frame(CITY_FACTORS))


@dataclass(frozen=True)
class Planning:
    """Balance, measures, schools and Familienzentren; tables as in model.planning_tables.

    `measures` holds the rows of the balance (also part of Results.supply and Published.measures).
    """

    years: ChildrenOfYears = field(default_factory=ChildrenOfYears)
    today: str = ""  # the Kita-Jahr of the newest places: earlier ones are past, later ones ahead
    targets: pd.DataFrame = field(default_factory=lambda: frame(TARGETS))
    measures: pd.DataFrame = field(default_factory=lambda: frame(MEASURES))
    planned: pd.DataFrame = field(default_factory=lambda: frame(PLANNED))
    counted: frozenset[str] = frozenset()  # planned measures that count in scenario mit_massnahmen
    effects: pd.DataFrame = field(default_factory=lambda: frame(EFFECTS))
    applications: pd.DataFrame = field(default_factory=lambda: frame(APPLICATIONS))
    classes: pd.DataFrame = field(default_factory=lambda: frame(CLASSES))
    class_totals: pd.DataFrame = field(default_factory=lambda: frame(CLASS_TOTALS))
    ganztag: pd.DataFrame = field(default_factory=lambda: frame(GANZTAG))
    networks: pd.DataFrame = field(default_factory=lambda: frame(NETWORKS))
    nearest: pd.DataFrame = field(default_factory=lambda: frame(NEAREST))
    bands: pd.DataFrame = field(default_factory=lambda: frame(BANDS_AHEAD))  # groups of ages known only together
    bands_test: pd.DataFrame = field(default_factory=lambda: frame(BACK_TEST))

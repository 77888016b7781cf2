"""Intervals of rates of persons, and how each area stands beside the rest of the city."""

from collections.abc import Iterable

import pandas as pd

from sozialraum.analysis.uncertainty.counts import with_counts
from sozialraum.analysis.uncertainty.intervals import EXACT_BELOW, limits, limits_apart
from sozialraum.model.indicators import Indicator
from sozialraum.model.tables import CITY, INTERVALS, typed

KEY = ["indicator_id", "period", "group"]


def interval_table(indicators: pd.DataFrame, definitions: Iterable[Indicator], confidence_pct: float) -> pd.DataFrame:
    """The usual fluctuation of every share and rate of persons or households, groups included.

    Args:
        indicators: table `indicators`, larger areas and city included.
        definitions: kind, what is counted, and `per`.
        confidence_pct: two-sided, e.g. 95.

    Returns:
        Table `intervals`, a row for each row of a share or rate; none for counts, means, steps and indices. `lower`,
        `upper` and `rest` are in the unit of the indicator and NA with a `reason` where the people behind the value
        are unknown or are none; the value is always between the limits. `beside_rest` compares an area with the city
        without it: "more" or "less" where the interval of their difference leaves out 0, else "similar"; "" for the
        city itself and where one of the two sides is unknown.

    Source: docs/methods.md#uebrige-stadt
    """
    rows = with_counts(indicators, definitions).reset_index(drop=True)
    city = rows.loc[rows["area_id"] == CITY, [*KEY, "above", "below"]]
    rows = rows.merge(city, on=KEY, how="left", suffixes=("", "_city"))
    own = (rows["area_id"] != CITY) & (rows["below_city"] > rows["below"])
    rows["other_above"] = (rows["above_city"] - rows["above"]).where(own)
    rows["other_below"] = (rows["below_city"] - rows["below"]).where(own)
    fits = (rows["other_above"] >= 0) & (~rows["is_share"] | (rows["other_above"] <= rows["other_below"]))
    rest = rows["per"] * rows["other_above"] / rows["other_below"]
    few = (rows["above"] < EXACT_BELOW).fillna(False).astype(bool)
    own_limits = limits(rows, confidence_pct)
    # a value printed with few digits may lie beside the one that its counts lead to
    rows["lower"] = own_limits["lower"].clip(upper=rows["value"])
    rows["upper"] = own_limits["upper"].clip(lower=rows["value"])
    rows["method"] = (
        few.map({True: "exact", False: "byar"}).mask(rows["is_share"], "wilson").where(rows["why"] == "", "")
    )
    rows["rest"] = rest.where(fits.fillna(False).astype(bool))
    rows["beside_rest"] = beside(limits_apart(rows, confidence_pct), 0.0)
    rows["reason"] = rows["why"]
    return typed(rows.sort_values([*KEY, "area_id"], ignore_index=True), INTERVALS)


def beside(difference: pd.DataFrame, reference: "pd.Series | float") -> pd.Series:
    """Where an interval lies beside a number: "more", "similar" or "less"; "" where one of them is unknown.

    Args:
        difference: columns `lower` and `upper`.
        reference: the number, or one for each row; same index.
    """
    known = (difference["lower"] - reference).notna()
    more = (difference["lower"] > reference).fillna(False).astype(bool)
    less = (difference["upper"] < reference).fillna(False).astype(bool)
    return pd.Series("similar", index=difference.index).mask(more, "more").mask(less, "less").where(known, "")

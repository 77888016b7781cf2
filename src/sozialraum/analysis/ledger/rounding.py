"""Counts as multiples of a number instead of being withheld: what is shown, and what that tells."""

import numpy as np
import pandas as pd

from sozialraum.analysis.ledger.figures import DEN, NUM, VALUE, figures, of_rows
from sozialraum.analysis.ledger.setting import Setting
from sozialraum.model.status import Status

OF_ROLE = {VALUE: "value", NUM: "numerator", DEN: "denominator"}


def to_multiples(counts: pd.Series, base: pd.Series) -> pd.Series:
    """The nearest multiple of the base, which is above 0; a half goes up."""
    return pd.Series(np.floor(counts / base + 0.5) * base, index=counts.index)


def told_by_multiples(counts: pd.Series, base: pd.Series, whole: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The least and the largest count that is shown as the same multiple."""
    shown = to_multiples(counts, base)
    least, most = shown - base / 2, shown + base / 2
    return least.mask(whole, np.ceil(least)), most.mask(whole, np.ceil(most) - 1)


def rounded(indicators: pd.DataFrame, setting: Setting) -> pd.DataFrame:
    """The table `indicators` with counts of people as multiples, for classes whose rule rounds.

    Each number is rounded by itself, totals too, so that they need not add up. Shares are worked out again from the
    multiples; none where nobody is left below the line. Figures their source has published stay.

    Source: docs/methods.md#rundung
    """
    rows = of_rows(indicators, setting)
    every = figures(rows)
    every = every[every["people"] & (every["rounds_to"] > 0)]
    if every.empty:
        return indicators
    table = indicators.reset_index(drop=True)
    every["shown"] = to_multiples(every["value"], every["rounds_to"])
    for role, name in OF_ROLE.items():
        own = every[every["role"] == role].set_index("row")["shown"]
        table.loc[own.index, name] = own.astype("Float64")
    again = rows["ratio"] & rows["row"].isin(every["row"])
    # of a ratio of which one count was not given, that count follows from the value: it is told as a multiple too
    below = table["denominator"].where(again)
    table["value"] = table["value"].mask(again, rows["per"] * table["numerator"] / below.where(below > 0))
    table.loc[(again & (below == 0)).fillna(False).to_numpy(dtype=bool), "status"] = str(Status.NOT_APPLICABLE)
    return table.set_index(indicators.index)

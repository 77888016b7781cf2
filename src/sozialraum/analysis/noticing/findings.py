"""What stands out: strengths and burdens of each area and of the city, each found by a rule."""

import pandas as pd

from sozialraum.model.findings import Finding
from sozialraum.model.project import Project
from sozialraum.model.situation import Situation


def findings(
    project: Project, indicators: pd.DataFrame, situation: Situation, areas: list[str]
) -> tuple[Finding, ...]:
    """All findings of the city and its areas, the most telling first."""
    del project, indicators, situation, areas
    return ()

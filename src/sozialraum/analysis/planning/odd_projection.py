"""An official projection of the city that is far from what the cohorts come to."""

import pandas as pd

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.tables import records

PROJECT_FILE = "projekt.toml"


def odd_projection(factors: pd.DataFrame, far_pct: float) -> list[Problem]:
    """One warning for each group of ages that all areas are multiplied up or down by more than so many per cent.

    Args:
        factors: table CITY_FACTORS.
        far_pct: from [quality]: from which change on a figure is told as odd.
    """
    far = (factors["factor"] - 1).abs() * 100 > far_pct
    return [
        Problem(
            Code.PROJECTION_FAR,
            PROJECT_FILE,
            column="city_projection",
            value=str(row["as_of"]),
            fields={
                "ages": f"{row['from_age']}–{row['to_age']}",
                "official": f"{row['official']:g}",
                "worked_out": f"{row['worked_out']:.0f}",
            },
            severity=Severity.WARNING,
            about_persons=True,
        )
        for row in records(factors[far.fillna(False).astype(bool)])
    ]

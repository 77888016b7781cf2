"""Applications without a place, told beside the balance and never put into it."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from sozialraum.analysis.planning.measure_rows import STATUS_TEXTS
from sozialraum.analysis.planning.sides import figures, places_of, summed
from sozialraum.model.measures import WAITING
from sozialraum.model.status import RANK, STATUS_OF, Status
from sozialraum.model.tables import BESTAND, MEASURES, frame, typed


def application_measures(applications: pd.DataFrame, members: Mapping[str, list[str]]) -> pd.DataFrame:
    """Children who applied and have no place, by the area in which they live.

    Args:
        applications: table APPLICATIONS, one row for each area, coverage, year and day of counting.
        members: area -> its Sozialräume.

    Returns:
        Table `measures`: applications_without_place, target_group = coverage. The newest count of a year; `group`
        is empty. A count in which a child may stand several times is unreliable (status U): one child applies at
        several houses. An area without a row is unknown (reason "no_applications_told").

    Source: docs/methods.md#anmeldungen-ohne-platz
    """
    tables = [frame(MEASURES)]
    for (coverage, period), rows in applications.groupby(["coverage", "period"], sort=True):
        newest = rows[rows["counted_on"] == rows["counted_on"].max()]
        sure = newest["deduplicated"] | newest["children"].isna()
        status = newest["status"].where(sure, str(Status.UNRELIABLE))
        by_area = pd.DataFrame(
            {
                "value": newest["children"].groupby(newest["area_id"]).agg(lambda one: one.sum(skipna=False)),
                "status": status.map(RANK).groupby(newest["area_id"]).max().map(STATUS_OF),
                "lower": pd.NA,
                "upper": pd.NA,
            }
        )
        side = summed(figures(by_area, places_of(members)), members, "no_applications_told")
        table = pd.DataFrame(
            {
                "area_id": list(members),
                "measure_id": WAITING,
                "target_group": coverage,
                "period": period,
                "group": "",
                "scenario": BESTAND,
                "value": side.value,
                "lower": np.where(np.isnan(side.value), side.lower, np.nan),
                "upper": pd.NA,
                "base": pd.NA,
                "status": STATUS_TEXTS[side.rank],
                "reason": side.reason,
            }
        )
        tables.append(typed(table, MEASURES))
    return typed(pd.concat(tables, ignore_index=True), MEASURES)

"""How the soziale Lage is and how it changes, as one of (classes of the index) x 3 types."""

import pandas as pd

from sozialraum.model.measures import TYPE
from sozialraum.model.status import RANK, STATUS_OF
from sozialraum.model.tables import MEASURES

COURSES = 3  # better, stable, worse


def typology(status: pd.DataFrame, dynamics: pd.DataFrame) -> pd.DataFrame:
    """The type of each area: 3 x class of the index + class of its dynamics.

    Args:
        status: table `measures`, lage_class alone; 0 is the least strained class.
        dynamics: table `measures`, lage_dynamics_class alone (0 better, 1 stable, 2 worse), of the same areas and
            dates.

    Returns:
        Table `measures`, lage_type, a row for each row of `dynamics`; NA where one of the two is NA, with the reason
        of the dynamics, which names that of the index where it is the index that is missing. The status is the
        weaker one.

    Source: docs/methods.md#typologie
    """
    key = ["area_id", "period"]
    class_ = status.set_index(key)[["value", "status"]].reindex(pd.MultiIndex.from_frame(dynamics[key]))
    value = COURSES * class_["value"].to_numpy() + dynamics["value"].to_numpy()
    weaker = pd.concat(
        [dynamics["status"].map(RANK), pd.Series(class_["status"].map(RANK).to_numpy(), index=dynamics.index)], axis=1
    ).max(axis=1)
    made = dynamics.assign(measure_id=TYPE, value=value, lower=None, upper=None, status=weaker.map(STATUS_OF))
    return made[list(MEASURES)].astype(MEASURES)

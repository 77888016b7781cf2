"""How many facilities of each type stand in each area: things, not persons."""

from collections.abc import Mapping

import pandas as pd

from sozialraum.model.measures import COUNT
from sozialraum.model.status import Status
from sozialraum.model.tables import BESTAND, MEASURES, frame

PRESENT = frozenset({"in_betrieb", "provisorisch"})


def facility_counts(
    facilities: pd.DataFrame, members: Mapping[str, list[str]], as_of: Mapping[str, str]
) -> pd.DataFrame:
    """Facilities in operation (provisional ones included) per area and type.

    Args:
        facilities: table `facilities` with `area_id`.
        members: area of any level -> its Sozialräume; the longest list, the city's, counts those without one too.
        as_of: facility type -> date of its list.

    Returns:
        Table `measures`, measure "facilities", target_group = facility type, period = date of the list.
    """
    present = facilities[facilities["betriebsstatus"].isin(PRESENT)]
    city = max(members, key=lambda area: len(members[area]))
    rows: list[dict[str, object]] = []
    for type_, date in as_of.items():
        counts = present.loc[present["facility_type"] == type_, "area_id"].value_counts()
        for area, parts in members.items():
            standing = [*parts, ""] if area == city else parts
            rows.append(
                {
                    "area_id": area,
                    "measure_id": COUNT,
                    "target_group": type_,
                    "period": date,
                    "scenario": BESTAND,
                    "value": float(counts.reindex(standing).fillna(0).sum()),
                    "status": str(Status.NORMAL),
                }
            )
    return frame(MEASURES, rows)

"""Several facilities of one type at one place: one house under two names, or two houses under one roof."""

from collections.abc import Collection

import geopandas as gpd
import pandas as pd

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code

TO_THE_METRE = 0  # decimals of coordinates that decide


def at_one_place(facilities: gpd.GeoDataFrame, beyond: gpd.GeoDataFrame, types: Collection[str]) -> list[Problem]:
    """A warning per place where several facilities of a type stand, by name.

    Args:
        facilities: table `facilities`.
        beyond: facilities outside the city.
        types: that a question about ways asks for.
    """
    columns = ["facility_type", "name", "file", "row", "geometry"]
    both = pd.concat([pd.DataFrame(one[columns]) for one in (facilities, beyond)])
    rows = both[both["facility_type"].isin(list(types)) & both["geometry"].notna()]
    if rows.empty:
        return []
    points = gpd.GeoSeries(rows["geometry"])
    keys = [rows["facility_type"], points.x.round(TO_THE_METRE), points.y.round(TO_THE_METRE)]
    problems = []
    for _, group in rows.groupby(keys, sort=True):
        if len(group) > 1:
            last = group.sort_values(["file", "row"]).iloc[-1]
            fields = {"count": str(len(group)), "names": ", ".join(sorted(group["name"]))}
            problems.append(
                Problem(
                    Code.FACILITIES_SAME_PLACE,
                    str(last["file"]),
                    int(last["row"]),
                    fields=fields,
                    severity=Severity.WARNING,
                )
            )
    return problems

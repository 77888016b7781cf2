"""The areas from which each facility of a question is reached, for drawing."""

from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from sozialraum.analysis.access.targets import points_of
from sozialraum.analysis.access.ways import Ways, areas_by
from sozialraum.model.reach import REACH_AREA
from sozialraum.model.reach_settings import ReachQuestion


def drawn_areas(
    questions: Iterable[ReachQuestion], houses: pd.DataFrame, facilities: gpd.GeoDataFrame, ways: Ways
) -> gpd.GeoDataFrame:
    """Reach areas of the facilities of the city, each step containing the smaller ones.

    Args:
        questions: their steps.
        houses: table REACH_HOUSES.
        facilities: table `facilities`.
        ways: how ways are measured.

    Returns:
        Polygons by question, facility and step; none of a facility that nothing leads to.

    Source: docs/methods.md#reichweite
    """
    own = facilities[facilities.geometry.notna()].sort_index()
    shapes: dict[tuple[str, ...], list[BaseGeometry]] = {}
    rows: list[dict[str, object]] = []
    for question in questions:
        asked = houses.loc[(houses["question"] == question.id) & ~houses["beyond"], "facility_id"]
        steps = tuple(f"{step:g}" for step in question.steps_m)
        there = own[own.index.isin(asked)]
        asked_before = np.array([(str(id_), *steps) in shapes for id_ in there.index], dtype=bool)
        new = there[~asked_before]
        found = areas_by(ways, points_of(new), question.steps_m)
        shapes |= {(str(id_), *steps): one for id_, one in zip(new.index, found, strict=True)}
        rows += [
            {"question": question.id, "facility_id": str(id_), "step_m": step, "geometry": shape}
            for id_ in there.index
            for step, shape in zip(question.steps_m, shapes[str(id_), *steps], strict=True)
            if not shape.is_empty
        ]
    return gpd.GeoDataFrame(rows, columns=list(REACH_AREA), geometry="geometry", crs=facilities.crs)

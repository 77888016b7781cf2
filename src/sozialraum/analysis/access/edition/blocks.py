"""The classes of ways and places that a page shows for each square of the footprint."""

from typing import Any

import numpy as np
import pandas as pd

from sozialraum.analysis.access.edition.footprint import Footprint
from sozialraum.model.reach import BLOCKS
from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.tables import typed


def blocks(question: ReachQuestion, cells: pd.DataFrame, drawn: Footprint, min_base: float) -> pd.DataFrame:
    """Table BLOCKS of a question: the squares of the footprint in their order, each with its classes.

    Every place where residents live counts once, however many they are: a mean by their number would tell of the few
    in a gathered square where more of them live.

    Args:
        question: its steps and bounds are the classes.
        cells: table CELL_REACH of the question, a row for each place of the footprint, in its order.
        drawn: from footprint.footprint.
        min_base: from how many (weighted) people on around every facility in reach the class of places is shown.

    Returns:
        step: class of the mean way, -1 where most places reach nothing; places_class: -1 where it is not asked for,
        or too few people share one of the facilities, or nobody knows the places of all that some place reaches.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    kept = (drawn.square >= 0) & drawn.inhabited
    square, own = drawn.square[kept], cells[kept]
    way = own["distance_m"].to_numpy()
    reaches = np.isfinite(way)

    def count(which: np.ndarray) -> np.ndarray:
        return np.bincount(square, weights=which, minlength=len(drawn.squares))

    places, reached = count(np.ones(len(own))), count(reaches)
    mean = count(np.where(reaches, way, 0.0)) / np.maximum(reached, 1)
    most = (reached > 0) & (reached * 2 >= places)
    table = drawn.squares.assign(
        question=question.id,
        step=np.where(most, np.searchsorted(question.steps_m, mean, side="left"), -1),
        places_class=-1,
        facility_id=_nearest_of_most(square, own["facility_id"], len(drawn.squares)),
        depends=count(own["depends"].to_numpy()) * 2 > places,
        places_depends=count(own["places_depends"].to_numpy()) * 2 > places,
    )
    if question.places is not None:
        shared = count(own["places"].to_numpy()) / places
        few = (count(own["fewest_around"].to_numpy() < min_base) > 0) | np.isnan(shared)
        found: Any = np.searchsorted(question.places.bounds, shared, side="right")
        table["places_class"] = np.where(few, -1, found)
    return typed(table, BLOCKS)


def _nearest_of_most(square: np.ndarray, facility_id: pd.Series, squares: int) -> np.ndarray:
    """The facility that is nearest to most places of each square; of two the first by id."""
    table = pd.DataFrame({"square": square, "facility_id": facility_id.to_numpy()})
    votes = table.groupby(["square", "facility_id"]).size().rename("places").reset_index()
    votes = votes.sort_values(["square", "places", "facility_id"], ascending=[True, False, True])
    found = votes.drop_duplicates("square").set_index("square")["facility_id"]
    return found.reindex(range(squares)).to_numpy()

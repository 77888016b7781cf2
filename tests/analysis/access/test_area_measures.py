"""Means as an edition tells them."""

import numpy as np
import pandas as pd
from analysis.access.reach_city import question

from sozialraum.analysis.access.edition.counted import Heads, Rule
from sozialraum.analysis.access.edition.measures import area_measures
from sozialraum.model.reach import CELL_REACH, PLACES_PER_PERSON, WAY_MEAN, WAY_MEDIAN, WAY_P90
from sozialraum.model.status import Status
from sozialraum.model.tables import typed


def test_a_half_is_rounded_up() -> None:
    """325 m are told as 330, and 345 as 350, not each as the next even ten; of 0.125 places each gets 0.13."""
    asked = question(places={"coverage": "u3", "weights": [[500, 1]], "bounds": [1]})
    for metres, told in ((325.0, 330), (345.0, 350), (324.9, 320)):
        cell = {"question": "schule", "cell_id": "c", "area_id": "nord", "column": 0, "row": 0, "facility_id": "s1"}
        people = {"people": 9.0, "everybody": 9.0, "distance_m": metres, "straight_m": metres}
        rest = {"depends": False, "places": 0.125, "places_depends": False, "fewest_around": 9.0}
        cells = typed(pd.DataFrame([cell | people | rest]), CELL_REACH)
        args = ({"nord": ["nord"]}, [], None, Rule(1, 1), "2024-12-31", Status.NORMAL)
        heads = Heads(np.array([9.0]), {"kinder": np.array([9.0])}, np.array([True]))
        rows = area_measures(asked, cells, heads, [], np.zeros(1, dtype=bool), [200, 400], *args)[0].set_index(
            "measure_id"
        )["value"]
        assert rows[[WAY_MEAN, WAY_MEDIAN, WAY_P90]].tolist() == [told] * 3
        assert rows[PLACES_PER_PERSON] == 0.13

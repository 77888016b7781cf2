"""Whether places stand where the most strained areas are: those of the last class, however many the index has."""

import numpy as np
import pandas as pd
import pytest
from analysis.access.reach_city import question

from sozialraum.analysis.access.edition.counted import Rule
from sozialraum.analysis.access.edition.fairness import fairness
from sozialraum.model.measures import CLASS
from sozialraum.model.reach import CELL_REACH, REACH_HOUSES
from sozialraum.model.status import Status
from sozialraum.model.tables import MEASURES, typed

ASKED = question(places={"coverage": "u3", "weights": [[500, 1]], "bounds": [1]})
AREAS = ["nord", "mitte", "heide"]  # of class 3, 2 and 0


def cells() -> pd.DataFrame:
    table = pd.DataFrame({"area_id": AREAS, "people": [30.0, 30.0, 40.0], "places": [0.5, 0.5, 0.5]})
    numbers = {"column": 0, "row": 0, "distance_m": 9.0, "straight_m": 9.0, "fewest_around": np.inf}
    flags = {"depends": False, "places_depends": False}
    texts = {"question": "schule", "cell_id": "c", "facility_id": "k"}
    return typed(table.assign(everybody=table["people"], **texts, **numbers, **flags), CELL_REACH)


def disparity(most_strained: int | None) -> list[float]:
    houses = pd.DataFrame({"facility_id": ["k1", "k2", "k3"], "area_id": AREAS, "places": [20.0, 20.0, 10.0]})
    houses = typed(houses.assign(question="schule", beyond=False), REACH_HOUSES)
    lage = pd.DataFrame({"area_id": AREAS, "value": [3, 2, 0], "measure_id": CLASS, "period": "2024"})
    table = fairness(
        ASKED,
        cells(),
        houses,
        typed(lage.reindex(columns=list(MEASURES)), MEASURES),
        most_strained,
        Rule(1, 1),
        Status.NORMAL,
    )
    return table.loc[table["measure_id"] == "disparity", "value"].tolist()


@pytest.mark.parametrize(("last_class", "points"), [(3, [10.0]), (2, [20.0]), (4, [0.0]), (None, [])])
def test_the_most_strained_are_those_of_the_last_class(last_class: int | None, points: list[float]) -> None:
    """Of four classes nord alone: 20 of 50 places less 30 of 100 children; of three mitte too: 40 / 50 less 60 / 100;
    of five nobody lives in the last. Without an index nothing is said."""
    assert disparity(last_class) == points

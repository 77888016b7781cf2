"""The worked tables about reach in docs/methods.md are what the program works out."""

import numpy as np
import pandas as pd
from analysis.access.reach_city import question
from spec.test_methods import example

from sozialraum.analysis.access.edges import way_depends
from sozialraum.analysis.access.edition.beside import alone
from sozialraum.analysis.access.edition.chains import withheld
from sozialraum.analysis.access.edition.counted import Heads, Rule
from sozialraum.analysis.access.edition.forms import Limit
from sozialraum.analysis.access.edition.measures import area_measures
from sozialraum.model.reach import CELL_REACH, SURE_OVER, SURE_UNDER, UNCLEAR
from sozialraum.model.status import Status
from sozialraum.model.tables import typed

WORDS = {SURE_UNDER: "sicher darunter", UNCLEAR: "zu klären", SURE_OVER: "sicher darüber"}


def test_erreichbarkeit() -> None:
    for straight, said in example("erreichbarkeit").iloc[:, 0].items():
        cell = {"question": "schule", "cell_id": "c", "area_id": "nord", "column": 0, "row": 0, "facility_id": "s1"}
        people = {"people": 9.0, "everybody": 9.0, "distance_m": 1.3 * float(straight), "straight_m": float(straight)}
        flags = {"depends": False, "places": np.nan, "places_depends": False, "fewest_around": np.inf}
        cells = typed(pd.DataFrame([cell | people | flags]), CELL_REACH)
        args = ({"nord": ["nord"]}, [], Limit(2000, 1.4), Rule(1, 1), "2024-12-31", Status.NORMAL)
        heads = Heads(np.array([9.0]), {"kinder": np.array([9.0])}, np.array([True]))
        rows = area_measures(question(), cells, heads, [], np.zeros(1, dtype=bool), [200, 400], *args)[0]
        found = rows[rows["measure_id"].isin(list(WORDS)) & (rows["value"] > 0)]["measure_id"].tolist()
        assert [WORDS[one] for one in found] == [said]


def test_rand() -> None:
    for border, row in example("rand").iterrows():
        found = way_depends(np.array([800.0]), np.array([float(border)]), float(row.iloc[0]), 1.0)  # type: ignore[arg-type]  # metres
        assert found.tolist() == [row.iloc[1] == "ja"]


def test_erreichbarkeit_geheimhaltung() -> None:
    table = example("erreichbarkeit-geheimhaltung")
    counts = table.iloc[:, :4].to_numpy(dtype=float)
    hidden = withheld(counts, [], 5, alone(np.zeros(counts.shape, dtype=bool)))
    told = [
        ", ".join(f"{count:g}" for count in row[~gone]) or "keine" for row, gone in zip(counts, hidden, strict=True)
    ]
    assert told == [str(text) for text in table["genannt"]]

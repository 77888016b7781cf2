"""Numbers of reach an edition tells by themselves: shares at the border, people around, groups in groups."""

import numpy as np
import pandas as pd
from analysis.access.reach_city import question

from sozialraum.analysis.access.edition.counted import Heads, Rule
from sozialraum.analysis.access.edition.groups import heads_of
from sozialraum.analysis.access.edition.measures import area_measures
from sozialraum.analysis.access.edition.rounded import public_around
from sozialraum.model.reach import AROUND, CELL_REACH, DEPENDS_PCT
from sozialraum.model.status import Status
from sozialraum.model.tables import typed


def cells(people: list[float], **more: object) -> pd.DataFrame:
    usual = {"question": "schule", "area_id": "nord", "column": 0, "row": 0, "facility_id": "k1", "depends": False}
    table = pd.DataFrame({"people": people, "everybody": [one + 30 for one in people], "distance_m": 100.0})
    table = table.assign(straight_m=100.0, cell_id=[f"c{at}" for at in range(len(people))], **usual)
    return typed(table.assign(places=np.nan, places_depends=False, fewest_around=np.inf).assign(**more), CELL_REACH)


def depends(people: list[float], border: list[bool]) -> tuple[float | None, str]:
    table = cells(people, depends=border)
    heads = Heads(np.array(people), {"kinder": np.array(people)}, np.ones(len(people), dtype=bool))
    args = (
        heads,
        [],
        np.zeros(1, dtype=bool),
        [200, 400],
        {"nord": ["nord"]},
        [],
        None,
        Rule(5, 5),
        "",
        Status.NORMAL,
    )
    rows = area_measures(question(), table, *args)[0].set_index("measure_id")
    value = rows.loc[DEPENDS_PCT, "value"]
    return (None if pd.isna(value) else float(value)), str(rows.loc[DEPENDS_PCT, "status"])


def test_shares_at_the_border_do_not_tell_few() -> None:
    """Twice four of 400 are 2 %, so 90 are 22 %. 3 or 397 of 400 are few or all but few, and 5 of 1600 would be 0."""
    assert depends([310, 90], [False, True]) == (22.0, "A")
    assert depends([397, 3], [False, True]) == (None, "Q")
    assert depends([397, 3], [True, False]) == (None, "Q")
    assert depends([1595, 5], [False, True]) == (None, "Q"), "no 0 stands for somebody"
    assert depends([400, 0], [False, True]) == (0.0, "A")


def around(people: float, everybody: float) -> tuple[float | None, str]:
    table = typed(
        pd.DataFrame(
            {"question": ["schule"], "facility_id": ["k1"], "step_m": [500.0], "people": [people], "status": ["A"]}
        ),
        AROUND,
    )
    row = public_around(table, cells([everybody]), 5.0, 10.0, Status.NORMAL).iloc[0]
    return (None if pd.isna(row["people"]) else float(row["people"])), str(row["status"])


def test_people_around_do_not_tell_the_few_who_live_elsewhere() -> None:
    """16 of 18 told as 20 would be 15 to 18, so at most 3 others; 12 of 14 told as 10 are 5 to 14, so 0 to 9."""
    assert around(16, 18) == (None, "Q")
    assert around(12, 14) == (10.0, "A")
    assert around(4, 100) == (None, "Q")
    assert around(0, 100) == (0.0, "A")
    assert around(100, 100) == (100.0, "A")


def test_a_group_within_another_leaves_a_rest_that_is_nobodys_to_tell() -> None:
    """Children under 6 are those under 3 and the others; girls and children under 3 only overlap."""
    people = pd.DataFrame({"u6": [10.0, 5.0], "u3": [4.0, 5.0], "girls": [3.0, 6.0]}, index=["c0", "c1"])
    questions = [question(id=group, people=[group]) for group in people]
    found = heads_of(questions[0], questions, cells([10, 5]), people)
    assert {name: one.tolist() for name, one in found.of.items()} == {"u6": [10.0, 5.0], "u6 - u3": [6.0, 0.0]}
    assert [*heads_of(questions[1], questions, cells([4, 5]), people).of] == ["u3"]

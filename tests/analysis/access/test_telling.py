"""What is told of questions about ways that have no people, no facility, or none that anybody reaches."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
from analysis.access.reach_city import question
from rows import facilities

from sozialraum.analysis.access.telling import reach_problems
from sozialraum.model.reach import CELL_REACH, REACH_HOUSES, UNREACHED, CellReach
from sozialraum.model.reach_settings import ReachSettings
from sozialraum.model.tables import typed

KITAS = facilities("| facility_id | name | x | y |\n| k1 | Sonne | 1 | 1 |\n| k2 | Mond | 2 | 2 |")
PROJECT = SimpleNamespace(reach=ReachSettings(questions=[question()]), language="de")


def cells(people: list[float], metres: list[float]) -> pd.DataFrame:
    usual = {"question": "schule", "cell_id": "c", "area_id": "nord", "column": 0, "row": 0, "facility_id": "k1"}
    table = pd.DataFrame({"people": people, "everybody": people, "distance_m": metres, "straight_m": 1.0})
    return typed(
        table.assign(**usual, depends=False, places=np.nan, places_depends=False, fewest_around=np.inf), CELL_REACH
    )


def houses(*rows: tuple[str, str, bool]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["facility_id", "area_id", "beyond"])
    return typed(table.assign(question="schule", places=np.nan), REACH_HOUSES)


def unreached(*rows: tuple[str, str]) -> pd.DataFrame:
    return typed(pd.DataFrame(rows, columns=["facility_id", "reason"]).assign(question="schule"), UNREACHED)


USUAL = CellReach("straight", cells([5, 6], [10, 20]), houses(("k1", "nord", False), ("k2", "nord", False)))


def told(found: CellReach) -> list[tuple[str, str | None, dict[str, str]]]:
    problems = reach_problems(PROJECT, KITAS, found)  # type: ignore[arg-type]  # all that it reads of a project
    assert all(not problem.is_error for problem in problems)
    return [(str(one.code), one.value, dict(one.fields)) for one in problems]


def test_nothing_is_told_where_all_is_well_or_nothing_asked() -> None:
    assert told(USUAL) == told(CellReach()) == []


def test_a_question_without_people_or_facilities() -> None:
    unknown, nobody = cells([np.nan, np.nan], [10, 20]), cells([0, np.nan], [10, 20])
    assert told(replace(USUAL, cells=unknown)) == [("SR-660", "Weg zur Schule", {})]
    assert told(replace(USUAL, cells=nobody)) == [("SR-666", "Weg zur Schule", {})]
    nothing = replace(USUAL, houses=houses(), cells=cells([5, 6], [np.inf, np.inf]))
    assert told(nothing) == [("SR-661", "Weg zur Schule", {})]
    nowhere = replace(USUAL, houses=houses(("k1", "nord", False)), unreached=unreached(("k1", "no_position")))
    assert told(nowhere) == [("SR-661", "Weg zur Schule", {})]


def test_facilities_that_all_lie_outside() -> None:
    found = replace(USUAL, houses=houses(("k1", "", False), ("x1", "", True)))
    assert told(found) == [("SR-662", "Weg zur Schule", {"count": "2"})]


def test_facilities_and_places_without_a_way_are_named_or_counted_never_people() -> None:
    lost = unreached(("k1", "nobody_in_reach"), ("k2", "no_way_near"))
    found = replace(USUAL, unreached=lost, cells=cells([5, 6, 7], [10, np.inf, np.inf]))
    assert told(found) == [
        ("SR-665", "Weg zur Schule", {"count": "2", "metres": "250"}),
        ("SR-663", "Sonne", {"question": "Weg zur Schule", "metres": "400"}),
        ("SR-664", "Mond", {"question": "Weg zur Schule", "metres": "250"}),
    ]


def test_places_without_a_way_are_those_of_any_residents() -> None:
    """Of four places no way leads to, one is empty and of one it is not known; how many have children is not told."""
    lost = cells([10, 0, 4, 0], [np.inf] * 4)
    for children in ([10, 0, 4, 0], [0, 0, 1, 0], [np.nan, np.nan, 5, 0]):
        everybody = pd.array([30, 20, pd.NA, 0], dtype="Float64")
        found = lost.assign(people=pd.array(children, dtype="Float64"), everybody=everybody)
        codes = {code: fields for code, _, fields in told(replace(USUAL, cells=found))}
        assert codes["SR-665"]["count"] == "2"

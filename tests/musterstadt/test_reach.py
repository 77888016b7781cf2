"""Reach of the invented city, answered by hand from its files and by the program."""

from functools import cache

import pandas as pd
import pytest
from musterstadt import reach_by_hand as hand
from musterstadt.test_planning import CITY, worked_out

from sozialraum.analysis.access.edition.edition import public_reach
from sozialraum.model.reach import OVER, PLACES_PER_PERSON, Reach
from sozialraum.model.tables import MEASURES, frame
from sozialraum.sources.project import read_project

GROUPS = {"kita_u3": ("U3", "U3"), "kita_ue3": ("Ü3", "A3_5")}  # question -> target group, heading of the people


@cache
def public() -> Reach:
    """What the public edition tells, without the rest of it."""
    project = read_project(CITY).project
    rule = project.disclosure.oeffentlich
    return public_reach(worked_out(), project, worked_out().offers, frame(MEASURES), rule)


@cache
def cells(question: str) -> pd.DataFrame:
    """What the program worked out for every cell, in the order of the file."""
    table = worked_out().reach.cells
    own = table[table["question"] == question].set_index("cell_id")
    assert not own.index.duplicated().any()
    return own.loc[[cell.id for cell in hand.cells()]]


def targets(question: str) -> dict[str, hand.Spot]:
    kitas = hand.houses("kitas")
    return {
        "grundschule": hand.community_schools(),
        "kita_ue3": kitas,
        "kita_u3": kitas,
        "familienzentrum": {id_: kitas[id_] for id_ in hand.bearing("Familienzentrum") & kitas.keys()},
        "jugendtreff": {id_: spot for id_, spot in hand.houses("jugendeinrichtungen").items() if id_ != "J014"},
    }[question]


@pytest.mark.slow
@pytest.mark.parametrize("question", ["grundschule", "kita_ue3", "kita_u3", "familienzentrum", "jugendtreff"])
def test_the_way_of_every_cell_is_that_walked_by_hand(question: str) -> None:
    told = cells(question)["distance_m"].tolist()
    assert told == pytest.approx(hand.nearest(targets(question).values()), abs=1e-6)


@pytest.mark.slow
def test_task_9_children_with_more_than_two_kilometres_to_the_nearest_primary_school() -> None:
    """Welche Kinder haben über 2 km Fußweg zur nächsten Grundschule? Strictly above, never by the straight line."""
    by_hand = hand.over(hand.community_schools().values(), 2000, "A6_9")
    own = cells("grundschule")
    far = own[own["distance_m"] > 2000].groupby("area_id")["people"].sum()
    assert {str(area): int(count) for area, count in far.items() if count} == {
        area: count for area, count in by_hand.items() if count
    }
    assert sum(by_hand.values()) == 207
    straight = own[own["straight_m"] > 2000]["people"].sum()
    assert straight == 37  # the river and the railway make the difference


@pytest.mark.slow
def test_task_9_in_public_the_city_knows_its_number_and_small_ones_stay_away() -> None:
    rows = public().measures
    rows = rows[(rows["measure_id"] == OVER) & (rows["target_group"] == "grundschule")].set_index("area_id")
    by_hand = hand.over(hand.community_schools().values(), 2000, "A6_9")
    told = {str(area): int(count) for area, count in rows["value"].dropna().items()}
    assert told["city"] == 207
    assert {area: told[area] for area in told if area in by_hand} == {
        area: by_hand[area] for area in by_hand if area in told
    }
    few = {area for area, count in by_hand.items() if 0 < count < 5}
    assert few == {"sr04", "sr09"}
    assert not few & told.keys()
    assert set(rows.loc[sorted(few), "status"]) == {"Q"}


@pytest.mark.slow
@pytest.mark.parametrize("question", ["kita_u3", "kita_ue3"])
def test_places_per_child_of_every_cell_and_none_is_lost(question: str) -> None:
    target, group = GROUPS[question]
    by_hand = hand.places_per_child(target, group)
    own = cells(question)
    assert own["places"].tolist() == pytest.approx(by_hand, rel=1e-9, abs=1e-12)
    given = (own["places"] * own["people"].astype(float)).sum()
    assert given == pytest.approx(sum(hand.places(target).values()), rel=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("question", ["kita_u3", "kita_ue3"])
def test_places_per_child_of_an_area_are_those_of_its_children(question: str) -> None:
    target, group = GROUPS[question]
    got: dict[str, float] = dict.fromkeys(hand.areas(), 0.0)
    children = dict.fromkeys(hand.areas(), 0)
    for cell, places in zip(hand.cells(), hand.places_per_child(target, group), strict=True):
        got[cell.area] += cell.people[group] * places
        children[cell.area] += cell.people[group]
    rows = public().measures
    rows = rows[(rows["measure_id"] == PLACES_PER_PERSON) & (rows["target_group"] == question)].set_index("area_id")
    told, close = rows["value"].dropna(), 0
    assert len(told) >= 13
    for area, value in told.items():
        if area in got:
            true = got[str(area)] / children[str(area)]
            assert float(value) == pytest.approx(true, abs=max(0.005, true / 4) + 1e-9)  # rough where few share them
            close += abs(float(value) - true) <= 0.026
    assert close >= 8


@pytest.mark.slow
def test_a_house_that_nobody_can_walk_to_is_told_by_name() -> None:
    rows = public().unreached
    told = rows[rows["question"] == "jugendtreff"].set_index("facility_id")["reason"].to_dict()
    assert told == {"J014": "no_way_near", "J015": "no_position"}
